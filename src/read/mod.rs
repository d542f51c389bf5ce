//! Files into articles: layout, dates, pictures; the only stage that reads files.

pub use article::{Article, Block, BlockKind, Picture};
pub use rule_files::{RuleFile, RuleFiles};

mod article;

mod rule_files;

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
    /// For a record of a readable file: 1-based line and column (characters) of the place.
    pub place: Option<(u32, u32)>,
    /// The line of text at the place, cut to at most 200 characters, for a label.
    pub excerpt: Option<String>,
}
