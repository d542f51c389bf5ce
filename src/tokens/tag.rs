//! Part-of-speech tags: a greedy averaged perceptron over joint UPOS|XPOS classes.
//!
//! Collins (2002), with Honnibal's (2013) word list of unambiguous words,
//! which are tagged without looking at the context.

use super::word::Word;
use crate::weights::hash;
use crate::weights::{Entry, TAGS, Weights};

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

/// Of how many words is remembered what they say by themselves.
const REMEMBERED: usize = 4096;

/// What words say by themselves, to one tagger's weights: most words of a text come again.
#[derive(Debug)]
pub(super) struct Memory(Vec<Remembered>);

/// The sums of a word's [own features](own_features), by a hash of what they are of; 0 before there is one.
#[derive(Debug, Clone, Copy)]
struct Remembered {
    word: u64,
    sums: [i16; TAGS],
}

impl Memory {
    pub(super) fn new() -> Self {
        let nothing = Remembered {
            word: 0,
            sums: [0; TAGS],
        };
        Self(vec![nothing; REMEMBERED])
    }

    /// Returns the sums of a word's own features.
    fn own(&mut self, weights: &Weights<'_>, word: &Word, is_first: bool) -> [i16; TAGS] {
        let id = hash::feature(MODEL, 0, [word.form, word.shape, u64::from(is_first)]);
        let Some(slot) = self.0.get_mut(hash::slot(id, REMEMBERED)) else {
            return [0; TAGS];
        };
        if slot.word != id {
            slot.word = id;
            slot.sums = weights.tagger.score(&own_features(word, is_first));
        }
        slot.sums
    }
}

/// Tags the words of one sentence: appends one class each.
pub(super) fn tag(
    weights: &Weights<'_>,
    words: &[Word],
    memory: &mut Memory,
    classes: &mut Vec<u8>,
) {
    let mut history = History::new();
    for (idx, word) in words.iter().enumerate() {
        let class = match word.entry {
            Some(entry) if entry.is_only() => entry.class(),
            _ => class(weights, words, idx, history, memory),
        };
        classes.push(class);
        history.push(class);
    }
}

/// Appends the class that each word of one sentence usually has; unknown ones are tagged by their looks alone.
pub(super) fn usual(
    weights: &Weights<'_>,
    words: &[Word],
    memory: &mut Memory,
    classes: &mut Vec<u8>,
) {
    classes.extend(words.iter().map(|word| {
        let alone = std::slice::from_ref(word);
        let mut by_looks = || class(weights, alone, 0, History::new(), memory);
        word.entry.map_or_else(&mut by_looks, Entry::class)
    }));
}

/// Returns the class of the word at `idx`.
fn class(
    weights: &Weights<'_>,
    words: &[Word],
    idx: usize,
    history: History,
    memory: &mut Memory,
) -> u8 {
    let Some(word) = words.get(idx) else { return 0 };
    let mut scores = memory.own(weights, word, idx == 0);
    weights
        .tagger
        .add(&features_around(words, idx, history), &mut scores);
    best(scores.get(..weights.classes.len()).unwrap_or(&scores))
}

/// Returns the class with the highest score, the lowest of equals.
pub(super) fn best<T: Ord + Copy>(scores: &[T]) -> u8 {
    let top = scores.iter().copied().max();
    let class = scores.iter().position(|&s| Some(s) == top).unwrap_or(0);
    u8::try_from(class).unwrap_or(0)
}

/// How many features a word has by itself.
const OWN: usize = 10;

/// Returns the features of a word by itself; `is_first`: whether it opens its sentence.
pub(super) fn own_features(x: &Word, is_first: bool) -> [u64; OWN] {
    hash::features![
        MODEL;
        [x.lower],
        [x.form],
        [x.shape, u64::from(is_first)],
        [x.suffix[0]],
        [x.suffix[1]],
        [x.suffix[2]],
        [x.suffix[3]],
        [x.prefix[0]],
        [x.prefix[1]],
        [x.prefix[2]],
    ]
}

/// Returns the features of what stands around the word at `idx`, alone and with it.
pub(super) fn features_around(words: &[Word], idx: usize, history: History) -> [u64; 24] {
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
        MODEL, OWN as u64;
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
