//! riskward in a real pseudo-terminal: the whole job by keys, what it costs in bytes, and what becomes of the terminal
//! and of unsaved text when something goes wrong.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(clippy::print_stdout, reason = "the byte budgets print their figures")]

mod archive;
mod bulk;
// who holds a lock and how often was written, the Linux kernel tells
#[cfg(target_os = "linux")]
mod busy;
#[cfg(target_os = "linux")]
mod bytes;
mod catalogue;
mod cells;
mod conflict;
mod drafts;
mod drawn;
mod editor;
mod everywhere;
mod gates;
mod home;
mod hostile;
mod job;
mod jobs;
mod keys;
mod leaving;
mod looks;
mod memory;
mod own_keys;
mod paste;
mod pictures;
mod plain;
mod revision;
mod session;
mod sizes;
mod tour;
