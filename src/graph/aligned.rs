//! Propositions of two texts that say something of the same thing, told in other words and other
//! sentences.
//!
//! Propositions meet by predicate and arguments, are aligned argument by argument, and are compared
//! only where all that the narrower one says is found in the other. What then differs is typed, and
//! becomes two claims, one a side, joined by a same-event edge with the reasons.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::asks::{self, Ask};
use super::called::{ARTICLES_AT_ONCE, At as Place, Called, same_news};
use super::fit::{Difference as Differs, Fit, Text, Weight, are_two, fit, one_name};
use super::variants::Difference;
use crate::calendar::{Day, Interval};
use crate::claims::{
    self, Argument, Attribution, Certainty, Claim, Extraction, Polarity, Predicate, Proposition,
    Role, Scope, Slot, Status,
};
use crate::lexicon::Lexicon;
use crate::mentions::time::{TimexKind, When};
use crate::read::{Article, BlockKind, Corpus};
use crate::span::Span;
use crate::tokens::{Relation, Xpos};
use crate::word_set::WordSet;

/// The predicates of claims that a difference between two propositions makes.
pub const PROPOSITION_DIFFERENCES: &[&str] = &[
    "proposition.negation",
    "proposition.opposite",
    "proposition.exchange",
    "proposition.count",
    "proposition.place",
    "proposition.date",
    "proposition.holder",
    "proposition.considered",
    "proposition.rank",
];

/// Propositions of the same news on one key are compared two by two; beyond this many, only with those
/// next to them by day and in corpus order.
const MAX_MEETING: usize = 48;
/// What two propositions must have in common, their predicate counted where it says something.
const MIN_WEIGHT: u32 = 4;
/// A text of at most so many tokens is a claim rather than an article.
const MAX_CLAIM: usize = 60;
/// Weight of a name.
const NAME: u32 = 2;

/// Names a proposition of the corpus.
type At = (u32, u32);

/// Finds every typed difference between aligned propositions, in corpus order.
pub(super) fn find(
    corpus: &Corpus,
    extractions: &[Extraction],
    lexicon: &Lexicon,
) -> Vec<Difference> {
    let called = Called::new(corpus, extractions, lexicon);
    let mut propositions = read(corpus, extractions, lexicon, |at| called.has(at));
    // What those say that were called tells which others can answer them.
    let asked = asks(corpus, extractions, lexicon, &propositions);
    let answers = called.answers(|at, ground, words| {
        let asks = asked.get(&at).into_iter().flatten();
        asks.into_iter().any(|ask| ask.is_met(ground, words))
    });
    let answered = read(corpus, extractions, lexicon, |at| answers.contains(&at));
    for (all, others) in propositions.iter_mut().zip(answered) {
        all.extend(others);
        all.sort_by_key(|p| p.sentence);
    }
    let side = |at: At| {
        let of_article = propositions.get(at.0 as usize)?;
        side(
            corpus,
            extractions,
            lexicon,
            at.0,
            of_article.get(at.1 as usize)?,
        )
    };
    let pairs = meetings(corpus, &propositions, &called);
    let compared = pairs.par_iter();
    compared
        .filter_map(|(a, b)| compare(&side(*a)?, &side(*b)?))
        .collect()
}

fn side<'a>(
    corpus: &'a Corpus,
    extractions: &'a [Extraction],
    lexicon: &'a Lexicon,
    article: u32,
    is: &'a Proposition,
) -> Option<Side<'a>> {
    Some(Side {
        article: corpus.articles.get(article as usize)?,
        text: Text {
            extraction: extractions.get(article as usize)?,
            lexicon,
        },
        is,
    })
}

/// Returns the propositions of some sentences, by article and in text order.
fn read(
    corpus: &Corpus,
    extractions: &[Extraction],
    lexicon: &Lexicon,
    which: impl Fn(Place) -> bool + Sync,
) -> Vec<Vec<Proposition>> {
    let articles = corpus.articles.par_iter().zip(extractions);
    articles
        .with_max_len(ARTICLES_AT_ONCE)
        .map(|(article, extraction)| {
            let all = 0..extraction.sentences.len();
            let at = |s: &usize| u32::try_from(*s).map(|s| (article.source, s));
            let sentences = all.filter(|s| at(s).is_ok_and(&which));
            claims::propositions(article, extraction, lexicon, sentences)
        })
        .collect()
}

/// Returns what the propositions of dated articles ask of others, by sentence.
fn asks(
    corpus: &Corpus,
    extractions: &[Extraction],
    lexicon: &Lexicon,
    propositions: &[Vec<Proposition>],
) -> FxHashMap<Place, Vec<Ask>> {
    let articles = corpus.articles.par_iter().zip(extractions);
    let dated = articles
        .zip(propositions)
        .filter(|((article, _), _)| article.published.as_day().is_some());
    dated
        .flat_map_iter(|((article, extraction), all)| {
            let text = Text {
                extraction,
                lexicon,
            };
            let sentences = all.chunk_by(|x, y| x.sentence == y.sentence);
            sentences.filter_map(move |all| {
                let mut asks = Vec::new();
                for is in all {
                    asks::ask(&Side { article, text, is }, &mut asks);
                }
                Some(((article.source, all.first()?.sentence), asks))
            })
        })
        .collect()
}

