//! Places and what they lie in (`rules/names/places.yaml`, with the states and their seats).

use serde::Deserialize;

use super::names::{NameForm, Names};
use crate::word_set::{WordMap, WordSet};

/// What `rules/names/places.yaml` holds.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlacesFile {
    places: Vec<Group>,
    same: Vec<Vec<String>>,
    shared: Vec<Vec<String>>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    #[serde(rename = "in")]
    inside: String,
    #[serde(default)]
    regions: Vec<String>,
    #[serde(default)]
    cities: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Grain {
    State,
    Region,
    City,
}

#[derive(Debug, Clone)]
struct Place {
    grain: Grain,
    /// Keys of what it may lie in; more than one where the name is ambiguous.
    inside: Vec<String>,
}

/// A name of a place.
#[derive(Debug, Clone)]
struct PlaceName {
    words: Vec<String>,
    key: String,
}

/// The places, by name and by key.
#[derive(Debug, Clone, Default)]
pub struct Places {
    names: WordMap<Vec<PlaceName>>,
    /// The first words of the names, as written and in capitals.
    first: WordSet,
    of: WordMap<Place>,
    shared: Vec<Vec<String>>,
}

impl Places {
    /// Builds the index over the file and the states known by name.
    pub fn new(file: PlacesFile, names: &Names) -> Self {
        let mut places = Self::default();
        // States first: a city of the same name (a city state) is the state.
        let mut known: Vec<_> = names.known().collect();
        known.sort_by(|x, y| (&x.words, &x.key).cmp(&(&y.words, &y.key)));
        for name in known.iter().filter(|n| n.form == NameForm::State) {
            places.add(&name.words, &name.key, Grain::State, None);
        }
        for name in known.iter().filter(|n| n.form == NameForm::Seat) {
            let lower = name.words.join(" ").to_lowercase().replace(" - ", "-");
            places.add(&name.words, &lower, Grain::City, Some(&name.key));
        }
        for group in &file.places {
            for (list, grain) in [
                (&group.regions, Grain::Region),
                (&group.cities, Grain::City),
            ] {
                for name in list {
                    let words: Vec<String> = name.split(' ').map(str::to_owned).collect();
                    places.add(&words, &name.to_lowercase(), grain, Some(&group.inside));
                }
            }
        }
        for group in &file.same {
            let Some((first, others)) = group.split_first() else {
                continue;
            };
            for list in places.names.in_no_order_mut() {
                for name in list.iter_mut().filter(|n| others.contains(&n.key)) {
                    name.key.clone_from(first);
                }
            }
        }
        for list in places.names.in_no_order_mut() {
            list.sort_by(|x, y| (y.words.len(), &x.key).cmp(&(x.words.len(), &y.key)));
        }
        places.shared = file.shared;
        places
    }

    fn add(&mut self, words: &[String], key: &str, grain: Grain, inside: Option<&str>) {
        let Some(first) = words.first() else { return };
        self.first.extend([first.clone(), first.to_uppercase()]);
        let list = self.names.entry(first.to_lowercase()).or_default();
        if !list.iter().any(|n| n.words == words) {
            list.push(PlaceName {
                words: words.to_vec(),
                key: key.to_owned(),
            });
        }
        let place = self.of.entry(key.to_owned()).or_insert(Place {
            grain,
            inside: Vec::new(),
        });
        if let Some(inside) = inside
            && inside != key
            && !place.inside.iter().any(|i| i == inside)
        {
            place.inside.push(inside.to_owned());
        }
    }

    /// Returns the number of words and the key of the longest place name that `forms` begin with.
    /// `folded`: the forms are parts of a file name, without capitals.
    pub fn at(&self, forms: &[&str], folded: bool) -> Option<(usize, &str)> {
        let first = *forms.first()?;
        if !folded && !self.first.contains(first) {
            return None;
        }
        let same = |word: &str, form: &str| {
            if folded {
                word.to_lowercase() == *form
            } else {
                word == form || (form.len() > 3 && form == word.to_uppercase())
            }
        };
        self.names
            .get(&first.to_lowercase())?
            .iter()
            .find(|name| {
                forms
                    .get(..name.words.len())
                    .is_some_and(|run| name.words.iter().zip(run).all(|(w, f)| same(w, f)))
            })
            .map(|name| (name.words.len(), name.key.as_str()))
    }

