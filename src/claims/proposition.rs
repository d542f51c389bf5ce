//! What the words of a sentence say of whom: every verb, predicate noun or adjective with its
//! arguments, whatever its voice. Propositions of two texts are aligned with each other by the graph.

use std::borrow::Cow;
use std::ops::Range;

use super::framed::{evidence, time_of};
use super::ranks;
use super::{Certainty, Polarity, Reader, Status, modality};
use crate::lexicon::Lexicon;
use crate::lexicon::predicates::{Place, Reading};
use crate::lexicon::speech::SpeechClass;
use crate::mentions::entity::{Entity, EntityKind};
use crate::mentions::quantity::Unit;
use crate::mentions::time::When;
use crate::read::BlockKind;
use crate::span::Span;
use crate::tokens::{Relation, Tokens, Upos, Xpos};

/// Arguments beyond this are a list.
const MAX_ARGUMENTS: usize = 8;
/// Sentences back in which a pronoun's person is looked for.
pub(super) const MAX_BACK: usize = 2;
/// Words up to which a sentence without a verb may be a headline.
pub(super) const MAX_SHORT: usize = 20;
/// Words after which a sentence is a list or a table.
const MAX_WORDS: usize = 90;

/// What an argument is to its predicate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slot {
    /// Logical subject.
    Agent,
    /// Logical object.
    Patient,
    /// Indirect object.
    Recipient,
    /// Behind a preposition, by its token.
    Behind(u32),
    /// The clause or predicate that completes it (`agreed to sign`).
    Clause,
}

/// One argument.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Argument {
    /// What it is to the predicate.
    pub slot: Slot,
    /// Head token of the phrase; of the name where a pronoun stands for one.
    pub head: u32,
    /// Whether it was taken over from a clause that this one depends on.
    pub inherited: bool,
}

/// What a sentence says of whom.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposition {
    /// Sentence index.
    pub sentence: u32,
    /// Token of the predicate.
    pub head: u32,
    /// Its particle.
    pub particle: Option<u32>,
    /// Which other reading of the head's lemma this is, where it is one.
    pub reading: Option<u8>,
    /// Whether a noun is said to be something (`X is a Y`), counted (`its 19 Y`) or there.
    pub nominal: bool,
    /// The superlative, where a rank that one alone holds is given to a name.
    pub rank: Option<u32>,
    /// Hash of what stands for the predicate's group.
    pub class: u64,
    /// Arguments in text order.
    pub arguments: Vec<Argument>,
    /// When.
    pub time: When,
    /// The time expression it was read from: index into the article's times.
    pub timex: Option<u32>,
    /// How far it has come.
    pub status: Status,
    /// How sure the text is.
    pub certainty: Certainty,
    /// Asserted or denied.
    pub polarity: Polarity,
    /// The clause.
    pub evidence: Span,
    /// Hashes under which it meets others, sorted.
    pub keys: Vec<u64>,
}

impl Proposition {
    /// Returns the word that stands for its predicate.
    pub fn name<'l>(&self, tokens: &'l Tokens, lexicon: &'l Lexicon) -> Cow<'l, str> {
        if let Some(rank) = self.rank {
            return Cow::Borrowed(tokens.lower(rank as usize));
        }
        let lemma = tokens.lemma(self.head as usize);
        if let Some(reading) = self
            .reading
            .and_then(|r| lexicon.predicates.readings(lemma).get(usize::from(r)))
        {
            return Cow::Borrowed(&reading.means);
        }
        if self.nominal {
            return Cow::Borrowed("have");
        }
        match self.particle {
            None => Cow::Borrowed(lexicon.predicates.of(lemma)),
            Some(particle) => {
                let name = format!("{lemma} {}", tokens.lower(particle as usize));
                Cow::Owned(lexicon.predicates.of(&name).to_owned())
            }
        }
    }
}

/// Returns the propositions of these sentences, in their order.
pub(super) fn find(
    reader: &Reader<'_>,
    sentences: impl Iterator<Item = usize>,
) -> Vec<Proposition> {
    let mut out = Vec::new();
    for sentence in sentences.filter(|s| tells(reader, *s)) {
        for at in reader.grammar.tokens.of_sentence(sentence) {
            predicate(reader, at, sentence, &mut out);
            ranked(reader, at, sentence, &mut out);
            exists(reader, at, sentence, &mut out);
        }
    }
    out
}

