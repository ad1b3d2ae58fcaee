//! The workbench on a temporary register: loading, asking, doing, undoing.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod export;
mod frozen;
mod job;
mod others;
mod ratings;
mod register;
mod remembered;
mod revisions;
mod rows;
mod samples;
mod undo;
