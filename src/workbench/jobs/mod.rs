//! Long work: one file per job. Each tells how far it is and looks after every unit whether it is still wanted; what is
//! cancelled leaves nothing half done.

mod backup;
mod export;
mod import_files;
mod named;
mod verify;

use std::time::Duration;

pub use backup::Backup;
pub use export::Export;
pub use import_files::ImportFiles;
pub use named::{at_home, files_named};
pub use verify::Verify;

use super::Workbench;
use crate::domain::{
    progress::{Port, WHOLE},
    trouble::Trouble,
};

/// No time is foretold before so much of the work is done, and so much time has gone by.
const BASIS: (u64, Duration) = (WHOLE / 50, Duration::from_secs(2));

/// Long work that can be asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Job {
    /// Files into the register, one after the other.
    ImportFiles(ImportFiles),
    /// The register of an assessment, or of all, to a file.
    Export(Box<Export>),
    /// Every event replayed and compared.
    Verify(Verify),
    /// A verified copy of the register.
    Backup(Backup),
}

/// What every job is.
trait Work {
    /// What is done, in the imperative: `Verify the register`.
    fn title(&self) -> String;
    /// The same in one word.
    fn word(&self) -> &'static str;
    /// Does it.
    fn run(&self, workbench: &mut Workbench, port: &mut Port) -> Result<Report, Trouble>;
    /// What is told when it was cancelled on the way.
    fn cancelled(&self) -> String;
}

/// How a job ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// It was done; what it found may be bad all the same.
    Done,
    /// It could not be done.
    Failed,
    /// It was cancelled.
    Cancelled,
}

/// One line of what came of a job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Detail {
    /// The line.
    pub text: String,
    /// It wants to be looked at.
    pub grave: bool,
}

/// What came of a job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// How it ended.
    pub end: End,
    /// One sentence, in the past tense.
    pub said: String,
    /// The whole of it, line by line.
    pub details: Vec<Detail>,
}

impl Report {
    fn new(end: End, said: String) -> Self {
        Self { end, said, details: Vec::new() }
    }

    /// Something in it wants to be looked at.
    pub fn is_grave(&self) -> bool {
        self.end == End::Failed || self.details.iter().any(|detail| detail.grave)
    }

    /// What failed, whole.
    pub fn of_trouble(trouble: &Trouble) -> Self {
        let what = trouble.what.trim_end_matches('.');
        let mut report = Self::new(End::Failed, format!("{what}: {}", trouble.because));
        let mut tell = |text: String, grave| report.details.push(Detail { text, grave });
        tell(format!("{what}."), true);
        tell(format!("Because: {}", trouble.because), false);
        if !trouble.try_this.is_empty() {
            tell(format!("Try: {}", trouble.try_this), false);
        }
        report
    }
}

impl Job {
    fn work(&self) -> &dyn Work {
        match self {
            Self::ImportFiles(job) => job,
            Self::Export(job) => job.as_ref(),
            Self::Verify(job) => job,
            Self::Backup(job) => job,
        }
    }

    /// What is done, in the imperative: `Verify the register`.
    pub fn title(&self) -> String {
        self.work().title()
    }

    /// The same in one word.
    pub fn word(&self) -> &'static str {
        self.work().word()
    }

    /// Does it.
    pub fn run(&self, workbench: &mut Workbench, port: &mut Port) -> Report {
        match self.work().run(workbench, port) {
            Ok(report) => report,
            Err(_) if port.was_cancelled() => self.cancelled(),
            Err(trouble) => Report::of_trouble(&trouble),
        }
    }

    /// What is told when it was cancelled, perhaps before it began.
    pub fn cancelled(&self) -> Report {
        Report::new(End::Cancelled, self.work().cancelled())
    }
}

/// All of it is done: what is left on the page is the count that tells most, whatever was counted last.
fn counted(port: &mut Port, events: u64) {
    port.part(100..100, |port| {
        let all = port.begin("over", events, "events").and_then(|()| port.reached(events));
        // there is nothing left to cancel
        all.unwrap_or_default();
    });
}

/// How long the rest will take when it goes on as it went; nothing as long as there is nothing to go by.
pub fn time_left(elapsed: Duration, share: u64) -> Option<Duration> {
    if share < BASIS.0 || elapsed < BASIS.1 {
        return None;
    }
    let left = elapsed.as_millis() * u128::from(WHOLE.saturating_sub(share)) / u128::from(share);
    Some(Duration::from_millis(left.try_into().unwrap_or(u64::MAX)))
}

/// A span of time in words: `8 s`, `3 min`, `1 h 5 min`. What is left is rounded up.
pub fn span(time: Duration) -> String {
    match time.as_millis().div_ceil(1000) {
        seconds @ 0..=99 => format!("{} s", seconds.max(1)),
        seconds @ 100..=3599 => format!("{} min", seconds.div_ceil(60)),
        seconds => format!("{} h {} min", seconds / 3600, seconds % 3600 / 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_time_is_foretold_without_a_basis() {
        let seconds = Duration::from_secs;
        assert_eq!(time_left(seconds(10), 0), None);
        assert_eq!(time_left(seconds(1), WHOLE / 2), None);
        assert_eq!(time_left(seconds(9), WHOLE / 100), None);
        assert_eq!(time_left(seconds(10), WHOLE / 4), Some(seconds(30)));
        assert_eq!(time_left(seconds(10), WHOLE), Some(seconds(0)));
    }

    #[test]
    fn spans_are_told_as_people_say_them() {
        let told = |millis| span(Duration::from_millis(millis));
        assert_eq!(told(120), "1 s");
        assert_eq!(told(8_200), "9 s");
        assert_eq!(told(150_000), "3 min");
        assert_eq!(told(3_900_000), "1 h 5 min");
    }
}
