//! Matches into findings: levels, duplicates, camps, final order.

use crate::rules::{Level, Verdict};
use crate::span::{SourceId, Span};

/// What the reader is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Stable id, derived from rule, event key and the conflicting values: 16 hex digits.
    pub id: String,
    /// Id of the rule.
    pub rule: String,
    /// What is said about the claims.
    pub verdict: Verdict,
    /// How grave it is.
    pub level: Level,
    /// One sentence that suffices alone.
    pub message: String,
    /// What would settle it.
    pub help: String,
    /// Why the claims are taken to be about the same thing, and why they cannot both hold.
    pub premises: Vec<String>,
    /// The words a reader must see; the first is the primary one. At least one.
    pub evidence: Vec<Evidence>,
}

/// A labelled span of one article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The article.
    pub source: SourceId,
    /// A clause or a sentence of it.
    pub span: Span,
    /// What it says.
    pub label: String,
}
