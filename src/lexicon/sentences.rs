//! The words that sentences are split by (`rules/names/sentences.yaml`).

use std::ops::BitOrAssign;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::weights::hash;
use crate::yaml;

/// What `rules/names/sentences.yaml` holds, by word: every word of a text is looked up once.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "Written")]
pub struct SentenceWords {
    lists: FxHashMap<u64, Lists>,
}

/// The file: words in lower case, abbreviations without their last stop.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    /// Abbreviations whose stop never ends a sentence: `gen`, `mr`.
    titles: Vec<String>,
    /// Abbreviations whose stop may end a sentence: `inc`, `u.s`.
    abbreviations: Vec<String>,
    /// Halves of the day, behind which a day goes on with the time: `p.m`.
    clock: Vec<String>,
    /// Days of the week.
    days: Vec<String>,
    /// Abbreviations whose stop ends no sentence where a number follows: `no`, `fig`.
    before_number: Vec<String>,
    /// Words that sentences like to start with: `the`, `but`.
    starters: Vec<String>,
}

/// The lists of the file that a word is in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Lists(u8);

impl Lists {
    /// Abbreviations whose stop never ends a sentence.
    pub const TITLE: Self = Self(1);
    /// Abbreviations whose stop may end a sentence.
    pub const ABBREVIATION: Self = Self(2);
    /// Halves of the day.
    pub const CLOCK: Self = Self(4);
    /// Days of the week.
    pub const DAY: Self = Self(8);
    /// Abbreviations whose stop ends no sentence where a number follows.
    pub const BEFORE_NUMBER: Self = Self(16);
    /// Words that sentences like to start with.
    pub const STARTER: Self = Self(32);

    /// Returns whether the list is among them.
    pub fn has(self, list: Self) -> bool {
        self.0 & list.0 != 0
    }
}

impl BitOrAssign for Lists {
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

impl From<Written> for SentenceWords {
    fn from(written: Written) -> Self {
        let mut lists = FxHashMap::<u64, Lists>::default();
        for (list, words) in [
            (Lists::TITLE, written.titles),
            (Lists::ABBREVIATION, written.abbreviations),
            (Lists::CLOCK, written.clock),
            (Lists::DAY, written.days),
            (Lists::BEFORE_NUMBER, written.before_number),
            (Lists::STARTER, written.starters),
        ] {
            for word in words {
                *lists.entry(hash::bytes(word.as_bytes())).or_default() |= list;
            }
        }
        Self { lists }
    }
}

impl SentenceWords {
    /// Reads the words that are built in.
    ///
    /// # Errors
    /// What is wrong with the built-in file; a test makes sure that nothing is.
    pub fn built_in() -> Result<Self, String> {
        yaml::parse(include_str!("../../rules/names/sentences.yaml")).map_err(|e| e.message)
    }

    /// Returns the lists that a word in lower case is in, by the [hash](hash::bytes) of its bytes.
    pub(crate) fn lists(&self, word: u64) -> Lists {
        self.lists.get(&word).copied().unwrap_or_default()
    }
}
