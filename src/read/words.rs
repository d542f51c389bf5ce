//! The words by which layout is told, as data (`rules/names/layout.yaml`).

use aho_corasick::AhoCorasick;
use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::span::Span;
use crate::word_set::WordSet;
use crate::yaml::{self, YamlError};

/// What a phrase of the layout words announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Cue {
    /// The whole line is furniture if it is nothing else.
    FurnitureWhole,
    /// The line is furniture.
    FurnitureStart,
    /// The (short) line is furniture, wherever the phrase stands in it.
    FurnitureInside,
    /// One of the last lines is furniture if it is short, wherever the phrase stands in it.
    TailInside,
    /// Begins a line that sends readers elsewhere.
    InviteStart,
    /// A bracket that closes the article.
    Closing,
    /// Readers' comments follow, if the line is nothing else.
    CommentsWhole,
    /// Readers' comments follow.
    CommentsStart,
    /// Readers' comments have begun, wherever the phrase stands in the line.
    CommentsInside,
    /// Behind a reader's name and the time of the comment.
    Wrote,
    /// The list of references follows, if the line is nothing else.
    References,
    /// A sentence that states the publication date.
    Statement,
    /// A news agency or outlet.
    Agency,
    /// The end of a byline.
    Role,
    /// A name behind it took the picture.
    Credit,
}

impl Cue {
    /// Returns whether its phrases are looked for inside lines.
    fn is_inside(self) -> bool {
        matches!(
            self,
            Self::CommentsInside | Self::FurnitureInside | Self::TailInside
        )
    }
}

/// A phrase, split into lower-case words; `#` is any number.
#[derive(Debug, Clone)]
struct Phrase {
    words: Box<[Box<str>]>,
    cue: Cue,
    /// A colon must follow.
    colon: bool,
    /// An opening bracket must stand in front.
    bracket: bool,
}

/// The words by which `read` tells headlines, bylines, publication lines and furniture from prose.
#[derive(Debug, Clone)]
pub struct LayoutWords {
    phrases: FxHashMap<Box<str>, Vec<Phrase>>,
    firsts: Firsts,
    /// A word of each phrase that is looked for inside lines: without one of them there is nothing to look for.
    inside: AhoCorasick,
    months: FxHashMap<Box<str>, u8>,
    weekdays: WordSet,
    zones: WordSet,
    published: WordSet,
    updated: WordSet,
    fillers: WordSet,
    not_before: WordSet,
    openers: WordSet,
    joiners: WordSet,
    continues: WordSet,
    not_labels: WordSet,
    contains_within: usize,
    tail_within: usize,
    invite_ends: WordSet,
    question_verbs: WordSet,
}

/// The built-in layout words as YAML.
const BUILTIN: &str = include_str!("../../rules/names/layout.yaml");

impl LayoutWords {
    /// Returns the built-in layout words.
    ///
    /// # Errors
    /// None for the file as shipped; a test reads it.
    pub fn builtin() -> Result<Self, YamlError> {
        Self::parse(BUILTIN)
    }

