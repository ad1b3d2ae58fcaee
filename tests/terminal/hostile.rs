//! Text from files and people is never obeyed by the terminal.

use std::time::Duration;

use crate::{home::Home, session::Session, sizes::assert_drawn_right};

/// Escape sequences, a bell, a C1 control, direction overrides, zero width, tag and stacked marks; wide characters too.
const HOSTILE: &str = "医療 \u{1b}]0;owned\u{7}\u{1b}[2J\u{1b}[31mred \u{9b}5n \u{202e}evil\u{2066} a\u{200b}b\u{feff} \
    \u{e0041} e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301} \u{85} end";

/// Characters that must not come through as they are.
fn is_raw(c: char) -> bool {
    matches!(c, '\u{80}'..='\u{9f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        || matches!(c, '\u{feff}' | '\u{e0000}'..='\u{e007f}')
        || (c.is_ascii_control() && !matches!(c, '\u{1b}' | '\r' | '\n'))
}

/// Every escape sequence is one that the program itself sends.
fn strange_sequence(text: &str) -> Option<String> {
    text.split('\u{1b}').skip(1).find_map(|rest| {
        let body = rest.strip_prefix('[');
        let end = body.and_then(|body| body.find(|c: char| c.is_ascii_alphabetic()));
        let known = match (body, end) {
            (Some(body), Some(end)) => {
                matches!(body.as_bytes()[end], b'm' | b'H' | b'h' | b'l' | b'G' | b'K')
                    && body[..end].is_ascii()
            }
            _ => false,
        };
        (!known).then(|| rest.chars().take(20).collect())
    })
}

#[test]
fn hostile_text_reaches_the_terminal_on_no_screen() {
    let home = Home::with(&["infusion-pump"]);
    let text = |name: &str| format!("{name}={HOSTILE}");
    let risk = ["title", "hazard", "hazardous_situation", "causes", "consequence", "owner"].map(text);
    home.cli(["do".to_owned(), "edit-risk".to_owned(), "ip3/R-001".to_owned()].into_iter().chain(risk));
    let control = ["title", "description", "owner"].map(text);
    home.cli(["do".to_owned(), "edit-control".to_owned(), "C-001".to_owned()].into_iter().chain(control));
    let person = ["do", "add-person", "-", "roles=cso"].map(str::to_owned);
    home.cli(person.into_iter().chain([text("name")]));
    let said = ["evidence", "rationale", "informed"].map(text);
    let decision = ["decision=defer", "decided_by=L. Novak"].map(str::to_owned).into_iter().chain(said);
    home.cli(["do".to_owned(), "decide".to_owned(), "ip3/R-001".to_owned()].into_iter().chain(decision));
    let mut session = Session::open(&home);
    session.wait_for("HIGH (safety)");
    for (keys, shows) in [
        ("Enter", "ALOF Automatic logoff"),
        ("/", "Find:"),
        ("D T B K Enter", "DTBK Data backup"),
        ("Tab", "医療 ␛]0;owned"),
        ("G", "C-001"),
        ("3", "医療 ␛]0;owned"),
        ("f", "Show only rows with:"),
        ("e v i l Enter", "only with"),
        ("Enter", "Risk ip3/R-001"),
        ("PgDn PgDn", "sealed:"),
        ("e", "Edit the risk"),
        ("Tab Tab Tab Tab", "Consequence"),
        ("Esc", "Risk ip3/R-001"),
        ("x", "Record a decision"),
        ("Esc", "Risk ip3/R-001"),
        ("6", "History"),
        ("4", "医療 ␛]0;owned"),
        ("Enter", "Control C-001"),
        ("e", "Edit the control"),
        ("Esc", "Control C-001"),
        ("g p", "People and policy"),
        ("G", "医療 ␛]0;owned"),
        ("7", "changed"),
    ] {
        session.press(keys);
        session.wait_for(shows);
        session.wait_quiet(Duration::from_millis(60));
    }
    session.press("1 q");
    assert_eq!(session.ended(), 0);
    let raw = String::from_utf8(session.model().raw.clone()).expect("only UTF-8 is sent");
    assert_eq!(raw.chars().find(|&c| is_raw(c)), None);
    assert_eq!(strange_sequence(&raw), None);
    assert!(raw.contains("<U+202E>"), "it is made visible, not dropped");
}

/// Columns stay where they are: a redraw of every cell changes nothing.
#[test]
fn wide_characters_shift_nothing() {
    let home = Home::with(&["infusion-pump"]);
    for (action, reference) in [("edit-risk", "ip3/R-001"), ("edit-control", "C-001")] {
        home.cli(["do", action, reference, "title=医療機器のネットワーク分離と輸液ポンプの監視 e\u{301}"]);
    }
    let mut session = Session::open(&home);
    session.wait_for("HIGH (safety)");
    for keys in ["3", "Enter", "e", "Esc", "4", "Enter"] {
        session.press(keys);
        session.wait_for("医療機器のネット");
        session.wait_quiet(Duration::from_millis(200));
        if keys != "e" {
            assert_drawn_right(&mut session);
        }
    }
}
