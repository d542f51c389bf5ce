//! Properties of the whole way from text to findings, over any text.

use std::sync::{Arc, LazyLock};

use proptest::prelude::*;

use gainsay::lexicon::Lexicon;
use gainsay::read::{self, LayoutWords, ReadOptions, RuleFiles, StdinFormat};
use gainsay::rules::{self, RuleBook};
use gainsay::{claims, findings, graph};

struct Knowledge {
    lexicon: Lexicon,
    layout: Arc<LayoutWords>,
    book: RuleBook,
}

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(|| {
    let files = RuleFiles::built_in();
    let lexicon = Lexicon::load(&files).expect("the built-in knowledge loads");
    Knowledge {
        layout: Arc::new(lexicon.layout(&files).expect("the layout words load")),
        book: rules::load(&files, &lexicon).expect("the built-in rules load"),
        lexicon,
    }
});

/// Runs every stage over the bytes and holds the spans against the text.
fn run(bytes: Vec<u8>, format: StdinFormat) {
    let options = ReadOptions {
        stdin_format: format,
        stdin: Some(bytes),
        words: Arc::clone(&KNOWLEDGE.layout),
    };
    let Ok(corpus) = read::articles(&["-".into()], &options) else {
        return;
    };
    let extractions: Vec<_> = corpus
        .articles
        .iter()
        .map(|article| claims::extract(article, &KNOWLEDGE.lexicon))
        .collect();
    let together = claims::extract_each(
        &corpus.articles,
        &KNOWLEDGE.lexicon,
        claims::Utterances::All,
    );
    for (alone, together) in extractions.iter().zip(&together) {
        assert_eq!(alone.claims, together.claims);
        assert_eq!(alone.links, together.links);
    }
    for (article, extraction) in corpus.articles.iter().zip(&extractions) {
        for claim in &extraction.claims {
            for span in [claim.evidence, claim.trigger] {
                assert!(article.text.get(span.range()).is_some(), "{claim:?}");
            }
        }
    }
    let graph = graph::build(&corpus, &extractions, &KNOWLEDGE.lexicon);
    for finding in findings::collect(rules::apply(&KNOWLEDGE.book, &graph), &graph) {
        assert!(!finding.evidence.is_empty(), "{finding:?}");
        for evidence in &finding.evidence {
            let article = corpus.articles.get(evidence.source.idx());
            let text = article.and_then(|a| a.text.get(evidence.span.range()));
            assert!(text.is_some(), "{finding:?}");
        }
    }
}

/// Pieces of news text in any order, with signs that break things.
fn news() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "The US and Iran ",
        "signed ",
        "an agreement ",
        "will sign ",
        "last March",
        "on May 25, 2026",
        ", ",
        ". ",
        "“",
        "” ",
        "’s ",
        "said ",
        "12 people ",
        "$3 billion ",
        "\n",
        "\n\n",
        "# ",
        "![",
        "](",
        ")",
        "[1, 2]",
        "(",
        "U.S. ",
        "Mr. Lee ",
        "president ",
        "not ",
        "no one ",
        "killed ",
        "a.m. ",
        "—",
        "é",
        "\u{202e}",
        "\u{0}",
        "🚢",
        "according to ",
        "---\n",
        "since ",
        "war ",
        "erupted ",
        "both sides ",
        "{",
        "}",
        "\"",
        "\\",
        "\r",
        "\t",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_run_to_the_end(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        run(bytes.clone(), StdinFormat::Text);
        run(bytes.clone(), StdinFormat::Markdown);
        run(bytes, StdinFormat::Jsonl);
    }

    #[test]
    fn any_text_keeps_its_spans(text in any::<String>(), news in news()) {
        run(text.into_bytes(), StdinFormat::Text);
        run(news.clone().into_bytes(), StdinFormat::Text);
        run(news.into_bytes(), StdinFormat::Markdown);
    }

    #[test]
    fn two_records_of_news_run_to_the_end(one in news(), two in news()) {
        let line = |id: u8, text: &str| serde_json::json!({ "id": id, "title": text, "text": text }).to_string();
        let lines = [line(1, &one), line(2, &two)].join("\n");
        run(lines.into_bytes(), StdinFormat::Jsonl);
    }
}
