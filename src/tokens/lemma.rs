//! Lemmas: the longest known ending of a form, under its tag, says what to cut and what to append.
//!
//! Irregular forms are endings as long as the word (`^was`, VBD: cut 3, append `be`).

use crate::weights::Weights;
use crate::weights::hash::Running;

/// The longest ending that is looked up, in bytes; whole words are looked up at any length.
pub(super) const MAX_ENDING: usize = 7;

/// Flag of a rule: capitals stay as written (`Iranian`).
pub(super) const KEEP: u8 = 0x80;

/// How a form is capitalised.
pub(super) fn capitals(form: &str) -> u64 {
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

/// Appends the lemma of a form with its tagger class to `out`.
pub(super) fn push_lemma(
    weights: &Weights<'_>,
    form: &str,
    lower: &str,
    class: u8,
    out: &mut String,
) {
    let (endings, whole) = keys(lower, class, capitals(form));
    let longest = lower.len().min(MAX_ENDING);
    let rule = std::iter::once(whole)
        .chain(endings.iter().take(longest + 1).rev().copied())
        .find_map(|key| weights.lemmas.get(key))
        .and_then(|rule| weights.lemma_rules.get(usize::from(rule)));
    let start = out.len();
    if let Some(&[cut, from_low, from_high, len]) = rule {
        let base = if cut & KEEP == 0 { lower } else { form };
        let from = usize::from(u16::from_le_bytes([from_low, from_high]));
        let kept = base
            .len()
            .checked_sub(usize::from(cut & !KEEP))
            .and_then(|n| base.get(..n));
        let append = weights.lemma_text.get(from..from + usize::from(len));
        if let (Some(kept), Some(append)) = (kept, append) {
            out.push_str(kept);
            out.push_str(append);
        }
    }
    if out.len() == start {
        out.push_str(lower);
    }
}
