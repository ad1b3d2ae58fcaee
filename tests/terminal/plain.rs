//! For who has the screen read out: one screen, rows sent whole, the cursor on what is selected, and a clean end.

use std::time::Duration;

use crate::{home::Home, session::Session};

const QUIET: Duration = Duration::from_millis(250);

/// The line on which the hardware cursor stands.
fn here(session: &Session) -> String {
    let model = session.model();
    let (row, _) = model.screen().cursor_position();
    let (_, columns) = model.screen().size();
    model.screen().rows(0, columns.get()).nth(row.into()).unwrap()
}

/// Strikes a key that moves the cursor, and gives what was sent.
fn sent(session: &mut Session, key: &str) -> String {
    session.wait_quiet(QUIET);
    let before = session.model().raw.len();
    session.press(key);
    session.wait(&format!("a frame after {key}"), |model| model.raw.len() > before);
    session.wait_quiet(QUIET);
    String::from_utf8(session.model().raw[before..].to_vec()).unwrap()
}

#[test]
fn rows_are_read_whole_where_the_cursor_stands_and_one_comes_back_to_a_clean_line() {
    let home = Home::with(&["infusion-pump", "pacs"]);
    let mut session = Session::open_as(&home, (80, 24), &[], &["--plain"]);
    session.wait_for("HIGH (safety)");
    let first = here(&session);
    assert!(first.contains("ip3") && first.contains("HIGH (safety)") && !first.contains('>'), "{first}");
    for (key, shows, row) in [
        ("j", "RadView", "pacs12"),
        ("k", "RadView", "ip3"),
        ("Enter", "ALOF", "ALOF Automatic logoff"),
        ("j", "AUDT", "AUDT Audit controls"),
        ("Tab", "Statements", "Statements"),
        ("3", "R-001", "ip3/R-001"),
        ("Enter", "Risk ip3/R-001", "Hazard"),
        ("r", "Rate the risk", "Rating*"),
        ("Esc", "Risk ip3/R-001", "Hazard"),
        (":", "type to find", "Begin an assessment"),
        ("Esc", "Risk ip3/R-001", "Hazard"),
        ("1", "RadView", "ip3"),
    ] {
        session.press(key);
        session.wait_for(shows);
        session.wait_quiet(QUIET);
        let here = here(&session);
        assert!(here.contains(row), "{key}: the cursor is on {here:?}\n{}", session.model().text());
    }
    let down = sent(&mut session, "j");
    assert!(down.len() <= 600, "{} bytes: {down:?}", down.len());
    assert!(down.contains("pacs12"), "the row is sent whole: {down:?}");
    // a list that moves by one row costs no more, and the terminal shows what it is to show
    session.press("5");
    session.wait_for("DOC-11.1");
    for key in ["Down", "Up"] {
        let edge = if key == "Down" { "PgDn" } else { "PgUp" };
        session.press(edge);
        for _ in 0..3 {
            let moved = sent(&mut session, key);
            assert!(moved.len() <= 900, "{key}: {} bytes: {moved:?}", moved.len());
        }
        crate::sizes::assert_drawn_right(&mut session);
    }
    session.press("1");
    session.wait_for("RadView");
    session.wait_quiet(QUIET);
    let before = session.model().raw.len();
    session.press("Z & ,");
    std::thread::sleep(Duration::from_secs(3));
    assert_eq!(session.model().raw.len() - before, 0, "idle, after keys that mean nothing");
    session.resize((100, 30));
    session.wait_quiet(QUIET);
    assert!(here(&session).contains("pacs12"), "{}", session.model().text());
    session.press("q");
    assert_eq!(session.ended(), 0);
    assert!(session.is_cooked());
    let raw = String::from_utf8(session.model().raw.clone()).unwrap();
    for never in ["\u{1b}[?1049", "\u{1b}[2J", "\u{1b}[6n", "│", "─", "┌"] {
        assert!(!raw.contains(never), "{never:?} was sent");
    }
    let model = session.model();
    let (row, column) = model.screen().cursor_position();
    let (rows, columns) = model.screen().size();
    assert_eq!((row, column), (rows.get() - 1, 0), "the shell goes on below");
    assert_eq!(model.screen().rows(0, columns.get()).last().unwrap(), "");
    assert!(!model.screen().hide_cursor());
}

/// A variable says it too; what went wrong says so in a word, and what is said again is sent again.
#[test]
fn messages_are_text_and_are_said_again() {
    let home = Home::with(&["infusion-pump"]);
    let mut session = Session::open_as(&home, (80, 24), &[("RISKWARD_PLAIN", "1")], &[]);
    session.wait_for("HIGH (safety)");
    let said = "This is the first screen. q leaves riskward.";
    assert!(sent(&mut session, "Esc").contains(said));
    assert!(sent(&mut session, "Esc").contains(said), "the same again");
    session.press("I");
    session.wait_for("Import for");
    session.press("Enter");
    session.wait_for("File to import");
    session.type_text("nowhere.xlsx\n");
    session.wait_for("Error: ");
    session.press("Esc Esc Esc q");
    let raw = session.model().raw.clone();
    assert!(!String::from_utf8_lossy(&raw).contains("\u{1b}[?1049h"));
}

#[test]
fn budgets_hold_on_every_list_that_is_read_out() {
    let home = Home::with(&["infusion-pump", "pacs", "patient-monitor"]);
    for size in [(80, 24), (200, 50)] {
        let mut session = Session::open_as(&home, size, &[], &["--plain"]);
        session.wait_for("HIGH (safety)");
        for (keys, shows) in [
            ("", "Assessments"),
            ("Enter", "ALOF"),
            ("Tab", "Statements"),
            ("b", "Next step"),
            ("3", "R-001"),
            ("5", "DOC-11.1"),
            ("9", "Where it stands"),
            ("4", "C-001"),
            ("8", "Automatic logoff"),
        ] {
            if !keys.is_empty() {
                let change = sent(&mut session, keys);
                session.wait_for(shows);
                assert!(size.0 > 80 || change.len() <= 4_000, "{keys} cost {} B", change.len());
            }
            session.wait_quiet(Duration::from_millis(400));
            let before = session.model().raw.len();
            session.press("j");
            session.wait("a frame", |model| model.raw.len() > before);
            // what follows the cursor comes 80 ms later, in a frame of its own
            let cost = session.model().raw.len() - before;
            println!("{size:?} {shows}: {cost} B");
            assert!(cost <= 600, "j on {shows} at {size:?} cost {cost} B");
        }
        session.press("1 q");
    }
}
