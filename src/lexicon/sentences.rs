//! The words that sentences are split by (`rules/names/sentences.yaml`).

use serde::Deserialize;

use crate::word_set::WordSet;
use crate::yaml;

/// What `rules/names/sentences.yaml` holds: words in lower case, abbreviations without their last stop.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SentenceWords {
    /// Abbreviations whose stop never ends a sentence: `gen`, `mr`.
    pub titles: WordSet,
    /// Abbreviations whose stop may end a sentence: `inc`, `u.s`.
    pub abbreviations: WordSet,
    /// Halves of the day, behind which a day goes on with the time: `p.m`.
    pub clock: WordSet,
    /// Days of the week.
    pub days: WordSet,
    /// Abbreviations whose stop ends no sentence where a number follows: `no`, `fig`.
    pub before_number: WordSet,
    /// Words that sentences like to start with: `the`, `but`.
    pub starters: WordSet,
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
