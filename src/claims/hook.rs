//! By what a sentence can be held against another, told from its words and names alone.
//!
//! Two propositions of dated articles exclude each other only where their sentences share a name and a
//! predicate that the one denies, that is the opposite of the other's, or that one alone can do, once and
//! one way; where they count the same thing; or where both give a rank. Each such ground is a [`Hook`].
//! Sentences without a hook in common need not be parsed for what they say.

use std::hash::{Hash, Hasher};
use std::ops::Range;

use rustc_hash::FxHasher;

use super::Reader;
use super::proposition::{
    MAX_BACK, MAX_SHORT, entities_in, hash, is_time, mix, name_anchor, tells,
};
use crate::lexicon::predicates::{Place, Predicates, Reading};
use crate::lexicon::speech::SpeechClass;
use crate::lexicon::status::{Certainty, Complement, Status};
use crate::mentions::entity::{Entity, EntityKind};
use crate::mentions::time::{Timex, TimexKind, When};
use crate::tokens::{Upos, Xpos};

/// Tokens from "not" to its verb.
const MAX_NOT: usize = 7;
/// Tokens between a verb and the "no" of its subject or object.
const MAX_NO: usize = 12;
/// Tokens from a verb to its particle.
const MAX_PARTICLE: usize = 5;
/// Tokens from a superlative to its noun.
const MAX_PHRASE: usize = 6;
/// Tokens from a noun back to its article or possessor.
const MAX_ARTICLE: usize = 12;

/// On which side of a ground a sentence stands; it meets those on another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Side {
    /// It may say so, as nearly every sentence with the predicate does.
    Says,
    /// It may deny it, or say the opposite.
    Denies,
    /// It may be on either side: it meets its like, too.
    Both,
    /// It meets its like in other articles.
    Elsewhere,
}

/// A ground on which a sentence can be held against others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Hook {
    /// Sentence index.
    pub(crate) sentence: u32,
    /// Hash of the ground: its kind, the predicate or noun, the name.
    pub(crate) key: u64,
    /// On which side.
    pub(crate) side: Side,
    /// How many words the sentences must have in common, the predicate's and the name included.
    pub(crate) shared: u8,
    /// Why the sentences could exclude each other.
    pub(crate) ground: Ground,
    /// Hash of the one number, day or place that the sentence gives; 0 where it gives several. Two sentences
    /// that give the same do not differ in it.
    pub(crate) value: u64,
}

/// The hooks of an article.
#[derive(Debug, Default)]
pub(crate) struct Hooks {
    /// By sentence, then key; one for each key of a sentence.
    all: Vec<Hook>,
    /// Where the hooks of each sentence end.
    ends: Vec<usize>,
}

impl Hooks {
    /// Returns all hooks, by sentence and key.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Hook> {
        self.all.iter()
    }

    /// Returns the hooks of a sentence, by key.
    pub(crate) fn of_sentence(&self, sentence: u32) -> &[Hook] {
        let end = |idx: usize| self.ends.get(idx).copied().unwrap_or_default();
        let idx = sentence as usize;
        let from = idx.checked_sub(1).map_or(0, end);
        self.all.get(from..end(idx)).unwrap_or(&[])
    }

    /// Adds what was found in the next sentence.
    fn push_sentence(&mut self, hooks: &mut Vec<Hook>) {
        hooks.sort_unstable();
        // Of one ground the fewest words, and either side where both were found.
        hooks.dedup_by(|next, kept| {
            let same = next.key == kept.key;
            if same {
                kept.shared = kept.shared.min(next.shared);
            }
            if same && next.side != kept.side {
                kept.side = Side::Both;
            }
            if same && next.value != kept.value {
                kept.value = 0;
            }
            same
        });
        self.all.append(hooks);
        self.ends.push(self.all.len());
    }
}

/// What the words of a sentence are known by, which only those are asked for that meet another on a hook.
#[derive(Debug, Default)]
pub(crate) struct Words {
    /// Hashes of its names and content words, sorted.
    all: Vec<u64>,
    /// Those of the words of its names alone, sorted.
    names: Vec<u64>,
}

