//! Blocks into sentences.

use crate::read::Article;
use crate::span::Span;

/// One sentence of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// Where it is; no white space at either end; may hold line ends of hard-wrapped text.
    pub span: Span,
    /// Index into the article's blocks.
    pub block: u32,
}

/// Splits every block of the article into sentences, in text order.
///
/// Total: odd text yields odd sentences, never a failure. Every character of
/// a block but white space lies in exactly one sentence.
pub fn split(article: &Article) -> Vec<Sentence> {
    todo!()
}
