//! Matches into findings: levels, camps, duplicates, final order.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::graph::{ClaimGraph, ClaimId};
use crate::proof::Proof;
use crate::rules::{Binding, Held, Level, Match, Verdict, VerdictSource};
use crate::span::{SourceId, Span};

/// Places shown for one side of a finding; a camp of forty articles is named by its first three.
const MAX_SHOWN: usize = 3;
/// Places shown of a defect that recurs in one article.
const MAX_RECURRING: usize = 8;

/// What the reader is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Stable id, derived from rule, event key and the conflicting values: 16 hex digits.
    pub id: String,
    /// Id of the rule.
    pub rule: String,
    /// What is said about the claims.
    pub verdict: Verdict,
    /// How grave it is.
    pub level: Level,
    /// One sentence that suffices alone.
    pub message: String,
    /// What would settle it.
    pub help: String,
    /// Why the claims are taken to be about the same thing, and why they cannot both hold.
    pub premises: Vec<String>,
    /// The words a reader must see; the first is the primary one. At least one.
    pub evidence: Vec<Evidence>,
    /// The steps of the proof, where the network of days gives one.
    pub steps: Vec<String>,
    /// What it stands on, for a certificate.
    pub ground: Ground,
}

/// What a finding stands on: that of its gravest match.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ground {
    /// The claims that the rule bound, each with the name the rule gives it.
    pub claims: Vec<(String, ClaimId)>,
    /// The relations that hold between them.
    pub held: Vec<Held>,
    /// The days that do not add up, where the rule is about time.
    pub proof: Option<Proof>,
}

/// A labelled span of one article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The article.
    pub source: SourceId,
    /// A clause or a sentence of it.
    pub span: Span,
    /// What it says.
    pub label: String,
}

/// Turns matches into findings: one for each rule and event, with the camps on either side; sorted by
/// place, then rule.
pub fn collect(mut matches: Vec<Match<'_>>, graph: &ClaimGraph<'_>) -> Vec<Finding> {
    leave_to_frames(&mut matches, graph);
    let mut groups: BTreeMap<(String, String, Option<Verdict>), Vec<Match<'_>>> = BTreeMap::new();
    for m in matches {
        // Where the order decides, progress between two articles hides no stale third one.
        let ordered = matches!(
            m.rule.verdict,
            VerdictSource::ByOrder | VerdictSource::ByPlans
        )
        .then_some(m.verdict);
        groups
            .entry((m.rule.id.clone(), m.event_key.clone(), ordered))
            .or_default()
            .push(m);
    }
    let mut findings: Vec<Finding> = joined(groups, graph)
        .into_iter()
        .filter_map(
            |Group {
                 ordered,
                 matches,
                 n_places,
             }| {
                let first = matches.first()?;
                let (rule, key) = (first.rule.id.clone(), first.id_key.clone());
                let mut values: Vec<&str> = matches
                    .iter()
                    .flat_map(|m| m.sides.iter().map(|side| side.value.as_str()))
                    .collect();
                values.sort_unstable();
                values.dedup();
                let mut parts = vec![rule.as_str(), key.as_str()];
                parts.extend(ordered.map(Verdict::as_str));
                parts.extend(values);
                let mut finding = finding(stable_id(&parts), matches, graph)?;
                if n_places > 1 {
                    finding.premises.push(format!(
                        "the same difference stands in {n_places} sentences of these articles"
                    ));
                }
                Some(finding)
            },
        )
        .collect();
    drop_shown_twice(&mut findings);
    tell_apart(&mut findings);
    findings.sort_by(|x, y| place(x).cmp(&place(y)));
    findings
}

/// Drops what the general comparison of two sentences found where a rule that knows their event found something.
fn leave_to_frames(matches: &mut Vec<Match<'_>>, graph: &ClaimGraph<'_>) {
    let sentences = |m: &Match<'_>| {
        let claims = m.sides.iter().flat_map(|side| &side.claims);
        let mut places: Vec<(SourceId, u32)> = claims
            .map(|c| (graph.source(*c), graph.claim(*c).sentence))
            .collect();
        places.sort_unstable();
        places
    };
    let is_general = |m: &Match<'_>| {
        let mut claims = m.sides.iter().flat_map(|side| &side.claims);
        claims.any(|c| graph.claim(*c).predicate_name().starts_with("proposition."))
    };
    let known: FxHashSet<Vec<(SourceId, u32)>> = matches
        .iter()
        .filter(|m| m.sides.len() == 2 && !is_general(m))
        .map(sentences)
        .collect();
    matches.retain(|m| !is_general(m) || !known.contains(&sentences(m)));
}

/// Matches that are one finding.
struct Group<'r> {
    ordered: Option<Verdict>,
    matches: Vec<Match<'r>>,
    /// In how many sentences the same articles differ in the same way.
    n_places: usize,
}

