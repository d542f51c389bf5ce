//! Lemmas: the longest known ending of a form, under its tag, says what to cut and what to append.
//!
//! Irregular forms are endings as long as the word (`^was`, VBD: cut 3, append `be`).

use crate::span::Span;
use crate::weights::Weights;
use crate::weights::hash::{self, Running};
use crate::weights::table::Index;

/// The longest ending that is looked up, in bytes; whole words are looked up at any length.
pub(super) const MAX_ENDING: usize = 7;

/// Flag of a rule: capitals stay as written (`Iranian`).
pub(super) const KEEP: u8 = 0x80;

/// How a form is capitalised.
pub(super) fn capitals(form: &str) -> u64 {
    if form.starts_with(|c: char| c.is_ascii_lowercase()) {
        return 0;
    }
    let mut letters = form.chars().filter(|c| c.is_alphabetic());
    let first = letters.next().is_some_and(char::is_uppercase);
    let all =
        first && letters.next().is_some_and(char::is_uppercase) && !letters.any(char::is_lowercase);
    u64::from(first) + u64::from(all)
}

/// Returns the key of an ending: the `len` last bytes of the form, or the whole of it.
pub(super) fn keys(lower: &str, class: u8, capitals: u64) -> ([u64; MAX_ENDING + 1], u64) {
    let seed = 16 + u64::from(class) * 4 + capitals;
    let mut endings = [0; MAX_ENDING + 1];
    let mut running = Running::new(seed);
    endings[0] = running.finish();
    let bytes = lower.as_bytes();
    for (place, &byte) in endings.iter_mut().skip(1).zip(bytes.iter().rev()) {
        running.push(byte);
        *place = running.finish();
    }
    let mut running = Running::new(seed + 2048);
    for &byte in bytes {
        running.push(byte);
    }
    (endings, running.finish())
}

/// Looks up lemmas; keeps the rules of the words met last, since texts repeat their words.
#[derive(Debug)]
pub(super) struct Lemmatizer<'w> {
    weights: Weights<'w>,
    /// By some bits of a word's key: the key, and the number of the word's rule.
    known: Vec<(u64, Option<u16>)>,
}

impl<'w> Lemmatizer<'w> {
    /// Words whose rules are kept: a power of two.
    const KNOWN: usize = 1 << 12;

    pub(super) fn new(weights: Weights<'w>) -> Self {
        Self {
            weights,
            known: vec![(0, None); Self::KNOWN],
        }
    }

    /// Returns where in `words` the lemma of a form with its tagger class is. They hold the form in lower case at `lower`;
    /// a lemma that is not the beginning of that is added to them. `word` is the id of the form, or of the lower-cased
    /// form.
    pub(super) fn of(
        &mut self,
        word: u64,
        form: &str,
        lower: Span,
        class: u8,
        words: &mut String,
    ) -> Span {
        let capitals = capitals(form);
        let key = word ^ hash::small(9000 + u64::from(class) * 4 + capitals);
        let place = usize::try_from(key >> 32).unwrap_or(0) % Self::KNOWN;
        let number = match self.known.get(place) {
            Some((known, number)) if *known == key => *number,
            _ => {
                let number = number(self.weights.lemmas, lower.of(words), class, capitals);
                if let Some(known) = self.known.get_mut(place) {
                    *known = (key, number);
                }
                number
            }
        };
        let rule = number.and_then(|n| self.weights.lemma_rules.get(usize::from(n)));
        let Some(&[cut, from_low, from_high, len]) = rule else {
            return lower;
        };
        let from = usize::from(u16::from_le_bytes([from_low, from_high]));
        let Some(append) = self.weights.lemma_text.get(from..from + usize::from(len)) else {
            return lower;
        };
        let keeps = cut & KEEP != 0;
        let base = if keeps { form } else { lower.of(words) };
        let kept = base.len().checked_sub(usize::from(cut & !KEEP));
        let Some(kept) = kept.filter(|n| base.is_char_boundary(*n) && n + append.len() > 0) else {
            return lower;
        };
        let begin = lower.range().start;
        if !keeps && append.is_empty() {
            return Span::new(begin, begin + kept);
        }
        let start = words.len();
        if keeps {
            words.push_str(form.get(..kept).unwrap_or(""));
        } else {
            words.extend_from_within(begin..begin + kept);
        }
        words.push_str(append);
        Span::new(start, words.len())
    }
}

/// Returns the number of the rule of the longest ending that has one.
fn number(lemmas: Index<'_>, lower: &str, class: u8, capitals: u64) -> Option<u16> {
    let (endings, whole) = keys(lower, class, capitals);
    let longest = lower.len().min(MAX_ENDING);
    std::iter::once(whole)
        .chain(endings.iter().take(longest + 1).rev().copied())
        .find_map(|key| lemmas.get(key))
}
