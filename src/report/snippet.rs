//! The lines that a diagnostic shows, laid out to fit, as miette's `SourceCode`.
//!
//! Every snippet (an article, or the title of a record) owns a range of
//! offsets of its own, with a gap behind it. A span that reaches into the next
//! one is refused, so that miette prints each snippet under its own name.
//!
//! A line of a newspaper is often a paragraph. Lines longer than the width are
//! cropped around the evidence and broken into *rows*; miette numbers the rows
//! it is given one by one, so [`Snippets::number_rows`] writes the true line
//! numbers over its output.

use std::fmt::Write as _;
use std::ops::Range;

use miette::{LabeledSpan, MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

use super::visible::{columns, columns_of, stand_in, wrap};

/// Rows that one stretch of evidence may take; its middle is left out beyond.
const MAX_ROWS: usize = 5;

/// Columns of a long line that are shown before evidence that fills the row.
const LEAD: usize = 24;

/// Least width for the text of a label: narrower columns read worse than a long line.
const LABEL_MIN: usize = 20;

/// A mark to draw: bytes of `line`'s text and what to write under it.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    /// 1-based number of the line that the bytes lie in.
    pub(super) line: usize,
    /// Where the line lies in the text.
    pub(super) line_bytes: Range<usize>,
    /// What to underline, in bytes of the text, inside the line.
    pub(super) bytes: Range<usize>,
    /// What to write under the last row of the mark; "" for nothing.
    pub(super) label: String,
    /// Number of the colour.
    pub(super) color: usize,
}

/// Where miette's header says a snippet is.
#[derive(Debug, Clone)]
pub(super) struct Header {
    /// Path, or what stands for it.
    pub(super) name: String,
    /// 1-based line of the evidence.
    pub(super) line: usize,
    /// 1-based column of the evidence, in characters.
    pub(super) column: usize,
}

/// Snippets in the order in which they are shown.
#[derive(Debug)]
pub(super) struct Snippets {
    layout: Layout,
    /// Digits of the line numbers: the same in every snippet, so that they stand in one line.
    digits: u32,
    shown: Vec<Snippet>,
    labels: Vec<LabeledSpan>,
    colors: Vec<usize>,
}

/// Rows of one article, with the offsets that it owns.
#[derive(Debug)]
struct Snippet {
    header: Header,
    offset: usize,
    text: String,
    /// The true line number of each row; `None` where a row goes on with the line of the one before.
    numbers: Vec<Option<usize>>,
}

impl Snippets {
    /// Returns no snippets yet; no mark will be on a line beyond `last_line`.
    pub(super) fn new(drawing: Drawing, last_line: usize) -> Self {
        let digits = last_line.max(1).ilog10() + 1;
        let gutter = digits as usize + 4;
        Self {
            layout: Layout {
                budget: drawing.width.saturating_sub(gutter).max(30),
                ellipsis: if drawing.unicode { "…" } else { "..." },
            },
            digits,
            shown: Vec::new(),
            labels: Vec::new(),
            colors: Vec::new(),
        }
    }

    /// Adds a snippet of `text`; `marks` are in text order and the first one's start is what `header` names.
    pub(super) fn push(&mut self, header: Header, text: &str, marks: &[Mark]) {
        let offset = self
            .shown
            .last()
            .map_or(0, |last| last.offset + last.text.len() + 1);
        let mut snippet = Snippet {
            header,
            offset,
            text: String::new(),
            numbers: Vec::new(),
        };
        let mut primary = true;
        for same_line in marks.chunk_by(|a, b| a.line == b.line) {
            let Some(first) = same_line.first() else {
                continue;
            };
            let line = text.get(first.line_bytes.clone()).unwrap_or("");
            for (idx, row) in self.layout.rows(line, same_line).into_iter().enumerate() {
                if !snippet.numbers.is_empty() {
                    snippet.text.push('\n');
                }
                let start = offset + snippet.text.len();
                snippet.numbers.push((idx == 0).then_some(first.line));
                snippet.text.push_str(&row.text);
                for part in row.parts {
                    let span = SourceSpan::from((start + part.bytes.start, part.bytes.len()));
                    self.labels.push(if primary {
                        LabeledSpan::new_primary_with_span(part.label, span)
                    } else {
                        LabeledSpan::new_with_span(part.label, span)
                    });
                    self.colors.push(part.color);
                    primary = false;
                }
            }
        }
        self.shown.push(snippet);
    }

    /// Returns whether there is nothing to show.
    pub(super) fn is_empty(&self) -> bool {
        self.shown.is_empty()
    }

    /// Returns the labels, by offset.
    pub(super) fn labels(&self) -> &[LabeledSpan] {
        &self.labels
    }

