//! The file of accepted findings: one line each, sorted by id, to be read in a diff.
//!
//! `id  level  rule  path + path: message`. The id alone decides; the paths say which articles a check must
//! be given for the finding to be missed, and the rest is for people.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use miette::NamedSource;

use super::error::CliError;
use crate::findings::Finding;
use crate::report::{Sources, level_name};

/// First line of the file.
const HEADER: &str = "# Accepted findings; written by `gainsay baseline`.\n";

/// Begins the line that marks a file written from input that was not read in full.
const INCOMPLETE: &str = "# Incomplete: ";

/// Between two paths of a line.
const AND: &str = " + ";

/// The findings that are accepted.
#[derive(Debug, Default)]
pub(super) struct Baseline {
    /// Each line of the file, without its id, by id.
    accepted: BTreeMap<String, String>,
}

impl Baseline {
    /// Reads the file.
    ///
    /// # Errors
    /// The file cannot be read, or a line is no finding's.
    pub(super) fn read(path: &Path) -> Result<Self, CliError> {
        let text = std::fs::read_to_string(path).map_err(|cause| CliError::ReadBaseline {
            path: path.to_owned(),
            cause,
        })?;
        Self::parse(&path.display().to_string(), &text)
    }

    fn parse(name: &str, text: &str) -> Result<Self, CliError> {
        let mut accepted = BTreeMap::new();
        let mut offset = 0;
        for line in text.split_inclusive('\n') {
            let start = offset;
            offset += line.len();
            let line = line.trim_end();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let broken = |reason| CliError::BrokenBaseline {
                source_code: NamedSource::new(name, text.to_owned()),
                line: (start, line.len()).into(),
                reason,
            };
            let (id, rest) = line.split_once(' ').unwrap_or((line, ""));
            if id.len() != 16 || !id.bytes().all(|b| b.is_ascii_hexdigit()) {
                return Err(broken("does not start with the id of a finding"));
            }
            let mut words = rest.split_whitespace();
            if words.next().is_none() || words.next().is_none() {
                return Err(broken("lacks the level or the rule"));
            }
            if accepted
                .insert(id.to_owned(), rest.trim().to_owned())
                .is_some()
            {
                return Err(broken("has the id of a line above"));
            }
        }
        Ok(Self { accepted })
    }

    /// Returns whether the finding is accepted.
    pub(super) fn holds(&self, finding: &Finding) -> bool {
        self.accepted.contains_key(&finding.id)
    }

    /// Returns the lines of accepted findings that are not among `findings`, by id; those that need an
    /// article that is not given are left out, for they could not be found. `given`: the articles' paths.
    pub(super) fn vanished<'p>(
        &self,
        findings: &[Finding],
        given: impl Iterator<Item = &'p str>,
    ) -> Vec<String> {
        let found: BTreeSet<&str> = findings.iter().map(|f| f.id.as_str()).collect();
        let given: BTreeSet<&str> = given.map(file_name).collect();
        self.accepted
            .iter()
            .filter(|(id, _)| !found.contains(id.as_str()))
            .filter(|(_, rest)| paths(rest).all(|path| given.contains(file_name(path))))
            .map(|(id, rest)| format!("{id}  {rest}"))
            .collect()
    }
}

/// Returns the paths of a line without its id.
fn paths(rest: &str) -> impl Iterator<Item = &str> {
    // Behind level and rule.
    let behind = |text: &'_ str| {
        text.split_once(' ')
            .map(|(_, rest)| rest.trim_start().len())
    };
    let cut = |len: Option<usize>| len.and_then(|n| rest.get(rest.len() - n..));
    let last = cut(behind(rest)).and_then(|r| cut(behind(r)));
    let paths = last
        .and_then(|l| l.split_once(": "))
        .map_or("", |(paths, _)| paths);
    paths.split(AND).filter(|path| !path.is_empty())
}

/// Returns a path without its folder: a corpus may move.
fn file_name(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

/// Returns the text of a baseline file that accepts the findings; `n_incomplete` inputs were not read in full.
pub(super) fn render(sources: &Sources<'_>, findings: &[Finding], n_incomplete: usize) -> String {
    let mut lines = BTreeMap::new();
    for finding in findings {
        let mut paths: Vec<&str> = Vec::new();
        for e in &finding.evidence {
            let path = sources.article(e.source).map(|a| a.path.as_str());
            paths.extend(path.filter(|p| !paths.contains(p)));
        }
        let path = paths.join(AND);
        let message: Vec<&str> = finding.message.split_whitespace().collect();
        let mut line = String::new();
        let _ = writeln!(
            line,
            "{}  {:<7}  {}  {path}: {}",
            finding.id,
            level_name(finding.level),
            finding.rule,
            message.join(" ")
        );
        lines.insert(finding.id.as_str(), line);
    }
    let mut header = HEADER.to_owned();
    if n_incomplete > 0 {
        let _ = writeln!(
            header,
            "{INCOMPLETE}{n_incomplete} inputs were not read in full."
        );
    }
    lines.values().fold(header, |mut text, line| {
        text.push_str(line);
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    #[test]
    fn what_is_written_is_read_again() {
        let corpus = fixture::corpus(vec![fixture::article("a.txt", "The dam held.")]);
        let evidence = vec![fixture::evidence(&corpus, 0, "dam", "says dam")];
        let found = fixture::finding("the dam\nheld", evidence);
        let text = render(&Sources::new(&corpus), std::slice::from_ref(&found), 0);
        assert_eq!(
            text,
            format!("{HEADER}00c0ffee00c0ffee  error    conflicting-onset  a.txt: the dam held\n")
        );
        let baseline = Baseline::parse("b", &text).unwrap_or_default();
        assert!(baseline.holds(&found));
        let given = || ["elsewhere/a.txt"].into_iter();
        assert!(baseline.vanished(&[found], given()).is_empty());
        assert_eq!(
            baseline.vanished(&[], given()),
            ["00c0ffee00c0ffee  error    conflicting-onset  a.txt: the dam held"]
        );
        // The article is not given: nothing of it can be found.
        assert!(baseline.vanished(&[], ["b.txt"].into_iter()).is_empty());
    }

    #[test]
    fn a_broken_line_is_pointed_at() {
        let check = |text: &str, expected: &str| {
            let reason = match Baseline::parse("b", text) {
                Err(CliError::BrokenBaseline { line, reason, .. }) => {
                    format!("{}+{} {reason}", line.offset(), line.len())
                }
                other => format!("{other:?}"),
            };
            assert_eq!(reason, expected);
        };
        check(
            "# x\nhello\n",
            "4+5 does not start with the id of a finding",
        );
        check(
            "00c0ffee00c0ffee error\n",
            "0+22 lacks the level or the rule",
        );
        check(
            "00c0ffee00c0ffee error r x\n00c0ffee00c0ffee error r y\n",
            "27+26 has the id of a line above",
        );
    }
}
