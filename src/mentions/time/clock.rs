//! Times of day: `10 p.m. EST Tuesday`, `noon`, `mid-afternoon yesterday`.

use super::grammar::Scanner;
use super::meaning::{Clock, Found, Meaning, Point};
use crate::lexicon::time::{Edge, Grain, Hedge, Kinds, Sense};

impl Scanner<'_> {
    /// `around 7:15 p.m.`, `about noon`, `around Nov. 1`.
    pub(super) fn hedged_time(&self, i: usize) -> Option<Found> {
        let (j, hedge) = self.hedge(i)?;
        if hedge != Hedge::About || self.lower(i) == "some" {
            return None;
        }
        let mut found = self.clock(j).or_else(|| self.month_led(j))?;
        found.start = i;
        found.edge = Some(Edge::Some);
        Some(found)
    }

    /// A part of a day, and its day if that follows: `mid-afternoon yesterday`.
    pub(super) fn part_of_day(&self, i: usize) -> Option<Found> {
        let (end, part) = self.part(i)?;
        Some(self.clock_on(i, end, Clock::Part(part)))
    }

    pub(super) fn part(&self, i: usize) -> Option<(usize, u8)> {
        if !self.kinds(i).meets(Kinds::PART) {
            return None;
        }
        self.reach(i, |s| match s {
            Sense::Part(p) => Some(p),
            _ => None,
        })
    }

    /// `10 p.m. EST Tuesday`, `noon`, `14:30 GMT`.
    pub(super) fn clock(&self, i: usize) -> Option<Found> {
        let (mut end, clock) = self.clock_alone(i)?;
        if let Some(next) = self.any(end, |s| matches!(s, Sense::Zone)) {
            end = next;
        } else if self.lower(end) == "("
            && let Some(next) = self.any(end + 1, |s| matches!(s, Sense::Zone))
            && self.lower(next) == ")"
        {
            end = next + 1;
        }
        Some(self.clock_on(i, end, clock))
    }

    /// A time of day, with the day that may follow it.
    pub(super) fn clock_on(&self, start: usize, end: usize, clock: Clock) -> Found {
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
            && let Meaning::Date {
                point,
                clock: of_day,
            } = found.meaning
            && matches!(
                point,
                Point::Day { .. }
                    | Point::Weekday { .. }
                    | Point::Shift {
                        grain: Grain::Day,
                        ..
                    }
            )
        {
            found.start = start;
            // "7 Tuesday evening" has no hour by itself.
            let vague = matches!(clock, Clock::At { hour: ..12, .. }) && self.is_unmarked(start);
            found.set_clock(of_day.filter(|_| vague).unwrap_or(clock));
            return found;
        }
        let mut found = Found::date(
            start,
            end,
            Point::Shift {
                grain: Grain::Day,
                by: 0,
            },
        );
        found.undated = true;
        found.set_clock(clock);
        found
    }

    pub(super) fn is_unmarked(&self, i: usize) -> bool {
        self.lower(i).bytes().all(|b| b.is_ascii_digit())
            && !self.has(i + 1, |s| matches!(s, Sense::Meridiem(_)))
    }

    pub(super) fn clock_alone(&self, i: usize) -> Option<(usize, Clock)> {
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
            let zoned = self.any(i + 1, |s| matches!(s, Sense::Zone)).is_some();
            return (zoned && hour < 24 && minute < 60).then_some((
                i + 1,
                Clock::At {
                    hour,
                    minute: Some(minute),
                },
            ));
        }
        if let Some(n) = self.plain_digits(i, 4)
            && self.any(i + 1, |s| matches!(s, Sense::Zone)).is_some()
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
        if let Some(end) = self.any(i + 1, |s| matches!(s, Sense::Oclock)) {
            return Some((
                end,
                Clock::At {
                    hour,
                    minute: Some(0),
                },
            ));
        }
        let colon = rest.starts_with(':') && minute.is_some() && hour < 24;
        let zoned = self.any(i + 1, |s| matches!(s, Sense::Zone)).is_some();
        let opened = i > self.base && self.words.clock_openers.contains(self.lower(i - 1));
        (colon && (zoned || opened)).then_some((i + 1, Clock::At { hour, minute }))
    }
}
