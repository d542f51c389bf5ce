//! Dependencies: a greedy arc-hybrid parser with an averaged perceptron.
//!
//! Kuhlmann, Gómez-Rodríguez and Satta (2011) for the transitions, Goldberg
//! and Nivre (2013) for the oracle they are trained with. The decision which
//! transition comes next and the decision which relation a new arc has are two
//! models: the first is asked twice a token and has three classes, so that its
//! weights fit beside the feature's fingerprint; the second, with all
//! relations, is asked once a token.

use std::sync::LazyLock;

use super::class_sums::{self, ClassSums};
use super::tag::best;
use super::word::Word;
use super::{Relation, Upos, tags_of};
use crate::weights::{TAGS, Weights, hash};

/// Keep the features of the two models apart from each other and the tagger's.
pub(super) const ACTIONS: u64 = hash::model(2);
const RELATIONS: u64 = hash::model(3);

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

/// What the parser sees of a tagged word.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seen {
    word: u64,
    stem: u64,
    class: u8,
    upos: Upos,
    is_comma: bool,
}

impl Seen {
    /// Returns what is seen of a word with its tagger class.
    pub(super) fn new(word: &Word, class: u8, upos: Upos) -> Self {
        Self {
            word: word.open,
            stem: word.stem,
            class,
            upos,
            is_comma: word.is_comma(),
        }
    }
}

/// A word's dependents on one side are counted up to so many.
pub(super) const MAX_SIDE: u8 = 6;

/// The ids of a word that the parser combines.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Node {
    /// The word's class as a number; what is no word is of a kind behind all classes.
    pub(super) kind: u8,
    word: u64,
    stem: u64,
    pub(super) class: u64,
    pub(super) upos: u64,
    /// The word it depends on, once known.
    pub(super) head: u32,
    /// Its relation to the head, once known; and its id.
    pub(super) label: u8,
    relation: u64,
    left: [u32; 2],
    right: [u32; 2],
    /// How many words depend on it on either side so far, up to [`MAX_SIDE`].
    pub(super) n_left: u8,
    pub(super) n_right: u8,
    /// Relations of its dependents so far, one bit each.
    below: u64,
    /// Commas, other signs and verbs from the sentence's start to it.
    passed: [u16; 3],
}

impl Node {
    const NONE: u32 = u32::MAX;
    /// The kind of a missing node, behind all classes.
    #[expect(clippy::cast_possible_truncation, reason = "there are fewer classes")]
    const FIRST_SPECIAL: u8 = TAGS as u8;

    /// Returns the node of a word.
    pub(super) fn new(seen: &Seen) -> Self {
        Self {
            kind: seen.class,
            word: seen.word,
            stem: seen.stem,
            class: hash::small(u64::from(seen.class)),
            upos: hash::small(1000 + seen.upos as u64),
            passed: match seen.upos {
                Upos::Punct if seen.is_comma => [1, 0, 0],
                Upos::Punct => [0, 1, 0],
                Upos::Verb => [0, 0, 1],
                _ => [0; 3],
            },
            ..Self::special(0)
        }
    }

    /// Returns a node of each kind, by kind.
    pub(super) fn of_each_kind(weights: &Weights<'_>) -> Vec<Self> {
        let of_class = |class| {
            Self::new(&Seen {
                word: 0,
                stem: 0,
                class,
                upos: tags_of(weights, class).0,
                is_comma: false,
            })
        };
        let words = (0..Self::FIRST_SPECIAL).map(of_class);
        words.chain([0, 1].map(Self::special)).collect()
    }

    /// Returns a node that is no word: the root (1) or a missing one (0).
    fn special(number: u8) -> Self {
        let id = hash::small(2000 + u64::from(number));
        Self {
            kind: Self::FIRST_SPECIAL + number,
            word: id,
            stem: id,
            class: id,
            upos: id,
            head: Self::NONE,
            label: u8::MAX,
            relation: Self::relation_id(u8::MAX),
            left: [Self::NONE; 2],
            right: [Self::NONE; 2],
            n_left: 0,
            n_right: 0,
            below: 0,
            passed: [0; 3],
        }
    }

    fn relation_id(label: u8) -> u64 {
        hash::small(4000 + u64::from(label))
    }

