//! The words of numbers and units (`rules/names/quantity.yaml`).

use serde::Deserialize;

/// What `rules/names/quantity.yaml` holds.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuantityWords {}