/// Returns whether propositions are read from a sentence: prose of a usual length that is no question.
pub(super) fn tells(reader: &Reader<'_>, sentence: usize) -> bool {
    let prose = matches!(
        reader.block_kind(sentence),
        BlockKind::Paragraph | BlockKind::Headline | BlockKind::Dateline
    );
    let range = reader.grammar.tokens.of_sentence(sentence);
    let last = range.end.saturating_sub(1);
    prose && range.len() <= MAX_WORDS && reader.grammar.lower(last) != "?"
}

fn predicate(reader: &Reader<'_>, at: usize, sentence: usize, out: &mut Vec<Proposition>) {
    let grammar = reader.grammar;
    let copula = grammar
        .tokens
        .children(at)
        .any(|c| grammar.relation(c) == Relation::Cop);
    let auxiliary = matches!(
        grammar.relation(at),
        Relation::Aux | Relation::AuxPass | Relation::Cop
    ) || grammar.xpos(at) == Xpos::Md;
    if let Some(arguments) = between_names(reader, at, sentence) {
        emit(reader, at, sentence, arguments, out);
    } else if (copula && grammar.tokens.child(at, Relation::Case).is_none())
        || (grammar.is_verb(at) && !auxiliary)
    {
        let arguments = verbal(reader, at);
        // "There is no X": denied of X.
        emit(reader, at, sentence, arguments, out);
    } else if matches!(grammar.upos(at), Upos::Noun | Upos::Propn) {
        let nouns = reader.lexicon.predicates.readings(grammar.lemma_word(at));
        if nouns.iter().any(|r| r.noun) {
            let arguments = nominal(reader, at);
            let base = base(reader, at, sentence, arguments);
            readings(reader, &base, true, out);
        }
        counted(reader, at, sentence, out);
    } else if grammar.upos(at) == Upos::Adj && grammar.relation(at) == Relation::Xcomp {
        // "was found dead".
        let subject = grammar.subject(at).map(|head| argument(Slot::Agent, head));
        let base = base(reader, at, sentence, subject.into_iter().collect());
        readings(reader, &base, false, out);
    }
}

/// "The largest bank in Germany": held by the name it is given to.
fn ranked(reader: &Reader<'_>, at: usize, sentence: usize, out: &mut Vec<Proposition>) {
    let Some(rank) = ranks::read(reader, at) else {
        return;
    };
    let mut made = base(
        reader,
        at,
        sentence,
        vec![argument(Slot::Agent, rank.holder)],
    );
    let copula = reader.grammar.tokens.child(at, Relation::Cop).is_some();
    if copula && !ranks::is_asserted(made.status, made.certainty, made.polarity) {
        return;
    }
    made.nominal = true;
    made.rank = u32::try_from(rank.adjective).ok();
    made.status = Status::Unstated;
    made.certainty = Certainty::Certain;
    made.polarity = Polarity::Positive;
    made.class = hash(&rank.scope);
    made.keys = vec![made.class];
    out.push(made);
}

/// "There is no gap between China and Peru", "the gap with China was …": what is denied to be there,
/// and what is taken to be.
fn exists(reader: &Reader<'_>, at: usize, sentence: usize, out: &mut Vec<Proposition>) {
    let grammar = reader.grammar;
    let entities = &reader.mentions.entities;
    if grammar.upos(at) != Upos::Noun || grammar.relation(at) != Relation::Nsubj {
        return;
    }
    let Some(verb) = grammar.head(at) else { return };
    let names: Vec<u64> = grammar
        .tokens
        .children(at)
        .filter(|c| matches!(grammar.relation(*c), Relation::Nmod | Relation::NmodPoss))
        .flat_map(|c| grammar.conjuncts(c))
        .filter(|c| entities.of_token(*c).is_some())
        .filter_map(|c| anchor(reader, c))
        .collect();
    let determiner = |words: &[&str]| {
        grammar
            .tokens
            .children(at)
            .any(|c| grammar.relation(c) == Relation::Det && words.contains(&grammar.lower(c)))
    };
    let there = grammar.tokens.child(verb, Relation::Expl).is_some() && grammar.lemma(verb) == "be";
    let denied = there && determiner(&["no"]);
    let taken = !there && determiner(&["the"]);
    if names.is_empty() || !(denied || taken) {
        return;
    }
    let mut made = base(reader, verb, sentence, vec![argument(Slot::Agent, at)]);
    if denied && made.polarity != Polarity::Negative {
        return;
    }
    if taken {
        let open = matches!(
            made.status,
            Status::Proposed | Status::Planned | Status::Imminent
        );
        if open || made.certainty != Certainty::Certain {
            return;
        }
        made.polarity = Polarity::Positive;
    }
    made.head = u32::try_from(at).unwrap_or(u32::MAX);
    made.particle = None;
    made.nominal = true;
    made.status = Status::Unstated;
    made.class = mix(hash("exist"), hash(grammar.lemma(at)));
    made.keys = names.iter().map(|n| mix(made.class, *n)).collect();
    made.keys.sort_unstable();
    out.push(made);
}

