//! Which sentences can be held against each other: only those are read for what they say.
//!
//! Most of what news says nobody denies, and reading it takes the parse. The hooks of the sentences, which
//! their words alone give, tell beforehand where two can meet; whether two meet depends on them alone. Of two
//! that meet one is read first, and the other where it has the words that what the first says asks for.

use std::cmp::Ordering;
use std::sync::OnceLock;

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use crate::calendar::{Day, Interval};
use crate::claims::{self, Extraction, Ground, Hook, Hooks, Side, Words};
use crate::lexicon::Lexicon;
use crate::read::Corpus;
use crate::span::SourceId;

/// Days between two articles within which they are taken to tell of the same state of things.
const SAME_NEWS: i32 = 1;

/// Sentences on one ground, on either side of one in order of day and corpus, that it is held against.
const MAX_NEAR: usize = 1000;

/// So many articles one thread reads before another may take over.
pub(super) const ARTICLES_AT_ONCE: usize = 8;

/// Returns whether two articles published on these days tell of the same state of things.
pub(super) fn same_news(a: Option<Day>, b: Option<Day>) -> bool {
    match (a, b) {
        (Some(p), Some(q)) => !Interval::day(p)
            .widened(SAME_NEWS)
            .is_disjoint(Interval::day(q)),
        (None, None) => true,
        _ => false,
    }
}

/// A sentence of the corpus.
pub(super) type At = (SourceId, u32);

/// The sentences of a corpus that are called on to say what they say.
pub(super) struct Called<'a> {
    corpus: &'a Corpus,
    extractions: &'a [Extraction],
    lexicon: &'a Lexicon,
    /// By article; `None` for one that is dated by no day, which is compared on little evidence.
    hooks: Vec<Option<Hooks>>,
    /// By article and sentence, read when they are first asked for.
    words: Vec<Vec<OnceLock<Box<Words>>>>,
    /// By article and sentence.
    is: Vec<Vec<bool>>,
    /// The hooks on which somebody may stand on the other side, by key, day and place.
    hung: Vec<Hung>,
}

/// A hook of the corpus.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Hung {
    key: u64,
    day: Day,
    at: At,
    hook: Hook,
}

