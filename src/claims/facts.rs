//! Document facts: what an article says of itself by its form: citations, dates with weekdays,
//! acronyms, times that nothing anchors, office holders.

use super::{Claim, Predicate, Reader, Role, Scope};
use crate::calendar::{Day, Interval};
use crate::mentions::time::When;
use crate::read::BlockKind;
use crate::span::Span;
use crate::tokens::Relation;

/// The predicates of document facts, with what their roles hold.
pub const FACTS: &[&str] = &[
    "document.citation",
    "document.reference-list",
    "document.published",
    "document.report-source",
    "time.relative",
    "time.weekday",
    "name.acronym",
    "office.hold",
];

/// Days around the publication date within which a date without a year is of its year.
const NEAR: i32 = 30;

/// Finds the article's document facts.
pub(super) fn find(reader: &Reader<'_>, out: &mut Vec<Claim>) {
    citations(reader, out);
    published(reader, out);
    times(reader, out);
    acronyms(reader, out);
    offices(reader, out);
    report_sources(reader, out);
}

pub(super) fn fact(
    reader: &Reader<'_>,
    name: &str,
    sentence: usize,
    evidence: Span,
    trigger: Span,
) -> Claim {
    let mut claim = reader.claim(
        Predicate::Frame(name.to_owned()),
        sentence,
        evidence,
        trigger,
    );
    claim.keys.push(name.to_owned());
    claim
}

/// Returns a role whose filler is a plain string.
pub(super) fn value(name: &str, key: impl Into<String>, span: Span) -> Role {
    Role {
        name: name.to_owned(),
        entity: None,
        key: key.into(),
        span,
        stated: true,
    }
}

/// Returns the sentence a span begins in, or the next one.
pub(super) fn sentence_at(reader: &Reader<'_>, span: Span) -> usize {
    reader
        .sentences
        .partition_point(|s| s.span.end <= span.start)
        .min(reader.sentences.len().saturating_sub(1))
}

fn citations(reader: &Reader<'_>, out: &mut Vec<Claim>) {
    for span in &reader.article.citations {
        let sentence = sentence_at(reader, *span);
        out.push(fact(reader, "document.citation", sentence, *span, *span));
    }
    if reader.article.has_reference_list {
        out.push(fact(
            reader,
            "document.reference-list",
            0,
            Span::default(),
            Span::default(),
        ));
    }
}

fn published(reader: &Reader<'_>, out: &mut Vec<Claim>) {
    if reader.article.published != Interval::ALWAYS {
        let span = reader.article.published_span.unwrap_or_default();
        out.push(fact(reader, "document.published", 0, span, span));
    }
}

fn times(reader: &Reader<'_>, out: &mut Vec<Claim>) {
    for (idx, timex) in reader.mentions.times.iter().enumerate() {
        let sentence = sentence_at(reader, timex.span);
        let prose =
            !reader.is_furniture(sentence) && reader.block_kind(sentence) != BlockKind::Caption;
        let unanchored = matches!(
            timex.when,
            When::FromPublication { .. } | When::Yearly { .. }
        );
        if prose && timex.relative && unanchored && reader.article.published == Interval::ALWAYS {
            let mut claim = fact(reader, "time.relative", sentence, timex.span, timex.span);
            claim.time = timex.when;
            claim.timex = u32::try_from(idx).ok();
            out.push(claim);
        }
        if let (Some(weekday), When::Days(days)) = (timex.weekday, timex.when)
            && let Some(day) = days.as_day()
            && year_is_known(reader, timex.span, day)
        {
            let mut claim = fact(reader, "time.weekday", sentence, timex.span, timex.span);
            // A date line can be wrong too: it is held against the calendar alone.
            if claim.scope == Scope::Furniture {
                claim.scope = Scope::Body;
            }
            claim.time = timex.when;
            claim.timex = u32::try_from(idx).ok();
            let said = day
                .plus(i32::from(weekday) - i32::from(day.weekday()))
                .weekday_name();
            claim.roles.push(value("said", said, timex.span));
            claim
                .roles
                .push(value("actual", day.weekday_name(), timex.span));
            out.push(claim);
        }
    }
}

/// Returns whether a date's year is written beside it, or follows from a publication date nearby.
fn year_is_known(reader: &Reader<'_>, span: Span, day: Day) -> bool {
    let year = format!("{:04}", day.ymd().0);
    span.of(&reader.article.text).contains(&year)
        || Interval::day(day)
            .widened(NEAR)
            .contains(reader.article.published)
}

