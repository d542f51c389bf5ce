//! Numbered citations and the list that they point into.

use super::layout::{Group, LineKind};
use super::lines::Mark;
use super::words::{Cue, LayoutWords};
use super::{Block, BlockKind, cut};
use crate::span::Span;

/// Numbers in a citation have at most so many digits: `[2010]` is a year.
const MAX_DIGITS: usize = 3;

/// Finds groups such as `[1]`, `[1, 2]` and `[1-3]` in the article's prose, in text order.
pub(super) fn find(text: &str, blocks: &[Block]) -> Vec<Span> {
    let mut found = Vec::new();
    for block in blocks {
        if block.kind == BlockKind::Furniture {
            continue;
        }
        let range = block.span.range();
        let inside = block.span.of(text);
        let mut last_end = 0;
        for (at, _) in inside.match_indices('[') {
            // The mark in front of an entry of a list cites nothing.
            if at == 0 {
                continue;
            }
            let Some(len) = numbers(cut(inside, at, inside.len())) else {
                continue;
            };
            let before = cut(inside, 0, at);
            let after = cut(inside, at + len, inside.len());
            // `[text][1]` and `[1](address)` are Markdown links, `[3][4]` are two citations.
            let is_link = before.ends_with('!')
                || before.ends_with(']') && last_end != at
                || after.starts_with('(')
                || after.starts_with('[') && numbers(after).is_none();
            if !is_link {
                last_end = at + len;
                found.push(Span::new(range.start + at, range.start + last_end));
            }
        }
    }
    found
}

/// Returns the length of a bracket that holds numbers and their separators only.
fn numbers(text: &str) -> Option<usize> {
    let mut n_digits = 0;
    let mut any = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if c.is_ascii_digit() => {
                n_digits += 1;
                any = true;
                if n_digits > MAX_DIGITS {
                    return None;
                }
            }
            ',' | ';' | '-' | '–' | ' ' => n_digits = 0,
            ']' => return any.then_some(at + 1),
            _ => return None,
        }
    }
    None
}

/// Returns whether the article has a list of references: a heading such as
/// "Sources" with something under it, or lines that begin with a citation's mark.
pub(super) fn has_list(text: &str, groups: &[Group], words: &LayoutWords) -> bool {
    groups.iter().enumerate().any(|(i, group)| {
        let line = group.span.of(text);
        let listed = group.kind == LineKind::References && i + 1 < groups.len();
        listed
            || group.mark != Mark::Heading && is_marked(line) && i > 0
            || is_labelled(line, words) && i > 0
    })
}

/// Returns whether a line under the heading of the references is one of them rather than prose.
pub(super) fn is_entry(line: &str) -> bool {
    is_marked(line)
        || line.contains("://")
        || line.contains("www.")
        || line.contains("doi.org")
        || line.starts_with(|c: char| c.is_ascii_digit()) && line.contains(". ")
}

/// `[1] …`, `[^1]: …`, `1. https://…`
fn is_marked(line: &str) -> bool {
    if let Some(len) = numbers(line).filter(|_| line.starts_with('[')) {
        return cut(line, len, line.len()).starts_with([' ', ':', '\t']);
    }
    if line.starts_with("[^") {
        return line.contains("]:");
    }
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < line.len()
        && rest.strip_prefix(['.', ')']).is_some_and(|rest| {
            let rest = rest.trim_start();
            rest.starts_with("http://") || rest.starts_with("https://") || rest.starts_with("www.")
        })
}

/// `Sources: …` with the list in the same line.
fn is_labelled(line: &str, words: &LayoutWords) -> bool {
    words
        .phrase_first(line, Cue::References)
        .is_some_and(|end| cut(line, end, line.len()).trim_start().starts_with(':'))
}
