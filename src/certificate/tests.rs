//! A file that holds, and what is said of it after each kind of change.

use super::*;

const ONSET: &str = "The fighting broke out in March.\n";
const CEASEFIRE: &str = "A ceasefire came four months after the fighting began.\n";
const RECORD: &str = r#"{"id": 7, "title": "Troops leave", "text": "The truce ended in April 2026."}
"#;

fn open(path: &str) -> Option<Vec<u8>> {
    let text = match path {
        "a.txt" => ONSET,
        "b.txt" => CEASEFIRE,
        "c.jsonl" => RECORD,
        _ => return None,
    };
    Some(text.as_bytes().to_vec())
}

fn quote(article: &str, field: Option<&str>, text: &str, words: &str) -> Quote {
    let start = text.find(words).unwrap_or(usize::MAX);
    Quote {
        article: article.to_owned(),
        field: field.map(str::to_owned),
        start,
        end: start + words.len(),
        quote: words.to_owned(),
        says: "something".to_owned(),
    }
}

fn step(from: usize, to: usize, at_most: i64, quote: usize) -> Step {
    Step {
        from,
        to,
        at_most,
        by: "claim".to_owned(),
        says: "so many days".to_owned(),
        quote: Some(quote),
        choice: None,
        option: None,
    }
}

fn source(article: &str, text: &str) -> Source {
    use sha2::{Digest, Sha256};
    Source {
        article: article.to_owned(),
        sha256: write::hex(&Sha256::digest(text.as_bytes())),
    }
}

/// Onset in March (60 to 90), a ceasefire 118 days later at least, the truce over by day 151: 27 days are missing.
fn days() -> Days {
    let steps = vec![step(0, 2, 151, 2), step(2, 1, -118, 1), step(1, 0, -60, 0)];
    Days {
        days: ["1970-01-01", "the onset", "the ceasefire"]
            .map(str::to_owned)
            .to_vec(),
        choices: Vec::new(),
        cycles: vec![Cycle { sum: -27, steps }],
    }
}

fn claim(name: &str, quote: usize, time: [&str; 2]) -> Claim {
    let [from, to] = time.map(|day| Some(day.to_owned()));
    Claim {
        name: name.to_owned(),
        quote,
        predicate: "conflict.start".to_owned(),
        roles: Vec::new(),
        polarity: "+".to_owned(),
        status: "done".to_owned(),
        certainty: "certain".to_owned(),
        speakers: Vec::new(),
        quantity: None,
        time: Some(Time { from, to }),
    }
}

fn file() -> Certificates {
    let record = "The truce ended in April 2026.";
    let quotes = vec![
        quote("a.txt", None, ONSET, "broke out in March"),
        quote("b.txt", None, CEASEFIRE, "four months after"),
        quote("c.jsonl#7", None, record, "in April 2026"),
        quote("c.jsonl#7", Some("title"), "Troops leave", "leave"),
    ];
    let certificate = Certificate {
        finding: "00c0ffee00c0ffee".to_owned(),
        rule: "time-network".to_owned(),
        verdict: "contradiction".to_owned(),
        message: "the days do not add up".to_owned(),
        premises: Vec::new(),
        quotes,
        claims: vec![
            claim("a", 0, ["--03-01", "--03-31"]),
            claim("b", 2, ["2026-04-01", "2026-04-30"]),
        ],
        relations: vec![Relation {
            name: "disjoint".to_owned(),
            of: vec!["a.time".to_owned(), "b.time".to_owned()],
            values: vec!["March".to_owned(), "April 2026".to_owned()],
        }],
        days: Some(days()),
    };
    Certificates {
        version: VERSION,
        sources: vec![
            source("a.txt", ONSET),
            source("b.txt", CEASEFIRE),
            source("c.jsonl#7", &format!("Troops leave\n\n{record}")),
        ],
        certificates: vec![certificate],
    }
}

/// Verifies a file and prints each flaw as `what | found | the text at the label`.
fn check(file: &Certificates, expected: &[&str]) {
    let text = serde_json::to_string_pretty(file).unwrap_or_default();
    let told: Vec<String> = match verify("c.json", &text, open) {
        Err(error) => vec![error.to_string()],
        Ok(report) => {
            let missing = report.missing.iter().map(|m| format!("missing {m}"));
            let flaws = report.flaws.iter().map(|flaw| {
                let at = flaw.at.offset()..flaw.at.offset() + flaw.at.len();
                let label = text.get(at).unwrap_or("?");
                let found = flaw.found.as_deref().unwrap_or("-");
                format!("{} | {found} | {label}", flaw.what)
            });
            flaws.chain(missing).collect()
        }
    };
    assert_eq!(told, expected);
}

