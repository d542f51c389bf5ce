//! Words that say how events lie to each other in time (`rules/names/chronology.yaml`).

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::word_set::{AnyWord, WordSet};

/// What `rules/names/chronology.yaml` holds.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChronologyFile {
    after: Vec<String>,
    before: Vec<String>,
    of: Vec<String>,
    later: Vec<String>,
    earlier: Vec<String>,
    happening: Vec<String>,
    lasting: Vec<String>,
    between: Vec<String>,
    series: BTreeMap<String, String>,
    recent: Vec<String>,
    reinstating: Vec<String>,
    revising: Vec<String>,
    opening: Vec<String>,
    into: Vec<String>,
}

/// How one event lies to the next one named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// `after the ceasefire`.
    After,
    /// `before the vote`.
    Before,
    /// `within two days of the launch`: on either side.
    Of,
    /// `three weeks into the strike`: after its start.
    Into,
}

impl Order {
    /// Returns whether it stands only behind a length.
    pub fn needs_length(self) -> bool {
        matches!(self, Self::Of | Self::Into)
    }

    /// Returns the word by which frames call it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::After => "after",
            Self::Before => "before",
            Self::Of => "of",
            Self::Into => "into",
        }
    }
}

/// Words in lower case, phrases cut into theirs.
#[derive(Debug, Clone, Default)]
pub struct ChronologyWords {
    orders: Vec<(Vec<String>, Order)>,
    /// Their first words.
    order_starts: WordSet,
    /// Words behind a length: later than what was told before (`true`), or earlier.
    shifts: Vec<(String, bool)>,
    happening: Vec<String>,
    lasting: Vec<Vec<String>>,
    between: Vec<String>,
    series: BTreeMap<String, String>,
    recent: Vec<String>,
    reinstating: Vec<String>,
    revising: Vec<String>,
    opening: Vec<String>,
}

impl ChronologyWords {
    /// Cuts the phrases.
    pub fn new(file: ChronologyFile) -> Self {
        let cut =
            |phrase: String| -> Vec<String> { phrase.split(' ').map(str::to_owned).collect() };
        let mut orders: Vec<(Vec<String>, Order)> = Vec::new();
        for (phrases, order) in [
            (file.after, Order::After),
            (file.before, Order::Before),
            (file.of, Order::Of),
            (file.into, Order::Into),
        ] {
            orders.extend(phrases.into_iter().map(|p| (cut(p), order)));
        }
        let later = file.later.into_iter().map(|w| (w, true));
        let earlier = file.earlier.into_iter().map(|w| (w, false));
        let order_starts = orders
            .iter()
            .filter_map(|(words, _)| words.first().cloned());
        Self {
            order_starts: order_starts.collect(),
            orders,
            shifts: later.chain(earlier).collect(),
            happening: file.happening,
            lasting: file.lasting.into_iter().map(cut).collect(),
            between: file.between,
            series: file.series,
            recent: file.recent,
            reinstating: file.reinstating,
            revising: file.revising,
            opening: file.opening,
        }
    }

    /// Returns the order that the words beginning with the first of `at` give, and how many they are.
    pub fn order<W: AnyWord>(&self, mut at: impl FnMut(usize) -> W) -> Option<(usize, Order)> {
        if !self.order_starts.contains(at(0)) {
            return None;
        }
        self.orders
            .iter()
            .find(|(words, _)| words.iter().enumerate().all(|(i, w)| w == at(i).word()))
            .map(|(words, order)| (words.len(), *order))
    }

    /// Returns whether a word behind a length counts onwards (`later`) or back (`earlier`).
    pub fn shift(&self, lower: &str) -> Option<bool> {
        self.shifts
            .iter()
            .find(|(w, _)| w == lower)
            .map(|(_, on)| *on)
    }

    /// Returns whether a verb says only that its subject took place.
    pub fn is_happening(&self, lemma: &str) -> bool {
        self.happening.iter().any(|w| w == lemma)
    }

    /// Returns whether a verb, with the word behind it, says how long its subject went on.
    pub fn is_lasting(&self, lemma: &str, next: &str) -> bool {
        self.lasting.iter().any(|words| match words.as_slice() {
            [verb] => verb == lemma,
            [verb, particle] => verb == lemma && particle == next,
            _ => false,
        })
    }

    /// Returns which one of a series a word says.
    pub fn series(&self, lower: &str) -> Option<&str> {
        self.series.get(lower).map(String::as_str)
    }

    /// Returns whether a word says that an event is not long past.
    pub fn is_recent(&self, lower: &str) -> bool {
        self.recent.iter().any(|w| w == lower)
    }

    /// Returns whether a word opens a clause whose subject stands behind it.
    pub fn opens_clause(&self, lower: &str) -> bool {
        self.opening.iter().any(|w| w == lower)
    }

    /// Returns whether a word (a lemma) takes a cancellation back.
    pub fn is_reinstating(&self, lemma: &str) -> bool {
        self.reinstating.iter().any(|w| w == lemma)
    }

    /// Returns whether a word (a lemma) says that a count was corrected.
    pub fn is_revising(&self, lemma: &str) -> bool {
        self.revising.iter().any(|w| w == lemma)
    }

    /// Returns whether a word may stand between a length and the word of order.
    pub fn is_between(&self, lower: &str) -> bool {
        self.between.iter().any(|w| w == lower)
    }
}