/// Returns the pairs that share a key and are of the same news, in corpus order.
fn meetings(
    corpus: &Corpus,
    propositions: &[Vec<Proposition>],
    called: &Called<'_>,
) -> Vec<(At, At)> {
    let place = |at: At| {
        let article = corpus.articles.get(at.0 as usize)?;
        let proposition = propositions.get(at.0 as usize)?.get(at.1 as usize)?;
        Some((article.source, proposition.sentence))
    };
    let meet = |a: At, b: At| match (place(a), place(b)) {
        (Some(a), Some(b)) => called.meet(a, b),
        _ => false,
    };
    let mut postings: Vec<(u64, Option<Day>, At)> = Vec::new();
    let articles = corpus.articles.iter().zip(propositions);
    for (source, (article, propositions)) in (0_u32..).zip(articles) {
        let day = article.published.as_day();
        for (idx, proposition) in (0_u32..).zip(propositions) {
            let keys = proposition.keys.iter();
            postings.extend(keys.map(|k| (*k, day, (source, idx))));
        }
    }
    postings.par_sort_unstable();
    let runs = postings.par_chunk_by(|x, y| x.0 == y.0);
    let mut pairs: Vec<(At, At)> = runs
        .flat_map_iter(|run| {
            run.iter().enumerate().flat_map(|(i, (_, day, a))| {
                let later = run.iter().skip(i + 1);
                let near = later.take_while(|(_, other, _)| same_news(*day, *other));
                near.filter(|(_, _, b)| meet(*a, *b))
                    .take(MAX_MEETING)
                    .map(|(_, _, b)| (*a.min(b), *a.max(b)))
            })
        })
        .collect();
    pairs.par_sort_unstable();
    pairs.dedup();
    pairs
}

/// One of two propositions.
pub(super) struct Side<'a> {
    article: &'a Article,
    pub(super) text: Text<'a>,
    pub(super) is: &'a Proposition,
}

impl Side<'_> {
    pub(super) fn name(&self) -> String {
        self.is
            .name(&self.text.extraction.tokens, self.text.lexicon)
            .into_owned()
    }

    pub(super) fn slot(&self, slot: Slot) -> impl Iterator<Item = &Argument> {
        self.is.arguments.iter().filter(move |a| a.slot == slot)
    }

    /// Returns whether the predicate says enough to be one of the things in common.
    fn weight(&self) -> u32 {
        let lemma = self.text.lemma(self.is.head as usize);
        u32::from(self.is.reading.is_some() || !self.text.lexicon.predicates.is_light(lemma))
    }

    pub(super) fn is_copular(&self) -> bool {
        let tokens = &self.text.extraction.tokens;
        let head = self.is.head as usize;
        tokens.child(head, Relation::Cop).is_some() && self.is.reading.is_none()
    }

    fn span(&self, token: usize) -> Span {
        let tokens = self.text.extraction.tokens.all();
        tokens.get(token).map_or_else(Span::default, |t| t.span)
    }

    /// Returns whether a frame reads the predicate, and as one whose counts only grow.
    pub(super) fn may_grow(&self) -> bool {
        let head = self.span(self.is.head as usize);
        self.text.extraction.claims.iter().any(|c| {
            c.sentence == self.is.sentence
                && c.trigger.overlaps(head)
                && self.text.lexicon.frames.grows(c.predicate_name())
        })
    }

    /// Returns who says it, innermost first.
    fn attribution(&self) -> Vec<Attribution> {
        let span = self.span(self.is.head as usize);
        let Text {
            extraction,
            lexicon,
        } = self.text;
        claims::attributions(self.article, extraction, lexicon, span)
    }

    /// Returns whether the predicate is in the present perfect: what it says holds of the time up to now.
    pub(super) fn is_until_now(&self) -> bool {
        let tokens = &self.text.extraction.tokens;
        tokens.children(self.is.head as usize).any(|c| {
            self.text.lemma(c) == "have"
                && tokens.relation(c) == Relation::Aux
                && tokens
                    .all()
                    .get(c)
                    .is_some_and(|t| matches!(t.xpos, Xpos::Vbz | Xpos::Vbp))
        })
    }

    /// Returns whether doer and done-to are names themselves, not somebody's side or team.
    pub(super) fn has_bare_names(&self) -> bool {
        let entities = &self.text.extraction.mentions.entities;
        [Slot::Agent, Slot::Patient]
            .into_iter()
            .flat_map(|slot| self.slot(slot))
            .all(|x| entities.of_token(x.head as usize).is_some())
    }

    /// Returns whether the sentence tells of an occasion that only the text around it dates: "that night".
    pub(super) fn is_of_an_occasion(&self) -> bool {
        let extraction = self.text.extraction;
        let sentence = extraction.tokens.of_sentence(self.is.sentence as usize);
        let mut times = extraction.mentions.times.iter();
        times.any(|t| {
            sentence.contains(&(t.tokens.0 as usize))
                && t.when == When::Unknown
                && matches!(t.kind, TimexKind::Date | TimexKind::Time)
        })
    }

    /// Returns whether something narrows what is denied: an adverb, a clause of reason or condition.
    pub(super) fn is_narrowed(&self) -> bool {
        let head = self.is.head as usize;
        let tokens = &self.text.extraction.tokens;
        tokens.children(head).any(|c| match tokens.relation(c) {
            Relation::Advmod => {
                let lower = self.text.lower(c);
                !self.text.lexicon.status.is_negator(lower) && lower.ends_with("ly")
                    || self.text.lexicon.predicates.is_narrowing(lower)
            }
            Relation::Advcl => true,
            _ => false,
        })
    }
}

