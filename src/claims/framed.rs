//! Claims of frames: cues of `rules/frames/` matched on the parse.

use std::ops::Range;

use super::grammar::Grammar;
use super::modality::{self, Modality};
use super::{Claim, Polarity, Predicate, Reader, Role};
use crate::lexicon::frames::{Cue, Fallback, Filler, Frame, RoleSpec, Slot, TriggerKind};
use crate::mentions::entity::EntityKind;
use crate::mentions::time::{TimexKind, When};
use crate::span::Span;
use crate::tokens::{Relation, Upos, Xpos};

/// Longest evidence span in bytes; a longer clause is cut to the trigger's own phrase.
const MAX_EVIDENCE: usize = 240;

/// Sentences between two that tell of one event, where only one of them names who it is about.
const SAME_EVENT_WITHIN: u32 = 10;

/// Sentences back in which "that revolt" finds what it points to.
const MAX_POINTED: usize = 2;

/// TIMEX3's value of "now".
const PRESENT: &str = "PRESENT_REF";

/// Tokens between a trigger and the words that its cue needs, on either side.
const MAX_AROUND: usize = 20;

/// Tokens from a verb to the end of a subject behind it.
const MAX_INVERTED: usize = 6;

/// Words between a subordinator and the verb of its clause.
const MAX_BEFORE: usize = 12;

/// Finds the claims of all frames, in text order.
pub(super) fn find(reader: &Reader<'_>, out: &mut Vec<Claim>) {
    let grammar = reader.grammar;
    let mut named = Named::default();
    for sentence in 0..reader.sentences.len() {
        if reader.is_furniture(sentence) {
            continue;
        }
        for token in grammar.tokens.of_sentence(sentence) {
            let lemma = grammar.lemma_word(token);
            let mut cues = reader.lexicon.frames.cues(lemma);
            if cues.is_empty() && is_participle(grammar, token) {
                // "Dissolved" as an adjective is its own lemma.
                cues = ["d", "ed"]
                    .iter()
                    .filter_map(|end| lemma.as_str().strip_suffix(end))
                    .map(|verb| reader.lexicon.frames.cues(verb))
                    .find(|cues| !cues.is_empty())
                    .unwrap_or_default();
            }
            if cues.is_empty() {
                continue;
            }
            named.look_at(reader, sentence);
            let mut taken: Vec<&str> = Vec::new();
            for cue in cues
                .iter()
                .filter(|c| has_words(reader, c, token, sentence, &named))
            {
                // Cues of one predicate are alternatives: the first that fits speaks.
                if taken.contains(&cue.predicate.as_str()) {
                    continue;
                }
                if let Some(Fit(event_noun)) = fits(reader, cue, token) {
                    taken.push(&cue.predicate);
                    if let Some(claim) = claim(reader, cue, token, event_noun, sentence) {
                        out.push(claim);
                    }
                }
            }
        }
    }
}

/// Fills the roles that clauses leave open from other claims of the article.
pub(super) fn fill_from_claims(reader: &Reader<'_>, claims: &mut [Claim]) {
    let frames = &reader.lexicon.frames;
    for frame in &frames.frames {
        for spec in &frame.roles {
            if spec.fallback == Some(Fallback::Event) {
                fill_from_event(frame, spec, claims);
            }
            let Some(Fallback::Claim { predicate, role }) = &spec.fallback else {
                continue;
            };
            let mut found: Vec<Role> = Vec::new();
            for claim in claims.iter() {
                if claim.predicate_name() == predicate && claim.polarity == Polarity::Positive {
                    for filler in claim.role(role).filter(|r| r.entity.is_some()) {
                        if !found.iter().any(|f| f.key == filler.key) {
                            found.push(Role {
                                name: spec.name.clone(),
                                stated: false,
                                ..filler.clone()
                            });
                        }
                    }
                }
            }
            for claim in claims.iter_mut() {
                let of_frame = frames
                    .of_predicate(claim.predicate_name())
                    .is_some_and(|f| f.id == frame.id);
                if of_frame && claim.role(&spec.name).next().is_none() {
                    // Who is named as something else in the clause itself is not filled in again.
                    let new: Vec<Role> = found
                        .iter()
                        .filter(|f| !claim.roles.iter().any(|r| r.key == f.key && r.stated))
                        .cloned()
                        .collect();
                    claim.roles.extend(new);
                    claim.keys = keys(frame, &claim.roles);
                }
            }
        }
    }
}

/// Fills a role from the other claims of the frame, where all that fill it say the same: the article
/// tells of one event.
fn fill_from_event(frame: &Frame, spec: &RoleSpec, claims: &mut [Claim]) {
    let of_frame = |c: &Claim| {
        c.predicate_name()
            .split_once('.')
            .is_some_and(|(id, _)| id == frame.id)
    };
    let told: Vec<u32> = claims
        .iter()
        .filter(|c| of_frame(c) && c.role(&spec.name).next().is_some())
        .map(|c| c.sentence)
        .collect();
    let mut known: Option<Vec<Role>> = None;
    for claim in claims.iter().filter(|c| of_frame(c)) {
        let own: Vec<Role> = claim.role(&spec.name).cloned().collect();
        if own.is_empty() {
            continue;
        }
        let same = |a: &[Role], b: &[Role]| a.iter().any(|x| b.iter().any(|y| x.key == y.key));
        match &known {
            None => known = Some(own),
            Some(first) if same(first, &own) => {}
            Some(_) => return,
        }
    }
    let Some(known) = known else { return };
    for claim in claims.iter_mut().filter(|c| of_frame(c)) {
        let near = told
            .iter()
            .any(|at| at.abs_diff(claim.sentence) <= SAME_EVENT_WITHIN);
        if near && claim.role(&spec.name).next().is_none() {
            claim.roles.extend(known.iter().map(|r| Role {
                stated: false,
                ..r.clone()
            }));
            claim.keys = keys(frame, &claim.roles);
        }
    }
}

/// What fills a cue: the token of the frame's noun, where it is one.
struct Fit(Option<usize>);

/// The frames that a sentence and the one before it have nouns of.
#[derive(Default)]
struct Named {
    sentence: Option<usize>,
    here: Vec<usize>,
    before: Vec<usize>,
}

