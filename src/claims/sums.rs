//! A whole and its parts: `12 people were killed: five in Porto and seven in Faro`.
//!
//! A list of counts behind a count is read as its parts only where its form says that no part
//! overlaps another: each is placed by a preposition, or all nouns are of one partition of
//! `rules/names/quantity.yaml` (men, women, children). Between dashes, in brackets or behind a colon
//! the list is taken as complete; behind `including` or a comma parts may be missing.

use super::facts::{fact, value};
use super::{Claim, Reader};
use crate::mentions::quantity::{Bound, Quantity, Unit};
use crate::tokens::Upos;

/// The predicates of wholes with their parts.
pub const SUM_FACTS: &[&str] = &["parts.all", "parts.some"];

/// Tokens between the whole and its first part.
const MAX_LEAD: usize = 14;
/// Tokens of one part behind its number.
const MAX_PART: usize = 8;

/// How a list of parts is opened.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Opener {
    /// Between dashes or in brackets, or behind a colon: nothing is left out.
    Closed,
    /// Behind `including`.
    Including,
    /// Behind a comma.
    Comma,
}

/// Finds wholes with their parts.
pub(super) fn find(reader: &Reader<'_>, out: &mut Vec<Claim>) {
    let tokens = reader.grammar.tokens;
    let counts: Vec<&Quantity> = reader.mentions.quantities.iter().collect();
    for (at, whole) in counts.iter().enumerate() {
        if !is_count(whole) {
            continue;
        }
        let sentence = tokens.sentence_of(whole.tokens.0 as usize);
        if reader.is_furniture(sentence) {
            continue;
        }
        let end = tokens.of_sentence(sentence).end;
        let rest: Vec<&Quantity> = counts
            .iter()
            .skip(at + 1)
            .take_while(|q| (q.tokens.0 as usize) < end)
            .copied()
            .collect();
        if let Some((name, parts)) = parts(reader, whole, &rest, end) {
            out.push(claim(reader, name, sentence, whole, parts));
        }
    }
}

fn claim(
    reader: &Reader<'_>,
    name: &str,
    sentence: usize,
    whole: &Quantity,
    parts: &[&Quantity],
) -> Claim {
    let sum: f64 = parts.iter().map(|q| q.low).sum();
    let last = parts.last().map_or(whole.span, |q| q.span);
    let evidence = whole.span.join(last);
    let mut claim = fact(reader, name, sentence, evidence, whole.span);
    claim
        .roles
        .push(value("whole", whole.low.to_string(), whole.span));
    let span = parts.first().map_or(last, |q| q.span.join(last));
    claim.roles.push(value("sum", sum.to_string(), span));
    claim
}

