//! Inputs good and bad, from the files to the exit code.

use std::io::Read as _;
use std::process::Stdio;

use crate::command::{folder, gainsay, run, run_with_stdin};

const GOOD: &[u8] = b"The dam held.\n";

#[test]
fn an_article_without_a_finding_is_0_and_silent_on_stdout() {
    let dir = folder(&[("a.txt", GOOD)]);
    let run = run(dir.path(), &["check", "a.txt"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{}", run.stderr);
    assert!(run.stderr.starts_with("1 article, 0 findings in "));
}

#[test]
fn an_empty_article_is_read() {
    let dir = folder(&[("a.txt", b""), ("b.txt", b"\n \n")]);
    let run = run(dir.path(), &["check", "--format", "json", "a.txt", "b.txt"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.contains("\"a.txt\"") && run.stdout.contains("\"b.txt\""));
}

#[test]
fn what_is_skipped_makes_3_and_is_named() {
    let dir = folder(&[
        ("a.txt", GOOD),
        ("latin1.txt", b"caf\xe9 closed\n"),
        (
            "feed.jsonl",
            b"{\"id\":\"1\",\"text\":\"The dam held.\"}\n{\"id\":\"2\",\n",
        ),
    ]);
    for (bad, name) in [
        ("latin1.txt", "latin1.txt"),
        ("feed.jsonl", "feed.jsonl:2"),
        ("missing.txt", "missing.txt"),
    ] {
        for fail_on in ["error", "never"] {
            let args = [
                "check",
                "--format",
                "json",
                "--fail-on",
                fail_on,
                "a.txt",
                bad,
            ];
            let run = run(dir.path(), &args);
            assert_eq!(run.code, 3, "{bad}: {}", run.stderr);
            assert!(run.stderr.contains(name), "{bad}: {}", run.stderr);
            assert!(
                run.stderr.contains("1 input not read in full"),
                "{}",
                run.stderr
            );
            assert!(run.stdout.contains("\"reason\""), "{bad}: {}", run.stdout);
        }
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_skipped() {
    use std::os::unix::fs::PermissionsExt as _;
    let dir = folder(&[("a.txt", GOOD), ("locked.txt", GOOD)]);
    let locked = dir.path().join("locked.txt");
    std::fs::set_permissions(&locked, std::fs::Permissions::from_mode(0o0)).expect("own file");
    // Root reads everything: then there is nothing to see here.
    if std::fs::read(&locked).is_err() {
        let run = run(dir.path(), &["check", "a.txt", "locked.txt"]);
        assert_eq!(run.code, 3, "{}", run.stderr);
        assert!(run.stderr.contains("locked.txt"));
    }
}

#[test]
fn standard_input_is_an_article_or_what_it_is_said_to_be() {
    let dir = folder(&[]);
    let text = run_with_stdin(dir.path(), &["check", "-", "--format", "json"], GOOD);
    assert_eq!(text.code, 0, "{}", text.stderr);
    assert!(text.stdout.contains("\"path\": \"-\""), "{}", text.stdout);
    let record = b"{\"id\":\"7\",\"text\":\"The dam held.\"}\n";
    let args = ["check", "-", "--stdin-format", "jsonl", "--format", "json"];
    let records = run_with_stdin(dir.path(), &args, record);
    assert_eq!(records.code, 0, "{}", records.stderr);
    assert!(records.stdout.contains("#7\""), "{}", records.stdout);
}

#[test]
fn a_reader_that_closes_the_pipe_is_no_failure() {
    let text = "The dam held on Monday. ".repeat(20_000);
    let dir = folder(&[("a.txt", text.as_bytes())]);
    let mut child = gainsay(dir.path(), &["inspect", "a.txt", "--format", "json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut stdout = child.stdout.take().expect("it is piped");
    let mut first = [0; 16];
    stdout.read_exact(&mut first).expect("there is output");
    drop(stdout);
    let output = child.wait_with_output().expect("the program ends");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{stderr}");
    assert!(!stderr.contains("panicked"), "{stderr}");
}

#[test]
fn order_and_threads_change_no_byte() {
    let files: Vec<(String, Vec<u8>)> = (0..12)
        .map(|n| {
            let month = if n % 3 == 0 { "March" } else { "February" };
            let text = format!(
                "The dockers of Port Alma walked out in {month} 2031, the union said. \
                 About {n}00 vessels wait.\n"
            );
            (format!("{n:02}.txt"), text.into_bytes())
        })
        .collect();
    let files: Vec<(&str, &[u8])> = files.iter().map(|(n, b)| (n.as_str(), &b[..])).collect();
    let dir = folder(&files);
    let mut names: Vec<&str> = files.iter().map(|(name, _)| *name).collect();
    for command in ["check", "inspect"] {
        let all = |names: &[&str], threads: &str| {
            let mut args = vec![command, "--format", "json", "--threads", threads];
            args.extend(names);
            run(dir.path(), &args).stdout
        };
        let first = all(&names, "1");
        assert!(first.contains("11.txt"), "{first}");
        names.reverse();
        names.swap(2, 7);
        for threads in ["1", "2", "8"] {
            assert_eq!(
                all(&names, threads),
                first,
                "{command} on {threads} threads"
            );
        }
        assert_eq!(
            all(&["."], "2").replace("./", ""),
            first,
            "{command} of the folder"
        );
    }
}
