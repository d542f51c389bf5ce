//! Days on a line: where each stands, where the line is cut, and what is written below it.
//!
//! A stretch without any date that is far longer than all the others together
//! is cut out, and the cut is drawn. Each part between two cuts has a scale of
//! its own: it is as wide as the share of dates that fall into it. All is
//! reckoned in whole units (pixels, columns), the same on every machine.

use super::label;
use crate::calendar::{Day, Interval};

/// Shorter stretches without a date count as this long, so that two dates half a year apart are not cut apart.
const LEAST_STRETCH: i64 = 60;
/// How many times as long as all shorter ones together a stretch is that is cut out.
const FAR: i64 = 3;
/// Cuts at most, where there is room for them; those of the longest stretches.
const MAX_CUTS: i64 = 5;

/// Days drawn before the first and behind the last date of a part, at most.
const MAX_AIR: i64 = 30;

/// What the line has room for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room {
    /// All of it.
    pub(super) width: i64,
    /// A cut.
    pub(super) cut: i64,
    /// The least of a part.
    pub(super) part: i64,
    /// A letter of a tick's label.
    pub(super) letter: i64,
}

/// The line. See the [module](self).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Axis {
    parts: Vec<Part>,
}

/// A stretch of days drawn to one scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Part {
    /// Where it is drawn from.
    from: i64,
    /// The first day with a date.
    first: i64,
    /// Behind the last day.
    until: i64,
    /// Where it begins.
    start: i64,
    /// How wide it is.
    width: i64,
}

/// A mark below the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tick {
    /// Where.
    pub(super) at: i64,
    /// What is written there; empty where there is no room.
    pub(super) label: String,
}

/// A stretch that is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cut {
    /// Where it begins.
    pub(super) start: i64,
    /// Where it ends.
    pub(super) end: i64,
    /// How long it is: `78 years`.
    pub(super) length: String,
}

impl Axis {
    /// Lays out the days; `None` where there are none.
    pub(super) fn new(days: impl Iterator<Item = Day>, room: Room) -> Option<Self> {
        let mut all: Vec<i64> = days.map(|d| i64::from(d.0)).collect();
        all.sort_unstable();
        let mut distinct = all.clone();
        distinct.dedup();
        // A tenth is left to share out.
        let n_cuts = (room.width * 9 / 10 - room.part) / (room.part + room.cut);
        let n_cuts = usize::try_from(n_cuts.clamp(0, MAX_CUTS)).unwrap_or(0);
        let cuts = cuts(&distinct, n_cuts);
        let mut groups: Vec<Vec<i64>> = Vec::new();
        for day in all {
            match groups.last_mut() {
                Some(group) if group.last().is_some_and(|l| !cuts.contains(&(*l, day))) => {
                    group.push(day);
                }
                _ => groups.push(vec![day]),
            }
        }
        let n_parts = i64::try_from(groups.len()).ok().filter(|n| *n > 0)?;
        let n_days = i64::try_from(groups.iter().map(Vec::len).sum::<usize>()).ok()?;
        let free = room.width - (n_parts - 1) * room.cut - n_parts * room.part;
        let mut start = 0;
        let mut parts = Vec::new();
        for group in groups {
            let (first, last) = (*group.first()?, *group.last()?);
            let air = ((last - first) / 40).clamp(1, MAX_AIR);
            let share = i64::try_from(group.len()).ok()?;
            let width = room.part + free.max(0) * share / n_days;
            parts.push(Part {
                from: first - air,
                first,
                until: last + 1 + air,
                start,
                width,
            });
            start += width + room.cut;
        }
        // What the division left over.
        if let Some(last) = parts.last_mut() {
            last.width = (room.width - last.start).max(1);
        }
        Some(Self { parts })
    }

    /// Returns where a day begins.
    pub(super) fn start_of(&self, day: Day) -> i64 {
        self.at(i64::from(day.0))
    }

    /// Returns where a day ends.
    pub(super) fn end_of(&self, day: Day) -> i64 {
        self.at(i64::from(day.0) + 1)
    }

    fn at(&self, day: i64) -> i64 {
        let part = self
            .parts
            .iter()
            .rfind(|p| p.from <= day)
            .or(self.parts.first());
        part.map_or(0, |p| {
            p.start + (day.clamp(p.from, p.until) - p.from) * p.width / (p.until - p.from)
        })
    }