/// Adds the proposition as it stands and as it may also be read.
fn emit(
    reader: &Reader<'_>,
    at: usize,
    sentence: usize,
    arguments: Vec<Argument>,
    out: &mut Vec<Proposition>,
) {
    if arguments.is_empty() {
        return;
    }
    let base = base(reader, at, sentence, arguments);
    readings(reader, &base, reader.grammar.upos(at) == Upos::Noun, out);
    out.push(base);
}

/// "Chile beat Peru." and headlines: a known verb between two names that the tagger took for a noun.
fn between_names(reader: &Reader<'_>, at: usize, sentence: usize) -> Option<Vec<Argument>> {
    let grammar = reader.grammar;
    let entities = &reader.mentions.entities;
    let range = grammar.tokens.of_sentence(sentence);
    if range.len() > MAX_SHORT
        || grammar.is_verb(at)
        || !reader.lexicon.predicates.knows(grammar.lower_word(at))
        || entities.of_token(at).is_some()
        || range.clone().any(|t| grammar.is_verb(t))
    {
        return None;
    }
    let before = at.checked_sub(1).filter(|t| range.contains(t))?;
    let after = at + 1;
    entities.of_token(before)?;
    entities
        .of_token(after)
        .filter(|_| range.contains(&after))?;
    Some(vec![
        argument(Slot::Agent, before),
        argument(Slot::Patient, after),
    ])
}

fn argument(slot: Slot, head: usize) -> Argument {
    Argument {
        slot,
        head: u32::try_from(head).unwrap_or(u32::MAX),
        inherited: false,
    }
}

/// Arguments of a verb, or of a noun or adjective behind a copula.
fn verbal(reader: &Reader<'_>, at: usize) -> Vec<Argument> {
    let grammar = reader.grammar;
    let mut all = Vec::new();
    let inherited = !grammar.is_passive(at) && grammar.own_subject(at).is_none();
    let mut add = |slot, head: usize| {
        let head = person_meant(reader, head);
        let known = all.iter().any(|a: &Argument| a.head as usize == head);
        if head != at && !known && all.len() < MAX_ARGUMENTS {
            all.push(Argument {
                inherited: slot == Slot::Agent && inherited,
                ..argument(slot, head)
            });
        }
    };
    if let Some(subject) = grammar.subject(at) {
        for noun in grammar.conjuncts(subject) {
            add(Slot::Agent, noun);
        }
    }
    if let Some(object) = grammar
        .object(at)
        .filter(|o| bare_clause(reader, at, *o).is_none())
    {
        for noun in grammar.conjuncts(object) {
            add(Slot::Patient, noun);
        }
    }
    if let Some(subject) = lost_subject(reader, at) {
        let slot = if grammar.is_passive(at) {
            Slot::Patient
        } else {
            Slot::Agent
        };
        add(slot, subject);
    }
    for child in grammar.tokens.children(at) {
        match grammar.relation(child) {
            Relation::Iobj => add(Slot::Recipient, child),
            Relation::Xcomp | Relation::Ccomp => add(Slot::Clause, child),
            Relation::Obl | Relation::Nmod | Relation::Advcl if !is_time(reader, child) => {
                let Some(case) = grammar.case_of(child) else {
                    continue;
                };
                // "According to the court" says who says it, not what is done.
                let source = grammar.lower(case) == "according";
                if source || (grammar.lower(case) == "by" && grammar.is_passive(at)) {
                    continue;
                }
                add(Slot::Behind(u32::try_from(case).unwrap_or(u32::MAX)), child);
            }
            _ => {}
        }
    }
    all
}

