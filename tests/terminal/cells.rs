//! A cell typed in its place, and rows that go to the terminal's clipboard.

use crate::{home::Home, session::Session};

#[test]
fn a_cell_is_typed_in_the_table_and_the_next_one_after_it() {
    let home = Home::with(&["infusion-pump"]);
    let mut session = Session::open(&home);
    session.wait_for("HIGH (safety)");
    session.press("3");
    session.wait_for("Pumps run on an outdat");
    session.press("j l l l l l l l l");
    session.wait_for("Owner");
    session.press("i Ctrl-u");
    session.type_text("K. Lang");
    session.press("Tab");
    session.wait_for("Due: by when its owner wants to be done");
    session.type_text("2027-03-31\n");
    session.wait_for("ip3/R-002 changed.");
    let risk = home.workbench().risk("ip3/R-002").unwrap().risk.value;
    assert_eq!((risk.owner.as_str(), risk.due_on), ("K. Lang", "2027-03-31".parse().ok()));
    session.press("u");
    session.wait_for("Undone: ip3/R-002 changed.");
    assert_eq!(home.workbench().risk("ip3/R-002").unwrap().risk.due_on, None);
}

#[test]
fn rows_go_to_the_clipboard_only_where_that_is_asked_for() {
    let home = Home::with(&["infusion-pump"]);
    let sequence = b"\x1b]52;c;";
    let sent = |session: &Session| session.model().raw.windows(sequence.len()).any(|bytes| bytes == sequence);
    let mut session = Session::open_as(&home, (80, 24), &[], &["--clipboard", "always"]);
    session.wait_for("HIGH (safety)");
    session.press("3");
    session.wait_for("Pumps run on an outdat");
    session.press("Space Space y");
    session.wait_for("2 rows copied to the terminal's clipboard");
    assert!(sent(&session));
    let mut session = Session::open_as(&home, (80, 24), &[("TMUX", "yes"), ("TERM", "xterm-kitty")], &[]);
    session.wait_for("HIGH (safety)");
    session.press("3");
    session.wait_for("Pumps run on an outdat");
    session.press("y");
    session.wait_for("Select with the mouse and copy");
    assert!(!sent(&session));
}
