//! Days and intervals of days.
//!
//! A [`Day`] is a civil (proleptic Gregorian) date without a zone. An
//! [`Interval`] is inclusive at both ends; an absent end is open.

use std::fmt;

use time::{Date, Month, Weekday};

/// A civil day, counted from 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i32);

/// Julian day number of 1970-01-01.
const EPOCH: i32 = 2_440_588;

impl Day {
    /// Returns the day of a civil date, or `None` where there is no such date.
    pub fn from_ymd(year: i32, month: u8, day: u8) -> Option<Self> {
        let month = Month::try_from(month).ok()?;
        let date = Date::from_calendar_date(year, month, day).ok()?;
        Some(Self(date.to_julian_day() - EPOCH))
    }

    /// Reads `YYYY-MM-DD`, ignoring a time of day behind it (`2026-05-25T08:00:00Z`).
    pub fn parse_iso(text: &str) -> Option<Self> {
        let date = text.get(..10)?;
        let mut parts = date.split('-');
        let year = parts.next().filter(|y| y.len() == 4)?.parse().ok()?;
        let month = parts.next().filter(|m| m.len() == 2)?.parse().ok()?;
        let day = parts.next().filter(|d| d.len() == 2)?.parse().ok()?;
        let rest = text.get(10..)?;
        if !(rest.is_empty() || rest.starts_with(['T', 't', ' '])) {
            return None;
        }
        Self::from_ymd(year, month, day)
    }

    /// Returns year, month (1–12) and day of the month (1–31).
    pub fn ymd(self) -> (i32, u8, u8) {
        let date = self.date();
        (date.year(), date.month().into(), date.day())
    }

    /// Returns the weekday, Monday = 0.
    pub fn weekday(self) -> u8 {
        self.date().weekday().number_days_from_monday()
    }

    /// Returns the English name of the weekday.
    pub fn weekday_name(self) -> &'static str {
        match self.date().weekday() {
            Weekday::Monday => "Monday",
            Weekday::Tuesday => "Tuesday",
            Weekday::Wednesday => "Wednesday",
            Weekday::Thursday => "Thursday",
            Weekday::Friday => "Friday",
            Weekday::Saturday => "Saturday",
            Weekday::Sunday => "Sunday",
        }
    }

    /// Returns the ISO 8601 week: week-numbering year and week (1–53).
    pub fn iso_week(self) -> (i32, u8) {
        let (year, week, _) = self.date().to_iso_week_date();
        (year, week)
    }

    /// Returns the day `days` later (earlier where negative).
    #[must_use]
    pub fn plus(self, days: i32) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// Returns the number of days of a month (28–31), or `None` where there is no such month.
    pub fn month_len(year: i32, month: u8) -> Option<u8> {
        Some(Month::try_from(month).ok()?.length(year))
    }

    /// Days far outside the calendar's range stand at its ends.
    fn date(self) -> Date {
        Date::from_julian_day(self.0.saturating_add(EPOCH)).unwrap_or(if self.0 < 0 {
            Date::MIN
        } else {
            Date::MAX
        })
    }
}

impl fmt::Display for Day {
    /// Writes ISO 8601, `2026-05-25`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

/// An inclusive range of days; an absent end is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, PartialOrd, Ord)]
pub struct Interval {
    /// First day, or open.
    pub from: Option<Day>,
    /// Last day, or open.
    pub to: Option<Day>,
}

impl Interval {
    /// Every day there is.
    pub const ALWAYS: Self = Self {
        from: None,
        to: None,
    };

    /// Returns the interval of `from` up to and including `to`.
    pub fn new(from: Day, to: Day) -> Self {
        Self {
            from: Some(from),
            to: Some(to),
        }
    }

    /// Returns the interval of one day.
    pub fn day(day: Day) -> Self {
        Self::new(day, day)
    }

    /// Returns a calendar month, or `None` where there is no such month.
    pub fn month(year: i32, month: u8) -> Option<Self> {
        let last = Day::month_len(year, month)?;
        Some(Self::new(
            Day::from_ymd(year, month, 1)?,
            Day::from_ymd(year, month, last)?,
        ))
    }

