//! Long work in the terminal: jobs run one after the other on a thread of their own, while the workbench stays usable.

mod queue;

use std::time::Duration;

pub(super) use queue::{Ender, Queue};

use crate::{
    domain::progress::Progress,
    workbench::jobs::{End, Report, span},
};

/// How a job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum JobState {
    /// It is being done.
    Running,
    /// Others go first.
    Waiting,
    /// It is done.
    Done,
    /// It could not be done.
    Failed,
    /// It was cancelled.
    Cancelled,
}

impl JobState {
    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Waiting => "waiting",
            Self::Done => "done",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
        }
    }

    /// Nothing more comes of it.
    pub fn is_over(self) -> bool {
        !matches!(self, Self::Running | Self::Waiting)
    }
}

impl From<End> for JobState {
    fn from(end: End) -> Self {
        match end {
            End::Done => Self::Done,
            End::Failed => Self::Failed,
            End::Cancelled => Self::Cancelled,
        }
    }
}

/// A job, as the screen of jobs lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobLine {
    /// Its number since riskward was opened.
    pub number: u64,
    /// What is done: `Verify the register`.
    pub title: String,
    /// The same in one word.
    pub word: &'static str,
    /// How it stands.
    pub state: JobState,
    /// It is to be cancelled, and has not heard of it yet.
    pub cancelling: bool,
    /// How far it is.
    pub progress: Progress,
    /// How long the rest will take, once there is something to go by.
    pub left: Option<Duration>,
    /// How long it took.
    pub took: Option<Duration>,
    /// What came of it.
    pub report: Option<Report>,
}

impl JobLine {
    /// `about 8 s left`, `took 3 s`; empty while nothing is known.
    pub fn time(&self) -> String {
        match (self.took, self.left) {
            (Some(took), _) => format!("took {}", span(took)),
            (None, Some(left)) if self.state == JobState::Running => format!("{} left", span(left)),
            _ => String::new(),
        }
    }

    /// Full percent, as soon as it runs.
    pub fn percent(&self) -> Option<u64> {
        match self.state {
            JobState::Waiting => None,
            JobState::Done => Some(100),
            _ => Some(self.progress.percent()),
        }
    }

    /// What it is doing, or what came of it.
    pub fn told(&self) -> String {
        match (&self.report, self.state, self.cancelling) {
            (Some(report), ..) => report.said.clone(),
            (None, JobState::Waiting, _) => "It begins when those before it are over.".to_owned(),
            (None, _, true) => "It is being cancelled.".to_owned(),
            (None, ..) => {
                let mut letters = self.progress.doing.chars();
                let first = letters.next().map(|letter| letter.to_uppercase().collect::<String>());
                format!("{}{}", first.unwrap_or_default(), letters.as_str())
            }
        }
    }

    /// What of it the title line of every screen tells.
    pub fn now(&self, waiting: usize) -> JobNow {
        JobNow {
            title: self.title.clone(),
            word: self.word,
            percent: self.progress.percent(),
            cancelling: self.cancelling,
            waiting,
        }
    }
}

/// The job that runs, as the title line tells of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobNow {
    /// What is done.
    pub title: String,
    /// The same in one word.
    pub word: &'static str,
    /// Full percent.
    pub percent: u64,
    /// It is to be cancelled.
    pub cancelling: bool,
    /// So many wait for it.
    pub waiting: usize,
}

/// Full percent by tens: what is read out again whenever it changes.
pub fn seldom(percent: u64) -> u64 {
    percent / 10 * 10
}

impl JobNow {
    /// `Verify  42 %, 2 wait`. It keeps its width, so that only figures change on the screen.
    pub fn told(&self) -> String {
        self.told_at(format!("{:>3} %", self.percent))
    }

    /// The same for who has it read out: a figure that seldom changes.
    pub fn told_seldom(&self) -> String {
        self.told_at(format!("{} %", seldom(self.percent)))
    }

    fn told_at(&self, percent: String) -> String {
        let how = if self.cancelling { "cancelling".to_owned() } else { percent };
        match self.waiting {
            0 => format!("{} {how}", self.word),
            1 => format!("{} {how}, 1 waits", self.word),
            waiting => format!("{} {how}, {waiting} wait", self.word),
        }
    }
}
