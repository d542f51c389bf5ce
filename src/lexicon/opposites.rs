//! Words that cannot both be said of one thing (`rules/names/opposites.yaml`).

use serde::Deserialize;

use crate::word_set::WordMap;

/// What `rules/names/opposites.yaml` holds.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OppositesFile {
    pairs: Vec<[String; 2]>,
}

/// Pairs of lemmas.
#[derive(Debug, Clone, Default)]
pub struct Opposites {
    of: WordMap<Vec<String>>,
}

impl Opposites {
    /// Builds the index.
    pub fn new(file: OppositesFile) -> Self {
        let mut of: WordMap<Vec<String>> = WordMap::default();
        for [a, b] in file.pairs {
            of.entry(a.clone()).or_default().push(b.clone());
            of.entry(b).or_default().push(a);
        }
        Self { of }
    }

    /// Returns the opposites of a lemma, in the order of the file.
    pub fn of(&self, lemma: &str) -> &[String] {
        self.of.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// Returns whether two lemmas are opposites.
    pub fn are(&self, a: &str, b: &str) -> bool {
        self.of(a).iter().any(|other| other == b)
    }
}
