//! Claims, links and same-event edges into constraints.

use std::collections::BTreeMap;

use super::{Basis, Chronology};
use crate::calendar::{Day, Interval};
use crate::claims::{Certainty, Claim, Polarity, Scope, Status};
use crate::graph::{ClaimGraph, ClaimId};
use crate::lexicon::frames::Timing;
use crate::mentions::quantity::Bound;
use crate::mentions::time::{TimeRelation, Timex, When};
use crate::network::{Hardness, Network, Provenance, Reason, Source, Variable};
use crate::span::SourceId;

/// Days by which two articles may date one event differently, for nobody states the zone.
const ZONE: i64 = 1;

/// Longest time of an event in days that bounds anything: "in the 1990s" does not.
const MAX_DAYS: i32 = 370;

/// Years that "last March" may be counted over.
const MAX_YEARS: i32 = 6;

/// What happened "recently" lies at most so many days back.
const RECENT: i64 = 45;

/// "Last March" lies at most so many days back.
const LAST: i64 = 396;

pub(super) fn whole<'g>(graph: &'g ClaimGraph<'g>) -> Chronology<'g> {
    let mut builder = Builder::new(graph);
    for article in &graph.corpus().articles {
        builder.article(article.source, |_| true);
    }
    for edge in graph.same_event() {
        builder.premise(edge.a, edge.b);
        builder.count(edge.a, edge.b);
    }
    builder.finish()
}

pub(super) fn pair<'g>(graph: &'g ClaimGraph<'g>, a: ClaimId, b: ClaimId) -> Chronology<'g> {
    let mut builder = Builder::new(graph);
    for source in [graph.source(a), graph.source(b)] {
        if !builder.done.contains(&source) {
            builder.article(source, |id| id == a || id == b);
        }
    }
    builder.premise(a.min(b), a.max(b));
    builder.finish()
}

struct Builder<'g> {
    graph: &'g ClaimGraph<'g>,
    network: Network,
    bases: Vec<Basis>,
    days: BTreeMap<ClaimId, Variable>,
    published: BTreeMap<SourceId, Variable>,
    done: Vec<SourceId>,
}

/// A day that others are counted from: a variable, or a constant before or behind it.
#[derive(Clone, Copy)]
enum Anchor {
    Known(Day),
    Unknown(Variable),
}

impl<'g> Builder<'g> {
    fn new(graph: &'g ClaimGraph<'g>) -> Self {
        Self {
            graph,
            network: Network::new(),
            bases: Vec::new(),
            days: BTreeMap::new(),
            published: BTreeMap::new(),
            done: Vec::new(),
        }
    }

