//! Counts the decisions of the parser that need no model: what always called for one answer.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::parser::Parsed;
use super::{Options, table};
use crate::tokens::Relation;
use crate::tokens::parse::{Action, State, action_cases, relation_cases};

/// The tables of plain cases.
pub(super) struct Cases {
    pub(super) actions: Vec<u8>,
    pub(super) relations: Vec<u8>,
}

/// How often a case was met, and how often each answer was right.
type Counts = FxHashMap<u64, (u32, BTreeMap<u8, u32>)>;

/// Walks through the treebanks by right actions and counts what called for what.
pub(super) fn count(sentences: &[Parsed], options: &Options) -> Cases {
    let (mut actions, mut relations) = (Counts::default(), Counts::default());
    let mut state = State::new();
    for gold in sentences {
        state.start(gold.nodes.iter().copied());
        while !state.is_done() {
            let costs = gold.costs(&state);
            let least = costs.iter().flatten().min().copied();
            let right = |action: &Action| costs.get(*action as usize).copied().flatten() == least;
            if state.only_action().is_none() {
                for key in action_cases(&state) {
                    let answers = Action::ALL.into_iter().filter(right);
                    add(&mut actions, key, answers.map(|action| action as u8));
                }
            }
            // Arcs as soon as they can be made: what the parser mostly learns to do.
            let order = [Action::Left, Action::Right, Action::Shift];
            let action = order.into_iter().find(right).unwrap_or(Action::Shift);
            let mut label = u8::MAX;
            if let Some((head, dependent)) = state.arc(action) {
                label = gold.relation(dependent);
                if head == 0 {
                    label = Relation::Root as u8;
                } else if gold.head(dependent) == head {
                    for key in relation_cases(&state, head, dependent) {
                        add(&mut relations, key, std::iter::once(label));
                    }
                }
            }
            state.apply(action, label);
        }
    }
    Cases {
        actions: plain(&actions, options),
        relations: plain(&relations, options),
    }
}

fn add(counts: &mut Counts, key: u64, answers: impl Iterator<Item = u8>) {
    let (n, right) = counts.entry(key).or_default();
    *n += 1;
    for answer in answers {
        *right.entry(answer).or_default() += 1;
    }
}

/// Returns the table of the cases that have one answer.
fn plain(counts: &Counts, options: &Options) -> Vec<u8> {
    let mut kept: Vec<(u32, u64, u8)> = counts
        .iter()
        .filter_map(|(&key, (n, right))| {
            let (&answer, &most) = right
                .iter()
                .max_by_key(|(answer, n)| (**n, std::cmp::Reverse(**answer)))?;
            let is_plain = *n >= options.min_case && (n - most) * options.case_per_miss <= *n;
            is_plain.then_some((*n, key, answer + 1))
        })
        .collect();
    kept.sort_unstable_by_key(|&(n, key, _)| (std::cmp::Reverse(n), key));
    table::quads(kept.into_iter().map(|(_, key, n)| (key, n)).collect())
}
