//! Sets of claims that cannot all be true, as small as they get.

use std::collections::BTreeSet;

use super::cycle::Search;
use super::part::{Arc, ArcKind, Part, to_u32};
use super::{Choice, Constraint, Hardness, Provenance, Reason, Source};

/// Ways of choosing among alternatives that are tried before a part counts as undecided …
const BRANCHES: usize = 2_000;
/// … and the arcs that may be looked at for it, which is less in very large parts.
const BRANCH_ARCS: usize = 20_000_000;
/// In parts of at most so many arcs each cycle that refutes a choice is made as cheap as possible.
const SMALL: usize = 500;

/// Claims that cannot all be true; leave out any one reason of them, and the others can.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The proof. One cycle; several where a statement leaves several possibilities, one at least for each.
    pub cycles: Vec<Cycle>,
    /// The statements that leave several possibilities, which steps name by their place.
    pub choices: Vec<Choice>,
    /// The reasons of all steps, in the order of the first cycle, then of the others.
    pub reasons: Vec<Reason>,
}

/// Constraints that lead from a variable back to it, and together ask for more days than there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cycle {
    /// The steps; each begins where the one before ends, the first where the last ends. A cycle that uses the
    /// calendar begins at the origin.
    pub steps: Vec<Step>,
}

/// One constraint of a cycle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// `to − from ≤ at_most`, and what states it.
    pub constraint: Constraint,
    /// Which possibility it belongs to, if it is one of several.
    pub option: Option<StepOption>,
}

/// Which possibility of a [`Choice`] a step belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct StepOption {
    /// The choice: its place in [`Conflict::choices`] (of a bound of a window: in [`Part::choices`]).
    pub choice: u32,
    /// The place of the one that must be true for the step to hold; `None` where it holds for all of them, being the
    /// earliest or the latest day of all.
    pub option: Option<u32>,
}

/// A change that would mend a conflict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Repair {
    /// The step to change.
    pub step: Step,
    /// The days it would have to allow instead of `step.constraint.at_most`.
    pub at_most: i64,
}

impl Cycle {
    /// Returns the sum of the steps: below zero, and how far is how many days are missing.
    pub fn sum(&self) -> i64 {
        self.steps.iter().map(|step| step.constraint.at_most).sum()
    }

    /// Returns how many days are missing.
    pub fn shortfall(&self) -> i64 {
        -self.sum()
    }

    fn new(part: &Part, arcs: &[u32]) -> Self {
        let mut steps: Vec<Step> = arcs.iter().filter_map(|arc| part.step(*arc)).collect();
        let least = steps.iter().map(|step| step.constraint.from).min();
        let first = steps
            .iter()
            .position(|step| Some(step.constraint.from) == least);
        steps.rotate_left(first.unwrap_or(0));
        Self { steps }
    }
}

impl Conflict {
    /// Returns all steps, cycle after cycle.
    pub fn steps(&self) -> impl Iterator<Item = &Step> {
        self.cycles.iter().flat_map(|cycle| &cycle.steps)
    }

    /// Returns how many days are missing at least.
    pub fn shortfall(&self) -> i64 {
        let days = self.cycles.iter().map(Cycle::shortfall);
        days.min().unwrap_or(0)
    }

    /// Returns the reasons that are claims, in the order of [`Conflict::reasons`].
    pub fn claims(&self) -> Vec<Reason> {
        let claims: BTreeSet<Reason> = self
            .steps()
            .filter(|step| step.constraint.by.hardness.is_claim())
            .map(|step| step.constraint.by.reason)
            .collect();
        let reasons = self.reasons.iter().copied();
        reasons.filter(|reason| claims.contains(reason)).collect()
    }

    /// Returns the sources of the steps, ascending, without [`Source::NONE`].
    pub fn sources(&self) -> BTreeSet<Source> {
        self.steps()
            .map(|step| step.constraint.by.source)
            .filter(|source| *source != Source::NONE)
            .collect()
    }

    /// Returns whether it rests on a claim that gives way.
    pub fn is_soft(&self) -> bool {
        self.steps()
            .any(|step| step.constraint.by.hardness == Hardness::Soft)
    }

    /// Returns whether it rests on an identity that no text states.
    pub fn has_premise(&self) -> bool {
        self.steps()
            .any(|step| step.constraint.by.hardness == Hardness::Premise)
    }

