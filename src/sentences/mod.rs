//! Blocks into sentences.
//!
//! A sentence can end before white space, where a stop, question or
//! exclamation mark stands before it, or where what follows could start a
//! sentence. Whether it does is decided by a small perceptron (see
//! [`boundary`]) that sees the words around the place and knows the
//! abbreviations of `rules/names/sentences.yaml`. Line ends inside a block are
//! white space. Brackets and quotation marks that close, and citations
//! (`[12]`), go with the sentence before them.

use crate::lexicon::sentences::SentenceWords;
use crate::read::{Article, Block, BlockKind};
use crate::span::Span;
use crate::weights::Weights;
use crate::weights::table::Pairs;
use boundary::{Chunk, Place};

pub(crate) mod boundary;

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
/// a block but white space lies in exactly one sentence; none is longer than 4,096 bytes.
pub fn split(article: &Article, words: &SentenceWords) -> Vec<Sentence> {
    split_with(article, words, Weights::english().boundaries)
}

/// Splits with these weights.
pub(crate) fn split_with(
    article: &Article,
    words: &SentenceWords,
    model: Pairs<'_>,
) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut chunks = Vec::new();
    for (block, index) in article.blocks.iter().zip(0..) {
        boundary::chunks(&article.text, block.span, words, &mut chunks);
        let ends = |place: &Place<'_>| {
            let [no, yes] = model.score(&place.features());
            yes > no && !place.splits_a_time()
        };
        split_block(block, &chunks, ends, |span| {
            let parts = Parts {
                text: &article.text,
                rest: span,
            };
            sentences.extend(parts.map(|span| Sentence { span, block: index }));
        });
    }
    sentences
}

/// Bytes of the longest sentence. What is longer is a table, code or noise; what reads a sentence
/// may look from each of its words at each other.
const MAX_LEN: usize = 4096;

/// Cuts a sentence into parts of at most [`MAX_LEN`] bytes, at white space where there is some.
struct Parts<'t> {
    text: &'t str,
    rest: Span,
}

impl Iterator for Parts<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        let (text, start) = (self.rest.of(self.text), self.rest.start as usize);
        let mut end = text.len().min(MAX_LEN);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let head = text.get(..end)?;
        if end < text.len()
            && let Some(space) = head.rfind(char::is_whitespace)
        {
            end = space;
        }
        let tail = text.get(end..)?;
        let next = start + text.len() - tail.trim_start().len();
        self.rest = Span::new(next, start + text.len());
        let part = text.get(..end)?.trim_end();
        (!part.is_empty()).then(|| Span::new(start, start + part.len()))
    }
}

/// Walks through a block's chunks and hands on its sentences, asking `ends` wherever a sentence may end.
pub(crate) fn split_block(
    block: &Block,
    chunks: &[Chunk],
    mut ends: impl FnMut(&Place<'_>) -> bool,
    mut push: impl FnMut(Span),
) {
    // A headline's capitals start no sentences.
    let is_line = matches!(
        block.kind,
        BlockKind::Headline | BlockKind::CrossHead | BlockKind::Byline | BlockKind::Dateline
    );
    let mut start = 0;
    let sentence = |from: usize, to: usize| {
        let (first, last) = (chunks.get(from)?, chunks.get(to)?);
        Some(first.span.join(last.span))
    };
    for next in 1..chunks.len() {
        let place = Place::new(chunks, start, next);
        if place.is_possible(is_line) && ends(&place) {
            sentence(start, next - 1).into_iter().for_each(&mut push);
            start = next;
        }
    }
    sentence(start, chunks.len().wrapping_sub(1))
        .into_iter()
        .for_each(&mut push);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Interval;
    use crate::span::SourceId;
    use proptest::prelude::*;

    fn article(text: &str, kind: BlockKind) -> Article {
        let start = text.len() - text.trim_start().len();
        let blocks = vec![Block {
            kind,
            span: Span::new(start, text.trim_end().len().max(start)),
        }];
        Article {
            source: SourceId(0),
            path: String::new(),
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

    /// `|` in the marked text says where sentences part.
    fn check(kind: BlockKind, marked: &str) {
        let text = marked.replace('|', "");
        let article = article(&text, kind);
        let words = SentenceWords::built_in().unwrap_or_default();
        let found: Vec<&str> = split(&article, &words)
            .iter()
            .map(|s| s.span.of(&article.text))
            .collect();
        let expected: Vec<&str> = marked.split('|').map(str::trim).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn stops_of_abbreviations_and_initials_end_no_sentence() {
        for marked in [
            "The U.S. said on Monday it would not act.| Mr. Smith left.",
            "Talks began at 9 p.m. on Friday.| They ended at 11 p.m.| The ministers left by car.",
            "Gen. Ada Okoro met Sen. J. P. Lund in St. Ives.| Neither spoke.",
            "It was signed on Jan. 5 by Harbour Inc. and two banks.| No. 7 on the list is empty.",
            "He lives in Washington, D.C.| She does not.",
            "Prices rose 3.5 percent.| Wages did not.",
        ] {
            check(BlockKind::Paragraph, marked);
        }
    }

    #[test]
    fn quotation_marks_and_brackets_go_with_their_sentence() {
        for marked in [
            "“We will not go.”| “Then stay,” she said.",
            "\"Are you sure?\" he asked.| \"Yes!\"| Nobody laughed.",
            "The bridge fell.[3] [4]| Two people died.",
            "He agreed (it was late.)| They left.",
            "The vote … was lost.| It will be held again.",
        ] {
            check(BlockKind::Paragraph, marked);
        }
    }

    #[test]
    fn line_ends_are_white_space() {
        check(
            BlockKind::Paragraph,
            "The ministers of the three\ncountries met on Sunday.|\nThey will meet again.",
        );
    }

    #[test]
    fn what_is_too_long_for_a_sentence_is_cut() {
        let long = |word: &str| word.repeat(2 * MAX_LEN / word.len());
        for text in [long("no stop at all "), long("\u{201c}"), long("x")] {
            let article = article(&text, BlockKind::Paragraph);
            let parts = split(&article, &SentenceWords::default());
            let found: String = parts.iter().map(|s| s.span.of(&text)).collect();
            assert!(parts.iter().all(|s| s.span.of(&text).len() <= MAX_LEN));
            assert_eq!(found.replace(' ', ""), text.replace(' ', ""));
        }
    }

    #[test]
    fn capitals_of_a_headline_start_no_sentence() {
        check(
            BlockKind::Headline,
            "Harbour Workers Strike As Minister Rejects Offer",
        );
    }

    proptest! {
        #[test]
        fn every_character_lies_in_one_sentence(text in "\\PC{0,80}[ .?!\"\n\u{a0}A-Z0-9]{0,40}\\PC{0,40}") {
            let article = article(&text, BlockKind::Paragraph);
            let mut at = 0;
            for sentence in split(&article, &SentenceWords::default()) {
                let range = sentence.span.range();
                prop_assert!(text.get(at..range.start).is_some_and(|gap| gap.trim().is_empty()));
                let inside = text.get(range.clone()).unwrap_or("");
                prop_assert!(!inside.is_empty() && inside.trim() == inside);
                at = range.end;
            }
            prop_assert!(text.get(at..).is_some_and(|gap| gap.trim().is_empty()));
        }
    }
}
