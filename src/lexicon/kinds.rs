//! The words by which the kind of a name is told (`rules/names/kinds.yaml`).

use serde::Deserialize;

use crate::word_set::{AnyWord, WordMap, WordSet};

/// What `rules/names/kinds.yaml` holds, indexed; everything in lower case.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(from = "KindsFile")]
pub struct KindWords {
    /// Words of the names of places: `river`.
    pub place: WordSet,
    /// Words of the names of events, laws, works: `treaty`.
    pub thing: WordSet,
    /// First words of such names: `hurricane`.
    pub thing_leads: WordSet,
    /// First words of the names of places: `lake`.
    pub place_leads: WordSet,
    /// What stands behind a hyphen and is no part of a name: `led`.
    pub behind_hyphen: WordSet,
    /// Nouns before the name of a thing: `freighter`.
    pub thing_nouns: WordSet,
    /// Nouns that stand for an organisation, by a word of its name: `airways` → `airline`.
    organisation_nouns: WordMap<Vec<String>>,
    /// All of these nouns.
    all_organisation_nouns: WordSet,
    /// Nouns that name one thing in turn, by each of them.
    same: WordMap<Vec<usize>>,
    /// `country`.
    pub state_nouns: WordSet,
    /// `of`, between the parts of a name.
    pub joining: WordSet,
    /// First words too common to stand for the whole name: `national`.
    pub loose: WordSet,
    /// Capitals that name nobody.
    pub not_names: WordSet,
    /// Prepositions before places.
    pub locatives: WordSet,
    /// Prepositions before a capital that is a place and no government.
    pub seat_locatives: WordSet,
    /// What a town has and a government has not: `airport`.
    pub town_nouns: WordSet,
    /// Verbs done to towns: `visit`.
    pub town_verbs: WordSet,
    /// Verbs that towns are subjects of: `lie`.
    pub town_states: WordSet,
    /// Words before a capital that is a town: `capital`.
    pub town_leads: WordSet,
    /// What a government has and a town has not: `regime`.
    pub acting_nouns: WordSet,
    /// Prepositions before a capital that stands for its government: `with`.
    pub seat_partners: WordSet,
    /// `the`, `a`.
    pub articles: WordSet,
    /// What makes a noun another than the one told of: `another`.
    pub other: WordSet,
    /// What makes a noun none in particular: `each`.
    pub each_or_none: WordSet,
    /// What points to the one told of just before: `that`.
    pub pointing: WordSet,
    /// What makes a noun some of several: `most`.
    pub partial: WordSet,
    /// `the`, `this`.
    pub definite: WordSet,
    /// `'s`.
    pub possessives: WordSet,
    /// `and`, between the last two names of a list.
    pub list_joins: WordSet,
    /// What joins the names of a pair: `and`, `with`, a dash.
    pub pair_joins: WordSet,
    /// `or`, between a name and its acronym.
    pub acronym_leads: WordSet,
    /// What says behind a noun which one is meant: `of`, `who`.
    pub restrictive: WordSet,
    /// `who`, behind the name of a person.
    pub relative: WordSet,
}

impl KindWords {
    /// Returns the nouns that stand for an organisation with the word (lower case) in its name.
    pub fn nouns_for(&self, word: impl AnyWord) -> &[String] {
        self.organisation_nouns.get(word).map_or(&[], Vec::as_slice)
    }

    /// Returns whether a noun can stand for an organisation.
    pub fn is_organisation_noun(&self, noun: impl AnyWord) -> bool {
        self.all_organisation_nouns.contains(noun)
    }

    /// Returns whether a noun stands for a thing named before: `film`, `tournament`.
    pub fn has_same(&self, noun: impl AnyWord) -> bool {
        self.same.contains_key(noun) || self.thing_nouns.contains(noun)
    }

