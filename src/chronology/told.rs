//! When an article that states no date was written, as far as it follows, and on what conditions.

use super::{Basis, Chronology};
use crate::calendar::{Day, Interval};
use crate::claims::Claim;
use crate::graph::ClaimId;
use crate::mentions::time::When;
use crate::network::{Bound, Hardness, Reason};
use crate::span::SourceId;

/// What a bound of a publication date rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// In words.
    pub text: String,
}

/// The days on which an article can have been written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicationWindow {
    /// The days; an end is open where nothing bounds it.
    pub days: Interval,
    /// What the first and the last day rest on.
    pub conditions: Vec<Condition>,
    /// Days that follow if a further condition holds.
    pub alternatives: Vec<(Interval, Condition)>,
}

impl Chronology<'_> {
    /// Returns when an article was written, as far as it follows; `None` where it states its date, and where nothing
    /// is known.
    pub fn publication_window(&self, source: SourceId) -> Option<PublicationWindow> {
        let variable = self.published.get(&source).copied()?;
        let window = self
            .parts
            .of(variable)
            .map(|part| {
                // Plans and estimates bound nothing.
                let firm = part.only(|by| {
                    by.hardness != Hardness::Soft
                        || matches!(
                            self.basis(by.reason),
                            Some(Basis::Told(..) | Basis::Counts(..))
                        )
                });
                firm.windows().of(variable)
            })
            .unwrap_or_default();
        let mut reasons: Vec<Reason> = Vec::new();
        for bound in [&window.at_least, &window.at_most].into_iter().flatten() {
            for reason in Bound::reasons(bound) {
                if !reasons.contains(&reason) {
                    reasons.push(reason);
                }
            }
        }
        let mut conditions: Vec<Condition> = Vec::new();
        for reason in reasons {
            for condition in self.conditions(reason) {
                if !conditions.contains(&condition) {
                    conditions.push(condition);
                }
            }
        }
        let days = window.interval();
        let alternatives = self.years(source, days);
        let known = days != Interval::ALWAYS || !alternatives.is_empty();
        known.then_some(PublicationWindow {
            days,
            conditions,
            alternatives,
        })
    }

    fn conditions(&self, reason: Reason) -> Vec<Condition> {
        let condition = |text: String| Condition { text };
        let at = |id: ClaimId, claim: &Claim| {
            let article = self.graph.article(id);
            format!(
                "{}: “{}”",
                article.path,
                one_line(claim.evidence.of(&article.text))
            )
        };
        match self.basis(reason) {
            Some(Basis::Claim(id)) => vec![condition(at(id, self.graph.claim(id)))],
            Some(Basis::Link(source, idx)) => {
                let article = self.graph.article_at(source);
                let links = &self.graph.extraction_at(source).links;
                links
                    .get(idx as usize)
                    .map(|link| {
                        let words = one_line(link.evidence.of(&article.text));
                        condition(format!("{}: “{words}”", article.path))
                    })
                    .into_iter()
                    .collect()
            }
            Some(Basis::Told(source, idx)) => {
                let article = self.graph.article_at(source);
                let told = &self.graph.extraction_at(source).told;
                told.get(idx as usize)
                    .map(|told| {
                        let words = one_line(told.span.of(&article.text));
                        let tense = if told.present { "present" } else { "past" };
                        condition(format!("speaks of “{words}” as {tense}"))
                    })
                    .into_iter()
                    .collect()
            }
            Some(Basis::Same(a, b) | Basis::Phases(a, b)) => self
                .graph
                .same_event_reasons(a, b)
                .unwrap_or_default()
                .iter()
                .map(|r| {
                    condition(format!(
                        "if {} and {} mean one event: {r}",
                        self.graph.article(a).path,
                        self.graph.article(b).path
                    ))
                })
                .collect(),
            Some(Basis::Counts(fewer, more)) => {
                let path = |id: ClaimId| &self.graph.article(id).path;
                vec![condition(format!(
                    "if counts only grow: {} counts fewer than {}",
                    path(fewer),
                    path(more)
                ))]
            }
            Some(Basis::Published(_)) | None => Vec::new(),
        }
    }

    /// "Last March" is March of this year or of the one before; each says when it can have been written.
    fn years(&self, source: SourceId, window: Interval) -> Vec<(Interval, Condition)> {
        let (Some(first), Some(last)) = (window.from, window.to) else {
            return Vec::new();
        };
        let article = self.graph.article_at(source);
        let extraction = self.graph.extraction_at(source);
        let mut found: Vec<(Interval, Condition)> = Vec::new();
        for timex in &extraction.mentions.times {
            let (When::Yearly { from, to }, true) = (timex.when, timex.relative) else {
                continue;
            };
            // "Last", "next": behind the anchor or before it is told by the words' own claims alone.
            let used = extraction.claims.iter().any(|c| {
                c.status == crate::claims::Status::Done
                    && c.timex
                        .and_then(|t| extraction.mentions.times.get(t as usize))
                        .is_some_and(|t| t.span == timex.span)
            });
            if !used || to < from {
                continue;
            }
            for year in first.ymd().0 - 1..=last.ymd().0 {
                let Some(end) = Day::month_len(year, to.0) else {
                    continue;
                };
                let (Some(start), Some(end)) = (
                    Day::from_ymd(year, from.0, from.1),
                    Day::from_ymd(year, to.0, end.min(to.1)),
                ) else {
                    continue;
                };
                // Until the same stretch of the next year is over, that one would be the last.
                let written = Interval {
                    from: Some(end.plus(1)),
                    to: Day::from_ymd(year + 1, to.0, to.1.min(28)),
                };
                if let Some(days) = written.intersection(window) {
                    let words = one_line(timex.span.of(&article.text));
                    let said = Interval::new(start, end);
                    let condition = Condition {
                        text: format!("if “{words}” is {said}"),
                    };
                    if !found.iter().any(|(_, c)| *c == condition) {
                        found.push((days, condition));
                    }
                }
            }
        }
        found.sort_by_key(|(days, _)| std::cmp::Reverse(days.from));
        found
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
