//! The graph as DOT or JSON, findings drawn in.

use std::fmt::Write as _;

use serde::Serialize;

use super::{ClaimGraph, ClaimId, Edge, Node};
use crate::span::{SourceId, Span};

/// A finding as the export draws it: a node with an edge to each article it labels.
#[derive(Debug, Clone)]
pub struct Drawn {
    /// Stable id.
    pub id: String,
    /// Rule and message.
    pub label: String,
    /// The labelled places.
    pub evidence: Vec<(SourceId, Span)>,
}

#[derive(Serialize)]
struct JsonGraph {
    nodes: Vec<JsonNode>,
    edges: Vec<JsonEdge>,
}

#[derive(Serialize)]
struct JsonNode {
    id: String,
    kind: &'static str,
    label: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    article: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<u32>,
}

#[derive(Serialize)]
struct JsonEdge {
    from: String,
    to: String,
    kind: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    reasons: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<String>,
}

/// Writes the graph as JSON: nodes and edges with article and bytes.
///
/// # Errors
/// Never for this type; the serializer's signature asks for it.
pub fn json(graph: &ClaimGraph<'_>, findings: &[Drawn]) -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(&collect(graph, findings))
}

/// Writes the graph in Graphviz' DOT language.
pub fn dot(graph: &ClaimGraph<'_>, findings: &[Drawn]) -> String {
    let graph = collect(graph, findings);
    let mut out =
        String::from("digraph gainsay {\n  rankdir=LR;\n  node [fontname=\"sans-serif\"];\n");
    for node in &graph.nodes {
        let shape = match node.kind {
            "article" => "note",
            "claim" => "box",
            "event" => "hexagon",
            "picture" => "tab",
            "finding" => "octagon, color=red",
            _ => "ellipse",
        };
        let _ = writeln!(
            out,
            "  \"{}\" [shape={shape}, label=\"{}\"];",
            escape(&node.id),
            escape(&node.label)
        );
    }
    for edge in &graph.edges {
        let label = edge
            .role
            .clone()
            .unwrap_or_else(|| match edge.reasons.as_slice() {
                [] => edge.kind.to_owned(),
                reasons => format!("{}: {}", edge.kind, reasons.join("; ")),
            });
        let _ = writeln!(
            out,
            "  \"{}\" -> \"{}\" [label=\"{}\"];",
            escape(&edge.from),
            escape(&edge.to),
            escape(&label)
        );
    }
    out.push_str("}\n");
    out
}

fn escape(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace('"', "\\\"")
        .replace('\n', " ")
}

fn collect(graph: &ClaimGraph<'_>, findings: &[Drawn]) -> JsonGraph {
    let mut nodes: Vec<JsonNode> = graph.nodes().map(|n| node(graph, n)).collect();
    let mut edges: Vec<JsonEdge> = graph
        .edges()
        .map(|(from, to, edge)| {
            let (kind, reasons, role) = match edge {
                Edge::Asserts => ("asserts", Vec::new(), None),
                Edge::AttributedTo => ("attributed-to", Vec::new(), None),
                Edge::About => ("about", Vec::new(), None),
                Edge::Role(name) => ("role", Vec::new(), Some(name.clone())),
                Edge::CaptionOf => ("caption-of", Vec::new(), None),
                Edge::SameEvent(reasons) => ("same-event", reasons.clone(), None),
                Edge::Corroborates => ("corroborates", Vec::new(), None),
                Edge::CopiedFrom => ("copied-from", Vec::new(), None),
            };
            JsonEdge {
                from: name(graph, from),
                to: name(graph, to),
                kind,
                reasons,
                role,
            }
        })
        .collect();
    for finding in findings {
        let id = format!("finding {}", finding.id);
        nodes.push(JsonNode {
            id: id.clone(),
            kind: "finding",
            label: finding.label.clone(),
            article: None,
            start: None,
            end: None,
        });
        for (source, span) in &finding.evidence {
            let to = graph
                .claims_of(*source)
                .iter()
                .find(|c| graph.claim(**c).evidence.overlaps(*span))
                .map_or_else(
                    || name(graph, &Node::Article(*source)),
                    |c| name(graph, &Node::Claim(*c)),
                );
            edges.push(JsonEdge {
                from: id.clone(),
                to,
                kind: "shows",
                reasons: Vec::new(),
                role: None,
            });
        }
    }
    nodes.sort_by(|a, b| a.id.cmp(&b.id));
    edges.sort_by(|a, b| (&a.from, &a.to, a.kind, &a.role).cmp(&(&b.from, &b.to, b.kind, &b.role)));
    JsonGraph { nodes, edges }
}

fn name(graph: &ClaimGraph<'_>, node: &Node) -> String {
    let claim = |id: &ClaimId| {
        let c = graph.claim(*id);
        format!(
            "{}:{}-{} {}",
            graph.article(*id).path,
            c.trigger.start,
            c.trigger.end,
            c.predicate_name()
        )
    };
    match node {
        Node::Article(source) => format!("article {}", graph.article_at(*source).path),
        Node::Source(key) => format!("source {key}"),
        Node::Entity(key) => format!("entity {key}"),
        Node::Event(id) => format!("event {}", claim(id)),
        Node::Claim(id) => format!("claim {}", claim(id)),
        Node::Picture(source, idx) => {
            format!("picture {}#{idx}", graph.article_at(*source).path)
        }
    }
}

fn node(graph: &ClaimGraph<'_>, node: &Node) -> JsonNode {
    let (kind, label, article, span) = match node {
        Node::Article(source) => {
            let path = graph.article_at(*source).path.clone();
            ("article", path.clone(), Some(path), None)
        }
        Node::Source(key) => ("source", key.clone(), None, None),
        Node::Entity(key) => ("entity", graph.lexicon().names.display(key), None, None),
        Node::Event(id) => ("event", graph.claim(*id).keys.join(", "), None, None),
        Node::Claim(id) => {
            let claim = graph.claim(*id);
            let text = &graph.article(*id).text;
            (
                "claim",
                format!("{}: {}", claim.predicate_name(), claim.evidence.of(text)),
                Some(graph.article(*id).path.clone()),
                Some(claim.evidence),
            )
        }
        Node::Picture(source, idx) => {
            let article = graph.article_at(*source);
            let picture = article.pictures.get(*idx as usize);
            let label = picture
                .and_then(|p| p.file_name.clone())
                .unwrap_or_else(|| "picture".to_owned());
            (
                "picture",
                label,
                Some(article.path.clone()),
                picture.map(|p| p.span),
            )
        }
    };
    JsonNode {
        id: name(graph, node),
        kind,
        label,
        article,
        start: span.map(|s| s.start),
        end: span.map(|s| s.end),
    }
}
