//! Bytes of one input into articles.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use sha2::{Digest, Sha256};

use super::dates::Stated;
use super::input::{self, Extension, Input, Source};
use super::layout::{self, Given};
use super::pictures::decode_percent;
use super::{
    Article, Format, Incomplete, LayoutWords, MAX_ARTICLE_BYTES, ReadOptions, StdinFormat,
    front_matter, record,
};
use crate::calendar::Interval;
use crate::span::SourceId;

/// Articles and what was skipped.
pub(super) type Outcome = (Vec<Article>, Vec<Incomplete>);

/// So many bytes are asked of a file at once: a corpus of records is many megabytes.
const READ_AT_ONCE: usize = 256 * 1024;

/// Reads one input. Articles have no place in the corpus yet.
pub(super) fn read(input: &Input, options: &ReadOptions) -> Outcome {
    let words = &options.words;
    match &input.source {
        Source::Stdin => {
            let kind = match options.stdin_format {
                StdinFormat::Text => Extension::Text,
                StdinFormat::Markdown => Extension::Markdown,
                StdinFormat::Jsonl => Extension::Jsonl,
            };
            match &options.stdin {
                Some(bytes) => read_from(bytes.as_slice(), kind, &input.shown, None, words),
                None => read_from(BufReader::new(io::stdin()), kind, &input.shown, None, words),
            }
        }
        Source::File(path) => {
            let kind = input::extension(path).unwrap_or(Extension::Text);
            match File::open(path) {
                Ok(file) => read_from(
                    BufReader::with_capacity(READ_AT_ONCE, file),
                    kind,
                    &input.shown,
                    path.parent(),
                    words,
                ),
                Err(error) => skipped(&input.shown, input::reason(&error)),
            }
        }
    }
}

fn skipped(path: &str, reason: String) -> Outcome {
    (Vec::new(), vec![Incomplete::new(path, reason)])
}

fn read_from(
    bytes: impl BufRead,
    kind: Extension,
    shown: &str,
    folder: Option<&Path>,
    words: &LayoutWords,
) -> Outcome {
    let format = match kind {
        Extension::Jsonl => return record::read(bytes, shown, folder, words),
        Extension::Markdown => Format::Markdown,
        Extension::Text => Format::Plain,
    };
    let mut buffer = Vec::new();
    let limit = u64::try_from(MAX_ARTICLE_BYTES).unwrap_or(u64::MAX);
    if let Err(error) = bytes.take(limit + 1).read_to_end(&mut buffer) {
        return skipped(shown, input::reason(&error));
    }
    if buffer.len() > MAX_ARTICLE_BYTES {
        return skipped(shown, too_long());
    }
    let text = match String::from_utf8(buffer) {
        Ok(text) => text,
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let reason = format!("not UTF-8 at byte {at}");
            return (
                Vec::new(),
                vec![at_byte(shown, reason, error.as_bytes(), at)],
            );
        }
    };
    if let Some(at) = text.find('\0') {
        let reason = format!("NUL byte at byte {at}");
        return (
            Vec::new(),
            vec![at_byte(shown, reason, text.as_bytes(), at)],
        );
    }
    let mut incomplete = Vec::new();
    let front = match format {
        Format::Markdown => front_matter::read(&text, shown, words, &mut incomplete),
        Format::Plain => front_matter::FrontMatter::default(),
    };
    let draft = Draft {
        path: shown.to_owned(),
        given: front.given,
        body_start: 0,
        published: front.published,
        publisher: front.publisher,
        format,
        text,
    };
    (vec![draft.article(folder, words)], incomplete)
}

/// Why an article over the limit is skipped.
pub(super) fn too_long() -> String {
    format!(
        "longer than {} MiB, which no article is",
        MAX_ARTICLE_BYTES / 1024 / 1024
    )
}

