//! How far long work is, on one line of stderr, where somebody sits in front of it.

use std::{
    cell::Cell,
    io::{self, IsTerminal as _, Write as _},
    rc::Rc,
    time::{Duration, Instant},
};

use crate::{
    domain::{
        progress::{Cancel, Port, Progress},
        shown::Shown,
    },
    os::{hangup, terminal},
    workbench::jobs::{span, time_left},
};

/// The line is written no oftener than this.
const PAUSE: Duration = Duration::from_millis(250);

/// Does long work and tells how far it is where stderr is a terminal; the line goes before anything else is said. The
/// first Ctrl-c cancels the work, so that nothing is left half done.
pub(super) fn watched<T>(work: impl FnOnce(&mut Port) -> T) -> T {
    let cancel = Cancel::default();
    // where signals cannot be listened to they end the program as they always did
    let _ = hangup::interrupted(&cancel.flag());
    let Some(columns) = terminal::columns_of_stderr().filter(|_| io::stderr().is_terminal()) else {
        return work(&mut Port::unheard(cancel));
    };
    let (began, mut last, stands) = (Instant::now(), Instant::now(), Rc::new(Cell::new(0)));
    let width = Rc::clone(&stands);
    let mut port = Port::new(cancel, move |progress| {
        // what is done in a moment needs no line
        if last.elapsed() >= PAUSE {
            last = Instant::now();
            write(&line(progress, began.elapsed(), columns), &width);
        }
    });
    let done = work(&mut port);
    if stands.get() > 0 {
        write("", &stands);
        let _ = write!(io::stderr(), "\r");
    }
    done
}

/// `42 %  420 of 1000 events  8 s left  replaying events`; a line that wraps could not be written again in its place.
fn line(progress: &Progress, elapsed: Duration, columns: usize) -> String {
    let left = time_left(elapsed, progress.share).map(|left| format!("{} left", span(left)));
    let parts = [
        Some(format!("{:>3} %", progress.percent())),
        Some(progress.count()).filter(|count| !count.is_empty()),
        left,
        Some(progress.doing.clone()),
    ];
    let told = parts.into_iter().flatten().collect::<Vec<_>>().join("  ");
    // a wide character takes two columns, and no more of them than half a line have room for certain
    let room = if told.is_ascii() { columns } else { columns / 2 };
    Shown::line(&told).as_str().chars().take(room.saturating_sub(1)).collect()
}

/// Writes the line in the place of the one that stands there. Nobody is left to tell when stderr is gone.
fn write(line: &str, stands: &Cell<usize>) {
    let wide = line.chars().count();
    let blank = " ".repeat(stands.replace(wide).saturating_sub(wide));
    let _ = write!(io::stderr(), "\r{line}{blank}");
    let _ = io::stderr().flush();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_tells_what_is_known_and_never_wraps() {
        let mut progress = Progress { doing: "checking the pages of the file".into(), ..Progress::default() };
        assert_eq!(line(&progress, Duration::ZERO, 80), "  0 %  checking the pages of the file");
        progress = Progress {
            doing: "replaying events".into(),
            done: 420,
            total: 1000,
            unit: "events",
            share: 420_000,
        };
        let told = line(&progress, Duration::from_secs(42), 80);
        assert_eq!(told, " 42 %  420 of 1000 events  58 s left  replaying events");
        assert_eq!(line(&progress, Duration::from_secs(42), 20).len(), 19);
        progress.doing = "reading 医療機器\u{1b}[2J.xlsx".into();
        let told = line(&progress, Duration::ZERO, 80);
        assert!(!told.contains('\u{1b}') && told.chars().count() < 40, "{told}");
    }
}
