//! What stands around a number: hedges, ages, counted nouns, and what makes it
//! part of a date, a name or an address.

use std::ops::Range;

use super::number::{Amount, Scan, Shape, digits};
use super::unit::UnitSeen;
use super::{Bound, Measured, Quantity, Unit};
use crate::lexicon::quantity::{Hedge, Opener, QuantityWords, UnitWord};
use crate::read::Article;
use crate::span::Span;
use crate::tokens::{Relation, Token, TokenWord, Tokens, Upos, Xpos};

/// Hedges have no more words than this.
const MAX_HEDGE: usize = 4;

/// Numbers around a dash between spaces are a range from here on.
const MIN_DASHED: f64 = 100.0;

/// The ends of a range with a spaced dash are no farther apart than this factor.
const MAX_SPREAD: f64 = 20.0;

/// Words of paying stand at most so many tokens before the amount.
const MAX_PAYING: usize = 5;

/// One sentence while its numbers are read.
pub(super) struct Place<'a, 'w> {
    /// The article.
    pub(super) article: &'a Article,
    /// Its tokens.
    pub(super) tokens: &'a Tokens,
    /// The words.
    pub(super) words: &'w QuantityWords,
    /// The text up to the sentence's end.
    pub(super) scan: Scan<'a, 'w>,
    /// The sentence's tokens.
    pub(super) sentence: Range<usize>,
    /// No quantity may begin before this byte.
    pub(super) floor: usize,
}

/// What stands before a number.
pub(super) struct Before {
    pub(super) start: usize,
    pub(super) hedge: Option<Hedge>,
    pub(super) age: bool,
}

