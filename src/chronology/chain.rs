//! Conflicts of the network as chains of claims that a reader can follow.

use std::cmp::Reverse;

use rayon::prelude::*;

use super::{Basis, Chronology};
use crate::calendar::{Day, Interval};
use crate::claims::Claim;
use crate::graph::ClaimId;
use crate::mentions::time::When;
use crate::network::{Conflict, Constraint, Cycle, Hardness, Part, Reason, Variable};
use crate::proof::{Proof, Said};
use crate::span::{SourceId, Span};

/// Rounds in which pairs that exclude each other are taken apart.
const MAX_PAIRS: usize = 20;

/// Most repairs that are told.
const MAX_REPAIRS: usize = 3;

/// Claims that cannot all be true, from the earliest day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    /// What is claimed, in the order in which the days follow each other.
    pub steps: Vec<ChainStep>,
    /// The claims about events, those that steps refer to included, ascending.
    pub claims: Vec<ClaimId>,
    /// The same-event edges it rests on.
    pub edges: Vec<(ClaimId, ClaimId)>,
    /// The dates that it runs between, where it uses the calendar: first day, last day.
    pub between: Option<(Day, Day)>,
    /// Days that some claims leave at most.
    pub room: i64,
    /// Days that the others need at least.
    pub need: i64,
    /// The smallest sets of articles without which the rest agrees.
    pub odd: Vec<Vec<SourceId>>,
    /// What would mend it, each alone.
    pub repairs: Vec<String>,
    /// Its constraints, for a certificate.
    pub proof: Proof,
}

/// One claim of a chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainStep {
    /// The article.
    pub source: SourceId,
    /// The words.
    pub span: Span,
    /// What they bound: `no earlier than 1 March 2026: the start of the fighting`.
    pub says: String,
    /// The claims it is about: one, or two that a link joins.
    pub claims: Vec<ClaimId>,
    /// What was read.
    pub basis: Basis,
}

impl Chain {
    /// Returns how many days are missing.
    pub fn short_by(&self) -> i64 {
        self.need - self.room
    }

    /// Returns the steps and the arithmetic, each in words.
    pub fn told(&self) -> Vec<String> {
        let steps = self.steps.iter().map(|s| s.says.clone());
        steps.chain(std::iter::once(self.sum())).collect()
    }

    /// Returns the arithmetic in words.
    pub fn sum(&self) -> String {
        let (room, need, short) = (days(self.room), days(self.need), days(self.short_by()));
        match self.between {
            Some((first, last)) if first <= last => format!(
                "from {} to {} leaves at most {room}, what lies between needs {need}: short by {short}",
                Interval::day(first),
                Interval::day(last),
            ),
            Some((_, last)) => {
                let earliest = i32::try_from(self.short_by()).map_or(last, |n| last.plus(n));
                format!(
                    "{} at the earliest by the one, {} at the latest by the other: short by {short}",
                    Interval::day(earliest),
                    Interval::day(last),
                )
            }
            None => format!("one leaves at most {room}, the rest needs {need}: short by {short}"),
        }
    }
}

