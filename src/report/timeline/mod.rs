//! The events of a corpus on one axis: who says when, and where they do not agree.
//!
//! Comes in: the claim graph, its chronology, and the findings in final order.
//! Goes out: a [`Timeline`], which [`svg`] and [`text`] draw. Nothing is
//! decided here: identity is the graph's, conflicts are the findings'. What is
//! drawn is what a source says of the day, never what follows from others,
//! save for the publication dates that an article does not state.

use crate::calendar::Interval;
use axis::{Axis, Cut, Room};

mod axis;

mod build;

mod label;

pub mod svg;

pub mod text;

#[cfg(test)]
mod tests;

pub use build::build;

/// Events by day, with what each article says of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Timeline {
    /// The events, earliest first.
    pub rows: Vec<Row>,
    /// When the articles appeared that have a statement in a row, in the corpus' order.
    pub published: Vec<Published>,
    /// The findings that are marked, by number from 1.
    pub notes: Vec<Note>,
    /// Events that no article dates.
    pub n_undated: usize,
}

/// An event: claims joined by same-event edges, all about one phase of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What it is called: `Cuba–United States agreement: signing`.
    pub label: String,
    /// What is said of its day, earliest first.
    pub statements: Vec<Statement>,
    /// Claims about it that say nothing of its day.
    pub n_undated: usize,
}

/// What one article says of the day of an event; the same said twice is one statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// The article's short name.
    pub article: String,
    /// The article's path.
    pub path: String,
    /// The days; an end is open where nothing is said of it.
    pub days: Interval,
    /// What the days were read from.
    pub basis: Basis,
    /// How it is drawn.
    pub manner: Manner,
    /// How far the event has come, in a word or two: `planned`, `not done`.
    pub status: String,
    /// When the article appeared, as it states it.
    pub published: Interval,
    /// The words.
    pub quote: String,
    /// Numbers of the findings that are about it.
    pub marks: Vec<usize>,
}

/// What the days of a statement were read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Basis {
    /// A date, or one counted from a stated publication date.
    Stated,
    /// A stretch of a year that is not stated; drawn in the nearest.
    NoYear,
    /// Counted from a publication date that only follows from other dates.
    Inferred,
    /// The status at the time of writing: what is done lies before it, what is planned behind.
    Writing,
    /// Nothing: a finding is about it, but it has no day.
    Nothing,
}

/// How far the event has come for the source, as far as the picture tells it apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Manner {
    /// It lies ahead.
    Ahead,
    /// It is under way.
    Ongoing,
    /// It has happened.
    Done,
    /// It is called off, put off, or denied.
    Off,
    /// Not said.
    Unsaid,
}

impl Manner {
    /// Every manner with the words that the legend has for it.
    pub(super) const ALL: [(Self, &'static str); 5] = [
        (Self::Done, "done"),
        (Self::Ongoing, "ongoing"),
        (Self::Ahead, "planned"),
        (Self::Off, "called off or denied"),
        (Self::Unsaid, "not said"),
    ];
}

/// When an article appeared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// The article's short name.
    pub article: String,
    /// The article's path.
    pub path: String,
    /// The days; all of them where nothing is known.
    pub days: Interval,
    /// Whether the article states it.
    pub stated: bool,
    /// What the days rest on, where it does not.
    pub conditions: Vec<String>,
}

/// A finding that is marked in the rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Whether both sides cannot be true; else the order of the articles decides.
    pub is_conflict: bool,
    /// The verdict's name.
    pub verdict: &'static str,
    /// What it says.
    pub message: String,
}

impl Timeline {
    /// Returns the number of statements.
    pub fn n_statements(&self) -> usize {
        self.rows.iter().map(|row| row.statements.len()).sum()
    }

    /// Returns the line that says what is drawn.
    fn title(&self) -> String {
        format!(
            "{}, {}, {}",
            counted(self.rows.len(), "event"),
            counted(self.n_statements(), "statement"),
            counted(self.published.len(), "article")
        )
    }

