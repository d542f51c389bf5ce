//! The words of numbers and units (`rules/names/quantity.yaml`).

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use crate::word_set::{WordMap, WordSet};

/// How a hedge bounds the number beside it; `Exact` hedges (`only 26`) change nothing but belong to the span.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hedge {
    /// `only`, `exactly`.
    Exact,
    /// `at least`.
    AtLeast,
    /// `up to`.
    AtMost,
    /// `about`.
    About,
}

/// The lowest and highest value that a vague word stands for.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reach {
    /// Lowest.
    pub low: f64,
    /// Highest.
    pub high: f64,
}

/// What a word can begin when the reader of quantities comes upon it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Opener {
    /// `twenty`.
    Cardinal,
    /// `hundred`.
    Magnitude,
    /// `hundreds`, `tens`.
    Vague,
    /// `third`, which may also be a part.
    Ordinal,
    /// `half`, `quarter`.
    Part,
}

/// A unit of measurement or money.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitWord {
    /// Base unit, or currency code.
    pub base: String,
    /// Value in the base unit per unit.
    pub factor: f64,
    /// Added after multiplying.
    pub offset: f64,
    /// Whether it is money.
    pub money: bool,
    /// Value in the base unit of the smaller unit that may follow: the inch of `5 feet 9 inches`.
    pub part: Option<f64>,
}

/// `2009 dollars`, `at 2009 prices`: the words around the year whose money it is.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PriceYearWords {
    /// Before the year, of a currency or of a noun.
    pub openers: WordSet,
    /// Before the year of a noun alone: `at 2009 prices`; `at 1900 dollars` is a sum.
    pub priced: WordSet,
    /// Behind it, where no currency is.
    pub nouns: WordSet,
}

/// Words of lists that give a whole's parts.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartWords {
    /// `including`: what opens a list from which parts may be missing.
    pub openers: WordSet,
    /// `each`: what no list of separate, numbered parts has in it.
    pub not_parts: WordSet,
    /// Kinds (lemmas) of which nothing is two at once: men, women, children.
    pub partitions: Vec<WordSet>,
}

/// What `rules/names/quantity.yaml` holds, indexed by word.
///
/// Everything is looked up in lower case but symbols and months.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(from = "QuantityFile")]
pub struct QuantityWords {
    /// Words that can begin a number.
    pub openers: WordMap<Opener>,
    /// `twenty` → 20.
    pub cardinals: WordMap<f64>,
    /// `million` → 1e6.
    pub magnitudes: WordMap<f64>,
    /// `bn` → 1e9.
    pub suffixes: WordMap<f64>,
    /// `hundreds`.
    pub vague: WordMap<Reach>,
    /// `tens` before `of thousands`.
    pub vague_factors: WordMap<Reach>,
    /// `several` before a magnitude.
    pub few: WordMap<Reach>,
    /// `third` → 3.
    pub ordinals: WordMap<f64>,
    /// `thirds` → 3.
    pub denominators: WordMap<f64>,
    /// `½` → 0.5.
    pub glyphs: FxHashMap<char, f64>,
    /// Hedges before the number.
    pub hedges: WordMap<Hedge>,
    /// Last words of hedges before the number: a cheap first look.
    pub hedge_ends: WordSet,
    /// Hedges after the number.
    pub trailing_hedges: WordMap<Hedge>,
    /// `between`.
    pub between: WordSet,
    /// `ranging`, before `from … to`.
    pub ranging: WordSet,
    /// `percent`.
    pub percent: WordSet,
    /// `percentage points`.
    pub percentage_points: WordSet,
    /// `aged`.
    pub age_before: WordSet,
    /// `years old`.
    pub age_after: WordSet,
    /// `then`, beside an age of another day.
    pub age_elsewhere: WordSet,
    /// Verbs, by lemma, with which an age is that of writing: `died at the age of 42`.
    pub age_deeds: WordSet,
    /// `children`, before `under 5`.
    pub aged: WordSet,
    /// Words that put a number on top of another: `another`.
    pub added: WordSet,
    /// `in`, before a year.
    pub before_years: WordSet,
    /// `weeks`.
    pub time_units: WordSet,
    /// `p.m.`.
    pub clock: WordSet,
    /// Month names and their short forms, as written.
    pub months: WordSet,
    /// `monday`.
    pub weekdays: WordSet,
    /// `section`, before a number that is part of a name.
    pub numbered: WordSet,
    /// `street`.
    pub streets: WordSet,
    /// `quarter`, after an ordinal.
    pub periods: WordSet,
    /// `day` in `a day`.
    pub rates: WordSet,
    /// `per`.
    pub rate_openers: WordSet,
    /// `ago`, behind what would be a rate.
    pub not_rates: WordSet,
    /// `daily` → `day`.
    pub rate_adverbs: WordMap<String>,
    /// `people` → `person`.
    pub same_count: WordMap<String>,
    /// `magnitude` before a figure.
    pub scales: WordMap<String>,
    /// Wholes of proportions: 5 in `one in five`.
    pub proportions: FxHashSet<u32>,
    /// Words behind `one` where it is no number.
    pub not_one: WordSet,
    /// Lists of parts behind a whole.
    pub parts: PartWords,
    /// The year of the money.
    pub price_years: PriceYearWords,
    /// `minus`, before a number in words or figures.
    pub minus: WordSet,
    /// `finish` (lemmas), before an ordinal alone.
    pub ranking: WordSet,
    /// `pay` (lemmas): near it an amount in a unit that may be money is.
    pub paying: WordSet,
    /// `twenties` → 20, of age.
    pub decades: WordMap<f64>,
    /// `early`, between a possessive and the decade of an age: the years of it.
    pub decade_parts: WordMap<Reach>,
    /// `of them`: what stands for the group counted before.
    pub group_pronouns: WordSet,
    /// Units spelt as words (one to four words with single spaces).
    pub units: WordMap<UnitWord>,
    /// Words that are money behind a million or more (`pounds`).
    pub large: WordMap<UnitWord>,
    /// Units as symbols after the figure, in their own case.
    pub symbols: WordMap<UnitWord>,
    /// Currency symbols before the figure, longest first.
    pub prefixes: Vec<(String, UnitWord)>,
}