impl<'a, 'w> Place<'a, 'w> {
    pub(super) fn token(&self, i: usize) -> Option<&'a Token> {
        self.sentence
            .contains(&i)
            .then(|| self.tokens.all().get(i))
            .flatten()
    }

    pub(super) fn lower(&self, i: usize) -> &'a str {
        self.lower_word(i).as_str()
    }

    pub(super) fn lower_word(&self, i: usize) -> TokenWord<'a> {
        if self.sentence.contains(&i) {
            self.tokens.lower_word(i)
        } else {
            TokenWord::NONE
        }
    }

    pub(super) fn upos(&self, i: usize) -> Option<Upos> {
        self.token(i).map(|t| t.upos)
    }

    fn written(&self, i: usize) -> &'a str {
        self.token(i).map_or("", |t| t.span.of(&self.article.text))
    }

    /// Returns where a number begins in the token and with what kind of word (`None`: a figure).
    pub(super) fn opening(&self, i: usize) -> Option<(usize, Option<Opener>)> {
        let token = self.token(i)?;
        let start = token.span.start as usize;
        let form = token.span.of(&self.article.text);
        let first = form.bytes().next()?;
        if first.is_ascii_digit() {
            return Some((start, None));
        }
        if first == b'.' {
            let decimal = digits(form.as_bytes(), 1) > 0;
            return decimal.then_some((start, None));
        }
        if first.is_ascii_alphabetic() {
            let word = self.tokens.lower_word(i);
            let words = &self.words.openers;
            if let Some(kind) = words.get(word) {
                return Some((start, Some(*kind)));
            }
            let lower = word.as_str();
            if !lower.bytes().any(|byte| matches!(byte, b'-' | b'$')) {
                return None;
            }
            if let Some(kind) = lower.split_once('-').and_then(|(head, _)| words.get(head)) {
                return Some((start, Some(*kind)));
            }
            if !form.contains('$') {
                return None;
            }
        }
        // `$1.2bn`, `€3m`, `~30` in one token.
        let at = form.find(|c: char| c.is_ascii_digit())?;
        (at <= 4 && !form.contains("//")).then_some((start + at, None))
    }

    /// Returns the first token at or behind a byte, looking forward from `from`.
    pub(super) fn token_at(&self, pos: usize) -> usize {
        let all = self.tokens.all();
        let range = self.sentence.clone();
        let slice = all.get(range.clone()).unwrap_or(&[]);
        range.start + slice.partition_point(|t| (t.span.end as usize) <= pos)
    }

    /// Returns first and one past the last token of the span.
    pub(super) fn token_range(&self, i: usize, span: Span) -> (u32, u32) {
        let first = self.token_at(span.start as usize);
        let mut last = first.max(i);
        while self.token(last).is_some_and(|t| t.span.start < span.end) {
            last += 1;
        }
        let cast = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        (cast(first), cast(last.max(first + 1)))
    }

    /// Returns whether the characters around show that this is no number by itself.
    pub(super) fn is_no_number(&self, i: usize, amount: &Amount<'_>) -> bool {
        let before = self.scan.before(amount.outer);
        let rest = self.scan.rest(amount.end);
        let last = before.chars().next_back().unwrap_or(' ');
        let is_figure = matches!(amount.shape, Shape::Plain | Shape::Figure)
            || self
                .scan
                .rest(amount.start)
                .starts_with(|c: char| c.is_ascii_digit());
        if !is_figure {
            return match amount.shape {
                Shape::Ordinal => self.is_no_ordinal(i, amount),
                Shape::Words => self.is_no_word(i, amount),
                _ => false,
            };
        }
        if last == '-' {
            // `F-16`, `mid-1999`; but `-5`, `magnitude-7.0`.
            let head = before.trim_end_matches('-');
            let is_minus = head.ends_with(|c: char| c.is_whitespace() || c == '(');
            if !is_minus && self.scale_before(amount.outer).is_none() {
                return true;
            }
        } else if last.is_alphanumeric()
            || matches!(last, '/' | '#' | '+' | '_' | '@' | '\'' | '’' | '=' | '&')
            || (matches!(last, '.' | ':' | ',')
                && before
                    .chars()
                    .rev()
                    .nth(1)
                    .is_some_and(|c| c.is_ascii_digit()))
        {
            return true;
        }
        if self.is_cited(amount) || before.ends_with('[') {
            return true;
        }
        let mut chars = rest.chars();
        let next = chars.next().unwrap_or(' ');
        let then = chars.next().unwrap_or(' ');
        match next {
            ':' | '.' | ',' | '/' if then.is_ascii_digit() => return true,
            '/' | '_' | '@' | '=' | '&' if then.is_alphanumeric() => return true,
            '\\' if then == '/' => return true,
            c if c.is_alphabetic() && self.scan.unit(amount.end).is_none() => return true,
            '-' if then.is_ascii_digit() && {
                // `555-123-4567`, `2010-04-20`.
                let n = digits(rest.as_bytes(), 1);
                rest.as_bytes().get(n + 1) == Some(&b'-')
                    && rest.as_bytes().get(n + 2).is_some_and(u8::is_ascii_digit)
            } =>
            {
                return true;
            }
            _ => {}
        }
        if amount.shape == Shape::Ordinal {
            return self.is_no_ordinal(i, amount);
        }
        // `1.` or `1)` at the start of a list's line.
        let opens = i == self.sentence.start && amount.shape == Shape::Plain;
        opens && matches!(next, '.' | ')') && !then.is_ascii_digit()
    }

    /// Returns where a minus before the number begins: `-5C`, `minus 20 degrees`.
    pub(super) fn minus_before(&self, pos: usize) -> Option<usize> {
        let head = self
            .scan
            .before(pos)
            .strip_suffix(['-', '−'])
            .filter(|head| head.ends_with(|c: char| c.is_whitespace() || c == '('));
        let word = || {
            let (at, word) = self.scan.word_before(pos)?;
            (at >= self.floor && self.words.minus.contains(&word.to_lowercase())).then_some(at)
        };
        head.map(str::len).or_else(word)
    }

    /// Reads an age given by its decade: `in his 40s`, `in her early twenties`.
    pub(super) fn age_by_decade(&self, i: usize) -> Option<Quantity> {
        let token = self.token(i)?;
        let lower = self.lower(i);
        let (tail, head) = lower
            .rsplit_once('-')
            .map_or((lower, None), |(head, tail)| (tail, Some(head)));
        let decade = self.words.decades.get(tail).copied().or_else(|| {
            let figures = tail.strip_suffix('s').filter(|f| f.len() == 2)?;
            let years: f64 = figures.parse().ok()?;
            (years % 10.0 == 0.0 && years > 0.0).then_some(years)
        })?;
        let mut first = i;
        let mut part = head.map(|head| self.words.decade_parts.get(head));
        while part.is_none() && first > self.sentence.start {
            let before = self.lower(first - 1);
            if before == "-" {
                first -= 1;
            } else {
                part = self.words.decade_parts.get(before).map(Some);
                break;
            }
        }
        if head.is_none() && part.is_some() {
            first -= 1;
        }
        let part = part.flatten();
        let owner = first.checked_sub(1)?;
        let possessive = self.token(owner)?.xpos == Xpos::PrpPoss;
        if !possessive || owner <= self.sentence.start || self.lower(owner - 1) != "in" {
            return None;
        }
        let (low, high) = part.map_or((0.0, 9.0), |reach| (reach.low, reach.high));
        let span = Span::new(
            self.token(first)?.span.start as usize,
            token.span.end as usize,
        );
        Some(Quantity {
            span,
            number: span,
            tokens: self.token_range(first, span),
            counted: None,
            low: decade + low,
            high: decade + high,
            rounding: 0.0,
            bound: Bound::Exact,
            unit: Unit::Age,
            factor: 1.0,
        })
    }

    /// Adds the smaller unit behind a measure: `5 feet 9 inches`, `6-foot-4`, `7 pounds, 4 ounces`.
    pub(super) fn with_part(&self, mut measured: Measured<'w>) -> Measured<'w> {
        let Some(UnitSeen::Word(unit)) = measured.unit else {
            return measured;
        };
        let Some((number, end)) = unit.part.and_then(|part| {
            let small = |n: f64| n * part < unit.factor;
            self.small_part(unit, part, measured.end)
                .filter(|(n, _)| small(*n))
        }) else {
            return measured;
        };
        let share = unit.part.unwrap_or_default() / unit.factor;
        measured.first.low += number * share;
        measured.first.high = measured.first.low;
        measured.first.place = share;
        measured.first.round_place = share;
        measured.last = measured.first;
        measured.end = end;
        measured
    }

    /// Returns the number of the smaller unit behind a measure that ends at `pos`, and its end.
    fn small_part(&self, unit: &UnitWord, part: f64, pos: usize) -> Option<(f64, usize)> {
        let scan = &self.scan;
        let rest = scan.rest(pos);
        // `6-foot-4`
        if let Some(tail) = rest.strip_prefix('-') {
            let n = digits(tail.as_bytes(), 0);
            let open = tail
                .get(n..)
                .is_some_and(|r| !r.starts_with(|c: char| c.is_alphanumeric() || c == '.'));
            let number: f64 = tail.get(..n)?.parse().ok()?;
            return (open && n <= 2).then_some((number, pos + 1 + n));
        }
        let comma = usize::from(rest.starts_with(','));
        let mut at = scan.gap(pos + comma)?;
        if scan.letters(at).eq_ignore_ascii_case("and") {
            at = scan.gap(at + 3)?;
        }
        let amount = self.amount_at(at)?;
        if let Some((UnitSeen::Word(small), end)) = scan.unit(amount.end) {
            let same = small.base == unit.base && (small.factor - part).abs() < f64::EPSILON;
            return same.then_some((amount.low, end));
        }
        // `6 ft 2 in`
        let inches = scan.before(pos).ends_with("ft");
        let end = scan.after_word(amount.end, "in").filter(|_| inches)?;
        Some((amount.low, end))
    }

    /// Returns whether the words before an amount tell of paying: `fined 2,000 pounds`.
    pub(super) fn is_paid(&self, amount: &Amount<'_>) -> bool {
        if self.scan.rest(amount.end).starts_with('-') {
            return false;
        }
        let at = self.token_at(amount.start);
        let from = at.saturating_sub(MAX_PAYING).max(self.sentence.start);
        (from..at).any(|t| self.words.paying.contains(self.tokens.lemma_word(t)))
    }

    /// Returns whether an amount is the year of money told elsewhere: `In 2009 dollars, it cost …`.
    pub(super) fn is_price_year(&self, measured: &Measured<'_>) -> bool {
        let amount = &measured.first;
        let money = matches!(measured.unit, Some(UnitSeen::Word(word)) if word.money);
        money
            && amount.shape == Shape::Plain
            && amount.money.is_none()
            && (1800.0..2100.0).contains(&amount.low)
            && self
                .scan
                .word_before(amount.outer)
                .is_some_and(|(_, w)| self.words.price_years.openers.contains(&w.to_lowercase()))
    }

    /// Reads the year whose money an amount is in, behind it: `in 2009 dollars`, `at 2009 prices`. Returns the year,
    /// the currency where it stands there, and the end.
    pub(super) fn price_year(&self, pos: usize) -> Option<(&'a str, Option<&'w str>, usize)> {
        let scan = &self.scan;
        let words = &self.words.price_years;
        let at = scan.gap(pos)?;
        let opener = scan.letters(at);
        let lower = opener.to_lowercase();
        let any = words.openers.contains(&lower);
        if !any && !words.priced.contains(&lower) {
            return None;
        }
        let at = scan.gap(at + opener.len())?;
        let rest = scan.rest(at);
        if digits(rest.as_bytes(), 0) != 4 {
            return None;
        }
        let year = rest.get(..4)?;
        match scan.unit(at + 4) {
            Some((UnitSeen::Word(word), end)) if any && word.money => {
                Some((year, Some(&word.base), end))
            }
            _ => {
                let noun = scan.gap(at + 4)?;
                let letters = scan.letters(noun);
                words.nouns.contains(&letters.to_lowercase()).then_some((
                    year,
                    None,
                    noun + letters.len(),
                ))
            }
        }
    }

    fn is_cited(&self, amount: &Amount<'_>) -> bool {
        let citations = &self.article.citations;
        let at = citations.partition_point(|c| (c.end as usize) <= amount.start);
        citations
            .get(at)
            .is_some_and(|c| (c.start as usize) < amount.end)
    }

    fn is_no_ordinal(&self, i: usize, amount: &Amount<'_>) -> bool {
        let next = self.token_at(amount.end);
        let figures = self.written(i).starts_with(|c: char| c.is_ascii_digit());
        let capital = self.written(i).starts_with(char::is_uppercase) && i > self.sentence.start;
        if self.words.periods.contains(self.lower_word(next)) || self.beside_month(i, next) {
            return true;
        }
        if self.upos(next) == Some(Upos::Propn) && (figures || capital) {
            return true;
        }
        if figures {
            return false;
        }
        // `first` is mostly an adverb; `a second` and `quarter` mostly time.
        let ordering = self
            .token(i)
            .is_some_and(|t| t.upos == Upos::Adj || (t.upos == Upos::Num && t.xpos == Xpos::Jj));
        let noun = matches!(
            self.upos(next),
            Some(Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num)
        );
        // `finished third`
        let ranked = i > self.sentence.start
            && self.words.ranking.contains(self.tokens.lemma_word(i - 1))
            && !noun;
        !(ordering && noun || ranked) || self.lower(i + 1) == "lady"
    }

    fn is_no_word(&self, i: usize, amount: &Amount<'_>) -> bool {
        let single = (amount.low - 1.0).abs() < f64::EPSILON && amount.magnitude < 1.5;
        if !single {
            return false;
        }
        let next = self.token_at(amount.end);
        // `one in five` is a proportion.
        if self.lower(next) == "in" || self.lower(next) == "out" {
            return !self
                .token(next + 1)
                .is_some_and(|t| t.upos == Upos::Num || self.lower(next + 1) == "of");
        }
        let noun = matches!(self.upos(next), Some(Upos::Noun | Upos::Adj | Upos::Propn));
        // `one to three points`.
        if matches!(self.lower(next), "to" | "or") && self.upos(next + 1) == Some(Upos::Num) {
            return false;
        }
        let determined = i > self.sentence.start
            && matches!(
                self.lower(i - 1),
                "no" | "this" | "that" | "the" | "any" | "every" | "each" | "another" | "which"
            );
        let hyphen = self.scan.rest(amount.end).starts_with('-');
        let measured = self.scan.unit(amount.end).is_some();
        !measured
            && (determined || hyphen || !noun || self.words.not_one.contains(self.lower_word(next)))
    }

    /// Returns the scale that stands before a figure: `magnitude 7.0`.
    pub(super) fn scale_before(&self, pos: usize) -> Option<String> {
        let (_, word) = self.scan.word_before(pos)?;
        self.words.scales.get(&word.to_lowercase()).cloned()
    }

    /// Reads the other end of a range that begins with `first` and its unit, ending at `end`.
    ///
    /// The flag says that only a hyphen stands between.
    pub(super) fn other_end(&self, first: &Amount<'_>, end: usize) -> Option<(Amount<'w>, bool)> {
        let scan = &self.scan;
        let rest = scan.rest(end);
        let is_digit = |at: usize| {
            let tail = scan.rest(at);
            tail.trim_start_matches(|c: char| !c.is_ascii_alphanumeric() && !c.is_whitespace())
                .starts_with(|c: char| c.is_ascii_digit())
        };
        let tail = rest.strip_prefix(['-', '–', '—', '\u{2011}']);
        if let Some(tail) = tail
            && !tail.starts_with(char::is_whitespace)
        {
            let at = end + rest.len() - tail.len();
            if is_digit(at) && first.shape != Shape::Words {
                return Some((self.amount_at(at)?, true));
            }
            // `20-to-30`, `18- to 24-year-olds`.
            if tail.starts_with("to-") {
                return Some((self.amount_at(at + 3)?, false));
            }
            return None;
        }
        if tail.is_some()
            && let Some(last) = self.behind_spaced_dash(first, end)
        {
            return Some((last, false));
        }
        let at = scan.gap(if tail.is_some() { end + 1 } else { end })?;
        let word = scan.letters(at);
        let allowed = match word.to_ascii_lowercase().as_str() {
            "to" => !self.is_change(first),
            "and" => self.after_between(first.outer),
            // `two or three`, not `5,000 or 6`.
            "or" => first.low < 100.0,
            _ => false,
        };
        if !allowed {
            return None;
        }
        let at = scan.gap(at + word.len())?;
        Some((self.amount_at(at)?, false))
    }

    /// `$400 - $500 million`, `7,500 – 10,000`; small numbers are scores.
    fn behind_spaced_dash(&self, first: &Amount<'_>, end: usize) -> Option<Amount<'w>> {
        let rest = self.scan.rest(end);
        let dash = rest.chars().next()?.len_utf8();
        let at = self.scan.gap(end + dash)?;
        let last = self.amount_at(at)?;
        let figures = |a: &Amount<'_>| matches!(a.shape, Shape::Plain | Shape::Figure);
        let large = last.low >= MIN_DASHED || last.money.is_some();
        let alike = last.money.is_none() || first.money.is_some();
        let grows = last.low > first.low && last.low <= first.low * last.magnitude * MAX_SPREAD;
        (figures(first) && figures(&last) && large && alike && grows).then_some(last)
    }

    fn amount_at(&self, at: usize) -> Option<Amount<'w>> {
        let scan = &self.scan;
        let rest = scan.rest(at);
        let symbols = rest.len()
            - rest
                .trim_start_matches(|c: char| !c.is_alphanumeric() && !c.is_whitespace())
                .len();
        let letters = scan.letters(at);
        let amount =
            if symbols > 0 && symbols <= 4 || rest.starts_with(|c: char| c.is_ascii_digit()) {
                scan.figure(at + symbols)
            } else if let Some(kind) = self.words.openers.get(&letters.to_ascii_lowercase()) {
                scan.spelled(at, *kind)
            } else {
                let at = scan.gap(at + letters.len())?;
                if !letters.eq_ignore_ascii_case("a") && !letters.eq_ignore_ascii_case("an") {
                    return None;
                }
                let kind = self
                    .words
                    .openers
                    .get(&scan.letters(at).to_ascii_lowercase());
                scan.spelled(at, kind.copied().unwrap_or(Opener::Magnitude))
            }?;
        matches!(amount.shape, Shape::Plain | Shape::Figure | Shape::Words).then_some(amount)
    }

    /// `rose from 20 to 30` are two numbers, `ranging from 20 to 30` is one.
    fn is_change(&self, first: &Amount<'_>) -> bool {
        let Some((at, _)) = self
            .scan
            .word_before(first.outer)
            .filter(|(_, w)| w.eq_ignore_ascii_case("from"))
        else {
            return false;
        };
        !self
            .scan
            .word_before(at)
            .is_some_and(|(_, w)| self.words.ranging.contains(&w.to_lowercase()))
    }

    fn after_between(&self, pos: usize) -> bool {
        self.scan
            .word_before(pos)
            .is_some_and(|(_, w)| self.words.between.contains(&w.to_lowercase()))
    }

    /// Reads `one in five`: divides, and moves the end. Returns whether it is one.
    pub(super) fn proportion(&self, measured: &mut Measured<'_>) -> bool {
        let first = &measured.first;
        let whole = first.low.fract().abs() < f64::EPSILON && first.magnitude < 1.5;
        if measured.unit.is_some()
            || first.money.is_some()
            || !whole
            || first.start != measured.last.start
        {
            return false;
        }
        let end = self.scan.after_word(first.end, "in").or_else(|| {
            let end = self.scan.after_word(first.end, "out")?;
            self.scan.after_word(end, "of")
        });
        let Some(of) = end
            .and_then(|end| self.scan.gap(end))
            .and_then(|at| self.amount_at(at))
        else {
            return false;
        };
        let is_whole = self
            .words
            .proportions
            .iter()
            .any(|n| (f64::from(*n) - of.low).abs() < 0.5);
        let next = self.token_at(of.end);
        let of_time = self.words.time_units.contains(self.lower_word(next))
            || self.scan.unit(of.end).is_some();
        if !is_whole || of_time || of.low <= first.low || of.money.is_some() {
            return false;
        }
        let share = first.low / of.low;
        measured.first.low = share;
        measured.first.high = share;
        measured.first.end = of.end;
        measured.last = measured.first;
        measured.end = of.end;
        true
    }

    /// Reads hedges, `between` and `aged` before a number.
    pub(super) fn hedges_before(&self, measured: &Measured<'_>) -> Before {
        let mut start = measured.first.outer;
        let mut before = Before {
            start,
            hedge: None,
            age: false,
        };
        if measured.first.start != measured.last.start
            && self.after_between(start)
            && let Some((at, _)) = self
                .scan
                .word_before(start)
                .filter(|(at, _)| *at >= self.floor)
        {
            start = at;
            before.start = at;
        }
        for _ in 0..2 {
            let Some((at, hedge)) = self.hedge_ending(start) else {
                break;
            };
            // `excited about one cargo`: one is too few to be about.
            let one = measured.first.shape == Shape::Words
                && (measured.first.high - 1.0).abs() < 0.5
                && measured.unit.is_none();
            if one && hedge == Hedge::About {
                break;
            }
            // The outer of two hedges bounds: `at least some 300`.
            before.hedge = match (hedge, before.hedge) {
                (Hedge::Exact | Hedge::About, Some(inner)) => Some(inner),
                _ => Some(hedge),
            };
            start = at;
            before.start = at;
        }
        let mut at = start;
        let mut phrase = String::new();
        for _ in 0..2 {
            let Some((word_at, word)) = self.scan.word_before(at) else {
                break;
            };
            phrase = if phrase.is_empty() {
                word.to_lowercase()
            } else {
                format!("{} {phrase}", word.to_lowercase())
            };
            if self.words.age_before.contains(&phrase) && word_at >= self.floor {
                before.age = measured.unit.is_none() && measured.last.high < 130.0;
                if before.age {
                    before.start = word_at;
                }
            }
            at = word_at;
        }
        if before.age {
            // `under the age of 30`
            let the = self.scan.word_before(before.start);
            let from = the
                .filter(|(at, word)| *at >= self.floor && word.eq_ignore_ascii_case("the"))
                .map_or(before.start, |(at, _)| at);
            if let Some((at, hedge)) = self.hedge_ending(from) {
                before.hedge = Some(hedge);
                before.start = at;
            }
        } else if matches!(before.hedge, Some(Hedge::AtLeast | Hedge::AtMost)) {
            before.age = self.is_age_of_people(measured, before.start);
        }
        before
    }

    /// `children under 5`: a bound behind people, with nothing counted behind it.
    fn is_age_of_people(&self, measured: &Measured<'_>, hedge: usize) -> bool {
        let amount = &measured.first;
        let people = self
            .scan
            .word_before(hedge)
            .is_some_and(|(_, w)| self.words.aged.contains(&w.to_lowercase()));
        let next = self.token_at(measured.last.end);
        people
            && amount.shape == Shape::Plain
            && measured.unit.is_none()
            && amount.money.is_none()
            && amount.high < 110.0
            && !matches!(
                self.upos(next),
                Some(Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num)
            )
    }

    fn hedge_ending(&self, pos: usize) -> Option<(usize, Hedge)> {
        let (mut at, word) = self.scan.word_before(pos)?;
        let mut phrase = word.to_lowercase();
        if at < self.floor || !self.words.hedge_ends.contains(&phrase) {
            return None;
        }
        let mut best = None;
        for _ in 0..MAX_HEDGE {
            if let Some(hedge) = self.words.hedges.get(&phrase) {
                best = Some((at, *hedge));
            }
            let Some((next, word)) = self.scan.word_before(at) else {
                break;
            };
            if next < self.floor {
                break;
            }
            at = next;
            phrase.insert(0, ' ');
            phrase.insert_str(0, &word.to_lowercase());
        }
        best
    }

    /// Returns whether the number is an age by its commas: `Smith, 42, said`.
    pub(super) fn is_age(&self, i: usize, measured: &Measured<'_>) -> bool {
        let amount = &measured.first;
        if amount.shape != Shape::Plain
            || measured.unit.is_some()
            || amount.money.is_some()
            || !(1.0..116.0).contains(&amount.low)
            || amount.start != measured.last.start
        {
            return false;
        }
        let named = i >= self.sentence.start + 2
            && self.lower(i - 1) == ","
            && self.upos(i - 2) == Some(Upos::Propn)
            && !self.words.months.contains(self.written(i - 2));
        let next = self.token_at(amount.end);
        named && matches!(self.lower(next), "," | "." | ")" | ";" | "")
    }

    /// Returns whether the number is part of a date or a time of day.
    pub(super) fn is_date(&self, i: usize, measured: &Measured<'_>, hedged: bool) -> bool {
        let amount = &measured.first;
        let last = &measured.last;
        if measured.unit.is_some() || amount.money.is_some() {
            return false;
        }
        let next = self.token_at(last.end);
        let tail = self.scan.rest(last.end).trim_start();
        let word = tail
            .split(|c: char| c.is_whitespace() || matches!(c, ',' | ')' | ';'))
            .next()
            .unwrap_or("");
        let word = word.to_lowercase();
        if self.words.clock.contains(&word) || self.words.clock.contains(word.trim_end_matches('.'))
        {
            return true;
        }
        if !matches!(amount.shape, Shape::Plain | Shape::Words) {
            return false;
        }
        let is_day = amount.low < 32.0;
        let is_year = (1900.0..2100.0).contains(&amount.low) && amount.shape == Shape::Plain;
        if (is_day || is_year) && self.beside_month(i, next) {
            return true;
        }
        if self.is_early_year(i, amount, next) {
            return true;
        }
        if !is_year || hedged {
            return false;
        }
        let noun = self.token(next);
        let counts = noun.is_some_and(|t| t.xpos == Xpos::Nns)
            && (amount.low - 2000.0).abs() < 0.5
            && i > self.sentence.start
            && !matches!(self.upos(i - 1), Some(Upos::Adp | Upos::Det | Upos::Pron))
            && self.tokens.relation(i) == Relation::Nummod;
        !counts
    }

    /// `In 1878 the town`: four figures behind a preposition of time, with nothing counted behind them.
    fn is_early_year(&self, i: usize, amount: &Amount<'_>, next: usize) -> bool {
        let year = (1000.0..1900.0).contains(&amount.low) && amount.shape == Shape::Plain;
        let behind =
            i > self.sentence.start && self.words.before_years.contains(self.lower_word(i - 1));
        let counts = matches!(
            self.upos(next),
            Some(Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num | Upos::Sym)
        );
        year && behind && !counts
    }

    /// Returns whether a month stands beside, over other days, years, commas and `and`.
    fn beside_month(&self, i: usize, next: usize) -> bool {
        let is_month = |j: usize| {
            self.words
                .months
                .contains(self.written(j).trim_end_matches('.'))
        };
        let is_link = |j: usize| {
            matches!(
                self.lower(j),
                "," | "and" | "to" | "-" | "–" | "or" | "the" | "of" | "."
            ) || self.written(j).starts_with(|c: char| c.is_ascii_digit())
        };
        let mut j = i;
        for _ in 0..4 {
            let Some(before) = j.checked_sub(1).filter(|b| self.sentence.contains(b)) else {
                break;
            };
            j = before;
            if is_month(j) {
                return true;
            }
            if !is_link(j) || self.lower(j) == "of" {
                break;
            }
        }
        for j in next..next + 4 {
            if is_month(j) {
                return true;
            }
            if !is_link(j) || matches!(self.lower(j), "," | ".") {
                return false;
            }
        }
        false
    }

    /// Returns whether the number counts units of time, which the time stage reads.
    pub(super) fn is_time(&self, end: usize, counted: Option<usize>) -> bool {
        let next = self.token_at(end);
        let hyphen = usize::from(self.lower(next) == "-");
        let time = |j: usize| self.words.time_units.contains(self.lower_word(j));
        time(next + hyphen) || counted.is_some_and(time)
    }

    /// Returns where the unit of time ends that a hyphen joins to a number: `30-second`.
    pub(super) fn joined_time_end(&self, end: usize) -> Option<usize> {
        let next = self.token_at(end);
        let time =
            self.lower(next) == "-" && self.words.time_units.contains(self.lower_word(next + 1));
        let token = self.token(next + 1)?;
        time.then_some(token.span.end as usize)
    }

    /// Returns whether the number is part of a name or an address.
    pub(super) fn is_named(
        &self,
        i: usize,
        measured: &Measured<'_>,
        counted: Option<usize>,
        hedged: bool,
    ) -> bool {
        let amount = &measured.first;
        let single = amount.start == measured.last.start;
        let plain = matches!(amount.shape, Shape::Plain | Shape::Words) && amount.magnitude < 1.5;
        if !plain || hedged {
            return false;
        }
        let next = self.token_at(measured.last.end);
        if self.written(next).starts_with(char::is_uppercase) {
            let street = (next..next + 4)
                .take_while(|j| self.written(*j).starts_with(char::is_uppercase))
                .any(|j| self.words.streets.contains(self.lower_word(j)));
            if street {
                return true;
            }
        }
        let Some(before) = i.checked_sub(1).filter(|b| self.sentence.contains(b)) else {
            return false;
        };
        let plural = counted.is_some_and(|c| self.token(c).is_some_and(|t| t.xpos == Xpos::Nns));
        if self.words.numbered.contains(self.lower_word(before)) {
            return !plural;
        }
        // `a new resolution, 1060, which`
        let apposed = self.lower(before) == "," && self.lower(next) == ",";
        if apposed && before > self.sentence.start && amount.shape == Shape::Plain {
            let noun = self.lower(before - 1);
            return amount.low >= MIN_DASHED && self.words.numbered.contains(noun);
        }
        if !single {
            return false;
        }
        let Some(token) = self.token(before) else {
            return false;
        };
        if token.upos != Upos::Propn
            || amount.shape != Shape::Plain
            || self.words.weekdays.contains(self.lower_word(before))
        {
            return false;
        }
        // `Boeing 737 jets` against `In Cairo 26 protesters`.
        let binds = || {
            matches!(
                self.tokens.relation(before),
                Relation::Compound | Relation::Flat
            ) && self.tokens.head(before).is_some_and(|up| up >= i)
        };
        !plural || binds()
    }
}
