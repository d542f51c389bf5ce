//! Dates that an article tells of as past or present: what bounds the day it was written where nobody
//! states it. "On Thursday, May 21, 2026, the army chief arrived" was not written on 20 May.

use super::Reader;
use crate::calendar::Interval;
use crate::mentions::time::{TimeRelation, Timex, TimexKind, When};
use crate::read::BlockKind;
use crate::span::Span;
use crate::tokens::{Relation, Xpos};

/// A day or stretch of days of the calendar, its year stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told {
    /// The days.
    pub days: Interval,
    /// Whether the sentence speaks of them as present ("at a sensitive time in 2026"): it was written
    /// within them, if the tense is the writer's. Else they are past: it was not written before them.
    pub present: bool,
    /// The words.
    pub span: Span,
}

/// A present tense of a stretch shorter than this (in days) is more often a plan: "opens on June 3, 2026".
const MIN_PRESENT: i32 = 360;

/// Longest stretch in days that bounds anything.
const MAX_DAYS: i32 = 370;

/// Returns the dates that the article tells of, in text order; none where its publication day is stated.
pub(super) fn find(reader: &Reader<'_>) -> Vec<Told> {
    if reader.article.published.as_day().is_some() {
        return Vec::new();
    }
    reader
        .mentions
        .times
        .iter()
        .filter_map(|timex| told(reader, timex))
        .collect()
}

fn told(reader: &Reader<'_>, timex: &Timex) -> Option<Told> {
    let grammar = reader.grammar;
    let When::Days(days) = timex.when else {
        return None;
    };
    let dated = matches!(timex.kind, TimexKind::Date | TimexKind::Time)
        && !timex.relative
        && days.n_days().is_some_and(|n| n <= MAX_DAYS)
        && matches!(
            timex.relation,
            TimeRelation::On | TimeRelation::Since | TimeRelation::After | TimeRelation::From
        );
    let at = timex.tokens.0 as usize;
    let kind = reader.block_kind(grammar.tokens.sentence_of(at));
    if !dated || !matches!(kind, BlockKind::Paragraph | BlockKind::Headline) {
        return None;
    }
    let verb = grammar
        .ancestors(at)
        .find(|t| grammar.is_verb(*t) || { grammar.tokens.child(*t, Relation::Cop).is_some() })?;
    // "Was scheduled for June 3": what is planned lies ahead.
    let ahead = reader
        .lexicon
        .status
        .governor(grammar.lemma(verb))
        .is_some_and(|e| e.status.is_some());
    if ahead {
        return None;
    }
    let mut tense = grammar.xpos(verb);
    // A past tense that was taken for a participle: "thousands cheered".
    if tense == Xpos::Vbn && grammar.tokens.child(verb, Relation::Nsubj).is_some() {
        tense = Xpos::Vbd;
    }
    let mut perfect = false;
    for child in grammar.tokens.children(verb) {
        match grammar.relation(child) {
            Relation::Aux | Relation::AuxPass | Relation::Cop => {
                if grammar.xpos(child) == Xpos::Md {
                    return None;
                }
                perfect |= grammar.lemma(child) == "have";
                if matches!(grammar.xpos(child), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp) {
                    tense = grammar.xpos(child);
                }
            }
            Relation::Mark if reader.lexicon.status.is_condition(grammar.lower(child)) => {
                return None;
            }
            _ => {}
        }
    }
    let past = tense == Xpos::Vbd || perfect;
    let present = matches!(tense, Xpos::Vbz | Xpos::Vbp) && !perfect;
    if !past && !(present && days.n_days().is_some_and(|n| n >= MIN_PRESENT)) {
        return None;
    }
    Some(Told {
        days,
        present: !past,
        span: timex.span,
    })
}
