//! Pastes, and arrow keys that a slow line cuts apart.

use std::time::{Duration, Instant};

use crate::{home::Home, session::Session};

/// Ten kilobytes that would do harm as keys.
fn harm() -> String {
    "qqdYY:quit\nx1Yu ".chars().cycle().take(10_000).collect()
}

fn draft_holds(home: &Home, wanted: &str) -> bool {
    let value = |path: &std::path::PathBuf| -> serde_json::Value {
        serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap_or_default()
    };
    home.drafts().iter().any(|path| value(path)["values"]["hazardous_situation"] == wanted)
}

fn events(home: &Home) -> u64 {
    let said = home.cli(["verify"]);
    said.lines().find_map(|line| line.strip_prefix("events")).unwrap().trim().parse().unwrap()
}

#[test]
fn a_paste_is_text_in_a_field_and_nothing_elsewhere() {
    let home = Home::with(&["infusion-pump"]);
    let before = events(&home);
    let mut session = Session::open(&home);
    session.wait_for("HIGH (safety)");
    session.press("3");
    session.wait_for("Pumps run on an outdat");
    session.paste(&harm());
    session.wait_for("Paste ignored: no text is being typed here.");
    session.press("Enter");
    session.wait_for("Risk ip3/R-001");
    session.press("e");
    session.wait_for("Edit the risk · ip3/R-001");
    session.press("Tab Tab Ctrl-k");
    session.paste(&harm());
    let held = home.workbench().risk("ip3/R-001").unwrap().risk.value.hazardous_situation;
    let wanted = format!("{held}{}", harm());
    let until = Instant::now() + Duration::from_secs(30);
    while !draft_holds(&home, &wanted) {
        assert!(Instant::now() < until, "the paste is not whole\n{}", session.model().text());
        std::thread::sleep(Duration::from_millis(50));
    }
    session.press("F2");
    session.wait_for("ip3/R-001 changed.");
    let held = home.workbench().risk("ip3/R-001").unwrap().risk.value.hazardous_situation;
    assert_eq!(held, wanted.trim());
    session.press("q q q");
    assert_eq!(session.ended(), 0);
    assert_eq!(events(&home), before + 1);
}

/// A slow line: each byte of an arrow key comes on its own, and it is one row down, with nothing drawn before.
#[test]
fn an_arrow_key_cut_apart_is_that_arrow_key() {
    let home = Home::with(&["infusion-pump"]);
    let mut session = Session::open(&home);
    session.wait_for("HIGH (safety)");
    session.press("Enter");
    session.wait_for("ALOF Automatic logoff");
    session.press("3");
    session.wait_for("Pumps run on an outdat");
    session.press("j");
    session.wait_for("> ip3/R-002");
    session.wait_quiet(Duration::from_millis(250));
    for (down, shows) in [("[B", "> ip3/R-003"), ("OB", "> ip3/R-004"), ("[A", "> ip3/R-003")] {
        let before = session.model().raw.len();
        let mut bytes = vec![0x1b];
        bytes.extend(down.as_bytes());
        for (at, byte) in bytes.iter().enumerate() {
            if at > 0 {
                std::thread::sleep(Duration::from_millis(50));
                assert_eq!(session.model().raw.len(), before, "drawn before the key was whole");
            }
            session.send(&[*byte]);
        }
        session.wait_for(shows);
        session.wait_quiet(Duration::from_millis(250));
        assert!(session.model().shows("Pumps run on an outdat"), "a screen was left");
    }
    // on an even slower line it is Esc, and no letter of it runs
    session.send(b"\x1b");
    session.wait_for("ALOF Automatic logoff");
    for byte in [b"[", b"D"] {
        session.send(byte);
        session.wait_quiet(Duration::from_millis(250));
    }
    assert!(session.model().shows("ALOF Automatic logoff") && !session.model().shows("Nothing is due"));
    session.press("1 q");
    assert_eq!(session.ended(), 0);
}

/// Esc comes first and the rest of the arrow key later: letters on their own, and none of them destroys anything.
#[test]
fn arrow_keys_cut_apart_destroy_nothing() {
    let home = Home::with(&["infusion-pump"]);
    let before = home.cli(["verify"]);
    let mut session = Session::open(&home);
    session.wait_for("HIGH (safety)");
    for open in ["", "Enter", "3", "Enter", "4", "Enter", "5", "6", "7"] {
        session.press(open);
        session.wait_quiet(Duration::from_millis(150));
        for rest in ["[A", "[B", "[C", "[D", "[H", "[F", "[5~", "OP", "OQ", "OR", "OS"] {
            session.press("Esc");
            session.wait_quiet(Duration::from_millis(30));
            session.send(rest.as_bytes());
            session.wait_quiet(Duration::from_millis(30));
        }
        // wherever that led, it is a screen and no question
        session.press("1");
        session.wait_for("Residual worst");
    }
    // in a form with text, Esc asks, and the letters answer nothing
    session.press("a");
    session.wait_for("Begin an assessment");
    session.type_text("mri");
    session.press("Esc");
    session.wait_for("without saving?");
    session.send(b"[B");
    session.wait_quiet(Duration::from_millis(150));
    assert!(session.model().shows("without saving?"));
    session.press("Enter");
    session.wait_gone("without saving?");
    assert!(session.model().shows("mri"));
    session.press("Esc");
    session.wait_for("without saving?");
    session.press("Y");
    session.wait_gone("Begin an assessment");
    session.press("q");
    assert_eq!(session.ended(), 0);
    assert_eq!(home.cli(["verify"]), before);
}
