//! Pictures written as Markdown elements, in any kind of text.

use rustc_hash::FxHashMap;

use super::words::{Cue, LayoutWords};
use super::{Picture, cut, is_blank};
use crate::span::Span;

/// A longer element is no picture but a stray bracket.
const MAX_ELEMENT: usize = 8192;

/// Finds `![caption](address "title")` in text order. Brackets may nest in the
/// caption, `![Jane Doe in 2013.[City photo]](a.jpg)`, and parentheses in the address.
/// `content_hash` is left empty.
pub(super) fn find(text: &str, words: &LayoutWords) -> Vec<Picture> {
    let mut pictures = Vec::new();
    if !text.contains("![") {
        return pictures;
    }
    let brackets = Brackets::new(text);
    let mut from = 0;
    while let Some(found) = text.get(from..).and_then(|rest| rest.find("![")) {
        let start = from + found;
        from = start + 2;
        if let Some(picture) = element(text, start, &brackets, words) {
            from = picture.span.range().end;
            pictures.push(picture);
        }
    }
    pictures
}

/// Reads the element whose `![` stands at `start`.
fn element(text: &str, start: usize, brackets: &Brackets, words: &LayoutWords) -> Option<Picture> {
    let alt_start = start + 2;
    let alt_end = brackets.close(start + 1)?;
    let rest = text.get(alt_end + 1..)?;
    if !rest.starts_with('(') {
        return None;
    }
    let inside_start = alt_end + 2;
    let inside_end = brackets.close(alt_end + 1)?;
    let address = address(text, inside_start, inside_end);
    let (caption, credit) = caption_and_credit(text, alt_start, alt_end, words);
    let file_name = address.and_then(|address| file_name(address.of(text)));
    Some(Picture {
        span: Span::new(start, inside_end + 1),
        caption,
        credit,
        address,
        file_name,
        content_hash: None,
    })
}

/// The brackets of a text that have a partner, found in one pass so that
/// unclosed ones cost nothing. A blank line closes nothing and ends all.
struct Brackets {
    /// Opening and closing byte, by opening byte.
    pairs: FxHashMap<usize, usize>,
}

impl Brackets {
    fn new(text: &str) -> Self {
        let mut pairs = FxHashMap::default();
        let mut square = Vec::new();
        let mut round = Vec::new();
        let mut escaped = false;
        let mut blank = false;
        for (at, byte) in text.bytes().enumerate() {
            if escaped {
                escaped = false;
                continue;
            }
            match byte {
                b'\\' => escaped = true,
                b'\n' if blank => {
                    square.clear();
                    round.clear();
                }
                b'\n' => blank = true,
                b' ' | b'\t' | b'\r' => {}
                _ => {
                    blank = false;
                    let open = match byte {
                        b'[' => {
                            square.push(at);
                            None
                        }
                        b'(' => {
                            round.push(at);
                            None
                        }
                        b']' => square.pop(),
                        b')' => round.pop(),
                        _ => None,
                    };
                    if let Some(open) = open {
                        pairs.insert(open, at);
                    }
                }
            }
        }
        Self { pairs }
    }

    /// Returns where the bracket at `open` closes.
    fn close(&self, open: usize) -> Option<usize> {
        self.pairs
            .get(&open)
            .copied()
            .filter(|close| close - open < MAX_ELEMENT)
    }
}

/// Returns the address in `address "title"` or `<address>`.
fn address(text: &str, start: usize, end: usize) -> Option<Span> {
    let span = trimmed(text, start, end)?;
    let inside = span.of(text);
    let from = span.range().start;
    if let Some(angled) = inside.strip_prefix('<') {
        let len = angled.find('>')?;
        return trimmed(text, from + 1, from + 1 + len);
    }
    let title = [" \"", " '", "\n\"", "\n'"]
        .iter()
        .filter_map(|quote| inside.find(quote))
        .min();
    let end = match title {
        Some(at) if inside.ends_with(['"', '\'']) => from + at,
        _ => span.range().end,
    };
    trimmed(text, from, end)
}

