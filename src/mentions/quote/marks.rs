//! Quotation marks: pairs of them, and what they enclose.
//!
//! Straight, curly, low and angle marks; single quotes told from apostrophes.
//! A quotation that goes on in the next paragraph (mark repeated, none closed)
//! is one [`Quoted`] for each paragraph; one that is closed some blocks later
//! without a repeated mark is one over all of them.

use crate::lexicon::speech::SpeechWords;
use crate::read::{Article, BlockKind};
use crate::span::Span;

/// Text between quotation marks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Quoted {
    /// First byte of the opening mark.
    pub(super) open: usize,
    /// What stands between the marks.
    pub(super) content: Span,
    /// One past the closing mark.
    pub(super) close: usize,
    /// Index of the block it begins in.
    pub(super) block: usize,
    /// Index of the block it ends in.
    pub(super) last_block: usize,
    /// Whether the next one is its continuation in the next paragraph.
    pub(super) continues: bool,
}

/// A closing mark is looked for in so many further blocks.
const MAX_BLOCKS: usize = 12;

/// So many paragraphs may go on with a quotation before the mark is repeated.
const MAX_UNMARKED: usize = 4;

/// What a character is to a reader of quotations.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Open,
    Close,
    Single,
}

/// Finds what stands between quotation marks, in text order, not overlapping.
pub(super) fn find(article: &Article, words: &SpeechWords) -> Vec<Quoted> {
    let mut found = Vec::new();
    let mut floor = 0;
    for (idx, block) in article.blocks.iter().enumerate() {
        if !speaks(block.kind) {
            continue;
        }
        let (start, end) = (block.span.start as usize, block.span.end as usize);
        let mut at = start.max(floor);
        while at < end {
            let Some((open, mark, width)) = next_mark(&article.text, at, end) else {
                break;
            };
            at = open + width;
            match mark {
                Mark::Close => {}
                Mark::Single => {
                    if let Some((inner, close)) = single_close(&article.text, open, at, end, words)
                    {
                        push(
                            &mut found,
                            article,
                            (open, at),
                            (inner, close),
                            (idx, idx),
                            false,
                        );
                        at = close;
                    }
                }
                Mark::Open => {
                    let quoted = double_close(article, idx, open, at);
                    let (inner, close, last, continues) = quoted;
                    push(
                        &mut found,
                        article,
                        (open, at),
                        (inner, close),
                        (idx, last),
                        continues,
                    );
                    at = close.max(at);
                    floor = floor.max(at);
                }
            }
        }
    }
    found
}

/// Returns whether a block of the kind can hold speech.
pub(super) fn speaks(kind: BlockKind) -> bool {
    !matches!(
        kind,
        BlockKind::Furniture | BlockKind::Byline | BlockKind::Publication | BlockKind::Dateline
    )
}

fn push(
    found: &mut Vec<Quoted>,
    article: &Article,
    (open, inner_start): (usize, usize),
    (inner_end, close): (usize, usize),
    (block, last_block): (usize, usize),
    continues: bool,
) {
    let inner = article.text.get(inner_start..inner_end).unwrap_or("");
    let start = inner_start + (inner.len() - inner.trim_start().len());
    let end = start + inner.trim().len();
    if start < end {
        found.push(Quoted {
            open,
            content: Span::new(start, end),
            close,
            block,
            last_block,
            continues,
        });
    }
}

/// Returns the next mark in `at..end`: its place, what it is, and its length.
fn next_mark(text: &str, at: usize, end: usize) -> Option<(usize, Mark, usize)> {
    let slice = text.get(at..end)?;
    for (i, c) in slice.char_indices() {
        let pos = at + i;
        let mark = match c {
            '“' | '„' | '«' | '‟' => Mark::Open,
            '”' | '»' => Mark::Close,
            '"' => {
                let before = char_before(text, pos);
                let after = char_at(text, pos + 1);
                if opens(before) && !after.is_whitespace() {
                    Mark::Open
                } else {
                    Mark::Close
                }
            }
            '\'' | '‘' | '’' | '‛' => {
                let before = char_before(text, pos);
                let after = char_at(text, pos + c.len_utf8());
                if opens(before)
                    && (after.is_alphanumeric() || matches!(after, '…' | '[' | '$' | '£' | '€'))
                {
                    Mark::Single
                } else {
                    continue;
                }
            }
            _ => continue,
        };
        return Some((pos, mark, c.len_utf8()));
    }
    None
}

