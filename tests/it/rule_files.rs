//! Rule files that do not load: exit code 2, and every error of every file with its place.

use crate::command::{folder, run};

const ARTICLE: (&str, &[u8]) = ("a.txt", b"The dam held.\n");

/// A rule that loads, with `{}` for what a test changes.
fn rule(id: &str, matched: &str, message: &str) -> String {
    format!(
        "id: {id}\nsummary: s\nwhy: w\nlevel: error\nmatch:\n  claims:\n    a: {matched}\n\
         message: \"{message}\"\nlabels: {{ a: \"l\" }}\nhelp: h\ntests:\n  - name: one\n    conflict:\n      \
         - {{ text: \"x\" }}\n  - name: two\n    consistent:\n      - {{ text: \"y\" }}\n"
    )
}

#[test]
fn every_error_of_every_file_is_shown_at_its_token() {
    let key = rule(
        "unknown-key",
        "{ predicate: [time.weekday], polaritty: [\"+\"] }",
        "m",
    );
    let predicate = rule("unknown-predicate", "{ predicate: [agreement.sing] }", "m");
    let relation = rule("unknown-relation", "{ predicate: [time.weekday] }", "m").replace(
        "message:",
        "  where:\n    - { relation: diferent, of: [a.said, a.actual] }\nmessage:",
    );
    let role = rule("unknown-role", "{ predicate: [time.weekday] }", "m").replace(
        "message:",
        "  where:\n    - { relation: different, of: [a.siad, a.actual] }\nmessage:",
    );
    let variable = rule(
        "unknown-variable",
        "{ predicate: [time.weekday] }",
        "{b.time}",
    );
    let untested = rule("untested", "{ predicate: [time.weekday] }", "m")
        .replace("    consistent:", "    conflict:");
    let broken = "id: [broken\n".to_owned();
    let dir = folder(&[
        ARTICLE,
        ("rules/contradictions/unknown-key.yaml", key.as_bytes()),
        (
            "rules/contradictions/unknown-predicate.yaml",
            predicate.as_bytes(),
        ),
        (
            "rules/contradictions/unknown-relation.yaml",
            relation.as_bytes(),
        ),
        ("rules/contradictions/unknown-role.yaml", role.as_bytes()),
        (
            "rules/contradictions/unknown-variable.yaml",
            variable.as_bytes(),
        ),
        ("rules/contradictions/untested.yaml", untested.as_bytes()),
        ("rules/contradictions/broken.yaml", broken.as_bytes()),
    ]);
    let run = run(
        dir.path(),
        &["check", "a.txt", "--rules", "rules", "--color", "never"],
    );
    assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{}", run.stderr);
    for told in [
        "unknown field `polaritty`",
        "unknown-key.yaml:7:",
        "unknown predicate `agreement.sing`",
        "did you mean `agreement.sign`?",
        "unknown relation `diferent`",
        "did you mean `different`?",
        "unknown role `siad`",
        "did you mean `said`?",
        "`{b.time}` names no bound claim",
        "the rule has no `consistent` test",
        "broken.yaml:1:",
    ] {
        assert!(run.stderr.contains(told), "{told}\n\n{}", run.stderr);
    }
}

#[test]
fn an_alias_bomb_is_refused() {
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for i in 1..12 {
        let all = vec![format!("*a{}", i - 1); 10].join(", ");
        bomb.push_str(
            &[
                "a",
                &i.to_string(),
                ": &a",
                &i.to_string(),
                " [",
                &all,
                "]\n",
            ]
            .concat(),
        );
    }
    let dir = folder(&[ARTICLE, ("rules/frames/bomb.yaml", bomb.as_bytes())]);
    let run = run(dir.path(), &["check", "a.txt", "--rules", "rules"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{}", run.stderr);
    assert!(run.stderr.contains("bomb.yaml"), "{}", run.stderr);
}

#[test]
fn a_folder_replaces_only_what_it_contains() {
    let own = rule("only-rule", "{ predicate: [time.weekday] }", "m");
    let dir = folder(&[
        ARTICLE,
        ("mine/contradictions/only-rule.yaml", own.as_bytes()),
    ]);
    let listed = run(dir.path(), &["rules", "--rules", "mine"]);
    assert_eq!(listed.code, 0, "{}", listed.stderr);
    assert!(listed.stdout.contains("only-rule"));
    assert!(!listed.stdout.contains("conflicting-onset"));
    let none = run(dir.path(), &["rules", "--rules", "nowhere"]);
    assert_eq!(none.code, 2, "{}", none.stderr);
}
