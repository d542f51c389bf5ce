//! Quantities: a number with its bounds, its unit, and what is counted.
//!
//! A token that begins like a number is read from the text behind it
//! ([`number`]), told from dates, names and addresses ([`context`]), and given
//! its unit ([`mod@unit`]), counted noun ([`counted`]) and bounds (here).
//!
//! Rounding: a number with a magnitude word may be off by half a unit of its
//! last place (`1.2 million`: 50,000), a decimal, a percentage, money or a
//! measure likewise (`5 %`: 0.5); with a hedge like `about` by half a unit of the
//! last place that is no zero (`about 300`: 50). A whole count without either is
//! exact (`26`, `300`, `22,600`: 0), and so are ages and ordinals. Parts in
//! words (`two-thirds`) are percentages that may be off by one point.

use crate::lexicon::quantity::{Hedge, QuantityWords};
use crate::read::{Article, BlockKind};
use crate::sentences::Sentence;
use crate::span::Span;
use crate::tokens::{Tokens, Xpos};

mod context;
mod counted;
mod number;
mod unit;

#[cfg(test)]
mod tests;

use context::Place;
use number::{Amount, Scan, Shape};
use unit::UnitSeen;

/// How a number is bounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Bound {
    /// `26 people`.
    Exact,
    /// `at least 26`, `more than 26`, `26 or more`.
    AtLeast,
    /// `up to 26`, `fewer than 26`.
    AtMost,
    /// `about 26`, `nearly 26`, `dozens`, round numbers stated as words like `hundreds`.
    About,
}

/// What kind of unit a quantity has.
///
/// A rate is a unit of its own: 5,000 barrels a day is in `litre per day`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Unit {
    /// Things: the lemma of what is counted (`person`, `missile`), or "" where nothing is named.
    Count(String),
    /// `%`, `percent`, `per cent`.
    Percent,
    /// `percentage points`.
    PercentagePoint,
    /// Money: a currency code or symbol as data says (`USD`).
    Money(String),
    /// A measure in its base unit as data says (`metre`, `kilogram`, `degree celsius`, `hectare`).
    Measure(String),
    /// A number that only orders (`third`).
    Ordinal,
    /// An age in years.
    Age,
}

/// A quantity.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// The words: hedge, number, magnitude, unit, and the counted noun where it follows directly.
    pub span: Span,
    /// The number's own words, without hedge and unit (`1.2 million`).
    pub number: Span,
    /// First and one past the last token of `span`.
    pub tokens: (u32, u32),
    /// Token of the counted noun's head, where there is one.
    pub counted: Option<u32>,
    /// Lower end of the value in the base unit (equal to `high` where one number is given).
    pub low: f64,
    /// Upper end of the value.
    pub high: f64,
    /// Half a unit of the last place written (50,000 for `1.2 million`): what rounding may hide.
    pub rounding: f64,
    /// How it is bounded.
    pub bound: Bound,
    /// What it measures.
    pub unit: Unit,
    /// Value in the base unit of the unit written (1609.344 for miles); 1 where there is none.
    pub factor: f64,
}

/// One of two figures in different units was converted, and rounded with it, up to this share:
/// 10 miles are given as 15 or as 16 km, 250 acres as 100 hectares.
const CONVERTED: f64 = 0.07;

impl Quantity {
    /// Returns by how much two values of one unit may differ for the way they are written: rounding, and
    /// conversion where they are written in different units.
    pub fn slack(&self, other: &Self) -> f64 {
        let rounding = self.rounding.max(other.rounding);
        let measures = matches!(
            (&self.unit, &other.unit),
            (Unit::Measure(_), Unit::Measure(_))
        );
        if !measures || (self.factor / other.factor - 1.0).abs() < f64::EPSILON {
            return rounding;
        }
        rounding.max(CONVERTED * self.high.abs().max(other.high.abs()))
    }
}

