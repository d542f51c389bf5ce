//! What stands behind a number: units, percent signs, ages, trailing hedges.

use super::number::Scan;
use crate::lexicon::quantity::{Hedge, UnitWord};

/// What a number is measured in, as written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum UnitSeen<'w> {
    /// `%`.
    Percent,
    /// `percentage points`.
    Points,
    /// `years old`.
    Age,
    /// `km`, `dollars`.
    Word(&'w UnitWord),
}

/// Units and hedges have no more words than this.
const MAX_WORDS: usize = 4;

/// Bytes that most of them take.
const ROOM: usize = 48;

impl<'w> Scan<'_, 'w> {
    /// Reads the unit behind a number that ends at `pos`; returns it and its end.
    pub(super) fn unit(&self, pos: usize) -> Option<(UnitSeen<'w>, usize)> {
        self.symbol(pos, true)
            .or_else(|| self.gap(pos).and_then(|at| self.symbol(at, at == pos)))
            .or_else(|| self.gap(pos).and_then(|at| self.unit_words(at)))
    }

    fn symbol(&self, pos: usize, glued: bool) -> Option<(UnitSeen<'w>, usize)> {
        let rest = self.rest(pos);
        if rest.starts_with('%') {
            return Some((UnitSeen::Percent, pos + 1));
        }
        let end = rest
            .find(|c: char| {
                !(c.is_alphanumeric() || matches!(c, '°' | 'º' | '/' | '$' | '€' | '£'))
            })
            .unwrap_or(rest.len());
        let symbol = rest.get(..end)?;
        if !glued && symbol.len() == 1 && symbol != "m" {
            return None;
        }
        let unit = self.words.symbols.get(symbol)?;
        let glued_prefix = unit.money && glued && symbol.starts_with(char::is_alphabetic);
        (!glued_prefix).then_some((UnitSeen::Word(unit), pos + end))
    }

    fn unit_words(&self, pos: usize) -> Option<(UnitSeen<'w>, usize)> {
        self.longest(pos, |phrase| {
            let words = self.words;
            if words.percentage_points.contains(phrase) {
                Some(UnitSeen::Points)
            } else if words.percent.contains(phrase) {
                Some(UnitSeen::Percent)
            } else if words.age_after.contains(phrase) {
                Some(UnitSeen::Age)
            } else {
                words.units.get(phrase).map(UnitSeen::Word)
            }
        })
    }

    /// Reads a hedge behind a number that ends at `pos`: `or more`, `+`.
    pub(super) fn trailing_hedge(&self, pos: usize) -> Option<(Hedge, usize)> {
        if self.rest(pos).starts_with('+') {
            return Some((Hedge::AtLeast, pos + 1));
        }
        let at = self.gap(pos)?;
        self.longest(at, |phrase| self.words.trailing_hedges.get(phrase).copied())
    }

    /// Returns what `look` finds for the longest phrase of words at `pos`, and the phrase's end.
    ///
    /// White space and hyphens between words become one space; case is folded.
    fn longest<T>(&self, pos: usize, look: impl Fn(&str) -> Option<T>) -> Option<(T, usize)> {
        let mut phrase = String::with_capacity(ROOM);
        let mut best = None;
        let mut at = pos;
        for _ in 0..MAX_WORDS {
            let rest = self.rest(at);
            let end = rest
                .find(|c: char| !(c.is_alphabetic() || c == '.'))
                .unwrap_or(rest.len());
            let Some(word) = rest
                .get(..end)
                .filter(|w| w.starts_with(char::is_alphabetic))
            else {
                break;
            };
            if !phrase.is_empty() {
                phrase.push(' ');
            }
            let bare = word.trim_end_matches('.');
            let kept = phrase.len();
            phrase.extend(bare.chars().flat_map(char::to_lowercase));
            if let Some(found) = look(&phrase) {
                best = Some((found, at + bare.len()));
            }
            if bare.len() < word.len() {
                // `U.S. dollars` goes on behind its stop, `5 km. The` does not.
                phrase.truncate(kept);
                phrase.extend(word.chars().flat_map(char::to_lowercase));
                if !bare.contains('.') && bare.len() > 2 {
                    break;
                }
            }
            let Some(next) = self.gap(at + word.len()) else {
                break;
            };
            at = next;
        }
        best
    }
}
