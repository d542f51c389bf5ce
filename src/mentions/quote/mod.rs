//! Quotations and attribution: who is said to have said what.
//!
//! Pairs of quotation marks ([`marks`]) are given the cue beside them
//! ([`direct`]); clauses are read from verbs of speech and the like
//! ([`reported`]). A reported clause with quoted words in it is one
//! [`QuoteKind::Mixed`] quotation, and each quoted part is one
//! [`QuoteKind::Direct`] inside it by the same speaker. In a chain the outer
//! medium's content holds the inner source's.

use crate::lexicon::speech::SpeechWords;
use crate::read::Article;
use crate::sentences::Sentence;
use crate::span::Span;
use crate::tokens::{Tokens, Upos};

mod direct;
mod marks;
mod page;
mod reported;

#[cfg(test)]
mod tests;

use direct::Cue;
use marks::Quoted;
use page::{Page, Speaker};
use reported::Report;

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

/// Quoted words that are no more than this and hold no clause are no utterance.
const MAX_SCARE: usize = 3;

/// A name in marks has at most so many words.
const MAX_TITLE: usize = 8;

/// Finds quotations and reported speech, ordered by content start; a chain
/// (`an official told the agency, the paper said`) yields nested contents, the outer one first.
///
/// Scare quotes (a word or two that are no utterance, with no speech cue) are none.
pub fn find(
    article: &Article,
    sentences: &[Sentence],
    tokens: &Tokens,
    words: &SpeechWords,
) -> Vec<Quotation> {
    let page = Page {
        article,
        sentences,
        tokens,
        words,
    };
    let quoted = marks::find(article, words);
    let mut cues: Vec<Option<Cue<'_>>> = Vec::with_capacity(quoted.len());
    for idx in 0..quoted.len() {
        let near = quoted
            .get(idx.saturating_sub(1)..quoted.len().min(idx + 2))
            .unwrap_or(&[]);
        cues.push(quoted.get(idx).and_then(|q| page.cue_beside(q, near)));
    }
    let reports = reports(&page, &quoted, &cues);
    let mut found = Vec::new();
    let mut mixed = vec![false; reports.len()];
    page.continue_speakers(&quoted, &mut cues, &reports);
    for (q, cue) in quoted.iter().zip(&cues) {
        let kind = QuoteKind::Direct;
        if page.is_name(q) {
            continue;
        }
        if let Some(cue) = cue {
            found.push(quotation(q.content, kind, cue.speaker, cue.span, cue.lemma));
            if !cue.shared {
                continue;
            }
        }
        let within = holder(&reports, q.content);
        if let Some(idx) = within {
            if let Some(flag) = mixed.get_mut(idx) {
                *flag = true;
            }
            if cue.is_none()
                && !page.is_title(q)
                && let Some(report) = reports.get(idx)
            {
                found.push(quotation(
                    q.content,
                    kind,
                    report.speaker,
                    Some(report.cue),
                    report.lemma,
                ));
            }
        } else if cue.is_none() {
            if let Some(cue) = page.cue_of_fragment(q) {
                found.push(quotation(q.content, kind, cue.speaker, cue.span, cue.lemma));
            } else if page.is_utterance(q) {
                found.push(quotation(q.content, kind, None, None, ""));
            }
        }
    }
    for (report, has_marks) in reports.iter().zip(mixed) {
        let kind = if has_marks {
            QuoteKind::Mixed
        } else {
            QuoteKind::Indirect
        };
        found.push(quotation(
            report.content,
            kind,
            report.speaker,
            Some(report.cue),
            report.lemma,
        ));
    }
    // The sort is stable: of equal contents the medium stays before its source.
    found.sort_by_key(|q| (q.content.start, std::cmp::Reverse(q.content.end)));
    found
}

