//! The workbench on a temporary register: loading, asking, doing, undoing.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod authority;
mod export;
mod job;
mod others;
mod people;
mod recording;
mod register;
mod remembered;
mod samples;
mod sequences;
mod undo;
