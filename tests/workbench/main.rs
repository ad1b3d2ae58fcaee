//! The workbench on a temporary register: loading, asking, doing, undoing.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod register;
mod samples;
mod undo;
