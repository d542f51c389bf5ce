//! Paragraphs that only repeat the article in quotation marks.

use rustc_hash::FxHashMap;

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
            let samples: Vec<_> = samples(block.span.of(text)).collect();
            if samples.len() + SAMPLE > MIN_WORDS {
                candidates.push((i, samples));
            }
        }
    }
    if candidates.is_empty() {
        return;
    }
    // In how many blocks each sample of a quotation stands, its own among them, and the last of these.
    let mut seen: FxHashMap<u64, (u32, usize)> = FxHashMap::default();
    for sample in candidates.iter().flat_map(|(_, samples)| samples) {
        seen.insert(*sample, (0, usize::MAX));
    }
    for (i, block) in blocks.iter().enumerate() {
        if block.kind == BlockKind::Furniture {
            continue;
        }
        for sample in samples(block.span.of(text)) {
            if let Some((n_blocks, last)) = seen.get_mut(&sample)
                && *last != i
            {
                *n_blocks += 1;
                *last = i;
            }
        }
    }
    for (i, samples) in candidates {
        let repeated = |sample: &&u64| seen.get(sample).is_some_and(|(n_blocks, _)| *n_blocks >= 2);
        let n_repeated = samples.iter().filter(repeated).count();
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

/// Returns a hash of every [`SAMPLE`] words in a row, case left aside.
fn samples(text: &str) -> impl Iterator<Item = u64> {
    let mut last = [0_u64; SAMPLE];
    let mut n_words = 0;
    words_of(text).filter_map(move |word| {
        let mut hash = SEED;
        for byte in word.of(text).bytes() {
            hash = (hash ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(PRIME);
        }
        last.rotate_left(1);
        if let Some(newest) = last.last_mut() {
            *newest = hash;
        }
        n_words += 1;
        let mix = |mixed: u64, word: &u64| (mixed.rotate_left(23) ^ word).wrapping_mul(PRIME);
        (n_words >= SAMPLE).then(|| last.iter().fold(SEED, mix))
    })
}

/// Constants of FNV-1a; a chance equality costs one mislabelled quotation.
const SEED: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0100_0000_01b3;
