//! What the order in which two articles were written decides of a claim that something is done and one that it
//! lies ahead.
//!
//! Planned, then done is progress; done, then planned is stale; an order that nobody states is unorderable, and
//! the day that would decide is named. The order counts as known only where each article's own dates give it:
//! nothing inferred from the pair itself may decide the pair, nor does a third article.

use super::build::own_window;
use super::chain::days;
use crate::calendar::{Day, Interval};
use crate::claims::Claim;
use crate::graph::{ClaimGraph, ClaimId};
use crate::mentions::time::When;
use crate::network::{Constraint, Hardness, Network, Part, Provenance, Reason, Source, Variable};

/// What the order decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The plan was written first, and the event fits behind it.
    Progress,
    /// The plan was written when the event was told already.
    Stale,
    /// The plan was written first, but behind the day of the event.
    Contradiction,
    /// A date that nobody states decides.
    Unorderable,
}

/// An outcome and the sentence that says what decides it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ordered {
    /// What the order decides.
    pub outcome: Outcome,
    /// Why, or which date would decide, and what.
    pub text: String,
    /// The days it was reckoned with.
    pub steps: Vec<String>,
}

/// The day of the event, and the days on which the two articles were written.
struct Three {
    event: Variable,
    told: Variable,
    planned: Variable,
    part: Part,
    /// The days on which it was planned to be, where the plan names them.
    plan: Option<(Option<i64>, Option<i64>)>,
}

/// Returns whether it is known which of two articles was written first, by what each says of its own date.
pub fn is_order_known(graph: &ClaimGraph<'_>, a: ClaimId, b: ClaimId) -> bool {
    let (x, y) = (
        own_window(graph, graph.source(a)),
        own_window(graph, graph.source(b)),
    );
    x.is_before(y) || y.is_before(x)
}

/// Orders a claim that something is done and one that it lies ahead.
pub fn order(graph: &ClaimGraph<'_>, done: ClaimId, ahead: ClaimId) -> Ordered {
    let unknown = || Ordered {
        outcome: Outcome::Unorderable,
        text: "their publication dates decide".to_owned(),
        steps: Vec::new(),
    };
    let Some(three) = Three::new(graph, done, ahead) else {
        return unknown();
    };
    let (done_path, ahead_path) = (&graph.article(done).path, &graph.article(ahead).path);
    let (written_done, written_ahead) = (
        own_window(graph, graph.source(done)),
        own_window(graph, graph.source(ahead)),
    );
    let between = three.part.window(three.planned, three.told);
    let plan_first = between.at_least.as_ref().is_some_and(|b| b.days > 0);
    let told_first = between.at_most.as_ref().is_some_and(|b| b.days < 0);
    let progress = three.part.assuming(&[three.not_before_plan()]);
    let steps = three.steps(done_path, ahead_path);
    let ordered = |outcome, text: String| Ordered {
        outcome,
        text,
        steps: steps.clone(),
    };
    if progress.is_consistent() == Some(false) {
        if plan_first {
            let late = three
                .part
                .window(three.event, three.planned)
                .at_least
                .map_or(0, |b| b.days);
            return ordered(
                Outcome::Contradiction,
                format!(
                    "the plan was written at least {} after the day that {done_path} gives: one of the two is wrong",
                    days(late)
                ),
            );
        }
        return ordered(
            Outcome::Stale,
            if told_first {
                "the plan was written after the event: bring the later article up to date"
            } else {
                "the plan was written after the day of the event: bring its article up to date"
            }
            .to_owned(),
        );
    }
    if plan_first {
        let mut text =
            "the plan was written before the event: the later article follows it".to_owned();
        if let Some(late) = three.slip() {
            text = format!("{text}, {} later than planned", days(late));
        }
        return ordered(Outcome::Progress, text);
    }
    if let (Some(day), true) = (written_done.as_day(), written_done == written_ahead) {
        return ordered(
            Outcome::Unorderable,
            format!(
                "both were written on {}: say which came first, and bring the other up to date",
                Interval::day(day)
            ),
        );
    }
    let day = |days: i64| i32::try_from(days).ok().map(Day);
    // The day of the event is stated: the plan's article decides.
    let last = progress
        .window(Variable::ORIGIN, three.planned)
        .at_most
        .and_then(|b| day(b.days));
    let first = progress
        .window(Variable::ORIGIN, three.told)
        .at_least
        .and_then(|b| day(b.days));
    let text = match (first, last) {
        (_, Some(last))
            if written_ahead.to.is_none_or(|to| last < to) && written_ahead.as_day().is_none() =>
        {
            let last = Interval {
                from: None,
                to: Some(last),
            };
            format!(
                "progress if {ahead_path} appeared {last}, stale or wrong if later; its publication date decides"
            )
        }
        (Some(first), _) if written_done.from.is_none_or(|from| from < first) => {
            let first = Interval {
                from: Some(first),
                to: None,
            };
            format!(
                "progress if {done_path} appeared {first} (±1 day), a contradiction if earlier; its publication date decides"
            )
        }
        _ => format!(
            "progress if {ahead_path} appeared before {done_path}, stale if later; their publication dates decide"
        ),
    };
    ordered(Outcome::Unorderable, text)
}

