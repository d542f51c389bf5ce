//! Certificates: what proves a finding, so that others can check it without trusting this program.
//!
//! [`write`](fn@write) turns findings into a file; [`verify`](fn@verify) holds such a file against the sources. The
//! types here are the format, version 1; the check shares nothing else with the stages before it.
//!
//! A certificate holds the words it rests on, each with its place and the hash of its source. If it is about days, it
//! holds constraints `to − from ≤ at_most` (in days; day 0 is 1970-01-01), each with the words that state it, in
//! cycles whose sum is negative: no days can satisfy them. Otherwise it holds the claims that a rule bound, and the
//! relations between them that cannot hold of true claims.

mod verify;
mod write;

#[cfg(test)]
mod tests;

pub use verify::{Flaw, Report, Unusable, verify};
pub use write::write;

use serde::{Deserialize, Serialize};

/// Version of the format; a change that breaks a reader raises it.
pub const VERSION: u32 = 1;

/// A file of certificates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificates {
    /// [`VERSION`].
    pub version: u32,
    /// Every source that is quoted, by path.
    pub sources: Vec<Source>,
    /// One for each finding.
    pub certificates: Vec<Certificate>,
}

/// A source as it was when the findings were made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Path of the file; `FILE.jsonl#ID` for a record.
    pub article: String,
    /// SHA-256 (hex) of the file; of a record: of its title, two line feeds and its text (of the text alone where
    /// there is no title).
    pub sha256: String,
}

/// What proves one finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    /// Id of the finding.
    pub finding: String,
    /// Id of the rule.
    pub rule: String,
    /// Its verdict.
    pub verdict: String,
    /// What it tells.
    pub message: String,
    /// What is taken as given, beyond the words: that two sentences mean one event, for instance.
    pub premises: Vec<String>,
    /// The words it rests on.
    pub quotes: Vec<Quote>,
    /// The claims that the rule bound.
    pub claims: Vec<Claim>,
    /// The relations that hold between the claims.
    pub relations: Vec<Relation>,
    /// The days that do not add up, where the finding is about days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<Days>,
}

/// Words of a source.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Quote {
    /// The source.
    pub article: String,
    /// `title`, where the offsets count in the title of a record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// First byte; of a record: in its text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The words.
    pub quote: String,
    /// What they are taken to say.
    pub says: String,
}

/// A claim as it was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// What the rule calls it: `a`, `b`.
    pub name: String,
    /// The words, by their place among the quotes.
    pub quote: usize,
    /// What is said.
    pub predicate: String,
    /// Of whom and what: role and filler.
    pub roles: Vec<(String, String)>,
    /// `+`, `-` or `?`.
    pub polarity: String,
    /// How far it has come.
    pub status: String,
    /// How sure the source is.
    pub certainty: String,
    /// Who says it, from the innermost speaker outwards; nobody but the article where empty.
    pub speakers: Vec<String>,
    /// The quantity in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<String>,
    /// When it is said to happen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<Time>,
}

/// When something is said to happen: days, or a stretch of every year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Time {
    /// First day (`2026-03-01`), or of every year (`--03-01`); open where there is none.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
}

/// A relation that holds between claims.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relation {
    /// Its name, as in the rule's file.
    pub name: String,
    /// What it holds between: `a.time`.
    pub of: Vec<String>,
    /// What each of them says; empty for a whole claim.
    pub values: Vec<String>,
}

/// Constraints on days that cannot all hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Days {
    /// What each day is; constraints name days by their place here. The first is 1970-01-01.
    pub days: Vec<String>,
    /// Statements that leave several possibilities.
    pub choices: Vec<Choice>,
    /// One cycle; with choices, one for each way of choosing.
    pub cycles: Vec<Cycle>,
}

/// A statement that leaves several possibilities.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// The day that is subtracted.
    pub from: usize,
    /// The day it is subtracted from.
    pub to: usize,
    /// What `to − from` may be: fewest and most days of each possibility; an open end is `null`.
    pub options: Vec<(Option<i64>, Option<i64>)>,
}

/// Constraints that lead from a day back to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cycle {
    /// The sum of all `at_most`: negative, by as many days as are missing.
    pub sum: i64,
    /// The constraints; each begins where the one before ends, the first where the last ends.
    pub steps: Vec<Step>,
}

/// `to − from ≤ at_most`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The day that is subtracted.
    pub from: usize,
    /// The day it is subtracted from.
    pub to: usize,
    /// Days.
    pub at_most: i64,
    /// What states it: `claim`, `estimate`, `identity` (a premise) or `given` (a stated publication date, or what
    /// holds of every event).
    pub by: String,
    /// What it says.
    pub says: String,
    /// The words, by their place among the quotes; none for an identity and for what is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote: Option<usize>,
    /// The choice it comes from, by its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub choice: Option<usize>,
    /// The possibility under which it holds; all of them where only the choice is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub option: Option<usize>,
}
