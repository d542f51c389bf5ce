//! Words that cannot both be said of one thing (`rules/names/opposites.yaml`).

use rustc_hash::FxHashSet;
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
    pairs: FxHashSet<(String, String)>,
    of: WordMap<Vec<String>>,
}

impl Opposites {
    /// Builds the index.
    pub fn new(file: OppositesFile) -> Self {
        let mut pairs = FxHashSet::default();
        let mut of: WordMap<Vec<String>> = WordMap::default();
        for [a, b] in file.pairs {
            of.entry(a.clone()).or_default().push(b.clone());
            of.entry(b.clone()).or_default().push(a.clone());
            pairs.insert((b.clone(), a.clone()));
            pairs.insert((a, b));
        }
        Self { pairs, of }
    }

    /// Returns the opposites of a lemma, in the order of the file.
    pub fn of(&self, lemma: &str) -> &[String] {
        self.of.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// Returns whether two lemmas are opposites.
    pub fn are(&self, a: &str, b: &str) -> bool {
        self.pairs.contains(&(a.to_owned(), b.to_owned()))
    }
}
