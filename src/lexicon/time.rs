//! The words of time expressions (`rules/names/time.yaml`).

use serde::Deserialize;

/// What `rules/names/time.yaml` holds.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TimeWords {}
