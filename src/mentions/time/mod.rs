//! Time expressions (TIMEX3: DATE, TIME, DURATION, SET) and the days they denote.
//!
//! Tokens are read by [`grammar`] into what they say, [`tense`] tells which
//! way from the anchor an unsaid year or week lies, and [`resolve`] gives the
//! TIMEX3 value and the days. The words are in `rules/names/time.yaml`.
//!
//! Ages (`52 years old`) are not times. An expression that counts from a time
//! spoken of before (`the following year`, `a year earlier`) gets its value
//! from the nearest one, but no days: which one is meant is a guess.

use crate::calendar::{Day, Interval};
use crate::lexicon::time::{Edge, Sense, TimeWords};
use crate::read::Article;
use crate::sentences::Sentence;
use crate::span::Span;
use crate::tokens::Tokens;
use grammar::{Scanner, Seen};
use meaning::{Found, Meaning, Point, Step, Year};
use resolve::{Resolved, Resolver};
use tense::Direction;

pub use crate::lexicon::time::TimeRelation;

mod clock;
mod day;
mod deixis;
mod grammar;
mod length;
mod meaning;
mod number;
mod resolve;
mod stretch;
mod tense;
#[cfg(test)]
mod tests;
mod year;

/// TIMEX3's types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TimexKind {
    /// A calendar date of any grain: `Monday`, `2015`, `last March`.
    Date,
    /// A time of day.
    Time,
    /// A length: `three weeks`.
    Duration,
    /// A recurrence: `every Monday`.
    Set,
}

impl TimexKind {
    /// Returns TIMEX3's name of the type.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::Duration => "DURATION",
            Self::Set => "SET",
        }
    }
}

/// A time expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timex {
    /// The words, as `TimeML` marks them (without a leading preposition, with modifiers: `late last week`).
    pub span: Span,
    /// First and one past the last token.
    pub tokens: (u32, u32),
    /// TIMEX3's type.
    pub kind: TimexKind,
    /// TIMEX3's value: `2026-02`, `P1W`, `PRESENT_REF`, `XXXX-03` where the year is not known.
    pub value: String,
    /// The days that the words by themselves denote; what `since` or `by` before them makes of it is `relation`.
    pub when: When,
    /// How an event lies to the days, by the preposition directly before the words.
    pub relation: TimeRelation,
    /// Whether the words count from the time of writing (`next week`, `last March`, `one week ago`, `Monday`).
    pub relative: bool,
    /// `early`, `late`, `about`: the days are a hint, not a bound.
    pub approximate: bool,
    /// The length in days, shortest and longest, of a duration or of the way back of an `ago`:
    /// `three weeks` is (20, 22). `i32::MAX` where it is open (`at least 72 hours`).
    pub length: Option<(i32, i32)>,
    /// The weekday that stands with a full date (`Thursday, May 21, 2026`), Monday = 0.
    /// Whether the two agree is not looked at here.
    pub weekday: Option<u8>,
}

/// The days that a time expression denotes. No year is ever guessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum When {
    /// No day can be said: durations, sets, `now` without a publication date.
    #[default]
    Unknown,
    /// Days of the calendar; an end is open only in `more than two years ago`.
    Days(Interval),
    /// A stretch of every year, the year not being known (`last March` without a publication
    /// date): month and day of its first and last day. It may pass the turn of the year
    /// (`winter`: from (12, 1) to (2, 28)).
    Yearly {
        /// First day, (month, day).
        from: (u8, u8),
        /// Last day, (month, day).
        to: (u8, u8),
    },
    /// Days counted from an unknown publication day `P`: `P+from ..= P+to`.
    FromPublication {
        /// Days from P to the first day; `-200_000` where it is open (`more than two years ago`).
        from: i32,
        /// Days from P to the last day.
        to: i32,
    },
}

