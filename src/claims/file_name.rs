//! What the file names, addresses and credits of pictures say: which picture it is, and the day,
//! person and place that a speaking file name holds.
//!
//! Hashes, camera counters, sizes and the numbers of content systems say nothing.

use crate::calendar::{Day, Interval, MONTHS};
use crate::lexicon::Lexicon;
use crate::lexicon::pictures::PictureWords;

/// A file name with fewer letters in words may be anybody's: `harbour.jpg`.
const MIN_DISTINCT_LETTERS: usize = 16;
/// Words that a distinctive file name has at least.
const MIN_DISTINCT_WORDS: usize = 3;
/// Digits that make a number an agency's number of one picture.
const MIN_NUMBER: usize = 8;

/// How a date stands in a file name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DateForm {
    /// Written with the month's name, or behind the words: the day of the event.
    Stated,
    /// Behind a camera's prefix: the day of the shot.
    Shot,
    /// In front, in figures: the day of the shot, or of the upload.
    Leading,
}

impl DateForm {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Shot => "shot",
            Self::Leading => "leading",
        }
    }
}

/// What a file name says.
#[derive(Debug, Default)]
pub(super) struct FileName {
    /// The date, and how it stands there.
    pub(super) date: Option<(Interval, DateForm)>,
    /// Persons by their first name, lower case.
    pub(super) persons: Vec<String>,
    /// Keys of places.
    pub(super) places: Vec<String>,
}

impl FileName {
    pub(super) fn is_empty(&self) -> bool {
        self.date.is_none() && self.persons.is_empty() && self.places.is_empty()
    }
}

/// Returns the keys under which a picture meets other captions of it: its bytes, its address
/// without scheme, query and size, its file name where it is one of a kind.
pub(super) fn identities(
    address: Option<&str>,
    file_name: Option<&str>,
    content_hash: Option<&str>,
    picture_words: &PictureWords,
) -> Vec<String> {
    let mut keys = Vec::new();
    if let Some(hash) = content_hash {
        keys.push(format!("picture/bytes/{hash}"));
    }
    let stem = file_name.map(|n| without_size(stem_of(n, picture_words)).to_lowercase());
    let is_placeholder = stem
        .as_deref()
        .is_some_and(|s| words(s).iter().all(|w| picture_words.is_placeholder(w)));
    if is_placeholder {
        return keys;
    }
    if let Some(address) = address.and_then(|a| canonical(a, picture_words)) {
        keys.push(format!("picture/address/{address}"));
    }
    if let Some(stem) = stem.filter(|s| is_distinct(s, picture_words)) {
        keys.push(format!("picture/file/{stem}"));
    }
    keys
}

/// Returns host and path without scheme, query and size; nothing for a relative path, which every
/// site has its own of.
fn canonical(address: &str, picture_words: &PictureWords) -> Option<String> {
    let (_, rest) = address
        .split_once("://")
        .or_else(|| address.split_once("//"))?;
    let (host, path) = rest.split_once('/')?;
    let bare = path.split(['?', '#']).next().unwrap_or(path);
    let (folder, name) = bare.rsplit_once('/').unwrap_or(("", bare));
    let ending = name.rsplit_once('.').map(|(_, e)| e.to_lowercase());
    let host = host.to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    if !ending.is_some_and(|e| picture_words.is_ending(&e)) {
        // The query may be all that tells one picture from another.
        let path = path.split('#').next().unwrap_or(path);
        return (!path.is_empty()).then(|| format!("{host}/{path}"));
    }
    let stem = without_size(stem_of(name, picture_words));
    Some(format!("{host}/{folder}/{stem}"))
}

fn stem_of<'n>(name: &'n str, picture_words: &PictureWords) -> &'n str {
    match name.rsplit_once('.') {
        Some((stem, ending)) if picture_words.is_ending(&ending.to_lowercase()) => stem,
        _ => name,
    }
}

