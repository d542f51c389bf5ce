//! Status, certainty and polarity of a predicate: its own clause first (tense, modals, negation, mood), then
//! the words that govern it, from the outermost inwards.
//!
//! What a governing word does to its complement is its signature in `rules/names/status.yaml`, after
//! Nairn, Condoravdi and Karttunen (2006): `managed to sign` says that it was signed, `did not manage to sign`
//! that it was not; `failed to` the reverse; `plans to` leaves it open; `knows that` holds either way.
//! Every claim's status is read here and nowhere else.

use super::grammar::Grammar;
use super::{Certainty, Polarity, Status};
use crate::lexicon::status::{Complement, StatusEffect, StatusWords};
use crate::tokens::{Relation, Upos, Xpos};

mod adverbial;

mod clause;

mod complement;

mod nominal;

/// Deepest nesting that is followed; deeper ones are parser errors.
const MAX_DEPTH: usize = 8;

/// What the grammar says of a predicate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Modality {
    pub(super) status: Status,
    pub(super) certainty: Certainty,
    pub(super) polarity: Polarity,
    /// The word that governs the predicate and says how far it has come (`expected`), whose times count as its own.
    pub(super) governor: Option<usize>,
}

impl Modality {
    const PLAIN: Self = Self {
        status: Status::Unstated,
        certainty: Certainty::Certain,
        polarity: Polarity::Positive,
        governor: None,
    };

    fn apply(&mut self, effect: StatusEffect) {
        if let Some(status) = effect.status {
            self.status = status;
        }
        if let Some(certainty) = effect.certainty {
            self.certainty = self.certainty.max(certainty);
        }
        if effect.negative {
            self.negate();
        }
    }

    fn negate(&mut self) {
        self.polarity = self.polarity.negated();
    }

    fn weaken(&mut self, certainty: Certainty) {
        self.certainty = self.certainty.max(certainty);
    }
}

/// Reads the modality of a trigger: a verb, an event noun, or a predicate adjective.
pub(super) fn read(grammar: Grammar<'_>, trigger: usize, words: &StatusWords) -> Modality {
    let context = Context { grammar, words };
    let mut modality = context.reading(trigger, 0).modality;
    if context.denied_behind(trigger) {
        modality.polarity = Polarity::Negative;
    }
    modality
}

/// What a predicate's reading passes on to what it governs.
#[derive(Debug, Clone, Copy)]
struct Reading {
    modality: Modality,
    /// Its clause is about the past: `was able to sign`.
    past: bool,
    /// It is denied under a modal of ability: `no one can say`.
    impossible: bool,
}

impl Reading {
    const PLAIN: Self = Self {
        modality: Modality::PLAIN,
        past: false,
        impossible: false,
    };

    fn is_denied(&self) -> bool {
        self.modality.polarity == Polarity::Negative
    }

    /// Returns how far a complement has come that comes as far as its governor.
    fn reach(&self) -> Status {
        match self.modality.status {
            Status::Ongoing | Status::Unstated if self.past => Status::Done,
            status => status,
        }
    }

    /// Returns whether what it says lies ahead or is not committed to.
    fn is_unreal(&self) -> bool {
        self.modality.status.is_ahead() || self.modality.certainty == Certainty::Unstated
    }
}

#[derive(Clone, Copy)]
struct Context<'a> {
    grammar: Grammar<'a>,
    words: &'a StatusWords,
}

impl<'a> Context<'a> {
    fn reading(self, token: usize, depth: usize) -> Reading {
        if depth > MAX_DEPTH {
            return Reading::PLAIN;
        }
        if !self.is_predicate(token) {
            return self.nominal(token);
        }
        if let Some(first) = self.shares_auxiliaries(token) {
            return self.conjunct(token, first, depth);
        }
        let mut out = self.own_clause(token);
        self.attach(token, &mut out, depth);
        out
    }

    /// Returns whether a token heads a clause: a verb, or anything with a copula.
    fn is_predicate(self, token: usize) -> bool {
        self.grammar.is_verb(token) || self.grammar.tokens.child(token, Relation::Cop).is_some()
    }

    /// Returns the first of coordinated verbs, where a later one has no subject, auxiliary or tense of its own:
    /// "will sign and ratify", "failed to sign or ratify".
    fn shares_auxiliaries(self, token: usize) -> Option<usize> {
        let grammar = self.grammar;
        if grammar.relation(token) != Relation::Conj {
            return None;
        }
        let head = grammar.head(token).filter(|h| grammar.is_verb(*h))?;
        let alone = grammar.tokens.children(token).all(|c| {
            !matches!(
                grammar.relation(c),
                Relation::Aux
                    | Relation::AuxPass
                    | Relation::Cop
                    | Relation::Nsubj
                    | Relation::NsubjPass
                    | Relation::Mark
            )
        });
        let same = match grammar.xpos(token) {
            Xpos::Vb => grammar.xpos(head) == Xpos::Vb,
            Xpos::Vbn => grammar.xpos(head) == Xpos::Vbn,
            Xpos::Vbg => grammar.xpos(head) == Xpos::Vbg,
            _ => false,
        };
        (alone && same).then_some(head)
    }

