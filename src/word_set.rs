//! Sets and maps of words that every token is held against, and that mostly say no.

use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Deserializer};

use crate::hash_bits::HashBits;

/// How a word looks: a number that is another for most other words, by three of their bytes and their lengths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look(u32);

impl Look {
    /// The look of no word, "".
    pub(crate) const NONE: Self = Self(0);

    /// Returns the look of a word: of its first byte, the last, the one in the middle, and the length. Nothing hangs
    /// on whether a word is short, which nobody could foresee.
    #[inline]
    pub(crate) fn of(word: &str) -> Self {
        let bytes = word.as_bytes();
        let n = bytes.len();
        let (Some(first), Some(middle), Some(last)) =
            (bytes.first(), bytes.get(n / 2), bytes.last())
        else {
            return Self::NONE;
        };
        let [first, middle, last] = [first, middle, last].map(|byte| u64::from(*byte));
        let seen = first | middle << 8 | last << 16 | (n as u64) << 24;
        // The multiplier is the golden ratio's: the product's highest bits hang on all of the word's.
        let product = seen.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        Self(u32::try_from(product >> 32).unwrap_or_default())
    }

    /// Returns the look as a hash, whose highest bits tell most.
    #[inline]
    fn hash(self) -> u64 {
        u64::from(self.0) << 32
    }
}

/// A word that sets and maps of words can be asked about, however it is kept.
pub trait AnyWord: Copy {
    /// Returns how the word looks, which is all that most sets need; always that of [`AnyWord::word`].
    fn look(self) -> Look;

    /// Returns the word.
    fn word(&self) -> &str;
}

impl<W: AsRef<str> + ?Sized> AnyWord for &W {
    #[inline]
    fn look(self) -> Look {
        Look::of(self.as_ref())
    }

    #[inline]
    fn word(&self) -> &str {
        (*self).as_ref()
    }
}

/// Which words may be among some: nearly all others are told by their looks, without comparing them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Looks(HashBits);

/// So many bits for each word leave a word that is not in with one chance in so many to look as if it were.
const BITS_A_WORD: usize = 16;

impl Looks {
    /// Returns what tells all of these words, so many, from nearly all others.
    pub(crate) fn of<'w>(n_words: usize, words: impl Iterator<Item = &'w str>) -> Self {
        let mut looks = Self(HashBits::new(n_words * BITS_A_WORD));
        words.for_each(|word| looks.add(word));
        looks
    }

    fn add(&mut self, word: &str) {
        self.0.insert(Look::of(word).hash());
    }

    /// Returns whether a word may be among them; not, for sure, where it looks like none of them.
    #[inline]
    pub(crate) fn may_hold(&self, word: impl AnyWord) -> bool {
        self.0.may_hold(word.look().hash())
    }

    /// Returns whether there is room for another word.
    fn has_room(&self, n_words: usize) -> bool {
        n_words * BITS_A_WORD <= self.0.n_bits()
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
    ///
    /// What nearly always says no is compiled into the caller, which mostly asks several maps about one word.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "a call is longer than the look")]
    pub fn get(&self, word: impl AnyWord) -> Option<&V> {
        if self.looks.may_hold(word) {
            self.look_up(word.word())
        } else {
            None
        }
    }

    #[inline(never)]
    fn look_up(&self, word: &str) -> Option<&V> {
        self.words.get(word)
    }

    /// Returns the word as the map holds it, and what it stands for.
    pub fn get_key_value(&self, word: impl AnyWord) -> Option<(&String, &V)> {
        let may = self.looks.may_hold(word);
        may.then(|| self.words.get_key_value(word.word())).flatten()
    }

    /// Returns whether the word is in the map.
    #[inline]
    pub fn contains_key(&self, word: impl AnyWord) -> bool {
        self.get(word).is_some()
    }

    /// Puts a word into the map; returns what it stood for.
    pub fn insert(&mut self, word: String, value: V) -> Option<V> {
        self.look_at(&word);
        self.words.insert(word, value)
    }

    /// Takes note of a word before it is put into the map.
    fn look_at(&mut self, word: &str) {
        let n_words = self.words.len() + 1;
        if !self.looks.has_room(n_words) {
            self.looks = Looks::of(n_words, self.words.keys().map(String::as_str));
        }
        self.looks.add(word);
    }

    /// Returns the word's place in the map.
    pub fn entry(&mut self, word: String) -> Entry<'_, String, V> {
        self.look_at(&word);
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
    pub fn contains(&self, word: impl AnyWord) -> bool {
        self.0.contains_key(word)
    }

    /// Returns the word as the set holds it.
    pub fn get(&self, word: impl AnyWord) -> Option<&String> {
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
