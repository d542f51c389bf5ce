//! Dependencies: a greedy arc-hybrid parser with an averaged perceptron.
//!
//! Kuhlmann, Gómez-Rodríguez and Satta (2011) for the transitions, Goldberg
//! and Nivre (2013) for the oracle they are trained with. The decision which
//! transition comes next and the decision which relation a new arc has are two
//! models: the first is asked twice a token and has three classes, so that its
//! weights fit beside the feature's fingerprint; the second, with all
//! relations, is asked once a token.

use super::tag::best;
use super::word::Word;
use super::{Relation, Upos};
use crate::weights::hash::{self, Keys};
use crate::weights::{Pairs, Sparse, Weights};

/// Keep the features of the two models apart from each other and the tagger's.
const ACTIONS: u64 = 2;
const RELATIONS: u64 = 3;

/// No node.
pub(super) const NIL: usize = u32::MAX as usize;

/// A step of the parser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Action {
    /// The next word goes onto the stack.
    Shift,
    /// The word on top of the stack depends on the next word.
    Left,
    /// The word on top of the stack depends on the one below it.
    Right,
}

impl Action {
    /// All actions, in the order in which ties are broken.
    pub(super) const ALL: [Self; 3] = [Self::Shift, Self::Left, Self::Right];
}

/// The ids of a word that the parser combines.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Node {
    word: u64,
    stem: u64,
    class: u64,
    upos: u64,
    /// The word it depends on, once known.
    pub(super) head: u32,
    /// Its relation to the head, once known.
    pub(super) relation: u8,
    left: [u32; 2],
    right: [u32; 2],
    n_left: u8,
    n_right: u8,
    /// Relations of its dependents so far, one bit each.
    below: u64,
    /// Commas, other signs and verbs from the sentence's start to it.
    passed: [u16; 3],
}

impl Node {
    const NONE: u32 = u32::MAX;

    /// Returns the node of a word with its tagger class.
    pub(super) fn new(word: &Word, class: u8, upos: Upos) -> Self {
        Self {
            word: word.open,
            stem: word.stem,
            class: hash::small(u64::from(class)),
            upos: hash::small(1000 + upos as u64),
            passed: match upos {
                Upos::Punct if word.is_comma() => [1, 0, 0],
                Upos::Punct => [0, 1, 0],
                Upos::Verb => [0, 0, 1],
                _ => [0; 3],
            },
            ..Self::special(0)
        }
    }

    /// Returns a node that is no word: the root (1) or a missing one.
    fn special(id: u64) -> Self {
        let id = hash::small(2000 + id);
        Self {
            word: id,
            stem: id,
            class: id,
            upos: id,
            head: Self::NONE,
            relation: u8::MAX,
            left: [Self::NONE; 2],
            right: [Self::NONE; 2],
            n_left: 0,
            n_right: 0,
            below: 0,
            passed: [0; 3],
        }
    }

    fn below(&self, relations: u64) -> u64 {
        hash::small(3000 + (self.below & relations))
    }

    fn relation(&self) -> u64 {
        hash::small(4000 + u64::from(self.relation))
    }
}

/// The relations whose presence below a word tells most about what else it may have.
const CORE: u64 = bits(&[
    Relation::Nsubj,
    Relation::NsubjPass,
    Relation::Csubj,
    Relation::Expl,
    Relation::Obj,
    Relation::Iobj,
    Relation::Ccomp,
    Relation::Xcomp,
    Relation::Cop,
    Relation::Aux,
    Relation::AuxPass,
    Relation::Mark,
    Relation::Case,
    Relation::Cc,
]);

/// The relations that tell how a word is attached.
const MARKERS: u64 = bits(&[
    Relation::Case,
    Relation::Mark,
    Relation::Cc,
    Relation::Cop,
    Relation::Nsubj,
    Relation::NsubjPass,
    Relation::Det,
    Relation::NmodPoss,
    Relation::Punct,
]);

const fn bits(relations: &[Relation]) -> u64 {
    let mut bits = 0;
    let mut rest = relations;
    while let [first, tail @ ..] = rest {
        bits |= 1 << *first as u64;
        rest = tail;
    }
    bits
}

/// What the parser has built of one sentence. Node 0 is the root, words follow from 1.
#[derive(Debug)]
pub(super) struct State {
    pub(super) nodes: Vec<Node>,
    pub(super) stack: Vec<usize>,
    /// The next word that is on no stack yet.
    pub(super) next: usize,
    none: Node,
}

impl State {
    /// Returns a state whose buffers can be used for one sentence after another.
    pub(super) fn new() -> Self {
        Self {
            nodes: Vec::new(),
            stack: Vec::new(),
            next: 1,
            none: Node::special(0),
        }
    }

