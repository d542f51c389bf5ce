//! Who keeps an office and who leaves it: "X remains chief executive of Y", "replacing X".

use crate::claims::Claim;
use crate::claims::Status;
use crate::claims::facts::value;
use crate::claims::ties::Words;
use crate::mentions::entity::EntityKind;
use crate::mentions::time::When;
use crate::tokens::Xpos;

/// Words from a verb of staying to the office.
const MAX_TO_OFFICE: usize = 5;

impl Words<'_> {
    pub(super) fn offices(&self, sentence: usize, out: &mut Vec<Claim>) {
        let words = &self.outcomes().offices;
        for at in self.range() {
            if let Some(n) = self.phrase_at(at, &words.stay) {
                self.stays(at, at + n, sentence, out);
            } else if self.is(at, &words.replace)
                && let Some(name) = self.whole_behind(at + 1)
                && name.from == at + 1
            {
                let person = self.party(name);
                let full = person.key.contains(' ') && person.kind == EntityKind::Person;
                let ahead = self.reader.grammar.xpos(at) != Xpos::Vbg && !self.is_told(at);
                if !full || ahead || !self.is_of_now() {
                    continue;
                }
                let evidence = (at, at, name.to);
                let roles = vec![person.role("holder")];
                if let Some(claim) = self.outcome("tenure.leave", sentence, evidence, roles) {
                    out.push(claim);
                }
            }
        }
    }

    /// Returns whether no day long before publication stands in the sentence, and none long behind it.
    pub(super) fn is_of_now(&self) -> bool {
        let published = self.reader.article.published;
        let old = |when: When| match (when, published.from) {
            (When::Days(days), Some(published)) => {
                days.to.is_none_or(|to| to < published.plus(-super::WEEK))
                    || days
                        .from
                        .is_none_or(|from| from > published.plus(super::WEEK))
            }
            (When::Unknown, _) => false,
            _ => true,
        };
        self.timexes().all(|(_, t)| !old(t.when))
    }

    fn stays(&self, at: usize, to: usize, sentence: usize, out: &mut Vec<Claim>) {
        let names = &self.reader.lexicon.names;
        let head = (to..self.end.min(to + MAX_TO_OFFICE)).find(|t| {
            let lower = self.lower(*t);
            names.is_office_head(lower)
                || names
                    .titles_starting_with(lower)
                    .iter()
                    .any(|x| x.office.is_some())
                || names.is_person_noun(lower)
        });
        // Most that stay hold no office, which is seen before anybody asks the parse who stays.
        let Some(head) = head else { return };
        if self.has(&self.outcomes().offices.until) || !self.is_of_now() {
            return;
        }
        let Some(person) = self.doer(at) else { return };
        if !person.key.contains(' ') || person.kind != EntityKind::Person {
            return;
        }
        let listed = names
            .titles_starting_with(self.lower_word(head))
            .iter()
            .filter(|x| (0..).zip(&x.words).all(|(i, w)| self.lower(head + i) == w))
            .map(|x| x.words.len())
            .max()
            .unwrap_or(1);
        let last = head + listed - 1;
        let roles = vec![
            person.role("holder"),
            value("office", self.lemma(last), self.span(last, last + 1)),
        ];
        let evidence = (at, at, last + 1);
        if let Some(mut claim) = self.outcome("tenure.remain", sentence, evidence, roles) {
            claim.evidence = claim.evidence.join(person.span);
            claim.status = Status::Ongoing;
            out.push(claim);
        }
    }
}
