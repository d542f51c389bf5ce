//! What stands before the first sentence: bylines and datelines.

use super::cut;
use super::dates::{self, Stated};
use super::words::{Cue, LayoutWords, next_word, words as words_of};
use crate::span::Span;

/// A byline as found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Byline {
    /// One past its last byte.
    pub(super) end: usize,
    /// The outlet it names.
    pub(super) publisher: Option<String>,
}

/// Longer lines are no bylines.
const MAX_BYLINE: usize = 140;

/// Reads a line that is a byline and nothing else: `By Jane Doe`, `Jane Doe, Reuters`, `Anadolu staff`.
pub(super) fn byline(line: &str, words: &LayoutWords) -> Option<Byline> {
    if line.len() > MAX_BYLINE
        || line.ends_with(['.', '!', '?', ':', ','])
        || line.bytes().any(|byte| byte.is_ascii_digit())
    {
        return None;
    }
    let first = next_word(line, 0)?;
    if first.start > 1 {
        return None;
    }
    let opened = words.is_byline_opener(first.of(line)) && next_word(line, first.end).is_some();
    let names_from = if opened { first.end } else { 0 };
    let (end, outlet, role) = names(line, names_from, words);
    if next_word(line, end).is_some() {
        return None;
    }
    let n_words = words_of(line).count();
    let named = outlet.map(|span| span.of(line).to_owned());
    let separated = outlet.is_some_and(|span| {
        let before = cut(line, 0, span.range().start).trim_end();
        before.is_empty() || before.ends_with([',', '|', '/', '-', '–', '—', '(', ';'])
    });
    let staff = role.map(|role| {
        let before = cut(line, names_from, role)
            .trim()
            .trim_end_matches([',', '|', '–', '-']);
        (!before.is_empty() && !before.contains(',')).then(|| before.to_owned())
    });
    let is_byline = opened && n_words >= 2
        || separated && n_words <= 8
        || role.is_some() && n_words <= 6 && (outlet.is_some() || n_words >= 2);
    is_byline.then(|| Byline {
        end: line.len(),
        publisher: named.or_else(|| staff.flatten().filter(|_| !opened && n_words <= 3)),
    })
}

/// How far into a line a bar may stand behind a name.
const MAX_NAME: usize = 60;

/// Splits a line at its first bar, where a plain name stands before it; returns the name's end and what is behind.
fn named_before_bar(line: &str, from: usize) -> Option<&str> {
    let bar = line.bytes().take(MAX_NAME).position(|byte| byte == b'|')?;
    let name = cut(line, from, bar).trim();
    let mut n_words = 0;
    for word in words_of(name) {
        n_words += 1;
        if !word.of(name).starts_with(char::is_uppercase) {
            return None;
        }
    }
    let plain = !name.contains(|c: char| c.is_ascii_digit() || matches!(c, ',' | ':' | ';'));
    ((2..=4).contains(&n_words) && plain).then(|| cut(line, bar + 1, line.len()))
}

/// Reads a name with the time of publication behind a bar: `Jane Doe | 10:20 UK time, Monday, 3 May 2010`.
pub(super) fn signed_stamp(line: &str, words: &LayoutWords) -> Option<Vec<Stated>> {
    let behind = named_before_bar(line, 0)?;
    let start = line.len() - behind.len();
    let read = dates::publication_line(behind, words)?;
    let shifted = read.stated.into_iter().map(|stated| {
        let range = stated.span.range();
        Stated {
            span: Span::new(range.start + start, range.end + start),
            ..stated
        }
    });
    Some(shifted.collect())
}

/// Returns whether a line begins with a byline and a date behind a bar, the foot of a blog's post:
/// `By Jane Doe | May 3, 2010; 10:00 AM`. Readers speak behind it.
pub(super) fn is_foot(line: &str, words: &LayoutWords) -> bool {
    let opener = next_word(line, 0)
        .filter(|first| first.start == 0 && words.is_byline_opener(first.of(line)));
    let behind = opener.and_then(|first| named_before_bar(line, first.end));
    behind.is_some_and(|behind| {
        let head = behind
            .char_indices()
            .nth(MAX_NAME)
            .map_or(behind, |(at, _)| cut(behind, 0, at));
        dates::date_in(head, words).is_some()
    })
}