/// Returns the clause whose subject the parse took for the object of the verb that reports it:
/// "admitted no deal had been reached".
fn bare_clause(reader: &Reader<'_>, at: usize, object: usize) -> Option<usize> {
    let grammar = reader.grammar;
    reader.lexicon.speech.class(grammar.lemma_word(at))?;
    let clause = grammar.tokens.child(at, Relation::Ccomp)?;
    let bare = at < object
        && object < clause
        && grammar.own_subject(clause).is_none()
        && grammar.tokens.child(clause, Relation::Mark).is_none()
        && (object + 1..clause).all(|t| grammar.upos(t) != Upos::Punct);
    let finite = grammar.tokens.children(clause).any(|c| {
        matches!(
            grammar.relation(c),
            Relation::Aux | Relation::AuxPass | Relation::Cop
        )
    });
    (bare && finite).then_some(clause)
}

/// Returns the subject of a clause that hangs as object on the verb that reports it.
fn lost_subject(reader: &Reader<'_>, at: usize) -> Option<usize> {
    let grammar = reader.grammar;
    let head = grammar.head(at)?;
    let object = grammar.tokens.child(head, Relation::Obj)?;
    bare_clause(reader, head, object).filter(|clause| *clause == at)?;
    Some(object)
}

/// Arguments of a noun that stands for a deed: possessor and prepositions.
fn nominal(reader: &Reader<'_>, at: usize) -> Vec<Argument> {
    let grammar = reader.grammar;
    let mut all = Vec::new();
    for child in grammar.tokens.children(at) {
        let case = grammar.tokens.child(child, Relation::Case);
        let behind = matches!(grammar.relation(child), Relation::NmodPoss | Relation::Nmod);
        if let Some(case) = case
            && behind
            && !is_time(reader, child)
        {
            let slot = Slot::Behind(u32::try_from(case).unwrap_or(u32::MAX));
            all.push(argument(slot, person_meant(reader, child)));
        }
    }
    all.truncate(MAX_ARGUMENTS);
    all
}

/// "NATO's 19 members", "the 19 NATO member nations": the owner has so many.
fn counted(reader: &Reader<'_>, at: usize, sentence: usize, out: &mut Vec<Proposition>) {
    let grammar = reader.grammar;
    let entities = &reader.mentions.entities;
    // "16 % of Americans" are a share of them, which others may be too.
    let share = reader.mentions.quantities.iter().any(|q| {
        q.unit == Unit::Percent && (q.tokens.0 as usize..q.tokens.1 as usize).contains(&at)
    });
    if share || grammar.tokens.child(at, Relation::Nummod).is_none() {
        return;
    }
    // "The 19 NATO member nations" are NATO's members too.
    let kind = grammar
        .tokens
        .children(at)
        .find(|c| grammar.relation(*c) == Relation::Compound && grammar.upos(*c) == Upos::Noun);
    let all = grammar
        .tokens
        .children(at)
        .chain(kind.into_iter().flat_map(|k| grammar.tokens.children(k)));
    let owner = all.into_iter().find(|c| {
        let of = grammar.relation(*c) == Relation::Nmod
            && grammar
                .tokens
                .child(*c, Relation::Case)
                .is_some_and(|case| grammar.lower(case) == "of");
        let named = entities.of_token(*c).and_then(|e| entities.get(e));
        // "Three U.S. hikers" are not the country's.
        let owns = |e: &Entity| match grammar.relation(*c) {
            Relation::NmodPoss => true,
            Relation::Compound => e.kind == EntityKind::Organisation,
            _ => of,
        };
        named.is_some_and(owns)
    });
    let Some(owner) = owner else { return };
    for noun in std::iter::once(at).chain(kind) {
        let arguments = vec![argument(Slot::Agent, owner), argument(Slot::Patient, noun)];
        let mut has = base(reader, at, sentence, arguments);
        has.nominal = true;
        has.class = hash("have");
        has.status = Status::Unstated;
        has.certainty = Certainty::Certain;
        has.polarity = Polarity::Positive;
        has.keys = keys(reader, &has);
        out.push(has);
    }
}

