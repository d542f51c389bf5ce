//! Numbers as written: figures, words, magnitudes, fractions.
//!
//! Works on text, not on tokens, so that it does not matter whether `$1.2bn`
//! or `twenty-six` is one token or three. Allocates only where a word could
//! be part of a number.

use crate::lexicon::quantity::{Opener, QuantityWords, UnitWord};
use crate::word_set::WordMap;

/// The highest value under ten that a vague word may stand for.
const BELOW_TEN: f64 = 9.999;

/// A number without hedge and unit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Amount<'w> {
    /// First byte, a currency symbol before it not included.
    pub(super) start: usize,
    /// One past the last byte.
    pub(super) end: usize,
    /// First byte with the currency symbol.
    pub(super) outer: usize,
    /// Lowest value.
    pub(super) low: f64,
    /// Highest value: another than `low` for `dozens` only.
    pub(super) high: f64,
    /// Value of one unit of the last place written.
    pub(super) place: f64,
    /// Value of one unit of the last place that is not a zero.
    pub(super) round_place: f64,
    /// Factor of the magnitude words, 1 where there is none.
    pub(super) magnitude: f64,
    /// What it is.
    pub(super) shape: Shape,
    /// Its currency, where a symbol stands before it.
    pub(super) money: Option<&'w UnitWord>,
}

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// Digits only: `26`.
    Plain,
    /// Digits with separators, decimals, or a magnitude: `22,600`, `1.2 million`.
    Figure,
    /// Words: `twenty-six`.
    Words,
    /// `dozens`, `several hundred`.
    Vague,
    /// `third`, `21st`.
    Ordinal,
    /// `two-thirds`, `half`: the value is a share of one.
    Part,
}

/// The text that a number is read from, up to the end of its sentence.
#[derive(Clone, Copy)]
pub(super) struct Scan<'a, 'w> {
    /// Text of the article up to the sentence's end.
    pub(super) text: &'a str,
    /// The words.
    pub(super) words: &'w QuantityWords,
}

