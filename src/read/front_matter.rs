//! The YAML block at the head of a Markdown file.

use serde::Deserialize;

use super::file::{at_byte, excerpt};
use super::layout::Given;
use super::pictures::trimmed;
use super::{Block, BlockKind, Incomplete, LayoutWords, cut, is_blank, record};
use crate::calendar::Interval;
use crate::span::Span;
use crate::yaml;

/// What the front matter tells; all empty where there is none.
#[derive(Debug, Default)]
pub(super) struct FrontMatter {
    pub(super) given: Given,
    pub(super) published: Option<(Interval, Option<Span>)>,
    pub(super) publisher: Option<String>,
}

/// The keys that mean something here. Other keys are other programs'.
#[derive(Default, Deserialize)]
struct Keys {
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    date: Option<String>,
    #[serde(default)]
    published: Option<String>,
    #[serde(default)]
    publisher: Option<String>,
}

/// Reads the front matter. What is wrong with it is told, and the rest of the file read all the same.
pub(super) fn read(
    text: &str,
    shown: &str,
    words: &LayoutWords,
    incomplete: &mut Vec<Incomplete>,
) -> FrontMatter {
    let mut front = FrontMatter::default();
    let Some((yaml_start, yaml_end, body_start)) = bounds(text) else {
        return front;
    };
    let yaml = cut(text, yaml_start, yaml_end);
    let keys = if yaml.trim().is_empty() {
        Keys::default()
    } else {
        match yaml::parse::<Keys>(yaml) {
            Ok(keys) => keys,
            Err(error) => {
                let at = yaml_start + error.span.range().start.min(yaml.len());
                let reason = format!("front matter: {}", error.message);
                incomplete.push(at_byte(shown, reason, text.as_bytes(), at));
                Keys::default()
            }
        }
    };
    front.given.body_start = body_start;
    let stated = keys
        .published
        .or(keys.date)
        .filter(|date| !date.trim().is_empty());
    let mut at = 0;
    for line in text.get(..body_start).unwrap_or("").split_inclusive('\n') {
        let (start, end) = (at, at + line.len());
        at = end;
        let value = |wanted: &Option<String>, key: &str| {
            let wanted = wanted
                .as_deref()
                .map(|value| value.trim_matches(is_blank))?;
            let rest = line.strip_prefix(key)?.trim_start().strip_prefix(':')?;
            let found = rest.find(wanted)? + line.len() - rest.len();
            trimmed(text, start + found, start + found + wanted.len())
        };
        let date = value(&stated, "published").or_else(|| value(&stated, "date"));
        let found = match (value(&keys.title, "title"), date) {
            (Some(title), _) => Some((BlockKind::Headline, title)),
            (None, Some(date)) => Some((BlockKind::Publication, date)),
            (None, None) => trimmed(text, start, end).map(|span| (BlockKind::Furniture, span)),
        };
        if let Some((kind, span)) = found {
            front.given.blocks.push(Block { kind, span });
            if kind == BlockKind::Publication {
                let read = record::date_field(span.of(text), words);
                front.published = read.map(|published| (published, Some(span)));
            }
        }
    }
    if let Some(date) = stated
        && front.published.is_none()
    {
        front.published = record::date_field(date.trim(), words).map(|published| (published, None));
        if front.published.is_none() {
            let at = text.find(date.as_str()).unwrap_or(yaml_start);
            let date = excerpt(date.as_bytes(), 1);
            let reason =
                format!("front matter: `{date}` is no date; the article is checked without one");
            incomplete.push(at_byte(shown, reason, text.as_bytes(), at));
        }
    }
    front.publisher = keys.publisher.filter(|name| !name.trim().is_empty());
    front
}

/// Returns where the YAML begins and ends and where the article begins, if the text begins with `---`.
fn bounds(text: &str) -> Option<(usize, usize, usize)> {
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let rest = cut(text, start, text.len());
    let first = rest.split_inclusive('\n').next()?;
    if first.trim_end() != "---" {
        return None;
    }
    let yaml_start = start + first.len();
    let mut at = yaml_start;
    for line in cut(text, yaml_start, text.len()).split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            return Some((yaml_start, at, at + line.len()));
        }
        at += line.len();
    }
    None
}
