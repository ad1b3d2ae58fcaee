//! What blocks the next step is walked to and mended.

use crate::{home::Home, session::Session};

/// As much of what is missing as stands on one line beside the gates.
const MISSING: &str = "it is not said why it holds";

/// The gates tell what is missing; Enter opens the form that mends it, on the thing that lacks it, and then it is gone.
#[test]
fn what_blocks_a_gate_is_walked_to_mended_and_gone() {
    let home = Home::with(&["infusion-pump"]);
    home.cli(["do", "edit-assessment", "ip3", "versions_reason="]);
    assert!(home.cli(["gates", "ip3"]).contains(MISSING));
    let mut session = Session::open(&home);
    session.wait_for("go-live G0");
    session.press("Enter");
    session.wait_for("press b");
    session.press("b");
    session.wait_for("Stands go-live");
    session.wait_for("Next step G0 Scope:");
    session.wait_for(MISSING);
    session.wait_for("→ Edit the assessment · ip3");
    session.press("Enter");
    session.wait_for("Enter mends it here, l goes to it");
    // the thing itself is one key away, and so is the way back
    session.press("l");
    session.wait_for("Capabilities ·");
    session.press("Esc");
    session.wait_for(MISSING);
    session.press("Enter");
    session.wait_for("Edit the assessment · ip3");
    session.press("Tab");
    session.type_text("The makers change log names no change of security functions since 4.2.0");
    session.press("F2");
    session.wait_for("ip3 changed.");
    session.wait_gone(MISSING);
    session.press("q q q");
    assert_eq!(session.ended(), 0);
    assert!(!home.cli(["gates", "ip3"]).contains(MISSING));
    home.cli(["verify"]);
}
