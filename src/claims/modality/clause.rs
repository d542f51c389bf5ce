//! What a clause says of itself: tense, modals, negation, modifiers, mood.

use super::{Context, Modality, Reading};
use crate::claims::{Certainty, Polarity, Status};
use crate::lexicon::status::Complement;
use crate::tokens::{Relation, Upos, Xpos};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tense {
    None,
    Past,
    Present,
}

impl Tense {
    fn of(xpos: Xpos) -> Self {
        match xpos {
            Xpos::Vbd => Self::Past,
            Xpos::Vbz | Xpos::Vbp => Self::Present,
            _ => Self::None,
        }
    }

    fn or(self, other: Self) -> Self {
        if self == Self::None { other } else { self }
    }
}

/// The auxiliaries of a clause.
#[derive(Debug, Clone, Copy)]
struct Auxiliaries {
    modal: Option<usize>,
    finite: Tense,
    have: bool,
    copula: bool,
}

impl Context<'_> {
    /// Returns what tense, modals, negation and modifiers of the predicate itself say.
    pub(super) fn own_clause(self, token: usize) -> Reading {
        let grammar = self.grammar;
        let mut out = Reading::PLAIN;
        self.negation_and_modifiers(token, &mut out.modality);
        let aux = self.auxiliaries(token);
        out.past = aux.finite.or(Tense::of(grammar.xpos(token))) == Tense::Past;
        let effect = aux.modal.and_then(|m| {
            let word = grammar.lower(m);
            if aux.have {
                self.words.perfect_modal(word)
            } else {
                self.words.modal(word)
            }
        });
        if let Some(effect) = effect {
            out.impossible = out.modality.polarity == Polarity::Negative
                && effect.status == Some(Status::Proposed);
            out.past = aux.have;
            out.modality.apply(effect);
            self.future_in_the_past(token, aux.modal, &mut out.modality);
            return out;
        }
        if self.is_inverted_condition(token) {
            // "Even had they signed": they had not.
            out.modality.status = Status::Proposed;
            out.modality.weaken(Certainty::Unstated);
        } else if self.has_to(token) && aux.finite != Tense::None {
            // "is to sign on Friday"; "the aim is to sign".
            out.modality.status = Status::Planned;
            out.modality.weaken(Certainty::Probable);
        } else if self.is_future(token) {
            out.modality.status = Status::Planned;
        } else if aux.copula || !grammar.is_verb(token) {
            if aux.copula && out.modality.status == Status::Unstated {
                out.modality.status = Status::Ongoing;
            }
        } else if let Some(status) = self.status_of_tense(token, aux)
            && (out.modality.status == Status::Unstated
                || (status == Status::Done && out.modality.status != Status::Failed))
        {
            // A modifier that says more than the tense stays ("the planned signing was").
            out.modality.status = status;
        }
        let habitual = out.modality.status == Status::Ongoing && !out.past;
        if habitual && self.subject(token).is_some_and(|s| self.is_generic(s)) {
            out.modality.weaken(Certainty::Unstated);
        }
        out
    }

    /// Negators, modifiers and empty arguments among a word's dependents.
    pub(super) fn negation_and_modifiers(self, token: usize, out: &mut Modality) {
        let grammar = self.grammar;
        for child in grammar.tokens.children(token) {
            match grammar.relation(child) {
                Relation::Advmod | Relation::Amod | Relation::Det | Relation::Compound => {
                    if self.words.is_negator(grammar.lower_word(child)) {
                        if self.negates(child) && !self.is_before_infinitive(token, child) {
                            out.negate();
                        }
                    } else if let Some(effect) = self.words.modifier(grammar.lemma_word(child)) {
                        out.apply(effect);
                    }
                }
                // "neither confirmed nor denied".
                Relation::CcPreconj | Relation::Cc
                    if self.words.is_negator(grammar.lower_word(child)) =>
                {
                    out.negate();
                }
                // "no agreement was signed", "no one signed": the clause is denied.
                Relation::Nsubj | Relation::NsubjPass | Relation::Obj
                    if self.is_empty_phrase(child) =>
                {
                    out.negate();
                }
                _ => {}
            }
        }
        // "asked not to be named", where the parser leaves the word to the verb before it.
        let denied = grammar
            .tokens
            .child(token, Relation::Mark)
            .filter(|to| grammar.lower(*to) == "to")
            .and_then(|to| to.checked_sub(1))
            .filter(|not| self.negates(*not) && grammar.head(*not) != Some(token))
            .is_some_and(|not| {
                grammar
                    .head(not)
                    .is_some_and(|verb| verb < not && self.is_before_infinitive(verb, not))
            });
        if denied {
            out.negate();
        }
    }

    /// Returns whether a word of denial behind a verb stands before an infinitive, which it denies alone.
    fn is_before_infinitive(self, verb: usize, not: usize) -> bool {
        verb < not && self.grammar.is_verb(verb) && self.grammar.lower(not + 1) == "to"
    }

    /// Returns whether a token negates what it stands under; "not only" and "no longer" are no plain denial.
    pub(super) fn negates(self, token: usize) -> bool {
        self.words.is_negator(self.grammar.lower_word(token))
            && !matches!(
                self.grammar.lower(token + 1),
                "only" | "longer" | "just" | "doubt" | "least"
            )
    }

    /// Returns whether a noun phrase is empty: "no one", "neither side", "few", "none of them".
    pub(super) fn is_empty_phrase(self, noun: usize) -> bool {
        let grammar = self.grammar;
        self.words.is_negator(grammar.lower_word(noun))
            || self.words.is_few(grammar.lower_word(noun))
            || grammar.tokens.children(noun).any(|c| {
                let lower = grammar.lower(c);
                let few = self.words.is_few(lower)
                    && !grammar
                        .tokens
                        .children(noun)
                        .any(|d| grammar.lower(d) == "a")
                    && !grammar.tokens.children(c).any(|d| grammar.lower(d) == "a");
                match grammar.relation(c) {
                    Relation::Det => self.words.is_negator(lower) || few,
                    Relation::Amod => few,
                    _ => false,
                }
            })
    }

    /// Returns whether a verb is no more than a future: "is going to sign".
    pub(super) fn is_future(self, token: usize) -> bool {
        let grammar = self.grammar;
        grammar.xpos(token) == Xpos::Vbg
            && self.words.is_future(grammar.lemma_word(token))
            && grammar
                .tokens
                .child(token, Relation::Xcomp)
                .is_some_and(|c| self.has_to(c))
    }

    /// Returns whether "had" opens the clause before its subject: "had they signed, …".
    fn is_inverted_condition(self, token: usize) -> bool {
        let grammar = self.grammar;
        let Some(subject) = self.subject(token) else {
            return false;
        };
        // The words decide: the parse may hang the participle on "had".
        let Some(had) = grammar.subtree(subject).0.checked_sub(1) else {
            return false;
        };
        let participle = matches!(grammar.xpos(token), Xpos::Vbn | Xpos::Vbd);
        if !participle || grammar.lower(had) != "had" {
            return false;
        }
        // "Never had they signed": no condition.
        let sentence = grammar.tokens.of_sentence(grammar.tokens.sentence_of(had));
        had == sentence.start
            || grammar.upos(had - 1) == Upos::Punct
            || matches!(grammar.lower(had - 1), "even" | "and" | "but" | "or")
    }

    fn auxiliaries(self, token: usize) -> Auxiliaries {
        let grammar = self.grammar;
        let mut out = Auxiliaries {
            modal: None,
            finite: Tense::None,
            have: false,
            copula: false,
        };
        for child in grammar.tokens.children(token) {
            let relation = grammar.relation(child);
            if !matches!(relation, Relation::Aux | Relation::AuxPass | Relation::Cop) {
                continue;
            }
            out.copula |= relation == Relation::Cop;
            if grammar.xpos(child) == Xpos::Md {
                out.modal = out.modal.or(Some(child));
                continue;
            }
            out.have |= grammar.lemma(child) == "have";
            out.finite = out.finite.or(Tense::of(grammar.xpos(child)));
        }
        out
    }

    fn status_of_tense(self, token: usize, aux: Auxiliaries) -> Option<Status> {
        if aux.have {
            return Some(Status::Done);
        }
        match aux.finite.or(Tense::of(self.grammar.xpos(token))) {
            Tense::Past => Some(Status::Done),
            Tense::Present => Some(Status::Ongoing),
            Tense::None => match self.grammar.xpos(token) {
                Xpos::Vbn => Some(Status::Done),
                Xpos::Vbg => Some(Status::Ongoing),
                _ => None,
            },
        }
    }

    /// "said it would sign": a plan, told in the past.
    fn future_in_the_past(self, token: usize, modal: Option<usize>, out: &mut Modality) {
        let grammar = self.grammar;
        let would = modal.is_some_and(|m| self.words.is_past_of_will(grammar.lower_word(m)));
        let told = grammar.relation(token) == Relation::Ccomp
            && grammar
                .head(token)
                .is_some_and(|h| matches!(grammar.xpos(h), Xpos::Vbd | Xpos::Vbn));
        if would && told && out.certainty == Certainty::Unstated && self.mark(token) != Some("if") {
            out.certainty = Certainty::Probable;
        }
    }

    /// Returns the form of a predicate as a complement.
    pub(super) fn form(self, token: usize) -> Complement {
        let grammar = self.grammar;
        let aux = self.auxiliaries(token);
        if aux.finite != Tense::None || aux.modal.is_some() {
            return Complement::Clause;
        }
        if self.has_to(token) {
            return Complement::Infinitive;
        }
        match grammar.xpos(token) {
            Xpos::Vb
                if self.subject(token).is_some() && grammar.relation(token) != Relation::Xcomp =>
            {
                let bare = matches!(grammar.relation(token), Relation::Ccomp)
                    && grammar
                        .head(token)
                        .is_some_and(|h| self.signature(h, Complement::Infinitive).is_some());
                if bare {
                    Complement::Infinitive
                } else {
                    Complement::Clause
                }
            }
            Xpos::Vb => Complement::Infinitive,
            Xpos::Vbg => Complement::Gerund,
            Xpos::Vbn => Complement::Participle,
            _ => Complement::Clause,
        }
    }

    pub(super) fn has_to(self, token: usize) -> bool {
        let mut children = self.grammar.tokens.children(token);
        children
            .any(|c| self.grammar.relation(c) == Relation::Mark && self.grammar.lower(c) == "to")
    }

    /// Returns whether an infinitive is of the perfect: "to have signed".
    pub(super) fn is_perfect(self, token: usize) -> bool {
        self.form(token) != Complement::Clause && self.auxiliaries(token).have
    }

    pub(super) fn subject(self, token: usize) -> Option<usize> {
        let mut children = self.grammar.tokens.children(token);
        children.find(|c| {
            matches!(
                self.grammar.relation(*c),
                Relation::Nsubj | Relation::NsubjPass | Relation::Csubj | Relation::Expl
            )
        })
    }

    /// Returns whether a verb has a subject before a token; one behind it may be the object of the
    /// gerund that is the real subject ("signing the accord is expected").
    pub(super) fn has_subject_before(self, verb: usize, token: usize) -> bool {
        self.subject(verb).is_some_and(|s| s < token)
    }

    /// "you sign", "anyone who signs": said of whoever it may be.
    fn is_generic(self, subject: usize) -> bool {
        let grammar = self.grammar;
        let stands_for = if matches!(grammar.xpos(subject), Xpos::Wdt | Xpos::Wp) {
            grammar
                .head(subject)
                .filter(|verb| grammar.relation(*verb) == Relation::AclRelcl)
                .and_then(|verb| grammar.head(verb))
                .unwrap_or(subject)
        } else {
            subject
        };
        self.words.is_generic(grammar.lower_word(stands_for))
    }

    /// Returns whether a main clause asks whether something is so: its auxiliary stands before its subject.
    /// A question word presupposes the rest where it is past: "why did they sign?".
    pub(super) fn is_asked(self, token: usize, own: &Reading) -> bool {
        let grammar = self.grammar;
        let sentence = grammar
            .tokens
            .of_sentence(grammar.tokens.sentence_of(token));
        let mark = sentence.clone().rev().take(3);
        if !mark.into_iter().any(|t| grammar.lower(t) == "?") {
            return false;
        }
        let Some(subject) = self.subject(token) else {
            return false;
        };
        let auxiliary = grammar.tokens.children(token).find(|c| {
            matches!(
                grammar.relation(*c),
                Relation::Aux | Relation::AuxPass | Relation::Cop
            )
        });
        let question_word = sentence.take_while(|t| *t < subject).any(|t| {
            matches!(
                grammar.xpos(t),
                Xpos::Wp | Xpos::Wdt | Xpos::Wrb | Xpos::WpPoss
            )
        });
        auxiliary.is_some_and(|a| a < subject) && !(question_word && own.past)
    }

    /// Returns whether what was said is taken back behind it by "such" under a negation: "to say that
    /// …, no one can make such a claim", "… there was no such plan".
    pub(super) fn denied_behind(self, trigger: usize) -> bool {
        let grammar = self.grammar;
        let sentence = grammar.tokens.sentence_of(trigger);
        let mut negated = false;
        for at in grammar
            .tokens
            .of_sentence(sentence)
            .filter(|t| *t > trigger)
        {
            let lower = grammar.lower(at);
            match lower {
                ";" | ":" => negated = false,
                "such" if negated && grammar.lower(at + 1) != "as" => return true,
                _ if self.words.is_negator(lower) => negated = true,
                _ => {}
            }
        }
        false
    }

    pub(super) fn is_adjective(self, token: usize) -> bool {
        self.grammar.upos(token) == Upos::Adj
    }
}
