//! Sentences as wholes: what variants of one sentence are found and aligned by.

use super::Reader;
use crate::read::BlockKind;
use crate::tokens::{Tokens, Upos};

/// Sentences shorter than this (in words) are not compared word by word: "He declined to comment." recurs.
const MIN_WORDS: usize = 7;
/// Longer sentences are lists or tables.
const MAX_WORDS: usize = 120;
/// Words in a row that two variants must share to meet.
const RUN: usize = 4;

/// A sentence that may have variants elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Sentence index.
    pub sentence: u32,
    /// The tokens that are words (punctuation left out), by index into the article's tokens.
    pub words: Vec<u32>,
    /// Hash of each word (lower case), parallel to `words`.
    pub hashes: Vec<u32>,
}

/// Returns the article's statements in text order.
pub(super) fn find(reader: &Reader<'_>) -> Vec<Statement> {
    let tokens = reader.grammar.tokens;
    (0..reader.sentences.len())
        .filter(|s| {
            matches!(
                reader.block_kind(*s),
                BlockKind::Paragraph | BlockKind::PullQuote | BlockKind::Headline
            )
        })
        .filter_map(|sentence| Statement::of_sentence(tokens, sentence))
        .filter(|s| (MIN_WORDS..=MAX_WORDS).contains(&s.words.len()))
        .collect()
}

impl Statement {
    /// Reads one sentence, however short; `None` where it has no word or is longer than any sentence.
    pub(crate) fn of_sentence(tokens: &Tokens, sentence: usize) -> Option<Self> {
        let words: Vec<usize> = tokens
            .of_sentence(sentence)
            .filter(|t| {
                let upos = tokens.all().get(*t).map_or(Upos::Punct, |t| t.upos);
                !matches!(upos, Upos::Punct | Upos::Sym)
            })
            .collect();
        if !(1..=MAX_WORDS).contains(&words.len()) {
            return None;
        }
        let hashes: Vec<u32> = words.iter().map(|w| fnv(tokens.lower(*w))).collect();
        Some(Self {
            sentence: u32::try_from(sentence).ok()?,
            words: words
                .into_iter()
                .filter_map(|w| u32::try_from(w).ok())
                .collect(),
            hashes,
        })
    }

    /// Returns the hashes of every run of four words, in their order: the keys under which variants meet.
    pub(crate) fn runs(&self) -> impl ExactSizeIterator<Item = u64> + '_ {
        self.hashes.windows(RUN).map(hash_of_words)
    }

    /// Returns the same, sorted and each once.
    pub(crate) fn different_runs(&self) -> Vec<u64> {
        let mut runs: Vec<u64> = self.runs().collect();
        runs.sort_unstable();
        runs.dedup();
        runs
    }
}

/// Returns the hash of a run of word hashes, in this order (FNV-1a over words in place of bytes).
pub(crate) fn hash_of_words(words: &[u32]) -> u64 {
    words.iter().fold(0xcbf2_9ce4_8422_2325, |h, w| {
        (h ^ u64::from(*w)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// FNV-1a, 32 bits: stable across runs and machines.
fn fnv(word: &str) -> u32 {
    word.bytes().fold(0x811c_9dc5, |h, b| {
        (h ^ u32::from(b)).wrapping_mul(0x0100_0193)
    })
}
