//! What tells the end of a sentence: the words around a gap between two chunks of text.

use crate::lexicon::sentences::{Lists, SentenceWords};
use crate::span::Span;
use crate::weights::hash::{self, Running};

/// Keeps these features apart from the tagger's and parser's.
const MODEL: u64 = hash::model(4);

/// Marks that may end a sentence.
const ENDS: [char; 4] = ['.', '!', '?', '…'];

/// What stands between white space, as far as the decision looks at it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Chunk {
    /// Where it is.
    pub(crate) span: Span,
    /// The word without signs around it, in lower case.
    word: u64,
    /// Capitals, letters, digits and signs.
    shape: u64,
    /// The marks it ends with: see [`End`].
    end: End,
    /// Whether brackets or quotation marks close after the marks.
    closes: bool,
    /// Whether it ends with a double quotation mark.
    quotes: bool,
    /// What it starts with.
    start: Start,
    /// The lists of the lexicon that have the word, and how it is written, one bit each.
    kind: u16,
    /// Whether it is half of the day (`p.m.`), and whether it is a day of the week.
    time: [bool; 2],
}

/// The marks at a chunk's end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    None,
    Stop,
    Ellipsis,
    Question,
    Comma,
    Colon,
    Dash,
    Other,
}

/// What a chunk starts with, quotation marks and brackets aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Start {
    Small,
    Capital,
    Digit,
    Sign,
    /// Only brackets or quotation marks that close, or a citation: goes with what is before it.
    Closing,
}

const TITLE: u16 = 1;
const ABBREVIATION: u16 = 2;
const BEFORE_NUMBER: u16 = 4;
const STARTER: u16 = 8;
const DOTTED: u16 = 16;
const ONE_LETTER: u16 = 32;
const NUMBER: u16 = 64;
const CAPITALS: u16 = 128;
const CAPITAL: u16 = 256;
const ADDRESS: u16 = 512;
const OPENS: u16 = 1024;

/// Lists the chunks of a block.
pub(crate) fn chunks(text: &str, block: Span, words: &SentenceWords, out: &mut Vec<Chunk>) {
    out.clear();
    let mut lower = String::new();
    let mut rest = block.of(text);
    let mut at = block.start as usize;
    while let Some(skip) = rest.find(|c: char| !c.is_whitespace()) {
        rest = rest.get(skip..).unwrap_or("");
        at += skip;
        let (len, chunk) = if let Some(plain) = Plain::of(rest) {
            let len = plain.len();
            (len, plain.chunk(Span::new(at, at + len), words))
        } else {
            let len = rest.find(char::is_whitespace).unwrap_or(rest.len());
            let len = glued(rest.get(..len).unwrap_or(rest), words).unwrap_or(len);
            let chunk = rest.get(..len).unwrap_or(rest);
            let span = Span::new(at, at + len);
            (len, Chunk::new(chunk, span, words, &mut lower))
        };
        out.push(chunk);
        rest = rest.get(len..).unwrap_or("");
        at += len;
    }
}

/// A chunk of nothing but Latin letters and perhaps a stop or comma behind them, as most are: what there is to
/// see of it is seen in one pass over its bytes.
struct Plain<'t> {
    letters: &'t [u8],
    n_capitals: usize,
    starts_capital: bool,
    lower: Running,
    mark: Option<u8>,
}

impl<'t> Plain<'t> {
    /// Returns the chunk that the text starts with, where it is such a one.
    fn of(text: &'t str) -> Option<Self> {
        let bytes = text.as_bytes();
        let (mut n, mut n_capitals, mut lower) = (0, 0, Running::new(0));
        for byte in bytes.iter().take_while(|b| b.is_ascii_alphabetic()) {
            n += 1;
            n_capitals += usize::from(byte.is_ascii_uppercase());
            lower.push(byte.to_ascii_lowercase());
        }
        let ends = |at: usize| {
            let next = bytes.get(at).copied();
            next.is_none_or(|b| b.is_ascii() && char::from(b).is_whitespace())
        };
        let mark = match bytes.get(n) {
            _ if n == 0 => return None,
            Some(&mark @ (b'.' | b',')) if ends(n + 1) => Some(mark),
            _ if ends(n) => None,
            _ => return None,
        };
        let letters = bytes.get(..n)?;
        Some(Self {
            letters,
            n_capitals,
            starts_capital: letters.first()?.is_ascii_uppercase(),
            lower,
            mark,
        })
    }

    fn len(&self) -> usize {
        self.letters.len() + usize::from(self.mark.is_some())
    }

