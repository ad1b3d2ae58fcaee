//! The catalogue in the real program: read by a worker, narrowed by typing, and a control looked up in it.

use crate::{home::Home, session::Session};

/// From the portfolio to an entry by words of its text; from a control to what the catalogue knows of it, and back.
#[test]
fn the_catalogue_is_searched_and_a_control_looked_up() {
    let home = Home::with(&["infusion-pump"]);
    let mut session = Session::open(&home);
    session.wait_for("ip3");
    session.press("8");
    session.wait_for("capability ALOF");
    session.press("/");
    session.type_text("malware detection");
    session.press("Enter");
    session.wait_for("> MLDP ");
    session.press("Enter");
    session.wait_for("MLDP Malware detection/protection");
    session.press("Esc Esc Esc");
    session.wait_for("Assessments");
    session.press("4");
    session.wait_for("Controls of the register");
    session.press("C");
    session.wait_for("what the catalogue knows of C-001");
    session.press("q q q");
    assert_eq!(session.ended(), 0);
}
