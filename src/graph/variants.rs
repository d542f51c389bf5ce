//! Variants of one sentence: wire copy, revised versions, quotations reprinted.
//!
//! Sentences meet by runs of four words, are aligned word by word, and what
//! differs is typed. Each typed difference becomes two claims, one a side,
//! joined by a same-event edge: the sentence itself is the event.

use rustc_hash::FxHashMap;

use crate::calendar::Interval;
use crate::claims::{
    Attribution, Certainty, Claim, Extraction, Polarity, Predicate, Role, Scope, Statement, Status,
};
use crate::lexicon::Lexicon;
use crate::lexicon::names::Names;
use crate::mentions::entity::{EntityKind, one_spelling};
use crate::mentions::quantity::{Bound, Quantity, Unit};
use crate::mentions::time::{Timex, TimexKind, When};
use crate::read::{Article, Corpus};
use crate::span::{SourceId, Span};
use crate::tokens::Relation;

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
];

/// A run of words in more different sentences than this is a formula ("did not respond to requests for
/// comment"); copies of one sentence count once.
const MAX_MEETING: usize = 64;
/// Runs that two sentences must share before they are aligned.
const MIN_SHARED: usize = 2;
/// Share of the longer sentence's words that must be the same in the same order.
const MIN_SIMILARITY: f64 = 0.7;
/// Words that differ without a type, as a share of the longer sentence, above which the two are different sentences.
const MAX_REWORDED: f64 = 0.2;
/// A bound and a figure this near to it are one.
const ROUNDED: f64 = 1.01;
/// Words that may be reworded beside an added or lost negation: more, and it may be another clause's.
const MAX_BESIDE_NEGATION: usize = 2;
/// Words of a difference that do not belong to its date or number: more, and the two were not put in
/// each other's place.
const MAX_BESIDE: usize = 3;
/// Days around its publication within which a date is an article's own: daily reports share their
/// sentences and differ in it.
const OWN_DAYS: i32 = 7;
/// Days by which "early", "late" and "end of" may be off.
const HINT: i32 = 15;
/// Two figures under one hedge ("nearly 54", "nearly 55") are one up to this ratio.
const HEDGED: f64 = 1.05;
/// A figure and "about" another are one up to this ratio.
const ROUGHLY: f64 = 1.25;
/// Longest evidence in bytes.
const MAX_EVIDENCE: usize = 240;

/// A pair of claims that a typed difference makes.
pub(super) struct Difference {
    pub(super) a: (SourceId, Claim),
    pub(super) b: (SourceId, Claim),
    pub(super) reasons: Vec<String>,
}

/// Names a statement of the corpus.
type Place = (u32, u32);

/// Finds every typed difference between variants, in corpus order.
pub(super) fn find(
    corpus: &Corpus,
    extractions: &[Extraction],
    lexicon: &Lexicon,
) -> Vec<Difference> {
    let mut out = Vec::new();
    for (a, b) in meetings(extractions) {
        let sides = (side(corpus, extractions, a), side(corpus, extractions, b));
        if let (Some(a), Some(b)) = sides {
            compare(&a, &b, lexicon, &mut out);
        }
    }
    out
}

