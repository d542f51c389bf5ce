//! Frames (`rules/frames/*.yaml`): what kinds of event there are and how the language names them.
//!
//! A frame is read in two steps: what is written ([`FrameFile`]), then what it
//! means ([`Frames`], with every cue indexed by its trigger lemma).

use std::collections::BTreeMap;

use serde::Deserialize;

use super::FileError;
use super::status::Status;
use crate::read::RuleFile;
use crate::word_set::{AnyWord, WordMap, WordSet};
use crate::yaml::Spanned;

/// The word that stands for "one of the frame's nouns" in a cue.
const NOUNS: &str = "$noun";

/// Stands for anybody whom the article names in the slots of cues.
const PERSON: &str = "$person";

/// What one file under `rules/frames/` holds.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FrameFile {
    frame: Spanned<String>,
    /// What the frame is about: for people who read the file.
    about: String,
    /// What one of its events is called in a message; the frame's id where absent.
    #[serde(default)]
    called: Option<String>,
    #[serde(default)]
    nouns: Vec<String>,
    #[serde(default)]
    kinds: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    roles: BTreeMap<String, RoleFile>,
    #[serde(default)]
    unique: Option<UniqueFile>,
    #[serde(default)]
    time: Option<TimeFile>,
    predicates: Vec<PredicateFile>,
}

