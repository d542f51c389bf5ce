//! The command line: the only module that knows every stage, the clock and the terminal.
//!
//! `run` parses, drives the stages, writes results to standard output and
//! everything else to standard error, and returns the exit code.

pub use args::Cli;
pub use run::run;

mod args;

mod baseline;

mod error;

mod output;

mod run;

mod stages;