/// Returns the pairs of statements of different articles that share enough runs.
///
/// Copies of one sentence meet as one: the first stands for all, and each copy then meets the first
/// of every variant, so that a thousand copies cost a thousand pairs and not a million.
fn meetings(extractions: &[Extraction]) -> Vec<(Place, Place)> {
    let mut copies: FxHashMap<&[u32], Vec<Place>> = FxHashMap::default();
    let mut postings: Vec<(u64, Place)> = Vec::new();
    for (article, extraction) in (0_u32..).zip(extractions) {
        for (idx, statement) in (0_u32..).zip(&extraction.statements) {
            let all = copies.entry(statement.hashes.as_slice()).or_default();
            if all.is_empty() {
                postings.extend(statement.shingles.iter().map(|s| (*s, (article, idx))));
            }
            all.push((article, idx));
        }
    }
    postings.sort_unstable();
    let mut pairs: Vec<(Place, Place)> = Vec::new();
    for run in postings.chunk_by(|x, y| x.0 == y.0) {
        if run.len() < 2 || run.len() > MAX_MEETING {
            continue;
        }
        for (i, (_, a)) in run.iter().enumerate() {
            pairs.extend(run.iter().skip(i + 1).map(|(_, b)| (*a, *b)));
        }
    }
    pairs.sort_unstable();
    let statement = |at: &Place| {
        let extraction = extractions.get(at.0 as usize)?;
        extraction.statements.get(at.1 as usize)
    };
    let copies_of = |at: &Place| {
        statement(at)
            .and_then(|s| copies.get(s.hashes.as_slice()))
            .map_or(&[][..], Vec::as_slice)
    };
    let mut all = Vec::new();
    for run in pairs
        .chunk_by(|x, y| x == y)
        .filter(|run| run.len() >= MIN_SHARED)
    {
        let Some((a, b)) = run.first() else { continue };
        all.extend(copies_of(b).iter().map(|copy| (*a, *copy)));
        all.extend(copies_of(a).iter().skip(1).map(|copy| (*copy, *b)));
    }
    all.retain(|(a, b)| a.0 != b.0);
    for pair in &mut all {
        *pair = (pair.0.min(pair.1), pair.0.max(pair.1));
    }
    all.sort_unstable();
    all.dedup();
    all
}

/// One of two sentences.
struct Side<'a> {
    article: &'a Article,
    extraction: &'a Extraction,
    statement: &'a Statement,
}

fn side<'a>(corpus: &'a Corpus, extractions: &'a [Extraction], at: Place) -> Option<Side<'a>> {
    let extraction = extractions.get(at.0 as usize)?;
    Some(Side {
        article: corpus.articles.get(at.0 as usize)?,
        extraction,
        statement: extraction.statements.get(at.1 as usize)?,
    })
}

