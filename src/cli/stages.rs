//! The stages in order, as the commands drive them.
//!
//! Everything the commands need of reading, knowledge, extraction, graph and
//! rules passes through here, and nothing else of the command line does.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::args::{GraphFormat, StdinFormat};
use super::error::CliError;
use crate::certificate::{self, Quote};
use crate::chronology::{Chronology, PublicationWindow};
use crate::claims::{self, Extraction, Utterances};
use crate::findings::{self, Finding};
use crate::graph::export::{self, Drawn};
use crate::graph::{self, ClaimGraph};
use crate::lexicon::{FileError, Lexicon};
use crate::read::{self, Corpus, LayoutWords, ReadOptions, RuleFiles};
use crate::report::timeline::Timeline;
use crate::report::{self, Sources};
use crate::rules::{self, Level, Rule, RuleBook, RuleTest};

/// What the run was told besides the paths.
#[derive(Debug)]
pub(super) struct Options {
    /// The bytes of standard input, where a path is `-`.
    pub(super) stdin: Option<Vec<u8>>,
    /// What they hold.
    pub(super) stdin_format: StdinFormat,
}

/// Rules and words, checked.
#[derive(Debug)]
pub(super) struct Knowledge {
    pub(super) lexicon: Lexicon,
    book: RuleBook,
    layout: Arc<LayoutWords>,
}

impl Knowledge {
    /// Returns the built-in knowledge, or what the folder replaces of it.
    ///
    /// # Errors
    /// A file does not load; every problem of every file is in the error.
    pub(super) fn load(dir: Option<&Path>) -> Result<Self, CliError> {
        let files = match dir {
            None => RuleFiles::built_in(),
            Some(dir) => RuleFiles::with_dir(dir).map_err(CliError::Rules)?,
        };
        let lexicon = Lexicon::load(&files).map_err(refused)?;
        let layout = lexicon.layout(&files).map_err(refused)?;
        let book = rules::load(&files, &lexicon).map_err(refused)?;
        Ok(Self {
            lexicon,
            book,
            layout: Arc::new(layout),
        })
    }
}

fn refused(errors: Vec<FileError>) -> CliError {
    CliError::Refused(
        errors
            .into_iter()
            .map(|e| Box::new(e) as Box<dyn miette::Diagnostic + Send + Sync>)
            .collect(),
    )
}

/// Reads the articles.
///
/// # Errors
/// No path leads to an article.
pub(super) fn read(
    paths: &[PathBuf],
    options: &Options,
    knowledge: &Knowledge,
) -> Result<Corpus, CliError> {
    let options = ReadOptions {
        stdin_format: match options.stdin_format {
            StdinFormat::Text => read::StdinFormat::Text,
            StdinFormat::Markdown => read::StdinFormat::Markdown,
            StdinFormat::Jsonl => read::StdinFormat::Jsonl,
        },
        stdin: options.stdin.clone(),
        words: Arc::clone(&knowledge.layout),
    };
    read::articles(paths, &options).map_err(CliError::Read)
}

/// Reads what the rules need out of every article, in parallel; the result is in the corpus' order.
pub(super) fn extract(corpus: &Corpus, knowledge: &Knowledge) -> Vec<Extraction> {
    extract_with(corpus, knowledge, knowledge.book.utterances())
}

/// Reads everything out of every article, in parallel; the result is in the corpus' order.
pub(super) fn extract_all(corpus: &Corpus, knowledge: &Knowledge) -> Vec<Extraction> {
    extract_with(corpus, knowledge, Utterances::All)
}

/// So many articles are read together at most …
const AT_ONCE: usize = 32;
/// … and no more than one in so many of what is left to each thread, so that all come to the end at about one time.
const SHARES: usize = 4;

fn extract_with(corpus: &Corpus, knowledge: &Knowledge, which: Utterances) -> Vec<Extraction> {
    let n_threads = rayon::current_num_threads();
    let mut rest = corpus.articles.as_slice();
    let mut parts = Vec::new();
    while !rest.is_empty() {
        let n = (rest.len() / (SHARES * n_threads)).clamp(1, AT_ONCE);
        let (part, behind) = rest.split_at(n);
        parts.push(part);
        rest = behind;
    }
    // Whoever is free takes the next part.
    let next = AtomicUsize::new(0);
    let take = || {
        let part = next.fetch_add(1, Ordering::Relaxed);
        let articles = parts.get(part)?;
        let read = claims::extract_each(articles, &knowledge.lexicon, which);
        Some((part, read))
    };
    let of_threads = (0..n_threads).into_par_iter().with_max_len(1);
    let mut read: Vec<(usize, Vec<Extraction>)> = of_threads
        .flat_map_iter(|_| std::iter::from_fn(take))
        .collect();
    read.sort_unstable_by_key(|(part, _)| *part);
    read.into_iter().flat_map(|(_, read)| read).collect()
}

/// Returns every finding, in final order.
pub(super) fn find(
    corpus: &Corpus,
    extractions: &[Extraction],
    knowledge: &Knowledge,
) -> Vec<Finding> {
    let graph = graph::build(corpus, extractions, &knowledge.lexicon);
    find_in(&graph, &knowledge.book)
}