/// Returns a stem without `-1024x768`, `_640`, `@2x`, `-scaled`.
fn without_size(stem: &str) -> &str {
    let mut rest = stem;
    loop {
        let Some((before, last)) = rest.rsplit_once(['-', '_', '@', '.']) else {
            return rest;
        };
        let by = last.split_once(['x', 'X']).is_some_and(|(w, h)| {
            let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
            digits(w) && digits(h) && !w.is_empty() && (!h.is_empty() || rest.ends_with('x'))
        });
        let named = matches!(
            last,
            "scaled" | "large" | "medium" | "small" | "thumb" | "rotated"
        );
        if (by || named) && !before.is_empty() {
            rest = before;
        } else {
            return rest;
        }
    }
}

/// Returns whether no second picture is likely to bear the name.
fn is_distinct(stem: &str, picture_words: &PictureWords) -> bool {
    let parts = words(stem);
    let telling: Vec<&String> = parts
        .iter()
        .filter(|w| w.len() > 1 && w.bytes().any(|b| b.is_ascii_alphabetic()))
        .filter(|w| !picture_words.is_file_noise(w))
        .collect();
    let letters: usize = telling.iter().map(|w| w.len()).sum();
    let numbered = parts.iter().any(|w| {
        w.len() >= MIN_NUMBER && w.bytes().all(|b| b.is_ascii_digit()) && date(&[w]).is_none()
    });
    let hash = parts.iter().any(|w| {
        w.len() >= 2 * MIN_NUMBER
            && w.bytes().all(|b| b.is_ascii_hexdigit())
            && w.bytes().any(|b| b.is_ascii_digit())
    });
    (letters >= MIN_DISTINCT_LETTERS && telling.len() >= MIN_DISTINCT_WORDS) || numbered || hash
}

/// Cuts a file name (or a credit) into words, lower case; `TheMayorSpeaks` is three.
pub(super) fn words(name: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut word = String::new();
    let mut last: Option<char> = None;
    for c in name.chars() {
        let humps = last.is_some_and(char::is_lowercase) && c.is_uppercase();
        let joins = last.is_some_and(|l| l.is_alphabetic() && c.is_ascii_digit());
        if (!c.is_alphanumeric() || humps || joins) && !word.is_empty() {
            out.push(std::mem::take(&mut word));
        }
        if c.is_alphanumeric() {
            word.extend(c.to_lowercase());
        }
        last = Some(c);
    }
    if !word.is_empty() {
        out.push(word);
    }
    out
}

/// Reads a file name.
pub(super) fn read(name: &str, lexicon: &Lexicon) -> FileName {
    let picture_words = &lexicon.pictures;
    let stem = without_size(stem_of(name, picture_words));
    let parts = words(stem);
    let mut read = FileName::default();
    let mut date_at = None;
    for at in 0..parts.len() {
        let rest: Vec<&String> = parts.iter().skip(at).collect();
        if let Some((days, len, in_words)) = date(&rest) {
            let behind_words = parts
                .iter()
                .take(at)
                .any(|w| w.len() > 2 && w.bytes().all(|b| b.is_ascii_alphabetic()));
            let camera = at > 0
                && parts
                    .get(at - 1)
                    .is_some_and(|w| picture_words.is_camera(w));
            let form = if camera {
                DateForm::Shot
            } else if in_words || behind_words {
                DateForm::Stated
            } else {
                DateForm::Leading
            };
            read.date = Some((days, form));
            date_at = Some((at, at + len));
            break;
        }
    }
    let is_credit = parts.iter().any(|w| picture_words.is_file_credit(w));
    if !is_credit {
        read.persons = persons(&parts, lexicon);
    }
    read.places = places(&parts, date_at, lexicon);
    read
}

/// Finds names by their first name: `john-doe-speaks`.
fn persons(parts: &[String], lexicon: &Lexicon) -> Vec<String> {
    let words = &lexicon.pictures;
    let mut out = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        let Some(next) = parts.get(at + 1) else { break };
        let name = next.len() > 2
            && next.chars().all(char::is_alphabetic)
            && !words.is_file_noise(next)
            && !words.is_file_title(next)
            && lexicon.time.entry(next).is_none()
            && lexicon.places.at(&[next], true).is_none();
        if !name {
            continue;
        }
        // What follows a title alone may be a verb: `president-visits-lyon`.
        if words.is_given_name(part) {
            out.push(format!("{part} {next}"));
        }
    }
    out
}

