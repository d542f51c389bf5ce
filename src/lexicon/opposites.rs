//! Words that cannot both be said of one thing (`rules/names/opposites.yaml`).

use rustc_hash::FxHashSet;
use serde::Deserialize;

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
}

impl Opposites {
    /// Builds the index.
    pub fn new(file: OppositesFile) -> Self {
        let mut pairs = FxHashSet::default();
        for [a, b] in file.pairs {
            pairs.insert((b.clone(), a.clone()));
            pairs.insert((a, b));
        }
        Self { pairs }
    }

    /// Returns whether two lemmas are opposites.
    pub fn are(&self, a: &str, b: &str) -> bool {
        self.pairs.contains(&(a.to_owned(), b.to_owned()))
    }
}
