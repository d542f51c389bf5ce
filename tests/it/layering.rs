//! Who may know whom: read off the `crate::` paths and foreign names in `src/`.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// Words in code, and the modules (or files) that may hold them.
const DOORS: &[(&str, &[&str])] = &[
    ("petgraph::", &["graph"]),
    ("serde_yaml::", &["yaml"]),
    ("clap::", &["cli"]),
    (
        "miette::",
        &[
            "report",
            "cli",
            "rules",
            "lexicon",
            "read",
            "yaml",
            "certificate",
        ],
    ),
    ("std::fs", &["read", "report", "cli", "tokens/train"]),
    ("std::env", &["read", "report", "cli", "tokens/train"]),
    ("std::io", &["read", "report", "cli", "tokens/train"]),
    ("Instant", &["cli", "tokens/train"]),
    ("SystemTime", &[]),
    ("super::super", &[]),
];

#[test]
fn a_module_uses_only_those_before_it() {
    let order = order();
    let rank = |module: &str| order.iter().position(|name| *name == module);
    let mut wrong = String::new();
    for (module, path, code) in sources() {
        let Some(own) = rank(&module) else {
            let _ = writeln!(wrong, "{path}: module {module} is not in src/lib.rs");
            continue;
        };
        for used in crate_paths(&code) {
            if rank(&used).is_some_and(|used| used > own) {
                let _ = writeln!(wrong, "{path}: {module} uses {used}");
            }
        }
    }
    assert_eq!(wrong, "");
}

#[test]
fn foreign_things_stay_behind_their_door() {
    let mut wrong = String::new();
    for (module, path, code) in sources() {
        for (word, doors) in DOORS {
            let may = doors
                .iter()
                .any(|door| *door == module || path.contains(&format!("src/{door}")));
            if !may && uses(&code, word) {
                let _ = writeln!(wrong, "{path}: {word}");
            }
        }
    }
    assert_eq!(wrong, "");
}

/// Returns the modules in the order of `src/lib.rs`, which is that of the data; each may use those before it.
fn order() -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs");
    let text = fs::read_to_string(path).unwrap_or_default();
    text.lines()
        .filter_map(|line| line.trim_start_matches("pub ").strip_prefix("mod "))
        .map(|name| name.trim_end_matches(';').to_owned())
        .collect()
}

/// Every file of a stage: module, path from the project's root, code without comments and tests.
fn sources() -> Vec<(String, String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    walk(&root.join("src"), &mut files);
    files.sort();
    let mut sources = Vec::new();
    for file in files {
        let path = file.strip_prefix(root).unwrap_or(&file);
        let path = path.to_string_lossy().replace('\\', "/");
        let inside = path.trim_start_matches("src/");
        let module = inside.split('/').next().unwrap_or("");
        let module = module.trim_end_matches(".rs");
        if matches!(module, "lib" | "main") || path.ends_with("/tests.rs") {
            continue;
        }
        let text = fs::read_to_string(&file).unwrap_or_default();
        sources.push((module.to_owned(), path.clone(), code_of(&text)));
    }
    assert!(sources.len() > 10, "the sources are where this test looks");
    sources
}

fn walk(dir: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            walk(&path, files);
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
}

/// Returns the lines that are neither comments nor in a test module.
///
/// A test module with a body ends its file; one without is a line.
fn code_of(text: &str) -> String {
    let mut code = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line == "#[cfg(test)]" {
            if lines.next().is_some_and(|module| module.ends_with('{')) {
                break;
            }
        } else if !line.trim_start().starts_with("//") {
            code.push_str(line);
            code.push('\n');
        }
    }
    code
}

/// Returns the first segments of `crate::…` paths, those in braces included.
fn crate_paths(code: &str) -> Vec<String> {
    let mut used = Vec::new();
    for (_, rest) in code
        .match_indices("crate::")
        .map(|(at, w)| (at, &code[at + w.len()..]))
    {
        if let Some(list) = rest.strip_prefix('{') {
            let mut depth = 0;
            let mut item = String::new();
            for c in list.chars() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => used.push(first_name(&std::mem::take(&mut item))),
                    _ => {}
                }
                if depth == 0 && c != ',' {
                    item.push(c);
                }
            }
            used.push(first_name(&item));
        } else {
            used.push(first_name(rest));
        }
    }
    used
}

fn first_name(text: &str) -> String {
    let text = text.trim_start();
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_');
    text[..end.unwrap_or(text.len())].to_owned()
}

/// Returns whether the word stands in the code, not as the end of a longer name.
fn uses(code: &str, word: &str) -> bool {
    code.match_indices(word).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        !before.is_some_and(|c| c.is_alphanumeric() || c == '_')
    })
}
