//! The words of time expressions (`rules/names/time.yaml`), and the index that finds them by form.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::word_set::{WordMap, WordSet};
use crate::yaml;

/// A unit of time, finest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Grain {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Month,
    Quarter,
    Half,
    Season,
    Year,
    Decade,
    Century,
}

/// What the words before a number make of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hedge {
    /// `about`, `nearly`.
    About,
    /// `at least`, `more than`.
    AtLeast,
    /// `up to`, `less than`.
    AtMost,
}

/// Which part of a stretch is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Edge {
    /// `early`, `the beginning of`.
    Early,
    /// `mid-`, `the middle of`.
    Middle,
    /// `late`, `the end of`.
    Late,
    /// `sometime`, `much of`, `as early as`.
    Some,
}

/// How an event lies to the time that a preposition ties it to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum TimeRelation {
    /// No preposition, or one of those that place an event inside the time (`on`, `in`, `during`).
    #[default]
    On,
    /// `since 2015`: from the time on.
    Since,
    /// `until Friday`: up to the time.
    Until,
    /// `by Friday`: at some point up to the time.
    By,
    /// `before March`.
    Before,
    /// `after March`.
    After,
    /// The first of two times that bound one stretch: `from March to May`, `April 8 to 12`,
    /// `between March and May`. The next [`Timex`](crate::mentions::time::Timex) is the last.
    From,
    /// The last of two times that bound one stretch; the one before it is the first.
    To,
}

/// `PRESENT_REF` and its kin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reference {
    /// `now`, `currently`.
    Present,
    /// `recently`.
    Past,
    /// `soon`.
    Future,
}

/// What a form may mean in a time expression. Indices are into the tables of [`TimeWords`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as the keys of the file")]
pub enum Sense {
    Weekday(u8),
    Weekdays(u8),
    ShortWeekday(u8),
    Month(u8),
    Season(u8),
    Part(u8),
    Parts(u8),
    Unit(u8),
    Units(u8),
    Number(u32),
    Ordinal(u32),
    Decade(u32),
    Couple,
    VagueNumber,
    Half,
    AndAHalf,
    Filler,
    Deixis(i8),
    Context(i8),
    Day(i8),
    Night(i8),
    Reference(Reference),
    Frequency(u8),
    Every(u8),
    YearAgo,
    Period,
    The,
    Article,
    Possessive,
    Fiscal,
    Edge(Edge),
    Shifted,
    Ago,
    Earlier,
    Later,
    OrSo,
    Old,
    LengthNoun,
    Hedge(Hedge),
    Meridiem(bool),
    Oclock,
    Zone,
    Range,
    And,
    Feast(u8),
    Relation(TimeRelation),
    Bound,
}

impl Sense {
    /// Whether a time may begin with a word of this sense.
    fn begins(self) -> bool {
        !matches!(
            self,
            Self::Relation(_)
                | Self::Range
                | Self::And
                | Self::AndAHalf
                | Self::Zone
                | Self::Meridiem(_)
                | Self::Oclock
                | Self::Ago
                | Self::Earlier
                | Self::Later
                | Self::OrSo
                | Self::Old
                | Self::LengthNoun
                | Self::Period
                | Self::Filler
        )
    }
}

/// Some kinds of senses, whatever row or number they tell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Kinds(u64);

