//! What words say of whom: predicates that say the same, the opposite, or the same from another side
//! (`rules/names/predicates.yaml`).

use serde::Deserialize;

use crate::word_set::{AnyWord, WordMap, WordSet};

/// What `rules/names/predicates.yaml` holds.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PredicatesFile {
    light: Vec<String>,
    same: Vec<Vec<String>>,
    readings: Vec<ReadingEntry>,
    one_way: Vec<String>,
    in_turn: Vec<[String; 2]>,
    once: Vec<String>,
    one_doer: Vec<String>,
    moving: Vec<String>,
    narrowing: WordSet,
    ranks: Vec<String>,
    lower_ranks: Vec<String>,
    stands_for: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct ReadingEntry {
    word: String,
    #[serde(default)]
    with: Option<String>,
    #[serde(default)]
    noun: bool,
    #[serde(default)]
    subject: Option<String>,
    #[serde(default)]
    object: Option<String>,
    means: String,
    #[serde(default)]
    denied: bool,
}

/// Where a reading finds a filler beside its word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// The word itself: `the winner`.
    Itself,
    /// Its logical subject.
    Subject,
    /// Its logical object.
    Object,
    /// Behind a preposition; `of` is also a noun's possessive.
    Behind(String),
}

/// Another way to say what a predicate says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Whether the word is a noun; else a verb or adjective.
    pub noun: bool,
    /// The noun that must be its object, and say with it what it says: "take" with "side".
    pub with: Option<String>,
    /// Where the subject of `means` stands.
    pub subject: Option<Place>,
    /// Where the object of `means` stands.
    pub object: Option<Place>,
    /// The predicate it amounts to, as its group's first word.
    pub means: String,
    /// Whether it says that this is not so.
    pub denied: bool,
}

/// The predicates, indexed by lemma.
#[derive(Debug, Clone, Default)]
pub struct Predicates {
    light: WordSet,
    group: WordMap<String>,
    readings: WordMap<Vec<Reading>>,
    one_way: WordSet,
    in_turn: WordMap<Vec<String>>,
    once: WordSet,
    one_doer: WordSet,
    moving: WordSet,
    narrowing: WordSet,
    ranks: WordSet,
    lower_ranks: WordSet,
    stands_for: WordSet,
}

impl Predicates {
    /// Builds the index.
    pub fn new(file: PredicatesFile) -> Self {
        let mut predicates = Self {
            light: file.light.into_iter().collect(),
            stands_for: file.stands_for.into_iter().collect(),
            ranks: file.ranks.into_iter().collect(),
            lower_ranks: file.lower_ranks.into_iter().collect(),
            ..Self::default()
        };
        for group in file.same {
            let Some(first) = group.first().cloned() else {
                continue;
            };
            for word in group {
                predicates.group.insert(word, first.clone());
            }
        }
        for entry in file.readings {
            let reading = Reading {
                noun: entry.noun,
                with: entry.with,
                subject: entry.subject.as_deref().map(place),
                object: entry.object.as_deref().map(place),
                means: predicates.of(&entry.means).to_owned(),
                denied: entry.denied,
            };
            let all = predicates.readings.entry(entry.word).or_default();
            all.push(reading);
        }
        for [a, b] in file.in_turn {
            let (a, b) = (predicates.of(&a).to_owned(), predicates.of(&b).to_owned());
            let turns = &mut predicates.in_turn;
            turns.entry(b.clone()).or_default().push(a.clone());
            turns.entry(a).or_default().push(b);
        }
        let canonical = |words: Vec<String>| -> WordSet {
            let words = words.iter();
            words.map(|w| predicates.of(w).to_owned()).collect()
        };
        let (one_way, once) = (canonical(file.one_way), canonical(file.once));
        let one_doer = canonical(file.one_doer);
        let moving = canonical(file.moving);
        Self {
            one_way,
            once,
            one_doer,
            moving,
            narrowing: file.narrowing,
            ..predicates
        }
    }

    /// Returns the word that stands for a lemma's group, or the lemma where it has none.
    pub fn of<'p>(&'p self, lemma: &'p str) -> &'p str {
        self.group.get(lemma).map_or(lemma, String::as_str)
    }

    /// Returns whether the lemma says too little by itself.
    pub fn is_light(&self, lemma: impl AnyWord) -> bool {
        self.light.contains(lemma)
    }

    /// Returns what else the lemma amounts to.
    pub fn readings(&self, lemma: impl AnyWord) -> &[Reading] {
        self.readings.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// Returns whether subject and object of the predicate cannot change places.
    pub fn is_one_way(&self, predicate: impl AnyWord) -> bool {
        self.one_way.contains(predicate)
    }

    /// Returns whether of two opposites one often follows the other.
    pub fn are_in_turn(&self, a: &str, b: &str) -> bool {
        let (a, b) = (self.of(a), self.of(b));
        let turns = self.in_turn.get(a).into_iter().flatten();
        turns.into_iter().any(|other| other == b)
    }

    /// Returns whether "the NOUN of X" is X itself where it acts.
    pub fn stands_for(&self, noun: impl AnyWord) -> bool {
        self.stands_for.contains(noun)
    }

    /// Returns whether a word is one of the file's: a verb where two names stand around it.
    pub fn knows(&self, lemma: impl AnyWord) -> bool {
        self.group.contains_key(lemma) || self.one_way.contains(lemma)
    }

    /// Returns whether an adverb (lower case) leaves part of a denial open: `yet`.
    pub fn is_narrowing(&self, adverb: impl AnyWord) -> bool {
        self.narrowing.contains(adverb)
    }

    /// Returns whether by how much it happens changes by the hour.
    pub fn is_moving(&self, predicate: impl AnyWord) -> bool {
        self.moving.contains(predicate)
    }

    /// Returns whether the word ranks its noun first for good, as a superlative does for now.
    pub fn is_rank(&self, word: impl AnyWord) -> bool {
        self.ranks.contains(word)
    }

    /// Returns whether the word ranks its noun behind another, or shares the rank.
    pub fn is_lower_rank(&self, word: impl AnyWord) -> bool {
        self.lower_ranks.contains(word)
    }

    /// Returns whether one alone can have done it to one thing.
    pub fn has_one_doer(&self, predicate: impl AnyWord) -> bool {
        self.one_doer.contains(predicate)
    }

    /// Returns whether the predicate happens to one thing once.
    pub fn is_once(&self, predicate: impl AnyWord) -> bool {
        self.once.contains(predicate)
    }
}

fn place(word: &str) -> Place {
    match word {
        "self" => Place::Itself,
        "subject" => Place::Subject,
        "object" => Place::Object,
        other => Place::Behind(other.to_owned()),
    }
}
