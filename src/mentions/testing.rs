//! Articles for tests: one paragraph for each line of text.

use crate::calendar::Interval;
use crate::read::{Article, Block, BlockKind};
use crate::span::{SourceId, Span};

/// Returns an article whose lines are paragraphs.
pub(super) fn article(text: &str) -> Article {
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
