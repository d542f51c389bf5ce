//! Time expressions (TIMEX3: DATE, TIME, DURATION, SET) and the days they denote.

use crate::calendar::{Day, Interval};
use crate::lexicon::time::TimeWords;
use crate::read::Article;
use crate::sentences::Sentence;
use crate::span::Span;
use crate::tokens::Tokens;

/// TIMEX3's types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TimexKind {
    /// A calendar date of any grain: `Monday`, `2015`, `last March`.
    Date,
    /// A time of day.
    Time,
    /// A length: `three weeks`.
    Duration,
    /// A recurrence: `every Monday`.
    Set,
}

/// A time expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timex {
    /// The words, as TimeML marks them (without a leading preposition, with modifiers: `late last week`).
    pub span: Span,
    /// First and one past the last token.
    pub tokens: (u32, u32),
    /// TIMEX3's type.
    pub kind: TimexKind,
    /// TIMEX3's value: `2026-02`, `P1W`, `PRESENT_REF`, `XXXX-03` where the year is not known.
    pub value: String,
    /// The days it denotes.
    pub when: When,
    /// Whether the words count from the time of writing (`next week`, `last March`, `one week ago`, `Monday`).
    pub relative: bool,
    /// The weekday that is written beside a full date, Monday = 0.
    pub weekday: Option<u8>,
    /// `early`, `late`, `about`: the days are a hint, not a bound.
    pub approximate: bool,
}

/// The days that a time expression denotes. No year is ever guessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum When {
    /// No day can be said: durations, sets, `now` without a publication date.
    #[default]
    Unknown,
    /// Days of the calendar; open ends for `since 2015`, `by Friday`.
    Days(Interval),
    /// A stretch of every year, the year not being known (`last March` without a publication
    /// date): month and day of its first and last day.
    Yearly {
        /// First day, (month, day).
        from: (u8, u8),
        /// Last day, (month, day).
        to: (u8, u8),
    },
    /// Days counted from an unknown publication day `P`: `P+from ..= P+to`.
    FromPublication {
        /// Days from P to the first day.
        from: i32,
        /// Days from P to the last day.
        to: i32,
    },
}

/// Finds the time expressions of an article, in text order, not overlapping.
///
/// `anchor` is the publication day where the article states one to the day.
/// Without it, values stay relative: `last March` is `XXXX-03` and
/// [`When::Yearly`], `one week ago` is [`When::FromPublication`].
pub fn find(
    article: &Article,
    sentences: &[Sentence],
    tokens: &Tokens,
    anchor: Option<Day>,
    words: &TimeWords,
) -> Vec<Timex> {
    todo!()
}
