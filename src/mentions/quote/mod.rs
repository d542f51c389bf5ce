//! Quotations and attribution: who is said to have said what.
//!
//! Pairs of quotation marks ([`marks`]) are given the cue beside them
//! ([`direct`]); clauses are read from verbs of speech and the like
//! ([`reported`]). A reported clause with quoted words in it is one
//! [`QuoteKind::Mixed`] quotation, and each quoted part is one
//! [`QuoteKind::Direct`] inside it by the same speaker. In a chain the outer
//! medium's content holds the inner source's.

use std::cell::OnceCell;
use std::cmp::Reverse;
use std::sync::OnceLock;

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
use reported::{Depth, Report};

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

/// The quotations of an article. What stands in quotation marks is found at once; reported speech may take the
/// parse, and is read sentence by sentence when it is first asked for, through a [`Speech`].
#[derive(Debug, Clone, Default)]
pub struct Quotations {
    /// What stands in quotation marks, by content start.
    direct: Vec<Quotation>,
    /// Tokens of the verbs that are cues of direct quotations alone.
    taken: Vec<usize>,
    /// The utterances between marks: a few words in marks hold no cue of their own, an utterance does.
    utterances: Vec<Span>,
    /// What each sentence reports.
    reported: Vec<OnceLock<Box<[Quotation]>>>,
}

impl Quotations {
    /// Returns the quotations as given, the reported ones being those that `reported` returns for each sentence.
    #[cfg(test)]
    pub(crate) fn of(direct: Vec<Quotation>, reported: Vec<Vec<Quotation>>) -> Self {
        let reported = reported.into_iter().map(|r| OnceLock::from(Box::from(r)));
        Self {
            direct,
            reported: reported.collect(),
            ..Self::default()
        }
    }

    /// Returns what stands in quotation marks, by content start.
    ///
    /// Scare quotes (a word or two that are no utterance, with no speech cue) are none.
    pub fn direct(&self) -> &[Quotation] {
        &self.direct
    }
}

/// An article's quotations, with what they are read from.
#[derive(Clone, Copy)]
pub struct Speech<'a> {
    page: Page<'a>,
    quotations: &'a Quotations,
}

impl<'a> Speech<'a> {
    /// Returns a reader of quotations that were found in this article.
    pub fn new(
        article: &'a Article,
        sentences: &'a [Sentence],
        tokens: &'a Tokens,
        words: &'a SpeechWords,
        quotations: &'a Quotations,
    ) -> Self {
        let page = Page {
            article,
            sentences,
            tokens,
            words,
        };
        Self { page, quotations }
    }

