//! Which way from the anchor a time without a year or week lies, told by the verb near it.

use super::grammar::Scanner;
use crate::lexicon::time::TimeRelation;
use crate::tokens::{Upos, Xpos};

/// Which way a time lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    /// On or before the anchor.
    Past,
    /// On or after it.
    Future,
    /// The words do not tell.
    Unknown,
}

/// How far from the time a verb is looked for, in tokens.
const REACH: usize = 24;

/// How far from the time a verb in the present tense makes a plan of it.
const PRESENT_REACH: usize = 2;

impl Scanner<'_> {
    /// Returns the direction of the time at tokens `start..end`.
    pub(super) fn direction(&self, start: usize, end: usize, relation: TimeRelation) -> Direction {
        let preposition = start.checked_sub(1).map_or("", |k| self.lower(k));
        if self.words.only_past.contains(preposition) {
            return Direction::Past;
        }
        let possessive = matches!(self.lower(end), "'s" | "’s");
        let before = self.verb_before(start, !possessive);
        let until = matches!(relation, TimeRelation::Until | TimeRelation::By);
        if until && before == Some(Direction::Past) {
            // "postponed until Tuesday", but "it was not until Tuesday".
            let negated = start
                .checked_sub(2)
                .is_some_and(|k| self.words.not.contains(self.lower(k)));
            if relation == TimeRelation::Until && !negated {
                return Direction::Future;
            }
        }
        before
            .or_else(|| self.verb_after(end))
            .unwrap_or(Direction::Unknown)
    }

    fn verb_before(&self, start: usize, plans: bool) -> Option<Direction> {
        let from = self.base.max(start.saturating_sub(REACH));
        (from..start)
            .rev()
            .find_map(|k| self.verb(k, plans && start - k <= PRESENT_REACH))
    }

    fn verb_after(&self, end: usize) -> Option<Direction> {
        let to = self.end.min(end + REACH);
        (end..to).find_map(|k| self.verb(k, false))
    }

    /// Returns the direction that one word gives, if it is a verb or a word of plans.
    fn verb(&self, k: usize, near: bool) -> Option<Direction> {
        let form = self.lower(k);
        let token = self.token(k)?;
        if self.words.planned.contains(form) {
            return Some(Direction::Future);
        }
        if self.words.future.contains(form) && (token.xpos == Xpos::Md || token.upos != Upos::Propn)
        {
            return Some(Direction::Future);
        }
        if self.words.reporting.contains(form) {
            return Some(Direction::Past);
        }
        match token.xpos {
            Xpos::Vbd => Some(Direction::Past),
            Xpos::Vbn => Some(self.participle(k)),
            Xpos::Vb => self.infinitive(k),
            // "The court meets Friday" is a plan; far from the time, a present tense tells nothing.
            Xpos::Vbz | Xpos::Vbp if near => Some(Direction::Future),
            Xpos::Vbz | Xpos::Vbp => Some(Direction::Unknown),
            _ => None,
        }
    }

    /// `will be met`, `to be held`: future; `was held`, `held`: past.
    fn participle(&self, k: usize) -> Direction {
        let from = self.base.max(k.saturating_sub(4));
        for i in (from..k).rev() {
            let form = self.lower(i);
            if self.words.future.contains(form) || form == "to" {
                return Direction::Future;
            }
            match self.xpos(i) {
                Some(Xpos::Vb | Xpos::Vbn | Xpos::Rb) => {}
                _ => break,
            }
        }
        Direction::Past
    }

    fn infinitive(&self, k: usize) -> Option<Direction> {
        let from = self.base.max(k.saturating_sub(4));
        for i in (from..k).rev() {
            let form = self.lower(i);
            if self.words.future.contains(form) || form == "to" {
                return Some(Direction::Future);
            }
            match self.xpos(i) {
                // "did not meet"
                Some(Xpos::Vbd) => return Some(Direction::Past),
                Some(Xpos::Rb | Xpos::Vb) => {}
                _ => return None,
            }
        }
        None
    }
}
