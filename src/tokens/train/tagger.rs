//! Trains the tagger and its word list.

use std::collections::BTreeMap;

use super::conllu::{GoldSentence, GoldWord};
use super::perceptron::{Random, SparsePerceptron};
use super::table::SparseTable;
use super::{Options, table};
use crate::tokens::tag::{self, History, best};
use crate::tokens::word::{Capitals, Word, push_lower};
use crate::tokens::{Upos, Xpos};
use crate::weights::table::Index;
use crate::weights::{Entry, TAGS, Weights};

/// The tagger's classes, most frequent first.
#[derive(Debug)]
pub(super) struct Classes {
    tags: Vec<(Upos, Xpos)>,
    of: BTreeMap<(Upos, Xpos), u8>,
}

impl Classes {
    pub(super) fn new(sentences: &[GoldSentence<'_>], options: &Options) -> Self {
        let mut counts: BTreeMap<(Upos, Xpos), usize> = BTreeMap::new();
        for word in sentences.iter().flat_map(|s| &s.words) {
            if let Some(xpos) = word.xpos {
                *counts.entry((word.upos, xpos)).or_default() += 1;
            }
        }
        let mut frequent: Vec<_> = counts
            .into_iter()
            .filter(|(_, n)| *n >= options.min_class)
            .collect();
        frequent.sort_by_key(|(tags, n)| (std::cmp::Reverse(*n), *tags));
        let tags: Vec<_> = frequent
            .into_iter()
            .map(|(tags, _)| tags)
            .take(TAGS)
            .collect();
        let of = (0..)
            .zip(&tags)
            .map(|(class, tags)| (*tags, class))
            .collect();
        Self { tags, of }
    }

    /// Returns the class of a word; a rare pair of tags has the class of its part of speech.
    pub(super) fn of(&self, word: &GoldWord<'_>) -> u8 {
        let exact = word.xpos.and_then(|xpos| self.of.get(&(word.upos, xpos)));
        exact.copied().unwrap_or_else(|| {
            let same = self.tags.iter().position(|(upos, _)| *upos == word.upos);
            u8::try_from(same.unwrap_or(0)).unwrap_or(0)
        })
    }

    /// Returns the part of speech of a class.
    pub(super) fn upos(&self, class: u8) -> Upos {
        self.tags.get(usize::from(class)).map_or(Upos::X, |t| t.0)
    }

    /// Returns the section of the weight file.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let pairs = self.tags.iter();
        pairs
            .flat_map(|(upos, xpos)| [*upos as u8, *xpos as u8])
            .collect()
    }
}

/// Returns the vocabulary's table.
pub(super) fn vocabulary(
    sentences: &[GoldSentence<'_>],
    classes: &Classes,
    options: &Options,
) -> Vec<u8> {
    let mut words: BTreeMap<u64, BTreeMap<u8, usize>> = BTreeMap::new();
    let mut lower = String::new();
    for word in sentences.iter().flat_map(|s| &s.words) {
        lower.clear();
        push_lower(word.form, &mut lower);
        let counts = words.entry(Word::vocabulary_id(&lower)).or_default();
        *counts.entry(classes.of(word)).or_default() += 1;
    }
    let mut entries: Vec<(usize, u64, u16)> = Vec::new();
    for (word, counts) in words {
        let n: usize = counts.values().sum();
        let Some((&class, &most)) = counts
            .iter()
            .max_by_key(|(class, n)| (**n, std::cmp::Reverse(**class)))
        else {
            continue;
        };
        if n >= options.min_known {
            let only = n >= options.min_only && (n - most) * options.only_per_miss <= n;
            // The usual class of a rare word would be its own answer.
            let usual = if n >= options.min_usual {
                class
            } else {
                u8::MAX
            };
            entries.push((
                n,
                word,
                Entry::new(if only { class } else { usual }, only).0,
            ));
        }
    }
    entries.sort_unstable_by(|a, b| b.cmp(a));
    table::index(
        entries
            .into_iter()
            .map(|(_, word, entry)| (word, entry))
            .collect(),
    )
}

/// Returns the words of a sentence as the models see them.
pub(super) fn look(sentence: &GoldSentence<'_>, vocabulary: Index<'_>) -> Vec<Word> {
    let capitals = Capitals::of(sentence.words.iter().map(|w| w.form));
    let mut lower = String::new();
    let words = sentence.words.iter().map(|word| {
        lower.clear();
        push_lower(word.form, &mut lower);
        Word::new(word.form, &lower, capitals, vocabulary)
    });
    words.collect()
}

/// A sentence to learn from: its words and their classes.
pub(super) type Tagged = (Vec<Word>, Vec<u8>);

/// Trains a tagger and returns its table.
pub(super) fn train(
    sentences: &[&Tagged],
    n_classes: usize,
    epochs: usize,
    options: &Options,
) -> SparseTable {
    let mut model = SparsePerceptron::new(options.tagger_min_updates);
    let mut random = Random::new(88_172_645_463_325_252);
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    for _ in 0..epochs {
        random.shuffle(&mut order);
        for &idx in &order {
            let Some((words, classes)) = sentences.get(idx) else {
                continue;
            };
            let mut history = History::new();
            for (at, (word, &right)) in words.iter().zip(classes).enumerate() {
                let guess = match word.entry {
                    Some(entry) if entry.is_only() => entry.class(),
                    _ => {
                        let own = tag::own_features(word, at == 0);
                        let around = tag::features_around(words, at, history);
                        let keys = [own.as_slice(), &around].concat();
                        let scores = model.score(&keys);
                        let guess = best(scores.get(..n_classes).unwrap_or(&[]));
                        model.learn(&keys, right, guess);
                        guess
                    }
                };
                history.push(guess);
            }
        }
    }
    table::sparse::<TAGS>(&model.averaged(), options.max_tagger)
}

/// Returns the classes that taggers trained on the other sentences give to
/// each sentence: the parser learns from tags as wrong as those it will meet.
pub(super) fn jackknife(
    tagged: &[Tagged],
    weights: &Weights<'_>,
    options: &Options,
) -> Vec<Vec<u8>> {
    let folds = options.folds.max(2);
    let fold = |part: usize| -> Vec<(usize, Vec<u8>)> {
        let others = tagged.iter().enumerate().filter(|(i, _)| i % folds != part);
        let others: Vec<&Tagged> = others.map(|(_, t)| t).collect();
        let table = train(
            &others,
            weights.classes.len(),
            options.jackknife_epochs,
            options,
        );
        let mut weights = *weights;
        weights.tagger = table.read();
        let mine = tagged.iter().enumerate().filter(|(i, _)| i % folds == part);
        let mut memory = tag::Memory::new();
        mine.map(|(idx, (words, _))| {
            let mut classes = Vec::new();
            tag::tag(&weights, words, &mut memory, &mut classes);
            (idx, classes)
        })
        .collect()
    };
    let mut all: Vec<(usize, Vec<u8>)> = super::in_parallel(folds, fold)
        .into_iter()
        .flatten()
        .collect();
    all.sort_by_key(|(idx, _)| *idx);
    all.into_iter().map(|(_, classes)| classes).collect()
}
