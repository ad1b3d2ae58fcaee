//! Long work: what begins it, where it is listed, how it is cancelled.

use super::{
    row::{Command, Goal, Place, Row},
    why,
};

const ANYWHERE: &[Place] = &[Place::Anywhere];

pub(super) const ROWS: &[Row] = &[
    Row::new(
        "go-jobs",
        Command::Go(Goal::Jobs),
        "Jobs",
        &["g j"],
        ANYWHERE,
        "To the long work that runs, waits or is over: imports, exports, verifying, backups.",
    ),
    Row::new(
        "verify",
        Command::Verify,
        "Verify the register",
        &["M v"],
        ANYWHERE,
        "Replays every event and compares it with what the register shows, as a job.",
    ),
    Row::new(
        "backup",
        Command::Backup,
        "Back up the register",
        &["M b"],
        ANYWHERE,
        "Writes a verified copy of the register to a file, as a job.",
    ),
    Row::new(
        "cancel-job",
        Command::CancelJob,
        "Cancel the job",
        &["Ctrl-x"],
        ANYWHERE,
        "Cancels the job that runs, or the one selected in the list of jobs; nothing is left half done.",
    )
    .also(&["x"], &[Place::Jobs])
    .unless(why::no_job)
    .hint_in(&[(Place::Jobs, "cancel")]),
];
