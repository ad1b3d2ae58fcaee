//! The child process that reads untrusted files: the same program, started for nothing else.

use std::{
    ffi::OsStr,
    io::{stdin, stdout},
};

use crate::intake;

/// Reads the file on stdin as the child, if that is what the program was started for; its exit code then.
pub fn import_worker(first_argument: Option<&OsStr>) -> Option<u8> {
    let asked = first_argument.is_some_and(|argument| argument == intake::WORKER_ARGUMENT);
    asked.then(|| intake::worker_main(stdin().lock(), stdout().lock()))
}