impl Named {
    /// Looks at a sentence, unless it was the last that was looked at.
    fn look_at(&mut self, reader: &Reader<'_>, sentence: usize) {
        if self.sentence != Some(sentence) {
            self.sentence = Some(sentence);
            Self::list(reader, sentence, &mut self.here);
            Self::list(reader, sentence.saturating_sub(1), &mut self.before);
        }
    }

    fn list(reader: &Reader<'_>, sentence: usize, out: &mut Vec<usize>) {
        let (grammar, frames) = (reader.grammar, &reader.lexicon.frames);
        out.clear();
        for t in grammar.tokens.of_sentence(sentence) {
            out.extend(frames.of_noun(grammar.lemma_word(t)));
            out.extend(frames.of_noun(grammar.lower_word(t)));
        }
    }
}

/// Returns whether the words that a cue at the token needs stand around it; without them there is nothing to
/// parse the sentence for.
fn has_words(reader: &Reader<'_>, cue: &Cue, token: usize, sentence: usize, named: &Named) -> bool {
    let grammar = reader.grammar;
    let range = grammar.tokens.of_sentence(sentence);
    let near =
        range.start.max(token.saturating_sub(MAX_AROUND))..range.end.min(token + MAX_AROUND + 1);
    let frames = &reader.lexicon.frames;
    let counts = || {
        let (all, first) = (&reader.mentions.quantities, range.start);
        let own = all.partition_point(|q| (q.tokens.0 as usize) < first);
        all.get(own)
            .is_some_and(|q| (q.tokens.0 as usize) < range.end)
    };
    let is_noun = |t: usize| {
        let words = [grammar.lemma_word(t), grammar.lower_word(t)];
        words
            .iter()
            .any(|w| frames.of_noun(*w).contains(&cue.frame))
    };
    // "It ended in March": what the sentence before is about.
    let pointed = |within: &Range<usize>| {
        named.before.contains(&cue.frame) && within.clone().any(|t| is_pronoun(grammar, t))
    };
    let has_noun = |within: &Range<usize>| {
        named.here.contains(&cue.frame) && within.clone().any(is_noun) || pointed(within)
    };
    let has_in = |filler: &Filler, within: &Range<usize>| {
        let lemma = |t: usize| filler.lemmas.contains(grammar.lemma_word(t));
        filler.is_any()
            || filler.person
            || !filler.lemmas.is_empty() && within.clone().any(lemma)
            || filler.frame_noun && has_noun(within)
    };
    let has = |filler: &Filler| has_in(filler, &near);
    let stands =
        |word: &str, t: usize| grammar.lower_word(t).is(word) || grammar.lemma_word(t).is(word);
    // A noun stands behind its preposition, in one phrase with it: not "to" before a verb.
    let has_under = |prep: &str, filler: &Filler| {
        let ends = |t: usize| {
            matches!(grammar.upos(t), Upos::Verb | Upos::Aux)
                && !matches!(grammar.xpos(t), Xpos::Vbn | Xpos::Vbg)
        };
        let mut at = near.clone().filter(|t| stands(prep, *t));
        at.any(|at| {
            let end = (at + 1..near.end).find(|t| ends(*t));
            has_in(filler, &(at + 1..end.unwrap_or(near.end)))
        })
    };
    // The object stands behind the verb, but for that of a participle, of which it may be the subject, and for one
    // that a relative pronoun stands for.
    let has_object = || {
        let is_relative = |t: usize| {
            matches!(grammar.xpos(t), Xpos::Wdt | Xpos::Wp) || grammar.lower(t) == "that"
        };
        let active = matches!(
            grammar.xpos(token),
            Xpos::Vb | Xpos::Vbz | Xpos::Vbp | Xpos::Vbg
        );
        let behind = token + 1..near.end;
        let only_behind = active && !(near.start..token).any(is_relative);
        has_in(&cue.object, if only_behind { &behind } else { &near })
    };
    // The subject of a finite verb stands before it, or right behind it ("On Monday began a curfew").
    let is_finite = matches!(grammar.xpos(token), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp);
    let before = near.start..near.end.min(token + MAX_INVERTED);
    let has_subject = || has_in(&cue.subject, if is_finite { &before } else { &near });
    // "The signing of the accord"; of a gerund it may be the object.
    let has_of = || {
        let mut behind = token + 1..near.end;
        let under = grammar.upos(token) != Upos::Verb;
        has(&cue.of) && (!under || cue.of.is_any() || behind.any(|t| stands("of", t)))
    };
    (!cue.quantity || counts())
        && cue.rest.iter().all(|w| range.clone().any(|t| stands(w, t)))
        && is_introduced(grammar, cue, token)
        && has_subject()
        && has_object()
        && has_of()
        && cue
            .oblique
            .iter()
            .all(|(prep, filler)| filler.is_any() || has_under(prep, filler))
}

/// Returns whether one of the words that must introduce a cue's clause does, by the words before it: the parser
/// often takes "since" for a preposition.
fn is_introduced(grammar: Grammar<'_>, cue: &Cue, token: usize) -> bool {
    let before = grammar
        .tokens
        .of_sentence(grammar.tokens.sentence_of(token))
        .rev()
        .skip_while(|t| *t >= token)
        .take_while(|t| !matches!(grammar.lower(*t), "," | ";" | "\"" | "-" | "–" | "—"))
        .take(MAX_BEFORE);
    cue.under.is_empty()
        || before
            .into_iter()
            .any(|t| cue.under.iter().any(|w| w == grammar.lower(t)))
}

