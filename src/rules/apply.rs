//! Rules over the graph.

use rayon::prelude::*;

use super::message::{part, render};
use super::relation::Scene;
use super::{
    Binding, Match, Operand, Pattern, Rule, RuleBook, Side, Var, Verdict, VerdictSource, chain,
};
use crate::chronology::{self, Chain, Chronology, Outcome};
use crate::claims::{Claim, Polarity, Scope};
use crate::graph::{ClaimGraph, ClaimId, SameEvent};
use crate::span::SourceId;

/// Applies every rule; matches follow rule id, then claim order.
pub fn apply<'r>(book: &'r RuleBook, graph: &ClaimGraph<'_>) -> Vec<Match<'r>> {
    let of_chains = || book.rules.iter().filter(|r| r.binding == Binding::Chain);
    let (of_rules, chronology) = rayon::join(
        || -> Vec<Vec<Match<'r>>> {
            let edges: Vec<SameEvent<'_>> = graph.same_event().collect();
            let rules = book.rules.par_iter();
            rules.map(|rule| of(rule, graph, &edges)).collect()
        },
        || {
            let chronology = of_chains().next().map(|_| Chronology::new(graph))?;
            let chains = chronology.chains();
            Some((chronology, chains))
        },
    );
    let mut out: Vec<Match<'r>> = of_rules.into_iter().flatten().collect();
    if let Some((chronology, chains)) = chronology {
        for rule in of_chains() {
            let found = chain::matches(rule, graph, &chains, &out);
            out.extend(found);
        }
        for m in out.iter_mut().filter(|m| m.steps.is_empty()) {
            if let (Verdict::Unorderable, [x, y]) = (m.verdict, m.sides.as_slice())
                && let ([a], [b]) = (x.claims.as_slice(), y.claims.as_slice())
            {
                m.steps = chronology.estimate(*a, *b);
            }
        }
    }
    out
}

/// Returns the matches of one rule of single claims or pairs, in claim order.
fn of<'r>(rule: &'r Rule, graph: &ClaimGraph<'_>, edges: &[SameEvent<'_>]) -> Vec<Match<'r>> {
    let articles = &graph.corpus().articles;
    let patterns = || std::iter::once(&rule.a).chain(&rule.b);
    let may_bind = graph.claims_whose(|p| patterns().any(|pattern| pattern.predicates.have(p)));
    match rule.binding {
        Binding::One => one(rule, graph, &may_bind),
        Binding::SameEvent => in_parts(edges, |edge, out| {
            let Some(b) = &rule.b else { return };
            let fitting = |id| Fitting::of((&rule.a, b), graph, id);
            if may_bind(edge.a)
                && may_bind(edge.b)
                && let Some(x) = fitting(edge.a)
                && let Some(y) = fitting(edge.b)
            {
                pair(rule, graph, &x, &y, out);
            }
        }),
        Binding::SameArticle => in_parts(articles, |article, out| {
            same_article(rule, graph, &may_bind, article.source, out);
        }),
        Binding::Chain => Vec::new(),
    }
}

/// How many items one thread takes at a time.
const PART: usize = 256;

/// Returns what each item yields, in the items' order; parts of them are looked at side by side.
fn in_parts<'r, T: Sync>(
    items: &[T],
    yields: impl Fn(&T, &mut Vec<Match<'r>>) + Sync,
) -> Vec<Match<'r>> {
    let parts = items.par_chunks(PART).map(|part| {
        let mut out = Vec::new();
        for item in part {
            yields(item, &mut out);
        }
        out
    });
    parts.collect::<Vec<_>>().concat()
}

impl Pattern {
    /// Returns whether the pattern may bind a claim.
    pub fn fits(&self, claim: &Claim) -> bool {
        !claim.reference && self.allows(claim)
    }