/// What the arguments of one proposition have in common with another's.
#[derive(Debug, Default)]
struct Alignment {
    weight: u32,
    names: u32,
    /// Arguments found in their place.
    in_place: u32,
    /// Arguments found elsewhere in the sentence.
    elsewhere: u32,
    /// Arguments not found.
    missing: u32,
    /// Content words of found arguments that the other lacks.
    extra: u32,
    /// Common nouns found in their place that may be two things: one of the texts does not speak of it as
    /// known ("a bill"), or one speaks of several.
    vague: u32,
    /// Arguments that differ, with the tokens on both sides.
    differs: Vec<(Slot, Differs, u32, u32)>,
}

impl Alignment {
    fn add(&mut self, weight: Weight) {
        self.weight += NAME * weight.names + weight.words;
        self.names += weight.names;
        self.extra += weight.only_first;
    }
}

/// Aligns every argument of the first with the second's.
fn align(a: &Side<'_>, b: &Side<'_>) -> Alignment {
    let mut out = Alignment::default();
    for slot in [Slot::Agent, Slot::Patient, Slot::Recipient, Slot::Clause] {
        let of_a: Vec<&Argument> = a.slot(slot).collect();
        let of_b: Vec<&Argument> = b.slot(slot).collect();
        for x in &of_a {
            place(a, b, x, &of_b, slot, &mut out);
        }
    }
    for x in &a.is.arguments {
        if let Slot::Behind(case) = x.slot {
            let prep = a.text.lower(case as usize);
            let same: Vec<&Argument> =
                b.is.arguments
                    .iter()
                    .filter(|y| match y.slot {
                        Slot::Behind(other) => b.text.lower(other as usize) == prep,
                        _ => false,
                    })
                    .collect();
            place(a, b, x, &same, x.slot, &mut out);
        }
    }
    out
}

/// Finds the place of one argument among those that stand in its slot, or else in the sentence.
fn place(
    a: &Side<'_>,
    b: &Side<'_>,
    x: &Argument,
    candidates: &[&Argument],
    slot: Slot,
    out: &mut Alignment,
) {
    let compared = |y: u32| match slot {
        Slot::Clause => clauses(a, x.head as usize, b, y as usize),
        _ => fit(a.text, x.head as usize, b.text, y as usize),
    };
    let fits: Vec<(Fit, u32)> = candidates
        .iter()
        .map(|y| (compared(y.head), y.head))
        .collect();
    let best = fits.iter().filter_map(|(f, y)| match f {
        Fit::Same(weight) => Some((*weight, *y)),
        _ => None,
    });
    if let Some((weight, y)) = best.max() {
        let (x, y) = (x.head as usize, y as usize);
        out.add(weight);
        out.in_place += 1;
        out.vague += u32::from(slot != Slot::Clause && may_be_two(a, x, b, y));
        return;
    }
    let apart = fits
        .iter()
        .filter(|_| !x.inherited)
        .find_map(|(f, y)| match f {
            Fit::Differs(kind) => Some((*kind, *y)),
            _ => None,
        });
    if let Some((kind, y)) = apart
        && fits.iter().all(|(f, _)| matches!(f, Fit::Differs(_)))
        && candidates.iter().all(|y| !y.inherited)
    {
        out.differs.push((slot, kind, x.head, y));
        return;
    }
    // A subject that was taken over from another clause may be the wrong one.
    let free = candidates.iter().all(|y| y.inherited) && slot != Slot::Clause;
    let range = b.text.extraction.tokens.of_sentence(b.is.sentence as usize);
    let found = range.filter(|t| *t != b.is.head as usize).find_map(|t| {
        match fit(a.text, x.head as usize, b.text, t) {
            Fit::Same(weight) if free => Some(weight),
            _ => None,
        }
    });
    if let Some(weight) = found {
        out.add(weight);
        out.elsewhere += 1;
    } else if !x.inherited {
        out.missing += 1;
    }
}

/// Returns whether two phrases with one noun may be of two things.
fn may_be_two(a: &Side<'_>, x: usize, b: &Side<'_>, y: usize) -> bool {
    let known = a.text.is_known(x) && b.text.is_known(y);
    !known || a.text.is_plural(x) != b.text.is_plural(y)
}