#[expect(missing_docs, reason = "named as the senses")]
impl Kinds {
    pub const WEEKDAY: Self = Self(1);
    pub const WEEKDAYS: Self = Self(1 << 1);
    pub const SHORT_WEEKDAY: Self = Self(1 << 2);
    pub const MONTH: Self = Self(1 << 3);
    pub const SEASON: Self = Self(1 << 4);
    pub const PART: Self = Self(1 << 5);
    pub const UNIT: Self = Self(1 << 6);
    pub const UNITS: Self = Self(1 << 7);
    pub const NUMBER: Self = Self(1 << 8);
    pub const ORDINAL: Self = Self(1 << 9);
    pub const DECADE: Self = Self(1 << 10);
    pub const AMOUNT: Self = Self(1 << 11);
    pub const DEIXIS: Self = Self(1 << 12);
    pub const CONTEXT: Self = Self(1 << 13);
    pub const DAY: Self = Self(1 << 14);
    pub const NIGHT: Self = Self(1 << 15);
    pub const REFERENCE: Self = Self(1 << 16);
    pub const FREQUENCY: Self = Self(1 << 17);
    pub const EVERY: Self = Self(1 << 18);
    pub const YEAR_AGO: Self = Self(1 << 19);
    pub const DETERMINER: Self = Self(1 << 20);
    pub const FISCAL: Self = Self(1 << 21);
    pub const EDGE: Self = Self(1 << 22);
    pub const HEDGE: Self = Self(1 << 23);
    pub const FEAST: Self = Self(1 << 24);
    pub const BOUND: Self = Self(1 << 25);
    pub const RELATION: Self = Self(1 << 26);
    pub const OTHER: Self = Self(1 << 27);
    /// No sense: the form begins as figures, a decade or a quarter do, or holds a hyphen and has no entry.
    pub const FIGURE: Self = Self(1 << 28);

    /// Returns the kind of a sense.
    pub fn of(sense: Sense) -> Self {
        match sense {
            Sense::Weekday(_) => Self::WEEKDAY,
            Sense::Weekdays(_) => Self::WEEKDAYS,
            Sense::ShortWeekday(_) => Self::SHORT_WEEKDAY,
            Sense::Month(_) => Self::MONTH,
            Sense::Season(_) => Self::SEASON,
            Sense::Part(_) => Self::PART,
            Sense::Unit(_) => Self::UNIT,
            Sense::Units(_) => Self::UNITS,
            Sense::Number(_) => Self::NUMBER,
            Sense::Ordinal(_) => Self::ORDINAL,
            Sense::Decade(_) => Self::DECADE,
            Sense::Couple | Sense::VagueNumber | Sense::Half => Self::AMOUNT,
            Sense::Deixis(_) => Self::DEIXIS,
            Sense::Context(_) => Self::CONTEXT,
            Sense::Day(_) => Self::DAY,
            Sense::Night(_) => Self::NIGHT,
            Sense::Reference(_) => Self::REFERENCE,
            Sense::Frequency(_) => Self::FREQUENCY,
            Sense::Every(_) => Self::EVERY,
            Sense::YearAgo => Self::YEAR_AGO,
            Sense::The | Sense::Article | Sense::Possessive => Self::DETERMINER,
            Sense::Fiscal => Self::FISCAL,
            Sense::Edge(_) | Sense::Shifted => Self::EDGE,
            Sense::Hedge(_) => Self::HEDGE,
            Sense::Feast(_) => Self::FEAST,
            Sense::Bound => Self::BOUND,
            Sense::Relation(_) => Self::RELATION,
            Sense::Parts(_)
            | Sense::AndAHalf
            | Sense::Filler
            | Sense::Period
            | Sense::Ago
            | Sense::Earlier
            | Sense::Later
            | Sense::OrSo
            | Sense::Old
            | Sense::LengthNoun
            | Sense::Meridiem(_)
            | Sense::Oclock
            | Sense::Zone
            | Sense::Range
            | Sense::And => Self::OTHER,
        }
    }

    /// Returns the kinds of both.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Returns whether one of the kinds is among both.
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// Forms of a word in the singular and in the plural.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Weekday {
    one: Vec<String>,
    many: Vec<String>,
    short: Vec<String>,
}

/// A season of the year.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Season {
    forms: Vec<String>,
    /// TIMEX3's value: `SP`.
    pub value: String,
    /// First month.
    pub from: u8,
    /// Last month.
    pub to: u8,
}

/// A part of the day.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartOfDay {
    one: Vec<String>,
    many: Vec<String>,
    /// TIMEX3's value behind the `T`: `MO`, `12:00`.
    pub value: String,
    /// Whether it is a time without a day beside it.
    #[serde(default = "yes")]
    pub alone: bool,
}

fn yes() -> bool {
    true
}

