//! Tokens into what a time expression says, before any anchor is known.
//!
//! One step tries the patterns that the word at its place can begin; a word
//! that has no entry in the lexicon and is no number begins none.

use std::ops::Range;

use super::meaning::{Found, Meaning, Point, Step, Year};
use crate::lexicon::time::{Edge, Entry, Kinds, Sense, TimeWords};
use crate::tokens::{Token, Tokens, Upos, Xpos};

/// What is looked up of a token, once.
#[derive(Clone, Copy)]
pub(super) struct Seen<'a> {
    /// The form in lower case, without a prefix that says which part is meant (`mid-`).
    form: &'a str,
    entry: Option<&'a Entry>,
    /// What the words that begin here may mean.
    kinds: Kinds,
}

/// Looks the tokens of a sentence up.
pub(super) fn look<'a>(
    tokens: &'a Tokens,
    sentence: Range<usize>,
    words: &'a TimeWords,
    seen: &mut Vec<Seen<'a>>,
) {
    seen.clear();
    seen.extend(sentence.map(|i| {
        let form = stem(tokens.lower(i), words);
        Seen {
            form,
            entry: words.entry(form),
            kinds: Kinds::default(),
        }
    }));
    for at in 0..seen.len() {
        let Some(Seen { form, entry, .. }) = seen.get(at).copied() else {
            break;
        };
        let of_words = entry.map_or_else(Kinds::default, |entry| {
            entry.kinds(|k| seen.get(at + k).map_or("", |next| next.form))
        });
        let kinds = if is_figure(form, entry.is_some()) {
            of_words.or(Kinds::FIGURE)
        } else {
            of_words
        };
        if let Some(slot) = seen.get_mut(at) {
            slot.kinds = kinds;
        }
    }
}

/// Returns whether a form begins as a number, a decade (`'90s`) or a quarter (`q3`) does, or may be a number of two
/// words (`ninety-six`).
fn is_figure(form: &str, known: bool) -> bool {
    match form.as_bytes() {
        [b'0'..=b'9' | b'\'' | b'`' | b'+' | b'-', ..] | [b'q', b'0'..=b'9' | b'+', ..] => true,
        _ if form.starts_with(['’', '‘']) => true,
        bytes => !known && bytes.contains(&b'-'),
    }
}

/// Kinds of the words that a length begins with, or what stands before it.
const LENGTHS: Kinds = AMOUNTS
    .or(Kinds::HEDGE)
    .or(Kinds::DETERMINER)
    .or(Kinds::DEIXIS);

/// Kinds of the words that an amount begins with.
pub(super) const AMOUNTS: Kinds = Kinds::AMOUNT
    .or(Kinds::NUMBER)
    .or(Kinds::DETERMINER)
    .or(Kinds::FIGURE);

/// Kinds of the words that a number begins with, an article aside.
pub(super) const NUMBERS: Kinds = Kinds::NUMBER.or(Kinds::ORDINAL).or(Kinds::FIGURE);

/// Kinds of the words that a repeated time begins with.
const SETS: Kinds = Kinds::FREQUENCY
    .or(Kinds::WEEKDAYS)
    .or(Kinds::WEEKDAY)
    .or(Kinds::EVERY);

/// Reads the expressions of one sentence.
#[derive(Clone, Copy)]
pub(super) struct Scanner<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a Tokens,
    pub(super) words: &'a TimeWords,
    /// What was seen of each token of the sentence.
    pub(super) seen: &'a [Seen<'a>],
    /// The sentence's first token.
    pub(super) base: usize,
    /// One past its last.
    pub(super) end: usize,
}

