//! The built program from outside, and what holds of the source as a whole.

#![expect(
    clippy::expect_used,
    clippy::string_slice,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]

mod any_text;

mod certificates;
mod chronology;

mod command;

mod edges;

mod gate;

mod inputs;

mod layering;

mod names;

mod rule_files;

mod timeline;

mod usage;