/// A unit of time with its words and its length.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// The unit.
    pub grain: Grain,
    one: Vec<String>,
    many: Vec<String>,
    /// Mean length.
    pub seconds: i64,
    /// Days by which a stated length may be off.
    #[serde(default)]
    pub tolerance: i32,
    /// Days by which `two months ago` may be off.
    #[serde(default)]
    pub ago: i32,
    /// TIMEX3's letter.
    pub value: String,
    /// How many of the letter's units it is.
    #[serde(default = "once")]
    pub times: u32,
    /// TIMEX3's letter where the number is not known, if another.
    #[serde(default)]
    pub unknown: Option<String>,
}

fn once() -> u32 {
    1
}

/// A word of recurrence.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Frequency {
    forms: Vec<String>,
    /// The unit.
    pub grain: Grain,
    /// Every so many of them.
    #[serde(default = "once")]
    pub every: u32,
}

/// A feast: a day of the year, or the n-th such weekday of a month.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Feast {
    forms: Vec<String>,
    /// Month, 1–12.
    pub month: u8,
    /// Day of the month, where it is fixed.
    #[serde(default)]
    pub day: Option<u8>,
    /// Monday = 0.
    #[serde(default)]
    pub weekday: u8,
    /// Which of the month's such weekdays; 5 is the last.
    #[serde(default)]
    pub nth: u8,
}

/// Words that say how exact a number is.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Hedges {
    about: Vec<String>,
    at_least: Vec<String>,
    at_most: Vec<String>,
}

/// Prepositions, by what they say of the time.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Relations {
    since: Vec<String>,
    until: Vec<String>,
    by: Vec<String>,
    before: Vec<String>,
    after: Vec<String>,
}

/// Words that give a time its direction.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TenseWords {
    /// Modal verbs and the like.
    pub future: Vec<String>,
    /// Words of plans.
    pub planned: Vec<String>,
    /// Present forms that report what is past.
    pub reporting: Vec<String>,
    /// Negations.
    pub not: Vec<String>,
}

/// The file as it is written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct TimeFile {
    weekdays: Vec<Weekday>,
    months: Vec<Vec<String>>,
    wary_months: Vec<String>,
    month_openers: Vec<String>,
    doubtful_months: Vec<String>,
    doubtful_openers: Vec<String>,
    seasons: Vec<Season>,
    season_openers: Vec<String>,
    parts_of_day: Vec<PartOfDay>,
    units: Vec<Unit>,
    numbers: BTreeMap<String, u32>,
    ordinals: BTreeMap<String, u32>,
    decades: BTreeMap<String, u32>,
    couple: Vec<String>,
    vague_numbers: Vec<String>,
    half: Vec<String>,
    and_a_half: Vec<String>,
    between_number_and_unit: Vec<String>,
    deixis: BTreeMap<String, i8>,
    context: BTreeMap<String, i8>,
    days: BTreeMap<String, i8>,
    nights: BTreeMap<String, i8>,
    day_after: BTreeMap<String, i8>,
    present: Vec<String>,
    past: Vec<String>,
    future: Vec<String>,
    not_before: BTreeMap<String, Vec<String>>,
    frequencies: Vec<Frequency>,
    adverb_only: Vec<String>,
    every: Vec<String>,
    every_other: Vec<String>,
    year_ago: Vec<String>,
    period: Vec<String>,
    the: Vec<String>,
    articles: Vec<String>,
    possessives: Vec<String>,
    fiscal: Vec<String>,
    early: Vec<String>,
    middle: Vec<String>,
    late: Vec<String>,
    sometime: Vec<String>,
    bounds: Vec<String>,
    shifted: Vec<String>,
    ago: Vec<String>,
    since: Vec<String>,
    then: Vec<String>,
    or_so: Vec<String>,
    old: Vec<String>,
    noun_of_length: Vec<String>,
    hedges: Hedges,
    ante_meridiem: Vec<String>,
    post_meridiem: Vec<String>,
    oclock: Vec<String>,
    zones: Vec<String>,
    range: Vec<String>,
    and: Vec<String>,
    feasts: Vec<Feast>,
    middle_prefixes: Vec<String>,
    times: Vec<String>,
    within: Vec<String>,
    stretch_openers: Vec<String>,
    bounded: Vec<String>,
    clock_openers: Vec<String>,
    part_nouns: Vec<String>,
    weak_openers: Vec<String>,
    only_past: Vec<String>,
    first_year: i32,
    last_year: i32,
    no_year_after: Vec<String>,
    no_year_before: Vec<String>,
    year_openers: Vec<String>,
    relations: Relations,
    from: Vec<String>,
    tense: TenseWords,
}

