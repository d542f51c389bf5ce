//! The words of speech and attribution (`rules/names/speech.yaml`).

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::word_set::{AnyWord, WordMap, WordSet};

/// What a speech verb tells of the speaker's stance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SpeechClass {
    /// `say`.
    Neutral,
    /// `allege`.
    Claim,
    /// `deny`: the content is what the speaker says is not so.
    Denial,
    /// `believe`.
    Belief,
    /// `ask`.
    Question,
    /// `urge`.
    Command,
}

/// When a speech verb reports a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SpeechUse {
    /// With or without `that`.
    Free,
    /// With `that`, or a clause that the parse finds.
    That,
    /// Beside quotation marks only.
    Quote,
}

/// A verb of speech.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SpeechVerb {
    /// Its class.
    pub class: SpeechClass,
    /// When it reports a clause.
    pub usage: SpeechUse,
    /// Whether a hearer may stand behind it.
    pub recipient: bool,
    /// Whether a noun phrase alone can be what is said.
    pub object: bool,
}

/// What `rules/names/speech.yaml` holds, indexed by word.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(from = "SpeechFile")]
pub struct SpeechWords {
    /// Verbs by lemma.
    pub verbs: WordMap<SpeechVerb>,
    /// Forms that stand for a lemma whatever the tagger says.
    pub forms: WordMap<String>,
    /// `reportedly`.
    pub hearsay: WordSet,
    /// `according` → the phrases that begin with it, each without its first word.
    pub sources: WordMap<Vec<Vec<String>>>,
    /// `plan`, behind `according to`.
    pub not_sources: WordSet,
    /// `citing` → `cite`.
    pub citing: WordMap<String>,
    /// Names and nouns of media.
    pub media: WordSet,
    /// `decline`, before `to say`.
    pub withheld: WordSet,
    /// `not`.
    pub negations: WordSet,
    /// What may stand between verb and clause.
    pub fillers: WordSet,
    /// `statement`, in `said in a statement`.
    pub venues: WordSet,
    /// `in`, before a venue.
    pub venue_prepositions: WordSet,
    /// `for`, inside a speaker's noun phrase.
    pub inside: WordSet,
    /// `em`, behind an apostrophe that opens nothing.
    pub elisions: WordSet,
    /// `called`: the words in marks behind it are a name.
    pub naming: WordSet,
    /// All words that the cues of reports begin with, but for the verbs that are known by their lemma.
    pub cues: WordSet,
}

impl SpeechWords {
    /// Returns the verb's class by its lemma, as in a quotation's `cue_lemma`.
    pub fn class(&self, lemma: impl AnyWord) -> Option<SpeechClass> {
        self.verbs.get(lemma).map(|verb| verb.class)
    }
}

/// The file as written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct SpeechFile {
    verbs: Vec<VerbFile>,
    forms: BTreeMap<String, String>,
    hearsay: Vec<String>,
    sources: Vec<String>,
    not_sources: Vec<String>,
    citing: BTreeMap<String, String>,
    media: MediaFile,
    withheld: Vec<String>,
    negations: Vec<String>,
    fillers: Vec<String>,
    venues: Vec<String>,
    venue_prepositions: Vec<String>,
    inside: Vec<String>,
    elisions: Vec<String>,
    naming: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct VerbFile {
    class: SpeechClass,
    #[serde(rename = "use")]
    usage: SpeechUse,
    #[serde(default)]
    recipient: bool,
    #[serde(default)]
    object: bool,
    lemmas: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct MediaFile {
    nouns: Vec<String>,
    names: Vec<String>,
}

impl From<SpeechFile> for SpeechWords {
    fn from(file: SpeechFile) -> Self {
        let mut verbs = WordMap::default();
        for entry in file.verbs {
            let verb = SpeechVerb {
                class: entry.class,
                usage: entry.usage,
                recipient: entry.recipient,
                object: entry.object,
            };
            for lemma in entry.lemmas {
                // The first entry of a lemma counts: it is the freer one.
                verbs.entry(lemma).or_insert(verb);
            }
        }
        let mut sources: WordMap<Vec<Vec<String>>> = WordMap::default();
        for phrase in file.sources {
            let mut words = phrase.split(' ').map(str::to_owned);
            if let Some(first) = words.next() {
                sources.entry(first).or_default().push(words.collect());
            }
        }
        let mut cues = WordSet::from(file.hearsay.clone());
        cues.extend(sources.in_no_order().map(|(word, _)| word.clone()));
        cues.extend(file.citing.keys().chain(file.forms.keys()).cloned());
        Self {
            cues,
            verbs,
            forms: file.forms.into_iter().collect(),
            hearsay: WordSet::from(file.hearsay),
            sources,
            not_sources: WordSet::from(file.not_sources),
            citing: file.citing.into_iter().collect(),
            media: file
                .media
                .nouns
                .into_iter()
                .chain(file.media.names)
                .collect(),
            withheld: WordSet::from(file.withheld),
            negations: WordSet::from(file.negations),
            fillers: WordSet::from(file.fillers),
            venues: WordSet::from(file.venues),
            venue_prepositions: WordSet::from(file.venue_prepositions),
            inside: WordSet::from(file.inside),
            elisions: WordSet::from(file.elisions),
            naming: WordSet::from(file.naming),
        }
    }
}
