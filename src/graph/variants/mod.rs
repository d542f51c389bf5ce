//! Variants of one sentence: wire copy, revised versions, quotations reprinted.
//!
//! Sentences meet by runs of four words, are aligned word by word, and what
//! differs is typed. Two articles that share many sentences are versions of
//! one text: their sentences meet by their places, too. Each typed difference
//! becomes two claims, one a side, joined by a same-event edge: the sentence
//! itself is the event.

use std::borrow::Cow;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::claims::{
    Certainty, Claim, Extraction, Polarity, Predicate, Role, Scope, Statement, Status,
    hash_of_words,
};
use crate::hash_bits::HashBits;
use crate::lexicon::Lexicon;
use crate::mentions::time::When;
use crate::read::Corpus;
use crate::span::{SourceId, Span};
use align::{align, n_common};
use quoted::same_quotation;
use side::Side;
use typed::{Typed, typed};
use versions::{Kin, Versions, Walked};

mod align;

mod dated;

mod names;

mod quoted;

mod side;

mod typed;

mod values;

mod versions;

mod within;

/// The predicates of claims that a difference between two variants makes.
pub const STATEMENT_DIFFERENCES: &[&str] = &[
    "statement.date",
    "statement.number",
    "statement.count",
    "statement.negation",
    "statement.opposite",
    "statement.place",
    "statement.person",
    "statement.speaker",
    "statement.name",
    "statement.cause",
    "statement.people",
    "statement.quotation",
    "statement.quoted-words",
    "statement.published",
];

/// A run of words in more different sentences than this is a formula ("did not respond to requests for
/// comment"); copies of one sentence count once.
const MAX_MEETING: usize = 64;
/// Runs that two sentences must share before they are aligned.
const MIN_SHARED: usize = 2;
/// Share of the longer sentence's words that must be the same in the same order.
const MIN_SIMILARITY: f64 = 0.7;
/// Share of the shorter sentence's runs that two sentences share where they count as one of two versions.
const SAME_RUNS: f64 = 0.3;
/// Words that differ without a type, as a share of the longer sentence, above which the two are different sentences.
const MAX_REWORDED: f64 = 0.2;
/// Words that may be reworded beside an added or lost negation: more, and it may be another clause's.
const MAX_BESIDE_NEGATION: usize = 2;

/// Words in common directly beside a difference of two sentences that are otherwise unlike.
const ANCHORED: usize = 5;

/// A pair of claims that a typed difference makes.
pub(super) struct Difference {
    pub(super) a: (SourceId, Claim),
    pub(super) b: (SourceId, Claim),
    pub(super) reasons: Vec<String>,
}

/// What the variants of a corpus tell.
pub(super) struct Variants {
    /// Every typed difference, in corpus order.
    pub(super) differences: Vec<Difference>,
    /// Every two articles of which one is a copy of the other, in order.
    pub(super) copies: Vec<(SourceId, SourceId)>,
}

/// Names a statement of the corpus: article and sentence.
type Place = (u32, u32);
/// Two statements that meet.
type Pair = (Place, Place);

/// How two sentences met.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Met {
    /// By the runs of words they share.
    Runs,
    /// By their places in two versions of one text.
    Places,
    /// By their places, and they are no prose: only dates are compared.
    Furniture,
}

/// Why two sentences are held against each other.
#[derive(Clone, Copy)]
struct Ground {
    met: Met,
    /// How their articles are related.
    kin: Kin,
}