/// A set of forms.
pub type Forms = WordSet;

/// What the words that begin with one form may mean.
#[derive(Debug, Clone, Default)]
pub struct Entry {
    /// The form alone.
    pub senses: Vec<Sense>,
    /// Longer expressions that begin with it: the forms behind it, longest first.
    pub phrases: Vec<(Vec<Box<str>>, Sense)>,
    /// Whether a time may begin with the form, determiners aside.
    pub begins: bool,
    /// Whether it is a determiner: a time may begin with it if one may with the next.
    pub determines: bool,
    /// The kinds of the form alone.
    kinds: Kinds,
    /// The first bytes of the second words of the longer expressions, as bits by their last six.
    nexts: u64,
}

impl Entry {
    /// Returns the kinds of the form and of the longer expressions that begin with it; `form` returns the forms
    /// behind it, by how far behind.
    pub fn kinds<'f>(&self, form: impl Fn(usize) -> &'f str) -> Kinds {
        if !self.may_go_on(form(1)) {
            return self.kinds;
        }
        let whole = |rest: &[Box<str>]| (1..).zip(rest).all(|(k, word)| form(k) == &**word);
        let longer = self.phrases.iter().filter(|(rest, _)| whole(rest));
        longer.fold(self.kinds, |kinds, (_, sense)| kinds.or(Kinds::of(*sense)))
    }

    /// Returns whether the next form may be the second word of a longer expression: a look at its first byte.
    pub fn may_go_on(&self, next: &str) -> bool {
        self.nexts & byte_bit(next) != 0
    }
}

fn byte_bit(form: &str) -> u64 {
    1 << (form.bytes().next().unwrap_or(0) & 63)
}

/// What `rules/names/time.yaml` holds, indexed by form.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(from = "TimeFile")]
pub struct TimeWords {
    entries: WordMap<Entry>,
    /// Table of [`Sense::Season`].
    pub seasons: Vec<Season>,
    /// Table of [`Sense::Part`].
    pub parts: Vec<PartOfDay>,
    /// Table of [`Sense::Unit`].
    pub units: Vec<Unit>,
    /// Table of [`Sense::Frequency`].
    pub frequencies: Vec<Frequency>,
    /// Table of [`Sense::Feast`].
    pub feasts: Vec<Feast>,
    /// The first and the last year that four digits alone may name.
    pub years: (i32, i32),
    /// Months that are other words or names too.
    pub wary_months: Forms,
    /// What makes them months when it stands before them.
    pub month_openers: Forms,
    /// Of the wary months, those that need more than the doubtful openers.
    pub doubtful_months: Forms,
    /// Openers that are not enough for the doubtful months.
    pub doubtful_openers: Forms,
    /// What makes a season's word a season.
    pub season_openers: Forms,
    /// References that are none before these forms.
    pub not_before: WordMap<Forms>,
    /// Words of recurrence that count only as adverbs.
    pub adverb_only: Forms,
    /// "The year" is a time behind these.
    pub stretch_openers: Forms,
    /// What follows "the year" when its last day is said.
    pub bounded: Forms,
    /// Figures with a colon are a time of day behind these.
    pub clock_openers: Forms,
    /// Nouns of a part: "the end of May".
    pub part_nouns: Forms,
    /// Before a wary month that is tagged as a name and is no doubtful one.
    pub weak_openers: Forms,
    /// Words of how often: "twice a week".
    pub times: Forms,
    /// Prefixes of a word for the middle of its time.
    pub middle_prefixes: Vec<String>,
    /// Before a length: no longer than that.
    pub within: Forms,
    /// Prepositions of what has begun.
    pub only_past: Forms,
    /// A number behind these is no year.
    pub no_year_after: Forms,
    /// A number before these is no year.
    pub no_year_before: Forms,
    /// A number behind these is a year even before a plural.
    pub year_openers: Forms,
    /// Modal verbs and the like.
    pub future: Forms,
    /// Words of plans.
    pub planned: Forms,
    /// Present forms that report what is past.
    pub reporting: Forms,
    /// Negations.
    pub not: Forms,
}