/// Two clauses that complete their predicates: one where they have one head, the more words the better.
fn clauses(a: &Side<'_>, x: usize, b: &Side<'_>, y: usize) -> Fit {
    if a.text.lemma(x) != b.text.lemma(y) {
        return Fit::Unknown;
    }
    let (p, q) = (a.text.clause(x), b.text.clause(y));
    let shared = p.iter().filter(|w| q.contains(w)).count();
    let n = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    Fit::Same(Weight {
        names: 0,
        words: n(shared),
        only_first: n(p.len() - shared),
    })
}

/// Returns whether two ways of telling when can be one: a denial of what has not happened yet is no
/// denial that it will.
fn status_fits(x: Status, y: Status) -> bool {
    use Status::{Done, Ongoing, Planned, Unstated};
    match (x, y) {
        (p, q) if p == q => true,
        (Done | Ongoing | Unstated, Done | Ongoing | Unstated) => true,
        (Planned, Ongoing) | (Ongoing, Planned) => true,
        _ => false,
    }
}

fn times_fit(x: &Proposition, y: &Proposition) -> bool {
    match (x.time, y.time) {
        (When::Unknown, _) | (_, When::Unknown) => true,
        (p, q) => !p.is_disjoint(q),
    }
}

/// Returns whether two propositions assert one predicate, of times and in ways of telling that can be one.
fn say_one_thing(x: &Proposition, y: &Proposition) -> bool {
    let positive = x.polarity == Polarity::Positive && y.polarity == Polarity::Positive;
    x.class == y.class && positive && status_fits(x.status, y.status) && times_fit(x, y)
}

fn compare(a: &Side<'_>, b: &Side<'_>) -> Option<Difference> {
    let one_article = a.article.source == b.article.source;
    if one_article && a.is.sentence == b.is.sentence {
        return None;
    }
    if a.is.rank.is_some() || b.is.rank.is_some() {
        return ranks(a, b).map(|found| made(a, b, found));
    }
    let one_voice = !one_article || speakers(a) == speakers(b);
    if !(one_voice || speakers(a).is_empty() || speakers(b).is_empty()) {
        return None;
    }
    // What somebody is like is an opinion where somebody says it.
    let close = are_close(a, b);
    let opinion = |s: &Side<'_>| s.is_copular() && (!close || !s.attribution().is_empty());
    if opinion(a) || opinion(b) {
        return None;
    }
    let told = |s: &Side<'_>| close || !s.text.is_not_told(s.is.head as usize);
    if !told(a) || !told(b) {
        return None;
    }
    let certain = |s: &Side<'_>| {
        let will = close && s.is.status == Status::Planned;
        s.is.certainty == Certainty::Certain || (will && s.is.certainty == Certainty::Probable)
    };
    if !certain(a) || !certain(b) {
        return considered(a, b).map(|found| made(a, b, found));
    }
    if !may_differ(a, b) {
        return None;
    }
    let (to_b, to_a) = (align(a, b), align(b, a));
    // In one article a speaker often answers what the text tells: only what is said nearly alike counts.
    if !one_voice {
        let alike = |f: &Alignment| {
            f.missing == 0 && f.elsewhere == 0 && f.weight + f.in_place + counted(f) >= MIN_WEIGHT
        };
        if a.is.time != b.is.time || !alike(&to_b) && !alike(&to_a) {
            return None;
        }
    }
    let found = negation(a, b, &to_b)
        .or_else(|| negation(b, a, &to_a).map(|(kind, at_b, at_a)| (kind, at_a, at_b)))
        .or_else(|| opposite(a, b, &to_b, &to_a))
        .or_else(|| exchange(a, b))
        .or_else(|| opposite_argument(a, b, &to_b, &to_a))
        .or_else(|| count(a, b, &to_b, &to_a))
        .or_else(|| one_doer(a, b, &to_b, &to_a))
        .or_else(|| once(a, b, &to_b, &to_a));
    found.map(|found| made(a, b, found))
}

/// Returns whether predicates, times and ways of telling allow any difference, whatever the arguments are.
fn may_differ(a: &Side<'_>, b: &Side<'_>) -> bool {
    let (p, q) = (a.is, b.is);
    if p.class != q.class && !are_opposed(a, b) {
        return false;
    }
    // What happens once may be given two days.
    status_fits(p.status, q.status) && times_fit(p, q)
        || a.text.lexicon.predicates.is_once(&a.name())
}

/// Returns how many arguments differ only in what is compared.
fn counted(found: &Alignment) -> u32 {
    u32::try_from(found.differs.len()).unwrap_or_default()
}

/// Two names hold one rank.
fn ranks(a: &Side<'_>, b: &Side<'_>) -> Option<Found> {
    if a.is.class != b.is.class
        || a.is.rank.is_none()
        || b.is.rank.is_none()
        || !times_fit(a.is, b.is)
    {
        return None;
    }
    let (x, y) = (
        a.slot(Slot::Agent).next()?.head,
        b.slot(Slot::Agent).next()?.head,
    );
    let apart = match (a.text.entity(x as usize), b.text.entity(y as usize)) {
        (Some(p), Some(q)) => are_two(a.text, p, q),
        _ => false,
    };
    (apart && !knows(b, a, x) && !knows(a, b, y)).then_some(("proposition.rank", x, y))
}