    /// Sorts conflicts: fewest claims, those that do not give way, fewest identities, then by reason.
    fn rank(&self) -> (usize, bool, usize, Vec<Reason>) {
        let premises = self
            .steps()
            .filter(|step| step.constraint.by.hardness == Hardness::Premise);
        let mut reasons = self.reasons.clone();
        reasons.sort_unstable();
        (
            self.claims().len(),
            self.is_soft(),
            premises.count(),
            reasons,
        )
    }

    fn new(part: &Part, cycles: &[Vec<u32>]) -> Self {
        let cycles: Vec<Cycle> = cycles.iter().map(|arcs| Cycle::new(part, arcs)).collect();
        let mut seen = BTreeSet::new();
        let steps = cycles.iter().flat_map(|cycle| &cycle.steps);
        let reasons = steps
            .map(|step| step.constraint.by.reason)
            .filter(|reason| seen.insert(*reason))
            .collect();
        Self {
            cycles,
            choices: part.choices.clone(),
            reasons,
        }
    }
}

/// What a search through the alternatives ends with.
pub(super) enum Outcome {
    Consistent,
    /// Cycles, of which every way of choosing contains one.
    Refuted(Vec<Vec<u32>>),
    /// Too many ways of choosing.
    Undecided,
}

impl Part {
    /// Returns whether all can be true together; `None` where there are too many alternatives to tell.
    pub fn is_consistent(&self) -> Option<bool> {
        match refute(&mut Search::new(self)) {
            Outcome::Consistent => Some(true),
            Outcome::Refuted(_) => Some(false),
            Outcome::Undecided => None,
        }
    }

    /// Returns independent conflicts: no two share a claim, and without their claims the rest can be true.
    ///
    /// Each is the one of fewest claims that is left (soft ones and identities avoided where that costs no claim),
    /// and minimal: without any one of its reasons it is none. Identities and dates may be shared. Empty where
    /// nothing is found, which is also so where there are too many alternatives to tell.
    pub fn conflicts(&self) -> Vec<Conflict> {
        self.conflicts_and_rest().0
    }

    /// Returns the conflicts, and a search in which their claims are left out.
    pub(super) fn conflicts_and_rest(&self) -> (Vec<Conflict>, Search<'_>) {
        let mut search = Search::new(self);
        let mut conflicts = Vec::new();
        while let Outcome::Refuted(cycles) = refute(&mut search) {
            let cycles = match cycles.as_slice() {
                [only] => vec![search.cheapest(only.clone())],
                _ => cycles,
            };
            let conflict = self.minimal(&cycles);
            let mut out: BTreeSet<Reason> = conflict.claims().into_iter().collect();
            if out.is_empty() {
                out.extend(&conflict.reasons);
            }
            search.leave_out(|by| out.contains(&by.reason));
            conflicts.push(conflict);
        }
        conflicts.sort_by_cached_key(Conflict::rank);
        (conflicts, search)
    }

    /// Returns the conflict that is left when no further reason of the cycles can be done without.
    fn minimal(&self, cycles: &[Vec<u32>]) -> Conflict {
        let mut by: Vec<Provenance> = cycles
            .iter()
            .flatten()
            .filter_map(|arc| self.by.get(*arc as usize).copied())
            .collect();
        by.sort_unstable_by_key(|by| (by.reason, by.hardness));
        by.dedup_by_key(|by| by.reason);
        let mut kept: BTreeSet<Reason> = by.iter().map(|by| by.reason).collect();
        // Done without, if possible: first identities, then what gives way, then the later claims.
        by.sort_unstable_by_key(|by| std::cmp::Reverse((by.hardness, by.reason)));
        let mut small = self.only(|by| kept.contains(&by.reason));
        for Provenance { reason, .. } in by {
            let without = small.only(|by| by.reason != reason);
            if without.is_consistent() == Some(false) {
                kept.remove(&reason);
                small = without;
            }
        }
        let mut search = Search::new(&small);
        match refute(&mut search) {
            Outcome::Refuted(cycles) => {
                let cycles: Vec<Vec<u32>> = match cycles.as_slice() {
                    [only] => vec![search.cheapest(only.clone())],
                    _ => cycles,
                };
                Conflict::new(&small, &cycles)
            }
            Outcome::Consistent | Outcome::Undecided => Conflict::new(self, cycles),
        }
    }

