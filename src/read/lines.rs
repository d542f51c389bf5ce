//! Lines of an article, and which of them are one piece of text.

use super::pictures::trimmed;
use super::words::{LayoutWords, next_word};
use super::{Format, Picture, cut, is_blank};
use crate::span::Span;

/// What Markdown says a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// Nothing.
    None,
    /// `## Heading`.
    Heading,
    /// An item of a list.
    Item,
    /// `> quotation`.
    Quote,
    /// Code, rules, link definitions: no prose.
    Furniture,
}

/// A line that is not blank, without white space and Markdown marks at its ends.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    pub(super) span: Span,
    /// Whether a blank line, a picture or the beginning stands before it.
    pub(super) gap: bool,
    pub(super) mark: Mark,
}

/// Splits the text from `from` on into lines; pictures are cut out.
pub(super) fn split(text: &str, from: usize, pictures: &[Picture], format: Format) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut start = from;
    let mut gap = true;
    let mut fenced = false;
    let mut pictures = pictures
        .iter()
        .map(|picture| picture.span.range())
        .peekable();
    while start < text.len() {
        while pictures.next_if(|picture| picture.end <= start).is_some() {}
        let picture = pictures.peek().cloned();
        let limit = picture
            .as_ref()
            .map_or(text.len(), |picture| picture.start.max(start));
        let rest = cut(text, start, limit);
        let (end, next, picture_next) = match rest.find('\n') {
            Some(len) => (start + len, start + len + 1, false),
            None => (
                limit,
                picture.as_ref().map_or(text.len(), |picture| picture.end),
                picture.is_some(),
            ),
        };
        match trimmed(text, start, end) {
            None => gap = true,
            Some(span) => {
                let (span, mark) = match format {
                    Format::Plain => (Some(span), Mark::None),
                    Format::Markdown => marked(text, span, &mut fenced, gap, lines.last_mut()),
                };
                if let Some(span) = span {
                    lines.push(Line { span, gap, mark });
                }
                gap = false;
            }
        }
        gap |= picture_next;
        start = next;
    }
    lines
}

/// Takes Markdown's marks off a line.
fn marked(
    text: &str,
    span: Span,
    fenced: &mut bool,
    gap: bool,
    before: Option<&mut Line>,
) -> (Option<Span>, Mark) {
    let line = span.of(text);
    let is_fence = line.starts_with("```") || line.starts_with("~~~");
    if is_fence || *fenced {
        *fenced ^= is_fence;
        return (Some(span), Mark::Furniture);
    }
    let is_rule = |sign: char| line.len() >= 3 && line.chars().all(|c| c == sign || c == ' ');
    if is_rule('=') || is_rule('-') || is_rule('*') || is_rule('_') {
        if let Some(before) = before
            && !gap
            && (is_rule('=') || is_rule('-'))
            && before.mark == Mark::None
        {
            before.mark = Mark::Heading;
        }
        return (Some(span), Mark::Furniture);
    }
    let after = |len: usize| trimmed(text, span.range().start + len, span.range().end);
    let hashes = line.len() - line.trim_start_matches('#').len();
    if (1..=6).contains(&hashes) && cut(line, hashes, line.len()).starts_with(is_blank) {
        let heading = after(hashes).and_then(|heading| {
            let len = heading.of(text).trim_end_matches('#').len();
            let start = heading.range().start;
            trimmed(text, start, start + len)
        });
        return (heading, Mark::Heading);
    }
    if line.starts_with('>') {
        let marks = line.len() - line.trim_start_matches(['>', ' ']).len();
        return (after(marks), Mark::Quote);
    }
    if line.starts_with('[') && line.contains("]:") || line.starts_with("<!--") {
        return (Some(span), Mark::Furniture);
    }
    if ["- ", "* ", "+ "]
        .iter()
        .any(|bullet| line.starts_with(bullet))
    {
        return (after(2), Mark::Item);
    }
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let numbered = cut(line, digits, line.len());
    if (1..=3).contains(&digits) && (numbered.starts_with(". ") || numbered.starts_with(") ")) {
        return (after(digits + 2), Mark::Item);
    }
    // A line in bold alone is a heading: **Cautious optimism**
    if let Some(inside) = line
        .strip_prefix("**")
        .and_then(|rest| rest.strip_suffix("**"))
        && !inside.contains("**")
        && !inside.trim_end().ends_with('.')
    {
        let start = span.range().start + 2;
        return (trimmed(text, start, start + inside.len()), Mark::Heading);
    }
    (Some(span), Mark::None)
}