    fn shape(&self) -> u64 {
        let mut shape = Shape::new();
        let shown = self.letters.iter().take(MAX_SHAPE);
        if self.n_capitals == usize::from(self.starts_capital) {
            // "form", "Form": nearly all, whose runs are known.
            let (capital, n) = (self.n_capitals, shown.len());
            shape.push_run(b'X', capital);
            shape.push_run(b'x', n - capital);
        } else {
            for byte in shown {
                shape.push(if byte.is_ascii_uppercase() {
                    b'X'
                } else {
                    b'x'
                });
            }
        }
        if let Some(mark) = self.mark {
            shape.push(mark);
        }
        shape.finish()
    }

    fn chunk(self, span: Span, words: &SentenceWords) -> Chunk {
        let word = self.lower.finish();
        let capital = self.starts_capital;
        let lists = words.lists(word);
        Chunk {
            span,
            word,
            shape: self.shape(),
            end: match self.mark {
                None => End::None,
                Some(b'.') => End::Stop,
                Some(_) => End::Comma,
            },
            closes: false,
            quotes: false,
            start: if capital {
                Start::Capital
            } else {
                Start::Small
            },
            kind: bits([
                (TITLE, lists.has(Lists::TITLE)),
                (ABBREVIATION, lists.has(Lists::ABBREVIATION)),
                (BEFORE_NUMBER, lists.has(Lists::BEFORE_NUMBER)),
                (STARTER, lists.has(Lists::STARTER)),
                (ONE_LETTER, self.letters.len() == 1),
                (
                    CAPITALS,
                    self.n_capitals > 1 && self.n_capitals == self.letters.len(),
                ),
                (CAPITAL, capital),
            ]),
            time: [lists.has(Lists::CLOCK), lists.has(Lists::DAY)],
        }
    }
}

/// Returns where the first of two sentences that no white space parts ends: `home.The`, with a word in small
/// letters before the stop and one behind it that sentences like to start with.
fn glued(chunk: &str, words: &SentenceWords) -> Option<usize> {
    // A stop at the end parts nothing.
    let first = chunk.find('.')?;
    if first + 1 == chunk.len() {
        return None;
    }
    let is_word = |c: char| c.is_alphabetic() || matches!(c, '\'' | '’');
    chunk.match_indices('.').find_map(|(at, stop)| {
        let (before, behind) = (chunk.get(..at)?, chunk.get(at + stop.len()..)?);
        let last = before.rsplit(|c| !is_word(c)).next()?;
        let next = behind.split(|c| !is_word(c)).next()?;
        let written = next.starts_with(char::is_uppercase)
            && next.chars().skip(1).all(|c| !c.is_uppercase())
            && words
                .lists(hash::bytes(next.to_lowercase().as_bytes()))
                .has(Lists::STARTER);
        // "www.The…": no address.
        let plain = !before.contains(['@', '/', '\\', '.']) && !behind.contains(['@', '/', '\\']);
        let small = last.chars().count() > 2 && last.chars().all(|c| !c.is_uppercase());
        (written && plain && small).then_some(at + stop.len())
    })
}

impl Chunk {
    fn new(chunk: &str, span: Span, words: &SentenceWords, lower: &mut String) -> Self {
        let opened = chunk.trim_start_matches(is_opener);
        let closed = without_citations(opened).trim_end_matches(is_closer);
        let marked = closed.trim_end_matches(|c: char| {
            ENDS.contains(&c) || matches!(c, ',' | ';' | ':' | '-' | '–' | '—')
        });
        let marks = closed.get(marked.len()..).unwrap_or("");
        // "word)." and "word.)" are the same to the reader.
        let word = marked.trim_end_matches(is_closer);
        lower.clear();
        lower.extend(word.chars().map(|c| match c {
            '’' => '\'',
            _ => c.to_ascii_lowercase(),
        }));
        let digits = word.bytes().any(|b| b.is_ascii_digit());
        let id = hash::bytes(lower.as_bytes());
        let lists = words.lists(id);
        Self {
            span,
            word: if digits {
                hash::small(900 + word.len().min(12) as u64)
            } else {
                id
            },
            shape: shape(chunk),
            end: End::of(marks),
            closes: closed.len() < opened.len() || word.len() < marked.len(),
            quotes: chunk.ends_with(['"', '”', '»']),
            start: Start::of(chunk, opened),
            time: [lists.has(Lists::CLOCK), lists.has(Lists::DAY)],
            kind: kind(word, lists) | if opened.len() < chunk.len() { OPENS } else { 0 },
        }
    }
}

impl Chunk {
    /// Returns whether it may be the initial of a name: `J.`, but not `I.`.
    fn is_initial(&self) -> bool {
        self.end == End::Stop
            && !self.closes
            && self.kind & (ONE_LETTER | CAPITAL) == ONE_LETTER | CAPITAL
            && self.word != hash::bytes(b"i")
    }
}