/// Finds the reports of all sentences that can hold speech.
fn reports<'a>(page: &Page<'a>, quoted: &[Quoted], cues: &[Option<Cue<'_>>]) -> Vec<Report<'a>> {
    let taken: Vec<usize> = cues
        .iter()
        .flatten()
        .filter(|cue| !cue.shared)
        .filter_map(|cue| cue.verb)
        .collect();
    // A few words in marks hold no cue of their own; an utterance does.
    let utterances: Vec<Span> = quoted
        .iter()
        .zip(cues)
        .filter(|(q, cue)| cue.is_some() || page.is_utterance(q))
        .map(|(q, _)| q.content)
        .collect();
    let mut found = Vec::new();
    for (idx, sentence) in page.sentences.iter().enumerate() {
        let block = page.article.blocks.get(sentence.block as usize);
        if block.is_some_and(|b| marks::speaks(b.kind)) {
            page.reports(idx, &taken, &utterances, &mut found);
        }
    }
    found.sort_by_key(|r| (r.content.start, std::cmp::Reverse(r.content.end), r.depth));
    found
}

/// Returns the innermost report that holds the span.
fn holder(reports: &[Report<'_>], span: Span) -> Option<usize> {
    let to = reports.partition_point(|r| r.content.start <= span.start);
    // Contents are sentences at most: the holder stands near.
    let from = to.saturating_sub(8);
    (from..to)
        .rev()
        .find(|i| reports.get(*i).is_some_and(|r| r.content.contains(span)))
}

fn quotation(
    content: Span,
    kind: QuoteKind,
    speaker: Option<Speaker>,
    cue: Option<Span>,
    lemma: &str,
) -> Quotation {
    Quotation {
        content,
        kind,
        speaker: speaker.map(|s| s.span),
        speaker_head: speaker.and_then(|s| u32::try_from(s.head).ok()),
        cue,
        cue_lemma: lemma.to_owned(),
    }
}

impl<'a> Page<'a> {
    /// Returns whether quoted words are an utterance: a clause, or more than a few words.
    fn is_utterance(&self, quoted: &Quoted) -> bool {
        let text = quoted.content.of(&self.article.text);
        let n_words = text.split_whitespace().count();
        let from = self.token_at(quoted.content.start as usize);
        let to = self.token_at(quoted.content.end as usize);
        let whole = quoted.open
            == self
                .sentences
                .get(self.sentence_at(quoted.open))
                .map_or(0, |s| s.span.start as usize);
        let clause = self.has_clause(from..to);
        let stops = text.ends_with(['.', '!', '?', ',']);
        (n_words > MAX_SCARE && (clause || whole || n_words > 8)) || (clause && (whole || stops))
    }

    /// Returns whether quoted words are what something is called: `the “Rivers of Sand” exhibition`.
    fn is_title(&self, quoted: &Quoted) -> bool {
        let text = quoted.content.of(&self.article.text);
        let open = self.token_at(quoted.open);
        let close = self.token_at(quoted.close);
        let before = open.checked_sub(1).and_then(|i| self.upos(i));
        text.starts_with(char::is_uppercase)
            && text.contains(' ')
            && matches!(before, Some(Upos::Det | Upos::Adj))
            && matches!(self.upos(close), Some(Upos::Noun | Upos::Propn))
            && self.sentence_at(quoted.open) == self.sentence_at(quoted.close)
    }

    /// Returns whether quoted words are a name, whatever speech is around: `called the “top hat”`,
    /// `the “Front for Clean Rivers,” a group of fishermen`.
    fn is_name(&self, quoted: &Quoted) -> bool {
        let text = quoted.content.of(&self.article.text);
        let n_words = text.split_whitespace().count();
        let open = self.token_at(quoted.open);
        let own = self.sentence_at(quoted.open);
        let from = self.range(own).start;
        let Some(before) = open.checked_sub(1).filter(|i| *i >= from) else {
            return false;
        };
        let article = self.upos(before) == Some(Upos::Det);
        let naming = |at: usize| self.words.naming.contains(self.lower(at));
        let named = naming(before) || article && before > from && naming(before - 1);
        let capitals = text
            .split_whitespace()
            .all(|w| w.len() < 4 || w.starts_with(char::is_uppercase));
        let from = self.token_at(quoted.content.start as usize);
        let to = self.token_at(quoted.content.end as usize);
        let title = capitals && n_words > 1 && n_words <= MAX_TITLE;
        named && (title || n_words <= MAX_SCARE && !self.has_clause(from..to))
            || article && title && !self.has_clause(from..to)
    }

    /// Gives quotations without a cue the speaker of the one that they go on with.
    fn continue_speakers(
        &self,
        quoted: &[Quoted],
        cues: &mut [Option<Cue<'a>>],
        reports: &[Report<'a>],
    ) {
        // Backwards: the cue may stand in the last paragraph of a long quotation.
        for idx in (0..quoted.len().saturating_sub(1)).rev() {
            let goes_on = quoted.get(idx).is_some_and(|q| q.continues);
            if goes_on
                && cues.get(idx).is_some_and(Option::is_none)
                && let Some(next) = cues.get(idx + 1).and_then(|c| *c)
                && let Some(cue) = cues.get_mut(idx)
            {
                *cue = Some(Self::continued(&next));
            }
        }
        for idx in 0..quoted.len() {
            let Some(q) = quoted.get(idx) else { break };
            let open =
                cues.get(idx).is_some_and(Option::is_none) && holder(reports, q.content).is_none();
            if open
                && let Some(found) = self.reported_before(q, reports)
                && let Some(cue) = cues.get_mut(idx)
            {
                *cue = Some(found);
            }
        }
        for idx in 1..quoted.len() {
            let (Some(q), Some(before)) = (quoted.get(idx), quoted.get(idx - 1)) else {
                break;
            };
            let Some(previous) = cues.get(idx - 1).and_then(|c| *c) else {
                continue;
            };
            if cues.get(idx).is_some_and(Option::is_some) || holder(reports, q.content).is_some() {
                continue;
            }
            if (before.continues || self.follows(before, q))
                && let Some(cue) = cues.get_mut(idx)
            {
                *cue = Some(Self::continued(&previous));
            }
        }
    }

    /// Returns the speaker of the report in the sentence before, where the quotation begins its own:
    /// `Field said the bridge was safe. “We tested every bolt.”`
    fn reported_before(&self, q: &Quoted, reports: &[Report<'a>]) -> Option<Cue<'a>> {
        let own = self.sentence_at(q.open);
        let before = own.checked_sub(1)?;
        let sentence = self.sentences.get(before)?;
        let starts = self.sentences.get(own)?.span.start as usize == q.open;
        let near = self.sentences.get(own)?.block <= sentence.block + 1;
        if !starts || !near || !self.is_utterance(q) {
            return None;
        }
        let mut inside = reports.iter().filter(|r| sentence.span.contains(r.cue));
        // The report that the sentence is about: its speaker opens it.
        let report = inside.next()?;
        let speaker = report.speaker?;
        let opens = speaker.span.start == sentence.span.start;
        (opens && inside.next().is_none()).then_some(Cue {
            speaker: Some(speaker),
            span: None,
            lemma: "",
            verb: None,
            shared: false,
        })
    }

    fn continued(cue: &Cue<'a>) -> Cue<'a> {
        Cue {
            span: None,
            lemma: "",
            verb: None,
            shared: false,
            ..*cue
        }
    }

    /// Returns whether a quotation follows another with nothing but its cue between.
    fn follows(&self, before: &Quoted, q: &Quoted) -> bool {
        let last = self.sentence_at(before.close.saturating_sub(1));
        let own = self.sentence_at(q.open);
        let starts = self
            .sentences
            .get(own)
            .is_some_and(|s| s.span.start as usize == q.open);
        let near = q.block <= before.last_block + 1;
        if own == last {
            return self.is_utterance(q);
        }
        // `…?” he asked. “…`: the cue may be a sentence of its own.
        let gap = own - last;
        let cue_between = gap == 2
            && self.token(self.range(last + 1).start).is_some_and(|t| {
                t.span
                    .of(&self.article.text)
                    .starts_with(char::is_lowercase)
            });
        near && starts && (gap == 1 || cue_between) && self.is_utterance(q)
    }
}