type Keyed<'r> = BTreeMap<(String, String, Option<Verdict>), Vec<Match<'r>>>;

/// Joins the groups of a rule over versions of sentences that share a sentence, and those in which the same
/// articles differ in the same words: one text, rewritten in one way throughout.
fn joined<'r>(groups: Keyed<'r>, graph: &ClaimGraph<'_>) -> Vec<Group<'r>> {
    let mut out: Vec<Group<'r>> = Vec::new();
    let mut by_place: FxHashMap<(String, SourceId, u32), usize> = FxHashMap::default();
    let mut by_words: FxHashMap<(String, Vec<SourceId>, Vec<String>), usize> = FxHashMap::default();
    for ((rule, _, ordered), mut matches) in groups {
        let claims = |m: &Match<'_>| {
            let of_sides = m.sides.iter().flat_map(|side| side.claims.iter().copied());
            of_sides.collect::<Vec<_>>()
        };
        let versions = matches
            .iter()
            .flat_map(claims)
            .all(|c| graph.claim(c).predicate_name().starts_with("statement."));
        if !versions {
            out.push(Group {
                ordered,
                matches,
                n_places: 1,
            });
            continue;
        }
        let mut places: Vec<(String, SourceId, u32)> = matches
            .iter()
            .flat_map(claims)
            .map(|c| (rule.clone(), graph.source(c), graph.claim(c).sentence))
            .collect();
        places.sort_unstable();
        places.dedup();
        let mut sources: Vec<SourceId> = places.iter().map(|(_, s, _)| *s).collect();
        sources.dedup();
        let mut values: Vec<String> = matches
            .iter()
            .flat_map(|m| m.sides.iter().map(|side| side.value.clone()))
            .collect();
        values.sort_unstable();
        values.dedup();
        let words = (rule, sources, values);
        let same_place = places.iter().find_map(|p| by_place.get(p)).copied();
        let same_words = by_words.get(&words).copied();
        let at = same_place.or(same_words).unwrap_or(out.len());
        for place in places {
            by_place.entry(place).or_insert(at);
        }
        by_words.entry(words).or_insert(at);
        match out.get_mut(at) {
            Some(group) => {
                group.n_places += usize::from(same_place.is_none());
                group.matches.append(&mut matches);
            }
            None => out.push(Group {
                ordered,
                matches,
                n_places: 1,
            }),
        }
    }
    out
}

fn place(finding: &Finding) -> (Option<SourceId>, Option<Span>, &str, &str) {
    let first = finding.evidence.first();
    (
        first.map(|e| e.source),
        first.map(|e| e.span),
        &finding.rule,
        &finding.id,
    )
}

/// What says one thing of an event: places with their labels.
struct Camp<'m> {
    name: &'m str,
    places: Vec<((SourceId, Span), &'m str)>,
}

impl<'m> Camp<'m> {
    fn new(name: &'m str) -> Self {
        Self {
            name,
            places: Vec::new(),
        }
    }

    /// Adds a place: one an article, so that a camp is seen at a glance, or each one of a defect that
    /// recurs.
    fn add(&mut self, place: (SourceId, Span), label: &'m str, recurring: bool) {
        let shown = self.places.iter().any(|((source, span), _)| {
            *source == place.0 && (!recurring || span.overlaps(place.1))
        });
        if !shown {
            self.places.push((place, label));
        }
    }

    /// Returns the articles of the camp that are no copies of one another.
    fn sources(&self, graph: &ClaimGraph<'_>) -> Vec<SourceId> {
        let mut sources: Vec<SourceId> = self
            .places
            .iter()
            .map(|((source, _), _)| graph.original(*source))
            .collect();
        sources.sort_unstable();
        sources.dedup();
        sources
    }
}

