//! Mentions and parses into claims: what a source asserts.

pub use crate::lexicon::status::{Certainty, Polarity, Status};

use crate::calendar::Interval;
use crate::mentions::Mentions;
use crate::mentions::time::When;
use crate::sentences::Sentence;
use crate::span::Span;
use crate::tokens::Tokens;

/// What a claim says of its roles.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Predicate {
    /// A predicate of a frame: `conflict.start`.
    Frame(String),
    /// Any other: the lemma with its particle or preposition: `break out`.
    Open(String),
}

/// Where in the article the claim stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// The article's title.
    Headline,
    /// Running text.
    Body,
    /// A heading inside.
    CrossHead,
    /// Between quotation marks.
    Quotation,
    /// A picture's caption: about the picture.
    Caption,
    /// Kept, never compared.
    Furniture,
}

/// Who fills a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    /// The role's name: `agent`, `patient`, `party`, `mediator`, `place` …
    pub name: String,
    /// Index into the article's entities, where the filler is one.
    pub entity: Option<u32>,
    /// Canonical key: the entity's, or the head lemma of a common noun phrase.
    pub key: String,
    /// The words.
    pub span: Span,
}

/// Who is said to say it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribution {
    /// Canonical key of the speaker, or of the description (`pakistani government source`).
    pub speaker: String,
    /// Whether the speaker is named.
    pub named: bool,
    /// The words that name the speaker.
    pub span: Span,
}

/// What a source asserts.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// What is said.
    pub predicate: Predicate,
    /// Of whom and what, in text order.
    pub roles: Vec<Role>,
    /// When it is said to happen.
    pub time: When,
    /// The time expression it was read from: index into the article's times.
    pub timex: Option<u32>,
    /// How far the event has come at the time of writing.
    pub status: Status,
    /// How sure the source is.
    pub certainty: Certainty,
    /// Asserted or denied.
    pub polarity: Polarity,
    /// Index into the article's quantities.
    pub quantity: Option<u32>,
    /// From the innermost speaker outwards; empty where the article says it in its own voice.
    pub attribution: Vec<Attribution>,
    /// When the article says it: its publication interval.
    pub asserted: Interval,
    /// Where it stands.
    pub scope: Scope,
    /// Sentence index.
    pub sentence: u32,
    /// The clause or sentence that an editor must see.
    pub evidence: Span,
    /// The words that triggered it.
    pub trigger: Span,
    /// Strings under which it meets other claims.
    pub keys: Vec<String>,
}

/// All that is read from one article: a pure function of its text.
#[derive(Debug, Clone, Default)]
pub struct Extraction {
    /// Sentences in text order.
    pub sentences: Vec<Sentence>,
    /// Their tokens.
    pub tokens: Tokens,
    /// Times, quantities, quotations, entities.
    pub mentions: Mentions,
    /// What is asserted, in text order.
    pub claims: Vec<Claim>,
}