impl Words {
    /// Reads the words of a sentence.
    pub(super) fn of(reader: &Reader<'_>, sentence: usize) -> Self {
        let mut words = Self::default();
        let anchor = |(_, entity): (u32, &Entity)| Some(name_anchor(entity));
        named(reader, sentence, anchor, &mut words.names);
        content(reader, sentence, &mut words.all, &mut words.names);
        words.all.extend(&words.names);
        for list in [&mut words.all, &mut words.names] {
            list.sort_unstable();
            list.dedup();
        }
        words
    }

    /// Returns the hashes of names and content words, sorted.
    pub(crate) fn all(&self) -> &[u64] {
        &self.all
    }

    /// Returns the hashes that two sentences are to have in common on a ground, sorted.
    pub(crate) fn on(&self, ground: Ground) -> &[u64] {
        match ground {
            // The names must be those of two, whatever else is told of them.
            Ground::Exchange => &self.names,
            _ => &self.all,
        }
    }
}

/// Why two sentences with a predicate and a name in common could exclude each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Ground {
    /// One denies it.
    Denial = 1,
    /// Their predicates are opposites.
    Opposites,
    /// Two of their nouns are opposites, of which they say the same.
    OppositeNouns,
    /// Who did it there is the one it was done to here.
    Exchange,
    /// It is done by one.
    Doer,
    /// It is done once, on one day.
    Day,
    /// It is done once, in one place.
    Place,
    /// Both count it.
    Count,
    /// Both rank it.
    Rank,
}

/// Returns what a lemma that is no name is known by among the words of a sentence.
pub(crate) fn word(predicates: &Predicates, lemma: &str) -> u64 {
    hash(predicates.of(lemma))
}

/// Returns what the words of a name are known by among the words of a sentence.
pub(crate) fn name_words(key: &str) -> impl Iterator<Item = u64> {
    key.split(' ').map(hash)
}

/// Returns the hooks of an article.
pub(super) fn find(reader: &Reader<'_>) -> Hooks {
    let mut found = Hooks::default();
    let (mut hooks, mut names) = (Vec::new(), Vec::new());
    let anchors: Vec<u64> = reader
        .mentions
        .entities
        .all
        .iter()
        .map(name_anchor)
        .collect();
    let anchor = |(idx, _): (u32, _)| anchors.get(idx as usize).copied();
    for sentence in 0..reader.sentences.len() {
        names.clear();
        if tells(reader, sentence) {
            named(reader, sentence, anchor, &mut names);
        }
        // All grounds are of somebody or something with a name.
        if !names.is_empty() {
            let mut finder = Finder {
                reader,
                sentence,
                names: &names,
                denials: Denials::of(reader, sentence),
                times: Times::of(reader, sentence),
                place: place(reader, sentence),
                hooks: &mut hooks,
            };
            finder.all();
        }
        found.push_sentence(&mut hooks);
    }
    found
}

/// Collects what the content words and names of a sentence are known by, also with a particle or by a reading.
fn content(reader: &Reader<'_>, sentence: usize, out: &mut Vec<u64>, names: &mut Vec<u64>) {
    let grammar = reader.grammar;
    let (entities, predicates) = (&reader.mentions.entities, &reader.lexicon.predicates);
    for t in grammar.tokens.of_sentence(sentence) {
        let entity = entities.of_token(t).and_then(|e| entities.get(e));
        if let Some(entity) = entity {
            // "Kraft" is "Kraft Foods".
            names.extend(name_words(&entity.key));
        }
        let upos = grammar.upos(t);
        let lemma = grammar.lemma(t);
        let rank = is_rank(reader, t);
        let content = is_content(upos) || upos == Upos::Num;
        if !content && !rank && !predicates.knows(grammar.lower_word(t)) {
            continue;
        }
        if entity.is_none() || rank || upos == Upos::Verb {
            // Two words of one group are two.
            let of_group = predicates.of(lemma);
            out.push(hash(lemma));
            out.extend((of_group != lemma).then(|| hash(of_group)));
        }
        let readings = predicates.readings(lemma).iter();
        let readings = readings.filter(|r| may_be_read(reader, sentence, r));
        out.extend(readings.map(|r| hash(&r.means)));
        out.extend(particles(reader, t).map(|(_, name)| hash(predicates.of(&name))));
    }
}

