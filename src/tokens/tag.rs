//! Part-of-speech tags: a greedy averaged perceptron over joint UPOS|XPOS classes.
//!
//! Collins (2002), with Honnibal's (2013) word list of unambiguous words,
//! which are tagged without looking at the context.

use super::word::Word;
use crate::weights::hash;
use crate::weights::{Entry, Weights};

/// Keeps the tagger's features apart from the parser's.
const MODEL: u64 = hash::model(1);

/// Ids of the tags before the first word.
const BEFORE: [u64; 2] = [900, 901];

/// The two tags before the word that is tagged next.
#[derive(Debug, Clone, Copy)]
pub(super) struct History {
    last: u64,
    second: u64,
}

impl History {
    /// Returns the history of a sentence's first word.
    pub(super) fn new() -> Self {
        Self {
            last: hash::small(BEFORE[0]),
            second: hash::small(BEFORE[1]),
        }
    }

    /// Moves on by one tagged word.
    pub(super) fn push(&mut self, class: u8) {
        self.second = self.last;
        self.last = hash::small(u64::from(class));
    }
}

/// How many features a word has.
pub(super) const FEATURES: usize = 34;

/// Tags the words of one sentence: appends one class each.
pub(super) fn tag(weights: &Weights<'_>, words: &[Word], classes: &mut Vec<u8>) {
    let mut history = History::new();
    for (idx, word) in words.iter().enumerate() {
        let class = match word.entry {
            Some(entry) if entry.is_only() => entry.class(),
            _ => class(weights, words, idx, history),
        };
        classes.push(class);
        history.push(class);
    }
}

/// Appends the class that each word of one sentence usually has; unknown ones are tagged by their looks alone.
pub(super) fn usual(weights: &Weights<'_>, words: &[Word], classes: &mut Vec<u8>) {
    classes.extend(words.iter().map(|word| {
        let by_looks = || class(weights, std::slice::from_ref(word), 0, History::new());
        word.entry.map_or_else(by_looks, Entry::class)
    }));
}

/// Returns the class of the word at `idx`.
fn class(weights: &Weights<'_>, words: &[Word], idx: usize, history: History) -> u8 {
    let scores = weights.tagger.score(&features(words, idx, history));
    best(scores.get(..weights.classes.len()).unwrap_or(&scores))
}

/// Returns the class with the highest score, the lowest of equals.
pub(super) fn best<T: Ord + Copy>(scores: &[T]) -> u8 {
    let top = scores.iter().copied().max();
    let class = scores.iter().position(|&s| Some(s) == top).unwrap_or(0);
    u8::try_from(class).unwrap_or(0)
}

/// Returns the features of the word at `idx`.
pub(super) fn features(words: &[Word], idx: usize, history: History) -> [u64; FEATURES] {
    let edges = [Word::edge(601), Word::edge(602)];
    let [left, right] = &edges;
    let before = |n: usize| {
        idx.checked_sub(n)
            .and_then(|i| words.get(i))
            .unwrap_or(left)
    };
    let after = |n: usize| words.get(idx + n).unwrap_or(right);
    let (x, a1, a2) = (after(0), after(1), after(2));
    let (b1, b2) = (before(1), before(2));
    let History { last, second } = history;
    hash::features![
        MODEL;
        [x.lower],
        [x.form],
        [x.shape, u64::from(idx == 0)],
        [x.suffix[0]],
        [x.suffix[1]],
        [x.suffix[2]],
        [x.suffix[3]],
        [x.prefix[0]],
        [x.prefix[1]],
        [x.prefix[2]],
        [last],
        [last, second],
        [last, x.lower],
        [second, x.lower],
        [last, x.suffix[2]],
        [last, x.shape],
        [b1.lower],
        [a1.lower],
        [b2.lower],
        [a2.lower],
        [b1.lower, x.lower],
        [x.lower, a1.lower],
        [b1.lower, a1.lower],
        [a1.lower, a2.lower],
        [a1.suffix[2]],
        [x.suffix[2], a1.suffix[2]],
        [last, a1.suffix[2]],
        [b1.shape, x.shape, a1.shape],
        [x.usual, a1.usual],
        [last, x.usual, a1.usual],
        [x.usual, a1.usual, a2.usual],
        [last, second, x.usual],
        [x.suffix[1], a1.usual],
        [last, a1.lower],
    ]
}
