//! Lengths: `three weeks`, `two weeks ago`, `the past three days`, `decades-long`.

use super::grammar::{AMOUNTS, Scanner};
use super::meaning::{Amount, Found, Meaning, Point, Step};
use crate::lexicon::time::{Grain, Hedge, Kinds, Sense, TimeRelation};
use crate::tokens::Xpos;

impl Scanner<'_> {
    pub(super) fn amount(&self, i: usize) -> Option<(usize, Amount)> {
        if !self.kinds(i).meets(AMOUNTS) {
            return None;
        }
        if let Some(end) = self.any(i, |s| matches!(s, Sense::Couple)) {
            return Some((end, Amount::of(2)));
        }
        if let Some(end) = self.any(i, |s| matches!(s, Sense::VagueNumber)) {
            return Some((end, Amount::default()));
        }
        if let Some(end) = self.any(i, |s| matches!(s, Sense::Half)) {
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
            if let Some(end) = self.any(j, |s| matches!(s, Sense::AndAHalf)) {
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
        if self.has(i, |s| matches!(s, Sense::Article)) {
            return Some((i + 1, Amount::of(1)));
        }
        None
    }

    /// A unit's word: end, table row, whether it is a plural.
    pub(super) fn unit(&self, i: usize) -> Option<(usize, u8, bool)> {
        if !self.kinds(i).meets(Kinds::UNIT.or(Kinds::UNITS)) {
            return None;
        }
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
    pub(super) fn length(&self, i: usize) -> Option<(usize, Amount, u8)> {
        let (mut j, mut amount) = self.amount(i)?;
        let is_article = j == i + 1 && self.has(i, |s| matches!(s, Sense::Article));
        let hyphen = self.is_hyphen(j);
        if hyphen {
            j += 1;
        }
        for _ in 0..2 {
            if self.unit(j).is_none() && self.has(j, |s| matches!(s, Sense::Filler)) {
                j += 1;
            }
        }
        let (mut end, row, many) = self.unit(j)?;
        let grain = self.grain(row);
        // "a second" is rarely a length, "a quarter" a fraction, and so are "three-quarters".
        if is_article && (many || matches!(grain, Grain::Second | Grain::Quarter)) {
            return None;
        }
        if grain == Grain::Quarter && (hyphen && many || self.year_number(i).is_some()) {
            return None;
        }
        // "a year-earlier loss"
        if !hyphen && self.any(j, |s| matches!(s, Sense::YearAgo)).is_some() && self.is_hyphen(end)
        {
            return None;
        }
        if self.has(j, |s| matches!(s, Sense::Ordinal(_))) && !many && self.unit(end).is_some() {
            return None;
        }
        if let Some(next) = self.any(end, |s| matches!(s, Sense::AndAHalf)) {
            amount.tenths = amount.tenths.map(|t| t.saturating_add(5));
            end = next;
        }
        if let Some(next) = self.any(end, |s| matches!(s, Sense::OrSo)) {
            end = next;
        }
        Some((end, amount, row))
    }

    pub(super) fn is_age(&self, end: usize) -> Option<usize> {
        self.any(end, |s| matches!(s, Sense::Old))
    }

    pub(super) fn hedge(&self, i: usize) -> Option<(usize, Hedge)> {
        if !self.kinds(i).meets(Kinds::HEDGE) {
            return None;
        }
        self.reach(i, |s| match s {
            Sense::Hedge(hedge) => Some(hedge),
            _ => None,
        })
    }

    /// Expressions with a length in them: durations, `two weeks ago`, `a year earlier`, `the past three days`.
    pub(super) fn duration_like(&self, i: usize) -> Option<Step> {
        let mut start = i;
        let (mut j, mut hedge) = match self.hedge(i) {
            Some((end, hedge)) if self.length(i).is_none() => (end, Some(hedge)),
            _ => (i, None),
        };
        let the = self.any(j, |s| matches!(s, Sense::The));
        let article = match self.length(j) {
            None => self.any(j, |s| matches!(s, Sense::Article)),
            Some(_) => None,
        };
        let determiner = the
            .or_else(|| self.any(j, |s| matches!(s, Sense::Possessive)))
            .or(article);
        if (determiner.is_some() && hedge.is_some())
            || article.is_some_and(|k| self.digits(k).is_none() && self.number(k).is_none())
        {
            return None;
        }
        j = determiner.unwrap_or(j);
        let mut deixis = None;
        let mut ordinal = false;
        if let Some((end, by)) = self.deixis(j)
            && self.amount(end).is_some()
        {
            deixis = Some(by);
            j = end;
        } else if let Some((end, n)) = self.ordinal(j)
            && n <= 2
            && the.is_some()
            && (self.amount(end).is_some() || self.unit(end).is_some_and(|(_, _, many)| many))
        {
            ordinal = true;
            j = end;
        }
        let (end, amount, row) = match self.length(j) {
            Some(length) => length,
            None if ordinal => self
                .unit(j)
                .map(|(end, row, _)| (end, Amount::default(), row))
                .filter(|(_, _, row)| self.grain(*row) != Grain::Quarter)?,
            None => return None,
        };
        if let Some(skip) = self.is_age(end) {
            return Some(Step::Skip(skip));
        }
        if hedge.is_none() && i > self.base && self.words.within.contains(self.lower(i - 1)) {
            hedge = Some(Hedge::AtMost);
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
        // "the 14-day delay", "a three-year period": a determiner belongs to the noun.
        let compound = (j..end).any(|k| self.is_hyphen(k))
            && self
                .amount(j)
                .is_some_and(|(k, a)| self.is_hyphen(k) && a.to.is_none());
        if compound && let Some(next) = self.any(end, |s| matches!(s, Sense::LengthNoun)) {
            let meaning = Meaning::Duration {
                amount,
                row,
                hedge,
                deixis,
            };
            return Some(Step::Found(Found::new(
                if the.or(article).is_none() { j } else { i },
                next,
                meaning,
            )));
        }
        if determiner.is_some() && (compound || the.is_none()) {
            start = j;
        }
        let i = start;
        // "a few days ago", "a year earlier", "two weeks later"
        if let Some(next) = self.any(end, |s| matches!(s, Sense::Ago)) {
            let point = Point::Ago { amount, row, hedge };
            return Some(Step::Found(Found::date(i, next, point)));
        }
        if let Some(next) = self.any(end, |s| matches!(s, Sense::Earlier))
            && self.is_adverb(end, next)
        {
            let point = Point::Earlier { amount, row, hedge };
            return Some(Step::Found(Found::date(i, next, point)));
        }
        let article = j + 1 == end - 1 && self.has(j, |s| matches!(s, Sense::Article));
        // "Held a vote a month after the curfew": counted from something, no rate.
        let counted = self.has(end, |s| {
            matches!(
                s,
                Sense::Relation(TimeRelation::After | TimeRelation::Before) | Sense::Later
            )
        });
        if article && !counted && self.is_rate(i) {
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

    /// Whether a word behind a length is no preposition ("two weeks before the vote").
    pub(super) fn is_adverb(&self, i: usize, end: usize) -> bool {
        end > i + 1 || self.xpos(i) != Some(Xpos::In) || self.is_clause_end(end)
    }

    /// "three times a week", "$5 million a year".
    pub(super) fn is_rate(&self, i: usize) -> bool {
        i.checked_sub(1).is_some_and(|k| {
            self.words.times.contains(self.lower(k))
                || matches!(self.xpos(k), Some(Xpos::Nn | Xpos::Nns | Xpos::Cd))
        })
    }

    pub(super) fn bare_units(&self, i: usize) -> Option<Found> {
        // "decades-long", "day-long"
        let (end, row, many) = self.unit(i)?;
        let lasting = self.is_hyphen(end) && self.has(end + 1, |s| matches!(s, Sense::Filler));
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
        let mut end = if lasting { end + 2 } else { end };
        if many && self.grain(row) == Grain::Quarter {
            return None;
        }
        // "weeks or months"
        if many
            && self.has(end, |s| matches!(s, Sense::And))
            && let Some((next, _, true)) = self.unit(end + 1)
        {
            end = next;
        }
        if let Some(next) = self.any(end, |s| matches!(s, Sense::Ago)) {
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
}
