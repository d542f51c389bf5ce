//! Publication dates where they are stated: lines, stamps and sentences.
//!
//! Only full dates (day, month, year) count, and only where the layout says
//! that they are the article's own: "on Thursday, May 21, 2026" in running
//! text dates something else. Nothing is ever guessed.

use super::words::{Cue, LayoutWords, next_word};
use crate::calendar::Day;
use crate::span::Span;

/// A publication or update date and the words that state it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stated {
    /// The day.
    pub(super) day: Day,
    /// The words of the date, in bytes of the text that was looked at.
    pub(super) span: Span,
    /// Whether it dates a later version rather than the first publication.
    pub(super) is_update: bool,
}

/// Longer lines are no publication lines, and longer leads no stamps.
const MAX_LINE: usize = 160;

/// What a line of the article states about its publication.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct PublicationLine {
    /// The dates in it; none where only a time of day is told.
    pub(super) stated: Vec<Stated>,
}

/// Reads a line that does nothing but tell when the article appeared or was
/// changed: `25 May 2026•Update: 25 May 2026`, `Posted by Jane Doe on May 3, 2011`.
pub(super) fn publication_line(line: &str, words: &LayoutWords) -> Option<PublicationLine> {
    if line.len() > MAX_LINE || !line.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let lexemes = lex(line);
    let reader = Reader {
        text: line,
        lexemes: &lexemes,
        words,
    };
    let (stated, end, _) = reader.stamp(0);
    if end == lexemes.len() {
        let told = !stated.is_empty() || reader.cue_in(0..end);
        return told.then_some(PublicationLine { stated });
    }
    // With a cue in front, names may stand beside the date.
    let first = lexemes.first()?;
    let cued = reader.is_cue(first) || words.phrase_at(line, first.start, Cue::Statement).is_some();
    let prose = line.ends_with('.')
        && !line.ends_with(".m.")
        && words.phrase_first(line, Cue::Statement).is_none();
    if !cued
        || prose
        || line.len() > MAX_LINE / 2 && words.phrase_first(line, Cue::Statement).is_none()
    {
        return None;
    }
    let date = reader.any_date(0)?;
    Some(PublicationLine { stated: vec![date] })
}

/// Reads a sentence that states the publication in words, of any length:
/// "This article appeared on page 3 of the Example on Sunday 30 May 2010."
pub(super) fn statement(line: &str, words: &LayoutWords) -> Option<Stated> {
    words.phrase_first(line, Cue::Statement)?;
    let lexemes = lex(line.get(..MAX_LINE * 2).unwrap_or(line));
    Reader {
        text: line,
        lexemes: &lexemes,
        words,
    }
    .any_date(0)
}

/// A stamp glued to the prose: where it is and what it states.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    /// First byte of the stamp.
    pub(super) start: usize,
    /// One past its last byte, the marks that end it included.
    pub(super) end: usize,
    /// The date.
    pub(super) stated: Stated,
}