/// Finds the quantities of an article, in text order, not overlapping.
///
/// Numbers that are part of a date, a time of day, a length of time, a name
/// (`Boeing 737`), a citation or an address are none.
pub fn find(
    article: &Article,
    sentences: &[Sentence],
    tokens: &Tokens,
    words: &QuantityWords,
) -> Vec<Quantity> {
    let mut found = Vec::new();
    for (idx, sentence) in sentences.iter().enumerate() {
        let kind = article.blocks.get(sentence.block as usize).map(|b| b.kind);
        if matches!(kind, Some(BlockKind::Byline | BlockKind::Publication)) {
            continue;
        }
        let range = tokens.of_sentence(idx);
        let end = sentence.span.end as usize;
        let scan = Scan {
            text: article.text.get(..end).unwrap_or(""),
            words,
        };
        let mut place = Place {
            article,
            tokens,
            words,
            scan,
            sentence: range.clone(),
            floor: sentence.span.start as usize,
        };
        // `in his 40s`: only of somebody.
        let owned = tokens.all().get(range.clone());
        let owned = owned.is_some_and(|all| all.iter().any(|t| t.xpos == Xpos::PrpPoss));
        let age_by_decade =
            |place: &Place<'_, '_>, i: usize| owned.then(|| place.age_by_decade(i)).flatten();
        for i in range {
            let Some((pos, opener)) = place.opening(i) else {
                if let Some(quantity) = age_by_decade(&place, i) {
                    place.floor = quantity.span.end as usize;
                    found.push(quantity);
                }
                continue;
            };
            if pos < place.floor {
                continue;
            }
            if let Some(quantity) = age_by_decade(&place, i) {
                place.floor = quantity.span.end as usize;
                found.push(quantity);
                continue;
            }
            let amount = match opener {
                None => scan.figure(pos),
                Some(kind) => scan.spelled(pos, kind),
            };
            let Some(amount) = amount.filter(|a| a.outer >= place.floor) else {
                continue;
            };
            match place.read(i, amount) {
                Ok(mut quantity) => {
                    place.floor = quantity.span.end as usize;
                    place.same_as_before(&mut quantity, found.last());
                    found.push(quantity);
                }
                Err(end) => place.floor = place.floor.max(end),
            }
        }
    }
    found
}

/// A figure of so many digits is written with commas where it counts.
const MIN_LONG: usize = 5;

/// Behind a magnitude above this, some units are mostly money.
const LARGE: f64 = 999_999.0;

/// A number or range with its unit, before its context is read.
struct Measured<'w> {
    first: Amount<'w>,
    last: Amount<'w>,
    unit: Option<UnitSeen<'w>>,
    /// End of number and unit.
    end: usize,
}