fn find_in(graph: &ClaimGraph<'_>, book: &RuleBook) -> Vec<Finding> {
    findings::collect(rules::apply(book, graph), graph)
}

/// Returns when each article was written, as far as it follows from all of them.
pub(super) fn windows(
    corpus: &Corpus,
    extractions: &[Extraction],
    knowledge: &Knowledge,
) -> Vec<Option<PublicationWindow>> {
    let graph = graph::build(corpus, extractions, &knowledge.lexicon);
    let chronology = Chronology::new(&graph);
    corpus
        .articles
        .iter()
        .map(|article| chronology.publication_window(article.source))
        .collect()
}

/// Returns the events that somebody dates, in order, with the findings about them.
pub(super) fn timeline(
    corpus: &Corpus,
    extractions: &[Extraction],
    knowledge: &Knowledge,
) -> Timeline {
    let graph = graph::build(corpus, extractions, &knowledge.lexicon);
    let chronology = Chronology::new(&graph);
    let findings = find_in(&graph, &knowledge.book);
    report::timeline::build(&graph, &chronology, &findings)
}

/// Returns the claim graph as text, with the findings drawn in.
pub(super) fn export_graph(
    corpus: &Corpus,
    extractions: &[Extraction],
    knowledge: &Knowledge,
    format: GraphFormat,
) -> Result<String, CliError> {
    let graph = graph::build(corpus, extractions, &knowledge.lexicon);
    let drawn: Vec<Drawn> = find_in(&graph, &knowledge.book)
        .into_iter()
        .map(|f| Drawn {
            label: format!("{}: {}", f.rule, f.message),
            evidence: f.evidence.iter().map(|e| (e.source, e.span)).collect(),
            id: f.id,
        })
        .collect();
    match format {
        GraphFormat::Dot => Ok(export::dot(&graph, &drawn)),
        GraphFormat::Json => export::json(&graph, &drawn).map_err(|e| CliError::Write(e.into())),
    }
}

/// Returns the file of certificates of the findings, as text.
pub(super) fn certificates(
    corpus: &Corpus,
    extractions: &[Extraction],
    knowledge: &Knowledge,
    findings: &[Finding],
) -> Result<String, CliError> {
    let graph = graph::build(corpus, extractions, &knowledge.lexicon);
    let sources = Sources::new(corpus);
    let certificates = certificate::write(findings, &graph, |source, span| {
        let place = sources.place(source, span)?;
        Some(Quote {
            article: place.path.to_owned(),
            field: place.in_title.then(|| "title".to_owned()),
            start: place.start,
            end: place.end,
            quote: place.quote.to_owned(),
            says: String::new(),
        })
    });
    report::json::to_text(&certificates).map_err(|e| CliError::Write(e.into()))
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
pub(super) fn rule_cards(knowledge: &Knowledge) -> Vec<RuleCard> {
    knowledge.book.rules.iter().map(card).collect()
}

fn card(rule: &Rule) -> RuleCard {
    RuleCard {
        id: rule.id.clone(),
        level: rule.level,
        summary: rule.summary.clone(),
        why: rule.why.clone(),
        help: rule.help_text(),
        tests: rule
            .tests
            .iter()
            .map(|test| TestCard {
                name: test.name.clone(),
                is_conflict: test.conflict,
                articles: test
                    .articles
                    .iter()
                    .map(|a| (a.published.clone(), a.text.clone()))
                    .collect(),
            })
            .collect(),
    }
}

/// Runs the tests of every rule, by rule id and file order.
pub(super) fn run_rule_tests(knowledge: &Knowledge) -> Vec<TestOutcome> {
    let tests: Vec<(&Rule, &RuleTest)> = knowledge
        .book
        .rules
        .iter()
        .flat_map(|rule| rule.tests.iter().map(move |test| (rule, test)))
        .collect();
    tests
        .par_iter()
        .map(|(rule, test)| TestOutcome {
            rule: rule.id.clone(),
            name: test.name.clone(),
            failure: failure(rule, test, knowledge),
        })
        .collect()
}

/// Returns what goes wrong when a rule's test is run, where something does.
fn failure(rule: &Rule, test: &RuleTest, knowledge: &Knowledge) -> Option<String> {
    let mut lines = Vec::new();
    for (number, article) in (1..).zip(&test.articles) {
        let record = serde_json::json!({
            "id": number,
            "title": article.title,
            "published": article.published,
            "text": article.text,
        });
        lines.extend(record.to_string().into_bytes());
        lines.push(b'\n');
    }
    let options = Options {
        stdin: Some(lines),
        stdin_format: StdinFormat::Jsonl,
    };
    let corpus = match read(&[PathBuf::from("-")], &options, knowledge) {
        Ok(corpus) => corpus,
        Err(error) => return Some(error.to_string()),
    };
    let extractions = extract(&corpus, knowledge);
    let found: Vec<Finding> = find(&corpus, &extractions, knowledge)
        .into_iter()
        .filter(|f| f.rule == rule.id && f.verdict != rules::Verdict::Progress)
        .collect();
    match (test.conflict, found.first()) {
        (true, None) => Some("the rule finds nothing here".to_owned()),
        (false, Some(finding)) => Some(format!("the rule finds: {}", finding.message)),
        _ => None,
    }
}
