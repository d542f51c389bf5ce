//! What the network of days says of the seed corpus.

use std::path::PathBuf;
use std::sync::Arc;

use gainsay::chronology::{Chronology, PublicationWindow};
use gainsay::claims;
use gainsay::findings::{self, Finding};
use gainsay::graph;
use gainsay::lexicon::Lexicon;
use gainsay::read::{self, ReadOptions, RuleFiles};
use gainsay::rules;

/// The findings on the seeds, and the publication window of each article.
fn seeds() -> (Vec<Finding>, Vec<Option<PublicationWindow>>) {
    let files = RuleFiles::built_in();
    let lexicon = Lexicon::load(&files).expect("the built-in knowledge loads");
    let layout = lexicon.layout(&files).expect("the layout words load");
    let book = rules::load(&files, &lexicon).expect("the built-in rules load");
    let seeds = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/seeds"));
    let corpus = read::articles(&[seeds], &ReadOptions::new(Arc::new(layout)))
        .expect("the seed corpus is there");
    let extractions: Vec<_> = corpus
        .articles
        .iter()
        .map(|article| claims::extract(article, &lexicon))
        .collect();
    let graph = graph::build(&corpus, &extractions, &lexicon);
    let found = findings::collect(rules::apply(&book, &graph), &graph);
    let chronology = Chronology::new(&graph);
    let windows = corpus
        .articles
        .iter()
        .map(|article| chronology.publication_window(article.source))
        .collect();
    (found, windows)
}

fn text(window: Option<&PublicationWindow>) -> String {
    let Some(window) = window else {
        return "unknown".to_owned();
    };
    let mut out = window.days.to_string();
    for (days, condition) in &window.alternatives {
        out = format!("{out}; {days} {}", condition.text);
    }
    out
}

#[test]
fn undated_articles_have_the_windows_that_follow() {
    let (_, windows) = seeds();
    let texts: Vec<String> = windows.iter().map(|w| text(w.as_ref())).collect();
    assert_eq!(
        texts,
        [
            "unknown",
            "unknown",
            "2026; 1 April 2026 to 31 December 2026 if “last March” is March 2026; \
             1 January 2026 to 28 March 2026 if “last March” is March 2025",
            "on or after 21 May 2026",
            "on or after 31 May 2026",
        ]
    );
    // What the last one rests on is told: that both articles mean one signing.
    let last = windows.last().and_then(Option::as_ref).expect("a window");
    let premise = last
        .conditions
        .iter()
        .any(|c| c.text.contains("taken as one agreement"));
    assert!(premise, "{:#?}", last.conditions);
}

#[test]
fn the_network_proves_what_pair_rules_find() {
    let (found, _) = seeds();
    let steps = |rule: &str, first: &str| {
        let finding = found
            .iter()
            .find(|f| f.rule == rule && f.steps.iter().any(|s| s.contains(first)));
        assert!(finding.is_some(), "{rule} is not proved: {found:#?}");
        finding.map(|f| f.steps.join("\n")).unwrap_or_default()
    };
    // The onset: February against March of whichever year.
    let onset = steps("conflicting-onset", "the start of the fighting");
    assert!(onset.contains("28 February 2026"), "{onset}");
    // Signed or expected: the day that decides.
    let order = steps("status-order", "31 May 2026");
    assert!(order.contains("6 to 8 days after the event"), "{order}");
    // In force since April, "recently" agreed.
    let ceasefire = steps("ceasefire-agreed-or-in-force", "the ceasefire");
    assert!(ceasefire.contains("short by"), "{ceasefire}");
}