/// Changes the one certificate of the file.
fn changed(change: impl FnOnce(&mut Certificate)) -> Certificates {
    let mut file = file();
    file.certificates.first_mut().map(change);
    file
}

/// Changes the days of the certificate.
fn with_days(change: impl FnOnce(&mut Days)) -> Certificates {
    changed(|c| {
        c.days.as_mut().map(change);
    })
}

/// Changes the first cycle.
fn with_cycle(change: impl FnOnce(&mut Cycle)) -> Certificates {
    with_days(|days| {
        days.cycles.first_mut().map(change);
    })
}

#[test]
fn what_is_so_holds() {
    check(&file(), &[]);
}

#[test]
fn a_changed_or_missing_source_is_told() {
    let mut changed = file();
    for source in &mut changed.sources {
        if source.article == "a.txt" {
            source.sha256 = "0".repeat(64);
        } else if source.article == "b.txt" {
            "gone.txt".clone_into(&mut source.article);
        }
    }
    if let Some(quote) = changed
        .certificates
        .first_mut()
        .and_then(|c| c.quotes.get_mut(1))
    {
        "gone.txt".clone_into(&mut quote.article);
    }
    let Some(hash) = file().sources.first().map(|s| s.sha256.clone()) else {
        return;
    };
    let zeros = "0".repeat(64);
    check(
        &changed,
        &[
            &format!(
                "a.txt is not the text that was checked | its SHA-256 is {hash} | \"{zeros}\""
            ),
            "missing gone.txt",
        ],
    );
}

#[test]
fn altered_words_and_offsets_are_told() {
    let with_quote = |change: fn(&mut Quote)| {
        changed(|c| {
            c.quotes.first_mut().map(change);
        })
    };
    check(
        &with_quote(|q| q.start += 1),
        &[
            "the words quoted do not stand at bytes 14 to 31 of a.txt | they stand at bytes 13 to 31 | \"broke out in March\"",
        ],
    );
    check(
        &with_quote(|q| "broke out in April".clone_into(&mut q.quote)),
        &[
            "the words quoted do not stand at bytes 13 to 31 of a.txt | there stands “broke out in March” | \"broke out in April\"",
        ],
    );
    check(
        &with_quote(|q| {
            q.end = 3000;
            "broke out in May".clone_into(&mut q.quote);
        }),
        &[
            "the words quoted do not stand at bytes 13 to 3000 of a.txt | there is no such place in it | \"broke out in May\"",
        ],
    );
    check(
        &with_quote(|q| "d.txt".clone_into(&mut q.article)),
        &[
            "the words quoted do not stand at bytes 13 to 31 of d.txt | no hash of that source is given | \"broke out in March\"",
        ],
    );
}

#[test]
fn a_cycle_that_proves_nothing_is_told() {
    let told = |what: &str| {
        format!(
            "the certificate of 00c0ffee00c0ffee (time-network) has a wrong cycle (1): {what} | - | \"00c0ffee00c0ffee\""
        )
    };
    let stated = |by: &str| {
        with_cycle(|c| {
            if let Some(step) = c.steps.get_mut(1) {
                by.clone_into(&mut step.by);
                step.quote = None;
            }
        })
    };
    let cases: [(Certificates, &str); 9] = [
        (
            stated("identity"),
            "step 2 is an identity that sets two days apart",
        ),
        (stated("given"), "step 2 is given, but is no stated date"),
        (
            stated("estimate"),
            "step 2 is an estimate, which proves nothing",
        ),
        (
            stated("magic"),
            "step 2 is stated by “magic”, which is nothing",
        ),
        (
            with_cycle(|c| c.sum = -26),
            "its steps add up to -27, not to -26",
        ),
        (
            with_cycle(|c| {
                c.sum = 3;
                c.steps.iter_mut().for_each(|s| s.at_most += 10);
            }),
            "it adds up to 3: 3 days are left, none is missing",
        ),
        (
            with_cycle(|c| {
                c.steps
                    .iter_mut()
                    .for_each(|s| s.quote = s.quote.filter(|q| *q != 1));
            }),
            "step 2 is a claim without its words",
        ),
        (
            with_cycle(|c| {
                c.steps
                    .iter_mut()
                    .for_each(|s| s.option = s.quote.filter(|q| *q == 0));
            }),
            "step 3 does not follow from its choice",
        ),
        (
            with_days(|d| d.days.truncate(2)),
            "step 1 names a day that is not listed",
        ),
    ];
    for (file, what) in cases {
        let mut expected = vec![told(what)];
        if what.contains("not listed") {
            expected.push(told("step 2 names a day that is not listed"));
        }
        check(
            &file,
            &expected.iter().map(String::as_str).collect::<Vec<_>>(),
        );
    }
    let open = with_cycle(|c| {
        c.sum = 33;
        c.steps.truncate(2);
    });
    check(
        &open,
        &[
            &told("step 2 ends at “the onset”, the next begins at “1970-01-01”"),
            &told("it adds up to 33: 33 days are left, none is missing"),
        ],
    );
    check(
        &with_days(|d| d.cycles.clear()),
        &[
            "the certificate of 00c0ffee00c0ffee (time-network) leaves a possibility open | - | \"00c0ffee00c0ffee\"",
        ],
    );
}

