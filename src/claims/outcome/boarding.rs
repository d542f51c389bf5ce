//! How many were on board of what came to grief: "a ferry carrying 212 passengers sank off X on Friday".

use crate::claims::Claim;
use crate::claims::facts::value;
use crate::claims::ties::Words;
use crate::mentions::quantity::{Quantity, Unit};
use crate::mentions::time::When;
use crate::tokens::Upos;

/// Words between a word of carrying and the number.
const NEAR: usize = 2;

impl Words<'_> {
    pub(super) fn boarding(&self, sentence: usize, out: &mut Vec<Claim>) {
        let words = &self.outcomes().boarding;
        let craft = self.range().find_map(|t| {
            let (kind, _) = words.crafts.iter().find(|(_, nouns)| self.is(t, nouns))?;
            Some((t, kind))
        });
        let Some((craft, kind)) = craft else { return };
        let grief = self
            .range()
            .any(|t| self.phrase_at(t, &words.mishaps).is_some());
        let counted = self.quantities().find(|(_, q)| self.is_on_board(q));
        let (Some((idx, counted)), true) = (counted, grief) else {
            return;
        };
        if self.is_unsettled() {
            return;
        }
        let Some((day, timex)) = self.day(craft) else {
            return;
        };
        let places = self.places(|_| false);
        let mut roles: Vec<_> = places
            .iter()
            .map(|p| self.party(*p).role("place"))
            .collect();
        roles.push(value("kind", kind.as_str(), self.span(craft, craft + 1)));
        roles.extend(self.series(craft));
        // "A ferry", "a yacht": two of a kind.
        if !self.is(craft, &words.any_craft) {
            let noun = self.lemma(craft).to_owned();
            roles.push(value("craft", noun, self.span(craft, craft + 1)));
        }
        let (first, last) = (counted.tokens.0 as usize, counted.tokens.1 as usize);
        // "170 passengers and crew": others are counted too.
        if self.lower(last) == "and" && self.upos(last + 1) == Upos::Noun {
            return;
        }
        let evidence = (craft, first.min(craft), last.max(craft + 1));
        if let Some(mut claim) = self.outcome("boarding.aboard", sentence, evidence, roles) {
            claim.quantity = Some(idx);
            claim.time = When::Days(day);
            claim.timex = Some(timex);
            out.push(claim);
        }
    }

    /// Returns whether people are counted, and as those on board.
    fn is_on_board(&self, q: &Quantity) -> bool {
        let words = &self.outcomes().boarding;
        let names = &self.reader.lexicon.names;
        let people = match &q.unit {
            Unit::Count(noun) => {
                noun == "person"
                    || noun == "passenger"
                    || names.is_person_noun(noun)
                    || words.people.contains(noun)
            }
            _ => false,
        };
        let (from, to) = (q.tokens.0 as usize, q.tokens.1 as usize);
        let behind =
            (to.saturating_sub(1)..to + NEAR).any(|t| self.phrase_at(t, &words.aboard).is_some());
        let first = self.from.max(from.saturating_sub(NEAR));
        let carried = (first..from).any(|t| self.is(t, &words.carry));
        let passengers = matches!(&q.unit, Unit::Count(noun) if noun == "passenger");
        let transport = (first..from)
            .any(|t| self.is(t, &words.carry) && !matches!(self.lemma(t), "have" | "with"));
        people && (behind || transport || carried && passengers)
    }
}
