//! The claim graph and the findings into rows.

use std::collections::{BTreeMap, BTreeSet};

use super::{Basis, Manner, Note, Published, Row, Statement, Timeline, axis, label};
use crate::calendar::{Day, Interval};
use crate::chronology::Chronology;
use crate::claims::{Certainty, Claim, Polarity, Predicate, Scope, Status};
use crate::findings::Finding;
use crate::graph::{ClaimGraph, ClaimId};
use crate::lexicon::time::TimeRelation;
use crate::mentions::time::When;
use crate::report::verdict_name;
use crate::rules::Verdict;
use crate::span::SourceId;

/// Letters of a quotation; a tooltip is no page.
const MAX_QUOTE: usize = 300;
/// A time that reaches farther from the publication day than this has an open end.
const MAX_DAYS: i32 = 100_000;

/// Puts the events that somebody dates in order, with all that is said of their days.
///
/// An event is a row: claims of one predicate joined by same-event edges (directly or through others). A row is kept
/// where one of its claims names a day, or a finding about its days binds one. Conflicts are the findings with the
/// verdicts contradiction and disputed; stale and unorderable ones are told apart from them.
pub fn build(graph: &ClaimGraph<'_>, chronology: &Chronology<'_>, found: &[Finding]) -> Timeline {
    let findings: Vec<&Finding> = found.iter().filter(|f| is_marked(f)).collect();
    let bound = bound(graph, &findings);
    let mut drawing = Drawing {
        graph,
        chronology,
        findings,
        bound,
        windows: BTreeMap::new(),
    };
    let mut n_undated = 0;
    let mut events = Vec::new();
    for claims in drawing.events() {
        match drawing.event(&claims) {
            Some(event) => events.push(event),
            None => n_undated += 1,
        }
    }
    events.sort_by(|a, b| a.key.cmp(&b.key));
    drawing.timeline(events, n_undated)
}

fn is_marked(finding: &Finding) -> bool {
    matches!(
        finding.verdict,
        Verdict::Contradiction | Verdict::Disputed | Verdict::Stale | Verdict::Unorderable
    )
}

fn is_conflict(finding: &Finding) -> bool {
    matches!(finding.verdict, Verdict::Contradiction | Verdict::Disputed)
}

/// Returns whether a finding is about when its events were.
fn is_of_time(finding: &Finding) -> bool {
    finding.ground.proof.is_some() || !is_conflict(finding)
}

/// Returns the findings (by place in the list) that are about each claim.
///
/// A finding about two versions of a sentence binds claims that stand for the words that differ; it is about the
/// claims that were read from these words.
fn bound(graph: &ClaimGraph<'_>, findings: &[&Finding]) -> BTreeMap<ClaimId, BTreeSet<usize>> {
    let mut bound: BTreeMap<ClaimId, BTreeSet<usize>> = BTreeMap::new();
    for (idx, finding) in findings.iter().enumerate() {
        for (_, ground) in &finding.ground.claims {
            let differing = graph.claim(*ground).trigger;
            if is_of_event(graph, *ground) {
                bound.entry(*ground).or_default().insert(idx);
                continue;
            }
            for id in graph.claims_of(graph.source(*ground)) {
                let claim = graph.claim(*id);
                let time = claim.timex.and_then(|t| {
                    let times = &graph.extraction(*id).mentions.times;
                    times.get(t as usize)
                });
                if claim.trigger.overlaps(differing)
                    || time.is_some_and(|t| t.span.overlaps(differing))
                {
                    bound.entry(*id).or_default().insert(idx);
                }
            }
        }
    }
    bound
}

/// Returns whether a claim is one that rows are made of.
fn is_of_event(graph: &ClaimGraph<'_>, id: ClaimId) -> bool {
    let claim = graph.claim(id);
    let of_event = match &claim.predicate {
        Predicate::Frame(name) => graph.lexicon().frames.of_predicate(name).is_some(),
        Predicate::Open(_) => true,
    };
    of_event && !matches!(claim.scope, Scope::Furniture | Scope::Caption)
}

struct Drawing<'g> {
    graph: &'g ClaimGraph<'g>,
    chronology: &'g Chronology<'g>,
    findings: Vec<&'g Finding>,
    bound: BTreeMap<ClaimId, BTreeSet<usize>>,
    /// Publication dates: the days, whether they are stated, what they rest on.
    windows: BTreeMap<SourceId, (Interval, bool, Vec<String>)>,
}

/// A row before names and numbers are given.
struct Event {
    key: (bool, Option<Day>, String, ClaimId),
    label: String,
    drawn: Vec<Drawn>,
    n_undated: usize,
}

