//! How long a strike lasted that is over: "nurses in X ended their strike on Friday after nine days", "the strike by X
//! nurses, which ended on Friday, lasted four weeks".

use crate::claims::facts::value;
use crate::claims::ties::Words;
use crate::claims::{Claim, Role};
use crate::mentions::entity::EntityKind;
use crate::mentions::time::{TimexKind, When};
use crate::tokens::{Upos, Xpos};

impl Words<'_> {
    pub(super) fn strikes(&self, sentence: usize, out: &mut Vec<Claim>) {
        let words = &self.outcomes().strikes;
        let Some(noun) = self.range().find(|t| {
            let gerund = self.reader.grammar.xpos(*t) == Xpos::Vbg;
            self.is(*t, &words.nouns) && (self.upos(*t) == Upos::Noun || gerund)
        }) else {
            return;
        };
        let end = self
            .range()
            .find(|t| self.phrase_at(*t, &words.ends).is_some());
        let mut lengths = self.timexes().filter(|(_, t)| {
            t.kind == TimexKind::Duration && t.length.is_some_and(|days| days.0 > 0)
        });
        let (Some(end), Some((idx, length)), None) = (end, lengths.next(), lengths.next()) else {
            return;
        };
        if self.is_unsettled()
            || self.has(&words.pauses)
            || self.series(noun).is_some()
            || !self.is_told(end)
        {
            return;
        }
        let striking = self.reader.grammar.xpos(noun) == Xpos::Vbg;
        // "After nine days", "a nine-day strike", "lasted nine days".
        let from = length.tokens.0 as usize;
        let before = from.saturating_sub(1);
        let last = length.tokens.1 as usize;
        let of_strike = (self.is(before, &words.lasts)
            && (self.lower(before) != "for" || before == noun + 1 && striking))
            || (last..=last + 1).contains(&noun);
        let Some((day, _)) = self.day(end).filter(|_| of_strike) else {
            return;
        };
        let idx_names = self.names.partition_point(|n| n.from < self.from);
        let here = self.names.iter().skip(idx_names);
        let here = here.take_while(|n| n.from < self.end);
        let mut at_firm = false;
        let mut roles: Vec<Role> = Vec::new();
        for name in here.filter(|n| n.entity.is_some() && n.kind != EntityKind::Person) {
            at_firm |= name.from.checked_sub(1).is_some_and(|t| {
                self.lower(t) == "at"
                    || self.lower(t) == "the" && self.lower(t.saturating_sub(1)) == "at"
            });
            roles.push(self.party(*name).role("where"));
        }
        let workers = self.workers();
        if workers.is_none() && !at_firm {
            return;
        }
        roles.extend(workers);
        let evidence = (
            end,
            end.min(noun).min(from),
            end.max(noun).max(last - 1) + 1,
        );
        if let Some(mut claim) = self.outcome("stoppage.last", sentence, evidence, roles) {
            claim.time = When::Days(day);
            claim.timex = Some(idx);
            claim.trigger = length.span;
            out.push(claim);
        }
    }

    /// Returns who went on strike: "nurse", "train driver".
    fn workers(&self) -> Option<Role> {
        let words = &self.outcomes().strikes;
        let names = &self.reader.lexicon.names;
        let at = self.range().find(|t| {
            let lemma = self.lemma(*t);
            let singular = self.lower(*t).strip_suffix('s').unwrap_or(lemma);
            words.workers.contains(lemma)
                || words.workers.contains(singular)
                || names.is_person_noun(lemma)
                || names.is_person_noun(singular)
        })?;
        let lower = self.lower(at);
        let singular = lower.strip_suffix('s').unwrap_or(lower);
        let before = at
            .checked_sub(1)
            .filter(|t| *t == self.from || *t > self.from && self.ending(at).is_none())
            .filter(|t| {
                self.upos(*t) == Upos::Noun || *t == self.from && self.upos(*t) == Upos::Propn
            });
        if before.is_none() && words.any_workers.contains(singular) {
            return None;
        }
        let key = match before {
            Some(t) => format!("{} {singular}", self.lower(t)),
            None => singular.to_owned(),
        };
        Some(value(
            "workers",
            key,
            self.span(before.unwrap_or(at), at + 1),
        ))
    }
}
