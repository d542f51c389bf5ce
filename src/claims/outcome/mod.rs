//! Outcomes and figures of news that frames' cues do not reach, read from the words around the names: who won a
//! match, how strong an earthquake was, how many were on board, what a company earned or paid, how a vote on a
//! law went, where two met, who was elected, who keeps an office, who founded what and when.
//!
//! What makes two of them one is written in `rules/frames/`, the words are in `rules/names/outcomes.yaml`. In
//! doubt nothing is read: without a day, an identifying name, or a settled figure there is no claim.

use std::ops::Range;

use super::framed;
use super::ties::{self, Name, Words};
use super::{Certainty, Claim, Polarity, Predicate, Reader, Role, Status, modality};
use crate::calendar::Interval;
use crate::lexicon::outcomes::{Outcome, OutcomeWords, Phrases};
use crate::mentions::entity::EntityKind;
use crate::mentions::quantity::Quantity;
use crate::mentions::time::{TimexKind, When};
use crate::span::Span;
use crate::tokens::{TokenWord, Upos, Xpos};
use crate::word_set::WordSet;

mod accounts;

mod arrests;

mod boarding;

mod contests;

mod deals;

mod elections;

mod founding;

mod meetings;

mod offices;

mod quakes;

mod strikes;

mod votes;

/// Words between a verb and the name that stands before it.
const MAX_ADVERBS: usize = 4;

/// Words from a preposition to the place behind it: "off the rugged northern coast of".
const MAX_TO_PLACE: usize = 6;

/// Words from a verb of speech to its day.
const MAX_SAID: usize = 2;

/// Days in a week: a weekday told of the past lies before publication.
const WEEK: i32 = 7;

/// Reads one kind of outcome in a sentence.
type Read<'a> = fn(&Words<'a>, usize, &mut Vec<Claim>);

