//! How far, how sure, whether at all: the vocabulary of status, certainty and polarity,
//! and the words that set them (`rules/names/status.yaml`).

use serde::Deserialize;

use crate::word_set::{AnyWord, WordMap, WordSet};

/// How far an event has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Talked of, drafted, possible.
    Proposed,
    /// Expected, scheduled, to be done.
    Planned,
    /// About to happen.
    Imminent,
    /// Under way, or holding now.
    Ongoing,
    /// Happened.
    Done,
    /// Called off.
    Cancelled,
    /// Put off.
    Postponed,
    /// Tried and not reached.
    Failed,
    /// Undone later.
    Reversed,
    /// Not said: `the signing of the agreement`.
    Unstated,
}

impl Status {
    /// Every status, in order.
    pub const ALL: [Self; 10] = [
        Self::Proposed,
        Self::Planned,
        Self::Imminent,
        Self::Ongoing,
        Self::Done,
        Self::Cancelled,
        Self::Postponed,
        Self::Failed,
        Self::Reversed,
        Self::Unstated,
    ];

    /// Returns the name that rule files use.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Planned => "planned",
            Self::Imminent => "imminent",
            Self::Ongoing => "ongoing",
            Self::Done => "done",
            Self::Cancelled => "cancelled",
            Self::Postponed => "postponed",
            Self::Failed => "failed",
            Self::Reversed => "reversed",
            Self::Unstated => "unstated",
        }
    }

    /// Returns the status that rule files call `name`.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.as_str() == name)
    }

    /// Returns whether the event lies ahead of the time of writing.
    pub fn is_ahead(self) -> bool {
        matches!(self, Self::Proposed | Self::Planned | Self::Imminent)
    }
}

/// How sure the source says it is (`FactBank`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Certainty {
    /// Stated flatly.
    Certain,
    /// `likely`, `would`, `is expected`.
    Probable,
    /// `may`, `could`.
    Possible,
    /// Not committed to: questions, conditions, beliefs of others.
    Unstated,
}

impl Certainty {
    /// Every certainty, in order.
    pub const ALL: [Self; 4] = [
        Self::Certain,
        Self::Probable,
        Self::Possible,
        Self::Unstated,
    ];

    /// Returns the name that rule files use.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Certain => "certain",
            Self::Probable => "probable",
            Self::Possible => "possible",
            Self::Unstated => "unstated",
        }
    }

    /// Returns the certainty that rule files call `name`.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.as_str() == name)
    }
}

/// Whether it is asserted or denied (`FactBank`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
pub enum Polarity {
    /// It is so.
    #[serde(rename = "+")]
    Positive,
    /// It is not so.
    #[serde(rename = "-")]
    Negative,
    /// Neither is said.
    #[serde(rename = "unknown")]
    Unknown,
}

impl Polarity {
    /// Returns the sign that rule files use.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Positive => "+",
            Self::Negative => "-",
            Self::Unknown => "unknown",
        }
    }

    /// Returns the polarity that rule files write as `sign`.
    pub fn from_name(sign: &str) -> Option<Self> {
        [Self::Positive, Self::Negative, Self::Unknown]
            .into_iter()
            .find(|p| p.as_str() == sign)
    }

    /// Returns the opposite sign; unknown stays unknown.
    #[must_use]
    pub fn negated(self) -> Self {
        match self {
            Self::Positive => Self::Negative,
            Self::Negative => Self::Positive,
            Self::Unknown => Self::Unknown,
        }
    }
}

/// Whether an event took place at the time of writing, as far as its source commits to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Factuality {
    /// It did, or is taking place.
    Happened,
    /// It did not, or not yet: denied, cancelled, failed, planned, demanded.
    NotHappened,
    /// The source does not say: questions, conditions, `may have signed`.
    Open,
}

impl Factuality {
    /// Returns what status, certainty and polarity come to.
    pub fn of(status: Status, certainty: Certainty, polarity: Polarity) -> Self {
        let sure = certainty <= Certainty::Probable;
        match (polarity, status) {
            (Polarity::Unknown, _) => Self::Open,
            (_, Status::Cancelled | Status::Postponed | Status::Failed) if sure => {
                Self::NotHappened
            }
            // Whatever becomes of it, what lies ahead has not happened yet.
            (_, Status::Proposed | Status::Planned | Status::Imminent)
                if certainty != Certainty::Unstated =>
            {
                Self::NotHappened
            }
            (Polarity::Negative, _) if sure => Self::NotHappened,
            (Polarity::Positive, Status::Done | Status::Ongoing | Status::Reversed) if sure => {
                Self::Happened
            }
            _ => Self::Open,
        }
    }

    /// Returns the name that reports use.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Happened => "yes",
            Self::NotHappened => "no",
            Self::Open => "open",
        }
    }
}

