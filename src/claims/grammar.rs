//! Logical arguments of a predicate, whatever its voice: `A signed B`, `B was signed by A`,
//! `B, signed by A`, `the signing of B by A`.

use crate::span::Span;
use crate::tokens::{Relation, TokenWord, Tokens, Upos, Xpos};

/// Deepest chain of heads that is followed; deeper ones are parser errors.
const MAX_CLIMB: usize = 24;

/// Syntactic questions about the tokens of one article.
#[derive(Clone, Copy)]
pub(super) struct Grammar<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a Tokens,
}

impl<'a> Grammar<'a> {
    pub(super) fn relation(self, idx: usize) -> Relation {
        self.tokens.relation(idx)
    }

    pub(super) fn xpos(self, idx: usize) -> Xpos {
        self.tokens.all().get(idx).map_or(Xpos::Nfp, |t| t.xpos)
    }

    pub(super) fn upos(self, idx: usize) -> Upos {
        self.tokens.all().get(idx).map_or(Upos::X, |t| t.upos)
    }

    pub(super) fn lemma_word(self, idx: usize) -> TokenWord<'a> {
        self.tokens.lemma_word(idx)
    }

    pub(super) fn lower_word(self, idx: usize) -> TokenWord<'a> {
        self.tokens.lower_word(idx)
    }

    pub(super) fn lemma(self, idx: usize) -> &'a str {
        self.tokens.lemma(idx)
    }

    pub(super) fn lower(self, idx: usize) -> &'a str {
        self.tokens.lower(idx)
    }

    pub(super) fn span(self, idx: usize) -> Span {
        self.tokens
            .all()
            .get(idx)
            .map_or_else(Span::default, |t| t.span)
    }

    /// Returns the head of a token, or `None` for a root.
    pub(super) fn head(self, idx: usize) -> Option<usize> {
        self.tokens.head(idx)
    }

    /// Returns the heads of a token from the nearest outwards.
    pub(super) fn ancestors(self, idx: usize) -> impl Iterator<Item = usize> + 'a {
        std::iter::successors(self.head(idx), move |i| self.head(*i)).take(MAX_CLIMB)
    }

    pub(super) fn is_verb(self, idx: usize) -> bool {
        matches!(
            self.xpos(idx),
            Xpos::Vb | Xpos::Vbd | Xpos::Vbg | Xpos::Vbn | Xpos::Vbp | Xpos::Vbz
        )
    }

    /// Returns whether a verb's subject is what is acted on.
    pub(super) fn is_passive(self, verb: usize) -> bool {
        if self.xpos(verb) != Xpos::Vbn && self.upos(verb) != Upos::Adj {
            return false;
        }
        let told = |child| {
            matches!(
                self.relation(child),
                Relation::AuxPass | Relation::NsubjPass
            )
        };
        if self.tokens.children_before(verb).any(told) {
            return true;
        }
        let mut is_active = false;
        for child in self.tokens.children(verb) {
            match self.relation(child) {
                Relation::AuxPass | Relation::NsubjPass => return true,
                Relation::Aux if self.lemma(child) == "have" => is_active = true,
                // "Four days after it entered orbit": a past tense that the tagger took for a participle.
                Relation::Nsubj => is_active = true,
                _ => {}
            }
        }
        // A bare participle on a noun: "a memorandum signed last week", "a signed accord".
        !is_active
            && matches!(
                self.relation(verb),
                Relation::Acl | Relation::AclRelcl | Relation::Amod
            )
    }

    /// Returns the logical subject.
    pub(super) fn subject(self, verb: usize) -> Option<usize> {
        if self.is_passive(verb) {
            return self.oblique(verb, "by");
        }
        if let Some(subject) = self.own_subject(verb) {
            return Some(subject);
        }
        let head = self.head(verb)?;
        match self.relation(verb) {
            Relation::Conj | Relation::Parataxis => self.subject(head),
            Relation::Acl => Some(head),
            // "agreed to sign": the governing verb's subject; "asked Chad to sign": its object.
            Relation::Xcomp => self
                .tokens
                .child(head, Relation::Obj)
                .or_else(|| self.own_subject(head)),
            // "Was elected, winning the seat by defeating him": the main clause's subject.
            Relation::Advcl => self.own_subject(head).or_else(|| {
                (self.relation(head) == Relation::Advcl)
                    .then(|| self.own_subject(self.head(head)?))?
            }),
            _ => None,
        }
    }

    /// Returns the subject that stands with the predicate itself.
    pub(super) fn own_subject(self, verb: usize) -> Option<usize> {
        let subject = self.subject_before(verb).or_else(|| {
            let nominal = |c: &usize| self.is_nominal_subject(*c);
            let subject = self.tokens.children(verb).find(nominal);
            subject.or_else(|| self.tokens.child(verb, Relation::Csubj))
        })?;
        Some(self.antecedent(subject, verb))
    }

    /// Returns the subject that stands before the predicate, which may be a relative pronoun.
    fn subject_before(self, verb: usize) -> Option<usize> {
        let mut subjects = self.tokens.children_before(verb).rev();
        let mut subjects = subjects.by_ref().filter(|c| self.is_nominal_subject(*c));
        // Of two, which only a wrong parse gives, the name or noun that stands next to the verb.
        let named = |c: usize| matches!(self.upos(c), Upos::Noun | Upos::Propn | Upos::Pron);
        let nearest = subjects.next()?;
        if named(nearest) {
            return Some(nearest);
        }
        Some(subjects.find(|c| named(*c)).unwrap_or(nearest))
    }

    /// Returns the subject that stands before the predicate, but for relative pronouns, which stand for another.
    pub(super) fn plain_subject_before(self, verb: usize) -> Option<usize> {
        self.subject_before(verb).filter(|s| !self.is_relative(*s))
    }

    fn is_nominal_subject(self, idx: usize) -> bool {
        matches!(self.relation(idx), Relation::Nsubj | Relation::NsubjPass)
    }

    /// Returns what a relative pronoun stands for; any other token stands for itself.
    fn antecedent(self, idx: usize, verb: usize) -> usize {
        if self.is_relative(idx) && self.relation(verb) == Relation::AclRelcl {
            self.head(verb).unwrap_or(idx)
        } else {
            idx
        }
    }

    fn is_relative(self, idx: usize) -> bool {
        matches!(self.xpos(idx), Xpos::Wdt | Xpos::Wp)
            || (self.lower(idx) == "that" && self.upos(idx) == Upos::Pron)
    }

    /// Returns the logical object.
    pub(super) fn object(self, verb: usize) -> Option<usize> {
        if self.is_passive(verb) {
            if let Some(subject) = self.own_subject(verb) {
                return Some(subject);
            }
            let head = self.head(verb)?;
            return match self.relation(verb) {
                Relation::Acl | Relation::AclRelcl | Relation::Amod => Some(head),
                Relation::Conj if self.is_passive(head) => self.object(head),
                _ => None,
            };
        }
        let object = self.tokens.child(verb, Relation::Obj)?;
        Some(self.antecedent(object, verb))
    }

    /// Returns the noun under a preposition (lower case) of a verb or noun.
    pub(super) fn oblique(self, idx: usize, prep: &str) -> Option<usize> {
        self.obliques(idx).find(|(p, _)| *p == prep).map(|(_, n)| n)
    }

    /// Returns every (preposition, noun) of a verb or noun.
    pub(super) fn obliques(self, idx: usize) -> impl Iterator<Item = (&'a str, usize)> + 'a {
        self.tokens.children(idx).filter_map(move |child| {
            let nominal = matches!(
                self.relation(child),
                Relation::Obl
                    | Relation::OblAgent
                    | Relation::Nmod
                    | Relation::NmodDesc
                    | Relation::Advcl
            );
            let case = self.case_of(child).filter(|_| nominal)?;
            Some((self.lower(case), child))
        })
    }

    /// Returns the preposition of a noun; the parse may hang it on the first word of a name ("by Kraft Foods").
    pub(super) fn case_of(self, noun: usize) -> Option<usize> {
        let case = |idx| self.tokens.child(idx, Relation::Case);
        case(noun).or_else(|| {
            let first = self.tokens.children(noun).next()?;
            let named =
                self.relation(first) == Relation::Compound && self.upos(first) == Upos::Propn;
            case(first).filter(|_| named && first < noun)
        })
    }

    /// Returns a noun and everything coordinated with it.
    pub(super) fn conjuncts(self, idx: usize) -> impl Iterator<Item = usize> + 'a {
        std::iter::once(idx).chain(
            self.tokens
                .children(idx)
                .filter(move |c| self.relation(*c) == Relation::Conj),
        )
    }

    /// Returns the verb (or predicate) of the clause a token stands in, itself included.
    pub(super) fn clause_head(self, idx: usize) -> usize {
        let mut at = idx;
        for _ in 0..MAX_CLIMB {
            let clausal = matches!(
                self.relation(at),
                Relation::Root
                    | Relation::Ccomp
                    | Relation::Advcl
                    | Relation::AdvclRelcl
                    | Relation::AclRelcl
                    | Relation::Parataxis
                    | Relation::Csubj
            ) || (self.relation(at) == Relation::Conj && self.is_verb(at));
            match self.head(at) {
                Some(head) if !clausal => at = head,
                _ => return at,
            }
        }
        at
    }

    /// Returns first and one past the last token that a token dominates.
    pub(super) fn subtree(self, idx: usize) -> (usize, usize) {
        let (mut from, mut to) = (idx, idx + 1);
        let mut stack = vec![idx];
        let mut n = 0;
        while let Some(at) = stack.pop() {
            n += 1;
            if n > 400 {
                break;
            }
            from = from.min(at);
            to = to.max(at + 1);
            stack.extend(self.tokens.children(at));
        }
        (from, to)
    }

    /// Returns the text span of tokens `from..to` without punctuation at either end.
    pub(super) fn trimmed_span(self, from: usize, to: usize) -> Span {
        let (mut from, mut to) = (from, to);
        while from + 1 < to && self.relation(from) == Relation::Punct {
            from += 1;
        }
        while from + 1 < to && self.relation(to - 1) == Relation::Punct {
            to -= 1;
        }
        self.span(from).join(self.span(to.saturating_sub(1)))
    }
}