    /// Returns the number of the colour of each label.
    pub(super) fn colors(&self) -> &[usize] {
        &self.colors
    }

    /// Writes the true line numbers over those that miette gave the rows of `drawn`.
    pub(super) fn number_rows(&self, drawn: &str) -> String {
        let mut numbers = self.shown.iter().flat_map(|s| s.numbers.iter().copied());
        let mut out = String::with_capacity(drawn.len());
        let mut in_snippet = false;
        for row in drawn.split_inclusive('\n') {
            in_snippet |= row.trim_start().starts_with(['╭', ',']);
            let digits = if in_snippet { row_number(row) } else { None };
            let parts = digits.and_then(|range| {
                let number = numbers.next()?;
                let width = range.len();
                Some((
                    row.get(..range.start)?,
                    number,
                    width,
                    row.get(range.end..)?,
                ))
            });
            match parts {
                Some((before, Some(number), width, after)) => {
                    let _ = write!(out, "{before}{number:>width$}{after}");
                }
                Some((before, None, width, after)) => {
                    let _ = write!(out, "{before}{:width$}{after}", "");
                }
                None => out.push_str(row),
            }
        }
        out
    }
}

/// Returns the bytes of the number that miette puts before a row, padding
/// included, or `None` where the row has none.
fn row_number(row: &str) -> Option<Range<usize>> {
    let mut rest = row.strip_prefix(' ')?;
    if let Some(styled) = rest.strip_prefix("\u{1b}[") {
        rest = styled.split_once('m')?.1;
    }
    let start = row.len() - rest.len();
    let padded = rest.trim_start_matches(' ');
    let after = padded.trim_start_matches(|c: char| c.is_ascii_digit());
    (after.len() < padded.len()).then(|| start..row.len() - after.len())
}

impl SourceCode for Snippets {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        context_lines_before: usize,
        _context_lines_after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let end = span.offset().saturating_add(span.len());
        let idx = self
            .shown
            .partition_point(|snippet| snippet.offset <= span.offset());
        let snippet = idx.checked_sub(1).and_then(|idx| self.shown.get(idx));
        let snippet = snippet
            .filter(|snippet| end <= snippet.offset + snippet.text.len())
            .ok_or(MietteError::OutOfBounds)?;
        Ok(Box::new(Rows {
            snippet,
            first_number: 10_usize.saturating_pow(self.digits - 1),
            contents: MietteSpanContents::new(
                snippet.text.as_bytes(),
                (snippet.offset, snippet.text.len()).into(),
                0,
                0,
                snippet.numbers.len(),
            ),
            is_label: context_lines_before == 0,
        }))
    }
}

/// What miette reads for a span: all rows of the snippet.
struct Rows<'a> {
    snippet: &'a Snippet,
    /// The number that miette gives the first row: one with all the digits of the gutter.
    first_number: usize,
    contents: MietteSpanContents<'a>,
    /// Without context lines miette asks where a label is, for the header; else for rows to draw.
    is_label: bool,
}

impl<'a> SpanContents<'a> for Rows<'a> {
    fn data(&self) -> &'a [u8] {
        self.contents.data()
    }

    fn span(&self) -> &SourceSpan {
        self.contents.span()
    }

    fn name(&self) -> Option<&str> {
        Some(&self.snippet.header.name)
    }

    fn line(&self) -> usize {
        if self.is_label {
            self.snippet.header.line.saturating_sub(1)
        } else {
            self.first_number - 1
        }
    }

    fn column(&self) -> usize {
        if self.is_label {
            self.snippet.header.column.saturating_sub(1)
        } else {
            0
        }
    }

    fn line_count(&self) -> usize {
        self.contents.line_count()
    }
}

/// How snippets are drawn.
#[derive(Debug, Clone, Copy)]
pub(super) struct Drawing {
    /// Columns of a whole row, gutter included.
    pub(super) width: usize,
    /// Whether `…` may be written.
    pub(super) unicode: bool,
}

/// Breaks lines into rows.
#[derive(Debug)]
struct Layout {
    /// Columns for text.
    budget: usize,
    ellipsis: &'static str,
}

/// A row as it is shown.
struct Row {
    text: String,
    parts: Vec<Part>,
}

/// A mark's part in one row; bytes of the row's text.
struct Part {
    bytes: Range<usize>,
    label: Option<String>,
    color: usize,
}

impl Layout {
    /// Returns the rows that show the marks of one line.
    fn rows(&self, line: &str, marks: &[Mark]) -> Vec<Row> {
        let base = marks.first().map_or(0, |m| m.line_bytes.start);
        let marks: Vec<Mark> = marks
            .iter()
            .map(|m| Mark {
                bytes: m.bytes.start.saturating_sub(base)..m.bytes.end.saturating_sub(base),
                ..m.clone()
            })
            .collect();
        let mut rows = Vec::new();
        if fits(line, self.budget) {
            rows.push(self.row(line, 0..line.len(), &marks));
        } else {
            for group in self.neighbours(line, &marks) {
                rows.extend(self.window(line, group));
            }
        }
        rows
    }