    /// Returns whether a claim may be part of a chain, events that are only referred to included.
    pub(super) fn allows(&self, claim: &Claim) -> bool {
        let listed = |empty: bool, holds: bool| empty || holds;
        self.predicates.have(&claim.predicate)
            && claim.scope != Scope::Furniture
            && listed(
                self.polarities.is_empty(),
                self.polarities.contains(&claim.polarity),
            )
            && listed(
                self.statuses.is_empty(),
                self.statuses.contains(&claim.status),
            )
            && listed(
                self.certainties.is_empty(),
                self.certainties.contains(&claim.certainty),
            )
            && listed(self.scopes.is_empty(), self.scopes.contains(&claim.scope))
            && self
                .own_voice
                .is_none_or(|own| own == claim.attribution.is_empty())
    }
}

fn one<'r>(
    rule: &'r Rule,
    graph: &ClaimGraph<'_>,
    may_bind: impl Fn(ClaimId) -> bool,
) -> Vec<Match<'r>> {
    let mut out = Vec::new();
    for article in &graph.corpus().articles {
        let ids = graph.claims_of(article.source);
        if let Some(absent) = &rule.absent
            && ids.iter().any(|id| absent.fits(graph.claim(*id)))
        {
            continue;
        }
        let mut bound: Vec<(ClaimId, Vec<String>)> = Vec::new();
        for id in ids {
            if !may_bind(*id) || !rule.a.fits(graph.claim(*id)) {
                continue;
            }
            let scene = Scene {
                graph,
                a: *id,
                b: None,
            };
            if let Some(premises) = conditions(rule, &scene) {
                bound.push((*id, premises));
            }
        }
        if rule.once_per_article {
            if let Some((first, premises)) = bound.first() {
                let all: Vec<ClaimId> = bound.iter().map(|(id, _)| *id).collect();
                let scene = Scene {
                    graph,
                    a: *first,
                    b: None,
                };
                out.push(made(
                    rule,
                    &scene,
                    all,
                    premises.clone(),
                    article.path.clone(),
                ));
            }
        } else {
            for (id, premises) in bound {
                let scene = Scene {
                    graph,
                    a: id,
                    b: None,
                };
                let words = graph.claim(id).evidence.of(&article.text).to_owned();
                let key = format!("{}#{words}", article.path);
                out.push(made(rule, &scene, vec![id], premises, key));
            }
        }
    }
    out
}

fn same_article<'r>(
    rule: &'r Rule,
    graph: &ClaimGraph<'_>,
    may_bind: impl Fn(ClaimId) -> bool,
    source: SourceId,
    out: &mut Vec<Match<'r>>,
) {
    let Some(b) = &rule.b else { return };
    let claims = graph.claims_of(source).iter();
    let fitting: Vec<Fitting> = claims
        .filter(|id| may_bind(**id))
        .filter_map(|id| Fitting::of((&rule.a, b), graph, *id))
        .collect();
    for (i, x) in fitting.iter().enumerate() {
        for y in fitting.iter().skip(i + 1) {
            pair(rule, graph, x, y, out);
        }
    }
}

/// A claim, and which of a rule's two it can be.
struct Fitting {
    id: ClaimId,
    first: bool,
    second: bool,
}

impl Fitting {
    /// Returns the claim where it can be either of what two patterns bind.
    fn of((a, b): (&Pattern, &Pattern), graph: &ClaimGraph<'_>, id: ClaimId) -> Option<Self> {
        let claim = graph.claim(id);
        let (first, second) = (a.fits(claim), b.fits(claim));
        (first || second).then_some(Self { id, first, second })
    }
}

/// Tries a pair both ways; a rule whose two sides are alike is tried once.
fn pair<'r>(
    rule: &'r Rule,
    graph: &ClaimGraph<'_>,
    x: &Fitting,
    y: &Fitting,
    out: &mut Vec<Match<'r>>,
) {
    let found = x.first && y.second && binds(rule, graph, x.id, y.id, out);
    if !found && y.first && x.second {
        binds(rule, graph, y.id, x.id, out);
    }
}

