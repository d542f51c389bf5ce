//! How a vote on a law went: "X's senate passed the water bill", "the water bill was rejected by the senate of X".

use crate::calendar::Interval;
use crate::claims::facts::value;
use crate::claims::ties::{Name, Words};
use crate::claims::{Claim, Role};
use crate::mentions::entity::EntityKind;
use crate::mentions::time::When;
use crate::tokens::Upos;

/// Words of a measure's name before its noun, and of what it is to do behind it.
const MAX_NAME: usize = 5;

/// Days for which a vote is news.
const NEWS: i32 = 2;

impl Words<'_> {
    pub(super) fn votes(&self, sentence: usize, out: &mut Vec<Claim>) {
        let words = &self.outcomes().votes;
        if !self.has(&words.measures) || self.has(&words.stages) || self.has(&words.rivals) {
            return;
        }
        for at in self.range() {
            let (predicate, n) = if let Some(n) = self.phrase_at(at, &words.pass) {
                ("vote.pass", n)
            } else if let Some(n) = self.phrase_at(at, &words.reject) {
                ("vote.reject", n)
            } else {
                continue;
            };
            if self.upos(at) == Upos::Verb
                && self.is_told(at)
                && let Some(claim) = self.vote(sentence, predicate, at, at + n)
            {
                out.push(claim);
            }
        }
    }

    fn vote(&self, sentence: usize, predicate: &str, at: usize, to: usize) -> Option<Claim> {
        let active = self.measure_behind(to);
        let (noun, body_in) = if let Some(noun) = active {
            (noun, self.from..at)
        } else {
            // "The bill was rejected by the senate".
            let copula = (self.from..at)
                .rev()
                .take_while(|t| matches!(self.upos(*t), Upos::Aux | Upos::Adv))
                .last()?;
            let noun = self.measure_before(copula)?;
            let by = (to..self.end.min(to + 2)).find(|t| matches!(self.lower(*t), "by" | "in"))?;
            (noun, by..self.end)
        };
        // "A fishing bill that would have raised the quotas": told from others by what it does.
        let first = (self.from..noun)
            .rev()
            .take(MAX_NAME)
            .take_while(|t| self.is_in_phrase(*t))
            .last()
            .unwrap_or(noun);
        let any = self.is_one_of_many(first..noun);
        let told =
            (noun + 1..self.end).any(|t| self.lower(t) == "that" && self.lower(t - 1) != ",");
        if any && told {
            return None;
        }
        let (body, chamber) = body_in.clone().find_map(|t| {
            let found = self.outcomes().votes.bodies.iter();
            let found = found.filter_map(|(kind, names)| Some((self.phrase_at(t, names)?, kind)));
            found
                .max_by_key(|(n, _)| *n)
                .map(|(n, kind)| ((t, t + n), kind))
        })?;
        let state = self.state_of(body)?;
        let (topic, topic_span) = self.topic(noun)?;
        let mut state = self.party(state);
        // "Parliament in X": the seat stands for the state.
        if let Some(seat_of) = self.reader.lexicon.names.seat_of(&state.key) {
            seat_of.clone_into(&mut state.key);
        }
        let (days, timex) = match self.day(at) {
            Some((day, timex)) => (day, Some(timex)),
            // "Has passed the bill": the news of these days.
            None => (self.just_now(at)?, None),
        };
        let mut roles: Vec<Role> = vec![state.role("state")];
        roles.push(value("topic", topic, topic_span));
        if chamber != "members" {
            roles.push(value("kind", chamber.as_str(), self.span(body.0, body.1)));
        }
        let from = body.0.min(noun).min(at);
        let end = (noun + 1).max(to).max(body.1);
        let mut claim = self.outcome(predicate, sentence, (at, from, end), roles)?;
        claim.time = When::Days(days);
        claim.timex = timex;
        Some(claim)
    }

    /// Returns the days before publication of what a verb in the perfect tells, where no time stands in its sentence.
    fn just_now(&self, verb: usize) -> Option<Interval> {
        let published = self.reader.article.published.as_day()?;
        let perfect = (self.from.max(verb.saturating_sub(3))..verb)
            .any(|t| matches!(self.lower(t), "has" | "have"));
        let timeless = self.timexes().next().is_none();
        (perfect && timeless).then(|| Interval::new(published.plus(-NEWS), published))
    }

    /// Returns the noun of the measure that begins at a token.
    fn measure_behind(&self, at: usize) -> Option<usize> {
        (at..self.end.min(at + MAX_NAME + 1))
            .take_while(|t| *t == at || self.is_in_phrase(t - 1))
            .find(|t| self.is_measure(*t))
    }

    fn is_in_phrase(&self, at: usize) -> bool {
        matches!(
            self.upos(at),
            Upos::Det | Upos::Adj | Upos::Noun | Upos::Propn | Upos::Punct | Upos::Part
        ) && !matches!(self.lower(at), "," | ";" | ":")
    }

    /// Returns whether a token is the noun of a measure that ends its phrase.
    fn is_measure(&self, at: usize) -> bool {
        let words = &self.outcomes().votes;
        self.is(at, &words.measures)
            && (!matches!(self.upos(at + 1), Upos::Noun | Upos::Propn) || self.is_time(at + 1))
            && !self.is_possessive(at + 1)
    }

    /// Returns the measure whose phrase is the subject before a token: "the bill to ban fur farms was".
    fn measure_before(&self, to: usize) -> Option<usize> {
        (self.from..to)
            .rev()
            .take_while(|t| !matches!(self.lower(*t), "," | ";"))
            .find(|t| self.is_measure(*t))
            .filter(|noun| {
                let first = (self.from..*noun)
                    .rev()
                    .take_while(|t| self.is_in_phrase(*t))
                    .last()
                    .unwrap_or(*noun);
                // "Changes to the bill were rejected".
                first == self.from || self.upos(first - 1) != Upos::Adp
            })
    }

    /// Returns what a measure is about, by the words before its noun, or by what it is to do.
    fn topic(&self, noun: usize) -> Option<(String, crate::span::Span)> {
        let plain = &self.outcomes().votes.plain;
        let first = (self.from..noun)
            .rev()
            .take(MAX_NAME)
            .take_while(|t| self.is_in_phrase(*t))
            .last();
        let mut topic: Vec<&str> = (first.unwrap_or(noun)..noun)
            .filter(|t| matches!(self.upos(*t), Upos::Noun | Upos::Propn | Upos::Adj))
            .filter(|t| !self.is(*t, plain) && !self.is_named_state(*t))
            .map(|t| self.stem(t))
            .collect();
        let mut end = noun + 1;
        let aim = self.lower(end) == "to" || self.lower(end).ends_with("ing");
        if topic.is_empty() && aim {
            let first = end;
            let stop = (first..self.end.min(first + MAX_NAME)).take_while(|t| {
                *t == first
                    || !matches!(self.upos(*t), Upos::Adp | Upos::Punct | Upos::Aux)
                        && !self.is_time(*t)
            });
            for t in stop {
                if !matches!(self.upos(t), Upos::Det | Upos::Part | Upos::Pron) {
                    topic.push(self.stem(t));
                }
                end = t + 1;
            }
        }
        topic.sort_unstable();
        let from = first.unwrap_or(noun);
        (!topic.is_empty()).then(|| (topic.join(" "), self.span(from, end)))
    }

    /// Returns a verb's lemma, and any other word without the mark of a plural: a lemma that was learned may differ
    /// from one sentence to the next.
    fn stem(&self, at: usize) -> &str {
        match self.upos(at) {
            Upos::Verb => self.lemma(at),
            _ => self.lower(at).trim_end_matches('s'),
        }
    }

    fn is_named_state(&self, at: usize) -> bool {
        let entities = &self.reader.mentions.entities;
        let entity = entities.of_token(at).and_then(|e| entities.get(e));
        entity.is_some_and(|e| e.kind == EntityKind::State)
    }

    /// Returns the state whose body it is: "X's parliament", "the X senate", "lawmakers in X".
    fn state_of(&self, (from, to): (usize, usize)) -> Option<Name> {
        let place = |n: &Name| matches!(n.kind, EntityKind::State | EntityKind::Place);
        let before = if from > self.from && self.is_possessive(from - 1) {
            self.ending(from - 1)
        } else {
            self.ending(from)
        };
        let behind = || {
            matches!(self.lower(to), "of" | "in")
                .then(|| self.behind(to + 1))
                .flatten()
        };
        before.filter(place).or_else(|| behind().filter(place))
    }
}
