//! Sets and maps of words that every token is held against, and that mostly say no.

use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Deserializer};

/// Which words may be among some, by length, first and last byte: most others are told without a hash.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Looks([u64; 4]);

impl Looks {
    /// Returns a word's place: the number, and the bit in it.
    #[expect(clippy::cast_possible_truncation, reason = "any eight bits will do")]
    fn place(word: &str) -> (usize, u64) {
        let bytes = word.as_bytes();
        let [first, last] = [bytes.first(), bytes.last()].map(|b| b.copied().unwrap_or(0));
        let length = (bytes.len() as u8).wrapping_mul(29);
        let look = first
            .wrapping_add(last.wrapping_mul(7))
            .wrapping_add(length);
        (usize::from(look >> 6), 1 << (look & 63))
    }

    fn add(&mut self, word: &str) {
        let (number, bit) = Self::place(word);
        if let Some(bits) = self.0.get_mut(number) {
            *bits |= bit;
        }
    }

    fn may_hold(&self, word: &str) -> bool {
        let (number, bit) = Self::place(word);
        self.0.get(number).is_some_and(|bits| bits & bit != 0)
    }
}

/// A map from words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordMap<V> {
    looks: Looks,
    words: FxHashMap<String, V>,
}

impl<V> Default for WordMap<V> {
    fn default() -> Self {
        Self {
            looks: Looks::default(),
            words: FxHashMap::default(),
        }
    }
}

impl<V> WordMap<V> {
    /// Returns what the word stands for.
    #[inline]
    pub fn get(&self, word: &str) -> Option<&V> {
        if self.looks.may_hold(word) {
            self.words.get(word)
        } else {
            None
        }
    }

    /// Returns the word as the map holds it, and what it stands for.
    pub fn get_key_value(&self, word: &str) -> Option<(&String, &V)> {
        let may = self.looks.may_hold(word);
        may.then(|| self.words.get_key_value(word)).flatten()
    }

    /// Returns whether the word is in the map.
    #[inline]
    pub fn contains_key(&self, word: &str) -> bool {
        self.get(word).is_some()
    }

    /// Puts a word into the map; returns what it stood for.
    pub fn insert(&mut self, word: String, value: V) -> Option<V> {
        self.looks.add(&word);
        self.words.insert(word, value)
    }

    /// Returns the word's place in the map.
    pub fn entry(&mut self, word: String) -> Entry<'_, String, V> {
        self.looks.add(&word);
        self.words.entry(word)
    }

    /// Returns the words with what they stand for, in no order: nothing that is shown may depend on it.
    pub fn in_no_order(&self) -> impl Iterator<Item = (&String, &V)> {
        self.words.iter()
    }

    /// Returns what the words stand for, to be changed each by itself.
    pub fn in_no_order_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.words.values_mut()
    }
}

impl<V> FromIterator<(String, V)> for WordMap<V> {
    fn from_iter<I: IntoIterator<Item = (String, V)>>(words: I) -> Self {
        let mut map = Self::default();
        map.extend(words);
        map
    }
}

impl<V> Extend<(String, V)> for WordMap<V> {
    fn extend<I: IntoIterator<Item = (String, V)>>(&mut self, words: I) {
        for (word, value) in words {
            self.insert(word, value);
        }
    }
}

impl<'de, V: Deserialize<'de>> Deserialize<'de> for WordMap<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let words = FxHashMap::<String, V>::deserialize(deserializer)?;
        Ok(words.into_iter().collect())
    }
}

/// A set of words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WordSet(WordMap<()>);

impl WordSet {
    /// Returns whether the word is in the set.
    #[inline]
    pub fn contains(&self, word: &str) -> bool {
        self.0.contains_key(word)
    }

    /// Returns the word as the set holds it.
    pub fn get(&self, word: &str) -> Option<&String> {
        self.0.get_key_value(word).map(|(word, ())| word)
    }

    /// Puts a word into the set; returns whether it is new.
    pub fn insert(&mut self, word: String) -> bool {
        self.0.insert(word, ()).is_none()
    }

    /// Returns whether the set has no word.
    pub fn is_empty(&self) -> bool {
        self.0.words.is_empty()
    }

    /// Returns the words, in no order: nothing that is shown may depend on it.
    pub fn in_no_order(&self) -> impl Iterator<Item = &String> {
        self.0.words.keys()
    }
}

impl From<Vec<String>> for WordSet {
    fn from(words: Vec<String>) -> Self {
        words.into_iter().collect()
    }
}

impl FromIterator<String> for WordSet {
    fn from_iter<I: IntoIterator<Item = String>>(words: I) -> Self {
        let mut set = Self::default();
        set.extend(words);
        set
    }
}

impl Extend<String> for WordSet {
    fn extend<I: IntoIterator<Item = String>>(&mut self, words: I) {
        for word in words {
            self.insert(word);
        }
    }
}

impl<'de> Deserialize<'de> for WordSet {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::deserialize(deserializer).map(Self::from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_of_every_word_whether_it_is_in() {
        let words = ["", "a", "aa", "ab", "ba", "said", "sail", "sold", "été"];
        let (inside, outside) = words.split_at(5);
        let set: WordSet = inside.iter().map(|w| (*w).to_owned()).collect();
        assert!(inside.iter().all(|w| set.contains(w)));
        assert!(outside.iter().all(|w| !set.contains(w)));
        let map: WordMap<usize> = (0..).zip(words).map(|(n, w)| (w.to_owned(), n)).collect();
        assert!((0..).zip(words).all(|(n, w)| map.get(w) == Some(&n)));
    }
}
