//! Blocks into sentences.
//!
//! A sentence ends at a stop, question or exclamation mark (and the quotation
//! marks and brackets that close after it) before white space, unless what
//! stands around it says otherwise: an abbreviation, an initial, a small letter
//! after it. Line ends inside a block are white space. The words that decide
//! lie in `rules/names/sentences.yaml`.

use crate::lexicon::sentences::SentenceWords;
use crate::read::Article;
use crate::span::Span;

/// One sentence of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// Where it is; no white space at either end; may hold line ends of hard-wrapped text.
    pub span: Span,
    /// Index into the article's blocks.
    pub block: u32,
}

/// Splits every block of the article into sentences, in text order.
///
/// Total: odd text yields odd sentences, never a failure. Every character of
/// a block but white space lies in exactly one sentence.
pub fn split(article: &Article, words: &SentenceWords) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut lower = String::new();
    for (block, index) in article.blocks.iter().zip(0..) {
        let text = block.span.of(&article.text);
        let mut splitter = Splitter {
            text,
            words,
            start: 0,
            lower: &mut lower,
        };
        while let Some((start, end)) = splitter.next_sentence() {
            let offset = block.span.start as usize;
            sentences.push(Sentence {
                span: Span::new(offset + start, offset + end),
                block: index,
            });
        }
    }
    sentences
}

/// Marks that may end a sentence.
const ENDS: [char; 5] = ['.', '!', '?', '…', '。'];

/// Walks through one block.
struct Splitter<'t> {
    text: &'t str,
    words: &'t SentenceWords,
    /// Where the next sentence starts, or white space before it.
    start: usize,
    lower: &'t mut String,
}

/// What stands around a mark that may end a sentence.
struct Candidate<'t> {
    /// From the sentence's start to the mark.
    before: &'t str,
    /// The mark, and more of them: `.`, `...`, `?!`.
    marks: &'t str,
    /// Whether quotation marks or brackets close after it.
    closes: bool,
    /// What comes after it and after white space.
    after: &'t str,
}

impl<'t> Splitter<'t> {
    /// Returns the start and end of the next sentence in the block.
    fn next_sentence(&mut self) -> Option<(usize, usize)> {
        let rest = self.text.get(self.start..)?;
        let start = self.start + rest.find(|c: char| !c.is_whitespace())?;
        let mut at = start;
        loop {
            let rest = self.text.get(at..).unwrap_or("");
            let Some(found) = rest.find(ENDS) else {
                break;
            };
            let mark = at + found;
            let (candidate, end) = self.candidate(start, mark);
            let white = candidate.after.len() < self.text.len() - end;
            if candidate.after.is_empty() {
                break;
            }
            at = end;
            if white && self.ends(&candidate) {
                self.start = end;
                return Some((start, end));
            }
        }
        self.start = self.text.len();
        Some((start, self.text.trim_end().len()))
    }

    /// Returns what stands around the mark, and where the sentence ends if it ends with it.
    fn candidate(&self, start: usize, mark: usize) -> (Candidate<'t>, usize) {
        let tail = self.text.get(mark..).unwrap_or("");
        let marks_len = tail.find(|c| !ENDS.contains(&c)).unwrap_or(tail.len());
        let closers = tail.get(marks_len..).unwrap_or("");
        let closers_len = closers.find(|c| !is_closer(c)).unwrap_or(closers.len());
        let after = closers.get(closers_len..).unwrap_or("").trim_start();
        let candidate = Candidate {
            before: self.text.get(start..mark).unwrap_or(""),
            marks: tail.get(..marks_len).unwrap_or(""),
            closes: closers_len > 0,
            after,
        };
        (candidate, mark + marks_len + closers_len)
    }

    /// Returns whether a sentence ends here.
    fn ends(&mut self, candidate: &Candidate<'_>) -> bool {
        let next = candidate.after.trim_start_matches(is_opener);
        let Some(first) = next.chars().next() else {
            // Nothing but quotation marks and brackets is left.
            return false;
        };
        if first.is_lowercase() || matches!(first, ',' | ';' | ')' | ':' | '?' | '!' | '.') {
            return false;
        }
        if candidate.marks != "." {
            return true;
        }
        let word = last_word(candidate.before);
        if word.is_empty() || candidate.closes {
            return true;
        }
        let numbered = word.len() <= 3 && word.bytes().all(|b| b.is_ascii_digit());
        if numbered && word.len() == candidate.before.len() {
            return false;
        }
        self.ends_after(word, candidate.before, next, first)
    }

    /// Returns whether a sentence ends after the word and its stop.
    fn ends_after(&mut self, word: &str, before: &str, next: &str, first: char) -> bool {
        let next_word = next
            .split(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | ';' | ':' | '!' | '?' | '"' | '”'))
            .next()
            .unwrap_or("");
        let starts = self.has(next_word, |w| &w.starters);
        if first.is_numeric() && self.has(word, |w| &w.before_number) {
            return false;
        }
        if self.has(word, |w| &w.titles) {
            // "vs." and "Mr." in mid-name; nothing but a name or number follows.
            return false;
        }
        let mut letters = word.chars();
        let initial = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
        if initial {
            // "J. Smith", but "World War I. The": an initial comes first or after a name.
            return starts && !before.trim_end_matches(word).trim_end().is_empty();
        }
        let dotted = word.contains('.')
            && word.split('.').all(|part| {
                (1..=2).contains(&part.len()) && part.chars().all(char::is_alphabetic)
            });
        if dotted || self.has(word, |w| &w.abbreviations) {
            return starts;
        }
        true
    }

    fn has(
        &mut self,
        word: &str,
        list: fn(&SentenceWords) -> &rustc_hash::FxHashSet<String>,
    ) -> bool {
        self.lower.clear();
        self.lower.extend(
            word.chars()
                .map(|c| if c == '’' { '\'' } else { c.to_ascii_lowercase() }),
        );
        list(self.words).contains(self.lower.as_str())
    }
}

fn is_closer(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '}')
}

fn is_opener(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '‘' | '«' | '(' | '[' | '{' | '`' | '*' | '_' | '-' | '–' | '—' | '•' | ' ')
}

/// Returns the last word without the brackets and quotation marks before it.
fn last_word(before: &str) -> &str {
    let start = before
        .rfind(|c: char| c.is_whitespace() || matches!(c, '(' | '[' | '"' | '“' | '‘' | '—' | '/'))
        .map_or(0, |at| at + before.get(at..).and_then(|b| b.chars().next()).map_or(1, char::len_utf8));
    before.get(start..).unwrap_or("")
}
