//! The words by which versions of one sentence are compared (`rules/names/variants.yaml`), and the kinds
//! that exclude each other (`rules/names/exclusive.yaml`).

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::word_set::{WordMap, WordSet};

/// What `rules/names/variants.yaml` holds.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VariantWords {
    /// Words beside a name that name nothing else.
    pub beside_names: WordSet,
    /// Words beside a name that leave it bare.
    pub bare_names: WordSet,
    /// What stands between the ends of a range.
    pub range_words: WordSet,
    /// Endings that are words of their own.
    pub possessives: WordSet,
    /// Small words inside names.
    pub particles: WordSet,
    /// Prepositions before a place.
    pub locative: WordSet,
    /// Nouns that make a name a place's.
    pub place_nouns: WordSet,
    /// Prepositions between such a noun and the name.
    pub of_place: WordSet,
    /// Nouns for parts of towns.
    pub town_parts: WordSet,
    /// What begins no name before a hyphen.
    pub prefixes: WordSet,
    /// Nouns for those who act in a state's name.
    pub state_nouns: WordSet,
    /// Nouns for a group that a name is one of.
    pub group_nouns: WordSet,
    /// Words behind a state's name for what does as that state says.
    pub led: WordSet,
    /// Nouns for those who belong to several at once.
    pub belonging: WordSet,
    /// Words beside a count that has grown and will grow.
    pub growing: Vec<String>,
    /// What may differ beside a negation.
    pub auxiliaries: WordSet,
    /// What takes a denial away behind the negation.
    pub not_denied: WordSet,
    /// What makes a clause say as little as a negation.
    pub unfulfilled: WordSet,
    /// How an article speaks of itself.
    pub own_text: Vec<String>,
    /// What opens a new part of a line.
    pub parts: WordSet,
}

/// What `rules/names/exclusive.yaml` holds.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KindsFile {
    verbs: WordSet,
    kinds: Vec<KindGroup>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct KindGroup {
    of: KindOf,
    #[serde(default)]
    states: Option<String>,
    kinds: BTreeMap<String, Vec<String>>,
}

/// What kinds are kinds of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KindOf {
    /// How something happened.
    Cause,
    /// Who was concerned.
    People,
}

/// Kinds that exclude each other, by word.
#[derive(Debug, Clone, Default)]
pub struct Kinds {
    /// What each group is kinds of, and the kind of a state's own forces, as a bit.
    groups: Vec<(KindOf, u32)>,
    /// Lemma → group and the kinds of it that the lemma may mean, as bits.
    words: WordMap<Vec<(usize, u32)>>,
    verbs: WordSet,
}

impl Kinds {
    /// Builds the index; a group holds at most 32 kinds, further ones are left out.
    pub fn new(file: KindsFile) -> Self {
        let mut kinds = Self {
            verbs: file.verbs,
            ..Self::default()
        };
        for (group, written) in file.kinds.into_iter().enumerate() {
            let mut of_states = 0;
            for (bit, (name, words)) in (0..u32::BITS).zip(written.kinds) {
                if written.states.as_ref() == Some(&name) {
                    of_states = 1 << bit;
                }
                for word in words {
                    let of_word = kinds.words.entry(word).or_default();
                    match of_word.iter_mut().find(|(g, _)| *g == group) {
                        Some((_, bits)) => *bits |= 1 << bit,
                        None => of_word.push((group, 1 << bit)),
                    }
                }
            }
            kinds.groups.push((written.of, of_states));
        }
        kinds
    }

    /// Returns what the groups are kinds of and the kind, as a bit, of a state's own forces, in the order of
    /// the file.
    pub fn groups(&self) -> &[(KindOf, u32)] {
        &self.groups
    }

    /// Returns the kinds that a lemma may mean in a group, as bits; 0 where it says nothing.
    pub fn of(&self, group: usize, lemma: &str, is_verb: bool) -> u32 {
        if is_verb && !self.verbs.contains(lemma) {
            return 0;
        }
        self.words
            .get(lemma)
            .and_then(|of_word| of_word.iter().find(|(g, _)| *g == group))
            .map_or(0, |(_, bits)| *bits)
    }
}