/// Finds every typed difference between variants, and which articles are copies.
pub(super) fn find(corpus: &Corpus, extractions: &[Extraction], lexicon: &Lexicon) -> Variants {
    let (pairs, within, versions) = meetings(corpus, extractions);
    let side = |at| stated(corpus, extractions, lexicon, at);
    // Indexed by pair and then put together, so that the order is the pairs' own.
    let of_one: Vec<_> = within
        .par_iter()
        .map(|(x, y)| within::compare(&side(*x)?, &side(*y)?, lexicon))
        .collect();
    let mut out: Vec<Difference> = of_one.into_iter().flatten().collect();
    let of_two: Vec<_> = pairs
        .par_iter()
        .map(|(x, y)| {
            let (a, b) = (side(*x)?, side(*y)?);
            let ground = Ground {
                met: Met::Runs,
                kin: versions.kin(x.0, y.0),
            };
            let mut found = Vec::new();
            let places = ((x.0, a.statement.sentence), (y.0, b.statement.sentence));
            let are_variants = compare(&a, &b, lexicon, ground, &mut found);
            Some((are_variants.then_some(places), found))
        })
        .collect();
    let mut seen: FxHashSet<(Place, Place)> = FxHashSet::default();
    for (places, found) in of_two.into_iter().flatten() {
        seen.extend(places);
        out.extend(found);
    }
    let mut walks: FxHashMap<u32, Vec<Walked>> = FxHashMap::default();
    let mut copies = Vec::new();
    for (x, y) in versions.pairs() {
        let articles = (
            corpus.articles.get(x as usize),
            corpus.articles.get(y as usize),
        );
        if let (Kin::Copies, (Some(a), Some(b))) = (versions.kin(x, y), articles) {
            copies.push((a.source, b.source));
        }
        for at in [x, y] {
            let (article, extraction) = (
                corpus.articles.get(at as usize),
                extractions.get(at as usize),
            );
            if let (Some(article), Some(extraction)) = (article, extraction) {
                walks
                    .entry(at)
                    .or_insert_with(|| versions::walk(article, extraction));
            }
        }
        let (Some(a), Some(b)) = (walks.get(&x), walks.get(&y)) else {
            continue;
        };
        let kin = versions.kin(x, y);
        if versions.are_one_text(x, y)
            && let Some(p) = dated::line(corpus, extractions, lexicon, (x, a))
            && let Some(q) = dated::line(corpus, extractions, lexicon, (y, b))
        {
            out.extend(dated::compare(&p, &q, (a, b)));
        }
        for (i, j) in versions::counterparts(a, b) {
            let (Some(p), Some(q)) = (a.get(i), b.get(j)) else {
                continue;
            };
            let places = ((x, p.statement.sentence), (y, q.statement.sentence));
            if seen.contains(&places) {
                continue;
            }
            let sides = (
                placed(corpus, extractions, lexicon, (x, p)),
                placed(corpus, extractions, lexicon, (y, q)),
            );
            let (Some(a), Some(b)) = sides else { continue };
            let ground = Ground {
                met: if p.furniture {
                    Met::Furniture
                } else {
                    Met::Places
                },
                kin,
            };
            compare(&a, &b, lexicon, ground, &mut out);
        }
    }
    Variants {
        differences: out,
        copies,
    }
}

fn stated<'a>(
    corpus: &'a Corpus,
    extractions: &'a [Extraction],
    lexicon: &'a Lexicon,
    at: Place,
) -> Option<Side<'a>> {
    let extraction = extractions.get(at.0 as usize)?;
    Some(Side {
        article: corpus.articles.get(at.0 as usize)?,
        extraction,
        lexicon,
        statement: Cow::Borrowed(extraction.statements.get(at.1 as usize)?),
    })
}

fn placed<'a>(
    corpus: &'a Corpus,
    extractions: &'a [Extraction],
    lexicon: &'a Lexicon,
    (article, walked): (u32, &'a Walked),
) -> Option<Side<'a>> {
    Some(Side {
        article: corpus.articles.get(article as usize)?,
        extraction: extractions.get(article as usize)?,
        lexicon,
        statement: Cow::Borrowed(&walked.statement),
    })
}

/// Returns a number of words as a share of another.
#[expect(clippy::cast_precision_loss, reason = "word counts are small")]
fn word_share(n: usize, of: usize) -> f64 {
    if of == 0 { 0.0 } else { n as f64 / of as f64 }
}

