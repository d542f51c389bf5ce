//! The words of speech and attribution (`rules/names/speech.yaml`).

use serde::Deserialize;

/// What `rules/names/speech.yaml` holds.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SpeechWords {}
