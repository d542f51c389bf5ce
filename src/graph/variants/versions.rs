//! Articles that are versions of one another: reprints, updates, rewritten copies.
//!
//! Two articles that share many sentences are one text in two versions. What
//! stands in the same place of both is then the same sentence, though it share
//! fewer words than sentences of unrelated articles must, or be too short to
//! be found by its runs of words.

use rustc_hash::{FxHashMap, FxHashSet};

use super::align::{align, n_common};
use super::word_share;
use crate::calendar::Interval;
use crate::claims::{Extraction, Statement, hash_of_words};
use crate::read::{Article, BlockKind, Corpus};

/// Share of the shorter article's words that stand in sentences of both, from which two articles are versions.
const VERSION: f64 = 0.35;
/// The same, from which one is a copy of the other.
const COPY: f64 = 0.8;
/// Share of the longer article's words, too, from which two articles are one text.
const WHOLE: f64 = 0.8;
/// Sentences that two versions share at least, or they are short notes that share a formula.
const MIN_SHARED: u32 = 3;
/// Words that two copies of one day share at least, where they share fewer sentences.
const MIN_SHARED_WORDS: u32 = 40;
/// Share of the shorter sentence's words that must be common to two sentences of two versions.
const MIN_COMMON: f64 = 0.6;
/// The same for two sentences that stand alone between the same neighbours.
const MIN_COMMON_ALONE: f64 = 0.5;
/// Words that must be common, neighbours aside.
const MIN_WORDS: usize = 6;
/// Sentences of an article beyond which it is not walked through: a table or a page of comments.
const MAX_SENTENCES: usize = 600;

/// What two articles share.
#[derive(Debug, Clone, Copy, Default)]
struct Shared {
    n: u32,
    words: u32,
}

/// How two articles are related.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kin {
    /// Not at all, or by single sentences.
    Strangers,
    /// They are versions of one text.
    Versions,
    /// One is, but for a few words, the other.
    Copies,
}

/// What is known of every two articles that share sentences.
#[derive(Debug, Default)]
pub(super) struct Versions {
    shared: FxHashMap<(u32, u32), Shared>,
    totals: Vec<u32>,
    /// When each article was published.
    published: Vec<Interval>,
}

impl Versions {
    pub(super) fn new(corpus: &Corpus, extractions: &[Extraction]) -> Self {
        let total = |e: &Extraction| {
            let words: usize = e.statements.iter().map(|s| s.words.len()).sum();
            u32::try_from(words).unwrap_or(u32::MAX)
        };
        Self {
            shared: FxHashMap::default(),
            totals: extractions.iter().map(total).collect(),
            published: corpus.articles.iter().map(|a| a.published).collect(),
        }
    }

    /// Counts a sentence of so many words that two articles share.
    pub(super) fn add(&mut self, a: u32, b: u32, n_words: usize) {
        let shared = self.shared.entry((a.min(b), a.max(b))).or_default();
        shared.n += 1;
        shared.words += u32::try_from(n_words).unwrap_or(0);
    }

    /// Returns the shared words as a share of the shorter article's and of the longer one's.
    fn shares(&self, a: u32, b: u32) -> (f64, f64) {
        let total = |at: u32| self.totals.get(at as usize).copied().unwrap_or(0);
        let (shorter, longer) = (total(a).min(total(b)), total(a).max(total(b)));
        match self.shared.get(&(a.min(b), a.max(b))) {
            Some(shared) if shorter > 0 && (shared.n >= MIN_SHARED || self.one_note(a, b)) => {
                let words = f64::from(shared.words);
                (words / f64::from(shorter), words / f64::from(longer))
            }
            _ => (0.0, 0.0),
        }
    }

    /// Returns whether two articles of one day are one note, too short to share three sentences.
    fn one_note(&self, a: u32, b: u32) -> bool {
        let total = |at: u32| self.totals.get(at as usize).copied().unwrap_or(0);
        let day = |at: u32| self.published.get(at as usize).and_then(|p| p.as_day());
        let shared = self.shared.get(&(a.min(b), a.max(b)));
        shared.is_some_and(|shared| {
            shared.n + 1 >= MIN_SHARED
                && shared.words >= MIN_SHARED_WORDS
                && f64::from(shared.words) >= COPY * f64::from(total(a).min(total(b)))
        }) && day(a).is_some()
            && day(a) == day(b)
    }

    /// Returns how two articles are related.
    pub(super) fn kin(&self, a: u32, b: u32) -> Kin {
        match self.shares(a, b).0 {
            share if share >= COPY => Kin::Copies,
            share if share >= VERSION => Kin::Versions,
            _ => Kin::Strangers,
        }
    }

