//! The file of accepted findings: one line each, sorted by id, to be read in a diff.
//!
//! `id  level  rule  path: message`. The id alone decides; the rest is for people.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use miette::NamedSource;

use super::error::CliError;
use crate::findings::Finding;
use crate::report::{Sources, level_name};

/// First line of the file.
const HEADER: &str = "# Accepted findings; written by `gainsay baseline`.\n";

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

    /// Returns the lines of accepted findings that are not among `findings`, by id.
    pub(super) fn vanished(&self, findings: &[Finding]) -> Vec<String> {
        self.accepted
            .iter()
            .filter(|(id, _)| !findings.iter().any(|finding| finding.id == **id))
            .map(|(id, rest)| format!("{id}  {rest}"))
            .collect()
    }
}

/// Returns the text of a baseline file that accepts the findings.
pub(super) fn render(sources: &Sources<'_>, findings: &[Finding]) -> String {
    let mut lines = BTreeMap::new();
    for finding in findings {
        let path = finding
            .evidence
            .first()
            .and_then(|e| sources.article(e.source))
            .map_or("", |article| article.path.as_str());
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
    lines.values().fold(HEADER.to_owned(), |mut text, line| {
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
        let text = render(&Sources::new(&corpus), std::slice::from_ref(&found));
        assert_eq!(
            text,
            format!("{HEADER}00c0ffee00c0ffee  error    conflicting-onset  a.txt: the dam held\n")
        );
        let baseline = Baseline::parse("b", &text).unwrap_or_default();
        assert!(baseline.holds(&found));
        assert!(baseline.vanished(&[found]).is_empty());
        assert_eq!(
            baseline.vanished(&[]),
            ["00c0ffee00c0ffee  error    conflicting-onset  a.txt: the dam held"]
        );
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
