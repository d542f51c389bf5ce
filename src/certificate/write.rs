//! Findings into certificates.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::{
    Certificate, Certificates, Choice, Claim, Cycle, Days, Quote, Relation, Source, Step, Time,
    VERSION,
};
use crate::claims::{Certainty, Polarity, Predicate, Status};
use crate::findings::Finding;
use crate::graph::{ClaimGraph, ClaimId};
use crate::mentions::time::When;
use crate::network::Hardness;
use crate::proof::{Proof, ProofStep};
use crate::rules::Verdict;
use crate::span::{SourceId, Span};

/// Returns the certificates of the contradictions and defects among the findings, in their order.
///
/// `place_of` gives the words of a span and where they stand as reports count it (of a record: in its title or its
/// text); nothing where the span is none of the article's.
pub fn write<'f>(
    findings: impl IntoIterator<Item = &'f Finding>,
    graph: &ClaimGraph<'_>,
    place_of: impl Fn(SourceId, Span) -> Option<Quote>,
) -> Certificates {
    let mut sources: BTreeMap<String, String> = BTreeMap::new();
    let certificates = findings
        .into_iter()
        .filter(|f| matches!(f.verdict, Verdict::Contradiction | Verdict::Defect))
        .map(|finding| {
            let mut writer = Writer {
                graph,
                place_of: &place_of,
                quotes: Vec::new(),
                sources: &mut sources,
            };
            writer.certificate(finding)
        })
        .collect();
    Certificates {
        version: VERSION,
        sources: sources
            .into_iter()
            .map(|(article, sha256)| Source { article, sha256 })
            .collect(),
        certificates,
    }
}

struct Writer<'w, P> {
    graph: &'w ClaimGraph<'w>,
    place_of: &'w P,
    quotes: Vec<Quote>,
    sources: &'w mut BTreeMap<String, String>,
}

impl<P: Fn(SourceId, Span) -> Option<Quote>> Writer<'_, P> {
    fn certificate(&mut self, finding: &Finding) -> Certificate {
        for e in &finding.evidence {
            self.quote(e.source, e.span, &e.label);
        }
        let ground = &finding.ground;
        let claims = ground.claims.iter();
        let claims = claims
            .filter_map(|(name, id)| self.claim(name, *id))
            .collect();
        let days = ground.proof.as_ref().map(|proof| self.days(proof));
        Certificate {
            finding: finding.id.clone(),
            rule: finding.rule.clone(),
            verdict: finding.verdict.as_str().to_owned(),
            message: finding.message.clone(),
            premises: finding.premises.clone(),
            claims,
            relations: ground
                .held
                .iter()
                .map(|held| Relation {
                    name: held.relation.clone(),
                    of: held.of.clone(),
                    values: held.values.clone(),
                })
                .collect(),
            days,
            quotes: std::mem::take(&mut self.quotes),
        }
    }

    /// Returns the place of the words among the quotes, where they are added if they are new.
    fn quote(&mut self, source: SourceId, span: Span, says: &str) -> Option<usize> {
        let place = (self.place_of)(source, span)?;
        let known = self.quotes.iter().position(|q| {
            (&q.article, &q.field, q.start, q.end)
                == (&place.article, &place.field, place.start, place.end)
        });
        let text = &self.graph.article_at(source).text;
        self.sources
            .entry(place.article.clone())
            .or_insert_with(|| hex(&Sha256::digest(text.as_bytes())));
        Some(known.unwrap_or_else(|| {
            self.quotes.push(Quote {
                says: says.to_owned(),
                ..place
            });
            self.quotes.len() - 1
        }))
    }

    fn claim(&mut self, name: &str, id: ClaimId) -> Option<Claim> {
        let graph = self.graph;
        let (claim, article) = (graph.claim(id), graph.article(id));
        let quote = self.quote(article.source, claim.evidence, claim.predicate_name())?;
        let names = &graph.lexicon().names;
        let quantities = &graph.extraction(id).mentions.quantities;
        let quantity = claim.quantity.and_then(|at| quantities.get(at as usize));
        Some(Claim {
            name: name.to_owned(),
            quote,
            predicate: match &claim.predicate {
                Predicate::Frame(name) => name.clone(),
                Predicate::Open(words) => format!("open: {words}"),
            },
            roles: claim
                .roles
                .iter()
                .map(|role| {
                    let filler = match role.entity {
                        Some(_) => names.display(&role.key),
                        None => role.key.clone(),
                    };
                    (role.name.clone(), filler)
                })
                .collect(),
            polarity: Polarity::as_str(claim.polarity).to_owned(),
            status: Status::as_str(claim.status).to_owned(),
            certainty: Certainty::as_str(claim.certainty).to_owned(),
            speakers: claim
                .attribution
                .iter()
                .map(|a| a.speaker.clone())
                .collect(),
            quantity: quantity.map(|q| q.span.of(&article.text).to_owned()),
            time: time(claim.time),
        })
    }

    fn days(&mut self, proof: &Proof) -> Days {
        Days {
            days: proof.days.clone(),
            choices: proof
                .choices
                .iter()
                .map(|choice| Choice {
                    from: choice.from,
                    to: choice.to,
                    options: choice
                        .options
                        .iter()
                        .map(|o| (o.at_least, o.at_most))
                        .collect(),
                })
                .collect(),
            cycles: proof
                .cycles
                .iter()
                .map(|steps| Cycle {
                    sum: steps.iter().map(|step| step.at_most).sum(),
                    steps: steps.iter().map(|step| self.step(step)).collect(),
                })
                .collect(),
        }
    }

    fn step(&mut self, step: &ProofStep) -> Step {
        let words = step.said.words;
        Step {
            from: step.from,
            to: step.to,
            at_most: step.at_most,
            by: match step.hardness {
                Hardness::Given => "given",
                Hardness::Hard => "claim",
                Hardness::Soft => "estimate",
                Hardness::Premise => "identity",
            }
            .to_owned(),
            says: step.said.says.clone(),
            quote: words.and_then(|(source, span)| self.quote(source, span, &step.said.says)),
            choice: step.option.map(|o| o.choice as usize),
            option: step.option.and_then(|o| o.option).map(|o| o as usize),
        }
    }
}

fn time(when: When) -> Option<Time> {
    let yearly = |(month, day): (u8, u8)| Some(format!("--{month:02}-{day:02}"));
    match when {
        When::Days(days) => Some(Time {
            from: days.from.map(|day| day.to_string()),
            to: days.to.map(|day| day.to_string()),
        }),
        When::Yearly { from, to } => Some(Time {
            from: yearly(from),
            to: yearly(to),
        }),
        When::FromPublication { .. } | When::Unknown => None,
    }
}

/// Returns bytes as lower-case hex digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
