//! A third program writes to the register while one saves.

use crate::{home::Home, session::Session};

/// Begins to write to the register and does not end; this process is who holds it.
fn held(home: &Home) -> rusqlite::Connection {
    let db = rusqlite::Connection::open(home.register()).unwrap();
    db.execute_batch("BEGIN IMMEDIATE").unwrap();
    db
}

#[test]
fn a_busy_register_is_waited_for_and_its_holder_is_named() {
    let home = Home::with(&["infusion-pump"]);
    let mut session = Session::open(&home);
    session.wait_for("HIGH (safety)");
    session.press("3");
    session.wait_for("Pumps run on an outdat");
    session.press("Enter");
    session.wait_for("Risk ip3/R-001");
    session.press("e");
    session.wait_for("Edit the risk · ip3/R-001");
    session.press("Ctrl-u");
    session.type_text("Written when it was free");
    let db = held(&home);
    let me = format!("process {}", std::process::id());
    session.press("F2");
    session.wait_for("The register is busy");
    session.wait_for(&me);
    // what is not waited for any longer is still in the form
    session.press("Esc");
    session.wait_for("Stopped waiting. Nothing was saved.");
    session.wait_for("Written when it was free");
    session.press("F2");
    session.wait_for(&me);
    db.execute_batch("COMMIT").unwrap();
    session.wait_for("ip3/R-001 changed.");
    session.wait_gone("The register is busy");
    assert_eq!(home.workbench().risk("ip3/R-001").unwrap().risk.value.title, "Written when it was free");
    // an action without a form waits too
    let busy = held(&home);
    session.press("u");
    session.wait_for(&me);
    busy.execute_batch("ROLLBACK").unwrap();
    session.wait_for("Pumps run on an outdated drug library");
    session.wait_gone("The register is busy");
}
