//! Findings across articles come through same-event edges alone.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use gainsay::claims::{self, Extraction, Utterances};
use gainsay::findings::{self, Finding};
use gainsay::graph;
use gainsay::lexicon::Lexicon;
use gainsay::read::{self, Corpus, ReadOptions, RuleFile, RuleFiles};
use gainsay::rules::{self, RuleBook};

struct Seeds {
    lexicon: Lexicon,
    book: RuleBook,
    corpus: Corpus,
    extractions: Vec<Extraction>,
}

fn seeds() -> Seeds {
    let files = RuleFiles::built_in();
    let lexicon = Lexicon::load(&files).expect("the built-in knowledge loads");
    let layout = lexicon.layout(&files).expect("the layout words load");
    let book = rules::load(&files, &lexicon).expect("the built-in rules load");
    let seeds = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/seeds"));
    let corpus = read::articles(&[seeds], &ReadOptions::new(Arc::new(layout)))
        .expect("the seed corpus is there");
    let extractions = corpus
        .articles
        .iter()
        .map(|article| claims::extract(article, &lexicon))
        .collect();
    Seeds {
        lexicon,
        book,
        corpus,
        extractions,
    }
}

fn articles_of(finding: &Finding) -> usize {
    let articles: BTreeSet<_> = finding.evidence.iter().map(|e| e.source).collect();
    articles.len()
}

#[test]
fn without_same_event_edges_no_finding_joins_two_articles() {
    let seeds = seeds();
    let graph = graph::build(&seeds.corpus, &seeds.extractions, &seeds.lexicon);
    let with = findings::collect(rules::apply(&seeds.book, &graph), &graph);
    assert!(with.iter().filter(|f| articles_of(f) > 1).count() >= 5);

    let graph = graph.without_same_event();
    let without = findings::collect(rules::apply(&seeds.book, &graph), &graph);
    let across: Vec<&Finding> = without.iter().filter(|f| articles_of(f) > 1).collect();
    assert!(across.is_empty(), "{across:#?}");
    // What an article says of itself stays.
    assert!(without.iter().any(|f| f.rule == "dangling-citations"));
}

#[test]
fn a_third_article_changes_nothing_between_two() {
    let seeds = seeds();
    let two = |keep: &[usize]| {
        let mut corpus = Corpus::default();
        let mut extractions = Vec::new();
        for (idx, at) in (0..).zip(keep) {
            let mut article = seeds.corpus.articles.get(*at).expect("a seed").clone();
            article.source = gainsay::span::SourceId(idx);
            corpus.articles.push(article);
            extractions.push(seeds.extractions.get(*at).expect("a seed").clone());
        }
        let graph = graph::build(&corpus, &extractions, &seeds.lexicon);
        let all = findings::collect(rules::apply(&seeds.book, &graph), &graph);
        let onset = all.into_iter().find(|f| f.rule == "conflicting-onset");
        onset.map(|f| (f.id, f.message))
    };
    let alone = two(&[0, 2]);
    assert!(alone.is_some());
    assert_eq!(alone, two(&[0, 1, 2]));
    assert_eq!(alone, two(&[0, 1, 2, 3, 4]));
}

/// A rule that looks at what anybody says.
const UNNAMED: &str = r#"
id: unnamed-source
summary: a source without a name
why: A reader cannot tell who speaks.
level: advice
verdict: defect
match:
  claims:
    a: { predicate: [utterance.say] }
message: "{a.speaker} says so"
labels: { a: "said by {a.speaker}" }
help: "name the source"
tests:
  - name: an official
    conflict:
      - { text: "An official said the old bridge over the river would be closed." }
  - name: nobody
    consistent:
      - { text: "The old bridge over the river was closed." }
"#;

#[test]
fn all_utterances_are_read_where_a_rule_looks_at_each() {
    let mut files = RuleFiles::built_in();
    let lexicon = Lexicon::load(&files).expect("the built-in knowledge loads");
    let book = |files: &RuleFiles| rules::load(files, &lexicon).expect("the rules load");
    assert_eq!(book(&files).utterances(), Utterances::Repeated);
    let built_in = files.contradictions.clone();
    for text in [UNNAMED.to_owned(), alike_in_an_article("[utterance.*]")] {
        files.contradictions.clone_from(&built_in);
        files.contradictions.push(RuleFile {
            path: "unnamed-source.yaml".to_owned(),
            stem: "unnamed-source".to_owned(),
            text,
        });
        assert_eq!(book(&files).utterances(), Utterances::All);
    }
}

/// A rule of two claims of these predicates with much the same content in one article.
fn alike_in_an_article(predicates: &str) -> String {
    let matched = format!(
        "    a: {{ predicate: {predicates} }}\n    b: {{ predicate: {predicates} }}\n  where:\n    \
         - {{ relation: same_article, of: [a, b] }}\n    - {{ relation: alike, of: [a.content, b.content] }}"
    );
    UNNAMED.replace("    a: { predicate: [utterance.say] }", &matched)
}

#[test]
fn utterances_that_repeat_are_read_whatever_else_is_left_out() {
    let seeds = seeds();
    let articles = &seeds.corpus.articles;
    let repeated = claims::extract_each(articles, &seeds.lexicon, Utterances::Repeated);
    let n = |read: &[Extraction]| read.iter().map(|e| e.claims.len()).sum::<usize>();
    assert!(n(&repeated) < n(&seeds.extractions));
    // All that an editor sees; claims are counted otherwise.
    let found = |read: &[Extraction]| -> Vec<_> {
        let graph = graph::build(&seeds.corpus, read, &seeds.lexicon);
        let all = findings::collect(rules::apply(&seeds.book, &graph), &graph);
        all.into_iter()
            .map(|f| (f.id, f.message, f.premises, f.evidence, f.steps))
            .collect()
    };
    assert_eq!(found(&repeated), found(&seeds.extractions));
}