    fn finish(self) -> Chronology<'g> {
        let parts = self.network.parts();
        let claims = self.days.iter().map(|(id, day)| (*day, *id)).collect();
        let articles = self.published.iter().map(|(id, day)| (*day, *id)).collect();
        Chronology {
            graph: self.graph,
            network: self.network,
            parts,
            bases: self.bases,
            days: self.days,
            published: self.published,
            claims,
            articles,
        }
    }

    fn reason(&mut self, basis: Basis) -> Reason {
        self.bases.push(basis);
        Reason(u32::try_from(self.bases.len() - 1).unwrap_or(u32::MAX))
    }

    /// Reads one article: its publication date, the claims that `wanted` picks, and their links.
    fn article(&mut self, source: SourceId, wanted: impl Fn(ClaimId) -> bool) {
        self.done.push(source);
        let graph = self.graph;
        let ids: Vec<ClaimId> = graph
            .claims_of(source)
            .iter()
            .copied()
            .filter(|id| wanted(*id) && timing(graph, graph.claim(*id)).is_some())
            .collect();
        self.publication(source);
        for id in ids {
            let day = self.network.variable();
            self.days.insert(id, day);
            self.claim(id, source, day);
        }
        let extraction = graph.extraction_at(source);
        let claims = graph.claims_of(source);
        for (idx, link) in (0_u32..).zip(&extraction.links) {
            let end = |at: u32| {
                let id = claims.get(at as usize)?;
                self.days.get(id).copied()
            };
            let (Some(from), Some(to)) = (end(link.from), end(link.to)) else {
                continue;
            };
            let hardness = if link.soft {
                Hardness::Soft
            } else {
                Hardness::Hard
            };
            let reason = self.reason(Basis::Link(source, idx));
            let by = Provenance {
                reason,
                source: place(source),
                hardness,
            };
            let least = (link.least > i32::MIN).then(|| i64::from(link.least));
            self.network
                .between(from, to, least, link.most.map(i64::from), by);
        }
    }

    /// The publication date: a constant where it is stated to the day, else a variable and what the article
    /// says of it.
    fn publication(&mut self, source: SourceId) {
        let stated = self.graph.article_at(source).published;
        if stated.as_day().is_some() {
            return;
        }
        let told = &self.graph.extraction_at(source).told;
        let variable = self.network.variable();
        self.published.insert(source, variable);
        if stated != Interval::ALWAYS {
            let reason = self.reason(Basis::Published(source));
            let by = Provenance {
                reason,
                source: place(source),
                hardness: Hardness::Given,
            };
            self.network.on(variable, stated, by);
        }
        for (idx, told) in (0_u32..).zip(told) {
            let reason = self.reason(Basis::Told(source, idx));
            let by = Provenance {
                reason,
                source: place(source),
                hardness: if told.present {
                    Hardness::Soft
                } else {
                    Hardness::Hard
                },
            };
            let days = Interval {
                from: told.days.from,
                to: told.days.to.filter(|_| told.present),
            };
            self.network.on(variable, days, by);
        }
    }

    fn anchor(&self, source: SourceId) -> Option<Anchor> {
        match self.graph.article_at(source).published.as_day() {
            Some(day) => Some(Anchor::Known(day)),
            None => self.published.get(&source).copied().map(Anchor::Unknown),
        }
    }

    /// `least ≤ day − publication ≤ most`.
    fn counted_from_publication(
        &mut self,
        day: Variable,
        source: SourceId,
        (least, most): (Option<i64>, Option<i64>),
        by: Provenance,
    ) {
        match self.anchor(source) {
            Some(Anchor::Known(known)) => {
                let at = |days: Option<i64>| days.map(|d| d + i64::from(known.0));
                self.network
                    .between(Variable::ORIGIN, day, at(least), at(most), by);
            }
            Some(Anchor::Unknown(variable)) => {
                self.network.between(variable, day, least, most, by);
            }
            None => {}
        }
    }

    /// What a claim says of its day: by its time, and by its status when it was written.
    fn claim(&mut self, id: ClaimId, source: SourceId, day: Variable) {
        let claim = self.graph.claim(id);
        if claim.reference {
            return;
        }
        let reason = self.reason(Basis::Claim(id));
        let ahead = claim.status.is_ahead();
        let timex = claim.timex.and_then(|t| {
            let times = &self.graph.extraction_at(source).mentions.times;
            times.get(t as usize)
        });
        let guess =
            ahead || claim.certainty != Certainty::Certain || timex.is_some_and(|t| t.approximate);
        let by = |hardness: Hardness| Provenance {
            reason,
            source: place(source),
            hardness,
        };
        let time_by = by(if guess {
            Hardness::Soft
        } else {
            Hardness::Hard
        });
        let last_phase = timing(self.graph, claim)
            .is_some_and(|t| t.order.len() > 1 && t.phase(claim.predicate_name()) != Some(0));
        match claim.time {
            When::Days(days) => {
                if let Some(days) = bounds(days, timex, last_phase) {
                    self.network.on(day, days, time_by);
                }
            }
            When::FromPublication { from, to } if from > -MAX_DAYS => {
                let range = (Some(i64::from(from)), Some(i64::from(to)));
                self.counted_from_publication(day, source, range, time_by);
            }
            When::Yearly { from, to } => self.yearly(day, source, (from, to), timex, time_by),
            When::FromPublication { .. } | When::Unknown => {}
        }
        if claim.recent && claim.time == When::Unknown {
            let range = (Some(-RECENT), Some(0));
            self.counted_from_publication(day, source, range, by(Hardness::Soft));
        }
        // Done on the day of writing may be the next day elsewhere.
        match claim.status {
            Status::Done if claim.certainty == Certainty::Certain => {
                self.counted_from_publication(day, source, (None, Some(ZONE)), by(Hardness::Hard));
            }
            Status::Planned | Status::Imminent => {
                self.counted_from_publication(day, source, (Some(0), None), by(Hardness::Hard));
            }
            _ => {}
        }
    }

    /// A stretch of some year, which year being bounded by what the article itself says of its date.
    fn yearly(
        &mut self,
        day: Variable,
        source: SourceId,
        (from, to): ((u8, u8), (u8, u8)),
        timex: Option<&Timex>,
        by: Provenance,
    ) {
        let own = own_window(self.graph, source);
        let (Some(first), Some(last)) = (own.from, own.to) else {
            return;
        };
        let (first, last) = (first.ymd().0 - 1, last.ymd().0 + 1);
        if last - first > MAX_YEARS {
            return;
        }
        let ranges: Vec<Interval> = (first..=last)
            .filter_map(|year| {
                let until = if to < from { year + 1 } else { year };
                let end = Day::month_len(until, to.0)?.min(to.1);
                Some(Interval::new(
                    Day::from_ymd(year, from.0, from.1)?,
                    Day::from_ymd(until, to.0, end)?,
                ))
            })
            .collect();
        self.network.on_one_of(day, &ranges, by);
        if timex.is_some_and(|t| t.relative) {
            self.counted_from_publication(day, source, (Some(-LAST), Some(0)), by);
        }
    }

    /// Two counts of one event: the article that counts fewer was not written after the one that counts more.
    fn count(&mut self, a: ClaimId, b: ClaimId) {
        let (p, q) = (self.graph.claim(a), self.graph.claim(b));
        if p.predicate != q.predicate || !self.grows(p) {
            return;
        }
        let counted = |id: ClaimId, claim: &Claim| {
            let quantities = &self.graph.extraction(id).mentions.quantities;
            let quantity = quantities.get(claim.quantity? as usize)?;
            matches!(quantity.bound, Bound::Exact).then_some((quantity.low, quantity.high))
        };
        let (Some((low_a, high_a)), Some((low_b, high_b))) = (counted(a, p), counted(b, q)) else {
            return;
        };
        let (fewer, more) = if high_a < low_b {
            (a, b)
        } else if high_b < low_a {
            (b, a)
        } else {
            return;
        };
        let sources = (self.graph.source(fewer), self.graph.source(more));
        let reason = self.reason(Basis::Counts(fewer, more));
        let by = Provenance {
            reason,
            source: Source::NONE,
            hardness: Hardness::Soft,
        };
        match (self.anchor(sources.0), self.anchor(sources.1)) {
            (Some(Anchor::Unknown(x)), Some(Anchor::Unknown(y))) => {
                self.network.not_after(x, y, by);
            }
            (Some(Anchor::Unknown(x)), Some(Anchor::Known(day))) => {
                self.network.on(
                    x,
                    Interval {
                        from: None,
                        to: Some(day),
                    },
                    by,
                );
            }
            (Some(Anchor::Known(day)), Some(Anchor::Unknown(y))) => {
                self.network.on(
                    y,
                    Interval {
                        from: Some(day),
                        to: None,
                    },
                    by,
                );
            }
            _ => {}
        }
    }

    fn grows(&self, claim: &Claim) -> bool {
        claim.polarity == Polarity::Positive
            && !matches!(claim.scope, Scope::Caption | Scope::Furniture)
            && self.graph.lexicon().frames.grows(claim.predicate_name())
    }

    /// Two claims about one event: one day, or one phase before another.
    fn premise(&mut self, a: ClaimId, b: ClaimId) {
        let (Some(x), Some(y)) = (self.days.get(&a).copied(), self.days.get(&b).copied()) else {
            return;
        };
        let (p, q) = (self.graph.claim(a), self.graph.claim(b));
        let Some(timing) = timing(self.graph, p) else {
            return;
        };
        let by = |reason| Provenance {
            reason,
            source: Source::NONE,
            hardness: Hardness::Premise,
        };
        let (i, j) = (
            timing.phase(p.predicate_name()),
            timing.phase(q.predicate_name()),
        );
        match i.cmp(&j) {
            std::cmp::Ordering::Equal => {
                let reason = self.reason(Basis::Same(a, b));
                let slack = if is_one_day(p) && is_one_day(q) {
                    ZONE
                } else {
                    0
                };
                self.network
                    .between(x, y, Some(-slack), Some(slack), by(reason));
            }
            std::cmp::Ordering::Less => {
                let reason = self.reason(Basis::Phases(a, b));
                self.network.between(x, y, Some(-ZONE), None, by(reason));
            }
            std::cmp::Ordering::Greater => {
                let reason = self.reason(Basis::Phases(b, a));
                self.network.between(y, x, Some(-ZONE), None, by(reason));
            }
        }
    }
}

