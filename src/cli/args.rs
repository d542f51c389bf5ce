//! What may be written on the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::rules::Level;

/// Finds where articles contradict each other or themselves.
#[derive(Debug, Parser)]
#[command(name = "gainsay", version, about, max_term_width = 100)]
pub struct Cli {
    /// When to colour; `NO_COLOR` turns `auto` off
    #[arg(long, global = true, help_heading = "Display", value_enum, default_value_t = ColorChoice::Auto, value_name = "WHEN")]
    pub(super) color: ColorChoice,

    /// Columns to fill [default: the terminal's, 80 to 140; 100 where there is none]
    #[arg(long, global = true, help_heading = "Display", value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(40..=400))]
    pub(super) width: Option<u16>,

    #[command(subcommand)]
    pub(super) command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Check articles against each other and themselves
    Check(CheckArgs),
    /// Write the findings of today to a file, to accept them in later checks
    Baseline(BaselineArgs),
    /// Hold a file of certificates against the sources it quotes
    ///
    /// Certificates are written by `gainsay check PATH… --certificates FILE`. Each is checked without the program
    /// that found it: the hash of every source, every quotation at its place, every sum of days. What does not hold
    /// is told, with its place in the file.
    ///
    /// Exit codes: 0 all hold; 1 something does not; 2 the file is none of certificates; 3 a source could not be
    /// read, so that not all could be checked.
    Verify(VerifyArgs),
    /// Show what is read from articles: sentences, times, entities, quantities, quotations, claims
    Inspect(InspectArgs),
    /// Export the claim graph
    Graph(GraphArgs),
    /// Draw the events on a time axis, with what each article says of them
    ///
    /// One row is one event that somebody dates; in it, one line is what one article says of the day, its status told
    /// by the pattern of its bar and in words. Findings of `gainsay check` about these events are marked and listed
    /// below: ! both sides cannot be true, ? the order of the articles decides. Dates far from all others do not
    /// stretch the axis: it is cut, and the cut is drawn.
    ///
    /// Exit codes: 0 drawn; 2 nothing could be read; 3 an input was skipped or cut.
    Timeline(TimelineArgs),
    /// List the rules
    Rules(RulesArgs),
    /// Explain a rule: what goes wrong for a reader, and its examples
    Explain(ExplainArgs),
    /// Run the tests that rules carry
    Test(RulesArgs),
}

/// What is read, and by which knowledge.
#[derive(Debug, Args)]
pub(super) struct InputArgs {
    /// Files and folders (.txt, .md, .jsonl); `-` is standard input
    #[arg(required = true, value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,

    /// What standard input holds
    #[arg(long, help_heading = "Reading", value_enum, default_value_t = StdinFormat::Text, value_name = "FORMAT")]
    pub(super) stdin_format: StdinFormat,

    #[command(flatten)]
    pub(super) rules: RulesArgs,

    /// Threads to read with [default: one for each core]; the result is the same for any number
    #[arg(long, help_heading = "Reading", value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub(super) threads: Option<u16>,
}

/// Which rules apply.
#[derive(Debug, Args)]
pub(super) struct RulesArgs {
    /// Folder with contradictions/, frames/ or names/ that replace the built-in ones
    #[arg(long = "rules", help_heading = "Reading", value_name = "DIR")]
    pub(super) dir: Option<PathBuf>,
}

/// `gainsay check`.
#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    #[command(flatten)]
    pub(super) input: InputArgs,

    /// How findings are written
    #[arg(long, value_enum, default_value_t = CheckFormat::Human)]
    pub(super) format: CheckFormat,

    /// Least level of a finding that makes the exit code 1
    #[arg(long, value_enum, default_value_t = FailOn::Error, value_name = "LEVEL")]
    pub(super) fail_on: FailOn,

    /// Also report what has legitimately moved on between two articles
    #[arg(long)]
    pub(super) progress: bool,

    /// Accept the findings that FILE lists
    #[arg(long, value_name = "FILE")]
    pub(super) baseline: Option<PathBuf>,

    /// Fail as well where an accepted finding is no longer found
    #[arg(long, requires = "baseline")]
    pub(super) locked: bool,

    /// Write what proves every contradiction and defect to FILE, for `gainsay verify`
    #[arg(long, value_name = "FILE")]
    pub(super) certificates: Option<PathBuf>,
}

