//! The workbench on a temporary register: loading, asking, doing, undoing.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod due;
mod export;
mod findings;
mod job;
mod others;
mod register;
mod remembered;
mod revision;
mod samples;
mod triggers;
mod undo;
