//! The names of states, organisations and titles (`rules/names/{states,organisations,people}.yaml`).

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

/// What `rules/names/states.yaml` holds.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatesFile {
    states: Vec<State>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct State {
    key: String,
    name: String,
    /// What a message prints where that is not the name: `the United States`.
    #[serde(default)]
    shown: Option<String>,
    #[serde(default)]
    also: Vec<String>,
    #[serde(default)]
    people: Vec<String>,
    #[serde(default)]
    seat: Vec<String>,
}

/// What `rules/names/organisations.yaml` holds.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrganisationsFile {
    organisations: Vec<Organisation>,
    organisation_words: Vec<Vec<String>>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Organisation {
    key: String,
    name: String,
    #[serde(default)]
    also: Vec<String>,
}

/// What `rules/names/people.yaml` holds.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PeopleFile {
    titles: Vec<TitleGroup>,
    out_of_office: Vec<String>,
    pair_words: PairWords,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct TitleGroup {
    words: Vec<String>,
    #[serde(default)]
    office: Option<String>,
    #[serde(default)]
    single: bool,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct PairWords {
    determiners: Vec<String>,
    nouns: Vec<String>,
}

/// How a known name refers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NameForm {
    /// The state's own name.
    State,
    /// Adjective or people (`Iranian`).
    People,
    /// Capital or seat: the government where it acts, a place elsewhere.
    Seat,
    /// An organisation's name.
    Organisation,
}

/// A known name.
#[derive(Debug, Clone)]
pub struct KnownName {
    /// The words, as written, cut at spaces.
    pub words: Vec<String>,
    /// Canonical key.
    pub key: String,
    /// How it refers.
    pub form: NameForm,
}

/// A title or office word sequence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    /// Lower-case words.
    pub words: Vec<String>,
    /// The office it names, where it names one.
    pub office: Option<String>,
    /// Whether one person at a time holds the office.
    pub single: bool,
}

/// The names, indexed for lookup by their first word.
#[derive(Debug, Clone, Default)]
pub struct Names {
    known: FxHashMap<String, Vec<KnownName>>,
    titles: FxHashMap<String, Vec<Title>>,
    display: FxHashMap<String, String>,
    organisation_words: FxHashSet<String>,
    out_of_office: FxHashSet<String>,
    pair_determiners: Vec<Vec<String>>,
    pair_nouns: FxHashSet<String>,
}

impl Names {
    /// Builds the index.
    pub fn new(states: StatesFile, organisations: OrganisationsFile, people: PeopleFile) -> Self {
        let mut names = Self::default();
        for state in states.states {
            names.add(&state.name, &state.key, NameForm::State);
            for other in &state.also {
                names.add(other, &state.key, NameForm::State);
            }
            for other in &state.people {
                names.add(other, &state.key, NameForm::People);
            }
            for other in &state.seat {
                names.add(other, &state.key, NameForm::Seat);
            }
            names
                .display
                .insert(state.key, state.shown.unwrap_or(state.name));
        }
        for organisation in organisations.organisations {
            names.add(
                &organisation.name,
                &organisation.key,
                NameForm::Organisation,
            );
            for other in &organisation.also {
                names.add(other, &organisation.key, NameForm::Organisation);
            }
            names.display.insert(organisation.key, organisation.name);
        }
        // Longest first, so that the first match is the longest.
        #[expect(clippy::iter_over_hash_type, reason = "each list is sorted by itself")]
        for list in names.known.values_mut() {
            list.sort_by_key(|n| std::cmp::Reverse(n.words.len()));
        }
        let set = |words: Vec<String>| words.into_iter().collect();
        names.organisation_words = set(organisations
            .organisation_words
            .into_iter()
            .flatten()
            .collect());
        names.out_of_office = set(people.out_of_office);
        names.pair_nouns = set(people.pair_words.nouns);
        names.pair_determiners = people
            .pair_words
            .determiners
            .iter()
            .map(|d| split_words(d))
            .collect();
        for group in people.titles {
            for words in &group.words {
                let words = split_words(words);
                let Some(first) = words.first().cloned() else {
                    continue;
                };
                names.titles.entry(first).or_default().push(Title {
                    words,
                    office: group.office.clone(),
                    single: group.single,
                });
            }
        }
        #[expect(clippy::iter_over_hash_type, reason = "each list is sorted by itself")]
        for list in names.titles.values_mut() {
            list.sort_by_key(|t| std::cmp::Reverse(t.words.len()));
        }
        names
    }

    fn add(&mut self, name: &str, key: &str, form: NameForm) {
        let words = split_words(name);
        if let Some(first) = words.first() {
            self.known
                .entry(first.to_lowercase())
                .or_default()
                .push(KnownName {
                    words: words.clone(),
                    key: key.to_owned(),
                    form,
                });
        }
    }

    /// Returns every known name, in no order.
    pub fn known(&self) -> impl Iterator<Item = &KnownName> {
        self.known.values().flatten()
    }

    /// Returns the known names whose first word is `lower` (lower case), longest first.
    pub fn starting_with(&self, lower: &str) -> &[KnownName] {
        self.known.get(lower).map_or(&[], Vec::as_slice)
    }

    /// Returns the titles whose first word is `lower`, longest first.
    pub fn titles_starting_with(&self, lower: &str) -> &[Title] {
        self.titles.get(lower).map_or(&[], Vec::as_slice)
    }

    /// Returns what a message prints for a canonical key: the name, or the key in title case.
    pub fn display(&self, key: &str) -> String {
        self.display
            .get(key)
            .cloned()
            .unwrap_or_else(|| title_case(key))
    }

    /// Returns whether a name that holds the word (lower case) is an organisation's.
    pub fn is_organisation_word(&self, lower: &str) -> bool {
        self.organisation_words.contains(lower)
    }

    /// Returns whether the word (lower case) moves an office out of the present: `former`, `acting`.
    pub fn is_out_of_office(&self, lower: &str) -> bool {
        self.out_of_office.contains(lower)
    }

    /// Returns whether a lemma is a noun of `both sides`, `the two countries`.
    pub fn is_pair_noun(&self, lemma: &str) -> bool {
        self.pair_nouns.contains(lemma)
    }

    /// Returns the determiners of `both sides`, `the two countries`, as word lists.
    pub fn pair_determiners(&self) -> &[Vec<String>] {
        &self.pair_determiners
    }
}

fn split_words(text: &str) -> Vec<String> {
    // The tokenizer cuts at hyphens and before 's, and so must names.
    let mut words = Vec::new();
    for word in text.split_whitespace() {
        let mut rest = word;
        while let Some((before, after)) = rest.split_once('-') {
            if !before.is_empty() {
                words.push(before.to_owned());
            }
            words.push("-".to_owned());
            rest = after;
        }
        if !rest.is_empty() {
            words.push(rest.to_owned());
        }
    }
    words
}

fn title_case(key: &str) -> String {
    let mut out = String::with_capacity(key.len());
    for (i, word) in key.split(' ').enumerate() {
        if i > 0 {
            out.push(' ');
        }
        let mut chars = word.chars();
        if let Some(first) = chars.next() {
            out.extend(first.to_uppercase());
            out.push_str(chars.as_str());
        }
    }
    out
}