    /// Starts a sentence.
    pub(super) fn start(&mut self, words: impl Iterator<Item = Node>) {
        self.nodes.clear();
        self.nodes.push(Node::special(1));
        let mut passed = [0_u16; 3];
        self.nodes.extend(words.map(|mut word| {
            for (sum, one) in passed.iter_mut().zip(&mut word.passed) {
                *sum = sum.saturating_add(*one);
                *one = *sum;
            }
            word
        }));
        self.stack.clear();
        self.stack.push(0);
        self.next = 1;
    }

    /// Returns whether every word has its head.
    pub(super) fn is_done(&self) -> bool {
        self.next >= self.nodes.len() && self.stack.len() <= 1
    }

    /// Returns whether the action is possible. The root takes one dependent, the last of all.
    pub(super) fn allows(&self, action: Action) -> bool {
        let more = self.next < self.nodes.len();
        let depth = self.stack.len();
        match action {
            Action::Shift => more,
            Action::Left => more && depth >= 2,
            Action::Right => depth >= 2 && (depth > 2 || !more),
        }
    }

    /// Returns the arc that the action would make: head and dependent.
    pub(super) fn arc(&self, action: Action) -> Option<(usize, usize)> {
        let dependent = self.on_stack(0);
        match action {
            Action::Shift => None,
            Action::Left => Some((self.next, dependent)),
            Action::Right => Some((self.on_stack(1), dependent)),
        }
    }

    /// Takes the action; `relation` is the new arc's.
    pub(super) fn apply(&mut self, action: Action, relation: u8) {
        let Some((head, dependent)) = self.arc(action) else {
            self.stack.push(self.next);
            self.next += 1;
            return;
        };
        self.stack.pop();
        if let Some(node) = self.nodes.get_mut(dependent) {
            node.head = Self::narrow(head);
            node.relation = relation;
        }
        if let Some(node) = self.nodes.get_mut(head) {
            // A dependent is always farther out than those that came before it.
            let (near, count) = if dependent < head {
                (&mut node.left, &mut node.n_left)
            } else {
                (&mut node.right, &mut node.n_right)
            };
            *near = [Self::narrow(dependent), near[0]];
            *count = (*count + 1).min(6);
            node.below |= 1_u64.checked_shl(u32::from(relation)).unwrap_or(0);
        }
    }

    /// Returns the node on the stack, 0 being the top; [`NIL`] below the root.
    pub(super) fn on_stack(&self, depth: usize) -> usize {
        let idx = self.stack.len().checked_sub(depth + 1);
        idx.and_then(|i| self.stack.get(i)).copied().unwrap_or(NIL)
    }

    fn narrow(idx: usize) -> u32 {
        u32::try_from(idx).unwrap_or(Node::NONE)
    }

    fn node(&self, idx: usize) -> &Node {
        self.nodes.get(idx).unwrap_or(&self.none)
    }

    fn child(&self, idx: u32) -> &Node {
        self.node(idx as usize)
    }
}

/// Parses one sentence, whose words the state was started with.
pub(super) fn parse(weights: &Weights<'_>, state: &mut State, keys: &mut Keys) {
    while !state.is_done() {
        let action = decide(weights.actions, state, keys);
        let relation = relation(weights.relations, state, action, keys);
        state.apply(action, relation);
    }
}

/// Returns the best action that is possible.
pub(super) fn decide(model: Pairs<'_>, state: &State, keys: &mut Keys) -> Action {
    let possible = Action::ALL.map(|a| state.allows(a));
    match possible {
        [true, false, false] => return Action::Shift,
        [false, false, true] => return Action::Right,
        _ => {}
    }
    action_features(state, keys);
    // The three weights of a feature sum to zero, so that two are stored.
    let [shift, left] = model.score(keys.as_slice());
    let mut chosen = (i32::MIN, Action::Shift);
    for ((action, score), possible) in Action::ALL
        .into_iter()
        .zip([shift, left, -shift - left])
        .zip(possible)
    {
        if possible && score > chosen.0 {
            chosen = (score, action);
        }
    }
    chosen.1
}

/// Returns the relation of the arc that the action makes.
pub(super) fn relation(model: Sparse<'_>, state: &State, action: Action, keys: &mut Keys) -> u8 {
    match state.arc(action) {
        None => u8::MAX,
        Some((0, _)) => Relation::Root as u8,
        Some((head, dependent)) => {
            relation_features(state, head, dependent, keys);
            let mut scores = [0; 256];
            model.score(keys.as_slice(), &mut scores);
            best(scores.get(..Relation::ALL.len()).unwrap_or(&[]))
        }
    }
}

