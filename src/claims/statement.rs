//! Sentences as wholes: what variants of one sentence are found and aligned by.

use super::Reader;
use crate::read::BlockKind;
use crate::tokens::{Token, Tokens, Upos};

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
        let range = tokens.of_sentence(sentence);
        let list = tokens.all().get(range.clone())?;
        let is_word = |t: &Token| !matches!(t.upos, Upos::Punct | Upos::Sym);
        let n = list.iter().filter(|t| is_word(t)).count();
        if !(1..=MAX_WORDS).contains(&n) {
            return None;
        }
        let (mut words, mut hashes) = (Vec::with_capacity(n), Vec::with_capacity(n));
        for (idx, _) in range.zip(list).filter(|(_, t)| is_word(t)) {
            words.push(u32::try_from(idx).ok()?);
            hashes.push(fnv(tokens.lower(idx)));
        }
        Some(Self {
            sentence: u32::try_from(sentence).ok()?,
            words,
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
