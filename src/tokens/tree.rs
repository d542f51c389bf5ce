//! The dependencies of an article's sentences, each parsed when it is first asked for.

use std::ops::Range;
use std::sync::OnceLock;

use super::Relation;
use super::parse::{self, Node, Seen, State};
use crate::weights::Weights;

/// The dependencies of one sentence. Tokens are counted from the sentence's first, which is 0.
#[derive(Debug, Clone)]
pub(super) struct Tree {
    arcs: Vec<Arc>,
    /// The dependents of all tokens, by head and in text order.
    children: Vec<u32>,
}

#[derive(Debug, Clone, Copy)]
struct Arc {
    /// The token itself where it is a root.
    head: u32,
    /// Where its dependents start in `children`; those of the next token follow them.
    first_child: u32,
    relation: Relation,
}

impl Tree {
    /// Parses a sentence.
    fn parse(weights: &Weights<'_>, words: &[Seen]) -> Self {
        let mut state = State::new();
        state.start(words.iter().map(Node::new));
        parse::parse(weights, &mut state);
        let n = u32::try_from(words.len()).unwrap_or(u32::MAX);
        let arcs = (0..n)
            .zip(state.nodes.iter().skip(1))
            .map(|(idx, node)| Arc {
                // Node 0 is the root, words follow from 1.
                head: node.head.checked_sub(1).filter(|h| *h < n).unwrap_or(idx),
                first_child: 0,
                relation: *Relation::ALL
                    .get(usize::from(node.label))
                    .unwrap_or(&Relation::Dep),
            });
        let mut tree = Self {
            arcs: arcs.collect(),
            children: Vec::new(),
        };
        tree.link_children();
        tree
    }

    /// Lists the dependents of all tokens (counting sort by head).
    fn link_children(&mut self) {
        let mut next = vec![0_u32; self.arcs.len() + 1];
        let indexed = (0_u32..).zip(&self.arcs);
        let arcs: Vec<(u32, usize)> = indexed
            .filter_map(|(idx, a)| (a.head != idx).then_some((idx, a.head as usize)))
            .collect();
        for (_, head) in &arcs {
            if let Some(count) = next.get_mut(head + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for (start, arc) in next.iter_mut().zip(&mut self.arcs) {
            sum += *start;
            *start = sum;
            arc.first_child = sum;
        }
        self.children = vec![0; arcs.len()];
        for (idx, head) in arcs {
            if let Some(start) = next.get_mut(head) {
                if let Some(place) = self.children.get_mut(*start as usize) {
                    *place = idx;
                }
                *start += 1;
            }
        }
    }

    /// Returns the token's head; `None` for a root.
    pub(super) fn head(&self, idx: usize) -> Option<usize> {
        let head = self.arcs.get(idx)?.head as usize;
        (head != idx).then_some(head)
    }

    /// Returns the token's relation to its head.
    pub(super) fn relation(&self, idx: usize) -> Relation {
        self.arcs.get(idx).map_or(Relation::Dep, |a| a.relation)
    }

    /// Returns the tokens that depend on the token, in text order.
    pub(super) fn children(&self, idx: usize) -> &[u32] {
        let start = |idx: usize| {
            let arc = self.arcs.get(idx);
            arc.map_or(self.children.len(), |a| a.first_child as usize)
        };
        self.children.get(start(idx)..start(idx + 1)).unwrap_or(&[])
    }
}

/// The trees of an article's sentences. Those not asked for yet are kept as what the parser will see.
#[derive(Debug, Clone, Default)]
pub(super) struct Trees {
    /// What the parser sees of the tokens, sentence by sentence.
    seen: Vec<Seen>,
    sentences: Vec<Kept>,
}

#[derive(Debug, Clone)]
struct Kept {
    /// Where the sentence's tokens are in `seen`.
    seen: Range<usize>,
    tree: OnceLock<Tree>,
}

impl Trees {
    /// Returns no trees, with room for those of so many tokens.
    pub(super) fn with_capacity(n_tokens: usize) -> Self {
        Self {
            seen: Vec::with_capacity(n_tokens),
            sentences: Vec::new(),
        }
    }

    /// Adds a sentence; one without words has no tree.
    pub(super) fn push(&mut self, words: impl Iterator<Item = Seen>) {
        let start = self.seen.len();
        self.seen.extend(words);
        self.sentences.push(Kept {
            seen: start..self.seen.len(),
            tree: OnceLock::new(),
        });
    }

    /// Returns the tree of a sentence, parsed with the weights that are built in.
    pub(super) fn of(&self, sentence: usize) -> Option<&Tree> {
        let kept = self.sentences.get(sentence)?;
        Some(kept.tree.get_or_init(|| {
            let words = self.seen.get(kept.seen.clone()).unwrap_or(&[]);
            Tree::parse(&Weights::english(), words)
        }))
    }

    /// Parses all sentences with these weights, whoever asks for them later.
    pub(super) fn parse_all(&mut self, weights: &Weights<'_>) {
        for kept in &mut self.sentences {
            let words = self.seen.get(kept.seen.clone()).unwrap_or(&[]);
            kept.tree = OnceLock::from(Tree::parse(weights, words));
        }
    }
}