impl Side<'_> {
    fn token(&self, word: usize) -> usize {
        self.statement
            .words
            .get(word)
            .map_or(usize::MAX, |w| *w as usize)
    }

    fn lower(&self, word: usize) -> &str {
        self.extraction.tokens.lower(self.token(word))
    }

    fn lemma(&self, word: usize) -> &str {
        self.extraction.tokens.lemma(self.token(word))
    }

    fn span(&self, from: usize, to: usize) -> Span {
        let tokens = self.extraction.tokens.all();
        let first = tokens.get(self.token(from));
        let last = tokens.get(self.token(to.saturating_sub(1)));
        match (first, last) {
            (Some(f), Some(l)) if from < to => f.span.join(l.span),
            // Nothing stands here on this side: the word before.
            (Some(f), _) => f.span,
            _ => self.sentence_span(),
        }
    }

    fn sentence_span(&self) -> Span {
        self.extraction
            .sentences
            .get(self.statement.sentence as usize)
            .map_or_else(Span::default, |s| s.span)
    }

    fn holds(&self, range: (u32, u32), hunk: &(usize, usize)) -> bool {
        (hunk.0..hunk.1).any(|w| (range.0 as usize..range.1 as usize).contains(&self.token(w)))
    }

    /// Returns how many words of the hunk do not belong to a mention.
    fn n_outside(&self, mention: (u32, u32), hunk: &(usize, usize)) -> usize {
        let inside = mention.0 as usize..mention.1 as usize;
        (hunk.0..hunk.1)
            .filter(|w| !inside.contains(&self.token(*w)))
            .count()
    }

    fn timex(&self, hunk: &(usize, usize)) -> Option<&Timex> {
        self.extraction
            .mentions
            .times
            .iter()
            .find(|t| self.holds(t.tokens, hunk))
    }

    fn quantity(&self, hunk: &(usize, usize)) -> Option<&Quantity> {
        self.extraction
            .mentions
            .quantities
            .iter()
            .find(|q| self.holds(q.tokens, hunk))
    }

    /// Returns the one entity that the hunk names, where it names nothing else.
    fn entity(&self, hunk: &(usize, usize), names: &Names) -> Option<(u32, usize)> {
        let entities = &self.extraction.mentions.entities;
        let mut found = None;
        let mut n_named = 0;
        for word in hunk.0..hunk.1 {
            let token = self.token(word);
            n_named += u32::from(entities.of_token(token).is_some());
            match entities.of_token(token) {
                Some(e) if found.is_none_or(|(f, _)| f == e) => found = Some((e, token)),
                None if matches!(self.lower(word), "the" | "of") => {}
                None if !names
                    .titles_starting_with(self.lower(word).trim_end_matches('.'))
                    .is_empty() => {}
                _ => return None,
            }
        }
        // The tail of a longer name is another word of one name, not another name.
        let (entity, token) = found?;
        let mentions = &entities.get(entity)?.mentions;
        let mention = mentions
            .iter()
            .find(|m| (m.tokens.0 as usize..m.tokens.1 as usize).contains(&token))?;
        (2 * n_named >= mention.tokens.1 - mention.tokens.0).then_some((entity, token))
    }

    /// Returns who says the words at a span, innermost first.
    fn attribution(&self, span: Span) -> Vec<Attribution> {
        let quotations = &self.extraction.mentions.quotations;
        let mut around: Vec<(usize, &Attribution)> = quotations
            .iter()
            .zip(&self.extraction.speakers)
            .filter(|(q, _)| q.content.contains(span))
            .filter_map(|(q, speaker)| Some((q.content.len(), speaker.as_ref()?)))
            .collect();
        around.sort_by_key(|(len, _)| *len);
        around.into_iter().map(|(_, a)| a.clone()).collect()
    }

    /// Returns whether the token belongs to the name of one who is quoted.
    fn speaks(&self, token: usize) -> bool {
        let tokens = self.extraction.tokens.all();
        tokens.get(token).is_some_and(|t| {
            let mut quotations = self.extraction.mentions.quotations.iter();
            quotations.any(|q| q.speaker.is_some_and(|s| s.overlaps(t.span)))
        })
    }

    /// Returns whether the sentence names an entity, by its key or a spelling of its last word.
    fn names(&self, key: &str) -> bool {
        let entities = &self.extraction.mentions.entities;
        self.statement.words.iter().any(|w| {
            entities
                .of_token(*w as usize)
                .and_then(|e| entities.get(e))
                .is_some_and(|e| e.key == key || last_word_alike(&e.key, key))
        })
    }

    /// Returns the sentence, or what of it stands around the span.
    fn evidence(&self, around: Span) -> Span {
        let whole = self.sentence_span();
        if whole.len() <= MAX_EVIDENCE {
            return whole;
        }
        let tokens = &self.extraction.tokens;
        let mut span = around;
        let range = tokens.of_sentence(self.statement.sentence as usize);
        let inside: Vec<Span> = tokens
            .all()
            .get(range)
            .unwrap_or_default()
            .iter()
            .map(|t| t.span)
            .collect();
        let mut from = inside.partition_point(|s| s.end <= span.start);
        let mut to = inside.partition_point(|s| s.start < span.end);
        loop {
            let mut grew = false;
            for next in [from.checked_sub(1), Some(to)] {
                if let Some(s) = next.and_then(|i| inside.get(i))
                    && span.join(*s).len() <= MAX_EVIDENCE
                {
                    span = span.join(*s);
                    if next == Some(to) {
                        to += 1;
                    } else {
                        from -= 1;
                    }
                    grew = true;
                }
            }
            if !grew {
                return span;
            }
        }
    }
}

/// A stretch of words that the other side does not have in the same place.
type Hunk = ((usize, usize), (usize, usize));

