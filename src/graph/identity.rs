//! When two claims are taken to be about the same thing, and why.
//!
//! The decision looks at the two claims and their articles alone: a third
//! article never changes it.

use crate::calendar::Interval;
use crate::claims::{Claim, Predicate, Scope};
use crate::lexicon::Lexicon;
use crate::lexicon::frames::Frame;
use crate::mentions::time::When;

/// Returns the reasons why two claims are about one event, or `None` where that is in doubt.
pub(super) fn reasons(a: &Claim, b: &Claim, lexicon: &Lexicon) -> Option<Vec<String>> {
    if [a.scope, b.scope].contains(&Scope::Furniture) {
        return None;
    }
    // A caption's claims are about the picture, which may be older than the story.
    if (a.scope == Scope::Caption) != (b.scope == Scope::Caption) {
        return None;
    }
    if let (Predicate::Open(x), Predicate::Open(y)) = (&a.predicate, &b.predicate) {
        return open(a, b, (x, y), lexicon);
    }
    let frame_a = lexicon.frames.of_predicate(a.predicate_name());
    let frame_b = lexicon.frames.of_predicate(b.predicate_name());
    match (frame_a, frame_b) {
        (Some(x), Some(y)) => framed(a, b, x, y, lexicon),
        (None, None) => fact(a, b, lexicon),
        _ => None,
    }
}

fn framed(a: &Claim, b: &Claim, x: &Frame, y: &Frame, lexicon: &Lexicon) -> Option<Vec<String>> {
    if x.id != y.id {
        return None;
    }
    let fillers = |claim: &Claim| {
        let mut keys: Vec<(String, bool)> = Vec::new();
        for role in &x.unique.share {
            for r in claim.role(role) {
                match keys.iter_mut().find(|(k, _)| *k == r.key) {
                    Some((_, stated)) => *stated |= r.stated,
                    None => keys.push((r.key.clone(), r.stated)),
                }
            }
        }
        keys
    };
    let (of_a, of_b) = (fillers(a), fillers(b));
    let mut shared: Vec<&str> = of_a
        .iter()
        .filter(|(k, _)| of_b.iter().any(|(other, _)| other == k))
        .map(|(k, _)| k.as_str())
        .collect();
    shared.sort_unstable();
    if shared.len() < x.unique.at_least.max(1) {
        return None;
    }
    let kind =
        |claim: &Claim| -> Vec<String> { claim.role("kind").map(|r| r.key.clone()).collect() };
    let (kind_a, kind_b) = (kind(a), kind(b));
    if !kind_a.is_empty() && !kind_b.is_empty() && !kind_a.iter().any(|k| kind_b.contains(k)) {
        return None;
    }
    // The second of a series is not the one that is told without a number.
    let series = |claim: &Claim| {
        claim
            .role("series")
            .next()
            .map_or("1", |r| r.key.as_str())
            .to_owned()
    };
    if series(a) != series(b) {
        return None;
    }
    let apart = x.unique.apart.iter().any(|role| {
        let mut of_a = a.role(role).peekable();
        of_a.peek().is_some()
            && b.role(role).next().is_some()
            && !of_a.any(|r| b.role(role).any(|other| other.key == r.key))
    });
    if apart {
        return None;
    }
    if begun_again(a, b, x) {
        return None;
    }
    if let Some(days) = x.unique.within_days {
        // Phases of one event may lie far apart; their articles do not.
        let near = if a.predicate == b.predicate {
            near(a, b, days)
        } else {
            let phases = x.timing.as_ref().and_then(|t| t.within_days);
            near_in_time(a, b, phases.unwrap_or(days))
                && !a.asserted.widened(days).is_disjoint(b.asserted)
        };
        if !near {
            return None;
        }
    }
    let names: Vec<String> = shared.iter().map(|k| lexicon.names.display(k)).collect();
    let mut reasons = vec![format!(
        "taken as one {}: both name {}",
        x.called,
        join(&names)
    )];
    let unstated = |keys: &[(String, bool)]| {
        keys.iter()
            .any(|(k, stated)| !stated && shared.contains(&k.as_str()))
    };
    if unstated(&of_a) || unstated(&of_b) {
        reasons.push(
            "where a sentence does not name the parties, they are those its article names throughout"
                .to_owned(),
        );
    }
    Some(reasons)
}

/// Days by which two articles may date one event differently.
const ZONE: i32 = 1;

/// Returns whether the later phase is dated before the earlier one: what ended in March and began in April came
/// twice. Only what leaves the day of one of them open can put them together.
fn begun_again(a: &Claim, b: &Claim, frame: &Frame) -> bool {
    let phase = |claim: &Claim| frame.timing.as_ref()?.phase(claim.predicate_name());
    let (Some(i), Some(j)) = (phase(a), phase(b)) else {
        return false;
    };
    let (earlier, later) = match i.cmp(&j) {
        std::cmp::Ordering::Less => (a, b),
        std::cmp::Ordering::Greater => (b, a),
        std::cmp::Ordering::Equal => return false,
    };
    let (When::Days(start), When::Days(end)) = (earlier.time, later.time) else {
        return false;
    };
    matches!((start.from, end.to), (Some(from), Some(to)) if to.plus(ZONE) < from)
}

