//! Findings and extractions as people and programs read them.
//!
//! Comes in: a corpus and what was found in it, in final order. Goes out: text
//! in the same order. Nothing here decides or reorders anything.

pub use sources::{Place, Sources};
pub(crate) use visible::wrap;

pub mod inspect;

pub mod json;

pub mod page;

pub mod short;

mod snippet;

mod sources;

pub mod terminal;

pub mod timeline;

mod visible;

#[cfg(test)]
pub(crate) mod fixture;

use crate::rules::{Level, Verdict};

/// How output for people is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Appearance {
    /// Columns to fill.
    pub width: usize,
    /// Whether to colour (ANSI).
    pub color: bool,
    /// Whether lines are drawn with Unicode characters, else ASCII.
    pub unicode: bool,
}

impl Default for Appearance {
    /// What a file or a pipe gets: 100 columns, no colour, Unicode.
    fn default() -> Self {
        Self {
            width: 100,
            color: false,
            unicode: true,
        }
    }
}

/// Returns the level's name in every format.
pub fn level_name(level: Level) -> &'static str {
    match level {
        Level::Advice => "advice",
        Level::Warning => "warning",
        Level::Error => "error",
    }
}

/// Returns the verdict's name in every format.
pub fn verdict_name(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Contradiction => "contradiction",
        Verdict::Disputed => "disputed",
        Verdict::Unorderable => "unorderable",
        Verdict::Stale => "stale",
        Verdict::Progress => "progress",
        Verdict::Defect => "defect",
    }
}
