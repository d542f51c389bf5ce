//! Hand-made articles and findings for the tests of this stage.

use crate::calendar::Interval;
use crate::findings::{Evidence, Finding, Ground};
use crate::read::{Article, Corpus};
use crate::rules::{Level, Verdict};
use crate::span::{SourceId, Span};

/// An article that is a whole file.
pub(crate) fn article(path: &str, text: &str) -> Article {
    Article {
        source: SourceId(0),
        path: path.to_owned(),
        text: text.to_owned(),
        body_start: 0,
        published: Interval::ALWAYS,
        published_span: None,
        publisher: None,
        blocks: Vec::new(),
        pictures: Vec::new(),
        citations: Vec::new(),
        has_reference_list: false,
    }
}

/// An article that is a record with a title.
pub(crate) fn record(path: &str, title: &str, text: &str) -> Article {
    Article {
        body_start: Span::new(0, title.len() + 2).end,
        ..article(path, &format!("{title}\n\n{text}"))
    }
}

/// A corpus of the articles in the order given.
pub(crate) fn corpus(articles: Vec<Article>) -> Corpus {
    let mut corpus = Corpus {
        articles,
        incomplete: Vec::new(),
    };
    for (source, article) in (0..).zip(&mut corpus.articles) {
        article.source = SourceId(source);
    }
    corpus
}

/// Evidence at the first place of `quote` in the article numbered `source`.
pub(crate) fn evidence(corpus: &Corpus, source: u32, quote: &str, label: &str) -> Evidence {
    let source = SourceId(source);
    let text = corpus.articles.get(source.idx()).map_or("", |a| &a.text);
    let start = text.find(quote).unwrap_or(0);
    Evidence {
        source,
        span: Span::new(start, start + quote.len()),
        label: label.to_owned(),
    }
}

/// A finding with the evidence.
pub(crate) fn finding(message: &str, evidence: Vec<Evidence>) -> Finding {
    Finding {
        id: "00c0ffee00c0ffee".to_owned(),
        rule: "conflicting-onset".to_owned(),
        verdict: Verdict::Contradiction,
        level: Level::Error,
        message: message.to_owned(),
        help: "check the date, or say which strike each sentence means".to_owned(),
        premises: vec!["taken as one event: both name the dockers and the port".to_owned()],
        evidence,
        steps: Vec::new(),
        ground: Ground::default(),
    }
}
