//! Files into articles: layout, dates, pictures; the only stage that reads files.
//!
//! In go paths, out comes a [`Corpus`]: every article with its text as
//! written and the blocks that layout tells in it. What cannot be read is
//! never passed over in silence: it is an [`Incomplete`]. The result does not
//! depend on the order of the paths or on the number of threads. Nothing is
//! fetched: a picture's address is opened only where it names a local file.

use std::path::PathBuf;
use std::sync::Arc;

pub use article::{Article, Block, BlockKind, Picture};
use miette::Diagnostic;
use rayon::prelude::*;
pub use rule_files::{RuleFile, RuleFiles};
use thiserror::Error;
pub use words::LayoutWords;

use crate::span::SourceId;
use input::Input;

mod article;
mod citations;
mod dates;
mod file;
mod front_matter;
mod input;
mod layout;
mod lines;
mod opening;
mod pictures;
mod pull_quotes;
mod record;
mod rule_files;
mod words;

#[cfg(test)]
mod tests;

/// Everything that was read, in the order that all later stages and the output use.
#[derive(Debug, Clone, Default)]
pub struct Corpus {
    /// Articles sorted by path; `articles[i].source` is `SourceId(i)`.
    pub articles: Vec<Article>,
    /// Inputs that were skipped or cut, sorted by path.
    pub incomplete: Vec<Incomplete>,
}

/// An input, or a part of one, that was not checked.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Incomplete {
    /// File, or `FILE.jsonl:LINE` for a record.
    pub path: String,
    /// Why, lower case.
    pub reason: String,
    /// Where a readable file goes wrong: 1-based line and column (characters) of the place.
    pub place: Option<(u32, u32)>,
    /// The line of text at the place, cut to at most 200 characters around it, for a label.
    pub excerpt: Option<String>,
}

impl Incomplete {
    fn new(path: &str, reason: String) -> Self {
        Self {
            path: path.to_owned(),
            reason,
            place: None,
            excerpt: None,
        }
    }
}

/// The longest article, in bytes; longer ones are skipped. The longest news
/// texts have some 200 kB, so more is no article but something else.
pub const MAX_ARTICLE_BYTES: usize = 16 * 1024 * 1024;

/// What standard input holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum StdinFormat {
    /// One article as plain text.
    #[default]
    Text,
    /// One article as Markdown.
    Markdown,
    /// One article a line, as in `.jsonl` files.
    Jsonl,
}

/// How to read.
#[derive(Debug, Clone)]
pub struct ReadOptions {
    /// What `-` holds.
    pub stdin_format: StdinFormat,
    /// The bytes that `-` stands for; where absent, the program's standard input is read.
    pub stdin: Option<Vec<u8>>,
    /// The words by which layout is told.
    pub words: Arc<LayoutWords>,
}

impl ReadOptions {
    /// Returns options that read plain text from standard input.
    pub fn new(words: Arc<LayoutWords>) -> Self {
        Self {
            stdin_format: StdinFormat::default(),
            stdin: None,
            words,
        }
    }
}

/// Why nothing could be read.
#[derive(Debug, Error, Diagnostic, PartialEq, Eq)]
pub enum ReadError {
    /// No path was given.
    #[error("no input")]
    #[diagnostic(
        code(gainsay::read::no_input),
        help("name files or folders, or `-` for standard input")
    )]
    NoInput,
    /// Not one of the paths exists.
    #[error("no such file or folder: {}", quoted(paths))]
    #[diagnostic(code(gainsay::read::not_found))]
    NotFound {
        /// The paths as given, sorted.
        paths: Vec<String>,
    },
    /// The inputs exist but hold no article.
    #[error("no article in {}", quoted(paths))]
    #[diagnostic(
        code(gainsay::read::no_article),
        help(
            "in folders, `.txt`, `.md` and `.jsonl` files are read; .gitignore and .gainsayignore are honoured"
        )
    )]
    NoArticle {
        /// The paths as given, sorted.
        paths: Vec<String>,
    },
}

fn quoted(paths: &[String]) -> String {
    let quoted: Vec<_> = paths.iter().map(|path| format!("`{path}`")).collect();
    quoted.join(", ")
}

/// How a text is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Plain,
    Markdown,
}

/// Reads files and folders.
///
/// Folders are searched for `.txt`, `.md` and `.jsonl` files, leaving aside
/// hidden files and what `.gitignore` and `.gainsayignore` name; a file named
/// directly is read whatever its extension. A file reached twice is read once.
///
/// # Errors
/// Nothing could be read because there is no such input, or no article in it.
/// A missing path among others that exist is an [`Incomplete`] instead, and so
/// is an empty folder.
pub fn articles(inputs: &[PathBuf], options: &ReadOptions) -> Result<Corpus, ReadError> {
    let found = input::find(inputs)?;
    let mut incomplete = found.incomplete;
    let read: Vec<(Vec<Article>, Vec<Incomplete>)> = found
        .inputs
        .par_iter()
        .map(|input: &Input| file::read(input, options))
        .collect();
    let mut articles = Vec::new();
    for (more, skipped) in read {
        articles.extend(more);
        incomplete.extend(skipped);
    }
    if articles.is_empty()
        && incomplete
            .iter()
            .all(|skipped| found.empty.contains(&skipped.path))
    {
        return Err(ReadError::NoArticle { paths: found.given });
    }
    articles.sort_by(|a, b| a.path.cmp(&b.path));
    for (i, article) in (0..).zip(&mut articles) {
        article.source = SourceId(i);
    }
    incomplete.sort();
    incomplete.dedup();
    Ok(Corpus {
        articles,
        incomplete,
    })
}

/// Returns the text between two bytes, or "" where there is none.
fn cut(text: &str, start: usize, end: usize) -> &str {
    text.get(start..end).unwrap_or("")
}

/// Returns whether a character is white space or of no width, as a byte order mark is.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}')
}