/// A statement before names and numbers are given.
#[derive(Clone)]
struct Drawn {
    source: SourceId,
    claim: ClaimId,
    days: Interval,
    basis: Basis,
    manner: Manner,
    status: String,
    findings: BTreeSet<usize>,
}

impl Drawn {
    fn key(&self) -> impl Ord + '_ {
        let first = self.days.from.or(self.days.to);
        (
            first.is_none(),
            first,
            self.source,
            self.days,
            self.basis,
            self.manner,
            self.status.as_str(),
        )
    }

    /// Returns whether another statement of the same article says this and more.
    fn is_said_by(&self, other: &Self) -> bool {
        self.source == other.source
            && self.manner == other.manner
            && matches!(self.basis, Basis::Writing | Basis::Nothing)
            && other.basis < self.basis
            && self.findings.is_subset(&other.findings)
    }
}

impl Drawing<'_> {
    /// Returns the claims of each event, in their order.
    fn events(&self) -> Vec<Vec<ClaimId>> {
        let ids: Vec<ClaimId> = self
            .graph
            .claims()
            .filter(|id| self.is_statement(*id))
            .collect();
        let mut parents: BTreeMap<ClaimId, ClaimId> = ids.iter().map(|id| (*id, *id)).collect();
        let mut joined: BTreeSet<ClaimId> = BTreeSet::new();
        for edge in self.graph.same_event() {
            let (a, b) = (self.graph.claim(edge.a), self.graph.claim(edge.b));
            if a.predicate != b.predicate {
                continue;
            }
            if let (Some(a), Some(b)) = (root(&mut parents, edge.a), root(&mut parents, edge.b)) {
                joined.extend([edge.a, edge.b]);
                parents.insert(a.max(b), a.min(b));
            }
        }
        let mut events: BTreeMap<ClaimId, Vec<ClaimId>> = BTreeMap::new();
        for id in ids {
            // A verb that no frame knows is an event only where two articles tell of it.
            let known = matches!(self.graph.claim(id).predicate, Predicate::Frame(_));
            if known || joined.contains(&id) {
                let root = root(&mut parents, id).unwrap_or(id);
                events.entry(root).or_default().push(id);
            }
        }
        events.into_values().collect()
    }

    /// Returns whether a claim tells of an event.
    fn is_statement(&self, id: ClaimId) -> bool {
        let claim = self.graph.claim(id);
        let said = !claim.reference && claim.certainty != Certainty::Unstated;
        is_of_event(self.graph, id) && (said || self.bound.contains_key(&id))
    }

    /// Returns the row of an event, or `None` where nobody dates it.
    fn event(&mut self, claims: &[ClaimId]) -> Option<Event> {
        // Findings bind some of the claims; those that show the same words are about the same.
        let of_event: BTreeSet<usize> = claims
            .iter()
            .filter_map(|id| self.bound.get(id))
            .flatten()
            .copied()
            .collect();
        let stated: Vec<Interval> = claims
            .iter()
            .filter_map(|id| match self.graph.claim(*id).time {
                When::Days(days) => Some(days),
                _ => None,
            })
            .collect();
        let mut drawn: Vec<Drawn> = Vec::new();
        let mut n_undated = 0;
        for id in claims {
            let claim = self.graph.claim(*id);
            let source = self.graph.source(*id);
            let findings: BTreeSet<usize> = of_event
                .iter()
                .copied()
                .filter(|idx| self.shows(*idx, *id))
                .collect();
            let (days, basis) = self.days(*id, &stated);
            if basis == Basis::Nothing && findings.is_empty() {
                n_undated += 1;
                continue;
            }
            let (manner, status) = manner(claim);
            let new = Drawn {
                source,
                claim: *id,
                days,
                basis,
                manner,
                status,
                findings,
            };
            match drawn.iter_mut().find(|old| old.key() == new.key()) {
                Some(old) => old.findings.extend(new.findings),
                None => drawn.push(new),
            }
        }
        let all = drawn.clone();
        drawn.retain(|one| !all.iter().any(|other| one.is_said_by(other)));
        let is_dated = drawn.iter().any(|d| d.basis < Basis::Writing);
        let in_doubt = of_event
            .iter()
            .filter_map(|idx| self.findings.get(*idx))
            .any(|f| is_of_time(f));
        let has_days = drawn.iter().any(|d| d.days != Interval::ALWAYS);
        let by_chain = of_event
            .iter()
            .filter_map(|idx| self.findings.get(*idx))
            .any(|f| f.ground.proof.is_some());
        if !(is_dated || by_chain || in_doubt && has_days) {
            return None;
        }
        drawn.sort_by(|a, b| a.key().cmp(&b.key()));
        let first = drawn
            .iter()
            .filter(|d| d.basis < Basis::Writing)
            .chain(&drawn)
            .find_map(|d| d.days.from.or(d.days.to));
        let label = label::event(self.graph, claims);
        Some(Event {
            key: (first.is_none(), first, label.clone(), *claims.first()?),
            label,
            drawn,
            n_undated,
        })
    }

    /// Returns whether a finding is about a claim of an event that it is about: it binds it, or shows its words.
    fn shows(&self, idx: usize, id: ClaimId) -> bool {
        let binds = self.bound.get(&id).is_some_and(|f| f.contains(&idx));
        let claim = self.graph.claim(id);
        let source = self.graph.source(id);
        binds
            || self.findings.get(idx).is_some_and(|f| {
                f.evidence
                    .iter()
                    .any(|e| e.source == source && e.span.overlaps(claim.trigger))
            })
    }

    /// Returns the days that a claim's source gives, and what they were read from. `stated` are those that others
    /// give the event.
    fn days(&mut self, id: ClaimId, stated: &[Interval]) -> (Interval, Basis) {
        let claim = self.graph.claim(id);
        let (days, basis) = match claim.time {
            When::Days(days) => (days, Basis::Stated),
            When::Yearly { from, to } => {
                let window = self.window(self.graph.source(id)).0;
                match nearest_year(from, to, stated, window) {
                    Some(days) => (days, Basis::NoYear),
                    None => return (Interval::ALWAYS, Basis::Nothing),
                }
            }
            When::FromPublication { from, to } => {
                let window = self.window(self.graph.source(id)).0;
                let from = (from > -MAX_DAYS)
                    .then(|| window.from.map(|d| d.plus(from)))
                    .flatten();
                let to = window.to.map(|d| d.plus(to));
                (Interval { from, to }, Basis::Inferred)
            }
            When::Unknown => return self.by_status(id),
        };
        let extraction = self.graph.extraction(id);
        let timex = claim
            .timex
            .and_then(|t| extraction.mentions.times.get(t as usize));
        let days = match timex.map(|t| t.relation) {
            Some(TimeRelation::Before) => Interval {
                from: None,
                to: days.from,
            },
            Some(TimeRelation::By | TimeRelation::Until | TimeRelation::To) => Interval {
                from: None,
                to: days.to,
            },
            Some(TimeRelation::After) => Interval {
                from: days.from,
                to: None,
            },
            Some(TimeRelation::Since | TimeRelation::From) if claim.status == Status::Ongoing => {
                Interval {
                    from: days.from,
                    to: None,
                }
            }
            _ => days,
        };
        if days == Interval::ALWAYS {
            return (days, Basis::Nothing);
        }
        (days, basis)
    }

    /// What is done lies before the day of writing, what is planned or denied behind it.
    fn by_status(&self, id: ClaimId) -> (Interval, Basis) {
        let claim = self.graph.claim(id);
        let written = self.graph.article(id).published;
        let open = |from, to| Interval { from, to };
        let days = match (claim.status, claim.polarity) {
            (status, _) if status.is_ahead() => open(written.from, None),
            (Status::Done, Polarity::Negative) => open(written.from, None),
            (Status::Done, _) => open(None, written.to),
            (Status::Ongoing, Polarity::Positive) => written,
            _ => Interval::ALWAYS,
        };
        if days == Interval::ALWAYS {
            (days, Basis::Nothing)
        } else {
            (days, Basis::Writing)
        }
    }

    /// Returns the days on which an article can have appeared, whether it states them, and what they rest on.
    fn window(&mut self, source: SourceId) -> &(Interval, bool, Vec<String>) {
        let (graph, chronology) = (self.graph, self.chronology);
        self.windows.entry(source).or_insert_with(|| {
            let stated = graph.article_at(source).published;
            if stated != Interval::ALWAYS {
                return (stated, true, Vec::new());
            }
            let Some(window) = chronology.publication_window(source) else {
                return (Interval::ALWAYS, false, Vec::new());
            };
            let mut rests: Vec<String> = window.conditions.into_iter().map(|c| c.text).collect();
            for (days, condition) in window.alternatives {
                rests.push(format!("{days} {}", condition.text));
            }
            (window.days, false, rests)
        })
    }

    /// Gives articles their names and findings their numbers.
    fn timeline(&mut self, events: Vec<Event>, n_undated: usize) -> Timeline {
        let sources: BTreeSet<SourceId> = events
            .iter()
            .flat_map(|e| e.drawn.iter().map(|d| d.source))
            .collect();
        let graph = self.graph;
        let path = |source: SourceId| graph.article_at(source).path.as_str();
        let names = label::articles(sources.iter().map(|s| path(*s)));
        let name = |source: SourceId| names.get(path(source)).cloned().unwrap_or_default();
        let used: BTreeSet<usize> = events
            .iter()
            .flat_map(|e| e.drawn.iter().flat_map(|d| d.findings.iter().copied()))
            .collect();
        let numbers: BTreeMap<usize, usize> = used.iter().copied().zip(1..).collect();
        let notes = used
            .iter()
            .filter_map(|idx| self.findings.get(*idx))
            .map(|f| Note {
                is_conflict: is_conflict(f),
                verdict: verdict_name(f.verdict),
                message: f.message.clone(),
            })
            .collect();
        let statement = |d: Drawn| Statement {
            article: name(d.source),
            path: path(d.source).to_owned(),
            days: d.days,
            basis: d.basis,
            manner: d.manner,
            status: d.status,
            published: graph.article_at(d.source).published,
            quote: quote(graph, d.claim),
            marks: d
                .findings
                .iter()
                .filter_map(|idx| numbers.get(idx))
                .copied()
                .collect(),
        };
        let rows = events
            .into_iter()
            .map(|event| Row {
                label: event.label,
                statements: event.drawn.into_iter().map(statement).collect(),
                n_undated: event.n_undated,
            })
            .collect();
        let published = sources
            .iter()
            .map(|source| {
                let (days, stated, conditions) = self.window(*source).clone();
                Published {
                    article: name(*source),
                    path: path(*source).to_owned(),
                    days,
                    stated,
                    conditions,
                }
            })
            .collect();
        Timeline {
            rows,
            published,
            notes,
            n_undated,
        }
    }
}

