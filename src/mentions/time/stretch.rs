//! Stretches of the calendar and lengths: their days and their TIMEX3 values.

use super::When;
use super::meaning::Amount;
use super::tense::Direction;
use crate::calendar::{Day, Interval};
use crate::lexicon::time::{Grain, Hedge, Unit};

/// How many times nearer on the other side of the anchor a day may be before the tense is doubted:
/// "Congress set a Nov. 15 deadline" in October is about this November.
const NEARER: i32 = 4;
/// Days that the tense's own side is given before that.
const SLACK: i32 = 90;
/// Days up to which an unsaid year is rather the coming one, where no tense tells.
const NEAR: i32 = 60;
/// Days into a month or longer up to which its bare name, in the past tense, may be that of the year before.
const YOUNG: i32 = 10;

/// TIMEX3's value of a length.
pub(super) fn period(unit: Option<&Unit>, amount: Amount) -> String {
    let Some(unit) = unit else {
        return String::new();
    };
    let clock = if unit.grain < Grain::Day { "T" } else { "" };
    match amount.tenths {
        None => format!(
            "P{clock}X{}",
            unit.unknown.as_deref().unwrap_or(&unit.value)
        ),
        Some(tenths) => {
            let tenths = tenths.saturating_mul(unit.times);
            let (n, rest) = (tenths / 10, tenths % 10);
            if rest == 0 {
                format!("P{clock}{n}{}", unit.value)
            } else {
                format!("P{clock}{n}.{rest}{}", unit.value)
            }
        }
    }
}

/// The days of a length, shortest and longest.
pub(super) fn length(unit: &Unit, amount: Amount, hedge: Option<Hedge>) -> Option<(i32, i32)> {
    const DAY: i64 = 86_400;
    let low = i64::from(amount.tenths?);
    let high = amount.to.map_or(low, |to| i64::from(to) * 10);
    let days = |tenths: i64| tenths.saturating_mul(unit.seconds) / 10;
    let shortest = i32::try_from(days(low) / DAY).unwrap_or(i32::MAX);
    let longest = i32::try_from((days(high) + DAY - 1) / DAY).unwrap_or(i32::MAX);
    let shortest = shortest.saturating_sub(unit.tolerance).max(0);
    let longest = longest.saturating_add(unit.tolerance);
    Some(match hedge {
        Some(Hedge::AtLeast) => (shortest, i32::MAX),
        Some(Hedge::AtMost) => (0, longest),
        _ => (shortest, longest),
    })
}

pub(super) fn value(grain: Grain, days: Interval) -> String {
    let Some(first) = days.from else {
        return String::new();
    };
    let (year, month, _) = first.ymd();
    match grain {
        Grain::Week => {
            let (year, week) = first.iso_week();
            format!("{year:04}-W{week:02}")
        }
        Grain::Weekend => {
            let (year, week) = first.iso_week();
            format!("{year:04}-W{week:02}-WE")
        }
        Grain::Month => format!("{year:04}-{month:02}"),
        Grain::Quarter => format!("{year:04}-Q{}", month.div_ceil(3)),
        Grain::Half => format!("{year:04}-H{}", month.div_ceil(6)),
        Grain::Season | Grain::Year => format!("{year:04}"),
        Grain::Decade => format!("{:03}", year.div_euclid(10)),
        Grain::Century => format!("{:02}", year.div_euclid(100)),
        Grain::Second | Grain::Minute | Grain::Hour | Grain::Day => first.to_string(),
    }
}

/// The value where neither year nor place in it is known.
pub(super) fn symbol(grain: Grain) -> &'static str {
    match grain {
        Grain::Week => "XXXX-WXX",
        Grain::Weekend => "XXXX-WXX-WE",
        Grain::Month => "XXXX-XX",
        Grain::Quarter => "XXXX-QX",
        Grain::Half => "XXXX-HX",
        Grain::Season | Grain::Year => "XXXX",
        Grain::Decade => "XXX",
        Grain::Century => "XX",
        Grain::Second | Grain::Minute | Grain::Hour | Grain::Day => "XXXX-XX-XX",
    }
}

