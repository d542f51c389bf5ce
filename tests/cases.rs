//! Cases without code: what the program finds in invented articles (`tests/cases/**/*.md`), and the
//! tests that each rule file carries (`rules/contradictions/*.yaml`).
//!
//! A case is a title, a sentence why, fenced `article` blocks (`path=` names the article,
//! `published=` and `title=` are optional) and one fenced `expect` block: a line
//! `rule-id verdict level` for each finding above advice, or `nothing`. Advice counts only where
//! the block names it.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::unnecessary_wraps,
    clippy::needless_pass_by_value,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails; the harness says what its functions take and return"
)]

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::OnceLock;

datatest_stable::harness! {
    { test = case, root = "tests/cases", pattern = r"\.md$" },
    { test = rule, root = "rules/contradictions", pattern = r"\.yaml$" },
}

/// One case as it is written.
struct Case {
    /// One JSON record a line.
    articles: String,
    /// `rule-id verdict level`, sorted.
    expected: Vec<String>,
}

fn case(path: &Path, text: String) -> datatest_stable::Result<()> {
    let case = parse(&text);
    assert!(!case.articles.is_empty(), "{}: no article", path.display());
    let (code, stdout, stderr) = run(
        &[
            "check",
            "--stdin-format",
            "jsonl",
            "-",
            "--format",
            "json",
            "--fail-on",
            "never",
        ],
        &case.articles,
    );
    assert_eq!(code, 0, "{stderr}");
    let report: serde_json::Value = serde_json::from_str(&stdout)?;
    let mut found = Vec::new();
    let mut told = String::new();
    for finding in report["findings"].as_array().into_iter().flatten() {
        let part = |name: &str| finding[name].as_str().unwrap_or("?").to_owned();
        let line = format!("{} {} {}", part("rule"), part("verdict"), part("level"));
        if part("level") != "advice" || case.expected.contains(&line) {
            let _ = writeln!(told, "  {line}: {}", part("message"));
            found.push(line);
        }
    }
    found.sort_unstable();
    assert_eq!(found, case.expected, "found:\n{told}");
    Ok(())
}

/// Reads title, articles and expectation.
fn parse(text: &str) -> Case {
    assert!(text.starts_with("# "), "a case begins with its title");
    let mut articles = String::new();
    let mut expected: Option<Vec<String>> = None;
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let Some(fence) = line.strip_prefix("```") else {
            continue;
        };
        let body: Vec<&str> = lines
            .by_ref()
            .take_while(|l| !l.starts_with("```"))
            .collect();
        match fence.split_whitespace().next() {
            Some("article") => {
                let record = article(fence, &body.join("\n"));
                let _ = writeln!(articles, "{record}");
            }
            Some("expect") => {
                let mut wanted: Vec<String> = body
                    .iter()
                    .map(|l| l.trim().to_owned())
                    .filter(|l| !l.is_empty() && l != "nothing")
                    .collect();
                wanted.sort_unstable();
                expected = Some(wanted);
            }
            _ => panic!("unknown block `{fence}`"),
        }
    }
    Case {
        articles,
        expected: expected.expect("an `expect` block"),
    }
}

/// Returns the JSON record of an article block; `title=` takes the rest of the line.
fn article(fence: &str, text: &str) -> serde_json::Value {
    let (fence, title) = match fence.split_once("title=") {
        Some((before, title)) => (before, Some(title)),
        None => (fence, None),
    };
    let attribute = |name: &str| {
        fence
            .split_whitespace()
            .find_map(|word| word.strip_prefix(name)?.strip_prefix('='))
    };
    serde_json::json!({
        "id": attribute("path").expect("`path=` of the article"),
        "title": title,
        "published": attribute("published"),
        "text": text,
    })
}

fn rule(path: &Path, _text: String) -> datatest_stable::Result<()> {
    static OUTCOME: OnceLock<(i32, String, String)> = OnceLock::new();
    let id = path.file_stem().and_then(|s| s.to_str()).unwrap_or("?");
    let (_, stdout, stderr) = OUTCOME.get_or_init(|| run(&["test"], ""));
    let own: Vec<&str> = stdout
        .lines()
        .filter(|line| line.split_once(": ").is_some_and(|(rule, _)| rule == id))
        .collect();
    assert!(own.len() > 1, "{id} has no tests\n{stderr}");
    let failed: Vec<&&str> = own.iter().filter(|line| !line.ends_with(": ok")).collect();
    assert!(failed.is_empty(), "{failed:#?}");
    Ok(())
}

/// Runs the program over standard input: exit code, standard output and error.
fn run(args: &[&str], stdin: &str) -> (i32, String, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_gainsay"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut pipe = child.stdin.take().expect("it is piped");
    // The program may end before it has read everything.
    let _ = pipe.write_all(stdin.as_bytes());
    drop(pipe);
    let output = child.wait_with_output().expect("the program ends");
    (
        output.status.code().unwrap_or(-1),
        String::from_utf8_lossy(&output.stdout).into_owned(),
        String::from_utf8_lossy(&output.stderr).into_owned(),
    )
}