/// Collects what the names of a sentence are known by, and those that its pronouns may stand for.
fn named<'a>(
    reader: &Reader<'a>,
    sentence: usize,
    anchor: impl Fn((u32, &'a Entity)) -> Option<u64>,
    out: &mut Vec<u64>,
) {
    let grammar = reader.grammar;
    let entities = &reader.mentions.entities;
    let range = grammar.tokens.of_sentence(sentence);
    let mut pronoun = false;
    for t in range.clone() {
        pronoun |= matches!(grammar.lower(t), "he" | "she");
        // "Kraft sold it": the first word, which alone does not show that it is a name.
        let bare = t == range.start && matches!(grammar.upos(t), Upos::Noun | Upos::Propn);
        if bare && entities.of_token(t).is_none() {
            out.push(hash(grammar.lower(t)));
        }
    }
    out.extend(entities_in(reader, range.clone()).filter_map(&anchor));
    if pronoun {
        let first = grammar
            .tokens
            .of_sentence(sentence.saturating_sub(MAX_BACK));
        let before = entities_in(reader, first.start..range.start);
        let persons = before.filter(|(_, e)| e.kind == EntityKind::Person);
        out.extend(persons.filter_map(&anchor));
    }
    out.sort_unstable();
    out.dedup();
}

/// Returns whether the words are there that a reading of another needs: "support" is to back something where
/// "for" is in the sentence.
fn may_be_read(reader: &Reader<'_>, sentence: usize, reading: &Reading) -> bool {
    let grammar = reader.grammar;
    let range = grammar.tokens.of_sentence(sentence);
    let mut nouns = reading.with.iter();
    let mut places = [&reading.subject, &reading.object].into_iter().flatten();
    nouns.all(|noun| range.clone().any(|t| grammar.lemma(t) == noun))
        && places.all(|place| match place {
            Place::Behind(prep) => range.clone().any(|t| {
                let lower = grammar.lower(t);
                lower == prep || prep == "of" && matches!(lower, "'s" | "'")
            }),
            _ => true,
        })
}

/// Returns the time expressions of a sentence.
pub(super) fn times_of<'a>(reader: &Reader<'a>, sentence: usize) -> &'a [Timex] {
    let range = reader.grammar.tokens.of_sentence(sentence);
    let all = &reader.mentions.times;
    let before = |end: usize| all.partition_point(|t| (t.tokens.0 as usize) < end);
    all.get(before(range.start)..before(range.end))
        .unwrap_or(&[])
}

/// What a sentence says of when.
#[derive(Clone, Copy, Default)]
struct Times {
    /// It tells of an occasion that only the text around it dates: what it denies it denies of no other day.
    occasion: bool,
    /// The days that it names, hashed: none, one, or 0 for several.
    days: Option<u64>,
}

impl Times {
    fn of(reader: &Reader<'_>, sentence: usize) -> Self {
        let mut times = Self::default();
        for timex in times_of(reader, sentence) {
            let known = timex.when != When::Unknown;
            let date = matches!(timex.kind, TimexKind::Date | TimexKind::Time);
            times.occasion |= date && !known;
            if known && timex.kind != TimexKind::Set {
                one_more(&mut times.days, value(&timex.when));
            }
        }
        times
    }
}

