//! What an expression says, and the anchor, into a TIMEX3 value and days.

use std::fmt::Write as _;

use super::meaning::{Amount, Clock, Found, Meaning, Point, Year};
use super::stretch::{
    add_months, back, by_tense, decade, join, length, nearest, nth_weekday, period, quarter,
    shifted, stretch, symbol, value, yearly,
};
use super::tense::Direction;
use super::{TimexKind, When};
use crate::calendar::{Day, Interval};
use crate::lexicon::time::{Grain, Hedge, Reference, TimeWords};

/// What is known of an expression once it is resolved.
pub(super) struct Resolved {
    pub(super) kind: TimexKind,
    pub(super) value: String,
    pub(super) when: When,
    pub(super) relative: bool,
    pub(super) approximate: bool,
    pub(super) length: Option<(i32, i32)>,
}

impl Resolved {
    fn new(kind: TimexKind, value: String) -> Self {
        Self {
            kind,
            value,
            when: When::Unknown,
            relative: false,
            approximate: false,
            length: None,
        }
    }
}

/// A date's value, days and grain.
struct Dated {
    value: String,
    when: When,
    grain: Grain,
    /// The stretch of the calendar that the value names, for what counts from it.
    days: Option<Interval>,
    relative: bool,
    approximate: bool,
}

impl Dated {
    fn unknown(grain: Grain, value: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            when: When::Unknown,
            grain,
            days: None,
            relative: false,
            approximate: false,
        }
    }

    fn days(grain: Grain, days: Interval) -> Self {
        Self {
            when: When::Days(days),
            days: Some(days),
            ..Self::unknown(grain, value(grain, days))
        }
    }

    fn relative(mut self) -> Self {
        self.relative = true;
        self
    }
}

/// "More than two years ago" reaches back this many days: before any news.
const OPEN: i32 = 200_000;

/// Resolves the expressions of one article in text order; remembers what later ones count from.
pub(super) struct Resolver<'a> {
    anchor: Option<Day>,
    words: &'a TimeWords,
    /// The block of the sentence at work.
    pub(super) block: u32,
    /// The last quarter spoken of.
    quarter: Option<(i32, u8, u32)>,
    /// The last date spoken of.
    last: Option<(Grain, Interval)>,
    /// The last year that was said in figures, and its block.
    year: Option<(i32, u32)>,
}

impl<'a> Resolver<'a> {
    pub(super) fn new(anchor: Option<Day>, words: &'a TimeWords) -> Self {
        Self {
            anchor,
            words,
            block: 0,
            quarter: None,
            last: None,
            year: None,
        }
    }

    pub(super) fn resolve(&mut self, found: &Found, direction: Direction) -> Resolved {
        match found.meaning {
            Meaning::Date { point, clock } => self.date(found, point, clock, direction),
            Meaning::Duration {
                amount,
                row,
                hedge,
                deixis,
            } => self.duration(amount, row, hedge, deixis),
            Meaning::Every { n, row } => {
                let unit = self.words.unit(row);
                Resolved::new(TimexKind::Set, period(unit, Amount::of(n)))
            }
            Meaning::Frequency(row) => {
                let value = self.words.frequencies.get(usize::from(row)).map(|f| {
                    let unit = self.words.units.iter().find(|u| u.grain == f.grain);
                    period(unit, Amount::of(f.every))
                });
                Resolved::new(TimexKind::Set, value.unwrap_or_default())
            }
            Meaning::Weekdays { weekday, part } => {
                let part = part.map_or(String::new(), |p| format!("T{}", self.part(p)));
                Resolved::new(TimexKind::Set, format!("XXXX-WXX-{}{part}", weekday + 1))
            }
            Meaning::EveryPart(part) => {
                Resolved::new(TimexKind::Set, format!("XXXX-XX-XXT{}", self.part(part)))
            }
            Meaning::EveryMonth(month) => Resolved::new(TimexKind::Set, format!("XXXX-{month:02}")),
            Meaning::Reference(reference) => self.reference(reference),
        }
    }

