//! Jobs: what is asked of them, and what they tell.

use std::path::{Path, PathBuf};

use super::{ask_first, going};
use crate::{
    tui::{
        commands::{Command, Goal, Place},
        effects::Effect,
        jobs::{JobLine, JobNow, JobState},
        overlays::{
            Overlay,
            confirm::{Confirm, Then},
            prompt::{For, Prompt},
        },
        state::State,
    },
    workbench::jobs::{Backup, ImportFiles, Job, Verify},
};

/// A command that has to do with jobs.
pub(super) fn on_screen(state: &mut State, command: Command) -> Vec<Effect> {
    match command {
        Command::Verify => begin(Job::Verify(Verify)),
        Command::Backup => {
            let register = Path::new(&state.register);
            let stem = register.file_stem().map(|stem| stem.to_string_lossy().into_owned());
            let name = format!("{}-{}.db", stem.unwrap_or_default(), state.today);
            state.overlays.push(Overlay::Prompt(Prompt::new(For::Backup, &name)));
            Vec::new()
        }
        _ => vec![Effect::CancelJob(selected(state))],
    }
}

/// The job that one is on, on the screen that lists them.
pub(in crate::tui) fn selected(state: &State) -> Option<u64> {
    (state.screen().place() == Place::Jobs).then(|| state.screen().mark().parse().ok())?
}

fn begin(job: Job) -> Vec<Effect> {
    vec![Effect::Job(job)]
}

/// The file of a backup was named.
pub(super) fn back_up(path: &str) -> Vec<Effect> {
    if path.is_empty() { Vec::new() } else { begin(Job::Backup(Backup { path: PathBuf::from(path) })) }
}

/// Several files were named for an import.
pub(super) fn several(state: &mut State, files: Vec<PathBuf>, reference: Option<String>) {
    if !state.stop_waiting() {
        return;
    }
    if let Some(reference) = reference {
        let count = files.len();
        state.complain(format!(
            "Nothing was imported: {reference} rests on one file, and these are {count}. Name one of them, or import \
             all from the list of assessments for none of them."
        ));
        return;
    }
    let name = |file: Option<&PathBuf>| file.map(|file| file.display().to_string()).unwrap_or_default();
    let question = format!("Import {} files?", files.len());
    let warning = format!(
        "From {} to {}. Each brings its product and what is stated of it; one that cannot be read is refused, and the \
         others are imported.",
        name(files.first()),
        name(files.last())
    );
    let job = Job::ImportFiles(ImportFiles { files });
    ask_first(state, Confirm::new(question, warning, Then::Do(Effect::Job(job))));
}

/// A job began, went on, or left the field to the next.
pub(super) fn moved(state: &mut State, now: Option<JobNow>) -> Vec<Effect> {
    let listed = state.screen().place() == Place::Jobs;
    state.dirty |= state.job != now;
    state.job = now;
    if listed { going::ask(state) } else { Vec::new() }
}

/// A job is over: it says so and takes neither the cursor nor the screen.
pub(super) fn ended(state: &mut State, line: &JobLine) -> Vec<Effect> {
    let listed = state.screen().place() == Place::Jobs;
    if let Some(report) = &line.report {
        if report.is_grave() {
            let more = state.keys.first(Command::Go(Goal::Jobs), &[Place::Anywhere], "Jobs");
            let more = if listed { String::new() } else { format!(" {more} tells more.") };
            let said = report.said.trim_end_matches('.');
            state.tell_later(format!("{said}.{more}"), true);
        } else {
            state.tell_later(report.said.clone(), false);
        }
        // one of its kind went well since
        if !report.is_grave() && state.unseen.as_ref().is_some_and(|unseen| unseen.starts_with(line.word)) {
            state.unseen = None;
        }
        let grave = report.is_grave() && !listed;
        if grave {
            let how = if line.state == JobState::Failed { "failed" } else { "found faults" };
            state.unseen = Some(format!("{} {how}", line.word));
        }
    }
    state.dirty = true;
    // what was imported is seen at once; a list that is not concerned is not asked for
    if listed || line.word == "Import" { going::ask(state) } else { Vec::new() }
}

/// Leaves riskward; asks while a job runs.
pub(super) fn leave(state: &mut State) -> Vec<Effect> {
    let Some(job) = &state.job else { return vec![Effect::Quit] };
    let question = format!("Leave riskward while a job runs: {}?", job.title);
    let waiting = match job.waiting {
        0 => String::new(),
        1 => " One more waits and will not begin.".to_owned(),
        waiting => format!(" {waiting} more wait and will not begin."),
    };
    let warning = format!(
        "It is at {} % and will be cancelled; what it has not finished is taken back.{waiting}",
        job.percent
    );
    ask_first(state, Confirm::new(question, warning, Then::Do(Effect::Quit)));
    Vec::new()
}