/// Finds `The Long Name (TLN)`.
fn acronyms(reader: &Reader<'_>, out: &mut Vec<Claim>) {
    let grammar = reader.grammar;
    for sentence in 0..reader.sentences.len() {
        if reader.is_furniture(sentence) {
            continue;
        }
        let range = grammar.tokens.of_sentence(sentence);
        for at in range.clone() {
            let acronym = grammar.span(at).of(grammar.text);
            let is_acronym = (2..=8).contains(&acronym.len())
                && acronym.bytes().all(|b| b.is_ascii_uppercase())
                && at > range.start + 1
                && grammar.lower(at - 1) == "("
                && grammar.lower(at + 1) == ")";
            if !is_acronym {
                continue;
            }
            // The capitalised words just before the bracket, small words between them allowed.
            let mut words = Vec::new();
            let mut back = at - 1;
            while back > range.start && words.len() < acronym.len() + 3 {
                let word = grammar.span(back - 1).of(grammar.text);
                let capital = word.chars().next().is_some_and(char::is_uppercase);
                let small = matches!(
                    grammar.lower(back - 1),
                    "of" | "and"
                        | "for"
                        | "the"
                        | "in"
                        | "on"
                        | "to"
                        | "'s"
                        | "’s"
                        | "-"
                        | "'"
                        | "’"
                        | "&"
                );
                if !capital && !small {
                    break;
                }
                words.push(back - 1);
                back -= 1;
            }
            words.reverse();
            while words.first().is_some_and(|w| {
                !grammar
                    .span(*w)
                    .of(grammar.text)
                    .starts_with(char::is_uppercase)
                    || grammar.lower(*w) == "the"
            }) {
                words.remove(0);
            }
            let (Some(first), Some(last)) = (words.first(), words.last()) else {
                continue;
            };
            let initials: String = words
                .iter()
                .filter_map(|w| grammar.span(*w).of(grammar.text).chars().next())
                .filter(|c| c.is_uppercase())
                .collect();
            let name = grammar.span(*first).join(grammar.span(*last));
            let evidence = name.join(grammar.span(at + 1));
            let mut claim = fact(reader, "name.acronym", sentence, evidence, grammar.span(at));
            claim.roles.push(value("name", name.of(grammar.text), name));
            claim
                .roles
                .push(value("acronym", acronym, grammar.span(at)));
            claim.roles.push(value("initials", initials, name));
            out.push(claim);
        }
    }
}

/// Days before publication beyond which a sentence's time makes it history: offices change hands.
const PAST: i32 = 60;

/// Returns whether a sentence of a dated article names a time long past, or one that is not known.
fn tells_of_the_past(reader: &Reader<'_>, sentence: usize) -> bool {
    let Some(span) = reader.sentences.get(sentence).map(|s| s.span) else {
        return false;
    };
    let published = reader.article.published.from;
    reader
        .mentions
        .times
        .iter()
        .filter(|t| span.contains(t.span))
        .any(|t| match (t.when, published) {
            (When::Days(days), Some(published)) => {
                days.to.is_some_and(|to| to < published.plus(-PAST))
                    && reader.block_kind(sentence) != BlockKind::Caption
            }
            _ => false,
        })
}

fn offices(reader: &Reader<'_>, out: &mut Vec<Claim>) {
    let entities = &reader.mentions.entities;
    for office in &entities.offices {
        let sentence = office.sentence as usize;
        let (Some(person), false) = (entities.get(office.person), office.out_of_office) else {
            continue;
        };
        let Some(of) = office.of.and_then(|o| entities.get(o)) else {
            continue;
        };
        if !office.single || tells_of_the_past(reader, sentence) {
            continue;
        }
        let mut claim = fact(reader, "office.hold", sentence, office.span, office.span);
        claim.keys = vec![format!("office/{}/{}", of.key, office.office)];
        claim.roles.push(Role {
            name: "holder".to_owned(),
            entity: Some(office.person),
            key: person.key.clone(),
            span: office.span,
            stated: true,
        });
        claim
            .roles
            .push(value("office", office.office.clone(), office.span));
        claim.roles.push(Role {
            name: "of".to_owned(),
            entity: office.of,
            key: of.key.clone(),
            span: office.span,
            stated: true,
        });
        // A caption's office is held on the caption's day, any other at the time of writing.
        claim.time = if claim.scope == Scope::Caption {
            reader
                .mentions
                .times
                .iter()
                .find(|t| sentence_at(reader, t.span) == sentence)
                .map_or(When::Unknown, |t| t.when)
        } else {
            When::Days(reader.article.published)
        };
        claim.status = super::Status::Ongoing;
        out.push(claim);
    }
}

/// A sentence that names two sources for one report: "according to A, …, according to B".
fn report_sources(reader: &Reader<'_>, out: &mut Vec<Claim>) {
    let grammar = reader.grammar;
    for sentence in 0..reader.sentences.len() {
        if reader.is_furniture(sentence) {
            continue;
        }
        let cues: Vec<usize> = grammar
            .tokens
            .of_sentence(sentence)
            .filter(|t| {
                grammar.lower(*t) == "according"
                    && grammar.lower(*t + 1) == "to"
                    && grammar.relation(*t) != Relation::Punct
            })
            .collect();
        let [first, .., last] = cues.as_slice() else {
            continue;
        };
        let phrase = |cue: usize| {
            let end = grammar
                .tokens
                .of_sentence(sentence)
                .find(|t| *t > cue + 1 && matches!(grammar.lower(*t), "," | "." | ";"))
                .unwrap_or(cue + 2);
            grammar.span(cue).join(grammar.span(end.saturating_sub(1)))
        };
        for cue in [first, last] {
            let span = phrase(*cue);
            let mut claim = fact(reader, "document.report-source", sentence, span, span);
            claim.keys = vec![format!("document.report-source/{sentence}")];
            claim
                .roles
                .push(value("source", span.of(grammar.text).to_lowercase(), span));
            out.push(claim);
        }
    }
}