/// Finds a publication stamp in a first line that runs on into prose:
/// `PARIS | Mon May 4, 2009 8:25 am EDT`, `May 26, 2011 |`, `Sunday 20 June 2010 11.27 BST`.
/// A date alone is none; a clock time, a bar or a cue must stand with it.
pub(super) fn glued_stamp(line: &str, words: &LayoutWords) -> Option<Stamp> {
    let mut within = line.len().min(MAX_STAMP_AT);
    while !line.is_char_boundary(within) {
        within -= 1;
    }
    let head = line.get(..within)?;
    let lexemes = lex(head);
    let reader = Reader {
        text: head,
        lexemes: &lexemes,
        words,
    };
    let mut at = 0;
    while let Some(lexeme) = lexemes.get(at) {
        if !reader.may_begin_date(lexeme) {
            at += 1;
            continue;
        }
        let Some((_, date_end)) = reader.date(at) else {
            at += 1;
            continue;
        };
        let before = at.checked_sub(1).and_then(|i| lexemes.get(i));
        let bar_before = before.is_some_and(|b| b.of(head) == "|");
        let cue_before = before.is_some_and(|b| reader.is_cue(b) || b.of(head) == ":")
            && reader.cue_in(at.saturating_sub(5)..at);
        let in_prose =
            before.is_some_and(|b| words.is_not_before_publication(b.of(head))) && !cue_before;
        let (stated, end, clocked) = reader.stamp(at);
        let bar_after = reader.is(date_end, "|") || reader.is(end, "|");
        let first = stated.first().copied();
        let starts_anew = lexemes.get(end).is_none_or(|next| {
            !head
                .get(next.start..)
                .is_some_and(|rest| rest.starts_with(char::is_lowercase))
        });
        let free = at == 0 || clocked || bar_before || cue_before;
        let marked = clocked || bar_before || bar_after || cue_before;
        if let Some(stated) = first
            && !in_prose
            && marked
            && free
            && (starts_anew || bar_after)
        {
            let from = if bar_before {
                reader.place_before_bar(at)
            } else {
                lexeme.start
            };
            let to = if reader.is(end, "|") {
                end
            } else {
                end.saturating_sub(1)
            };
            let end = lexemes.get(to).map_or(within, |last| last.end);
            return Some(Stamp {
                start: from,
                end,
                stated,
            });
        }
        at = date_end;
    }
    None
}

/// Reads a full date that the prose begins with and no sign parts from it: `2 May 2017 At least ten ships …`.
/// It dates the article, unless something in the text lies behind it: then it dates an entry or an event.
pub(super) fn opening_date(prose: &str, text: &str, words: &LayoutWords) -> Option<Stated> {
    let head = head_of(prose);
    let lexemes = lex(head);
    let reader = Reader {
        text: head,
        lexemes: &lexemes,
        words,
    };
    let first = lexemes.first().filter(|first| first.start == 0)?;
    if !reader.may_begin_date(first) {
        return None;
    }
    let (day, next) = reader.date(0)?;
    let end = lexemes.get(next.checked_sub(1)?)?.end;
    let behind = head.get(end..)?;
    let anew = |c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '"' | '“' | '‘');
    let begins = behind.starts_with(' ') && behind.trim_start().starts_with(anew);
    (begins && !names_later(text, day, words)).then(|| Stated {
        day,
        span: Span::new(0, end),
        is_update: false,
    })
}

/// Returns whether a text names a day or year behind a day.
fn names_later(text: &str, day: Day, words: &LayoutWords) -> bool {
    let lexemes = lex(text);
    let reader = Reader {
        text,
        lexemes: &lexemes,
        words,
    };
    lexemes.iter().enumerate().any(|(i, lexeme)| {
        let year = reader
            .number(i, 4)
            .filter(|year| (1900..=2100).contains(year));
        let later = year.is_some_and(|year| i32::from(year) > day.ymd().0);
        later
            || reader.may_begin_date(lexeme) && reader.date(i).is_some_and(|(other, _)| other > day)
    })
}

/// Returns whether a line begins as a reader's comment does: "At 9:05 am on 3 June 2021, reader7 wrote:".
pub(super) fn is_comment(line: &str, words: &LayoutWords) -> bool {
    if !line.starts_with(|c: char| c.is_ascii_digit() || c == 'A') {
        return false;
    }
    let head = head_of(line);
    if !words.has_phrase(head, Cue::Wrote) {
        return false;
    }
    let lexemes = lex(head);
    let reader = Reader {
        text: head,
        lexemes: &lexemes,
        words,
    };
    let (stated, _, clocked) = reader.stamp(0);
    clocked && !stated.is_empty()
}

/// How far into the first line a glued stamp may begin.
const MAX_STAMP_AT: usize = 600;

/// Reads a full date anywhere in a short text, such as a dateline's `LONDON, May 3, 2011`.
pub(super) fn date_in(text: &str, words: &LayoutWords) -> Option<Stated> {
    let lexemes = lex(text);
    Reader {
        text,
        lexemes: &lexemes,
        words,
    }
    .any_date(0)
}