impl Three {
    fn new(graph: &ClaimGraph<'_>, done: ClaimId, ahead: ClaimId) -> Option<Self> {
        let mut network = Network::new();
        let (event, told, planned) = (network.variable(), network.variable(), network.variable());
        let by = |n| Provenance {
            reason: Reason(n),
            source: Source(n),
            hardness: Hardness::Hard,
        };
        network.on(told, own_window(graph, graph.source(done)), by(0));
        network.on(planned, own_window(graph, graph.source(ahead)), by(1));
        // Done when it was written; the three belong to one part.
        network.not_after(event, told, by(0));
        network.between(event, planned, Some(-FAR), Some(FAR), by(1));
        let claim = graph.claim(done);
        match claim.time {
            When::Days(days) => network.on(event, days, by(0)),
            When::FromPublication { from, to } if to <= 0 => {
                network.between(told, event, Some(from.into()), Some(to.into()), by(0));
            }
            _ => {}
        }
        let part = network.parts().of(event).cloned()?;
        Some(Self {
            event,
            told,
            planned,
            part,
            plan: plan(graph.claim(ahead)),
        })
    }

    /// The event is on the day on which the plan was written, or later.
    fn not_before_plan(&self) -> Constraint {
        Constraint {
            from: self.event,
            to: self.planned,
            at_most: 0,
            by: Provenance {
                reason: Reason(2),
                source: Source::NONE,
                hardness: Hardness::Premise,
            },
        }
    }

    /// What is known of the three days, and what follows for progress.
    fn steps(&self, done_path: &str, ahead_path: &str) -> Vec<String> {
        let progress = self.part.assuming(&[self.not_before_plan()]);
        let window = |part: &Part, variable| {
            let days = part.window(Variable::ORIGIN, variable).interval();
            let near = |day: &Day| i64::from(day.0).abs() < FAR / 2;
            Interval {
                from: days.from.filter(near),
                to: days.to.filter(near),
            }
        };
        let mut steps = Vec::new();
        let mut say = |what: String, days: Interval| {
            if days != Interval::ALWAYS {
                steps.push(format!("{what}: {days}"));
            }
        };
        say(
            format!("{ahead_path} was written"),
            window(&self.part, self.planned),
        );
        say(
            format!("{done_path} was written"),
            window(&self.part, self.told),
        );
        say(
            format!("the event, by {done_path}"),
            window(&self.part, self.event),
        );
        if let (Some(least), Some(most)) = (
            self.part.window(self.event, self.told).at_least,
            self.part.window(self.event, self.told).at_most,
        ) && most.days < FAR
        {
            steps.push(format!(
                "{done_path} was written {} to {} after the event",
                least.days,
                days(most.days)
            ));
        }
        if progress.is_consistent() == Some(true) {
            let mut say = |what: String, days: Interval| {
                if days != Interval::ALWAYS {
                    steps.push(format!("{what}: {days}"));
                }
            };
            say(
                format!("if the plan came first, {done_path} was written"),
                window(&progress, self.told),
            );
        }
        steps
    }

    /// How many days at least the event came later than planned.
    fn slip(&self) -> Option<i64> {
        let (_, last) = self.plan?;
        let event = self
            .part
            .window(Variable::ORIGIN, self.event)
            .at_least?
            .days;
        let late = event - last?;
        (late > 1).then_some(late)
    }
}

/// Farther than any two days of news.
const FAR: i64 = 1_000_000;

fn plan(claim: &Claim) -> Option<(Option<i64>, Option<i64>)> {
    let When::Days(days) = claim.time else {
        return None;
    };
    let day = |d: Option<Day>| d.map(|d| i64::from(d.0));
    Some((day(days.from), day(days.to)))
}