    /// Returns whether each of two articles holds most of the other.
    pub(super) fn are_one_text(&self, a: u32, b: u32) -> bool {
        let (of_shorter, of_longer) = self.shares(a, b);
        of_shorter >= COPY && of_longer >= WHOLE
    }

    /// Returns every two articles that are versions of one, in order.
    pub(super) fn pairs(&self) -> Vec<(u32, u32)> {
        let mut pairs: Vec<(u32, u32)> = self
            .shared
            .keys()
            .copied()
            .filter(|(a, b)| self.kin(*a, *b) != Kin::Strangers)
            .collect();
        pairs.sort_unstable();
        pairs
    }
}

/// A sentence of an article that is walked through.
pub(super) struct Walked {
    pub(super) statement: Statement,
    pub(super) furniture: bool,
    hash: u64,
}

/// Reads every sentence of an article as a statement, the short ones and the furniture too.
pub(super) fn walk(article: &Article, extraction: &Extraction) -> Vec<Walked> {
    (0..extraction.sentences.len().min(MAX_SENTENCES))
        .filter_map(|sentence| {
            let kind = extraction
                .sentences
                .get(sentence)
                .and_then(|s| article.blocks.get(s.block as usize))
                .map(|b| b.kind)?;
            if kind == BlockKind::Caption {
                return None;
            }
            let statement = Statement::of_sentence(&extraction.tokens, sentence)?;
            let hash = hash_of_words(&statement.hashes);
            Some(Walked {
                statement,
                furniture: matches!(
                    kind,
                    BlockKind::Furniture
                        | BlockKind::Byline
                        | BlockKind::Publication
                        | BlockKind::Dateline
                ),
                hash,
            })
        })
        .collect()
}

/// Returns the sentences of two versions that are taken to be one, by their places in the two walks: those
/// that stand alone between the same neighbours, and those that are each other's nearest.
pub(super) fn counterparts(a: &[Walked], b: &[Walked]) -> Vec<(usize, usize)> {
    let hashes = |all: &[Walked]| -> Vec<u32> {
        // The lower half of a hash tells sentences of two articles apart well enough.
        all.iter()
            .map(|w| u32::try_from(w.hash & 0xffff_ffff).unwrap_or(0))
            .collect()
    };
    let (hunks, _) = align(&hashes(a), &hashes(b));
    let mut found = Vec::new();
    let mut taken: FxHashSet<usize> = FxHashSet::default();
    let mut rest: (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
    let common = |i: usize, j: usize| match (a.get(i), b.get(j)) {
        (Some(x), Some(y)) if x.furniture == y.furniture => {
            let common = n_common(&x.statement.hashes, &y.statement.hashes);
            let shorter = x.statement.words.len().min(y.statement.words.len());
            (common, word_share(common, shorter))
        }
        _ => (0, 0.0),
    };
    for ((i, i_end), (j, j_end)) in hunks {
        let alone = (i..i_end)
            .zip(j..j_end)
            .filter(|_| i_end - i == j_end - j)
            .filter(|(i, j)| {
                let (n, share) = common(*i, *j);
                n >= 2 && share >= MIN_COMMON_ALONE
            });
        let before = found.len();
        found.extend(alone);
        for (x, y) in found.iter().skip(before) {
            taken.insert(*x);
            taken.insert(usize::MAX - *y);
        }
        rest.0.extend((i..i_end).filter(|x| !taken.contains(x)));
        rest.1
            .extend((j..j_end).filter(|y| !taken.contains(&(usize::MAX - *y))));
    }
    // The nearest of what is left, each other's best.
    let score = |i: usize, j: usize| {
        let (n, share) = common(i, j);
        (n >= MIN_WORDS && share >= MIN_COMMON).then_some(n)
    };
    let mut best_of_b: FxHashMap<usize, (usize, usize)> = FxHashMap::default();
    let mut best_of_a: Vec<(usize, usize, usize)> = Vec::new();
    for x in &rest.0 {
        let mut best: Option<(usize, usize)> = None;
        for y in &rest.1 {
            let Some(n) = score(*x, *y) else { continue };
            if best.is_none_or(|(m, _)| n > m) {
                best = Some((n, *y));
            }
            let of_y = best_of_b.entry(*y).or_insert((n, *x));
            if n > of_y.0 {
                *of_y = (n, *x);
            }
        }
        best_of_a.extend(best.map(|(n, y)| (n, *x, y)));
    }
    found.extend(
        best_of_a
            .into_iter()
            .filter(|(_, x, y)| best_of_b.get(y).is_some_and(|(_, z)| z == x))
            .map(|(_, x, y)| (x, y)),
    );
    found.sort_unstable();
    found
}