/// One finding of all matches on one event: the gravest verdict speaks, and its articles come first.
fn finding(id: String, mut group: Vec<Match<'_>>, graph: &ClaimGraph<'_>) -> Option<Finding> {
    group.sort_by_key(|m| {
        (
            std::cmp::Reverse(m.verdict.level(m.rule.level)),
            m.verdict,
            m.sides
                .iter()
                .map(|side| side.claims.first().copied())
                .collect::<Vec<_>>(),
        )
    });
    let head = group.first()?;
    // Who says so in an outlet's own voice and who quotes it stand in one camp.
    let conflicts = |m: &Match<'_>| matches!(m.verdict, Verdict::Contradiction | Verdict::Disputed);
    let spoken: Vec<&Match<'_>> = group
        .iter()
        .filter(|m| m.verdict == head.verdict || conflicts(m) && conflicts(head))
        .collect();
    let recurring = head.sides.len() == 1;
    // One camp a value, in the order in which the gravest matches name them; rules without values have
    // two sides.
    let mut camps: Vec<Camp<'_>> = Vec::new();
    for m in &spoken {
        for (side, unnamed) in m
            .sides
            .iter()
            .zip(["a", "b"].into_iter().chain(std::iter::repeat("")))
        {
            let name = if side.value.is_empty() {
                unnamed
            } else {
                side.value.as_str()
            };
            let at = camps
                .iter()
                .position(|c| c.name == name)
                .unwrap_or_else(|| {
                    camps.push(Camp::new(name));
                    camps.len() - 1
                });
            let camp = camps.get_mut(at)?;
            let of_claims = side
                .claims
                .iter()
                .map(|claim| (graph.source(*claim), graph.claim(*claim).evidence));
            match side.place {
                Some(place) => camp.add(place, &side.label, recurring),
                None => of_claims.for_each(|place| camp.add(place, &side.label, recurring)),
            }
        }
    }
    // The smaller camp first: it is the one to look at.
    let first = camps.first().map(|c| c.name);
    if !recurring {
        camps.sort_by_key(|c| c.sources(graph).len());
    }
    let turned = camps.first().map(|c| c.name) != first;
    let (message, help) = match &head.mirrored {
        Some([message, help]) if turned => (message, help),
        _ => (&head.message, &head.help),
    };
    let most = if recurring { MAX_RECURRING } else { MAX_SHOWN };
    let evidence = camps
        .iter()
        .flat_map(|c| c.places.iter().take(most))
        .map(|((source, span), label)| Evidence {
            source: *source,
            span: *span,
            label: (*label).to_owned(),
        })
        .collect();
    let mut premises = head.premises.clone();
    let chain = head.rule.binding == Binding::Chain;
    if !recurring && !chain && (camps.len() > 2 || camps.iter().any(|c| c.places.len() > MAX_SHOWN))
    {
        let sizes: Vec<String> = camps
            .iter()
            .map(|c| match c.name {
                "a" | "b" => c.sources(graph).len().to_string(),
                name => format!("{name}: {}", c.sources(graph).len()),
            })
            .collect();
        premises.push(format!(
            "articles on each side: {}; at most {MAX_SHOWN} of each are shown",
            sizes.join(", ")
        ));
    }
    let n_articles: usize = camps.iter().map(|c| c.places.len()).sum();
    let n_sources: usize = camps.iter().map(|c| c.sources(graph).len()).sum();
    if !recurring && n_sources < n_articles {
        let copies = match n_articles - n_sources {
            1 => "1 article reprints another's sentences and is".to_owned(),
            n => format!("{n} articles reprint another's sentences and are"),
        };
        premises.push(format!("{copies} counted once with it"));
    }
    Some(Finding {
        id,
        rule: head.rule.id.clone(),
        verdict: head.verdict,
        level: head.verdict.level(head.rule.level),
        message: message.clone(),
        help: help.clone(),
        premises,
        evidence,
        steps: head.steps.clone(),
        ground: Ground {
            claims: head.bound(),
            held: head.held(graph),
            proof: head.proof.clone(),
        },
    })
}

/// Gives findings of articles that share a file name ids of their own, in the order of their places.
fn tell_apart(findings: &mut [Finding]) {
    findings.sort_by(|x, y| (&x.id, place(x)).cmp(&(&y.id, place(y))));
    let mut nth = 0_u32;
    let mut last = String::new();
    for finding in findings {
        if finding.id == last {
            nth += 1;
            finding.id = stable_id(&[&last, &nth.to_string()]);
        } else {
            nth = 0;
            last.clone_from(&finding.id);
        }
    }
}

/// Drops a finding whose every place an earlier finding of the same rule and verdict already shows.
fn drop_shown_twice(findings: &mut Vec<Finding>) {
    // By rule, verdict and article: the findings that show a place there.
    let mut shown: FxHashMap<(String, Verdict, SourceId), Vec<(usize, Span)>> =
        FxHashMap::default();
    let mut idx = 0;
    findings.retain(|f| {
        let me = idx;
        idx += 1;
        let at = |source: SourceId| (f.rule.clone(), f.verdict, source);
        let showing = |e: &Evidence| -> Vec<usize> {
            shown
                .get(&at(e.source))
                .into_iter()
                .flatten()
                .filter(|(_, span)| span.overlaps(e.span))
                .map(|(other, _)| *other)
                .collect()
        };
        let mut all: Option<Vec<usize>> = None;
        for e in &f.evidence {
            let here = showing(e);
            all = Some(match all {
                None => here,
                Some(before) => before.into_iter().filter(|o| here.contains(o)).collect(),
            });
        }
        for e in &f.evidence {
            shown.entry(at(e.source)).or_default().push((me, e.span));
        }
        all.is_none_or(|others| others.is_empty())
    });
}

/// Returns 16 hex digits of FNV-1a over the parts: the same on every machine.
fn stable_id(parts: &[&str]) -> String {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for part in parts {
        for byte in part.bytes().chain(std::iter::once(0)) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
    format!("{hash:016x}")
}