    /// Returns what stands in quotation marks, by content start.
    pub fn direct(self) -> &'a [Quotation] {
        &self.quotations.direct
    }

    /// Returns what a sentence reports, by content start; a chain (`an official told the agency, the paper said`)
    /// yields nested contents, the outer one first.
    pub fn reported(self, sentence: usize) -> &'a [Quotation] {
        let Some(cell) = self.quotations.reported.get(sentence) else {
            return &[];
        };
        cell.get_or_init(|| {
            // Where words in marks stand in reported speech, both were read together.
            let Quotations {
                taken, utterances, ..
            } = self.quotations;
            let reports = self
                .page
                .reports_of(sentence, taken, utterances, Depth::Whole);
            let told = reports.iter().map(|r| r.quotation(QuoteKind::Indirect));
            told.collect()
        })
    }

    /// Returns the contents of the quotations that begin in a sentence, the direct ones first. Takes less than the
    /// quotations themselves.
    pub fn contents(self, sentence: usize) -> Vec<Span> {
        let direct = self.direct_of(sentence).iter().map(|q| q.content);
        let mut contents: Vec<Span> = direct.collect();
        let read = self.quotations.reported.get(sentence);
        if let Some(read) = read.and_then(OnceLock::get) {
            contents.extend(read.iter().map(|q| q.content));
        } else {
            let Quotations {
                taken, utterances, ..
            } = self.quotations;
            let reports = self
                .page
                .reports_of(sentence, taken, utterances, Depth::Contents);
            contents.extend(reports.iter().map(|r| r.content));
        }
        contents
    }

    /// Returns the quotations whose contents begin in a sentence, by content start, of equal ones the outer first.
    pub fn of_sentence(self, sentence: usize) -> Vec<&'a Quotation> {
        let direct = self.direct_of(sentence).iter();
        let mut all: Vec<&Quotation> = direct.chain(self.reported(sentence)).collect();
        // The sort is stable: of equal contents the medium stays before its source.
        all.sort_by_key(|q| (q.content.start, Reverse(q.content.end)));
        all
    }

    /// Returns the direct quotations that begin in a sentence.
    fn direct_of(self, sentence: usize) -> &'a [Quotation] {
        let span = self.page.sentences.get(sentence).map(|s| s.span);
        let span = span.unwrap_or_default();
        let from = self
            .direct()
            .partition_point(|q| q.content.start < span.start);
        let direct = self.direct().get(from..).unwrap_or(&[]);
        let to = direct.partition_point(|q| q.content.start < span.end);
        direct.get(..to).unwrap_or(&[])
    }

    /// Returns all quotations, by content start, of equal ones the outer first.
    pub fn all(self) -> Vec<&'a Quotation> {
        let sentences = 0..self.page.sentences.len();
        sentences.flat_map(|s| self.of_sentence(s)).collect()
    }

    /// Returns the quotations around a span of one sentence, the innermost first.
    pub fn around(self, span: Span) -> Vec<&'a Quotation> {
        let sentence = self.page.sentence_at(span.start as usize);
        let all = self.direct().iter().chain(self.reported(sentence));
        let mut around: Vec<&Quotation> = all.filter(|q| q.content.contains(span)).collect();
        around.sort_by_key(|q| (q.content.len(), q.content.start));
        around
    }

    /// Returns the index of the sentence in which a quotation begins.
    pub fn sentence_of(self, quotation: &Quotation) -> usize {
        self.page.sentence_at(quotation.content.start as usize)
    }
}

/// Finds the quotations of an article.
pub fn find(
    article: &Article,
    sentences: &[Sentence],
    tokens: &Tokens,
    words: &SpeechWords,
) -> Quotations {
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
    let reports = Reports::new(page, &quoted, &cues);
    page.continue_speakers(&quoted, &mut cues, &reports);
    let mut direct = Vec::new();
    // Sentence and place of the reports with words in marks.
    let mut mixed = Vec::new();
    for (q, cue) in quoted.iter().zip(&cues) {
        if page.is_name(q) {
            continue;
        }
        if let Some(cue) = cue {
            direct.push(cue.quotation(q.content));
            if !cue.shared {
                continue;
            }
        }
        if let Some((place, report)) = reports.holder(q.content) {
            mixed.push(place);
            if cue.is_none() && !page.is_title(q) {
                direct.push(Quotation {
                    content: q.content,
                    ..report.quotation(QuoteKind::Direct)
                });
            }
        } else if cue.is_none() {
            if let Some(cue) = page.cue_of_fragment(q) {
                direct.push(cue.quotation(q.content));
            } else if page.is_utterance(q) {
                direct.push(Quotation {
                    content: q.content,
                    kind: QuoteKind::Direct,
                    speaker: None,
                    speaker_head: None,
                    cue: None,
                    cue_lemma: String::new(),
                });
            }
        }
    }
    direct.sort_by_key(|q| (q.content.start, Reverse(q.content.end)));
    reports.quotations(direct, &mixed)
}

/// What the sentences of a page report, read so far.
struct Reports<'a> {
    page: Page<'a>,
    taken: Vec<usize>,
    utterances: Vec<Span>,
    of_sentence: Vec<OnceCell<Vec<Report<'a>>>>,
}

