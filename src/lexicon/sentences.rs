//! The words that sentences are split by (`rules/names/sentences.yaml`).

use rustc_hash::FxHashSet;
use serde::Deserialize;

use crate::yaml;

/// What `rules/names/sentences.yaml` holds: words in lower case, abbreviations without their last stop.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SentenceWords {
    /// Abbreviations whose stop never ends a sentence: `gen`, `mr`.
    pub titles: FxHashSet<String>,
    /// Abbreviations whose stop may end a sentence: `inc`, `u.s`.
    pub abbreviations: FxHashSet<String>,
    /// Halves of the day, behind which a day goes on with the time: `p.m`.
    pub clock: FxHashSet<String>,
    /// Days of the week.
    pub days: FxHashSet<String>,
    /// Abbreviations whose stop ends no sentence where a number follows: `no`, `fig`.
    pub before_number: FxHashSet<String>,
    /// Words that sentences like to start with: `the`, `but`.
    pub starters: FxHashSet<String>,
}

impl SentenceWords {
    /// Reads the words that are built in.
    ///
    /// # Errors
    /// What is wrong with the built-in file; a test makes sure that nothing is.
    pub fn built_in() -> Result<Self, String> {
        yaml::parse(include_str!("../../rules/names/sentences.yaml")).map_err(|e| e.message)
    }
}