    /// Reads layout words of the form of the built-in `rules/names/layout.yaml`.
    ///
    /// # Errors
    /// Bad YAML, unknown or missing keys, more phrases than can be looked for at once (billions).
    pub fn parse(text: &str) -> Result<Self, YamlError> {
        let written: Written = yaml::parse(text)?;
        let mut phrases: FxHashMap<Box<str>, Vec<Phrase>> = FxHashMap::default();
        let mut firsts = Firsts::default();
        let mut inside = Vec::new();
        let lists = [
            (written.furniture.whole, Cue::FurnitureWhole),
            (written.furniture.starts, Cue::FurnitureStart),
            (written.furniture.contains, Cue::FurnitureInside),
            (written.furniture.tail, Cue::TailInside),
            (written.furniture.invites.starts, Cue::InviteStart),
            (written.closings, Cue::Closing),
            (written.comments.whole, Cue::CommentsWhole),
            (written.comments.starts, Cue::CommentsStart),
            (written.comments.inside, Cue::CommentsInside),
            (written.comments.wrote, Cue::Wrote),
            (written.references, Cue::References),
            (written.publication.statements, Cue::Statement),
            (written.agencies, Cue::Agency),
            (written.bylines.roles, Cue::Role),
            (written.credits, Cue::Credit),
        ];
        for (list, cue) in lists {
            for line in list {
                if let Some((first, phrase)) = Phrase::read(&line, cue) {
                    firsts.add(&first, cue);
                    if cue.is_inside() {
                        inside.push(phrase.longest().to_owned());
                    }
                    phrases.entry(first).or_default().push(phrase);
                }
            }
        }
        let mut months = FxHashMap::default();
        for (month, names) in (1..=12).zip(written.months) {
            for name in names {
                months.insert(name.to_lowercase().into_boxed_str(), month);
            }
        }
        let inside = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .build(inside)
            .map_err(|error| YamlError {
                message: error.to_string(),
                span: Span::default(),
            })?;
        Ok(Self {
            phrases,
            firsts,
            inside,
            months,
            weekdays: word_set(written.weekdays),
            zones: word_set(written.zones),
            published: word_set(written.publication.published),
            updated: word_set(written.publication.updated),
            fillers: word_set(written.publication.fillers),
            not_before: word_set(written.publication.not_before),
            openers: word_set(written.bylines.openers),
            joiners: word_set(written.bylines.joiners),
            continues: word_set(written.continues),
            not_labels: word_set(written.not_labels),
            contains_within: written.furniture.contains_within,
            tail_within: written.furniture.tail_within,
            invite_ends: word_set(written.furniture.invites.ends),
            question_verbs: word_set(written.question_verbs),
        })
    }

    /// Returns the end of the longest phrase of `cue` that begins at `at`, which is the start of a word.
    pub(super) fn phrase_at(&self, text: &str, at: usize, cue: Cue) -> Option<usize> {
        // Without this look, signs in a row would each search the rest of the text for a word.
        let (Class::Inside | Class::Sign, _) = class_at(text, text.as_bytes(), at)? else {
            return None;
        };
        self.phrase_from(text, next_word(text, at)?, cue)
    }

    /// Returns the end of the longest phrase of `cue` that begins with a word.
    fn phrase_from(&self, text: &str, first: Word, cue: Cue) -> Option<usize> {
        if !self.firsts.may_begin(first.of(text), cue) {
            return None;
        }
        let mut lower = Lower::default();
        let candidates = self.phrases.get(lower.set(first.of(text))?)?;
        candidates
            .iter()
            .filter(|phrase| phrase.cue == cue)
            .filter_map(|phrase| phrase.end(text, first))
            .max()
    }

    /// Returns the end of the phrase of `cue` that the text begins with, marks in front left aside.
    pub(super) fn phrase_first(&self, text: &str, cue: Cue) -> Option<usize> {
        self.phrase_at(text, next_word(text, 0)?.start, cue)
    }

    /// Returns whether the text is a phrase of `cue` and no further word.
    pub(super) fn is_phrase(&self, text: &str, cue: Cue) -> bool {
        self.phrase_first(text, cue)
            .is_some_and(|end| next_word(text, end).is_none())
    }

    /// Returns whether a phrase of `cue` stands anywhere in the text.
    pub(super) fn has_phrase(&self, text: &str, cue: Cue) -> bool {
        let mut at = 0;
        while let Some(word) = next_word(text, at) {
            if self.phrase_from(text, word, cue).is_some() {
                return true;
            }
            at = word.end;
        }
        false
    }

