//! Findings for programs, in the form that `version` names.
//!
//! The types here are the format's own: a rename inside changes no output.

use std::fmt::Write as _;

use serde::Serialize;

use super::visible::is_escaped_in_json;
use super::{Sources, level_name, verdict_name};
use crate::calendar::Interval;
use crate::findings::{Evidence, Finding};
use crate::read::{Corpus, Incomplete};

/// Version of the format; a change that breaks a reader raises it.
const VERSION: u32 = 1;

/// Returns the report of a check, indented, ending with a line end.
///
/// `n_claims` holds how many claims of each article the rules were held against;
/// `is_accepted` tells the findings that a baseline holds, where there is one.
///
/// # Errors
/// Never for what this crate yields; the serializer's type asks for it.
pub fn check(
    corpus: &Corpus,
    n_claims: &[usize],
    findings: &[Finding],
    is_accepted: Option<&dyn Fn(&Finding) -> bool>,
) -> serde_json::Result<String> {
    let sources = Sources::new(corpus);
    let report = Report {
        version: VERSION,
        findings: findings
            .iter()
            .map(|finding| FindingView {
                id: &finding.id,
                rule: &finding.rule,
                verdict: verdict_name(finding.verdict),
                level: level_name(finding.level),
                message: &finding.message,
                help: &finding.help,
                premises: &finding.premises,
                evidence: finding
                    .evidence
                    .iter()
                    .filter_map(|e| EvidenceView::of(&sources, e))
                    .collect(),
                steps: &finding.steps,
                accepted: is_accepted.map(|is_accepted| is_accepted(finding)),
            })
            .collect(),
        articles: corpus
            .articles
            .iter()
            .zip(n_claims.iter().copied().chain(std::iter::repeat(0)))
            .map(|(article, claims)| ArticleView {
                path: &article.path,
                published: Days::of(article.published),
                claims,
            })
            .collect(),
        incomplete: corpus.incomplete.iter().map(IncompleteView::of).collect(),
    };
    to_text(&report)
}

/// Writes a value as indented JSON that is safe to print to a terminal.
///
/// # Errors
/// Never for what this crate yields; the serializer's type asks for it.
pub fn to_text<T: Serialize>(value: &T) -> serde_json::Result<String> {
    let json = serde_json::to_string_pretty(value)?;
    let mut text = String::with_capacity(json.len() + 1);
    for c in json.chars() {
        // Such characters occur only inside strings.
        if is_escaped_in_json(c) {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                let _ = write!(text, "\\u{unit:04x}");
            }
        } else {
            text.push(c);
        }
    }
    text.push('\n');
    Ok(text)
}

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    findings: Vec<FindingView<'a>>,
    articles: Vec<ArticleView<'a>>,
    incomplete: Vec<IncompleteView<'a>>,
}

#[derive(Serialize)]
struct FindingView<'a> {
    id: &'a str,
    rule: &'a str,
    verdict: &'static str,
    level: &'static str,
    message: &'a str,
    help: &'a str,
    premises: &'a [String],
    evidence: Vec<EvidenceView<'a>>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    steps: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    accepted: Option<bool>,
}

#[derive(Serialize)]
struct EvidenceView<'a> {
    article: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'static str>,
    start: usize,
    end: usize,
    line: usize,
    column: usize,
    quote: &'a str,
    label: &'a str,
}

impl<'a> EvidenceView<'a> {
    fn of(sources: &Sources<'a>, evidence: &'a Evidence) -> Option<Self> {
        let place = sources.place(evidence.source, evidence.span)?;
        Some(Self {
            article: place.path,
            field: place.in_title.then_some("title"),
            start: place.start,
            end: place.end,
            line: place.line,
            column: place.column,
            quote: place.quote,
            label: &evidence.label,
        })
    }
}

#[derive(Serialize)]
struct ArticleView<'a> {
    path: &'a str,
    published: Days,
    claims: usize,
}

/// An interval of days; an open end is `null`.
#[derive(Serialize)]
pub(super) struct Days {
    pub(super) from: Option<String>,
    pub(super) to: Option<String>,
}

impl Days {
    pub(super) fn of(interval: Interval) -> Self {
        Self {
            from: interval.from.map(|day| day.to_string()),
            to: interval.to.map(|day| day.to_string()),
        }
    }
}

#[derive(Serialize)]
struct IncompleteView<'a> {
    path: &'a str,
    reason: &'a str,
    line: Option<u32>,
    column: Option<u32>,
}

impl<'a> IncompleteView<'a> {
    fn of(incomplete: &'a Incomplete) -> Self {
        Self {
            path: &incomplete.path,
            reason: &incomplete.reason,
            line: incomplete.place.map(|(line, _)| line),
            column: incomplete.place.map(|(_, column)| column),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Day;
    use crate::report::fixture;

    #[test]
    fn a_report_holds_places_in_files_and_in_fields_of_records() {
        let mut corpus = fixture::corpus(vec![
            fixture::article("a.txt", "Für alle:\nThe dam held on Monday."),
            fixture::record("b.jsonl#7", "Dam bursts", "Rain fell\u{202e}."),
        ]);
        if let (Some(a), Some(day)) = (corpus.articles.first_mut(), Day::from_ymd(2031, 3, 4)) {
            a.published = Interval::day(day);
        }
        corpus.incomplete.push(Incomplete {
            path: "b.jsonl:2".to_owned(),
            reason: "not JSON".to_owned(),
            place: Some((2, 9)),
            excerpt: None,
        });
        let evidence = vec![
            fixture::evidence(&corpus, 0, "dam held", "says it held"),
            fixture::evidence(&corpus, 1, "Dam bursts", "says it burst"),
            fixture::evidence(&corpus, 1, "fell\u{202e}", "says rain"),
        ];
        let findings = [fixture::finding(
            "the dam held here and burst there",
            evidence,
        )];
        let text = check(&corpus, &[3, 1], &findings, Some(&|_| true)).unwrap_or_default();
        insta::assert_snapshot!(text);
    }
}