fn base(
    reader: &Reader<'_>,
    at: usize,
    sentence: usize,
    mut arguments: Vec<Argument>,
) -> Proposition {
    let grammar = reader.grammar;
    arguments.sort_by_key(|a| a.head);
    let mut modality = modality::read(grammar, at, &reader.lexicon.status);
    let polarity = if is_denied(reader, at) {
        Polarity::Negative
    } else {
        Polarity::Positive
    };
    let nor = grammar
        .tokens
        .child(at, Relation::Cc)
        .is_some_and(|c| grammar.lower(c) == "nor");
    // "Failed to win", "refused to sign": it was not done.
    let came_to_nothing = modality.status == Status::Failed
        && modality.polarity == Polarity::Negative
        && polarity == Polarity::Positive
        && grammar.relation(at) == Relation::Xcomp;
    if came_to_nothing {
        modality.status = Status::Done;
    } else {
        if modality.polarity != polarity && !nor {
            modality.certainty = Certainty::Unstated;
        }
        modality.polarity = polarity;
    }
    let hedged = [Status::Proposed, Status::Planned].contains(&modality.status);
    if lost_subject(reader, at).is_some() && !hedged {
        modality.certainty = Certainty::Certain;
    }
    if is_believed(reader, at) {
        modality.certainty = Certainty::Unstated;
    }
    let (time, timex) = time_of(reader, (at, at), None, &modality, sentence);
    let particle = grammar.tokens.child(at, Relation::CompoundPrt);
    let mut made = Proposition {
        sentence: u32::try_from(sentence).unwrap_or(u32::MAX),
        head: u32::try_from(at).unwrap_or(u32::MAX),
        particle: particle.and_then(|p| u32::try_from(p).ok()),
        reading: None,
        nominal: false,
        rank: None,
        class: 0,
        arguments,
        time,
        timex,
        status: modality.status,
        certainty: modality.certainty,
        polarity: modality.polarity,
        evidence: evidence(reader, at, None, timex),
        keys: Vec::new(),
    };
    made.class = hash(&made.name(grammar.tokens, reader.lexicon));
    made.keys = keys(reader, &made);
    made
}

/// Returns whether the clause is denied where it stands: by a negator of its own, an empty subject or
/// object, "nor", or the denial that reports it ("denied that …"). What stands further above says
/// rather how sure the text is.
fn is_denied(reader: &Reader<'_>, at: usize) -> bool {
    let grammar = reader.grammar;
    let words = &reader.lexicon.status;
    let empty = |noun: usize| {
        words.is_negator(grammar.lower_word(noun))
            || grammar.tokens.children(noun).any(|c| {
                // "No court", "neither the court nor the mayor".
                matches!(grammar.relation(c), Relation::Det | Relation::CcPreconj)
                    && words.is_negator(grammar.lower_word(c))
            })
    };
    let mut denied = false;
    for child in grammar.tokens.children(at) {
        let lower = grammar.lower(child);
        denied ^= match grammar.relation(child) {
            Relation::Advmod => {
                let next = grammar.lower(child + 1);
                words.is_negator(lower)
                    && !matches!(next, "only" | "longer" | "just" | "doubt" | "yet")
            }
            Relation::Det => words.is_negator(lower),
            Relation::Obj => empty(child) && bare_clause(reader, at, child).is_none(),
            Relation::Nsubj | Relation::NsubjPass => empty(child),
            Relation::Cc => lower == "nor",
            _ => false,
        };
    }
    let reported = grammar.relation(at) == Relation::Ccomp
        && grammar.head(at).is_some_and(|head| {
            reader.lexicon.speech.class(grammar.lemma_word(head)) == Some(SpeechClass::Denial)
        });
    denied ^= lost_subject(reader, at).is_some_and(empty);
    denied ^ reported
}

/// Returns whether the clause is what somebody believes, asks or orders.
fn is_believed(reader: &Reader<'_>, at: usize) -> bool {
    let grammar = reader.grammar;
    let mut below = at;
    for head in grammar.ancestors(at) {
        let class = reader.lexicon.speech.class(grammar.lemma_word(head));
        let belief = matches!(
            class,
            Some(SpeechClass::Belief | SpeechClass::Question | SpeechClass::Command)
        );
        if belief && matches!(grammar.relation(below), Relation::Ccomp | Relation::Xcomp) {
            return true;
        }
        below = head;
    }
    false
}

