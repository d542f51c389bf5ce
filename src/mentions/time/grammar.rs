//! Tokens into what a time expression says, before any anchor is known.
//!
//! One step tries the patterns that the word at its place can begin; a word
//! that has no entry in the lexicon and is no number begins none.

use super::meaning::{Amount, Clock, Found, Meaning, Point, Step, Year};
use crate::lexicon::time::{Edge, Entry, Grain, Hedge, Sense, TimeWords};
use crate::tokens::{Token, Tokens, Upos, Xpos};

/// Reads the expressions of one sentence.
#[derive(Clone, Copy)]
pub(super) struct Scanner<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a Tokens,
    pub(super) words: &'a TimeWords,
    /// The lexicon's entry of each token of the sentence.
    pub(super) entries: &'a [Option<&'a Entry>],
    /// The sentence's first token.
    pub(super) base: usize,
    /// One past its last.
    pub(super) end: usize,
}

impl<'a> Scanner<'a> {
    /// Reads the expression that begins at a token, if one does.
    pub(super) fn step(&self, i: usize) -> Option<Step> {
        if self.entry(i).is_none() && !self.starts_like_number(i) {
            return None;
        }
        if let Some(end) = self.any(i, |s| s == Sense::Bound) {
            return Some(Step::Skip(end));
        }
        if let Some(step) = self.duration_like(i) {
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

    // Looking at tokens.

    pub(super) fn entry(&self, i: usize) -> Option<&'a Entry> {
        self.entries.get(i.checked_sub(self.base)?).copied()?
    }

    pub(super) fn lower(&self, i: usize) -> &'a str {
        if i < self.end && i >= self.base {
            self.tokens.lower(i)
        } else {
            ""
        }
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

    fn any(&self, i: usize, wanted: impl Fn(Sense) -> bool) -> Option<usize> {
        self.reach(i, |s| wanted(s).then_some(()))
            .map(|(end, ())| end)
    }

    fn has(&self, i: usize, wanted: impl Fn(Sense) -> bool) -> bool {
        self.entry(i)
            .is_some_and(|entry| entry.senses.iter().any(|s| wanted(*s)))
    }

    fn is_hyphen(&self, i: usize) -> bool {
        matches!(self.lower(i), "-" | "‑" | "–")
    }

    fn is_comma(&self, i: usize) -> bool {
        self.lower(i) == ","
    }

    fn is_capital(&self, i: usize) -> bool {
        self.token(i).is_some_and(|t| {
            t.span
                .of(self.text)
                .chars()
                .next()
                .is_some_and(char::is_uppercase)
        })
    }

    fn starts_like_number(&self, i: usize) -> bool {
        let form = self.lower(i);
        form.starts_with(|c: char| c.is_ascii_digit())
            || form.starts_with(['\'', '’'])
            || matches!(form, "q1" | "q2" | "q3" | "q4")
    }

    /// Whether nothing but punctuation follows: the end of a clause.
    fn is_clause_end(&self, i: usize) -> bool {
        self.token(i)
            .is_none_or(|t| t.upos == Upos::Punct || t.upos == Upos::Cconj)
    }

    // Numbers.

    fn digits(&self, i: usize) -> Option<u32> {
        let form = self.lower(i);
        if form.is_empty() || form.len() > 9 || !form.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let mut n = 0_u32;
        for byte in form.bytes() {
            match byte {
                b'0'..=b'9' => n = n.checked_mul(10)?.checked_add(u32::from(byte - b'0'))?,
                b',' => {}
                _ => return None,
            }
        }
        Some(n)
    }

    /// Digits without separators, so many of them.
    fn plain_digits(&self, i: usize, len: usize) -> Option<u32> {
        let form = self.lower(i);
        (form.len() == len && form.bytes().all(|b| b.is_ascii_digit()))
            .then(|| form.parse().ok())
            .flatten()
    }

    fn number(&self, i: usize) -> Option<(usize, u32)> {
        if let Some(n) = self.digits(i) {
            return Some((i + 1, n));
        }
        let word = |k: usize| {
            self.entry(k)?.senses.iter().find_map(|s| match s {
                Sense::Number(n) => Some(*n),
                _ => None,
            })
        };
        let mut k = i;
        let (mut total, mut current) = (0_u32, 0_u32);
        if self.has(k, |s| s == Sense::Article) && word(k + 1).is_some_and(|n| n >= 100 || n == 12)
        {
            k += 1;
            current = 1;
        }
        let start = k;
        while let Some(n) = word(k) {
            match n {
                1000 => {
                    total = current.max(1).checked_mul(1000)?;
                    current = 0;
                }
                100 => current = current.max(1).checked_mul(100)?,
                12 if k > start || current == 1 => current = current.max(1).checked_mul(12)?,
                _ if k == start && current == 0 => current = n,
                _ if current.is_multiple_of(100) && n < 100 => current += n,
                _ if current % 100 >= 20 && current.is_multiple_of(10) && n < 10 => current += n,
                _ => break,
            }
            k += 1;
            let joint = self.is_hyphen(k) || (self.lower(k) == "and" && n >= 100);
            if joint && word(k + 1).is_some() {
                k += 1;
            }
        }
        (k > start).then_some((k, total + current))
    }

    fn ordinal(&self, i: usize) -> Option<(usize, u32)> {
        let form = self.lower(i);
        let cut = form
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(form.len());
        if cut > 0 && matches!(form.get(cut..), Some("st" | "nd" | "rd" | "th")) {
            return Some((i + 1, form.get(..cut)?.parse().ok()?));
        }
        // "twenty-first"
        if let Some((k, tens)) = self.number(i)
            && self.digits(i).is_none()
            && let Some((end, ones)) = self.ordinal(if self.is_hyphen(k) { k + 1 } else { k })
            && tens >= 20
            && ones < 10
        {
            return Some((end, tens + ones));
        }
        self.reach(i, |s| match s {
            Sense::Ordinal(n) => Some(n),
            _ => None,
        })
    }

    // Lengths.

    fn amount(&self, i: usize) -> Option<(usize, Amount)> {
        if let Some(end) = self.any(i, |s| s == Sense::Couple) {
            return Some((end, Amount::of(2)));
        }
        if let Some(end) = self.any(i, |s| s == Sense::VagueNumber) {
            return Some((end, Amount::default()));
        }
        if let Some(end) = self.any(i, |s| s == Sense::Half) {
            return Some((
                end,
                Amount {
                    tenths: Some(5),
                    to: None,
                },
            ));
        }
        if let Some((j, n)) = self.number(i) {
            let mut amount = Amount::of(n);
            if let Some(end) = self.any(j, |s| s == Sense::AndAHalf) {
                amount.tenths = Some(n.saturating_mul(10).saturating_add(5));
                return Some((end, amount));
            }
            let joint = self.has(j, |s| matches!(s, Sense::Range)) || self.lower(j) == "or";
            if joint
                && !(self.is_hyphen(j) && self.unit(j + 1).is_some())
                && let Some((end, to)) = self.number(j + 1)
                && to > n
            {
                amount.to = Some(to);
                return Some((end, amount));
            }
            return Some((j, amount));
        }
        let form = self.lower(i);
        if let Some((whole, part)) = form.split_once('.')
            && part.len() == 1
            && let (Ok(whole), Ok(part)) = (whole.parse::<u32>(), part.parse::<u32>())
        {
            let tenths = whole.saturating_mul(10).saturating_add(part);
            return Some((
                i + 1,
                Amount {
                    tenths: Some(tenths),
                    to: None,
                },
            ));
        }
        if self.has(i, |s| s == Sense::Article) {
            return Some((i + 1, Amount::of(1)));
        }
        None
    }

    /// A unit's word: end, table row, whether it is a plural.
    pub(super) fn unit(&self, i: usize) -> Option<(usize, u8, bool)> {
        let (end, (row, many)) = self.reach(i, |s| match s {
            Sense::Unit(row) => Some((row, false)),
            Sense::Units(row) => Some((row, true)),
            _ => None,
        })?;
        Some((end, row, many))
    }

    pub(super) fn grain(&self, row: u8) -> Grain {
        self.words.unit(row).map_or(Grain::Day, |u| u.grain)
    }

    /// Number, fillers, unit: `two more weeks`, `10-year`, `a year and a half`.
    fn length(&self, i: usize) -> Option<(usize, Amount, u8)> {
        let (mut j, mut amount) = self.amount(i)?;
        let is_article = j == i + 1 && self.has(i, |s| s == Sense::Article);
        if self.is_hyphen(j) {
            j += 1;
        }
        for _ in 0..2 {
            if self.unit(j).is_none() && self.has(j, |s| s == Sense::Filler) {
                j += 1;
            }
        }
        let (mut end, row, many) = self.unit(j)?;
        // "a second quarter", "a second" is rarely a length; "a few day" is none.
        if is_article && (many || self.grain(row) == Grain::Second) {
            return None;
        }
        if self.has(j, |s| matches!(s, Sense::Ordinal(_))) && !many && self.unit(end).is_some() {
            return None;
        }
        if let Some(next) = self.any(end, |s| s == Sense::AndAHalf) {
            amount.tenths = amount.tenths.map(|t| t.saturating_add(5));
            end = next;
        }
        if let Some(next) = self.any(end, |s| s == Sense::OrSo) {
            end = next;
        }
        Some((end, amount, row))
    }

    fn is_age(&self, end: usize) -> Option<usize> {
        self.any(end, |s| s == Sense::Old)
    }

    /// Expressions with a length in them: durations, `two weeks ago`, `a year earlier`, `the past three days`.
    fn duration_like(&self, i: usize) -> Option<Step> {
        let mut j = i;
        let mut hedge = None;
        if let Some((end, h)) = self.reach(j, |s| match s {
            Sense::Hedge(h) => Some(h),
            _ => None,
        }) && self.length(j).is_none()
        {
            hedge = Some(h);
            j = end;
        }
        let mut deixis = None;
        let mut ordinal = false;
        if self.length(j).is_none() || self.has(j, |s| s == Sense::The) {
            if let Some(end) = self.any(j, |s| matches!(s, Sense::The | Sense::Possessive)) {
                j = end;
            }
            if let Some((end, by)) = self.deixis(j)
                && self.amount(end).is_some()
            {
                deixis = Some(by);
                j = end;
            } else if let Some((end, n)) = self.ordinal(j)
                && n <= 2
                && self.amount(end).is_some()
            {
                ordinal = true;
                j = end;
            }
        }
        if hedge.is_none()
            && let Some((end, h)) = self.reach(j, |s| match s {
                Sense::Hedge(h) => Some(h),
                _ => None,
            })
            && self.length(end).is_some()
            && self.length(j).is_none()
        {
            hedge = Some(h);
            j = end;
        }
        let (mut end, amount, row) = self.length(j)?;
        if let Some(skip) = self.is_age(end) {
            return Some(Step::Skip(skip));
        }
        if deixis.is_some() || ordinal {
            let meaning = Meaning::Duration {
                amount,
                row,
                hedge,
                deixis,
            };
            return Some(Step::Found(Found::new(i, end, meaning)));
        }
        // "a few days ago", "a year earlier", "two weeks later"
        if let Some(next) = self.any(end, |s| s == Sense::Ago) {
            let point = Point::Ago { amount, row, hedge };
            return Some(Step::Found(Found::date(i, next, point)));
        }
        let mut sign = 0;
        if let Some(next) = self.any(end, |s| s == Sense::Earlier) {
            (sign, end) = self.adverb(next, end, -1);
        } else if let Some(next) = self.any(end, |s| s == Sense::Later) {
            (sign, end) = self.adverb(next, end, 1);
        }
        if sign != 0 {
            let point = Point::Offset {
                amount,
                row,
                hedge,
                sign,
            };
            return Some(Step::Found(Found::date(i, end, point)));
        }
        let article = j + 1 == end - 1 && self.has(j, |s| s == Sense::Article);
        if article && self.is_rate(i) {
            let meaning = Meaning::Every { n: 1, row };
            return Some(Step::Found(Found::new(i, end, meaning)));
        }
        let meaning = Meaning::Duration {
            amount,
            row,
            hedge,
            deixis: None,
        };
        Some(Step::Found(Found::new(i, end, meaning)))
    }

    /// Takes the adverb behind a length unless it is the preposition of what follows ("two weeks before the vote").
    fn adverb(&self, next: usize, end: usize, sign: i32) -> (i32, usize) {
        let is_preposition = next == end + 1 && self.xpos(end) == Some(Xpos::In);
        if is_preposition && !self.is_clause_end(next) {
            (0, end)
        } else {
            (sign, next)
        }
    }

    /// "three times a week", "$5 million a year".
    fn is_rate(&self, i: usize) -> bool {
        i.checked_sub(1)
            .is_some_and(|k| matches!(self.xpos(k), Some(Xpos::Nn | Xpos::Nns | Xpos::Cd)))
    }

    fn bare_units(&self, i: usize) -> Option<Found> {
        // "decades-long", "day-long"
        let (end, row, many) = self.unit(i)?;
        let lasting = self.is_hyphen(end) && self.lower(end + 1) == "long";
        if !many && !lasting {
            return None;
        }
        if many && self.is_age(end).is_some() {
            return None;
        }
        let amount = if many {
            Amount::default()
        } else {
            Amount::of(1)
        };
        let end = if lasting { end + 2 } else { end };
        if let Some(next) = self.any(end, |s| s == Sense::Ago) {
            return Some(Found::date(
                i,
                next,
                Point::Ago {
                    amount,
                    row,
                    hedge: None,
                },
            ));
        }
        Some(Found::new(
            i,
            end,
            Meaning::Duration {
                amount,
                row,
                hedge: None,
                deixis: None,
            },
        ))
    }

    // Sets and references.

    fn set(&self, i: usize) -> Option<Found> {
        if let Some((end, row)) = self.reach(i, |s| match s {
            Sense::Frequency(row) => Some(row),
            _ => None,
        }) {
            let as_adverb = self.token(i).is_some_and(|t| t.upos == Upos::Adv);
            if self.words.adverb_only.contains(self.lower(i)) && !as_adverb {
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

    fn reference(&self, i: usize) -> Option<Found> {
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

    // Points.

    /// A point with a word for a part of it before it: `late last week`, `the end of 1994`, `earlier this month`.
    fn edged(&self, i: usize) -> Option<Found> {
        let (mut j, edge) = self.reach(i, |s| match s {
            Sense::Edge(edge) => Some(edge),
            Sense::Shifted => Some(Edge::Some),
            _ => None,
        })?;
        if self.is_hyphen(j) {
            j += 1;
        }
        let mut found = self.point(j).or_else(|| self.whole(j))?;
        let Meaning::Date { point, .. } = &found.meaning else {
            return None;
        };
        let shifted = self.has(i, |s| s == Sense::Shifted);
        let near = matches!(
            point,
            Point::Shift { .. } | Point::Weekday { .. } | Point::Day { .. }
        );
        if (shifted && !near) || matches!(point, Point::Ago { .. } | Point::Offset { .. }) {
            return None;
        }
        found.start = i;
        found.edge = Some(edge);
        Some(found)
    }

    /// `around 7:15 p.m.`, `about noon`, `around Nov. 1`.
    fn hedged_time(&self, i: usize) -> Option<Found> {
        let (j, hedge) = self.reach(i, |s| match s {
            Sense::Hedge(h) => Some(h),
            _ => None,
        })?;
        if hedge != Hedge::About || self.lower(i) == "some" {
            return None;
        }
        let mut found = self.clock(j).or_else(|| self.month_led(j))?;
        found.start = i;
        found.edge = Some(Edge::Some);
        Some(found)
    }

    /// The whole of a named unit behind "the end of": `the year`.
    fn whole(&self, i: usize) -> Option<Found> {
        let j = self.any(i, |s| s == Sense::The)?;
        let (end, row, many) = self.unit(j)?;
        let grain = self.grain(row);
        (!many && grain > Grain::Hour).then(|| Found::date(i, end, Point::Shift { grain, by: 0 }))
    }

    /// A date or a time of day.
    pub(super) fn point(&self, i: usize) -> Option<Found> {
        self.numeric_date(i)
            .or_else(|| self.clock(i))
            .or_else(|| self.weekday_led(i))
            .or_else(|| self.month_led(i))
            .or_else(|| self.day_led(i))
            .or_else(|| self.year_led(i))
            .or_else(|| self.near_day(i))
            .or_else(|| self.deictic(i))
            .or_else(|| self.quarter_led(i))
            .or_else(|| self.feast(i, Year::Unsaid))
            .or_else(|| self.season(i, Year::Unsaid))
            .or_else(|| self.year_ago(i))
            .or_else(|| self.the_led(i))
    }

    pub(super) fn deixis(&self, i: usize) -> Option<(usize, i8)> {
        self.reach(i, |s| match s {
            Sense::Deixis(by) => Some(by),
            _ => None,
        })
    }

    fn weekday(&self, i: usize) -> Option<(usize, u8)> {
        self.reach(i, |s| match s {
            Sense::Weekday(w) => Some(w),
            _ => None,
        })
    }

    fn short_weekday(&self, i: usize) -> Option<(usize, u8)> {
        let (end, weekday) = self.reach(i, |s| match s {
            Sense::ShortWeekday(w) => Some(w),
            _ => None,
        })?;
        self.is_capital(i).then_some((end, weekday))
    }

    pub(super) fn part(&self, i: usize) -> Option<(usize, u8)> {
        self.reach(i, |s| match s {
            Sense::Part(p) => Some(p),
            _ => None,
        })
    }

    /// A month's word, whatever stands beside it.
    fn month_word(&self, i: usize) -> Option<(usize, u8)> {
        let (end, month) = self.reach(i, |s| match s {
            Sense::Month(m) => Some(m),
            _ => None,
        })?;
        let wary = self.words.wary_months.contains(self.lower(i));
        (!wary || self.is_capital(i)).then_some((end, month))
    }

    /// A day of the month in digits or as an ordinal.
    fn month_day(&self, i: usize) -> Option<(usize, u8)> {
        let (end, n) = if let Some(n) = self.plain_digits(i, 1).or_else(|| self.plain_digits(i, 2))
        {
            (i + 1, n)
        } else {
            self.ordinal(i)?
        };
        let day = u8::try_from(n).ok().filter(|d| (1..=31).contains(d))?;
        let counted = self.words.no_year_before.contains(self.lower(end))
            || self.has(end, |s| matches!(s, Sense::Meridiem(_)));
        (!counted).then_some((end, day))
    }

    /// Four digits that may name a year, or a year in words (`nineteen ninety-six`, `two thousand`).
    fn year_number(&self, i: usize) -> Option<(usize, i32)> {
        if let Some(year) = self.plain_digits(i, 4).and_then(|n| i32::try_from(n).ok()) {
            let (first, last) = self.words.years;
            return (first..=last).contains(&year).then_some((i + 1, year));
        }
        self.spelled_year(i)
    }

    fn spelled_year(&self, i: usize) -> Option<(usize, i32)> {
        let word = |k: usize| {
            self.entry(k)?.senses.iter().find_map(|s| match s {
                Sense::Number(n) => i32::try_from(*n).ok(),
                _ => None,
            })
        };
        let century = word(i).filter(|n| (16..=20).contains(n))?;
        let j = if self.is_hyphen(i + 1) { i + 2 } else { i + 1 };
        let tens = word(j).filter(|n| (10..100).contains(n))?;
        if tens < 20 || tens % 10 != 0 {
            return Some((j + 1, century * 100 + tens));
        }
        let k = if self.is_hyphen(j + 1) { j + 2 } else { j + 1 };
        match word(k).filter(|n| (1..10).contains(n)) {
            Some(ones) => Some((k + 1, century * 100 + tens + ones)),
            None => Some((j + 1, century * 100 + tens)),
        }
    }

    /// The year behind a month or a quarter: `2011`, `, 2011`, `of 2011`, `last year`, `of this year`.
    fn year_behind(&self, i: usize, comma: bool) -> Option<(usize, Year)> {
        let mut j = i;
        if comma && self.is_comma(j) || self.lower(j) == "of" {
            j += 1;
        }
        if let Some((end, year)) = self.year_number(j)
            && !self.words.no_year_before.contains(self.lower(end))
        {
            return Some((end, Year::Said(year)));
        }
        if self.is_comma(i) {
            return None;
        }
        if let Some((k, _)) = self.reach(j, |s| (s == Sense::Fiscal).then_some(()))
            && let Some((end, year)) = self.year_number(k)
        {
            return Some((end, Year::Fiscal(year)));
        }
        let (k, by) = self.deixis(j)?;
        let (end, row, many) = self.unit(k)?;
        (!many && self.grain(row) == Grain::Year).then_some((end, Year::Shift(by)))
    }

    // Weekdays, months, days.

    fn weekday_led(&self, i: usize) -> Option<Found> {
        let full = self.weekday(i);
        let (j, weekday) = full.or_else(|| self.short_weekday(i))?;
        let k = if self.is_comma(j) { j + 1 } else { j };
        let k = if self.lower(k) == "the" { k + 1 } else { k };
        if let Some(mut found) = self.month_led(k).or_else(|| self.day_led(k))
            && matches!(
                found.meaning,
                Meaning::Date {
                    point: Point::Day { .. },
                    ..
                }
            )
        {
            found.start = i;
            found.weekday = Some(weekday);
            return Some(found);
        }
        full?;
        self.with_part(
            i,
            j,
            Point::Weekday {
                weekday,
                which: None,
            },
        )
    }

    /// A day, with the part of the day behind it if there is one.
    fn with_part(&self, start: usize, end: usize, point: Point) -> Option<Found> {
        let mut found = Found::date(start, end, point);
        let j = if self.any(end, |s| matches!(s, Sense::Edge(_))).is_some() {
            end + 1
        } else {
            end
        };
        let j = if j > end && self.is_hyphen(j) {
            j + 1
        } else {
            j
        };
        if let Some((end, part)) = self.part(j)
            && self.words.parts.get(usize::from(part)).is_some()
        {
            found.end = end;
            found.set_clock(Clock::Part(part));
        }
        Some(found)
    }

    fn month_led(&self, i: usize) -> Option<Found> {
        let (j, month) = self.month_word(i)?;
        if let Some((k, day)) = self.month_day(j)
            && self.plain_digits(j, 4).is_none()
        {
            if let Some((end, year)) = self.year_behind(k, true) {
                return Some(Found::date(i, end, Point::Day { year, month, day }));
            }
            return self.with_part(
                i,
                k,
                Point::Day {
                    year: Year::Unsaid,
                    month,
                    day,
                },
            );
        }
        if let Some((end, year)) = self.year_behind(j, true) {
            return Some(Found::date(i, end, Point::Month { year, month }));
        }
        let form = self.lower(i);
        if self.words.wary_months.contains(form) && !self.is_opened(i) {
            return None;
        }
        Some(Found::date(
            i,
            j,
            Point::Month {
                year: Year::Unsaid,
                month,
            },
        ))
    }

    /// Whether what stands before a wary month's word makes it a month.
    fn is_opened(&self, i: usize) -> bool {
        let Some(before) = i.checked_sub(1).map(|k| self.lower(k)) else {
            return false;
        };
        let form = self.lower(i);
        let doubtful = self.words.doubtful_months.contains(form);
        if self.words.month_openers.contains(before) {
            let weak = doubtful && self.words.doubtful_openers.contains(before);
            // "in May's cabinet" and "in March for Life" stay out.
            let name = doubtful && matches!(self.lower(i + 1), "for" | "of")
                || doubtful && self.xpos(i + 1) == Some(Xpos::Nnp);
            return !weak && !name;
        }
        // "the end of May", "mid-May", "from March to May"
        if before == "of" && i >= 2 {
            return self.has(i - 2, |s| matches!(s, Sense::Ordinal(_)))
                || matches!(
                    self.lower(i - 2),
                    "end"
                        | "beginning"
                        | "start"
                        | "middle"
                        | "month"
                        | "part"
                        | "half"
                        | "week"
                        | "days"
                        | "rest"
                        | "most"
                        | "much"
                        | "all"
                );
        }
        if self.is_hyphen(i - 1) && i >= 2 {
            return self.words.month_openers.contains(self.lower(i - 2))
                || self.month_word(i - 2).is_some();
        }
        if self.has(i - 1, |s| matches!(s, Sense::Range | Sense::And)) || self.is_comma(i - 1) {
            return i >= 2 && self.month_word(i - 2).is_some();
        }
        // "May and June", "March to May"
        if self.has(i + 1, |s| matches!(s, Sense::Range | Sense::And)) {
            return self.month_word(i + 2).is_some() && self.is_capital(i + 2);
        }
        !doubtful
            && self.xpos(i) == Some(Xpos::Nnp)
            && matches!(
                before,
                "from" | "to" | "for" | "and" | "the" | "a" | "an" | "s" | "'s"
            )
    }

    /// `8 April 2011`, `the 8th of April`.
    fn day_led(&self, i: usize) -> Option<Found> {
        let start = i;
        let i = if self.has(i, |s| s == Sense::The) {
            i + 1
        } else {
            i
        };
        if !self.starts_like_number(i)
            && !self.has(i, |s| matches!(s, Sense::Ordinal(_) | Sense::Number(_)))
        {
            return None;
        }
        let (j, day) = self.month_day(i)?;
        let k = if self.lower(j) == "of" { j + 1 } else { j };
        let (end, month) = self.month_word(k)?;
        let spelled = self
            .plain_digits(i, 1)
            .or_else(|| self.plain_digits(i, 2))
            .is_none();
        if (k > j || start < i) && !spelled {
            return None;
        }
        // "killed 12 May 8" is nobody's prose; "8 May people" neither.
        if let Some((end, year)) = self.year_behind(end, true) {
            return Some(Found::date(start, end, Point::Day { year, month, day }));
        }
        self.with_part(
            start,
            end,
            Point::Day {
                year: Year::Unsaid,
                month,
                day,
            },
        )
    }

    /// The bare day that ends a range of days: `April 8 to 12`.
    pub(super) fn range_day(&self, i: usize) -> Option<(usize, u8)> {
        let (end, day) = self.month_day(i)?;
        let counts = self.unit(end).is_some()
            || self.month_word(end).is_some()
            || matches!(self.xpos(end), Some(Xpos::Nns));
        (!counts && self.plain_digits(i, 4).is_none()).then_some((end, day))
    }

    /// The year behind a day, with or without comma.
    pub(super) fn year_after(&self, i: usize) -> Option<(usize, Year)> {
        self.year_behind(i, true)
    }

    // Years.

    fn year_led(&self, i: usize) -> Option<Found> {
        if let Some(found) = self.decade(i) {
            return Some(found);
        }
        // "fiscal 1989", "fiscal year 1989"
        if let Some(j) = self.any(i, |s| s == Sense::Fiscal) {
            let k = match self.unit(j) {
                Some((end, row, false)) if self.grain(row) == Grain::Year => end,
                _ => j,
            };
            let (end, year) = self.year_number(k)?;
            return Some(self.stretch_of_year(i, end, Year::Fiscal(year)));
        }
        // "the year 2000"
        if let Some((j, row, false)) = self.unit(i)
            && self.grain(row) == Grain::Year
        {
            let (end, year) = self.year_number(j).or_else(|| {
                let (end, n) = self.number(j)?;
                let year = i32::try_from(n).ok()?;
                (year >= 1000).then_some((end, year))
            })?;
            return Some(Found::date(i, end, Point::Year(Year::Said(year))));
        }
        let (end, year) = self.year_number(i)?;
        self.is_year(i, end)
            .then(|| self.stretch_of_year(i, end, Year::Said(year)))
    }

    /// What follows a year and belongs to it: `1988 third quarter`, `1989's first half`.
    fn stretch_of_year(&self, start: usize, end: usize, year: Year) -> Found {
        let j = if matches!(self.lower(end), "'s" | "’s") {
            end + 1
        } else {
            end
        };
        if let Some(mut found) = self.quarter(j, year) {
            found.start = start;
            return found;
        }
        if let Some(next) = self.any(end, |s| s == Sense::Period) {
            return Found::date(start, next, Point::SamePeriod(year));
        }
        if let Some((next, row, false)) = self.unit(end)
            && self.grain(row) == Grain::Quarter
        {
            return Found::date(start, next, Point::SamePeriod(year));
        }
        Found::date(start, end, Point::Year(year))
    }

    /// Whether a number that could be a year is one here.
    fn is_year(&self, i: usize, end: usize) -> bool {
        let after = self.lower(end);
        if self.words.no_year_before.contains(after)
            || self.has(end, |s| {
                matches!(
                    s,
                    Sense::Units(_) | Sense::Zone | Sense::Filler | Sense::Meridiem(_)
                )
            })
        {
            return false;
        }
        if i == self.base {
            return self.xpos(end) != Some(Xpos::Nns) && !self.is_clause_end(end)
                || self.is_comma(end);
        }
        let before = self.lower(i - 1);
        if self.words.no_year_after.contains(before) {
            return false;
        }
        if self.words.year_openers.contains(before) {
            return true;
        }
        !matches!(self.xpos(end), Some(Xpos::Nns))
            && !matches!(self.xpos(i - 1), Some(Xpos::Nnp | Xpos::Currency))
            || self.month_word(i - 1).is_some()
    }

    /// `1990s`, `the early 1990s`, `'90s`, `the nineties`.
    fn decade(&self, i: usize) -> Option<Found> {
        let start = i;
        let i = self.any(i, |s| s == Sense::The).unwrap_or(i);
        let i = if matches!(self.lower(i), "'" | "’" | "‘" | "`") {
            i + 1
        } else {
            i
        };
        let form = self.lower(i).trim_start_matches(['\'', '’', '‘']);
        let digits = form
            .strip_suffix('s')
            .map(|d| d.trim_end_matches(['\'', '’']));
        if let Some(digits) = digits
            && matches!(digits.len(), 2 | 4)
            && digits.ends_with('0')
            && let Ok(n) = digits.parse::<i32>()
        {
            let point = if digits.len() == 4 {
                Point::Decade(n)
            } else {
                Point::ShortDecade(n)
            };
            return Some(Found::date(start, i + 1, point));
        }
        let (end, tens) = self.reach(i, |s| match s {
            Sense::Decade(tens) => i32::try_from(tens).ok(),
            _ => None,
        })?;
        // "in his thirties" is an age.
        let is_time = i > start || self.edge_before(i);
        is_time.then(|| Found::date(start, end, Point::ShortDecade(tens)))
    }

    fn edge_before(&self, i: usize) -> bool {
        i > self.base
            && self.has(i - 1, |s| matches!(s, Sense::Edge(_)))
            && !(i >= 2 && self.has(i - 2, |s| s == Sense::Possessive))
    }

    // Days near the time of writing, and what "last", "this", "next" count.

    fn near_day(&self, i: usize) -> Option<Found> {
        if let Some((end, by)) = self.reach(i, |s| match s {
            Sense::Night(by) => Some(by),
            _ => None,
        }) {
            let mut found = Found::date(
                i,
                end,
                Point::Shift {
                    grain: Grain::Day,
                    by: i32::from(by),
                },
            );
            found.set_clock(Clock::Night);
            return Some(found);
        }
        let (end, by) = self.reach(i, |s| match s {
            Sense::Day(by) => Some(by),
            _ => None,
        })?;
        self.with_part(
            i,
            end,
            Point::Shift {
                grain: Grain::Day,
                by: i32::from(by),
            },
        )
    }

    fn deictic(&self, i: usize) -> Option<Found> {
        let the = self.any(i, |s| matches!(s, Sense::The | Sense::Possessive));
        let j = the.unwrap_or(i);
        if let Some(found) = self.contextual(i, j, the.is_some()) {
            return Some(found);
        }
        let (j, by) = self.deixis(j)?;
        let j = if self.is_hyphen(j) { j + 1 } else { j };
        if let Some((end, weekday)) = self.weekday(j) {
            if let Some(mut found) = self.weekday_led(j)
                && found.weekday.is_some()
            {
                found.start = i;
                return Some(found);
            }
            return self.with_part(
                i,
                end,
                Point::Weekday {
                    weekday,
                    which: Some(by),
                },
            );
        }
        if let Some((end, month)) = self.month_word(j) {
            let point = match self.month_day(end) {
                Some((end, day)) => {
                    return Some(Found::date(
                        i,
                        end,
                        Point::Day {
                            year: Year::Nearest(by),
                            month,
                            day,
                        },
                    ));
                }
                None => Point::Month {
                    year: Year::Nearest(by),
                    month,
                },
            };
            return Some(Found::date(i, end, point));
        }
        if let Some((end, part)) = self.part(j) {
            let mut found = Found::date(
                i,
                end,
                Point::Shift {
                    grain: Grain::Day,
                    by: i32::from(by),
                },
            );
            found.set_clock(Clock::Part(part));
            return Some(found);
        }
        for found in [
            self.feast(j, Year::Nearest(by)),
            self.season(j, Year::Nearest(by)),
        ] {
            if let Some(mut found) = found {
                found.start = i;
                return Some(found);
            }
        }
        let fiscal = self.any(j, |s| s == Sense::Fiscal);
        let j = fiscal.unwrap_or(j);
        if let Some(next) = self.any(j, |s| s == Sense::Period) {
            return Some(Found::date(i, next, Point::SamePeriod(Year::Context)));
        }
        if let Some(mut found) = self.quarter(j, Year::Unsaid) {
            found.start = i;
            return Some(found);
        }
        let (end, row, many) = self.unit(j)?;
        let grain = self.grain(row);
        if many || grain < Grain::Day {
            return None;
        }
        if grain == Grain::Year {
            let year = Year::Shift(by);
            let possessive = matches!(self.lower(end), "'s" | "’s");
            let found = self.stretch_of_year(i, end, year);
            if possessive && found.end > end + 1 || !possessive && found.end > end {
                return Some(found);
            }
            if possessive
                && let Some((next, row, false)) = self.unit(end + 1)
                && self.grain(row) == Grain::Quarter
            {
                return Some(Found::date(i, next, Point::SamePeriod(year)));
            }
        }
        let mut found = Found::date(
            i,
            end,
            Point::Shift {
                grain,
                by: i32::from(by),
            },
        );
        found.fiscal = fiscal.is_some();
        Some(found)
    }

    /// What counts from the time spoken of before: `the following day`, `that year`, `the next morning`.
    fn contextual(&self, start: usize, i: usize, the: bool) -> Option<Found> {
        let context = self.reach(i, |s| match s {
            Sense::Context(by) => Some((by, false)),
            Sense::Deixis(1) if the => Some((1, true)),
            _ => None,
        });
        let (mut j, (by, next)) = context?;
        if let Some(k) = self.any(j, |s| s == Sense::YearAgo) {
            return self.year_ago_behind(start, k);
        }
        if let Some(k) = self.any(j, |s| s == Sense::Fiscal) {
            j = k;
        }
        if let Some((end, part)) = self.part(j) {
            let mut found = Found::date(
                start,
                end,
                Point::FromContext {
                    grain: Grain::Day,
                    by: i32::from(by),
                },
            );
            found.set_clock(Clock::Part(part));
            return Some(found);
        }
        if !next
            && let Some((k, year)) = self
                .any(j, |s| s == Sense::Period)
                .and_then(|k| self.year_behind(k, false))
        {
            return Some(Found::date(start, k, Point::SamePeriod(year)));
        }
        let (end, row, many) = self.unit(j)?;
        let grain = self.grain(row);
        if many || grain < Grain::Day || (next && grain != Grain::Day) {
            return None;
        }
        if by == 0
            && let Some((k, year)) = self.year_behind(end, false)
        {
            return Some(Found::date(start, k, Point::SamePeriod(year)));
        }
        Some(Found::date(
            start,
            end,
            Point::FromContext {
                grain,
                by: i32::from(by),
            },
        ))
    }

    // Quarters, halves, centuries, seasons, feasts.

    fn quarter_led(&self, i: usize) -> Option<Found> {
        let j = self
            .any(i, |s| {
                matches!(s, Sense::The | Sense::Possessive | Sense::Article)
            })
            .unwrap_or(i);
        let mut found = if let Some((k, year)) = self.year_number(j) {
            match self.stretch_of_year(i, k, Year::Said(year)) {
                found if found.end > k && self.lower(k) != "'s" => found,
                _ => return None,
            }
        } else if let Some((k, by)) = self.deixis(j)
            && let Some((k, row, false)) = self.unit(k)
            && self.grain(row) == Grain::Year
        {
            self.quarter(k, Year::Shift(by))?
        } else {
            self.quarter(j, Year::Unsaid)?
        };
        found.start = i;
        Some(found)
    }

    /// `third quarter`, `fiscal first quarter`, `Q3`, `second half`, `20th century`, with the year behind it.
    fn quarter(&self, i: usize, year: Year) -> Option<Found> {
        let form = self.lower(i);
        let behind = |end: usize| match self.year_behind(end, false) {
            Some((end, said)) if year == Year::Unsaid => (end, said),
            _ => (end, year),
        };
        if let Some(n) = form.strip_prefix('q').and_then(|n| n.parse::<u8>().ok())
            && (1..=4).contains(&n)
        {
            let (end, year) = behind(i + 1);
            return Some(Found::date(i, end, Point::Quarter { year, n }));
        }
        let mut j = i;
        let mut fiscal = false;
        for _ in 0..2 {
            if let Some(k) = self.any(j, |s| s == Sense::Fiscal) {
                fiscal = true;
                j = if self.is_hyphen(k) { k + 1 } else { k };
            }
        }
        let (k, n) = self.ordinal(j)?;
        let n = u8::try_from(n).ok()?;
        let mut k = if self.is_hyphen(k) { k + 1 } else { k };
        if !fiscal && let Some(next) = self.any(k, |s| s == Sense::Fiscal) {
            fiscal = true;
            k = next;
        }
        let is_half = self.has(k, |s| s == Sense::Half) && self.token(k).is_some();
        let mut found = if is_half && n <= 2 {
            // "the first half" of a match is no time: a year or a possessive has to say so.
            let (end, year) = match self.half_of(k + 1) {
                Some(said) if year == Year::Unsaid => said,
                _ => (k + 1, year),
            };
            if year == Year::Unsaid && !fiscal {
                return None;
            }
            Found::date(i, end, Point::Half { year, n })
        } else {
            let (end, row, many) = self.unit(k)?;
            match self.grain(row) {
                Grain::Quarter if n <= 4 && !many => {
                    let (end, year) = behind(end);
                    Found::date(i, end, Point::Quarter { year, n })
                }
                Grain::Century if n >= 10 && !many => {
                    Found::date(i, end, Point::Century(i32::from(n)))
                }
                _ => return None,
            }
        };
        found.fiscal |= fiscal;
        Some(found)
    }

    fn half_of(&self, i: usize) -> Option<(usize, Year)> {
        if let Some(said) = self.year_behind(i, false) {
            return Some(said);
        }
        let j = if self.lower(i) == "of" {
            i + 1
        } else {
            return None;
        };
        let k = self.any(j, |s| s == Sense::The)?;
        let k = self.any(k, |s| s == Sense::Fiscal).unwrap_or(k);
        let (end, row, many) = self.unit(k)?;
        (!many && self.grain(row) == Grain::Year).then_some((end, Year::Shift(0)))
    }

    fn season(&self, i: usize, year: Year) -> Option<Found> {
        let start = i;
        let i = self.any(i, |s| s == Sense::The).unwrap_or(i);
        let (end, season) = self.reach(i, |s| match s {
            Sense::Season(row) => Some(row),
            _ => None,
        })?;
        if let Some((end, said)) = self.year_behind(end, false)
            && year == Year::Unsaid
        {
            return Some(Found::date(
                start,
                end,
                Point::Season { year: said, season },
            ));
        }
        let before = if i > self.base { self.lower(i - 1) } else { "" };
        let opened = year != Year::Unsaid || self.words.season_openers.contains(before);
        // "the fall of Saigon", "the spring was dry", "Prague Spring", "in the fall guy's"
        let named = self.is_capital(i) && i > self.base && self.is_capital(i - 1)
            || matches!(self.lower(end), "of" | "from" | "in")
            || matches!(self.token(i).map(|t| t.upos), Some(Upos::Verb))
            || matches!(self.xpos(end), Some(Xpos::Nnp | Xpos::Nnps)) && year == Year::Unsaid;
        (opened && (!named || year != Year::Unsaid))
            .then(|| Found::date(start, end, Point::Season { year, season }))
    }

    fn feast(&self, i: usize, year: Year) -> Option<Found> {
        let (end, feast) = self.reach(i, |s| match s {
            Sense::Feast(row) => Some(row),
            _ => None,
        })?;
        if !self.is_capital(i) {
            return None;
        }
        let (end, year) = match self.year_behind(end, true) {
            Some(said) if year == Year::Unsaid => said,
            _ => (end, year),
        };
        Some(Found::date(i, end, Point::Feast { year, feast }))
    }

    /// `year-earlier`, `the year-ago quarter`.
    fn year_ago(&self, i: usize) -> Option<Found> {
        let the = self.any(i, |s| s == Sense::The);
        let j = the.unwrap_or(i);
        // "a year-earlier loss": the article belongs to the loss.
        let k = self.any(j, |s| s == Sense::YearAgo)?;
        let spaced = !self.is_hyphen(j + 1) && k > j + 1;
        if spaced {
            return None;
        }
        let found = self.year_ago_behind(i, k)?;
        if found.end == k && the.is_some() {
            return Some(Found { start: j, ..found });
        }
        Some(found)
    }

    fn year_ago_behind(&self, start: usize, k: usize) -> Option<Found> {
        if let Some(found) = self.quarter(k, Year::Context) {
            let Meaning::Date {
                point: Point::Quarter { n, .. },
                ..
            } = found.meaning
            else {
                return None;
            };
            return Some(Found::date(
                start,
                found.end,
                Point::YearAgo { quarter: Some(n) },
            ));
        }
        let end = self
            .any(k, |s| s == Sense::Period)
            .or_else(|| {
                let (end, row, many) = self.unit(k)?;
                (!many && self.grain(row) >= Grain::Month).then_some(end)
            })
            .unwrap_or(k);
        Some(Found::date(start, end, Point::YearAgo { quarter: None }))
    }

    /// `the quarter`, `the weekend`, `the week of March 6`, `the year ended March 31`, `the night`.
    fn the_led(&self, i: usize) -> Option<Found> {
        let j = self.any(i, |s| s == Sense::The)?;
        if let Some(found) = self.year_led(j)
            && self.has(j, |s| matches!(s, Sense::Unit(_) | Sense::Fiscal))
        {
            return Some(Found { start: i, ..found });
        }
        let full = if self.lower(j) == "full" { j + 1 } else { j };
        let fiscal = self.any(full, |s| s == Sense::Fiscal);
        let (end, row, many) = self.unit(fiscal.unwrap_or(full))?;
        if many {
            return None;
        }
        let grain = self.grain(row);
        if self.lower(end) == "of"
            && grain == Grain::Week
            && let Some(found) = self.month_led(end + 1)
            && let Meaning::Date {
                point: Point::Day { year, month, day },
                ..
            } = found.meaning
        {
            return Some(Found::date(
                i,
                found.end,
                Point::WeekOf { year, month, day },
            ));
        }
        let bounded = matches!(self.lower(end), "ended" | "ending" | "to" | "through");
        if bounded && grain != Grain::Quarter && grain > Grain::Day {
            let meaning = Meaning::Duration {
                amount: Amount::of(1),
                row,
                hedge: None,
                deixis: None,
            };
            return Some(Found::new(i, end, meaning));
        }
        let before = if i > self.base { self.lower(i - 1) } else { "" };
        let during = matches!(before, "for" | "during" | "over" | "throughout" | "through");
        let mut found = match grain {
            Grain::Quarter if bounded && self.month_word(end + 1).is_some() => {
                let behind = self.month_led(end + 1)?;
                let Meaning::Date { point, .. } = behind.meaning else {
                    return None;
                };
                Found::date(i, end, Point::quarter_ended(point)?)
            }
            Grain::Quarter => Found::date(i, end, Point::SamePeriod(Year::Context)),
            Grain::Weekend => Found::date(i, end, Point::Weekend),
            Grain::Year | Grain::Month | Grain::Week if during => {
                Found::date(i, end, Point::Shift { grain, by: 0 })
            }
            _ => return None,
        };
        found.fiscal = fiscal.is_some();
        Some(found)
    }

    // Times of day and dates in digits.

    /// `10 p.m. EST Tuesday`, `noon`, `14:30 GMT`.
    fn clock(&self, i: usize) -> Option<Found> {
        let (mut end, mut clock) = self.clock_alone(i)?;
        if let Some(next) = self.any(end, |s| s == Sense::Zone) {
            end = next;
        } else if self.lower(end) == "("
            && let Some(next) = self.any(end + 1, |s| s == Sense::Zone)
            && self.lower(next) == ")"
        {
            end = next + 1;
        }
        let j = if self.is_comma(end) || self.lower(end) == "on" {
            end + 1
        } else {
            end
        };
        let day = self
            .weekday_led(j)
            .or_else(|| self.month_led(j))
            .or_else(|| self.near_day(j))
            .or_else(|| self.day_led(j))
            .or_else(|| self.deixis(j).and_then(|_| self.deictic(j)));
        if let Some(mut found) = day
            && matches!(
                found.meaning,
                Meaning::Date {
                    point: Point::Day { .. }
                        | Point::Weekday { .. }
                        | Point::Shift {
                            grain: Grain::Day,
                            ..
                        },
                    ..
                }
            )
        {
            // "noon Thursday", "10 p.m. Tuesday night"
            found.start = i;
            if let (Clock::At { hour, .. }, Some(Clock::Part(_) | Clock::Night)) =
                (&mut clock, found.clock())
                && *hour < 12
                && self.is_unmarked(i)
            {
                clock = found.clock().unwrap_or(clock);
            }
            found.set_clock(clock);
            return Some(found);
        }
        let mut found = Found::date(
            i,
            end,
            Point::Shift {
                grain: Grain::Day,
                by: 0,
            },
        );
        found.undated = true;
        found.set_clock(clock);
        Some(found)
    }

    fn is_unmarked(&self, i: usize) -> bool {
        self.lower(i).bytes().all(|b| b.is_ascii_digit())
            && !self.has(i + 1, |s| matches!(s, Sense::Meridiem(_)))
    }

    fn clock_alone(&self, i: usize) -> Option<(usize, Clock)> {
        let form = self.lower(i);
        if let Some((end, part)) = self.part(i) {
            // "noon" and "midnight" are times by themselves; "night" is not.
            let exact = self.words.parts.get(usize::from(part))?.value.contains(':');
            return exact.then_some((end, Clock::Part(part)));
        }
        let cut = form
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(form.len());
        let hour: u8 = form.get(..cut)?.parse().ok()?;
        let rest = form.get(cut..)?;
        if hour > 24 {
            // "2200 GMT"
            let n = self.plain_digits(i, 4)?;
            let (hour, minute) = (u8::try_from(n / 100).ok()?, u8::try_from(n % 100).ok()?);
            let zoned = self.any(i + 1, |s| s == Sense::Zone).is_some();
            return (zoned && hour < 24 && minute < 60).then_some((
                i + 1,
                Clock::At {
                    hour,
                    minute: Some(minute),
                },
            ));
        }
        if let Some(n) = self.plain_digits(i, 4)
            && self.any(i + 1, |s| s == Sense::Zone).is_some()
            && n % 100 < 60
        {
            let minute = u8::try_from(n % 100).ok();
            return Some((
                i + 1,
                Clock::At {
                    hour: u8::try_from(n / 100).ok()?,
                    minute,
                },
            ));
        }
        let (minute, suffix) = match rest.strip_prefix([':', '.']) {
            Some(rest) if rest.len() >= 2 => {
                let cut = rest
                    .find(|c: char| !c.is_ascii_digit())
                    .unwrap_or(rest.len());
                let minute: u8 = rest.get(..cut).filter(|m| m.len() == 2)?.parse().ok()?;
                (Some(minute).filter(|m| *m < 60), rest.get(cut..)?)
            }
            _ => (None, rest),
        };
        if rest.starts_with([':', '.']) && minute.is_none() {
            return None;
        }
        let glued = match suffix {
            "" => None,
            "am" | "a.m." | "a.m" => Some(false),
            "pm" | "p.m." | "p.m" => Some(true),
            _ => return None,
        };
        let marked = glued.map(|pm| (i + 1, pm)).or_else(|| {
            self.reach(i + 1, |s| match s {
                Sense::Meridiem(pm) => Some(pm),
                _ => None,
            })
        });
        if let Some((end, pm)) = marked {
            let hour = match (hour, pm) {
                (12, false) => 0,
                (h, true) if h < 12 => h + 12,
                (h, _) => h,
            };
            return Some((end, Clock::At { hour, minute }));
        }
        if let Some(end) = self.any(i + 1, |s| s == Sense::Oclock) {
            return Some((
                end,
                Clock::At {
                    hour,
                    minute: Some(0),
                },
            ));
        }
        let colon = rest.starts_with(':') && minute.is_some() && hour < 24;
        let zoned = self.any(i + 1, |s| s == Sense::Zone).is_some();
        let opened = i > self.base
            && matches!(
                self.lower(i - 1),
                "at" | "by"
                    | "around"
                    | "about"
                    | "until"
                    | "till"
                    | "from"
                    | "since"
                    | "before"
                    | "after"
                    | ","
            );
        (colon && (zoned || opened)).then_some((i + 1, Clock::At { hour, minute }))
    }

    /// `2011-04-08`, `4/8/2011`, `8.4.2011`, read from the text, however it was cut into tokens.
    fn numeric_date(&self, i: usize) -> Option<Found> {
        let start = self.token(i)?.span.start as usize;
        let rest = self.text.get(start..)?;
        if !rest.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let len = rest
            .bytes()
            .take(11)
            .take_while(|b| b.is_ascii_digit() || matches!(b, b'-' | b'/' | b'.'))
            .count();
        let form = rest.get(..len)?.trim_end_matches(['.', '-', '/']);
        let separator = form
            .find(['-', '/', '.'])
            .and_then(|at| form.get(at..=at))?;
        let mut parts = form.split(separator);
        let (a, b, c) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() {
            return None;
        }
        let (x, y, z): (u32, u32, u32) = (a.parse().ok()?, b.parse().ok()?, c.parse().ok()?);
        let (year, month, day, sure) = match (a.len(), separator, c.len()) {
            (4, _, 1 | 2) => (x, y, z, true),
            (1 | 2, "/", 2 | 4) if x > 12 => (z, y, x, true),
            (1 | 2, "/", 2 | 4) => (z, x, y, y > 12 || x == y),
            (1 | 2, ".", 4) => (z, y, x, true),
            (1 | 2, "-", 4) if x > 12 => (z, y, x, true),
            (1 | 2, "-", 4) => (z, x, y, y > 12 || x == y),
            _ => return None,
        };
        let year = i32::try_from(year).ok()?;
        // A two-digit year is of this century or the last: 70 and more of the last.
        let year = match c.len() {
            2 if a.len() < 4 => year + if year < 70 { 2000 } else { 1900 },
            _ => year,
        };
        let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
        crate::calendar::Day::from_ymd(year, month, day)?;
        if !(1000..=2999).contains(&year) {
            return None;
        }
        let stop = start + form.len();
        let mut end = i;
        while self
            .token(end)
            .is_some_and(|t| (t.span.start as usize) < stop)
        {
            end += 1;
        }
        let mut found = Found::date(
            i,
            end,
            Point::Day {
                year: Year::Said(year),
                month,
                day,
            },
        );
        found.unsure = !sure;
        Some(found)
    }
}
