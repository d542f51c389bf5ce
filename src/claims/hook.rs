//! By what a sentence can be held against another, told from its words and names alone.
//!
//! Two propositions of dated articles exclude each other only where their sentences share a name and a
//! predicate that the one denies, that is the opposite of the other's, or that one alone can do, once and
//! one way; where they count the same thing; or where both give a rank. Each such ground is a [`Hook`].
//! Sentences without a hook in common need not be parsed for what they say.

use std::ops::Range;

use super::Reader;
use super::proposition::{MAX_BACK, MAX_SHORT, anchor, hash, is_time, mix, tells};
use crate::lexicon::speech::SpeechClass;
use crate::lexicon::status::{Complement, Status};
use crate::mentions::entity::EntityKind;
use crate::tokens::{Upos, Xpos};

/// Tokens from "not" to its verb.
const MAX_NOT: usize = 7;
/// Tokens between a verb and the "no" of its subject or object.
const MAX_NO: usize = 12;
/// Tokens from a verb to its particle.
const MAX_PARTICLE: usize = 5;
/// Tokens from a superlative to its noun, and from a noun back to its article.
const MAX_PHRASE: usize = 6;

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
}

/// The hooks of an article.
#[derive(Debug, Default)]
pub(crate) struct Hooks {
    /// By sentence, then key; one for each key of a sentence.
    all: Vec<Hook>,
    /// Hashes of the names and content words of its sentences, each sentence's sorted.
    words: Vec<u64>,
    /// Where the hooks and the words of each sentence end.
    ends: Vec<(usize, usize)>,
}

impl Hooks {
    /// Returns all hooks, by sentence and key.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Hook> {
        self.all.iter()
    }

    /// Returns the hooks of a sentence, by key.
    pub(crate) fn of_sentence(&self, sentence: u32) -> &[Hook] {
        let (from, to) = self.bounds(sentence);
        self.all.get(from.0..to.0).unwrap_or(&[])
    }

    /// Returns the hashes of a sentence's names and content words, sorted.
    pub(crate) fn words(&self, sentence: u32) -> &[u64] {
        let (from, to) = self.bounds(sentence);
        self.words.get(from.1..to.1).unwrap_or(&[])
    }

    /// Returns where the hooks and words of a sentence begin and end.
    fn bounds(&self, sentence: u32) -> ((usize, usize), (usize, usize)) {
        let end = |idx: usize| self.ends.get(idx).copied().unwrap_or_default();
        let idx = sentence as usize;
        (idx.checked_sub(1).map_or((0, 0), end), end(idx))
    }

    /// Adds what was found in the next sentence.
    fn push_sentence(&mut self, hooks: &mut Vec<Hook>, words: &mut Vec<u64>) {
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
            same
        });
        words.sort_unstable();
        words.dedup();
        self.all.append(hooks);
        self.words.append(words);
        self.ends.push((self.all.len(), self.words.len()));
    }
}

/// Why two sentences with a predicate and a name in common could exclude each other.
#[derive(Clone, Copy)]
enum Ground {
    /// One denies it.
    Denial = 1,
    /// Their words are opposites.
    Opposites,
    /// It is done once, by one, or one way.
    Once,
    /// Both count it.
    Count,
    /// Both rank it.
    Rank,
    /// One says that there is none.
    Existence,
}

/// Returns the hooks of an article.
pub(super) fn find(reader: &Reader<'_>) -> Hooks {
    let mut found = Hooks::default();
    let (mut hooks, mut names, mut words) = (Vec::new(), Vec::new(), Vec::new());
    for sentence in 0..reader.sentences.len() {
        if tells(reader, sentence) {
            names.clear();
            named(reader, sentence, &mut names);
            words.extend(&names);
            content(reader, sentence, &mut words);
            let mut finder = Finder {
                reader,
                sentence,
                names: &names,
                denials: denials(reader, sentence),
                hooks: &mut hooks,
            };
            finder.all();
        }
        found.push_sentence(&mut hooks, &mut words);
    }
    found
}