/// Splits a caption from the credit behind it: a last `[…]`, a last `(Photo: …)`, or `Photo: …` to the end.
fn caption_and_credit(
    text: &str,
    start: usize,
    end: usize,
    words: &LayoutWords,
) -> (Option<Span>, Option<Span>) {
    let Some(whole) = trimmed(text, start, end) else {
        return (None, None);
    };
    let alt = whole.of(text);
    let from = whole.range().start;
    let bracketed = match alt.chars().next_back() {
        Some(']') => alt.rfind('[').map(|open| (open, true)),
        Some(')') => alt.rfind('(').map(|open| (open, false)),
        _ => None,
    };
    if let Some((open, square)) = bracketed {
        let inside = cut(alt, open + 1, alt.len() - 1);
        let named = words.has_phrase(inside, Cue::Credit) || words.has_phrase(inside, Cue::Agency);
        if square || named {
            let credit = trimmed(text, from + open + 1, whole.range().end - 1);
            return (trimmed(text, from, from + open), credit);
        }
    }
    let is_mark = |c: char| matches!(c, '.' | '|' | '–' | '—' | '\n' | ';');
    let mut last_mark = false;
    for (at, c) in alt.char_indices() {
        let begins = is_mark(c) && !last_mark;
        last_mark = is_mark(c);
        if !begins {
            continue;
        }
        let rest_at = alt.len()
            - cut(alt, at, alt.len())
                .trim_start_matches(|c| is_mark(c) || c == ' ')
                .len();
        let rest = cut(alt, rest_at, alt.len());
        let Some(cue_end) = words.phrase_first(rest, Cue::Credit) else {
            continue;
        };
        let after = cut(rest, cue_end, rest.len());
        if after.trim_start().starts_with(':') || cut(rest, 0, cue_end).ends_with(" by") {
            let name = after.trim_start().trim_start_matches(':').len();
            let end = whole.range().end;
            let caption_end = if cut(alt, at, at + 1) == "." {
                at + 1
            } else {
                at
            };
            return (
                trimmed(text, from, from + caption_end),
                trimmed(text, end - name, end),
            );
        }
    }
    (Some(whole), None)
}

/// Returns the span without white space at its ends, or `None` where nothing is left.
pub(super) fn trimmed(text: &str, start: usize, end: usize) -> Option<Span> {
    let inside = text.get(start..end)?;
    let left = inside.len() - inside.trim_start_matches(is_blank).len();
    let len = inside.trim_matches(is_blank).len();
    (len > 0).then(|| Span::new(start + left, start + left + len))
}

/// Returns the percent-decoded last part of an address's path.
pub(super) fn file_name(address: &str) -> Option<String> {
    let path = address.split(['?', '#']).next().unwrap_or(address);
    let path = match path.split_once("://") {
        Some((_, rest)) => rest.split_once('/')?.1,
        None => path,
    };
    let name = decode_percent(path.rsplit(['/', '\\']).next()?);
    (!name.is_empty()).then_some(name)
}

/// Decodes `%28` and the like; what is no escape stays as written.
pub(super) fn decode_percent(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let mut ahead = rest.clone();
        let digits = (byte == b'%')
            .then(|| Some((hex(ahead.next()?)?, hex(ahead.next()?)?)))
            .flatten();
        if let Some((high, low)) = digits {
            bytes.push(high * 16 + low);
            rest = ahead;
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte)
        .to_digit(16)
        .and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
#[expect(
    clippy::expect_used,
    reason = "the built-in words are read, or the test fails"
)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_taken_apart() {
        let words = LayoutWords::builtin().expect("the file as shipped");
        let cases = [
            (
                "![The mayor opens the bridge, 3 May 2019.[City photo]](https://example.org/f/Mayor_%283%29.jpg)",
                "The mayor opens the bridge, 3 May 2019. | City photo | Mayor_(3).jpg",
            ),
            (
                "![A ship (Photo: Ann Doe)](pics/a(1).png \"A title\")",
                "A ship | Photo: Ann Doe | a(1).png",
            ),
            (
                "![A ship. Photograph: Ann Doe](<my ship.png>)",
                "A ship. | Ann Doe | my ship.png",
            ),
            (
                "![A ship (left)](a.png?w=100#x)",
                "A ship (left) | - | a.png",
            ),
            ("![](https://example.org)", "- | - | -"),
            (
                "![A [nested [deep]] alt](b.png)",
                "A [nested [deep]] alt | - | b.png",
            ),
        ];
        for (element, expected) in cases {
            let text = format!("Prose. {element} More.");
            let found = find(&text, &words);
            let told: Vec<_> = found
                .iter()
                .map(|picture| {
                    assert_eq!(picture.span.of(&text), element);
                    let of = |span: Option<Span>| span.map_or("-", |span| span.of(&text));
                    let name = picture.file_name.as_deref().unwrap_or("-");
                    format!("{} | {} | {name}", of(picture.caption), of(picture.credit))
                })
                .collect();
            assert_eq!(told.join("\n"), expected, "{element}");
        }
    }

    #[test]
    fn what_is_no_element_is_left_alone() {
        let words = LayoutWords::builtin().expect("the file as shipped");
        for text in [
            "Great![1] news",
            "![open",
            "![a](b",
            "![a]\n\n(b)",
            "![a\n\nb](c)",
            "![",
        ] {
            assert!(find(text, &words).is_empty(), "{text}");
        }
    }
}
