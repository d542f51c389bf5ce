//! The claim graph: articles, sources, entities, events, claims and pictures, and what joins them.
//!
//! Built once from the extractions, then only read. Rules bind claims through
//! it alone: two claims of different articles meet by a [same-event
//! edge](ClaimGraph::same_event), which keeps its reasons. This is the only
//! user of petgraph; callers hold [`ClaimId`]s.

use std::borrow::Cow;

use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;
use rustc_hash::FxHashSet;

use crate::claims::{Claim, Extraction, Predicate};
use crate::lexicon::Lexicon;
use crate::read::{Article, Corpus};
use crate::span::SourceId;

mod aligned;

mod asks;

mod build;

mod called;

pub mod export;

mod fit;

mod identity;

mod variants;

pub use aligned::PROPOSITION_DIFFERENCES;
pub use build::build;
pub(crate) use identity::join;
pub use variants::STATEMENT_DIFFERENCES;

/// Names a claim of the graph; ids follow source order, then text order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClaimId(u32);

impl ClaimId {
    fn idx(self) -> usize {
        self.0 as usize
    }
}

/// A claim with the article it stands in.
#[derive(Debug, Clone)]
pub struct GraphClaim<'a> {
    /// The article.
    pub source: SourceId,
    /// The claim; owned where comparing sentences made it.
    pub claim: Cow<'a, Claim>,
    node: NodeIndex,
}

/// What a node stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// An article.
    Article(SourceId),
    /// A speaker or outlet, by key.
    Source(String),
    /// An entity, by canonical key.
    Entity(String),
    /// An event that claims are about, by the lowest claim that is about it.
    Event(ClaimId),
    /// A claim.
    Claim(ClaimId),
    /// A picture: article and index into its pictures.
    Picture(SourceId, u32),
}

/// What joins two nodes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edge {
    /// Article → claim.
    Asserts,
    /// Claim → source.
    AttributedTo,
    /// Claim → event.
    About,
    /// Claim → entity, with the role's name.
    Role(String),
    /// Claim → picture.
    CaptionOf,
    /// Claim → claim: taken to be about the same thing, and why. From the lower id to the higher.
    SameEvent(Vec<String>),
    /// Claim → claim: two articles say the same of the same thing.
    Corroborates,
    /// Article → article: it reprints the other, and is no second source.
    CopiedFrom,
}

/// Two claims about the same thing.
#[derive(Debug, Clone, Copy)]
pub struct SameEvent<'g> {
    /// The claim with the lower id.
    pub a: ClaimId,
    /// The claim with the higher id.
    pub b: ClaimId,
    /// Why they are taken to be about the same thing.
    pub reasons: &'g [String],
}

/// The graph. See the [module](self).
#[derive(Debug)]
pub struct ClaimGraph<'a> {
    graph: DiGraph<Node, Edge>,
    claims: Vec<GraphClaim<'a>>,
    /// Same-event edges by (a, b), sorted.
    same_event: Vec<(ClaimId, ClaimId, petgraph::graph::EdgeIndex)>,
    /// The different predicates of claims.
    predicates: Vec<Predicate>,
    /// By claim: its predicate among them.
    predicate_of: Vec<usize>,
    by_article: Vec<Vec<ClaimId>>,
    /// By article: the dated articles that share an event with it, each with the edge that says so
    /// (index into `same_event`), in their order.
    neighbours: Vec<Vec<(SourceId, usize)>>,
    /// By article: the first of those that it is a copy of or that are copies of it; itself where there is none.
    originals: Vec<SourceId>,
    corpus: &'a Corpus,
    extractions: &'a [Extraction],
    lexicon: &'a Lexicon,
}

impl<'a> ClaimGraph<'a> {
    /// Returns every claim id, in order.
    pub fn claims(&self) -> impl Iterator<Item = ClaimId> + use<> {
        (0..u32::try_from(self.claims.len()).unwrap_or(0)).map(ClaimId)
    }

    /// Returns a claim.
    pub fn claim(&self, id: ClaimId) -> &Claim {
        &self.node(id).claim
    }

    /// Returns the article a claim stands in.
    pub fn source(&self, id: ClaimId) -> SourceId {
        self.node(id).source
    }

    /// Returns of which claims a question about their predicates is true; it is asked once for each predicate.
    pub(crate) fn claims_whose(
        &self,
        predicate: impl Fn(&Predicate) -> bool,
    ) -> impl Fn(ClaimId) -> bool {
        let answers: Vec<bool> = self.predicates.iter().map(predicate).collect();
        move |id| {
            let number = self.predicate_of.get(id.idx());
            number.is_some_and(|number| answers.get(*number) == Some(&true))
        }
    }