/// How the frame's events lie in time.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct TimeFile {
    #[serde(default)]
    order: Vec<Spanned<String>>,
    #[serde(default)]
    within_days: Option<i32>,
    #[serde(default)]
    grows: Vec<Spanned<String>>,
    #[serde(default)]
    lasts: Vec<Spanned<String>>,
    #[serde(default)]
    named: BTreeMap<String, Spanned<String>>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct RoleFile {
    from: Vec<Spanned<String>>,
    #[serde(default)]
    fallback: Option<Spanned<String>>,
    #[serde(default)]
    named: bool,
    #[serde(default)]
    accepts: Vec<Spanned<String>>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct UniqueFile {
    share: Vec<Spanned<String>>,
    #[serde(default)]
    apart: Vec<Spanned<String>>,
    #[serde(default = "one")]
    at_least: usize,
    #[serde(default)]
    within_days: Option<i32>,
}

fn one() -> usize {
    1
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct PredicateFile {
    id: Spanned<String>,
    #[serde(default)]
    called: Option<String>,
    #[serde(default)]
    status: Option<Spanned<String>>,
    #[serde(default)]
    quantity: bool,
    cues: Vec<CueFile>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct CueFile {
    #[serde(default)]
    verb: Vec<Spanned<String>>,
    #[serde(default)]
    noun: Vec<Spanned<String>>,
    #[serde(default)]
    adjective: Vec<Spanned<String>>,
    #[serde(default)]
    subject: Vec<String>,
    #[serde(default)]
    object: Vec<String>,
    #[serde(default)]
    of: Vec<String>,
    #[serde(default)]
    oblique: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    under: Vec<String>,
    #[serde(default)]
    status: Option<Spanned<String>>,
}

/// Where a role's filler stands, seen from the trigger or from the frame's noun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Slot {
    /// Logical subject of the trigger (the `by` phrase of a passive).
    Subject,
    /// Logical object of the trigger (the subject of a passive).
    Object,
    /// Whom it happens to: the logical object; where there is none, or it is the frame's noun, the subject ("appointed
    /// Ann Lee", "Ann Lee took office", "Ann Lee resigned").
    Undergoer,
    /// `oblique:with` — noun under the preposition, of the trigger.
    Oblique(String),
    /// `noun:between` — noun under the preposition, of the frame's noun.
    NounOblique(String),
    /// `subject:at` — noun under the preposition, of the logical subject ("workers at X walked out").
    SubjectOblique(String),
    /// `noun` — the frame's noun itself: in the cue, as its subject or under a preposition.
    Noun,
    /// `noun:modifier` — adjective, compound or possessive of the frame's noun.
    NounModifier,
    /// `trigger:modifier` — adjective, compound or possessive of a nominal trigger.
    TriggerModifier,
}

/// A role of a frame.
#[derive(Debug, Clone)]
pub struct RoleSpec {
    /// Its name.
    pub name: String,
    /// Where its fillers stand; all that are found fill it.
    pub from: Vec<Slot>,
    /// Whether only named entities fill it.
    pub named: bool,
    /// Kinds of entity that fill it, by name; empty: states, organisations and persons, and places for
    /// a role that is called `place`.
    pub accepts: Vec<String>,
    /// What fills it where the clause names none.
    pub fallback: Option<Fallback>,
}

/// What fills a role that its clause leaves open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fallback {
    /// `pair`: the pair of parties that the article names throughout.
    Pair,
    /// `state`: the state that the article names most often by far.
    State,
    /// `event`: who the article's other sentences name for its only event of this frame.
    Event,
    /// `mediation.mediate/mediator`: whoever fills that role of that predicate elsewhere in the article.
    Claim {
        /// The predicate.
        predicate: String,
        /// Its role.
        role: String,
    },
}

/// What makes a frame's event unique.
#[derive(Debug, Clone, Default)]
pub struct Unique {
    /// Roles whose fillers identify the event.
    pub share: Vec<String>,
    /// Roles that, filled on both sides with nothing in common, tell two events apart.
    pub apart: Vec<String>,
    /// How many fillers two claims must share.
    pub at_least: usize,
    /// How far apart the events' days may lie and still be taken as one event told differently.
    pub within_days: Option<i32>,
}

/// How the events of a frame lie in time: each of its phases is a day.
#[derive(Debug, Clone, Default)]
pub struct Timing {
    /// Predicates (`conflict.start`), each on no later day than the next.
    pub order: Vec<String>,
    /// First and last phase of what a length of the event measures (`the war lasted 40 days`).
    pub lasts: Option<(String, String)>,
    /// The phase that the noun by itself stands for, by the word before it (`after`), or whatever
    /// that word is (`any`).
    pub named: BTreeMap<String, String>,
    /// How far apart the days of two phases may lie and still be taken as those of one event.
    pub within_days: Option<i32>,
    /// Predicates whose counts only grow, until they are revised.
    pub grows: Vec<String>,
    /// What each phase is called in a message, in their order: `the end of the fighting`.
    pub called: Vec<String>,
}

impl Timing {
    /// Returns what a phase is called in a message.
    pub fn called(&self, predicate: &str) -> &str {
        self.phase(predicate)
            .and_then(|at| self.called.get(at))
            .map_or("the event", String::as_str)
    }

    /// Returns the place of a predicate among the phases.
    pub fn phase(&self, predicate: &str) -> Option<usize> {
        self.order.iter().position(|p| p == predicate)
    }

    /// Returns the phase that the frame's noun stands for behind a word.
    pub fn named(&self, word: &str) -> Option<&str> {
        self.named
            .get(word)
            .or_else(|| self.named.get("any"))
            .map(String::as_str)
    }
}

/// A frame.
#[derive(Debug, Clone)]
pub struct Frame {
    /// Its id: `conflict`.
    pub id: String,
    /// What one of its events is called in a message: `round of talks`.
    pub called: String,
    /// Lemmas (and lemma sequences) that name its event or thing.
    pub nouns: Vec<Vec<String>>,
    /// Kind → words that tell it: two different kinds are two different things.
    pub kinds: Vec<(String, Vec<String>)>,
    /// Its roles, by name.
    pub roles: Vec<RoleSpec>,
    /// What makes its event unique.
    pub unique: Unique,
    /// How its events lie in time; `None`: they are not held against each other there.
    pub timing: Option<Timing>,
}

/// What triggers a predicate.
#[derive(Debug, Clone)]
pub struct Cue {
    /// Index into [`Frames::frames`].
    pub frame: usize,
    /// `conflict.start`.
    pub predicate: String,
    /// Part of speech of the trigger.
    pub kind: TriggerKind,
    /// Further words of the trigger behind the first (`off` of `sign off`).
    pub rest: Vec<String>,
    /// What the logical subject must be; empty: anything.
    pub subject: Filler,
    /// What the logical object must be.
    pub object: Filler,
    /// What the `of` phrase of a nominal trigger must be.
    pub of: Filler,
    /// What stands under a preposition.
    pub oblique: Vec<(String, Filler)>,
    /// Subordinators, one of which must introduce the clause (`since the US launched strikes`).
    pub under: Vec<String>,
    /// Status the cue implies whatever the grammar says.
    pub status: Option<Status>,
    /// Whether the claim counts something.
    pub quantity: bool,
}

/// What a slot of a cue must hold.
#[derive(Debug, Clone, Default)]
pub struct Filler {
    /// One of the frame's nouns.
    pub frame_noun: bool,
    /// A person whom the article names.
    pub person: bool,
    /// One of these lemmas.
    pub lemmas: WordSet,
}

impl Filler {
    fn new(words: Vec<String>) -> Self {
        Self {
            frame_noun: words.iter().any(|w| w == NOUNS),
            person: words.iter().any(|w| w == PERSON),
            lemmas: words
                .into_iter()
                .filter(|w| w != NOUNS && w != PERSON)
                .collect(),
        }
    }

    /// Returns whether anything will do.
    pub fn is_any(&self) -> bool {
        !self.frame_noun && !self.person && self.lemmas.is_empty()
    }
}

/// Part of speech of a trigger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TriggerKind {
    /// A verb in any form.
    Verb,
    /// A noun.
    Noun,
    /// An adjective, as predicate or modifier.
    Adjective,
}

