//! One of two sentences that are compared.

use std::borrow::Cow;

use crate::claims::{self, Attribution, Extraction, Statement};
use crate::lexicon::Lexicon;
use crate::mentions::quantity::Quantity;
use crate::mentions::time::Timex;
use crate::read::Article;
use crate::span::Span;
use crate::tokens::{TokenWord, Upos};

/// Longest evidence in bytes.
const MAX_EVIDENCE: usize = 240;

/// One of two sentences.
pub(super) struct Side<'a> {
    pub(super) article: &'a Article,
    pub(super) extraction: &'a Extraction,
    pub(super) lexicon: &'a Lexicon,
    pub(super) statement: Cow<'a, Statement>,
}

impl Side<'_> {
    pub(super) fn token(&self, word: usize) -> usize {
        self.statement
            .words
            .get(word)
            .map_or(usize::MAX, |w| *w as usize)
    }

    pub(super) fn lower(&self, word: usize) -> &str {
        self.lower_word(word).as_str()
    }

    pub(super) fn lower_word(&self, word: usize) -> TokenWord<'_> {
        self.extraction.tokens.lower_word(self.token(word))
    }

    pub(super) fn lemma(&self, word: usize) -> &str {
        self.lemma_word(word).as_str()
    }

    pub(super) fn lemma_word(&self, word: usize) -> TokenWord<'_> {
        self.extraction.tokens.lemma_word(self.token(word))
    }

    /// Returns a token as it is written.
    pub(super) fn form(&self, token: usize) -> &str {
        self.extraction.tokens.form(&self.article.text, token)
    }

    pub(super) fn upos(&self, word: usize) -> Upos {
        let tokens = self.extraction.tokens.all();
        tokens.get(self.token(word)).map_or(Upos::X, |t| t.upos)
    }

    /// Returns whether a verb stands in the part of the line that a word stands in.
    pub(super) fn has_verb_around(&self, word: usize, lexicon: &Lexicon) -> bool {
        let tokens = &self.extraction.tokens;
        let at = self.token(word);
        let range = tokens.of_sentence(self.statement.sentence as usize);
        let bounds = |t: &usize| lexicon.variants.parts.contains(tokens.lower(*t));
        let from = range.clone().take_while(|t| *t < at).filter(bounds).last();
        let from = from.map_or(range.start, |t| t + 1);
        let to = range.clone().find(|t| *t > at && bounds(t));
        tokens
            .all()
            .get(from..to.unwrap_or(range.end))
            .unwrap_or_default()
            .iter()
            .any(|t| matches!(t.upos, Upos::Verb | Upos::Aux))
    }

    /// Returns whether the words of a stretch name anything: a noun, a name, a verb, a quality, a number.
    pub(super) fn has_content(&self, range: &(usize, usize)) -> bool {
        (range.0..range.1).any(|w| {
            matches!(
                self.upos(w),
                Upos::Noun | Upos::Propn | Upos::Verb | Upos::Adj | Upos::Num
            )
        })
    }

    /// Returns who speaks in a transcript: what stands in capital letters before a colon at the sentence's start.
    pub(super) fn turn(&self) -> Option<&str> {
        let text = self.sentence_span().of(&self.article.text);
        // Nearly every sentence has a small letter before any colon, and soon.
        let end = text.find(|c: char| c == ':' || c.is_lowercase())?;
        let (speaker, behind) = text.split_at_checked(end)?;
        let is_cue = behind.starts_with(':') && speaker.contains(char::is_uppercase);
        is_cue.then_some(speaker)
    }

    /// Returns whether the sentence asks.
    pub(super) fn is_question(&self) -> bool {
        let text = self.sentence_span().of(&self.article.text).trim_end();
        text.ends_with('?')
    }

    /// Returns what a stretch of words covers.
    pub(super) fn range(&self, range: (usize, usize)) -> Span {
        self.span(range.0, range.1)
    }

    pub(super) fn span(&self, from: usize, to: usize) -> Span {
        let tokens = self.extraction.tokens.all();
        let first = tokens.get(self.token(from));
        let last = tokens.get(self.token(to.saturating_sub(1)));
        match (first, last) {
            (Some(f), Some(l)) if from < to => f.span.join(l.span),
            // Nothing stands here on this side: the word before.
            (Some(f), _) => f.span,
            _ => self.sentence_span(),
        }
    }

    pub(super) fn sentence_span(&self) -> Span {
        self.extraction
            .sentences
            .get(self.statement.sentence as usize)
            .map_or_else(Span::default, |s| s.span)
    }

    pub(super) fn holds(&self, range: (u32, u32), hunk: &(usize, usize)) -> bool {
        (hunk.0..hunk.1).any(|w| (range.0 as usize..range.1 as usize).contains(&self.token(w)))
    }

    /// Returns how many words of the hunk do not belong to a mention.
    pub(super) fn n_outside(&self, mention: (u32, u32), hunk: &(usize, usize)) -> usize {
        let inside = mention.0 as usize..mention.1 as usize;
        (hunk.0..hunk.1)
            .filter(|w| !inside.contains(&self.token(*w)))
            .count()
    }

    pub(super) fn timex(&self, hunk: &(usize, usize)) -> Option<&Timex> {
        self.extraction
            .mentions
            .times
            .iter()
            .find(|t| self.holds(t.tokens, hunk))
    }

    /// Returns the quantity whose number the hunk changes: hedge, figure or unit, not what is counted.
    pub(super) fn quantity(&self, hunk: &(usize, usize)) -> Option<&Quantity> {
        self.extraction.mentions.quantities.iter().find(|q| {
            let counted = |token: usize| q.counted == u32::try_from(token).ok();
            self.holds(q.tokens, hunk)
                && (hunk.0..hunk.1).any(|w| {
                    let token = self.token(w);
                    (q.tokens.0 as usize..q.tokens.1 as usize).contains(&token) && !counted(token)
                })
        })
    }

    /// Returns who says the words at a span, innermost first.
    pub(super) fn attribution(&self, span: Span) -> Vec<Attribution> {
        claims::attributions(self.article, self.extraction, self.lexicon, span)
    }

    /// Returns whether the token belongs to the name of one who is quoted.
    pub(super) fn speaks(&self, token: usize) -> bool {
        let tokens = self.extraction.tokens.all();
        tokens.get(token).is_some_and(|t| {
            let speech = claims::speech(self.article, self.extraction, self.lexicon);
            let reported = speech.reported(self.statement.sentence as usize);
            let mut quotations = speech.direct().iter().chain(reported);
            quotations.any(|q| q.speaker.is_some_and(|s| s.overlaps(t.span)))
        })
    }

    /// Returns the sentence, or what of it stands around the span.
    pub(super) fn evidence(&self, around: Span) -> Span {
        let whole = self.sentence_span();
        if whole.len() <= MAX_EVIDENCE {
            return whole;
        }
        let tokens = &self.extraction.tokens;
        let mut span = around;
        let range = tokens.of_sentence(self.statement.sentence as usize);
        let inside: Vec<Span> = tokens
            .all()
            .get(range)
            .unwrap_or_default()
            .iter()
            .map(|t| t.span)
            .collect();
        let mut from = inside.partition_point(|s| s.end <= span.start);
        let mut to = inside.partition_point(|s| s.start < span.end);
        loop {
            let mut grew = false;
            for next in [from.checked_sub(1), Some(to)] {
                if let Some(s) = next.and_then(|i| inside.get(i))
                    && span.join(*s).len() <= MAX_EVIDENCE
                {
                    span = span.join(*s);
                    if next == Some(to) {
                        to += 1;
                    } else {
                        from -= 1;
                    }
                    grew = true;
                }
            }
            if !grew {
                return span;
            }
        }
    }
}
