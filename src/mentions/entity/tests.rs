//! Tables: a text, and its chains as `kind key: names / references`.

use super::*;
use crate::mentions::testing::{article, read};
use crate::mentions::{quote, time};
use crate::read::RuleFiles;

fn chains(text: &str, lexicon: &Lexicon) -> Vec<String> {
    let article = article(text);
    let (sentences, tokens) = read(&article);
    let times = time::find(&article, &sentences, &tokens, None, &lexicon.time);
    let quotations = quote::find(&article, &sentences, &tokens, &lexicon.speech);
    let read = Text {
        article: &article,
        sentences: &sentences,
        tokens: &tokens,
    };
    let entities = find(read, &times, quotations.direct(), lexicon);
    entities
        .all
        .iter()
        .map(|e| {
            let names: Vec<&str> = e.mentions.iter().map(|m| m.span.of(text)).collect();
            let references: Vec<&str> = e.references.iter().map(|r| r.span.of(text)).collect();
            let more = if references.is_empty() { "" } else { " / " };
            format!(
                "{} {}: {}{more}{}",
                e.kind.as_str(),
                e.key,
                names.join(", "),
                references.join(", ")
            )
        })
        .collect()
}

/// Fails with every row of the table that reads otherwise than expected.
fn check(rows: &[(&str, &[&str])]) {
    let lexicon = Lexicon::load(&RuleFiles::built_in()).unwrap_or_default();
    let mut wrong = Vec::new();
    for (text, expected) in rows {
        let got = chains(text, &lexicon);
        if got != *expected {
            wrong.push(format!("{text}\n  want {expected:#?}\n  got  {got:#?}\n"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join(""));
}

#[test]
fn people() {
    check(&[
        (
            "Anna Berg met Paul Berg in Oslo. Berg said nothing.",
            &[
                "person anna berg: Anna Berg",
                "person paul berg: Paul Berg",
                "place oslo: Oslo",
                "person berg: Berg",
            ],
        ),
        (
            "Kenyan Transport Minister Grace Otieno resigned. Otieno said she was ill.",
            &[
                "state kenya: Kenyan",
                "person grace otieno: Grace Otieno, Otieno / she",
            ],
        ),
        (
            "Prime Minister of Portugal Teresa Pinho spoke.",
            &[
                "state portugal: Portugal",
                "person teresa pinho: Teresa Pinho",
            ],
        ),
        (
            "Pieter van der Berg scored. Van der Berg left early.",
            &["person pieter van der berg: Pieter van der Berg, Van der Berg"],
        ),
    ]);
}

#[test]
fn organisations() {
    check(&[
        (
            "The Federal Rail Commission (FRC) met. The commission said FRC rules stand.",
            &[
                "organisation federal rail commission: Federal Rail Commission, FRC, FRC / The commission",
            ],
        ),
        (
            "The Free Kenyan Army attacked the Kenyan Army.",
            &[
                "organisation free kenyan army: Free Kenyan Army",
                "state kenya: Kenyan",
                "organisation kenya army: Kenyan Army",
            ],
        ),
        (
            "The freighter Santa Clara sank. The ship carried sand.",
            &["other santa clara: Santa Clara / The ship"],
        ),
    ]);
}
