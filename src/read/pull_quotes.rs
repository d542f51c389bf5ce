//! Paragraphs that only repeat the article in quotation marks.

use rustc_hash::FxHasher;
use rustc_hash::{FxHashMap, FxHashSet};
use std::hash::{Hash, Hasher};

use super::words::words as words_of;
use super::{Block, BlockKind};

/// So many words in a row make one sample of a text.
const SAMPLE: usize = 5;

/// Shorter quotations repeat too easily by chance.
const MIN_WORDS: usize = 8;

/// Marks paragraphs that are one quotation without a speaker and whose words
/// stand, nearly, elsewhere in the article. Linear in the length of the text.
pub(super) fn mark(text: &str, blocks: &mut [Block]) {
    let mut candidates: Vec<(usize, Vec<u64>)> = Vec::new();
    for (i, block) in blocks.iter().enumerate() {
        if block.kind == BlockKind::Paragraph && is_one_quotation(block.span.of(text)) {
            let samples = samples(block.span.of(text));
            if samples.len() + SAMPLE > MIN_WORDS {
                candidates.push((i, samples));
            }
        }
    }
    if candidates.is_empty() {
        return;
    }
    // How often each sample of a quotation stands anywhere; in the quotation itself once.
    let mut counts: FxHashMap<u64, u32> = FxHashMap::default();
    for sample in candidates.iter().flat_map(|(_, samples)| samples) {
        counts.insert(*sample, 0);
    }
    for block in blocks
        .iter()
        .filter(|block| block.kind != BlockKind::Furniture)
    {
        for sample in samples(block.span.of(text))
            .into_iter()
            .collect::<FxHashSet<_>>()
        {
            if let Some(count) = counts.get_mut(&sample) {
                *count += 1;
            }
        }
    }
    for (i, samples) in candidates {
        let n_repeated = samples
            .iter()
            .filter(|sample| counts.get(sample).is_some_and(|n| *n >= 2))
            .count();
        if n_repeated * 10 >= samples.len() * 6
            && let Some(block) = blocks.get_mut(i)
        {
            block.kind = BlockKind::PullQuote;
        }
    }
}

/// Returns whether the text is one quotation and nothing beside it.
pub(super) fn is_one_quotation(text: &str) -> bool {
    for (open, close) in [('“', '”'), ('"', '"'), ('«', '»')] {
        if let Some(inside) = text
            .strip_prefix(open)
            .and_then(|rest| rest.strip_suffix(close))
        {
            return !inside.contains([open, close]);
        }
    }
    false
}

fn samples(text: &str) -> Vec<u64> {
    let hashes: Vec<u64> = words_of(text)
        .map(|word| {
            let mut hasher = FxHasher::default();
            for byte in word.of(text).bytes() {
                byte.to_ascii_lowercase().hash(&mut hasher);
            }
            hasher.finish()
        })
        .collect();
    hashes
        .windows(SAMPLE)
        .map(|window| {
            let mut hasher = FxHasher::default();
            window.hash(&mut hasher);
            hasher.finish()
        })
        .collect()
}