    /// Returns a key as this index holds it, where it does.
    pub fn key(&self, key: &str) -> Option<&str> {
        self.of.get_key_value(key).map(|(key, _)| key.as_str())
    }

    /// Returns whether a place is a state.
    pub fn is_state(&self, key: &str) -> bool {
        self.of.get(key).is_some_and(|p| p.grain == Grain::State)
    }

    /// Returns the place and what it lies in, innermost first; nothing where that is ambiguous.
    fn chain<'p>(&'p self, key: &'p str) -> Option<Vec<(&'p str, Grain)>> {
        let mut chain = Vec::new();
        let mut at = key;
        loop {
            let place = self.of.get(at)?;
            chain.push((at, place.grain));
            match place.inside.as_slice() {
                [] => return Some(chain),
                [one] if chain.len() < 6 => at = one,
                _ => return None,
            }
        }
    }

    /// Returns whether the first place is the second or lies in it.
    pub fn is_within(&self, inner: &str, outer: &str) -> bool {
        inner == outer
            || self
                .chain(inner)
                .is_some_and(|c| c.iter().any(|(key, _)| *key == outer))
    }

    /// Returns whether nothing can be in both places: they lie in two states, or are two cities or
    /// two regions of one. What is not known is not held apart, nor is what two states dispute.
    pub fn are_apart(&self, a: &str, b: &str) -> bool {
        let (Some(left), Some(right)) = (self.chain(a), self.chain(b)) else {
            return false;
        };
        let shared = self.shared.iter().any(|group| {
            let touches = |chain: &[(&str, Grain)], other: &[(&str, Grain)]| {
                chain
                    .iter()
                    .any(|(k, _)| group.first().is_some_and(|g| g == k))
                    && other
                        .iter()
                        .any(|(k, _)| group.get(1).is_some_and(|g| g == k))
            };
            touches(&left, &right) || touches(&right, &left)
        });
        if shared {
            return false;
        }
        let common = left
            .iter()
            .position(|(k, _)| right.iter().any(|(l, _)| l == k));
        match common {
            None => {
                let top = |chain: &[(&str, Grain)]| {
                    chain
                        .last()
                        .is_some_and(|(_, grain)| *grain == Grain::State)
                };
                top(&left) && top(&right)
            }
            Some(at) => {
                let meet = left.get(at).map(|(k, _)| *k);
                let other = right.iter().position(|(k, _)| Some(*k) == meet);
                let before = |chain: &[(&str, Grain)], at: Option<usize>| {
                    at.and_then(|i| i.checked_sub(1))
                        .and_then(|i| chain.get(i).map(|(_, grain)| *grain))
                };
                matches!(
                    (before(&left, Some(at)), before(&right, other)),
                    (Some(one), Some(two)) if one == two
                )
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lexicon::Lexicon;
    use crate::read::RuleFiles;

    #[test]
    fn places_are_apart_only_where_that_is_known() {
        let lexicon = Lexicon::load(&RuleFiles::built_in()).unwrap_or_default();
        let places = &lexicon.places;
        let cases = [
            ("kyiv", "ukraine", false),
            ("kyiv", "paris", true),
            ("kyiv", "kharkiv", true),
            ("detroit", "texas", true),
            ("detroit", "michigan", false),
            ("brooklyn", "new york city", false),
            ("lyon", "catalonia", true),
            ("jerusalem", "palestine", false),
            ("atlanta", "georgia", false),
            ("milan", "lombardy", false),
            ("nowhere", "france", false),
            ("kuwait city", "kuwait", false),
            ("kuwait city", "iraq", true),
        ];
        for (a, b, apart) in cases {
            assert_eq!(places.are_apart(a, b), apart, "{a}, {b}");
            assert_eq!(places.are_apart(b, a), apart, "{b}, {a}");
        }
        assert_eq!(
            places.at(&["New", "York", "City", "x"], false),
            Some((3, "new york city"))
        );
        assert_eq!(places.at(&["Kiev"], false), Some((1, "kyiv")));
    }
}
