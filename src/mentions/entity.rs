//! Entities: names and what refers to the same thing within an article.

use crate::span::Span;

/// What an entity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EntityKind {
    /// A person.
    Person,
    /// A company, agency, party, newspaper, court …
    Organisation,
    /// A country, or its government (`Washington` as one that acts).
    State,
    /// A city, region, sea: somewhere, not someone.
    Place,
    /// Anything else that is named.
    Other,
}

/// A coreference chain within one article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// Canonical key, equal in every article that names the same entity (`iran`, `marco rubio`).
    pub key: String,
    /// The fullest name the article uses.
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
    /// Its mentions in text order.
    pub mentions: Vec<EntityMention>,
}

/// One mention of an entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EntityMention {
    /// The words.
    pub span: Span,
    /// First and one past the last token.
    pub tokens: (u32, u32),
    /// Token that heads it.
    pub head: u32,
}
