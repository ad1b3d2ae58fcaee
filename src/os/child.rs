//! A child process that is given bytes, gives bytes back, and is ended when it takes too long or says too much.

use std::{
    io::{self, Read, Write},
    path::Path,
    process::{Child, Command, ExitStatus, Stdio},
    sync::mpsc::{self, RecvTimeoutError},
    thread,
    time::{Duration, Instant},
};

/// How much a child's stderr is kept; the rest is read and thrown away so that the child never waits for us.
const STDERR_KEPT: u64 = 64 * 1024;

/// Between two looks whether a child is over.
const SHORTEST_PAUSE: Duration = Duration::from_micros(50);
const LONGEST_PAUSE: Duration = Duration::from_millis(5);

/// How far a child may go.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// It is ended after so long.
    pub wall: Duration,
    /// It is ended when it has written so many bytes.
    pub output: usize,
}

/// How a child ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// By itself, with this exit code.
    Code(i32),
    /// By this signal.
    Signal(i32),
    /// Ended by us: it took longer than allowed.
    TooLong,
    /// Ended by us: it wrote more than allowed.
    TooMuch,
}

/// A child that is over.
#[derive(Debug)]
pub struct Finished {
    /// How it ended.
    pub ended: Ended,
    /// What it wrote to stdout, up to the bound.
    pub stdout: Vec<u8>,
    /// The beginning of what it wrote to stderr: for telling causes apart, not for showing.
    pub stderr: Vec<u8>,
}

/// Runs `program` with one argument and no environment, feeds it `input`, and returns when it is over.
///
/// # Errors
/// The program cannot be started, or its pipes cannot be read.
pub fn run(program: &Path, argument: &str, input: &[u8], bounds: Bounds) -> io::Result<Finished> {
    run_fed_by(program, argument, |stdin| stdin.write_all(input), bounds)
}

/// As [`run`]; what the child is fed is made while it starts.
///
/// # Errors
/// The program cannot be started, or its pipes cannot be read.
pub fn run_fed_by(
    program: &Path,
    argument: &str,
    feed: impl FnOnce(&mut dyn Write) -> io::Result<()> + Send,
    bounds: Bounds,
) -> io::Result<Finished> {
    let until = Instant::now() + bounds.wall;
    let mut child = Command::new(program)
        .arg(argument)
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let (Some(mut stdin), Some(stdout), Some(mut stderr)) =
        (child.stdin.take(), child.stdout.take(), child.stderr.take())
    else {
        end(&mut child)?;
        return Err(io::Error::other("the pipes of a child process are missing"));
    };
    thread::scope(|scope| {
        // A child that ends early breaks the pipe; how it ended tells more than that.
        scope.spawn(move || feed(&mut stdin));
        let errors = scope.spawn(move || {
            let mut kept = Vec::new();
            let _ = (&mut stderr).take(STDERR_KEPT).read_to_end(&mut kept);
            let _ = io::copy(&mut stderr, &mut io::sink());
            kept
        });
        let (done, output) = mpsc::channel();
        scope.spawn(move || {
            let mut kept = Vec::new();
            let read = stdout.take(bounds.output as u64 + 1).read_to_end(&mut kept);
            let _ = done.send(read.map(|_| kept));
        });
        let read = output.recv_timeout(until.saturating_duration_since(Instant::now()));
        let (ended, stdout) = match read {
            Ok(Ok(kept)) if kept.len() > bounds.output => {
                end(&mut child)?;
                (Ended::TooMuch, Vec::new())
            }
            Ok(Ok(kept)) => (wait(&mut child, until)?, kept),
            Ok(Err(trouble)) => {
                end(&mut child)?;
                return Err(trouble);
            }
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                end(&mut child)?;
                (Ended::TooLong, Vec::new())
            }
        };
        Ok(Finished { ended, stdout, stderr: errors.join().unwrap_or_default() })
    })
}

/// Waits for a child that has closed its stdout; it has until then. Most are over in a moment.
fn wait(child: &mut Child, until: Instant) -> io::Result<Ended> {
    let mut pause = SHORTEST_PAUSE;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(ended(status));
        }
        if Instant::now() >= until {
            end(child)?;
            return Ok(Ended::TooLong);
        }
        thread::sleep(pause);
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}

fn end(child: &mut Child) -> io::Result<()> {
    child.kill()?;
    child.wait().map(drop)
}

#[cfg(unix)]
fn ended(status: ExitStatus) -> Ended {
    use std::os::unix::process::ExitStatusExt as _;

    status.signal().map_or_else(|| Ended::Code(status.code().unwrap_or_default()), Ended::Signal)
}

#[cfg(not(unix))]
fn ended(status: ExitStatus) -> Ended {
    Ended::Code(status.code().unwrap_or_default())
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    const BOUNDS: Bounds = Bounds { wall: Duration::from_secs(10), output: 1024 };

    #[test]
    fn what_goes_in_can_come_out() {
        let finished = run(Path::new("/bin/cat"), "-", b"abc", BOUNDS).unwrap();
        assert_eq!((finished.ended, finished.stdout.as_slice()), (Ended::Code(0), b"abc".as_slice()));
    }

    #[test]
    fn a_child_that_says_too_much_is_ended() {
        let finished = run(Path::new("/bin/cat"), "/dev/zero", b"", BOUNDS).unwrap();
        assert_eq!((finished.ended, finished.stdout.len()), (Ended::TooMuch, 0));
    }

    #[test]
    fn a_child_that_does_not_end_is_ended() {
        let bounds = Bounds { wall: Duration::from_millis(50), output: 1024 };
        let finished = run(Path::new("/bin/sleep"), "1000", b"", bounds).unwrap();
        assert_eq!(finished.ended, Ended::TooLong);
    }

    #[test]
    fn a_failing_child_tells_its_code_and_its_words() {
        let finished = run(Path::new("/bin/cat"), "/nowhere/at/all", b"", BOUNDS).unwrap();
        assert_eq!(finished.ended, Ended::Code(1));
        assert!(!finished.stderr.is_empty());
    }
}