/// Returns the pairs of statements that share enough runs, those of different articles and those of one, and
/// what articles share.
///
/// Copies of one sentence meet as one: the first stands for all, and each copy then meets the first
/// of every variant, so that a thousand copies cost a thousand pairs and not a million.
fn meetings(corpus: &Corpus, extractions: &[Extraction]) -> (Vec<Pair>, Vec<Pair>, Versions) {
    // Each different sentence, with the places of all its copies.
    let mut sentences: Vec<(&Statement, Vec<Place>)> = Vec::new();
    let mut number_of: FxHashMap<&[u32], u32> = FxHashMap::default();
    number_of.reserve(extractions.iter().map(|e| e.statements.len()).sum());
    for (article, extraction) in (0_u32..).zip(extractions) {
        for (idx, statement) in (0_u32..).zip(&extraction.statements) {
            let next = u32::try_from(sentences.len()).unwrap_or(u32::MAX);
            let number = *number_of.entry(&statement.hashes).or_insert(next);
            let place = (article, idx);
            if let Some((_, places)) = sentences.get_mut(number as usize) {
                places.push(place);
            } else {
                sentences.push((statement, vec![place]));
            }
        }
    }
    let again = recurring(sentences.iter().map(|(statement, _)| *statement));
    // Of each sentence, how many different runs it has, and those that may be another's by its number.
    let mut runs_of: Vec<usize> = vec![0; sentences.len()];
    let mut postings: Vec<(u64, u32)> = Vec::new();
    for ((number, n), (statement, _)) in (0_u32..).zip(&mut runs_of).zip(&sentences) {
        let from = postings.len();
        let may_meet = statement.runs().filter(|run| again.may_hold(*run));
        postings.extend(may_meet.map(|run| (run, number)));
        *n = statement.runs().len() - (postings.len() - from);
    }
    postings.par_sort_unstable();
    postings.dedup();
    for (_, number) in &postings {
        if let Some(n) = runs_of.get_mut(*number as usize) {
            *n += 1;
        }
    }
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    for run in postings.chunk_by(|x, y| x.0 == y.0) {
        if run.len() < 2 || run.len() > MAX_MEETING {
            continue;
        }
        for (i, (_, a)) in run.iter().enumerate() {
            pairs.extend(run.iter().skip(i + 1).map(|(_, b)| (*a, *b)));
        }
    }
    pairs.par_sort_unstable();
    let mut versions = Versions::new(corpus, extractions);
    for (statement, places) in sentences
        .iter()
        .filter(|(_, places)| places.len() <= MAX_MEETING)
    {
        for (i, a) in places.iter().enumerate() {
            for b in places.iter().skip(i + 1).filter(|b| b.0 != a.0) {
                versions.add(a.0, b.0, statement.words.len());
            }
        }
    }
    let mut all: Vec<Pair> = Vec::new();
    for run in pairs
        .chunk_by(|x, y| x == y)
        .filter(|run| run.len() >= MIN_SHARED)
    {
        let Some((a, b)) = run.first() else { continue };
        let n_runs = |number: u32| runs_of.get(number as usize).copied().unwrap_or(0);
        let runs = n_runs(*a).min(n_runs(*b));
        let (Some((x, of_x)), Some((y, of_y))) =
            (sentences.get(*a as usize), sentences.get(*b as usize))
        else {
            continue;
        };
        let ([a, copies_of_a @ ..], [b, ..]) = (of_x.as_slice(), of_y.as_slice()) else {
            continue;
        };
        let from = all.len();
        all.extend(of_y.iter().map(|copy| (*a, *copy)));
        all.extend(copies_of_a.iter().map(|copy| (*copy, *b)));
        if word_share(run.len(), runs) >= SAME_RUNS {
            let n_words = x.words.len().min(y.words.len());
            for (a, b) in all.iter().skip(from).filter(|(a, b)| a.0 != b.0) {
                versions.add(a.0, b.0, n_words);
            }
        }
    }
    for pair in &mut all {
        *pair = (pair.0.min(pair.1), pair.0.max(pair.1));
    }
    all.sort_unstable();
    all.dedup();
    let (within, across) = all.into_iter().partition(|(a, b)| a.0 == b.0);
    (across, within, versions)
}