/// Returns whether the cue fits at the token; inside, the token of the frame's noun where one is bound.
fn fits(reader: &Reader<'_>, cue: &Cue, token: usize) -> Option<Fit> {
    let grammar = reader.grammar;
    let frame = reader.lexicon.frames.frames.get(cue.frame)?;
    let kind_fits = match cue.kind {
        TriggerKind::Verb => {
            grammar.is_verb(token)
                || (reader.is_headline(token) && grammar.upos(token) == Upos::Noun)
                || (grammar.lower(token).ends_with("ed")
                    && grammar.relation(token) == Relation::Amod)
                || is_participle(grammar, token)
        }
        TriggerKind::Noun => matches!(grammar.upos(token), Upos::Noun | Upos::Propn | Upos::Verb),
        TriggerKind::Adjective => {
            grammar.upos(token) == Upos::Adj || is_behind_copula(grammar, token)
        }
    };
    if !kind_fits || !rest_fits(grammar, cue, token) {
        return None;
    }
    let mut event_noun = None;
    match cue.kind {
        TriggerKind::Noun => {
            if grammar.upos(token) == Upos::Verb {
                // A gerund that takes an object: "signing off the agreement", "signing the accord".
                if grammar.xpos(token) != Xpos::Vbg {
                    return None;
                }
                let object = grammar
                    .object(token)
                    .or_else(|| grammar.oblique(token, "of"));
                event_noun = filled(reader, frame, &cue.of, object)?.0;
            } else {
                event_noun = filled(reader, frame, &cue.of, grammar.oblique(token, "of"))?.0;
            }
        }
        TriggerKind::Adjective => {
            let subject = match grammar.relation(token) {
                Relation::Amod => grammar.head(token),
                _ => subject_of(reader, token),
            };
            let fit = filled(reader, frame, &cue.subject, subject).or_else(|| {
                // "The outbreak in Chad was over": back over what stands behind the noun.
                before_copula(grammar, token)
                    .find_map(|noun| filled(reader, frame, &cue.subject, Some(noun)))
            });
            event_noun = fit?.0.or(event_noun);
        }
        TriggerKind::Verb => {
            event_noun = filled(reader, frame, &cue.subject, subject_of(reader, token))?
                .0
                .or(event_noun);
            let object = object_of(grammar, frame, cue, token);
            let fit = filled(reader, frame, &cue.object, object).or_else(|| {
                // "Rescuers called off the search": the noun behind the particle, and what is before the copula
                // of "parliament was dissolved", whatever the parser made of them.
                let behind = cue
                    .rest
                    .last()
                    .and_then(|particle| grammar.oblique(token, particle));
                let before = if is_participle(grammar, token) {
                    subject_of(reader, token)
                } else if grammar.is_passive(token) {
                    // "A month after the curfew was lifted".
                    own_clause(reader, token)
                        .and_then(|opened| first_noun(grammar, opened + 1, token))
                } else {
                    None
                };
                [behind, before, relative_object(grammar, token)]
                    .into_iter()
                    .flatten()
                    .find_map(|noun| filled(reader, frame, &cue.object, Some(noun)))
            });
            event_noun = fit?.0.or(event_noun);
        }
    }
    for (prep, filler) in &cue.oblique {
        event_noun = filled(reader, frame, filler, oblique_of(reader, token, prep))?
            .0
            .or(event_noun);
    }
    // A noun that is itself the frame's noun names its own event.
    if event_noun.is_none() && cue.kind == TriggerKind::Noun && is_frame_noun(grammar, frame, token)
    {
        event_noun = Some(token);
    }
    Some(Fit(event_noun))
}

/// Returns what a relative pronoun before the subject of a verb without an object stands for: "an accord that
/// the two sides signed".
fn relative_object(grammar: Grammar<'_>, verb: usize) -> Option<usize> {
    if grammar.tokens.child(verb, Relation::Obj).is_some() {
        return None;
    }
    let subject = grammar.subject(verb).filter(|s| *s < verb)?;
    let pronoun = (subject.saturating_sub(4)..subject)
        .rev()
        .find(|t| matches!(grammar.xpos(*t), Xpos::Wdt | Xpos::Wp))?;
    pronoun.checked_sub(1)
}

/// Returns whether a token is a passive that was taken for an adjective: "parliament was dissolved".
fn is_participle(grammar: Grammar<'_>, token: usize) -> bool {
    grammar.upos(token) == Upos::Adj
        && grammar.lower(token).ends_with("ed")
        && is_behind_copula(grammar, token)
}

fn is_behind_copula(grammar: Grammar<'_>, token: usize) -> bool {
    token
        .checked_sub(1)
        .is_some_and(|before| grammar.lemma(before) == "be")
}

