//! Hand-made jobs.

use std::time::Duration;

use riskward::{
    domain::progress::{Progress, WHOLE},
    tui::jobs::{JobLine, JobNow, JobState},
    workbench::jobs::{Detail, End, Report},
};

fn line(number: u64, word: &'static str, title: &str, state: JobState) -> JobLine {
    JobLine {
        number,
        title: title.to_owned(),
        word,
        state,
        cancelling: false,
        progress: Progress::default(),
        left: None,
        took: None,
        report: None,
    }
}

fn over(mut line: JobLine, seconds: u64, end: End, said: &str, details: &[(&str, bool)]) -> JobLine {
    let detail = |(text, grave): &(&str, bool)| Detail { text: (*text).to_owned(), grave: *grave };
    line.took = Some(Duration::from_secs(seconds));
    let details = details.iter().map(detail).collect();
    line.report = Some(Report { end, said: said.to_owned(), details });
    line
}

fn counted(mut line: JobLine, done: u64, total: u64, unit: &'static str) -> JobLine {
    line.progress = Progress { doing: String::new(), done, total, unit, share: WHOLE * done / total };
    line
}

/// The verification that runs, at so many of 100 000 events.
pub(crate) fn running(done: u64) -> JobLine {
    let mut line = line(5, "Verify", "Verify the register", JobState::Running);
    line.left = Some(Duration::from_secs(150));
    let doing = "replaying events".to_owned();
    line.progress = Progress { doing, done, total: 100_000, unit: "events", share: WHOLE * done / 100_000 };
    line
}

/// The same as the title line tells it.
pub(crate) fn now(done: u64) -> JobNow {
    running(done).now(1)
}

/// One of each state.
pub(crate) fn lines() -> Vec<JobLine> {
    let import = over(
        line(4, "Import", "Import 3 files", JobState::Done),
        7,
        End::Done,
        "Imported 1 of 3 files: 1 refused, 1 was there already.",
        &[
            (
                "disclosures/pump.xlsx: imported: 240 statements · 91 yes, 97 no, 43 N/A, 9 not answered.",
                false,
            ),
            (
                "disclosures/broken.xlsx: refused, because it is no workbook. Try: the file as it was sent",
                true,
            ),
            ("disclosures/pacs.csv: skipped: it was imported before, as RV-12, revision 1.", false),
        ],
    );
    let export = over(
        line(3, "Export", "Export all (native) to /mnt/share/all-risks.csv", JobState::Failed),
        1,
        End::Failed,
        "all was not exported to /mnt/share/all-risks.csv: the disk is full",
        &[("Because: the disk is full", false)],
    );
    let cancelled = over(
        line(2, "Backup", "Back up to copy.db", JobState::Cancelled),
        2,
        End::Cancelled,
        "The backup to copy.db was cancelled; no file was left.",
        &[],
    );
    let verified = over(
        line(1, "Verify", "Verify the register", JobState::Done),
        42,
        End::Done,
        "register.db verified: 512 events, 2104 rows. It is as it was written.",
        &[("512 events, 2104 rows; the chain ends at event 512.", false)],
    );
    vec![
        running(42_300),
        line(6, "Backup", "Back up to register-2026-11-21.db", JobState::Waiting),
        counted(import, 3, 3, "files"),
        counted(export, 800, 14_000, "risks"),
        counted(cancelled, 512, 2_048, "pages"),
        counted(verified, 2_104, 2_104, "rows"),
    ]
}