/// Returns the times, hashed, of which one is that of a predicate whose sentence gives no other: none where it gives
/// several; lengths of time are no other.
fn only_times(reader: &Reader<'_>, sentence: usize) -> Vec<u64> {
    let own = || times_of(reader, sentence).iter();
    let of =
        |t: &Timex| (t.when != When::Unknown && t.kind != TimexKind::Set).then(|| value(&t.when));
    let mut others = own().filter(|t| t.kind != TimexKind::Duration);
    match (others.next(), others.next()) {
        (None, _) => std::iter::once(0).chain(own().filter_map(of)).collect(),
        (Some(one), None) => of(one).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// Adds a value to those that a sentence gives.
fn one_more(values: &mut Option<u64>, new: u64) {
    *values = match *values {
        Some(old) if old != new => Some(0),
        _ => Some(new),
    };
}

/// Returns what a value is known by.
fn value(of: &impl Hash) -> u64 {
    let mut hasher = FxHasher::default();
    of.hash(&mut hasher);
    hasher.finish().max(1)
}

/// Returns the places that a sentence names, hashed: none, one, or 0 for several.
fn place(reader: &Reader<'_>, sentence: usize) -> Option<u64> {
    let entities = &reader.mentions.entities;
    let mut places = None;
    for t in reader.grammar.tokens.of_sentence(sentence) {
        let entity = entities.of_token(t).and_then(|e| entities.get(e));
        let place = entity.filter(|e| matches!(e.kind, EntityKind::State | EntityKind::Place));
        if let Some(place) = place {
            one_more(&mut places, value(&place.key));
        }
    }
    places
}

/// The words of a sentence that it may deny.
#[derive(Debug, Default)]
struct Denials {
    /// Whatever predicate is read from them.
    all: Vec<Range<usize>>,
    /// Only where a reading of the predicates' file is: "took no side" has no object that another text could name,
    /// but to support somebody needs none.
    read: Vec<Range<usize>>,
}

impl Denials {
    fn of(reader: &Reader<'_>, sentence: usize) -> Self {
        let grammar = reader.grammar;
        let words = &reader.lexicon.status;
        let range = grammar.tokens.of_sentence(sentence);
        let mut found = Self::default();
        for t in range.clone() {
            let (lower, lemma) = (grammar.lower_word(t), grammar.lemma_word(t));
            let upos = grammar.upos(t);
            let fails = || {
                let complement = words.signature(lemma, Complement::Infinitive);
                complement.is_some_and(|s| s.status == Some(Status::Failed))
            };
            if lower.is("nor") || words.is_negator(lower) {
                let near = t.saturating_sub(MAX_NO)..t + MAX_NO;
                match upos {
                    // "Without": nothing is denied of it.
                    Upos::Adp | Upos::Sconj => {}
                    Upos::Part | Upos::Adv if is_open_yet(reader, t, &range) => {}
                    Upos::Part | Upos::Adv => found.all.push(t..t + MAX_NOT),
                    Upos::Det | Upos::Pron | Upos::Noun if !may_be_known(reader, t, &range) => {
                        // "No meeting": the verb itself may be behind it.
                        found.all.push(t + 1..t + MAX_PHRASE);
                        found.read.push(near);
                    }
                    _ => found.all.push(near),
                }
            } else if !is_content(upos) {
                // A small word neither denies by itself nor fails.
            } else if reader.lexicon.speech.class(lemma) == Some(SpeechClass::Denial) {
                found.all.extend([range.start..t, t + 1..range.end]);
            } else if fails() {
                // What fails stands behind it: "failed to sign", "neglected signing".
                found.all.push(t + 1..range.end);
            }
        }
        found
    }

    fn has(ranges: &[Range<usize>], t: usize) -> bool {
        ranges.iter().any(|range| range.contains(&t))
    }
}

/// Returns whether the phrase that "no" or the like opens may be a name or be spoken of as known, as the arguments of
/// a denial must be: "no American bank", "neither the court nor the mayor".
fn may_be_known(reader: &Reader<'_>, no: usize, sentence: &Range<usize>) -> bool {
    let grammar = reader.grammar;
    let phrase = (no + 1..sentence.end.min(no + MAX_ARTICLE)).take_while(|t| {
        !matches!(grammar.upos(*t), Upos::Verb | Upos::Aux | Upos::Punct)
            && (grammar.upos(*t) != Upos::Adp || grammar.lower(*t) == "of")
    });
    let kinds = &reader.lexicon.kinds;
    let known = |t: usize| {
        reader.mentions.entities.of_token(t).is_some()
            || matches!(grammar.xpos(t), Xpos::PrpPoss | Xpos::Pos | Xpos::WpPoss)
            || kinds.possessives.contains(grammar.lower_word(t))
            || kinds.definite.contains(grammar.lower_word(t))
    };
    phrase.into_iter().any(known)
}

/// Returns whether a "not" leaves open what it denies: "has not signed", which holds until now, or "will not sign",
/// which is not certain.
fn is_open_yet(reader: &Reader<'_>, not: usize, sentence: &Range<usize>) -> bool {
    let grammar = reader.grammar;
    let Some(before) = not.checked_sub(1).filter(|t| sentence.contains(t)) else {
        return false;
    };
    let small = |t: &usize| matches!(grammar.upos(*t), Upos::Adv | Upos::Part);
    let Some(verb) = (not + 1..sentence.end).find(|t| !small(t)) else {
        return false;
    };
    match grammar.xpos(before) {
        Xpos::Vbz | Xpos::Vbp => grammar.lemma(before) == "have" && grammar.xpos(verb) == Xpos::Vbn,
        Xpos::Md if grammar.xpos(verb) == Xpos::Vb && grammar.lemma(verb) != "have" => {
            let effect = reader.lexicon.status.modal(grammar.lower_word(before));
            effect.is_some_and(|e| {
                matches!(e.status, Some(Status::Proposed | Status::Planned))
                    && e.certainty.is_some_and(|c| c != Certainty::Certain)
            })
        }
        _ => false,
    }
}

/// Returns whether a word can rank the noun behind it first.
fn is_rank(reader: &Reader<'_>, token: usize) -> bool {
    let grammar = reader.grammar;
    grammar.xpos(token) == Xpos::Jjs || reader.lexicon.predicates.is_rank(grammar.lower_word(token))
}

fn is_content(upos: Upos) -> bool {
    matches!(upos, Upos::Verb | Upos::Noun | Upos::Propn | Upos::Adj)
}

/// Returns the particles behind a verb, each with the verb's name with it.
fn particles<'r>(
    reader: &'r Reader<'_>,
    verb: usize,
) -> impl Iterator<Item = (usize, String)> + use<'r> {
    let grammar = reader.grammar;
    let end = grammar
        .tokens
        .of_sentence(grammar.tokens.sentence_of(verb))
        .end;
    let lemma = grammar.lemma(verb);
    let near = (verb + 1..end.min(verb + MAX_PARTICLE)).filter(move |_| grammar.is_verb(verb));
    near.filter(move |p| grammar.xpos(*p) == Xpos::Rp)
        .map(move |p| (p, format!("{lemma} {}", grammar.lower(p))))
}

