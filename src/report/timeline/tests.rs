//! What is put in order, and that what is drawn of it can be read.

#![expect(clippy::expect_used, reason = "a test that cannot go on fails")]

use std::path::PathBuf;
use std::sync::Arc;

use super::{
    Basis, Manner, Note, Published, Row, Statement, Timeline, build, svg, text as drawn_text,
};
use crate::calendar::{Day, Interval};
use crate::chronology::Chronology;
use crate::lexicon::Lexicon;
use crate::read::{self, ReadOptions, RuleFiles, StdinFormat};
use crate::report::Appearance;
use crate::{claims, findings, graph, rules};

/// The timeline of articles: id, publication date, text.
fn timeline(articles: &[(&str, &str, &str)]) -> Timeline {
    let files = RuleFiles::built_in();
    let lexicon = Lexicon::load(&files).expect("the built-in knowledge loads");
    let layout = lexicon.layout(&files).expect("the layout words load");
    let book = rules::load(&files, &lexicon).expect("the built-in rules load");
    let lines: Vec<String> = articles
        .iter()
        .map(|(id, published, text)| {
            let published = Some(published).filter(|p| !p.is_empty());
            serde_json::json!({ "id": id, "published": published, "text": text }).to_string()
        })
        .collect();
    let options = ReadOptions {
        stdin_format: StdinFormat::Jsonl,
        stdin: Some(lines.join("\n").into_bytes()),
        words: Arc::new(layout),
    };
    let corpus = read::articles(&[PathBuf::from("-")], &options).expect("the articles read");
    let extractions: Vec<_> = corpus
        .articles
        .iter()
        .map(|article| claims::extract(article, &lexicon))
        .collect();
    let graph = graph::build(&corpus, &extractions, &lexicon);
    let found = findings::collect(rules::apply(&book, &graph), &graph);
    build(&graph, &Chronology::new(&graph), &found)
}

const ARTICLES: &[(&str, &str, &str)] = &[
    (
        "gazette",
        "2031-03-03",
        "Norway and Kenya will sign the fisheries treaty on 20 March 2031. \
         War broke out between Chad and Sudan in January 2031.",
    ),
    (
        "herald",
        "2031-03-24",
        "Norway and Kenya signed the fisheries treaty on 20 March 2031. Kenya has not ratified the treaty. \
         War broke out between Chad and Sudan in February 2031.",
    ),
    (
        "wire",
        "",
        "The fisheries treaty between Norway and Kenya entered into force on 2 May 2031.",
    ),
];

#[test]
fn events_are_rows_and_what_articles_say_of_them_lines() {
    insta::assert_snapshot!(drawn_text::draw(
        &timeline(ARTICLES),
        Appearance {
            width: 80,
            ..Appearance::default()
        }
    ));
}

#[test]
fn the_order_of_the_articles_changes_nothing() {
    let mut turned = ARTICLES.to_vec();
    turned.reverse();
    let lines = |timeline: &Timeline| {
        let mut lines: Vec<String> = timeline
            .rows
            .iter()
            .map(|row| {
                let mut said: Vec<String> = row
                    .statements
                    .iter()
                    .map(|s| format!("{} {}", s.article, s.says()))
                    .collect();
                said.sort();
                format!("{}: {}", row.label, said.join("; "))
            })
            .collect();
        lines.sort();
        lines
    };
    assert_eq!(lines(&timeline(ARTICLES)), lines(&timeline(&turned)));
}

#[test]
fn without_a_date_there_is_nothing_to_draw() {
    let timeline = timeline(&[(
        "gazette",
        "",
        "Norway and Kenya signed the fisheries treaty.",
    )]);
    assert_eq!((timeline.rows.len(), timeline.n_undated), (0, 1));
    let text = drawn_text::draw(&timeline, Appearance::default());
    assert!(
        text.contains("left out: 1 event that no article dates"),
        "{text}"
    );
    assert!(svg::draw(&timeline).ends_with("</svg>\n"));
}

fn day(text: &str) -> Day {
    Day::parse_iso(text).expect("a day")
}

