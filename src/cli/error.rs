//! Why nothing could be checked, and the exit codes.

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use miette::{Diagnostic, NamedSource, SourceSpan};
use thiserror::Error;

/// How a run ended; each outcome has its exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Nothing at or above the level that fails.
    Clean,
    /// Findings at or above it.
    Findings,
    /// Nothing could be checked.
    NotRun,
    /// An input was skipped or cut: whatever was found, "clean" cannot be claimed.
    Incomplete,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(match outcome {
            Outcome::Clean => 0,
            Outcome::Findings => 1,
            Outcome::NotRun => 2,
            Outcome::Incomplete => 3,
        })
    }
}

/// Why the command could not do what was asked.
#[derive(Debug, Error, Diagnostic)]
pub(super) enum CliError {
    /// No path leads to an article.
    #[error("no article to check")]
    #[diagnostic(help("give .txt, .md or .jsonl files, or folders that hold some"))]
    NoArticles,

    /// Nothing could be read.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Read(crate::read::ReadError),

    /// The folder of rules could not be read.
    #[error("cannot read the rules")]
    Rules(#[source] io::Error),

    /// There is no such rule.
    #[error("no rule is called `{id}`")]
    UnknownRule {
        /// What was asked for.
        id: String,
        /// What may have been meant.
        #[help]
        help: Option<String>,
    },

    /// The baseline file could not be read.
    #[error("cannot read the baseline {}", path.display())]
    ReadBaseline {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        cause: io::Error,
    },

    /// The baseline file could not be written.
    #[error("cannot write the baseline {}", path.display())]
    WriteBaseline {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        cause: io::Error,
    },

    /// A line of the baseline file is none.
    #[error("the baseline does not read as one")]
    #[diagnostic(help(
        "a line is: id (16 hex digits), level, rule, then the path and message, which are not read; \
         write the file anew with `gainsay baseline PATH… -o FILE`"
    ))]
    BrokenBaseline {
        /// The file.
        #[source_code]
        source_code: NamedSource<String>,
        /// The line.
        #[label("{reason}")]
        line: SourceSpan,
        /// What is wrong with it.
        reason: &'static str,
    },

    /// A file could not be read.
    #[error("cannot read {}", path.display())]
    ReadFile {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        cause: io::Error,
    },

    /// A file could not be written.
    #[error("cannot write {}", path.display())]
    WriteFile {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        cause: io::Error,
    },

    /// The file of certificates is none.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Certificates(#[from] crate::certificate::Unusable),

    /// Standard input could not be read.
    #[error("cannot read standard input")]
    ReadStdin(#[source] io::Error),

    /// The result could not be written.
    #[error("cannot write the result")]
    Write(#[source] io::Error),

    /// Threads could not be started.
    #[error("cannot start the threads")]
    Threads(#[source] rayon::ThreadPoolBuildError),

    /// Articles, rules or names cannot be used: every problem, at least one. They are written one by one.
    #[error("nothing was checked: {} problems", .0.len())]
    Refused(Vec<Problem>),
}

impl CliError {
    /// Returns whether the reader of the output has gone, which is no failure.
    pub(super) fn is_closed_pipe(&self) -> bool {
        matches!(self, Self::Write(cause) if cause.kind() == io::ErrorKind::BrokenPipe)
    }
}

/// What a stage refuses.
pub(super) type Problem = Box<dyn Diagnostic + Send + Sync>;
