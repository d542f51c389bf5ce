//! Event nouns and bare adjectives: "the signing is expected", "cancelled the visit", "no deal".

use super::{Context, Modality, Reading};
use crate::claims::{Certainty, Polarity};
use crate::tokens::{Relation, Upos, Xpos};

/// Deepest chain of governors that is followed.
const MAX_CLIMB: usize = 6;
/// Words between "is not" and the noun that it denies.
const MAX_OWN: usize = 5;

impl Context<'_> {
    /// Reads a noun or an adjective without a copula: its modifiers, then every word that governs it.
    pub(super) fn nominal(self, token: usize) -> Reading {
        let mut out = Reading::PLAIN;
        self.negation_and_modifiers(token, &mut out.modality);
        if out.modality.polarity == Polarity::Positive && self.is_said_not_to_be(token) {
            out.modality.polarity = Polarity::Negative;
            return out;
        }
        let mut below = token;
        for (depth, at) in self.grammar.ancestors(token).enumerate() {
            if depth > MAX_CLIMB || !self.climb(below, at, &mut out.modality) {
                break;
            }
            below = at;
        }
        out
    }

    /// Whether "is not" stands right before the noun and its own words, whatever the parser hangs it on: "It's not
    /// kind of a deadlock", he added.
    fn is_said_not_to_be(self, token: usize) -> bool {
        let grammar = self.grammar;
        let own = |t: usize| {
            matches!(grammar.upos(t), Upos::Det | Upos::Adj)
                || matches!(grammar.lower(t), "of" | "kind" | "sort")
        };
        let before = (token.saturating_sub(MAX_OWN)..token)
            .rev()
            .find(|t| !own(*t));
        before.is_some_and(|at| {
            self.negates(at)
                && at
                    .checked_sub(1)
                    .is_some_and(|be| grammar.lemma(be) == "be")
                && grammar.head(at) != Some(token)
        })
    }

    /// Applies one governor; returns whether what stands above it governs the noun too.
    fn climb(self, below: usize, at: usize, out: &mut Modality) -> bool {
        let grammar = self.grammar;
        let relation = grammar.relation(below);
        // Only complements, subjects and objects are governed; a relative or adverbial clause is not.
        let governed = matches!(
            relation,
            Relation::Xcomp
                | Relation::Ccomp
                | Relation::Csubj
                | Relation::CsubjPass
                | Relation::Nsubj
                | Relation::NsubjPass
                | Relation::Obj
                | Relation::Obl
                | Relation::Acl
                | Relation::Nmod
                | Relation::Conj
                | Relation::Advcl
        );
        if !governed {
            return false;
        }
        if relation == Relation::Advcl {
            // "cautioned against assuming a deal", and a denied main clause behind "to say that …".
            let to_say = grammar.xpos(below) == Xpos::Vb && self.has_to(below);
            if self.is_against(below) || (to_say && self.denied_here(at)) {
                out.polarity = Polarity::Negative;
            }
            return false;
        }
        if grammar.is_verb(at) || self.is_adjective(at) || relation == Relation::Acl {
            self.under_predicate(below, at, relation, out);
        }
        true
    }

    fn under_predicate(self, below: usize, at: usize, relation: Relation, out: &mut Modality) {
        let grammar = self.grammar;
        let finite_below = relation == Relation::Ccomp
            && self.form(below) == crate::lexicon::status::Complement::Clause;
        if let Some(effect) = self.words.governor(grammar.lemma(at)) {
            let weighs = effect.certainty == Some(Certainty::Unstated) || effect.negative;
            // Who expects is not expected: "the signing plans …".
            let active_subject = relation == Relation::Nsubj
                && grammar.is_verb(at)
                && !grammar.is_passive(at)
                && !grammar.is_verb(below)
                && effect.status.is_some_and(crate::claims::Status::is_ahead);
            if (!finite_below || weighs) && !active_subject {
                let before = out.status;
                let stays = before == crate::claims::Status::Imminent
                    || (finite_below && before != crate::claims::Status::Unstated);
                out.apply(effect);
                if stays {
                    out.status = before;
                }
                out.governor = out.governor.or(Some(at));
            }
        }
        for child in grammar.tokens.children(at) {
            if grammar.relation(child) == Relation::Aux
                && grammar.xpos(child) == Xpos::Md
                && let Some(effect) = self.words.modal(grammar.lower_word(child))
            {
                out.weaken(effect.certainty.unwrap_or(Certainty::Certain));
            }
            if grammar.relation(child) == Relation::Mark
                && self.words.is_condition(grammar.lower(child))
            {
                out.certainty = Certainty::Unstated;
            }
        }
        let denied = self.denied_here(at);
        if denied || self.is_against(at) {
            out.negate();
        }
    }

    fn is_against(self, token: usize) -> bool {
        let tokens = self.grammar.tokens;
        tokens
            .child(token, Relation::Mark)
            .or_else(|| tokens.child(token, Relation::Case))
            .is_some_and(|m| self.grammar.lower(m) == "against")
    }

    /// Returns whether a predicate is denied in its own clause: "did not", "no one can".
    pub(super) fn denied_here(self, at: usize) -> bool {
        let grammar = self.grammar;
        grammar
            .tokens
            .children(at)
            .any(|child| match grammar.relation(child) {
                Relation::Advmod => self.negates(child),
                Relation::Nsubj | Relation::NsubjPass => self.is_empty_phrase(child),
                _ => false,
            })
    }
}
