//! Other processes: this test binary again, told by its environment what to do.
//!
//! A worker speaks in lines on stderr, each written whole and at once; it waits for lines on stdin.

use std::{
    io::{BufRead as _, BufReader, Write as _},
    path::{Path, PathBuf},
    process::{Child, ChildStdin, Command, Stdio},
    sync::mpsc::{Receiver, RecvTimeoutError, channel},
    thread::JoinHandle,
    time::Duration,
};

use crate::{
    sqlite,
    store::{self, Store},
    suite,
};

/// What a worker is to do; its words stand in the environment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Job {
    pub(crate) what: &'static str,
    pub(crate) words: Vec<String>,
}

impl Job {
    pub(crate) fn new(what: &'static str, words: &[&dyn ToString]) -> Self {
        Self { what, words: words.iter().map(|word| word.to_string()).collect() }
    }
}

/// A worker process.
pub(crate) struct Worker {
    child: Child,
    input: Option<ChildStdin>,
    lines: Receiver<String>,
    reader: Option<JoinHandle<()>>,
}

/// The command that runs a job in another process.
pub(crate) fn command(store: &dyn Store, place: &Path, job: &Job) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    dress(&mut command, store, place, job);
    command
}

/// Gives a command that runs this binary its arguments and environment.
pub(crate) fn dress(command: &mut Command, store: &dyn Store, place: &Path, job: &Job) {
    command
        .args(["--exact", "worker::entry", "--nocapture", "--test-threads=1"])
        .env("RISKWARD_WORKER_JOB", job.what)
        .env("RISKWARD_WORKER_WORDS", job.words.join(" "))
        .env("RISKWARD_WORKER_STORE", store.name())
        .env("RISKWARD_WORKER_PLACE", place);
}

/// Starts a worker.
pub(crate) fn spawn(store: &dyn Store, place: &Path, job: &Job) -> Worker {
    start(command(store, place, job))
}

/// Starts a worker from a command made by [`command`] or [`dress`].
pub(crate) fn start(mut command: Command) -> Worker {
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let input = child.stdin.take();
    let output = child.stderr.take().unwrap();
    let (send, lines) = channel();
    let reader = std::thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            if send.send(line).is_err() {
                break;
            }
        }
    });
    Worker { child, input, lines, reader: Some(reader) }
}

impl Worker {
    /// The next line; none when the worker has ended.
    pub(crate) fn line(&self) -> Option<String> {
        match self.lines.recv_timeout(Duration::from_secs(120)) {
            Ok(line) => Some(line),
            Err(RecvTimeoutError::Disconnected) => None,
            Err(RecvTimeoutError::Timeout) => panic!("a worker says nothing for two minutes"),
        }
    }

    /// Waits for a line; everything said before it is returned.
    pub(crate) fn wait_for(&self, wanted: &str) -> Result<Vec<String>, String> {
        let mut before = Vec::new();
        while let Some(line) = self.line() {
            if line == wanted {
                return Ok(before);
            }
            before.push(line);
        }
        Err(format!("a worker ended before it said {wanted:?}: {before:?}"))
    }

    /// What was said until now.
    pub(crate) fn said(&self) -> Vec<String> {
        self.lines.try_iter().collect()
    }

    /// Its process.
    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Lets it go on.
    pub(crate) fn go(&mut self) {
        if let Some(input) = &mut self.input {
            let _ = input.write_all(b"go\n");
            let _ = input.flush();
        }
    }

    /// SIGKILL.
    pub(crate) fn kill(&mut self) {
        let _ = self.child.kill();
    }

    /// Waits for its end; what it said and was not read yet.
    pub(crate) fn end(mut self) -> Vec<String> {
        drop(self.input.take());
        let _ = self.child.wait();
        if let Some(reader) = self.reader.take() {
            let _ = reader.join();
        }
        self.lines.try_iter().collect()
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// In a worker: says a line.
pub(crate) fn tell(line: &str) {
    let _ = std::io::stderr().write_all(format!("{line}\n").as_bytes());
}

/// In a worker: waits for [`Worker::go`].
pub(crate) fn wait_for_go() {
    let mut line = String::new();
    let _ = std::io::stdin().lock().read_line(&mut line);
}

/// What a worker works on.
pub(crate) struct Work {
    pub(crate) store: &'static dyn Store,
    pub(crate) place: PathBuf,
    pub(crate) words: Vec<String>,
}

impl Work {
    pub(crate) fn number(&self, at: usize) -> u64 {
        self.words[at].parse().unwrap()
    }
}

/// Where a worker process begins; without a job in the environment it is an empty test.
#[test]
fn entry() {
    let Ok(job) = std::env::var("RISKWARD_WORKER_JOB") else { return };
    let variable = |name: &str| std::env::var_os(name).unwrap();
    let work = Work {
        store: store::named(&variable("RISKWARD_WORKER_STORE").to_string_lossy()),
        place: variable("RISKWARD_WORKER_PLACE").into(),
        words: variable("RISKWARD_WORKER_WORDS")
            .to_string_lossy()
            .split_whitespace()
            .map(str::to_owned)
            .collect(),
    };
    let outcome = match job.as_str() {
        "write" => suite::kill::write(&work),
        "edit" => suite::conflicts::edit(&work),
        "repeat" => suite::repeats::repeat(&work),
        "found" => sqlite::opening::found(&work),
        "hold" => sqlite::opening::hold(&work),
        "fill" => sqlite::space::fill(&work),
        "migrate" => sqlite::migration::run(&work),
        "log" => sqlite::powercut::run(&work),
        other => Err(format!("there is no job {other}")),
    };
    if let Err(error) = outcome {
        tell(&format!("error: {error}"));
    }
}
