//! Articles for tests: one paragraph for each line of text.

use crate::calendar::Interval;
use crate::lexicon::sentences::SentenceWords;
use crate::read::{Article, Block, BlockKind};
use crate::sentences::{self, Sentence};
use crate::span::{SourceId, Span};
use crate::tokens::{self, Tokens};

/// Returns the sentences of an article and their tokens.
pub(crate) fn read(article: &Article) -> (Vec<Sentence>, Tokens) {
    let words = SentenceWords::built_in().unwrap_or_default();
    let sentences = sentences::split(article, &words);
    let tokens = tokens::read(article, &sentences);
    (sentences, tokens)
}

/// Returns an article whose lines are paragraphs.
pub(crate) fn article(text: &str) -> Article {
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let lead = line.len() - line.trim_start().len();
        if !line.trim().is_empty() {
            blocks.push(Block {
                kind: BlockKind::Paragraph,
                span: Span::new(start + lead, start + lead + line.trim().len()),
            });
        }
        start += line.len();
    }
    Article {
        source: SourceId(0),
        path: "a.txt".to_owned(),
        text: text.to_owned(),
        body_start: 0,
        published: Interval::ALWAYS,
        published_span: None,
        publisher: None,
        blocks,
        pictures: Vec::new(),
        citations: Vec::new(),
        has_reference_list: false,
    }
}
