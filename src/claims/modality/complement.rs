//! What a governing word makes of its complement.

use super::{Context, Reading};
use crate::claims::{Certainty, Status};
use crate::lexicon::status::{Complement, Outcome, Signature};
use crate::tokens::{Relation, Xpos};

impl Context<'_> {
    /// A complement: what its governor's signature makes of it.
    pub(super) fn complement(
        self,
        token: usize,
        at: usize,
        form: Complement,
        out: &mut Reading,
        depth: usize,
    ) {
        let grammar = self.grammar;
        // A participle or gerund on a noun tells what the noun does.
        let on_noun = grammar.relation(token) == Relation::Acl && form != Complement::Infinitive;
        if on_noun && self.signature(at, form).is_none() {
            // "kept the crowd from entering", where the parser hangs the gerund on the crowd.
            if form == Complement::Gerund
                && let Some(verb) = grammar.head(at).filter(|v| grammar.is_verb(*v))
                && let Some(signature) = self.signature_with_preposition(verb, token)
            {
                let up = self.reading(verb, depth + 1);
                self.govern(token, signature, form, &up, out);
                return;
            }
            // "the task of signing" says nothing of its being done; "people signing" do.
            if form == Complement::Gerund && self.mark(token).is_some() {
                out.modality.weaken(Certainty::Unstated);
            }
            return;
        }
        // "caused the roof to collapse", where the parser hangs the infinitive on the roof.
        if form == Complement::Infinitive
            && grammar.relation(token) == Relation::Acl
            && matches!(grammar.relation(at), Relation::Obj | Relation::Iobj)
            && self.signature(at, form).is_none()
            && let Some(verb) = grammar.head(at)
            && let Some(signature) = self.signature(verb, form)
            && signature.affirmed != Outcome::Open
        {
            let up = self.reading(verb, depth + 1);
            self.govern(token, signature, form, &up, out);
            return;
        }
        let up = self.reading(at, depth + 1);
        match self.signature(at, form) {
            Some(signature) => {
                self.govern(token, signature, form, &up, out);
                if form != Complement::Clause || signature.status.is_some() {
                    out.modality.governor = out.modality.governor.or(Some(at));
                }
            }
            None => self.plain_complement(token, at, form, &up, out),
        }
    }

    /// Applies a governor's signature under its own reading.
    fn govern(
        self,
        token: usize,
        signature: Signature,
        form: Complement,
        up: &Reading,
        out: &mut Reading,
    ) {
        let outcome = match (up.is_denied(), up.impossible) {
            (false, _) if up.past && !up.is_unreal() => {
                signature.past.unwrap_or(signature.affirmed)
            }
            (false, _) => signature.affirmed,
            (true, true) => signature.impossible.unwrap_or(signature.denied),
            (true, false) => signature.denied,
        };
        // "is said to have signed" is as much about the past as "that it signed".
        let own_time = form == Complement::Clause || self.is_perfect(token);
        let factive =
            signature.affirmed == Outcome::Happens && signature.denied == Outcome::Happens;
        if outcome == Outcome::Not {
            out.modality.negate();
        }
        if own_time {
            out.modality
                .weaken(signature.certainty.unwrap_or(Certainty::Certain));
            if outcome == Outcome::Open {
                out.modality.weaken(Certainty::Unstated);
            }
            if up.impossible {
                out.modality.weaken(Certainty::Probable);
            } else if !factive {
                out.modality.weaken(up.modality.certainty);
            }
            return;
        }
        // "was not able to" is a failure, "did not plan to" no more than the lack of a plan.
        let lack = outcome == Outcome::Not
            && signature.affirmed == Outcome::Open
            && !(signature.past.is_some() && up.past);
        if outcome != Outcome::Open && !lack {
            out.modality.status = match signature.status {
                Some(status) if outcome == signature.affirmed && !up.is_unreal() => status,
                _ => up.reach(),
            };
            out.modality.weaken(
                up.modality.certainty.max(
                    signature
                        .certainty
                        .filter(|_| outcome == signature.affirmed)
                        .unwrap_or(Certainty::Certain),
                ),
            );
            out.past = up.past;
        } else if out.modality.status != Status::Imminent {
            out.modality.status = signature.status.unwrap_or(Status::Proposed);
            // "were not forced to leave": they may have left.
            let sure = match signature.affirmed {
                Outcome::Open => signature.certainty.unwrap_or(Certainty::Possible),
                Outcome::Happens | Outcome::Not => Certainty::Unstated,
            };
            // What comes after what lies ahead lies ahead, and what is not even planned is not done.
            let ahead = up.modality.status.is_ahead() || lack;
            out.modality.weaken(if ahead {
                sure.min(Certainty::Possible)
            } else {
                sure
            });
            if up.modality.certainty == Certainty::Unstated && !ahead {
                out.modality.certainty = Certainty::Unstated;
            }
        }
    }

    /// A complement of a word that the lists do not have.
    fn plain_complement(
        self,
        token: usize,
        at: usize,
        form: Complement,
        up: &Reading,
        out: &mut Reading,
    ) {
        let grammar = self.grammar;
        let clausal = matches!(
            grammar.relation(token),
            Relation::Csubj | Relation::CsubjPass | Relation::Nsubj | Relation::NsubjPass
        );
        match form {
            Complement::Clause => {
                if up.is_denied() && up.impossible {
                    out.modality.negate();
                    out.modality.weaken(Certainty::Probable);
                } else if up.is_denied() || up.modality.certainty == Certainty::Unstated {
                    out.modality.weaken(Certainty::Unstated);
                } else {
                    out.modality.weaken(up.modality.certainty);
                }
            }
            Complement::Infinitive if self.has_to(token) => {
                if !self.is_perfect(token) && out.modality.status != Status::Imminent {
                    out.modality.status = Status::Proposed;
                    out.modality.weaken(if up.modality.status.is_ahead() {
                        Certainty::Possible
                    } else {
                        Certainty::Unstated
                    });
                }
                if up.is_denied() && grammar.is_verb(at) {
                    out.modality.negate();
                }
            }
            Complement::Gerund if clausal => out.modality.weaken(Certainty::Unstated),
            // "let it go", "got him fired", "kept walking": as far as the governor.
            _ => {
                if up.is_denied() {
                    out.modality.negate();
                }
                if form != Complement::Participle || up.is_unreal() {
                    out.modality.status = up.reach();
                }
                out.modality.weaken(up.modality.certainty);
            }
        }
    }

    /// Returns the signature of a governor for a kind of complement, by its lemma with particle, lemma, or form.
    pub(super) fn signature(self, at: usize, form: Complement) -> Option<Signature> {
        let grammar = self.grammar;
        if self.is_future(at) {
            return self.words.signature("be going", form);
        }
        let lemma = grammar.lemma(at);
        let gerund = || {
            let below = grammar.tokens.children(at).find(|c| {
                grammar.xpos(*c) == Xpos::Vbg && grammar.relation(*c) == Relation::Advcl
            })?;
            self.signature_with_preposition(at, below)
        };
        let particle = grammar.tokens.child(at, Relation::CompoundPrt);
        (form == Complement::Gerund)
            .then(gerund)
            .flatten()
            .or_else(|| {
                let phrase = format!("{lemma} {}", grammar.lower(particle?));
                self.words.signature(&phrase, form)
            })
            .or_else(|| self.words.signature(lemma, form))
            .or_else(|| self.words.signature(grammar.lower(at), form))
    }

    /// Returns the signature of a verb with the preposition before a gerund: `keep from`, `accuse of`.
    fn signature_with_preposition(self, verb: usize, gerund: usize) -> Option<Signature> {
        let phrase = format!("{} {}", self.grammar.lemma(verb), self.mark(gerund)?);
        self.words.signature(&phrase, Complement::Gerund)
    }
}