impl When {
    /// Returns whether two times share no day, whatever the years are that nobody states. Times that
    /// count from an unknown publication day, or that say no day, are never apart.
    pub fn is_disjoint(self, other: Self) -> bool {
        match (self, other) {
            (Self::Days(p), Self::Days(q)) => p.is_disjoint(q),
            (Self::Yearly { from, to }, Self::Yearly { from: f, to: t }) => {
                // Neither runs over the turn of the year.
                from <= to && f <= t && (to < f || t < from)
            }
            (Self::Yearly { from, to }, Self::Days(days))
            | (Self::Days(days), Self::Yearly { from, to }) => yearly_misses(from, to, days),
            _ => false,
        }
    }
}

/// Days longer than this many years hold a day of every stretch of the year.
const MAX_YEARS: i32 = 5;

/// Returns whether a stretch of every year shares no day with an interval, in any year.
fn yearly_misses(from: (u8, u8), to: (u8, u8), days: Interval) -> bool {
    let (Some(first), Some(last)) = (days.from, days.to) else {
        return false;
    };
    let (first, last) = (first.ymd().0, last.ymd().0);
    if last - first > MAX_YEARS {
        return false;
    }
    (first - 1..=last + 1).all(|year| {
        let start = Day::from_ymd(year, from.0, from.1);
        let end_year = if to < from { year + 1 } else { year };
        let last_day = Day::month_len(end_year, to.0).unwrap_or(28).min(to.1);
        let end = Day::from_ymd(end_year, to.0, last_day);
        match (start, end) {
            (Some(s), Some(e)) => Interval::new(s, e).is_disjoint(days),
            _ => false,
        }
    })
}

/// Finds the time expressions of an article, in text order, not overlapping.
///
/// `anchor` is the publication day where the article states one to the day.
/// Without it, values stay relative: `last March` is `XXXX-03` and
/// [`When::Yearly`], `one week ago` is [`When::FromPublication`].
pub fn find(
    article: &Article,
    sentences: &[Sentence],
    tokens: &Tokens,
    anchor: Option<Day>,
    words: &TimeWords,
) -> Vec<Timex> {
    let mut times = Vec::new();
    let mut resolver = Resolver::new(anchor, words);
    let mut seen: Vec<Seen<'_>> = Vec::new();
    let mut found = Vec::new();
    let mut direction = Direction::Unknown;
    for (sentence_idx, sentence) in sentences.iter().enumerate() {
        let range = tokens.of_sentence(sentence_idx);
        grammar::look(tokens, range.clone(), words, &mut seen);
        let scanner = Scanner {
            text: &article.text,
            tokens,
            words,
            seen: &seen,
            base: range.start,
            end: range.end,
        };
        scan(&scanner, &mut found);
        resolver.block = sentence.block;
        for (found, relation) in found.drain(..) {
            let Some(span) = span_of(tokens, &found) else {
                continue;
            };
            // The end of a range lies where its start does.
            if relation != TimeRelation::To {
                direction = scanner.direction(found.start, found.end, relation);
            }
            let resolved = resolver.resolve(&found, direction);
            if resolved.value.is_empty() {
                continue;
            }
            times.push(timex(&found, relation, span, resolved));
        }
    }
    times
}

fn span_of(tokens: &Tokens, found: &Found) -> Option<Span> {
    let first = tokens.all().get(found.start)?;
    let last = tokens.all().get(found.end.checked_sub(1)?)?;
    Some(first.span.join(last.span))
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "an article has fewer tokens than bytes, and those fit"
)]
fn timex(found: &Found, relation: TimeRelation, span: Span, resolved: Resolved) -> Timex {
    Timex {
        span,
        tokens: (found.start as u32, found.end as u32),
        kind: resolved.kind,
        value: resolved.value,
        when: resolved.when,
        relation,
        relative: resolved.relative,
        approximate: resolved.approximate
            || found.edge.is_some_and(|e| e != Edge::Some)
            || found.fiscal
            || found.unsure,
        length: resolved.length,
        weekday: found.weekday,
    }
}