pub(super) fn join(a: Interval, b: Interval) -> Option<Interval> {
    Some(Interval::new(a.from?, b.to?))
}

pub(super) fn quarter(year: i32, n: u8) -> Option<Interval> {
    let first = n.checked_sub(1)?.checked_mul(3)? + 1;
    join(
        Interval::month(year, first)?,
        Interval::month(year, first + 2)?,
    )
}

/// Ten years from the first on.
pub(super) fn decade(first: i32) -> Option<Interval> {
    join(Interval::year(first)?, Interval::year(first + 9)?)
}

/// The calendar's stretch of a grain in which a day lies.
pub(super) fn stretch(grain: Grain, day: Day) -> Interval {
    let (year, month, _) = day.ymd();
    let monday = day.plus(-i32::from(day.weekday()));
    let whole = match grain {
        Grain::Week => Some(Interval::new(monday, monday.plus(6))),
        Grain::Weekend => Some(Interval::new(monday.plus(5), monday.plus(6))),
        Grain::Month => Interval::month(year, month),
        Grain::Quarter => quarter(year, month.div_ceil(3)),
        Grain::Half => {
            let first = if month <= 6 { 1 } else { 7 };
            Interval::month(year, first)
                .zip(Interval::month(year, first + 5))
                .and_then(|(a, b)| join(a, b))
        }
        Grain::Season | Grain::Year => Interval::year(year),
        Grain::Decade => decade(year.div_euclid(10) * 10),
        Grain::Century => {
            let first = year.div_euclid(100) * 100;
            Interval::year(first)
                .zip(Interval::year(first + 99))
                .and_then(|(a, b)| join(a, b))
        }
        Grain::Second | Grain::Minute | Grain::Hour | Grain::Day => None,
    };
    whole.unwrap_or(Interval::day(day))
}

pub(super) fn shifted(days: Interval, grain: Grain, by: i32) -> Interval {
    let Some(first) = days.from else { return days };
    let moved = match grain {
        Grain::Week | Grain::Weekend => first.plus(by.saturating_mul(7)),
        Grain::Month => add_months(first, by),
        Grain::Quarter => add_months(first, by.saturating_mul(3)),
        Grain::Half => add_months(first, by.saturating_mul(6)),
        Grain::Season | Grain::Year => add_months(first, by.saturating_mul(12)),
        Grain::Decade => add_months(first, by.saturating_mul(120)),
        Grain::Century => add_months(first, by.saturating_mul(1200)),
        Grain::Second | Grain::Minute | Grain::Hour | Grain::Day => first.plus(by),
    };
    stretch(grain, moved)
}

/// The same day of another month, or its last.
pub(super) fn add_months(day: Day, months: i32) -> Day {
    let (year, month, of_month) = day.ymd();
    let count = year
        .saturating_mul(12)
        .saturating_add(i32::from(month) - 1)
        .saturating_add(months);
    let year = count.div_euclid(12);
    let month = u8::try_from(count.rem_euclid(12) + 1).unwrap_or(1);
    let last = Day::month_len(year, month).unwrap_or(28);
    Day::from_ymd(year, month, of_month.min(last)).unwrap_or(day)
}

/// The day that `ago` names.
pub(super) fn back(anchor: Day, unit: &Unit, amount: Amount) -> Day {
    let tenths = i64::from(amount.tenths.unwrap_or(0));
    let months =
        |per: i64| -> i32 { i32::try_from(tenths * per * i64::from(unit.times) / 10).unwrap_or(0) };
    match unit.grain {
        Grain::Year | Grain::Decade | Grain::Century => add_months(anchor, -months(12)),
        Grain::Quarter => add_months(anchor, -months(3)),
        Grain::Month => add_months(anchor, -months(1)),
        _ => {
            let days = tenths.saturating_mul(unit.seconds) / 10 / 86_400;
            anchor.plus(-i32::try_from(days).unwrap_or(0))
        }
    }
}

