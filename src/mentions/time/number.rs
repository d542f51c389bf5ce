//! Numbers, ordinals and years, in figures and in words.

use super::grammar::Scanner;
use crate::lexicon::time::{Entry, Sense};

impl Scanner<'_> {
    pub(super) fn starts_like_number(&self, i: usize) -> bool {
        let form = self.lower(i);
        form.starts_with(|c: char| c.is_ascii_digit())
            || form.starts_with(['\'', '’'])
            || matches!(form, "q1" | "q2" | "q3" | "q4")
    }

    pub(super) fn digits(&self, i: usize) -> Option<u32> {
        let form = self.lower(i);
        if form.is_empty() || form.len() > 9 || !form.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let mut n = 0_u32;
        for byte in form.bytes() {
            match byte {
                b'0'..=b'9' => n = n.checked_mul(10)?.checked_add(u32::from(byte - b'0'))?,
                b',' => {}
                _ => return None,
            }
        }
        Some(n)
    }

    /// Digits without separators, so many of them.
    pub(super) fn plain_digits(&self, i: usize, len: usize) -> Option<u32> {
        let form = self.lower(i);
        (form.len() == len && form.bytes().all(|b| b.is_ascii_digit()))
            .then(|| form.parse().ok())
            .flatten()
    }

    /// A number in one word: `seven`, `ninety-six`.
    fn number_word(&self, k: usize) -> Option<u32> {
        let of = |entry: &Entry| {
            entry.senses.iter().find_map(|s| match s {
                Sense::Number(n) => Some(*n),
                _ => None,
            })
        };
        if let Some(entry) = self.entry(k) {
            return of(entry);
        }
        let (tens, ones) = self.lower(k).split_once('-')?;
        let tens = of(self.words.entry(tens)?).filter(|n| (20..100).contains(n))?;
        let ones = of(self.words.entry(ones)?).filter(|n| (1..10).contains(n))?;
        Some(tens + ones)
    }

    pub(super) fn number(&self, i: usize) -> Option<(usize, u32)> {
        if let Some(n) = self.digits(i) {
            return Some((i + 1, n));
        }
        let word = |k: usize| self.number_word(k);
        let mut k = i;
        let (mut total, mut current) = (0_u32, 0_u32);
        if self.has(k, |s| matches!(s, Sense::Article))
            && word(k + 1).is_some_and(|n| n >= 100 || n == 12)
        {
            k += 1;
            current = 1;
        }
        let start = k;
        while let Some(n) = word(k) {
            match n {
                1000 => {
                    total = current.max(1).checked_mul(1000)?;
                    current = 0;
                }
                100 => current = current.max(1).checked_mul(100)?,
                12 if k > start || current == 1 => current = current.max(1).checked_mul(12)?,
                _ if k == start && current == 0 => current = n,
                _ if current.is_multiple_of(100) && n < 100 => current += n,
                _ if current % 100 >= 20 && current.is_multiple_of(10) && n < 10 => current += n,
                _ => break,
            }
            k += 1;
            let joint = self.is_hyphen(k) || (self.lower(k) == "and" && n >= 100);
            if joint && word(k + 1).is_some() {
                k += 1;
            }
        }
        (k > start).then_some((k, total + current))
    }

    pub(super) fn ordinal(&self, i: usize) -> Option<(usize, u32)> {
        let form = self.lower(i);
        let cut = form
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(form.len());
        if cut > 0 && matches!(form.get(cut..), Some("st" | "nd" | "rd" | "th")) {
            return Some((i + 1, form.get(..cut)?.parse().ok()?));
        }
        // "twenty-first"
        if let Some((k, tens)) = self.number(i)
            && self.digits(i).is_none()
            && let Some((end, ones)) = self.ordinal(if self.is_hyphen(k) { k + 1 } else { k })
            && tens >= 20
            && ones < 10
        {
            return Some((end, tens + ones));
        }
        self.reach(i, |s| match s {
            Sense::Ordinal(n) => Some(n),
            _ => None,
        })
    }

    /// Four digits that may name a year, or a year in words (`nineteen ninety-six`, `two thousand`).
    pub(super) fn year_number(&self, i: usize) -> Option<(usize, i32)> {
        if let Some(year) = self.plain_digits(i, 4).and_then(|n| i32::try_from(n).ok()) {
            let (first, last) = self.words.years;
            return (first..=last).contains(&year).then_some((i + 1, year));
        }
        self.spelled_year(i)
    }

    pub(super) fn spelled_year(&self, i: usize) -> Option<(usize, i32)> {
        let word = |k: usize| self.number_word(k).and_then(|n| i32::try_from(n).ok());
        let century = word(i).filter(|n| (16..=20).contains(n))?;
        let j = if self.is_hyphen(i + 1) { i + 2 } else { i + 1 };
        let tens = word(j).filter(|n| (10..100).contains(n))?;
        if tens < 20 || tens % 10 != 0 {
            return Some((j + 1, century * 100 + tens));
        }
        let k = if self.is_hyphen(j + 1) { j + 2 } else { j + 1 };
        match word(k).filter(|n| (1..10).contains(n)) {
            Some(ones) => Some((k + 1, century * 100 + tens + ones)),
            None => Some((j + 1, century * 100 + tens)),
        }
    }
}
