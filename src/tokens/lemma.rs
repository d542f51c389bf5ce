//! Lemmas: the longest known ending of a form, under its tag, says what to cut and what to append.
//!
//! Irregular forms are endings as long as the word (`^was`, VBD: cut 3, append `be`).

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
    const KNOWN: usize = 1 << 10;

    pub(super) fn new(weights: Weights<'w>) -> Self {
        Self {
            weights,
            known: vec![(0, None); Self::KNOWN],
        }
    }

    /// Appends the lemma of a form with its tagger class to `out`; `word` is the id of the form, or of the
    /// lower-cased form.
    pub(super) fn push(&mut self, word: u64, form: &str, lower: &str, class: u8, out: &mut String) {
        let capitals = capitals(form);
        let key = word ^ hash::small(9000 + u64::from(class) * 4 + capitals);
        let place = usize::try_from(key >> 32).unwrap_or(0) % Self::KNOWN;
        let number = match self.known.get(place) {
            Some((known, number)) if *known == key => *number,
            _ => {
                let number = number(self.weights.lemmas, lower, class, capitals);
                if let Some(known) = self.known.get_mut(place) {
                    *known = (key, number);
                }
                number
            }
        };
        let rule = number.and_then(|n| self.weights.lemma_rules.get(usize::from(n)));
        let start = out.len();
        if let Some(&[cut, from_low, from_high, len]) = rule {
            let base = if cut & KEEP == 0 { lower } else { form };
            let from = usize::from(u16::from_le_bytes([from_low, from_high]));
            let kept = base
                .len()
                .checked_sub(usize::from(cut & !KEEP))
                .and_then(|n| base.get(..n));
            let text = self.weights.lemma_text;
            let append = text.get(from..from + usize::from(len));
            if let (Some(kept), Some(append)) = (kept, append) {
                out.push_str(kept);
                out.push_str(append);
            }
        }
        if out.len() == start {
            out.push_str(lower);
        }
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
