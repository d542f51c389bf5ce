//! Whether anybody was arrested over a crime: "two men were arrested over the theft of X", "nobody has been arrested
//! over the theft".

use crate::claims::Claim;
use crate::claims::Polarity;
use crate::claims::facts::value;
use crate::claims::ties::Words;
use crate::mentions::time::When;
use crate::tokens::Upos;

/// Words from the arrest to its crime.
const MAX_TO_CRIME: usize = 14;

/// Words from a crime to the names that identify it.
const MAX_TO_NAME: usize = 10;

impl Words<'_> {
    pub(super) fn arrests(&self, sentence: usize, out: &mut Vec<Claim>) {
        let words = &self.outcomes().arrests;
        for at in self.range() {
            let verb = self.is(at, &words.verbs) && self.upos(at) == Upos::Verb;
            let noun = !verb && self.is(at, &words.nouns);
            if !verb && !noun {
                continue;
            }
            let nobody = (self.from..at)
                .rev()
                .take(MAX_TO_CRIME)
                .any(|t| self.phrase_at(t, &words.nobody).is_some() && (verb || t + 2 >= at));
            if !nobody && (noun || !self.is_told(at)) {
                continue;
            }
            let over = (at + 1..self.end.min(at + MAX_TO_CRIME))
                .find_map(|t| Some(t + self.phrase_at(t, &words.over)?));
            let Some(over) = over else { continue };
            let stop = self.end.min(over + MAX_TO_NAME);
            let Some(crime) = (over..stop).find(|t| self.is(*t, &words.crimes)) else {
                continue;
            };
            let names = self.names.iter().filter(|n| {
                (over..stop).contains(&n.from) && n.entity.is_some() && !self.is_time(n.from)
            });
            let mut roles: Vec<_> = names.map(|n| self.party(*n).role("of")).collect();
            let kind = self.lemma(crime).to_owned();
            roles.push(value("kind", kind, self.span(crime, crime + 1)));
            if let Some(mut claim) =
                self.outcome("arrest.over", sentence, (at, at, crime + 1), roles)
            {
                if nobody {
                    claim.polarity = Polarity::Negative;
                }
                if let Some((day, timex)) = self.day(at) {
                    claim.time = When::Days(day);
                    claim.timex = Some(timex);
                }
                out.push(claim);
            }
            return;
        }
    }
}