    /// Returns the stretches that are left out.
    pub(super) fn cuts(&self) -> Vec<Cut> {
        self.parts
            .iter()
            .zip(self.parts.iter().skip(1))
            .map(|(a, b)| Cut {
                start: a.start + a.width,
                end: b.start,
                length: label::length(i32::try_from(b.from - a.until).unwrap_or(0)),
            })
            .collect()
    }

    /// Returns the marks below the line, from left to right; labels overlap neither each other nor, as far as that
    /// leaves each part one, a cut.
    pub(super) fn ticks(&self, room: Room) -> Vec<Tick> {
        let mut ticks = Vec::new();
        let behind = self.parts.iter().skip(1).map(|p| p.start);
        for (part, next) in self.parts.iter().zip(behind.chain([room.width])) {
            let mut free_from = part.start;
            for (day, label) in part.marks(room) {
                let at = self.at(day);
                let wide = room.letter * i64::try_from(label.chars().count()).unwrap_or(0);
                let is_first = free_from == part.start;
                let end = if is_first {
                    next
                } else {
                    part.start + part.width
                };
                let fits = at >= free_from && at + wide <= end;
                if fits {
                    free_from = at + wide + 2 * room.letter;
                }
                ticks.push(Tick {
                    at,
                    label: if fits { label } else { String::new() },
                });
            }
        }
        ticks
    }
}

impl Part {
    /// Returns the days that are marked: those of the finest step whose labels have room, at least one.
    fn marks(self, room: Room) -> Vec<(i64, String)> {
        let span = self.until - self.from;
        let fits = |step: &&Step| step.days() * self.width / span >= room.letter * step.letters();
        let step = Step::ALL.iter().find(fits);
        let marks = step.map_or_else(Vec::new, |step| step.within(self.from, self.until));
        if marks.is_empty() {
            // As exactly as there is room for.
            let wide = |text: &String| i64::try_from(text.chars().count()).unwrap_or(0);
            let before = (self.first - self.from) * self.width / span;
            let has_room = |text: &String| before + wide(text) * room.letter <= self.width;
            return day(self.first).map_or_else(Vec::new, |d| {
                let labels = [label::day(d), label::month_of(d), d.ymd().0.to_string()];
                let label = labels.into_iter().find(has_room).unwrap_or_default();
                vec![(self.first, label)]
            });
        }
        marks
    }
}

/// How far apart marks are.
#[derive(Debug, Clone, Copy)]
enum Step {
    Days,
    /// The first, 8th, 15th and 22nd.
    Weeks,
    Months(u8),
    Years(i32),
}

impl Step {
    const ALL: [Self; 12] = [
        Self::Days,
        Self::Weeks,
        Self::Months(1),
        Self::Months(2),
        Self::Months(3),
        Self::Months(6),
        Self::Years(1),
        Self::Years(2),
        Self::Years(5),
        Self::Years(10),
        Self::Years(50),
        Self::Years(200),
    ];

    fn days(self) -> i64 {
        match self {
            Self::Days => 1,
            Self::Weeks => 7,
            Self::Months(n) => 30 * i64::from(n),
            Self::Years(n) => 365 * i64::from(n),
        }
    }

    /// Returns the letters of the longest label, and the air behind it.
    fn letters(self) -> i64 {
        match self {
            Self::Days | Self::Weeks => 13,
            Self::Months(_) => 10,
            Self::Years(_) => 6,
        }
    }

    /// Returns the marks in `from..until` with their labels.
    fn within(self, from: i64, until: i64) -> Vec<(i64, String)> {
        let (Some(first), Some(last)) = (day(from), day(until)) else {
            return Vec::new();
        };
        let (first, last) = (first.ymd(), last.ymd());
        let mut marks = Vec::new();
        let mut mark = |at: Option<Day>, label: fn(Day) -> String| {
            if let Some(at) = at
                && (from..until).contains(&i64::from(at.0))
            {
                marks.push((i64::from(at.0), label(at)));
            }
        };
        for year in first.0..=last.0 {
            match self {
                Self::Years(n) => {
                    if year % n == 0 {
                        mark(Day::from_ymd(year, 1, 1), |d| d.ymd().0.to_string());
                    }
                }
                Self::Months(n) => {
                    for month in (1..=12).step_by(usize::from(n)) {
                        mark(Day::from_ymd(year, month, 1), label::month_of);
                    }
                }
                Self::Weeks => {
                    for month in 1..=12 {
                        for at in [1, 8, 15, 22] {
                            mark(Day::from_ymd(year, month, at), label::day);
                        }
                    }
                }
                Self::Days => {
                    for month in 1..=12 {
                        for at in 1..=31 {
                            mark(Day::from_ymd(year, month, at), label::day);
                        }
                    }
                }
            }
        }
        marks
    }
}