    /// Splits the marks of a line where the text between two would not fit a row.
    fn neighbours<'m>(&self, line: &str, marks: &'m [Mark]) -> Vec<&'m [Mark]> {
        marks
            .chunk_by(|a, b| {
                let gap = line.get(a.bytes.end..b.bytes.start).unwrap_or("");
                fits(gap, self.budget)
            })
            .collect()
    }

    /// Returns the rows that show `marks` and a little around them, cut at words.
    fn window(&self, line: &str, marks: &[Mark]) -> Vec<Row> {
        let start = marks.iter().map(|m| m.bytes.start).min().unwrap_or(0);
        let end = marks.iter().map(|m| m.bytes.end).max().unwrap_or(0);
        let (Some(before), Some(inside), Some(after)) =
            (line.get(..start), line.get(start..end), line.get(end..))
        else {
            return Vec::new();
        };
        // Room for an ellipsis and a space at both ends.
        let cut = columns(self.ellipsis) + 1;
        let room = self.budget.saturating_sub(2 * cut);
        if !fits(inside, room) {
            let from = start - tail(before, LEAD).len();
            return self.broken(line, from, end, marks);
        }
        let wide = columns(inside);
        let spare = room - wide;
        let after_all = columns(head(after, spare));
        // The label hangs from the middle of the mark: leave it room on the right.
        let label = marks.iter().map(|m| columns(&m.label)).max().unwrap_or(0);
        let hang = (room + cut).saturating_sub(wide / 2 + label + 5);
        let lead = (spare / 2).max(spare - after_all).min(hang.max(8));
        let from = start - tail(before, lead).len();
        let lead = line.get(from..start).map_or(0, columns);
        let to = end + head(after, spare.saturating_sub(lead)).len();
        vec![self.row(line, from..to, marks)]
    }

    /// Returns rows from `from` on that hold the marks up to `end`, the middle left out where it is too long.
    fn broken(&self, line: &str, from: usize, end: usize, marks: &[Mark]) -> Vec<Row> {
        let room = self.budget.saturating_sub(2 * (columns(self.ellipsis) + 1));
        let mut ranges = Vec::new();
        let mut at = from;
        while at < end {
            let rest = line.get(at..).unwrap_or("");
            let taken = head(rest, room);
            let taken = if taken.is_empty() {
                hard_head(rest, room)
            } else {
                taken
            };
            if taken.is_empty() {
                break;
            }
            ranges.push(at..at + taken.len());
            let skipped = rest.get(taken.len()..).unwrap_or("");
            at += taken.len() + (skipped.len() - skipped.trim_start().len());
        }
        if ranges.len() > MAX_ROWS {
            let tail = ranges.len() - 2;
            ranges.drain(MAX_ROWS - 2..tail);
        }
        let mut previous_end = None;
        let n_rows = ranges.len();
        let mut rows = Vec::with_capacity(n_rows);
        for (idx, range) in ranges.into_iter().enumerate() {
            // An ellipsis inside the rows marks what was left out, not a mere break.
            let skipped = previous_end.is_some_and(|prev: usize| {
                line.get(prev..range.start)
                    .is_some_and(|gap| !gap.trim().is_empty())
            });
            let (starts, ends) = (idx == 0 || skipped, idx + 1 == n_rows);
            previous_end = Some(range.end);
            rows.push(self.row_cut(line, range, marks, starts, ends));
        }
        rows
    }

    fn row(&self, line: &str, range: Range<usize>, marks: &[Mark]) -> Row {
        self.row_cut(line, range, marks, true, true)
    }

    /// Draws a row, with an ellipsis at the cut ends where asked, and the parts of the marks in it.
    fn row_cut(
        &self,
        line: &str,
        range: Range<usize>,
        marks: &[Mark],
        starts: bool,
        ends: bool,
    ) -> Row {
        let has_text = |range: Range<usize>| line.get(range).is_some_and(|t| !t.trim().is_empty());
        let mut text = String::new();
        if starts && has_text(0..range.start) {
            text.push_str(self.ellipsis);
            text.push(' ');
        }
        let shown = line.get(range.clone()).unwrap_or("");
        let mut places = Vec::with_capacity(shown.len() + 1);
        for (idx, c) in shown.char_indices() {
            places.push((range.start + idx, text.len()));
            text.push(stand_in(c));
        }
        places.push((range.end, text.len()));
        if ends && has_text(range.end..line.len()) {
            text.push(' ');
            text.push_str(self.ellipsis);
        }
        let place = |byte: usize| {
            let idx = places.partition_point(|(at, _)| *at < byte);
            places.get(idx).map_or(text.len(), |(_, to)| *to)
        };
        let mut parts = Vec::new();
        for mark in marks {
            let from = mark.bytes.start.max(range.start);
            let to = mark.bytes.end.min(range.end);
            if from > to || (from == to && !mark.bytes.is_empty()) {
                continue;
            }
            let bytes = place(from)..place(to);
            let label = (mark.bytes.end <= range.end && !mark.label.is_empty()).then(|| {
                let before = text.get(..bytes.start).map_or(0, columns);
                let under = text.get(bytes.clone()).map_or(0, columns);
                let room = self.budget.saturating_sub(before + under / 2 + 4);
                wrap(&mark.label, room.max(LABEL_MIN)).join("\n")
            });
            parts.push(Part {
                bytes,
                label,
                color: mark.color,
            });
        }
        Row { text, parts }
    }
}

