//! The command line: the real binary, its words and its exit codes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod catalog;
mod commands;
mod due;
mod export;
mod home;
mod import;
mod mappings;
mod recording;
mod refusals;
mod suggest;
mod views;
mod words;
