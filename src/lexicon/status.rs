//! How far, how sure, whether at all: the vocabulary of status, certainty and polarity,
//! and the words that set them (`rules/names/status.yaml`).

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

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

/// What `rules/names/status.yaml` holds.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatusFile {
    modals: Vec<CueGroup>,
    governors: Vec<CueGroup>,
    modifiers: Vec<CueGroup>,
    negators: Vec<String>,
    conditions: Vec<String>,
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

/// What a modal, a governing word or a modifier does to an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StatusEffect {
    /// The status it sets.
    pub status: Option<Status>,
    /// The certainty it sets.
    pub certainty: Option<Certainty>,
    /// Whether it turns the polarity.
    pub negative: bool,
}

/// The words of status, by lemma.
#[derive(Debug, Clone, Default)]
pub struct StatusWords {
    modals: FxHashMap<String, StatusEffect>,
    governors: FxHashMap<String, StatusEffect>,
    modifiers: FxHashMap<String, StatusEffect>,
    negators: FxHashSet<String>,
    conditions: FxHashSet<String>,
}

impl StatusWords {
    /// Builds the index.
    pub fn new(file: StatusFile) -> Self {
        let effects = |groups: Vec<CueGroup>| {
            groups
                .into_iter()
                .flat_map(|g| {
                    let effect = StatusEffect {
                        status: g.status,
                        certainty: g.certainty,
                        negative: g.negative,
                    };
                    g.words.into_iter().map(move |w| (w, effect))
                })
                .collect()
        };
        let set = |words: Vec<String>| words.into_iter().collect();
        Self {
            modals: effects(file.modals),
            governors: effects(file.governors),
            modifiers: effects(file.modifiers),
            negators: set(file.negators),
            conditions: set(file.conditions),
        }
    }

    /// Returns what a modal verb (lemma or form in lower case) says of its verb.
    pub fn modal(&self, word: &str) -> Option<StatusEffect> {
        self.modals.get(word).copied()
    }

    /// Returns what a governing verb or adjective (lemma) says of the event it governs.
    pub fn governor(&self, lemma: &str) -> Option<StatusEffect> {
        self.governors.get(lemma).copied()
    }

    /// Returns what a modifier (lemma) says of the event it modifies.
    pub fn modifier(&self, lemma: &str) -> Option<StatusEffect> {
        self.modifiers.get(lemma).copied()
    }

    /// Returns whether the word (lower case) negates what it modifies.
    pub fn is_negator(&self, lower: &str) -> bool {
        self.negators.contains(lower)
    }

    /// Returns whether the subordinator (lower case) makes its clause a condition.
    pub fn is_condition(&self, lower: &str) -> bool {
        self.conditions.contains(lower)
    }
}
