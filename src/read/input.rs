//! Paths into the files to read: folders are searched, duplicates dropped.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::{Incomplete, ReadError};

/// A file to read, or standard input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Input {
    /// As given, with `/` between folders; `-` for standard input.
    pub(super) shown: String,
    pub(super) source: Source,
}

/// Where the bytes come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Source {
    Stdin,
    File(PathBuf),
}

/// What the given paths name.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Sorted by what is shown.
    pub(super) inputs: Vec<Input>,
    pub(super) incomplete: Vec<Incomplete>,
    /// The paths as given, sorted.
    pub(super) given: Vec<String>,
    /// Folders without any article.
    pub(super) empty: Vec<String>,
}

/// Files in a folder by which it can be kept from being checked, like `.gitignore`.
const IGNORE_FILE: &str = ".gainsayignore";

/// Finds the files that the paths name.
pub(super) fn find(paths: &[PathBuf]) -> Result<Found, ReadError> {
    let mut found = Found {
        given: paths.iter().map(|path| shown(path)).collect(),
        ..Found::default()
    };
    found.given.sort();
    found.given.dedup();
    if paths.is_empty() {
        return Err(ReadError::NoInput);
    }
    // By the file itself, so that one reached by two paths is read once, under the lesser one.
    let mut files: BTreeMap<PathBuf, (String, PathBuf)> = BTreeMap::new();
    let mut add = |path: PathBuf| {
        let itself = fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
        let name = shown(&path);
        match files.get(&itself) {
            Some((other, _)) if *other <= name => {}
            _ => {
                files.insert(itself, (name, path));
            }
        }
    };
    let mut stdin = false;
    let mut n_missing = 0;
    for path in paths {
        if path.as_os_str() == "-" {
            stdin = true;
            continue;
        }
        match fs::metadata(path) {
            Ok(meta) if meta.is_dir() => {
                let before = found.incomplete.len();
                let files = walk(path, &mut found.incomplete);
                if files.is_empty() && found.incomplete.len() == before {
                    let name = shown(path);
                    let reason = "the folder holds no .txt, .md or .jsonl file".to_owned();
                    found.incomplete.push(Incomplete::new(&name, reason));
                    found.empty.push(name);
                }
                files.into_iter().for_each(&mut add);
            }
            Ok(_) => add(path.clone()),
            Err(error) => {
                n_missing += usize::from(error.kind() == std::io::ErrorKind::NotFound);
                found
                    .incomplete
                    .push(Incomplete::new(&shown(path), reason(&error)));
            }
        }
    }
    if n_missing == paths.len() {
        return Err(ReadError::NotFound { paths: found.given });
    }
    let files = files.into_values().map(|(shown, path)| Input {
        shown,
        source: Source::File(path),
    });
    found.inputs = files.collect();
    if stdin {
        found.inputs.push(Input {
            shown: "-".to_owned(),
            source: Source::Stdin,
        });
    }
    found.inputs.sort_by(|a, b| a.shown.cmp(&b.shown));
    Ok(found)
}

/// Returns the article files under a folder, in the folder's order of names.
fn walk(folder: &Path, incomplete: &mut Vec<Incomplete>) -> Vec<PathBuf> {
    let mut builder = WalkBuilder::new(folder);
    // What the user's own git settings ignore must not change the result.
    builder
        .require_git(false)
        .git_global(false)
        .git_exclude(false)
        .ignore(false)
        .follow_links(true)
        .add_custom_ignore_filename(IGNORE_FILE)
        .sort_by_file_path(Ord::cmp);
    let mut files = Vec::new();
    for entry in builder.build() {
        match entry {
            Ok(entry) => {
                let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
                if is_file && extension(entry.path()).is_some() {
                    files.push(entry.into_path());
                }
            }
            Err(error) => {
                let path = path_of(&error).map_or_else(|| shown(folder), shown);
                let reason = error
                    .io_error()
                    .map_or_else(|| lower(&error.to_string()), reason);
                incomplete.push(Incomplete::new(&path, reason));
            }
        }
    }
    files
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::Loop { child, .. } => Some(child),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => {
            path_of(err)
        }
        ignore::Error::Partial(errors) => errors.iter().find_map(path_of),
        _ => None,
    }
}

/// What an article file's extension says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extension {
    Text,
    Markdown,
    Jsonl,
}

/// Returns what the extension says, where it is one of an article file; case does not matter.
pub(super) fn extension(path: &Path) -> Option<Extension> {
    let extension = path.extension()?.to_str()?;
    let known = [
        ("txt", Extension::Text),
        ("md", Extension::Markdown),
        ("jsonl", Extension::Jsonl),
    ];
    known
        .into_iter()
        .find_map(|(name, kind)| extension.eq_ignore_ascii_case(name).then_some(kind))
}

/// Returns the path as the reader is told it.
pub(super) fn shown(path: &Path) -> String {
    let name = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' {
        name.into_owned()
    } else {
        name.replace(std::path::MAIN_SEPARATOR, "/")
    }
}

/// Returns why a file could not be read, lower case, without the number that systems add.
pub(super) fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "no such file or folder".to_owned(),
        std::io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => {
            let text = error.to_string();
            lower(text.split(" (os error").next().unwrap_or(&text))
        }
    }
}

fn lower(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|c| c.to_ascii_lowercase());
    first.into_iter().chain(chars).collect()
}