/// Returns whether the sentence of a proposition names what stands in another.
fn knows(by: &Side<'_>, of: &Side<'_>, at: u32) -> bool {
    by.text.names_of(by.is.sentence as usize).any(|name| {
        let entity = of.text.entity(at as usize);
        entity.is_some_and(|e| one_name(e, name))
    })
}

/// Returns whether the two may be taken to tell of one thing on little evidence: neither has a date, and
/// one is no more than a claim to be held against the other, or both stand in one text. Whole articles
/// tell of many things, and one without a date may be of any day.
fn are_close(a: &Side<'_>, b: &Side<'_>) -> bool {
    let undated = |s: &Side<'_>| s.article.published == Interval::ALWAYS;
    let is_claim = |s: &Side<'_>| s.text.extraction.tokens.all().len() <= MAX_CLAIM;
    let one_text = a.article.source == b.article.source;
    undated(a) && undated(b) && (one_text || is_claim(a) || is_claim(b))
}

/// Makes the two claims of a difference.
fn made(a: &Side<'_>, b: &Side<'_>, (kind, at_a, at_b): Found) -> Difference {
    let reason = format!(
        "taken as one event: both say “{}” of {}",
        a.name(),
        shared(a, b).join(", ")
    );
    let mut common = a.is.keys.iter();
    let key = common
        .find(|k| b.is.keys.binary_search(k).is_ok())
        .copied()
        .unwrap_or(a.is.class);
    Difference {
        a: (a.article.source, claim(a, kind, at_a, key)),
        b: (b.article.source, claim(b, kind, at_b, key)),
        reasons: vec![reason],
    }
}

fn speakers(side: &Side<'_>) -> Vec<String> {
    let all = side.attribution().into_iter();
    all.map(|s| s.speaker).collect()
}

/// Returns what the two have in common, in words.
fn shared(a: &Side<'_>, b: &Side<'_>) -> Vec<String> {
    let mut out = Vec::new();
    for x in &a.is.arguments {
        let found = b.is.arguments.iter().any(|y| {
            matches!(
                fit(a.text, x.head as usize, b.text, y.head as usize),
                Fit::Same(_)
            )
        });
        if found {
            let head = x.head as usize;
            out.push(a.text.entity(head).map_or_else(
                || format!("“{}”", a.span(head).of(&a.article.text)),
                |e| e.name.clone(),
            ));
        }
    }
    out.dedup();
    out
}

type Found = (&'static str, u32, u32);

/// Articles stand among many that tell of the same people: there every argument must be found in its
/// place, and subject and object be there on both sides.
fn is_strict_enough(a: &Side<'_>, b: &Side<'_>, found: &Alignment) -> bool {
    let n_core = |s: &Side<'_>| {
        let slots = [Slot::Agent, Slot::Patient];
        let there = slots.iter().filter(|slot| s.slot(**slot).next().is_some());
        there.count()
    };
    let stated = |s: &Side<'_>| s.is.arguments.iter().all(|x| !x.inherited);
    are_close(a, b)
        || (found.elsewhere == 0
            && found.vague == 0
            && n_core(a) == n_core(b)
            && stated(a)
            && stated(b)
            && (found.in_place >= 2 || a.is.reading.is_some() || a.is.arguments.len() == 1))
}

/// Returns whether subject and object are there on both sides or on neither; one that only one side
/// has must be named in the other's sentence.
fn cores_fit(a: &Side<'_>, b: &Side<'_>) -> bool {
    [Slot::Agent, Slot::Patient].into_iter().all(|slot| {
        let lacking = |x: &Side<'_>, y: &Side<'_>| {
            y.slot(slot).next().is_none()
                && x.slot(slot)
                    .any(|arg| !arg.inherited && !is_named_in(x, arg, y))
        };
        !lacking(a, b) && !lacking(b, a)
    })
}

fn is_named_in(a: &Side<'_>, x: &Argument, b: &Side<'_>) -> bool {
    let tokens = &b.text.extraction.tokens;
    tokens
        .of_sentence(b.is.sentence as usize)
        .any(|t| matches!(fit(a.text, x.head as usize, b.text, t), Fit::Same(_)))
}

