//! Two people on one register.

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
