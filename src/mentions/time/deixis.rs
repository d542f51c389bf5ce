//! What counts from the time of writing or from the time spoken of: `last week`, `this year's third quarter`, `the following day`, `the weekend`.

use super::grammar::Scanner;
use super::meaning::{Amount, Clock, Found, Meaning, Point, Year};
use crate::lexicon::time::{Grain, Kinds, Reference, Sense};

impl Scanner<'_> {
    /// The whole of a named unit behind "the end of": `the year`.
    pub(super) fn whole(&self, i: usize) -> Option<Found> {
        let j = self.any(i, |s| matches!(s, Sense::The))?;
        let (end, row, many) = self.unit(j)?;
        let grain = self.grain(row);
        (!many && grain > Grain::Hour).then(|| Found::date(i, end, Point::Shift { grain, by: 0 }))
    }

    pub(super) fn deixis(&self, i: usize) -> Option<(usize, i8)> {
        if !self.kinds(i).meets(Kinds::DEIXIS) {
            return None;
        }
        self.reach(i, |s| match s {
            Sense::Deixis(by) => Some(by),
            _ => None,
        })
    }

    pub(super) fn deictic(&self, i: usize) -> Option<Found> {
        let the = self.any(i, |s| matches!(s, Sense::The | Sense::Possessive));
        let j = the.unwrap_or(i);
        if let Some(found) = self.contextual(i, j, the.is_some()) {
            return Some(found);
        }
        let i = if self.has(i, |s| matches!(s, Sense::Possessive)) {
            j
        } else {
            i
        };
        let (j, by) = self.deixis(j)?;
        let j = if self.is_hyphen(j) { j + 1 } else { j };
        if let Some((end, weekday)) = self.weekday(j) {
            if let Some(mut found) = self.weekday_led(j)
                && found.weekday.is_some()
            {
                found.start = i;
                return Some(found);
            }
            return Some(self.with_part(
                i,
                end,
                Point::Weekday {
                    weekday,
                    which: Some(by),
                },
            ));
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
        let named = self
            .feast(j, Year::Nearest(by))
            .or_else(|| self.season(j, Year::Nearest(by)));
        if let Some(found) = named {
            return Some(Found { start: i, ..found });
        }
        let fiscal = self.any(j, |s| matches!(s, Sense::Fiscal));
        let j = fiscal.unwrap_or(j);
        if let Some(next) = self.any(j, |s| matches!(s, Sense::Period)) {
            return Some(Found::date(i, next, Point::Period));
        }
        if let Some(mut found) = self.quarter(j, Year::Unsaid) {
            found.start = i;
            return Some(found);
        }
        let (end, row, many) = self.unit(j)?;
        let grain = self.grain(row);
        if many && by < 0 && grain >= Grain::Day {
            return Some(Found::new(i, end, Meaning::Reference(Reference::Past)));
        }
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
    pub(super) fn contextual(&self, start: usize, i: usize, the: bool) -> Option<Found> {
        let context = self.reach(i, |s| match s {
            Sense::Context(by) => Some((by, false)),
            Sense::Deixis(1) if the => Some((1, true)),
            _ => None,
        });
        let (mut j, (by, next)) = context?;
        if let Some(k) = self.any(j, |s| matches!(s, Sense::YearAgo)) {
            return self.year_ago_behind(start, k);
        }
        if let Some(k) = self.any(j, |s| matches!(s, Sense::Fiscal)) {
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
                .any(j, |s| matches!(s, Sense::Period))
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

    /// `the quarter`, `the weekend`, `the week of March 6`, `the year ended March 31`, `the night`.
    pub(super) fn the_led(&self, i: usize) -> Option<Found> {
        let j = self.any(i, |s| matches!(s, Sense::The))?;
        if let Some(found) = self.year_led(j)
            && self.has(j, |s| matches!(s, Sense::Unit(_) | Sense::Fiscal))
        {
            return Some(Found { start: i, ..found });
        }
        let full = self.any(j, |s| matches!(s, Sense::Filler)).unwrap_or(j);
        let fiscal = self.any(full, |s| matches!(s, Sense::Fiscal));
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
        let bounded = self.words.bounded.contains(self.lower(end));
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
        let during = self.words.stretch_openers.contains(before);
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
}
