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
    text.push_str("00c0ffee00c0ffee  error    no-rule  seeds/GIVEN: it was here\n");
    // What needs an article that is not given could not be found.
    text.push_str("00c0ffee00c0ffef  error    no-rule  seeds/GIVEN + gone.txt: nor was it\n");
    let given = std::fs::read_dir(root.join("seeds"))
        .expect("the corpus is there")
        .filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()))
        .find(|name| Path::new(name).extension().is_some_and(|e| e == "txt"))
        .expect("it has articles");
    let text = text.replace("GIVEN", &given);
    std::fs::write(&*file, text).expect("own file");
    let vanished = run(root, &["check", "seeds", "--baseline", &file, "--locked"]);
    assert_eq!(vanished.code, 1, "{}", vanished.stderr);
    assert!(
        vanished.stderr.contains(": it was here") && !vanished.stderr.contains("nor was it"),
        "{}",
        vanished.stderr
    );
    let unlocked = run(root, &["check", "seeds", "--baseline", &file]);
    assert_eq!(unlocked.code, 0, "{}", unlocked.stderr);
}
