//! What a check says: one line of figures, or what is wrong.

use std::{fmt::Display, io::Write as _};

/// The figures of a check that holds, or what it found.
pub(crate) type Report = Result<String, String>;

/// Writes a line past the test harness, which keeps what is printed by a test that passes.
pub(crate) fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "{line}");
    let _ = out.flush();
}

/// The check must hold.
pub(crate) fn must_hold(report: Report) {
    match report {
        Ok(figures) => say(&figures),
        Err(wrong) => panic!("{wrong}"),
    }
}

/// The check must fail, because a protection was taken away.
pub(crate) fn must_fail(without: &str, report: Report) {
    match report {
        Ok(figures) => panic!("without {without} the check still holds: {figures}"),
        Err(wrong) => say(&format!("canary: without {without} the check fails: {wrong}")),
    }
}

/// What could not be checked on this machine.
pub(crate) fn skipped(check: &str, because: &str) {
    say(&format!("skipped: {check}: {because}"));
}

/// An error as the words of a failed check.
pub(crate) fn wrong<E: Display>(doing: &str) -> impl FnOnce(E) -> String {
    let doing = doing.to_owned();
    move |error| format!("{doing}: {error}")
}

/// Fails the check unless something holds.
pub(crate) fn ensure(holds: bool, otherwise: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(otherwise()) }
}
