//! Certificates are written, hold, and no longer hold once a source or the file is changed.

use std::fs;

use crate::command::{folder, run};

const FILES: &[(&str, &[u8])] = &[
    (
        "news/a.txt",
        b"Tensions have grown since Norland launched strikes against Sudmark in February 2026.\n",
    ),
    (
        "news/b.jsonl",
        b"{\"id\": \"7\", \"title\": \"Ports shut\", \"text\": \"On Monday, 4 March 2031, the ports were shut.\"}\n",
    ),
];

#[test]
fn a_file_of_certificates_holds_until_something_is_changed() {
    let dir = folder(FILES);
    let check = run(
        dir.path(),
        &[
            "check",
            "news",
            "--certificates",
            "c.json",
            "--fail-on",
            "never",
        ],
    );
    assert_eq!(check.code, 0, "{}", check.stderr);
    let verify = |args: &[&str]| run(dir.path(), &[&["verify", "c.json"], args].concat());
    let held = verify(&[]);
    assert_eq!(
        (held.code, held.stdout.as_str()),
        (0, ""),
        "{}",
        held.stderr
    );
    assert!(held.stderr.contains("all hold"), "{}", held.stderr);
    let written = fs::read_to_string(dir.path().join("c.json")).expect("it was written");
    assert!(written.contains("4 March 2031"), "{written}");

    // A word of the certificate.
    let altered = written.replace("4 March 2031", "5 March 2031");
    fs::write(dir.path().join("c.json"), altered).expect("a temporary file");
    let broken = verify(&[]);
    assert_eq!(broken.code, 1);
    assert!(broken.stdout.contains("[c.json:"), "{}", broken.stdout);
    assert!(broken.stdout.contains("do not stand"), "{}", broken.stdout);
    fs::write(dir.path().join("c.json"), &written).expect("a temporary file");

    // The source.
    let source = dir.path().join("news/b.jsonl");
    let record = fs::read_to_string(&source).expect("it is there");
    fs::write(&source, record.replace("were shut", "reopened")).expect("a temporary file");
    let changed = verify(&[]);
    assert_eq!(changed.code, 1);
    assert!(
        changed
            .stdout
            .contains("b.jsonl#7 is not the text that was checked"),
        "{}",
        changed.stdout
    );

    // The folder, and the file.
    let gone = verify(&["--sources", "elsewhere"]);
    assert_eq!(gone.code, 3, "{}", gone.stderr);
    assert!(gone.stderr.contains("news/b.jsonl#7"), "{}", gone.stderr);
    fs::write(dir.path().join("c.json"), "{}").expect("a temporary file");
    assert_eq!(verify(&[]).code, 2);
    assert_eq!(run(dir.path(), &["verify", "none.json"]).code, 2);
}