/// Finds the hooks of one sentence.
struct Finder<'r, 'a> {
    reader: &'r Reader<'a>,
    sentence: usize,
    names: &'r [u64],
    denials: Denials,
    times: Times,
    /// The places it names, hashed: none, one, or 0 for several.
    place: Option<u64>,
    hooks: &'r mut Vec<Hook>,
}

impl Finder<'_, '_> {
    fn hook(&self, ground: Ground, what: u64, side: Side, shared: u8) -> Hook {
        Hook {
            key: mix(ground as u64, what),
            side,
            shared,
            ground,
            value: 0,
            sentence: u32::try_from(self.sentence).unwrap_or(u32::MAX),
        }
    }

    /// Adds a hook for every name.
    fn with_names(&mut self, hook: Hook) {
        let named = self.names.iter().map(|name| Hook {
            key: mix(hook.key, *name),
            ..hook
        });
        self.hooks.extend(named);
    }

    fn all(&mut self) {
        let grammar = self.reader.grammar;
        let range = grammar.tokens.of_sentence(self.sentence);
        let short = range.len() <= MAX_SHORT;
        for t in range.clone() {
            self.rank(t, &range);
            self.word(t, range.end, short);
        }
        self.counts();
    }

    /// What a word can be as a predicate, or as one of two opposite arguments.
    fn word(&mut self, t: usize, end: usize, short: bool) {
        let (reader, sentence) = (self.reader, self.sentence);
        let Reader {
            grammar, lexicon, ..
        } = *reader;
        let predicates = &lexicon.predicates;
        let upos = grammar.upos(t);
        // "Chile beat Peru 3-1": whatever the tagger took it for.
        let known = short && predicates.knows(grammar.lower_word(t));
        if !known && !is_content(upos) {
            return;
        }
        let lemma = grammar.lemma(t);
        let noun = matches!(upos, Upos::Noun | Upos::Propn);
        let denied = Denials::has(&self.denials.all, t);
        let alone = !predicates.is_light(lemma) && self.is_alone(t + 1, end);
        let readings = predicates.readings(lemma).iter();
        let mut readings = readings
            .filter(|r| r.noun == noun && may_be_read(reader, sentence, r))
            .peekable();
        if upos == Upos::Verb || known {
            let name = predicates.of(lemma);
            self.predicate(name, denied, alone);
            if name != lemma {
                self.opposites(lemma, alone);
            }
            for (particle, name) in particles(self.reader, t) {
                self.predicate(
                    predicates.of(&name),
                    denied,
                    self.is_alone(particle + 1, end),
                );
            }
        } else if readings.peek().is_some() {
            self.opposites(lemma, false);
        }
        if upos == Upos::Noun {
            self.opposite_nouns(lemma);
        }
        let denied = denied || Denials::has(&self.denials.read, t);
        for reading in readings {
            self.predicate(&reading.means, denied || reading.denied, true);
        }
    }

