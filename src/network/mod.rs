//! Difference constraints over days, solved exactly.
//!
//! What comes in: day [`Variable`]s and constraints of the form `to − from ≤ days`, each with its
//! [`Provenance`]: the claim it was read from, the source that makes the claim, and how firmly it stands. What
//! goes out: sets of claims that cannot all be true ([`Conflict`]), the days a variable can have ([`Window`]), the
//! sources without which the rest agrees, and what would have to change for a conflict to go away.
//!
//! "The withdrawal came three weeks after the ceasefire" is two constraints: `withdrawal − ceasefire ≤ 22` and
//! `ceasefire − withdrawal ≤ −20`. A set of constraints fails exactly when some of them form a cycle whose sum is
//! negative; that cycle is the explanation, and its sum is how many days are missing.
//!
//! This module knows integers only: no text, no claim, no graph. Two constraints with the same [`Reason`] stand and
//! fall together. Nothing depends on the order in which constraints are added; it does depend on the order of
//! variables and reasons, which the caller keeps stable (by article and place in it).
//!
//! ```
//! use gainsay::network::{Hardness, Network, Provenance, Reason, Source, Variable};
//!
//! let by = |n| Provenance { reason: Reason(n), source: Source(n), hardness: Hardness::Hard };
//! let mut network = Network::new();
//! let start = network.variable();
//! let end = network.variable();
//! network.between(Variable::ORIGIN, start, Some(60), Some(90), by(0)); // "broke out in March"
//! network.between(start, end, Some(118), Some(126), by(1)); // "ended four months later"
//! network.between(Variable::ORIGIN, end, Some(121), Some(151), by(2)); // "ended in May"
//! let parts = network.parts();
//! let conflicts = parts.of(start).map(|part| part.conflicts()).unwrap_or_default();
//! assert_eq!(conflicts.len(), 1);
//! assert_eq!(conflicts[0].shortfall(), 27); // 60 + 118 days at the earliest, 151 at the latest
//! ```

mod conflict;
mod cycle;
mod odd;
mod part;
#[cfg(test)]
mod tests;
mod window;

pub use conflict::{Conflict, Cycle, Repair, Step, StepOption};
pub use part::{Part, Parts};
pub use window::{Bound, Window, Windows};

use crate::calendar::Interval;

/// A day that is to be found: a publication date, the start or the end of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Variable(u32);

impl Variable {
    /// The day 0 of the calendar (1970-01-01), the one variable that is known.
    ///
    /// A date is a constraint against it. It ties nothing together: two events that are both dated are not in one
    /// component for that.
    pub const ORIGIN: Self = Self(0);

    /// Returns the number of the variable: 0 for the origin, then in the order they were made.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// What a constraint was read from: an index into the caller's table of claims, premises and dates.
///
/// Constraints of one reason stand and fall together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reason(pub u32);

/// Who states it: an index into the caller's table of articles (or whatever is to be told as the odd one out).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Source(pub u32);

impl Source {
    /// Of nobody: an identity taken between two sources, or what holds of every event (it ends after it starts).
    pub const NONE: Self = Self(u32::MAX);
}

/// How firmly a constraint stands; it decides which of several conflicts is told, and what is a repair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hardness {
    /// Of the documents or of the world, no claim: a stated publication date; an end is not before its start.
    Given,
    /// A claim meant exactly: "on 3 June", "three weeks after".
    Hard,
    /// A claim that gives way: a plan, "about", "recently".
    Soft,
    /// An identity that no text states: these two sentences mean one event.
    Premise,
}

impl Hardness {
    /// Returns whether it is something a source claims.
    pub fn is_claim(self) -> bool {
        matches!(self, Self::Hard | Self::Soft)
    }
}

/// Where a constraint comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Provenance {
    /// The claim, premise or date.
    pub reason: Reason,
    /// The article.
    pub source: Source,
    /// How firmly it stands.
    pub hardness: Hardness,
}

/// `to − from ≤ at_most`, in days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Constraint {
    /// The variable that is subtracted.
    pub from: Variable,
    /// The variable it is subtracted from.
    pub to: Variable,
    /// Days; negative where `to` lies before `from`. Taken at most [`FARTHEST`] days either way.
    pub at_most: i64,
    /// What states it.
    pub by: Provenance,
}

/// Days from one variable to another: at least, at most; an absent end is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Distance {
    /// The fewest days.
    pub at_least: Option<i64>,
    /// The most days.
    pub at_most: Option<i64>,
}

impl Distance {
    fn contains(self, days: i64) -> bool {
        self.at_least.is_none_or(|least| least <= days)
            && self.at_most.is_none_or(|most| days <= most)
    }
}