    /// Lays out every day that a statement or a publication date has.
    fn axis(&self, room: Room) -> Option<Axis> {
        let statements = self.rows.iter().flat_map(|row| &row.statements);
        let days = statements
            .flat_map(|s| [s.days, s.published])
            .chain(self.published.iter().map(|p| p.days));
        Axis::new(days.flat_map(axis::ends), room)
    }

    /// Returns what is not drawn, a line each.
    fn left_out(&self, cuts: &[Cut]) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        if !cuts.is_empty() {
            let lengths: Vec<&str> = cuts.iter().map(|c| c.length.as_str()).collect();
            lines.push(format!(
                "the axis is cut: {} without a date left out; each side of a cut has its own scale",
                lengths.join(", ")
            ));
        }
        if self.n_undated > 0 {
            lines.push(format!(
                "left out: {} that no article dates",
                counted(self.n_undated, "event")
            ));
        }
        let unknown = self
            .published
            .iter()
            .filter(|p| p.days == Interval::ALWAYS)
            .count();
        if unknown > 0 {
            lines.push(format!(
                "no publication date known: {}",
                counted(unknown, "article")
            ));
        }
        lines
    }

    /// Returns the marks of a statement, runs of three and more drawn together: `!1`, `?3–6`.
    fn marks(&self, statement: &Statement) -> Vec<String> {
        let mut runs: Vec<(usize, usize)> = Vec::new();
        let is_conflict = |n: usize| self.mark(n).starts_with('!');
        for number in &statement.marks {
            match runs.last_mut() {
                Some((_, last))
                    if *last + 1 == *number && is_conflict(*last) == is_conflict(*number) =>
                {
                    *last = *number;
                }
                _ => runs.push((*number, *number)),
            }
        }
        runs.into_iter()
            .flat_map(|(first, last)| match last - first {
                0 | 1 => (first..=last).map(|n| self.mark(n)).collect(),
                _ => vec![format!("{}–{last}", self.mark(first))],
            })
            .collect()
    }

    /// Returns the mark of a finding: `!1`, or `?1` where the order of the articles decides.
    fn mark(&self, number: usize) -> String {
        let note = self.notes.get(number.wrapping_sub(1));
        let sign = if note.is_none_or(|n| n.is_conflict) {
            '!'
        } else {
            '?'
        };
        format!("{sign}{number}")
    }
}

impl Row {
    /// Returns the label with the number of claims that say nothing of the day.
    fn heading(&self) -> String {
        match self.n_undated {
            0 => self.label.clone(),
            n => format!("{} (and {n} more without a day)", self.label),
        }
    }
}

impl Statement {
    /// Returns whether a finding says that it cannot be true beside another.
    fn is_in_conflict(&self, timeline: &Timeline) -> bool {
        self.marks
            .iter()
            .any(|n| timeline.mark(*n).starts_with('!'))
    }

    /// Returns which ends nothing is said of. What is under way at the time of writing began before, and ends later.
    fn open_ends(&self) -> (bool, bool) {
        let around = self.basis == Basis::Writing && self.manner == Manner::Ongoing;
        (
            around || self.days.from.is_none(),
            around || self.days.to.is_none(),
        )
    }

    /// Returns status and days: `planned: by 25 May 2026`; where the words give no day, that of writing.
    fn says(&self) -> String {
        let (status, days) = (&self.status, label::days(self.days));
        match self.basis {
            Basis::Stated => format!("{status}: {days}"),
            Basis::NoYear => format!("{status}: {}, no year stated", label::yearly(self.days)),
            Basis::Inferred => format!("{status}: {days}, inferred"),
            Basis::Writing => format!("{status}, written {}", label::days(self.published)),
            Basis::Nothing => format!("{status}: no day stated"),
        }
    }
}

fn counted(n: usize, noun: &str) -> String {
    let plural = if n == 1 { "" } else { "s" };
    format!("{n} {noun}{plural}")
}