/// Returns what an article alone says of its publication date.
pub(super) fn own_window(graph: &ClaimGraph<'_>, source: SourceId) -> Interval {
    let stated = graph.article_at(source).published;
    let told = &graph.extraction_at(source).told;
    told.iter().fold(stated, |window, told| {
        let days = Interval {
            from: told.days.from,
            to: told.days.to.filter(|_| told.present),
        };
        window.intersection(days).unwrap_or(window)
    })
}

/// Returns how the frame of a claim lies in time, where the claim may bound its day.
fn timing<'g>(graph: &'g ClaimGraph<'g>, claim: &Claim) -> Option<&'g Timing> {
    let said = claim.polarity == Polarity::Positive
        && claim.certainty <= Certainty::Probable
        && !matches!(claim.scope, Scope::Caption | Scope::Furniture)
        && !matches!(
            claim.status,
            Status::Cancelled | Status::Postponed | Status::Failed | Status::Reversed
        );
    let name = claim.predicate_name();
    let timing = graph.lexicon().frames.of_predicate(name)?.timing.as_ref()?;
    (said && timing.phase(name).is_some()).then_some(timing)
}

/// Returns the days that the words around a time leave for the event; `None` where they say nothing of it.
fn bounds(days: Interval, timex: Option<&Timex>, last_phase: bool) -> Option<Interval> {
    if days.n_days().is_none_or(|n| n > MAX_DAYS) {
        return None;
    }
    let relation = timex.map_or(TimeRelation::On, |t| t.relation);
    let (from, to) = match relation {
        TimeRelation::On => (days.from, days.to),
        TimeRelation::Since | TimeRelation::From if !last_phase => (days.from, days.to),
        TimeRelation::To if last_phase => (days.from, days.to),
        TimeRelation::Before => (None, days.from),
        TimeRelation::By => (None, days.to),
        TimeRelation::After => (days.from, None),
        _ => return None,
    };
    Some(Interval { from, to })
}

fn is_one_day(claim: &Claim) -> bool {
    match claim.time {
        When::Days(days) => days.as_day().is_some(),
        When::Yearly { from, to } => from == to,
        When::FromPublication { from, to } => from == to,
        When::Unknown => false,
    }
}

fn place(source: SourceId) -> Source {
    Source(u32::try_from(source.idx()).unwrap_or(u32::MAX))
}