/// Returns the parts of a whole among the quantities behind it, and the predicate they make.
fn parts<'q, 'm>(
    reader: &Reader<'_>,
    whole: &Quantity,
    rest: &'q [&'m Quantity],
    end: usize,
) -> Option<(&'static str, &'q [&'m Quantity])> {
    let grammar = reader.grammar;
    let first = rest.first()?;
    let lead = whole.tokens.1 as usize..first.tokens.0 as usize;
    if lead.is_empty() || lead.len() > MAX_LEAD {
        return None;
    }
    let opener = opener(reader, lead.end - 1)?;
    let mut n = 1;
    while let [a, b] = rest.get(n - 1..=n)? {
        let gap = a.tokens.1 as usize..b.tokens.0 as usize;
        let joined = joins(reader, gap.clone())?;
        n += 1;
        if joined == "and" {
            break;
        }
    }
    let parts = rest.get(..n)?;
    let last = parts.last()?.tokens.1 as usize;
    // A further count behind the list is none of its parts, and says that the list was misread.
    let tail = rest.get(n).map_or(end, |q| q.tokens.0 as usize);
    let stop = (last..tail).find(|t| closes(reader, *t))?;
    let inner = first.tokens.0 as usize..stop;
    let words = &reader.lexicon.quantity;
    let plain = inner
        .clone()
        .all(|t| !words.parts.not_parts.contains(grammar.lower_word(t)));
    if !plain || stop - last > MAX_PART || !parts.iter().all(|q| is_count(q)) {
        return None;
    }
    let places: Option<Vec<&str>> = parts.iter().map(|q| placed(reader, q)).collect();
    let disjoint = match (&places, opener) {
        // "Five died in Porto, four in Faro and two in Beja": the whole is an item of the list itself.
        (Some(places), Opener::Comma) => {
            lead.clone().any(|t| grammar.is_verb(t))
                && !lead.clone().any(|t| places.contains(&grammar.lower(t)))
        }
        (Some(_), _) => true,
        (None, Opener::Comma) => false,
        (None, _) => one_partition(reader, parts),
    };
    let name = if opener == Opener::Closed {
        "parts.all"
    } else {
        "parts.some"
    };
    disjoint.then_some((name, parts))
}

/// Returns whether a quantity is a whole number of things, as it stands.
fn is_count(q: &Quantity) -> bool {
    matches!(q.unit, Unit::Count(_))
        && q.bound == Bound::Exact
        && q.rounding == 0.0
        && q.high - q.low < 0.5
        && q.low >= 1.0
        && q.low.fract() == 0.0
}

/// Returns how a token opens a list of parts.
fn opener(reader: &Reader<'_>, token: usize) -> Option<Opener> {
    let words = &reader.lexicon.quantity;
    match reader.grammar.lower(token) {
        "-" | "--" | "–" | "—" | "(" | ":" => Some(Opener::Closed),
        "," => Some(Opener::Comma),
        word => words
            .parts
            .openers
            .contains(word)
            .then_some(Opener::Including),
    }
}

/// Returns the word that joins two parts, where nothing but one part's own words stands between.
fn joins<'a>(reader: &Reader<'a>, gap: std::ops::Range<usize>) -> Option<&'a str> {
    let grammar = reader.grammar;
    if gap.is_empty() || gap.len() > MAX_PART {
        return None;
    }
    let word = grammar.lower(gap.end - 1);
    let own = gap.start..gap.end - 1;
    let comma_before = word == "and" && !own.is_empty() && grammar.lower(own.end - 1) == ",";
    let own = own.start..own.end - usize::from(comma_before);
    let clean = own
        .clone()
        .all(|t| !grammar.is_verb(t) && !matches!(grammar.upos(t), Upos::Punct | Upos::Cconj));
    (matches!(word, "," | ";" | "and") && clean).then_some(word)
}

/// Returns whether a token ends a list of parts.
fn closes(reader: &Reader<'_>, token: usize) -> bool {
    let grammar = reader.grammar;
    matches!(grammar.upos(token), Upos::Punct | Upos::Cconj | Upos::Sconj) || grammar.is_verb(token)
}

/// Returns the preposition that places a part: `four in Faro`, `three cases in Beja`.
fn placed<'a>(reader: &Reader<'a>, part: &Quantity) -> Option<&'a str> {
    let grammar = reader.grammar;
    let at = part.counted.map_or(part.tokens.1 as usize, |c| {
        (c as usize + 1).max(part.tokens.1 as usize)
    });
    let name = (at + 1..at + 7).any(|t| grammar.upos(t) == Upos::Propn);
    (grammar.upos(at) == Upos::Adp && name).then(|| grammar.lower(at))
}

/// Returns whether what the parts count are kinds of which nothing is two.
fn one_partition(reader: &Reader<'_>, parts: &[&Quantity]) -> bool {
    let nouns: Vec<&str> = parts
        .iter()
        .map(|q| match &q.unit {
            Unit::Count(noun) => noun.as_str(),
            _ => "",
        })
        .collect();
    let distinct = nouns
        .iter()
        .enumerate()
        .all(|(i, n)| !nouns.iter().skip(i + 1).any(|m| m == n));
    distinct
        && reader
            .lexicon
            .quantity
            .parts
            .partitions
            .iter()
            .any(|set| nouns.iter().all(|n| set.contains(n)))
}