/// One statement that leaves several possibilities: "last March" is March of this year or of the one before.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Choice {
    /// The variable that is subtracted.
    pub from: Variable,
    /// The variable it is subtracted from.
    pub to: Variable,
    /// What `to − from` may be: one of these. Never empty.
    pub options: Vec<Distance>,
    /// What states it.
    pub by: Provenance,
}

/// The farthest a constraint reaches, in days (273,000 years); longer ones are cut to it.
pub const FARTHEST: i64 = 100_000_000;

/// Variables and what is said about them, before anything is solved.
#[derive(Debug, Clone)]
pub struct Network {
    n_variables: u32,
    constraints: Vec<Constraint>,
    choices: Vec<Choice>,
}

impl Default for Network {
    fn default() -> Self {
        Self::new()
    }
}

impl Network {
    /// Returns a network that knows the origin only.
    pub fn new() -> Self {
        Self {
            n_variables: 1,
            constraints: Vec::new(),
            choices: Vec::new(),
        }
    }

    /// Returns a new variable, of which nothing is known yet.
    pub fn variable(&mut self) -> Variable {
        let variable = Variable(self.n_variables);
        self.n_variables += 1;
        variable
    }

    /// Returns the number of variables, the origin included.
    pub fn n_variables(&self) -> usize {
        self.n_variables as usize
    }

    /// Returns the number of constraints; one from [`Network::either`] is not among them.
    pub fn n_constraints(&self) -> usize {
        self.constraints.len()
    }

    /// Adds `to − from ≤ at_most`.
    pub fn constrain(&mut self, constraint: Constraint) {
        self.constraints.push(constraint.cut());
    }

    /// Adds `at_least ≤ to − from ≤ at_most`, each end where it is given.
    pub fn between(
        &mut self,
        from: Variable,
        to: Variable,
        at_least: Option<i64>,
        at_most: Option<i64>,
        by: Provenance,
    ) {
        let distance = Distance { at_least, at_most };
        for constraint in distance.constraints(from, to, by) {
            self.constrain(constraint);
        }
    }

    /// Adds that a variable lies in a range of days of the calendar.
    pub fn on(&mut self, variable: Variable, days: Interval, by: Provenance) {
        let at_least = days.from.map(|day| i64::from(day.0));
        let at_most = days.to.map(|day| i64::from(day.0));
        self.between(Variable::ORIGIN, variable, at_least, at_most, by);
    }

    /// Adds that `earlier` is on the day of `later`, or before it.
    pub fn not_after(&mut self, earlier: Variable, later: Variable, by: Provenance) {
        self.between(earlier, later, Some(0), None, by);
    }

    /// Adds that two variables are one day.
    pub fn same(&mut self, a: Variable, b: Variable, by: Provenance) {
        self.between(a, b, Some(0), Some(0), by);
    }

    /// Adds that `to − from` is one of several; none at all says nothing.
    pub fn either(&mut self, from: Variable, to: Variable, options: &[Distance], by: Provenance) {
        if let [only] = options {
            self.between(from, to, only.at_least, only.at_most, by);
        } else if !options.is_empty() {
            let mut options: Vec<Distance> = options.iter().map(|option| option.cut()).collect();
            options.sort_unstable();
            options.dedup();
            self.choices.push(Choice {
                from,
                to,
                options,
                by,
            });
        }
    }

    /// Adds that a variable lies in one of several ranges of days of the calendar.
    pub fn on_one_of(&mut self, variable: Variable, ranges: &[Interval], by: Provenance) {
        let options: Vec<Distance> = ranges
            .iter()
            .map(|days| Distance {
                at_least: days.from.map(|day| i64::from(day.0)),
                at_most: days.to.map(|day| i64::from(day.0)),
            })
            .collect();
        self.either(Variable::ORIGIN, variable, &options, by);
    }

    /// Cuts the network into its connected parts, the origin not counting as a connection.
    ///
    /// Each part is a problem of its own: what holds in one says nothing about another.
    pub fn parts(&self) -> Parts {
        Parts::of_network(self)
    }
}

impl Constraint {
    fn cut(self) -> Self {
        Self {
            at_most: self.at_most.clamp(-FARTHEST, FARTHEST),
            ..self
        }
    }
}

impl Distance {
    fn cut(self) -> Self {
        let cut = |days: i64| days.clamp(-FARTHEST, FARTHEST);
        Self {
            at_least: self.at_least.map(cut),
            at_most: self.at_most.map(cut),
        }
    }

    /// Returns it as constraints: one for each end that is closed.
    fn constraints(
        self,
        from: Variable,
        to: Variable,
        by: Provenance,
    ) -> impl Iterator<Item = Constraint> + Clone {
        let most = self.at_most.map(|at_most| Constraint {
            from,
            to,
            at_most,
            by,
        });
        let least = self.at_least.map(|at_least| Constraint {
            from: to,
            to: from,
            at_most: -at_least,
            by,
        });
        most.into_iter().chain(least)
    }
}