/// The nouns before the copula before a token, from it backwards.
fn before_copula(grammar: Grammar<'_>, token: usize) -> impl Iterator<Item = usize> + '_ {
    let end = if is_behind_copula(grammar, token) {
        token - 1
    } else {
        0
    };
    let first = grammar
        .tokens
        .of_sentence(grammar.tokens.sentence_of(token))
        .start;
    (first.min(end)..end)
        .rev()
        .take_while(move |t| !matches!(grammar.upos(*t), Upos::Verb | Upos::Punct))
        .filter(move |t| matches!(grammar.upos(*t), Upos::Noun | Upos::Propn))
}

/// Words between a headline's verb and the noun under a preposition behind it.
const MAX_BEHIND: usize = 5;

/// Returns the logical subject; in a headline, which the parser was not taught to read, also the name
/// just before the verb.
fn subject_of(reader: &Reader<'_>, token: usize) -> Option<usize> {
    let grammar = reader.grammar;
    let before = || {
        let before = token.checked_sub(1)?;
        let named = reader.mentions.entities.of_token(before).is_some();
        (reader.is_headline(token) && named).then_some(before)
    };
    // "Fighting between the two flared": a gerund as a noun, at the beginning of its sentence.
    let gerund = || {
        let sentence = grammar.tokens.sentence_of(token);
        let first = grammar.tokens.of_sentence(sentence).start;
        let noun = first < token
            && grammar.xpos(first) == Xpos::Vbg
            && grammar.head(first) == Some(token)
            && (first..token).all(|t| grammar.upos(t) != Upos::Punct);
        noun.then_some(first)
    };
    let parsed = grammar.subject(token).or_else(before).or_else(gerund);
    // A subject stands in its own clause: no word that opens one lies between it and a finite verb ("four months
    // after the fighting began", "as the probe landed").
    let own = own_clause(reader, token);
    // A past tense that the tagger took for a participle: "a week after the fighting erupted".
    let taken = grammar.xpos(token) == Xpos::Vbn
        && own.is_some()
        && token.checked_sub(1).is_some_and(|t| {
            matches!(grammar.upos(t), Upos::Noun | Upos::Propn | Upos::Pron)
                || is_gerund_noun(grammar, t)
        });
    if !taken && !matches!(grammar.xpos(token), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp) {
        return parsed;
    }
    match (own, parsed) {
        (Some(opened), Some(subject)) if opened < subject && subject < token => Some(subject),
        (Some(opened), _) => first_noun(grammar, opened + 1, token).or(parsed),
        (None, parsed) => parsed,
    }
}

/// Returns the word that opens the clause of a verb, where one does.
fn own_clause(reader: &Reader<'_>, verb: usize) -> Option<usize> {
    let grammar = reader.grammar;
    let sentence = grammar.tokens.sentence_of(verb);
    let first = grammar.tokens.of_sentence(sentence).start;
    let words = &reader.lexicon.chronology;
    (first.max(verb.saturating_sub(MAX_BEFORE))..verb)
        .rev()
        .take_while(|t| !matches!(grammar.lower(*t), "," | ";"))
        .find(|t| {
            words.opens_clause(grammar.lower(*t))
                || words
                    .order(|i| grammar.lower(t + i))
                    .is_some_and(|(_, order)| !order.needs_length())
        })
}

/// Returns whether a gerund stands as a noun: "the fighting erupted".
fn is_gerund_noun(grammar: Grammar<'_>, token: usize) -> bool {
    grammar.xpos(token) == Xpos::Vbg
        && token
            .checked_sub(1)
            .is_some_and(|before| grammar.upos(before) == Upos::Det)
}

/// Returns the head of the first noun phrase in `from..to`, a pronoun included.
fn first_noun(grammar: Grammar<'_>, from: usize, to: usize) -> Option<usize> {
    let is_noun = |t: usize| {
        matches!(grammar.upos(t), Upos::Noun | Upos::Propn | Upos::Pron)
            || is_gerund_noun(grammar, t)
    };
    let start = (from..to).find(|t| is_noun(*t) && grammar.xpos(*t) != Xpos::PrpPoss)?;
    (start..to).take_while(|t| is_noun(*t)).last()
}

/// Returns the noun under a preposition; in a headline also the first noun behind it.
fn oblique_of(reader: &Reader<'_>, token: usize, prep: &str) -> Option<usize> {
    let grammar = reader.grammar;
    let behind = || {
        if !reader.is_headline(token) {
            return None;
        }
        let at = (token + 1..token + MAX_BEHIND).find(|t| grammar.lower(*t) == prep)?;
        (at + 1..at + MAX_BEHIND).find(|t| grammar.upos(*t) == Upos::Noun)
    };
    grammar.oblique(token, prep).or_else(behind)
}

/// Returns the logical object of a verb cue: also the noun under its particle ("signing off the
/// agreement"), and the frame's noun that the parser took for the subject of a participle
/// ("a memorandum signed a week ago": a document does not sign).
fn object_of(grammar: Grammar<'_>, frame: &Frame, cue: &Cue, token: usize) -> Option<usize> {
    grammar
        .object(token)
        .or_else(|| {
            let particle = cue.rest.last()?;
            grammar.oblique(token, particle)
        })
        .or_else(|| {
            let participle = matches!(grammar.xpos(token), Xpos::Vbd | Xpos::Vbn);
            let subject = grammar.subject(token)?;
            (participle && cue.object.frame_noun && is_frame_noun(grammar, frame, subject))
                .then_some(subject)
        })
        .or_else(|| {
            let before = token.checked_sub(1)?;
            let participle = matches!(grammar.xpos(token), Xpos::Vbd | Xpos::Vbn);
            (participle && cue.object.frame_noun && is_frame_noun(grammar, frame, before))
                .then_some(before)
        })
        .or_else(|| {
            // "Signing the accord is expected": the noun just behind it, whatever the parser made of it.
            let near = (token + 1..token + 5).find(|t| {
                !(matches!(
                    grammar.upos(*t),
                    Upos::Det | Upos::Adj | Upos::Propn | Upos::Punct
                ) || grammar.xpos(*t) == Xpos::PrpPoss)
                    || is_frame_noun(grammar, frame, *t)
            })?;
            (cue.object.frame_noun && is_frame_noun(grammar, frame, near)).then_some(near)
        })
}

fn rest_fits(grammar: Grammar<'_>, cue: &Cue, token: usize) -> bool {
    cue.rest.iter().enumerate().all(|(i, word)| {
        let next = grammar.lower(token + 1 + i);
        next == word
            || grammar.lemma(token + 1 + i) == word
            || grammar
                .tokens
                .children(token)
                .any(|c| grammar.relation(c) == Relation::CompoundPrt && grammar.lower(c) == word)
    })
}

/// Returns `None` where the filler is not what the cue wants, else the frame's noun where it is one.
fn filled(
    reader: &Reader<'_>,
    frame: &Frame,
    filler: &Filler,
    token: Option<usize>,
) -> Option<Fit> {
    if filler.is_any() {
        return Some(Fit(
            token.filter(|t| is_frame_noun(reader.grammar, frame, *t))
        ));
    }
    let grammar = reader.grammar;
    let token = token?;
    for t in grammar.conjuncts(token) {
        if filler.frame_noun
            && let Some(noun) = in_name(grammar, frame, t)
        {
            return Some(Fit(Some(noun)));
        }
        if filler.frame_noun
            && is_timed(frame)
            && let Some(noun) = antecedent(reader, t)
            && is_frame_noun(grammar, frame, noun)
        {
            return Some(Fit(Some(noun)));
        }
        if filler.lemmas.contains(grammar.lemma_word(t)) {
            return Some(Fit(None));
        }
        // "Sacked coach Ann Lee".
        if filler.person && (is_person(reader, t) || reader.titled(t).is_some()) {
            return Some(Fit(None));
        }
    }
    None
}

/// Returns the frame's noun that a token is, or the name that it heads: "Harbour Cup", "Hurricane Odile".
fn in_name(grammar: Grammar<'_>, frame: &Frame, token: usize) -> Option<usize> {
    if is_frame_noun(grammar, frame, token) {
        return Some(token);
    }
    if grammar.upos(token) != Upos::Propn {
        return None;
    }
    let range = grammar
        .tokens
        .of_sentence(grammar.tokens.sentence_of(token));
    let named = |t: &usize| grammar.upos(*t) == Upos::Propn;
    let last = (token..range.end).take_while(named).last()?;
    let first = (range.start..=token).rev().take_while(named).last()?;
    [last, first]
        .into_iter()
        .find(|t| is_frame_noun(grammar, frame, *t))
}

/// Returns whether a token is or stands for a person whom the article names.
fn is_person(reader: &Reader<'_>, token: usize) -> bool {
    let entities = &reader.mentions.entities;
    entities
        .meant_at(token)
        .and_then(|e| entities.get(e))
        .is_some_and(|e| e.kind == EntityKind::Person)
}

/// Returns whether the events of a frame have phases.
pub(super) fn is_timed(frame: &Frame) -> bool {
    frame.timing.as_ref().is_some_and(|t| !t.order.is_empty())
}

/// Returns whether a token can stand for an event.
fn is_pronoun(grammar: Grammar<'_>, token: usize) -> bool {
    matches!(grammar.lower(token), "it" | "they")
}

/// Returns what "it" stands for: the subject of its sentence where that stands before it, else of the sentence
/// before; failing that the one event that is named before it in its sentence.
pub(super) fn antecedent(reader: &Reader<'_>, token: usize) -> Option<usize> {
    let grammar = reader.grammar;
    if !is_pronoun(grammar, token) {
        return None;
    }
    let sentence = grammar.tokens.sentence_of(token);
    let timed = |t: usize| {
        reader
            .lexicon
            .frames
            .frames
            .iter()
            .any(|f| is_timed(f) && is_frame_noun(grammar, f, t))
    };
    let subject = |sentence: usize| {
        let before = grammar.tokens.of_sentence(sentence).filter(|t| *t < token);
        before
            .into_iter()
            .find(|t| matches!(grammar.relation(*t), Relation::Nsubj | Relation::NsubjPass))
    };
    let found = subject(sentence).or_else(|| subject(sentence.checked_sub(1)?));
    if let Some(found) = found
        && matches!(grammar.upos(found), Upos::Noun | Upos::Propn)
        && timed(found)
    {
        return Some(found);
    }
    let before: Vec<usize> = grammar
        .tokens
        .of_sentence(sentence)
        .filter(|t| *t < token && matches!(grammar.upos(*t), Upos::Noun | Upos::Propn) && timed(*t))
        .collect();
    let [one] = before.as_slice() else {
        return None;
    };
    Some(*one)
}

/// Returns whether the token is one of the frame's nouns (or begins one of several words).
pub(super) fn is_frame_noun(grammar: Grammar<'_>, frame: &Frame, token: usize) -> bool {
    // The parser may head "memorandum of understanding" at either noun.
    frame.nouns.iter().any(|words| {
        (0..words.len()).any(|offset| {
            token >= offset
                && words.iter().enumerate().all(|(i, word)| {
                    let at = token - offset + i;
                    word == grammar.lemma(at) || word == grammar.lower(at)
                })
        })
    })
}

fn claim(
    reader: &Reader<'_>,
    cue: &Cue,
    token: usize,
    event_noun: Option<usize>,
    sentence: usize,
) -> Option<Claim> {
    let grammar = reader.grammar;
    let frame = reader.lexicon.frames.frames.get(cue.frame)?;
    let mut modality = modality::read(grammar, token, &reader.lexicon.status);
    if let Some(status) = cue.status {
        modality.status = status;
    }
    let roles = roles(reader, frame, token, event_noun);
    let is_noun = grammar.upos(token) == Upos::Noun;
    if (cue.object.is_any() || is_noun) && is_about_somebody_new(reader, frame, token, &roles) {
        return None;
    }
    // "Returned to work on Monday": the trigger's last word.
    let last = (1..=cue.rest.len())
        .take_while(|i| {
            cue.rest
                .get(i - 1)
                .is_some_and(|w| w == grammar.lower(token + i))
        })
        .last()
        .map_or(token, |n| token + n);
    let (time, timex) = time_of(reader, (token, last), event_noun, &modality, sentence);
    let evidence = evidence(reader, token, event_noun, timex);
    let quantity = cue.quantity.then(|| quantity_of(reader, token)).flatten();
    if cue.quantity && quantity.is_none_or(|q| is_added(reader, q)) {
        return None;
    }
    let mut claim = reader.claim(
        Predicate::Frame(cue.predicate.clone()),
        sentence,
        evidence,
        grammar.span(token),
    );
    claim.keys = keys(frame, &roles);
    claim.roles = roles;
    claim.time = time;
    claim.timex = timex;
    claim.status = modality.status;
    claim.certainty = modality.certainty;
    claim.polarity = modality.polarity;
    claim.quantity = quantity;
    claim.recent = std::iter::once(token).chain(event_noun).any(|at| {
        grammar
            .tokens
            .children(at)
            .any(|c| reader.lexicon.chronology.is_recent(grammar.lower(c)))
    });
    Some(claim)
}

/// "Appoint a committee", "its releases", "the release of a report": the role that the article's one event
/// would fill is filled, by something that nobody named before.
fn is_about_somebody_new(reader: &Reader<'_>, frame: &Frame, token: usize, roles: &[Role]) -> bool {
    let grammar = reader.grammar;
    let open = frame.roles.iter().any(|spec| {
        spec.fallback == Some(Fallback::Event)
            && spec
                .from
                .iter()
                .any(|s| matches!(s, Slot::Object | Slot::Undergoer))
            && !roles.iter().any(|r| r.name == spec.name)
    });
    if grammar.upos(token) == Upos::Noun {
        return open && is_another(reader, token);
    }
    let new = |noun: usize| {
        grammar.upos(noun) == Upos::Noun
            && !grammar
                .tokens
                .children(noun)
                .any(|c| grammar.relation(c) == Relation::Det && grammar.lower(c) == "the")
    };
    open && grammar.object(token).is_some_and(new)
}

/// Returns whether a noun is not that of the one event an article tells of: several, indefinite, or of a thing.
fn is_another(reader: &Reader<'_>, noun: usize) -> bool {
    let grammar = reader.grammar;
    let definite = &reader.lexicon.kinds.definite;
    grammar.xpos(noun) == Xpos::Nns
        || grammar.tokens.children(noun).any(|c| {
            let lower = grammar.lower(c);
            match grammar.relation(c) {
                Relation::Det => !definite.contains(lower),
                Relation::Nmod => grammar
                    .case_of(c)
                    .is_some_and(|of| grammar.lower(of) == "of"),
                _ => false,
            }
        })
}

/// Returns a claim that only refers to the event that a noun of the frame names; its predicate is
/// the caller's to say.
pub(super) fn reference(
    reader: &Reader<'_>,
    frame: &Frame,
    noun: usize,
    sentence: usize,
) -> Option<Claim> {
    let grammar = reader.grammar;
    // "Another strike", "a second vote", "any deal" is not the one that other sentences tell of.
    let kinds = &reader.lexicon.kinds;
    let other = grammar.tokens.children(noun).any(|c| {
        let lower = grammar.lower(c);
        kinds.other.contains(lower) || kinds.each_or_none.contains(lower)
    });
    if other {
        return None;
    }
    let roles = roles(reader, frame, noun, Some(noun));
    let mut claim = reader.claim(
        Predicate::Frame(String::new()),
        sentence,
        grammar.span(noun),
        grammar.span(noun),
    );
    claim.keys = keys(frame, &roles);
    claim.roles = roles;
    claim.reference = true;
    Some(claim)
}

/// Fills the roles that identify a claim's event, none of which is filled, from those of another event of its
/// sentence, as far as they accept such fillers.
pub(super) fn adopt(reader: &Reader<'_>, claim: &mut Claim, others: &[Role]) {
    let frames = &reader.lexicon.frames;
    let Some(frame) = frames.of_predicate(claim.predicate_name()) else {
        return;
    };
    let own = |r: &Role| frame.unique.share.contains(&r.name);
    if claim.roles.iter().any(own) {
        return;
    }
    for spec in frame
        .roles
        .iter()
        .filter(|s| frame.unique.share.contains(&s.name))
    {
        for other in others {
            if let Some(entity) = other.entity
                && !claim
                    .roles
                    .iter()
                    .any(|r| r.name == spec.name && r.key == other.key)
            {
                let before = claim.roles.len();
                reader.push_entity(spec, entity, other.span, &mut claim.roles);
                if let Some(new) = claim.roles.get_mut(before) {
                    new.stated = false;
                }
            }
        }
    }
    claim.keys = keys(frame, &claim.roles);
}

/// Returns the meeting keys: one for each filler that identifies the event, or for each two of
/// them where the frame wants two shared, so that a country alone brings no two claims together.
pub(super) fn keys(frame: &Frame, roles: &[Role]) -> Vec<String> {
    let mut fillers: Vec<&str> = roles
        .iter()
        .filter(|r| frame.unique.share.contains(&r.name))
        .map(|r| r.key.as_str())
        .collect();
    fillers.sort_unstable();
    fillers.dedup();
    if frame.unique.at_least < 2 {
        return fillers
            .iter()
            .map(|k| format!("{}/{k}", frame.id))
            .collect();
    }
    let mut keys = Vec::new();
    for (i, first) in fillers.iter().enumerate() {
        for second in fillers.iter().skip(i + 1) {
            keys.push(format!("{}/{first}+{second}", frame.id));
        }
    }
    keys
}

/// "Another 35 people", "35 more people": what comes on top of a count is none itself.
fn is_added(reader: &Reader<'_>, quantity: u32) -> bool {
    let grammar = reader.grammar;
    let Some(found) = reader.mentions.quantities.get(quantity as usize) else {
        return false;
    };
    let (from, to) = (found.tokens.0 as usize, found.tokens.1 as usize);
    let words = &reader.lexicon.quantity;
    let added = |at: usize| words.added.contains(grammar.lower_word(at));
    let more = |at: usize| grammar.lower(at) == "more" && grammar.lower(at + 1) != "than";
    let before = from.checked_sub(1).is_some_and(added);
    before || added(from) || (from + 1..=to).any(more)
}

/// Returns the number that the trigger's clause counts: of its object or logical subject.
fn quantity_of(reader: &Reader<'_>, token: usize) -> Option<u32> {
    let grammar = reader.grammar;
    let candidates = [
        grammar.object(token),
        Some(token),
        subject_of(reader, token),
    ];
    candidates
        .into_iter()
        .flatten()
        .find_map(|noun| reader.mentions.quantity_of(grammar.tokens, noun))
        .map(|(idx, _)| idx)
}

/// Returns whether "that revolt" is one that a sentence before tells of, and of another state than the article's.
fn is_of_another_state(reader: &Reader<'_>, frame: &Frame, noun: usize) -> bool {
    let grammar = reader.grammar;
    let entities = &reader.mentions.entities;
    let pointed = grammar.tokens.children(noun).any(|c| {
        reader
            .lexicon
            .kinds
            .pointing
            .contains(grammar.lower_word(c))
    });
    if !pointed {
        return false;
    }
    let main = entities.main_state();
    let sentence = grammar.tokens.sentence_of(noun);
    let told = (1..=MAX_POINTED).find_map(|back| {
        let range = grammar.tokens.of_sentence(sentence.checked_sub(back)?);
        let named = range
            .clone()
            .any(|t| is_frame_noun(grammar, frame, t))
            .then_some(range)?;
        let states = named.filter_map(|t| entities.of_token(t)).filter(|e| {
            entities
                .get(*e)
                .is_some_and(|e| e.kind == EntityKind::State)
        });
        Some(states.collect::<Vec<u32>>())
    });
    told.is_some_and(|states| !states.is_empty() && !states.iter().any(|s| Some(*s) == main))
}

fn roles(reader: &Reader<'_>, frame: &Frame, token: usize, event_noun: Option<usize>) -> Vec<Role> {
    let grammar = reader.grammar;
    let mut roles: Vec<Role> = Vec::new();
    for spec in &frame.roles {
        let before = roles.len();
        for slot in &spec.from {
            fill(reader, spec, slot, token, event_noun, &mut roles);
        }
        let definite = event_noun.is_none_or(|n| {
            let other = &reader.lexicon.kinds.other;
            let mut children = grammar.tokens.children(n);
            !children.any(|c| other.contains(grammar.lower_word(c)))
        });
        if !definite || roles.len() > before {
            continue;
        }
        if spec.fallback == Some(Fallback::State)
            && event_noun.is_some_and(|noun| is_of_another_state(reader, frame, noun))
        {
            continue;
        }
        let entities = &reader.mentions.entities;
        let throughout: Vec<u32> = match spec.fallback {
            Some(Fallback::Pair) => entities.main_pair().into_iter().flatten().collect(),
            Some(Fallback::State) => entities.main_state().into_iter().collect(),
            Some(Fallback::Claim { .. } | Fallback::Event) | None => Vec::new(),
        };
        for entity in throughout {
            if let Some(e) = entities.get(entity) {
                roles.push(Role {
                    name: spec.name.clone(),
                    entity: Some(entity),
                    key: e.key.clone(),
                    span: e.mentions.first().map_or_else(Span::default, |m| m.span),
                    stated: false,
                });
            }
        }
    }
    if let Some(noun) = event_noun {
        let (from, to) = grammar.subtree(noun);
        let near = from.max(noun.saturating_sub(4))..to.min(noun + 5);
        for (kind, words) in &frame.kinds {
            if let Some(at) = near.clone().find(|t| {
                words
                    .iter()
                    .any(|w| w == grammar.lemma(*t) || w == grammar.lower(*t))
            }) {
                roles.push(Role {
                    name: "kind".to_owned(),
                    entity: None,
                    key: kind.clone(),
                    span: grammar.span(at),
                    stated: true,
                });
            }
        }
    }
    // "The second vote", "another strike": not the one that other sentences tell of without such a word.
    let named = event_noun.unwrap_or(token);
    let series = (named.saturating_sub(3)..named)
        .rev()
        .take_while(|t| {
            matches!(
                grammar.upos(*t),
                Upos::Adj | Upos::Noun | Upos::Propn | Upos::Det | Upos::Num
            )
        })
        .find_map(|t| Some((t, reader.lexicon.chronology.series(grammar.lower(t))?)));
    if let Some((at, key)) = series {
        roles.push(Role {
            name: "series".to_owned(),
            entity: None,
            key: key.to_owned(),
            span: grammar.span(at),
            stated: true,
        });
    }
    roles.sort_by(|a, b| (a.span, &a.name, &a.key).cmp(&(b.span, &b.name, &b.key)));
    let mut seen: Vec<(String, String)> = Vec::new();
    roles.retain(|r| {
        let this = (r.name.clone(), r.key.clone());
        let new = !seen.contains(&this);
        if new {
            seen.push(this);
        }
        new
    });
    roles
}

fn fill(
    reader: &Reader<'_>,
    spec: &RoleSpec,
    slot: &Slot,
    token: usize,
    event_noun: Option<usize>,
    roles: &mut Vec<Role>,
) {
    let grammar = reader.grammar;
    let modifiers = |noun: usize| {
        grammar.tokens.children(noun).filter(move |c| {
            matches!(
                grammar.relation(*c),
                Relation::Amod
                    | Relation::Compound
                    | Relation::NmodPoss
                    | Relation::NmodUnmarked
                    | Relation::NmodDesc
                    | Relation::Flat
            )
        })
    };
    match slot {
        Slot::Subject => {
            if let Some(noun) = subject_of(reader, token) {
                reader.fill_role(spec, noun, roles);
            }
        }
        Slot::Object => {
            if let Some(noun) = grammar.object(token) {
                reader.fill_role(spec, noun, roles);
            }
        }
        Slot::Undergoer => {
            let frames = &reader.lexicon.frames.frames;
            let own = |noun: usize| {
                frames
                    .iter()
                    .find(|f| f.roles.iter().any(|r| std::ptr::eq(r, spec)))
                    .is_some_and(|f| is_frame_noun(grammar, f, noun))
            };
            let whom = match grammar.object(token) {
                Some(object) if !own(object) => Some(object),
                _ => subject_of(reader, token),
            };
            if let Some(noun) = whom {
                reader.fill_role(spec, noun, roles);
            }
        }
        Slot::Oblique(prep) => {
            for (p, noun) in grammar.obliques(token) {
                if p == prep {
                    fill_named(reader, spec, noun, roles);
                }
            }
        }
        Slot::NounOblique(prep) => {
            let named = named_event(reader, spec, token);
            for at in event_noun
                .into_iter()
                .chain(std::iter::once(token))
                .chain(named)
            {
                for (p, noun) in grammar.obliques(at) {
                    if p == prep {
                        fill_named(reader, spec, noun, roles);
                    }
                }
            }
            // "strikes against the port": the object of the trigger carries the phrase.
            if let Some(object) = grammar.object(token) {
                for (p, noun) in grammar.obliques(object) {
                    if p == prep {
                        reader.fill_role(spec, noun, roles);
                    }
                }
            }
        }
        Slot::SubjectOblique(prep) => {
            if let Some(noun) = subject_of(reader, token)
                && let Some(under) = grammar.oblique(noun, prep)
            {
                reader.fill_role(spec, under, roles);
            }
        }
        Slot::Noun => {
            let frame = reader
                .lexicon
                .frames
                .frames
                .iter()
                .find(|f| f.roles.iter().any(|r| std::ptr::eq(r, spec)));
            let nouns = event_noun
                .into_iter()
                .chain(subject_of(reader, token))
                .chain(grammar.obliques(token).map(|(_, n)| n));
            for noun in nouns {
                if frame.is_some_and(|f| is_frame_noun(grammar, f, noun)) {
                    roles.push(Role {
                        name: spec.name.clone(),
                        entity: None,
                        key: grammar.lemma(noun).to_owned(),
                        span: grammar.span(noun),
                        stated: true,
                    });
                }
            }
        }
        Slot::NounModifier => {
            for at in event_noun.into_iter().flat_map(modifiers) {
                reader.fill_role(spec, at, roles);
            }
        }
        Slot::TriggerModifier => {
            for at in modifiers(token) {
                reader.fill_role(spec, at, roles);
            }
        }
    }
}

/// Returns the frame's noun beside a trigger, of a frame whose events their nouns name ("killed in a blast
/// in X"): what stands under the noun tells of the event, too.
fn named_event(reader: &Reader<'_>, spec: &RoleSpec, token: usize) -> Option<usize> {
    let frames = &reader.lexicon.frames.frames;
    let frame = frames
        .iter()
        .find(|f| f.roles.iter().any(|r| std::ptr::eq(r, spec)))?;
    let by_noun = frame.roles.iter().any(|r| r.from.contains(&Slot::Noun));
    if !by_noun {
        return None;
    }
    subject_of(reader, token)
        .into_iter()
        .chain(reader.grammar.obliques(token).map(|(_, n)| n))
        .find(|n| is_frame_noun(reader.grammar, frame, *n))
}

/// Adds what a noun names, or what it is one of where only names fill the role: "the town of X".
fn fill_named(reader: &Reader<'_>, spec: &RoleSpec, noun: usize, roles: &mut Vec<Role>) {
    let before = roles.len();
    reader.fill_role(spec, noun, roles);
    if spec.named
        && roles.len() == before
        && let Some(of) = reader.grammar.oblique(noun, "of")
    {
        reader.fill_role(spec, of, roles);
    }
}

/// Returns the time that belongs to the trigger: under it, under the word that governs it, or
/// under its event noun; never one that stands under another verb. `last` is the last word of the trigger.
pub(super) fn time_of(
    reader: &Reader<'_>,
    (token, last): (usize, usize),
    event_noun: Option<usize>,
    modality: &Modality,
    sentence: usize,
) -> (When, Option<u32>) {
    let grammar = reader.grammar;
    let range = grammar.tokens.of_sentence(sentence);
    let mut best: Option<(u32, usize)> = None;
    for (idx, timex) in reader.mentions.times.iter().enumerate() {
        let at = timex.tokens.0 as usize;
        if !range.contains(&at)
            || matches!(timex.kind, TimexKind::Set)
            || timex.when == When::Unknown
        {
            continue;
        }
        // "The spot where it sank now teems with boats": "now" is not the day of what is past.
        if timex.value == PRESENT && grammar.xpos(token) == Xpos::Vbd {
            continue;
        }
        let head = (at..timex.tokens.1 as usize)
            .find(|t| {
                grammar
                    .head(*t)
                    .is_none_or(|h| !(at..timex.tokens.1 as usize).contains(&h))
            })
            .unwrap_or(at);
        let owner = std::iter::once(head)
            .chain(grammar.ancestors(head))
            .find(|t| {
                *t == token
                    || Some(*t) == event_noun
                    || Some(*t) == modality.governor
                    || grammar.is_verb(*t)
            });
        // "Reopened on July 12", "was over in April": just behind the trigger, whatever the parser made of it.
        let behind = at == last + 1 || at == last + 2 && grammar.upos(last + 1) == Upos::Adp;
        // "Sentenced for the March 11 shooting": the day of the noun behind it, not of the sentence.
        let noun = grammar.head(head).filter(|h| {
            *h >= timex.tokens.1 as usize
                && matches!(grammar.upos(*h), Upos::Noun | Upos::Propn)
                && !grammar
                    .tokens
                    .children(*h)
                    .any(|c| grammar.relation(c) == Relation::Cop)
        });
        let of_noun = noun.is_some_and(|h| h != token && Some(h) != event_noun);
        if of_noun && !behind {
            continue;
        }
        let mine = behind
            || owner.is_some_and(|o| {
                o == token
                // "The inauguration was held on March 9": the time of a verb that says only that it took place.
                || (event_noun == Some(token) || !grammar.is_verb(token))
                    && is_happening(reader, o)
                    && reader.grammar.subject(o).or_else(|| reader.grammar.object(o)) == Some(token)
                || Some(o) == event_noun
                || Some(o) == modality.governor
                // A purpose clause under the trigger shares its time: "sign a deal to end it this week".
                || (grammar.head(o) == Some(token)
                    && grammar.relation(o) == Relation::Advcl
                    && grammar.tokens.children(o).any(|c| grammar.lower(c) == "to"))
                || (event_noun.is_some()
                    && grammar.head(o) == event_noun
                    && grammar.relation(o) == Relation::Acl
                    && grammar.tokens.children(o).any(|c| grammar.lower(c) == "to"))
            });
        if mine {
            let distance = at.abs_diff(token);
            if best.is_none_or(|(_, d)| distance < d) {
                best = u32::try_from(idx).ok().map(|i| (i, distance));
            }
        }
    }
    match best {
        Some((idx, _)) => (
            reader
                .mentions
                .times
                .get(idx as usize)
                .map_or(When::Unknown, |t| t.when),
            Some(idx),
        ),
        None => (When::Unknown, None),
    }
}

/// Returns whether a verb says only that something took place.
fn is_happening(reader: &Reader<'_>, verb: usize) -> bool {
    let grammar = reader.grammar;
    let place = grammar.lemma(verb) == "take" && grammar.lower(verb + 1) == "place";
    let held = grammar.lemma(verb) == "hold" && grammar.xpos(verb) == Xpos::Vbn;
    place || held || reader.lexicon.chronology.is_happening(grammar.lemma(verb))
}

/// Returns the clause around the trigger, short enough to be read at a glance.
pub(super) fn evidence(
    reader: &Reader<'_>,
    token: usize,
    event_noun: Option<usize>,
    timex: Option<u32>,
) -> Span {
    let grammar = reader.grammar;
    let whole = |idx: usize| {
        let (from, to) = grammar.subtree(idx);
        grammar.trimmed_span(from, to)
    };
    let clause = whole(grammar.clause_head(token));
    let mut span = if clause.len() <= MAX_EVIDENCE {
        clause
    } else {
        let phrase = whole(token);
        let with_noun = event_noun.map_or(phrase, |n| {
            let noun = whole(n).join(phrase);
            if noun.len() <= MAX_EVIDENCE {
                noun
            } else {
                phrase
            }
        });
        if with_noun.len() <= MAX_EVIDENCE {
            with_noun
        } else {
            event_noun.map_or(grammar.span(token), |n| {
                grammar.span(n).join(grammar.span(token))
            })
        }
    };
    if let Some(timex) = timex.and_then(|t| reader.mentions.times.get(t as usize)) {
        let joined = span.join(timex.span);
        if joined.len() <= MAX_EVIDENCE {
            span = joined;
        }
    }
    span
}
