//! Quantities: a number with its bounds, its unit, and what is counted.

use crate::lexicon::quantity::QuantityWords;
use crate::read::Article;
use crate::sentences::Sentence;
use crate::span::Span;
use crate::tokens::Tokens;

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
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Unit {
    /// Things: the lemma of what is counted (`person`, `barrel`, `missile`), or "" where nothing is named.
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
}

/// Finds the quantities of an article, in text order, not overlapping.
///
/// Numbers that are part of a date, a time of day, a name (`Boeing 737`), a
/// citation or an address are none.
pub fn find(
    article: &Article,
    sentences: &[Sentence],
    tokens: &Tokens,
    words: &QuantityWords,
) -> Vec<Quantity> {
    todo!()
}