impl<'a> Scanner<'a> {
    /// Reads the expression that begins at a token, if one does.
    pub(super) fn step(&self, i: usize) -> Option<Step> {
        let kinds = self.kinds(i);
        if kinds.meets(Kinds::BOUND)
            && let Some(end) = self.any(i, |s| matches!(s, Sense::Bound))
        {
            return Some(match self.reference(i) {
                Some(found) if found.end > end => Step::Found(found),
                _ => Step::Skip(end),
            });
        }
        if kinds.meets(LENGTHS)
            && let Some(step) = self.duration_like(i)
        {
            return Some(step);
        }
        let found = self
            .edged(i)
            .or_else(|| self.hedged_time(i))
            .or_else(|| self.point(i))
            .or_else(|| self.set(i))
            .or_else(|| self.bare_units(i))
            .or_else(|| self.reference(i))?;
        Some(Step::Found(found))
    }

    /// Whether a time may begin at a token: a cheap look that spares the patterns most tokens.
    pub(super) fn may_begin(&self, i: usize) -> bool {
        let Some(entry) = self.entry(i) else {
            return self.kinds(i).meets(Kinds::FIGURE) && self.may_go_on(i);
        };
        let is_next = |rest: &[Box<str>]| rest.first().is_some_and(|f| **f == *self.lower(i + 1));
        entry.begins
            || entry.determines && self.may_go_on(i + 1)
            || entry.may_go_on(self.lower(i + 1))
                && entry.phrases.iter().any(|(rest, _)| is_next(rest))
    }

    fn may_go_on(&self, i: usize) -> bool {
        self.entry(i).is_some() || self.starts_like_number(i) || self.lower(i).contains('-')
    }

    fn seen(&self, i: usize) -> Option<&'a Seen<'a>> {
        self.seen.get(i.checked_sub(self.base)?)
    }

