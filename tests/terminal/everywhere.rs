//! Search everywhere in the real program: words are typed, the worker answers, Enter leads there and Back leads home.

use crate::{home::Home, session::Session};

#[test]
fn words_lead_to_what_holds_them() {
    let home = Home::with(&["infusion-pump", "pacs"]);
    let mut session = Session::open(&home);
    session.wait_for("HIGH (safety)");
    session.press("Ctrl-f");
    session.wait_for("Search everywhere");
    session.type_text("OUTDATED lib");
    session.wait_for("ip3/R-001 Pumps run on an outdated");
    session.press("Enter");
    session.wait_for("Risk ip3/R-001");
    session.press("Esc");
    session.wait_for("Residual worst");
    session.press("Ctrl-f");
    session.wait_for("words: OUTDATED lib");
    session.press("Ctrl-u");
    session.type_text("AUDT-2.10");
    session.wait_for("ip3 AUDT-2.10");
    session.press("Enter");
    session.wait_for("> AUDT-2.10");
    session.press("Esc");
    session.wait_for("Residual worst");
    session.press("Ctrl-f Ctrl-u");
    session.type_text("withdrawing pumps");
    session.wait_for("> ip3/R-005");
    session.press("Enter");
    session.wait_for("Decisions of ip3");
    session.wait_for("> ip3/R-005 on cond.");
    session.press("Esc");
    session.wait_for("Residual worst");
    session.press("Ctrl-f Ctrl-u");
    session.type_text("zzz\"* unseen");
    session.wait_for("nothing holds all of them");
    session.press("Esc q");
    assert_eq!(session.ended(), 0);
}