/// Collects what the content words and names of a sentence are known by, also with a particle or by a reading.
fn content(reader: &Reader<'_>, sentence: usize, out: &mut Vec<u64>) {
    let grammar = reader.grammar;
    let (entities, predicates) = (&reader.mentions.entities, &reader.lexicon.predicates);
    for t in grammar.tokens.of_sentence(sentence) {
        if !is_content(grammar.upos(t)) && !predicates.knows(grammar.lower(t)) {
            continue;
        }
        if let Some(entity) = entities.of_token(t).and_then(|e| entities.get(e)) {
            // "Kraft" is "Kraft Foods".
            out.extend(entity.key.split(' ').map(hash));
        } else {
            out.push(hash(predicates.of(grammar.lemma(t))));
        }
        let readings = predicates.readings(grammar.lemma(t)).iter();
        out.extend(readings.map(|r| hash(&r.means)));
        out.extend(particles(reader, t).map(|(_, name)| hash(predicates.of(&name))));
    }
}

/// Collects what the names of a sentence are known by, and those that its pronouns may stand for.
fn named(reader: &Reader<'_>, sentence: usize, out: &mut Vec<u64>) {
    let grammar = reader.grammar;
    let entities = &reader.mentions.entities;
    let range = grammar.tokens.of_sentence(sentence);
    let mut pronoun = false;
    for t in range.clone() {
        pronoun |= matches!(grammar.lower(t), "he" | "she");
        // "Kraft sold it": the first word, which alone does not show that it is a name.
        let bare = t == range.start && matches!(grammar.upos(t), Upos::Noun | Upos::Propn);
        if entities.of_token(t).is_some() {
            out.extend(anchor(reader, t));
        } else if bare {
            out.push(hash(grammar.lower(t)));
        }
    }
    if pronoun {
        let first = grammar
            .tokens
            .of_sentence(sentence.saturating_sub(MAX_BACK));
        let person = |t: &usize| {
            let entity = entities.of_token(*t).and_then(|e| entities.get(e));
            entity.is_some_and(|e| e.kind == EntityKind::Person)
        };
        let persons = (first.start..range.start).filter(person);
        out.extend(persons.filter_map(|t| anchor(reader, t)));
    }
    out.sort_unstable();
    out.dedup();
}

/// Returns the words of a sentence that can make a denial of what it says, with how far they reach.
fn denials(reader: &Reader<'_>, sentence: usize) -> Vec<Range<usize>> {
    let grammar = reader.grammar;
    let words = &reader.lexicon.status;
    let range = grammar.tokens.of_sentence(sentence);
    let (start, end) = (range.start, range.end);
    let mut found = Vec::new();
    for t in range {
        let (lower, lemma) = (grammar.lower(t), grammar.lemma(t));
        let fails = || {
            let complement = words.signature(lemma, Complement::Infinitive);
            complement.is_some_and(|s| s.status == Some(Status::Failed))
        };
        if lower == "nor" || words.is_negator(lower) {
            found.push(match grammar.upos(t) {
                // "Without": nothing is denied of it.
                Upos::Adp | Upos::Sconj => continue,
                Upos::Part | Upos::Adv => t..t + MAX_NOT,
                _ => t.saturating_sub(MAX_NO)..t + MAX_NO,
            });
        } else if reader.lexicon.speech.class(lemma) == Some(SpeechClass::Denial) || fails() {
            found.push(start..end);
        }
    }
    found
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
    denials: Vec<Range<usize>>,
    hooks: &'r mut Vec<Hook>,
}

impl Finder<'_, '_> {
    fn push(&mut self, ground: Ground, what: u64, name: u64, side: Side, shared: u8) {
        self.hooks.push(Hook {
            key: mix(mix(ground as u64, what), name),
            side,
            shared,
            sentence: u32::try_from(self.sentence).unwrap_or(u32::MAX),
        });
    }

    /// Adds a hook for every name.
    fn with_names(&mut self, ground: Ground, what: u64, side: Side, shared: u8) {
        for idx in 0..self.names.len() {
            if let Some(name) = self.names.get(idx) {
                self.push(ground, what, *name, side, shared);
            }
        }
    }