impl<'w> Place<'_, 'w> {
    /// Reads the quantity around an amount that begins in token `i`, or returns
    /// where to go on.
    fn read(&self, i: usize, amount: Amount<'w>) -> Result<Quantity, usize> {
        if self.is_no_number(i, &amount) {
            return Err(amount.end);
        }
        let mut measured = self.measured(amount)?;
        if self.is_price_year(&measured) {
            return Err(measured.end);
        }
        let proportion = self.proportion(&mut measured);
        // `-5C`; before a count a hyphen is a dash.
        let scaled = matches!(measured.unit, Some(UnitSeen::Percent | UnitSeen::Word(_)));
        if scaled
            && measured.first.start == measured.last.start
            && let Some(minus) = self.minus_before(amount.outer)
        {
            let value = -measured.first.low;
            (measured.first.low, measured.first.high) = (value, value);
            (measured.last.low, measured.last.high) = (value, value);
            measured.first.outer = measured.first.outer.min(minus);
        }
        let before = self.hedges_before(&measured);
        let mut start = before.start;
        let mut hedge = before.hedge;
        let mut end = measured.end;
        if let Some((kind, after)) = self.scan.trailing_hedge(measured.last.end) {
            // `26 or more people`: the unit stands behind the hedge.
            hedge = hedge.or(Some(kind));
            end = end.max(after);
            if measured.unit.is_none()
                && let Some((unit, after)) = self.scan.unit(end)
            {
                measured.unit = Some(unit);
                end = after;
            }
        } else if measured.unit.is_some()
            && let Some((kind, after)) = self.scan.trailing_hedge(measured.end)
        {
            hedge = hedge.or(Some(kind));
            end = after;
        }
        let is_age =
            measured.unit == Some(UnitSeen::Age) || before.age || self.is_age(i, &measured);
        let first = &measured.first;
        if !is_age && self.is_date(i, &measured, before.hedge.is_some()) {
            return Err(measured.end);
        }
        let plain = !is_age && measured.unit.is_none() && first.money.is_none();
        // What is counted may take the parse: times are told without it.
        if plain && self.is_time(end, None) {
            return Err(self.joined_time_end(end).unwrap_or(measured.end));
        }
        let counted = self.counted(end, &measured, is_age || proportion);
        if plain
            && (self.is_time(end, counted)
                || self.is_named(i, &measured, counted, before.hedge.is_some()))
        {
            return Err(self.joined_time_end(end).unwrap_or(measured.end));
        }
        let mut unit = self.unit_of(&measured, is_age, proportion, counted);
        if let Some((year, currency, after)) = self.price_year(measured.end) {
            let code = match &unit {
                Unit::Money(code) => Some(code.as_str()),
                _ => currency.filter(|_| matches!(unit, Unit::Count(_))),
            };
            if let Some(code) = code {
                unit = Unit::Money(format!("{code} of {year}"));
                end = after;
            }
        }
        // `text 61124`: a long figure without commas that counts nothing is a name.
        let written = first.end - first.start;
        if unit == Unit::Count(String::new())
            && first.shape == Shape::Plain
            && hedge.is_none()
            && written >= MIN_LONG
        {
            return Err(measured.end);
        }
        let is_plain_count = matches!(unit, Unit::Count(_) | Unit::Ordinal | Unit::Percent)
            && measured.unit.is_none()
            && !proportion
            && first.shape != Shape::Part;
        if is_plain_count && let Some(direct) = counted.and_then(|noun| self.direct_end(end, noun))
        {
            end = direct;
        }
        let of_what = || {
            // `barrels of oil a day`
            let measured = matches!(unit, Unit::Measure(_));
            measured.then(|| self.end_of_what(end)).flatten()
        };
        if let Some(rate) = self.rate(end).or_else(|| self.rate(of_what()?))
            && first.shape != Shape::Ordinal
        {
            let name = match &mut unit {
                Unit::Count(name) | Unit::Money(name) | Unit::Measure(name) => Some(name),
                _ => None,
            };
            if let Some(name) = name {
                if !name.is_empty() {
                    name.push(' ');
                }
                name.push_str("per ");
                name.push_str(&rate.of);
                end = rate.end;
            }
        }
        let bound = match hedge {
            Some(Hedge::AtLeast) => Bound::AtLeast,
            Some(Hedge::AtMost) => Bound::AtMost,
            Some(Hedge::About) => Bound::About,
            _ if first.shape == Shape::Vague => Bound::About,
            _ => Bound::Exact,
        };
        let (low, high, rounding) = values(&measured, &unit, bound, proportion);
        let factor = match measured.unit {
            Some(UnitSeen::Word(word)) => word.factor,
            _ => 1.0,
        };
        start = start.min(first.outer);
        let span = Span::new(start, end);
        Ok(Quantity {
            span,
            number: Span::new(first.start, measured.last.end),
            tokens: self.token_range(i, span),
            counted: counted.and_then(|c| u32::try_from(c).ok()),
            low,
            high,
            rounding,
            bound,
            unit,
            factor,
        })
    }

    /// Reads the amount's unit, and the other end of a range.
    ///
    /// # Errors
    /// A score (`2-1`), a telephone number or the like: where it ends.
    fn measured(&self, first: Amount<'w>) -> Result<Measured<'w>, usize> {
        let unit = self.unit_behind(&first);
        let end = unit.map_or(first.end, |(_, end)| end);
        let single = Measured {
            first,
            last: first,
            unit: unit.map(|(unit, _)| unit),
            end,
        };
        if matches!(first.shape, Shape::Vague | Shape::Ordinal | Shape::Part) {
            return Ok(single);
        }
        let Some((mut last, glued)) = self.other_end(&first, end) else {
            return Ok(self.with_part(single));
        };
        let mut first = first;
        let last_unit = self.unit_behind(&last);
        if unit.is_some() && last_unit.map(|(u, _)| u) != unit.map(|(u, _)| u) {
            return Ok(self.with_part(single));
        }
        if first.magnitude < 1.5 && last.magnitude > 1.5 && first.low < last.magnitude {
            // `20 to 30 million`.
            let factor = last.magnitude;
            first.scale(factor);
        }
        if last.money.is_none() {
            last.money = first.money;
        }
        if first.low >= last.low {
            return if glued { Err(last.end) } else { Ok(single) };
        }
        if first.money.is_none() {
            first.money = last.money;
        }
        Ok(Measured {
            first,
            last,
            unit: last_unit.map(|(unit, _)| unit),
            end: last_unit.map_or(last.end, |(_, end)| end),
        })
    }

    /// Returns the unit behind an amount and its end.
    fn unit_behind(&self, amount: &Amount<'w>) -> Option<(UnitSeen<'w>, usize)> {
        let scan = &self.scan;
        if amount.shape == Shape::Part {
            // `half a mile`; `half of a mile` is said too seldom.
            let end = scan
                .after_word(amount.end, "a")
                .or_else(|| scan.after_word(amount.end, "an"));
            if let Some(end) = end {
                return scan.unit(end);
            }
        }
        if amount.shape == Shape::Vague
            && let Some(end) = scan.after_word(amount.end, "of")
        {
            // `thousands of gallons`
            return scan.unit(end);
        }
        let (unit, end) = scan.unit(amount.end)?;
        let word = scan
            .before(end)
            .rsplit(|c: char| !c.is_alphabetic())
            .next()?;
        // `280 billion pounds` is money, and `fined 2,000 pounds`; `2 million pounds of rice` is not.
        if (amount.magnitude > LARGE || self.is_paid(amount))
            && let Some(money) = self.words.large.get(&word.to_lowercase())
            && scan.after_word(end, "of").is_none()
        {
            return Some((UnitSeen::Word(money), end));
        }
        Some((unit, end))
    }

    fn unit_of(
        &self,
        measured: &Measured<'_>,
        is_age: bool,
        proportion: bool,
        counted: Option<usize>,
    ) -> Unit {
        if is_age {
            return Unit::Age;
        }
        if proportion {
            return Unit::Percent;
        }
        match (measured.unit, measured.first.money) {
            (Some(UnitSeen::Percent), _) => Unit::Percent,
            (Some(UnitSeen::Points), _) => Unit::PercentagePoint,
            (_, Some(money)) => Unit::Money(money.base.clone()),
            (Some(UnitSeen::Word(word)), _) if word.money => Unit::Money(word.base.clone()),
            (Some(UnitSeen::Word(word)), _) => Unit::Measure(word.base.clone()),
            _ if measured.first.shape == Shape::Ordinal => Unit::Ordinal,
            _ if measured.first.shape == Shape::Part => Unit::Percent,
            _ => match self.scale_before(measured.first.outer) {
                Some(scale) => Unit::Measure(scale),
                None => {
                    Unit::Count(counted.map_or_else(String::new, |noun| self.count_lemma(noun)))
                }
            },
        }
    }
}

