//! The corpus that comes with the project, against its accepted findings.

use std::path::Path;

use crate::command::{folder, run};

#[test]
fn a_baseline_accepts_what_it_was_written_from_and_misses_what_vanished() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let dir = folder(&[]);
    let file = dir.path().join("accepted");
    let file = file.to_string_lossy();
    let written = run(root, &["baseline", "seeds", "-o", &file]);
    assert_eq!(written.code, 0, "{}", written.stderr);

    let again = run(root, &["check", "seeds", "--baseline", &file, "--locked"]);
    assert_eq!(
        (again.code, again.stdout.as_str()),
        (0, ""),
        "{}",
        again.stderr
    );
    assert!(
        again.stderr.contains(", 0 new findings, "),
        "{}",
        again.stderr
    );

    let mut text = std::fs::read_to_string(&*file).expect("it was written");
    text.push_str("00c0ffee00c0ffee  error    no-rule  gone.txt: it was here\n");
    std::fs::write(&*file, text).expect("own file");
    let vanished = run(root, &["check", "seeds", "--baseline", &file, "--locked"]);
    assert_eq!(vanished.code, 1, "{}", vanished.stderr);
    assert!(
        vanished.stderr.contains("gone.txt: it was here"),
        "{}",
        vanished.stderr
    );
    let unlocked = run(root, &["check", "seeds", "--baseline", &file]);
    assert_eq!(unlocked.code, 0, "{}", unlocked.stderr);
}
