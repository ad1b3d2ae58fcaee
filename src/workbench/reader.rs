//! The program as the child that reads an untrusted file.

use std::io;

use crate::intake;

/// Reads the file on stdin, if this process was started for that, and gives the exit code to end with.
///
/// To be called first in the program: a reader limits itself before anything else happens in it.
pub fn reader_exit_code() -> Option<u8> {
    let started_for_it =
        std::env::args_os().nth(1).is_some_and(|argument| argument == intake::WORKER_ARGUMENT);
    started_for_it.then(|| intake::worker_main(io::stdin().lock(), io::stdout().lock()))
}
