//! Times and quantities that stand in each other's place.

use super::side::Side;
use super::typed::Typed;
use crate::calendar::{Day, Interval};
use crate::lexicon::Lexicon;
use crate::mentions::quantity::{Bound, Quantity, Unit};
use crate::mentions::time::{Timex, TimexKind, When};
use crate::read::Article;
use crate::tokens::Upos;

/// Days around its publication within which a date is an article's own: daily reports share their
/// sentences and differ in it.
const OWN_DAYS: i32 = 7;
/// Days by which "early", "late" and "end of" may be off.
const HINT: i32 = 15;
/// A bound and a figure this near to it are one.
const ROUNDED: f64 = 1.01;
/// Two figures under one hedge ("nearly 54", "nearly 55") are one up to this ratio.
const HEDGED: f64 = 1.05;
/// A figure and "about" another are one up to this ratio.
const ROUGHLY: f64 = 1.25;

/// Types two times in one place of a sentence. `copies`: one article reprints the other, so that both tell of
/// the same days.
pub(super) fn dates(x: &Timex, y: &Timex, (a, b): (&Article, &Article), copies: bool) -> Typed {
    let (asserted_x, asserted_y) = (a.published, b.published);
    let (text_x, text_y) = (a.text.as_str(), b.text.as_str());
    if x.kind != TimexKind::Date || y.kind != TimexKind::Date {
        return Typed::Reworded;
    }
    if x.value == y.value && x.when == y.when {
        return Typed::Same;
    }
    // Two weekdays are never one day, whatever they are counted from.
    if asserted_x == asserted_y
        && let (Some(p), Some(q)) = (bare_weekday(x), bare_weekday(y))
        && p != q
    {
        return Typed::Differs("statement.date", x.span, y.span);
    }
    let apart = match (x.when, y.when) {
        // "yesterday" here and "last week" there, neither article dated.
        (When::FromPublication { from, to }, When::FromPublication { from: f, to: t }) => {
            asserted_x == asserted_y && (to < f || t < from)
        }
        (When::Unknown, _) | (_, When::Unknown) => return weekday_difference(x, y),
        (p, q) => p.is_disjoint(q),
    };
    // "A summary of events on Thursday": a series, each article with its own day.
    let own = |when: When, published: Interval| match (when, published.as_day()) {
        (When::Days(days), Some(day)) => Interval::day(day).widened(OWN_DAYS).contains(days),
        _ => false,
    };
    if !copies && asserted_x != asserted_y && own(x.when, asserted_x) && own(y.when, asserted_y) {
        return Typed::Reworded;
    }
    // "On Monday" may mean the one before and the one ahead.
    let day = |t: &Timex| match t.when {
        When::Days(days) => days.as_day(),
        _ => None,
    };
    // "February 14": the one next to the other day.
    let near = |t: &Timex, other: &Timex| match (t.when, day(other)) {
        (When::Yearly { from, to }, Some(other)) if from == to => {
            Day::from_ymd(other.ymd().0, from.0, from.1)
        }
        _ => day(t),
    };
    let weekday = |t: &Timex, text: &str| {
        day(t).is_some_and(|d| t.span.of(text).eq_ignore_ascii_case(d.weekday_name()))
    };
    if let (Some(p), Some(q)) = (near(x, y), near(y, x))
        && weekday(x, text_x) != weekday(y, text_y)
        && p.weekday() == q.weekday()
        && Interval::day(p)
            .widened(OWN_DAYS)
            .contains(Interval::day(q))
    {
        return Typed::Reworded;
    }
    // Sunday night in one zone is Monday in another.
    let neighbours = match (x.when, y.when) {
        (When::Days(p), When::Days(q)) => {
            (x.relative || y.relative) && !p.widened(1).is_disjoint(q)
        }
        _ => false,
    };
    if !apart && x.when == y.when {
        Typed::Same
    } else if !apart {
        // "On Monday", "this week": one may be a part of the other.
        Typed::Reworded
    } else if neighbours || (x.approximate && y.approximate && near_apart(x.when, y.when)) {
        Typed::Reworded
    } else {
        Typed::Differs("statement.date", x.span, y.span)
    }
}

/// Returns whether two times that are only hinted at ("late August", "early September") lie so close
/// that they may be one.
fn near_apart(x: When, y: When) -> bool {
    match (x, y) {
        (When::Days(p), When::Days(q)) => !p.widened(HINT).is_disjoint(q),
        _ => true,
    }
}

/// Returns the weekday of an expression that says nothing else, where no date tells which one it is.
fn bare_weekday(timex: &Timex) -> Option<&str> {
    let weekday = timex.value.strip_prefix("XXXX-WXX-")?;
    weekday.get(..1)
}

/// Two bare weekdays in articles without a date.
fn weekday_difference(x: &Timex, y: &Timex) -> Typed {
    match (x.weekday, y.weekday) {
        (Some(p), Some(q)) if p != q => Typed::Differs("statement.date", x.span, y.span),
        _ => Typed::Reworded,
    }
}

