//! One line a finding: `path:line:column: level[rule] message`, and the place in the next article.

use std::fmt;

use super::visible::visible;
use super::{Sources, level_name};
use crate::findings::Finding;

/// Writes the finding's line; its place is that of the first evidence.
///
/// # Errors
/// Only those of `out`.
pub fn write_finding(
    out: &mut impl fmt::Write,
    sources: &Sources<'_>,
    finding: &Finding,
) -> fmt::Result {
    let first = finding.evidence.first();
    if let Some(place) = first.and_then(|e| sources.place(e.source, e.span)) {
        let (line, column) = (place.line, place.column);
        write!(out, "{}:{line}:{column}: ", visible(place.path))?;
    }
    let level = level_name(finding.level);
    let rule = visible(&finding.rule);
    write!(out, "{level}[{rule}] {}", visible(&finding.message))?;
    let other = finding
        .evidence
        .iter()
        .find(|e| first.is_some_and(|f| f.source != e.source));
    if let Some(place) = other.and_then(|e| sources.place(e.source, e.span)) {
        let (line, column) = (place.line, place.column);
        write!(out, " ({}:{line}:{column})", visible(place.path))?;
    }
    writeln!(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    #[test]
    fn a_finding_is_one_line_whatever_its_message_holds() {
        let corpus = fixture::corpus(vec![fixture::article("a\u{1b}.txt", "The dam\nheld.")]);
        let evidence = vec![fixture::evidence(&corpus, 0, "held", "says held")];
        let finding = fixture::finding("the dam \u{1b}[2J held\nhere", evidence);
        let mut line = String::new();
        let written = write_finding(&mut line, &Sources::new(&corpus), &finding);
        assert_eq!(written, Ok(()));
        assert_eq!(
            line,
            "a␛.txt:2:1: error[conflicting-onset] the dam ␛[2J held here\n"
        );
    }
}