    fn part(&self, row: u8) -> &'a str {
        self.words
            .parts
            .get(usize::from(row))
            .map_or("", |p| &p.value)
    }

    fn reference(&self, reference: Reference) -> Resolved {
        let name = match reference {
            Reference::Present => "PRESENT_REF",
            Reference::Past => "PAST_REF",
            Reference::Future => "FUTURE_REF",
        };
        let mut resolved = Resolved::new(TimexKind::Date, name.to_owned());
        resolved.relative = true;
        resolved.approximate = true;
        resolved.when = match (reference, self.anchor) {
            (Reference::Present, Some(anchor)) => When::Days(Interval::day(anchor)),
            _ => When::Unknown,
        };
        resolved
    }

    // Lengths.

    fn duration(
        &self,
        amount: Amount,
        row: u8,
        hedge: Option<Hedge>,
        deixis: Option<i8>,
    ) -> Resolved {
        let unit = self.words.unit(row);
        let mut resolved = Resolved::new(TimexKind::Duration, period(unit, amount));
        resolved.length = unit.and_then(|u| length(u, amount, hedge));
        resolved.approximate = hedge == Some(Hedge::About) || amount.tenths.is_none();
        if let (Some(by), Some((_, longest))) = (deixis, resolved.length) {
            resolved.relative = true;
            let (from, to) = match by {
                ..0 => (longest.saturating_neg(), 0),
                0 => (longest.saturating_neg(), longest),
                _ => (0, longest),
            };
            resolved.when = self.around_anchor(from, to);
        }
        resolved
    }

    /// The days `from..=to` counted from the anchor.
    fn around_anchor(&self, from: i32, to: i32) -> When {
        match self.anchor {
            Some(anchor) => When::Days(Interval {
                from: (from > -OPEN).then(|| anchor.plus(from)),
                to: Some(anchor.plus(to)),
            }),
            None => When::FromPublication { from, to },
        }
    }

    // Dates.

    fn date(
        &mut self,
        found: &Found,
        point: Point,
        clock: Option<Clock>,
        direction: Direction,
    ) -> Resolved {
        let mut dated = self.point(point, direction);
        if let (
            Some(weekday),
            Point::Day {
                year: Year::Unsaid,
                month,
                day,
            },
            Some(anchor),
        ) = (found.weekday, point, self.anchor)
        {
            dated = by_weekday(anchor, weekday, month, day).unwrap_or(dated);
        }
        if found.undated {
            // A time without a day: the day is that of the time of writing only by default.
            dated.when = When::Unknown;
            dated.relative = false;
        } else {
            self.remember(point, &dated);
        }
        if found.unsure {
            dated.when = When::Unknown;
        }
        let mut resolved = Resolved::new(TimexKind::Date, dated.value);
        resolved.when = dated.when;
        resolved.relative = dated.relative;
        resolved.approximate = dated.approximate;
        if let Point::Ago { amount, row, hedge }
        | Point::Earlier {
            amount, row, hedge, ..
        } = point
        {
            resolved.length = self.words.unit(row).and_then(|u| length(u, amount, hedge));
            resolved.approximate |= hedge == Some(Hedge::About) || amount.tenths.is_none();
        }
        if let Some(clock) = clock {
            resolved.kind = TimexKind::Time;
            resolved.value.push('T');
            match clock {
                Clock::Part(part) => resolved.value.push_str(self.part(part)),
                Clock::Night => resolved.value.push_str("NI"),
                Clock::At { hour, minute } => {
                    let minute = minute.unwrap_or(0);
                    let _ = write!(resolved.value, "{hour:02}:{minute:02}");
                }
            }
        }
        resolved
    }

    fn remember(&mut self, point: Point, dated: &Dated) {
        if let Some(days) = dated.days {
            if !matches!(dated.grain, Grain::Decade | Grain::Century) {
                self.last = Some((dated.grain, days));
            }
            if dated.grain == Grain::Quarter
                && let Some((year, month, _)) = days.from.map(Day::ymd)
                && !matches!(
                    point,
                    Point::YearAgo { .. }
                        | Point::Earlier { .. }
                        | Point::Ago { .. }
                        | Point::SamePeriod(_)
                )
            {
                self.quarter = Some((year, month.div_ceil(3), self.block));
            }
        }
        let (Point::Day { year, .. }
        | Point::Month { year, .. }
        | Point::Quarter { year, .. }
        | Point::Season { year, .. }
        | Point::Year(year)) = point
        else {
            return;
        };
        if let Year::Said(year) = year {
            self.year = Some((year, self.block));
        }
    }

    fn point(&self, point: Point, direction: Direction) -> Dated {
        match point {
            Point::Day { year, month, day } => self.of_year(
                year,
                direction,
                Grain::Day,
                &format!("{month:02}-{day:02}"),
                |y| Day::from_ymd(y, month, day).map(Interval::day),
            ),
            Point::WeekOf { year, month, day } => {
                let mut dated = self.of_year(year, direction, Grain::Day, "WXX", |y| {
                    Day::from_ymd(y, month, day).map(Interval::day)
                });
                if let Some(day) = dated.days.and_then(|d| d.from) {
                    let week = stretch(Grain::Week, day);
                    dated = Dated::days(Grain::Week, week);
                }
                dated
            }
            Point::Month { year, month } => {
                self.of_year(year, direction, Grain::Month, &format!("{month:02}"), |y| {
                    Interval::month(y, month)
                })
            }
            Point::Quarter { year, n } => {
                self.of_year(year, direction, Grain::Quarter, &format!("Q{n}"), |y| {
                    quarter(y, n)
                })
            }
            Point::Half { year, n } => {
                self.of_year(year, direction, Grain::Half, &format!("H{n}"), |y| {
                    let first = if n == 1 { 1 } else { 7 };
                    join(Interval::month(y, first)?, Interval::month(y, first + 5)?)
                })
            }
            Point::Season { year, season } => self.season(year, season, direction),
            Point::Feast { year, feast } => {
                let Some(feast) = self.words.feasts.get(usize::from(feast)) else {
                    return Dated::unknown(Grain::Day, "");
                };
                let on = |y: i32| match feast.day {
                    Some(day) => Day::from_ymd(y, feast.month, day).map(Interval::day),
                    None => {
                        nth_weekday(y, feast.month, feast.weekday, feast.nth).map(Interval::day)
                    }
                };
                let day = feast
                    .day
                    .map_or_else(|| "XX".to_owned(), |d| format!("{d:02}"));
                self.of_year(
                    year,
                    direction,
                    Grain::Day,
                    &format!("{:02}-{day}", feast.month),
                    on,
                )
            }
            Point::Year(year) => self.of_year(year, direction, Grain::Year, "", Interval::year),
            Point::Decade(first) => of_decade(first),
            Point::ShortDecade(tens) => {
                // '20s may be either century's.
                if tens >= 30 {
                    of_decade(1900 + tens)
                } else {
                    Dated::unknown(Grain::Decade, format!("XX{}", tens / 10))
                }
            }
            Point::Century(n) => {
                let first = (n - 1) * 100;
                match (Interval::year(first), Interval::year(first + 99)) {
                    (Some(a), Some(b)) => Dated {
                        value: format!("{:02}", n - 1),
                        ..Dated::days(Grain::Century, join(a, b).unwrap_or_default())
                    },
                    _ => Dated::unknown(Grain::Century, format!("{:02}", n - 1)),
                }
            }
            Point::Weekday { weekday, which } => self.weekday(weekday, which, direction),
            Point::Weekend => {
                let by = match (self.anchor.map(Day::weekday), direction) {
                    (Some(0..=4), Direction::Past | Direction::Unknown) => -1,
                    _ => 0,
                };
                let mut dated = self.shift(Grain::Weekend, by);
                if self.anchor.is_none() {
                    dated.when = match direction {
                        Direction::Past => When::FromPublication { from: -8, to: 0 },
                        Direction::Future => When::FromPublication { from: 0, to: 8 },
                        Direction::Unknown => When::FromPublication { from: -8, to: 8 },
                    };
                }
                dated
            }
            Point::Shift { grain, by } => self.shift(grain, by),
            Point::Ago { amount, row, hedge } => self.ago(amount, row, hedge),
            Point::Earlier { amount, row, .. } => self.earlier(amount, row),
            Point::FromContext { grain, by } => self.counted(grain, by),
            Point::YearAgo { quarter } => self.year_ago(quarter),
            Point::SamePeriod(year) => self.same_period(year, direction),
            Point::Period if self.quarter.is_none() => Dated::unknown(Grain::Quarter, ""),
            Point::Period => self.same_period(Year::Context, direction),
        }
    }

    /// A stretch that comes once a year.
    fn of_year(
        &self,
        year: Year,
        direction: Direction,
        grain: Grain,
        rest: &str,
        on: impl Fn(i32) -> Option<Interval>,
    ) -> Dated {
        let said = |y: i32| match on(y) {
            Some(days) => Dated::days(grain, days),
            None if rest.is_empty() => Dated::unknown(grain, format!("{y:04}")),
            None => Dated::unknown(grain, format!("{y:04}-{rest}")),
        };
        let unsaid = |relative: bool| Dated {
            when: yearly(&on),
            relative,
            ..Dated::unknown(
                grain,
                if rest.is_empty() {
                    "XXXX".to_owned()
                } else {
                    format!("XXXX-{rest}")
                },
            )
        };
        match year {
            Year::Said(year) => said(year),
            Year::Fiscal(year) => Dated {
                approximate: true,
                ..said(year)
            },
            Year::Shift(by) => match self.anchor {
                Some(anchor) => said(anchor.ymd().0 + i32::from(by)).relative(),
                None => unsaid(true),
            },
            Year::Context => match self.last {
                Some((
                    _,
                    Interval {
                        from: Some(day), ..
                    },
                )) => Dated {
                    when: When::Unknown,
                    ..said(day.ymd().0)
                },
                _ => unsaid(false),
            },
            Year::Nearest(by) => match self.anchor {
                Some(anchor) => match nearest(anchor, by, &on) {
                    Some(year) => said(year).relative(),
                    None => unsaid(true),
                },
                None => unsaid(true),
            },
            Year::Unsaid => match self
                .anchor
                .and_then(|anchor| by_tense(anchor, direction, &on))
            {
                Some((year, sure)) => {
                    let other_year = self
                        .year
                        .is_some_and(|(said, block)| block == self.block && said != year);
                    let mut dated = said(year);
                    if !sure || other_year {
                        dated.when = yearly(&on);
                    }
                    dated
                }
                None => unsaid(false),
            },
        }
    }

    fn season(&self, year: Year, season: u8, direction: Direction) -> Dated {
        let Some(season) = self.words.seasons.get(usize::from(season)) else {
            return Dated::unknown(Grain::Season, "");
        };
        let on = |y: i32| {
            let last = if season.to < season.from { y + 1 } else { y };
            join(
                Interval::month(y, season.from)?,
                Interval::month(last, season.to)?,
            )
        };
        let mut dated = self.of_year(year, direction, Grain::Season, &season.value, on);
        if let Some((y, _, _)) = dated.days.and_then(|d| d.from).map(Day::ymd) {
            dated.value = format!("{y:04}-{}", season.value);
        }
        dated.approximate = true;
        dated
    }

    fn weekday(&self, weekday: u8, which: Option<i8>, direction: Direction) -> Dated {
        let Some(anchor) = self.anchor else {
            let (from, to) = match (which, direction) {
                (Some(..0), _) => (-7, -1),
                (Some(1..), _) => (1, 13),
                (Some(0), _) => (-6, 6),
                (None, Direction::Past) => (-6, 0),
                (None, Direction::Future) => (0, 6),
                (None, Direction::Unknown) => (-6, 6),
            };
            return Dated {
                when: When::FromPublication { from, to },
                ..Dated::unknown(Grain::Day, format!("XXXX-WXX-{}", weekday + 1)).relative()
            };
        };
        let back = (i32::from(anchor.weekday()) - i32::from(weekday)).rem_euclid(7);
        let last = anchor.plus(-back);
        let next = if back == 0 {
            anchor
        } else {
            anchor.plus(7 - back)
        };
        let day = match (which, direction) {
            (Some(..0), _) => {
                if back == 0 {
                    anchor.plus(-7)
                } else {
                    last
                }
            }
            (Some(1..), _) => {
                if back == 0 {
                    anchor.plus(7)
                } else {
                    next
                }
            }
            (Some(0), Direction::Past) | (None, Direction::Past | Direction::Unknown) => last,
            (Some(0), _) | (None, Direction::Future) => next,
        };
        let mut dated = Dated::days(Grain::Day, Interval::day(day)).relative();
        if which.is_none() && direction == Direction::Unknown && back != 0 {
            dated.when = When::Days(Interval::new(last, next));
        }
        dated
    }

    fn shift(&self, grain: Grain, by: i32) -> Dated {
        if let Some(anchor) = self.anchor {
            return Dated::days(grain, shifted(stretch(grain, anchor), grain, by)).relative();
        }
        let longest = match grain {
            Grain::Second | Grain::Minute | Grain::Hour | Grain::Day => 1,
            Grain::Week | Grain::Weekend => 7,
            Grain::Month => 31,
            Grain::Quarter => 92,
            Grain::Half => 184,
            Grain::Season | Grain::Year => 366,
            Grain::Decade => 3653,
            Grain::Century => 36525,
        };
        // The unknown day may be the first or the last of its week, month or year.
        let (from, to) = ((by - 1) * longest + 1, (by + 1) * longest - 1);
        Dated {
            when: When::FromPublication { from, to },
            ..Dated::unknown(grain, symbol(grain)).relative()
        }
    }

    fn ago(&self, amount: Amount, row: u8, hedge: Option<Hedge>) -> Dated {
        let Some(unit) = self.words.unit(row) else {
            return Dated::unknown(Grain::Day, "");
        };
        if amount.tenths.is_none() {
            return Dated::unknown(Grain::Day, "PAST_REF").relative();
        }
        // Year-ago figures are those of the quarter spoken of, a year before.
        if unit.grain == Grain::Year
            && amount.whole() == Some(1)
            && let Some((year, n, block)) = self.quarter
            && block.abs_diff(self.block) <= 1
            && let Some(days) = quarter(year - 1, n)
        {
            return Dated {
                when: When::Unknown,
                approximate: true,
                ..Dated::days(Grain::Quarter, days)
            };
        }
        let (shortest, longest) = length(unit, amount, None).unwrap_or_default();
        let vague = unit.ago.saturating_sub(unit.tolerance).max(0);
        let (mut from, mut to) = (
            longest.saturating_add(vague).saturating_neg(),
            shortest.saturating_sub(vague).max(0).saturating_neg(),
        );
        match hedge {
            Some(Hedge::AtLeast) => from = -OPEN,
            Some(Hedge::AtMost) => to = 0,
            _ => {}
        }
        let when = self.around_anchor(from, to);
        let grain = if unit.grain < Grain::Day {
            Grain::Day
        } else {
            unit.grain
        };
        let Some(anchor) = self.anchor else {
            return Dated {
                when,
                ..Dated::unknown(grain, symbol(grain)).relative()
            };
        };
        let days = back(anchor, unit, amount);
        Dated {
            when,
            ..Dated::days(grain, stretch(grain, days)).relative()
        }
    }

    /// `a year earlier`: counted from the time spoken of before. A value, no days.
    fn earlier(&self, amount: Amount, row: u8) -> Dated {
        let Some(unit) = self.words.unit(row) else {
            return Dated::unknown(Grain::Day, "");
        };
        if unit.grain == Grain::Year && amount.whole() == Some(1) && self.quarter.is_some() {
            return self.year_ago(None);
        }
        let whole = amount.whole().and_then(|n| i32::try_from(n).ok());
        let (Some((grain, days)), Some(n)) = (self.last, whole) else {
            return Dated::unknown(unit.grain, symbol(unit.grain.max(Grain::Day)));
        };
        let n = n
            .saturating_mul(i32::try_from(unit.times).unwrap_or(1))
            .saturating_neg();
        let grain = grain.min(unit.grain).max(Grain::Day);
        let Some(first) = days.from else {
            return Dated::unknown(grain, symbol(grain));
        };
        let moved = match unit.grain {
            Grain::Year | Grain::Decade | Grain::Century => add_months(first, n.saturating_mul(12)),
            Grain::Quarter => add_months(first, n.saturating_mul(3)),
            Grain::Month => add_months(first, n),
            Grain::Week | Grain::Weekend => first.plus(n.saturating_mul(7)),
            Grain::Day => first.plus(n),
            _ => first,
        };
        Dated {
            when: When::Unknown,
            ..Dated::days(grain, stretch(grain, moved))
        }
    }

    fn counted(&self, grain: Grain, by: i32) -> Dated {
        match self.last {
            Some((
                _,
                Interval {
                    from: Some(first), ..
                },
            )) => {
                let days = shifted(stretch(grain, first), grain, by);
                Dated {
                    when: When::Unknown,
                    ..Dated::days(grain, days)
                }
            }
            _ => Dated::unknown(grain, symbol(grain)),
        }
    }

    fn year_ago(&self, said: Option<u8>) -> Dated {
        let context = self.quarter.map(|(year, n, _)| (year, Some(n)));
        let last = self
            .last
            .and_then(|(_, days)| days.from)
            .or(self.anchor)
            .map(|d| (d.ymd().0, None));
        let Some((year, n)) = context.or(last) else {
            return Dated::unknown(Grain::Year, "XXXX");
        };
        let dated = match said.or(n).and_then(|n| quarter(year - 1, n)) {
            Some(days) => Dated::days(Grain::Quarter, days),
            None => Interval::year(year - 1).map_or_else(
                || Dated::unknown(Grain::Year, "XXXX"),
                |days| Dated::days(Grain::Year, days),
            ),
        };
        Dated {
            when: When::Unknown,
            ..dated
        }
    }

    fn same_period(&self, year: Year, direction: Direction) -> Dated {
        let year = match (year, self.quarter, self.anchor) {
            (Year::Context, Some((year, n, _)), _) => {
                let days = quarter(year, n).unwrap_or_default();
                return Dated {
                    when: When::Unknown,
                    ..Dated::days(Grain::Quarter, days)
                };
            }
            (Year::Context, None, Some(anchor)) => {
                // "The quarter" of a report is the one just ended.
                let n = anchor.ymd().1.div_ceil(3);
                let by = i32::from(direction != Direction::Future);
                let (year, n) = if by == 1 && n == 1 {
                    (anchor.ymd().0 - 1, 4)
                } else {
                    (anchor.ymd().0, n - u8::from(by == 1))
                };
                let days = quarter(year, n).unwrap_or_default();
                return Dated {
                    when: When::Unknown,
                    ..Dated::days(Grain::Quarter, days)
                };
            }
            (Year::Context, None, None) => return Dated::unknown(Grain::Quarter, "XXXX-QX"),
            (Year::Shift(by), _, Some(anchor)) => Year::Said(anchor.ymd().0 + i32::from(by)),
            (year, ..) => year,
        };
        match (year, self.quarter) {
            (Year::Said(year) | Year::Fiscal(year), Some((_, n, _))) => {
                let days = quarter(year, n).unwrap_or_default();
                Dated {
                    when: When::Unknown,
                    ..Dated::days(Grain::Quarter, days)
                }
            }
            _ => self.of_year(year, direction, Grain::Year, "", Interval::year),
        }
    }
}

/// The year near the anchor in which a day without a year falls on its weekday.
fn by_weekday(anchor: Day, weekday: u8, month: u8, day: u8) -> Option<Dated> {
    let year = anchor.ymd().0;
    [year, year - 1, year + 1]
        .into_iter()
        .filter_map(|y| Day::from_ymd(y, month, day))
        .find(|d| d.weekday() == weekday)
        .map(|d| Dated::days(Grain::Day, Interval::day(d)))
}

fn of_decade(first: i32) -> Dated {
    match decade(first) {
        Some(days) => Dated::days(Grain::Decade, days),
        None => Dated::unknown(Grain::Decade, "XXX"),
    }
}
