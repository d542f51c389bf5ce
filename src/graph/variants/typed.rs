//! What a difference between two sentences says.

use super::align::{Hunk, Range};
use super::names::{names, names_state};
use super::side::Side;
use super::values::{dates, numbers};
use super::versions::Kin;
use crate::lexicon::Lexicon;
use crate::lexicon::variants::KindOf;
use crate::mentions::quantity::Quantity;
use crate::span::Span;
use crate::tokens::Upos;

/// Words of a difference that do not belong to its date or number: more, and the two were not put in
/// each other's place.
const MAX_BESIDE: usize = 3;
/// Words of one side of a difference that are held against the other side's by their kinds.
const MAX_OF_KIND: usize = 8;

/// What a hunk says.
pub(super) enum Typed {
    /// Two ways to say one thing.
    Same,
    /// A difference of the kind, with what each side says.
    Differs(&'static str, Span, Span),
    /// Words, no more.
    Reworded,
}

/// Types a hunk of two sentences whose articles are related so.
pub(super) fn typed(a: &Side<'_>, b: &Side<'_>, hunk: &Hunk, lexicon: &Lexicon, kin: Kin) -> Typed {
    let (trusted, copies) = (kin != Kin::Strangers, kin == Kin::Copies);
    let (ha, hb) = trimmed(a, b, hunk);
    let possessive = |side: &Side<'_>, range: Range| {
        (range.0..range.1).all(|w| lexicon.variants.possessives.contains(side.lower_word(w)))
    };
    if possessive(a, ha) && possessive(b, hb) {
        return Typed::Same;
    }
    if let (Some(x), Some(y)) = (a.timex(&ha), b.timex(&hb)) {
        if a.n_outside(x.tokens, &ha) > MAX_BESIDE || b.n_outside(y.tokens, &hb) > MAX_BESIDE {
            return Typed::Reworded;
        }
        return dates(x, y, (a.article, b.article), copies);
    }
    if let (Some(x), Some(y)) = (a.quantity(&ha), b.quantity(&hb))
        && !(trusted && one_figure(x, y))
    {
        if a.n_outside(x.tokens, &ha) > MAX_BESIDE || b.n_outside(y.tokens, &hb) > MAX_BESIDE {
            return Typed::Reworded;
        }
        // "Killed seven", "injured ten": the numbers are of two things.
        let done = |side: &Side<'_>, range: Range| {
            (range.0..range.1).find(|w| side.upos(*w) == Upos::Verb)
        };
        if !trusted
            && let (Some(p), Some(q)) = (done(a, ha), done(b, hb))
            && a.lemma(p) != b.lemma(q)
        {
            return Typed::Reworded;
        }
        return numbers(x, y, a, b, lexicon);
    }
    negation(a, b, hunk.0, hunk.1, lexicon)
        .or_else(|| names(a, b, (ha, hb), lexicon, kin))
        .or_else(|| opposites(a, b, ha, hb, lexicon))
        .or_else(|| trusted.then(|| kinds(a, b, ha, hb, lexicon)).flatten())
        .unwrap_or(Typed::Reworded)
}

/// Returns whether two quantities are one figure: "three Chadian officers", "three civilians" differ in what is
/// counted.
fn one_figure(x: &Quantity, y: &Quantity) -> bool {
    let differ = |p: f64, q: f64| (p - q).abs() > f64::EPSILON;
    x.bound == y.bound && !differ(x.low, y.low) && !differ(x.high, y.high)
}

/// Takes words off both ends that are forms of one word ("was", "were"; "Syrias", "Syria's").
fn trimmed(a: &Side<'_>, b: &Side<'_>, hunk: &Hunk) -> Hunk {
    let (mut ha, mut hb) = *hunk;
    let alike = |i: usize, j: usize| {
        let (x, y) = (a.lower(i), b.lower(j));
        a.lemma(i) == b.lemma(j) || bare(x).eq(bare(y))
    };
    while ha.0 < ha.1 && hb.0 < hb.1 && alike(ha.0, hb.0) {
        ha.0 += 1;
        hb.0 += 1;
    }
    while ha.0 < ha.1 && hb.0 < hb.1 && alike(ha.1 - 1, hb.1 - 1) {
        ha.1 -= 1;
        hb.1 -= 1;
    }
    (ha, hb)
}

/// Returns the letters of a word without a possessive or plural ending.
fn bare(word: &str) -> impl Iterator<Item = char> + '_ {
    let word = word.strip_suffix('s').unwrap_or(word);
    word.chars().filter(|c| c.is_alphanumeric())
}

fn opposites(a: &Side<'_>, b: &Side<'_>, ha: Range, hb: Range, lexicon: &Lexicon) -> Option<Typed> {
    if !(1..=3).contains(&(ha.1 - ha.0)) || !(1..=3).contains(&(hb.1 - hb.0)) {
        return None;
    }
    let opposed = (ha.0..ha.1).any(|i| {
        (hb.0..hb.1).any(|j| {
            lexicon.opposites.are(a.lemma(i), b.lemma(j))
                || lexicon.opposites.are(a.lower(i), b.lower(j))
        })
    });
    opposed.then(|| Typed::Differs("statement.opposite", a.range(ha), b.range(hb)))
}