/// Returns the least claim that a claim is joined with.
fn root(parents: &mut BTreeMap<ClaimId, ClaimId>, id: ClaimId) -> Option<ClaimId> {
    let mut at = id;
    let mut passed = Vec::new();
    loop {
        let parent = *parents.get(&at)?;
        if parent == at {
            break;
        }
        passed.push(at);
        at = parent;
    }
    for id in passed {
        parents.insert(id, at);
    }
    Some(at)
}

/// Returns how a claim is drawn, and its status in words.
fn manner(claim: &Claim) -> (Manner, String) {
    let (manner, word) = match claim.status {
        Status::Proposed | Status::Planned | Status::Imminent => {
            (Manner::Ahead, claim.status.as_str())
        }
        Status::Ongoing => (Manner::Ongoing, "ongoing"),
        Status::Done => (Manner::Done, "done"),
        Status::Cancelled | Status::Postponed | Status::Failed | Status::Reversed => {
            (Manner::Off, claim.status.as_str())
        }
        Status::Unstated => (Manner::Unsaid, "mentioned"),
    };
    let (manner, word) = match claim.polarity {
        Polarity::Negative => (Manner::Off, format!("not {word}")),
        Polarity::Positive | Polarity::Unknown => (manner, word.to_owned()),
    };
    match claim.certainty {
        Certainty::Possible => (manner, format!("possibly {word}")),
        Certainty::Probable if manner != Manner::Ahead => (manner, format!("probably {word}")),
        _ => (manner, word),
    }
}

