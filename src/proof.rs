//! What proves that claims about days cannot all be true, in a form that outlives the network it was found in.

use std::collections::BTreeMap;

use crate::network::{Conflict, Constraint, Distance, Hardness, Step, StepOption, Variable};
use crate::span::{SourceId, Span};

/// Cycles of constraints, each of which asks for more days than it leaves.
///
/// One cycle; where a statement leaves several possibilities, one for each of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Proof {
    /// What each day is called; constraints name days by their place here. The first is day 0 of the calendar.
    pub days: Vec<String>,
    /// The statements that leave several possibilities.
    pub choices: Vec<ProofChoice>,
    /// The cycles.
    pub cycles: Vec<Vec<ProofStep>>,
}

/// `to − from ≤ at_most`, and what says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProofStep {
    /// The day that is subtracted.
    pub from: usize,
    /// The day it is subtracted from.
    pub to: usize,
    /// Days.
    pub at_most: i64,
    /// How firmly it stands.
    pub hardness: Hardness,
    /// Which possibility of a choice it belongs to.
    pub option: Option<StepOption>,
    /// What is read.
    pub said: Said,
}

/// Words that state a constraint.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Said {
    /// Where they stand; nowhere for an identity and for what holds of the world.
    pub words: Option<(SourceId, Span)>,
    /// What they say.
    pub says: String,
}

/// A statement that leaves several possibilities for `to − from`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProofChoice {
    /// The day that is subtracted.
    pub from: usize,
    /// The day it is subtracted from.
    pub to: usize,
    /// The possibilities.
    pub options: Vec<Distance>,
}

impl Proof {
    /// Writes a conflict down: `name` says what a day is called, `said` what states a constraint.
    pub fn new(
        conflict: &Conflict,
        name: impl Fn(Variable) -> String,
        said: impl Fn(&Constraint) -> Said,
    ) -> Self {
        let mut numbers = BTreeMap::from([(Variable::ORIGIN, 0)]);
        let mut days = vec!["1970-01-01".to_owned()];
        let mut number = |variable: Variable| {
            *numbers.entry(variable).or_insert_with(|| {
                days.push(name(variable));
                days.len() - 1
            })
        };
        let mut step = |step: &Step| ProofStep {
            from: number(step.constraint.from),
            to: number(step.constraint.to),
            at_most: step.constraint.at_most,
            hardness: step.constraint.by.hardness,
            option: step.option,
            said: said(&step.constraint),
        };
        let cycles = conflict
            .cycles
            .iter()
            .map(|cycle| cycle.steps.iter().map(&mut step).collect())
            .collect();
        let choices = conflict
            .choices
            .iter()
            .map(|choice| ProofChoice {
                from: number(choice.from),
                to: number(choice.to),
                options: choice.options.clone(),
            })
            .collect();
        Self {
            days,
            choices,
            cycles,
        }
    }
}