/// Finds the outcomes and figures of an article.
pub(super) fn find<'a>(reader: &'a Reader<'a>, names: &'a [Name], out: &mut Vec<Claim>) {
    let outcomes = &reader.lexicon.outcomes;
    let readers: [(Outcome, Read<'a>); 12] = [
        (Outcome::Contests, Words::contests),
        (Outcome::Quakes, Words::quakes),
        (Outcome::Boarding, Words::boarding),
        (Outcome::Founding, Words::founding),
        (Outcome::Accounts, Words::accounts),
        (Outcome::Deals, Words::deals),
        (Outcome::Votes, Words::votes),
        (Outcome::Meetings, Words::meetings),
        (Outcome::Arrests, Words::arrests),
        (Outcome::Strikes, Words::strikes),
        (Outcome::Elections, Words::elections),
        (Outcome::Offices, Words::offices),
    ];
    let grammar = reader.grammar;
    for (sentence, words) in ties::sentences(reader, names) {
        let told = words.range().fold(0, |told, t| {
            told | outcomes.of_word(grammar.lower_word(t)) | outcomes.of_word(grammar.lemma_word(t))
        });
        for (outcome, read) in readers {
            if outcome.is_in(told) {
                read(&words, sentence, out);
            }
        }
    }
}

/// Who or what takes part, as a role's filler.
#[derive(Debug, Clone)]
struct Party {
    entity: Option<u32>,
    kind: EntityKind,
    key: String,
    span: Span,
}

impl Party {
    fn role(&self, name: &str) -> Role {
        Role {
            name: name.to_owned(),
            entity: self.entity,
            key: self.key.clone(),
            span: self.span,
            stated: true,
        }
    }
}

impl<'r> Words<'r> {
    fn outcomes(&self) -> &'r OutcomeWords {
        &self.reader.lexicon.outcomes
    }

    fn lemma(&self, at: usize) -> &str {
        self.lemma_word(at).as_str()
    }

    fn lemma_word(&self, at: usize) -> TokenWord<'_> {
        if (self.from..self.end).contains(&at) {
            self.reader.grammar.lemma_word(at)
        } else {
            TokenWord::NONE
        }
    }

    fn range(&self) -> Range<usize> {
        self.from..self.end
    }

    /// Returns whether a token or its lemma is one of the words.
    fn is(&self, at: usize, words: &WordSet) -> bool {
        words.contains(self.lower_word(at)) || words.contains(self.lemma_word(at))
    }

    /// Returns whether the sentence has one of the words.
    fn has(&self, words: &WordSet) -> bool {
        self.range().any(|t| self.is(t, words))
    }

    /// Returns whether a phrase has the article of what is new to the reader: "a stabbing", of which there may be two.
    fn is_one_of_many(&self, mut phrase: Range<usize>) -> bool {
        phrase.any(|t| matches!(self.lower(t), "a" | "an"))
    }

    /// Returns whether the article has one of the words.
    fn article_has(&self, words: &WordSet) -> bool {
        let grammar = self.reader.grammar;
        (0..grammar.tokens.all().len())
            .any(|t| words.contains(grammar.lower_word(t)) || words.contains(grammar.lemma_word(t)))
    }

    /// Returns how many words a phrase has that begins at a token.
    fn phrase_at(&self, at: usize, phrases: &Phrases) -> Option<usize> {
        phrases.at(|i| [self.lemma_word(at + i), self.lower_word(at + i)])
    }

    /// Returns whether the sentence tells of a figure that is not settled.
    fn is_unsettled(&self) -> bool {
        self.has(&self.outcomes().unsettled)
    }

    /// Returns whether a token is part of a time expression.
    fn is_time(&self, at: usize) -> bool {
        self.timexes()
            .any(|(_, t)| (t.tokens.0 as usize..t.tokens.1 as usize).contains(&at))
    }

    /// Returns the times of the sentence with their indexes.
    fn timexes(&self) -> impl Iterator<Item = (u32, &'r crate::mentions::time::Timex)> {
        let times = &self.reader.mentions.times;
        let first = times.partition_point(|t| (t.tokens.0 as usize) < self.from);
        let end = self.end;
        (u32::try_from(first).unwrap_or(u32::MAX)..)
            .zip(times.get(first..).unwrap_or_default())
            .take_while(move |(_, t)| (t.tokens.0 as usize) < end)
    }

    /// Returns the quantities of the sentence with their indexes.
    fn quantities(&self) -> impl Iterator<Item = (u32, &'r Quantity)> {
        let all = &self.reader.mentions.quantities;
        let first = all.partition_point(|q| (q.tokens.0 as usize) < self.from);
        let end = self.end;
        (u32::try_from(first).unwrap_or(u32::MAX)..)
            .zip(all.get(first..).unwrap_or_default())
            .take_while(move |(_, q)| (q.tokens.0 as usize) < end)
    }

    /// Returns the one day that is nearest to a token, that of the words of speech left out. What is told has
    /// happened, so that a weekday is the last one.
    fn day(&self, at: usize) -> Option<(Interval, u32)> {
        self.day_of(at, false)
    }

    /// Returns the one day that is nearest to a token; of what is ahead, a weekday is the next one.
    fn day_of(&self, at: usize, ahead: bool) -> Option<(Interval, u32)> {
        let published = self.reader.article.published.as_day();
        let day = |timex: &crate::mentions::time::Timex| {
            let When::Days(days) = timex.when else {
                return None;
            };
            let (from, to) = (days.from?, days.to?);
            let day = match published {
                _ if from != to && from.plus(WEEK) != to => return None,
                _ if ahead => to,
                Some(published) if from == to && timex.relative && from > published => {
                    from.plus(-WEEK)
                }
                _ => from,
            };
            Some(Interval::day(day))
        };
        let dates = || {
            self.timexes()
                .filter(|(_, t)| matches!(t.kind, TimexKind::Date | TimexKind::Time))
                .map(|(idx, t)| (at.abs_diff(t.tokens.0 as usize), idx, t))
        };
        let (distance, idx, day) = dates()
            .filter(|(.., t)| !self.is_of_speech(t.tokens.0 as usize))
            .filter_map(|(distance, idx, t)| Some((distance, idx, day(t)?)))
            .min_by_key(|(distance, idx, _)| (*distance, *idx))?;
        // "Hit by a 9.0 magnitude earthquake in 2011, it was shaken again on Friday".
        let of_another = dates().any(|(near, _, t)| {
            let apart = matches!(t.when, When::Days(days) if days.is_disjoint(day));
            near < distance && apart && !self.is_of_speech(t.tokens.0 as usize)
        });
        (!of_another).then_some((day, idx))
    }

    /// Returns whether a time is that of a verb of speech before it: "officials said on Monday".
    fn is_of_speech(&self, time: usize) -> bool {
        let first = self.from.max(time.saturating_sub(MAX_SAID));
        (first..time).any(|t| self.is_speech(t))
            && (first..time).all(|t| self.is_speech(t) || self.upos(t) == Upos::Adp)
    }

    fn is_speech(&self, at: usize) -> bool {
        self.upos(at) == Upos::Verb
            && self
                .reader
                .lexicon
                .speech
                .class(self.lemma_word(at))
                .is_some()
    }

    fn party(&self, name: Name) -> Party {
        let span = self.span(name.from, name.to);
        Party {
            entity: name.entity,
            kind: name.kind,
            key: match name.entity {
                Some(_) => self.key(name).to_owned(),
                None => span.of(self.reader.grammar.text).to_lowercase(),
            },
            span,
        }
    }

    /// Returns whom a token names or stands for.
    fn party_at(&self, token: usize) -> Option<Party> {
        let entities = &self.reader.mentions.entities;
        let idx = entities.meant_at(token)?;
        let entity = entities.get(idx)?;
        Some(Party {
            entity: Some(idx),
            kind: entity.kind,
            key: entity.key.clone(),
            span: self.reader.grammar.span(token),
        })
    }

    /// Returns the name that ends before a token; also a word that opens the sentence, whose capital does not
    /// show that it is a name.
    fn party_ending(&self, to: usize) -> Option<Party> {
        if let Some(name) = self.ending(to) {
            return Some(self.party(name));
        }
        let first = to.checked_sub(1).filter(|t| *t == self.from)?;
        let bare = !matches!(self.upos(first), Upos::Pron | Upos::Det | Upos::Adp);
        self.firm_ending(to).filter(|_| bare).map(|n| self.party(n))
    }

    /// Returns who does what a verb says: the name before it, or what the parse says.
    fn doer(&self, verb: usize) -> Option<Party> {
        let mut to = verb;
        while to > self.from
            && verb - to < MAX_ADVERBS
            && self.ending(to).is_none()
            && matches!(self.upos(to - 1), Upos::Adv | Upos::Aux | Upos::Part)
            && to - 1 > self.from
        {
            to -= 1;
        }
        // "X is through after beating Y": who opens the sentence.
        let first = || {
            let gerund = self.reader.grammar.xpos(verb) == Xpos::Vbg;
            self.starting(self.from).filter(|_| gerund)
        };
        self.party_ending(to)
            .or_else(|| {
                // "Hansen's reserves beat": not Hansen.
                let subject = self.reader.grammar.subject(verb)?;
                let owner = (subject + 1..=subject + MAX_ADVERBS)
                    .take_while(|t| self.upos(*t) == Upos::Propn || self.is_possessive(*t))
                    .any(|t| self.is_possessive(t));
                self.party_at(subject).filter(|_| !owner)
            })
            .or_else(|| first().map(|name| self.party(name)))
    }

    /// Returns the name behind words like these, where it ends its phrase: not "Hansen's women", "Hansen reserves".
    fn whole_behind(&self, at: usize) -> Option<Name> {
        let name = self.behind(at)?;
        let more = self.is_possessive(name.to)
            || matches!(self.upos(name.to), Upos::Noun | Upos::Propn) && !self.is_time(name.to);
        (!more).then_some(name)
    }

    /// Returns the states and places that stand behind a preposition of place, or behind one of the words.
    fn places(&self, also: impl Fn(usize) -> bool) -> Vec<Name> {
        let words = self.outcomes();
        let idx = self.names.partition_point(|n| n.from < self.from);
        let here = self.names.iter().skip(idx);
        here.take_while(|n| n.from < self.end)
            .filter(|n| {
                matches!(
                    n.kind,
                    EntityKind::State | EntityKind::Place | EntityKind::Other
                ) && n.entity.is_some()
            })
            .filter(|n| {
                let first = self.from.max(n.from.saturating_sub(MAX_TO_PLACE));
                (first..n.from)
                    .rev()
                    .take_while(|t| !matches!(self.lower(*t), "," | ";"))
                    .find(|t| {
                        self.upos(*t) == Upos::Verb
                            || also(*t)
                            || words.locatives.contains(self.lower_word(*t))
                    })
                    .is_some_and(|t| also(t) || words.locatives.contains(self.lower_word(t)))
            })
            .copied()
            .collect()
    }

    /// Returns which of a series a sentence tells of: "the second boat".
    fn series(&self, noun: usize) -> Option<Role> {
        let chronology = &self.reader.lexicon.chronology;
        let first = self.from.max(noun.saturating_sub(3));
        let at = (first..noun).find(|t| chronology.series(self.lower(*t)).is_some())?;
        let key = chronology.series(self.lower(at))?.to_owned();
        Some(Role {
            name: "series".to_owned(),
            entity: None,
            key,
            span: self.span(at, at + 1),
            stated: true,
        })
    }

    /// Returns whether a verb tells of what has happened, and surely.
    fn is_told(&self, verb: usize) -> bool {
        let modality = modality::read(self.reader.grammar, verb, &self.reader.lexicon.status);
        modality.polarity == Polarity::Positive
            && modality.certainty == Certainty::Certain
            && !modality.status.is_ahead()
            && !matches!(
                modality.status,
                Status::Cancelled | Status::Postponed | Status::Failed
            )
    }

    /// Returns a claim of a frame, its evidence from one token to another.
    fn outcome(
        &self,
        predicate: &str,
        sentence: usize,
        (at, from, to): (usize, usize, usize),
        roles: Vec<Role>,
    ) -> Option<Claim> {
        let frame = self.reader.lexicon.frames.of_predicate(predicate)?;
        let mut claim = self.reader.claim(
            Predicate::Frame(predicate.to_owned()),
            sentence,
            self.span(from, to),
            self.reader.grammar.span(at),
        );
        claim.roles = roles;
        claim
            .roles
            .sort_by(|a, b| (a.span, &a.name, &a.key).cmp(&(b.span, &b.name, &b.key)));
        claim.keys = framed::keys(frame, &claim.roles);
        claim.status = Status::Done;
        (!claim.keys.is_empty()).then_some(claim)
    }
}
