//! Status, certainty and polarity of a predicate, from tense, modals, negation and the words that govern it.

use super::grammar::Grammar;
use super::{Certainty, Polarity, Status};
use crate::lexicon::status::{StatusEffect, StatusWords};
use crate::tokens::{Relation, Upos, Xpos};

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
    fn apply(&mut self, effect: StatusEffect) {
        if let Some(status) = effect.status {
            self.status = status;
        }
        if let Some(certainty) = effect.certainty {
            self.certainty = self.certainty.max(certainty);
        }
        if effect.negative {
            self.polarity = self.polarity.negated();
        }
    }
}

/// Reads the modality of a trigger: a verb, an event noun, or a predicate adjective.
pub(super) fn read(grammar: Grammar<'_>, trigger: usize, words: &StatusWords) -> Modality {
    let mut modality = Modality {
        status: Status::Unstated,
        certainty: Certainty::Certain,
        polarity: Polarity::Positive,
        governor: None,
    };
    own_clause(grammar, trigger, words, &mut modality);
    governed(grammar, trigger, words, &mut modality);
    modality
}

/// Tense, modals, negation and modifiers of the trigger itself.
fn own_clause(grammar: Grammar<'_>, trigger: usize, words: &StatusWords, out: &mut Modality) {
    let mut finite = Tense::None;
    let mut progressive = false;
    let mut have = false;
    let mut copula = false;
    let mut modal = None;
    for child in grammar.tokens.children(trigger) {
        match grammar.relation(child) {
            Relation::Aux | Relation::AuxPass | Relation::Cop => {
                let lemma = grammar.lemma(child);
                copula |= grammar.relation(child) == Relation::Cop;
                if grammar.xpos(child) == Xpos::Md {
                    modal = words.modal(grammar.lower(child)).or(modal);
                    continue;
                }
                if lemma == "have" {
                    have = true;
                }
                if lemma == "be" && grammar.xpos(trigger) == Xpos::Vbg {
                    progressive = true;
                }
                finite = finite.or(Tense::of(grammar.xpos(child)));
            }
            Relation::Advmod | Relation::Amod | Relation::Det | Relation::Compound => {
                let lower = grammar.lower(child);
                if words.is_negator(lower) {
                    // "not only" and "no longer" are no plain denial.
                    if !matches!(
                        grammar.lower(child + 1),
                        "only" | "longer" | "just" | "doubt"
                    ) {
                        out.polarity = out.polarity.negated();
                    }
                } else if let Some(effect) = words.modifier(grammar.lemma(child)) {
                    out.apply(effect);
                }
            }
            Relation::Mark if words.is_condition(grammar.lower(child)) => {
                out.certainty = Certainty::Unstated;
            }
            // "no agreement was signed", "no one signed": the clause is denied.
            Relation::Nsubj | Relation::NsubjPass | Relation::Obj
                if negative_phrase(grammar, child, words) =>
            {
                out.polarity = out.polarity.negated();
            }
            _ => {}
        }
    }
    if copula || (!grammar.is_verb(trigger) && finite == Tense::None) {
        // Nouns and adjectives: a copula says when, a modifier how far.
        if let Some(effect) = modal {
            out.apply(effect);
        } else if copula && out.status == Status::Unstated {
            out.status = Status::Ongoing;
        }
        return;
    }
    let own = Tense::of(grammar.xpos(trigger));
    let from_tense = match (modal, finite.or(own)) {
        (Some(effect), _) => {
            // "would have signed", "could have begun" did not happen for sure.
            out.apply(effect);
            None
        }
        _ if have => Some(Status::Done),
        (None, Tense::Past) => Some(Status::Done),
        (None, Tense::Present) if progressive || own == Tense::Present => Some(Status::Ongoing),
        (None, Tense::Present) => Some(Status::Ongoing),
        (None, Tense::None) => match grammar.xpos(trigger) {
            Xpos::Vbn => Some(Status::Done),
            _ => None,
        },
    };
    // A modifier that says more than the tense stays ("the planned signing was").
    if let Some(status) = from_tense
        && (out.status == Status::Unstated || status == Status::Done)
    {
        out.status = status;
    }
    if grammar.xpos(trigger) == Xpos::Vb
        && modal.is_none()
        && finite == Tense::None
        && out.status == Status::Unstated
        && is_infinitive(grammar, trigger)
    {
        out.status = Status::Proposed;
        out.certainty = out.certainty.max(Certainty::Possible);
    }
}

