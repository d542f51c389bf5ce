//! Whether anybody was arrested over a crime: "two men were arrested over the theft of X", "nobody has been arrested
//! over the theft".

use crate::claims::facts::value;
use crate::claims::ties::Words;
use crate::claims::{Claim, Polarity, Role};
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
                .find_map(|t| Some((t, self.phrase_at(t, &words.nobody)?)))
                .filter(|(t, _)| verb || t + 2 >= at);
            // "No other suspects have been arrested", "no one has been charged since a man was arrested".
            if nobody.is_some_and(|(t, n)| {
                self.is(t + n, &words.more)
                    || (t + n..at).any(|i| self.upos(i) == Upos::Verb || self.is(i, &words.more))
            }) {
                continue;
            }
            // "Police said on Thursday that no one had been arrested", "nobody had been arrested until Friday".
            if let Some((t, n)) = nobody
                && (t + n..at).any(|i| self.lower(i) == "had")
                && self.is_of_before()
            {
                continue;
            }
            let nobody = nobody.is_some();
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
            // "A stabbing in Leeds": there may be two.
            let any = self.is_one_of_many(over..crime);
            if any && self.lower(crime + 1) != "of" {
                continue;
            }
            roles.extend(self.victim(crime));
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

    /// Returns whether the sentence names a day before publication, or the end of a time.
    fn is_of_before(&self) -> bool {
        let published = self.reader.article.published.from;
        self.has(&self.outcomes().offices.until)
            || self.timexes().any(|(_, t)| match (t.when, published) {
                (When::Days(days), Some(published)) => days.to.is_some_and(|to| to < published),
                _ => false,
            })
    }

    /// Returns whom or what a crime was done to: "the murder of a witness", by the last word of its phrase.
    fn victim(&self, crime: usize) -> Option<Role> {
        let last = (crime + 2..self.end)
            .take_while(|t| {
                matches!(
                    self.upos(*t),
                    Upos::Det | Upos::Adj | Upos::Noun | Upos::Propn | Upos::Num
                ) && !self.is_time(*t)
            })
            .filter(|t| matches!(self.upos(*t), Upos::Noun | Upos::Propn))
            .last()?;
        (self.lower(crime + 1) == "of").then(|| {
            value(
                "victim",
                self.lemma(last).to_owned(),
                self.span(last, last + 1),
            )
        })
    }
}
