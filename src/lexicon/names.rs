//! The names of states, organisations and titles (`rules/names/{states,organisations,people}.yaml`).

use serde::Deserialize;

use crate::word_set::{AnyWord, WordMap, WordSet};

/// What `rules/names/states.yaml` holds.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatesFile {
    states: Vec<State>,
    regions: Vec<Region>,
    peoples: Vec<String>,
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

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Region {
    key: String,
    name: String,
    #[serde(default)]
    also: Vec<String>,
    #[serde(default)]
    people: Vec<String>,
}

/// What `rules/names/organisations.yaml` holds.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrganisationsFile {
    organisations: Vec<Organisation>,
    organisation_words: Vec<Vec<String>>,
    holding_words: Vec<String>,
    state_bodies: Vec<String>,
    corporate_tails: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Organisation {
    key: String,
    name: String,
    #[serde(default)]
    also: Vec<String>,
    /// Common nouns that stand for it.
    #[serde(default)]
    is: Vec<String>,
}

/// What `rules/names/people.yaml` holds.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PeopleFile {
    titles: Vec<TitleGroup>,
    office_heads: Vec<String>,
    portfolios: Vec<String>,
    many_ministers: Vec<String>,
    out_of_office: Vec<String>,
    pair_words: PairWords,
    person_nouns: Vec<String>,
    male_nouns: Vec<String>,
    female_nouns: Vec<String>,
    particles: Vec<String>,
    suffixes: Vec<String>,
    whole_titles: Vec<String>,
    pronouns: Pronouns,
    thing_pronouns: Vec<String>,
    given_names: GivenNames,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct TitleGroup {
    words: Vec<String>,
    #[serde(default)]
    office: Option<String>,
    #[serde(default)]
    single: bool,
    #[serde(default)]
    gender: Option<Gender>,
    #[serde(default)]
    form: Option<TitleForm>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum TitleForm {
    Address,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct PairWords {
    determiners: Vec<String>,
    nouns: Vec<String>,
    near: Vec<String>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Pronouns {
    male: Vec<String>,
    female: Vec<String>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct GivenNames {
    female: Vec<String>,
    male: Vec<String>,
    either: Vec<String>,
}

/// The gender of a person's name, title or pronoun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gender {
    /// `she`, `Mrs`, `Anna`.
    Female,
    /// `he`, `Mr`, `Paul`.
    Male,
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
    /// A part of the world or of a state: `Europe`, `Scotland`.
    Region,
    /// Its adjective or people: `European`.
    RegionPeople,
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
    /// The gender it tells of the holder.
    pub gender: Option<Gender>,
    /// Whether it stands before any name (`Mr`) and describes nobody by itself.
    pub address: bool,
}

/// The names, indexed for lookup by their first word.
#[derive(Debug, Clone, Default)]
pub struct Names {
    known: WordMap<Vec<KnownName>>,
    titles: WordMap<Vec<Title>>,
    display: WordMap<String>,
    nouns: WordMap<Vec<String>>,
    organisation_words: WordSet,
    holding_words: WordSet,
    state_bodies: WordSet,
    corporate_tails: WordSet,
    office_heads: WordSet,
    portfolios: WordSet,
    many_ministers: WordSet,
    out_of_office: WordSet,
    pair_determiners: Vec<Vec<String>>,
    pair_nouns: WordSet,
    near_pair_nouns: WordSet,
    person_nouns: WordMap<Option<Gender>>,
    peoples: WordSet,
    particles: WordSet,
    suffixes: WordSet,
    whole_titles: WordSet,
    pronouns: WordMap<Gender>,
    thing_pronouns: WordSet,
    given: WordMap<Option<Gender>>,
    /// The words that a known name, a title, an office or a particle before a name begins with.
    beginnings: WordSet,
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
        for region in states.regions {
            names.add(&region.name, &region.key, NameForm::Region);
            for other in &region.also {
                names.add(other, &region.key, NameForm::Region);
            }
            for other in &region.people {
                names.add(other, &region.key, NameForm::RegionPeople);
            }
            names.display.insert(region.key, region.name);
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
            names
                .nouns
                .insert(organisation.key.clone(), organisation.is);
            names.display.insert(organisation.key, organisation.name);
        }
        // Longest first, so that the first match is the longest.
        for list in names.known.in_no_order_mut() {
            list.sort_by_key(|n| std::cmp::Reverse(n.words.len()));
        }
        let set = |words: Vec<String>| words.into_iter().collect();
        names.peoples = set(states.peoples);
        names.holding_words = set(organisations.holding_words);
        names.state_bodies = set(organisations.state_bodies);
        names.corporate_tails = set(organisations.corporate_tails);
        names.office_heads = set(people.office_heads);
        names.portfolios = set(people.portfolios);
        names.many_ministers = set(people.many_ministers);
        names.particles = set(people.particles);
        names.suffixes = set(people.suffixes);
        names.whole_titles = set(people.whole_titles);
        names.thing_pronouns = set(people.thing_pronouns);
        for (words, gender) in [
            (people.pronouns.female, Gender::Female),
            (people.pronouns.male, Gender::Male),
        ] {
            names
                .pronouns
                .extend(words.into_iter().map(|w| (w, gender)));
        }
        let given = people.given_names;
        let gendered = [
            (given.female, Some(Gender::Female)),
            (given.male, Some(Gender::Male)),
            (given.either, None),
        ];
        for (words, gender) in gendered {
            // A name of two lists is a name of either.
            for word in words {
                names
                    .given
                    .entry(word)
                    .and_modify(|g| *g = None)
                    .or_insert(gender);
            }
        }
        let nouns = [
            (people.person_nouns, None),
            (people.male_nouns, Some(Gender::Male)),
            (people.female_nouns, Some(Gender::Female)),
        ];
        for (words, gender) in nouns {
            names
                .person_nouns
                .extend(words.into_iter().map(|w| (w, gender)));
        }
        names.organisation_words = set(organisations
            .organisation_words
            .into_iter()
            .flatten()
            .collect());
        names.out_of_office = set(people.out_of_office);
        names.pair_nouns = set(people.pair_words.nouns);
        names.near_pair_nouns = set(people.pair_words.near);
        names.pair_determiners = people
            .pair_words
            .determiners
            .iter()
            .map(|d| split_words(d))
            .collect();
        for group in people.titles {
            for words in &group.words {
                let words: Vec<String> = split_words(words)
                    .into_iter()
                    .map(|w| w.trim_end_matches('.').to_owned())
                    .collect();
                let Some(first) = words.first().cloned() else {
                    continue;
                };
                names.titles.entry(first).or_default().push(Title {
                    words,
                    office: group.office.clone(),
                    single: group.single,
                    gender: group.gender,
                    address: group.form == Some(TitleForm::Address),
                });
            }
        }
        for list in names.titles.in_no_order_mut() {
            list.sort_by_key(|t| std::cmp::Reverse(t.words.len()));
        }
        let known = names.known.in_no_order().map(|(word, _)| word);
        let titles = names.titles.in_no_order().map(|(word, _)| word);
        let offices = names.portfolios.in_no_order();
        let particles = names.particles.in_no_order();
        let all = known.chain(titles).chain(offices).chain(particles);
        names.beginnings = all.cloned().collect();
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
        self.known.in_no_order().flat_map(|(_, names)| names)
    }

    /// Returns the state whose seat of government a place is, by the key of the place: `wellington`.
    pub fn seat_of(&self, key: &str) -> Option<&str> {
        let first = key.split(' ').next()?;
        let seats = self.starting_with(first).iter();
        let mut seats = seats.filter(|n| n.form == NameForm::Seat);
        let seat = seats.find(|n| n.words.join(" ").to_lowercase() == key)?;
        Some(&seat.key)
    }

    /// Returns the known names whose first word is `lower` (lower case), longest first.
    pub fn starting_with(&self, lower: impl AnyWord) -> &[KnownName] {
        self.known.get(lower).map_or(&[], Vec::as_slice)
    }

    /// Returns whether the word (lower case) is one that a known name, a title, an office or a particle before a
    /// name begins with. A title's word may also end in a full stop (`Tokens::is_dotted`), which this does not know.
    pub fn is_beginning(&self, lower: impl AnyWord) -> bool {
        self.beginnings.contains(lower)
    }

    /// Returns the titles whose first word is `lower`, longest first.
    pub fn titles_starting_with(&self, lower: impl AnyWord) -> &[Title] {
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
    pub fn is_organisation_word(&self, lower: impl AnyWord) -> bool {
        self.organisation_words.contains(lower)
    }

    /// Returns whether a name goes on over `of` or `for` behind the word (lower case): `Bank of England`.
    pub fn is_holding_word(&self, lower: impl AnyWord) -> bool {
        self.holding_words.contains(lower)
    }

    /// Returns whether the word (lower case) ends the name of a body of a state: `Ministry`.
    pub fn is_state_body(&self, lower: impl AnyWord) -> bool {
        self.state_bodies.contains(lower)
    }

    /// Returns whether a name is the same organisation's with and without the word (lower case) behind it: `Corp`.
    pub fn is_corporate_tail(&self, lower: impl AnyWord) -> bool {
        self.corporate_tails.contains(lower)
    }

    /// Returns the common nouns that stand for a known organisation: `agency`.
    pub fn nouns_of(&self, key: impl AnyWord) -> &[String] {
        self.nouns.get(key).map_or(&[], Vec::as_slice)
    }

    /// Returns whether the word (lower case) ends an office: `minister`, in `transport minister`.
    pub fn is_office_head(&self, lower: impl AnyWord) -> bool {
        self.office_heads.contains(lower)
    }

    /// Returns whether the word (lower case) is what an office is for: `transport`.
    pub fn is_portfolio(&self, lower: impl AnyWord) -> bool {
        self.portfolios.contains(lower)
    }

    /// Returns whether a state's cabinet may have two ministers of one portfolio.
    pub fn has_many_ministers(&self, key: impl AnyWord) -> bool {
        self.many_ministers.contains(key)
    }

    /// Returns whether the word (as written) is the adjective of a people or faith that is no state's.
    pub fn is_people(&self, form: impl AnyWord) -> bool {
        self.peoples.contains(form)
    }

    /// Returns whether a noun (lower case) is a person's: `lawyer`.
    pub fn is_person_noun(&self, lower: impl AnyWord) -> bool {
        self.person_nouns.contains_key(lower)
    }

    /// Returns the gender that a noun for people tells.
    pub fn noun_gender(&self, lower: impl AnyWord) -> Option<Gender> {
        self.person_nouns.get(lower).copied().flatten()
    }

    /// Returns whether the word (lower case) is a particle of surnames: `van`, `al`.
    pub fn is_particle(&self, lower: impl AnyWord) -> bool {
        self.particles.contains(lower)
    }

    /// Returns whether the word (lower case, without its stop) stands behind a name: `jr`.
    pub fn is_suffix(&self, lower: impl AnyWord) -> bool {
        self.suffixes.contains(lower)
    }

    /// Returns whether a title's last word alone means another office: a prime minister is not called `the minister`.
    pub fn is_whole_title(&self, title: impl AnyWord) -> bool {
        self.whole_titles.contains(title)
    }

    /// Returns the gender of a personal pronoun (lower case) of the third person.
    pub fn pronoun(&self, lower: impl AnyWord) -> Option<Gender> {
        self.pronouns.get(lower).copied()
    }

    /// Returns whether the word (lower case) is `it` or a form of it.
    pub fn is_thing_pronoun(&self, lower: impl AnyWord) -> bool {
        self.thing_pronouns.contains(lower)
    }

    /// Returns whether the word (lower case) is a given name.
    pub fn is_given_name(&self, lower: impl AnyWord) -> bool {
        self.given.contains_key(lower)
    }

    /// Returns the gender of those who mostly have a given name (lower case).
    pub fn given_gender(&self, lower: impl AnyWord) -> Option<Gender> {
        self.given.get(lower).copied().flatten()
    }

    /// Returns whether the word (lower case) moves an office out of the present: `former`, `acting`.
    pub fn is_out_of_office(&self, lower: impl AnyWord) -> bool {
        self.out_of_office.contains(lower)
    }

    /// Returns whether a lemma is a noun of `both sides`, `the two countries`.
    pub fn is_pair_noun(&self, lemma: impl AnyWord) -> bool {
        self.pair_nouns.contains(lemma)
    }

    /// Returns whether a noun stands for two parties only where they are named just before (`both parties`).
    pub fn is_near_pair_noun(&self, lemma: impl AnyWord) -> bool {
        self.near_pair_nouns.contains(lemma)
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