    /// Returns whether two nouns can name one thing: the same, or `ferry` and `ship`.
    pub fn may_be_same(&self, a: &str, b: &str) -> bool {
        a == b
            || match (self.same.get(a), self.same.get(b)) {
                (Some(x), Some(y)) => x.iter().any(|group| y.contains(group)),
                _ => false,
            }
    }
}

/// The file as written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct KindsFile {
    place_words: Vec<String>,
    thing_words: Vec<String>,
    thing_leads: Vec<String>,
    place_leads: Vec<String>,
    behind_hyphen: Vec<String>,
    thing_nouns: Vec<String>,
    same_thing: Vec<Vec<String>>,
    organisation_nouns: Vec<NounsOfWords>,
    state_nouns: Vec<String>,
    joining: Vec<String>,
    loose_words: Vec<String>,
    not_names: Vec<String>,
    locatives: Vec<String>,
    seat_locatives: Vec<String>,
    town_nouns: Vec<String>,
    town_verbs: Vec<String>,
    town_states: Vec<String>,
    town_leads: Vec<String>,
    acting_nouns: Vec<String>,
    seat_partners: Vec<String>,
    articles: Vec<String>,
    other: Vec<String>,
    each_or_none: Vec<String>,
    pointing: Vec<String>,
    partial: Vec<String>,
    definite: Vec<String>,
    possessives: Vec<String>,
    list_joins: Vec<String>,
    pair_joins: Vec<String>,
    acronym_leads: Vec<String>,
    restrictive: Vec<String>,
    relative: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct NounsOfWords {
    nouns: Vec<String>,
    words: Vec<String>,
}

impl From<KindsFile> for KindWords {
    fn from(file: KindsFile) -> Self {
        let mut organisation_nouns: WordMap<Vec<String>> = WordMap::default();
        let mut all_organisation_nouns = WordSet::default();
        for entry in file.organisation_nouns {
            for word in entry.words {
                organisation_nouns
                    .entry(word)
                    .or_default()
                    .extend(entry.nouns.iter().cloned());
            }
            all_organisation_nouns.extend(entry.nouns);
        }
        let mut same: WordMap<Vec<usize>> = WordMap::default();
        for (group, nouns) in file.same_thing.into_iter().enumerate() {
            for noun in nouns {
                same.entry(noun).or_default().push(group);
            }
        }
        Self {
            place: WordSet::from(file.place_words),
            thing: WordSet::from(file.thing_words),
            thing_leads: WordSet::from(file.thing_leads),
            place_leads: WordSet::from(file.place_leads),
            behind_hyphen: WordSet::from(file.behind_hyphen),
            thing_nouns: WordSet::from(file.thing_nouns),
            organisation_nouns,
            all_organisation_nouns,
            same,
            state_nouns: WordSet::from(file.state_nouns),
            joining: WordSet::from(file.joining),
            loose: WordSet::from(file.loose_words),
            not_names: WordSet::from(file.not_names),
            locatives: WordSet::from(file.locatives),
            seat_locatives: WordSet::from(file.seat_locatives),
            town_nouns: WordSet::from(file.town_nouns),
            town_verbs: WordSet::from(file.town_verbs),
            town_states: WordSet::from(file.town_states),
            town_leads: WordSet::from(file.town_leads),
            acting_nouns: WordSet::from(file.acting_nouns),
            seat_partners: WordSet::from(file.seat_partners),
            articles: WordSet::from(file.articles),
            other: WordSet::from(file.other),
            each_or_none: WordSet::from(file.each_or_none),
            pointing: WordSet::from(file.pointing),
            partial: WordSet::from(file.partial),
            definite: WordSet::from(file.definite),
            possessives: WordSet::from(file.possessives),
            list_joins: WordSet::from(file.list_joins),
            pair_joins: WordSet::from(file.pair_joins),
            acronym_leads: WordSet::from(file.acronym_leads),
            restrictive: WordSet::from(file.restrictive),
            relative: WordSet::from(file.relative),
        }
    }
}
