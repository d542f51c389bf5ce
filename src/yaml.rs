//! The one door to YAML: rules, frames, names, front matter.
//!
//! A [`Spanned`] value keeps its byte range in the text, so that an error
//! about what a file *means* can still point at the token. `flatten` and
//! `untagged` lose positions and are not used in any schema.

use serde::de::DeserializeOwned;

use crate::span::Span;

/// Why a YAML text could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YamlError {
    /// What is wrong, lower case, without a place.
    pub message: String,
    /// Where, in bytes of the text; empty at the start where the reader knows no place.
    pub span: Span,
}

/// Reads one YAML document.
///
/// # Errors
/// Bad syntax, a key the type does not know, a missing key, a value of the
/// wrong kind, a duplicate key, or a document that grows by aliases.
pub fn parse<T: DeserializeOwned>(text: &str) -> Result<T, YamlError> {
    todo!()
}
