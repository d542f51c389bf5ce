//! Years and their parts: `fiscal 1989`, `the early 1990s`, `third quarter`, `last spring`, `year-earlier`.

use super::grammar::Scanner;
use super::meaning::{Found, Meaning, Point, Year};
use crate::lexicon::time::{Grain, Sense};
use crate::tokens::{Upos, Xpos};

impl Scanner<'_> {
    pub(super) fn year_led(&self, i: usize) -> Option<Found> {
        if let Some(found) = self.decade(i) {
            return Some(found);
        }
        // "fiscal 1989", "fiscal year 1989"
        if let Some(j) = self.any(i, |s| matches!(s, Sense::Fiscal)) {
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
        (self.plain_digits(i, 4).is_none() || self.is_year(i, end))
            .then(|| self.stretch_of_year(i, end, Year::Said(year)))
    }

    /// What follows a year and belongs to it: `1988 third quarter`, `1989's first half`.
    pub(super) fn stretch_of_year(&self, start: usize, end: usize, year: Year) -> Found {
        let j = if matches!(self.lower(end), "'s" | "’s") {
            end + 1
        } else {
            end
        };
        if let Some(mut found) = self.quarter(j, year) {
            found.start = start;
            return found;
        }
        if let Some(next) = self.any(end, |s| matches!(s, Sense::Period)) {
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
    pub(super) fn is_year(&self, i: usize, end: usize) -> bool {
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
    pub(super) fn decade(&self, i: usize) -> Option<Found> {
        let start = i;
        let i = self.any(i, |s| matches!(s, Sense::The)).unwrap_or(i);
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
            if digits.len() == 2 && self.is_age_decade(start) {
                return None;
            }
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
        let is_time = (i > start
            || self.has(i - usize::from(i > self.base), |s| {
                matches!(s, Sense::Edge(_))
            }))
            && !self.is_age_decade(start);
        is_time.then(|| Found::date(start, end, Point::ShortDecade(tens)))
    }

    /// "in his thirties", "her early 30s".
    pub(super) fn is_age_decade(&self, start: usize) -> bool {
        let from = start.saturating_sub(2).max(self.base);
        (from..start).any(|k| self.has(k, |s| matches!(s, Sense::Possessive)))
    }

    pub(super) fn quarter_led(&self, i: usize) -> Option<Found> {
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
        // "a third-quarter loss", "its third quarter": a determiner belongs to the noun, or to the one who has it.
        let hyphenated = (j..found.end).any(|k| self.is_hyphen(k)) && !found.fiscal;
        let the = self.has(i, |s| matches!(s, Sense::The));
        found.start = if the && !hyphenated { i } else { j };
        Some(found)
    }

    /// `third quarter`, `fiscal first quarter`, `Q3`, `second half`, `20th century`, with the year behind it.
    pub(super) fn quarter(&self, i: usize, year: Year) -> Option<Found> {
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
            if let Some(k) = self.any(j, |s| matches!(s, Sense::Fiscal)) {
                fiscal = true;
                j = if self.is_hyphen(k) { k + 1 } else { k };
            }
        }
        let (k, n) = self.ordinal(j)?;
        let n = u8::try_from(n).ok()?;
        let mut k = if self.is_hyphen(k) { k + 1 } else { k };
        if !fiscal && let Some(next) = self.any(k, |s| matches!(s, Sense::Fiscal)) {
            fiscal = true;
            k = next;
        }
        let is_half = self.has(k, |s| matches!(s, Sense::Half)) && self.token(k).is_some();
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

    pub(super) fn half_of(&self, i: usize) -> Option<(usize, Year)> {
        if let Some(said) = self.year_behind(i, false) {
            return Some(said);
        }
        let j = if self.lower(i) == "of" {
            i + 1
        } else {
            return None;
        };
        let k = self.any(j, |s| matches!(s, Sense::The))?;
        let k = self.any(k, |s| matches!(s, Sense::Fiscal)).unwrap_or(k);
        let (end, row, many) = self.unit(k)?;
        (!many && self.grain(row) == Grain::Year).then_some((end, Year::Shift(0)))
    }

    pub(super) fn season(&self, i: usize, year: Year) -> Option<Found> {
        let start = i;
        let i = self.any(i, |s| matches!(s, Sense::The)).unwrap_or(i);
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

    /// `year-earlier`, `the year-ago quarter`.
    pub(super) fn year_ago(&self, i: usize) -> Option<Found> {
        let the = self.any(i, |s| matches!(s, Sense::The));
        let j = the.unwrap_or(i);
        // "a year-earlier loss": the article belongs to the loss.
        let k = self.any(j, |s| matches!(s, Sense::YearAgo))?;
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

    pub(super) fn year_ago_behind(&self, start: usize, k: usize) -> Option<Found> {
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
            .any(k, |s| matches!(s, Sense::Period))
            .or_else(|| {
                let (end, row, many) = self.unit(k)?;
                (!many && self.grain(row) >= Grain::Month).then_some(end)
            })
            .unwrap_or(k);
        Some(Found::date(start, end, Point::YearAgo { quarter: None }))
    }
}
