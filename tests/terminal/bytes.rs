//! What keys cost on the line, on a register with the three sample projects.

use std::time::Duration;

use crate::{home::Home, session::Session};

/// A frame is whole when nothing more came for so long.
const QUIET: Duration = Duration::from_millis(250);

/// What came after a key: the bytes of each frame, and in how many writes of the program.
struct Cost {
    frames: Vec<usize>,
    writes: usize,
}

fn cost(session: &mut Session, key: &str) -> Cost {
    session.wait_quiet(QUIET);
    let (bytes, writes) = (session.model().raw.len(), writes(session));
    session.press(key);
    session.wait(&format!("a frame after {key}"), |model| model.raw.len() > bytes);
    session.wait_quiet(QUIET);
    Cost { frames: frames(&session.model().raw[bytes..]), writes: self::writes(session) - writes }
}

/// The lengths of frames: each ends with the cursor hidden, or shown and put in its place.
fn frames(raw: &[u8]) -> Vec<usize> {
    let mut lengths = Vec::new();
    let mut rest = raw;
    while let Some(at) = rest.windows(5).position(|bytes| bytes == b"\x1b[?25") {
        let shown = rest.get(at + 5) == Some(&b'h');
        let end = at
            + 6
            + if shown { rest[at + 6..].iter().position(|byte| *byte == b'H').unwrap() + 1 } else { 0 };
        lengths.push(end);
        rest = &rest[end..];
    }
    assert!(rest.is_empty(), "{:?} belongs to no frame", String::from_utf8_lossy(rest));
    lengths
}

/// The cost of a key, struck again when something else was drawn at the same time: a count that came late.
fn alone(session: &mut Session, key: &str, wanted: usize) -> Cost {
    let first = cost(session, key);
    if first.frames.len() == wanted { first } else { cost(session, key) }
}

/// A frame costs at most so many bytes; what a large screen has more follows in frames of their own, while no key comes.
const LARGEST: usize = 4_000;

/// All frames of a screen cost no more than one may or, where its text is longer, a fifth more than that text.
fn largest(session: &Session) -> usize {
    let text: usize = session.model().text().split_whitespace().map(|word| word.len() + 1).sum();
    LARGEST.max(text * 6 / 5)
}

/// How often the thread that draws has called the system to write, by the system's own count; files of drafts and memory are
/// written by others.
fn writes(session: &Session) -> usize {
    let counts = std::fs::read_to_string(format!("/proc/{0}/task/{0}/io", session.pid())).unwrap();
    let calls = counts.lines().find_map(|line| line.strip_prefix("syscw: ")).unwrap();
    calls.trim().parse().unwrap()
}

#[test]
fn keys_cost_no_more_than_they_may() {
    walk((80, 24));
}

#[test]
fn keys_cost_no_more_on_a_large_screen() {
    walk((200, 50));
}

fn walk(size: (u16, u16)) {
    let home = Home::with(&["infusion-pump", "pacs", "patient-monitor"]);
    let mut session = Session::open_as(&home, size, &[], &[]);
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
        ("b", "Next step", "Down Down Up"),
        ("3", "Pumps run on an outdat", "Down Down G Up"),
        ("Enter", "residual", "Down Down"),
        ("4", "Dedicated device seg", "Down Down G Up"),
        ("Enter", "Control C-", "Down Down"),
        ("9", "Where it stands", "Down Down Up"),
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
            println!("screen change {open:<6} {:?} B in {} writes ({shows})", change.frames, change.writes);
            let within = change.frames.iter().all(|frame| *frame <= LARGEST);
            assert!(within, "{open} cost {:?} B", change.frames);
            assert_eq!(change.writes, change.frames.len(), "{open}");
            let sum = change.frames.iter().sum::<usize>();
            println!("    in all {sum} B of {} B", largest(&session));
        }
        session.wait_for(shows);
        for key in keys.split(' ') {
            // what tells of the selected row follows it in a frame of its own, once keys rest
            let follows =
                matches!(shows, "ALOF Automatic logoff" | "History" | "Next step" | "Where it stands");
            let moved = alone(&mut session, key, 1 + usize::from(follows));
            println!("  key {key:<5} {:?} B in {} writes", moved.frames, moved.writes);
            let most = if matches!(key, "Down" | "Up") { 600 } else { LARGEST };
            assert!(moved.frames[0] <= most, "{key} cost {:?} B on {shows}", moved.frames);
            assert!(moved.frames.iter().all(|frame| *frame <= LARGEST), "{key} cost {:?} B", moved.frames);
            assert!(moved.frames.len() <= 1 + usize::from(follows), "{key} on {shows}: {:?}", moved.frames);
            assert_eq!(moved.writes, moved.frames.len(), "{key} on {shows}");
        }
    }
    session.press("Esc");
    let raw = session.model().raw.clone();
    let holds = |wanted: &[u8]| raw.windows(wanted.len()).any(|bytes| bytes == wanted);
    assert!(!holds(b"\x1b[6n"), "the cursor was asked for");
    assert!(!holds(b"\x1b[2J"), "the screen was cleared");
}

/// What is found is walked through at the price of any list; a letter costs no more than a screen.
#[test]
fn searching_everywhere_costs_no_more_than_it_may() {
    let home = Home::with(&["infusion-pump", "pacs"]);
    let mut session = Session::open(&home);
    session.wait_for("HIGH (safety)");
    session.wait_quiet(Duration::from_secs(1));
    session.press("Ctrl-f");
    session.wait_for("Search everywhere");
    for letter in ["p", "u", "m"] {
        let typed = cost(&mut session, letter);
        println!("letter {letter} {:?} B in {} writes", typed.frames, typed.writes);
        assert!(typed.frames.iter().all(|frame| *frame <= LARGEST), "{letter} cost {:?} B", typed.frames);
    }
    session.wait_for("Risks");
    for key in "Down Down Up Down Down Down Down Down Down Down PgDn PgUp".split(' ') {
        let moved = alone(&mut session, key, 1);
        println!("  key {key:<5} {:?} B in {} writes", moved.frames, moved.writes);
        let most = if matches!(key, "Down" | "Up") { 600 } else { LARGEST };
        assert!(moved.frames.iter().all(|frame| *frame <= most), "{key} cost {:?} B", moved.frames);
        assert_eq!((moved.frames.len(), moved.writes), (1, 1), "{key}");
    }
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