/// Words that govern the trigger: "is expected to", "failed to", "the signing is expected",
/// "no one can say that".
fn governed(grammar: Grammar<'_>, trigger: usize, words: &StatusWords, out: &mut Modality) {
    if denied_behind(grammar, trigger, words) {
        out.polarity = Polarity::Negative;
    }
    let mut below = trigger;
    for (depth, at) in grammar.ancestors(trigger).enumerate() {
        let relation = match grammar.relation(below) {
            // A bare gerund before a predicate without a subject is its subject: "signing it is expected".
            Relation::Advcl
                if below < at
                    && grammar.xpos(below) == Xpos::Vbg
                    && grammar.tokens.child(below, Relation::Mark).is_none()
                    && !has_subject_before(grammar, at, below) =>
            {
                Relation::Csubj
            }
            relation => relation,
        };
        let verbal = grammar.is_verb(at) || grammar.upos(at) == Upos::Adj;
        // Only complements, subjects and objects are governed; a relative or adverbial clause is not.
        let complement = matches!(
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
        if !complement || depth > 6 {
            break;
        }
        if relation == Relation::Advcl {
            // "cautioned against assuming", and a denied main clause behind "to say that …".
            let against = grammar
                .tokens
                .child(below, Relation::Mark)
                .or_else(|| grammar.tokens.child(below, Relation::Case))
                .is_some_and(|m| grammar.lower(m) == "against");
            let to_say = grammar.xpos(below) == Xpos::Vb && is_infinitive(grammar, below);
            if against || (to_say && is_denied(grammar, at, words)) {
                out.polarity = Polarity::Negative;
            }
            break;
        }
        if verbal || relation == Relation::Acl {
            // A finite verb in its own past tense has happened whatever stands above it,
            // unless a belief or a denial governs it.
            let finite_below = matches!(relation, Relation::Ccomp) && is_finite(grammar, below);
            if let Some(effect) = words.governor(grammar.lemma(at)) {
                let event_noun = !grammar.is_verb(below);
                if !finite_below || effect.certainty == Some(Certainty::Unstated) || effect.negative
                {
                    let subject_of_passive = matches!(relation, Relation::Nsubj | Relation::Obl)
                        && grammar.is_verb(at)
                        && !grammar.is_passive(at)
                        && event_noun
                        && effect.status.is_some_and(Status::is_ahead)
                        && relation == Relation::Nsubj;
                    if !subject_of_passive {
                        let stays = out.status == Status::Imminent
                            || (finite_below && out.status != Status::Unstated);
                        let before = out.status;
                        out.apply(effect);
                        if stays {
                            out.status = before;
                        }
                        out.governor = out.governor.or(Some(at));
                    }
                }
            }
            for child in grammar.tokens.children(at) {
                if grammar.relation(child) == Relation::Aux
                    && grammar.xpos(child) == Xpos::Md
                    && let Some(effect) = words.modal(grammar.lower(child))
                {
                    out.certainty = out
                        .certainty
                        .max(effect.certainty.unwrap_or(Certainty::Certain));
                }
                if grammar.relation(child) == Relation::Mark
                    && words.is_condition(grammar.lower(child))
                {
                    out.certainty = Certainty::Unstated;
                }
            }
            if is_denied(grammar, at, words) {
                out.polarity = out.polarity.negated();
            }
            // "is not true", "against": a denied belief denies what it holds.
            let against = grammar
                .tokens
                .child(at, Relation::Mark)
                .or_else(|| grammar.tokens.child(at, Relation::Case))
                .is_some_and(|m| grammar.lower(m) == "against");
            if against && !is_denied(grammar, at, words) {
                out.polarity = out.polarity.negated();
            }
        }
        below = at;
    }
}

/// Returns whether a verb has a subject before a token; one behind it may be the object of the
/// gerund that is the real subject ("signing the accord is expected").
fn has_subject_before(grammar: Grammar<'_>, verb: usize, token: usize) -> bool {
    grammar
        .tokens
        .children(verb)
        .filter(|c| *c < token)
        .any(|c| {
            matches!(
                grammar.relation(c),
                Relation::Nsubj | Relation::NsubjPass | Relation::Csubj | Relation::Expl
            )
        })
}

/// Returns whether what was said is taken back behind it by "such" under a negation: "to say that
/// …, no one can make such a claim", "… there was no such plan".
fn denied_behind(grammar: Grammar<'_>, trigger: usize, words: &StatusWords) -> bool {
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
            _ if words.is_negator(lower) => negated = true,
            _ => {}
        }
    }
    false
}

/// Returns whether a predicate is denied in its own clause: "did not", "no one can".
fn is_denied(grammar: Grammar<'_>, at: usize, words: &StatusWords) -> bool {
    grammar
        .tokens
        .children(at)
        .any(|child| match grammar.relation(child) {
            Relation::Advmod => {
                words.is_negator(grammar.lower(child)) && grammar.lower(child + 1) != "only"
            }
            Relation::Nsubj | Relation::NsubjPass => negative_phrase(grammar, child, words),
            _ => false,
        })
}

/// Returns whether a noun phrase is empty: "no one", "neither side", "nobody".
fn negative_phrase(grammar: Grammar<'_>, noun: usize, words: &StatusWords) -> bool {
    words.is_negator(grammar.lower(noun))
        || grammar
            .tokens
            .children(noun)
            .any(|c| grammar.relation(c) == Relation::Det && words.is_negator(grammar.lower(c)))
}

fn is_infinitive(grammar: Grammar<'_>, verb: usize) -> bool {
    grammar
        .tokens
        .children(verb)
        .any(|c| grammar.relation(c) == Relation::Mark && grammar.lower(c) == "to")
}

fn is_finite(grammar: Grammar<'_>, verb: usize) -> bool {
    Tense::of(grammar.xpos(verb)) != Tense::None
        || grammar.tokens.children(verb).any(|c| {
            matches!(
                grammar.relation(c),
                Relation::Aux | Relation::AuxPass | Relation::Cop
            ) && (Tense::of(grammar.xpos(c)) != Tense::None || grammar.xpos(c) == Xpos::Md)
        })
}

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