/// Adds the match of two claims that fit a rule's patterns, and returns whether there is one: whether all
/// conditions hold.
fn binds<'r>(
    rule: &'r Rule,
    graph: &ClaimGraph<'_>,
    first: ClaimId,
    second: ClaimId,
    out: &mut Vec<Match<'r>>,
) -> bool {
    let scene = Scene {
        graph,
        a: first,
        b: Some(second),
    };
    let Some(premises) = conditions(rule, &scene) else {
        return false;
    };
    let key = event_key(graph, first, second);
    out.push(made(rule, &scene, vec![first], premises, key));
    true
}

/// Returns the premises of all conditions, or `None` where one fails.
fn conditions(rule: &Rule, scene: &Scene<'_>) -> Option<Vec<String>> {
    let mut premises = Vec::new();
    for condition in &rule.conditions {
        premises.extend(condition.relation.holds(scene, &condition.of)?);
    }
    Some(premises)
}

/// What two claims share: their common meeting keys, or the article.
fn event_key(graph: &ClaimGraph<'_>, a: ClaimId, b: ClaimId) -> String {
    let (x, y) = (graph.claim(a), graph.claim(b));
    let common: Vec<&str> = x
        .keys
        .iter()
        .filter(|k| y.keys.contains(k) && k.contains('/'))
        .map(String::as_str)
        .collect();
    if common.is_empty() {
        let article = graph.article(a);
        format!("{}#{}", article.path, x.evidence.of(&article.text))
    } else {
        common.join(" ")
    }
}

fn made<'r>(
    rule: &'r Rule,
    scene: &Scene<'_>,
    a: Vec<ClaimId>,
    mut premises: Vec<String>,
    event_key: String,
) -> Match<'r> {
    let graph = scene.graph;
    let mut order_text = String::new();
    let mut steps = Vec::new();
    let mut days = None;
    let verdict = match (rule.verdict, scene.b) {
        (VerdictSource::Fixed(verdict), _) => verdict,
        (VerdictSource::ByVoice, None) => Verdict::Contradiction,
        (VerdictSource::ByVoice, Some(_)) => by_voice(scene),
        (VerdictSource::ByOrder | VerdictSource::ByPlans, None) => Verdict::Unorderable,
        (VerdictSource::ByPlans, Some(b)) => {
            if chronology::is_order_known(graph, scene.a, b) {
                "the later plan took the place of the earlier one".clone_into(&mut order_text);
                Verdict::Progress
            } else {
                "say which of the two dates stands; the publication dates decide which plan is the later"
                    .clone_into(&mut order_text);
                Verdict::Unorderable
            }
        }
        (VerdictSource::ByOrder, Some(b)) => {
            let ordered = chronology::order(graph, scene.a, b);
            order_text = ordered.text;
            steps = ordered.steps;
            match ordered.outcome {
                Outcome::Progress => Verdict::Progress,
                // What had not happened yet after it had is no plan that was overtaken.
                Outcome::Stale if scene.claim(Var::B).polarity == Polarity::Negative => {
                    by_voice(scene)
                }
                Outcome::Stale => Verdict::Stale,
                Outcome::Contradiction => by_voice(scene),
                Outcome::Unorderable => Verdict::Unorderable,
            }
        }
    };
    let n = a.len();
    premises.extend(
        rule.premises
            .iter()
            .map(|p| render(p, scene, n, &order_text)),
    );
    if verdict == Verdict::Disputed {
        premises.push(voices(scene));
    }
    premises.dedup();
    let label = |i: usize| {
        rule.labels
            .get(i)
            .map(|l| render(l, scene, n, &order_text))
            .unwrap_or_default()
    };
    let by_date = rule
        .conditions
        .iter()
        .any(|c| c.relation.name == "disjoint");
    let value = |var: Var| {
        let words = Operand {
            var,
            part: Some("time".to_owned()),
        };
        let claim = scene.claim(var);
        match claim.role("value").next() {
            Some(v) => v.key.to_lowercase(),
            // Camps form around dates only where the rule holds the dates apart.
            None if by_date && claim.timex.is_some() => part(scene, &words),
            None => String::new(),
        }
    };
    let side = |claims: Vec<ClaimId>, var: Var, at: usize| Side {
        claims,
        place: None,
        value: value(var),
        label: label(at),
    };
    let mut sides = vec![side(a, Var::A, 0)];
    if let Some(b) = scene.b {
        sides.push(side(vec![b], Var::B, 1));
        let proved = matches!(verdict, Verdict::Contradiction | Verdict::Disputed);
        if proved
            && steps.is_empty()
            && let Some(chain) = proof(graph, scene.a, b)
        {
            steps = chain.told();
            days = Some(chain.proof);
        }
    }
    Match {
        rule,
        verdict,
        sides,
        steps,
        proof: days,
        id_key: without_folder(&event_key, &graph.article(scene.a).path),
        event_key,
        message: render(&rule.message, scene, n, &order_text),
        help: render(&rule.help, scene, n, &order_text),
        mirrored: mirrored(rule, scene, n),
        premises,
    }
}