pub(super) fn nth_weekday(year: i32, month: u8, weekday: u8, nth: u8) -> Option<Day> {
    let days = Interval::month(year, month)?;
    if nth >= 5 {
        let last = days.to?;
        let back = (i32::from(last.weekday()) - i32::from(weekday)).rem_euclid(7);
        return Some(last.plus(-back));
    }
    let first = days.from?;
    let on = (i32::from(weekday) - i32::from(first.weekday())).rem_euclid(7);
    Some(first.plus(on + 7 * (i32::from(nth) - 1)))
}

/// A stretch of every year, told by that of one leap year.
pub(super) fn yearly(on: &impl Fn(i32) -> Option<Interval>) -> When {
    const LEAP: i32 = 2000;
    // A feast that moves, or the whole of a year, is no stretch of every year.
    let Some(Interval {
        from: Some(from),
        to: Some(to),
    }) = on(LEAP)
    else {
        return When::Unknown;
    };
    if to.0 - from.0 >= 364 {
        return When::Unknown;
    }
    let ((_, m1, d1), (_, m2, d2)) = (from.ymd(), to.ymd());
    let moves = on(LEAP + 4)
        .and_then(|d| d.from)
        .is_some_and(|d| (d.ymd().1, d.ymd().2) != (m1, d1));
    if moves {
        return When::Unknown;
    }
    When::Yearly {
        from: (m1, d1),
        to: (m2, d2),
    }
}

/// The year of `last March` (-1), `this March` (0), `next March` (1).
pub(super) fn nearest(anchor: Day, by: i8, on: &impl Fn(i32) -> Option<Interval>) -> Option<i32> {
    let year = anchor.ymd().0;
    match by {
        ..0 => (year - 2..=year)
            .rev()
            .find(|y| on(*y).and_then(|d| d.to).is_some_and(|to| to < anchor)),
        0 => Some(year),
        _ => (year..=year + 1).find(|y| {
            on(*y)
                .and_then(|d| d.from)
                .is_some_and(|from| from > anchor)
        }),
    }
}

/// The year that the tense gives to a stretch without one, and whether that is sure.
pub(super) fn by_tense(
    anchor: Day,
    direction: Direction,
    on: &impl Fn(i32) -> Option<Interval>,
) -> Option<(i32, bool)> {
    let year = anchor.ymd().0;
    let past = (year - 8..=year).rev().find(|y| {
        on(*y)
            .and_then(|d| d.from)
            .is_some_and(|from| from <= anchor)
    });
    let future =
        (year..=year + 8).find(|y| on(*y).and_then(|d| d.to).is_some_and(|to| to >= anchor));
    let (past, future) = (past?, future?);
    if past == future {
        // "Began in March", told early in March: this month, or that of a year ago.
        let days = on(past).filter(|days| days.as_day().is_none());
        let young = days
            .and_then(|days| days.from)
            .is_some_and(|from| anchor.0 - from.0 < YOUNG);
        return Some((past, !(young && direction == Direction::Past)));
    }
    let since = on(past).and_then(|d| d.to).map_or(0, |to| anchor.0 - to.0);
    let until = on(future)
        .and_then(|d| d.from)
        .map_or(0, |from| from.0 - anchor.0);
    Some(match direction {
        Direction::Past if since > until.saturating_mul(NEARER) + SLACK => (future, false),
        Direction::Past => (past, true),
        Direction::Future if until > since.saturating_mul(NEARER) + SLACK => (past, false),
        Direction::Future => (future, true),
        Direction::Unknown => (
            if until < since && until < NEAR {
                future
            } else {
                past
            },
            false,
        ),
    })
}