impl TimeWords {
    /// Reads the words that are built in.
    ///
    /// # Errors
    /// What is wrong with the built-in file; a test makes sure that nothing is.
    pub fn built_in() -> Result<Self, String> {
        yaml::parse(include_str!("../../rules/names/time.yaml")).map_err(|e| e.message)
    }

    /// Returns what the words that begin with a lower-case form may mean.
    pub fn entry(&self, form: &str) -> Option<&Entry> {
        self.entries.get(form)
    }

    /// Returns the unit of a table index; out of range, none.
    pub fn unit(&self, idx: u8) -> Option<&Unit> {
        self.units.get(usize::from(idx))
    }

    fn add(&mut self, forms: &[String], sense: Sense) {
        for form in forms {
            let mut words = form.split(' ');
            let Some(first) = words.next() else { continue };
            let rest: Vec<Box<str>> = words.map(Box::from).collect();
            let entry = self.entries.entry(first.to_owned()).or_default();
            if rest.is_empty() {
                entry.senses.push(sense);
            } else {
                entry.phrases.push((rest, sense));
            }
        }
    }

    fn add_map<T: Copy>(&mut self, forms: &BTreeMap<String, T>, sense: fn(T) -> Sense) {
        for (form, value) in forms {
            self.add(std::slice::from_ref(form), sense(*value));
        }
    }
}

/// Numbers the rows of a table; tables have far fewer than 256 rows.
fn rows<T>(table: &[T]) -> impl Iterator<Item = (u8, &T)> {
    (0..=u8::MAX).zip(table)
}

fn forms(list: &[String]) -> Forms {
    list.iter().cloned().collect()
}

