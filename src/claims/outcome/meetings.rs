//! Where two met: "the summit between X and Y in Z", "X and Y held talks in Z on Wednesday".

use crate::claims::facts::value;
use crate::claims::ties::{Name, Words};
use crate::claims::{Certainty, Claim, Polarity, Role, Status, modality};
use crate::mentions::entity::EntityKind;
use crate::mentions::time::When;
use crate::tokens::{Upos, Xpos};

/// Words from the meeting to its place.
const MAX_TO_PLACE: usize = 12;

impl Words<'_> {
    pub(super) fn meetings(&self, sentence: usize, out: &mut Vec<Claim>) {
        let words = &self.outcomes().meetings;
        let Some(at) = self
            .range()
            .find(|t| self.is(*t, &words.nouns) || self.is(*t, &words.meet))
        else {
            return;
        };
        if self.is_unsettled()
            || self.series(at).is_some()
            || words.others.contains(self.lower_word(at.saturating_sub(1)))
        {
            return;
        }
        let idx = self.names.partition_point(|n| n.from < self.from);
        let here: Vec<Name> = self
            .names
            .iter()
            .skip(idx)
            .take_while(|n| n.from < self.end)
            .copied()
            .collect();
        // The place stands behind "in"; who meets does not.
        let in_place = |n: &Name| {
            matches!(n.kind, EntityKind::Place | EntityKind::State)
                && n.from > self.from
                && self.lower(n.from - 1) == "in"
                && !self.is_possessive(n.to)
        };
        let mut places = here.iter().filter(|n| in_place(n));
        let (Some(place), None) = (places.next(), places.next()) else {
            return;
        };
        let near = at.abs_diff(place.from) <= MAX_TO_PLACE;
        let mut parties: Vec<&Name> = here
            .iter()
            .filter(|n| n.kind == EntityKind::State && !in_place(n))
            .collect();
        parties.dedup_by_key(|n| n.entity);
        let [one, other] = parties.as_slice() else {
            return;
        };
        let joined = (one.to..other.from).any(|t| matches!(self.lower(t), "and" | "with" | "to"))
            && other.from.saturating_sub(one.to) <= 3
            && one.entity != other.entity;
        let Some(ahead) = self.is_ahead(at) else {
            return;
        };
        let Some((day, timex)) = self.day_of(at, ahead).filter(|_| near && joined) else {
            return;
        };
        let mut roles = vec![
            self.party(**one).role("party"),
            self.party(**other).role("party"),
            self.party(*place).role("place"),
        ];
        let rank = self.rank();
        // "Norway and Denmark meet in Oslo on Friday": two teams, by custom.
        if rank.is_none() && !self.has(&words.nouns) {
            return;
        }
        roles.extend(rank);
        roles.extend(self.subject_of(at));
        let from = one.from.min(place.from).min(at);
        let to = other.to.max(place.to).max(at + 1);
        if let Some(mut claim) = self.outcome("meeting.hold", sentence, (at, from, to), roles) {
            claim.time = When::Days(day);
            claim.timex = Some(timex);
            out.push(claim);
        }
    }

    /// Returns whether a meeting is still to come; none where it is denied, called off or only thought of.
    fn is_ahead(&self, at: usize) -> Option<bool> {
        let grammar = self.reader.grammar;
        let verb = std::iter::once(at)
            .chain(grammar.ancestors(at))
            .find(|t| grammar.is_verb(*t))
            .or_else(|| self.range().find(|t| grammar.is_verb(*t)))?;
        let modality = modality::read(grammar, verb, &self.reader.lexicon.status);
        let sure = matches!(modality.certainty, Certainty::Certain | Certainty::Probable);
        let off = matches!(
            modality.status,
            Status::Proposed | Status::Cancelled | Status::Postponed | Status::Failed
        );
        let present = matches!(grammar.xpos(verb), Xpos::Vbz | Xpos::Vbp);
        (sure && !off && modality.polarity == Polarity::Positive)
            .then(|| modality.status.is_ahead() || present)
    }

    /// Returns what a meeting is about, by the last word of its phrase: "talks on a swap of prisoners".
    fn subject_of(&self, at: usize) -> Option<Role> {
        let about = &self.outcomes().meetings.about;
        let last = self.end.min(at + MAX_TO_PLACE);
        let first = (at + 1..last)
            .find(|t| about.contains(self.lower_word(*t)) && !self.is_time(t + 1))?
            + 1;
        let head = (first..self.end)
            .take_while(|t| {
                matches!(
                    self.upos(*t),
                    Upos::Det
                        | Upos::Pron
                        | Upos::Adj
                        | Upos::Noun
                        | Upos::Propn
                        | Upos::Part
                        | Upos::Verb
                ) && !self.is_time(*t)
            })
            .filter(|t| self.upos(*t) == Upos::Noun)
            .last()?;
        Some(value(
            "subject",
            self.lemma(head).to_owned(),
            self.span(head, head + 1),
        ))
    }

    /// Returns who meets: leaders, ministers, officials.
    fn rank(&self) -> Option<Role> {
        let words = &self.outcomes().meetings;
        let (ranks, portfolios) = (&words.ranks, &words.portfolios);
        self.range().find_map(|t| {
            let (rank, _) = ranks
                .iter()
                .find(|(_, words)| self.phrase_at(t, words).is_some())?;
            let of = t
                .checked_sub(1)
                .map(|t| self.lower(t))
                .filter(|w| portfolios.contains(w));
            let key = of.map_or_else(|| rank.clone(), |of| format!("{of} {rank}"));
            Some(value("rank", key, self.span(t, t + 1)))
        })
    }
}
