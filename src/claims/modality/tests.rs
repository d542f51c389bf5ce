//! The table of `tests/tables/status.txt`: a sentence with a verb in brackets, and its reading.

use std::fmt::Write as _;

use super::{Modality, read};
use crate::claims::grammar::Grammar;
use crate::lexicon::status::{Factuality, StatusFile, StatusWords};
use crate::mentions::testing;

const TABLE: &str = include_str!("../../../tests/tables/status.txt");

fn describe(m: Modality) -> String {
    let happened = Factuality::of(m.status, m.certainty, m.polarity);
    format!(
        "{}, {}, {}, {}",
        m.status.as_str(),
        m.certainty.as_str(),
        m.polarity.as_str(),
        happened.as_str()
    )
}

fn words() -> StatusWords {
    let text = include_str!("../../../rules/names/status.yaml");
    match crate::yaml::parse::<StatusFile>(text) {
        Ok(file) => StatusWords::new(file),
        Err(error) => unreachable!("{error:?}"),
    }
}

#[test]
fn the_table_reads_as_written() {
    let words = words();
    let mut wrong = String::new();
    for line in TABLE
        .lines()
        .filter(|l| !l.starts_with('#') && !l.is_empty())
    {
        let (marked, expected) = line.split_once(" => ").unwrap_or((line, ""));
        let at = marked.find('[').unwrap_or(0);
        let text = marked.replace(['[', ']'], "");
        let (_, tokens) = testing::read(&testing::article(&text));
        let trigger = tokens
            .all()
            .iter()
            .position(|t| t.span.start as usize == at);
        let grammar = Grammar {
            text: &text,
            tokens: &tokens,
        };
        let found = trigger.map_or_else(
            || "no such token".to_owned(),
            |t| describe(read(grammar, t, &words)),
        );
        if found != expected {
            let _ = writeln!(wrong, "{marked} => {found}");
        }
    }
    assert!(wrong.is_empty(), "read otherwise than written:\n{wrong}");
}