/// So many bits for each run leave one that stands alone with one chance in so many to be taken for another.
const BITS_A_RUN: usize = 8;

/// Returns the runs of words that stand in more than one place, and a few that do not: most stand in one.
fn recurring<'s>(statements: impl Iterator<Item = &'s Statement> + Clone) -> HashBits {
    let n_runs: usize = statements.clone().map(|s| s.runs().len()).sum();
    let mut again = HashBits::new(n_runs * BITS_A_RUN);
    let mut once = again.clone();
    for run in statements.flat_map(Statement::runs) {
        if once.insert(run) {
            again.insert(run);
        }
    }
    again
}

/// Compares two sentences; returns whether they are variants of one.
fn compare(
    a: &Side<'_>,
    b: &Side<'_>,
    lexicon: &Lexicon,
    ground: Ground,
    out: &mut Vec<Difference>,
) -> bool {
    if a.statement.hashes == b.statement.hashes {
        return true;
    }
    // A transcript: two speakers may say what they like.
    if a.turn() != b.turn() {
        return true;
    }
    let longer = a.statement.words.len().max(b.statement.words.len());
    let shorter = a.statement.words.len().min(b.statement.words.len());
    if word_share(shorter, longer) < MIN_SIMILARITY && ground.met == Met::Runs {
        return false;
    }
    let common = n_common(&a.statement.hashes, &b.statement.hashes);
    let alike = word_share(common, longer) >= MIN_SIMILARITY;
    if !alike && ground.met == Met::Runs {
        return false;
    }
    // "This article was amended on 14 May": its own dates are no statement.
    let own_text = |side: &Side<'_>| {
        let text = side.sentence_span().of(&side.article.text).to_lowercase();
        lexicon
            .variants
            .own_text
            .iter()
            .any(|w| text.contains(w.as_str()))
    };
    let (hunks, _) = align(&a.statement.hashes, &b.statement.hashes);
    let mut reworded = 0;
    let mut n_replaced = 0;
    let mut numbers_differ = false;
    let mut unfulfilled = false;
    let mut found = Vec::new();
    for (idx, hunk) in hunks.iter().enumerate() {
        let (ha, hb) = hunk;
        match typed(a, b, hunk, lexicon, ground.kin) {
            Typed::Same => {}
            Typed::Reworded => {
                reworded += (ha.1 - ha.0).max(hb.1 - hb.0);
                n_replaced += usize::from(a.has_content(ha) && b.has_content(hb));
                numbers_differ |= a.quantity(ha).is_some() || b.quantity(hb).is_some();
                let opens = |side: &Side<'_>, range: &align::Range| {
                    (range.0..range.1)
                        .any(|w| lexicon.variants.unfulfilled.contains(side.lower_word(w)))
                };
                unfulfilled |= opens(a, ha) || opens(b, hb);
                if let Some((sa, sb)) = quoted::reworded(a, *ha, b, *hb) {
                    found.push(("statement.quoted-words", sa, sb, 0, 0));
                }
            }
            // "30 degrees Celsius", "90 degrees Fahrenheit": two places, one difference.
            Typed::Differs(kind, sa, sb)
                if found
                    .iter()
                    .any(|(k, x, y, ..)| (*k, *x, *y) == (kind, sa, sb)) => {}
            Typed::Differs(kind, sa, sb) => {
                numbers_differ |= matches!(kind, "statement.number" | "statement.count");
                n_replaced += 1;
                // Words in common directly before and behind the two.
                let before = ha.0
                    - idx
                        .checked_sub(1)
                        .and_then(|i| hunks.get(i))
                        .map_or(0, |h| h.0.1);
                let next = hunks
                    .get(idx + 1)
                    .map_or(a.statement.words.len(), |h| h.0.0);
                let behind = next - ha.1;
                found.push((kind, sa, sb, before, behind));
            }
        }
    }
    let close = alike && word_share(reworded, longer) <= MAX_REWORDED;
    if !close && ground.met == Met::Runs {
        return false;
    }
    // Of sentences that meet by their places alone only what has one place in both is compared.
    let loose = [
        "statement.date",
        "statement.place",
        "statement.person",
        "statement.name",
        "statement.cause",
        "statement.people",
    ];
    found.retain(|(kind, _, _, before, behind)| {
        let anchored = if close {
            true
        } else {
            before + behind >= ANCHORED && loose.contains(kind) && !numbers_differ
        };
        anchored && (ground.met != Met::Furniture || *kind == "statement.date")
    });
    let mut found: Vec<_> = found.into_iter().map(|(k, x, y, ..)| (k, x, y)).collect();
    if ground.met == Met::Furniture
        && !(ground.kin == Kin::Copies && a.article.published == b.article.published)
    {
        return close;
    }
    if found.is_empty() || own_text(a) || own_text(b) {
        return true;
    }
    // "Twelve killed in the city", "forty killed in the country": of unrelated articles, two sentences that
    // differ in two places may tell of two things; and a question tells nothing.
    let is_strange = ground.kin == Kin::Strangers;
    if is_strange && (n_replaced > 1 || a.is_question() || b.is_question()) {
        return true;
    }
    let has = |kind: &str| found.iter().any(|(k, ..)| *k == kind);
    // "The war began in February", "the war ended in March": two events.
    if has("statement.opposite")
        && (has("statement.date") || has("statement.number") || has("statement.count"))
    {
        return true;
    }
    // Two speakers say different things: what they say is in dispute, not who says it.
    if has("statement.speaker") && found.len() > 1 {
        found.retain(|(k, ..)| *k != "statement.speaker");
    }
    let of_b = b.statement.different_runs();
    let shared = a
        .statement
        .different_runs()
        .into_iter()
        .find(|run| of_b.binary_search(run).is_ok())
        .unwrap_or_else(|| common_hash(&a.statement.hashes, &b.statement.hashes));
    for (kind, sa, sb) in found {
        let kind = match kind {
            "statement.speaker" | "statement.quoted-words" => kind,
            _ if same_quotation(a, sa, b, sb) => "statement.quotation",
            _ => kind,
        };
        if kind == "statement.negation" && (reworded > MAX_BESIDE_NEGATION || unfulfilled) {
            continue;
        }
        out.push(Difference {
            a: (a.article.source, difference_claim(a, kind, sa, shared)),
            b: (b.article.source, difference_claim(b, kind, sb, shared)),
            reasons: vec![format!(
                "two versions of one sentence: {common} of {longer} words are the same"
            )],
        });
    }
    true
}

/// Returns a hash of the words that two sentences share, whatever their order.
fn common_hash(a: &[u32], b: &[u32]) -> u64 {
    let mut common: Vec<u32> = a.iter().copied().filter(|w| b.contains(w)).collect();
    common.sort_unstable();
    common.dedup();
    hash_of_words(&common)
}

fn difference_claim(side: &Side<'_>, kind: &str, span: Span, shared: u64) -> Claim {
    let text = &side.article.text;
    Claim {
        predicate: Predicate::Frame(kind.to_owned()),
        roles: vec![Role {
            name: "value".to_owned(),
            entity: None,
            key: span.of(text).to_owned(),
            span,
            stated: true,
        }],
        time: When::Unknown,
        timex: None,
        status: Status::Unstated,
        certainty: Certainty::Certain,
        polarity: Polarity::Positive,
        quantity: None,
        attribution: side.attribution(span),
        asserted: side.article.published,
        scope: Scope::Body,
        sentence: side.statement.sentence,
        evidence: side.evidence(span),
        trigger: span,
        recent: false,
        reference: false,
        keys: vec![format!("statement/{shared:016x}")],
    }
}