fn distance(a: usize, b: usize) -> u64 {
    hash::small(if a == 0 || a == NIL || b == NIL {
        5000
    } else {
        match a.abs_diff(b) {
            d @ 0..=4 => 5000 + d as u64,
            5..=7 => 5005,
            8..=12 => 5006,
            _ => 5007,
        }
    })
}

/// Returns an id of what stands between two words: commas, other signs, verbs, each none, one or more.
fn between(left: &Node, right_before: &Node) -> u64 {
    let counts = right_before.passed.iter().zip(left.passed);
    let folded = counts.fold(0, |sum, (right, left)| {
        sum * 3 + u64::from(right.saturating_sub(left).min(2))
    });
    hash::small(8000 + folded)
}

/// Lists the features of the decision for an action.
pub(super) fn action_features(state: &State, keys: &mut Keys) {
    let [i0, i1, i2] = [0, 1, 2].map(|depth| state.on_stack(depth));
    let j = state.next;
    let [s0, s1, s2] = [i0, i1, i2].map(|i| state.node(i));
    let [b0, b1, b2] = [j, j + 1, j + 2].map(|i| state.node(i));
    let [s0l, s0l2] = s0.left.map(|c| state.child(c));
    let [s0r, s0r2] = s0.right.map(|c| state.child(c));
    let [s1l, _] = s1.left.map(|c| state.child(c));
    let [s1r, s1r2] = s1.right.map(|c| state.child(c));
    let [b0l, b0l2] = b0.left.map(|c| state.child(c));
    let near = distance(i0, if j < state.nodes.len() { j } else { NIL });
    let far = distance(i1, i0);
    keys.clear(ACTIONS);
    for x in [s0, s1, b0] {
        keys.add([x.word]);
        keys.add([x.class]);
        keys.add([x.word, x.class]);
    }
    for x in [s2, b1, b2] {
        keys.add([x.word]);
        keys.add([x.class]);
    }
    for (x, y) in [(s0, b0), (s1, s0), (s1, b0)] {
        keys.add([x.word, x.class, y.word, y.class]);
        keys.add([x.word, x.class, y.class]);
        keys.add([x.class, y.word, y.class]);
        keys.add([x.class, y.class]);
        keys.add([x.upos, y.upos]);
        keys.add([x.stem, y.stem]);
    }
    keys.add([b0.class, b1.class]);
    keys.add([b0.word, b1.class]);
    keys.add([s0.class, b1.class]);
    keys.add([s0.word, b1.word]);
    keys.add([s0.class, b0.class, b1.class]);
    keys.add([s1.class, s0.class, b0.class]);
    keys.add([s2.class, s1.class, s0.class]);
    keys.add([b0.class, b1.class, b2.class]);
    keys.add([s1.class, s0.class, b0.class, b1.class]);
    keys.add([s1.upos, s0.upos, b0.upos, b1.upos]);
    keys.add([s1.word, s0.class, b0.class]);
    keys.add([s1.class, s0.word, b0.class]);
    keys.add([s1.class, s0.class, b0.word]);
    keys.add([s0.word, b0.word, b1.class]);
    keys.add([s1.word, s0.word, b0.class]);
    keys.add([s1.class, s0.word, b0.word]);
    for c in [s0l, s0r, b0l] {
        keys.add([s0.class, c.class, b0.class]);
        keys.add([s0.class, c.relation(), b0.class]);
        keys.add([c.word, c.relation()]);
        keys.add([s0.word, c.relation()]);
    }
    for c in [s1l, s1r, s0l, s0r] {
        keys.add([s1.class, c.class, s0.class]);
        keys.add([s1.class, c.relation(), s0.class]);
        keys.add([c.word, s0.class]);
    }
    keys.add([s0.class, s0l.class, s0l2.class]);
    keys.add([s0.class, s0r.class, s0r2.class]);
    keys.add([b0.class, b0l.class, b0l2.class]);
    keys.add([s1.class, s1r.class, s1r2.class]);
    keys.add([s1.word, s1r.relation(), s1l.relation()]);
    keys.add([s0.word, s0r.relation(), s0l.relation()]);
    keys.add([b0.word, b0l.relation(), b0l2.relation()]);
    keys.add([s0.class, s0.below(CORE), b0.class]);
    keys.add([s1.class, s1.below(CORE), s0.class]);
    keys.add([s1.class, s0.class, s0.below(MARKERS)]);
    keys.add([s1.class, s1.below(CORE), s0.class, s0.below(MARKERS)]);
    keys.add([b0.class, b0.below(CORE), s0.class]);
    keys.add([s1.below(CORE), s0.below(CORE), b0.class]);
    keys.add([s1.word, s0l.word]);
    keys.add([s1.word, s0l.word, s0.class]);
    keys.add([s2.class, s0l.word, s0.class, s1.class]);
    keys.add([s0.word, near]);
    keys.add([s0.class, near]);
    keys.add([b0.word, near]);
    keys.add([b0.class, near]);
    keys.add([s0.class, b0.class, near]);
    keys.add([s1.class, s0.class, far]);
    keys.add([s0.word, b0.word, near]);
    keys.add([s1.word, s0.word, far]);
    keys.add([s1.word, far]);
    let [b_before, s0_before, s0_after] =
        [j.wrapping_sub(1), i0.wrapping_sub(1), i0.wrapping_add(1)].map(|i| state.node(i));
    let (gap, far_gap) = (between(s0, b_before), between(s1, s0_before));
    keys.add([s0.class, b0.class, gap]);
    keys.add([s0.upos, b0.upos, gap, near]);
    keys.add([s0.word, b0.class, gap]);
    keys.add([s1.class, s0.class, far_gap]);
    keys.add([s1.upos, s0.upos, b0.upos, far_gap]);
    keys.add([b0.class, b_before.class, s0.class]);
    keys.add([s0.class, s0_after.class, b0.class]);
    keys.add([s1.class, s0.class, s0_before.class]);
    for (x, left, right) in [(s0, true, true), (b0, true, false), (s1, false, true)] {
        if left {
            let count = hash::small(6000 + u64::from(x.n_left));
            keys.add([x.word, count]);
            keys.add([x.class, count]);
        }
        if right {
            let count = hash::small(6010 + u64::from(x.n_right));
            keys.add([x.word, count]);
            keys.add([x.class, count, s0.class]);
        }
    }
}