/// One says what the other denies, and the denial holds for all that the other says.
fn negation(denial: &Side<'_>, claim: &Side<'_>, found: &Alignment) -> Option<Found> {
    let (n, p) = (denial.is, claim.is);
    let opposed = n.polarity == Polarity::Negative && p.polarity == Polarity::Positive;
    if n.class != p.class || !opposed || !status_fits(n.status, p.status) || !times_fit(n, p) {
        return None;
    }
    // What a dated text takes for granted may have come to be since the other was written.
    if n.nominal && !are_close(denial, claim) {
        return None;
    }
    // "Did not sign on Monday", "the night that he did not sign": nothing is said of other days.
    if n.time != When::Unknown && p.time == When::Unknown || denial.is_of_an_occasion() {
        return None;
    }
    // "Has not called him": until now; the news of the day may be that he has.
    if denial.is_until_now() && !are_close(denial, claim) {
        return None;
    }
    let clauses = denial.slot(Slot::Clause).count() == claim.slot(Slot::Clause).count()
        && (cores_fit(denial, claim) || found.weight >= MIN_WEIGHT);
    let whole = found.missing == 0
        && found.differs.is_empty()
        && found.extra == 0
        && found.elsewhere <= 1
        && found.in_place >= 1;
    (clauses
        && whole
        && is_strict_enough(denial, claim, found)
        && found.names >= 1
        && found.weight + denial.weight() >= MIN_WEIGHT.min(2 * found.in_place + 1)
        && !denial.is_narrowed())
    .then_some(("proposition.negation", n.head, p.head))
}

/// The two predicates exclude each other, and all that the one says stands in the other.
fn opposite(a: &Side<'_>, b: &Side<'_>, to_b: &Alignment, to_a: &Alignment) -> Option<Found> {
    let (p, q) = (a.is, b.is);
    if p.class == q.class || p.polarity != Polarity::Positive || q.polarity != Polarity::Positive {
        return None;
    }
    if !are_opposed(a, b) {
        return None;
    }
    let predicates = &a.text.lexicon.predicates;
    let (x, y) = (a.name(), b.name());
    let (l, m) = (a.text.lemma(p.head as usize), b.text.lemma(q.head as usize));
    // "Passed the budget", "rejected the supplementary budget": two of a kind.
    let rivals = &a.text.lexicon.outcomes.votes.rivals;
    if !are_close(a, b) && has_word(a, rivals) != has_word(b, rivals) {
        return None;
    }
    let in_turn = predicates.are_in_turn(&x, &y) || predicates.are_in_turn(l, m);
    let one_article = a.article.source == b.article.source;
    if in_turn && (!are_close(a, b) || one_article || tells(a, &y) || tells(b, &x)) {
        return None;
    }
    if !status_fits(p.status, q.status) || !times_fit(p, q) {
        return None;
    }
    let clauses = a.slot(Slot::Clause).count() == b.slot(Slot::Clause).count() && cores_fit(a, b);
    let whole = |f: &Alignment| {
        f.missing == 0 && f.differs.is_empty() && f.elsewhere <= 1 && f.in_place >= 1
    };
    let found = match (whole(to_b), whole(to_a)) {
        (true, true) => to_b,
        (true, false) if are_close(a, b) => to_b,
        (false, true) if are_close(a, b) => to_a,
        _ => return None,
    };
    (clauses
        && is_strict_enough(a, b, found)
        && found.names >= 1
        && found.weight + 1 >= MIN_WEIGHT.min(2 * found.in_place + 1))
    .then_some(("proposition.opposite", p.head, q.head))
}

/// Returns whether two predicates are opposites.
fn are_opposed(a: &Side<'_>, b: &Side<'_>) -> bool {
    let opposites = &a.text.lexicon.opposites;
    let (x, y) = (a.is.head as usize, b.is.head as usize);
    opposites.are(&a.name(), &b.name()) || opposites.are(a.text.lemma(x), b.text.lemma(y))
}

/// Returns whether a match is that of another team of the name, by its sentence and by words of the article.
fn is_of_another_side(side: &Side<'_>) -> bool {
    let tokens = &side.text.extraction.tokens;
    let sentence = tokens.of_sentence(side.is.sentence as usize);
    let at = |t| [tokens.lemma_word(t), tokens.lower_word(t)];
    let words = &side.text.lexicon.outcomes.contests;
    words.is_of_another_side(tokens.all().len(), &sentence, at)
}

/// Returns whether the sentence of a proposition has one of the words.
fn has_word(side: &Side<'_>, words: &WordSet) -> bool {
    let tokens = &side.text.extraction.tokens;
    tokens
        .of_sentence(side.is.sentence as usize)
        .any(|t| words.contains(tokens.lower_word(t)) || words.contains(tokens.lemma_word(t)))
}

/// Returns whether the sentence of a proposition says a predicate too.
fn tells(side: &Side<'_>, name: &str) -> bool {
    let predicates = &side.text.lexicon.predicates;
    let range = side
        .text
        .extraction
        .tokens
        .of_sentence(side.is.sentence as usize);
    range
        .into_iter()
        .any(|t| predicates.of(side.text.lemma(t)) == name)
}