#[test]
fn days_are_counted_from_the_first_one_and_relations_name_claims() {
    let about = |what: &str| {
        format!(
            "the certificate of 00c0ffee00c0ffee (time-network) {what} | - | \"00c0ffee00c0ffee\""
        )
    };
    let renamed = with_days(|d| {
        if let Some(first) = d.days.first_mut() {
            "the onset".clone_into(first);
        }
    });
    check(
        &renamed,
        &[&about("counts from another day than 1970-01-01")],
    );
    let related = changed(|c| {
        c.relations.push(Relation {
            name: "disjoint".to_owned(),
            of: vec!["z.time".to_owned()],
            values: Vec::new(),
        });
    });
    check(
        &related,
        &[&about("relates “z.time”, which is none of its claims")],
    );
}

#[test]
fn every_possibility_needs_its_cycle() {
    // The onset lies in one of two months; the second is refuted by words of its own.
    let both = |second: bool| {
        with_days(|d| {
            d.choices.push(Choice {
                from: 0,
                to: 1,
                options: vec![(Some(60), Some(90)), (Some(200), Some(230))],
            });
            let first = d.cycles.first_mut().and_then(|c| c.steps.last_mut());
            if let Some(step) = first {
                step.choice = Some(0);
                step.option = Some(0);
            }
            if second {
                let mut steps = vec![step(0, 1, 151, 1), step(1, 0, -200, 0)];
                if let Some(last) = steps.last_mut() {
                    last.choice = Some(0);
                    last.option = Some(1);
                }
                d.cycles.push(Cycle { sum: -49, steps });
            }
        })
    };
    check(&both(true), &[]);
    check(
        &both(false),
        &[
            "the certificate of 00c0ffee00c0ffee (time-network) leaves a possibility open | no cycle is for the possibilities 1 | \"00c0ffee00c0ffee\"",
        ],
    );
}

#[test]
fn times_that_share_a_day_are_not_disjoint() {
    let file = changed(|c| {
        c.claims = vec![
            claim("a", 0, ["--03-01", "--03-31"]),
            claim("b", 2, ["2026-03-31", "2026-04-30"]),
        ];
    });
    check(
        &file,
        &[
            "the certificate of 00c0ffee00c0ffee (time-network) calls times disjoint that are not | both can be 2026-03-31 | \"00c0ffee00c0ffee\"",
        ],
    );
}

#[test]
fn what_is_no_file_of_certificates_is_unusable() {
    let told = |text: &str| match verify("c.json", text, open) {
        Ok(_) => String::new(),
        Err(error) => error.to_string(),
    };
    assert!(told("{").starts_with("not a file of certificates"));
    let mut newer = file();
    newer.version = 2;
    check(
        &newer,
        &["certificates of version 2; this program knows version 1"],
    );
    check(
        &changed(|c| c.quotes.truncate(2)),
        &[
            "the certificate of 00c0ffee00c0ffee (time-network) names words it does not quote | - | \"00c0ffee00c0ffee\"",
        ],
    );
    check(
        &changed(|c| {
            c.days = None;
            c.claims.clear();
        }),
        &[
            "the certificate of 00c0ffee00c0ffee (time-network) proves nothing: no claim and no cycle | - | \"00c0ffee00c0ffee\"",
        ],
    );
}