/// Lists the features of the decision for the relation of an arc that is about to be made.
pub(super) fn relation_features(state: &State, head: usize, dependent: usize, keys: &mut Keys) {
    let (h, d) = (state.node(head), state.node(dependent));
    let side = hash::small(7000 + u64::from(head < dependent));
    let [dl, dl2] = d.left.map(|c| state.child(c));
    let [dr, _] = d.right.map(|c| state.child(c));
    let sibling = state.child(if head < dependent {
        h.right[0]
    } else {
        h.left[0]
    });
    let across = state.child(if head < dependent {
        h.left[0]
    } else {
        h.right[0]
    });
    let [before, after] = [dependent.wrapping_sub(1), dependent + 1].map(|i| state.node(i));
    let [h_before, h_after] = [head.wrapping_sub(1), head + 1].map(|i| state.node(i));
    let far = distance(head, dependent);
    keys.clear(RELATIONS);
    keys.add([d.word, side]);
    keys.add([d.class, side]);
    keys.add([h.word, side]);
    keys.add([h.class, side]);
    keys.add([h.class, d.class, side]);
    keys.add([h.upos, d.upos, side, far]);
    keys.add([h.word, d.class, side]);
    keys.add([h.class, d.word, side]);
    keys.add([h.word, d.word, side]);
    keys.add([h.stem, d.stem, side]);
    keys.add([h.class, d.class, side, before.class]);
    keys.add([h.class, d.class, side, after.class]);
    keys.add([d.class, before.word, side]);
    keys.add([d.class, after.word, side]);
    keys.add([h.class, h_before.class, d.class, side]);
    keys.add([h.class, h_after.class, d.class, side]);
    keys.add([h.word, dl.word, side]);
    keys.add([h.class, d.class, dl.word, side]);
    keys.add([d.word, dl.word, side]);
    keys.add([dl.word, dl.relation(), h.upos]);
    keys.add([d.class, dl.relation(), dl2.relation(), h.upos]);
    keys.add([d.class, dr.relation(), h.upos, side]);
    keys.add([d.class, dr.class, dl.class, side]);
    keys.add([h.class, d.class, d.below(CORE | MARKERS), side]);
    keys.add([d.upos, d.below(CORE | MARKERS), h.upos, side]);
    keys.add([d.word, d.below(MARKERS)]);
    keys.add([h.class, h.below(CORE), d.class, side]);
    keys.add([h.word, h.below(CORE), d.class, side]);
    keys.add([h.upos, h.below(CORE), d.word, side]);
    keys.add([h.below(CORE), d.below(MARKERS), h.upos, d.upos, side]);
    keys.add([sibling.relation(), sibling.class, h.class, d.class, side]);
    keys.add([sibling.relation(), d.class, side]);
    keys.add([sibling.word, h.word, d.class, side]);
    keys.add([across.relation(), across.class, h.class, d.class]);
    keys.add([h.relation(), h.class, d.class, side]);
}
