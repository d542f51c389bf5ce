//! Finds where articles contradict each other or themselves.
#![doc = include_str!("ARCHITECTURE.md")]

pub mod span;

pub mod calendar;

mod yaml;

mod hash_bits;
pub mod word_set;

mod weights;

pub mod read;

pub mod lexicon;

pub mod sentences;

pub mod tokens;

pub mod mentions;

pub mod claims;

pub mod graph;

pub mod network;

pub mod proof;

pub mod chronology;

pub mod rules;

pub mod findings;

pub mod certificate;

pub mod report;

pub mod cli;
