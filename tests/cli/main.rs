//! The command line: the real binary, its words and its exit codes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod export;
mod home;
mod import;
mod refusals;
mod words;
