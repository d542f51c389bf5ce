//! What the models see of a word: ids of its form, ending, beginning and shape.

use crate::weights::Entry;
use crate::weights::hash::{self, Running};
use crate::weights::table::Index;

/// The ids of one token, computed once and combined by the models.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Word {
    /// The form as written.
    pub(super) form: u64,
    /// The lower-cased form; all numbers, years and addresses are one word each.
    pub(super) lower: u64,
    /// Capitals, letters, digits and signs, runs cut at two.
    pub(super) shape: u64,
    /// The first one to three bytes of the lower-cased form.
    pub(super) prefix: [u64; 3],
    /// The last one to four bytes of the lower-cased form.
    pub(super) suffix: [u64; 4],
    /// The first five bytes: near enough to a stem to join a verb's forms.
    pub(super) stem: u64,
    /// The lower-cased form of a known word; ending and shape of an unknown one.
    pub(super) open: u64,
    /// The word's most frequent class as an id; one id for all unknown words.
    pub(super) usual: u64,
    /// What the vocabulary says of it.
    pub(super) entry: Option<Entry>,
}

/// Bytes of a stem.
const STEM: usize = 5;

/// How a sentence uses capitals: what a capital says about its word depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Capitals {
    /// As usual.
    Sentence,
    /// Most words are capitalised, as in many headlines.
    Title,
    /// No letter is small.
    All,
}

/// Fewest words of four and more letters for a sentence to count as a title.
const MIN_TITLE_WORDS: usize = 3;

impl Capitals {
    /// Returns how a sentence with these forms uses capitals.
    pub(super) fn of<'t>(forms: impl Iterator<Item = &'t str>) -> Self {
        let (mut lower, mut long, mut capitalised) = (false, 0, 0);
        for form in forms {
            lower = lower || form.chars().any(char::is_lowercase);
            if form.len() >= 4 && form.starts_with(char::is_alphabetic) {
                long += 1;
                capitalised += usize::from(form.starts_with(char::is_uppercase));
            }
        }
        if !lower {
            Self::All
        } else if long >= MIN_TITLE_WORDS && capitalised * 10 >= long * 9 {
            Self::Title
        } else {
            Self::Sentence
        }
    }
}

/// Appends the form in lower case, typographic quotes and apostrophes as their plain signs.
pub(super) fn push_lower(form: &str, out: &mut String) {
    if form.bytes().all(|byte| byte.is_ascii() && byte != b'`') {
        let start = out.len();
        out.push_str(form);
        if let Some(form) = out.get_mut(start..) {
            form.make_ascii_lowercase();
        }
        return;
    }
    for c in form.chars() {
        match c {
            'A'..='Z' => out.push(c.to_ascii_lowercase()),
            '’' | '‘' | '`' => out.push('\''),
            '\0'..='\x7f' => out.push(c),
            '“' | '”' => out.push('"'),
            _ => out.extend(c.to_lowercase()),
        }
    }
}

impl Word {
    /// Returns the ids of a form and its [lower-cased form](push_lower).
    pub(super) fn new(form: &str, lower: &str, capitals: Capitals, vocabulary: Index<'_>) -> Self {
        let bytes = lower.as_bytes();
        let mut running = Running::new(1);
        let mut prefix = [0; 3];
        for (idx, &byte) in bytes.iter().enumerate().take(STEM) {
            running.push(byte);
            if let Some(prefix) = prefix.get_mut(idx) {
                *prefix = running.finish();
            }
        }
        let stem = if bytes.is_empty() {
            0
        } else {
            running.finish()
        };
        let mut backward = Running::new(2);
        let mut suffix = [0; 4];
        for (place, &byte) in suffix.iter_mut().zip(bytes.iter().rev()) {
            backward.push(byte);
            *place = backward.finish();
        }
        let (form_id, lower_id) = hash::both(form.as_bytes(), bytes);
        let lower = Self::class_of_numbers(bytes).unwrap_or(lower_id);
        let shape = match capitals {
            Capitals::All => hash::small(7),
            _ => Self::shape(form) ^ hash::small(capitals as u64),
        };
        let entry = vocabulary.get(lower).map(Entry);
        Self {
            form: form_id,
            lower,
            shape,
            prefix,
            suffix,
            stem: if entry.is_some() { stem } else { 1 },
            open: if entry.is_some() {
                lower
            } else {
                hash::spread(suffix[2] ^ shape.rotate_left(7))
            },
            usual: hash::small(entry.map_or(400, |e| u64::from(e.class()))),
            entry,
        }
    }