/// Returns where a clock stamp that the text begins with ends: `10.32am:`,
/// `[Update 2:15 p.m. ET]`, `(Update 2:15 a.m. in Cairo, 7:15 p.m. ET)`.
pub(super) fn clock_stamp(text: &str, words: &LayoutWords) -> Option<usize> {
    let first = text.chars().next()?;
    let close = match first {
        '[' => Some(']'),
        '(' => Some(')'),
        _ if first.is_ascii_digit() => None,
        _ if first.is_ascii_uppercase() => None,
        _ => return None,
    };
    if let Some(close) = close {
        let head = head_of(text);
        let end = head.find(close)? + close.len_utf8();
        let inside = head.get(1..end - 1)?;
        let lexemes = lex(inside);
        let reader = Reader {
            text: inside,
            lexemes: &lexemes,
            words,
        };
        let start = usize::from(lexemes.first().is_some_and(|first| reader.is_cue(first)));
        let start = start + usize::from(start == 1 && reader.is(1, ":"));
        reader.clock(start).or_else(|| reader.clock(start + 1))?;
        let short = inside.len() <= 12;
        (start > 0 || short || lexemes.len() < 10 && reader.clock(0).is_some()).then_some(end)
    } else {
        if first.is_ascii_uppercase() {
            let word = next_word(text, 0)?;
            if !words.is_updated(word.of(text)) {
                return None;
            }
        }
        let head = head_of(text);
        let lexemes = lex(head);
        let reader = Reader {
            text: head,
            lexemes: &lexemes,
            words,
        };
        let start = usize::from(first.is_ascii_uppercase());
        let start = start + usize::from(start == 1 && reader.is(1, ":"));
        let (end, _) = reader.clock(start)?;
        let end = (end..end + 2).find(|at| {
            lexemes
                .get(*at)
                .is_some_and(|l| matches!(l.of(head), ":" | "-" | "–" | "—" | "|"))
        })?;
        lexemes.get(end).map(|last| last.end)
    }
}

fn head_of(text: &str) -> &str {
    let mut end = text.len().min(100);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or("")
}

/// A run of digits, a run of letters, or one other sign.
#[derive(Debug, Clone, Copy)]
struct Lexeme {
    start: usize,
    end: usize,
}

impl Lexeme {
    fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }
}

fn lex(text: &str) -> Vec<Lexeme> {
    #[derive(PartialEq, Clone, Copy)]
    enum Class {
        Digit,
        Letter,
        Sign,
        Space,
    }
    let mut lexemes: Vec<Lexeme> = Vec::new();
    let mut last = Class::Space;
    for (at, c) in text.char_indices() {
        let class = match c {
            _ if c.is_ascii_digit() => Class::Digit,
            _ if c.is_alphabetic() => Class::Letter,
            _ if c.is_whitespace() => Class::Space,
            _ => Class::Sign,
        };
        let end = at + c.len_utf8();
        match lexemes.last_mut() {
            Some(lexeme) if class == last && class != Class::Sign && class != Class::Space => {
                lexeme.end = end;
            }
            _ if class != Class::Space => lexemes.push(Lexeme { start: at, end }),
            _ => {}
        }
        last = class;
    }
    lexemes
}

struct Reader<'t> {
    text: &'t str,
    lexemes: &'t [Lexeme],
    words: &'t LayoutWords,
}

