//! Hostile files are read in a child process that has bound itself first; what it says comes back as records.

mod wire;

use std::{
    io::{self, Read, Write},
    path::Path,
    time::Duration,
};

use super::{LARGEST_MIB, error::IntakeError, read};
use crate::{
    catalog::{
        Catalogue,
        forms::{Form, Outline},
    },
    domain::disclosure::ReadDisclosure,
    os::{
        child::{self, Bounds, Ended, Finished},
        limits::{self, Limits},
    },
};

/// The argument that makes the program the worker.
pub const WORKER_ARGUMENT: &str = "__import-worker";

const LIMITS: Limits = Limits { memory: 512 * 1024 * 1024, cpu_seconds: 10, open_files: 16 };
const BOUNDS: Bounds = Bounds { wall: Duration::from_secs(10), output: 32 * 1024 * 1024 };

/// Exit codes of the worker: an answer was written, be it a disclosure or the reason why there is none; or not.
const ANSWERED: u8 = 0;
const NO_ANSWER: u8 = 3;

/// The whole of the child: bind this process, read the forms and the file from `stdin`, write records to `stdout`; the
/// exit code.
///
/// To be called before the first thread is started.
pub fn worker_main(stdin: impl Read, stdout: impl Write) -> u8 {
    let answer = match limits::confine(LIMITS) {
        Ok(()) => read_all(stdin),
        Err(error) => Err(IntakeError::Worker { how: format!("could not limit itself: {error}") }),
    };
    if wire::write(stdout, &answer).is_ok() { ANSWERED } else { NO_ANSWER }
}

fn read_all(mut stdin: impl Read) -> Result<ReadDisclosure, IntakeError> {
    let not_given = |what: &str, error: io::Error| IntakeError::Worker {
        how: format!("was not given the {what}: {error}"),
    };
    let forms = wire::read_forms(&mut stdin).map_err(|error| not_given("forms", error))?;
    let mut bytes = Vec::new();
    stdin
        .take(LARGEST_MIB * 1024 * 1024 + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| not_given("file", error))?;
    read(&bytes, &forms)
}

/// Reads a file in a child process: `program` is riskward itself, which becomes the worker. The file may be in any form
/// of the catalogue; the child is told their outlines, which are made ready while it starts.
///
/// # Errors
/// Why there is no disclosure in the file, or what became of the child.
pub fn read_in_child(
    program: &Path,
    catalogue: &Catalogue,
    bytes: &[u8],
) -> Result<ReadDisclosure, IntakeError> {
    if bytes.len() as u64 > LARGEST_MIB * 1024 * 1024 {
        return Err(IntakeError::TooLarge { limit: LARGEST_MIB });
    }
    let feed = |stdin: &mut dyn Write| {
        let forms: Vec<Outline> = catalogue.forms().map(Form::outline).collect();
        wire::write_forms(stdin, &forms)?;
        stdin.write_all(bytes)
    };
    let finished = child::run_fed_by(program, WORKER_ARGUMENT, feed, BOUNDS)
        .map_err(|error| IntakeError::Worker { how: format!("could not be started: {error}") })?;
    match finished.ended {
        Ended::Code(0) => wire::read(&finished.stdout).unwrap_or_else(|because| {
            Err(IntakeError::Worker { how: format!("answered in a broken way: {because}") })
        }),
        _ => Err(what_became(&finished)),
    }
}

/// Signals that end a process which has reached a limit of ours.
const SIGXCPU: i32 = 24;
const SIGKILL: i32 = 9;

fn what_became(finished: &Finished) -> IntakeError {
    let stopped = |limit: &str| IntakeError::Stopped { limit: limit.to_owned() };
    let worker = |how: String| IntakeError::Worker { how };
    // Rust says so on stderr before it aborts for want of memory; the words are looked for and never shown.
    let says = |words: &str| String::from_utf8_lossy(&finished.stderr).contains(words);
    match finished.ended {
        Ended::TooLong => stopped("10 seconds"),
        Ended::TooMuch => stopped("32 MiB for what was found in it"),
        Ended::Signal(SIGXCPU) => stopped("10 seconds of computing"),
        Ended::Signal(_) | Ended::Code(_) if says("memory allocation of") || says("out of memory") => {
            stopped("512 MiB of memory")
        }
        Ended::Signal(SIGKILL) => worker("was ended from outside".into()),
        Ended::Signal(signal) => worker(format!("died of signal {signal}")),
        Ended::Code(101) => worker("met a fault of its own in this file (a panic)".into()),
        Ended::Code(code) => worker(format!("ended with code {code} and without an answer")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn became(ended: Ended, stderr: &str) -> String {
        what_became(&Finished { ended, stdout: Vec::new(), stderr: stderr.into() }).to_string()
    }

    #[test]
    fn what_became_of_a_child_is_told_in_words() {
        for (ended, stderr, words) in [
            (Ended::TooLong, "", "more than 10 seconds"),
            (Ended::TooMuch, "", "32 MiB"),
            (Ended::Signal(24), "", "10 seconds of computing"),
            (Ended::Signal(6), "memory allocation of 99 bytes failed", "512 MiB of memory"),
            (Ended::Signal(6), "", "died of signal 6"),
            (Ended::Signal(9), "", "ended from outside"),
            (Ended::Code(101), "thread 'main' panicked", "panic"),
            (Ended::Code(7), "", "code 7"),
        ] {
            assert!(became(ended, stderr).contains(words), "{}", became(ended, stderr));
        }
    }

    #[test]
    fn what_a_child_says_on_stderr_is_never_shown() {
        let said = became(Ended::Code(101), "panicked at \u{1b}[31m secret");
        assert!(!said.contains("secret"), "{said}");
    }

    #[test]
    fn a_program_that_is_not_there_is_told() {
        let error = read_in_child(Path::new("/nowhere/riskward"), Catalogue::embedded(), b"x").unwrap_err();
        assert!(error.to_string().contains("could not be started"), "{error}");
    }
}
