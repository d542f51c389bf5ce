//! Rules of chains: conflicts of the network of days as matches.

use super::{ChainPart, Match, Piece, Rule, Side, Template, Verdict, VerdictSource};
use crate::chronology::{Basis, Chain};
use crate::graph::{ClaimGraph, ClaimId, join};
use crate::span::SourceId;

/// Returns the chains that a rule binds and no match of two claims shows already.
pub(super) fn matches<'r>(
    rule: &'r Rule,
    graph: &ClaimGraph<'_>,
    chains: &[Chain],
    others: &[Match<'r>],
) -> Vec<Match<'r>> {
    chains
        .iter()
        .filter(|chain| {
            chain
                .claims
                .iter()
                .all(|id| rule.a.allows(graph.claim(*id)))
                && tells_more(chain, graph)
                && !others.iter().any(|m| shows(m, chain, graph))
        })
        .map(|chain| matched(rule, graph, chain))
        .collect()
}

/// Two dates of one event are for rules of two claims to hold against each other: a chain has a link in it, or
/// another phase, or three claims.
fn tells_more(chain: &Chain, graph: &ClaimGraph<'_>) -> bool {
    // One sentence alone that cannot be true is more often misread than wrong.
    if chain.steps.len() < 2 {
        return false;
    }
    let linked = chain
        .steps
        .iter()
        .any(|s| matches!(s.basis, Basis::Link(..)));
    let first = chain.claims.first().map(|id| &graph.claim(*id).predicate);
    linked
        || chain.steps.len() > 2
        || chain
            .claims
            .iter()
            .any(|id| Some(&graph.claim(*id).predicate) != first)
}

/// Returns whether a match of two claims holds all that the chain asserts.
fn shows(m: &Match<'_>, chain: &Chain, graph: &ClaimGraph<'_>) -> bool {
    let [x, y] = m.sides.as_slice() else {
        return false;
    };
    m.verdict != Verdict::Progress
        && chain
            .claims
            .iter()
            .filter(|id| !graph.claim(**id).reference)
            .all(|id| x.claims.contains(id) || y.claims.contains(id))
}

fn matched<'r>(rule: &'r Rule, graph: &ClaimGraph<'_>, chain: &Chain) -> Match<'r> {
    let sides: Vec<Side> = (1..)
        .zip(&chain.steps)
        .map(|(number, step)| Side {
            claims: step.claims.clone(),
            place: Some((step.source, step.span)),
            value: step.says.clone(),
            label: render(&rule.labels[0], graph, chain, Some((number, &step.says))),
        })
        .collect();
    let mut premises: Vec<String> = Vec::new();
    for (a, b) in &chain.edges {
        for reason in graph.same_event_reasons(*a, *b).unwrap_or_default() {
            if !premises.contains(reason) {
                premises.push(reason.clone());
            }
        }
    }
    premises.extend(
        rule.premises
            .iter()
            .map(|p| render(p, graph, chain, None))
            .filter(|p| !p.is_empty()),
    );
    let mut keys: Vec<&str> = chain
        .claims
        .iter()
        .flat_map(|id| graph.claim(*id).keys.iter().map(String::as_str))
        .collect();
    keys.sort_unstable();
    keys.dedup();
    let id_key = keys.join(" ");
    let places: Vec<String> = chain
        .steps
        .iter()
        .map(|s| format!("{}#{}", graph.article_at(s.source).path, s.span.start))
        .collect();
    Match {
        rule,
        verdict: verdict(rule, graph, &chain.claims),
        sides,
        steps: chain.told(),
        proof: Some(chain.proof.clone()),
        event_key: format!("{id_key} {}", places.join(" ")),
        id_key,
        premises,
        message: render(&rule.message, graph, chain, None),
        help: render(&rule.help, graph, chain, None),
        mirrored: None,
    }
}

/// A contradiction where every claim stands in an outlet's own voice or one speaker says all, else disputed.
fn verdict(rule: &Rule, graph: &ClaimGraph<'_>, claims: &[ClaimId]) -> Verdict {
    if let VerdictSource::Fixed(verdict) = rule.verdict {
        return verdict;
    }
    let asserted = || {
        claims
            .iter()
            .map(|id| graph.claim(*id))
            .filter(|c| !c.reference)
    };
    let own = asserted().all(|c| c.attribution.is_empty());
    let first = asserted().next().map(|c| &c.attribution);
    let one_speaker = first.is_some_and(|all| {
        all.iter().any(|a| {
            a.named && asserted().all(|c| c.attribution.iter().any(|b| b.speaker == a.speaker))
        })
    });
    if own || one_speaker {
        Verdict::Contradiction
    } else {
        Verdict::Disputed
    }
}

/// Renders a template over a chain; `step` is the number of one of its claims and what it says.
fn render(
    template: &Template,
    graph: &ClaimGraph<'_>,
    chain: &Chain,
    step: Option<(usize, &str)>,
) -> String {
    let mut out = String::new();
    for piece in &template.pieces {
        match piece {
            Piece::Text(text) => out.push_str(text),
            Piece::Count => out.push_str(&chain.steps.len().to_string()),
            Piece::Chain(part) => out.push_str(&part_of(*part, graph, chain, step)),
            Piece::Part(_) | Piece::Order => {}
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn part_of(
    part: ChainPart,
    graph: &ClaimGraph<'_>,
    chain: &Chain,
    step: Option<(usize, &str)>,
) -> String {
    let path = |source: &SourceId| graph.article_at(*source).path.clone();
    match part {
        ChainPart::Step => step.map_or_else(String::new, |(n, says)| format!("{n}. {says}")),
        ChainPart::Events => {
            let mut names: Vec<String> = Vec::new();
            for id in chain.steps.iter().flat_map(|s| &s.claims) {
                let name = called(graph, *id);
                if !names.contains(&name) {
                    names.push(name);
                }
            }
            join(&names)
        }
        ChainPart::Sum => chain.sum(),
        ChainPart::Odd => match chain.odd.as_slice() {
            [one] => {
                let paths: Vec<String> = one.iter().map(path).collect();
                format!("without {} the rest agrees", join(&paths))
            }
            [] => String::new(),
            _ => "leaving out any one of the articles would mend it: the texts alone do not tell which is wrong"
                .to_owned(),
        },
        ChainPart::Repairs => chain.repairs.join("; or "),
    }
}

fn called(graph: &ClaimGraph<'_>, id: ClaimId) -> String {
    let name = graph.claim(id).predicate_name();
    graph
        .lexicon()
        .frames
        .of_predicate(name)
        .and_then(|f| f.timing.as_ref())
        .map_or_else(|| name.to_owned(), |t| t.called(name).to_owned())
}