    /// Returns which cues of those inside lines have a phrase anywhere in the text: those of comments, those of
    /// furniture if it is `short`, those of last lines if it is a `tail`. Nothing more once comments are found.
    pub(super) fn inside(&self, text: &str, short: bool, tail: bool) -> Inside {
        let mut inside = Inside::default();
        if !self.inside.is_match(text) {
            return inside;
        }
        let mut at = 0;
        while let Some(word) = next_word(text, at) {
            at = word.end;
            let begins = |cue| self.phrase_from(text, word, cue).is_some();
            if begins(Cue::CommentsInside) {
                inside.comments = true;
                return inside;
            }
            inside.furniture = inside.furniture || short && begins(Cue::FurnitureInside);
            inside.tail = inside.tail || tail && begins(Cue::TailInside);
        }
        inside
    }

    /// Returns the longest line, in bytes, in which a phrase inside makes furniture of the whole.
    pub(super) fn contains_within(&self) -> usize {
        self.contains_within
    }

    /// Returns the longest last line, in bytes, that a phrase inside makes furniture.
    pub(super) fn tail_within(&self) -> usize {
        self.tail_within
    }

    /// Returns whether a line sends readers elsewhere: "Read the full statement here."
    pub(super) fn is_invite(&self, line: &str) -> bool {
        self.phrase_first(line, Cue::InviteStart).is_some()
            && words(line)
                .last()
                .is_some_and(|word| has(&self.invite_ends, word.of(line)))
    }

    pub(super) fn is_question_verb(&self, word: &str) -> bool {
        has(&self.question_verbs, word)
    }

    /// Returns the number of a month, 1 to 12.
    pub(super) fn month(&self, word: &str) -> Option<u8> {
        let mut lower = Lower::default();
        self.months.get(lower.set(word)?).copied()
    }

    pub(super) fn is_weekday(&self, word: &str) -> bool {
        has(&self.weekdays, word)
    }

    pub(super) fn is_zone(&self, word: &str) -> bool {
        has(&self.zones, word)
    }

    pub(super) fn is_published(&self, word: &str) -> bool {
        has(&self.published, word)
    }

    pub(super) fn is_updated(&self, word: &str) -> bool {
        has(&self.updated, word)
    }

    pub(super) fn is_filler(&self, word: &str) -> bool {
        has(&self.fillers, word)
    }

    pub(super) fn is_not_before_publication(&self, word: &str) -> bool {
        has(&self.not_before, word)
    }

    pub(super) fn is_byline_opener(&self, word: &str) -> bool {
        has(&self.openers, word)
    }

    pub(super) fn is_byline_joiner(&self, word: &str) -> bool {
        has(&self.joiners, word)
    }

    pub(super) fn is_continued_after(&self, word: &str) -> bool {
        has(&self.continues, word)
    }

    pub(super) fn is_no_label(&self, word: &str) -> bool {
        has(&self.not_labels, word)
    }
}

/// Which cues have a phrase anywhere in a line.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Inside {
    pub(super) comments: bool,
    pub(super) furniture: bool,
    pub(super) tail: bool,
}

/// First letters and lengths of the first words of phrases: most words of a
/// text are no phrase's first, and this tells so without hashing them.
#[derive(Debug, Clone, Default)]
struct Firsts {
    /// For each cue, for each first byte, the lengths in bytes as bits.
    lengths: Vec<[u32; 128]>,
}

impl Firsts {
    fn add(&mut self, first: &str, cue: Cue) {
        let n_cues = self.lengths.len().max(cue as usize + 1);
        self.lengths.resize(n_cues, [0; 128]);
        let Some(table) = self.lengths.get_mut(cue as usize) else {
            return;
        };
        if first == "#" {
            for digit in b'0'..=b'9' {
                if let Some(lengths) = table.get_mut(usize::from(digit)) {
                    *lengths = u32::MAX;
                }
            }
        }
        let byte = first.bytes().next().unwrap_or(0);
        // A curly apostrophe is two bytes longer than a straight one.
        for len in [first.len(), first.len() + 2] {
            for byte in [byte, byte.to_ascii_uppercase()] {
                if let Some(lengths) = table.get_mut(usize::from(byte & 127)) {
                    *lengths |= 1 << len.min(31);
                }
            }
        }
    }

