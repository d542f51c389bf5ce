//! Extractions into the graph.

use std::borrow::Cow;
use std::collections::BTreeMap;

use petgraph::graph::{DiGraph, EdgeIndex, NodeIndex};
use petgraph::unionfind::UnionFind;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{ClaimGraph, ClaimId, Edge, GraphClaim, Node, aligned, identity, variants};
use crate::claims::{Claim, Extraction, Polarity, Predicate, Scope, Status};
use crate::lexicon::Lexicon;
use crate::mentions::time::When;
use crate::read::Corpus;
use crate::span::{SourceId, Span};

/// Claims that share a meeting key are compared two by two; beyond this many on one key, only with
/// the claims next to them in corpus order.
const MAX_MEETING: usize = 400;

/// Builds the graph over a corpus; `extractions` are those of its articles, in their order.
pub fn build<'a>(
    corpus: &'a Corpus,
    extractions: &'a [Extraction],
    lexicon: &'a Lexicon,
) -> ClaimGraph<'a> {
    let (told_otherwise, (variants, (mut builder, mut edges))) = rayon::join(
        || aligned::find(corpus, extractions, lexicon),
        || {
            let variants = variants::find(corpus, extractions, lexicon);
            let builder = Builder::new(corpus, extractions);
            let edges = same_events(&builder.claims, lexicon);
            (variants, (builder, edges))
        },
    );
    // Differences make claims of their own, behind those of the articles, which have met already.
    for difference in variants.differences.into_iter().chain(told_otherwise) {
        let a = builder.add(difference.a.0, Cow::Owned(difference.a.1));
        let b = builder.add(difference.b.0, Cow::Owned(difference.b.1));
        edges.push((a, b, difference.reasons));
    }
    edges.par_sort_unstable();
    edges.dedup_by(|x, y| (x.0, x.1) == (y.0, y.1));
    builder.finish(edges, &variants.copies, corpus, extractions, lexicon)
}

/// Two claims about the same thing, and why they are taken to be.
type SameEvent = (ClaimId, ClaimId, Vec<String>);

