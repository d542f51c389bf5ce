//! The parts of a person's name, and when two names can be one person's.

use std::borrow::Cow;

use crate::lexicon::names::{Gender, Names};

/// A person's name in parts, over its key: words in lower case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PersonName<'k> {
    /// Given names and initials, without stops.
    given: Vec<&'k str>,
    /// `van der meulen`, with its particles.
    surname: Cow<'k, str>,
    /// The last word: `meulen`.
    last: &'k str,
    /// `jr`.
    suffix: Option<&'k str>,
}

impl<'k> PersonName<'k> {
    /// Reads a key: words in lower case, cut at spaces and hyphens.
    pub(super) fn of(key: &'k str, names: &Names) -> Option<Self> {
        let mut words: Vec<&str> = key.split(' ').map(|w| w.trim_end_matches('.')).collect();
        let suffix = (words.len() > 1)
            .then(|| words.last().copied())
            .flatten()
            .filter(|w| names.is_suffix(w));
        if suffix.is_some() {
            words.pop();
        }
        let last = *words.last()?;
        // Particles right before the last word belong to it, but for the very first word of all.
        let mut from = words.len() - 1;
        while from > 1 && words.get(from - 1).is_some_and(|w| names.is_particle(w)) {
            from -= 1;
        }
        // `van der Meulen` alone.
        if from == 1 && words.first().is_some_and(|w| names.is_particle(w)) {
            from = 0;
        }
        let surname = match words.get(from..)? {
            [only] => Cow::Borrowed(*only),
            several => Cow::Owned(several.join(" ")),
        };
        words.truncate(from);
        Some(Self {
            given: words,
            surname,
            // `al-Masri` is one word; so is `Masri` without its article.
            last: last
                .split_once('-')
                .filter(|(article, _)| names.is_particle(article))
                .map_or(last, |(_, rest)| rest),
            suffix,
        })
    }

    /// Returns whether the name has a given name and a surname.
    pub(super) fn is_full(&self) -> bool {
        !self.given.is_empty()
    }

    /// Returns the first given name.
    pub(super) fn first(&self) -> Option<&'k str> {
        self.given.first().copied()
    }

    /// Returns the last word of the surname, under which others are looked for.
    pub(super) fn last(&self) -> &'k str {
        self.last
    }

    /// Returns whether words (lower case) are the surname, with or without its particles.
    pub(super) fn has_surname(&self, other: &Self) -> bool {
        self.surname == other.surname
            || self.last == other.last
                && (other.surname == other.last || self.surname.ends_with(other.surname.as_ref()))
    }

    /// Returns whether two full names can be one person's: same surname and first name, and no
    /// initial or second name of one that the other has otherwise.
    pub(super) fn may_be(&self, other: &Self) -> bool {
        if self.surname != other.surname || self.suffix != other.suffix {
            return false;
        }
        let (short, long) = if self.given.len() <= other.given.len() {
            (&self.given, &other.given)
        } else {
            (&other.given, &self.given)
        };
        let (Some(x), Some(y)) = (short.first(), long.first()) else {
            return false;
        };
        if x != y || self.given.is_empty() {
            return false;
        }
        let mut rest = long.iter().skip(1);
        short
            .iter()
            .skip(1)
            .all(|x| rest.any(|y| x == y || is_initial_of(x, y) || is_initial_of(y, x)))
    }

    /// Returns the gender that the first given name tells.
    pub(super) fn gender(&self, names: &Names) -> Option<Gender> {
        names.given_gender(self.first()?)
    }
}

/// `j` of `james`.
fn is_initial_of(short: &str, long: &str) -> bool {
    short.chars().count() == 1 && long.starts_with(short)
}
