//! Every verbal predicate with its status, certainty and polarity, whether or not a claim is made of it.

use super::grammar::Grammar;
use super::{Certainty, Extraction, Polarity, Status, modality};
use crate::lexicon::Lexicon;
use crate::lexicon::status::Factuality;
use crate::read::Article;
use crate::span::Span;
use crate::tokens::{Relation, Upos, Xpos};

/// A verb that tells of something, and how far its source commits to it (an event of `TimeML`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Event {
    /// Token index.
    pub token: u32,
    /// The verb.
    pub span: Span,
    /// How far it has come.
    pub status: Status,
    /// How sure the source is.
    pub certainty: Certainty,
    /// Asserted or denied.
    pub polarity: Polarity,
    /// What the three come to.
    pub happened: Factuality,
}

/// Returns the events of an article in text order, furniture included.
pub fn events(article: &Article, extraction: &Extraction, lexicon: &Lexicon) -> Vec<Event> {
    let grammar = Grammar {
        text: &article.text,
        tokens: &extraction.tokens,
    };
    (0..extraction.tokens.all().len())
        .filter(|token| is_event(grammar, *token))
        .map(|token| {
            let modality = modality::read(grammar, token, &lexicon.status);
            let (status, certainty, polarity) =
                (modality.status, modality.certainty, modality.polarity);
            Event {
                token: u32::try_from(token).unwrap_or(u32::MAX),
                span: grammar.span(token),
                status,
                certainty,
                polarity,
                happened: Factuality::of(status, certainty, polarity),
            }
        })
        .collect()
}

fn is_event(grammar: Grammar<'_>, token: usize) -> bool {
    let auxiliary = matches!(
        grammar.relation(token),
        Relation::Aux | Relation::AuxPass | Relation::Cop
    ) || grammar.xpos(token) == Xpos::Md;
    !auxiliary && (grammar.is_verb(token) || grammar.upos(token) == Upos::Verb)
}