/// All frames, cues indexed by the first lemma of their trigger.
#[derive(Debug, Clone, Default)]
pub struct Frames {
    /// The frames, by file name.
    pub frames: Vec<Frame>,
    cues: WordMap<Vec<Cue>>,
    /// The frames that have a word among their nouns, by index and sorted.
    of_noun: WordMap<Vec<usize>>,
    predicates: Vec<String>,
}

impl Frames {
    /// Checks what the files mean and indexes their cues; every error is reported.
    pub(super) fn new(files: Vec<(&RuleFile, FrameFile)>) -> Result<Self, Vec<FileError>> {
        let mut frames = Self::default();
        let mut errors = Vec::new();
        for (source, file) in files {
            let mut at = |span, message: String| errors.push(FileError::new(source, span, message));
            let idx = frames.frames.len();
            let id = file.frame.value;
            if file.about.trim().is_empty() {
                at(
                    file.frame.span,
                    format!("frame `{id}` says nothing in `about`"),
                );
            }
            if frames.frames.iter().any(|f: &Frame| f.id == id) {
                at(file.frame.span, format!("frame `{id}` is defined twice"));
            }
            let mut roles = Vec::new();
            for (name, role) in file.roles {
                let mut from = Vec::new();
                for slot in role.from {
                    match parse_slot(&slot.value) {
                        Some(s) => from.push(s),
                        None => at(slot.span, format!("unknown slot `{}`", slot.value)),
                    }
                }
                let fallback = role.fallback.and_then(|written| {
                    let found = parse_fallback(&written.value);
                    if found.is_none() {
                        at(
                            written.span,
                            format!(
                                "unknown fallback `{}`: `pair`, `state`, `event`, or `frame.predicate/role`",
                                written.value
                            ),
                        );
                    }
                    found
                });
                roles.push(RoleSpec {
                    name,
                    from,
                    named: role.named,
                    accepts: role.accepts.into_iter().map(|a| a.value).collect(),
                    fallback,
                });
            }
            let unique = file.unique.map_or_else(Unique::default, |u| {
                for role in u.share.iter().chain(&u.apart) {
                    if !roles.iter().any(|r| r.name == role.value) {
                        at(role.span, format!("unknown role `{}`", role.value));
                    }
                }
                Unique {
                    share: u.share.into_iter().map(|r| r.value).collect(),
                    apart: u.apart.into_iter().map(|r| r.value).collect(),
                    at_least: u.at_least,
                    within_days: u.within_days,
                }
            });
            let timing = file.time.map(|time| {
                let mut phase = |written: Spanned<String>| {
                    let known = file.predicates.iter().any(|p| p.id.value == written.value);
                    if !known {
                        at(
                            written.span,
                            format!("unknown predicate `{}`", written.value),
                        );
                    }
                    format!("{id}.{}", written.value)
                };
                let order: Vec<String> = time.order.into_iter().map(&mut phase).collect();
                let lasts: Vec<String> = time.lasts.into_iter().map(&mut phase).collect();
                let mut lasts = lasts.into_iter();
                let called = order
                    .iter()
                    .map(|phase| {
                        let own = phase.split_once('.').map_or("", |(_, own)| own);
                        let said = file.predicates.iter().find(|p| p.id.value == own);
                        said.and_then(|p| p.called.clone())
                            .unwrap_or_else(|| format!("{id} ({own})"))
                    })
                    .collect();
                Timing {
                    called,
                    within_days: time.within_days,
                    grows: time.grows.into_iter().map(&mut phase).collect(),
                    order,
                    lasts: lasts.next().zip(lasts.next()),
                    named: time
                        .named
                        .into_iter()
                        .map(|(word, p)| (word, phase(p)))
                        .collect(),
                }
            });
            let mut status_of = |status: Option<Spanned<String>>| {
                let status = status?;
                let found = Status::from_name(&status.value);
                if found.is_none() {
                    at(status.span, format!("unknown status `{}`", status.value));
                }
                found
            };
            for predicate in file.predicates {
                let name = format!("{id}.{}", predicate.id.value);
                let own = status_of(predicate.status);
                for cue in predicate.cues {
                    let status = status_of(cue.status).or(own);
                    let template = Cue {
                        frame: idx,
                        predicate: name.clone(),
                        kind: TriggerKind::Verb,
                        rest: Vec::new(),
                        subject: Filler::new(cue.subject),
                        object: Filler::new(cue.object),
                        of: Filler::new(cue.of),
                        oblique: cue
                            .oblique
                            .into_iter()
                            .map(|(p, f)| (p, Filler::new(f)))
                            .collect(),
                        under: cue.under,
                        status,
                        quantity: predicate.quantity,
                    };
                    for (kind, words) in [
                        (TriggerKind::Verb, &cue.verb),
                        (TriggerKind::Noun, &cue.noun),
                        (TriggerKind::Adjective, &cue.adjective),
                    ] {
                        for trigger in words {
                            let mut parts = trigger.value.split(' ').map(str::to_owned);
                            let Some(first) = parts.next() else { continue };
                            frames.cues.entry(first).or_default().push(Cue {
                                kind,
                                rest: parts.collect(),
                                ..template.clone()
                            });
                        }
                    }
                }
                frames.predicates.push(name);
            }
            let nouns: Vec<Vec<String>> = file
                .nouns
                .iter()
                .map(|n| n.split(' ').map(str::to_owned).collect())
                .collect();
            for word in nouns.iter().flatten() {
                let of_noun = frames.of_noun.entry(word.clone()).or_default();
                if of_noun.last() != Some(&idx) {
                    of_noun.push(idx);
                }
            }
            frames.frames.push(Frame {
                called: file.called.unwrap_or_else(|| id.replace('-', " ")),
                id,
                nouns,
                kinds: file.kinds.into_iter().collect(),
                roles,
                unique,
                timing,
            });
        }
        if errors.is_empty() {
            Ok(frames)
        } else {
            Err(errors)
        }
    }

