//! Learns how chunks are cut where spelling alone does not tell.

use std::collections::BTreeMap;

use super::conllu::GoldSentence;
use super::table;
use crate::tokens::cut::Piece;
use crate::tokens::word::push_lower;

/// Most letters of an abbreviation that is learned.
const MAX_ABBREVIATION: usize = 8;

/// Returns the table of pieces.
pub(super) fn learn(sentences: &[GoldSentence<'_>]) -> Vec<u8> {
    let mut cuts: BTreeMap<String, BTreeMap<u16, usize>> = BTreeMap::new();
    let mut prefixes: BTreeMap<String, [usize; 2]> = BTreeMap::new();
    let mut stops: BTreeMap<String, [usize; 2]> = BTreeMap::new();
    for sentence in sentences {
        for surface in &sentence.surfaces {
            let words = sentence.words.get(surface.words.clone()).unwrap_or(&[]);
            let text: String = words.iter().map(|w| w.form).collect();
            let first = words.first().map_or(0, |w| w.form.len());
            let apostrophe = surface.text.contains(['\'', '’', '`', '-', '.']);
            if text == surface.text
                && words.len() <= 2
                && !apostrophe
                && text.chars().all(char::is_alphanumeric)
            {
                let cut = if words.len() == 2 { first } else { 0 };
                let cut = u16::try_from(cut).unwrap_or(0);
                *cuts
                    .entry(lower(surface.text))
                    .or_default()
                    .entry(cut)
                    .or_default() += 1;
            }
        }
        count_prefixes(sentence, &mut prefixes);
        count_stops(sentence, &mut stops);
    }
    let cuts = cuts.into_iter().filter_map(|(chunk, counts)| {
        let (&cut, _) = counts.iter().max_by_key(|(_, n)| **n)?;
        (cut > 0).then(|| (Piece::Cut.key(&chunk), cut))
    });
    let joined = |kind: Piece, counts: BTreeMap<String, [usize; 2]>| {
        let more = counts
            .into_iter()
            .filter(|(_, [with, without])| with > without);
        more.map(move |(chunk, _)| (kind.key(&chunk), 1))
            .collect::<Vec<_>>()
    };
    let mut items: Vec<(u64, u16)> = cuts.collect();
    items.extend(joined(Piece::Prefix, prefixes));
    items.extend(joined(Piece::Abbreviation, stops));
    table::index(items)
}

fn lower(text: &str) -> String {
    let mut lower = String::new();
    push_lower(text, &mut lower);
    lower
}

/// Counts what stands before a hyphen, as part of one token and as a token of its own.
fn count_prefixes(sentence: &GoldSentence<'_>, counts: &mut BTreeMap<String, [usize; 2]>) {
    for word in &sentence.words {
        if let Some((prefix, rest)) = word.form.split_once('-')
            && !prefix.is_empty()
            && prefix.chars().all(char::is_alphabetic)
            && rest.starts_with(char::is_alphanumeric)
            && !rest.contains(['/', '.'])
        {
            counts.entry(lower(prefix)).or_default()[0] += 1;
        }
    }
    for window in sentence.surfaces.windows(3) {
        if let [prefix, hyphen, _] = window
            && hyphen.text == "-"
            && !prefix.space_after
            && !hyphen.space_after
        {
            counts.entry(lower(prefix.text)).or_default()[1] += 1;
        }
    }
}

/// Counts words with a stop as part of the token and as the sentence's end.
fn count_stops(sentence: &GoldSentence<'_>, counts: &mut BTreeMap<String, [usize; 2]>) {
    for word in &sentence.words {
        if let Some(word) = word.form.strip_suffix('.')
            && word.chars().count() <= MAX_ABBREVIATION
            && word.chars().all(char::is_alphabetic)
            && !word.is_empty()
        {
            counts.entry(lower(word)).or_default()[0] += 1;
        }
    }
    for pair in sentence.surfaces.windows(2) {
        if let [word, stop] = pair
            && stop.text == "."
            && !word.space_after
        {
            counts.entry(lower(word.text)).or_default()[1] += 1;
        }
    }
}
