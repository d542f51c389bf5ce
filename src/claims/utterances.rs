//! Utterances: who says what, and quotations that nobody says.

use std::hash::BuildHasher;

use rustc_hash::FxBuildHasher;

use super::facts::{fact, sentence_at, value};
use super::{Attribution, Claim, Reader, attribution};
use crate::mentions::quote::{Quotation, QuoteKind};
use crate::read::BlockKind;
use crate::span::Span;
use crate::tokens::Upos;

/// The predicates of utterances.
pub const UTTERANCE_FACTS: &[&str] = &["utterance.say", "utterance.set-off", "utterance.own"];

/// A quotation with fewer content words says too little to be compared; two with fewer in common are not alike.
const MIN_CONTENT: usize = 4;

/// Which utterances are read as claims: who says what takes long to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Utterances {
    /// All of them.
    All,
    /// Those of sentences in which the article quotes what it quotes a second time in much the same words.
    Repeated,
}

/// Finds the article's utterances.
pub(super) fn find(reader: &Reader<'_>, which: Utterances, out: &mut Vec<Claim>) {
    match which {
        Utterances::All => {
            for (quotation, speaker) in attribution::speakers(reader) {
                out.extend(speaker.and_then(|by| utterance(reader, quotation, &by)));
            }
        }
        Utterances::Repeated => {
            let speech = reader.speech();
            for sentence in repeated(reader) {
                for quotation in speech.of_sentence(sentence) {
                    let speaker = attribution::speaker(reader, quotation);
                    out.extend(speaker.and_then(|by| utterance(reader, quotation, &by)));
                }
            }
        }
    }
    set_off(reader, out);
}

/// What a quotation says, for comparison with others.
struct Content {
    sentence: usize,
    key: String,
    n_words: usize,
    /// One bit for each word, by its hash: what is no bit of another's is no word of it.
    bits: u64,
}

impl Content {
    fn of(reader: &Reader<'_>, sentence: usize, span: Span) -> Self {
        let key = content_key(reader, span);
        let bit = |word: &str| 1 << (FxBuildHasher.hash_one(word) >> 58);
        Self {
            sentence,
            n_words: key.split('|').count(),
            bits: key.split('|').fold(0, |bits, word| bits | bit(word)),
            key,
        }
    }

    /// Returns whether the other is [`alike`].
    fn is_alike(&self, other: &Self) -> bool {
        let needed = n_needed(self.n_words, other.n_words);
        let missing = (self.bits & !other.bits).count_ones() as usize;
        other.n_words >= needed && self.n_words >= needed + missing && alike(&self.key, &other.key)
    }
}

/// Returns the sentences with a quotation that another of the article is alike to.
fn repeated(reader: &Reader<'_>) -> Vec<usize> {
    let speech = reader.speech();
    let mut all: Vec<Content> = Vec::new();
    for sentence in (0..reader.sentences.len()).filter(|s| !reader.is_furniture(*s)) {
        let contents = speech.contents(sentence).into_iter();
        all.extend(contents.map(|span| Content::of(reader, sentence, span)));
    }
    let mut is_repeated = vec![false; all.len()];
    for (p, x) in all.iter().enumerate() {
        let (so_far, later) = is_repeated.split_at_mut(p + 1);
        let Some(is_first) = so_far.last_mut() else {
            break;
        };
        for (y, is_second) in all.iter().skip(p + 1).zip(later) {
            if !(*is_first && *is_second) && x.is_alike(y) {
                (*is_first, *is_second) = (true, true);
            }
        }
    }
    let repeated = all.iter().zip(is_repeated).filter(|(_, flag)| *flag);
    let mut sentences: Vec<usize> = repeated.map(|(content, _)| content.sentence).collect();
    sentences.dedup();
    sentences
}

/// Returns how many words two contents of so many words must have in common to be alike.
fn n_needed(p: usize, q: usize) -> usize {
    (p.max(q) * 4).div_ceil(5).max(MIN_CONTENT)
}