    /// Returns the cues whose trigger begins with the lemma.
    pub fn cues(&self, lemma: impl AnyWord) -> &[Cue] {
        self.cues.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// Returns the frames (indices into [`Frames::frames`]) that have a word among their nouns, or as part of one.
    pub fn of_noun(&self, word: impl AnyWord) -> &[usize] {
        self.of_noun.get(word).map_or(&[], Vec::as_slice)
    }

    /// Returns every framed predicate there is, `conflict.start`.
    pub fn predicates(&self) -> &[String] {
        &self.predicates
    }

    /// Returns the frame of a predicate's name.
    pub fn of_predicate(&self, predicate: &str) -> Option<&Frame> {
        let id = predicate.split('.').next()?;
        self.frames.iter().find(|f| f.id == id)
    }

    /// Returns whether the counts of a predicate only grow, until they are revised.
    pub fn grows(&self, predicate: &str) -> bool {
        let timing = self.of_predicate(predicate).and_then(|f| f.timing.as_ref());
        timing.is_some_and(|t| t.grows.iter().any(|p| p == predicate))
    }
}

fn parse_fallback(text: &str) -> Option<Fallback> {
    match text {
        "pair" => return Some(Fallback::Pair),
        "state" => return Some(Fallback::State),
        "event" => return Some(Fallback::Event),
        _ => {}
    }
    let (predicate, role) = text.split_once('/')?;
    Some(Fallback::Claim {
        predicate: predicate.to_owned(),
        role: role.to_owned(),
    })
}

fn parse_slot(text: &str) -> Option<Slot> {
    Some(match text.split_once(':') {
        None if text == "subject" => Slot::Subject,
        None if text == "object" => Slot::Object,
        None if text == "undergoer" => Slot::Undergoer,
        None if text == "noun" => Slot::Noun,
        Some(("oblique", prep)) => Slot::Oblique(prep.to_owned()),
        Some(("noun", "modifier")) => Slot::NounModifier,
        Some(("subject", prep)) => Slot::SubjectOblique(prep.to_owned()),
        Some(("noun", prep)) => Slot::NounOblique(prep.to_owned()),
        Some(("trigger", "modifier")) => Slot::TriggerModifier,
        _ => return None,
    })
}
