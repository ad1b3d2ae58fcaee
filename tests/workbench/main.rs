//! The workbench on a temporary register: loading, asking, doing, undoing.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod authority;
mod export;
mod frozen;
mod due;
mod export;
mod findings;
mod job;
mod others;
mod people;
mod recording;
mod ratings;
mod register;
mod remembered;
mod revisions;
mod rows;
mod samples;
mod sequences;
mod revision;
mod samples;
mod triggers;
mod undo;