impl<'a, 'w> Scan<'a, 'w> {
    /// Returns the text from `pos` on.
    pub(super) fn rest(&self, pos: usize) -> &'a str {
        self.text.get(pos..).unwrap_or("")
    }

    /// Returns the text before `pos`.
    pub(super) fn before(&self, pos: usize) -> &'a str {
        self.text.get(..pos).unwrap_or("")
    }

    /// Returns the letters at `pos`.
    pub(super) fn letters(&self, pos: usize) -> &'a str {
        let rest = self.rest(pos);
        let end = rest
            .find(|c: char| !c.is_alphabetic())
            .unwrap_or(rest.len());
        rest.get(..end).unwrap_or("")
    }

    /// Returns the place behind white space or one hyphen, where there is either.
    pub(super) fn gap(&self, pos: usize) -> Option<usize> {
        let rest = self.rest(pos);
        if let Some(tail) = rest.strip_prefix(['-', '\u{2010}', '\u{2011}']) {
            return Some(pos + rest.len() - tail.len());
        }
        let tail = rest.trim_start();
        (tail.len() < rest.len()).then_some(pos + rest.len() - tail.len())
    }

    /// Returns the place behind the word, where it stands at `pos` behind a gap.
    pub(super) fn after_word(&self, pos: usize, word: &str) -> Option<usize> {
        let at = self.gap(pos)?;
        let letters = self.letters(at);
        letters
            .eq_ignore_ascii_case(word)
            .then_some(at + letters.len())
    }

    /// Looks the letters at `pos` up in lower case.
    fn look_up<'m, V>(&self, map: &'m WordMap<V>, pos: usize) -> Option<(&'m V, usize)> {
        let letters = self.letters(pos);
        if letters.is_empty() || letters.len() > 12 {
            return None;
        }
        let value = map.get(&letters.to_ascii_lowercase())?;
        Some((value, pos + letters.len()))
    }

    /// Reads the number whose first figure stands at `pos`.
    pub(super) fn figure(&self, pos: usize) -> Option<Amount<'w>> {
        let rest = self.rest(pos);
        let bytes = rest.as_bytes();
        let n_int = digits(bytes, 0);
        let mut end = n_int;
        let mut grouped = false;
        if (1..=3).contains(&n_int) {
            while let Some(gap) = group_gap(rest, end)
                && digits(bytes, end + gap) == 3
            {
                end += gap + 3;
                grouped = true;
            }
        }
        let int_end = end;
        let mut n_decimals = 0;
        if bytes.get(end) == Some(&b'.') {
            n_decimals = digits(bytes, end + 1);
            if n_decimals > 0 {
                end += 1 + n_decimals;
            }
        }
        if n_int == 0 && n_decimals == 0 || end > 24 {
            return None;
        }
        let plain: String = rest
            .get(..end)?
            .chars()
            .filter(|c| c.is_ascii_digit() || *c == '.')
            .collect();
        let mut value: f64 = plain.parse().ok()?;
        let zeros = rest
            .get(..int_end)?
            .bytes()
            .filter(u8::is_ascii_digit)
            .rev()
            .take_while(|b| *b == b'0')
            .count();
        let decimals = i32::try_from(n_decimals).ok()?;
        let mut place = 10f64.powi(-decimals);
        let mut round_place = if n_decimals > 0 || value == 0.0 {
            place
        } else {
            10f64.powi(i32::try_from(zeros).ok()?)
        };
        let mut shape = if grouped || n_decimals > 0 {
            Shape::Figure
        } else {
            Shape::Plain
        };
        if let Some((glyph, c)) = rest.get(end..).and_then(|r| self.glyph(r)) {
            value += glyph;
            end += c;
            place = glyph.min(0.25);
            round_place = place;
            shape = Shape::Figure;
        }
        let mut amount = Amount {
            start: pos,
            end: pos + end,
            outer: pos,
            low: value,
            high: value,
            place,
            round_place,
            magnitude: 1.0,
            shape,
            money: None,
        };
        if let Some((start, unit)) = self.currency_before(pos) {
            amount.outer = start;
            amount.money = Some(unit);
        }
        if shape == Shape::Plain && amount.money.is_none() {
            if let Some(end) = ordinal_end(rest, n_int) {
                amount.end = pos + end;
                amount.shape = Shape::Ordinal;
                return Some(amount);
            }
            if let Some((n, end)) = small_denominator(rest, n_int) {
                let share = value / n;
                (amount.low, amount.high) = (share, share);
                amount.end = pos + end;
                amount.shape = Shape::Part;
                return (value < n).then_some(amount);
            }
        }
        self.suffix(&mut amount);
        self.magnitudes(&mut amount);
        Some(amount)
    }

    fn glyph(&self, rest: &str) -> Option<(f64, usize)> {
        let c = rest.chars().next()?;
        Some((*self.words.glyphs.get(&c)?, c.len_utf8()))
    }

    /// Reads a magnitude written against the figures: `1.2bn`, `5m people`.
    fn suffix(&self, amount: &mut Amount<'w>) {
        let letters = self.letters(amount.end);
        let (at, letters) = if letters.is_empty() {
            let Some(at) = self.gap(amount.end) else {
                return;
            };
            (at, self.letters(at))
        } else {
            (amount.end, letters)
        };
        if letters.is_empty() || letters.len() > 3 {
            return;
        }
        let Some(&factor) = self.words.suffixes.get(&letters.to_ascii_lowercase()) else {
            return;
        };
        // `a 5m wall` is metres, `5m people` and `$5m` are millions.
        let counts = || {
            let next = self.gap(at + letters.len()).map_or("", |p| self.letters(p));
            (next.len() > 3 && next.ends_with('s'))
                || matches!(next, "people" | "ft" | "sq" | "of")
                || self.words.symbols.contains_key(next)
        };
        let is_unit = self.words.symbols.contains_key(letters);
        if amount.money.is_some() || !(is_unit || letters.len() == 1) || counts() {
            amount.end = at + letters.len();
            amount.scale(factor);
        }
    }

    /// Reads the magnitude words behind a number: `million`, `hundred thousand`.
    fn magnitudes(&self, amount: &mut Amount<'w>) {
        while let Some(at) = self.gap(amount.end) {
            let Some((&factor, end)) = self.look_up(&self.words.magnitudes, at) else {
                return;
            };
            amount.end = end;
            amount.scale(factor);
        }
    }

    /// Returns the currency symbol that ends at `pos`, or one space before it.
    fn currency_before(&self, pos: usize) -> Option<(usize, &'w UnitWord)> {
        let before = self.before(pos);
        let tight = before.strip_suffix([' ', '\u{a0}']).unwrap_or(before);
        let last = tight.chars().next_back()?;
        if last.is_whitespace()
            || (last.is_ascii() && last != '$' && !last.is_ascii_alphabetic() && last != '.')
        {
            return None;
        }
        self.words.prefixes.iter().find_map(|(symbol, unit)| {
            let head = tight.strip_suffix(symbol.as_str())?;
            let letter = symbol.starts_with(|c: char| c.is_alphanumeric());
            let glued = letter && head.ends_with(|c: char| c.is_alphanumeric());
            (!glued).then_some((head.len(), unit))
        })
    }

    /// Reads the number in words that begins at `pos` with a word of the given kind.
    pub(super) fn spelled(&self, pos: usize, kind: Opener) -> Option<Amount<'w>> {
        match kind {
            Opener::Cardinal => self.cardinal(pos),
            Opener::Magnitude => self.bare_magnitude(pos),
            Opener::Vague => self.vague(pos),
            Opener::Ordinal | Opener::Part => self.ordinal_or_part(pos),
        }
    }

    /// Reads a number under a hundred: `twenty-six`.
    fn small(&self, pos: usize) -> Option<(f64, usize)> {
        let (&tens, end) = self.look_up(&self.words.cardinals, pos)?;
        if tens >= 20.0 {
            let unit = self
                .gap(end)
                .and_then(|at| self.look_up(&self.words.cardinals, at))
                .filter(|(unit, _)| (1.0..10.0).contains(*unit));
            if let Some((unit, end)) = unit {
                return Some((tens + unit, end));
            }
        }
        Some((tens, end))
    }

    fn cardinal(&self, pos: usize) -> Option<Amount<'w>> {
        let (value, end) = self.small(pos)?;
        let mut amount = Amount::words(pos, end, value);
        if let Some(part) = self.part_after(&amount) {
            return Some(part);
        }
        if value >= 20.0 && value % 10.0 == 0.0 {
            let unit = self
                .gap(end)
                .and_then(|at| self.look_up(&self.words.ordinals, at));
            if let Some((&unit, end)) = unit.filter(|(unit, _)| **unit < 10.0) {
                amount.end = end;
                amount.low = value + unit;
                amount.high = amount.low;
                amount.shape = Shape::Ordinal;
                return Some(amount);
            }
        }
        self.and_a_half(&mut amount, 1.0);
        self.groups(&mut amount);
        Some(amount)
    }

    /// `two and a half`: adds half of `unit`.
    fn and_a_half(&self, amount: &mut Amount<'w>, unit: f64) {
        let end = self
            .after_word(amount.end, "and")
            .and_then(|end| self.after_word(end, "a"))
            .and_then(|end| self.after_word(end, "half"));
        if let Some(end) = end {
            amount.end = end;
            amount.low += unit / 2.0;
            amount.high = amount.low;
            amount.place = unit / 2.0;
            amount.round_place = amount.place;
        }
    }

    /// Reads `hundred and five`, `million two hundred thousand` behind a number under a hundred.
    fn groups(&self, amount: &mut Amount<'w>) {
        let mut total = 0.0;
        let mut group = amount.low;
        let mut place = amount.place;
        let mut limit = f64::MAX;
        while let Some(at) = self.gap(amount.end) {
            if let Some((&factor, end)) = self.look_up(&self.words.magnitudes, at) {
                if factor >= limit {
                    break;
                }
                amount.end = end;
                amount.magnitude = amount.magnitude.max(factor);
                place = factor;
                if factor < 1000.0 {
                    group *= factor;
                } else {
                    total += group * factor;
                    group = 0.0;
                    limit = factor;
                }
                continue;
            }
            // `a hundred and five`, `two thousand six hundred`; never `two six`.
            if amount.magnitude < 100.0 || group % 100.0 != 0.0 {
                break;
            }
            let at = self
                .after_word(amount.end, "and")
                .and_then(|end| self.gap(end))
                .unwrap_or(at);
            let Some((value, end)) = self.small(at) else {
                break;
            };
            amount.end = end;
            group += value;
            place = 1.0;
        }
        amount.low = total + group;
        amount.high = amount.low;
        if amount.magnitude > 1.0 {
            amount.place = place;
            amount.round_place = place;
            let unit = amount.magnitude;
            self.and_a_half(amount, unit);
            if place < 2.0 {
                // Written out to the last one: nothing is rounded.
                amount.magnitude = 1.0;
            }
        }
    }

    /// `a hundred`, `several hundred`, `a few thousand`, `half a million`.
    fn bare_magnitude(&self, pos: usize) -> Option<Amount<'w>> {
        let (&factor, end) = self.look_up(&self.words.magnitudes, pos)?;
        let (start, word) = self.word_before(pos)?;
        if word.eq_ignore_ascii_case("a") || word.eq_ignore_ascii_case("an") {
            let mut amount = Amount::words(start, pos, 1.0);
            // The gap before the magnitude is where the article ends.
            amount.end = start + word.len();
            let half = self
                .word_before(start)
                .filter(|(_, w)| w.eq_ignore_ascii_case("half"));
            self.groups(&mut amount);
            if let Some((half, _)) = half {
                amount.start = half;
                amount.outer = half;
                amount.low /= 2.0;
                amount.high = amount.low;
                amount.place /= 2.0;
                amount.round_place = amount.place;
            }
            return Some(amount);
        }
        let (mut start, mut word) = (start, word);
        if word.eq_ignore_ascii_case("of") {
            (start, word) = self.word_before(start)?;
        }
        let reach = self.words.few.get(&word.to_ascii_lowercase())?;
        if let Some((at, _)) = self
            .word_before(start)
            .filter(|(_, w)| w.eq_ignore_ascii_case("a"))
        {
            start = at;
        }
        let mut amount = Amount::words(start, end, 0.0);
        amount.low = reach.low;
        amount.high = reach.high;
        amount.scale(factor);
        self.magnitudes(&mut amount);
        amount.shape = Shape::Vague;
        Some(amount)
    }

    /// Returns the letters that end before the white space before `pos`.
    pub(super) fn word_before(&self, pos: usize) -> Option<(usize, &'a str)> {
        let before = self
            .before(pos)
            .trim_end_matches([' ', '\n', '\r', '\t', '-', '\u{a0}']);
        let start = before
            .char_indices()
            .rev()
            .take_while(|(_, c)| c.is_alphabetic())
            .last()?
            .0;
        Some((start, before.get(start..)?))
    }

    /// `dozens`, `tens of thousands`.
    fn vague(&self, pos: usize) -> Option<Amount<'w>> {
        let word = self.letters(pos);
        let mut end = pos + word.len();
        let factor = self.look_up(&self.words.vague_factors, pos);
        let second = factor.and_then(|(factor, end)| {
            let end = self.after_word(end, "of")?;
            let (reach, end) = self.look_up(&self.words.vague, self.gap(end)?)?;
            Some((factor, reach, end))
        });
        let mut amount = Amount::words(pos, end, 0.0);
        if let Some((factor, reach, after)) = second {
            end = after;
            // Tens of thousands begin at twenty thousand, as thousands begin at two.
            amount.low = factor.low * reach.low;
            // … and end below the next magnitude: hundreds of millions are no billion.
            amount.high = factor.high * reach.low / 2.0 * BELOW_TEN;
        } else {
            let (reach, _) = self.look_up(&self.words.vague, pos)?;
            (amount.low, amount.high) = (reach.low, reach.high);
        }
        amount.end = end;
        amount.place = 0.0;
        amount.round_place = 0.0;
        amount.shape = Shape::Vague;
        Some(amount)
    }

    /// `thirds` behind `two`.
    fn part_after(&self, amount: &Amount<'w>) -> Option<Amount<'w>> {
        let at = self.gap(amount.end)?;
        let (&n, end) = self.look_up(&self.words.denominators, at)?;
        let singular = !self.letters(at).ends_with(['s', 'S']);
        let is_one = (amount.low - 1.0).abs() < 0.5;
        if amount.low >= n || is_one != singular {
            return None;
        }
        let mut part = *amount;
        part.end = end;
        part.low = amount.low / n;
        part.high = part.low;
        part.shape = Shape::Part;
        self.of_magnitude(&mut part);
        Some(part)
    }

    /// `a quarter of a million` is a number, no share.
    fn of_magnitude(&self, part: &mut Amount<'w>) {
        let found = self
            .after_word(part.end, "of")
            .and_then(|end| self.after_word(end, "a"))
            .and_then(|end| self.gap(end))
            .and_then(|at| self.look_up(&self.words.magnitudes, at));
        if let Some((&factor, end)) = found {
            part.end = end;
            part.place = part.low;
            part.round_place = part.low;
            part.scale(factor);
            part.shape = Shape::Words;
        }
    }

    /// `third`, `a third of`, `half`.
    fn ordinal_or_part(&self, pos: usize) -> Option<Amount<'w>> {
        let word = self.letters(pos);
        let end = pos + word.len();
        let is_half = self
            .look_up(&self.words.denominators, pos)
            .filter(|(n, _)| **n < 2.5);
        let article = self
            .word_before(pos)
            .filter(|(_, w)| w.eq_ignore_ascii_case("a"));
        if let Some((&n, _)) = self.look_up(&self.words.denominators, pos) {
            let of = self.after_word(end, "of").is_some();
            let the = ["the", "its", "their", "his", "her", "our", "all"]
                .iter()
                .any(|w| self.after_word(end, w).is_some());
            let unit = ["a", "an"]
                .iter()
                .find_map(|w| self.after_word(end, w))
                .is_some_and(|end| self.unit(end).is_some());
            if (article.is_some() && of) || (is_half.is_some() && (of || the || unit)) {
                let start = article.map_or(pos, |(at, _)| at);
                let mut amount = Amount::words(start, end, 1.0 / n);
                amount.shape = Shape::Part;
                self.of_magnitude(&mut amount);
                return Some(amount);
            }
        }
        let (&value, _) = self.look_up(&self.words.ordinals, pos)?;
        let mut amount = Amount::words(pos, end, value);
        amount.shape = Shape::Ordinal;
        Some(amount)
    }
}