impl<'a> Reports<'a> {
    fn new(page: Page<'a>, quoted: &[Quoted], cues: &[Option<Cue<'a>>]) -> Self {
        let own = cues.iter().flatten().filter(|cue| !cue.shared);
        let both = quoted.iter().zip(cues);
        let utterances = both.filter(|(q, cue)| cue.is_some() || page.is_utterance(q));
        Self {
            page,
            taken: own.filter_map(|cue| cue.verb).collect(),
            utterances: utterances.map(|(q, _)| q.content).collect(),
            of_sentence: vec![OnceCell::new(); page.sentences.len()],
        }
    }

    /// Returns what a sentence reports.
    fn of(&self, sentence: usize) -> &[Report<'a>] {
        self.of_sentence.get(sentence).map_or(&[], |cell| {
            cell.get_or_init(|| {
                self.page
                    .reports_of(sentence, &self.taken, &self.utterances, Depth::Whole)
            })
        })
    }

    /// Returns the innermost report that holds a span, with its sentence and its place there.
    fn holder(&self, span: Span) -> Option<((usize, usize), &Report<'a>)> {
        let sentence = self.page.sentence_at(span.start as usize);
        let mut all = self.of(sentence).iter().enumerate();
        let (idx, report) = all.rfind(|(_, r)| r.content.contains(span))?;
        Some(((sentence, idx), report))
    }

    /// Returns the quotations of the page; `mixed` are the places of reports with words in marks.
    fn quotations(self, direct: Vec<Quotation>, mixed: &[(usize, usize)]) -> Quotations {
        let told = |sentence: usize, reports: Vec<Report<'_>>| -> Box<[Quotation]> {
            let kind = |idx| {
                if mixed.contains(&(sentence, idx)) {
                    QuoteKind::Mixed
                } else {
                    QuoteKind::Indirect
                }
            };
            let reports = reports.iter().enumerate();
            reports.map(|(idx, r)| r.quotation(kind(idx))).collect()
        };
        let read = self.of_sentence.into_iter().enumerate();
        let read = read.map(|(sentence, cell)| match cell.into_inner() {
            Some(reports) => OnceLock::from(told(sentence, reports)),
            None => OnceLock::new(),
        });
        Quotations {
            direct,
            taken: self.taken,
            utterances: self.utterances,
            reported: read.collect(),
        }
    }
}

impl Cue<'_> {
    /// Returns a quotation with this cue.
    fn quotation(&self, content: Span) -> Quotation {
        Quotation {
            content,
            kind: QuoteKind::Direct,
            speaker: self.speaker.map(|s| s.span),
            speaker_head: self.speaker.and_then(Speaker::head),
            cue: self.span,
            cue_lemma: self.lemma.to_owned(),
        }
    }
}

impl Report<'_> {
    /// Returns the report as a quotation of this kind.
    fn quotation(&self, kind: QuoteKind) -> Quotation {
        Quotation {
            content: self.content,
            kind,
            speaker: self.speaker.map(|s| s.span),
            speaker_head: self.speaker.and_then(Speaker::head),
            cue: Some(self.cue),
            cue_lemma: self.lemma.to_owned(),
        }
    }
}

impl Speaker {
    fn head(self) -> Option<u32> {
        u32::try_from(self.head).ok()
    }
}

impl<'a> Page<'a> {
    /// Returns what a sentence reports, by content start, of equal contents the medium before its source.
    fn reports_of(
        self,
        sentence: usize,
        taken: &[usize],
        utterances: &[Span],
        depth: Depth,
    ) -> Vec<Report<'a>> {
        let mut found = Vec::new();
        if self.can_speak(sentence) {
            self.reports(sentence, taken, utterances, depth, &mut found);
            found.sort_by_key(|r| (r.content.start, Reverse(r.content.end), r.depth));
        }
        found
    }

    /// Returns whether a sentence stands where somebody may be speaking.
    fn can_speak(self, sentence: usize) -> bool {
        let sentence = self.sentences.get(sentence);
        let block = sentence.and_then(|s| self.article.blocks.get(s.block as usize));
        block.is_some_and(|b| marks::speaks(b.kind))
    }

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
        let naming = |at: usize| self.words.naming.contains(self.lower_word(at));
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
        reports: &Reports<'a>,
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
                cues.get(idx).is_some_and(Option::is_none) && reports.holder(q.content).is_none();
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
            if cues.get(idx).is_some_and(Option::is_some) || reports.holder(q.content).is_some() {
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
    fn reported_before(&self, q: &Quoted, reports: &Reports<'a>) -> Option<Cue<'a>> {
        let own = self.sentence_at(q.open);
        let before = own.checked_sub(1)?;
        let sentence = self.sentences.get(before)?;
        let starts = self.sentences.get(own)?.span.start as usize == q.open;
        let near = self.sentences.get(own)?.block <= sentence.block + 1;
        if !starts || !near || !self.is_utterance(q) {
            return None;
        }
        let mut inside = reports.of(before).iter();
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
