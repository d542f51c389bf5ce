//! Sentences into tokens, by the conventions of the English Web Treebank.
//!
//! White space always parts tokens. Inside a chunk, signs are tokens of their
//! own but for those that hold a word together (`3.5`, `10:30`, `AT&T`,
//! `U.S.`, addresses); hyphens part words (`Iran` `-` `backed`) unless what
//! stands before is a prefix (`anti-war`) or both sides are numbers of a date
//! or telephone. Contractions are parted: `do` `n't`, `Iran` `'s`, `can` `not`.
//!
//! Which words are prefixes, abbreviations and contractions without an
//! apostrophe is learned and lies in the weight file.

use super::word::push_lower;
use crate::span::Span;
use crate::weights::hash::{self, Running};
use crate::weights::table::Index;

/// What the weight file's table of pieces says of a chunk.
#[derive(Debug, Clone, Copy)]
pub(super) enum Piece {
    /// Cut after so many bytes: `can|not`, `gon|na`.
    Cut = 1,
    /// A hyphen after it does not part: `anti`.
    Prefix,
    /// The stop belongs to it: `mr`, `inc`.
    Abbreviation,
}

impl Piece {
    /// Returns the key of a lower-cased chunk in the table.
    pub(super) fn key(self, lower: &str) -> u64 {
        self.key_of(hash::bytes(lower.as_bytes()))
    }

    /// Returns the key of the chunk whose lower-cased bytes have this hash.
    fn key_of(self, hash: u64) -> u64 {
        hash ^ hash::small(8000 + self as u64)
    }
}

/// Cuts sentences into tokens; keeps a buffer from one sentence to the next.
#[derive(Debug)]
pub(super) struct Cutter<'w> {
    pieces: Index<'w>,
    lower: String,
}

impl<'w> Cutter<'w> {
    /// Returns a cutter that knows these pieces.
    pub(super) fn new(pieces: Index<'w>) -> Self {
        Self {
            pieces,
            lower: String::new(),
        }
    }

    /// Appends the spans of the sentence's tokens in text order.
    pub(super) fn cut(&mut self, text: &str, sentence: Span, out: &mut Vec<Span>) {
        let mut chunk = Chunk {
            text,
            at: sentence.start as usize,
            end: sentence.end as usize,
            last: false,
        };
        let sentence_end = chunk.end;
        loop {
            let rest = chunk.rest(chunk.at, sentence_end);
            let Some(skip) = rest.find(|c: char| !c.is_whitespace()) else {
                return;
            };
            chunk.at += skip;
            let rest = rest.get(skip..).unwrap_or("");
            if let Some(end) = self.cut_plain(rest, chunk.at, out) {
                chunk.at = end;
                continue;
            }
            chunk.end = chunk.at + rest.find(char::is_whitespace).unwrap_or(rest.len());
            chunk.last = text
                .get(chunk.end..sentence_end)
                .is_none_or(|rest| rest.trim().is_empty());
            self.cut_chunk(&mut chunk, out);
        }
    }

    /// Cuts the chunk that the text starts with where it is nothing but Latin letters and perhaps a comma or the
    /// like, as most are; returns where it ends.
    fn cut_plain(&self, rest: &str, start: usize, out: &mut Vec<Span>) -> Option<usize> {
        let bytes = rest.as_bytes();
        let mut lower = Running::new(0);
        let letters = bytes.iter().take_while(|b| b.is_ascii_alphabetic());
        let len = letters.map(|b| lower.push(b.to_ascii_lowercase())).count();
        let ends = |at: usize| {
            let next = bytes.get(at).copied();
            next.is_none_or(|b| b.is_ascii() && char::from(b).is_whitespace())
        };
        let sign = match bytes.get(len) {
            _ if ends(len) => 0,
            Some(b',' | b';' | b':' | b'?' | b'!') if ends(len + 1) => 1,
            _ => return None,
        };
        let piece = self.pieces.get(Piece::Cut.key_of(lower.finish()));
        if len == 0 || piece.is_some() {
            return None;
        }
        out.push(Span::new(start, start + len));
        if sign > 0 {
            out.push(Span::new(start + len, start + len + sign));
        }
        Some(start + len + sign)
    }

    fn cut_chunk(&mut self, chunk: &mut Chunk<'_>, out: &mut Vec<Span>) {
        while let Some(c) = chunk.peek() {
            let start = chunk.at;
            if let Some(end) = address_end(chunk.rest(start, chunk.end)) {
                chunk.at += end;
                out.push(Span::new(start, chunk.at));
            } else if c.is_alphanumeric() || starts_short_form(chunk.rest(start, chunk.end)) {
                let end = self.word_end(chunk);
                self.push_word(chunk.text, start, end, out);
                chunk.at = end;
            } else {
                chunk.at += sign_len(chunk.rest(start, chunk.end), c);
                out.push(Span::new(start, chunk.at));
            }
        }
    }

