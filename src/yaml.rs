//! The one door to YAML: rules, frames, names, front matter.
//!
//! A [`Spanned`] value keeps its byte range in the text, so that an error
//! about what a file *means* can still point at the token. `flatten` and
//! `untagged` lose positions and are not used in any schema.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_yaml::MessageFormatter as _;

use crate::span::Span;

/// Why a YAML text could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YamlError {
    /// What is wrong, lower case, without a place.
    pub message: String,
    /// Where, in bytes of the text; empty at the start where the reader knows no place.
    pub span: Span,
}

/// A value with the bytes of the YAML text it was written in.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(
    from = "serde_yaml::Spanned<T>",
    bound = "T: serde::de::DeserializeOwned"
)]
pub(crate) struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it is written.
    pub span: Span,
}

impl<T> From<serde_yaml::Spanned<T>> for Spanned<T> {
    fn from(spanned: serde_yaml::Spanned<T>) -> Self {
        Self {
            span: span_of(spanned.referenced),
            value: spanned.value,
        }
    }
}

fn span_of(location: serde_yaml::Location) -> Span {
    let span = location.span();
    let start = span.byte_offset().unwrap_or(0);
    let len = span.byte_len().unwrap_or(0);
    let at = |n: u64| usize::try_from(n).unwrap_or(0);
    Span::new(at(start), at(start.saturating_add(len)))
}

/// Reads one YAML document.
///
/// # Errors
/// Bad syntax, a key the type does not know, a missing key, a value of the
/// wrong kind, a duplicate key, or a document that grows by aliases.
pub(crate) fn parse<T: DeserializeOwned>(text: &str) -> Result<T, YamlError> {
    serde_yaml::from_str(text).map_err(|error| {
        let error = error.without_snippet();
        let message = serde_yaml::DefaultMessageFormatter.format_message(error);
        // The crate's advice on its own options is of no use to an author of YAML.
        let message = message.split(", set ").next().unwrap_or_default();
        YamlError {
            message: message.to_owned(),
            span: error.location().map(span_of).unwrap_or_default(),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Doc {
        name: Spanned<String>,
        #[serde(default)]
        list: Vec<Spanned<String>>,
    }

    #[test]
    fn values_keep_their_bytes() {
        let text = "name: \"é\"\nlist: [one, two]\n";
        let doc: Doc = parse(text).unwrap_or_else(|e| unreachable!("{e:?}"));
        assert_eq!(doc.name.value, "é");
        let spans: Vec<&str> = doc.list.iter().map(|s| s.span.of(text)).collect();
        assert_eq!(spans, ["one", "two"]);
    }

    #[test]
    fn errors_point_at_the_token() {
        let check = |text: &str| {
            let error = parse::<Doc>(text).err().unwrap_or_else(|| unreachable!());
            (error.message, error.span.of(text).to_owned())
        };
        insta::assert_debug_snapshot!([
            check("name: a\nnmae: b\n"),
            check("name: [a\n"),
            check("name: a\nname: b\n"),
            check("list: [a]\n"),
        ]);
    }

    #[test]
    fn alias_bombs_are_refused() {
        let line = |i: u32| {
            let all = vec![format!("*a{}", i - 1); 10].join(", ");
            format!("a{i}: &a{i} [{all}]\n")
        };
        let first = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        let text: String = std::iter::once(first).chain((1..12).map(line)).collect();
        let error = parse::<serde::de::IgnoredAny>(&text).err();
        assert!(error.is_some_and(|e| e.message.contains("budget") || e.message.contains("alias")));
    }
}
