//! What a time expression says by itself.

use crate::lexicon::time::{Edge, Grain, Hedge, Reference};

/// What one step of the scanner yields.
pub(super) enum Step {
    /// An expression.
    Found(Found),
    /// Words up to this token that look like a time and are none: ages, `as soon as`.
    Skip(usize),
}

/// An expression before it is anchored.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) meaning: Meaning,
    pub(super) edge: Option<Edge>,
    pub(super) weekday: Option<u8>,
    /// Days of a fiscal year are not those of the calendar's.
    pub(super) fiscal: bool,
    /// `4/8/2011`: which is the month?
    pub(super) unsure: bool,
    /// A time of day without a day.
    pub(super) undated: bool,
}

impl Found {
    pub(super) fn new(start: usize, end: usize, meaning: Meaning) -> Self {
        Self {
            start,
            end,
            meaning,
            edge: None,
            weekday: None,
            fiscal: false,
            unsure: false,
            undated: false,
        }
    }

    pub(super) fn date(start: usize, end: usize, point: Point) -> Self {
        Self::new(start, end, Meaning::Date { point, clock: None })
    }

    pub(super) fn set_clock(&mut self, to: Clock) {
        if let Meaning::Date { clock, .. } = &mut self.meaning {
            *clock = Some(to);
        }
    }

    pub(super) fn point(&self) -> Option<Point> {
        match self.meaning {
            Meaning::Date { point, clock: None } => Some(point),
            _ => None,
        }
    }
}

/// What is said, by TIMEX3's types.
#[derive(Debug, Clone, Copy)]
pub(super) enum Meaning {
    /// DATE, or TIME where there is a clock.
    Date { point: Point, clock: Option<Clock> },
    /// DURATION; `deixis` where it is laid from the time of writing (`the past three days`).
    Duration {
        amount: Amount,
        row: u8,
        hedge: Option<Hedge>,
        deixis: Option<i8>,
    },
    /// `every two weeks`.
    Every { n: u32, row: u8 },
    /// `daily`.
    Frequency(u8),
    /// `every Monday`, `Tuesday nights`.
    Weekdays { weekday: u8, part: Option<u8> },
    /// `every morning`.
    EveryPart(u8),
    /// `every March`.
    EveryMonth(u8),
    /// `now`.
    Reference(Reference),
}

/// How many of a unit.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Amount {
    /// Ten times the number; `None`: "a few".
    pub(super) tenths: Option<u32>,
    /// The other end of "two to three".
    pub(super) to: Option<u32>,
}

impl Amount {
    pub(super) fn of(n: u32) -> Self {
        Self {
            tenths: n.checked_mul(10),
            to: None,
        }
    }

    /// Returns the number if it is a whole one.
    pub(super) fn whole(self) -> Option<u32> {
        self.tenths.filter(|t| t % 10 == 0).map(|t| t / 10)
    }
}

/// A time of day.
#[derive(Debug, Clone, Copy)]
pub(super) enum Clock {
    /// Row of the parts of the day.
    Part(u8),
    /// `tonight`.
    Night,
    /// Hour and minute as far as said.
    At { hour: u8, minute: Option<u8> },
}

/// The year of a date, as far as it is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Year {
    /// In figures.
    Said(i32),
    /// `fiscal 1989`.
    Fiscal(i32),
    /// Left out: the verb's tense tells.
    Unsaid,
    /// `last year`.
    Shift(i8),
    /// `last March`, `this spring`.
    Nearest(i8),
    /// That of the time spoken of before.
    Context,
}

/// A stretch of the calendar.
#[derive(Debug, Clone, Copy)]
pub(super) enum Point {
    Day {
        year: Year,
        month: u8,
        day: u8,
    },
    WeekOf {
        year: Year,
        month: u8,
        day: u8,
    },
    Month {
        year: Year,
        month: u8,
    },
    Quarter {
        year: Year,
        n: u8,
    },
    Half {
        year: Year,
        n: u8,
    },
    Season {
        year: Year,
        season: u8,
    },
    Feast {
        year: Year,
        feast: u8,
    },
    Year(Year),
    /// `1990s`.
    Decade(i32),
    /// `'90s`.
    ShortDecade(i32),
    /// 20 is the 20th.
    Century(i32),
    /// `which`: last, this, next.
    Weekday {
        weekday: u8,
        which: Option<i8>,
    },
    /// The weekend that the tense tells.
    Weekend,
    /// `last week`, `yesterday`.
    Shift {
        grain: Grain,
        by: i32,
    },
    Ago {
        amount: Amount,
        row: u8,
        hedge: Option<Hedge>,
    },
    /// `a year earlier`.
    Earlier {
        amount: Amount,
        row: u8,
        hedge: Option<Hedge>,
    },
    /// `that year` (0), `the following month` (1).
    FromContext {
        grain: Grain,
        by: i32,
    },
    /// `the year-earlier quarter`.
    YearAgo {
        quarter: Option<u8>,
    },
    /// The quarter (or else year) spoken of before, in a year: `the 1988 period`, `the quarter`.
    SamePeriod(Year),
    /// `the latest period`: a time only where a quarter was spoken of before.
    Period,
}

impl Point {
    /// The quarter in which a day lies: of `the quarter ended Sept. 30`.
    pub(super) fn quarter_ended(ended: Self) -> Option<Self> {
        let (Self::Day { year, month, .. } | Self::Month { year, month }) = ended else {
            return None;
        };
        Some(Self::Quarter {
            year,
            n: month.div_ceil(3),
        })
    }
}