/// What a governing word says of the event it governs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
pub enum Outcome {
    /// It takes place: `managed to sign`.
    #[serde(rename = "+")]
    Happens,
    /// It does not: `failed to sign`.
    #[serde(rename = "-")]
    Not,
    /// Neither follows: `hopes to sign`.
    #[default]
    #[serde(rename = "open")]
    Open,
}

/// The form in which a governed event stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Complement {
    /// `to sign`, `sign`.
    Infinitive,
    /// `signing`, `of signing`.
    Gerund,
    /// `signed`, without an auxiliary.
    Participle,
    /// With a tense: `that they signed`.
    Clause,
    /// `the signing`.
    Noun,
}

impl Complement {
    const ALL: [Self; 5] = [
        Self::Infinitive,
        Self::Gerund,
        Self::Participle,
        Self::Clause,
        Self::Noun,
    ];
}

/// What `rules/names/status.yaml` holds.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatusFile {
    modals: Vec<ModalGroup>,
    futures: Vec<String>,
    past_of_will: Vec<String>,
    governors: Vec<GovernorGroup>,
    modifiers: Vec<CueGroup>,
    subordinators: Vec<SubordinatorGroup>,
    temporal: Vec<String>,
    complement_prepositions: Vec<String>,
    negators: Vec<String>,
    few: Vec<String>,
    generic_subjects: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct CueGroup {
    words: Vec<String>,
    #[serde(default)]
    status: Option<Status>,
    #[serde(default)]
    certainty: Option<Certainty>,
    #[serde(default)]
    negative: bool,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct ModalGroup {
    words: Vec<String>,
    status: Status,
    certainty: Certainty,
    /// With `have`: "would have signed".
    perfect: StatusEffect,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct GovernorGroup {
    #[serde(rename = "about")]
    _about: String,
    words: Vec<String>,
    #[serde(default)]
    takes: Vec<Complement>,
    #[serde(default)]
    affirmed: Outcome,
    /// Left out: nothing follows from a denied `+` or `-`; a plan denied is no plan.
    #[serde(default)]
    denied: Option<Outcome>,
    #[serde(default)]
    past: Option<Outcome>,
    #[serde(default)]
    impossible: Option<Outcome>,
    #[serde(default)]
    status: Option<Status>,
    #[serde(default)]
    certainty: Option<Certainty>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct SubordinatorGroup {
    words: Vec<String>,
    #[serde(default)]
    before: Vec<Complement>,
    #[serde(default)]
    status: Option<Status>,
    #[serde(default)]
    certainty: Option<Certainty>,
    #[serde(default)]
    negative: bool,
}

/// What a modal, a modifier or a subordinator does to an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatusEffect {
    /// The status it sets.
    #[serde(default)]
    pub status: Option<Status>,
    /// The certainty it sets.
    #[serde(default)]
    pub certainty: Option<Certainty>,
    /// Whether it turns the polarity.
    #[serde(default)]
    pub negative: bool,
}

/// What a governing word does to its complement, after Nairn, Condoravdi and Karttunen (2006).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signature {
    /// What follows where the word itself holds.
    pub affirmed: Outcome,
    /// What follows where it is denied: `did not fail to sign`.
    pub denied: Outcome,
    /// What follows in the past, where that differs: `was able to sign`.
    pub past: Option<Outcome>,
    /// What follows where it is said to be impossible: `no one can say that`.
    pub impossible: Option<Outcome>,
    /// The status of what does not simply happen.
    pub status: Option<Status>,
    /// How sure it is at most.
    pub certainty: Option<Certainty>,
}

/// The words of status, by lemma.
#[derive(Debug, Clone, Default)]
pub struct StatusWords {
    modals: WordMap<(StatusEffect, StatusEffect)>,
    futures: WordSet,
    past_of_will: WordSet,
    governors: [WordMap<Signature>; 5],
    modifiers: WordMap<StatusEffect>,
    subordinators: WordMap<Vec<(Vec<Complement>, StatusEffect)>>,
    temporal: WordSet,
    complement_prepositions: WordSet,
    negators: WordSet,
    few: WordSet,
    generic_subjects: WordSet,
}

impl StatusWords {
    /// Builds the index.
    pub fn new(file: StatusFile) -> Self {
        let set = |words: Vec<String>| words.into_iter().collect();
        let mut out = Self {
            futures: set(file.futures),
            past_of_will: set(file.past_of_will),
            temporal: set(file.temporal),
            complement_prepositions: set(file.complement_prepositions),
            negators: set(file.negators),
            few: set(file.few),
            generic_subjects: set(file.generic_subjects),
            ..Self::default()
        };
        for group in file.modals {
            let plain = StatusEffect {
                status: Some(group.status),
                certainty: Some(group.certainty),
                negative: false,
            };
            for word in group.words {
                out.modals.insert(word, (plain, group.perfect));
            }
        }
        for group in file.modifiers {
            let effect = StatusEffect {
                status: group.status,
                certainty: group.certainty,
                negative: group.negative,
            };
            for word in group.words {
                out.modifiers.insert(word, effect);
            }
        }
        for group in file.subordinators {
            let effect = StatusEffect {
                status: group.status,
                certainty: group.certainty,
                negative: group.negative,
            };
            for word in group.words {
                let entry = out.subordinators.entry(word).or_default();
                entry.push((group.before.clone(), effect));
            }
        }
        for group in file.governors {
            let signature = Signature {
                affirmed: group.affirmed,
                denied: group.denied.unwrap_or(match group.affirmed {
                    Outcome::Open => Outcome::Not,
                    Outcome::Happens | Outcome::Not => Outcome::Open,
                }),
                past: group.past,
                impossible: group.impossible,
                status: group.status,
                certainty: group.certainty,
            };
            for (complement, map) in Complement::ALL.iter().zip(&mut out.governors) {
                if group.takes.is_empty() || group.takes.contains(complement) {
                    for word in &group.words {
                        // The first group that lists a word decides.
                        map.entry(word.clone()).or_insert(signature);
                    }
                }
            }
        }
        out
    }

    /// Returns what a modal verb (form in lower case) says of its verb.
    pub fn modal(&self, word: impl AnyWord) -> Option<StatusEffect> {
        self.modals.get(word).map(|m| m.0)
    }

    /// Returns what a modal verb with `have` says of its verb: `would have signed`.
    pub fn perfect_modal(&self, word: impl AnyWord) -> Option<StatusEffect> {
        self.modals.get(word).map(|m| m.1)
    }

    /// Returns whether a verb (lemma) is a future in the progressive: `is going to sign`.
    pub fn is_future(&self, lemma: impl AnyWord) -> bool {
        self.futures.contains(lemma)
    }

    /// Returns whether a modal tells a plan in the past: `said it would`.
    pub fn is_past_of_will(&self, word: impl AnyWord) -> bool {
        self.past_of_will.contains(word)
    }

    /// Returns what a governing word (lemma, lemma with particle, or form) does to a complement.
    pub fn signature(&self, word: impl AnyWord, complement: Complement) -> Option<Signature> {
        let maps = Complement::ALL.iter().zip(&self.governors);
        maps.filter(|(c, _)| **c == complement)
            .find_map(|(_, map)| map.get(word))
            .copied()
    }

    /// Returns what a governing verb or adjective (lemma) says of the event noun it governs.
    pub fn governor(&self, lemma: impl AnyWord) -> Option<StatusEffect> {
        self.signature(lemma, Complement::Noun)
            .map(|s| StatusEffect {
                status: s.status,
                certainty: s.certainty,
                negative: s.affirmed == Outcome::Not,
            })
    }

    /// Returns what a modifier (lemma) says of the event it modifies.
    pub fn modifier(&self, lemma: impl AnyWord) -> Option<StatusEffect> {
        self.modifiers.get(lemma).copied()
    }

    /// Returns what a subordinator or preposition (lower case) says of what it introduces.
    pub fn subordinator(&self, lower: &str, form: Complement) -> Option<StatusEffect> {
        let groups = self.subordinators.get(lower)?;
        groups
            .iter()
            .find(|(before, _)| before.is_empty() || before.contains(&form))
            .map(|(_, effect)| *effect)
    }

    /// Returns whether the subordinator (lower case) makes its clause a condition.
    pub fn is_condition(&self, lower: &str) -> bool {
        self.subordinator(lower, Complement::Clause)
            .is_some_and(|e| e.certainty == Some(Certainty::Unstated))
    }

    /// Returns whether the subordinator (lower case) places its clause in time.
    pub fn is_temporal(&self, lower: impl AnyWord) -> bool {
        self.temporal.contains(lower)
    }

    /// Returns whether the preposition (lower case) may introduce a complement: `accused of signing`.
    pub fn introduces_complement(&self, lower: impl AnyWord) -> bool {
        self.complement_prepositions.contains(lower)
    }

    /// Returns whether the word (lower case) negates what it modifies.
    pub fn is_negator(&self, lower: impl AnyWord) -> bool {
        self.negators.contains(lower)
    }

    /// Returns whether the word (lower case) makes a phrase all but empty: `few`.
    pub fn is_few(&self, lower: impl AnyWord) -> bool {
        self.few.contains(lower)
    }

    /// Returns whether the pronoun (lower case) stands for whoever it may be: `you`, `anyone`.
    pub fn is_generic(&self, lower: impl AnyWord) -> bool {
        self.generic_subjects.contains(lower)
    }
}