/// An article before its layout is known.
pub(super) struct Draft {
    pub(super) path: String,
    pub(super) text: String,
    pub(super) given: Given,
    pub(super) body_start: usize,
    /// What a field outside the prose states.
    pub(super) published: Option<(Interval, Option<crate::span::Span>)>,
    pub(super) publisher: Option<String>,
    pub(super) format: Format,
}

impl Draft {
    /// Lays the article out. A date or outlet that a field states goes before one in the text.
    pub(super) fn article(self, folder: Option<&Path>, words: &LayoutWords) -> Article {
        let layout = layout::lay_out(&self.text, self.given, self.format, words);
        let told = |stated: Stated| (Interval::day(stated.day), Some(stated.span));
        let (published, published_span) = match (self.published, layout.stated.map(told)) {
            (Some((day, None)), Some((same, span))) if day == same => (day, span),
            (Some(field), _) => field,
            (None, stated) => stated.unwrap_or((Interval::ALWAYS, None)),
        };
        let mut pictures = layout.pictures;
        for picture in &mut pictures {
            picture.content_hash = picture
                .address
                .and_then(|address| content_hash(folder?, address.of(&self.text)));
        }
        Article {
            source: SourceId(0),
            path: self.path,
            body_start: u32::try_from(self.body_start).unwrap_or(0),
            published,
            published_span,
            publisher: self.publisher.or(layout.publisher),
            blocks: layout.blocks,
            pictures,
            citations: layout.citations,
            has_reference_list: layout.has_reference_list,
            text: self.text,
        }
    }
}

/// Larger picture files are not read.
const MAX_PICTURE_BYTES: u64 = 256 * 1024 * 1024;

/// Returns the SHA-256 of the file that a local address names, relative to the article's folder.
fn content_hash(folder: &Path, address: &str) -> Option<String> {
    if address.contains("://") || address.starts_with("//") || address.starts_with("data:") {
        return None;
    }
    let plain = address.split(['?', '#']).next().unwrap_or(address);
    let path = [address.to_owned(), decode_percent(plain)]
        .into_iter()
        .map(|name| folder.join(name))
        .find(|path| {
            fs::metadata(path).is_ok_and(|meta| meta.is_file() && meta.len() <= MAX_PICTURE_BYTES)
        })?;
    let mut file = File::open(path).ok()?;
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let n = file.read(&mut buffer).ok()?;
        if n == 0 {
            break;
        }
        hasher.update(buffer.get(..n)?);
    }
    let mut hex = String::new();
    for byte in hasher.finalize() {
        for digit in [byte >> 4, byte & 15] {
            hex.extend(char::from_digit(u32::from(digit), 16));
        }
    }
    Some(hex)
}

/// Longer excerpts do not fit a label.
const MAX_EXCERPT: usize = 200;

/// Tells what is wrong at a byte of a file.
pub(super) fn at_byte(path: &str, reason: String, bytes: &[u8], at: usize) -> Incomplete {
    let before = bytes.get(..at).unwrap_or(bytes);
    let line = before.split(|byte| *byte == b'\n').count();
    let line_start = before
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |newline| newline + 1);
    let rest = bytes.get(line_start..).unwrap_or(&[]);
    let line_len = rest
        .iter()
        .position(|byte| *byte == b'\n')
        .unwrap_or(rest.len());
    let column = String::from_utf8_lossy(before.get(line_start..).unwrap_or(&[]))
        .chars()
        .count()
        + 1;
    Incomplete {
        path: path.to_owned(),
        reason,
        place: Some((small(line), small(column))),
        excerpt: Some(excerpt(rest.get(..line_len).unwrap_or(rest), column)),
    }
}

pub(super) fn small(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Returns the line from its start, or from shortly before the column where that is far out.
pub(super) fn excerpt(line: &[u8], column: usize) -> String {
    let skip = if column <= MAX_EXCERPT {
        0
    } else {
        column - MAX_EXCERPT / 2
    };
    let line = String::from_utf8_lossy(line);
    let cut: String = line
        .trim_end_matches('\r')
        .chars()
        .skip(skip)
        .take(MAX_EXCERPT)
        .collect();
    cut
}
