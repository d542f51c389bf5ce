//! The stages in order, as the commands drive them.
//!
//! Everything the commands need of reading, knowledge, extraction, graph and
//! rules passes through here, and nothing else of the command line does.

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::args::{GraphFormat, StdinFormat};
use super::error::CliError;
use crate::calendar::Day;
use crate::claims::Extraction;
use crate::findings::Finding;
use crate::read::{Article, Corpus};
use crate::rules::Level;

/// What the run was told besides the paths.
#[derive(Debug)]
pub(super) struct Options {
    /// The bytes of standard input, where a path is `-`.
    pub(super) stdin: Option<Vec<u8>>,
    /// What they hold.
    pub(super) stdin_format: StdinFormat,
    /// The day to take as today.
    pub(super) as_of: Option<Day>,
}

/// Rules and words, checked.
#[derive(Debug)]
pub(super) struct Knowledge {}

impl Knowledge {
    /// Returns the built-in knowledge, or what the folder replaces of it.
    ///
    /// # Errors
    /// A file does not load; every problem of every file is in the error.
    pub(super) fn load(_dir: Option<&Path>) -> Result<Self, CliError> {
        Ok(Self {})
    }
}

/// Reads the articles.
///
/// # Errors
/// No path leads to an article.
pub(super) fn read(
    _paths: &[PathBuf],
    _options: &Options,
    _knowledge: &Knowledge,
) -> Result<Corpus, CliError> {
    Ok(Corpus::default())
}

/// Reads claims out of every article, in parallel; the result is in the corpus' order.
pub(super) fn extract(corpus: &Corpus, knowledge: &Knowledge) -> Vec<Extraction> {
    corpus
        .articles
        .par_iter()
        .map(|article| extract_one(article, knowledge))
        .collect()
}

fn extract_one(_article: &Article, _knowledge: &Knowledge) -> Extraction {
    Extraction::default()
}

/// Returns every finding, in final order.
pub(super) fn find(
    _corpus: &Corpus,
    _extractions: &[Extraction],
    _knowledge: &Knowledge,
    _options: &Options,
) -> Vec<Finding> {
    Vec::new()
}

/// Returns the claim graph as text, with the findings drawn in.
pub(super) fn export_graph(
    _corpus: &Corpus,
    _extractions: &[Extraction],
    _knowledge: &Knowledge,
    _options: &Options,
    _format: GraphFormat,
) -> String {
    String::new()
}

/// A rule as the list and the explanation show it.
#[derive(Debug, Clone)]
pub(super) struct RuleCard {
    /// Its id.
    pub(super) id: String,
    /// Its level.
    pub(super) level: Level,
    /// One sentence.
    pub(super) summary: String,
    /// What goes wrong for a reader, and known false alarms.
    pub(super) why: String,
    /// What would settle a finding.
    pub(super) help: String,
    /// Its tests, in file order.
    pub(super) tests: Vec<TestCard>,
}

/// A test that a rule carries.
#[derive(Debug, Clone)]
pub(super) struct TestCard {
    /// Its name.
    pub(super) name: String,
    /// Whether the rule must find something.
    pub(super) is_conflict: bool,
    /// Each article: publication date as written, and text.
    pub(super) articles: Vec<(Option<String>, String)>,
}

/// What came of a rule's test.
#[derive(Debug, Clone)]
pub(super) struct TestOutcome {
    /// Id of the rule.
    pub(super) rule: String,
    /// Name of the test.
    pub(super) name: String,
    /// What went wrong, where something did.
    pub(super) failure: Option<String>,
}

/// Returns the rules by id.
pub(super) fn rule_cards(_knowledge: &Knowledge) -> Vec<RuleCard> {
    Vec::new()
}

/// Runs the tests of every rule, by rule id and file order.
pub(super) fn run_rule_tests(_knowledge: &Knowledge) -> Vec<TestOutcome> {
    Vec::new()
}
