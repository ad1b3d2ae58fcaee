//! The terminal changes its size.

use std::time::Duration;

use crate::{home::Home, session::Session};

/// Everything that stands on the screen, and how it looks.
fn cells(session: &Session) -> Vec<String> {
    session.wait_quiet(Duration::from_millis(300));
    let model = session.model();
    let (rows, columns) = model.screen().size();
    let cell = |row, column| {
        let cell = model.screen().cell(row, column).unwrap();
        let text = if cell.has_contents() { cell.contents() } else { " " };
        format!("{text}{:?}{}{}", cell.fgcolor(), u8::from(cell.bold()), u8::from(cell.inverse()))
    };
    (0..rows.get()).map(|row| (0..columns.get()).map(|column| cell(row, column)).collect()).collect()
}

/// What is on the screen is what a redraw of every cell puts there.
pub(crate) fn assert_drawn_right(session: &mut Session) {
    let before = cells(session);
    let bytes = session.model().raw.len();
    session.press("Ctrl-l");
    session.wait("a redraw", |model| model.raw.len() > bytes);
    for (row, (before, after)) in before.iter().zip(cells(session)).enumerate() {
        assert_eq!(*before, after, "row {row}");
    }
}

#[test]
fn what_one_was_at_outlives_any_size() {
    let home = Home::with(&["infusion-pump", "pacs", "patient-monitor"]);
    let mut session = Session::open_as(&home, (200, 60), &[], &[]);
    session.wait_for("HIGH (safety)");
    session.press("Enter");
    session.wait_for("ALOF Automatic logoff");
    session.press("> > >");
    session.wait_for("CSUP Cybersecurity product upgrades");
    assert_drawn_right(&mut session);
    let bytes = session.model().raw.len();
    session.resize((1, 1));
    session.wait("a frame of one cell", |model| model.raw.len() > bytes);
    session.resize((80, 24));
    session.wait_for("CSUP Cybersecurity product upgrades");
    session.wait_for("> CSUP");
    assert_drawn_right(&mut session);
    let before = session.model().text();
    session.resize((59, 15));
    session.wait_for("needs 60×16, has 59×15");
    session.resize((80, 24));
    session.wait_for("> CSUP");
    session.wait_quiet(Duration::from_millis(300));
    assert_eq!(before, session.model().text());
    session.press("j");
    session.wait_for("DIDT Health data de-identification");
}

/// Also with a form open and text in it.
#[test]
fn a_form_outlives_any_size() {
    let home = Home::new();
    let mut session = Session::open(&home);
    session.press("a");
    session.wait_for("Begin an assessment");
    session
        .type_text("mri\tMagna\tM-1\t\t7.x\t\tA use that takes more than one line of the form to be told.");
    session.wait_for("to be told.");
    for size in [(1, 1), (60, 16), (200, 60), (59, 15), (80, 24)] {
        let bytes = session.model().raw.len();
        session.resize(size);
        session.wait("a frame", |model| model.raw.len() > bytes);
    }
    session.wait_for("to be told.");
    let outlived = cells(&session);
    session.resize((81, 24));
    session.wait_quiet(Duration::from_millis(300));
    session.resize((80, 24));
    assert_eq!(outlived, cells(&session));
}
