//! Purposes, manners and circumstances: what their main clause makes of them.

use super::{Context, Reading};
use crate::claims::{Certainty, Polarity, Status};
use crate::lexicon::status::Complement;
use crate::tokens::Xpos;

impl Context<'_> {
    /// A purpose, a manner, a circumstance; or a complement that is introduced by a preposition
    /// ("accused of signing", "succeeded in signing").
    pub(super) fn adverbial(
        self,
        token: usize,
        top: usize,
        at: usize,
        form: Complement,
        out: &mut Reading,
        depth: usize,
    ) {
        let grammar = self.grammar;
        if form == Complement::Clause {
            self.finite_adverbial(token, top, at, out, depth);
            return;
        }
        let mark = self.mark(top);
        let complement = match form {
            Complement::Infinitive => true,
            _ => mark.is_some_and(|m| self.words.introduces_complement(m)),
        };
        // "Signing it is expected": a bare gerund before a predicate without a subject is its subject.
        let is_subject = top < at
            && form == Complement::Gerund
            && mark.is_none()
            && !self.has_subject_before(at, top);
        if (complement || is_subject) && self.signature(at, form).is_some() {
            self.complement(token, at, form, out, depth);
            return;
        }
        let up = self.reading(at, depth + 1);
        // "cautioned against assuming", "decided against signing".
        if mark == Some("against") {
            if !up.is_denied() {
                out.modality.negate();
            }
            out.modality.status = Status::Proposed;
            return;
        }
        match form {
            Complement::Infinitive => {
                if !self.is_perfect(token) && out.modality.status != Status::Imminent {
                    out.modality.status = Status::Proposed;
                    let real = !up.is_unreal() && !up.is_denied();
                    let done = up.past || grammar.xpos(at) == Xpos::Vbn;
                    out.modality.weaken(if real && done {
                        Certainty::Unstated
                    } else {
                        Certainty::Possible
                    });
                }
                if up.is_denied() {
                    out.modality.polarity = Polarity::Negative;
                }
            }
            _ if is_subject => out.modality.weaken(Certainty::Unstated),
            Complement::Gerund => {
                if up.modality.status.is_ahead() {
                    out.modality.status = up.modality.status;
                    out.modality
                        .weaken(if up.modality.status == Status::Proposed {
                            Certainty::Unstated
                        } else {
                            up.modality.certainty
                        });
                } else if up.modality.certainty == Certainty::Unstated
                    || (up.is_denied() && mark.is_some())
                    || (complement && !up.past)
                {
                    out.modality.weaken(Certainty::Unstated);
                }
                if up.past && out.modality.status == Status::Ongoing {
                    out.modality.status = Status::Done;
                }
                out.past = up.past;
            }
            _ if grammar.is_verb(at) && up.is_unreal() => {
                out.modality.weaken(Certainty::Unstated);
            }
            _ => {}
        }
    }

    /// "when they sign": under something that lies ahead, the present tense means what lies ahead.
    fn finite_adverbial(
        self,
        token: usize,
        top: usize,
        at: usize,
        out: &mut Reading,
        depth: usize,
    ) {
        if out.past || out.modality.status != Status::Ongoing {
            return;
        }
        if self.mark(top).is_some_and(|m| self.words.is_temporal(m)) {
            let up = self.reading(at, depth + 1);
            if up.modality.status.is_ahead() && self.grammar.is_verb(token) {
                out.modality.status = Status::Planned;
                out.modality.weaken(Certainty::Probable);
            } else {
                out.modality.weaken(Certainty::Unstated);
            }
        }
    }
}