impl Hung {
    /// Returns whether two have one key.
    fn is_beside(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl<'a> Called<'a> {
    /// Calls every sentence of an article that is dated by no day, and of every two others of the same news that
    /// meet the one that is to say first what it says: that denies it, or else either.
    pub(super) fn new(
        corpus: &'a Corpus,
        extractions: &'a [Extraction],
        lexicon: &'a Lexicon,
    ) -> Self {
        let articles = corpus.articles.par_iter().zip(extractions);
        let hooks: Vec<Option<Hooks>> = articles
            .with_max_len(ARTICLES_AT_ONCE)
            .map(|(article, extraction)| {
                article.published.as_day()?;
                Some(claims::hooks(article, extraction, lexicon))
            })
            .collect();
        let sentences = || extractions.iter().map(|e| e.sentences.len());
        let is = sentences().zip(&hooks);
        let mut called = Self {
            corpus,
            extractions,
            lexicon,
            words: sentences()
                .map(|n| (0..n).map(|_| OnceLock::new()).collect())
                .collect(),
            is: is.map(|(n, hooks)| vec![hooks.is_none(); n]).collect(),
            hung: hung(corpus, &hooks),
            hooks,
        };
        let denying = called.of_pairs(|a, b| {
            // Asked of all pairs: the words of sentences are then read on all threads, before the pass below wants them.
            let meet = called.fits(a.at, &a.hook, b.at, &b.hook);
            (meet && a.hook.ground == Ground::Denial).then_some(a.at)
        });
        for at in denying {
            called.call(at);
        }
        // One after the other: whether a sentence need be called hangs on those that were.
        let hung = std::mem::take(&mut called.hung);
        for run in hung.chunk_by(Hung::is_beside) {
            each_pair(run, |a, b| {
                let open =
                    a.hook.ground != Ground::Denial && !called.has(a.at) && !called.has(b.at);
                if open && called.fits(a.at, &a.hook, b.at, &b.hook) {
                    called.call(a.at);
                }
            });
        }
        called.hung = hung;
        called
    }

    /// Returns those that can say what the others that were called, now read, leave to be said.
    pub(super) fn answers(
        &self,
        asks: impl Fn(At, Ground, &[u64]) -> bool + Sync,
    ) -> FxHashSet<At> {
        let answers = self.of_pairs(|a, b| {
            // Of a denial only the one that denies was read to ask.
            let (by, of) = if self.has(a.at) {
                (a, b)
            } else if a.hook.ground != Ground::Denial && self.has(b.at) {
                (b, a)
            } else {
                return None;
            };
            let answers = !self.has(of.at)
                && self.fits(a.at, &a.hook, b.at, &b.hook)
                && asks(by.at, a.hook.ground, self.words(of.at)?.all());
            answers.then_some(of.at)
        });
        answers.into_iter().collect()
    }

    /// Returns what is found in pairs of hooks that stand on different sides, in no order that matters.
    fn of_pairs(&self, found: impl Fn(&Hung, &Hung) -> Option<At> + Sync) -> Vec<At> {
        let runs = self.hung.par_chunk_by(Hung::is_beside);
        let of_run = |mut all: Vec<At>, run: &[Hung]| {
            each_pair(run, |a, b| all.extend(found(a, b)));
            all
        };
        runs.fold(Vec::new, of_run).flatten_iter().collect()
    }

    /// Returns whether two sentences of the same news can be held against each other.
    pub(super) fn meet(&self, a: At, b: At) -> bool {
        let (Some(x), Some(y)) = (self.hooks_of(a), self.hooks_of(b)) else {
            return true;
        };
        common(x.of_sentence(a.1), y.of_sentence(b.1), |h| h.key)
            .any(|(x, y)| self.fits(a, x, b, y))
    }

    /// Returns whether two hooks with one key hold their sentences together.
    fn fits(&self, a: At, x: &Hook, b: At, y: &Hook) -> bool {
        let sides = match (x.side, y.side) {
            (Side::Elsewhere, Side::Elsewhere) => a.0 != b.0,
            (p, q) => p != q || p == Side::Both,
        };
        let apart = x.value == 0 || x.value != y.value;
        let shared = || {
            let enough = usize::from(x.shared.min(y.shared));
            let words = |at: At| self.words(at).map_or(&[][..], |w| w.on(x.ground));
            common(words(a), words(b), |w| *w).take(enough).count() == enough
        };
        sides && apart && shared()
    }

    fn hooks_of(&self, at: At) -> Option<&Hooks> {
        self.hooks.get(at.0.idx())?.as_ref()
    }

    fn words(&self, (source, sentence): At) -> Option<&Words> {
        let article = self.corpus.articles.get(source.idx())?;
        let extraction = self.extractions.get(source.idx())?;
        let words = self.words.get(source.idx())?.get(sentence as usize)?;
        let read = || Box::new(claims::words(article, extraction, self.lexicon, sentence));
        Some(words.get_or_init(read))
    }

    /// Returns whether a sentence was called.
    pub(super) fn has(&self, at: At) -> bool {
        let article = self.is.get(at.0.idx());
        article.and_then(|a| a.get(at.1 as usize)) == Some(&true)
    }

    fn call(&mut self, at: At) {
        let article = self.is.get_mut(at.0.idx());
        if let Some(slot) = article.and_then(|a| a.get_mut(at.1 as usize)) {
            *slot = true;
        }
    }
}

/// Returns the hooks on which somebody may stand on the other side, by key, day and place.
fn hung(corpus: &Corpus, hooks: &[Option<Hooks>]) -> Vec<Hung> {
    let all = hooks.iter().flatten().flat_map(Hooks::all);
    // Most hooks only say what nobody denies.
    let denied = all.filter(|hook| hook.side != Side::Says);
    let met: FxHashSet<u64> = denied.map(|hook| hook.key).collect();
    let articles = corpus.articles.par_iter().zip(hooks);
    let mut hung: Vec<Hung> = articles
        .filter_map(|(article, hooks)| {
            Some((article, article.published.as_day()?, hooks.as_ref()?))
        })
        .flat_map_iter(|(article, day, hooks)| {
            let own = hooks.all().filter(|hook| met.contains(&hook.key));
            own.map(move |hook| Hung {
                key: hook.key,
                day,
                at: (article.source, hook.sentence),
                hook: *hook,
            })
        })
        .collect();
    hung.par_sort_unstable();
    hung
}

/// Hands on each hook that is on more than the side that merely says it, with every one near it; all have one key.
fn each_pair(run: &[Hung], mut pair: impl FnMut(&Hung, &Hung)) {
    let sided = run.iter().enumerate();
    for (i, a) in sided.filter(|(_, a)| a.hook.side != Side::Says) {
        let (before, from) = run.split_at(i);
        let near = |b: &&Hung| same_news(Some(a.day), Some(b.day));
        let earlier = before.iter().rev().take_while(near).take(MAX_NEAR);
        let later = from.iter().take_while(near).take(MAX_NEAR);
        for b in earlier.chain(later).filter(|b| a.at != b.at) {
            pair(a, b);
        }
    }
}

/// Returns what two lists have in common that are sorted by a key and have each key once.
fn common<'l, T, K: Ord>(
    mut a: &'l [T],
    mut b: &'l [T],
    key: impl Fn(&T) -> K,
) -> impl Iterator<Item = (&'l T, &'l T)> {
    std::iter::from_fn(move || {
        while let ([x, behind_x @ ..], [y, behind_y @ ..]) = (a, b) {
            match key(x).cmp(&key(y)) {
                Ordering::Less => a = behind_x,
                Ordering::Greater => b = behind_y,
                Ordering::Equal => {
                    (a, b) = (behind_x, behind_y);
                    return Some((x, y));
                }
            }
        }
        None
    })
}