/// The longest line of a text that counts as wrapped at a column.
const MAX_COLUMN: usize = 130;

/// Returns the column at which a text's lines were wrapped, if they were: nearly
/// every line is so full that the next one's first word did not fit.
pub(super) fn wrap_column(text: &str, lines: &[Line]) -> Option<usize> {
    let mut column = 0;
    for line in lines {
        let width = line.span.of(text).chars().count();
        if width > MAX_COLUMN {
            return None;
        }
        column = column.max(width);
    }
    let inner: Vec<_> = lines
        .windows(2)
        .filter_map(|pair| match pair {
            [line, next] if !next.gap => Some(is_full(text, line, next, column)),
            _ => None,
        })
        .collect();
    let n_full = inner.iter().filter(|full| **full).count();
    (inner.len() >= 4 && n_full * 10 >= inner.len() * 7).then_some(column)
}

fn is_full(text: &str, line: &Line, next: &Line, column: usize) -> bool {
    let width = line.span.of(text).chars().count();
    let next = next.span.of(text);
    let word = next.split(is_blank).next().unwrap_or(next).chars().count();
    width + 1 + word > column
}

/// How many lines a quotation that is open at the end of one may still need.
const MAX_OPEN_QUOTE: usize = 8;

/// Returns whether a line goes on in the next. `column` is the text's [`wrap_column`].
pub(super) fn goes_on(
    text: &str,
    lines: &[Line],
    i: usize,
    column: Option<usize>,
    words: &LayoutWords,
) -> bool {
    let (Some(line), Some(next)) = (lines.get(i), lines.get(i + 1)) else {
        return false;
    };
    let one_mark = line.mark == next.mark || line.mark == Mark::Item && next.mark == Mark::None;
    if next.gap
        || !one_mark
        || matches!(line.mark, Mark::Heading | Mark::Furniture)
        || next.mark == Mark::Item
    {
        return false;
    }
    if column.is_some_and(|column| is_full(text, line, next, column)) {
        return true;
    }
    let here = line.span.of(text);
    let there = next.span.of(text);
    if there.starts_with(char::is_lowercase) {
        return true;
    }
    if !is_stopped(here) {
        if here.ends_with([',', '-', '–', '—', ';']) && !here.ends_with(" -") {
            return true;
        }
        let last = last_word(here);
        if words.is_continued_after(last) && last.starts_with(char::is_lowercase) {
            return true;
        }
    } else if words.is_continued_after(last_word(here)) && here.ends_with('.') {
        // An abbreviation at the end of the line: "Mr."
        let last = last_word(here);
        return last.starts_with(char::is_uppercase) && last.len() <= 4;
    }
    false
}

/// Returns how many lines from `i` on belong together because a quotation opened
/// in line `i` is closed only in the last of them; 0 where none does.
pub(super) fn open_quote_lines(text: &str, lines: &[Line], i: usize) -> usize {
    let Some(line) = lines.get(i) else {
        return 0;
    };
    if !is_quote_open(line.span.of(text)) {
        return 0;
    }
    for n in 1..=MAX_OPEN_QUOTE {
        let Some(next) = lines.get(i + n) else {
            return 0;
        };
        let there = next.span.of(text);
        if next.gap || next.mark != line.mark {
            return 0;
        }
        match there
            .find(['“', '”'])
            .map(|at| cut(there, at, there.len()).starts_with('”'))
        {
            Some(true) => return n,
            Some(false) => return 0,
            None => {}
        }
    }
    0
}

/// Returns whether the last curly quotation mark opens.
fn is_quote_open(line: &str) -> bool {
    line.rfind('“')
        .is_some_and(|open| line.rfind('”').is_none_or(|close| close < open))
}

/// Returns whether a text ends as a sentence does, closing quotes and brackets left aside.
pub(super) fn is_stopped(text: &str) -> bool {
    text.trim_end_matches(['”', '"', '’', '\'', ')', ']', '»', '*', '_', ' '])
        .ends_with(['.', '!', '?', '…'])
}

/// Returns the last word, a final stop left aside.
pub(super) fn last_word(text: &str) -> &str {
    let text = text.trim_end_matches(|c: char| !c.is_alphanumeric());
    let start = text.rfind(|c: char| !c.is_alphanumeric()).map_or(0, |at| {
        next_word(text, at).map_or(text.len(), |word| word.start)
    });
    cut(text, start, text.len())
}