/// Holds the kinds of the words on one side against those on the other.
fn kinds(a: &Side<'_>, b: &Side<'_>, ha: Range, hb: Range, lexicon: &Lexicon) -> Option<Typed> {
    let short = |range: Range| (1..=MAX_OF_KIND).contains(&(range.1 - range.0));
    if !short(ha) || !short(hb) {
        return None;
    }
    for (group, (of, of_states)) in lexicon.exclusive.groups().iter().enumerate() {
        let kinds_of = |side: &Side<'_>, word: usize| {
            let verb = side.upos(word) == Upos::Verb;
            // The lemma of a capitalised plural is the plural.
            let lower = side.lower(word);
            let singular = lower.strip_suffix('s').unwrap_or(lower);
            lexicon.exclusive.of(group, side.lemma(word), verb)
                | lexicon.exclusive.of(group, lower, verb)
                | lexicon.exclusive.of(group, singular, verb)
        };
        // The kinds that all words of a stretch may mean; where they mean several things, the kinds of each.
        let meant = |side: &Side<'_>, range: Range| {
            let kinds = (range.0..range.1).map(|w| kinds_of(side, w));
            let (all, any) = kinds
                .filter(|bits| *bits != 0)
                .fold((u32::MAX, 0), |(all, any), bits| (all & bits, any | bits));
            if all & any == 0 { any } else { all & any }
        };
        let state = |side: &Side<'_>, range: Range| {
            if names_state(side, range, lexicon) {
                *of_states
            } else {
                0
            }
        };
        let either = |bits: u32, state: u32| if bits == 0 { state } else { bits };
        let (x, y) = (
            either(meant(a, ha), state(a, ha)),
            either(meant(b, hb), state(b, hb)),
        );
        if x == 0 || y == 0 || x & y != 0 {
            continue;
        }
        // "Rockets and bullets", "bullets and rockets": each is told on both sides, by a word that tells no more.
        // Who the sentences name alike explains nothing: "rebels died in clashes with soldiers", "soldiers died
        // in clashes with soldiers".
        let elsewhere =
            |side: &Side<'_>, range: Range, own: u32, bits: u32, other: &Side<'_>, hunk: Range| {
                let alike = |w: usize| {
                    let hash = side.statement.hashes.get(w);
                    let outside =
                        |(i, h): (usize, &u32)| !(hunk.0..hunk.1).contains(&i) && Some(h) == hash;
                    *of == KindOf::People && other.statement.hashes.iter().enumerate().any(outside)
                };
                (0..side.statement.words.len())
                    .filter(|w| !(range.0..range.1).contains(w))
                    .any(|w| {
                        let told = kinds_of(side, w);
                        told & bits != 0 && told & own == 0 && !alike(w)
                    })
            };
        if elsewhere(a, ha, x, y, b, hb) && elsewhere(b, hb, y, x, a, ha) {
            return Some(Typed::Reworded);
        }
        let kind = match of {
            KindOf::Cause => "statement.cause",
            KindOf::People => "statement.people",
        };
        return Some(Typed::Differs(kind, a.range(ha), b.range(hb)));
    }
    None
}

fn negation(a: &Side<'_>, b: &Side<'_>, ha: Range, hb: Range, lexicon: &Lexicon) -> Option<Typed> {
    let negators = |side: &Side<'_>, hunk: Range| {
        (hunk.0..hunk.1)
            .filter(|w| lexicon.status.is_negator(side.lower_word(*w)))
            .count()
    };
    let (na, nb) = (negators(a, ha), negators(b, hb));
    // "Nor has he helped" denies as much as "he did not help", in other places.
    let all = |side: &Side<'_>| negators(side, (0, side.statement.words.len()));
    if na == nb || all(a) == all(b) {
        return None;
    }
    // Besides the negator only auxiliaries may differ ("did not sign", "signed").
    let pair_rest = (ha.1 - ha.0) <= 3 && (hb.1 - hb.0) <= 3;
    if !pair_rest {
        return None;
    }
    // "No women", "two women".
    let none = |side: &Side<'_>, hunk: Range| (hunk.0..hunk.1).any(|w| side.lower(w) == "no");
    let counted = none(a, ha) || none(b, hb);
    let lemmas = |side: &Side<'_>, hunk: Range| -> Vec<String> {
        (hunk.0..hunk.1)
            .filter(|w| !(counted && side.upos(*w) == Upos::Num))
            .filter(|w| {
                !lexicon.status.is_negator(side.lower_word(*w))
                    && !lexicon.variants.auxiliaries.contains(side.lemma_word(*w))
            })
            .map(|w| side.lemma(w).to_owned())
            .collect()
    };
    if lemmas(a, ha) != lemmas(b, hb) {
        return None;
    }
    // "not only … but": no denial.
    let only = |side: &Side<'_>, hunk: Range| {
        hunk.1 < side.statement.words.len()
            && lexicon
                .variants
                .not_denied
                .contains(side.lower_word(hunk.1))
    };
    if only(a, ha) || only(b, hb) {
        return Some(Typed::Reworded);
    }
    let show = |side: &Side<'_>, hunk: Range| {
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