impl From<TimeFile> for TimeWords {
    fn from(file: TimeFile) -> Self {
        let mut words = Self {
            years: (file.first_year, file.last_year),
            wary_months: forms(&file.wary_months),
            month_openers: forms(&file.month_openers),
            doubtful_months: forms(&file.doubtful_months),
            doubtful_openers: forms(&file.doubtful_openers),
            season_openers: forms(&file.season_openers),
            not_before: file
                .not_before
                .iter()
                .map(|(form, next)| (form.clone(), forms(next)))
                .collect(),
            adverb_only: forms(&file.adverb_only),
            within: forms(&file.within),
            times: forms(&file.times),
            stretch_openers: forms(&file.stretch_openers),
            bounded: forms(&file.bounded),
            clock_openers: forms(&file.clock_openers),
            part_nouns: forms(&file.part_nouns),
            weak_openers: forms(&file.weak_openers),
            only_past: forms(&file.only_past),
            no_year_after: forms(&file.no_year_after),
            no_year_before: forms(&file.no_year_before),
            year_openers: forms(&file.year_openers),
            future: forms(&file.tense.future),
            planned: forms(&file.tense.planned),
            reporting: forms(&file.tense.reporting),
            not: forms(&file.tense.not),
            ..Self::default()
        };
        for (row, weekday) in rows(&file.weekdays) {
            words.add(&weekday.one, Sense::Weekday(row));
            words.add(&weekday.many, Sense::Weekdays(row));
            words.add(&weekday.short, Sense::ShortWeekday(row));
        }
        for (row, month) in rows(&file.months) {
            words.add(month, Sense::Month(row + 1));
        }
        for (row, season) in rows(&file.seasons) {
            words.add(&season.forms, Sense::Season(row));
        }
        for (row, part) in rows(&file.parts_of_day) {
            words.add(&part.one, Sense::Part(row));
            words.add(&part.many, Sense::Parts(row));
        }
        for (row, unit) in rows(&file.units) {
            words.add(&unit.one, Sense::Unit(row));
            words.add(&unit.many, Sense::Units(row));
        }
        for (row, frequency) in rows(&file.frequencies) {
            words.add(&frequency.forms, Sense::Frequency(row));
        }
        for (row, feast) in rows(&file.feasts) {
            words.add(&feast.forms, Sense::Feast(row));
        }
        words.add_map(&file.numbers, Sense::Number);
        words.add_map(&file.ordinals, Sense::Ordinal);
        words.add_map(&file.decades, Sense::Decade);
        words.add_map(&file.deixis, Sense::Deixis);
        words.add_map(&file.context, Sense::Context);
        words.add_map(&file.days, Sense::Day);
        words.add_map(&file.nights, Sense::Night);
        words.add_map(&file.day_after, Sense::Day);
        for (list, sense) in [
            (&file.couple, Sense::Couple),
            (&file.vague_numbers, Sense::VagueNumber),
            (&file.half, Sense::Half),
            (&file.and_a_half, Sense::AndAHalf),
            (&file.between_number_and_unit, Sense::Filler),
            (&file.present, Sense::Reference(Reference::Present)),
            (&file.past, Sense::Reference(Reference::Past)),
            (&file.future, Sense::Reference(Reference::Future)),
            (&file.every, Sense::Every(1)),
            (&file.every_other, Sense::Every(2)),
            (&file.year_ago, Sense::YearAgo),
            (&file.period, Sense::Period),
            (&file.the, Sense::The),
            (&file.articles, Sense::Article),
            (&file.possessives, Sense::Possessive),
            (&file.fiscal, Sense::Fiscal),
            (&file.early, Sense::Edge(Edge::Early)),
            (&file.middle, Sense::Edge(Edge::Middle)),
            (&file.late, Sense::Edge(Edge::Late)),
            (&file.sometime, Sense::Edge(Edge::Some)),
            (&file.bounds, Sense::Bound),
            (&file.shifted, Sense::Shifted),
            (&file.ago, Sense::Ago),
            (&file.since, Sense::Earlier),
            (&file.then, Sense::Later),
            (&file.or_so, Sense::OrSo),
            (&file.old, Sense::Old),
            (&file.noun_of_length, Sense::LengthNoun),
            (&file.hedges.about, Sense::Hedge(Hedge::About)),
            (&file.hedges.at_least, Sense::Hedge(Hedge::AtLeast)),
            (&file.hedges.at_most, Sense::Hedge(Hedge::AtMost)),
            (&file.ante_meridiem, Sense::Meridiem(false)),
            (&file.post_meridiem, Sense::Meridiem(true)),
            (&file.oclock, Sense::Oclock),
            (&file.zones, Sense::Zone),
            (&file.range, Sense::Range),
            (&file.and, Sense::And),
            (&file.relations.since, Sense::Relation(TimeRelation::Since)),
            (&file.relations.until, Sense::Relation(TimeRelation::Until)),
            (&file.relations.by, Sense::Relation(TimeRelation::By)),
            (
                &file.relations.before,
                Sense::Relation(TimeRelation::Before),
            ),
            (&file.relations.after, Sense::Relation(TimeRelation::After)),
            (&file.from, Sense::Relation(TimeRelation::From)),
        ] {
            words.add(list, sense);
        }
        words.seasons = file.seasons;
        words.parts = file.parts_of_day;
        words.units = file.units;
        words.frequencies = file.frequencies;
        words.feasts = file.feasts;
        words.middle_prefixes = file.middle_prefixes;
        for entry in words.entries.in_no_order_mut() {
            entry
                .phrases
                .sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
            let (determiners, others): (Vec<Sense>, Vec<Sense>) = entry
                .senses
                .iter()
                .partition(|s| matches!(s, Sense::The | Sense::Article | Sense::Possessive));
            entry.determines = !determiners.is_empty();
            entry.begins = others.into_iter().any(Sense::begins);
            let kinds = entry.senses.iter().map(|sense| Kinds::of(*sense));
            entry.kinds = kinds.fold(Kinds::default(), Kinds::or);
            let nexts = entry.phrases.iter().filter_map(|(rest, _)| rest.first());
            entry.nexts = nexts.fold(0, |bits, form| bits | byte_bit(form));
        }
        words
    }
}
