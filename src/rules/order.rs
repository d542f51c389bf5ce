//! What the order in which two articles were written decides.
//!
//! Planned, then done is progress; done, then planned is stale; an order that
//! nobody states is unorderable, and the day that would decide is named. The
//! order counts as known only where stated publication dates give it: nothing
//! inferred from the pair itself may decide the pair.

use super::Verdict;
use crate::calendar::Interval;
use crate::claims::Claim;
use crate::mentions::time::When;

/// A verdict and the sentence that says what the order decides.
pub(super) struct Ordered {
    pub(super) verdict: Verdict,
    pub(super) text: String,
}

/// Orders a claim that something is done and one that it lies ahead.
pub(super) fn verdict(done: &Claim, ahead: &Claim, done_path: &str, ahead_path: &str) -> Ordered {
    let (written_done, written_ahead) = (done.asserted, ahead.asserted);
    if written_ahead.is_before(written_done) {
        return Ordered {
            verdict: Verdict::Progress,
            text: "the plan was written before the event: the later article follows it".to_owned(),
        };
    }
    if written_done.is_before(written_ahead) {
        return Ordered {
            verdict: Verdict::Stale,
            text: "the plan was written after the event: bring the later article up to date"
                .to_owned(),
        };
    }
    if event_day(done).is_some_and(|event| event.is_before(written_ahead)) {
        return Ordered {
            verdict: Verdict::Stale,
            text: "the plan was written after the day of the event: bring its article up to date"
                .to_owned(),
        };
    }
    if let (Some(day), true) = (written_done.as_day(), written_done == written_ahead) {
        return Ordered {
            verdict: Verdict::Unorderable,
            text: format!(
                "both were written on {}: say which came first, and bring the other up to date",
                Interval::day(day)
            ),
        };
    }
    // It had not happened when the plan was written, and it lies `back` days before the other article.
    let back = match done.time {
        When::FromPublication { to, .. } if to <= 0 => to,
        _ => 0,
    };
    let text = match (written_done, written_ahead.as_day(), event_day(done)) {
        // The day of the event is stated: the plan's article decides.
        (_, None, Some(days)) if days.to.is_some() => {
            let last = Interval {
                from: None,
                to: days.to,
            };
            format!(
                "progress if {ahead_path} appeared {last}, stale or wrong if later; its publication date decides"
            )
        }
        (Interval::ALWAYS, Some(day), _) => {
            let first = day.plus(-back);
            let from = Interval {
                from: Some(first),
                to: None,
            };
            format!(
                "progress if {done_path} appeared {from} (±1 day), a contradiction if earlier; its publication date decides"
            )
        }
        (written, None, _) if written != Interval::ALWAYS => format!(
            "progress if {ahead_path} appeared before {written}, stale if later; its publication date decides"
        ),
        _ => format!(
            "progress if {ahead_path} appeared before {done_path}, stale if later; their publication dates decide"
        ),
    };
    Ordered {
        verdict: Verdict::Unorderable,
        text,
    }
}

fn event_day(done: &Claim) -> Option<Interval> {
    super::relation::resolved(done)
}
