//! What a name is, by its own words and by what stands around it.

use super::EntityKind;
use super::find::Finder;
use super::title::FoundTitle;
use crate::tokens::{Relation, Upos, Xpos};

/// How sure a kind is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sure {
    /// Nothing tells.
    Guess,
    /// Its neighbours tell.
    Likely,
    /// Its own words or a title tell.
    Certain,
}

/// A kind and how sure it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Kind {
    pub(super) kind: EntityKind,
    pub(super) sure: Sure,
}

impl Kind {
    pub(super) fn certain(kind: EntityKind) -> Self {
        Self {
            kind,
            sure: Sure::Certain,
        }
    }

    pub(super) fn likely(kind: EntityKind) -> Self {
        Self {
            kind,
            sure: Sure::Likely,
        }
    }

    pub(super) fn guess(kind: EntityKind) -> Self {
        Self {
            kind,
            sure: Sure::Guess,
        }
    }
}

/// A person's name has at most so many words.
const MAX_NAME: usize = 5;

/// An acronym has at most so many letters.
const MAX_ACRONYM: usize = 6;

impl Finder<'_> {
    /// Returns what the unknown name of tokens `from..to` is.
    pub(super) fn kind_of(
        &self,
        from: usize,
        to: usize,
        end: usize,
        title: Option<&FoundTitle>,
    ) -> Kind {
        let names = &self.lexicon.names;
        let kinds = &self.lexicon.kinds;
        // In "University of the West Indies" the word before `of` says what it is.
        let whole = to;
        let to = (from + 1..to)
            .find(|i| kinds.joining.contains(self.lower_word(*i)))
            .unwrap_or(to);
        let last = self.lower(to - 1);
        let before = from.checked_sub(1).map_or("", |i| self.lower(i));
        let locative = kinds.locatives.contains(before) || before == "at";
        let definite = kinds.articles.contains(before);
        let capitals = (from..to).filter(|i| self.is_capital(*i)).count();
        let given = capitals > 1
            && (names.is_given_name(self.lower_word(from))
                || names.is_given_name(self.lower(from).trim_end_matches('.')));
        if title.is_some() {
            return Kind::certain(EntityKind::Person);
        }
        if let Some(noun) = from.checked_sub(1).filter(|i| self.is_kind_noun(*i)) {
            let noun = self.lower(noun);
            if kinds.thing_nouns.contains(noun) && !names.is_person_noun(noun) {
                return Kind::certain(EntityKind::Other);
            }
        }
        // "the Santa Clara", "Victoria Lane", "Victoria Hall"
        let surname = given && to - from == 2 && !locative && !definite;
        // A common word alone ("Delta") says nothing of what is called by it.
        let alone = to == from + 1 && !names.is_organisation_word(last);
        if !surname && !alone {
            if kinds.thing.contains(last)
                || kinds.thing_leads.contains(self.lower_word(from)) && to - from > 1
            {
                return Kind::certain(EntityKind::Other);
            }
            let organisation =
                |i: usize| names.is_organisation_word(self.lower_word(i)) && self.is_capital(i);
            if organisation(to - 1) {
                return Kind::certain(EntityKind::Organisation);
            }
            let place_first = kinds.place_leads.contains(self.lower_word(from)) && to - from > 1;
            if kinds.place.contains(last) || place_first && !given {
                return Kind::certain(EntityKind::Place);
            }
            if (from..to).any(organisation) && !given || (from..to).any(|i| self.lower(i) == "&") {
                return Kind::certain(EntityKind::Organisation);
            }
        }
        if names.is_organisation_word(last)
            && surname
            && !names.is_person_noun(before)
            && self.told_as_person(whole, end).is_none()
        {
            return Kind::likely(EntityKind::Organisation);
        }
        if given && !definite && to - from <= MAX_NAME {
            return Kind::certain(EntityKind::Person);
        }
        if to == from + 1 && self.is_all_capitals(from) {
            let form = self.form(from);
            let short =
                form.chars().count() <= MAX_ACRONYM && form.chars().all(char::is_alphabetic);
            return if short {
                Kind::likely(EntityKind::Organisation)
            } else {
                Kind::guess(EntityKind::Other)
            };
        }
        if definite {
            return Kind::guess(EntityKind::Other);
        }
        if capitals > 1 && !kinds.nouns_for(last).is_empty() {
            return Kind::likely(EntityKind::Organisation);
        }
        if locative && capitals > 0 && kinds.locatives.contains(before) {
            return Kind::likely(EntityKind::Place);
        }
        if (from..to).any(|i| self.is_common(self.lower(i))) {
            return Kind::guess(EntityKind::Other);
        }
        if let Some(kind) = self.told_as_person(whole, end) {
            return kind;
        }
        if from > 0 && self.is_kind_noun(from - 1) && names.is_person_noun(before) {
            return Kind::likely(EntityKind::Person);
        }
        if locative {
            return Kind::likely(EntityKind::Place);
        }
        // "Jorge Salinas said": a plain name of two or three words that speaks.
        if (2..=3).contains(&capitals) && self.speaks(whole - 1) {
            return Kind::likely(EntityKind::Person);
        }
        Kind::guess(EntityKind::Other)
    }

    /// Returns whether a name can be that of one who holds an office said before.
    pub(super) fn is_person_like(&self, from: usize, to: usize) -> bool {
        let names = &self.lexicon.names;
        (2..=MAX_NAME).contains(&(to - from))
            && !(from..to).any(|i| names.is_organisation_word(self.lower_word(i)))
            && !self.lexicon.kinds.place.contains(self.lower_word(to - 1))
            && !self.is_all_capitals(from)
    }

    /// Returns what stands behind a person's name: an age, `who`, `, a lawyer`.
    fn told_as_person(&self, to: usize, end: usize) -> Option<Kind> {
        let kinds = &self.lexicon.kinds;
        if kinds.relative.contains(self.lower_word(to)) {
            return Some(Kind::likely(EntityKind::Person));
        }
        if self.lower(to) != "," || to + 1 >= end {
            return None;
        }
        let age = self.form(to + 1).len() == 2
            && self.form(to + 1).bytes().all(|b| b.is_ascii_digit())
            && matches!(self.lower(to + 2), "," | "." | ")");
        if age {
            return Some(Kind::certain(EntityKind::Person));
        }
        if kinds.relative.contains(self.lower_word(to + 1)) {
            return Some(Kind::likely(EntityKind::Person));
        }
        let noun = self
            .nouns_beside(to, to, end)
            .into_iter()
            .find(|n| n.0 > to)?;
        let names = &self.lexicon.names;
        let person =
            names.is_person_noun(self.lower_word(noun.0)) || self.title_at(noun.0, end).is_some();
        person.then_some(Kind::certain(EntityKind::Person))
    }

    /// Returns whether the name that ends at a token is the subject of a verb of speech.
    pub(super) fn speaks(&self, last: usize) -> bool {
        let verbs = &self.lexicon.speech.verbs;
        let is_speech = |at: usize| {
            self.upos(at) == Upos::Verb && verbs.contains_key(self.tokens.lemma_word(at))
        };
        // "Kilty said", "Kilty has later said": the words show it; without a verb of speech they show that not.
        let sentence = self.tokens.of_sentence(self.tokens.sentence_of(last));
        let between = |at: &usize| matches!(self.upos(*at), Upos::Aux | Upos::Adv | Upos::Part);
        let next = (last + 1..sentence.end)
            .find(|at| !between(at))
            .unwrap_or(last);
        let tag = self.tokens.all().get(next).map(|t| t.xpos);
        let finite = matches!(tag, Some(Xpos::Vbd | Xpos::Vbz | Xpos::Vbp)) || next > last + 1;
        if finite && is_speech(next) {
            return true;
        }
        if !sentence.into_iter().any(is_speech) {
            return false;
        }
        let mut at = last;
        for _ in 0..3 {
            if self.relation(at) == Relation::Nsubj {
                return is_speech(self.head(at));
            }
            if self.upos(self.head(at)) != Upos::Propn {
                return false;
            }
            at = self.head(at);
        }
        false
    }
}
