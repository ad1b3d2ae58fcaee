//! What keys cost on the line, at 80 by 24, on a register with the three sample projects.

use std::time::Duration;

use crate::{home::Home, session::Session};

/// A frame is whole when nothing more came for so long.
const QUIET: Duration = Duration::from_millis(250);

/// What came after a key, and in how many writes of the program.
struct Cost {
    bytes: usize,
    writes: u64,
}

fn cost(session: &mut Session, key: &str) -> Cost {
    session.wait_quiet(QUIET);
    let (bytes, writes) = (session.model().raw.len(), writes(session));
    session.press(key);
    session.wait(&format!("a frame after {key}"), |model| model.raw.len() > bytes);
    session.wait_quiet(QUIET);
    Cost { bytes: session.model().raw.len() - bytes, writes: self::writes(session) - writes }
}

/// The cost of a key, struck again when something else was drawn at the same time: a count that came late.
fn alone(session: &mut Session, key: &str) -> Cost {
    let first = cost(session, key);
    if first.writes == 1 { first } else { cost(session, key) }
}

/// How often the program has called the system to write, by the system's own count.
fn writes(session: &Session) -> u64 {
    let counts = std::fs::read_to_string(format!("/proc/{}/io", session.pid())).unwrap();
    let calls = counts.lines().find_map(|line| line.strip_prefix("syscw: ")).unwrap();
    calls.trim().parse().unwrap()
}

#[test]
fn keys_cost_no_more_than_they_may() {
    let home = Home::with(&["infusion-pump", "pacs", "patient-monitor"]);
    let mut session = Session::open(&home);
    session.wait_for("pacs12");
    session.wait_for("HIGH (safety)");
    session.wait_quiet(Duration::from_secs(1));
    println!("first frames {} B", session.model().raw.len());
    // a key that opens a screen, what then stands there, and cursor keys on it
    let places = [
        ("", "Assessments", "Down Up"),
        ("Enter", "ALOF Automatic logoff", "Down Down Up PgDn G"),
        ("Tab", "Statements", "Down Down"),
        ("5", "DOC-11.1", "Down Down"),
        ("3", "Pumps run on an outdat", "Down Down G Up"),
        ("Enter", "residual", "Down Down"),
        ("4", "Dedicated device seg", "Down Down G Up"),
        ("Enter", "Control C-", "Down Down"),
        ("7", "History", "Down Down"),
        ("?", "type to find", "Down Down"),
        ("Esc", "History", "Down"),
        (":", "type to find", "Down Down"),
        ("Esc", "History", "Up"),
        ("1", "RadView", "Down"),
        ("a", "Begin an assessment", "Down Down"),
    ];
    for (open, shows, keys) in places {
        if !open.is_empty() {
            let change = cost(&mut session, open);
            println!("screen change {open:<6} {:>5} B in {} writes ({shows})", change.bytes, change.writes);
            // on a busy machine rows may come in a frame after the one that opens their screen
            let frames = usize::try_from(change.writes).unwrap();
            assert!(change.bytes <= 4_000 * frames, "{open} cost {} B", change.bytes);
        }
        session.wait_for(shows);
        for key in keys.split(' ') {
            let moved = alone(&mut session, key);
            println!("  key {key:<5} {:>5} B in {} writes", moved.bytes, moved.writes);
            // a pane beside or below the rows that tells of the selected one changes with it
            let most = match shows {
                "ALOF Automatic logoff" => 4_000,
                "History" => 1_000,
                _ if matches!(key, "Down" | "Up") => 600,
                _ => 4_000,
            };
            assert!(moved.bytes <= most, "{key} cost {} B on {shows}", moved.bytes);
            assert_eq!(moved.writes, 1, "{key} on {shows}");
        }
    }
    session.press("Esc");
    let raw = session.model().raw.clone();
    let holds = |wanted: &[u8]| raw.windows(wanted.len()).any(|bytes| bytes == wanted);
    assert!(!holds(b"\x1b[6n"), "the cursor was asked for");
    assert!(!holds(b"\x1b[2J"), "the screen was cleared");
}

#[test]
fn nothing_is_written_while_nothing_happens() {
    let home = Home::with(&["infusion-pump", "pacs", "patient-monitor"]);
    let mut session = Session::open(&home);
    session.wait_for("HIGH (safety)");
    session.press("Enter");
    session.wait_for("ALOF Automatic logoff");
    session.wait_quiet(Duration::from_secs(1));
    let before = session.model().raw.len();
    session.press("Z & ,");
    std::thread::sleep(Duration::from_secs(3));
    assert_eq!(session.model().raw.len() - before, 0, "idle, after keys that mean nothing");
    println!("idle for 3 s after three unbound keys: 0 B");
    session.press("j");
    session.wait_for("AUDT Audit controls");
}
