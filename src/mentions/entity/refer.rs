//! Common nouns and pronouns that stand for something named: `the agency`, `the foreign minister`,
//! `she`, `both sides`.
//!
//! A noun refers only where one chain alone of those named shortly before fits it; a pronoun only
//! where one person of its gender does, or where one of them is the subject that the sentence or the
//! one before is about. What is unclear stays unresolved.

use std::borrow::Cow;

use super::find::{Finder, Found};
use super::{Entities, EntityKind, NONE, Reference, as_u32};
use crate::lexicon::names::Gender;
use crate::mentions::quote::Quotation;
use crate::span::Span;
use crate::tokens::{Relation, Upos, Xpos};

/// A noun refers to what was named at most so many sentences before.
const NOUN_REACH: usize = 12;

/// An organisation of which nothing says what it is may be meant by a noun so many sentences later.
const OPEN_REACH: usize = 4;

/// The word of names under which `rules/names/kinds.yaml` lists what a company is called.
const COMPANY: &str = "company";

/// `both sides` stands at most so many sentences behind the pair it means.
const PAIR_REACH: usize = 8;

/// A pronoun refers to what was named at most so many sentences before.
const PRONOUN_REACH: usize = 2;

/// A noun phrase that refers has at most so many words (`the chief justice`, `the French foreign minister`).
const MAX_NOUN: usize = 3;

/// Something named or referred to, where it stands.
#[derive(Clone, Copy)]
struct Seen {
    /// First token of a name; `last` otherwise.
    first: usize,
    last: usize,
    sentence: usize,
    entity: u32,
}

/// What the article has said so far of a chain.
#[derive(Default, Clone)]
struct Told {
    /// Descriptions: first and one past the last token.
    nouns: Vec<(usize, usize)>,
    gender: Option<Gender>,
    /// States that its office belongs to.
    of: Vec<u32>,
    n_names: usize,
}

struct Referrer<'a> {
    finder: &'a Finder<'a>,
    /// The direct quotations.
    quotations: &'a [Quotation],
    told: Vec<Told>,
    seen: Vec<Seen>,
    /// Chains with the sentence where they were last seen, the nearest last; within [`NOUN_REACH`] each chain once.
    last: Vec<(u32, usize)>,
}

/// Finds what refers to the chains, and puts it into `entities`.
pub(super) fn find(
    found: &[Found],
    of_found: &[u32],
    quotations: &[Quotation],
    finder: &Finder<'_>,
    entities: &mut Entities,
) {
    let mut referrer = Referrer {
        finder,
        quotations,
        told: vec![Told::default(); entities.all.len()],
        seen: Vec::new(),
        last: Vec::new(),
    };
    let mut next = 0;
    let n = finder.tokens.all().len();
    let mut token = 0;
    while token < n {
        while let Some(f) = found.get(next).filter(|f| f.tokens.0 <= token) {
            let entity = of_found.get(next).copied().unwrap_or(NONE);
            referrer.name(f, entity, of_found);
            next += 1;
        }
        if entities.of_token(token).is_none() {
            referrer.token(token, entities);
        }
        token += 1;
    }
    entities.referring.sort_unstable();
    entities.both.sort_unstable();
}