    fn is_piece(&mut self, kind: Piece, chunk: &str) -> Option<u16> {
        self.lower.clear();
        push_lower(chunk, &mut self.lower);
        self.pieces.get(kind.key(&self.lower))
    }

    /// Returns where the word that starts at the chunk's place ends.
    fn word_end(&mut self, chunk: &Chunk<'_>) -> usize {
        let start = chunk.at;
        let rest = chunk.rest(start, chunk.end);
        let mut before = '\0';
        let mut chars = rest.char_indices().peekable();
        while let Some((offset, c)) = chars.next() {
            let after = chars.peek().map_or('\0', |&(_, next)| next);
            let so_far = rest.get(..offset).unwrap_or("");
            let digits = before.is_ascii_digit() && after.is_ascii_digit();
            let holds = match c {
                _ if is_word_char(c) => true,
                '\'' | '’' | '`' => {
                    offset == 0 || (before.is_alphanumeric() && after.is_alphabetic())
                }
                '.' if after.is_alphanumeric() => {
                    let run_together = so_far.chars().count() > 2
                        && before.is_lowercase()
                        && after.is_uppercase()
                        && !so_far.contains('.');
                    !run_together
                }
                '.' if after == '.' => false,
                '.' => return start + offset + usize::from(self.keeps_stop(so_far, chunk, offset)),
                ',' => digits && groups_thousands(rest.get(offset + 1..).unwrap_or("")),
                ':' | '/' => digits,
                '-' => {
                    if digits {
                        is_number_code(rest)
                    } else {
                        after.is_alphanumeric() && self.is_piece(Piece::Prefix, so_far).is_some()
                    }
                }
                '&' => before.is_uppercase() && after.is_uppercase(),
                '$' if before.is_ascii_uppercase() && offset <= 3 => {
                    return start + offset + 1;
                }
                _ => false,
            };
            if !holds {
                return start + offset;
            }
            before = c;
        }
        chunk.end
    }

    /// Returns whether the stop after a word, before a non-letter, belongs to it.
    fn keeps_stop(&mut self, word: &str, chunk: &Chunk<'_>, offset: usize) -> bool {
        let mut letters = word.chars();
        let one_letter =
            letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none();
        let dotted = word.contains('.')
            && word
                .split('.')
                .all(|part| (1..=2).contains(&part.len()) && part.chars().all(char::is_alphabetic));
        if dotted {
            return true;
        }
        let ends_chunk = chunk.at + offset + 1 == chunk.end;
        let inside = ends_chunk && !chunk.last;
        if one_letter {
            return inside && word != "I" || !chunk.last;
        }
        // The sentence goes on after the stop, so that it marks a short form of a name or title.
        let short = word.chars().count() <= MAX_ABBREVIATION
            && word.starts_with(char::is_uppercase)
            && word.chars().all(char::is_alphabetic);
        inside && short || self.is_piece(Piece::Abbreviation, word).is_some()
    }

    /// Appends a word, parted from its clitics.
    fn push_word(&mut self, text: &str, start: usize, end: usize, out: &mut Vec<Span>) {
        let word = text.get(start..end).unwrap_or("");
        if let Some(cut) = self.is_piece(Piece::Cut, word) {
            let cut = start + usize::from(cut);
            if text.is_char_boundary(cut) && start < cut && cut < end {
                out.push(Span::new(start, cut));
                out.push(Span::new(cut, end));
                return;
            }
        }
        match clitic(word) {
            Some(cut) if cut > 0 => {
                self.push_word(text, start, start + cut, out);
                out.push(Span::new(start + cut, end));
            }
            _ => out.push(Span::new(start, end)),
        }
    }
}

/// The longest abbreviation that is known by its stop inside a sentence alone.
const MAX_ABBREVIATION: usize = 5;

/// The part of a sentence between white space that is being cut.
struct Chunk<'t> {
    text: &'t str,
    at: usize,
    end: usize,
    /// Whether the sentence ends with it.
    last: bool,
}

impl<'t> Chunk<'t> {
    fn rest(&self, start: usize, end: usize) -> &'t str {
        self.text.get(start..end).unwrap_or("")
    }

    fn peek(&self) -> Option<char> {
        self.rest(self.at, self.end).chars().next()
    }
}

fn is_word_char(c: char) -> bool {
    c.is_alphanumeric()
        || matches!(
            c,
            '_' | '@' | '°' | '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200d}'
        )
}

/// Returns whether the chunk starts with an apostrophe that stands for left-out letters: `'s`, `'em`, `'90s`.
fn starts_short_form(rest: &str) -> bool {
    let mut chars = rest.chars();
    if !matches!(chars.next(), Some('\'' | '’')) {
        return false;
    }
    let word = chars.as_str();
    let end = word
        .find(|c: char| !c.is_alphanumeric())
        .unwrap_or(word.len());
    let word = word.get(..end).unwrap_or("");
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    digits == 2 && word.len() <= 3
        || [
            "s", "t", "m", "d", "re", "ve", "ll", "em", "til", "cause", "n",
        ]
        .iter()
        .any(|short| word.eq_ignore_ascii_case(short))
}