    /// Returns whether nothing but a subject may belong to a verb that ends before a token: of two arguments both
    /// must be found in the other sentence, of one there is no more to find.
    fn is_alone(&self, next: usize, end: usize) -> bool {
        let grammar = self.reader.grammar;
        let argument = match grammar.upos(next) {
            _ if is_time(self.reader, next) => false,
            Upos::Det
            | Upos::Noun
            | Upos::Propn
            | Upos::Adj
            | Upos::Pron
            | Upos::Num
            | Upos::Part
            | Upos::Sconj => true,
            Upos::Adp => !is_time(self.reader, next + 1) && !is_time(self.reader, next + 2),
            _ => false,
        };
        next >= end || !argument
    }

    fn predicate(&mut self, name: &str, denied: bool, alone: bool) {
        let predicates = &self.reader.lexicon.predicates;
        let class = hash(name);
        let side = if denied && !self.times.occasion {
            Side::Both
        } else {
            Side::Says
        };
        let shared = if alone { 2 } else { 3 };
        self.with_names(self.hook(Ground::Denial, class, side, shared));
        // Two names are meant, and nothing is said of another time.
        if predicates.is_one_way(name) && self.names.len() > 1 {
            for time in only_times(self.reader, self.sentence) {
                let what = mix(class, time);
                self.with_names(self.hook(Ground::Exchange, what, Side::Both, 2));
            }
        }
        if predicates.has_one_doer(name) {
            self.with_names(self.hook(Ground::Doer, class, Side::Both, 2));
        }
        if predicates.is_once(name) {
            let values = [(Ground::Day, self.times.days), (Ground::Place, self.place)];
            for (ground, value) in values {
                if let Some(value) = value {
                    self.with_names(Hook {
                        value,
                        ..self.hook(ground, class, Side::Both, 2)
                    });
                }
            }
        }
        self.opposites(name, alone);
    }