/// `gainsay verify`.
#[derive(Debug, Args)]
pub(super) struct VerifyArgs {
    /// File of certificates
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,

    /// Folder that the paths of the sources start from
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub(super) sources: PathBuf,
}

/// `gainsay baseline`.
#[derive(Debug, Args)]
pub(super) struct BaselineArgs {
    #[command(flatten)]
    pub(super) input: InputArgs,

    /// File to write
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: PathBuf,
}

/// `gainsay inspect`.
#[derive(Debug, Args)]
pub(super) struct InspectArgs {
    #[command(flatten)]
    pub(super) input: InputArgs,

    /// How it is written
    #[arg(long, value_enum, default_value_t = InspectFormat::Text)]
    pub(super) format: InspectFormat,

    /// Show the tokens too: form, lemma, tags, head and relation
    #[arg(long)]
    pub(super) tokens: bool,
}

/// `gainsay graph`.
#[derive(Debug, Args)]
pub(super) struct GraphArgs {
    #[command(flatten)]
    pub(super) input: InputArgs,

    /// How it is written
    #[arg(long, value_enum, default_value_t = GraphFormat::Dot)]
    pub(super) format: GraphFormat,
}

/// `gainsay timeline`.
#[derive(Debug, Args)]
pub(super) struct TimelineArgs {
    #[command(flatten)]
    pub(super) input: InputArgs,

    /// How it is drawn
    #[arg(long, value_enum, default_value_t = TimelineFormat::Svg)]
    pub(super) format: TimelineFormat,

    /// File to write [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
}

/// `gainsay explain`.
#[derive(Debug, Args)]
pub(super) struct ExplainArgs {
    /// Id of the rule, as findings print it
    #[arg(value_name = "RULE")]
    pub(super) rule: String,

    #[command(flatten)]
    pub(super) rules: RulesArgs,
}

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ColorChoice {
    /// On a terminal
    Auto,
    /// Also in files and pipes
    Always,
    /// Not at all
    Never,
}

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum CheckFormat {
    /// With the words of every article, for people
    Human,
    /// For programs
    Json,
    /// One line a finding
    Short,
}

/// How what was read is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum InspectFormat {
    /// For people
    Text,
    /// For programs
    Json,
}

/// How the graph is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum GraphFormat {
    /// Graphviz
    Dot,
    /// For programs
    Json,
}

/// How the timeline is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum TimelineFormat {
    /// A picture, for a browser
    Svg,
    /// For the terminal
    Text,
}

/// What standard input holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum StdinFormat {
    /// One article
    Text,
    /// One article with Markdown's layout
    Markdown,
    /// One article a line
    Jsonl,
}

/// Least level of a finding that makes the exit code 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
    /// Errors only
    Error,
    /// Errors and warnings
    Warning,
    /// Any finding
    Advice,
    /// None
    Never,
}

impl FailOn {
    /// Returns whether a finding of the level makes the exit code 1.
    pub(super) fn fails(self, level: Level) -> bool {
        match self {
            Self::Error => level >= Level::Error,
            Self::Warning => level >= Level::Warning,
            Self::Advice => true,
            Self::Never => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_definition_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn a_level_fails_at_itself_and_above() {
        assert!(FailOn::Warning.fails(Level::Error));
        assert!(FailOn::Warning.fails(Level::Warning));
        assert!(!FailOn::Warning.fails(Level::Advice));
        assert!(!FailOn::Never.fails(Level::Error));
    }
}