    fn all(&mut self) {
        let grammar = self.reader.grammar;
        let range = grammar.tokens.of_sentence(self.sentence);
        let short = range.len() <= MAX_SHORT;
        for t in range.clone() {
            self.rank(t, range.end);
            if !self.names.is_empty() {
                self.word(t, range.end, short);
            }
        }
        if !self.names.is_empty() {
            self.counts();
            self.existence();
        }
    }

    /// What a word can be as a predicate, or as one of two opposite arguments.
    fn word(&mut self, t: usize, end: usize, short: bool) {
        let Reader {
            grammar, lexicon, ..
        } = *self.reader;
        let predicates = &lexicon.predicates;
        let (upos, lemma) = (grammar.upos(t), grammar.lemma(t));
        // "Chile beat Peru 3-1": whatever the tagger took it for.
        let known = short && predicates.knows(grammar.lower(t));
        if !known && !is_content(upos) {
            return;
        }
        let noun = matches!(upos, Upos::Noun | Upos::Propn);
        let denied = self.denials.iter().any(|d| d.contains(&t));
        let alone = !predicates.is_light(lemma) && self.is_alone(t + 1, end);
        if upos == Upos::Verb || known {
            self.predicate(predicates.of(lemma), denied, alone);
            self.opposites(lemma, alone);
            for (particle, name) in particles(self.reader, t) {
                self.predicate(
                    predicates.of(&name),
                    denied,
                    self.is_alone(particle + 1, end),
                );
            }
        } else if upos == Upos::Noun {
            self.opposites(lemma, false);
        }
        for reading in predicates.readings(lemma) {
            if reading.noun == noun {
                self.predicate(&reading.means, denied || reading.denied, true);
            }
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
        let side = if denied { Side::Both } else { Side::Says };
        let shared = if alone { 2 } else { 3 };
        self.with_names(Ground::Denial, class, side, shared);
        let once = predicates.is_once(name)
            || predicates.has_one_doer(name)
            || predicates.is_one_way(name);
        if once {
            self.with_names(Ground::Once, class, Side::Both, 2);
        }
        self.opposites(name, alone);
    }

    /// Adds the pairs of opposites that a word stands in.
    fn opposites(&mut self, word: &str, alone: bool) {
        let lexicon = self.reader.lexicon;
        let own = hash(lexicon.predicates.of(word));
        for other in lexicon.opposites.of(word) {
            let other = hash(lexicon.predicates.of(other));
            let side = if own < other {
                Side::Says
            } else {
                Side::Denies
            };
            let pair = mix(own.min(other), own.max(other));
            let shared = if alone { 1 } else { 2 };
            self.with_names(Ground::Opposites, pair, side, shared);
        }
    }

    /// What is counted.
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
                self.with_names(Ground::Count, hash(grammar.lemma(t)), Side::Elsewhere, 2);
            }
        }
    }

    /// "The largest bank": the rank and its noun; the names differ.
    fn rank(&mut self, t: usize, end: usize) {
        let Reader {
            grammar, lexicon, ..
        } = *self.reader;
        if grammar.xpos(t) != Xpos::Jjs && !lexicon.predicates.is_rank(grammar.lower(t)) {
            return;
        }
        for noun in t + 1..end.min(t + MAX_PHRASE) {
            if grammar.upos(noun) == Upos::Noun {
                let what = hash(grammar.lemma(t));
                let noun = hash(grammar.lemma(noun));
                self.push(Ground::Rank, what, noun, Side::Both, 2);
            }
        }
    }

    /// "There is no gap", "the gap".
    fn existence(&mut self) {
        let grammar = self.reader.grammar;
        let range = grammar.tokens.of_sentence(self.sentence);
        let mut there = range.clone();
        let none = there.any(|t| grammar.lower(t) == "there");
        let mut since = None;
        for t in range {
            match (grammar.upos(t), grammar.lower(t)) {
                (Upos::Det, "the") => since = Some((t, Side::Says)),
                (Upos::Det, "no") if none => since = Some((t, Side::Denies)),
                (Upos::Noun, _) => {
                    if let Some((_, side)) = since.filter(|(det, _)| t - det < MAX_PHRASE) {
                        self.with_names(Ground::Existence, hash(grammar.lemma(t)), side, 2);
                    }
                }
                _ => {}
            }
        }
    }
}