/// Returns the length of the token that the sign `c` starts: runs of one sign are one token.
fn sign_len(rest: &str, c: char) -> usize {
    let same = |also: fn(char) -> bool| {
        rest.find(|next| next != c && !also(next))
            .unwrap_or(rest.len())
    };
    match c {
        '.' | '!' | '?' => same(|next| matches!(next, '.' | '!' | '?')),
        '-' | '*' | '=' | '_' | '~' | '…' | '#' | '<' | '>' | '—' | '+' | '/' | '\\' => {
            same(|_| false)
        }
        '\'' | '`' if rest.chars().nth(1) == Some(c) => 2,
        ':' | ';' => {
            // Emoticons are one token: `:)`, `;-)`.
            let face = [":-)", ";-)", ":-(", ":)", ";)", ":(", ":D", ":P"];
            let found = face.iter().find(|face| {
                rest.strip_prefix(**face)
                    .is_some_and(|tail| !tail.starts_with(char::is_alphanumeric))
            });
            found.map_or(1, |face| face.len())
        }
        _ => c.len_utf8(),
    }
}

/// Returns the end of the web or mail address that the text starts with.
fn address_end(rest: &str) -> Option<usize> {
    // Every address has a stop before another character; most chunks do not.
    if !rest.trim_end_matches('.').contains(['.', '@']) {
        return None;
    }
    let starts = |prefix: &str| {
        rest.get(..prefix.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(prefix))
    };
    let web = starts("http://") || starts("https://") || starts("www.") || starts("ftp://");
    let stop = |c: char| {
        matches!(
            c,
            '<' | '>' | '"' | '“' | '”' | '(' | ')' | '[' | ']' | ',' | ';' | ' '
        )
    };
    let mut end = if web {
        rest.find(['<', '>', '"', '“', '”', '[', ']', ' '])
            .unwrap_or(rest.len())
    } else {
        rest.find(stop).unwrap_or(rest.len())
    };
    let body = rest.get(..end)?;
    if !web && !is_bare_address(body) {
        return None;
    }
    end = body
        .trim_end_matches(|c: char| {
            matches!(
                c,
                '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '’' | ')' | '>'
            )
        })
        .len();
    // A bracket that was opened inside the address belongs to it.
    if body.get(..end).is_some_and(|b| b.contains('('))
        && body.get(end..).is_some_and(|t| t.starts_with(')'))
    {
        end += 1;
    }
    (end > 0).then_some(end)
}

/// Returns whether a chunk without a scheme is a mail or web address all the same: `name@site.org`, `site.com/page`.
fn is_bare_address(body: &str) -> bool {
    let body = body.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '/');
    if let Some((name, site)) = body.split_once('@') {
        return !name.is_empty()
            && site.contains('.')
            && name.starts_with(char::is_alphanumeric)
            && site
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '.' | '-'));
    }
    let site = body.split('/').next().unwrap_or("");
    let Some((name, zone)) = site.rsplit_once('.') else {
        return false;
    };
    let known = ["com", "org", "net", "edu", "gov", "info"];
    known.iter().any(|k| zone.eq_ignore_ascii_case(k))
        && name.len() > 1
        && name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_'))
}

/// Returns whether three digits follow and no fourth.
fn groups_thousands(rest: &str) -> bool {
    rest.bytes().take_while(u8::is_ascii_digit).count() == 3
}

/// Returns whether hyphened digits are a date or a telephone number, one token, rather than a range.
fn is_number_code(rest: &str) -> bool {
    let end = rest
        .find(|c: char| !c.is_ascii_digit() && c != '-')
        .unwrap_or(rest.len());
    let code = rest.get(..end).unwrap_or("").trim_end_matches('-');
    let mut parts = code.split('-');
    match (parts.next(), parts.next(), parts.next()) {
        (Some(_), Some(_), Some(_)) => true,
        (Some(a), Some(b), None) => matches!((a.len(), b.len()), (3 | 5, 4)),
        _ => false,
    }
}

/// Returns where a contraction's or possessive's clitic starts in the word.
fn clitic(word: &str) -> Option<usize> {
    let cut = word.rfind(['\'', '’'])?;
    let (before, tail) = word.split_at_checked(cut)?;
    let mut tail = tail.chars();
    tail.next();
    let tail = tail.as_str();
    let is = |text: &str| tail.eq_ignore_ascii_case(text);
    if is("t") && before.ends_with(['n', 'N']) && before.len() > 1 {
        return Some(cut - 1);
    }
    (["s", "m", "d", "re", "ve", "ll"].iter().any(|c| is(c)) && !before.is_empty()).then_some(cut)
}
