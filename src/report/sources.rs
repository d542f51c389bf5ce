//! Where evidence stands: file, field of a record, line, column.

use std::ops::Range;
use std::sync::OnceLock;

use crate::read::{Article, Corpus};
use crate::span::{SourceId, Span};

/// The articles of a corpus with their line ends, found once for each article that is asked about.
#[derive(Debug)]
pub struct Sources<'a> {
    articles: &'a [Article],
    lines: Vec<OnceLock<LineStarts>>,
}

/// A place in an article, as a reader counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place<'a> {
    /// The article's path; `FILE.jsonl#ID` for a record.
    pub path: &'a str,
    /// Whether the place is in the title of a `.jsonl` record; all that follows then counts in the title.
    pub in_title: bool,
    /// First byte, in the file or in the record's field.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// 1-based line of the first byte.
    pub line: usize,
    /// 1-based column of the first byte, in characters.
    pub column: usize,
    /// The text at the place.
    pub quote: &'a str,
}

impl<'a> Sources<'a> {
    /// Returns a view of the corpus' articles.
    pub fn new(corpus: &'a Corpus) -> Self {
        Self {
            articles: &corpus.articles,
            lines: corpus.articles.iter().map(|_| OnceLock::new()).collect(),
        }
    }

    /// Returns the article, or `None` where the corpus has none of that number.
    pub fn article(&self, source: SourceId) -> Option<&'a Article> {
        self.articles.get(source.idx())
    }

    /// Returns the place of a span; one that reaches out of its field is cut to it.
    pub fn place(&self, source: SourceId, span: Span) -> Option<Place<'a>> {
        let article = self.article(source)?;
        let field = Field::around(article, span.start as usize);
        let range = field.clip(&article.text, span);
        let line = self.line_idx(source, range.start)?;
        let first = self.line_idx(source, field.range.start)?;
        let line_start = self.line_start(source, line)?.max(field.range.start);
        let before = article.text.get(line_start..range.start)?;
        Some(Place {
            path: &article.path,
            in_title: field.is_title,
            start: range.start - field.range.start,
            end: range.end - field.range.start,
            line: line - first + 1,
            column: before.chars().count() + 1,
            quote: article.text.get(range)?,
        })
    }

    /// Returns the physical lines that a range touches: each line's number as a
    /// reader counts, and its bytes in the article's text without the line end.
    pub(crate) fn lines_of(&self, source: SourceId, span: Span) -> Vec<(usize, Range<usize>)> {
        let Some(article) = self.article(source) else {
            return Vec::new();
        };
        let field = Field::around(article, span.start as usize);
        let range = field.clip(&article.text, span);
        let lines = || {
            let first = self.line_idx(source, field.range.start)?;
            let from = self.line_idx(source, range.start)?;
            let last_byte = range.end.saturating_sub(1).max(range.start);
            let to = self.line_idx(source, last_byte)?;
            let mut lines = Vec::with_capacity(to - from + 1);
            for idx in from..=to {
                let start = self.line_start(source, idx)?.max(field.range.start);
                let end = self
                    .line_start(source, idx + 1)
                    .map_or(field.range.end, |next| next.min(field.range.end));
                let line = article.text.get(start..end)?.trim_end_matches(['\n', '\r']);
                lines.push((idx - first + 1, start..start + line.len()));
            }
            Some(lines)
        };
        lines().unwrap_or_default()
    }

    /// Returns the bytes of the article's text that the span may be shown from, cut to its field.
    pub(crate) fn clip(&self, source: SourceId, span: Span) -> Option<Range<usize>> {
        let article = self.article(source)?;
        Some(Field::around(article, span.start as usize).clip(&article.text, span))
    }

    fn starts(&self, source: SourceId) -> Option<&LineStarts> {
        let article = self.article(source)?;
        let cell = self.lines.get(source.idx())?;
        Some(cell.get_or_init(|| LineStarts::of(&article.text)))
    }

    fn line_idx(&self, source: SourceId, offset: usize) -> Option<usize> {
        let starts = self.starts(source)?;
        Some(
            starts
                .0
                .partition_point(|start| *start <= offset)
                .saturating_sub(1),
        )
    }

    fn line_start(&self, source: SourceId, line_idx: usize) -> Option<usize> {
        self.starts(source)?.0.get(line_idx).copied()
    }
}

/// Byte offsets at which lines start; the first is 0.
#[derive(Debug)]
struct LineStarts(Vec<usize>);

impl LineStarts {
    fn of(text: &str) -> Self {
        let ends = text
            .bytes()
            .enumerate()
            .filter(|(_, byte)| *byte == b'\n')
            .map(|(idx, _)| idx + 1);
        Self(std::iter::once(0).chain(ends).collect())
    }
}

/// The part of an article's text that offsets, lines and columns are counted in.
struct Field {
    is_title: bool,
    range: Range<usize>,
}

impl Field {
    /// Returns the field that the byte lies in: a record's title or text, else the whole file.
    fn around(article: &Article, offset: usize) -> Self {
        let body = article.body_start as usize;
        if offset < body {
            let title = article.text.get(..body).unwrap_or("").trim_end().len();
            Self {
                is_title: true,
                range: 0..title,
            }
        } else {
            Self {
                is_title: false,
                range: body.min(article.text.len())..article.text.len(),
            }
        }
    }

    /// Cuts the span to the field and to character boundaries.
    fn clip(&self, text: &str, span: Span) -> Range<usize> {
        let boundary = |mut offset: usize| {
            while !text.is_char_boundary(offset) {
                offset -= 1;
            }
            offset
        };
        let inside = |offset: u32| {
            boundary((offset as usize).clamp(self.range.start, self.range.end))
                .max(self.range.start)
        };
        let start = inside(span.start);
        start..inside(span.end).max(start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    fn check(article: Article, quote: &str, expected: &str) {
        let start = article.text.find(quote).unwrap_or(0);
        let span = Span::new(start, start + quote.len());
        let corpus = fixture::corpus(vec![article]);
        let sources = Sources::new(&corpus);
        let shown = sources.place(SourceId(0), span).map(|p| {
            let title = if p.in_title { " title" } else { "" };
            let (line, column) = (p.line, p.column);
            format!("{line}:{column} {}..{}{title} {}", p.start, p.end, p.quote)
        });
        assert_eq!(shown.as_deref(), Some(expected));
    }

    #[test]
    fn columns_count_characters_and_lines_count_line_ends() {
        check(
            fixture::article("a.txt", "“Nein”, sagte er.\r\nDas war am Montag."),
            "sagte",
            "1:9 12..17 sagte",
        );
        check(
            fixture::article("a.txt", "“Nein”, sagte er.\r\nDas war am Montag."),
            "Montag",
            "2:12 34..40 Montag",
        );
    }

    #[test]
    fn a_record_counts_in_its_title_or_in_its_text() {
        let record = || fixture::record("a.jsonl#7", "Dam bursts", "Rain fell.\nThe dam held.");
        check(record(), "bursts", "1:5 4..10 title bursts");
        check(record(), "dam held", "2:5 15..23 dam held");
    }

    #[test]
    fn a_span_out_of_bounds_is_cut() {
        let corpus = fixture::corpus(vec![fixture::article("a.txt", "né")]);
        let sources = Sources::new(&corpus);
        let place = sources.place(SourceId(0), Span::new(2, 900));
        assert_eq!(place.map(|p| (p.start, p.end)), Some((1, 3)));
        assert_eq!(sources.place(SourceId(4), Span::new(0, 1)), None);
    }
}