/// Returns whether four of five words are in both lists, and no fewer than an utterance needs.
pub(crate) fn alike(p: &str, q: &str) -> bool {
    let n = |list: &str| list.bytes().filter(|b| *b == b'|').count() + 1;
    let (in_p, in_q) = (n(p), n(q));
    let needed = n_needed(in_p, in_q);
    // Most pairs have little in common, which their first words tell.
    let (Some(mut spare), true) = (in_p.checked_sub(needed), in_q >= needed) else {
        return false;
    };
    for word in p.split('|') {
        if !q.split('|').any(|other| other == word) {
            let Some(less) = spare.checked_sub(1) else {
                return false;
            };
            spare = less;
        }
    }
    true
}

/// Returns the content words of a sentence with their tokens: lemmas of nouns, verbs, adjectives, numbers, and keys
/// of names.
fn content_words<'a>(
    reader: &Reader<'a>,
    sentence: usize,
) -> impl Iterator<Item = (usize, &'a str)> {
    let (grammar, entities) = (reader.grammar, &reader.mentions.entities);
    let tokens = grammar.tokens.of_sentence(sentence).filter(move |t| {
        matches!(
            grammar.upos(*t),
            Upos::Noun | Upos::Propn | Upos::Verb | Upos::Adj | Upos::Num
        )
    });
    tokens.map(move |t| {
        // One name for one entity: "America" and "US" are the same word.
        let entity = entities.of_token(t).and_then(|e| entities.get(e));
        (
            t,
            entity.map_or_else(|| grammar.lemma(t), |e| e.key.as_str()),
        )
    })
}

/// Returns the content words of a span as a key, sorted.
fn content_key(reader: &Reader<'_>, span: Span) -> String {
    let inside = content_words(reader, sentence_at(reader, span))
        .filter(|(t, _)| span.contains(reader.grammar.span(*t)));
    let mut words: Vec<&str> = inside.map(|(_, word)| word).collect();
    words.sort_unstable();
    words.dedup();
    words.join("|")
}

/// Returns what a quotation says and who says it, where it says enough.
fn utterance(reader: &Reader<'_>, quotation: &Quotation, speaker: &Attribution) -> Option<Claim> {
    let sentence = sentence_at(reader, quotation.content);
    if reader.is_furniture(sentence) {
        return None;
    }
    let content = content_key(reader, quotation.content);
    if content.split('|').count() < MIN_CONTENT {
        return None;
    }
    let evidence = speaker.span.join(quotation.content);
    let evidence = if evidence.len() <= 280 && sentence_at(reader, speaker.span) == sentence {
        evidence
    } else {
        quotation.content
    };
    let mut claim = fact(
        reader,
        "utterance.say",
        sentence,
        evidence,
        quotation.content,
    );
    claim
        .roles
        .push(value("speaker", speaker.speaker.clone(), speaker.span));
    claim.roles.push(value(
        "naming",
        if speaker.named { "named" } else { "unnamed" },
        speaker.span,
    ));
    claim
        .roles
        .push(value("content", content, quotation.content));
    claim.roles.push(value(
        "form",
        match quotation.kind {
            QuoteKind::Direct => "direct",
            QuoteKind::Mixed => "mixed",
            QuoteKind::Indirect => "indirect",
        },
        quotation.content,
    ));
    Some(claim)
}

/// A paragraph that is nothing but a quotation without a speaker, and, in an article that has one,
/// the sentences in the article's own words that it may repeat.
fn set_off(reader: &Reader<'_>, out: &mut Vec<Claim>) {
    let kinds = (0..reader.sentences.len()).map(|s| reader.block_kind(s));
    if !kinds.clone().any(|k| k == BlockKind::PullQuote) {
        return;
    }
    for ((sentence, s), kind) in reader.sentences.iter().enumerate().zip(kinds) {
        let name = match kind {
            BlockKind::PullQuote => "utterance.set-off",
            BlockKind::Paragraph => "utterance.own",
            _ => continue,
        };
        let mut claim = fact(reader, name, sentence, s.span, s.span);
        claim
            .roles
            .push(value("content", content_key(reader, s.span), s.span));
        out.push(claim);
    }
}
