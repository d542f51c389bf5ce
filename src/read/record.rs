//! Records of `.jsonl` files: one article a line.

use std::fmt;
use std::io::BufRead;
use std::path::Path;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer};

use super::dates;
use super::file::{Draft, Outcome, at_byte, excerpt, small, too_long};
use super::layout::Given;
use super::pictures::trimmed;
use super::{Block, BlockKind, Format, Incomplete, LayoutWords, MAX_ARTICLE_BYTES, input};
use crate::calendar::{Day, Interval};

/// A record as written. Other fields are left aside.
#[derive(Deserialize)]
struct Record {
    #[serde(default)]
    id: Option<Id>,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    published: Option<String>,
    #[serde(default)]
    publisher: Option<String>,
    #[serde(default)]
    source: Option<serde_json::Value>,
    text: String,
}

/// A string or an integer.
struct Id(String);

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct IdVisitor;

        impl Visitor<'_> for IdVisitor {
            type Value = Id;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string or an integer")
            }

            fn visit_str<E: de::Error>(self, id: &str) -> Result<Id, E> {
                Ok(Id(id.to_owned()))
            }

            fn visit_u64<E: de::Error>(self, id: u64) -> Result<Id, E> {
                Ok(Id(id.to_string()))
            }

            fn visit_i64<E: de::Error>(self, id: i64) -> Result<Id, E> {
                Ok(Id(id.to_string()))
            }
        }

        deserializer.deserialize_any(IdVisitor)
    }
}

/// Reads the records of a file, all that can be read.
pub(super) fn read(
    bytes: impl BufRead,
    shown: &str,
    folder: Option<&Path>,
    words: &LayoutWords,
) -> Outcome {
    let (lines, mut incomplete) = lines(bytes, shown);
    let parsed: Vec<_> = lines
        .par_iter()
        .map(|(number, line)| (*number, parse(shown, *number, line)))
        .collect();
    drop(lines);
    let mut ids: FxHashMap<String, usize> = FxHashMap::default();
    let mut drafts = Vec::with_capacity(parsed.len());
    for (number, record) in parsed {
        let (record, column_of_id, line) = match record {
            Ok(parsed) => parsed,
            Err(error) => {
                incomplete.push(error);
                continue;
            }
        };
        let id = record
            .id
            .as_ref()
            .map_or_else(|| number.to_string(), |id| id.0.clone());
        if let Some(first) = ids.get(&id) {
            incomplete.push(Incomplete {
                reason: format!("the id `{id}` is already that of line {first}"),
                place: Some((small(number), small(column_of_id))),
                excerpt: Some(line),
                ..Incomplete::new(&format!("{shown}:{number}"), String::new())
            });
            continue;
        }
        ids.insert(id.clone(), number);
        let (draft, odd_date) = draft(record, &id, shown, number, words);
        drafts.push(draft);
        incomplete.extend(odd_date);
    }
    let articles = drafts
        .into_par_iter()
        .map(|draft| draft.article(folder, words))
        .collect();
    (articles, incomplete)
}

/// Splits the file into lines that are not blank. Lines over the limit are dropped as they are read.
fn lines(mut bytes: impl BufRead, shown: &str) -> (Vec<(usize, Vec<u8>)>, Vec<Incomplete>) {
    let mut lines = Vec::new();
    let mut incomplete = Vec::new();
    let mut line = Vec::new();
    let mut too_long_line = false;
    let mut number = 1;
    loop {
        let chunk = match bytes.fill_buf() {
            Ok(chunk) => chunk,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(error) => {
                incomplete.push(Incomplete::new(shown, input::reason(&error)));
                return (lines, incomplete);
            }
        };
        let is_end = chunk.is_empty();
        let newline = memchr::memchr(b'\n', chunk);
        let taken = newline.unwrap_or(chunk.len());
        // Escapes make a record's line longer than its text, by six bytes a character at most.
        if line.len() + taken > MAX_LINE_BYTES {
            too_long_line = true;
            line = Vec::new();
        } else if !too_long_line {
            line.extend_from_slice(chunk.get(..taken).unwrap_or(&[]));
        }
        bytes.consume(taken + usize::from(newline.is_some()));
        if newline.is_none() && !is_end {
            continue;
        }
        if too_long_line {
            incomplete.push(Incomplete {
                place: Some((small(number), 1)),
                ..Incomplete::new(&format!("{shown}:{number}"), too_long())
            });
        } else {
            if number == 1 && line.starts_with(BYTE_ORDER_MARK) {
                line.drain(..BYTE_ORDER_MARK.len());
            }
            if !line.trim_ascii().is_empty() {
                lines.push((number, std::mem::take(&mut line)));
            }
        }
        if is_end {
            return (lines, incomplete);
        }
        line.clear();
        too_long_line = false;
        number += 1;
    }
}

