//! Templates into messages.

use super::relation::{Scene, resolved};
use super::{Operand, Piece, Template};
use crate::calendar::MONTHS;
use crate::claims::Claim;
use crate::graph::join;
use crate::mentions::time::When;

/// Longest quotation inside a message, in characters.
const MAX_QUOTE: usize = 60;

/// Renders a template over the bound claims; `n` is their number, `order` what the order decides.
pub(super) fn render(template: &Template, scene: &Scene<'_>, n: usize, order: &str) -> String {
    let mut out = String::new();
    for piece in &template.pieces {
        match piece {
            Piece::Text(text) => out.push_str(text),
            Piece::Part(operand) => out.push_str(&part(scene, operand)),
            Piece::Count => out.push_str(&n.to_string()),
            Piece::Order => out.push_str(order),
            // Of a chain alone.
            Piece::Chain(_) => {}
        }
    }
    // YAML folds long lines; a message is one line.
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns what a part of a claim says, in the reader's words.
pub(super) fn part(scene: &Scene<'_>, operand: &Operand) -> String {
    let id = scene.id(operand.var);
    let claim = scene.claim(operand.var);
    let article = scene.graph.article(id);
    let names = &scene.graph.lexicon().names;
    match operand.part.as_deref().unwrap_or_default() {
        "time" => time(scene, operand, claim),
        "quote" => quoted(claim.evidence.of(&article.text)),
        "words" => quoted(claim.trigger.of(&article.text)),
        "article" => article.path.clone(),
        "published" => match article.published.as_day() {
            Some(_) => article.published.to_string(),
            None => "an unstated day".to_owned(),
        },
        "status" => claim.status.as_str().to_owned(),
        "speaker" => {
            if let Some(role) = claim.role("speaker").next() {
                return clip(role.span.of(&article.text));
            }
            match claim.attribution.first() {
                Some(a) if a.named => names.display(&a.speaker),
                Some(a) => clip(a.span.of(&article.text)),
                None => "the article itself".to_owned(),
            }
        }
        "quantity" => claim
            .quantity
            .and_then(|q| {
                scene
                    .graph
                    .extraction(id)
                    .mentions
                    .quantities
                    .get(q as usize)
            })
            .map_or_else(String::new, |q| clip(q.span.of(&article.text))),
        "shared" => {
            let other = scene.b.map(|_| {
                scene.claim(match operand.var {
                    super::Var::A => super::Var::B,
                    super::Var::B => super::Var::A,
                })
            });
            let shared: Vec<String> = claim
                .roles
                .iter()
                .filter(|r| r.entity.is_some())
                .filter(|r| other.is_none_or(|o| o.roles.iter().any(|x| x.key == r.key)))
                .map(|r| names.display(&r.key))
                .fold(Vec::new(), |mut all, name| {
                    if !all.contains(&name) {
                        all.push(name);
                    }
                    all
                });
            join(&shared)
        }
        role => {
            let fillers: Vec<String> = claim
                .role(role)
                .map(|r| {
                    if r.entity.is_some() {
                        names.display(&r.key)
                    } else {
                        // As the text writes it, where that is all the key is.
                        let said = r.span.of(&scene.graph.article(scene.id(operand.var)).text);
                        clip(if said.to_lowercase() == r.key {
                            said
                        } else {
                            &r.key
                        })
                    }
                })
                .collect();
            join(&fillers)
        }
    }
}

fn time(scene: &Scene<'_>, operand: &Operand, claim: &Claim) -> String {
    let id = scene.id(operand.var);
    let words = claim
        .timex
        .and_then(|t| scene.graph.extraction(id).mentions.times.get(t as usize))
        .map(|t| clip(t.span.of(&scene.graph.article(id).text)));
    match (claim.time, resolved(claim)) {
        (_, Some(days)) => days.to_string(),
        (When::Yearly { from, .. }, _) => words.unwrap_or_else(|| {
            MONTHS
                .get(usize::from(from.0).saturating_sub(1))
                .map_or_else(String::new, |m| (*m).to_owned())
        }),
        _ => words.unwrap_or_else(|| "an unstated day".to_owned()),
    }
}

fn quoted(text: &str) -> String {
    format!("“{}”", clip(text))
}

/// Cuts a text to a length that can be read at a glance, line ends folded.
fn clip(text: &str) -> String {
    let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if folded.chars().count() <= MAX_QUOTE {
        return folded;
    }
    let cut: String = folded.chars().take(MAX_QUOTE).collect();
    let cut = cut.rsplit_once(' ').map_or(cut.as_str(), |(a, _)| a);
    format!("{cut} …")
}