impl Reader<'_> {
    fn at(&self, i: usize) -> Option<&str> {
        self.lexemes.get(i).map(|lexeme| lexeme.of(self.text))
    }

    fn is(&self, i: usize, what: &str) -> bool {
        self.at(i) == Some(what)
    }

    fn number(&self, i: usize, max_len: usize) -> Option<u16> {
        let digits = self.at(i)?;
        if digits.len() > max_len || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        digits.parse().ok()
    }

    fn is_cue(&self, lexeme: &Lexeme) -> bool {
        let word = lexeme.of(self.text);
        self.words.is_published(word) || self.words.is_updated(word)
    }

    fn cue_in(&self, range: std::ops::Range<usize>) -> bool {
        self.lexemes
            .iter()
            .take(range.end)
            .skip(range.start)
            .any(|lexeme| self.is_cue(lexeme))
    }

    fn may_begin_date(&self, lexeme: &Lexeme) -> bool {
        let word = lexeme.of(self.text);
        word.starts_with(|c: char| c.is_ascii_digit())
            || self.words.month(word).is_some()
            || self.words.is_weekday(word)
    }

    /// Reads a full date at a lexeme; returns the day and the next lexeme.
    fn date(&self, at: usize) -> Option<(Day, usize)> {
        let mut i = at;
        if self.at(i).is_some_and(|word| self.words.is_weekday(word)) {
            i += 1;
            i += usize::from(self.is(i, "."));
            i += usize::from(self.is(i, ","));
            i += usize::from(self.is(i, "the"));
        }
        if let Some(year) = self
            .number(i, 4)
            .filter(|_| self.at(i).is_some_and(|y| y.len() == 4))
        {
            if !self.is(i + 1, "-") || !self.is(i + 3, "-") {
                return None;
            }
            let month = self.number(i + 2, 2)?;
            let day = self.number(i + 4, 2)?;
            return Some((civil(year, month, day)?, i + 5));
        }
        let (month, day, mut i) = if let Some(day) = self.number(i, 2) {
            let mut i = self.after_ordinal(i + 1);
            i += usize::from(self.is(i, "of"));
            let month = self.words.month(self.at(i)?)?;
            (
                u16::from(month),
                day,
                i + 1 + usize::from(self.is(i + 1, ".")),
            )
        } else {
            let month = self.words.month(self.at(i)?)?;
            let i = i + 1 + usize::from(self.is(i + 1, "."));
            let day = self.number(i, 2)?;
            (u16::from(month), day, self.after_ordinal(i + 1))
        };
        i += usize::from(self.is(i, ","));
        let year = self
            .number(i, 4)
            .filter(|year| (1000..=2999).contains(year))?;
        Some((civil(year, month, day)?, i + 1))
    }

    fn after_ordinal(&self, i: usize) -> usize {
        i + usize::from(
            self.at(i)
                .is_some_and(|word| matches!(word, "st" | "nd" | "rd" | "th")),
        )
    }

    /// Reads a clock time with its zones; returns the next lexeme and whether a zone or half of the day was told.
    fn clock(&self, at: usize) -> Option<(usize, bool)> {
        let hours = self.number(at, 4)?;
        let mut i = at + 1;
        let mut separated = false;
        if self.at(at).is_some_and(|digits| digits.len() <= 2) {
            if hours > 24 {
                return None;
            }
            let by_colon = self.is(i, ":");
            if (by_colon || self.is(i, "."))
                && self.number(i + 1, 2).is_some_and(|minutes| minutes < 60)
            {
                separated = by_colon;
                i += 2;
                if self.is(i, ":") && self.number(i + 1, 2).is_some() {
                    i += 2;
                }
            }
        } else if hours % 100 >= 60 || hours > 2459 {
            return None;
        }
        let after_half = self.half(i);
        let mut marked = after_half > i;
        i = after_half;
        while self.at(i).is_some_and(|word| self.words.is_zone(word)) {
            marked = true;
            i += 1;
        }
        (marked || separated).then_some((i, marked))
    }

    /// Returns the lexeme after `am`, `p.m.` and the like.
    fn half(&self, i: usize) -> usize {
        let is = |word: Option<&str>, wanted: &[&str]| {
            word.is_some_and(|word| wanted.iter().any(|w| word.eq_ignore_ascii_case(w)))
        };
        if is(self.at(i), &["am", "pm"]) {
            return i + 1;
        }
        if is(self.at(i), &["a", "p"]) && self.is(i + 1, ".") && is(self.at(i + 2), &["m"]) {
            return i + 3 + usize::from(self.is(i + 3, "."));
        }
        i
    }

    /// Reads dates, times, cues and what may stand among them; returns the
    /// dates, the first lexeme that is none of these, and whether a clock
    /// time with zone, half or colon was among them.
    fn stamp(&self, from: usize) -> (Vec<Stated>, usize, bool) {
        let mut stated = Vec::new();
        let mut is_update = false;
        let mut clocked = false;
        let mut i = from;
        // A filler or sign at the end belongs to what follows unless the line ends with it.
        let mut solid = from;
        while let Some(lexeme) = self.lexemes.get(i) {
            let word = lexeme.of(self.text);
            if let Some((day, next)) = self.date(i) {
                let end = self
                    .lexemes
                    .get(next - 1)
                    .map_or(lexeme.end, |last| last.end);
                let span = Span::new(lexeme.start, end);
                stated.push(Stated {
                    day,
                    span,
                    is_update,
                });
                i = next;
                solid = i;
            } else if let Some((next, _)) = self.clock(i) {
                clocked = true;
                i = next;
                solid = i;
            } else if self.words.is_updated(word) {
                is_update = true;
                i += 1;
                solid = i;
            } else if self.words.is_published(word) {
                is_update = false;
                i += 1;
                solid = i;
            } else if self.words.is_weekday(word) || self.words.is_zone(word) {
                i += 1;
                solid = i;
            } else if self.words.is_filler(word) || is_between(word) {
                i += 1;
            } else {
                return (stated, solid, clocked);
            }
        }
        (stated, i, clocked)
    }

    /// Finds the first full date, and whether an update cue is the last cue in front of it.
    fn any_date(&self, from: usize) -> Option<Stated> {
        let mut is_update = false;
        for (i, lexeme) in self.lexemes.iter().enumerate().skip(from) {
            let word = lexeme.of(self.text);
            if self.words.is_updated(word) {
                is_update = true;
            } else if self.words.is_published(word) {
                is_update = false;
            } else if self.may_begin_date(lexeme)
                && let Some((day, next)) = self.date(i)
            {
                let end = self.lexemes.get(next - 1)?.end;
                let span = Span::new(lexeme.start, end);
                return Some(Stated {
                    day,
                    span,
                    is_update,
                });
            }
        }
        None
    }

    /// Returns the first byte of the names in front of the bar that stands before a date.
    fn place_before_bar(&self, date_at: usize) -> usize {
        let mut from = date_at.saturating_sub(1);
        let mut i = from;
        while let Some(before) = i.checked_sub(1).and_then(|i| self.lexemes.get(i)) {
            let word = before.of(self.text);
            let in_place = word.chars().all(char::is_uppercase)
                || matches!(word, "," | "/" | "-" | "'" | "\\" | "." | "|")
                || self.is(i, ",") && word.starts_with(char::is_uppercase)
                || self.words.month(word).is_some()
                || word.bytes().all(|byte| byte.is_ascii_digit()) && word.len() <= 2
                || self.is(i, "|") && word.starts_with(char::is_uppercase);
            if !in_place {
                break;
            }
            i -= 1;
            if word.starts_with(char::is_uppercase) {
                from = i;
            }
        }
        self.lexemes.get(from).map_or(0, |lexeme| lexeme.start)
    }
}

