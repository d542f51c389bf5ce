//! How strong an earthquake was: "a magnitude 6.1 earthquake struck off the coast of X on Sunday".

use crate::claims::Claim;
use crate::claims::facts::value;
use crate::claims::ties::Words;
use crate::mentions::quantity::{Quantity, Unit};
use crate::mentions::time::When;

/// The unit of an earthquake's strength.
const MAGNITUDE: &str = "magnitude";

/// Words between "magnitude" and its number.
const NEAR: usize = 2;

/// No earthquake is as strong.
const MOST: f64 = 10.0;

impl Words<'_> {
    pub(super) fn quakes(&self, sentence: usize, out: &mut Vec<Claim>) {
        let words = &self.outcomes().quakes;
        let mut strengths = self.quantities().filter(|(_, q)| self.is_strength(q));
        // Two strengths are of two earthquakes, or one was corrected.
        let (Some((idx, strength)), None) = (strengths.next(), strengths.next()) else {
            return;
        };
        let Some(noun) = self.range().find(|t| self.is(*t, &words.nouns)) else {
            return;
        };
        if self.has(&words.others) || self.is_unsettled() || self.series(noun).is_some() {
            return;
        }
        let is_struck = |t: usize| self.is(t, &words.strike);
        let mut places = self.places(is_struck);
        // "X was hit by an earthquake".
        let passive = self
            .range()
            .find(|t| is_struck(*t) && self.lower(t + 1) == "by")
            .and_then(|verb| self.ending(verb.checked_sub(1)?));
        places.extend(passive);
        let Some((day, timex)) = self.day(noun) else {
            return;
        };
        let mut roles: Vec<_> = places
            .iter()
            .map(|p| self.party(*p).role("place"))
            .collect();
        if self.article_has(&words.several) {
            roles.push(value("shocks", "several", self.span(noun, noun + 1)));
        }
        let (first, last) = (strength.tokens.0 as usize, strength.tokens.1 as usize);
        let evidence = (noun, first.min(noun), last.max(noun + 1));
        if let Some(mut claim) = self.outcome("earthquake.magnitude", sentence, evidence, roles) {
            claim.quantity = Some(idx);
            claim.time = When::Days(day);
            claim.timex = Some(timex);
            out.push(claim);
        }
    }

    /// Returns whether a number is a magnitude: "of magnitude 6.1", "a magnitude of 6.1", "6.1 magnitude".
    fn is_strength(&self, q: &Quantity) -> bool {
        let (from, to) = (q.tokens.0 as usize, q.tokens.1 as usize);
        let first = self.from.max(from.saturating_sub(NEAR));
        matches!(&q.unit, Unit::Measure(unit) if unit == MAGNITUDE)
            || (first..to + 2).any(|t| self.lower(t) == MAGNITUDE) && q.low < MOST
    }
}