    fn may_begin(&self, word: &str, cue: Cue) -> bool {
        let byte = word.bytes().next().unwrap_or(0);
        let lengths = self
            .lengths
            .get(cue as usize)
            .and_then(|table| table.get(usize::from(byte & 127)));
        lengths.is_some_and(|lengths| lengths & (1 << word.len().min(31)) != 0)
    }
}

impl Phrase {
    fn read(line: &str, cue: Cue) -> Option<(Box<str>, Self)> {
        let lower = line.to_lowercase();
        let words: Box<[Box<str>]> = words(&lower).map(|word| word.of(&lower).into()).collect();
        let first = words.first()?.clone();
        let phrase = Self {
            words,
            cue,
            colon: lower.ends_with(':'),
            bracket: lower.starts_with('('),
        };
        Some((first, phrase))
    }

    /// Returns the longest word of nothing but Latin letters, which every text with the phrase holds; "" where there
    /// is none.
    fn longest(&self) -> &str {
        let words = self.words.iter().map(AsRef::<str>::as_ref);
        let letters = words.filter(|word| word.bytes().all(|byte| byte.is_ascii_alphabetic()));
        letters.max_by_key(|word| word.len()).unwrap_or("")
    }

    /// Returns where the phrase ends in the text, if it stands where `first` does.
    fn end(&self, text: &str, first: Word) -> Option<usize> {
        if self.bracket && !text.get(..first.start)?.ends_with('(') {
            return None;
        }
        let mut end = first.end;
        for wanted in self.words.iter().skip(1) {
            let word = next_word(text, end)?;
            if !is_word(word.of(text), wanted) {
                return None;
            }
            end = word.end;
        }
        if self.colon {
            let rest = text.get(end..)?;
            let after = rest.trim_start();
            if !after.starts_with(':') {
                return None;
            }
            end += rest.len() - after.len() + 1;
        }
        Some(end)
    }
}

fn word_set(list: Vec<String>) -> WordSet {
    list.into_iter().map(|word| word.to_lowercase()).collect()
}

fn has(set: &WordSet, word: &str) -> bool {
    let mut lower = Lower::default();
    lower.set(word).is_some_and(|word| set.contains(word))
}

/// Returns whether a word of the text is the wanted lower-case one; `#` wants digits.
fn is_word(word: &str, wanted: &str) -> bool {
    if wanted == "#" {
        return word.bytes().all(|byte| byte.is_ascii_digit());
    }
    let plain = |c: char| {
        if c == '’' {
            '\''
        } else {
            c.to_ascii_lowercase()
        }
    };
    word.chars().map(plain).eq(wanted.chars())
}

/// A word in lower case, without allocation. Longer words than any phrase has are no word.
#[derive(Default)]
struct Lower {
    bytes: [u8; 24],
}

impl Lower {
    fn set(&mut self, word: &str) -> Option<&str> {
        if word.bytes().all(|byte| byte.is_ascii_digit()) {
            return Some("#");
        }
        let mut len = 0;
        for c in word.chars() {
            let c = if c == '’' {
                '\''
            } else {
                c.to_ascii_lowercase()
            };
            let slot = self.bytes.get_mut(len..len + c.len_utf8())?;
            len += c.encode_utf8(slot).len();
        }
        std::str::from_utf8(self.bytes.get(..len)?).ok()
    }
}

/// Where a word of a text is, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Word {
    pub(super) fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }
}

