//! Who won a vote, where the cues of the frame do not reach: "declared X the winner of the election in Y", "X was
//! elected president of Y".

use super::Party;
use crate::claims::facts::value;
use crate::claims::ties::{Name, Words};
use crate::claims::{Certainty, Claim};
use crate::mentions::entity::EntityKind;
use crate::tokens::Upos;

/// Words from the winner to the vote: "the winner of Sunday's presidential runoff".
const MAX_TO_VOTE: usize = 9;

impl Words<'_> {
    pub(super) fn elections(&self, sentence: usize, out: &mut Vec<Claim>) {
        let words = &self.outcomes().elections;
        let unsure = self
            .range()
            .any(|t| self.phrase_at(t, &words.unsure).is_some());
        if unsure {
            // The frame's cues have read its victories already: they prove nothing.
            let here = self.span(self.from, self.end);
            for claim in out.iter_mut().filter(|c| here.contains(c.trigger)) {
                if claim.predicate_name() == "election.win" {
                    claim.certainty = Certainty::Probable;
                }
            }
            return;
        }
        for at in self.range() {
            let found = if self.is(at, &words.declare) && self.upos(at) == Upos::Verb {
                self.declared(at)
            } else if self.is(at, &words.elect) && self.upos(at) == Upos::Verb {
                self.elected(at)
            } else if self.is(at, &words.win)
                && (self.upos(at) == Upos::Verb || at > self.from && self.upos(at - 1) == Upos::Aux)
            {
                self.won_vote(at)
            } else {
                None
            };
            let Some((winner, state, to)) = found else {
                continue;
            };
            let person = winner.kind == EntityKind::Person
                || winner.kind == EntityKind::Other && winner.key.contains(' ');
            let span = self.span(at, at + 1);
            let read = out
                .iter()
                .any(|c| c.trigger == span && c.predicate_name() == "election.win");
            if !person || read || !self.is_told(at) {
                continue;
            }
            let mut roles = vec![winner.role("winner"), self.party(state).role("contest")];
            let Some(frame) = self.reader.lexicon.frames.of_predicate("election.win") else {
                return;
            };
            for (kind, names) in &frame.kinds {
                let told = self.range().find(|t| {
                    names
                        .iter()
                        .any(|n| n == self.lower(*t) || n == self.lemma(*t))
                });
                roles.extend(told.map(|t| value("kind", kind.as_str(), self.span(t, t + 1))));
            }
            let vote = (at..to).find(|t| {
                frame
                    .nouns
                    .iter()
                    .any(|n| n.len() == 1 && n.iter().all(|w| w == self.lemma(*t)))
            });
            roles.extend(vote.and_then(|v| self.series(v)));
            if let Some(mut claim) = self.outcome("election.win", sentence, (at, at, to), roles) {
                claim.evidence = claim.evidence.join(winner.span);
                out.push(claim);
            }
        }
    }

    /// "Declared X the winner of", "X was declared the winner of".
    fn declared(&self, at: usize) -> Option<(Party, Name, usize)> {
        let winner = &self.outcomes().elections.winner;
        let named = self.behind(at + 1);
        let noun = (at + 1..self.end.min(at + MAX_TO_VOTE)).find(|t| self.is(*t, winner))?;
        let who = match named.filter(|n| n.to <= noun) {
            Some(name) => self.party(name),
            None => self.doer_of(at)?,
        };
        let (state, to) = self.vote_behind(noun + 1)?;
        Some((who, state, to))
    }

    /// "X was elected president of Y".
    fn elected(&self, at: usize) -> Option<(Party, Name, usize)> {
        let words = &self.outcomes().elections;
        // "Voters in Y re-elected President X".
        let passive = at > self.from && self.upos(at - 1) == Upos::Aux;
        if !passive && let Some(name) = self.whole_behind(at + 1) {
            let idx = self.names.partition_point(|n| n.from < self.from);
            let mut before = self.names.iter().skip(idx).take_while(|n| n.from < at);
            let state = before.find(|n| n.kind == EntityKind::State)?;
            let office = (at + 1..name.from).any(|t| self.phrase_at(t, &words.offices).is_some());
            return office.then(|| (self.party(name), *state, name.to));
        }
        let first = at + 1 + usize::from(self.lower(at + 1) == "as");
        let n = self.phrase_at(first, &words.offices)?;
        // "President of the Y football federation" is no president of Y.
        let state = self
            .whole_behind(first + n + 1)
            .filter(|_| self.lower(first + n) == "of")?;
        Some((self.doer_of(at)?, state, state.to))
    }

    /// "X has won Y's presidential runoff", "X won re-election as mayor of Y".
    fn won_vote(&self, at: usize) -> Option<(Party, Name, usize)> {
        let seats = &self.outcomes().elections.seats;
        let noun = (at + 1..self.end.min(at + MAX_TO_VOTE))
            .find(|t| seats.contains(self.lower_word(*t)))?;
        let whole = (at + 1..noun).all(|t| {
            matches!(
                self.upos(t),
                Upos::Det | Upos::Adj | Upos::Noun | Upos::Propn | Upos::Part | Upos::Punct
            ) && self.lower(t) != ","
        });
        let place = |n: &Name| matches!(n.kind, EntityKind::State | EntityKind::Place);
        let owner = (at + 1..noun).find_map(|t| self.starting(t)).filter(place);
        let near = (noun + 1..self.end.min(noun + MAX_TO_VOTE))
            .take_while(|t| !matches!(self.lower(*t), "," | ";"))
            .filter(|t| matches!(self.lower(*t), "in" | "of"))
            .find_map(|t| self.behind(t + 1))
            .filter(place);
        let state = owner.or(near).filter(|_| whole)?;
        Some((self.doer(at)?, state, state.to.max(noun + 1)))
    }

    fn doer_of(&self, verb: usize) -> Option<Party> {
        let mut to = verb;
        while to > self.from && matches!(self.upos(to - 1), Upos::Aux | Upos::Adv) {
            to -= 1;
        }
        (to < verb).then(|| self.party_ending(to)).flatten()
    }

    /// Returns where a vote was that is told of behind a token.
    fn vote_behind(&self, at: usize) -> Option<(Name, usize)> {
        let idx = self.names.partition_point(|n| n.from < at);
        let mut near = self.names.iter().skip(idx);
        let state = near.find(|n| {
            n.from < self.end.min(at + MAX_TO_VOTE)
                && matches!(n.kind, EntityKind::State | EntityKind::Place)
        });
        let name = state.copied().or_else(|| {
            // "Y's commission declared X the winner of the election".
            let first = self.names.partition_point(|n| n.from < self.from);
            let mut all = self
                .names
                .iter()
                .skip(first)
                .take_while(|n| n.from < self.end);
            let only = all.find(|n| n.kind == EntityKind::State)?;
            all.all(|n| n.kind != EntityKind::State || n.entity == only.entity)
                .then_some(*only)
        })?;
        Some((
            name,
            self.end.min(at + MAX_TO_VOTE).min(name.to.max(at + 1)),
        ))
    }
}