/// What may stand before the first line of a file in UTF-8.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// The longest line of a record.
const MAX_LINE_BYTES: usize = MAX_ARTICLE_BYTES;

type Parsed = (Record, usize, String);

fn parse(shown: &str, number: usize, line: &[u8]) -> Result<Parsed, Incomplete> {
    let path = format!("{shown}:{number}");
    let at_line = |mut incomplete: Incomplete| {
        if let Some((_, column)) = incomplete.place {
            incomplete.place = Some((small(number), column));
        }
        incomplete
    };
    let text = std::str::from_utf8(line).map_err(|error| {
        let at = error.valid_up_to();
        at_line(at_byte(
            &path,
            format!("not UTF-8 at byte {at} of the line"),
            line,
            at,
        ))
    })?;
    if !matches!(text.trim_start().as_bytes().first(), Some(b'{') | None)
        && serde_json::from_str::<de::IgnoredAny>(text).is_ok()
    {
        return Err(at_line(at_byte(
            &path,
            "not an article: expected an object".to_owned(),
            line,
            0,
        )));
    }
    let record: Record = serde_json::from_str(text).map_err(|error| {
        let column = error.column().saturating_sub(1).min(text.len());
        let mut at = column;
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at_line(at_byte(&path, json_reason(&error), line, at))
    })?;
    let strings = [Some(&record.text), record.title.as_ref()];
    if strings
        .into_iter()
        .flatten()
        .any(|text| text.contains('\0'))
    {
        let at = text.find("\\u0000").unwrap_or(0);
        return Err(at_line(at_byte(
            &path,
            "NUL character in the record".to_owned(),
            line,
            at,
        )));
    }
    if record.text.len() + record.title.as_ref().map_or(0, String::len) + 2 > MAX_ARTICLE_BYTES {
        return Err(at_line(at_byte(&path, too_long(), line, 0)));
    }
    let id_at = text.find("\"id\"").unwrap_or(0);
    let column = text
        .get(..id_at)
        .map_or(1, |before| before.chars().count() + 1);
    let shown_line = excerpt(line, column);
    Ok((record, column, shown_line))
}

/// Returns what is wrong with a record, without the place.
fn json_reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let message = text
        .rsplit_once(" at line ")
        .map_or(text.as_str(), |(message, _)| message);
    if error.is_data() {
        format!("not an article: {message}")
    } else {
        format!("not JSON: {message}")
    }
}

fn draft(
    record: Record,
    id: &str,
    shown: &str,
    number: usize,
    words: &LayoutWords,
) -> (Draft, Option<Incomplete>) {
    let stated = record
        .published
        .as_deref()
        .map(str::trim)
        .filter(|date| !date.is_empty());
    let published = stated.and_then(|date| date_field(date, words));
    let odd_date = stated.filter(|_| published.is_none()).map(|date| {
        let reason = format!(
            "`published` is no date: `{}`; the article is checked without one",
            excerpt(date.as_bytes(), 1)
        );
        Incomplete {
            place: Some((small(number), 1)),
            ..Incomplete::new(&format!("{shown}:{number}"), reason)
        }
    });
    let mut given = Given::default();
    let text = match record.title.filter(|title| !title.trim().is_empty()) {
        Some(title) => {
            let headline = trimmed(&title, 0, title.len()).map(|span| Block {
                kind: BlockKind::Headline,
                span,
            });
            given.blocks.extend(headline);
            given.body_start = title.len() + 2;
            format!("{title}\n\n{}", record.text)
        }
        None => record.text,
    };
    let source = record
        .source
        .and_then(|source| source.as_str().map(str::to_owned));
    let publisher = record
        .publisher
        .or(source)
        .filter(|name| !name.trim().is_empty());
    let draft = Draft {
        path: format!("{shown}#{id}"),
        body_start: given.body_start,
        text,
        given,
        published: published.map(|published| (published, None)),
        publisher,
        format: Format::Plain,
    };
    (draft, odd_date)
}

/// Reads the date of a field: ISO 8601 (day, or month alone), or a full date in words.
pub(super) fn date_field(date: &str, words: &LayoutWords) -> Option<Interval> {
    if let Some(day) = Day::parse_iso(date) {
        return Some(Interval::day(day));
    }
    if let Some((year, month)) = date.split_once('-')
        && year.len() == 4
        && month.len() == 2
    {
        return Interval::month(year.parse().ok()?, month.parse().ok()?);
    }
    let line = dates::publication_line(date, words)?;
    line.stated.first().map(|stated| Interval::day(stated.day))
}
