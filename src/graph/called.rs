//! Which sentences can be held against each other: only those are read for what they say.
//!
//! Most of what news says nobody denies, and reading it takes the parse. The hooks of the sentences, which
//! their words alone give, tell beforehand where two can meet; whether two meet depends on them alone. Of two
//! that meet one is read first, and the other where it has the words that what the first says asks for.

use std::cmp::Ordering;

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use crate::calendar::{Day, Interval};
use crate::claims::{self, Extraction, Ground, Hook, Hooks, Side};
use crate::lexicon::Lexicon;
use crate::read::Corpus;
use crate::span::SourceId;

/// Days between two articles within which they are taken to tell of the same state of things.
const SAME_NEWS: i32 = 1;

/// Sentences on one ground, on either side of one in order of day and corpus, that it is held against.
const MAX_NEAR: usize = 1000;

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
pub(super) struct Called {
    /// By article; `None` for one that is dated by no day, which is compared on little evidence.
    hooks: Vec<Option<Hooks>>,
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

impl Called {
    /// Calls every sentence of an article that is dated by no day, and of every two others of the same news that
    /// meet the one that is to say first what it says: that denies it, or else either.
    pub(super) fn new(corpus: &Corpus, extractions: &[Extraction], lexicon: &Lexicon) -> Self {
        let articles = corpus.articles.par_iter().zip(extractions);
        let hooks: Vec<Option<Hooks>> = articles
            .map(|(article, extraction)| {
                article.published.as_day()?;
                Some(claims::hooks(article, extraction, lexicon))
            })
            .collect();
        let sentences = extractions.iter().zip(&hooks);
        let is = sentences
            .map(|(e, hooks)| vec![hooks.is_none(); e.sentences.len()])
            .collect();
        let mut called = Self {
            hooks,
            is,
            hung: Vec::new(),
        };
        let hung = called.hung(corpus);
        for one_sided in [true, false] {
            each_pair(&hung, |a, b| {
                let asks = called.has(a.at) || !one_sided && called.has(b.at);
                let now = (a.hook.ground == Ground::Denial) == one_sided;
                if now && !asks && called.fits(a.at, &a.hook, b.at, &b.hook) {
                    called.call(a.at);
                }
            });
        }
        called.hung = hung;
        called
    }

    /// Calls those that can say what the others that were called, now read, leave to be said; returns which.
    pub(super) fn answer(&mut self, asks: impl Fn(At, Ground, &[u64]) -> bool) -> FxHashSet<At> {
        let mut answers: FxHashSet<At> = FxHashSet::default();
        let hung = std::mem::take(&mut self.hung);
        each_pair(&hung, |a, b| {
            // Of a denial only the one that denies was read to ask.
            let (by, of) = if self.has(a.at) {
                (a, b)
            } else if a.hook.ground != Ground::Denial && self.has(b.at) {
                (b, a)
            } else {
                return;
            };
            let open = !self.has(of.at) && !answers.contains(&of.at);
            if open
                && self.fits(a.at, &a.hook, b.at, &b.hook)
                && asks(by.at, a.hook.ground, self.words(of.at))
            {
                answers.insert(of.at);
            }
        });
        self.hung = hung;
        answers
    }

    fn words(&self, at: At) -> &[u64] {
        let hooks = self.hooks_of(at);
        hooks.map_or(&[][..], |h| h.words(at.1))
    }

    /// Returns whether two sentences of the same news can be held against each other.
    pub(super) fn meet(&self, a: At, b: At) -> bool {
        let (Some(x), Some(y)) = (self.hooks_of(a), self.hooks_of(b)) else {
            return true;
        };
        common(x.of_sentence(a.1), y.of_sentence(b.1), |h| h.key)
            .any(|(x, y)| self.fits(a, x, b, y))
    }

    /// Returns the hooks on which somebody may stand on the other side, by key, day and place.
    fn hung(&self, corpus: &Corpus) -> Vec<Hung> {
        let all = || self.hooks.iter().flatten().flat_map(Hooks::all);
        // Most hooks only say what nobody denies.
        let denied = all().filter(|hook| hook.side != Side::Says);
        let met: FxHashSet<u64> = denied.map(|hook| hook.key).collect();
        let mut hung: Vec<Hung> = Vec::new();
        for (article, hooks) in corpus.articles.iter().zip(&self.hooks) {
            let (Some(day), Some(hooks)) = (article.published.as_day(), hooks) else {
                continue;
            };
            let own = hooks.all().filter(|hook| met.contains(&hook.key));
            hung.extend(own.map(|hook| Hung {
                key: hook.key,
                day,
                at: (article.source, hook.sentence),
                hook: *hook,
            }));
        }
        hung.par_sort_unstable();
        hung
    }

    /// Returns whether two hooks with one key hold their sentences together.
    fn fits(&self, a: At, x: &Hook, b: At, y: &Hook) -> bool {
        let sides = match (x.side, y.side) {
            (Side::Elsewhere, Side::Elsewhere) => a.0 != b.0,
            (p, q) => p != q || p == Side::Both,
        };
        let apart = x.value == 0 || x.value != y.value;
        let enough = usize::from(x.shared.min(y.shared));
        // Of an exchange the names must be those of two, whatever else is told of them.
        let list = |at: At| match (self.hooks_of(at), x.ground) {
            (Some(hooks), Ground::Exchange) => hooks.names(at.1),
            (Some(hooks), _) => hooks.words(at.1),
            (None, _) => &[],
        };
        let shared = || common(list(a), list(b), |w| *w);
        sides && apart && shared().take(enough).count() == enough
    }

    fn hooks_of(&self, at: At) -> Option<&Hooks> {
        self.hooks.get(at.0.idx())?.as_ref()
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

/// Hands on each hook that is on more than the side that merely says it, with every one near it that has its key.
fn each_pair(hung: &[Hung], mut pair: impl FnMut(&Hung, &Hung)) {
    for run in hung.chunk_by(|x, y| x.key == y.key) {
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