/// Adds what the proposition amounts to by the readings of its word.
fn readings(reader: &Reader<'_>, base: &Proposition, noun: bool, out: &mut Vec<Proposition>) {
    let lemma = reader.grammar.lemma(base.head as usize);
    let all = reader.lexicon.predicates.readings(lemma);
    for (idx, reading) in (0_u8..).zip(all) {
        if reading.noun != noun || base.particle.is_some() {
            continue;
        }
        let Some(arguments) = turned(reader, base, reading) else {
            continue;
        };
        let mut made = Proposition {
            reading: Some(idx),
            class: hash(&reading.means),
            arguments,
            ..base.clone()
        };
        // Who is the winner is so whatever is said of him.
        let title = [&reading.subject, &reading.object].contains(&&Some(Place::Itself));
        let copula = reader
            .grammar
            .tokens
            .child(base.head as usize, Relation::Cop);
        if title && copula.is_none() {
            made.status = Status::Unstated;
            made.certainty = Certainty::Certain;
            made.polarity = Polarity::Positive;
        }
        if reading.denied {
            made.polarity = made.polarity.negated();
        }
        made.keys = keys(reader, &made);
        out.push(made);
    }
}

/// Returns the arguments as the reading has them, where all that it names are there.
fn turned(reader: &Reader<'_>, base: &Proposition, reading: &Reading) -> Option<Vec<Argument>> {
    let grammar = reader.grammar;
    // "Take the side of X": the noun says it, and X stands under the noun or under the verb.
    let with = match &reading.with {
        Some(noun) => {
            let object = base.arguments.iter().find(|a| {
                a.slot == Slot::Patient && grammar.lemma(a.head as usize) == noun.as_str()
            })?;
            Some(object.head)
        }
        None => None,
    };
    let under = |prep: &str| -> Vec<u32> {
        let Some(noun) = with else { return Vec::new() };
        let children = grammar.tokens.children(noun as usize);
        children
            .filter(|c| {
                grammar.case_of(*c).is_some_and(|case| {
                    let lower = grammar.lower(case);
                    lower == prep || (prep == "of" && matches!(lower, "'s" | "'"))
                })
            })
            .filter_map(|c| u32::try_from(c).ok())
            .collect()
    };
    let at = |place: &Place| -> Vec<u32> {
        if let Place::Behind(prep) = place {
            let found = under(prep);
            if !found.is_empty() {
                return found;
            }
        }
        let fits = |a: &&Argument| match place {
            Place::Itself => false,
            Place::Subject => a.slot == Slot::Agent,
            Place::Object => a.slot == Slot::Patient,
            Place::Behind(prep) => match a.slot {
                Slot::Behind(case) => {
                    let lower = grammar.lower(case as usize);
                    lower == prep || (prep == "of" && matches!(lower, "'s" | "'"))
                }
                _ => false,
            },
        };
        if *place == Place::Itself {
            // "X is the winner", "the winner, X": the one who is it.
            let head = base.head as usize;
            let named = grammar
                .own_subject(head)
                .or_else(|| grammar.tokens.child(head, Relation::Appos))
                .or_else(|| {
                    let renames =
                        matches!(grammar.relation(head), Relation::Appos | Relation::NmodDesc);
                    grammar.head(head).filter(|_| renames)
                })
                .unwrap_or(head);
            return vec![u32::try_from(named).unwrap_or(u32::MAX)];
        }
        base.arguments.iter().filter(fits).map(|a| a.head).collect()
    };
    let mut out = Vec::new();
    let mut used: Vec<u32> = Vec::new();
    for (slot, place) in [
        (Slot::Agent, &reading.subject),
        (Slot::Patient, &reading.object),
    ] {
        let Some(place) = place else { continue };
        let found = at(place);
        if found.is_empty() {
            return None;
        }
        used.extend(&found);
        out.extend(found.into_iter().map(|head| argument(slot, head as usize)));
    }
    let rest = base
        .arguments
        .iter()
        .filter(|a| !used.contains(&a.head) && matches!(a.slot, Slot::Behind(_)));
    out.extend(rest);
    out.sort_by_key(|a| a.head);
    Some(out)
}

pub(super) fn is_time(reader: &Reader<'_>, token: usize) -> bool {
    // In text order, not overlapping.
    let times = &reader.mentions.times;
    let from = times.partition_point(|t| t.tokens.1 as usize <= token);
    times
        .get(from)
        .is_some_and(|t| t.tokens.0 as usize <= token)
}