/// Finds where a byline glued to the prose ends: `By Jane Doe, CNN The harbour …`,
/// `By the CNN Wire Staff The harbour …`. Only an outlet or a role ends one.
pub(super) fn glued_byline(text: &str, words: &LayoutWords) -> Option<Byline> {
    let first = next_word(text, 0).filter(|first| first.start == 0)?;
    if !words.is_byline_opener(first.of(text)) || !text.starts_with('B') {
        return None;
    }
    let mut end = text.len().min(MAX_BYLINE);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = cut(text, 0, end);
    let mut at = first.end;
    let mut n_names = 0;
    while let Some(word) = next_word(head, at) {
        let gap = cut(head, at, word.start);
        if gap.contains(['.', ':', ';']) && n_names > 0 && !gap.starts_with('.') {
            return None;
        }
        let ending = words.phrase_at(head, word.start, Cue::Role).or_else(|| {
            gap.contains([',', '/'])
                .then(|| words.phrase_at(head, word.start, Cue::Agency))
                .flatten()
        });
        if let Some(mut end) = ending {
            // "the Example Wire Staff" names an outlet and a role, "CNN Senior Editor" too.
            while let Some(next) = next_word(head, end).filter(|next| next.start <= end + 1) {
                let Some(longer) = words.phrase_at(head, next.start, Cue::Role) else {
                    break;
                };
                end = longer;
            }
            let (_, outlet, _) = names(cut(head, 0, end), first.end, words);
            return Some(Byline {
                end,
                publisher: outlet.map(|span| span.of(head).to_owned()),
            });
        }
        let text = word.of(head);
        if !text.starts_with(char::is_uppercase) && !words.is_byline_joiner(text) {
            return None;
        }
        n_names += 1;
        at = word.end;
    }
    None
}

/// Reads names in capitals, joiners, outlets and roles; returns where they
/// end, the first outlet, and where the first role begins.
fn names(line: &str, from: usize, words: &LayoutWords) -> (usize, Option<Span>, Option<usize>) {
    let mut at = from;
    let mut outlet = None;
    let mut role = None;
    while let Some(word) = next_word(line, at) {
        let text = word.of(line);
        if let Some(end) = words.phrase_at(line, word.start, Cue::Agency) {
            outlet = outlet.or(Some(Span::new(word.start, end)));
            at = end;
        } else if let Some(end) = words.phrase_at(line, word.start, Cue::Role) {
            role = role.or(Some(word.start));
            at = end;
        } else if text.starts_with(char::is_uppercase)
            || words.is_byline_joiner(text)
            || text == "&"
        {
            at = word.end;
        } else {
            break;
        }
    }
    (at, outlet, role)
}

/// A dateline as found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Dateline {
    /// First byte; not 0 where other text is glued in front.
    pub(super) start: usize,
    /// One past its last byte, the dash included.
    pub(super) end: usize,
    /// The agency it names.
    pub(super) publisher: Option<String>,
}

/// Longer leads are no datelines.
const MAX_DATELINE: usize = 120;

/// Finds a dateline that the paragraph begins with: `Islamabad, Pakistan – `,
/// `NAIROBI, Kenya (AP) _`, `LONDON, May 3, 2011 (Reuters) -`.
pub(super) fn dateline(text: &str, words: &LayoutWords) -> Option<Dateline> {
    let mut at = 0;
    let mut n_words = 0;
    let mut comma = false;
    let mut dated = false;
    let mut agency = None;
    let mut capitals = true;
    while let Some(word) = next_word(text, at).filter(|word| word.end <= MAX_DATELINE) {
        let gap = cut(text, at, word.start);
        if n_words > 0
            && let Some(end) = separator(text, at)
        {
            let shape = Shape {
                comma,
                dated,
                agency: agency.is_some(),
                capitals,
                n_words,
            };
            return shape.fits(text, at, end).then_some(Dateline {
                start: 0,
                end,
                publisher: agency,
            });
        }
        if gap.contains(['.', ':', ';', '!', '?', '“', '"']) && !gap.starts_with('.') {
            return None;
        }
        comma |= gap.contains(',');
        if gap.ends_with('(') {
            let close = at + cut(text, at, text.len()).find(')')?;
            let inside = words.phrase_at(text, word.start, Cue::Agency)?;
            agency = Some(cut(text, word.start, inside).to_owned());
            at = close + 1;
            n_words += 1;
            continue;
        }
        let name = word.of(text);
        let is_digits = name.bytes().all(|byte| byte.is_ascii_digit());
        if words.month(name).is_some() || is_digits && dated {
            dated = true;
        } else if is_digits
            || !name.starts_with(char::is_uppercase) && !words.is_byline_joiner(name)
        {
            return None;
        } else if !comma {
            capitals &= name.chars().all(|c| !c.is_lowercase());
        }
        n_words += 1;
        at = word.end;
        if n_words > 12 {
            return None;
        }
    }
    let end = separator(text, at)?;
    let shape = Shape {
        comma,
        dated,
        agency: agency.is_some(),
        capitals,
        n_words,
    };
    (n_words > 0 && shape.fits(text, at, end)).then_some(Dateline {
        start: 0,
        end,
        publisher: agency,
    })
}