    pub(super) fn entry(&self, i: usize) -> Option<&'a Entry> {
        self.seen(i)?.entry
    }

    /// Returns what the words at a token may mean.
    pub(super) fn kinds(&self, i: usize) -> Kinds {
        self.seen(i).map_or_else(Kinds::default, |seen| seen.kinds)
    }

    /// The form in lower case, without a prefix that says which part is meant (`mid-`); "" outside the sentence.
    pub(super) fn lower(&self, i: usize) -> &'a str {
        self.seen(i).map_or("", |seen| seen.form)
    }

    /// Whether the token is written together with a prefix: `mid-June`.
    pub(super) fn is_prefixed(&self, i: usize) -> bool {
        i < self.end && i >= self.base && self.tokens.lower(i).len() > self.lower(i).len()
    }

    pub(super) fn token(&self, i: usize) -> Option<&'a Token> {
        if i < self.end && i >= self.base {
            self.tokens.all().get(i)
        } else {
            None
        }
    }

    pub(super) fn xpos(&self, i: usize) -> Option<Xpos> {
        self.token(i).map(|t| t.xpos)
    }

    /// Returns where the words at `i` that have a wanted sense end, and what was picked; longest first.
    pub(super) fn reach<T>(
        &self,
        i: usize,
        pick: impl Fn(Sense) -> Option<T>,
    ) -> Option<(usize, T)> {
        let entry = self.entry(i)?;
        for (rest, sense) in &entry.phrases {
            let Some(picked) = pick(*sense) else { continue };
            let same = (i + 1..)
                .zip(rest)
                .all(|(k, form)| self.lower(k) == &**form);
            if same {
                return Some((i + 1 + rest.len(), picked));
            }
        }
        let picked = entry.senses.iter().find_map(|sense| pick(*sense))?;
        Some((i + 1, picked))
    }

    /// Where the second of two joined times begins: behind `to`, `-`, `and`.
    pub(super) fn joint(&self, i: usize) -> Option<usize> {
        self.any(i, |s| matches!(s, Sense::Range | Sense::And))
    }

    pub(super) fn is_and(&self, i: usize) -> bool {
        self.has(i, |s| matches!(s, Sense::And))
    }

    pub(super) fn any(&self, i: usize, wanted: impl Fn(Sense) -> bool) -> Option<usize> {
        self.reach(i, |s| wanted(s).then_some(()))
            .map(|(end, ())| end)
    }

    pub(super) fn has(&self, i: usize, wanted: impl Fn(Sense) -> bool) -> bool {
        self.entry(i)
            .is_some_and(|entry| entry.senses.iter().any(|s| wanted(*s)))
    }

    pub(super) fn is_hyphen(&self, i: usize) -> bool {
        matches!(self.lower(i), "-" | "‑" | "–")
    }

    pub(super) fn is_comma(&self, i: usize) -> bool {
        self.lower(i) == ","
    }

    pub(super) fn is_capital(&self, i: usize) -> bool {
        let prefix = self.tokens.lower(i).len() - self.lower(i).len();
        self.token(i).is_some_and(|t| {
            let form = t.span.of(self.text).get(prefix..).unwrap_or("");
            form.chars().next().is_some_and(char::is_uppercase)
        })
    }

    /// Whether nothing but punctuation follows: the end of a clause.
    pub(super) fn is_clause_end(&self, i: usize) -> bool {
        self.token(i)
            .is_none_or(|t| t.upos == Upos::Punct || t.upos == Upos::Cconj)
    }

    pub(super) fn set(&self, i: usize) -> Option<Found> {
        if !self.kinds(i).meets(SETS) {
            return None;
        }
        if let Some((end, row)) = self.reach(i, |s| match s {
            Sense::Frequency(row) => Some(row),
            _ => None,
        }) {
            let as_adverb = self.token(i).is_some_and(|t| t.upos == Upos::Adv);
            // "the Daily Mirror"
            let name = self.is_capital(i) && self.is_capital(end);
            if name || self.words.adverb_only.contains(self.lower(i)) && !as_adverb {
                return None;
            }
            return Some(Found::new(i, end, Meaning::Frequency(row)));
        }
        if let Some((end, weekday)) = self.reach(i, |s| match s {
            Sense::Weekdays(w) => Some(w),
            _ => None,
        }) {
            return Some(Found::new(
                i,
                end,
                Meaning::Weekdays {
                    weekday,
                    part: None,
                },
            ));
        }
        if let Some((j, weekday)) = self.weekday(i)
            && let Some((end, part)) = self.reach(j, |s| match s {
                Sense::Parts(p) => Some(p),
                _ => None,
            })
        {
            return Some(Found::new(
                i,
                end,
                Meaning::Weekdays {
                    weekday,
                    part: Some(part),
                },
            ));
        }
        let (j, n) = self.reach(i, |s| match s {
            Sense::Every(n) => Some(n),
            _ => None,
        })?;
        if let Some((end, weekday)) = self.weekday(j) {
            let part = self.part(end);
            let end = part.map_or(end, |(end, _)| end);
            let part = part.map(|(_, part)| part);
            return Some(Found::new(i, end, Meaning::Weekdays { weekday, part }));
        }
        if let Some((end, part)) = self.part(j) {
            return Some(Found::new(i, end, Meaning::EveryPart(part)));
        }
        if let Some((end, month)) = self.month_word(j) {
            return Some(Found::new(i, end, Meaning::EveryMonth(month)));
        }
        if let Some((end, amount, row)) = self.length(j)
            && let Some(n) = amount.whole()
        {
            return Some(Found::new(i, end, Meaning::Every { n, row }));
        }
        let (end, row, _) = self.unit(j)?;
        Some(Found::new(
            i,
            end,
            Meaning::Every {
                n: u32::from(n),
                row,
            },
        ))
    }

    pub(super) fn reference(&self, i: usize) -> Option<Found> {
        if !self.kinds(i).meets(Kinds::REFERENCE) {
            return None;
        }
        let (end, reference) = self.reach(i, |s| match s {
            Sense::Reference(r) => Some(r),
            _ => None,
        })?;
        let blocked = end == i + 1
            && self
                .words
                .not_before
                .get(self.lower(i))
                .is_some_and(|next| next.contains(self.lower(end)));
        // "as soon as", "the now familiar" are none.
        let as_soon = end == i + 1 && i > self.base && self.lower(i - 1) == "as";
        (!blocked && !as_soon).then(|| Found::new(i, end, Meaning::Reference(reference)))
    }

    /// A point with a word for a part of it before it: `late last week`, `the end of 1994`, `earlier this month`.
    pub(super) fn edged(&self, i: usize) -> Option<Found> {
        let prefixed = self.is_prefixed(i).then_some((i, Edge::Middle));
        if prefixed.is_none() && !self.kinds(i).meets(Kinds::EDGE) {
            return None;
        }
        let (mut j, edge) = prefixed.or_else(|| {
            self.reach(i, |s| match s {
                Sense::Edge(edge) => Some(edge),
                Sense::Shifted => Some(Edge::Some),
                _ => None,
            })
        })?;
        if self.is_hyphen(j) {
            j += 1;
        }
        let mut found = self
            .point(j)
            .or_else(|| self.whole(j))
            .or_else(|| self.part_of_day(j))?;
        let Meaning::Date { point, .. } = &found.meaning else {
            return None;
        };
        let shifted = self.has(i, |s| matches!(s, Sense::Shifted));
        let near = matches!(
            point,
            Point::Shift { .. } | Point::Weekday { .. } | Point::Day { .. }
        );
        if (shifted && !near) || matches!(point, Point::Ago { .. } | Point::Earlier { .. }) {
            return None;
        }
        found.start = i;
        found.edge = Some(edge);
        Some(found)
    }

    /// A date or a time of day.
    pub(super) fn point(&self, i: usize) -> Option<Found> {
        let kinds = self.kinds(i);
        let if_one_of = |first: Kinds, read: fn(&Self, usize) -> Option<Found>| {
            kinds.meets(first).then(|| read(self, i)).flatten()
        };
        let the = Kinds::DETERMINER;
        let numbers = NUMBERS.or(the);
        let years = numbers.or(Kinds::DECADE).or(Kinds::FISCAL).or(Kinds::UNIT);
        let quarters = numbers.or(Kinds::DEIXIS).or(Kinds::FISCAL);
        if_one_of(Kinds::FIGURE, Self::numeric_date)
            .or_else(|| if_one_of(Kinds::PART.or(Kinds::FIGURE), Self::clock))
            .or_else(|| if_one_of(Kinds::WEEKDAY.or(Kinds::SHORT_WEEKDAY), Self::weekday_led))
            .or_else(|| if_one_of(Kinds::MONTH, Self::month_led))
            .or_else(|| if_one_of(numbers, Self::day_led))
            .or_else(|| if_one_of(years, Self::year_led))
            .or_else(|| if_one_of(Kinds::DAY.or(Kinds::NIGHT), Self::near_day))
            .or_else(|| if_one_of(the.or(Kinds::CONTEXT).or(Kinds::DEIXIS), Self::deictic))
            .or_else(|| if_one_of(quarters, Self::quarter_led))
            .or_else(|| if_one_of(Kinds::FEAST, |at, i| at.feast(i, Year::Unsaid)))
            .or_else(|| if_one_of(the.or(Kinds::SEASON), |at, i| at.season(i, Year::Unsaid)))
            .or_else(|| if_one_of(the.or(Kinds::YEAR_AGO), Self::year_ago))
            .or_else(|| if_one_of(the, Self::the_led))
    }
}

/// Takes the prefix off a form: `mid-june` is `june`.
pub(super) fn stem<'a>(form: &'a str, words: &TimeWords) -> &'a str {
    words
        .middle_prefixes
        .iter()
        .find_map(|prefix| form.strip_prefix(prefix.as_str()))
        .filter(|rest| !rest.is_empty())
        .unwrap_or(form)
}