/// Returns the name that "he" or "she" stands for, where one person alone was the last subject;
/// any other token stands for itself.
fn person_meant(reader: &Reader<'_>, token: usize) -> usize {
    let grammar = reader.grammar;
    if !matches!(grammar.lower(token), "he" | "she") {
        return token;
    }
    let sentence = grammar.tokens.sentence_of(token);
    for back in 0..=MAX_BACK {
        let Some(at) = sentence.checked_sub(back) else {
            break;
        };
        let subject = grammar
            .tokens
            .of_sentence(at)
            .rev()
            .filter(|t| *t < token)
            .find(|t| {
                let person = reader
                    .mentions
                    .entities
                    .of_token(*t)
                    .and_then(|e| reader.mentions.entities.get(e))
                    .is_some_and(|e| e.kind == EntityKind::Person);
                let subject =
                    |t| matches!(grammar.relation(t), Relation::Nsubj | Relation::NsubjPass);
                // "The secretary general, Maria Olsen, said she".
                let renamed = || {
                    matches!(grammar.relation(*t), Relation::Conj | Relation::Appos)
                        && grammar.tokens.child(*t, Relation::Cc).is_none()
                        && grammar.head(*t).is_some_and(subject)
                };
                person && (subject(*t) || renamed())
            });
        if let Some(subject) = subject {
            return subject;
        }
    }
    token
}

/// Hashes of the predicate with any two of its anchors, or with one where it says enough.
fn keys(reader: &Reader<'_>, made: &Proposition) -> Vec<u64> {
    let anchors: Vec<u64> = made
        .arguments
        .iter()
        .filter_map(|a| anchor(reader, a.head as usize))
        .collect();
    let lexicon = reader.lexicon;
    let lemma = reader.grammar.lemma(made.head as usize);
    let light = lexicon.predicates.is_light(lemma) && made.reading.is_none();
    let named: Vec<u64> = if light {
        Vec::new()
    } else {
        let sentence = reader.grammar.tokens.of_sentence(made.sentence as usize);
        let named = entities_in(reader, sentence);
        named.map(|(_, entity)| name_anchor(entity)).collect()
    };
    let name = made.name(reader.grammar.tokens, lexicon);
    let opposed = lexicon
        .opposites
        .of(lemma)
        .iter()
        .chain(lexicon.opposites.of(&name))
        .map(|other| {
            let other = hash(lexicon.predicates.of(other));
            mix(made.class.min(other), made.class.max(other))
        });
    let mut keys = Vec::new();
    for class in std::iter::once(made.class).chain(opposed) {
        for (i, x) in anchors.iter().enumerate() {
            for y in anchors.iter().skip(i + 1) {
                let (low, high) = (x.min(y), x.max(y));
                keys.push(mix(mix(class, *low), *high));
            }
        }
        keys.extend(named.iter().map(|x| mix(class, *x)));
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// Returns the entities that are named among some tokens, each once for the tokens that follow each other.
pub(super) fn entities_in<'a>(
    reader: &Reader<'a>,
    tokens: Range<usize>,
) -> impl Iterator<Item = (u32, &'a Entity)> + use<'a> {
    let entities = &reader.mentions.entities;
    let mut last = None;
    tokens.filter_map(move |t| {
        let entity = entities.of_token(t);
        let is_next = entity != std::mem::replace(&mut last, entity);
        let idx = entity.filter(|_| is_next)?;
        Some((idx, entities.get(idx)?))
    })
}

/// Hash of what a name is known by: the last word of its key.
pub(super) fn name_anchor(entity: &Entity) -> u64 {
    hash(entity.key.rsplit(' ').next().unwrap_or_default())
}

/// Hash of what an argument is known by: its name, or the noun's lemma.
fn anchor(reader: &Reader<'_>, token: usize) -> Option<u64> {
    let grammar = reader.grammar;
    let entities = &reader.mentions.entities;
    if let Some(entity) = entities.of_token(token).and_then(|e| entities.get(e)) {
        return Some(name_anchor(entity));
    }
    let content = matches!(
        grammar.upos(token),
        Upos::Noun | Upos::Propn | Upos::Verb | Upos::Adj
    );
    content.then(|| hash(grammar.lemma(token)))
}

/// FNV-1a, 64 bits: stable across runs and machines.
pub(super) fn hash(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |h, b| {
        (h ^ u64::from(b.to_ascii_lowercase())).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

pub(super) fn mix(a: u64, b: u64) -> u64 {
    (a.rotate_left(5) ^ b).wrapping_mul(0x517c_c1b7_2722_0a95)
}