impl Chronology<'_> {
    /// Returns every set of claims that cannot all be true, nothing in it being a plan or an estimate; ordered by
    /// the first claim.
    pub fn chains(&self) -> Vec<Chain> {
        // The largest first: one may take as long as all others together.
        let mut parts: Vec<&Part> = self.parts.iter().collect();
        parts.sort_by_key(|part| Reverse(part.n_constraints()));
        let mut chains: Vec<Chain> = parts
            .into_par_iter()
            .with_max_len(1)
            .flat_map_iter(|part| {
                let (firm, conflicts) = self.without_pairs(part);
                let odd = Self::odd(&firm, &conflicts);
                conflicts
                    .iter()
                    .filter_map(|conflict| self.chain(&firm, conflict, &odd))
                    .filter(|chain| self.tells_times(chain))
                    .collect::<Vec<_>>()
            })
            .collect();
        chains.sort_by(|x, y| (&x.claims, x.room).cmp(&(&y.claims, y.room)));
        chains
    }

    /// Whether at most one of the claims says no more of its day than that it was past or ahead: "an election
    /// is to come" and "a president was sworn in" may be of two elections.
    fn tells_times(&self, chain: &Chain) -> bool {
        let untimed = chain.steps.iter().filter(|step| match step.basis {
            Basis::Claim(id) => self.graph.claim(id).time == When::Unknown,
            _ => false,
        });
        untimed.count() <= 1
    }

    /// Returns the first set of claims that cannot all be true, two dates of one event included.
    pub fn proof(&self) -> Option<Chain> {
        self.parts.iter().find_map(|part| {
            let firm = part.only(|by| by.hardness != Hardness::Soft);
            let conflicts = firm.conflicts();
            conflicts
                .iter()
                .find_map(|conflict| self.chain(&firm, conflict, &[]))
        })
    }

    /// Returns a part without plans and estimates, and without the identities of two claims whose own dates exclude
    /// each other: those two are for rules of two claims, and must not hide what else their articles say. With it
    /// the conflicts that are left.
    fn without_pairs(&self, part: &Part) -> (Part, Vec<Conflict>) {
        let mut firm = part.only(|by| by.hardness != Hardness::Soft);
        let mut conflicts = firm.conflicts();
        for _ in 0..MAX_PAIRS {
            let pairs: Vec<Reason> = conflicts
                .iter()
                .filter(|conflict| conflict.claims().len() < 3)
                .filter(|conflict| {
                    conflict
                        .claims()
                        .iter()
                        .all(|reason| matches!(self.basis(*reason), Some(Basis::Claim(_))))
                })
                .flat_map(|conflict| conflict.reasons.clone())
                .filter(|reason| matches!(self.basis(*reason), Some(Basis::Same(..))))
                .collect();
            if pairs.is_empty() {
                break;
            }
            firm = firm.only(|by| !pairs.contains(&by.reason));
            conflicts = firm.conflicts();
        }
        (firm, conflicts)
    }

    /// Returns the steps by which two claims cannot both be true if estimates ("recently") are taken at their
    /// word; none where they can.
    pub fn estimate(&self, a: ClaimId, b: ClaimId) -> Vec<String> {
        let Some(part) = self.day(a).and_then(|day| self.parts.of(day)) else {
            return Vec::new();
        };
        let of = |reason: &Reason, id: ClaimId| self.basis(*reason) == Some(Basis::Claim(id));
        part.conflicts()
            .iter()
            .filter(|conflict| {
                conflict.is_soft()
                    && [a, b]
                        .iter()
                        .all(|id| conflict.reasons.iter().any(|r| of(r, *id)))
            })
            .find_map(|conflict| self.chain(part, conflict, &[]))
            .map(|chain| chain.told())
            .unwrap_or_default()
    }

    fn odd(part: &Part, conflicts: &[Conflict]) -> Vec<Vec<SourceId>> {
        part.odd_sources_of(conflicts)
            .into_iter()
            .map(|set| set.into_iter().map(|s| SourceId(s.0)).collect())
            .collect()
    }

    /// Returns a conflict as a chain, where its identities hold among all its claims.
    fn chain(&self, part: &Part, conflict: &Conflict, odd: &[Vec<SourceId>]) -> Option<Chain> {
        // Of several, one for each possibility ("last March"), the one that comes nearest to being true.
        // One that its own words exclude ("on January 3", told as past in the December before) is no possibility.
        let alone = |c: &Cycle| {
            let mut reasons = c.steps.iter().map(|step| step.constraint.by.reason);
            let first = reasons.next();
            reasons.all(|reason| Some(reason) == first)
        };
        let cycle = conflict
            .cycles
            .iter()
            .min_by_key(|c| (alone(c), c.shortfall()))?;
        let mut claims: Vec<ClaimId> = Vec::new();
        let mut edges: Vec<(ClaimId, ClaimId)> = Vec::new();
        let mut steps: Vec<ChainStep> = Vec::new();
        let (mut room, mut need) = (0, 0);
        let (mut first, mut last) = (None, None);
        // The cycle leads from the latest day back to the earliest.
        for step in cycle.steps.iter().rev() {
            let c = step.constraint;
            let basis = self.basis(c.by.reason)?;
            match (c.from == Variable::ORIGIN, c.to == Variable::ORIGIN) {
                (true, _) => last = i32::try_from(c.at_most).ok().map(Day),
                (_, true) => first = i32::try_from(-c.at_most).ok().map(Day),
                _ if c.at_most >= 0 => room += c.at_most,
                _ => need -= c.at_most,
            }
            for claim in [self.claim_of(c.from), self.claim_of(c.to)] {
                claims.extend(claim);
            }
            match basis {
                Basis::Same(a, b) | Basis::Phases(a, b) | Basis::Counts(a, b) => {
                    edges.push((a.min(b), a.max(b)));
                }
                Basis::Published(_) => {}
                Basis::Claim(_) | Basis::Link(..) | Basis::Told(..) => {
                    let says = self.says(c);
                    match steps.iter_mut().find(|s| s.basis == basis) {
                        Some(known) => {
                            known.says.push_str("; ");
                            known.says.push_str(&says);
                        }
                        None => steps.push(self.chain_step(basis, says)?),
                    }
                }
            }
        }
        for step in conflict.steps() {
            let c = step.constraint;
            claims.extend([c.from, c.to].into_iter().filter_map(|v| self.claim_of(v)));
        }
        claims.sort_unstable();
        claims.dedup();
        edges.sort_unstable();
        edges.dedup();
        if let (Some(first), Some(last)) = (first, last) {
            room += i64::from(last.0) - i64::from(first.0);
        }
        if room < 0 {
            need -= room;
            room = 0;
        }
        self.holds_together(&claims).then(|| Chain {
            steps,
            claims,
            edges,
            between: first.zip(last),
            room,
            need,
            odd: odd.to_vec(),
            repairs: self.repairs(part, conflict),
            proof: Proof::new(conflict, |day| self.name(day), |c| self.said(c)),
        })
    }

    /// Whether all claims of one frame are the same event two by two: identity is not passed on.
    fn holds_together(&self, claims: &[ClaimId]) -> bool {
        let frame = |id: ClaimId| {
            let name = self.graph.claim(id).predicate_name();
            name.split_once('.').map(|(frame, _)| frame)
        };
        claims.iter().enumerate().all(|(i, a)| {
            claims
                .iter()
                .skip(i + 1)
                .all(|b| frame(*a) != frame(*b) || self.graph.same_event_reasons(*a, *b).is_some())
        })
    }

    fn chain_step(&self, basis: Basis, says: String) -> Option<ChainStep> {
        let (source, span, claims) = match basis {
            Basis::Claim(id) => (
                self.graph.source(id),
                self.graph.claim(id).evidence,
                vec![id],
            ),
            Basis::Link(source, idx) => {
                let link = self.graph.extraction_at(source).links.get(idx as usize)?;
                let ids = self.graph.claims_of(source);
                let claims = [link.from, link.to]
                    .into_iter()
                    .filter_map(|at| ids.get(at as usize).copied())
                    .collect();
                (source, link.evidence, claims)
            }
            Basis::Told(source, idx) => {
                let told = self.graph.extraction_at(source).told.get(idx as usize)?;
                (source, told.span, Vec::new())
            }
            Basis::Same(..) | Basis::Phases(..) | Basis::Counts(..) | Basis::Published(_) => {
                return None;
            }
        };
        Some(ChainStep {
            source,
            span,
            says,
            claims,
            basis,
        })
    }

    /// Returns the words that state a constraint, and what they say; for an identity, what is taken as given.
    fn said(&self, c: &Constraint) -> Said {
        let basis = self.basis(c.by.reason);
        let step = basis.and_then(|basis| self.chain_step(basis, String::new()));
        Said {
            words: step.map(|step| (step.source, step.span)),
            says: self.says(*c),
        }
    }

    /// Returns what a constraint says of the days: `the ceasefire no earlier than 1 March 2026`.
    fn says(&self, c: Constraint) -> String {
        let day = |days: i64| {
            i32::try_from(days)
                .map_or_else(|_| String::new(), |d| Interval::day(Day(d)).to_string())
        };
        if c.from == Variable::ORIGIN {
            return format!("{} no later than {}", self.name(c.to), day(c.at_most));
        }
        if c.to == Variable::ORIGIN {
            return format!("{} no earlier than {}", self.name(c.from), day(-c.at_most));
        }
        self.distance(c)
    }

    fn distance(&self, c: Constraint) -> String {
        let (from, to) = (self.name(c.from), self.name(c.to));
        match c.at_most {
            // to − from ≤ −n
            n if n < 0 => format!("at least {} from {to} to {from}", days(-n)),
            0 => format!("{to} not after {from}"),
            n => format!("at most {} from {from} to {to}", days(n)),
        }
    }

    /// Returns what a variable is called.
    pub(super) fn name(&self, variable: Variable) -> String {
        if let Some(source) = self.article_of(variable) {
            return format!("the publication of {}", self.graph.article_at(source).path);
        }
        self.claim_of(variable)
            .map_or_else(String::new, |id| self.event(self.graph.claim(id)))
    }

    fn event(&self, claim: &Claim) -> String {
        let name = claim.predicate_name();
        self.graph
            .lexicon()
            .frames
            .of_predicate(name)
            .and_then(|f| f.timing.as_ref())
            .map_or_else(|| name.to_owned(), |t| t.called(name).to_owned())
    }

    fn repairs(&self, part: &Part, conflict: &Conflict) -> Vec<String> {
        let mut told = Vec::new();
        for repair in part.repairs(conflict) {
            let c = repair.step.constraint;
            let Some(basis) = self.basis(c.by.reason) else {
                continue;
            };
            let text = match basis {
                Basis::Claim(_) | Basis::Link(..) | Basis::Told(..) => {
                    let Some(step) = self.chain_step(basis, String::new()) else {
                        continue;
                    };
                    let path = &self.graph.article_at(step.source).path;
                    let Some(change) = self.change(c, repair.at_most) else {
                        continue;
                    };
                    format!("{change} ({path})")
                }
                Basis::Same(a, b) => format!(
                    "{} is not the same in {} and {}",
                    self.event(self.graph.claim(a)),
                    self.graph.article(a).path,
                    self.graph.article(b).path
                ),
                Basis::Phases(..) | Basis::Counts(..) | Basis::Published(_) => continue,
            };
            if !told.contains(&text) {
                told.push(text);
            }
        }
        told.truncate(MAX_REPAIRS);
        told
    }

    /// Returns what a claim would have to say instead.
    fn change(&self, c: Constraint, at_most: i64) -> Option<String> {
        let day = |days: i64| i32::try_from(days).ok().map(|d| Interval::day(Day(d)));
        if c.from == Variable::ORIGIN {
            return Some(format!(
                "{} was on {} or later",
                self.name(c.to),
                day(at_most)?
            ));
        }
        if c.to == Variable::ORIGIN {
            return Some(format!(
                "{} was on {} or earlier",
                self.name(c.from),
                day(-at_most)?
            ));
        }
        let (from, to) = (self.name(c.from), self.name(c.to));
        Some(match (c.at_most, at_most) {
            (..0, n @ ..=0) => format!("{to} came at most {} before {from}", days(-n)),
            (..0, n) => format!("{to} came {} or more after {from}", days(n)),
            (_, n) => format!("{to} came {} or more after {from}", days(n)),
        })
    }
}

pub(super) fn days(n: i64) -> String {
    if n == 1 {
        "1 day".to_owned()
    } else {
        format!("{n} days")
    }
}