/// Returns the hunks and the number of words in common.
fn align(a: &[u32], b: &[u32]) -> (Vec<Hunk>, usize) {
    let (n, m) = (a.len(), b.len());
    let width = m + 1;
    let mut table = vec![0_u16; (n + 1) * width];
    let get = |t: &[u16], i: usize, j: usize| t.get(i * width + j).copied().unwrap_or(0);
    for i in (0..n).rev() {
        for j in (0..m).rev() {
            let best = if a.get(i) == b.get(j) {
                get(&table, i + 1, j + 1) + 1
            } else {
                get(&table, i + 1, j).max(get(&table, i, j + 1))
            };
            if let Some(cell) = table.get_mut(i * width + j) {
                *cell = best;
            }
        }
    }
    let common = usize::from(get(&table, 0, 0));
    let mut hunks = Vec::new();
    let (mut i, mut j) = (0, 0);
    let (mut from_i, mut from_j) = (0, 0);
    while i < n && j < m {
        if a.get(i) == b.get(j) {
            if i > from_i || j > from_j {
                hunks.push(((from_i, i), (from_j, j)));
            }
            i += 1;
            j += 1;
            (from_i, from_j) = (i, j);
        } else if get(&table, i + 1, j) >= get(&table, i, j + 1) {
            i += 1;
        } else {
            j += 1;
        }
    }
    if n > from_i || m > from_j {
        hunks.push(((from_i, n), (from_j, m)));
    }
    (hunks, common)
}