impl End {
    fn of(marks: &str) -> Self {
        match marks {
            "" => Self::None,
            "." => Self::Stop,
            "," => Self::Comma,
            ":" | ";" => Self::Colon,
            _ if marks.contains(['?', '!']) => Self::Question,
            _ if marks.contains("..") || marks.contains('…') => Self::Ellipsis,
            _ if marks.ends_with(['-', '–', '—']) => Self::Dash,
            _ => Self::Other,
        }
    }

    fn may_end(self) -> bool {
        matches!(
            self,
            Self::Stop | Self::Ellipsis | Self::Question | Self::Other
        )
    }
}

impl Start {
    fn of(chunk: &str, opened: &str) -> Self {
        let closing = chunk.chars().all(is_closer) && !chunk.starts_with('\'');
        let citation = chunk.starts_with('[')
            && chunk.ends_with(']')
            && chunk
                .bytes()
                .all(|b| b.is_ascii_digit() || matches!(b, b'[' | b']' | b',' | b'-'));
        match opened.chars().next() {
            _ if closing || citation => Self::Closing,
            Some(c) if c.is_lowercase() => Self::Small,
            Some(c) if c.is_alphabetic() => Self::Capital,
            Some(c) if c.is_numeric() => Self::Digit,
            _ => Self::Sign,
        }
    }
}

/// A gap between chunks.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place<'c> {
    chunks: &'c [Chunk],
    /// The first chunk of the sentence.
    start: usize,
    /// The last chunk before the gap that is no citation or closing sign of its own.
    last: usize,
    /// The first chunk after the gap.
    next: usize,
}

impl<'c> Place<'c> {
    /// Returns the gap before the chunk `next` of a sentence that starts with the chunk `start`.
    pub(crate) fn new(chunks: &'c [Chunk], start: usize, next: usize) -> Self {
        let before = chunks.get(start..next).unwrap_or(&[]);
        let last = before.iter().rposition(|c| c.start != Start::Closing);
        Self {
            chunks,
            start,
            last: start + last.unwrap_or(0),
            next,
        }
    }

    /// Returns whether a sentence can end here at all; in a line of its own (`is_line`), only marks end one.
    pub(crate) fn is_possible(&self, is_line: bool) -> bool {
        let (Some(last), Some(next)) = (self.chunks.get(self.last), self.chunks.get(self.next))
        else {
            return false;
        };
        // "Are you sure?" he asked.
        if next.start == Start::Closing
            || (last.quotes || last.end == End::Comma) && next.start == Start::Small
        {
            return false;
        }
        if last.end == End::Stop && last.kind & TITLE != 0 && !last.closes {
            return false;
        }
        let numbered = last.end == End::Stop && last.kind & BEFORE_NUMBER != 0 && !last.closes;
        if numbered && next.start == Start::Digit {
            return false;
        }
        if last.is_initial() && next.start == Start::Capital && next.kind & STARTER == 0 {
            return false;
        }
        last.end.may_end() || !is_line && next.start != Start::Small
    }

    /// Returns whether the gap lies inside a time: "at 10 p.m. Tuesday".
    pub(crate) fn splits_a_time(&self) -> bool {
        let time = |at: usize| self.chunks.get(at).map_or([false; 2], |c| c.time);
        time(self.last)[0] && time(self.next)[1]
    }

    /// Returns where the sentence would end.
    pub(crate) fn end(&self) -> u32 {
        self.chunks
            .get(self.next.wrapping_sub(1))
            .map_or(0, |c| c.span.end)
    }

    /// Returns the features of the gap.
    pub(crate) fn features(&self) -> [u64; 27] {
        let none = Chunk {
            span: Span::default(),
            word: 1,
            shape: 1,
            end: End::None,
            closes: false,
            quotes: false,
            time: [false; 2],
            start: Start::Closing,
            kind: 0,
        };
        let at = |idx: Option<usize>| {
            idx.and_then(|i| self.chunks.get(i))
                .copied()
                .unwrap_or(none)
        };
        let (a, b, c) = (
            at(Some(self.last)),
            at(Some(self.next)),
            at(Some(self.next + 1)),
        );
        let before = at(self.last.checked_sub(1).filter(|i| *i >= self.start));
        let first = at(Some(self.start));
        let block_end = at(self.chunks.len().checked_sub(1)).end as u64;
        let cited = u64::from(self.last + 1 < self.next);
        let length = match self.next - self.start {
            n @ 0..=3 => n as u64,
            4..=6 => 4,
            7..=12 => 5,
            13..=30 => 6,
            _ => 7,
        };
        let end = hash::small(a.end as u64 * 4 + u64::from(a.closes) + 2 * u64::from(a.quotes));
        let start = hash::small(b.start as u64 * 2 + u64::from(b.kind & OPENS != 0));
        let starter = u64::from(b.kind & STARTER);
        let (a_kind, b_kind) = (hash::small(a.kind.into()), hash::small(b.kind.into()));
        hash::features![
            MODEL;
            [end],
            [end, start, cited],
            [end, start, starter],
            [end, a_kind, start],
            [end, a_kind, b_kind],
            [end, a_kind, start, starter],
            [end, a.word],
            [end, a.word, start],
            [end, b.word],
            [end, a_kind, b.word],
            [a.word, b.word],
            [end, length, start],
            [end, length, a_kind],
            [end, block_end, start],
            [end, block_end, start, starter, a_kind],
            [before.word, a.word],
            [end, before.shape, a.shape],
            [b.word, hash::small(c.start as u64)],
            [b.word, c.word],
            [a.shape, b.shape],
            [end, b.shape, c.shape],
            [before.shape, a.shape, b.shape],
            [a.shape, b.shape, c.shape],
            [end, first.word, length],
            [end, first.shape, length, start],
            [end, c.end as u64, length, start],
            [end, before.end as u64, a_kind, start],
        ]
    }
}

