//! The workbench on a temporary register: loading, asking, doing, undoing.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod decisions;
mod export;
mod job;
mod lifecycle;
mod others;
mod register;
mod remembered;
mod samples;
mod undo;