    /// Adds the pairs of opposites that a predicate stands in, without those of which one follows the other.
    fn opposites(&mut self, word: &str, alone: bool) {
        let lexicon = self.reader.lexicon;
        let shared = if alone { 1 } else { 2 };
        for other in lexicon.opposites.of(word) {
            if !lexicon.predicates.are_in_turn(word, other) {
                self.opposed(Ground::Opposites, word, other, shared);
            }
        }
    }

    /// Adds the pairs of opposites that a noun stands in.
    fn opposite_nouns(&mut self, word: &str) {
        for other in self.reader.lexicon.opposites.of(word) {
            self.opposed(Ground::OppositeNouns, word, other, 2);
        }
    }

    fn opposed(&mut self, ground: Ground, word: &str, other: &str, shared: u8) {
        let predicates = &self.reader.lexicon.predicates;
        let (own, other) = (hash(predicates.of(word)), hash(predicates.of(other)));
        let side = if own < other {
            Side::Says
        } else {
            Side::Denies
        };
        let pair = mix(own.min(other), own.max(other));
        self.with_names(self.hook(ground, pair, side, shared));
    }

    /// What is counted, as known: "the 19 members", "its members, 19 of them".
    fn counts(&mut self) {
        let Reader {
            grammar, mentions, ..
        } = *self.reader;
        let range = grammar.tokens.of_sentence(self.sentence);
        let all = &mentions.quantities;
        let first = all.partition_point(|q| (q.tokens.0 as usize) < range.start);
        let own = all.iter().skip(first);
        for quantity in own.take_while(|q| (q.tokens.0 as usize) < range.end) {
            let (first, behind) = (quantity.tokens.0 as usize, quantity.tokens.1 as usize);
            let counted = quantity.counted.map_or(behind, |c| c as usize);
            // "The 19 NATO member nations" are its members too.
            let nouns = (first..=counted.max(behind)).filter(|t| grammar.upos(*t) == Upos::Noun);
            for t in nouns {
                // "Its 19 bans": the owner has them, and another allows them.
                self.opposites(grammar.lemma(t), false);
                if !self.is_known(t, &range) {
                    continue;
                }
                let what = hash(grammar.lemma(t));
                self.with_names(Hook {
                    value: value(&(quantity.low.to_bits(), quantity.bound)),
                    ..self.hook(Ground::Count, what, Side::Elsewhere, 2)
                });
            }
        }
    }

    /// Returns whether a noun may be spoken of as known: an article or possessor stands before it.
    fn is_known(&self, noun: usize, sentence: &Range<usize>) -> bool {
        let grammar = self.reader.grammar;
        let definite = &self.reader.lexicon.kinds.definite;
        let from = noun.saturating_sub(MAX_ARTICLE).max(sentence.start);
        (from..noun).any(|t| {
            let lower = grammar.lower_word(t);
            matches!(grammar.xpos(t), Xpos::PrpPoss | Xpos::Pos | Xpos::WpPoss)
                || lower.is("'s")
                || lower.is("'")
                || definite.contains(lower)
        })
    }

    /// "The largest bank": the rank and its noun, among what; the names differ.
    fn rank(&mut self, t: usize, sentence: &Range<usize>) {
        let (grammar, predicates) = (self.reader.grammar, &self.reader.lexicon.predicates);
        if !is_rank(self.reader, t) || predicates.is_lower_rank(grammar.lower_word(t)) {
            return;
        }
        // What leaves the rank to others: "the first, largest bank", "the largest three banks".
        let shares = |t: &usize| {
            matches!(grammar.upos(*t), Upos::Num | Upos::Punct | Upos::Adv)
                || predicates.is_lower_rank(grammar.lower_word(*t))
        };
        let near = t + 1..sentence.end.min(t + MAX_PHRASE);
        for noun in near.take_while(|t| !shares(t)) {
            if grammar.upos(noun) == Upos::Noun && self.is_known(noun, sentence) {
                let what = mix(hash(grammar.lemma(t)), hash(grammar.lemma(noun)));
                self.hooks
                    .push(self.hook(Ground::Rank, what, Side::Both, 3));
            }
        }
    }
}
