//! The days a variable can have.

use super::conflict::Step;
use super::cycle::{Search, Shortest};
use super::part::Part;
use super::{Reason, Variable};
use crate::calendar::{Day, Interval};

/// The days of every variable of a part.
pub struct Windows<'a> {
    earliest: Shortest<'a>,
    latest: Shortest<'a>,
    part: &'a Part,
    left_out: Vec<Reason>,
}

/// The days from one variable to another, or from the origin.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Window {
    /// The fewest, or nothing where nothing says so.
    pub at_least: Option<Bound>,
    /// The most, or nothing where nothing says so.
    pub at_most: Option<Bound>,
}

/// One end of a window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    /// Days.
    pub days: i64,
    /// The steps that add up to it: from the variable to the origin for the fewest (their sum is `−days`), from the
    /// origin to the variable for the most.
    pub steps: Vec<Step>,
}

impl Window {
    /// Returns the window of a variable as days of the calendar.
    pub fn interval(&self) -> Interval {
        let day = |bound: &Option<Bound>| {
            let days = bound.as_ref()?.days;
            i32::try_from(days).ok().map(Day)
        };
        Interval {
            from: day(&self.at_least),
            to: day(&self.at_most),
        }
    }
}

impl Bound {
    /// Returns what gives it, each once, in order.
    pub fn reasons(&self) -> Vec<Reason> {
        let mut reasons: Vec<Reason> = Vec::new();
        for step in &self.steps {
            if !reasons.contains(&step.constraint.by.reason) {
                reasons.push(step.constraint.by.reason);
            }
        }
        reasons
    }
}

impl Part {
    /// Returns the days of every variable, from everything but the claims of its conflicts.
    ///
    /// Where a statement leaves several possibilities, only what holds for all of them counts.
    pub fn windows(&self) -> Windows<'_> {
        let (left_out, solved) = self.solved();
        Windows {
            latest: Shortest::new(&solved, 0, false),
            earliest: Shortest::new(&solved, 0, true),
            part: self,
            left_out,
        }
    }

    /// Returns the days from one variable to another, from everything but the claims of its conflicts.
    ///
    /// With [`Variable::ORIGIN`] as `from` it is the window of `to`. An end that is above zero says that `to` is
    /// later than `from`. A variable that is not in the part has the open window.
    pub fn window(&self, from: Variable, to: Variable) -> Window {
        let (Some(start), Some(end)) = (self.vertex(from), self.vertex(to)) else {
            return Window::default();
        };
        let (_, solved) = self.solved();
        let most = Shortest::new(&solved, start, false);
        let least = Shortest::new(&solved, start, true);
        Window {
            at_most: self.bound(&most, end, to, 1),
            at_least: self.bound(&least, end, to, -1),
        }
    }

    /// Returns a search that has a solution, and the claims that were left out for it.
    fn solved(&self) -> (Vec<Reason>, Search<'_>) {
        let (conflicts, search) = self.conflicts_and_rest();
        let mut left_out: Vec<Reason> =
            conflicts.iter().flat_map(super::Conflict::claims).collect();
        left_out.sort_unstable();
        (left_out, search)
    }

    fn bound(
        &self,
        shortest: &Shortest<'_>,
        vertex: u32,
        variable: Variable,
        sign: i64,
    ) -> Option<Bound> {
        let days = shortest.days.get(vertex as usize).copied().flatten()?;
        let way = shortest.way(variable);
        Some(Bound {
            days: sign * days,
            steps: way.iter().filter_map(|arc| self.step(*arc)).collect(),
        })
    }
}

impl Windows<'_> {
    /// Returns the window of a variable; open where nothing bounds it, and where it is not in the part.
    pub fn of(&self, variable: Variable) -> Window {
        let Some(vertex) = self.part.vertex(variable) else {
            return Window::default();
        };
        Window {
            at_most: self.part.bound(&self.latest, vertex, variable, 1),
            at_least: self.part.bound(&self.earliest, vertex, variable, -1),
        }
    }

    /// Returns the claims of conflicts, which bound nothing, ascending.
    pub fn left_out(&self) -> &[Reason] {
        &self.left_out
    }
}