/// Returns the pairs of claims that are taken to be about the same thing, sorted.
fn same_events(claims: &[GraphClaim<'_>], lexicon: &Lexicon) -> Vec<SameEvent> {
    let pairs = meetings(claims).into_par_iter();
    pairs
        .filter_map(|(a, b)| {
            let (x, y) = (claims.get(a.idx())?, claims.get(b.idx())?);
            Some((a, b, identity::reasons(&x.claim, &y.claim, lexicon)?))
        })
        .collect()
}

/// Returns the pairs of claims that share a meeting key, sorted.
fn meetings(claims: &[GraphClaim<'_>]) -> Vec<(ClaimId, ClaimId)> {
    let mut by_key: FxHashMap<&str, Vec<ClaimId>> = FxHashMap::default();
    for (idx, c) in (0_u32..).zip(claims) {
        // Facts of a document meet inside it alone.
        for key in c.claim.keys.iter().filter(|k| k.contains('/')) {
            by_key.entry(key).or_default().push(ClaimId(idx));
        }
    }
    let mut pairs = Vec::new();
    #[expect(clippy::iter_over_hash_type, reason = "the pairs are sorted below")]
    for ids in by_key.values() {
        for (i, a) in ids.iter().enumerate() {
            pairs.extend(ids.iter().skip(i + 1).take(MAX_MEETING).map(|b| (*a, *b)));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

#[derive(Default)]
struct Builder<'a> {
    graph: DiGraph<Node, Edge>,
    claims: Vec<GraphClaim<'a>>,
    articles: Vec<NodeIndex>,
    /// By source, then place.
    pictures: Vec<(SourceId, Span, NodeIndex)>,
    entities: BTreeMap<String, NodeIndex>,
    sources: BTreeMap<String, NodeIndex>,
}

impl<'a> Builder<'a> {
    /// Begins with the articles, their claims and their pictures.
    fn new(corpus: &Corpus, extractions: &'a [Extraction]) -> Self {
        let mut builder = Self::default();
        for (article, extraction) in corpus.articles.iter().zip(extractions) {
            let node = builder.graph.add_node(Node::Article(article.source));
            builder.articles.push(node);
            for claim in &extraction.claims {
                builder.add(article.source, Cow::Borrowed(claim));
            }
            for (idx, picture) in (0_u32..).zip(&article.pictures) {
                let node = builder.graph.add_node(Node::Picture(article.source, idx));
                builder.pictures.push((article.source, picture.span, node));
            }
        }
        builder
    }

    fn add(&mut self, source: SourceId, claim: Cow<'a, Claim>) -> ClaimId {
        let id = ClaimId(u32::try_from(self.claims.len()).unwrap_or(u32::MAX));
        let node = self.graph.add_node(Node::Claim(id));
        if let Some(article) = self.articles.get(source.idx()) {
            self.graph.add_edge(*article, node, Edge::Asserts);
        }
        for role in claim.roles.iter().filter(|r| r.entity.is_some()) {
            let entity = *self
                .entities
                .entry(role.key.clone())
                .or_insert_with(|| self.graph.add_node(Node::Entity(role.key.clone())));
            self.graph
                .add_edge(node, entity, Edge::Role(role.name.clone()));
        }
        for speaker in &claim.attribution {
            let to = *self
                .sources
                .entry(speaker.speaker.clone())
                .or_insert_with(|| self.graph.add_node(Node::Source(speaker.speaker.clone())));
            self.graph.add_edge(node, to, Edge::AttributedTo);
        }
        self.claims.push(GraphClaim {
            source,
            claim,
            node,
        });
        id
    }

    fn finish(
        mut self,
        edges: Vec<SameEvent>,
        copies: &[(SourceId, SourceId)],
        corpus: &'a Corpus,
        extractions: &'a [Extraction],
        lexicon: &'a Lexicon,
    ) -> ClaimGraph<'a> {
        let mut events = UnionFind::new(self.claims.len());
        let mut same_event = Vec::with_capacity(edges.len());
        for (a, b, reasons) in edges {
            let (Some(x), Some(y)) = (self.claims.get(a.idx()), self.claims.get(b.idx())) else {
                continue;
            };
            if corroborates(x, y) {
                self.graph.add_edge(x.node, y.node, Edge::Corroborates);
            }
            let edge = self
                .graph
                .add_edge(x.node, y.node, Edge::SameEvent(reasons));
            same_event.push((a, b, edge));
            events.union(a.idx(), b.idx());
        }
        self.add_events(&events);
        let originals = self.add_copies(copies, corpus);
        let neighbours = neighbours(&self.claims, &same_event, corpus);
        self.add_captions();
        let mut by_article = vec![Vec::new(); corpus.articles.len()];
        for (idx, claim) in (0_u32..).zip(&self.claims) {
            if let Some(list) = by_article.get_mut(claim.source.idx()) {
                list.push(ClaimId(idx));
            }
        }
        let (predicates, predicate_of) = predicates(&self.claims);
        ClaimGraph {
            graph: self.graph,
            claims: self.claims,
            same_event,
            predicates,
            predicate_of,
            by_article,
            neighbours,
            originals,
            corpus,
            extractions,
            lexicon,
        }
    }

    /// One event for every framed claim and those taken to be about the same.
    fn add_events(&mut self, events: &UnionFind<usize>) {
        let mut nodes: BTreeMap<usize, NodeIndex> = BTreeMap::new();
        for (idx, claim) in (0_u32..).zip(&self.claims) {
            if claim.claim.keys.is_empty() {
                continue;
            }
            let root = events.find(idx as usize);
            let event = *nodes
                .entry(root)
                .or_insert_with(|| self.graph.add_node(Node::Event(ClaimId(idx))));
            self.graph.add_edge(claim.node, event, Edge::About);
        }
    }

    /// Joins each copy to what it was copied from: the article published first, else the first in order.
    /// Returns what stands for each article.
    fn add_copies(&mut self, copies: &[(SourceId, SourceId)], corpus: &Corpus) -> Vec<SourceId> {
        let mut sets = UnionFind::<usize>::new(corpus.articles.len());
        for (a, b) in copies {
            let day = |at: &SourceId| corpus.articles.get(at.idx()).map(|x| x.published);
            let later = matches!((day(a), day(b)), (Some(x), Some(y)) if y.is_before(x));
            let (from, to) = if later { (a, b) } else { (b, a) };
            if let (Some(from), Some(to)) =
                (self.articles.get(from.idx()), self.articles.get(to.idx()))
            {
                self.graph.add_edge(*from, *to, Edge::CopiedFrom);
            }
            sets.union(a.idx(), b.idx());
        }
        let mut first: BTreeMap<usize, SourceId> = BTreeMap::new();
        corpus
            .articles
            .iter()
            .map(|article| {
                let root = sets.find(article.source.idx());
                *first.entry(root).or_insert(article.source)
            })
            .collect()
    }

    fn add_captions(&mut self) {
        let captions = self
            .claims
            .iter()
            .filter(|c| c.claim.scope == Scope::Caption);
        for claim in captions {
            let own = self.pictures.partition_point(|(s, ..)| *s < claim.source);
            let picture = self
                .pictures
                .iter()
                .skip(own)
                .take_while(|(s, ..)| *s == claim.source)
                .find(|(_, span, _)| span.contains(claim.claim.trigger));
            if let Some((.., picture)) = picture {
                self.graph.add_edge(claim.node, *picture, Edge::CaptionOf);
            }
        }
    }
}

/// Returns the different predicates of claims, and of each claim which of them is its own.
fn predicates(claims: &[GraphClaim<'_>]) -> (Vec<Predicate>, Vec<usize>) {
    let mut number_of: FxHashMap<&Predicate, usize> = FxHashMap::default();
    let mut all: Vec<Predicate> = Vec::new();
    let numbers = claims.iter().map(|c| {
        *number_of.entry(&c.claim.predicate).or_insert_with(|| {
            all.push(c.claim.predicate.clone());
            all.len() - 1
        })
    });
    let numbers = numbers.collect();
    (all, numbers)
}

/// Returns for each article the dated articles that share an event with it, with the first edge that says so.
fn neighbours(
    claims: &[GraphClaim<'_>],
    same_event: &[(ClaimId, ClaimId, EdgeIndex)],
    corpus: &Corpus,
) -> Vec<Vec<(SourceId, usize)>> {
    let mut found = vec![Vec::new(); corpus.articles.len()];
    let mut seen: FxHashSet<(SourceId, SourceId)> = FxHashSet::default();
    let dated = |at: SourceId| {
        let article = corpus.articles.get(at.idx());
        article.is_some_and(|a| a.published.as_day().is_some())
    };
    for (at, (a, b, _)) in same_event.iter().enumerate() {
        let (Some(x), Some(y)) = (claims.get(a.idx()), claims.get(b.idx())) else {
            continue;
        };
        for (from, to) in [(x.source, y.source), (y.source, x.source)] {
            if from != to
                && dated(to)
                && seen.insert((from, to))
                && let Some(list) = found.get_mut(from.idx())
            {
                list.push((to, at));
            }
        }
    }
    for list in &mut found {
        list.sort_unstable();
    }
    found
}

/// Returns whether two claims of different articles say the same: same predicate, both asserted,
/// times that can be one.
fn corroborates(a: &GraphClaim<'_>, b: &GraphClaim<'_>) -> bool {
    let (x, y) = (&a.claim, &b.claim);
    let same_time = match (x.time, y.time) {
        (When::Days(p), When::Days(q)) => !p.is_disjoint(q),
        _ => true,
    };
    a.source != b.source
        && x.predicate == y.predicate
        && x.polarity == Polarity::Positive
        && y.polarity == Polarity::Positive
        && x.status == y.status
        && x.status != Status::Unstated
        && same_time
}