    fn below(&self, relations: u64) -> u64 {
        hash::small(3000 + (self.below & relations))
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
        self.nodes.reserve(1 + words.size_hint().0);
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

    /// Returns the node of a word that has its head; all that depends on it has been found, too.
    pub(super) fn attached(&self, word: usize) -> Option<&Node> {
        let node = self.nodes.get(word + 1);
        node.filter(|node| node.head != Node::NONE)
    }

    /// Returns whether all that depends on a word and stands before it has been found.
    pub(super) fn has_left(&self, word: usize) -> bool {
        self.next > word + 1
    }

    /// Returns the words that depend on a word and stand before it, so far.
    pub(super) fn left_of(&self, word: usize) -> Vec<u32> {
        let head = Self::narrow(word + 1);
        let before = (0_u32..).zip(self.nodes.iter().skip(1).take(word));
        let left = before.filter(|(_, node)| node.head == head);
        left.map(|(word, _)| word).collect()
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

    /// Returns the action that is the only possible one, where one is.
    pub(super) fn only_action(&self) -> Option<Action> {
        match Action::ALL.map(|a| self.allows(a)) {
            [true, false, false] => Some(Action::Shift),
            [false, false, true] => Some(Action::Right),
            _ => None,
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
            node.label = relation;
            node.relation = Node::relation_id(relation);
        }
        if let Some(node) = self.nodes.get_mut(head) {
            // A dependent is always farther out than those that came before it.
            let (near, count) = if dependent < head {
                (&mut node.left, &mut node.n_left)
            } else {
                (&mut node.right, &mut node.n_right)
            };
            *near = [Self::narrow(dependent), near[0]];
            *count = (*count + 1).min(MAX_SIDE);
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

/// A parser with its weights.
#[derive(Debug)]
pub(super) struct Parser<'w> {
    weights: Weights<'w>,
    class_sums: ClassSums,
}

impl Parser<'static> {
    /// Returns the parser whose weights are built in.
    pub(super) fn english() -> &'static Self {
        static ENGLISH: LazyLock<Parser<'static>> =
            LazyLock::new(|| Parser::new(Weights::english()));
        &ENGLISH
    }
}

impl<'w> Parser<'w> {
    /// Returns a parser with these weights.
    pub(super) fn new(weights: Weights<'w>) -> Self {
        Self {
            class_sums: ClassSums::new(&weights),
            weights,
        }
    }

    /// Parses the sentence whose words the state was started with to its end.
    pub(super) fn parse(&self, state: &mut State) {
        while !state.is_done() {
            self.step(state);
        }
    }

    /// Takes the next step in parsing the sentence whose words the state was started with; it must not be done.
    pub(super) fn step(&self, state: &mut State) {
        let action = self.decide(state);
        let relation = self.relation(state, action);
        state.apply(action, relation);
    }

    /// Returns the best action that is possible.
    fn decide(&self, state: &State) -> Action {
        if let Some(action) = state.only_action() {
            return action;
        }
        let possible = Action::ALL.map(|a| state.allows(a));
        let around = Around::of(state);
        let of_classes = self.class_sums.score(&around);
        let others = self.weights.actions.score(&other_features(state, &around));
        let (shift, left) = (of_classes[0] + others[0], of_classes[1] + others[1]);
        // The three weights of a feature sum to zero, so that two are stored.
        best_action([shift, left, -shift - left], possible)
    }

    /// Returns the relation of the arc that the action makes.
    fn relation(&self, state: &State, action: Action) -> u8 {
        match state.arc(action) {
            None => u8::MAX,
            Some((0, _)) => Relation::Root as u8,
            Some((head, dependent)) => {
                let features = relation_features(state, head, dependent);
                let scores = self.weights.relations.score(&features);
                best(scores.get(..Relation::ALL.len()).unwrap_or(&scores))
            }
        }
    }
}

/// Returns the best of the possible actions, the first of equals.
pub(super) fn best_action(scores: [i32; 3], possible: [bool; 3]) -> Action {
    let mut chosen = (i32::MIN, Action::Shift);
    for ((action, score), possible) in Action::ALL.into_iter().zip(scores).zip(possible) {
        if possible && score > chosen.0 {
            chosen = (score, action);
        }
    }
    chosen.1
}

/// So many distances are told apart.
pub(super) const DISTANCES: u8 = 8;

/// Returns how far apart two words are: which of the distances that are told apart, the root's and that of none
/// being the first.
fn distance(a: usize, b: usize) -> u8 {
    if a == 0 || a == NIL || b == NIL {
        return 0;
    }
    match a.abs_diff(b) {
        0 => 0,
        1 => 1,
        2 => 2,
        3 => 3,
        4 => 4,
        5..=7 => 5,
        8..=12 => 6,
        _ => DISTANCES - 1,
    }
}

pub(super) fn distance_id(distance: u8) -> u64 {
    hash::small(5000 + u64::from(distance))
}

pub(super) fn left_id(n_left: u8) -> u64 {
    hash::small(6000 + u64::from(n_left))
}

pub(super) fn right_id(n_right: u8) -> u64 {
    hash::small(6010 + u64::from(n_right))
}

/// Returns an id of what stands between two words: commas, other signs, verbs, each none, one or more.
fn between(left: &Node, right_before: &Node) -> u64 {
    let counts = right_before.passed.iter().zip(left.passed);
    let folded = counts.fold(0, |sum, (right, left)| {
        sum * 3 + u64::from(right.saturating_sub(left).min(2))
    });
    hash::small(8000 + folded)
}

/// How many features the decisions have.
pub(super) const ACTION_FEATURES: usize = OTHER_FEATURES + class_sums::FEATURES;
pub(super) const RELATION_FEATURES: usize = 30;

/// How many features of the decision for an action are not of classes alone.
const OTHER_FEATURES: usize = 67;

/// The words that the decision for an action looks at first.
#[derive(Debug)]
pub(super) struct Around<'s> {
    /// Those on top of the stack, and those that come next.
    pub(super) s: [&'s Node; 3],
    pub(super) b: [&'s Node; 3],
    /// How far the top of the stack is from the next word.
    pub(super) near: u8,
}

impl<'s> Around<'s> {
    fn of(state: &'s State) -> Self {
        let stack = [0, 1, 2].map(|depth| state.on_stack(depth));
        let next = [0, 1, 2].map(|n| state.next + n);
        let first = Some(state.next).filter(|next| *next < state.nodes.len());
        Self {
            s: stack.map(|i| state.node(i)),
            b: next.map(|i| state.node(i)),
            near: distance(state.on_stack(0), first.unwrap_or(NIL)),
        }
    }
}

/// Returns the features of the decision for an action.
pub(super) fn action_features(state: &State) -> [u64; ACTION_FEATURES] {
    let around = Around::of(state);
    let of_classes = class_sums::keys(&around);
    hash::array(other_features(state, &around).into_iter().chain(of_classes))
}

/// Returns the features of the decision for an action that are not of classes alone; those that are have the numbers
/// between. The shipped weights lie under these numbers.
fn other_features(state: &State, around: &Around<'_>) -> [u64; OTHER_FEATURES] {
    let [i0, i1] = [0, 1].map(|depth| state.on_stack(depth));
    let j = state.next;
    let ([s0, s1, s2], [b0, b1, b2]) = (around.s, around.b);
    let [s0l, s0l2] = s0.left.map(|c| state.child(c));
    let s0r = state.child(s0.right[0]);
    let s1l = state.child(s1.left[0]);
    let [s1r, s1r2] = s1.right.map(|c| state.child(c));
    let [b0l, b0l2] = b0.left.map(|c| state.child(c));
    let [b_before, s0_before, s0_after] =
        [j.wrapping_sub(1), i0.wrapping_sub(1), i0.wrapping_add(1)].map(|i| state.node(i));
    let (near, far) = (distance_id(around.near), distance_id(distance(i1, i0)));
    let (gap, far_gap) = (between(s0, b_before), between(s1, s0_before));
    let [s0_core, s1_core, b0_core] = [s0, s1, b0].map(|x| x.below(CORE));
    let s0_marks = s0.below(MARKERS);
    let b0_left = left_id(b0.n_left);
    let [s0_right, s1_right] = [s0, s1].map(|x| right_id(x.n_right));
    hash::numbered_features![
        ACTIONS;
        1: [s0.class, b0.class, b1.class],
        2: [s1.class, s0.class, b0.class],
        3: [s1.class, s0.class, b0.class, b1.class],
        4: [b0.class, b1.class, b2.class],
        5: [s0.word, s0.class, b0.class],
        6: [s0.class, b0.word, b0.class],
        7: [s0.class, s0_core, b0.class],
        8: [s1.class, s0.class, s0_marks],
        9: [s1.class, s1_core, s0.class, s0_marks],
        10: [s0.class, b0.class, near],
        11: [s0.word],
        12: [s0.word, s0.class],
        13: [s1.word],
        14: [b0.word],
        15: [b0.word, b0.class],
        16: [s0.word, s0.class, b0.word, b0.class],
        17: [s1.class, s0.word, s0.class],
        18: [s1.word, s1.class, s0.word, s0.class],
        19: [s0.stem, b0.stem],
        20: [s1.stem, s0.stem],
        21: [b0.word, b1.class],
        22: [s0.word, s0l.relation],
        23: [s1.class, s1_core, s0.class],
        24: [b0.class, b0_core, s0.class],
        25: [s1.word, s0l.word],
        26: [s1.class, s0.class, far],
        27: [s0.class, b0.class, gap],
        28: [s0.upos, b0.upos, gap, near],
        29: [s1.class, s0.class, far_gap],
        30: [b0.class, b_before.class, s0.class],
        34: [s2.word],
        36: [b1.word],
        38: [b2.word],
        46: [s2.class, s1.class, s0.class],
        47: [s1.upos, s0.upos, b0.upos, b1.upos],
        48: [s0.class, s0l.class, b0.class],
        49: [s0.class, s0l.relation, b0.class],
        50: [s0l.word, s0l.relation],
        51: [s0.class, s0r.relation, b0.class],
        52: [s0r.word, s0r.relation],
        53: [s0.class, b0l.class, b0.class],
        54: [s0.class, b0l.relation, b0.class],
        55: [b0l.word, b0l.relation],
        56: [s0.word, s0r.relation],
        57: [s0.word, b0l.relation],
        58: [s1.class, s1l.relation, s0.class],
        59: [s1l.word, s0.class],
        60: [s1r.word, s0.class],
        61: [s1.class, s0l.relation, s0.class],
        62: [s0l.word, s0.class],
        63: [s1.class, s0r.class, s0.class],
        64: [s1.class, s0r.relation, s0.class],
        65: [s0.class, s0l.class, s0l2.class],
        66: [b0.class, b0l.class, b0l2.class],
        67: [s1.class, s1r.class, s1r2.class],
        68: [b0.word, b0l.relation, b0l2.relation],
        69: [s1_core, s0_core, b0.class],
        70: [s2.class, s0l.word, s0.class, s1.class],
        71: [s0.word, near],
        73: [b0.word, near],
        75: [s0.word, b0.class, gap],
        76: [s1.upos, s0.upos, b0.upos, far_gap],
        77: [s0.class, s0_after.class, b0.class],
        78: [s1.class, s0.class, s0_before.class],
        80: [s0.word, s0_right],
        82: [b0.word, b0_left],
        84: [s1.word, s1_right],
    ]
}

/// Returns the features of the decision for the relation of an arc that is about to be made.
pub(super) fn relation_features(
    state: &State,
    head: usize,
    dependent: usize,
) -> [u64; RELATION_FEATURES] {
    let (h, d) = (state.node(head), state.node(dependent));
    let side = hash::small(7000 + u64::from(head < dependent));
    let far = distance_id(distance(head, dependent));
    let [dl, dl2] = d.left.map(|c| state.child(c));
    let dr = state.child(d.right[0]);
    let (near, beyond) = if head < dependent {
        (h.right[0], h.left[0])
    } else {
        (h.left[0], h.right[0])
    };
    let (sibling, across) = (state.child(near), state.child(beyond));
    let [before, after] = [dependent.wrapping_sub(1), dependent + 1].map(|i| state.node(i));
    let [h_before, h_after] = [head.wrapping_sub(1), head + 1].map(|i| state.node(i));
    let (h_core, d_marks) = (h.below(CORE), d.below(MARKERS));
    let d_all = d.below(CORE | MARKERS);
    hash::features![
        RELATIONS;
        [d.word, side],
        [h.upos, d.upos, side, far],
        [h.word, d.class, side],
        [h.class, d.word, side],
        [h.class, d.class, dl.word, side],
        [h.class, d.class, d_all, side],
        [h.class, h_core, d.class, side],
        [d.class, side],
        [h.word, side],
        [h.class, side],
        [h.word, d.word, side],
        [h.class, d.class, side, before.class],
        [h.class, d.class, side, after.class],
        [d.class, before.word, side],
        [d.class, after.word, side],
        [h.class, h_before.class, d.class, side],
        [h.class, h_after.class, d.class, side],
        [h.word, dl.word, side],
        [d.word, dl.word, side],
        [dl.word, dl.relation, h.upos],
        [d.class, dl.relation, dl2.relation, h.upos],
        [d.class, dr.relation, h.upos, side],
        [d.class, dr.class, dl.class, side],
        [d.upos, d_all, h.upos, side],
        [d.word, d_marks],
        [h.upos, h_core, d.word, side],
        [h_core, d_marks, h.upos, d.upos, side],
        [sibling.relation, sibling.class, h.class, d.class, side],
        [sibling.relation, d.class, side],
        [across.relation, across.class, h.class, d.class],
    ]
}