impl Amount<'_> {
    fn words(start: usize, end: usize, value: f64) -> Self {
        Self {
            start,
            end,
            outer: start,
            low: value,
            high: value,
            place: 1.0,
            round_place: 1.0,
            magnitude: 1.0,
            shape: Shape::Words,
            money: None,
        }
    }

    /// Multiplies everything by a magnitude.
    pub(super) fn scale(&mut self, factor: f64) {
        self.low *= factor;
        self.high *= factor;
        self.place *= factor;
        self.round_place *= factor;
        self.magnitude *= factor;
        if self.shape == Shape::Plain {
            self.shape = Shape::Figure;
        }
    }
}

/// Returns the number of digits from `at` on.
pub(super) fn digits(bytes: &[u8], at: usize) -> usize {
    bytes
        .iter()
        .skip(at)
        .take_while(|b| b.is_ascii_digit())
        .count()
}

/// Returns the length of what separates groups of three digits at `at`: a comma, a hard or thin space; a
/// plain space only before a group that begins with zero and so is no number by itself (`12 000`).
fn group_gap(rest: &str, at: usize) -> Option<usize> {
    match rest.get(at..)?.chars().next()? {
        c @ (',' | '\u{a0}' | '\u{202f}' | '\u{2009}') => Some(c.len_utf8()),
        ' ' if rest.as_bytes().get(at + 1) == Some(&b'0') => Some(1),
        _ => None,
    }
}

/// Returns the end of `21st`.
fn ordinal_end(rest: &str, n_int: usize) -> Option<usize> {
    let tail = rest.get(n_int..n_int + 2)?;
    let ends = ["st", "nd", "rd", "th"]
        .iter()
        .any(|s| tail.eq_ignore_ascii_case(s));
    let more = rest
        .get(n_int + 2..)
        .is_some_and(|r| r.starts_with(char::is_alphanumeric));
    (ends && !more).then_some(n_int + 2)
}

/// Returns the denominator of `3/4` and its end; dates and scores have larger ones.
fn small_denominator(rest: &str, n_int: usize) -> Option<(f64, usize)> {
    let tail = rest.get(n_int..)?.strip_prefix('/')?;
    let mut chars = tail.chars();
    let n = chars.next()?.to_digit(10)?;
    let more = chars
        .next()
        .is_some_and(|c| c.is_alphanumeric() || c == '/');
    (n_int == 1 && n > 1 && !more).then_some((f64::from(n), n_int + 2))
}