/// Returns whether the text takes at most so many columns; long texts are not measured to their end.
fn fits(text: &str, width: usize) -> bool {
    let mut used = 0;
    text.chars().all(|c| {
        used += columns_of(c);
        used <= width
    })
}

/// Returns the longest start of the text that ends with a word and takes at most `width` columns.
fn head(text: &str, width: usize) -> &str {
    let cut = hard_head(text, width);
    if cut.len() == text.len() {
        return cut;
    }
    let next_is_space = text
        .get(cut.len()..)
        .is_some_and(|rest| rest.starts_with(char::is_whitespace));
    let end = if next_is_space {
        cut.len()
    } else {
        cut.rfind(char::is_whitespace).unwrap_or(0)
    };
    text.get(..end).unwrap_or("").trim_end()
}

/// Returns the longest start of the text that takes at most `width` columns.
fn hard_head(text: &str, width: usize) -> &str {
    let mut used = 0;
    let end = text
        .char_indices()
        .find(|(_, c)| {
            used += columns_of(*c);
            used > width
        })
        .map_or(text.len(), |(idx, _)| idx);
    text.get(..end).unwrap_or("")
}

/// Returns the longest end of the text that starts with a word and takes at most `width` columns.
fn tail(text: &str, width: usize) -> &str {
    let mut used = 0;
    let start = text
        .char_indices()
        .rev()
        .find(|(_, c)| {
            used += columns_of(*c);
            used > width
        })
        .map_or(0, |(idx, c)| idx + c.len_utf8());
    let cut = text.get(start..).unwrap_or("");
    let at_word = start == 0
        || text
            .get(..start)
            .is_some_and(|before| before.ends_with(char::is_whitespace));
    if at_word {
        cut.trim_start()
    } else {
        let from = cut.find(char::is_whitespace).unwrap_or(cut.len());
        cut.get(from..).unwrap_or("").trim_start()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_fall_between_words() {
        assert_eq!(head("the dam held firm", 9), "the dam");
        assert_eq!(head("the dam held", 7), "the dam");
        assert_eq!(tail("the dam held firm", 10), "held firm");
        assert_eq!(tail("the dam held", 4), "held");
        assert_eq!(head("indivisible", 4), "");
    }

    #[test]
    fn a_span_that_crosses_two_snippets_is_refused() {
        let mark = |range: Range<usize>| Mark {
            line: 1,
            line_bytes: 0..12,
            bytes: range,
            label: String::new(),
            color: 0,
        };
        let header = |name: &str| Header {
            name: name.to_owned(),
            line: 1,
            column: 1,
        };
        let drawing = Drawing {
            width: 80,
            unicode: true,
        };
        let mut snippets = Snippets::new(drawing, 1);
        snippets.push(header("a"), "the dam held", &[mark(0..7)]);
        snippets.push(header("b"), "the dam fell", &[mark(8..12)]);
        let read = |start: usize, len: usize| {
            let contents = snippets.read_span(&(start, len).into(), 1, 1);
            contents.map(|c| c.name().map(str::to_owned)).ok().flatten()
        };
        assert_eq!(read(0, 12).as_deref(), Some("a"));
        assert_eq!(read(13, 12).as_deref(), Some("b"));
        assert_eq!(read(8, 8), None);
        assert_eq!(read(24, 8), None);
    }

    #[test]
    fn row_numbers_are_found_with_and_without_colour() {
        assert_eq!(row_number(" 21 │ text"), Some(1..3));
        assert_eq!(row_number(" \u{1b}[2m 1\u{1b}[0m │ text"), Some(5..7));
        assert_eq!(row_number("    · ──┬──"), None);
        assert_eq!(row_number("  × 3 men"), None);
    }
}
