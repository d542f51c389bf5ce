//! The dependencies of an article's sentences, each parsed when it is first asked for.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use super::Relation;
use super::parse::{Node, Parser, Seen, State};
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
    /// Returns the tree of a sentence that has been parsed to its end.
    fn of(state: &State) -> Self {
        let n = state.nodes.len() - 1;
        let arcs = state.nodes.iter().skip(1).enumerate().map(|(idx, node)| {
            let head = head_of(node, n).unwrap_or(idx);
            Arc {
                head: u32::try_from(head).unwrap_or(u32::MAX),
                first_child: 0,
                relation: relation_of(node),
            }
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

    /// Returns the tokens that depend on the token and stand before it, in text order.
    fn before(&self, idx: usize) -> &[u32] {
        let children = self.children(idx);
        let n = children.partition_point(|c| (*c as usize) < idx);
        children.get(..n).unwrap_or(&[])
    }
}

/// Returns the head of a word that has one, among `n` words; `None` for a root.
fn head_of(node: &Node, n: usize) -> Option<usize> {
    // Node 0 is the root, words follow from 1.
    let head = (node.head as usize).checked_sub(1);
    head.filter(|head| *head < n)
}

/// Returns the relation of a word to its head.
fn relation_of(node: &Node) -> Relation {
    let relation = Relation::ALL.get(usize::from(node.label));
    relation.copied().unwrap_or(Relation::Dep)
}

/// The trees of an article's sentences. Those not asked for yet are kept as what the parser will see.
///
/// Some questions have their answer before a sentence is parsed to its end: what stands before a word and depends on
/// it is known when the parser passes the word. It then stops there, and goes on when more is asked.
#[derive(Debug, Clone, Default)]
pub(super) struct Trees {
    /// What the parser sees of the tokens, sentence by sentence.
    seen: Vec<Seen>,
    sentences: Vec<Kept>,
}

#[derive(Debug)]
struct Kept {
    /// Where the sentence's tokens are in `seen`.
    seen: Range<usize>,
    tree: OnceLock<Tree>,
    /// How far the parser has come, where it has begun.
    begun: Mutex<Option<Box<State>>>,
}

impl Kept {
    fn new(seen: Range<usize>) -> Self {
        Self {
            seen,
            tree: OnceLock::new(),
            begun: Mutex::new(None),
        }
    }

    fn begun(&self) -> MutexGuard<'_, Option<Box<State>>> {
        self.begun.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Clone for Kept {
    fn clone(&self) -> Self {
        Self {
            tree: self.tree.clone(),
            ..Self::new(self.seen.clone())
        }
    }
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
        self.sentences.push(Kept::new(start..self.seen.len()));
    }

    /// Returns the tree of a sentence, parsed with the weights that are built in.
    pub(super) fn of(&self, sentence: usize) -> Option<&Tree> {
        let kept = self.sentences.get(sentence)?;
        Some(kept.tree.get_or_init(|| {
            let begun = kept.begun().take();
            let state = begun.unwrap_or_else(|| self.begin(kept));
            finish(Parser::english(), state)
        }))
    }

    /// Returns the head of a sentence's word; `None` for a root.
    pub(super) fn head(&self, sentence: usize, word: usize) -> Option<usize> {
        let known = |state: &State| {
            let node = state.attached(word)?;
            Some(head_of(node, state.nodes.len() - 1))
        };
        self.ask(sentence, known, |tree| tree.head(word))?
    }

    /// Returns the relation of a sentence's word to its head.
    pub(super) fn relation(&self, sentence: usize, word: usize) -> Relation {
        let known = |state: &State| state.attached(word).map(relation_of);
        let relation = self.ask(sentence, known, |tree| tree.relation(word));
        relation.unwrap_or(Relation::Dep)
    }

    /// Returns the head of a sentence's word as far as it takes to tell whether the word is below `above`: `None`
    /// for a root, and for a word that is not.
    pub(super) fn head_towards(&self, sentence: usize, word: usize, above: usize) -> Option<usize> {
        let known = |state: &State| match state.attached(word) {
            Some(node) => Some(head_of(node, state.nodes.len() - 1)),
            // All below it has its head.
            None => state.attached(above).map(|_| None),
        };
        self.ask(sentence, known, |tree| tree.head(word))?
    }

    /// Returns whether a sentence's word depends on another.
    pub(super) fn depends_on(&self, sentence: usize, word: usize, head: usize) -> bool {
        let known = |state: &State| {
            if let Some(node) = state.attached(word) {
                return Some(head_of(node, state.nodes.len() - 1) == Some(head));
            }
            let passed = word < head && state.has_left(head);
            (passed || state.attached(head).is_some()).then_some(false)
        };
        let depends = self.ask(sentence, known, |tree| tree.head(word) == Some(head));
        depends.unwrap_or(false)
    }

    /// Returns what depends on a sentence's word and stands before it, in text order.
    pub(super) fn before(&self, sentence: usize, word: usize) -> Cow<'_, [u32]> {
        let tree = self.sentences.get(sentence).and_then(|k| k.tree.get());
        if let Some(tree) = tree {
            return Cow::from(tree.before(word));
        }
        let known = |state: &State| state.has_left(word).then(|| state.left_of(word));
        let found = self.ask(sentence, known, |tree| tree.before(word).to_vec());
        Cow::from(found.unwrap_or_default())
    }

    /// Returns an answer from the tree of a sentence, or as soon as it is known.
    fn ask<T>(
        &self,
        sentence: usize,
        known: impl Fn(&State) -> Option<T>,
        in_tree: impl Fn(&Tree) -> T,
    ) -> Option<T> {
        let kept = self.sentences.get(sentence)?;
        if let Some(tree) = kept.tree.get() {
            return Some(in_tree(tree));
        }
        let parser = Parser::english();
        let mut begun = kept.begun();
        // Another thread may have come to the end.
        if let Some(tree) = kept.tree.get() {
            return Some(in_tree(tree));
        }
        let state = begun.get_or_insert_with(|| self.begin(kept));
        loop {
            let answer = known(state);
            if answer.is_some() {
                return answer;
            }
            if state.is_done() {
                break;
            }
            parser.step(state);
        }
        drop(begun);
        self.of(sentence).map(in_tree)
    }

    /// Returns the state in which the parser begins a sentence.
    fn begin(&self, kept: &Kept) -> Box<State> {
        let mut state = State::new();
        let words = self.seen.get(kept.seen.clone()).unwrap_or(&[]);
        state.start(words.iter().map(Node::new));
        Box::new(state)
    }

    /// Gives back the memory of what was parsed in part. What is asked of it later is parsed again.
    pub(super) fn settle(&mut self) {
        for kept in &mut self.sentences {
            *kept.begun() = None;
        }
    }

    /// Parses all sentences with these weights, whoever asks for them later.
    pub(super) fn parse_all(&mut self, weights: Weights<'_>) {
        let parser = Parser::new(weights);
        for kept in &self.sentences {
            let _ = kept.tree.set(finish(&parser, self.begin(kept)));
        }
    }
}

/// Parses a sentence to its end.
fn finish(parser: &Parser<'_>, mut state: Box<State>) -> Tree {
    parser.parse(&mut state);
    Tree::of(&state)
}