    /// Returns what stands beyond an end of the sentence.
    pub(super) fn edge(side: u64) -> Self {
        let id = hash::small(side);
        Self {
            lower: id,
            usual: id,
            shape: id,
            suffix: [id; 4],
            ..Self::default()
        }
    }

    /// Returns whether the word is a comma.
    pub(super) fn is_comma(&self) -> bool {
        self.lower == hash::bytes(b",")
    }

    /// Returns the id under which the vocabulary knows a lower-cased form.
    pub(super) fn vocabulary_id(lower: &str) -> u64 {
        Self::class_of_numbers(lower.as_bytes()).unwrap_or_else(|| hash::bytes(lower.as_bytes()))
    }

    /// Returns the id of a year, number or address: what they are matters, not which.
    fn class_of_numbers(lower: &[u8]) -> Option<u64> {
        if lower.first().is_some_and(u8::is_ascii_digit) {
            let year = lower.len() == 4 && lower.iter().all(u8::is_ascii_digit);
            return Some(hash::small(if year { 501 } else { 502 }));
        }
        let address = lower.starts_with(b"http") || lower.windows(4).any(|w| w == b"www.");
        address.then(|| hash::small(503))
    }

    fn shape(form: &str) -> u64 {
        let mut running = Running::new(3);
        // "form", "Form": nearly all words, whose runs are known.
        if let [first, rest @ ..] = form.as_bytes()
            && first.is_ascii_alphabetic()
            && rest.iter().all(u8::is_ascii_lowercase)
        {
            let (kind, n_small) = if first.is_ascii_uppercase() {
                (b'X', 2)
            } else {
                (b'x', 1)
            };
            running.push(kind);
            for _ in rest.iter().take(n_small) {
                running.push(b'x');
            }
            return running.finish();
        }
        let (mut last, mut run) = (0, 0);
        for c in form.chars().take(12) {
            let kind = match c {
                'a'..='z' => b'x',
                'A'..='Z' => b'X',
                '0'..='9' => b'd',
                _ if c.is_ascii() => c as u8,
                _ if c.is_uppercase() => b'X',
                _ if c.is_alphabetic() => b'x',
                _ => 1,
            };
            run = if kind == last { run + 1 } else { 0 };
            last = kind;
            if run < 2 {
                running.push(kind);
            }
        }
        running.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn lower_case_is_that_of_each_character(form in "[A-Za-z'’`“0-9.É-ý]{0,12}") {
            let (mut whole, mut each) = (String::new(), String::new());
            push_lower(&form, &mut whole);
            // One that is not ASCII goes the long way, as does what stands beside it.
            for c in form.chars() {
                let mut one = String::new();
                push_lower(&format!("{c}é"), &mut one);
                each.push_str(one.trim_end_matches('é'));
                each.extend(std::iter::repeat_n('é', usize::from(matches!(c, 'é' | 'É'))));
            }
            prop_assert_eq!(whole, each);
        }

        #[test]
        fn a_shape_shows_no_letters(form in "[A-Z]?[a-z]{0,14}") {
            // With other small letters it goes the long way.
            prop_assert_eq!(Word::shape(&form), Word::shape(&form.replace(|c: char| c.is_ascii_lowercase(), "é")));
        }
    }
}
