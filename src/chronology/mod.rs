//! What the claims of a corpus say of time, as one network of days.
//!
//! Every claim of a frame with phases has a day of its own; dates, the status
//! at the time of writing and the links of its article bound it. A same-event
//! edge of the graph is an equality, and a premise: what is found between two
//! articles never depends on a third. Stated publication dates are constants,
//! the others variables. What is in doubt gives no constraint.

mod build;

mod chain;

mod order;

mod told;

pub use chain::{Chain, ChainStep};
pub use order::{Ordered, Outcome, is_order_known, order};
pub use told::{Condition, PublicationWindow};

use std::collections::BTreeMap;

use crate::graph::{ClaimGraph, ClaimId};
use crate::network::{Network, Parts, Reason, Variable};
use crate::span::SourceId;

/// What a constraint was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// A claim: its time, and its status at the time of writing.
    Claim(ClaimId),
    /// A link of an article, by its place among the article's links.
    Link(SourceId, u32),
    /// Two claims taken to be about one day of one event.
    Same(ClaimId, ClaimId),
    /// Two claims taken to be about one event, the first about an earlier phase of it.
    Phases(ClaimId, ClaimId),
    /// Two counts of one event, the first the smaller: counts only grow.
    Counts(ClaimId, ClaimId),
    /// A date that an article tells of, by its place among the article's told dates.
    Told(SourceId, u32),
    /// The bounds of a publication date that is not stated to the day.
    Published(SourceId),
}

/// The network of a corpus, or of a few claims of it. See the [module](self).
pub struct Chronology<'g> {
    graph: &'g ClaimGraph<'g>,
    network: Network,
    parts: Parts,
    bases: Vec<Basis>,
    days: BTreeMap<ClaimId, Variable>,
    published: BTreeMap<SourceId, Variable>,
    claims: BTreeMap<Variable, ClaimId>,
    articles: BTreeMap<Variable, SourceId>,
}

impl<'g> Chronology<'g> {
    /// Reads the network of the whole graph.
    pub fn new(graph: &'g ClaimGraph<'g>) -> Self {
        build::whole(graph)
    }

    /// Reads the network of two claims and what their articles say of their own dates, nothing else.
    pub fn of_pair(graph: &'g ClaimGraph<'g>, a: ClaimId, b: ClaimId) -> Self {
        build::pair(graph, a, b)
    }

    /// Returns the number of constraints.
    pub fn n_constraints(&self) -> usize {
        self.network.n_constraints()
    }

    /// Returns what a constraint was read from.
    pub fn basis(&self, reason: Reason) -> Option<Basis> {
        self.bases.get(reason.0 as usize).copied()
    }

    /// Returns the network itself.
    pub fn network(&self) -> &Network {
        &self.network
    }

    /// Returns the variable of a claim's day, where it is in the network.
    pub fn day(&self, claim: ClaimId) -> Option<Variable> {
        self.days.get(&claim).copied()
    }

    /// Returns the claim whose day a variable is.
    fn claim_of(&self, variable: Variable) -> Option<ClaimId> {
        self.claims.get(&variable).copied()
    }

    /// Returns the article whose publication date a variable is.
    fn article_of(&self, variable: Variable) -> Option<SourceId> {
        self.articles.get(&variable).copied()
    }
}
