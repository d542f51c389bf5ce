//! `gainsay timeline`: that the stages are wired, and what its output depends on.

use crate::command::{folder, run};

const GAZETTE: &[u8] =
    b"Treaty soon\n\n3 March 2031\n\nNorway and Kenya will sign the fisheries treaty \
on 20 March 2031. War broke out between Chad and Sudan in January 2031.\n";
const HERALD: &[u8] =
    b"Treaty signed\n\n24 March 2031\n\nNorway and Kenya signed the fisheries treaty \
on 20 March 2031. War broke out between Chad and Sudan in February 2031.\n";

#[test]
fn a_timeline_is_an_svg_unless_text_is_asked_for() {
    let dir = folder(&[("gazette.txt", GAZETTE), ("herald.txt", HERALD)]);
    let svg = run(dir.path(), &["timeline", "."]);
    assert_eq!((svg.code, svg.stderr.as_str()), (0, ""));
    assert!(svg.stdout.starts_with("<svg "), "{}", svg.stdout);
    let text = run(dir.path(), &["timeline", ".", "--format", "text"]);
    assert_eq!((text.code, text.stderr.as_str()), (0, ""));
    for expected in [
        "2 events, 4 statements, 2 articles",
        "Kenya–Norway agreement: signing",
        "planned: 20 Mar 2031",
        "done: 20 Mar 2031",
        "done: Jan 2031",
        "!1 contradiction: ",
    ] {
        assert!(
            text.stdout.contains(expected),
            "{expected}\n{}",
            text.stdout
        );
    }
}

#[test]
fn order_of_files_and_number_of_threads_change_no_byte() {
    let dir = folder(&[("gazette.txt", GAZETTE), ("herald.txt", HERALD)]);
    for format in ["svg", "text"] {
        let first = run(
            dir.path(),
            &[
                "timeline",
                "gazette.txt",
                "herald.txt",
                "--format",
                format,
                "--threads",
                "1",
            ],
        );
        let second = run(
            dir.path(),
            &[
                "timeline",
                "herald.txt",
                "gazette.txt",
                "--format",
                format,
                "--threads",
                "3",
            ],
        );
        assert_eq!(first.stdout, second.stdout);
    }
}

#[test]
fn a_timeline_goes_to_a_file_where_one_is_named() {
    let dir = folder(&[("gazette.txt", GAZETTE)]);
    let written = run(dir.path(), &["timeline", "gazette.txt", "-o", "t.svg"]);
    assert_eq!((written.code, written.stdout.as_str()), (0, ""));
    let file = std::fs::read_to_string(dir.path().join("t.svg")).expect("it is written");
    assert_eq!(file, run(dir.path(), &["timeline", "gazette.txt"]).stdout);
    let nowhere = run(dir.path(), &["timeline", "gazette.txt", "-o", "none/t.svg"]);
    assert_eq!(nowhere.code, 2);
    assert_eq!(run(dir.path(), &["timeline", "missing.txt"]).code, 2);
}