/// Finds places that say where: behind `in`, or with their state, a date or the end behind them.
fn places(parts: &[String], date_at: Option<(usize, usize)>, lexicon: &Lexicon) -> Vec<String> {
    let forms: Vec<&str> = parts.iter().map(String::as_str).collect();
    let mut found: Vec<(usize, usize, &str)> = Vec::new();
    let mut at = 0;
    while at < forms.len() {
        match lexicon.places.at(forms.get(at..).unwrap_or(&[]), true) {
            Some((len, key)) if len > 1 || forms.get(at).is_some_and(|f| f.len() > 3) => {
                found.push((at, at + len, key));
                at += len;
            }
            _ => at += 1,
        }
    }
    let mut out: Vec<String> = Vec::new();
    for (i, (from, to, key)) in found.iter().enumerate() {
        let led = from
            .checked_sub(1)
            .and_then(|b| forms.get(b))
            .is_some_and(|w| matches!(*w, "in" | "at" | "near" | "outside"));
        let next = found.get(i + 1).filter(|(f, _, _)| f == to);
        let ends =
            forms.iter().skip(*to).all(|w| {
                w.bytes().all(|b| b.is_ascii_digit()) || lexicon.pictures.is_file_noise(w)
            }) || date_at.is_some_and(|(start, _)| start == *to);
        let contained = next.is_some_and(|(_, _, outer)| lexicon.places.is_within(key, outer));
        let is_state = lexicon.places.is_state(key);
        // "Springfield_Illinois": the state of a city just before it.
        let contains = i > 0
            && found
                .get(i - 1)
                .is_some_and(|(_, t, inner)| t == from && lexicon.places.is_within(inner, key));
        let says_where = led || contained || contains || (!is_state && ends && found.len() == 1);
        // "Paris_Texas" is not the Paris that is known.
        let other = next.is_some_and(|(_, _, outer)| !lexicon.places.is_within(key, outer));
        if says_where && !other && !out.iter().any(|k| k == key) {
            out.push((*key).to_owned());
        }
    }
    out
}

/// Returns the days that a text behind a picture states: `AP Photo, 26 June 2013`.
pub(super) fn date_in_prose(text: &str) -> Option<Interval> {
    let parts = words(text);
    (0..parts.len()).find_map(|at| {
        let rest: Vec<&String> = parts.iter().skip(at).collect();
        date(&rest).map(|(days, _, _)| days)
    })
}