fn day(day: i64) -> Option<Day> {
    i32::try_from(day).ok().map(Day)
}

/// Returns the stretches to cut out, by the days on either side: the shortest that is far longer than all shorter
/// ones together, and all longer ones; the longest where that is too many.
fn cuts(days: &[i64], most: usize) -> Vec<(i64, i64)> {
    let mut stretches: Vec<(i64, (i64, i64))> = days
        .iter()
        .zip(days.iter().skip(1))
        .map(|(a, b)| (b - a, (*a, *b)))
        .collect();
    stretches.sort_unstable();
    let mut shorter = 0;
    let first = stretches.iter().position(|(length, _)| {
        let is_far = *length > FAR * shorter.max(LEAST_STRETCH);
        shorter += length;
        is_far
    });
    let first = first.unwrap_or(stretches.len());
    stretches
        .into_iter()
        .skip(first)
        .rev()
        .take(most)
        .map(|(_, ends)| ends)
        .collect()
}

/// Returns the ends of an interval that are not open.
pub(super) fn ends(days: Interval) -> impl Iterator<Item = Day> {
    days.from.into_iter().chain(days.to)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOM: Room = Room {
        width: 600,
        cut: 30,
        part: 60,
        letter: 6,
    };

    fn day(text: &str) -> Day {
        Day::parse_iso(text).unwrap_or(Day(0))
    }

    fn axis(days: &[&str]) -> Axis {
        let parts = Vec::new();
        Axis::new(days.iter().map(|d| day(d)), ROOM).unwrap_or(Axis { parts })
    }

    #[test]
    fn days_keep_their_order_and_stay_inside() {
        let days = ["1948-05-14", "2031-03-01", "2031-03-09", "2031-06-30"];
        let axis = axis(&days);
        let mut last = 0;
        for d in days {
            let (start, end) = (axis.start_of(day(d)), axis.end_of(day(d)));
            assert!(last < start && start < end && end <= ROOM.width, "{d}");
            last = end;
        }
    }

    #[test]
    fn an_outlier_is_cut_off_and_told() {
        let cut = axis(&["1948-05-14", "2031-03-01", "2031-03-09", "2031-06-30"]).cuts();
        let lengths: Vec<&str> = cut.iter().map(|c| c.length.as_str()).collect();
        assert_eq!(lengths, ["82 years"]);
        assert!(axis(&["2031-01-01", "2031-06-29"]).cuts().is_empty());
        assert!(axis(&["2031-03-01"]).cuts().is_empty());
        assert_eq!(Axis::new(std::iter::empty(), ROOM), None);
        let centuries: Vec<String> = (12..30).map(|c| format!("{c}31-03-01")).collect();
        let centuries: Vec<&str> = centuries.iter().map(String::as_str).collect();
        let axis = axis(&centuries);
        assert_eq!(axis.cuts().len(), 5);
        assert!(axis.end_of(day("2931-03-01")) <= ROOM.width);
    }

    #[test]
    fn ticks_are_as_fine_as_there_is_room_for() {
        let check = |days: &[&str], expected: &[&str]| {
            let ticks = axis(days).ticks(ROOM);
            let labels: Vec<String> = ticks
                .into_iter()
                .map(|t| t.label)
                .filter(|l| !l.is_empty())
                .collect();
            assert_eq!(labels, expected, "{days:?}");
        };
        check(
            &["2031-03-02", "2031-03-04"],
            &[
                "1 Mar 2031",
                "2 Mar 2031",
                "3 Mar 2031",
                "4 Mar 2031",
                "5 Mar 2031",
            ],
        );
        // The first part has no room for a second label.
        check(
            &[
                "1948-05-01",
                "1948-05-31",
                "2031-03-02",
                "2031-05-20",
                "2031-05-21",
            ],
            &["May 1948", "Mar 2031", "Apr 2031", "May 2031"],
        );
        check(
            &["2031-03-02", "2031-05-20"],
            &["Mar 2031", "Apr 2031", "May 2031"],
        );
    }
}