fn kind(word: &str, lists: Lists) -> u16 {
    let letters = word.chars().filter(|c| c.is_alphabetic());
    let n = letters.clone().count();
    let capital = word.starts_with(char::is_uppercase);
    let dotted = word.contains('.')
        && word
            .split('.')
            .all(|part| (1..=2).contains(&part.len()) && part.chars().all(char::is_alphabetic));
    let address = word.contains(['@', '/', '\\']) || word.contains("www.");
    bits([
        (TITLE, lists.has(Lists::TITLE)),
        (ABBREVIATION, lists.has(Lists::ABBREVIATION)),
        (BEFORE_NUMBER, lists.has(Lists::BEFORE_NUMBER)),
        (STARTER, lists.has(Lists::STARTER)),
        (DOTTED, dotted),
        (ONE_LETTER, n == 1 && word.chars().count() == 1),
        (NUMBER, word.bytes().any(|b| b.is_ascii_digit())),
        (CAPITALS, n > 1 && letters.clone().all(char::is_uppercase)),
        (CAPITAL, capital),
        (ADDRESS, address),
    ])
}

/// Returns the sum of the bits that are on.
fn bits<const N: usize>(bits: [(u16, bool); N]) -> u16 {
    bits.iter().map(|(bit, on)| bit * u16::from(*on)).sum()
}

fn shape(chunk: &str) -> u64 {
    let mut shape = Shape::new();
    for c in chunk.chars().take(MAX_SHAPE) {
        shape.push(match c {
            '0'..='9' => b'd',
            _ if c.is_uppercase() => b'X',
            _ if c.is_alphabetic() => b'x',
            _ if c.is_ascii() => c as u8,
            _ => 1,
        });
    }
    shape.finish()
}

/// Characters of a chunk that its shape shows.
const MAX_SHAPE: usize = 10;

/// The kinds of a chunk's first characters, runs cut at two.
struct Shape {
    hash: Running,
    last: u8,
    run: usize,
    n: usize,
}

impl Shape {
    fn new() -> Self {
        Self {
            hash: Running::new(5),
            last: 0,
            run: 0,
            n: 0,
        }
    }

    fn push(&mut self, kind: u8) {
        self.n += 1;
        if self.n > MAX_SHAPE {
            return;
        }
        self.run = if kind == self.last { self.run + 1 } else { 0 };
        self.last = kind;
        if self.run < 2 {
            self.hash.push(kind);
        }
    }

    /// Pushes characters of one kind, none of which stands before them.
    fn push_run(&mut self, kind: u8, n: usize) {
        for _ in 0..n.min(2) {
            self.hash.push(kind);
        }
        self.n += n;
        if let Some(run) = n.checked_sub(1) {
            (self.last, self.run) = (kind, run);
        }
    }

    fn finish(self) -> u64 {
        self.hash.finish()
    }
}

/// Returns the chunk without the citations glued to its end: `fell.[3]`.
fn without_citations(mut chunk: &str) -> &str {
    while let Some((before, number)) = chunk.strip_suffix(']').and_then(|c| c.rsplit_once('[')) {
        let is_number = number
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b',' | b'-'));
        if before.is_empty() || number.is_empty() || !is_number {
            break;
        }
        chunk = before;
    }
    chunk
}

fn is_closer(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '}')
}

fn is_opener(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '‘' | '«' | '(' | '[' | '{' | '`')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_plain_chunk_is_seen_as_any_other(text in "[A-Za-z]{1,14}[.,]?") {
            let words = SentenceWords::built_in().unwrap_or_default();
            let span = Span::new(0, text.len());
            let plain = Plain::of(&text).map(|plain| plain.chunk(span, &words));
            let any = Chunk::new(&text, span, &words, &mut String::new());
            prop_assert_eq!(format!("{plain:?}"), format!("{:?}", Some(any)));
        }
    }
}
