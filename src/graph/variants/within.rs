//! Clauses that an article repeats word by word but for one value: "an 85 % chance of survival" above, "a 50 %
//! chance of survival" below.
//!
//! Most sentences of one article that look alike tell of two things: two matches, two shares, two days. So the
//! words around the value must be many, the same on both sides of it, and say who did what.

use super::align::{Range, align};
use super::side::Side;
use super::typed::{Typed, typed};
use super::versions::Kin;
use super::{Difference, difference_claim};
use crate::claims::hash_of_words;
use crate::lexicon::Lexicon;
use crate::tokens::Upos;

/// Words in common directly around the value.
const MIN_AROUND: usize = 9;
/// Of them, on the side where there are fewer.
const MIN_EACH_SIDE: usize = 2;
/// Content words among them.
const MIN_CONTENT: usize = 5;

/// Compares two sentences of one article.
pub(super) fn compare(a: &Side<'_>, b: &Side<'_>, lexicon: &Lexicon) -> Option<Difference> {
    let same =
        a.statement.hashes == b.statement.hashes || a.statement.sentence == b.statement.sentence;
    if same || a.turn().is_some() || b.turn().is_some() || a.is_question() || b.is_question() {
        return None;
    }
    let (hunks, _) = align(&a.statement.hashes, &b.statement.hashes);
    let mut found = None;
    for (idx, hunk) in hunks.iter().enumerate() {
        let (ha, hb) = *hunk;
        let last = idx.checked_sub(1).and_then(|i| hunks.get(i));
        let from = last.map_or(0, |h| h.0.1);
        let to = hunks
            .get(idx + 1)
            .map_or(a.statement.words.len(), |h| h.0.0);
        let (before, behind) = (ha.0 - from, to - ha.1);
        let around = before + behind >= MIN_AROUND && before.min(behind) >= MIN_EACH_SIDE;
        if !around || !tells(a, (from, ha.0), (ha.1, to)) {
            continue;
        }
        // "By 2040, 62 % of the land", "55 % of the land until 2030": of two times.
        let end_b = hb.1 + behind;
        let dated = is_dated(a, (from, to)) || is_dated(b, (hb.0.saturating_sub(before), end_b));
        if dated {
            continue;
        }
        let Typed::Differs(kind, sa, sb) = typed(a, b, hunk, lexicon, Kin::Strangers) else {
            continue;
        };
        // A denial or an opposite may be a reader's or another speaker's answer.
        let compared = matches!(kind, "statement.number" | "statement.count");
        // What has grown since, in a page that is added to.
        let grows = kind == "statement.count" && (may_grow(a, lexicon) || may_grow(b, lexicon));
        // Two values that differ: two things are told, one after the other.
        if !compared || grows || found.is_some() {
            return None;
        }
        let words = before + behind;
        let shared = a.statement.hashes.get(from..ha.0).unwrap_or_default();
        let key = hash_of_words(shared);
        found = Some(Difference {
            a: (a.article.source, difference_claim(a, kind, sa, key)),
            b: (b.article.source, difference_claim(b, kind, sb, key)),
            reasons: vec![format!(
                "one clause told twice: the {words} words around the difference are the same"
            )],
        });
    }
    found
}

/// Returns whether a time stands directly before or behind a stretch of words.
fn is_dated(side: &Side<'_>, (from, to): Range) -> bool {
    let at =
        |word: usize| word < side.statement.words.len() && side.timex(&(word, word + 1)).is_some();
    from.checked_sub(1).is_some_and(at) || at(to) || at(to + 1)
}

/// Returns whether a frame reads the sentence as of what only grows.
fn may_grow(side: &Side<'_>, lexicon: &Lexicon) -> bool {
    let mut claims = side.extraction.claims.iter();
    claims
        .any(|c| c.sentence == side.statement.sentence && lexicon.frames.grows(c.predicate_name()))
}

/// Returns whether the words around a value are a clause with enough content.
fn tells(side: &Side<'_>, before: Range, behind: Range) -> bool {
    let words = || (before.0..before.1).chain(behind.0..behind.1);
    let content = words().filter(|w| {
        matches!(
            side.upos(*w),
            Upos::Noun | Upos::Propn | Upos::Verb | Upos::Adj
        )
    });
    let verb = words().any(|w| side.upos(w) == Upos::Verb);
    verb && content.count() >= MIN_CONTENT
}