/// The one who did it there is the one it was done to here.
fn exchange(a: &Side<'_>, b: &Side<'_>) -> Option<Found> {
    if !say_one_thing(a.is, b.is) || !a.text.lexicon.predicates.is_one_way(&a.name()) {
        return None;
    }
    // Between dated articles who beat whom may change from one day to the next, or from one team of a name to
    // another.
    let dated = !are_close(a, b);
    if dated && (!is_dated_alike(a, b) || !a.has_bare_names() || !b.has_bare_names()) {
        return None;
    }
    if dated && (is_of_another_side(a) || is_of_another_side(b)) {
        return None;
    }
    let crosses = |of_a: Slot, of_b: Slot| {
        a.slot(of_a).any(|x| {
            b.slot(of_b).any(|y| {
                matches!(
                    fit(a.text, x.head as usize, b.text, y.head as usize),
                    Fit::Same(weight) if weight.names > 0
                )
            })
        })
    };
    let crossed = crosses(Slot::Agent, Slot::Patient) && crosses(Slot::Patient, Slot::Agent);
    let straight = crosses(Slot::Agent, Slot::Agent) || crosses(Slot::Patient, Slot::Patient);
    (crossed && !straight).then_some(("proposition.exchange", a.is.head, b.is.head))
}

/// Returns whether two propositions have one time, and no other time stands in their sentences.
fn is_dated_alike(a: &Side<'_>, b: &Side<'_>) -> bool {
    let others = |s: &Side<'_>| {
        let sentence = s.text.extraction.tokens.of_sentence(s.is.sentence as usize);
        let times = &s.text.extraction.mentions.times;
        (0_u32..).zip(times).any(|(idx, t)| {
            sentence.contains(&(t.tokens.0 as usize))
                && s.is.timex != Some(idx)
                && t.kind != TimexKind::Duration
        })
    };
    a.is.time == b.is.time && !others(a) && !others(b)
}

/// Both count the same thing, and differently.
fn count(a: &Side<'_>, b: &Side<'_>, to_b: &Alignment, to_a: &Alignment) -> Option<Found> {
    if !say_one_thing(a.is, b.is) {
        return None;
    }
    // In one article two counts are two occasions; and what may grow is for the rules of its frame.
    if a.article.source == b.article.source || a.may_grow() || b.may_grow() {
        return None;
    }
    // By how much a price has fallen is another number an hour later; and of whom a poll says it.
    let lexicon = a.text.lexicon;
    let answers = lexicon
        .speech
        .class(a.text.lemma_word(a.is.head as usize))
        .is_some();
    if !are_close(a, b) && lexicon.predicates.is_moving(&a.name()) || answers {
        return None;
    }
    let found = if to_b.missing == 0 { to_b } else { to_a };
    let [(slot, Differs::Number, x, y)] = found.differs.as_slice() else {
        return None;
    };
    let (x, y) = if to_b.missing == 0 { (x, y) } else { (y, x) };
    let weight = found.weight + a.weight() + 1;
    let one_thing = are_close(a, b) || a.text.is_known(*x as usize) && b.text.is_known(*y as usize);
    (one_thing
        && found.missing == 0
        && found.elsewhere == 0
        && *slot != Slot::Agent
        && found.names >= 1
        && weight >= 3)
        .then_some(("proposition.count", *x, *y))
}

/// All is said alike but for one argument, and that is the opposite: "the rise in prices" and "the
/// fall in prices" of one effect.
fn opposite_argument(
    a: &Side<'_>,
    b: &Side<'_>,
    to_b: &Alignment,
    to_a: &Alignment,
) -> Option<Found> {
    let (p, q) = (a.is, b.is);
    if p.class != q.class || p.polarity != q.polarity || !times_fit(p, q) {
        return None;
    }
    let [(_, Differs::Opposite, x, y)] = to_b.differs.as_slice() else {
        return None;
    };
    let whole = |f: &Alignment| f.missing == 0 && f.elsewhere == 0 && f.differs.len() == 1;
    let told = to_b.weight.max(to_a.weight) + a.weight();
    (whole(to_b)
        && whole(to_a)
        && to_b.in_place >= 1
        && status_fits(p.status, q.status)
        && (to_b.names >= 1 || are_close(a, b))
        && told >= MIN_WEIGHT - 1)
        .then_some(("proposition.opposite", *x, *y))
}

/// What one alone can have done to one thing is said of two.
fn one_doer(a: &Side<'_>, b: &Side<'_>, to_b: &Alignment, to_a: &Alignment) -> Option<Found> {
    if !say_one_thing(a.is, b.is) || !a.text.lexicon.predicates.has_one_doer(&a.name()) {
        return None;
    }
    let [(Slot::Agent, Differs::Name, x, y)] = to_b.differs.as_slice() else {
        return None;
    };
    // "The deputy director of the centre in Oslo" is not the director of the centre in Lima.
    let of_one_thing = |x: &Argument| {
        b.slot(Slot::Patient).any(|y| {
            let (p, q) = (
                a.text.entity(x.head as usize),
                b.text.entity(y.head as usize),
            );
            p.zip(q).is_some_and(|(p, q)| p.key == q.key)
        })
    };
    let (p, q) = (a.is.head as usize, b.is.head as usize);
    let one_office = a.text.kinds(p) == b.text.kinds(q);
    let one_thing = one_office && a.slot(Slot::Patient).all(of_one_thing);
    if !one_thing && !are_close(a, b) {
        return None;
    }
    // Of several doers each text may name some.
    let alone = |s: &Side<'_>| s.slot(Slot::Agent).count() == 1;
    (alone(a)
        && alone(b)
        && to_b.missing == 0
        && to_a.missing == 0
        && to_b.names >= 1
        && to_b.in_place >= 1
        && a.slot(Slot::Patient).next().is_some()
        && !knows(b, a, *x)
        && !knows(a, b, *y))
    .then_some(("proposition.holder", *x, *y))
}