impl Referrer<'_> {
    /// Takes note of a name.
    fn name(&mut self, f: &Found, entity: u32, of_found: &[u32]) {
        let finder = self.finder;
        let names = &finder.lexicon.names;
        let Some(told) = self.told.get_mut(entity as usize) else {
            return;
        };
        told.n_names += usize::from(!f.adjective);
        told.nouns.extend(f.nouns.iter().copied());
        if let Some(title) = &f.title {
            if !title.address {
                told.nouns.push(title.words);
            }
            told.gender = told.gender.or(title.gender);
            told.of.extend(title.of.and_then(|i| of_found.get(i)));
        }
        if told.gender.is_none() && f.key.contains(' ') {
            let first = finder.lower(f.tokens.0);
            told.gender = names.given_gender(first);
        }
        let noun_gender = f
            .nouns
            .iter()
            .find_map(|n| names.noun_gender(finder.lower_word(n.1 - 1)));
        told.gender = told.gender.or(noun_gender);
        if !f.adjective {
            self.see(Seen {
                first: f.tokens.0,
                last: f.tokens.1 - 1,
                sentence: f.sentence,
                entity,
            });
        }
    }

    /// Returns whether what was seen is a subject.
    fn was_subject(&self, seen: &Seen) -> bool {
        let mut inside = seen.first..seen.last;
        self.is_subject(seen.last) || inside.any(|t| self.finder.relation(t) == Relation::Nsubj)
    }

    /// Returns whether the noun phrase that a token ends or heads is a subject.
    fn is_subject(&self, token: usize) -> bool {
        let mut at = token;
        for _ in 0..4 {
            match self.finder.relation(at) {
                Relation::Nsubj | Relation::NsubjPass => return true,
                Relation::Flat | Relation::Compound | Relation::Appos | Relation::NmodDesc => {
                    at = self.finder.head(at);
                }
                _ => return false,
            }
        }
        false
    }

    /// Returns whether the words alone show that a pronoun is a subject: a finite verb follows at once.
    fn is_plain_subject(&self, token: usize) -> bool {
        let next = self.finder.tokens.all().get(token + 1);
        // "Those who know him say".
        let before = token.checked_sub(1).map(|t| self.finder.upos(t));
        !matches!(before, Some(Upos::Verb | Upos::Aux | Upos::Adp))
            && next.is_some_and(|t| matches!(t.xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md))
    }

    /// Returns whether a pronoun is a possessive: `its`, `his`; of `her` the parse tells.
    fn is_possessive(&self, token: usize) -> bool {
        let tag = self.finder.tokens.all().get(token).map(|t| t.xpos);
        match tag {
            Some(Xpos::PrpPoss) => true,
            _ if self.finder.lower(token) == "her" => {
                self.finder.relation(token) == Relation::NmodPoss
            }
            _ => false,
        }
    }

    /// Returns the verb (or predicate) that a noun phrase depends on.
    fn governor(&self, token: usize) -> usize {
        let mut at = token;
        for _ in 0..6 {
            match self.finder.relation(at) {
                Relation::Flat
                | Relation::Compound
                | Relation::Appos
                | Relation::NmodDesc
                | Relation::NmodPoss
                | Relation::Nmod
                | Relation::Conj => at = self.finder.head(at),
                _ => break,
            }
        }
        self.finder.head(at)
    }

    fn token(&mut self, token: usize, entities: &mut Entities) {
        let finder = self.finder;
        let names = &finder.lexicon.names;
        let lower = finder.lower_word(token);
        let sentence = finder.tokens.sentence_of(token);
        if let Some(gender) = names.pronoun(lower) {
            if let Some(entity) = self.pronoun(token, sentence, gender, entities) {
                // Whoever was `he` once is not `she` later.
                if let Some(told) = self.told.get_mut(entity as usize) {
                    told.gender = told.gender.or(Some(gender));
                }
                self.push(token, token, sentence, entity, entities);
            }
            return;
        }
        if names.is_thing_pronoun(lower) {
            if let Some(entity) = self.thing(token, sentence, entities) {
                self.push(token, token, sentence, entity, entities);
            }
            return;
        }
        if finder.upos(token) != Upos::Noun && finder.upos(token) != Upos::Propn {
            return;
        }
        if let Some((from, pair)) = self.both(token, sentence, entities) {
            let span = self.span(from, token);
            for (i, entity) in pair.into_iter().enumerate() {
                if let Some(e) = entities.all.get_mut(entity as usize) {
                    e.references.push(Reference {
                        span,
                        head: as_u32(token),
                        plural: true,
                    });
                }
                if i == 0 {
                    entities.both.push((as_u32(token), pair));
                }
            }
            return;
        }
        if let Some((from, entity)) = self.noun(token, sentence, entities) {
            self.push(from, token, sentence, entity, entities);
        }
    }

    fn push(
        &mut self,
        from: usize,
        token: usize,
        sentence: usize,
        entity: u32,
        entities: &mut Entities,
    ) {
        if let Some(e) = entities.all.get_mut(entity as usize) {
            e.references.push(Reference {
                span: self.span(from, token),
                head: as_u32(token),
                plural: false,
            });
            entities.referring.push((as_u32(token), entity));
            self.see(Seen {
                first: token,
                last: token,
                sentence,
                entity,
            });
        }
    }

    /// Takes note of what is seen next in the text.
    fn see(&mut self, seen: Seen) {
        self.seen.push(seen);
        let back = self
            .chains_near(seen.sentence, NOUN_REACH)
            .position(|entity| entity == seen.entity);
        if let Some(back) = back {
            self.last.remove(self.last.len() - 1 - back);
        }
        self.last.push((seen.entity, seen.sentence));
    }

    fn span(&self, from: usize, to: usize) -> Span {
        let all = self.finder.tokens.all();
        match (all.get(from), all.get(to)) {
            (Some(a), Some(b)) => a.span.join(b.span),
            _ => Span::default(),
        }
    }

    /// Returns what was seen in the sentences that `reach` allows, nearest first.
    fn near(&self, sentence: usize, reach: usize) -> impl Iterator<Item = Seen> {
        self.seen
            .iter()
            .rev()
            .copied()
            .take_while(move |s| s.sentence + reach >= sentence)
    }

    /// Returns the chains seen in the sentences that `reach`, at most [`NOUN_REACH`], allows, each once, nearest first.
    fn chains_near(&self, sentence: usize, reach: usize) -> impl Iterator<Item = u32> {
        let near = self.last.iter().rev();
        near.take_while(move |(_, last)| last + reach >= sentence)
            .map(|(entity, _)| *entity)
    }

    /// `the foreign minister`, `the company`, `the ferry`, `the country`.
    fn noun(&self, token: usize, sentence: usize, entities: &Entities) -> Option<(usize, u32)> {
        let finder = self.finder;
        let kinds = &finder.lexicon.kinds;
        let range = finder.tokens.of_sentence(sentence);
        let in_apposition = |entity: u32| {
            // "Ann Lee, the mayor of the town,"
            self.told
                .get(entity as usize)
                .is_some_and(|t| t.nouns.iter().any(|n| n.1 == token + 1))
        };
        let mut from = token;
        let mut adjective = None;
        loop {
            let before = from.checked_sub(1).filter(|b| *b >= range.start)?;
            if kinds.definite.contains(finder.lower_word(before)) {
                from = before;
                break;
            }
            // "his country": that of his office.
            if kinds.state_nouns.contains(finder.lower_word(token))
                && before + 1 == token
                && let Some(person) = entities.meant_by_reference(before)
            {
                let of = &self.told.get(person as usize)?.of;
                let state = of.first().copied()?;
                let one = of.iter().all(|s| *s == state)
                    && entities
                        .get(state)
                        .is_some_and(|e| e.kind == EntityKind::State);
                return one.then_some((before, state));
            }
            if token - before > MAX_NOUN {
                return None;
            }
            if let Some(entity) = entities.of_token(before) {
                if adjective.is_some() {
                    return None;
                }
                adjective = Some(entity);
                from = before;
                continue;
            }
            if adjective.is_some()
                || !matches!(finder.upos(before), Upos::Noun | Upos::Adj | Upos::Propn)
            {
                return None;
            }
            from = before;
        }
        // The noun ends its phrase, and nothing behind says which one is meant.
        let next = token + 1;
        let goes_on = next < range.end
            && (matches!(finder.upos(next), Upos::Noun | Upos::Propn)
                || kinds.restrictive.contains(finder.lower_word(next))
                || kinds.joining.contains(finder.lower_word(next))
                || finder.lower(next) == "-");
        let first = from + 1 + usize::from(adjective.is_some());
        let mut phrase = Cow::Borrowed(finder.lower(first));
        for idx in first + 1..=token {
            let phrase = phrase.to_mut();
            phrase.push(' ');
            phrase.push_str(finder.lower(idx));
        }
        if first == token && kinds.state_nouns.contains(&phrase) && adjective.is_none() && !goes_on
        {
            return Self::state(token, entities).map(|e| (from, e));
        }
        let mut chosen: Option<u32> = None;
        for idx in self.chains_near(sentence, NOUN_REACH) {
            let Some(entity) = entities.get(idx) else {
                continue;
            };
            if !self.fits(idx, entity.kind, &entity.key, &phrase, token) {
                continue;
            }
            if goes_on && !in_apposition(idx) {
                continue;
            }
            if let Some(adjective) = adjective
                && !self
                    .told
                    .get(idx as usize)
                    .is_some_and(|t| t.of.contains(&adjective))
                && !in_apposition(idx)
            {
                continue;
            }
            if chosen.is_some() {
                return None;
            }
            chosen = Some(idx);
        }
        // "The company" may be one of which the article does not say that it is a company.
        if kinds.is_organisation_noun(&phrase) && !goes_on && adjective.is_none() {
            let own_word = chosen.and_then(|e| entities.get(e)).is_some_and(|e| {
                e.kind != EntityKind::Organisation || e.key.split(' ').any(|w| w == phrase)
            });
            let open = self.open_organisation(sentence, entities);
            let company = kinds.nouns_for(COMPANY).iter().any(|noun| *noun == phrase);
            chosen = match (chosen, open) {
                (Some(chosen), _) if own_word => Some(chosen),
                (Some(chosen), Ok(None)) => Some(chosen),
                (None, Ok(Some(open))) if company => Some(open),
                _ => None,
            };
        }
        chosen.map(|e| (from, e))
    }

    /// Returns whether a chain is called by a noun: its title or description, or what its name says it is.
    fn fits(&self, entity: u32, kind: EntityKind, key: &str, phrase: &str, token: usize) -> bool {
        let finder = self.finder;
        let kinds = &finder.lexicon.kinds;
        let Some(told) = self.told.get(entity as usize) else {
            return false;
        };
        let described = told.nouns.iter().filter(|n| n.1 <= token + 1).any(|n| {
            let last = finder.lower(n.1 - 1);
            let long = n.1 - n.0 > 1;
            let whole = || long && finder.lexicon.names.is_whole_title(&finder.key(n.0, n.1));
            last == phrase && !whole()
                || long && finder.is_key(n.0, n.1, phrase)
                || kind != EntityKind::Person && kinds.may_be_same(last, phrase)
        });
        if described {
            return true;
        }
        match kind {
            EntityKind::Organisation => self.nouns_of(key).any(|n| n == phrase),
            EntityKind::Other if kinds.has_same(phrase) => key
                .split(' ')
                .any(|w| kinds.thing.contains(w) && kinds.may_be_same(w, phrase)),
            _ => false,
        }
    }

    /// Returns the nouns that stand for an organisation, by its key.
    fn nouns_of<'k>(&'k self, key: &'k str) -> impl Iterator<Item = &'k str> {
        let lexicon = self.finder.lexicon;
        let of_words = key.split(' ').flat_map(|w| {
            let own = lexicon.kinds.is_organisation_noun(w).then_some(w);
            let nouns = lexicon.kinds.nouns_for(w.trim_end_matches('.'));
            own.into_iter().chain(nouns.iter().map(String::as_str))
        });
        let listed = lexicon.names.nouns_of(key).iter();
        listed.map(String::as_str).chain(of_words)
    }

    /// Returns the one organisation named shortly before of which nothing says what it is; `Err` where
    /// there are several.
    fn open_organisation(&self, sentence: usize, entities: &Entities) -> Result<Option<u32>, ()> {
        let mut open = self.chains_near(sentence, OPEN_REACH).filter(|idx| {
            entities.get(*idx).is_some_and(|e| {
                e.kind == EntityKind::Organisation && self.nouns_of(&e.key).next().is_none()
            })
        });
        match (open.next(), open.next()) {
            (_, Some(_)) => Err(()),
            (found, None) => Ok(found),
        }
    }

    /// Returns the state that `the country` means: the only one named so far, or the one that is
    /// named far more often than any other.
    fn state(token: usize, entities: &Entities) -> Option<u32> {
        let mut counts: Vec<(usize, u32)> = (0_u32..)
            .zip(&entities.all)
            .filter(|(_, e)| e.kind == EntityKind::State)
            .map(|(idx, e)| {
                let before = e.mentions.iter().filter(|m| (m.head as usize) < token);
                (before.count(), idx)
            })
            .filter(|(n, _)| *n > 0)
            .collect();
        counts.sort_unstable_by(|x, y| y.cmp(x));
        match counts.as_slice() {
            [(_, only)] => Some(*only),
            [(n, first), (m, _), ..] => (*n >= 2 * m && *n > 2).then_some(*first),
            [] => None,
        }
    }

    /// `both sides`, `the two countries`: the pair named last, or the only two states so far.
    fn both(
        &self,
        token: usize,
        sentence: usize,
        entities: &Entities,
    ) -> Option<(usize, [u32; 2])> {
        let finder = self.finder;
        let names = &finder.lexicon.names;
        if !names.is_pair_noun(finder.tokens.lemma_word(token)) {
            return None;
        }
        let from = names.pair_determiners().iter().find_map(|words| {
            let from = token.checked_sub(words.len())?;
            let same = words
                .iter()
                .zip(from..)
                .all(|(word, at)| finder.lower(at) == word);
            (same && finder.tokens.sentence_of(from) == sentence).then_some(from)
        })?;
        let near = finder
            .tokens
            .of_sentence(sentence.saturating_sub(PAIR_REACH))
            .start;
        let pair = entities.pair_between(near, token);
        if pair.is_none() && names.is_near_pair_noun(finder.tokens.lemma_word(token)) {
            return None;
        }
        if let Some(pair) = pair.or_else(|| entities.main_pair()) {
            return Some((from, pair));
        }
        let mut states: Vec<u32> = self
            .seen
            .iter()
            .filter(|s| {
                entities
                    .get(s.entity)
                    .is_some_and(|e| e.kind == EntityKind::State)
            })
            .map(|s| s.entity)
            .collect();
        states.sort_unstable();
        states.dedup();
        match states.as_slice() {
            [a, b] => Some((from, [*a, *b])),
            _ => None,
        }
    }

    /// Returns the person that a pronoun stands for.
    fn pronoun(
        &self,
        token: usize,
        sentence: usize,
        gender: Gender,
        entities: &Entities,
    ) -> Option<u32> {
        let speaker = self.speaker_around(token, entities);
        let fits = |seen: &Seen| {
            let person = entities
                .get(seen.entity)
                .is_some_and(|e| e.kind == EntityKind::Person);
            let told = self.told.get(seen.entity as usize).and_then(|t| t.gender);
            person && told.is_none_or(|g| g == gender) && Some(seen.entity) != speaker
        };
        let mut candidates: Vec<Seen> = self.near(sentence, PRONOUN_REACH).filter(fits).collect();
        if candidates.is_empty() {
            return None;
        }
        // "Ann Lee met her": not she herself.
        let before = self.near(sentence, 0).any(|s| fits(&s));
        let plain = self.is_plain_subject(token) || self.is_possessive(token);
        if before && !plain && !self.is_subject(token) {
            let governor = self.governor(token);
            let excluded: Vec<u32> = self
                .near(sentence, 0)
                .filter(|s| fits(s) && self.was_subject(s) && self.governor(s.last) == governor)
                .map(|s| s.entity)
                .collect();
            candidates.retain(|s| !excluded.contains(&s.entity));
        }
        let only = |list: &[Seen]| -> Option<u32> {
            let first = list.first()?.entity;
            list.iter().all(|s| s.entity == first).then_some(first)
        };
        if let Some(entity) = only(&candidates) {
            return Some(entity);
        }
        // Of several: the subject of this sentence, else that of the sentence before.
        for back in 0..=PRONOUN_REACH {
            let here: Vec<Seen> = candidates
                .iter()
                .copied()
                .filter(|s| s.sentence + back == sentence)
                .collect();
            if here.is_empty() {
                continue;
            }
            // Whether it is a subject or not, nobody else can be meant.
            if let Some(entity) = only(&here) {
                return Some(entity);
            }
            let subjects: Vec<Seen> = here
                .iter()
                .copied()
                .filter(|s| self.was_subject(s))
                .collect();
            return match only(&subjects) {
                Some(entity) => {
                    let told = self.told.get(entity as usize).and_then(|t| t.gender);
                    // A subject of unknown gender does not win over another whose gender fits.
                    let rival = here.iter().any(|s| {
                        s.entity != entity
                            && self.told.get(s.entity as usize).and_then(|t| t.gender)
                                == Some(gender)
                    });
                    (told == Some(gender) || !rival).then_some(entity)
                }
                None if subjects.is_empty() => only(&here),
                None => None,
            };
        }
        None
    }

    /// Returns who speaks the words between quotation marks around a token: `he` is another one there.
    fn speaker_around(&self, token: usize, entities: &Entities) -> Option<u32> {
        let span = self.finder.tokens.all().get(token)?.span;
        let quotation = self.quotations.iter().find(|q| q.content.contains(span))?;
        entities.of_token(quotation.speaker_head? as usize)
    }

    /// Returns the organisation that `it` or `its` stands for: the subject of the sentence, where
    /// that is the only thing named in it before, or the subject of the verb of speech above.
    fn thing(&self, token: usize, sentence: usize, entities: &Entities) -> Option<u32> {
        let mut candidates = self.near(sentence, 0).filter(|s| {
            s.last < token
                && entities
                    .get(s.entity)
                    .is_some_and(|e| matches!(e.kind, EntityKind::Organisation | EntityKind::State))
        });
        let first = candidates.next()?;
        let alone = candidates.all(|s| s.entity == first.entity);
        // Asked for last: it may take the parse.
        let speaks = || {
            let tokens = self.finder.tokens;
            let is_speech = |at: usize| {
                let verbs = &self.finder.lexicon.speech.verbs;
                verbs.contains_key(tokens.lemma_word(at))
            };
            tokens.of_sentence(sentence).any(is_speech)
                && self.is_subject(token)
                && is_speech(self.governor(first.last))
        };
        let own = alone && (self.is_possessive(token) || speaks());
        (own && self.was_subject(&first)).then_some(first.entity)
    }
}