/// What was seen of a dateline before its dash.
#[derive(Clone, Copy)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent signs, weighed in one place"
)]
struct Shape {
    comma: bool,
    dated: bool,
    agency: bool,
    capitals: bool,
    n_words: usize,
}

impl Shape {
    fn fits(self, text: &str, at: usize, end: usize) -> bool {
        if self.agency {
            return true;
        }
        let sign = cut(text, at, end).trim();
        let rest = cut(text, end, text.len()).trim_start();
        let anew = rest.starts_with(|c: char| {
            c.is_uppercase() || c.is_ascii_digit() || matches!(c, '“' | '"' | '‘' | '\'')
        });
        if rest.is_empty() {
            return self.capitals && self.n_words <= 6;
        }
        // "Ships, Crews and Cargo - A Report" is a title: a hyphen wants capitals or a date.
        let long_dash = matches!(sign, "–" | "—");
        let strong = self.capitals
            || self.dated
            || self.comma && (long_dash || sign == "--" && self.n_words <= 3);
        anew && self.n_words <= 6 && (strong || long_dash && self.n_words <= 3)
    }
}

/// Returns where the dash that separates a dateline from the sentence ends.
fn separator(text: &str, at: usize) -> Option<usize> {
    let rest = cut(text, at, text.len());
    // "NEWARK, N.J. _"
    let dash = rest.strip_prefix('.').unwrap_or(rest).trim_start();
    let len = ["--", "–", "—", "-", "_", "‒", "―"]
        .iter()
        .find(|sign| dash.starts_with(**sign))
        .map(|sign| sign.len())?;
    let start = at + rest.len() - dash.len();
    let end = start + len;
    let spaced_before = start > at;
    let after = cut(text, end, text.len());
    let spaced_after = after.is_empty() || after.starts_with(char::is_whitespace);
    let dash_alone = cut(text, start, end) != "-";
    // "PARIS —Ships" and "(AP)_ Ships", but "Ships- left" is none.
    let is_separator = if dash_alone {
        spaced_before || spaced_after
    } else {
        spaced_before && spaced_after
    };
    is_separator.then_some(end)
}

/// How far into the first paragraph a glued dateline may begin.
const MAX_GLUED_AT: usize = 1500;

/// Finds a dateline behind text glued in front of it, by its agency in
/// brackets and a dash: `Ships collide in fog OSLO, Norway (Reuters) - Two …`.
pub(super) fn glued_dateline(text: &str, words: &LayoutWords) -> Option<Dateline> {
    let mut end = text.len().min(MAX_GLUED_AT);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = cut(text, 0, end);
    for (open, _) in head.match_indices('(') {
        let Some(agency_end) = words.phrase_at(text, open + 1, Cue::Agency) else {
            continue;
        };
        if !cut(text, agency_end, text.len()).starts_with(')') {
            continue;
        }
        let Some(end) = separator(text, agency_end + 1) else {
            continue;
        };
        return Some(Dateline {
            start: place_before(text, open),
            end,
            publisher: Some(cut(text, open + 1, agency_end).to_owned()),
        });
    }
    None
}

/// Returns where the place in front of an agency's bracket begins, or the bracket itself.
fn place_before(text: &str, bracket: usize) -> usize {
    let before: Vec<_> = {
        let mut from = bracket.saturating_sub(60);
        while !text.is_char_boundary(from) {
            from += 1;
        }
        words_of(cut(text, 0, bracket).get(from..).unwrap_or(""))
            .map(|word| (from + word.start, from + word.end))
            .collect()
    };
    let mut start = bracket;
    let mut next_start = bracket;
    for (i, (from, to)) in before.iter().rev().enumerate() {
        let word = cut(text, *from, *to);
        let gap = cut(text, *to, next_start);
        let capitals = word.chars().all(|c| !c.is_lowercase()) && word.len() >= 3;
        let is_day = word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit());
        let in_name = word.starts_with(char::is_uppercase) || is_day;
        let glued = gap.trim().is_empty() || matches!(gap.trim(), "," | "/" | "-" | "\\" | "\\/");
        let open_before = {
            let ahead = cut(text, 0, *from).trim_end();
            ahead.is_empty() || ahead.ends_with(['.', '!', '?', '”', '"', ')'])
        };
        if !glued || i >= 5 || !in_name {
            break;
        }
        if capitals || open_before {
            start = *from;
        }
        if open_before {
            break;
        }
        next_start = *from;
    }
    start
}
