//! Two people on one register.

use std::time::Duration;

use crate::{home::Home, session::Session};

fn open_form(session: &mut Session) {
    session.wait_for("HIGH (safety)");
    session.press("3");
    session.wait_for("Pumps run on an outdat");
    session.press("Enter");
    session.wait_for("Risk ip3/R-001");
    session.press("e");
    session.wait_for("Edit the risk · ip3/R-001");
}

/// Who saves second sees both, field by field, keeps the text, and overwrites nothing.
#[test]
fn the_second_edit_of_one_thing_is_told_of_the_first() {
    let home = Home::with(&["infusion-pump"]);
    let (mut theirs, mut mine) = (Session::open(&home), Session::open(&home));
    open_form(&mut mine);
    open_form(&mut theirs);
    theirs.press("Ctrl-u");
    theirs.type_text("Their title");
    theirs.press("F2");
    theirs.wait_for("ip3/R-001 changed.");
    mine.press("Ctrl-u");
    mine.type_text("My title");
    mine.press("F2");
    mine.wait_for("Conflict");
    mine.wait_for("Nothing was overwritten.");
    mine.wait_for("before Pumps run on an outdated drug library while the server is encrypted");
    mine.wait_for("theirs Their title");
    mine.wait_for("mine My title");
    let risk = home.workbench().risk("ip3/R-001").unwrap().risk.value;
    assert_eq!(risk.title, "Their title");
    mine.press("Esc");
    mine.wait_gone("Conflict");
    mine.wait_for("My title");
}

/// What others saved stands on the screen soon, without a key.
#[test]
fn what_others_change_is_seen_without_a_key() {
    let home = Home::with(&["infusion-pump"]);
    let mut session = Session::open(&home);
    session.wait_for("HIGH (safety)");
    session.press("3");
    session.wait_for("Pumps run on an outdat");
    home.cli(["do", "edit-risk", "ip3/R-001", "title=Another name for it"]);
    session.wait_for("Another name for it");
}

/// What others do is said with who did it, and the cursor stays on its risk.
#[test]
fn what_others_do_comes_without_a_key_and_leaves_the_cursor_where_it_is() {
    let home = Home::with(&["infusion-pump"]);
    let (mut mine, mut theirs) = (Session::open(&home), Session::open(&home));
    for session in [&mut mine, &mut theirs] {
        session.wait_for("HIGH (safety)");
        session.press("3");
        session.wait_for("Pumps run on an outdat");
    }
    mine.press("j");
    mine.wait_quiet(Duration::from_millis(200));
    let cursor = mine.model().screen().cursor_position();
    theirs.press("Enter");
    theirs.wait_for("Risk ip3/R-001");
    theirs.press("e");
    theirs.wait_for("Edit the risk · ip3/R-001");
    theirs.press("Ctrl-u");
    theirs.type_text("Their title");
    theirs.press("F2");
    theirs.wait_for("ip3/R-001 changed.");
    mine.wait_for("Their title");
    mine.wait_for("elsewhere: ip3/R-001 changed.");
    assert_eq!(mine.model().screen().cursor_position(), cursor);
}
