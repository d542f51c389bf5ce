//! Quotations and attribution: who is said to have said what.

use crate::lexicon::speech::SpeechWords;
use crate::read::Article;
use crate::sentences::Sentence;
use crate::span::Span;
use crate::tokens::Tokens;

/// How the words are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum QuoteKind {
    /// A whole utterance in quotation marks.
    Direct,
    /// Reported speech with some words in quotation marks.
    Mixed,
    /// Reported speech: `she said that …`, `according to the sources, …`, `reportedly`.
    Indirect,
}

/// A stretch of text that is attributed to a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// What is said: inside the quotation marks, or the reported clause.
    pub content: Span,
    /// How it is given.
    pub kind: QuoteKind,
    /// The words that name the speaker (`Iran's chief envoy, Ali Bagheri`), where there are any.
    pub speaker: Option<Span>,
    /// Token that heads the speaker's noun phrase (a pronoun where the text has one: coreference comes later).
    pub speaker_head: Option<u32>,
    /// The cue (`said`, `according to`).
    pub cue: Option<Span>,
    /// Lemma of the cue (`say`, `deny`, `according to`); "" where there is none.
    pub cue_lemma: String,
}

/// Finds quotations and reported speech, ordered by content start; a chain
/// (`an official told the agency, the paper said`) yields nested contents.
///
/// Scare quotes (a word or two that are no utterance, with no speech cue) are none.
pub fn find(
    article: &Article,
    sentences: &[Sentence],
    tokens: &Tokens,
    words: &SpeechWords,
) -> Vec<Quotation> {
    todo!()
}
