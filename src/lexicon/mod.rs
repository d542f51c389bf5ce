//! The YAML knowledge under `rules/`: frames, names, cues. Embedded in the
//! binary; a folder of the same layout replaces what it contains.

pub mod quantity;
pub mod sentences;
pub mod speech;
pub mod time;