/// Days between two articles within which one act between two parties is taken to be the same.
const SAME_ACT: i32 = 2;

/// Days between two articles within which one full name is taken to be one person.
const SAME_PERSON: i32 = 31;

/// One act of one party upon another, told with the same word or its opposite.
fn open(a: &Claim, b: &Claim, (x, y): (&str, &str), lexicon: &Lexicon) -> Option<Vec<String>> {
    let one_word = x == y || lexicon.opposites.are(x, y);
    let times = match (a.time, b.time) {
        (When::Days(p), When::Days(q)) => !p.is_disjoint(q),
        // An act that only one of the two dates may be another one.
        (When::Unknown, When::Unknown) => true,
        _ => false,
    };
    let dated = a.asserted.as_day().is_some() == b.asserted.as_day().is_some();
    if !one_word || !times || !dated || !near(a, b, SAME_ACT) {
        return None;
    }
    let name = |claim: &Claim, role: &str| {
        claim
            .role(role)
            .next()
            .map(|r| lexicon.names.display(&r.key))
    };
    Some(vec![format!(
        "taken as one act: both say what {} did to {}, within days",
        name(a, "agent")?,
        name(a, "patient")?
    )])
}

/// Document facts meet where they share a key that names one thing.
fn fact(a: &Claim, b: &Claim, lexicon: &Lexicon) -> Option<Vec<String>> {
    if a.predicate_name() != b.predicate_name() {
        return None;
    }
    if a.predicate_name().starts_with("tie.") && !one_time(a, b) {
        return None;
    }
    match a.predicate_name() {
        "office.hold" => {
            let office = a.role("office").next()?;
            let of = a.role("of").next()?;
            Some(vec![format!(
                "taken as one office: both say {} of {}",
                office.key,
                lexicon.names.display(&of.key)
            )])
        }
        "tie.kin" => Some(vec![format!(
            "taken as the same two people: both name {} and {} in full",
            named(a, "one", lexicon)?,
            named(a, "other", lexicon)?
        )]),
        "tie.serves" => Some(vec![format!(
            "taken as one person: both name {} in full",
            named(a, "person", lexicon)?
        )]),
        "tie.compare" => Some(vec![format!(
            "taken as one comparison: both hold {} against {}",
            named(a, "one", lexicon)?,
            named(a, "other", lexicon)?
        )]),
        "tie.seat" => Some(vec![format!(
            "taken as one organisation: both name {}",
            named(a, "of", lexicon)?
        )]),
        "person.age" => {
            let person = a.role("person").next()?;
            one_time(a, b).then(|| {
                vec![format!(
                    "taken as one person: both name {} in full, within a month",
                    lexicon.names.display(&person.key)
                )]
            })
        }
        name if name.starts_with("picture.") => {
            let shared = |kind: &str| {
                a.keys
                    .iter()
                    .any(|k| k.starts_with(kind) && b.keys.contains(k))
            };
            let by = [
                ("picture/bytes/", "same file"),
                ("picture/address/", "same address"),
                ("picture/file/", "same file name"),
            ];
            let (_, how) = by.iter().find(|(kind, _)| shared(kind))?;
            Some(vec![format!("captions of one picture: {how}")])
        }
        _ => None,
    }
}

/// Returns whether two articles are known to be of about one time: dated within a month, or alike undated.
fn one_time(a: &Claim, b: &Claim) -> bool {
    let known = a.asserted == b.asserted
        || (a.asserted.as_day().is_some() && b.asserted.as_day().is_some());
    known && near(a, b, SAME_PERSON)
}

fn named(claim: &Claim, role: &str, lexicon: &Lexicon) -> Option<String> {
    let role = claim.role(role).next()?;
    Some(lexicon.names.display(&role.key))
}

/// Returns whether the events, or failing that the articles, lie within `days` of each other;
/// what nobody dates is not held apart.
fn near(a: &Claim, b: &Claim, days: i32) -> bool {
    near_in_time(a, b, days) && !a.asserted.widened(days).is_disjoint(b.asserted)
}

/// Returns whether the events lie within `days` of each other, where both are dated.
fn near_in_time(a: &Claim, b: &Claim, days: i32) -> bool {
    let when = |claim: &Claim| match claim.time {
        When::Days(interval) => interval,
        _ => Interval::ALWAYS,
    };
    !when(a).widened(days).is_disjoint(when(b))
}

/// Joins names as prose does: `a`, `a and b`, `a, b and c`.
pub(crate) fn join(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
