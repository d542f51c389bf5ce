//! What needs no article: usage, configuration, exit codes of what cannot run.

use crate::command::{folder, run};

#[test]
fn help_and_version_are_answers() {
    let dir = folder(&[]);
    let help = run(dir.path(), &["check", "--help"]);
    assert_eq!((help.code, help.stderr.as_str()), (0, ""));
    assert!(help.stdout.contains("--fail-on"));
    assert_eq!(run(dir.path(), &["--version"]).code, 0);
}

#[test]
fn a_command_line_that_means_nothing_is_2() {
    let dir = folder(&[("a.txt", b"The dam held.\n")]);
    for args in [
        &[] as &[&str],
        &["chek", "a.txt"],
        &["check"],
        &["check", "a.txt", "--format", "xml"],
        &["check", "a.txt", "--fail-on", "sometimes"],
        &["check", "a.txt", "--as-of", "2026-02-30"],
        &["check", "a.txt", "--threads", "0"],
        &["check", "a.txt", "--locked"],
        &["baseline", "a.txt"],
    ] {
        let run = run(dir.path(), args);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{args:?}");
        assert!(!run.stderr.is_empty(), "{args:?}");
    }
}

#[test]
fn a_broken_baseline_is_2_and_shows_the_line() {
    let dir = folder(&[("a.txt", b"The dam held.\n"), ("b", b"# x\nnot an id\n")]);
    let broken = run(dir.path(), &["check", "a.txt", "--baseline", "b"]);
    assert_eq!((broken.code, broken.stdout.as_str()), (2, ""));
    assert!(broken.stderr.contains("[b:2:1]"), "{}", broken.stderr);
    let missing = run(dir.path(), &["check", "a.txt", "--baseline", "none"]);
    assert_eq!(missing.code, 2);
    assert!(missing.stderr.contains("none"), "{}", missing.stderr);
}

#[test]
fn an_unknown_rule_is_2_with_a_hint() {
    let dir = folder(&[]);
    let unknown = run(dir.path(), &["explain", "no-such-rule-anywhere"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.stderr.contains("no-such-rule-anywhere"));
    assert!(unknown.stderr.contains("help:"), "{}", unknown.stderr);
}

#[test]
fn an_empty_folder_or_a_missing_file_is_2() {
    let dir = folder(&[]);
    for path in [".", "missing.txt"] {
        let run = run(dir.path(), &["check", path]);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{path}");
    }
}