/// What a hunk says.
enum Typed {
    /// Two ways to say one thing.
    Same,
    /// A difference of the kind, with what each side says.
    Differs(&'static str, Span, Span),
    /// Words, no more.
    Reworded,
}

#[expect(clippy::cast_precision_loss, reason = "word counts are small")]
fn compare(a: &Side<'_>, b: &Side<'_>, lexicon: &Lexicon, out: &mut Vec<Difference>) {
    if a.statement.hashes == b.statement.hashes {
        return;
    }
    let (hunks, common) = align(&a.statement.hashes, &b.statement.hashes);
    let longer = a.statement.words.len().max(b.statement.words.len());
    if (common as f64) < MIN_SIMILARITY * longer as f64 {
        return;
    }
    let mut reworded = 0;
    let mut found = Vec::new();
    for (ha, hb) in &hunks {
        match typed(a, b, ha, hb, lexicon) {
            Typed::Same => {}
            Typed::Reworded => reworded += (ha.1 - ha.0).max(hb.1 - hb.0),
            Typed::Differs(kind, sa, sb) => found.push((kind, sa, sb)),
        }
    }
    if reworded as f64 > MAX_REWORDED * longer as f64 {
        return;
    }
    let has = |kind: &str| found.iter().any(|(k, ..)| *k == kind);
    // "The war began in February", "the war ended in March": two events.
    if has("statement.opposite")
        && (has("statement.date") || has("statement.number") || has("statement.count"))
    {
        return;
    }
    // Two speakers say different things: what they say is in dispute, not who says it.
    if has("statement.speaker") && found.len() > 1 {
        found.retain(|(k, ..)| *k != "statement.speaker");
    }
    let shared = a
        .statement
        .shingles
        .iter()
        .find(|s| b.statement.shingles.binary_search(s).is_ok())
        .copied()
        .unwrap_or_default();
    for (kind, sa, sb) in found {
        if kind == "statement.negation" && reworded > MAX_BESIDE_NEGATION {
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
        keys: vec![format!("statement/{shared:016x}")],
    }
}

fn typed(
    a: &Side<'_>,
    b: &Side<'_>,
    ha: &(usize, usize),
    hb: &(usize, usize),
    lexicon: &Lexicon,
) -> Typed {
    if let (Some(x), Some(y)) = (a.timex(ha), b.timex(hb)) {
        if a.n_outside(x.tokens, ha) > MAX_BESIDE || b.n_outside(y.tokens, hb) > MAX_BESIDE {
            return Typed::Reworded;
        }
        return dates(x, y, a.article.published, b.article.published);
    }
    if let (Some(x), Some(y)) = (a.quantity(ha), b.quantity(hb)) {
        if a.n_outside(x.tokens, ha) > MAX_BESIDE || b.n_outside(y.tokens, hb) > MAX_BESIDE {
            return Typed::Reworded;
        }
        return numbers(x, y, a, b);
    }
    let (n_a, n_b) = (ha.1 - ha.0, hb.1 - hb.0);
    if let Some(found) = negation(a, b, ha, hb, lexicon) {
        return found;
    }
    if let (Some((x, at_x)), Some((y, at_y))) =
        (a.entity(ha, &lexicon.names), b.entity(hb, &lexicon.names))
    {
        return entities(a, b, (x, at_x), (y, at_y), ha, hb, lexicon);
    }
    if (1..=3).contains(&n_a) && (1..=3).contains(&n_b) {
        for i in ha.0..ha.1 {
            for j in hb.0..hb.1 {
                let opposed = lexicon.opposites.are(a.lemma(i), b.lemma(j))
                    || lexicon.opposites.are(a.lower(i), b.lower(j));
                if opposed {
                    return Typed::Differs(
                        "statement.opposite",
                        a.span(ha.0, ha.1),
                        b.span(hb.0, hb.1),
                    );
                }
                if n_a == 1 && n_b == 1 && a.lemma(i) == b.lemma(j) {
                    return Typed::Same;
                }
            }
        }
    }
    Typed::Reworded
}

fn dates(x: &Timex, y: &Timex, asserted_x: Interval, asserted_y: Interval) -> Typed {
    if x.kind != TimexKind::Date || y.kind != TimexKind::Date {
        return Typed::Reworded;
    }
    if x.value == y.value && x.when == y.when {
        return Typed::Same;
    }
    let apart = match (x.when, y.when) {
        // "yesterday" here and "last week" there, neither article dated.
        (When::FromPublication { from, to }, When::FromPublication { from: f, to: t }) => {
            asserted_x == asserted_y && (to < f || t < from)
        }
        (When::Unknown, _) | (_, When::Unknown) => return weekday_difference(x, y),
        (p, q) => p.is_disjoint(q),
    };
    // "A summary of events on Thursday": a series, each article with its own day.
    let own = |when: When, published: Interval| match (when, published.as_day()) {
        (When::Days(days), Some(day)) => Interval::day(day).widened(OWN_DAYS).contains(days),
        _ => false,
    };
    if asserted_x != asserted_y && own(x.when, asserted_x) && own(y.when, asserted_y) {
        return Typed::Reworded;
    }
    // Sunday night in one zone is Monday in another.
    let neighbours = match (x.when, y.when) {
        (When::Days(p), When::Days(q)) => {
            (x.relative || y.relative) && !p.widened(1).is_disjoint(q)
        }
        _ => false,
    };
    if !apart {
        Typed::Same
    } else if neighbours || (x.approximate && y.approximate && near_apart(x.when, y.when)) {
        Typed::Reworded
    } else {
        Typed::Differs("statement.date", x.span, y.span)
    }
}

/// Returns whether two times that are only hinted at ("late August", "early September") lie so close
/// that they may be one.
fn near_apart(x: When, y: When) -> bool {
    match (x, y) {
        (When::Days(p), When::Days(q)) => !p.widened(HINT).is_disjoint(q),
        _ => true,
    }
}

/// Two bare weekdays in articles without a date.
fn weekday_difference(x: &Timex, y: &Timex) -> Typed {
    match (x.weekday, y.weekday) {
        (Some(p), Some(q)) if p != q => Typed::Differs("statement.date", x.span, y.span),
        _ => Typed::Reworded,
    }
}

fn numbers(x: &Quantity, y: &Quantity, a: &Side<'_>, b: &Side<'_>) -> Typed {
    let alike = match (&x.unit, &y.unit) {
        (Unit::Count(p), Unit::Count(q)) => p == q || p.is_empty() || q.is_empty(),
        (p, q) => p == q,
    };
    if !alike {
        return Typed::Reworded;
    }
    if matches!(x.unit, Unit::Ordinal) {
        return Typed::Reworded;
    }
    let near = |p: f64, q: f64| {
        let (low, high) = (p.min(q), p.max(q));
        high - low <= x.rounding.max(y.rounding) || (low > 0.0 && high / low < HEDGED)
    };
    // "Thousands of barrels": a range of words, which a figure above its half does not contradict.
    let vague = |q: &Quantity| q.bound == Bound::About && q.low < q.high;
    if vague(x) || vague(y) {
        let (range, figure) = if vague(x) { (x, y) } else { (y, x) };
        if figure.high >= range.low / 2.0 {
            return Typed::Reworded;
        }
    }
    // "$24.05" is "below $24" to most readers.
    let rounded = |p: f64, q: f64| p.min(q) > 0.0 && p.max(q) / p.min(q) < ROUNDED;
    if x.bound != y.bound && rounded(x.high, y.high) {
        return Typed::Reworded;
    }
    let compatible = match (x.bound, y.bound) {
        // One sentence with one hedge states one figure, though "more than 40" also allows 90.
        (p, q) if p == q && p != Bound::Exact => near(x.low, y.low) && near(x.high, y.high),
        (Bound::AtLeast, _) => y.high >= x.low,
        (_, Bound::AtLeast) => x.high >= y.low,
        (Bound::AtMost, _) => y.low <= x.high,
        (_, Bound::AtMost) => x.low <= y.high,
        (Bound::About, _) | (_, Bound::About) => {
            let (low, high) = (x.low.min(y.low), x.high.max(y.high));
            low > 0.0 && high / low < ROUGHLY
        }
        (Bound::Exact, Bound::Exact) => {
            let slack = x.rounding.max(y.rounding);
            (x.low - y.low).abs() <= slack && (x.high - y.high).abs() <= slack
        }
    };
    if compatible {
        return if x.bound == y.bound {
            Typed::Same
        } else {
            Typed::Reworded
        };
    }
    // Counts grow and prices move from day to day: only one day's articles are held together.
    if a.article.published != b.article.published {
        return Typed::Reworded;
    }
    let kind = match x.unit {
        Unit::Count(_) => "statement.count",
        // Nobody says that the two were written on one day.
        _ if a.article.published.as_day().is_none() => "statement.count",
        _ => "statement.number",
    };
    Typed::Differs(kind, x.span, y.span)
}

fn negation(
    a: &Side<'_>,
    b: &Side<'_>,
    ha: &(usize, usize),
    hb: &(usize, usize),
    lexicon: &Lexicon,
) -> Option<Typed> {
    let negators = |side: &Side<'_>, hunk: &(usize, usize)| {
        (hunk.0..hunk.1)
            .filter(|w| lexicon.status.is_negator(side.lower(*w)))
            .count()
    };
    let (na, nb) = (negators(a, ha), negators(b, hb));
    // "Nor has he helped" denies as much as "he did not help", in other places.
    let all = |side: &Side<'_>| negators(side, &(0, side.statement.words.len()));
    if na == nb || all(a) == all(b) {
        return None;
    }
    // Besides the negator only auxiliaries may differ ("did not sign", "signed").
    let pair_rest = (ha.1 - ha.0) <= 3 && (hb.1 - hb.0) <= 3;
    if !pair_rest {
        return None;
    }
    let lemmas = |side: &Side<'_>, hunk: &(usize, usize)| -> Vec<String> {
        (hunk.0..hunk.1)
            .filter(|w| {
                !lexicon.status.is_negator(side.lower(*w))
                    && !matches!(side.lemma(*w), "do" | "be" | "have" | "will" | "a" | "any")
            })
            .map(|w| side.lemma(w).to_owned())
            .collect()
    };
    if lemmas(a, ha) != lemmas(b, hb) {
        return None;
    }
    // "not only … but": no denial.
    let only = |side: &Side<'_>, hunk: &(usize, usize)| {
        hunk.1 < side.statement.words.len() && matches!(side.lower(hunk.1), "only" | "just")
    };
    if only(a, ha) || only(b, hb) {
        return Some(Typed::Reworded);
    }
    let show = |side: &Side<'_>, hunk: &(usize, usize)| {
        let from = hunk
            .0
            .saturating_sub(usize::from(hunk.0 == hunk.1 || hunk.1 - hunk.0 == 1));
        side.span(from, (hunk.1 + 1).min(side.statement.words.len()))
    };
    Some(Typed::Differs(
        "statement.negation",
        show(a, ha),
        show(b, hb),
    ))
}

