//! Utterances: who says what, and quotations that nobody says.

use rustc_hash::FxHashMap;

use super::facts::{fact, sentence_at, value};
use super::{Attribution, Claim, Reader, attribution};
use crate::mentions::quote::{Quotation, QuoteKind};
use crate::read::BlockKind;
use crate::span::Span;
use crate::tokens::Upos;

/// The predicates of utterances.
pub const UTTERANCES: &[&str] = &["utterance.say", "utterance.set-off", "utterance.own"];

/// A quotation with fewer content words says too little to be compared; two with fewer in common are not alike.
pub(crate) const MIN_CONTENT: usize = 4;

/// Which utterances are read as claims: who says what takes long to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Utterances {
    /// All of them.
    All,
    /// Those that the article may have twice: their sentence shares four content words with another in which
    /// somebody may speak. No two others of one article are alike.
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

/// Returns the sentences in which somebody may speak that share [`MIN_CONTENT`] content words with another such
/// sentence, or that have as many words twice.
fn repeated(reader: &Reader<'_>) -> Vec<usize> {
    let speech = reader.speech();
    let speaks = |s: &usize| !reader.is_furniture(*s) && speech.may_speak(*s);
    let sentences: Vec<usize> = (0..reader.sentences.len()).filter(speaks).collect();
    let mut words: Vec<Vec<&str>> = Vec::with_capacity(sentences.len());
    let mut places: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (idx, sentence) in sentences.iter().enumerate() {
        let mut own: Vec<&str> = content_words(reader, *sentence).map(|(_, w)| w).collect();
        own.sort_unstable();
        for word in own.chunk_by(|a, b| a == b) {
            // A word that it has twice makes it a sentence like itself.
            let times = word.len().min(2);
            let places = places.entry(word.first().copied().unwrap_or_default());
            places.or_default().extend(std::iter::repeat_n(idx, times));
        }
        own.dedup();
        words.push(own);
    }
    let mut shared = vec![0; sentences.len()];
    let mut found = Vec::new();
    for (idx, own) in words.iter().enumerate() {
        shared.fill(0);
        let lists = own.iter().filter_map(|word| places.get(word));
        for place in lists.flatten() {
            if let Some(n) = shared.get_mut(*place) {
                *n += 1;
            }
        }
        // Each of its own words stands in it once anyway.
        if let Some(n) = shared.get_mut(idx) {
            *n -= own.len();
        }
        if shared.iter().any(|n| *n >= MIN_CONTENT) {
            found.extend(sentences.get(idx));
        }
    }
    found
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