/// Returns message and help with the sides changed, where the rule holds that way, too: which side is named
/// first is then free.
fn mirrored(rule: &Rule, scene: &Scene<'_>, n: usize) -> Option<[String; 2]> {
    let (b, pattern) = (scene.b?, rule.b.as_ref()?);
    let swapped = Scene {
        graph: scene.graph,
        a: b,
        b: Some(scene.a),
    };
    let fits = rule.verdict != VerdictSource::ByOrder
        && rule.a.fits(scene.graph.claim(b))
        && pattern.fits(scene.graph.claim(scene.a))
        && conditions(rule, &swapped).is_some();
    fits.then(|| {
        [
            render(&rule.message, &swapped, n, ""),
            render(&rule.help, &swapped, n, ""),
        ]
    })
}

/// Returns a key that begins with an article's path without the folder the article lies in.
fn without_folder(key: &str, path: &str) -> String {
    let folder = path.rfind('/').map_or(0, |at| at + 1);
    let inside = key.starts_with(path).then(|| key.get(folder..)).flatten();
    inside.unwrap_or(key).to_owned()
}

/// Returns the chain by which the network of days proves that two claims cannot both be true, where it does.
fn proof(graph: &ClaimGraph<'_>, a: ClaimId, b: ClaimId) -> Option<Chain> {
    Chronology::of_pair(graph, a, b).proof()
}

/// A contradiction where both stand in an outlet's own voice or come from one speaker, else disputed.
fn by_voice(scene: &Scene<'_>) -> Verdict {
    let (x, y) = (
        &scene.claim(Var::A).attribution,
        &scene.claim(Var::B).attribution,
    );
    // "Officials" of two articles need not be the same, but those of one sentence in two versions are.
    let second = scene.b.unwrap_or(scene.a);
    let one_place = scene.graph.source(scene.a) == scene.graph.source(second)
        || scene
            .claim(Var::A)
            .predicate_name()
            .starts_with("statement.");
    let shared = x.iter().any(|a| {
        y.iter()
            .any(|b| a.speaker == b.speaker && (a.named || one_place))
    });
    if shared || (x.is_empty() && y.is_empty()) {
        Verdict::Contradiction
    } else {
        Verdict::Disputed
    }
}

fn voices(scene: &Scene<'_>) -> String {
    let who = |var| {
        part(
            scene,
            &Operand {
                var,
                part: Some("speaker".to_owned()),
            },
        )
    };
    format!(
        "said by {} on one side, by {} on the other",
        who(Var::A),
        who(Var::B)
    )
}
