//! Part-of-speech tags: a greedy averaged perceptron over joint UPOS|XPOS classes.
//!
//! Collins (2002), with Honnibal's (2013) word list of unambiguous words,
//! which are tagged without looking at the context.

use super::word::Word;
use crate::weights::Weights;
use crate::weights::hash::{self, Keys};

/// Keeps the tagger's features apart from the parser's.
const MODEL: u64 = 1;

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

/// Tags the words of one sentence, one class each.
pub(super) fn tag(weights: &Weights<'_>, words: &[Word], keys: &mut Keys, classes: &mut Vec<u8>) {
    classes.clear();
    let n = weights.classes.len().min(256);
    let mut history = History::new();
    for (idx, word) in words.iter().enumerate() {
        let class = match word.entry {
            Some(entry) if entry.is_only() => entry.class(),
            _ => {
                features(words, idx, history, keys);
                let mut scores = [0; 256];
                weights.tagger.score(keys.as_slice(), &mut scores);
                best(scores.get(..n).unwrap_or(&[]))
            }
        };
        classes.push(class);
        history.push(class);
    }
}

/// Returns the class with the highest score, the lowest of equals.
pub(super) fn best(scores: &[i32]) -> u8 {
    let top = scores.iter().copied().max().unwrap_or(0);
    let class = scores.iter().position(|&s| s == top).unwrap_or(0);
    u8::try_from(class).unwrap_or(0)
}

/// Lists the features of the word at `idx`.
pub(super) fn features(words: &[Word], idx: usize, history: History, keys: &mut Keys) {
    let edge = |side: u64| Word {
        lower: hash::small(side),
        usual: hash::small(side),
        shape: hash::small(side),
        suffix: [hash::small(side); 4],
        ..Word::default()
    };
    let at = |offset: isize| -> Word {
        let side = if offset < 0 { 601 } else { 602 };
        idx.checked_add_signed(offset)
            .and_then(|i| words.get(i))
            .copied()
            .unwrap_or_else(|| edge(side))
    };
    let (x, before, after) = (at(0), at(-1), at(1));
    let (before2, after2) = (at(-2), at(2));
    let History { last, second } = history;
    keys.clear(MODEL);
    keys.add([x.lower]);
    keys.add([x.form]);
    keys.add([x.shape, u64::from(idx == 0)]);
    keys.add([x.suffix[0]]);
    keys.add([x.suffix[1]]);
    keys.add([x.suffix[2]]);
    keys.add([x.suffix[3]]);
    keys.add([x.prefix[0]]);
    keys.add([x.prefix[1]]);
    keys.add([x.prefix[2]]);
    keys.add([last]);
    keys.add([last, second]);
    keys.add([last, x.lower]);
    keys.add([second, x.lower]);
    keys.add([last, x.suffix[2]]);
    keys.add([last, x.shape]);
    keys.add([before.lower]);
    keys.add([after.lower]);
    keys.add([before2.lower]);
    keys.add([after2.lower]);
    keys.add([before.lower, x.lower]);
    keys.add([x.lower, after.lower]);
    keys.add([before.lower, after.lower]);
    keys.add([after.lower, after2.lower]);
    keys.add([after.suffix[2]]);
    keys.add([x.suffix[2], after.suffix[2]]);
    keys.add([last, after.suffix[2]]);
    keys.add([before.shape, x.shape, after.shape]);
    keys.add([x.usual, after.usual]);
    keys.add([last, x.usual, after.usual]);
    keys.add([x.usual, after.usual, after2.usual]);
    keys.add([last, second, x.usual]);
    keys.add([x.suffix[1], after.usual]);
    keys.add([last, after.lower]);
}