/// Types two quantities in one place of a sentence.
pub(super) fn numbers(
    x: &Quantity,
    y: &Quantity,
    a: &Side<'_>,
    b: &Side<'_>,
    lexicon: &Lexicon,
) -> Typed {
    let alike = match (&x.unit, &y.unit) {
        (Unit::Count(p), Unit::Count(q)) => p == q || p.is_empty() || q.is_empty(),
        (p, q) => p == q,
    };
    if !alike {
        return Typed::Reworded;
    }
    if matches!(x.unit, Unit::Ordinal) {
        return Typed::Reworded;
    }
    // "An adjusted profit of 84 million", "a profit of 61 million": two figures.
    if matches!(x.unit, Unit::Money(_)) {
        let words = &lexicon.outcomes.accounts.narrow;
        let narrowed = |of: &Side<'_>, other: &Side<'_>| {
            let (tokens, others) = (&of.extraction.tokens, &other.extraction.tokens);
            let has = |word: &str| {
                let mut all = others.of_sentence(other.statement.sentence as usize);
                all.any(|t| others.lower(t) == word)
            };
            let mut all = tokens.of_sentence(of.statement.sentence as usize);
            all.any(|t| words.contains(tokens.lower_word(t)) && !has(tokens.lower(t)))
        };
        if narrowed(a, b) || narrowed(b, a) {
            return Typed::Reworded;
        }
    }
    // "162 passengers and eight crew", "170 passengers and crew": who is counted differs.
    let counts_both = |side: &Side<'_>, q: &Quantity| {
        let (tokens, end) = (&side.extraction.tokens, q.tokens.1 as usize);
        tokens.lower(end) == "and"
            && tokens
                .all()
                .get(end + 1)
                .is_some_and(|t| t.upos == Upos::Noun)
    };
    if matches!(x.unit, Unit::Count(_)) && counts_both(a, x) != counts_both(b, y) {
        return Typed::Reworded;
    }
    // "1.5 to 2.5 million", "2.5 million": one end of the range.
    let ends = |range: &Quantity, other: &Quantity, side: &Side<'_>| {
        let before = (other.tokens.0 as usize).checked_sub(1);
        let behind_to = before.is_some_and(|t| {
            let word = side.extraction.tokens.lower_word(t);
            lexicon.variants.range_words.contains(word)
        });
        range.low < range.high && behind_to && (range.high - other.low).abs() <= other.rounding
    };
    if ends(x, y, b) || ends(y, x, a) {
        return Typed::Reworded;
    }
    let near = |p: f64, q: f64| {
        let (low, high) = (p.min(q), p.max(q));
        high - low <= x.slack(y) || (low > 0.0 && high / low < HEDGED)
    };
    // "Thousands of barrels": a range of words, which a figure above its half does not contradict.
    let vague = |q: &Quantity| q.bound == Bound::About && q.low < q.high;
    if vague(x) || vague(y) {
        let (range, figure) = if vague(x) { (x, y) } else { (y, x) };
        if figure.high >= range.low / 2.0 {
            return Typed::Reworded;
        }
    }
    // "$24.05" is "below $24" to most readers.
    let rounded = |p: f64, q: f64| p.min(q) > 0.0 && p.max(q) / p.min(q) < ROUNDED;
    if x.bound != y.bound && rounded(x.high, y.high) {
        return Typed::Reworded;
    }
    let compatible = match (x.bound, y.bound) {
        // One sentence with one hedge states one figure, though "more than 40" also allows 90.
        (p, q) if p == q && p != Bound::Exact => near(x.low, y.low) && near(x.high, y.high),
        (Bound::AtLeast, _) => y.high >= x.low,
        (_, Bound::AtLeast) => x.high >= y.low,
        (Bound::AtMost, _) => y.low <= x.high,
        (_, Bound::AtMost) => x.low <= y.high,
        (Bound::About, _) | (_, Bound::About) => {
            let (low, high) = (x.low.min(y.low), x.high.max(y.high));
            low > 0.0 && high / low < ROUGHLY
        }
        (Bound::Exact, Bound::Exact) => {
            let slack = x.slack(y);
            (x.low - y.low).abs() <= slack && (x.high - y.high).abs() <= slack
        }
    };
    if compatible {
        return if x.bound == y.bound {
            Typed::Same
        } else {
            Typed::Reworded
        };
    }
    // Counts grow and prices move from day to day: only one day's articles are held together.
    if a.article.published != b.article.published {
        return Typed::Reworded;
    }
    // "Has risen to 28", "20 so far": the hour's count, and each article may be of another hour.
    let growing = |side: &Side<'_>| {
        let text = side.sentence_span().of(&side.article.text).to_lowercase();
        let words = &lexicon.variants.growing;
        words.iter().any(|w| text.contains(w.as_str()))
    };
    let dated = a.article.published.as_day().is_some();
    if dated && matches!(x.unit, Unit::Count(_)) && growing(a) && growing(b) {
        return Typed::Reworded;
    }
    let kind = match x.unit {
        Unit::Count(_) => "statement.count",
        // Nobody says that the two were written on one day.
        _ if a.article.published.as_day().is_none() => "statement.count",
        _ => "statement.number",
    };
    Typed::Differs(kind, x.span, y.span)
}