/// Returns the first word at or after a byte: letters and digits with
/// apostrophes among them, or one of the signs that phrases are made of.
pub(super) fn next_word(text: &str, from: usize) -> Option<Word> {
    let bytes = text.as_bytes();
    let mut start = from;
    loop {
        match class_at(text, bytes, start)? {
            (Class::Inside, _) => break,
            (Class::Sign, len) => {
                let end = start + len;
                return Some(Word { start, end });
            }
            (Class::Apostrophe | Class::Other, len) => start += len,
        }
    }
    let plain = |from: usize| {
        let rest = bytes.get(from..).unwrap_or(&[]);
        let plain = rest.iter().position(|byte| !byte.is_ascii_alphanumeric());
        plain.unwrap_or(rest.len())
    };
    let mut end = start + plain(start);
    while let Some((class, len)) = class_at(text, bytes, end) {
        let inside = match class {
            Class::Inside => true,
            Class::Apostrophe => {
                matches!(class_at(text, bytes, end + len), Some((Class::Inside, _)))
            }
            Class::Sign | Class::Other => false,
        };
        if !inside {
            break;
        }
        end += len;
        end += plain(end);
    }
    Some(Word { start, end })
}

/// What a character is to a word.
#[derive(Clone, Copy)]
enum Class {
    /// A letter or digit.
    Inside,
    Apostrophe,
    /// A word by itself.
    Sign,
    Other,
}

/// Returns the class and length of the character at a byte; nearly all are ASCII.
#[inline]
fn class_at(text: &str, bytes: &[u8], at: usize) -> Option<(Class, usize)> {
    let byte = *bytes.get(at)?;
    if byte.is_ascii() {
        let class = match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => Class::Inside,
            b'\'' => Class::Apostrophe,
            b'&' | b'@' | b'#' => Class::Sign,
            _ => Class::Other,
        };
        return Some((class, 1));
    }
    let c = text.get(at..)?.chars().next()?;
    let class = match c {
        '’' => Class::Apostrophe,
        '©' => Class::Sign,
        _ if c.is_alphanumeric() => Class::Inside,
        _ => Class::Other,
    };
    Some((class, c.len_utf8()))
}

/// Returns the words of a text in order.
pub(super) fn words(text: &str) -> impl Iterator<Item = Word> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let word = next_word(text, at)?;
        at = word.end;
        Some(word)
    })
}

/// The file as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    months: Vec<Vec<String>>,
    weekdays: Vec<String>,
    zones: Vec<String>,
    publication: Publication,
    bylines: Bylines,
    agencies: Vec<String>,
    credits: Vec<String>,
    furniture: Furniture,
    closings: Vec<String>,
    comments: Comments,
    question_verbs: Vec<String>,
    references: Vec<String>,
    continues: Vec<String>,
    not_labels: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Publication {
    published: Vec<String>,
    updated: Vec<String>,
    fillers: Vec<String>,
    statements: Vec<String>,
    not_before: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Bylines {
    openers: Vec<String>,
    joiners: Vec<String>,
    roles: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Furniture {
    whole: Vec<String>,
    starts: Vec<String>,
    contains_within: usize,
    contains: Vec<String>,
    tail_within: usize,
    tail: Vec<String>,
    invites: Invites,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Invites {
    starts: Vec<String>,
    ends: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Comments {
    whole: Vec<String>,
    starts: Vec<String>,
    inside: Vec<String>,
    wrote: Vec<String>,
}

#[cfg(test)]
#[expect(
    clippy::expect_used,
    reason = "the built-in words are read, or the test fails"
)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_words_are_read() {
        let words = LayoutWords::builtin().expect("the file as shipped");
        assert_eq!(words.month("Sept"), Some(9));
        assert!(words.is_phrase("3 Comments", Cue::CommentsWhole));
        assert!(words.is_phrase("Leave a Reply", Cue::CommentsWhole));
        assert!(words.has_phrase("Jane Doe contributed to this report.", Cue::FurnitureInside));
        assert!(
            words
                .phrase_first("(Editing by Jane Doe)", Cue::Closing)
                .is_some()
        );
        assert!(
            words
                .phrase_first("Editing by Jane Doe", Cue::Closing)
                .is_none()
        );
        assert!(
            words
                .phrase_first("Watch the square", Cue::FurnitureStart)
                .is_none()
        );
        assert!(
            words
                .phrase_first("You’ve selected the", Cue::FurnitureStart)
                .is_some()
        );
    }
}