    /// Returns the steps of a conflict that, changed as far as told, would mend it: each alone.
    ///
    /// First the claims that give way, then the other claims, then identities and dates. A step that would not do
    /// alone is left out.
    pub fn repairs(&self, conflict: &Conflict) -> Vec<Repair> {
        let small = self.only(|by| conflict.reasons.contains(&by.reason));
        let mut repairs: Vec<Repair> = Vec::new();
        for cycle in &conflict.cycles {
            for step in &cycle.steps {
                let repair = Repair {
                    step: *step,
                    at_most: step.constraint.at_most + cycle.shortfall(),
                };
                let known = repairs.iter().any(|r| r.step == *step);
                if !known && small.changed(&repair).is_consistent() == Some(true) {
                    repairs.push(repair);
                }
            }
        }
        repairs.sort_by_key(|repair| match repair.step.constraint.by.hardness {
            Hardness::Soft => 0,
            Hardness::Hard => 1,
            Hardness::Premise => 2,
            Hardness::Given => 3,
        });
        repairs
    }

    /// Returns the part with one constraint changed.
    fn changed(&self, repair: &Repair) -> Self {
        let old = repair.step.constraint;
        let mut constraints: Vec<Constraint> = self.constraints().collect();
        let mut choices = self.choices.clone();
        if repair.step.option.is_none() {
            for c in constraints.iter_mut().filter(|c| **c == old) {
                c.at_most = repair.at_most;
            }
        }
        for choice in choices.iter_mut().filter(|c| c.by == old.by) {
            for option in &mut choice.options {
                let forwards = choice.from == old.from && choice.to == old.to;
                match repair.step.option {
                    None => {}
                    Some(_) if forwards && option.at_most == Some(old.at_most) => {
                        option.at_most = Some(repair.at_most);
                    }
                    Some(_) if !forwards && option.at_least == Some(-old.at_most) => {
                        option.at_least = Some(-repair.at_most);
                    }
                    Some(_) => {}
                }
            }
        }
        Self::of(&constraints, choices)
    }

    pub(super) fn step(&self, arc: u32) -> Option<Step> {
        let at = arc as usize;
        let Arc { to, days } = *self.arcs.get(at)?;
        Some(Step {
            constraint: Constraint {
                from: self.variable_at(*self.tails.get(at)?),
                to: self.variable_at(to),
                at_most: i64::from(days),
                by: *self.by.get(at)?,
            },
            option: match *self.kinds.get(at)? {
                ArcKind::Plain => None,
                ArcKind::Hull { choice } => Some(StepOption {
                    choice,
                    option: None,
                }),
                ArcKind::Option { choice, option } => Some(StepOption {
                    choice,
                    option: Some(option),
                }),
            },
        })
    }
}

/// Looks for a way of choosing under which everything can be true.
pub(super) fn refute(search: &mut Search<'_>) -> Outcome {
    if let Some(cycle) = search.negative_cycle() {
        return Outcome::Refuted(vec![cycle]);
    }
    if search.part.choices.is_empty() {
        return Outcome::Consistent;
    }
    let mut budget = BRANCHES.min(BRANCH_ARCS / search.n_arcs().max(1));
    branch(search, &mut budget)
}

/// Tries the options of the first choice that the solution of `search` does not satisfy.
fn branch(search: &Search<'_>, budget: &mut usize) -> Outcome {
    let part = search.part;
    let Some(choice) = search.unsatisfied() else {
        return Outcome::Consistent;
    };
    let n_options = part
        .choices
        .get(choice as usize)
        .map_or(0, |c| c.options.len());
    let mut refuted = Vec::new();
    for option in 0..to_u32(n_options) {
        if *budget == 0 {
            return Outcome::Undecided;
        }
        *budget -= 1;
        let mut chosen = search.clone();
        chosen.choose(choice, option);
        let outcome = match chosen.negative_cycle() {
            Some(cycle) if chosen.n_arcs() <= SMALL => {
                Outcome::Refuted(vec![chosen.cheapest(cycle)])
            }
            Some(cycle) => Outcome::Refuted(vec![cycle]),
            None => branch(&chosen, budget),
        };
        match outcome {
            Outcome::Refuted(cycles) => {
                let wanted = ArcKind::Option { choice, option };
                let used = cycles
                    .iter()
                    .flatten()
                    .any(|arc| part.kinds.get(*arc as usize) == Some(&wanted));
                if !used {
                    // It fails whatever this choice is.
                    return Outcome::Refuted(cycles);
                }
                refuted.extend(cycles);
            }
            other => return other,
        }
    }
    Outcome::Refuted(refuted)
}