/// Reads one sentence from left to right.
fn scan(scanner: &Scanner<'_>, found: &mut Vec<(Found, TimeRelation)>) {
    let mut i = scanner.base;
    while i < scanner.end {
        if !scanner.may_begin(i) {
            i += 1;
            continue;
        }
        if let Some((first, second)) = scanner.day_pair(i) {
            let relation = relation(scanner, first.start);
            i = second.end;
            let range = !scanner.is_and(first.end) || relation == TimeRelation::From;
            found.push((first, if range { TimeRelation::From } else { relation }));
            found.push((
                second,
                if range {
                    TimeRelation::To
                } else {
                    TimeRelation::On
                },
            ));
            continue;
        }
        match scanner.step(i) {
            Some(Step::Found(first)) => {
                let relation = relation(scanner, first.start);
                i = first.end.max(i + 1);
                found.push((first, relation));
                if let Some(second) = day_behind(scanner, &first) {
                    i = second.end;
                    let range = !scanner.is_and(first.end) || relation == TimeRelation::From;
                    if let Some(last) = found.last_mut()
                        && range
                    {
                        last.1 = TimeRelation::From;
                    }
                    found.push((
                        second,
                        if range {
                            TimeRelation::To
                        } else {
                            TimeRelation::On
                        },
                    ));
                }
            }
            Some(Step::Skip(end)) => i = end.max(i + 1),
            None => i += 1,
        }
    }
    pair(scanner, found);
}

/// The preposition directly before a time.
fn relation(scanner: &Scanner<'_>, start: usize) -> TimeRelation {
    let from = start.saturating_sub(3).max(scanner.base);
    (from..start)
        .find_map(|k| {
            let (end, relation) = scanner.reach(k, |s| match s {
                Sense::Relation(relation) => Some(relation),
                _ => None,
            })?;
            (end == start).then_some(relation)
        })
        .unwrap_or_default()
}

/// The bare day that ends a range: `April 8 to 12`, `between April 8 and 12, 2011`.
fn day_behind(scanner: &Scanner<'_>, first: &Found) -> Option<Found> {
    let Some(Point::Day { year, month, day }) = first.point() else {
        return None;
    };
    let joined = scanner.joint(first.end)?;
    let (end, last) = scanner.range_day(joined)?;
    if last <= day {
        return None;
    }
    let (end, year) = match scanner.year_after(end) {
        Some((end, said)) if year == Year::Unsaid => (end, said),
        _ => (end, year),
    };
    Some(Found::date(
        joined,
        end,
        Point::Day {
            year,
            month,
            day: last,
        },
    ))
}

/// Marks neighbours that bound one stretch, and gives the first the year that only the last states.
fn pair(scanner: &Scanner<'_>, found: &mut [(Found, TimeRelation)]) {
    for k in 1..found.len() {
        let Some([(first, relation), (second, other)]) = found.get_mut(k - 1..=k) else {
            continue;
        };
        let range = scanner
            .reach(first.end, |s| matches!(s, Sense::Range).then_some(()))
            .is_some_and(|(end, ())| end == second.start);
        let and = scanner.joint(first.end) == Some(second.start);
        let opened = *relation == TimeRelation::From;
        let dated = matches!(
            (first.meaning, second.meaning),
            (Meaning::Date { .. }, Meaning::Date { .. })
        );
        if dated && (opened && (range || and) || range && *relation == TimeRelation::On) {
            (*relation, *other) = (TimeRelation::From, TimeRelation::To);
        }
        if *relation == TimeRelation::From && *other == TimeRelation::To {
            share_year(first, second);
        }
    }
    // "from Monday" without an end is "since".
    let mut next_is_to = false;
    for (_, relation) in found.iter_mut().rev() {
        if *relation == TimeRelation::From && !next_is_to {
            *relation = TimeRelation::Since;
        }
        next_is_to = *relation == TimeRelation::To;
    }
}

fn share_year(first: &mut Found, second: &Found) {
    let (
        Meaning::Date {
            point: of_first, ..
        },
        Meaning::Date {
            point: of_second, ..
        },
    ) = (&mut first.meaning, &second.meaning)
    else {
        return;
    };
    let (Point::Day {
        year: said @ Year::Said(_),
        month: last,
        ..
    }
    | Point::Month {
        year: said @ Year::Said(_),
        month: last,
    }) = *of_second
    else {
        return;
    };
    if let Point::Day { year, month, .. } | Point::Month { year, month } = of_first
        && *year == Year::Unsaid
        && *month <= last
    {
        *year = said;
    }
}