/// Returns the stretch of the year that lies nearest to the days that others give the event, else to the day of
/// writing.
fn nearest_year(
    from: (u8, u8),
    to: (u8, u8),
    stated: &[Interval],
    written: Interval,
) -> Option<Interval> {
    let mut near: Vec<Day> = stated.iter().copied().flat_map(axis::ends).collect();
    if near.is_empty() {
        near.extend(axis::ends(written));
    }
    near.sort_unstable();
    let middle = *near.get(near.len() / 2)?;
    let year = middle.ymd().0;
    (year - 1..=year + 1)
        .filter_map(|year| {
            let until = if to < from { year + 1 } else { year };
            let last = Day::month_len(until, to.0)?.min(to.1);
            Some(Interval::new(
                Day::from_ymd(year, from.0, from.1)?,
                Day::from_ymd(until, to.0, last)?,
            ))
        })
        .min_by_key(|days| {
            let apart = |d: Option<Day>| d.map_or(0, |d| (d.0 - middle.0).abs());
            (apart(days.from).min(apart(days.to)), days.from)
        })
}

fn quote(graph: &ClaimGraph<'_>, id: ClaimId) -> String {
    let text = &graph.article(id).text;
    label::cut(
        &label::one_line(graph.claim(id).evidence.of(text)),
        MAX_QUOTE,
    )
}
