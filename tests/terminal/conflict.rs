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

/// Who saves second sees both, field by field, chooses, and overwrites nothing unseen.
#[test]
fn the_second_edit_of_one_thing_is_settled_field_by_field() {
    let home = Home::with(&["infusion-pump"]);
    let (mut theirs, mut mine) = (Session::open(&home), Session::open(&home));
    open_form(&mut mine);
    open_form(&mut theirs);
    theirs.press("Ctrl-u");
    theirs.type_text("Their title");
    theirs.press("Tab Ctrl-u");
    theirs.type_text("Their hazard");
    theirs.press("F2");
    theirs.wait_for("ip3/R-001 changed.");
    mine.wait_for("Saving shows both.");
    mine.press("Ctrl-u");
    mine.type_text("My title");
    mine.press("Tab Ctrl-u");
    mine.type_text("My hazard");
    mine.press("F2");
    mine.wait_for("Conflict · Edit the risk · ip3/R-001");
    mine.wait_for("Nothing was overwritten.");
    mine.wait_for("2 fields to choose");
    mine.wait_for("before Pumps run on an outdated drug library while the server is encrypted");
    mine.wait_for("theirs Their title");
    mine.wait_for("mine My title");
    let risk = home.workbench().risk("ip3/R-001").unwrap().risk.value;
    assert_eq!(risk.title, "Their title", "nothing is written yet");
    mine.press("Esc");
    mine.wait_gone("Conflict");
    mine.wait_for("My hazard");
    mine.press("F2");
    mine.wait_for("2 fields to choose");
    mine.press("m");
    mine.wait_for("theirs Their hazard");
    mine.press("t");
    mine.wait_for("Nothing is left to choose");
    mine.press("Enter");
    mine.wait_gone("Conflict");
    mine.wait_for("ip3/R-001 changed.");
    let risk = home.workbench().risk("ip3/R-001").unwrap().risk.value;
    assert_eq!((&*risk.title, &*risk.hazard), ("My title", "Their hazard"));
    assert_eq!(home.drafts(), Vec::<std::path::PathBuf>::new());
}

/// Unsaved text of before a crash, of a risk that was changed meanwhile.
#[test]
fn unsaved_text_that_is_offered_again_is_held_against_what_others_changed() {
    let home = Home::with(&["infusion-pump"]);
    let mut mine = Session::open(&home);
    open_form(&mut mine);
    mine.press("Ctrl-u");
    mine.type_text("My title");
    mine.wait_for("Title* My title");
    mine.wait_quiet(Duration::from_millis(150));
    mine.hang_up("!");
    mine.ended();
    home.cli(["do", "edit-risk", "ip3/R-001", "title=Their title"]);
    let mut mine = Session::open(&home);
    mine.wait_for("There is unsaved text");
    mine.press("Enter");
    mine.wait_for("1 field to choose");
    mine.wait_for("theirs Their title");
    mine.wait_for("mine My title!");
    mine.press("m Enter");
    mine.wait_for("ip3/R-001 changed.");
    assert_eq!(home.workbench().risk("ip3/R-001").unwrap().risk.value.title, "My title!");
}

/// The risk is gone when its form is saved.
#[test]
fn what_was_taken_away_meanwhile_keeps_its_text() {
    let home = Home::with(&["infusion-pump"]);
    home.cli(["do", "add-risk", "ip3/MLDP", "template=MLDP-T1"]);
    let added = home.workbench().history("", 1).unwrap()[0].said.clone();
    let added = added.split_whitespace().next().unwrap().to_owned();
    let mut mine = Session::open(&home);
    mine.wait_for("HIGH (safety)");
    mine.press("3 G Enter");
    mine.wait_for(&format!("Risk {added}"));
    mine.press("e");
    mine.wait_for(&format!("Edit the risk · {added}"));
    mine.type_text(" of mine");
    home.cli(["do", "remove-risk", &added, "reason=a double"]);
    mine.wait_for("The form keeps your text.");
    mine.press("F2");
    mine.wait_for("Your text is kept as unsaved text.");
    mine.press("Esc 1");
    mine.wait_for("due this week");
    mine.press("q");
    assert_eq!(mine.ended(), 0);
    assert_eq!(home.drafts().len(), 1);
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