fn is_between(sign: &str) -> bool {
    matches!(
        sign,
        "," | ";"
            | ":"
            | "|"
            | "•"
            | "·"
            | "-"
            | "–"
            | "—"
            | "/"
            | "("
            | ")"
            | "["
            | "]"
            | "."
            | "*"
            | "_"
            | "~"
            | "@"
            | "+"
    )
}

fn civil(year: u16, month: u16, day: u16) -> Option<Day> {
    Day::from_ymd(
        i32::from(year),
        u8::try_from(month).ok()?,
        u8::try_from(day).ok()?,
    )
}

#[cfg(test)]
#[expect(
    clippy::expect_used,
    reason = "the built-in words are read, or the test fails"
)]
mod tests {
    use super::*;

    fn words() -> LayoutWords {
        LayoutWords::builtin().expect("the file as shipped")
    }

    #[test]
    fn publication_lines_state_their_dates() {
        let cases = [
            (
                "3 June 2025•Update: 4 June 2025",
                "2025-06-03 update 2025-06-04",
            ),
            ("Published: 12 March 2019", "2019-03-12"),
            (
                "Updated 9:05 AM ET, Tue March 12, 2019",
                "update 2019-03-12",
            ),
            (
                "Last modified on Fri 1 Feb 2019 11.05 GMT",
                "update 2019-02-01",
            ),
            (
                "Posted by Ann Doe on Feb. 1st, 2019 at 4 p.m.",
                "2019-02-01",
            ),
            ("2019-02-01 10:00:00", "2019-02-01"),
            ("February 1, 2019 11: 26 pm", "2019-02-01"),
            ("Updated 10:32 AM ET", ""),
            ("The bridge opened on 1 February 2019", "-"),
            ("31 February 2019", "-"),
            ("1 February", "-"),
            ("Published in 2019, the novel was a success.", "-"),
        ];
        for (line, expected) in cases {
            let found = publication_line(line, &words()).map_or("-".to_owned(), |line| {
                let told = line.stated.iter().map(|stated| {
                    let cue = if stated.is_update { "update " } else { "" };
                    format!("{cue}{}", stated.day)
                });
                told.collect::<Vec<_>>().join(" ")
            });
            assert_eq!(found, expected, "{line}");
        }
    }

