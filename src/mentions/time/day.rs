//! Days and months: `Thursday, May 21, 2026`, `8 April`, `2011-04-08`, `yesterday`, `Thanksgiving`.

use super::grammar::Scanner;
use super::meaning::{Clock, Found, Meaning, Point, Year};
use crate::calendar::Day;
use crate::lexicon::time::{Grain, Kinds, Sense};
use crate::tokens::Xpos;

impl Scanner<'_> {
    pub(super) fn weekday(&self, i: usize) -> Option<(usize, u8)> {
        if !self.kinds(i).meets(Kinds::WEEKDAY) {
            return None;
        }
        self.reach(i, |s| match s {
            Sense::Weekday(w) => Some(w),
            _ => None,
        })
    }

    pub(super) fn short_weekday(&self, i: usize) -> Option<(usize, u8)> {
        if !self.kinds(i).meets(Kinds::SHORT_WEEKDAY) {
            return None;
        }
        let (end, weekday) = self.reach(i, |s| match s {
            Sense::ShortWeekday(w) => Some(w),
            _ => None,
        })?;
        self.is_capital(i).then_some((end, weekday))
    }

    /// A month's word, whatever stands beside it.
    pub(super) fn month_word(&self, i: usize) -> Option<(usize, u8)> {
        if !self.kinds(i).meets(Kinds::MONTH) {
            return None;
        }
        let (end, month) = self.reach(i, |s| match s {
            Sense::Month(m) => Some(m),
            _ => None,
        })?;
        let wary = self.words.wary_months.contains(self.lower(i));
        (!wary || self.is_capital(i)).then_some((end, month))
    }

    /// A day of the month in digits or as an ordinal.
    pub(super) fn month_day(&self, i: usize) -> Option<(usize, u8)> {
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

    /// The year behind a month or a quarter: `2011`, `, 2011`, `of 2011`, `last year`, `of this year`.
    pub(super) fn year_behind(&self, i: usize, comma: bool) -> Option<(usize, Year)> {
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
        if let Some(k) = self.any(j, |s| matches!(s, Sense::Fiscal))
            && let Some((end, year)) = self.year_number(k)
        {
            return Some((end, Year::Fiscal(year)));
        }
        let (k, by) = self.deixis(j)?;
        let (end, row, many) = self.unit(k)?;
        (!many && self.grain(row) == Grain::Year).then_some((end, Year::Shift(by)))
    }

    pub(super) fn weekday_led(&self, i: usize) -> Option<Found> {
        let full = self.weekday(i);
        let (j, weekday) = full.or_else(|| self.short_weekday(i))?;
        let k = if self.is_comma(j) { j + 1 } else { j };
        let k = if self.lower(k) == "the" { k + 1 } else { k };
        // "on Thursday (21 May 2026)": the date explains the day.
        let bracketed = full.is_some() && self.lower(k) == "(";
        let k = if bracketed { k + 1 } else { k };
        if let Some(mut found) = self.month_led(k).or_else(|| self.day_led(k))
            && matches!(
                found.meaning,
                Meaning::Date {
                    point: Point::Day { .. },
                    ..
                }
            )
            && (!bracketed || self.lower(found.end) == ")")
        {
            found.start = i;
            found.weekday = Some(weekday);
            return Some(found);
        }
        full?;
        Some(self.with_part(
            i,
            j,
            Point::Weekday {
                weekday,
                which: None,
            },
        ))
    }

    /// A day, with the part of the day behind it if there is one.
    pub(super) fn with_part(&self, start: usize, end: usize, point: Point) -> Found {
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
        found
    }

    pub(super) fn month_led(&self, i: usize) -> Option<Found> {
        let (j, month) = self.month_word(i)?;
        if let Some((k, day)) = self.month_day(j)
            && self.plain_digits(j, 4).is_none()
        {
            if let Some((end, year)) = self.year_behind(k, true) {
                return Some(Found::date(i, end, Point::Day { year, month, day }));
            }
            return Some(self.with_part(
                i,
                k,
                Point::Day {
                    year: Year::Unsaid,
                    month,
                    day,
                },
            ));
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
    pub(super) fn is_opened(&self, i: usize) -> bool {
        if self.is_prefixed(i) {
            return true;
        }
        let Some(before) = i.checked_sub(1).map(|k| self.lower(k)) else {
            return false;
        };
        let form = self.lower(i);
        let doubtful = self.words.doubtful_months.contains(form);
        // "March for Life", "in May Queen's garden"
        if matches!(self.lower(i + 1), "for" | "of")
            || doubtful && self.xpos(i + 1) == Some(Xpos::Nnp)
        {
            return false;
        }
        let weak = doubtful && self.words.doubtful_openers.contains(before);
        if self.words.month_openers.contains(before) && !weak {
            return true;
        }
        // "the end of May", "mid-May", "from March to May"
        if before == "of" && i >= 2 {
            return self.has(i - 2, |s| matches!(s, Sense::Ordinal(_)))
                || self.words.part_nouns.contains(self.lower(i - 2));
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
        !doubtful && self.xpos(i) == Some(Xpos::Nnp) && self.words.weak_openers.contains(before)
    }

    /// Days of one month that stands behind the last: `8-12 April`, `3 and 4 May`.
    pub(super) fn day_pair(&self, i: usize) -> Option<(Found, Found)> {
        let first = self
            .plain_digits(i, 1)
            .or_else(|| self.plain_digits(i, 2))?;
        let first = u8::try_from(first).ok().filter(|d| *d > 0)?;
        let second = self.day_led(self.joint(i + 1)?)?;
        let Some(Point::Day { year, month, day }) = second.point() else {
            return None;
        };
        let point = Point::Day {
            year,
            month,
            day: first,
        };
        (first < day).then(|| (Found::date(i, i + 1, point), second))
    }

    /// `8 April 2011`, `the 8th of April`.
    pub(super) fn day_led(&self, i: usize) -> Option<Found> {
        let start = i;
        let i = if self.has(i, |s| matches!(s, Sense::The)) {
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
        Some(self.with_part(
            start,
            end,
            Point::Day {
                year: Year::Unsaid,
                month,
                day,
            },
        ))
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

    pub(super) fn near_day(&self, i: usize) -> Option<Found> {
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
        Some(self.with_part(
            i,
            end,
            Point::Shift {
                grain: Grain::Day,
                by: i32::from(by),
            },
        ))
    }

    pub(super) fn feast(&self, i: usize, year: Year) -> Option<Found> {
        let (end, feast) = self.reach(i, |s| match s {
            Sense::Feast(row) => Some(row),
            _ => None,
        })?;
        // "Holocaust Memorial Day" is another one.
        let longer = i > self.base && year == Year::Unsaid && self.xpos(i - 1) == Some(Xpos::Nnp);
        if !self.is_capital(i) || longer {
            return None;
        }
        let (end, year) = match self.year_behind(end, true) {
            Some(said) if year == Year::Unsaid => said,
            _ => (end, year),
        };
        Some(Found::date(i, end, Point::Feast { year, feast }))
    }

    /// `2011-04-08`, `4/8/2011`, `8.4.2011`, read from the text, however it was cut into tokens.
    pub(super) fn numeric_date(&self, i: usize) -> Option<Found> {
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
        let (one, two, three) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() {
            return None;
        }
        let lens = (one.len(), separator, three.len());
        let (one, two, three): (u32, u32, u32) =
            (one.parse().ok()?, two.parse().ok()?, three.parse().ok()?);
        let (year, month, day, sure) = match lens {
            (4, _, 1 | 2) => (one, two, three, true),
            (1 | 2, "/", 2 | 4) | (1 | 2, "-", 4) if one > 12 => (three, two, one, true),
            // An American's month comes first; whether this is one's is unsure.
            (1 | 2, "/", 2 | 4) | (1 | 2, "-", 4) => (three, one, two, two > 12 || one == two),
            (1 | 2, ".", 4) => (three, two, one, true),
            _ => return None,
        };
        let year = i32::try_from(year).ok()?;
        // A two-digit year is of this century or the last: 70 and more of the last.
        let year = match lens {
            (1 | 2, _, 2) => year + if year < 70 { 2000 } else { 1900 },
            _ => year,
        };
        let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
        Day::from_ymd(year, month, day)?;
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