    /// Reads a later conjunct as the first, but for a negation of its own ("but not ratify").
    fn conjunct(self, token: usize, first: usize, depth: usize) -> Reading {
        let mut out = self.reading(first, depth + 1);
        for child in self.grammar.tokens.children(token) {
            let cc = self.grammar.relation(child) == Relation::Cc;
            if self.negates(child) && !(cc && out.is_denied()) {
                out.modality.negate();
            }
        }
        out
    }

    /// Adds to a clause's own reading what its place in the sentence says.
    fn attach(self, token: usize, out: &mut Reading, depth: usize) {
        let grammar = self.grammar;
        // "said that A signed and B left": what governs the first clause governs the second.
        let mut top = token;
        while grammar.relation(top) == Relation::Conj
            && let Some(head) = grammar.head(top)
            && self.is_predicate(head)
        {
            top = head;
        }
        let form = self.form(token);
        let relation = grammar.relation(top);
        let Some(at) = grammar.head(top) else {
            self.main_clause(token, top, form, out);
            return;
        };
        let subordinator = self
            .mark(top)
            .and_then(|m| self.words.subordinator(m, form));
        if let Some(effect) = subordinator {
            self.subordinate(effect, token, at, out, depth);
            return;
        }
        match relation {
            Relation::Ccomp
            | Relation::Xcomp
            | Relation::Csubj
            | Relation::CsubjPass
            | Relation::Acl => self.complement(token, at, form, out, depth),
            // "It is not true that the firm sold it": what is true or not, whatever the parser made of it.
            Relation::Advcl
                if self.grammar.upos(at) == Upos::Adj && self.mark(top) == Some("that") =>
            {
                self.complement(token, at, form, out, depth);
            }
            Relation::Advcl | Relation::Obl | Relation::Nmod => {
                self.adverbial(token, top, at, form, out, depth);
            }
            Relation::Nsubj | Relation::NsubjPass | Relation::Obj | Relation::Appos
                if form != Complement::Clause =>
            {
                self.complement(token, at, form, out, depth);
            }
            // "nobody who signed".
            Relation::AclRelcl if self.is_empty_phrase(at) => {
                out.modality.weaken(Certainty::Unstated);
            }
            Relation::Parataxis | Relation::Conj | Relation::Dep | Relation::List => {
                self.main_clause(token, top, form, out);
            }
            _ => {}
        }
    }

    /// A clause that nothing governs: a question, an order, a statement.
    fn main_clause(self, token: usize, top: usize, form: Complement, out: &mut Reading) {
        if form == Complement::Clause && self.is_asked(top, out) {
            out.modality.weaken(Certainty::Unstated);
        }
        if form == Complement::Infinitive && self.subject(token).is_none() {
            out.modality.status = Status::Proposed;
            out.modality.weaken(Certainty::Possible);
        }
    }

    /// A clause under a subordinator that says something of its own: "if", "before", "without".
    fn subordinate(
        self,
        effect: StatusEffect,
        token: usize,
        at: usize,
        out: &mut Reading,
        depth: usize,
    ) {
        let up = self.reading(at, depth + 1);
        // What comes before, after or without something that is only planned is no more than planned.
        if up.modality.status.is_ahead() && self.form(token) != Complement::Clause {
            out.modality.status = up.modality.status;
            out.modality.weaken(up.modality.certainty);
        }
        out.modality.apply(effect);
    }

    /// Returns the word that introduces a clause, in lower case: a subordinator, or a preposition before a gerund.
    fn mark(self, token: usize) -> Option<&'a str> {
        let grammar = self.grammar;
        let introduces = |c: &usize| {
            matches!(grammar.relation(*c), Relation::Mark | Relation::Case)
                || (grammar.relation(*c) == Relation::Advmod && grammar.xpos(*c) == Xpos::Wrb)
        };
        let before = || {
            let children = grammar.tokens.children(token);
            children.filter(|c| *c < token).filter(introduces)
        };
        before()
            .find(|c| !matches!(grammar.lower(*c), "to" | "that" | "for"))
            .or_else(|| before().next())
            .map(|c| grammar.lower(c))
    }
}

#[cfg(test)]
mod tests;