/// Returns low, high and rounding in the base unit.
fn values(measured: &Measured<'_>, unit: &Unit, bound: Bound, proportion: bool) -> (f64, f64, f64) {
    let Measured { first, last, .. } = measured;
    let (factor, offset) = match (measured.unit, first.money) {
        (_, Some(money)) => (money.factor, 0.0),
        (Some(UnitSeen::Word(word)), _) => (word.factor, word.offset),
        _ if proportion || (first.shape == Shape::Part && *unit == Unit::Percent) => (100.0, 0.0),
        _ => (1.0, 0.0),
    };
    let low = first.low * factor + offset;
    let high = last.high.max(first.high) * factor + offset;
    let is_exact_kind = matches!(unit, Unit::Age | Unit::Ordinal)
        || (matches!(unit, Unit::Count(_)) && first.magnitude < 1.5 && first.place > 0.75);
    let rounding = if first.shape == Shape::Vague {
        0.0
    } else if *unit == Unit::Percent && (proportion || first.shape == Shape::Part) {
        1.0
    } else if bound == Bound::About && !matches!(unit, Unit::Ordinal) {
        last.round_place.max(first.round_place) / 2.0 * factor
    } else if is_exact_kind {
        0.0
    } else {
        last.place.max(first.place) / 2.0 * factor
    };
    (low, high, rounding)
}