/// Returns the date that words begin with, their number, and whether the month is in letters.
fn date<S: AsRef<str>>(words: &[S]) -> Option<(Interval, usize, bool)> {
    let word = |i: usize| words.get(i).map(AsRef::as_ref);
    let digits = |i: usize, len: usize| {
        word(i)
            .filter(|w| w.len() == len && w.bytes().all(|b| b.is_ascii_digit()))
            .and_then(|w| w.parse::<i32>().ok())
    };
    let year = |i: usize| digits(i, 4).filter(|y| (1850..=2100).contains(y));
    let small = |i: usize| {
        word(i)
            .map(|w| w.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h']))
            .filter(|w| (1..=2).contains(&w.len()) && w.bytes().all(|b| b.is_ascii_digit()))
            .and_then(|w| w.parse::<u8>().ok())
    };
    let two = |i: usize| digits(i, 2).and_then(|n| u8::try_from(n).ok());
    // 2013-06-26
    if let (Some(y), Some(m), Some(d)) = (year(0), two(1), two(2))
        && let Some(day) = Day::from_ymd(y, m, d)
    {
        return Some((Interval::day(day), 3, false));
    }
    // 20130626, 20130626143000
    if let Some(run) =
        word(0).filter(|w| matches!(w.len(), 8 | 12 | 14) && w.bytes().all(|b| b.is_ascii_digit()))
        && let (Some(y), Some(m), Some(d)) = (
            run.get(..4).and_then(|y| y.parse::<i32>().ok()),
            run.get(4..6).and_then(|m| m.parse::<u8>().ok()),
            run.get(6..8).and_then(|d| d.parse::<u8>().ok()),
        )
        && (1990..=2100).contains(&y)
        && let Some(day) = Day::from_ymd(y, m, d)
    {
        return Some((Interval::day(day), 1, false));
    }
    let day = |y: i32, m: u8, d: u8| Some(Interval::day(Day::from_ymd(y, m, d)?));
    // June 26, 2013; June 2013
    if let Some(m) = word(0).and_then(month) {
        if let (Some(d), Some(y)) = (small(1), year(2)) {
            return day(y, m, d).map(|days| (days, 3, true));
        }
        if let Some(y) = year(1) {
            return Interval::month(y, m).map(|days| (days, 2, true));
        }
    }
    // 26 June 2013
    if let (Some(d), Some(m), Some(y)) = (small(0), word(1).and_then(month), year(2)) {
        return day(y, m, d).map(|days| (days, 3, true));
    }
    None
}

/// Returns the month that a word names: `june`, `jun`.
fn month(word: &str) -> Option<u8> {
    let found = MONTHS.iter().position(|m| {
        let lower = m.to_lowercase();
        word == lower
            || (word.len() == 3 && lower.starts_with(word))
            || (word == "sept" && lower == "september")
    })?;
    u8::try_from(found + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::RuleFiles;

    fn lexicon() -> Lexicon {
        Lexicon::load(&RuleFiles::built_in()).unwrap_or_default()
    }

    #[test]
    fn a_speaking_file_name_is_read() {
        let lexicon = lexicon();
        let cases = [
            (
                "Mayor_Lee_Opens_Bridge_2019-05-03.jpg",
                "3 May 2019 stated | |",
            ),
            ("2019-05-03-bridge.jpg", "3 May 2019 leading | |"),
            ("IMG_20190503_101112.jpg", "3 May 2019 shot | |"),
            ("Bridge_May_3,_2019.jpg", "3 May 2019 stated | |"),
            ("Bridge_opening_May_2019_(3).jpg", "May 2019 stated | |"),
            ("john-harris-in-leeds.jpg", "- | john harris | leeds"),
            ("Rally_Lyon_France.jpg", "- | | lyon, france"),
            ("paris-climate-agreement.jpg", "- | | "),
            ("iran-france-talks.jpg", "- | | "),
            ("john-harris-unsplash.jpg", "- | | "),
            ("Protest_Paris_20190503.jpg", "3 May 2019 stated | | paris"),
            ("DSC0001.jpg", "- | | "),
            ("9f86d081884c7d659a2f-1024x768.png", "- | | "),
            ("1200x675_20.jpg", "- | | "),
        ];
        for (name, expected) in cases {
            let found = read(name, &lexicon);
            let date = found
                .date
                .map_or("-".to_owned(), |(d, f)| format!("{d} {}", f.as_str()));
            let told = format!(
                "{date} | {} | {}",
                found.persons.join(", "),
                found.places.join(", ")
            );
            let squeeze = |s: &str| s.split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!(squeeze(&told), squeeze(expected), "{name}");
        }
    }

    #[test]
    fn one_picture_has_one_identity_in_every_size() {
        let words = lexicon().pictures;
        let keys = |address: &str| {
            let name = address
                .rsplit('/')
                .next()
                .map(|n| n.split('?').next().unwrap_or(n));
            identities(Some(address), name, None, &words)
        };
        let meets = |a: &str, b: &str| {
            let (p, q) = (keys(a), keys(b));
            p.iter().any(|k| q.contains(k))
        };
        assert!(meets(
            "https://www.example.org/a/ship.jpg?w=640",
            "http://example.org/a/ship-1024x768.jpg"
        ));
        assert!(meets(
            "https://example.org/a/Mayor_opens_the_new_bridge_(3).jpg",
            "https://elsewhere.example/files/mayor_opens_the_new_bridge_(3).jpg"
        ));
        assert!(!meets(
            "https://example.org/a/Mayor_opens_the_new_bridge_(3).jpg",
            "https://elsewhere.example/files/mayor_opens_the_new_bridge_(4).jpg"
        ));
        assert!(!meets(
            "https://example.org/a/ship.jpg",
            "https://example.com/a/ship.jpg"
        ));
        assert!(!meets(
            "https://example.org/image?id=1",
            "https://example.org/image?id=2"
        ));
        assert!(!meets("img/1.jpg", "img/1.jpg"));
        assert!(!meets(
            "https://example.org/default.jpg",
            "https://example.org/default.jpg"
        ));
    }
}