    /// Returns a calendar year, or `None` outside the calendar's range.
    pub fn year(year: i32) -> Option<Self> {
        Some(Self::new(
            Day::from_ymd(year, 1, 1)?,
            Day::from_ymd(year, 12, 31)?,
        ))
    }

    /// Returns whether no day lies in both.
    pub fn is_disjoint(self, other: Self) -> bool {
        self.is_before(other) || other.is_before(self)
    }

    /// Returns whether every day of `self` is earlier than every day of `other`.
    pub fn is_before(self, other: Self) -> bool {
        matches!((self.to, other.from), (Some(to), Some(from)) if to < from)
    }

    /// Returns the days in both, or `None` where there are none.
    #[must_use]
    pub fn intersection(self, other: Self) -> Option<Self> {
        let both = Self {
            from: self.from.max(other.from),
            to: match (self.to, other.to) {
                (Some(a), Some(b)) => Some(a.min(b)),
                (a, b) => a.or(b),
            },
        };
        (!self.is_disjoint(other)).then_some(both)
    }

    /// Returns whether every day of `other` lies in `self`.
    pub fn contains(self, other: Self) -> bool {
        let starts = self.from.is_none_or(|a| other.from.is_some_and(|b| a <= b));
        let ends = self.to.is_none_or(|a| other.to.is_some_and(|b| b <= a));
        starts && ends
    }

    /// Returns the interval with `days` more at each closed end.
    #[must_use]
    pub fn widened(self, days: i32) -> Self {
        Self {
            from: self.from.map(|d| d.plus(-days)),
            to: self.to.map(|d| d.plus(days)),
        }
    }

    /// Returns the single day, where the interval is one.
    pub fn as_day(self) -> Option<Day> {
        self.from.filter(|from| Some(*from) == self.to)
    }

    /// Returns the number of days, or `None` where an end is open.
    pub fn n_days(self) -> Option<i32> {
        Some(self.to?.0 - self.from?.0 + 1)
    }
}

/// English month names, January first.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl fmt::Display for Interval {
    /// Writes the interval as a reader would: `2026`, `February 2026`, `25 May 2026`, `1–7 May 2026` and so on.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let long = |d: Day| {
            let (y, m, day) = d.ymd();
            let month = MONTHS.get(usize::from(m) - 1).copied().unwrap_or("");
            format!("{day} {month} {y}")
        };
        match (self.from, self.to) {
            (None, None) => f.write_str("any day"),
            (Some(from), None) => write!(f, "on or after {}", long(from)),
            (None, Some(to)) => write!(f, "on or before {}", long(to)),
            (Some(from), Some(to)) if from == to => f.write_str(&long(from)),
            (Some(from), Some(to)) => {
                let (y, m, _) = from.ymd();
                if Self::year(y) == Some(*self) {
                    write!(f, "{y}")
                } else if Self::month(y, m) == Some(*self) {
                    let month = MONTHS.get(usize::from(m) - 1).copied().unwrap_or("");
                    write!(f, "{month} {y}")
                } else {
                    write!(f, "{} to {}", long(from), long(to))
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_count_from_the_epoch_and_know_their_weekday() {
        assert_eq!(Day::from_ymd(1970, 1, 1), Some(Day(0)));
        let day = Day::from_ymd(2026, 5, 25).unwrap_or(Day(0));
        assert_eq!(day.to_string(), "2026-05-25");
        assert_eq!(day.weekday_name(), "Monday");
        assert_eq!(Day::from_ymd(2026, 2, 29), None);
    }

    #[test]
    fn open_ends_are_never_disjoint_by_themselves() {
        let may = Interval::month(2026, 5).unwrap_or_default();
        let after = Interval {
            from: Day::from_ymd(2026, 6, 1),
            to: None,
        };
        assert!(may.is_disjoint(after));
        assert!(!Interval::ALWAYS.is_disjoint(after));
        assert_eq!(may.to_string(), "May 2026");
    }
}