fn statement(article: &str, days: Interval, manner: Manner) -> Statement {
    Statement {
        article: article.to_owned(),
        path: format!("drafts/{article}.txt"),
        days,
        basis: Basis::Stated,
        manner,
        status: "done".to_owned(),
        published: Interval::day(day("2031-03-24")),
        quote: "the dam <held> & \"stood\"\u{1b}[31m".to_owned(),
        marks: vec![1, 2],
    }
}

/// Every kind of line there is, with an outlier, an open end at each side, and words that are no markup.
fn everything() -> Timeline {
    let until = |d: &str| Interval {
        from: None,
        to: Some(day(d)),
    };
    let from = |d: &str| Interval {
        from: Some(day(d)),
        to: None,
    };
    let march = Interval::month(2031, 3).expect("a month");
    let writing = Statement {
        basis: Basis::Writing,
        status: "ongoing".to_owned(),
        ..statement("wire", Interval::day(day("2031-03-24")), Manner::Ongoing)
    };
    let nothing = Statement {
        basis: Basis::Nothing,
        marks: Vec::new(),
        ..statement("wire", Interval::ALWAYS, Manner::Unsaid)
    };
    let published = |article: &str, days: Interval, stated: bool| Published {
        article: article.to_owned(),
        path: format!("drafts/{article}.txt"),
        days,
        stated,
        conditions: vec!["if <both> mean one dam".to_owned()],
    };
    let note = |is_conflict: bool, verdict: &'static str| Note {
        is_conflict,
        verdict,
        message: "the dam <held> in March here & in May there".to_owned(),
    };
    Timeline {
        rows: vec![Row {
            label: "Dam <of> Aswan & others: the opening".to_owned(),
            statements: vec![
                statement(
                    "a-very-long-file-name-that-no-column-holds-in-full",
                    Interval::day(day("1902-12-10")),
                    Manner::Done,
                ),
                statement("gazette", march, Manner::Ahead),
                statement("gazette", until("2031-03-04"), Manner::Done),
                statement("herald", from("2031-04-30"), Manner::Off),
                writing,
                nothing,
            ],
            n_undated: 2,
        }],
        published: vec![
            published("gazette", Interval::day(day("2031-03-03")), true),
            published("herald", from("2031-03-21"), false),
            published("wire", Interval::ALWAYS, false),
        ],
        notes: vec![note(true, "contradiction"), note(false, "stale")],
        n_undated: 1,
    }
}

#[test]
fn a_terminal_without_unicode_gets_letters_it_has() {
    let appearance = Appearance {
        width: 100,
        unicode: false,
        ..Appearance::default()
    };
    insta::assert_snapshot!(drawn_text::draw(&everything(), appearance));
}

#[test]
fn the_picture_is_well_formed() {
    let picture = svg::draw(&everything());
    let mut open: Vec<&str> = Vec::new();
    for piece in picture.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').expect("tags end");
        let name = tag
            .split([' ', '/'])
            .find(|n| !n.is_empty())
            .expect("tags have names");
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name));
        } else if !tag.ends_with('/') {
            open.push(name);
        }
        let entities = ["amp;", "lt;", "gt;", "quot;", "#39;"];
        assert!(
            text.split('&')
                .skip(1)
                .all(|t| entities.iter().any(|e| t.starts_with(e))),
            "{text}"
        );
        assert!(!text.contains('\u{1b}'));
    }
    assert!(open.is_empty(), "{open:?}");
    assert!(picture.contains("&lt;of&gt; Aswan &amp; others"));
    assert_eq!(picture, svg::draw(&everything()));
}

#[test]
fn nothing_is_drawn_outside_the_picture() {
    let picture = svg::draw(&everything());
    for attribute in [" x=\"", " x1=\"", " x2=\""] {
        for rest in picture.split(attribute).skip(1) {
            let number: String = rest.chars().take_while(|c| *c != '"').collect();
            let x: i64 = number.parse().expect("a number");
            assert!((0..=1100).contains(&x), "{attribute}{x}");
        }
    }
}
