//! Who says a claim: the chain of quotations around it.

use super::{Attribution, Claim, Reader, Scope};
use crate::mentions::quote::{Quotation, QuoteKind};

/// Attaches to every claim its chain of speakers, innermost first.
pub(super) fn attach(reader: &Reader<'_>, speakers: &[Option<Attribution>], claims: &mut [Claim]) {
    for claim in claims {
        let mut around: Vec<(usize, &Quotation)> = reader
            .mentions
            .quotations
            .iter()
            .enumerate()
            .filter(|(_, q)| q.content.contains(claim.trigger))
            .collect();
        around.sort_by_key(|(_, q)| q.content.len());
        for (idx, quotation) in around {
            if quotation.kind == QuoteKind::Direct && claim.scope == Scope::Body {
                claim.scope = Scope::Quotation;
            }
            if let Some(Some(attribution)) = speakers.get(idx)
                && !claim
                    .attribution
                    .iter()
                    .any(|a| a.speaker == attribution.speaker)
            {
                claim.attribution.push(attribution.clone());
            }
        }
    }
}

/// Returns the speaker of each quotation; a pronoun stands for the speaker before it.
pub(super) fn speakers(reader: &Reader<'_>) -> Vec<Option<Attribution>> {
    let mut last: Option<Attribution> = None;
    reader
        .mentions
        .quotations
        .iter()
        .map(|quotation| {
            let found = speaker(reader, quotation, last.as_ref());
            if found.is_some() {
                last.clone_from(&found);
            }
            found
        })
        .collect()
}

/// Returns who speaks in a quotation, `last` being the speaker before it.
pub(super) fn speaker(
    reader: &Reader<'_>,
    quotation: &Quotation,
    last: Option<&Attribution>,
) -> Option<Attribution> {
    let span = quotation.speaker?;
    let head = quotation.speaker_head.map(|h| h as usize);
    if let Some(head) = head {
        let entities = &reader.mentions.entities;
        let pronoun = reader.grammar.upos(head) == crate::tokens::Upos::Pron;
        let meant = entities.meant_at(head).and_then(|e| entities.get(e));
        if pronoun && meant.is_none() {
            return last.cloned();
        }
        if let Some(entity) = meant {
            return Some(Attribution {
                speaker: entity.key.clone(),
                named: true,
                span,
            });
        }
        // "the source", "the official": the one described before, where the noun is the same.
        let lemma = reader.grammar.lemma(head);
        let short = span.len() <= lemma.len() + 6;
        if short
            && let Some(last) = last
            && !last.named
            && last.speaker.split(' ').any(|w| w.starts_with(lemma))
        {
            return Some(last.clone());
        }
    }
    Some(Attribution {
        speaker: description(span.of(&reader.article.text)),
        named: false,
        span,
    })
}

/// Returns a description as a key: lower case, without a leading article, single spaces.
fn description(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        let lower = word.to_lowercase();
        if out.is_empty() && matches!(lower.as_str(), "a" | "an" | "the" | "one" | "some") {
            continue;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(lower.trim_matches(|c: char| !c.is_alphanumeric()));
    }
    out
}