    #[expect(
        clippy::indexing_slicing,
        reason = "ids are handed out by this graph alone and never removed"
    )]
    fn node(&self, id: ClaimId) -> &GraphClaim<'a> {
        &self.claims[id.idx()]
    }

    /// Returns the article a claim stands in.
    pub fn article(&self, id: ClaimId) -> &'a Article {
        self.article_at(self.source(id))
    }

    #[expect(
        clippy::indexing_slicing,
        reason = "the graph is built over exactly these articles"
    )]
    pub(crate) fn article_at(&self, source: SourceId) -> &'a Article {
        &self.corpus.articles[source.idx()]
    }

    /// Returns what was read from the article that a claim stands in.
    #[expect(
        clippy::indexing_slicing,
        reason = "the graph is built over exactly these extractions"
    )]
    pub fn extraction(&self, id: ClaimId) -> &'a Extraction {
        &self.extractions[self.source(id).idx()]
    }

    /// Returns what was read from an article.
    #[expect(
        clippy::indexing_slicing,
        reason = "the graph is built over exactly these extractions"
    )]
    pub fn extraction_at(&self, source: SourceId) -> &'a Extraction {
        &self.extractions[source.idx()]
    }

    /// Returns the articles.
    pub fn corpus(&self) -> &'a Corpus {
        self.corpus
    }

    /// Returns the knowledge the claims were read with.
    pub fn lexicon(&self) -> &'a Lexicon {
        self.lexicon
    }

    /// Returns the claims of one article, in text order.
    pub fn claims_of(&self, source: SourceId) -> &[ClaimId] {
        self.by_article.get(source.idx()).map_or(&[], Vec::as_slice)
    }

    /// Returns every pair of claims taken to be about the same thing, sorted.
    pub fn same_event(&self) -> impl Iterator<Item = SameEvent<'_>> {
        self.same_event
            .iter()
            .filter_map(|(a, b, edge)| match self.graph.edge_weight(*edge) {
                Some(Edge::SameEvent(reasons)) => Some(SameEvent {
                    a: *a,
                    b: *b,
                    reasons,
                }),
                _ => None,
            })
    }

    /// Returns why two claims are taken to be about the same thing, where they are.
    pub fn same_event_reasons(&self, a: ClaimId, b: ClaimId) -> Option<&[String]> {
        let pair = (a.min(b), a.max(b));
        let at = self
            .same_event
            .binary_search_by_key(&pair, |(x, y, _)| (*x, *y))
            .ok()?;
        let (_, _, edge) = self.same_event.get(at)?;
        match self.graph.edge_weight(*edge) {
            Some(Edge::SameEvent(reasons)) => Some(reasons),
            _ => None,
        }
    }

    /// Returns the dated articles that tell of an event this article tells of too.
    pub fn dated_neighbours(&self, source: SourceId) -> Vec<(SourceId, &[String])> {
        let of_source = self.neighbours.get(source.idx());
        of_source
            .into_iter()
            .flatten()
            .filter_map(|(other, at)| {
                let (_, _, edge) = self.same_event.get(*at)?;
                match self.graph.edge_weight(*edge) {
                    Some(Edge::SameEvent(reasons)) => Some((*other, reasons.as_slice())),
                    _ => None,
                }
            })
            .collect()
    }

    /// Returns the article that stands for an article and all its copies: copies are no further sources.
    pub fn original(&self, source: SourceId) -> SourceId {
        self.originals.get(source.idx()).copied().unwrap_or(source)
    }

    /// Returns the graph with every same-event edge between different articles taken away.
    #[must_use]
    pub fn without_same_event(mut self) -> Self {
        let edges: FxHashSet<_> = self.same_event.drain(..).map(|(_, _, e)| e).collect();
        self.neighbours.clear();
        self.graph.retain_edges(|_, edge| !edges.contains(&edge));
        self
    }
}

impl ClaimGraph<'_> {
    fn edges(&self) -> impl Iterator<Item = (&Node, &Node, &Edge)> {
        self.graph.edge_references().filter_map(|e| {
            Some((
                self.graph.node_weight(e.source())?,
                self.graph.node_weight(e.target())?,
                e.weight(),
            ))
        })
    }

    fn nodes(&self) -> impl Iterator<Item = &Node> {
        self.graph.node_weights()
    }
}