fn entities(
    a: &Side<'_>,
    b: &Side<'_>,
    (x, at_x): (u32, usize),
    (y, at_y): (u32, usize),
    ha: &(usize, usize),
    hb: &(usize, usize),
    lexicon: &Lexicon,
) -> Typed {
    let get = |side: &Side<'_>, e: u32| side.extraction.mentions.entities.get(e).cloned();
    let (Some(p), Some(q)) = (get(a, x), get(b, y)) else {
        return Typed::Reworded;
    };
    let one = |short: &str, long: &str| {
        short
            .split(' ')
            .all(|s| long.split(' ').any(|l| one_spelling(s, l)))
    };
    // South Sudan is not Sudan; a surname is its full name.
    let state = p.kind == EntityKind::State && q.kind == EntityKind::State;
    if p.key == q.key || !state && (one(&p.key, &q.key) || one(&q.key, &p.key)) {
        return Typed::Same;
    }
    // A list in another order: each is named on both sides.
    if a.names(&q.key) && b.names(&p.key) {
        return Typed::Reworded;
    }
    let (sa, sb) = (a.span(ha.0, ha.1), b.span(hb.0, hb.1));
    // A name that heads its sentence is one addressed ("Ann, thanks for joining us") or a credit.
    let heads = |side: &Side<'_>, at: usize| {
        let tokens = side.extraction.tokens.all();
        let relation = |at: usize| tokens.get(at).map(|t| t.relation);
        let up = tokens.get(at).map_or(at, |t| t.head as usize);
        relation(at) == Some(Relation::Root)
            || relation(at) == Some(Relation::Flat) && relation(up) == Some(Relation::Root)
    };
    if heads(a, at_x) && heads(b, at_y) {
        return Typed::Reworded;
    }
    // A town and the state around it, or a part of the world, are no two places.
    let places = &lexicon.places;
    let wider = places.is_within(&p.key, &q.key) || places.is_within(&q.key, &p.key);
    if wider
        || (p.kind != q.kind
            && !places.are_apart(&p.key, &q.key)
            && [p.kind, q.kind].contains(&EntityKind::State)
            && [p.kind, q.kind].contains(&EntityKind::Place))
    {
        return Typed::Reworded;
    }
    let place = |k: EntityKind| matches!(k, EntityKind::State | EntityKind::Place);
    if place(p.kind) && place(q.kind) {
        // "Chad said" here and "Libya said" there is no place.
        if a.speaks(at_x) || b.speaks(at_y) {
            return Typed::Differs("statement.speaker", sa, sb);
        }
        return Typed::Differs("statement.place", sa, sb);
    }
    let speakers = a.speaks(at_x) && b.speaks(at_y) && !place(p.kind) && !place(q.kind);
    let person = |k: EntityKind| k == EntityKind::Person;
    if speakers || (person(p.kind) && person(q.kind)) {
        let kind = if speakers {
            "statement.speaker"
        } else {
            "statement.person"
        };
        return Typed::Differs(kind, sa, sb);
    }
    Typed::Reworded
}

/// Returns whether the last names are spellings of one.
fn last_word_alike(p: &str, q: &str) -> bool {
    let last = |key: &str| key.rsplit(' ').next().unwrap_or_default().to_owned();
    one_spelling(&last(p), &last(q))
}
