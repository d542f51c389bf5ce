//! What one name is to another: kin, service, seat (`rules/names/ties.yaml`).

use serde::Deserialize;

use crate::word_set::{AnyWord, WordMap, WordSet};

/// What `rules/names/ties.yaml` holds.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TiesFile {
    kin: Vec<KinEntry>,
    former: WordSet,
    unreal: WordSet,
    servants: WordSet,
    sent: WordSet,
    based: WordSet,
    seats: WordSet,
    factors: WordMap<f64>,
    multiples: WordSet,
    hedges: WordSet,
    measures: WordMap<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct KinEntry {
    is: String,
    #[serde(default)]
    to: Option<String>,
    nouns: Vec<String>,
}

/// What a noun of kin says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kin {
    /// What the one is to the other: `parent`.
    pub is: String,
    /// What the other is to the one: `child`.
    pub to: String,
}

/// The words of ties, indexed.
#[derive(Debug, Clone, Default)]
pub struct Ties {
    kin: WordMap<Kin>,
    words: TiesFile,
}

impl Ties {
    /// Builds the index.
    pub fn new(mut file: TiesFile) -> Self {
        let mut kin = WordMap::default();
        for entry in std::mem::take(&mut file.kin) {
            let made = Kin {
                to: entry.to.unwrap_or_else(|| entry.is.clone()),
                is: entry.is,
            };
            for noun in entry.nouns {
                kin.insert(noun, made.clone());
            }
        }
        Self { kin, words: file }
    }

    /// Returns what a noun of kin says.
    pub fn kin(&self, noun: impl AnyWord) -> Option<&Kin> {
        self.kin.get(noun)
    }

    /// Returns whether a word before a noun of kin says that it was so.
    pub fn is_former(&self, word: impl AnyWord) -> bool {
        self.words.former.contains(word)
    }

    /// Returns whether a word before a noun says that it is not so now.
    pub fn is_unreal(&self, word: impl AnyWord) -> bool {
        self.words.unreal.contains(word)
    }

    /// Returns whether who bears the title serves the state it is of.
    pub fn is_servant(&self, noun: impl AnyWord) -> bool {
        self.words.servants.contains(noun)
    }

    /// Returns whether the place behind a preposition is where one is sent.
    pub fn is_sent(&self, preposition: impl AnyWord) -> bool {
        self.words.sent.contains(preposition)
    }

    /// Returns whether a verb says where something has its seat.
    pub fn is_based(&self, lemma: impl AnyWord) -> bool {
        self.words.based.contains(lemma)
    }

    /// Returns what stands for a measure: "size" and "big" measure one thing.
    pub fn measure(&self, word: impl AnyWord) -> Option<&str> {
        self.words.measures.get(word).map(String::as_str)
    }

    /// Returns by what a word before "the size of" multiplies: `twice`.
    pub fn factor(&self, word: impl AnyWord) -> Option<f64> {
        self.words.factors.get(word).copied()
    }

    /// Returns whether the number before a word multiplies: `times`.
    pub fn is_multiple(&self, word: impl AnyWord) -> bool {
        self.words.multiples.contains(word)
    }

    /// Returns whether a word before a factor hedges it: `than`.
    pub fn is_hedge(&self, word: impl AnyWord) -> bool {
        self.words.hedges.contains(word)
    }

    /// Returns whether a word, in lower case, is a seat.
    pub fn is_seat(&self, word: impl AnyWord) -> bool {
        self.words.seats.contains(word)
    }
}
