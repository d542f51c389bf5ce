//! When something was founded: "X was founded in 1987", "X, founded in 1987,", "Founded in 1987, X", "Y founded X
//! in 1987".

use super::Party;
use crate::claims::Claim;
use crate::claims::ties::{Name, Words};
use crate::mentions::time::{TimexKind, When};
use crate::tokens::Upos;

/// Words from the verb to the year: "founded by Ann Lee and her sister in 1987".
const MAX_TO_YEAR: usize = 8;

/// Shortest span of days of a year, and the longest.
const YEAR: std::ops::RangeInclusive<i32> = 1..=366;

impl Words<'_> {
    pub(super) fn founding(&self, sentence: usize, out: &mut Vec<Claim>) {
        let words = &self.outcomes().founding;
        for at in self.range() {
            let Some(n) = self.phrase_at(at, &words.verbs) else {
                continue;
            };
            let timex = self.timexes().find(|(_, t)| {
                let first = t.tokens.0 as usize;
                (at + n..at + n + MAX_TO_YEAR).contains(&first)
                    && t.kind == TimexKind::Date
                    && !t.approximate
                    && matches!(t.when, When::Days(d) if d.n_days().is_some_and(|d| YEAR.contains(&d)))
                    && (at + n..first).all(|i| !matches!(self.lower(i), "," | ";" | "(" | "and" | "which" | "who"))
                    && matches!(self.lower(first.saturating_sub(1)), "in" | "on")
            });
            let Some((idx, timex)) = timex else { continue };
            let end = timex.tokens.1 as usize;
            let Some(founded) = self.founded(at, at + n, end) else {
                continue;
            };
            // "Hansen, founded in 1962, holds a stake in Hansen Marine": a shorter name may be another's.
            let spelt = founded.span.of(self.reader.grammar.text);
            let n_words = |name: &str| name.split_whitespace().count();
            if n_words(spelt) < n_words(&founded.key) {
                continue;
            }
            if founded.key.split(' ').count() < 2 && founded.entity.is_none() {
                continue;
            }
            let roles = vec![founded.role("who")];
            if let Some(mut claim) = self.outcome("founding.found", sentence, (at, at, end), roles)
            {
                claim.time = timex.when;
                claim.timex = Some(idx);
                claim.evidence = founded.span.join(claim.evidence);
                out.push(claim);
            }
        }
    }

    /// Returns what is founded by a verb in `at..to`, with its year ending before `end`.
    fn founded(&self, at: usize, to: usize, end: usize) -> Option<Party> {
        let thing = |name| {
            use crate::mentions::entity::EntityKind::{Organisation, Other, Person, Place};
            let party: Party = self.party(name);
            matches!(party.kind, Organisation | Other | Place | Person).then_some(party)
        };
        // "Founded in 1987, X": at the beginning.
        if at == self.from {
            let name = self.starting(end + 1).filter(|_| self.lower(end) == ",")?;
            return thing(name).filter(|_| !self.is_possessive(name.to));
        }
        let before = at.checked_sub(1)?;
        // "X was founded in", "X, which was founded in", "X, founded in".
        let mut mark = before;
        while mark > self.from && matches!(self.upos(mark), Upos::Aux | Upos::Adv) {
            mark -= 1;
        }
        let passive = mark < before;
        if matches!(self.lower(mark), "which" | "that") && passive {
            mark = mark.saturating_sub(1);
            let to = if self.lower(mark) == "," {
                mark
            } else {
                mark + 1
            };
            return thing(self.whole_ending(to)?);
        }
        if self.lower(mark) == "," {
            return thing(self.whole_ending(mark)?);
        }
        if passive {
            return thing(self.whole_ending(mark + 1)?);
        }
        // "Y founded X in".
        let name = self.whole_behind(to)?;
        let by = (to..name.from).all(|t| matches!(self.upos(t), Upos::Det));
        (by && self.ending(at).is_some())
            .then(|| thing(name))
            .flatten()
    }

    /// Returns the name of a phrase that ends before a token: that of "X in Leeds" is X.
    fn whole_ending(&self, to: usize) -> Option<Name> {
        let name = self.ending(to)?;
        let case = name
            .from
            .checked_sub(1)
            .filter(|t| matches!(self.lower(*t), "in" | "of" | "at"));
        Some(case.and_then(|t| self.ending(t)).unwrap_or(name))
    }
}