fn char_before(text: &str, pos: usize) -> char {
    text.get(..pos)
        .and_then(|t| t.chars().next_back())
        .unwrap_or(' ')
}

fn char_at(text: &str, pos: usize) -> char {
    text.get(pos..)
        .and_then(|t| t.chars().next())
        .unwrap_or(' ')
}

/// Returns whether a straight mark behind this character opens.
fn opens(before: char) -> bool {
    before.is_whitespace()
        || matches!(
            before,
            '(' | '[' | '{' | '—' | '–' | '-' | '“' | '"' | '/' | '\'' | '‘'
        )
}

/// Returns inner end, end, last block, and whether it goes on in the next paragraph.
fn double_close(
    article: &Article,
    block: usize,
    open: usize,
    inner: usize,
) -> (usize, usize, usize, bool) {
    let text = &article.text;
    let straight = char_at(text, open) == '"';
    let mut from = inner;
    for (idx, candidate) in article
        .blocks
        .iter()
        .enumerate()
        .skip(block)
        .take(MAX_BLOCKS)
    {
        let end = candidate.span.end as usize;
        if idx > block {
            if !speaks(candidate.kind)
                || matches!(candidate.kind, BlockKind::Headline | BlockKind::Caption)
            {
                break;
            }
            from = candidate.span.start as usize;
        }
        let first = article.text.get(from..end).and_then(|t| {
            t.char_indices().find(|(i, c)| match c {
                '”' | '»' | '“' | '„' | '«' => !straight,
                '"' => {
                    // Inside straight marks, one that opens again is a lost pair.
                    straight || !opens(char_before(text, from + i))
                }
                _ => false,
            })
        });
        let Some((i, c)) = first else {
            continue;
        };
        let at = from + i;
        let reopens = matches!(c, '“' | '„' | '«')
            || (c == '"' && opens(char_before(text, at)) && !char_at(text, at + 1).is_whitespace());
        if !reopens {
            return (at, at + c.len_utf8(), idx, false);
        }
        // Reopened at the start of the next paragraph: the quotation goes on there.
        let previous = block_end(article, block);
        let at_start = idx == block + 1 && at == candidate.span.start as usize;
        if at_start {
            return (previous, previous, block, true);
        }
        if idx == block {
            return (at, at, block, false);
        }
        if idx <= block + MAX_UNMARKED && at == candidate.span.start as usize {
            // Some unmarked paragraphs between, as where each line is a block.
            let before = idx - 1;
            let end = block_end(article, before);
            return (end, end, before, true);
        }
        break;
    }
    let end = block_end(article, block);
    (end, end, block, false)
}

fn block_end(article: &Article, block: usize) -> usize {
    article.blocks.get(block).map_or(0, |b| b.span.end as usize)
}

/// Returns inner end and end of a quotation in single marks, where it has a close.
fn single_close(
    text: &str,
    open: usize,
    inner: usize,
    end: usize,
    words: &SpeechWords,
) -> Option<(usize, usize)> {
    let slice = text.get(inner..end)?;
    let word_end = slice
        .find(|c: char| !c.is_alphanumeric())
        .unwrap_or(slice.len());
    let curly = char_at(text, open) == '‘';
    let word = slice.get(..word_end)?;
    let number = word.starts_with(|c: char| c.is_ascii_digit());
    if !curly && (number || word.len() <= 5 && words.elisions.contains(&word.to_lowercase())) {
        return None;
    }
    let mut weak = None;
    for (i, c) in slice.char_indices() {
        let pos = inner + i;
        if !matches!(c, '\'' | '’') {
            if matches!(c, '“' | '‘') && i > 0 && !curly {
                break;
            }
            continue;
        }
        let before = char_before(text, pos);
        let after = char_at(text, pos + c.len_utf8());
        if before.is_whitespace() || after.is_alphanumeric() {
            continue;
        }
        let close = (pos, pos + c.len_utf8());
        let next = text
            .get(close.1..end)
            .and_then(|t| t.trim_start().chars().next())
            .unwrap_or('.');
        let possessive =
            matches!(before, 's' | 'S' | 'z' | 'x') && after == ' ' && next.is_alphabetic();
        if !possessive {
            return Some(close);
        }
        weak.get_or_insert(close);
    }
    weak
}