/// One text says it is done, the other only that it is thought of.
fn considered(a: &Side<'_>, b: &Side<'_>) -> Option<Found> {
    let (p, q) = (a.is, b.is);
    let positive = p.polarity == Polarity::Positive && q.polarity == Polarity::Positive;
    // Between two articles it may have been done.
    if p.class != q.class || !positive || a.article.source == b.article.source || !are_close(a, b) {
        return None;
    }
    let done = |s: &Side<'_>| s.is.status == Status::Done && s.is.certainty == Certainty::Certain;
    // "Was considering resigning".
    let thought = |s: &Side<'_>| {
        s.is.status == Status::Proposed
            && s.is.certainty == Certainty::Possible
            && s.is.reading.is_none()
            && s.text.is_gerund_complement(s.is.head as usize)
    };
    let found = match (done(a) && thought(b), done(b) && thought(a)) {
        (true, _) => align(a, b),
        (_, true) => align(b, a),
        _ => return None,
    };
    (found.missing == 0
        && found.differs.is_empty()
        && found.elsewhere <= 1
        && found.names >= 1
        && found.in_place >= 1
        && a.weight() > 0
        && times_fit(p, q))
    .then_some(("proposition.considered", p.head, q.head))
}

/// What happens once is given two places or two days.
fn once(a: &Side<'_>, b: &Side<'_>, to_b: &Alignment, to_a: &Alignment) -> Option<Found> {
    let (p, q) = (a.is, b.is);
    if p.class != q.class
        || p.polarity != Polarity::Positive
        || q.polarity != Polarity::Positive
        || !a.text.lexicon.predicates.is_once(&a.name())
    {
        return None;
    }
    let same = |f: &Alignment| f.names >= 1 && f.in_place >= 1;
    if !same(to_b) || !same(to_a) {
        return None;
    }
    // "Founded X in 2015", "founded Y in 2011": of another thing.
    let of_another = |slot: Slot| {
        let pairs = a.slot(slot).flat_map(|x| b.slot(slot).map(move |y| (x, y)));
        let mut named = pairs
            .map(|(x, y)| (x.head as usize, y.head as usize))
            .filter(|(x, y)| a.text.entity(*x).is_some() && b.text.entity(*y).is_some())
            .peekable();
        named.peek().is_some()
            && named.all(|(x, y)| !matches!(fit(a.text, x, b.text, y), Fit::Same(_)))
    };
    // "An airliner crashed": between dated articles only what has a name is surely the same.
    let is_named = |slot: Slot| {
        a.slot(slot).any(|x| {
            b.slot(slot).any(|y| {
                let fits = fit(a.text, x.head as usize, b.text, y.head as usize);
                matches!(fits, Fit::Same(weight) if weight.names > 0)
            })
        })
    };
    let dated = !are_close(a, b);
    if of_another(Slot::Agent)
        || of_another(Slot::Patient)
        || dated && !is_named(Slot::Agent) && !is_named(Slot::Patient)
    {
        return None;
    }
    match to_b.differs.as_slice() {
        [(Slot::Behind(_), Differs::Place, x, y)] => Some(("proposition.place", *x, *y)),
        [] if !times_fit(p, q) && p.time != When::Unknown => {
            Some(("proposition.date", p.head, q.head))
        }
        _ => None,
    }
}

fn claim(side: &Side<'_>, kind: &str, at: u32, key: u64) -> Claim {
    let is = side.is;
    let head = at as usize;
    let span = side.span(head);
    let date = kind == "proposition.date";
    let block = side
        .text
        .extraction
        .sentences
        .get(is.sentence as usize)
        .and_then(|s| side.article.blocks.get(s.block as usize));
    Claim {
        predicate: Predicate::Frame(kind.to_owned()),
        roles: vec![Role {
            name: "value".to_owned(),
            entity: None,
            key: span.of(&side.article.text).to_owned(),
            span,
            stated: true,
        }],
        time: is.time,
        timex: is.timex.filter(|_| date),
        status: is.status,
        certainty: is.certainty,
        polarity: is.polarity,
        quantity: side.text.quantity(head).map(|(idx, _)| idx),
        attribution: side.attribution(),
        asserted: side.article.published,
        scope: match block.map(|b| b.kind) {
            Some(BlockKind::Headline) => Scope::Headline,
            _ => Scope::Body,
        },
        sentence: is.sentence,
        evidence: is.evidence,
        trigger: span,
        recent: false,
        reference: false,
        keys: vec![format!("proposition/{key:016x}")],
    }
}