    #[test]
    fn stamps_glued_to_prose_need_more_than_a_date() {
        let cases = [
            (
                "OSLO | Mon May 4, 2009 8:25 am EDT OSLO (Reuters) - Ships",
                "OSLO | Mon May 4, 2009 8:25 am EDT",
            ),
            ("May 26, 2011 | By Ann Doe", "May 26, 2011 |"),
            (
                "Ships collide Sunday 20 June 2010 11.27 BST Crew on deck",
                "Sunday 20 June 2010 11.27 BST",
            ),
            (
                "Ships collided on 20 June 2010 11:27 local time Crew said",
                "-",
            ),
            ("May 26, 2011 was a day of rain", "-"),
            ("May 26, 2011 The harbour opens", "-"),
        ];
        for (line, expected) in cases {
            let found = glued_stamp(line, &words());
            let found = found
                .and_then(|stamp| line.get(stamp.start..stamp.end))
                .unwrap_or("-");
            assert_eq!(found, expected, "{line}");
        }
    }

    #[test]
    fn an_unmarked_date_opens_the_prose_where_nothing_is_later() {
        let cases = [
            ("2 May 2017 At least ten ships left port.", "2 May 2017"),
            ("Sat Mar 12 2016 12 ships left.", "Sat Mar 12 2016"),
            ("2 May 2017 was a day of rain.", "-"),
            ("2 May 2017, the council said, was too late.", "-"),
            ("May 2017 Ships left port.", "-"),
            ("2 May 2017 The mill opens. 9 May 2017 It burns.", "-"),
            ("11 September 2001 Attacks were remembered in 2016.", "-"),
            ("On 2 May 2017 Ann Lee left.", "-"),
        ];
        for (text, expected) in cases {
            let found = opening_date(text, text, &words());
            let found = found.map_or("-", |stated| stated.span.of(text));
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn clock_stamps_lead_lines_of_live_reports() {
        let cases = [
            ("10.32am: The session opens.", "10.32am:"),
            (
                "[Update 2:15 p.m. ET] Crews arrive.",
                "[Update 2:15 p.m. ET]",
            ),
            (
                "(Update 2:15 a.m. in Oslo, 7:15 p.m. ET) Crews arrive.",
                "(Update 2:15 a.m. in Oslo, 7:15 p.m. ET)",
            ),
            ("14:05 GMT - Crews arrive.", "14:05 GMT -"),
            ("10 people arrived.", "-"),
            ("2008: The bank fails.", "-"),
            ("(10 of them were hurt)", "-"),
        ];
        for (line, expected) in cases {
            let found = clock_stamp(line, &words())
                .and_then(|end| line.get(..end))
                .unwrap_or("-");
            assert_eq!(found, expected, "{line}");
        }
    }
}
