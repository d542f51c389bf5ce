use super::*;
use crate::read::{Block, BlockKind};
use crate::sentences;
use crate::span::SourceId;
use crate::tokens;

fn words() -> TimeWords {
    crate::yaml::parse(include_str!("../../../rules/names/time.yaml")).unwrap_or_default()
}

fn article(text: &str) -> Article {
    Article {
        source: SourceId(0),
        path: "test.txt".to_owned(),
        text: text.to_owned(),
        body_start: 0,
        published: Interval::ALWAYS,
        published_span: None,
        publisher: None,
        blocks: vec![Block {
            kind: BlockKind::Paragraph,
            span: Span::new(0, text.len()),
        }],
        pictures: Vec::new(),
        citations: Vec::new(),
        has_reference_list: false,
    }
}

fn times(anchor: &str, text: &str) -> Vec<Timex> {
    let article = article(text);
    let sentences = sentences::split(&article);
    let tokens = tokens::read(text, &sentences);
    find(
        &article,
        &sentences,
        &tokens,
        Day::parse_iso(anchor),
        &words(),
    )
}

/// Writes a time as `text → TYPE value [days] relation`.
fn line(text: &str, time: &Timex) -> String {
    let days = match time.when {
        When::Unknown => String::new(),
        When::Days(days) => match (days.from, days.to) {
            (Some(from), Some(to)) if from == to => format!(" [{from}]"),
            (Some(from), Some(to)) => format!(" [{from}..{to}]"),
            _ => " [open]".to_owned(),
        },
        When::Yearly { from, to } => {
            format!(" [{:02}-{:02}..{:02}-{:02}]", from.0, from.1, to.0, to.1)
        }
        When::FromPublication { from, to } => format!(" [P{from:+}..P{to:+}]"),
    };
    let relation = match time.relation {
        TimeRelation::On => String::new(),
        relation => format!(" {relation:?}"),
    };
    let kind = time.kind.as_str();
    format!(
        "{} → {kind} {}{days}{relation}",
        time.span.of(text),
        time.value
    )
}
#[test]
fn dump() {
    for l in std::fs::read_to_string("/tmp/sents.txt").unwrap().lines() {
        let (a, t) = l.split_once('|').unwrap();
        println!("{l}");
        for x in times(a, t) {
            println!("    {}", line(t, &x));
        }
    }
}
