//! The workbench on a temporary register: loading, asking, doing, undoing.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod answers;
mod authority;
mod catalogue;
mod causes;
mod confirming;
mod decisions;
mod differences;
mod due;
mod export;
mod findings;
mod frozen;
mod job;
mod left;
mod lifecycle;
mod mends;
mod other_catalogue;
mod others;
mod passed;
mod people;
mod ratings;
mod recording;
mod register;
mod remembered;
mod requirements;
mod revision;
mod revisions;
mod rows;
mod samples;
mod sequences;
mod shelf;
mod start;
mod suggestions;
mod traits;
mod triggers;
mod undo;