/// The file as written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct QuantityFile {
    cardinals: BTreeMap<String, f64>,
    magnitudes: BTreeMap<String, f64>,
    suffixes: BTreeMap<String, f64>,
    vague: BTreeMap<String, Reach>,
    vague_factors: BTreeMap<String, Reach>,
    few: BTreeMap<String, Reach>,
    ordinals: BTreeMap<String, f64>,
    denominators: BTreeMap<String, f64>,
    glyphs: BTreeMap<char, f64>,
    hedges: HedgeFile,
    trailing_hedges: HedgeFile,
    between: Vec<String>,
    ranging: Vec<String>,
    percent: Vec<String>,
    percentage_points: Vec<String>,
    age: AgeFile,
    aged: Vec<String>,
    added: Vec<String>,
    before_years: Vec<String>,
    time_units: Vec<String>,
    clock: Vec<String>,
    months: Vec<String>,
    weekdays: Vec<String>,
    numbered: Vec<String>,
    streets: Vec<String>,
    periods: Vec<String>,
    rates: Vec<String>,
    rate_openers: Vec<String>,
    not_rates: Vec<String>,
    rate_adverbs: BTreeMap<String, String>,
    same_count: BTreeMap<String, String>,
    scales: BTreeMap<String, String>,
    proportions: Vec<u32>,
    not_one: Vec<String>,
    parts: PartWords,
    price_years: PriceYearWords,
    minus: Vec<String>,
    ranking: Vec<String>,
    paying: Vec<String>,
    decades: BTreeMap<String, f64>,
    decade_parts: BTreeMap<String, Reach>,
    group_pronouns: Vec<String>,
    currencies: Vec<CurrencyFile>,
    measures: Vec<MeasureFile>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct HedgeFile {
    at_least: Vec<String>,
    at_most: Vec<String>,
    about: Vec<String>,
    exact: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct AgeFile {
    before: Vec<String>,
    after: Vec<String>,
    elsewhere: Vec<String>,
    deeds: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct CurrencyFile {
    code: String,
    #[serde(default = "one")]
    factor: f64,
    symbols: Vec<String>,
    words: Vec<String>,
    #[serde(default)]
    large: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct MeasureFile {
    base: String,
    #[serde(default = "one")]
    factor: f64,
    #[serde(default)]
    offset: f64,
    #[serde(default)]
    part: Option<f64>,
    words: Vec<String>,
    symbols: Vec<String>,
}

fn one() -> f64 {
    1.0
}

impl HedgeFile {
    fn index(self) -> WordMap<Hedge> {
        let with = |words: Vec<String>, hedge| words.into_iter().map(move |w| (w, hedge));
        with(self.exact, Hedge::Exact)
            .chain(with(self.at_least, Hedge::AtLeast))
            .chain(with(self.at_most, Hedge::AtMost))
            .chain(with(self.about, Hedge::About))
            .collect()
    }
}

impl From<QuantityFile> for QuantityWords {
    fn from(file: QuantityFile) -> Self {
        let hedge_ends = [
            &file.hedges.at_least,
            &file.hedges.at_most,
            &file.hedges.about,
            &file.hedges.exact,
        ]
        .into_iter()
        .flatten()
        .filter_map(|phrase| phrase.rsplit(' ').next())
        .map(str::to_owned)
        .collect();
        let mut openers = WordMap::default();
        // Later kinds win: `third` is read as an ordinal first, `half` as a part.
        let kinds = [
            (keys(&file.denominators), Opener::Part),
            (keys(&file.ordinals), Opener::Ordinal),
            (keys(&file.vague_factors), Opener::Vague),
            (keys(&file.vague), Opener::Vague),
            (keys(&file.magnitudes), Opener::Magnitude),
            (keys(&file.cardinals), Opener::Cardinal),
        ];
        for (words, kind) in kinds {
            openers.extend(words.into_iter().map(|w| (w, kind)));
        }
        let mut units = WordMap::default();
        let mut symbols = WordMap::default();
        let mut large = WordMap::default();
        let mut prefixes = Vec::new();
        for currency in file.currencies {
            let unit = UnitWord {
                base: currency.code,
                factor: currency.factor,
                offset: 0.0,
                money: true,
                part: None,
            };
            prefixes.extend(currency.symbols.iter().map(|s| (s.clone(), unit.clone())));
            large.extend(currency.large.into_iter().map(|w| (w, unit.clone())));
            units.extend(currency.words.into_iter().map(|w| (w, unit.clone())));
            symbols.extend(currency.symbols.into_iter().map(|s| (s, unit.clone())));
        }
        for measure in file.measures {
            let unit = UnitWord {
                base: measure.base,
                factor: measure.factor,
                offset: measure.offset,
                money: false,
                part: measure.part,
            };
            units.extend(measure.words.into_iter().map(|w| (w, unit.clone())));
            symbols.extend(measure.symbols.into_iter().map(|s| (s, unit.clone())));
        }
        prefixes.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.0.cmp(&b.0)));
        Self {
            openers,
            cardinals: file.cardinals.into_iter().collect(),
            magnitudes: file.magnitudes.into_iter().collect(),
            suffixes: file.suffixes.into_iter().collect(),
            vague: file.vague.into_iter().collect(),
            vague_factors: file.vague_factors.into_iter().collect(),
            few: file.few.into_iter().collect(),
            ordinals: file.ordinals.into_iter().collect(),
            denominators: file.denominators.into_iter().collect(),
            glyphs: file.glyphs.into_iter().collect(),
            hedges: file.hedges.index(),
            hedge_ends,
            trailing_hedges: file.trailing_hedges.index(),
            between: WordSet::from(file.between),
            ranging: WordSet::from(file.ranging),
            percent: WordSet::from(file.percent),
            percentage_points: WordSet::from(file.percentage_points),
            age_before: WordSet::from(file.age.before),
            age_after: WordSet::from(file.age.after),
            age_elsewhere: WordSet::from(file.age.elsewhere),
            age_deeds: WordSet::from(file.age.deeds),
            aged: WordSet::from(file.aged),
            added: WordSet::from(file.added),
            before_years: WordSet::from(file.before_years),
            time_units: WordSet::from(file.time_units),
            clock: WordSet::from(file.clock),
            months: WordSet::from(file.months),
            weekdays: WordSet::from(file.weekdays),
            numbered: WordSet::from(file.numbered),
            streets: WordSet::from(file.streets),
            periods: WordSet::from(file.periods),
            rates: WordSet::from(file.rates),
            rate_openers: WordSet::from(file.rate_openers),
            not_rates: WordSet::from(file.not_rates),
            proportions: file.proportions.into_iter().collect(),
            not_one: WordSet::from(file.not_one),
            parts: file.parts,
            price_years: file.price_years,
            minus: WordSet::from(file.minus),
            ranking: WordSet::from(file.ranking),
            paying: WordSet::from(file.paying),
            decades: file.decades.into_iter().collect(),
            decade_parts: file.decade_parts.into_iter().collect(),
            group_pronouns: WordSet::from(file.group_pronouns),
            rate_adverbs: file.rate_adverbs.into_iter().collect(),
            same_count: file.same_count.into_iter().collect(),
            scales: file.scales.into_iter().collect(),
            units,
            large,
            symbols,
            prefixes,
        }
    }
}

fn keys<V>(map: &BTreeMap<String, V>) -> Vec<String> {
    map.keys().cloned().collect()
}
