//! An hour's assessment of a picture archive: from the disclosure to a decision that the hospital defers, with what the
//! catalogue suggests, without a mouse and without the manual.

use crate::{
    home::{Home, sample},
    session::Session,
};

/// Begins the assessment and imports the disclosure.
fn begin(session: &mut Session) {
    session.press("a");
    session.wait_for("Begin an assessment");
    session.type_text("pacs\tBergholt Imaging GmbH\tRadView PACS\tpacs\t12.0\t\tArchive of images\t\t");
    session.type_text("pacs");
    session.press("Enter");
    session.type_text("Main hospital\tData centre A");
    session.press("F2");
    session.wait_for("pacs begun: Bergholt Imaging GmbH RadView PACS.");
    session.press("i");
    session.wait_for("Import for");
    session.press("Enter");
    session.wait_for("File to import for pacs:");
    session.type_text(sample("pacs").join("mds2.csv").to_str().unwrap());
    session.press("Enter");
    session.wait_for("24, each told below the coverage");
    session.press("Y");
    session.wait_for("Imported mds2.csv: 240 statements");
    session.press("Enter");
    session.wait_for("Capabilities · 12 gaps");
}

/// The two heaviest risks that the catalogue suggests are taken as they are offered.
fn take_risks(session: &mut Session) {
    session.press("g u");
    session.wait_for("Suggestions for pacs");
    session.wait_for("> DTBK-T1");
    session.press("Enter");
    session.wait_for("Add a risk · pacs/DTBK");
    session.press("F2");
    session.wait_for("pacs/R-001 added: Archive and backup are lost together.");
    session.wait_for("> IGAU-T1");
    session.press("Enter");
    session.wait_for("Add a risk · pacs/IGAU");
    session.press("F2");
    session.wait_for("pacs/R-002 added: An image or plan in the store is altered.");
}

/// Both are rated without leaving the form.
fn rate(session: &mut Session) {
    session.press("3");
    session.wait_for("2 risks");
    session.press("r");
    session.wait_for("Rate the risk · pacs/R-001");
    session.press("Tab Tab 3 Enter Tab 3 Enter Tab 2 Enter Ctrl-n");
    session.wait_for("Rate the risk · pacs/R-002");
    session.press("Esc");
    session.wait_gone("Rate the risk");
    session.wait_for("UNACC");
    session.press("j r");
    session.wait_for("Rate the risk · pacs/R-002");
    session.press("Tab Tab 2 Enter Tab 2 Enter Tab 2 Enter F2");
    session.wait_for("pacs/R-002 rated HIGH (initial).");
    session.press("k Enter");
    session.wait_for("Risk pacs/R-001");
}

/// A treatment, and the control that the catalogue ranks for it.
fn treat(session: &mut Session) {
    session.press("t");
    session.wait_for("Propose a treatment");
    session.type_text("reduce");
    session.press("Enter F2");
    session.wait_for("pacs/R-001: reduce proposed.");
    session.press("g u");
    session.wait_for("Next control of pacs/R-001");
    session.press("/");
    session.type_text("CC-BKUP\n");
    session.wait_for("> CC-BKUP");
    session.press("Enter");
    session.wait_for("Title Hospital-run backup with restore drill");
    session.press("F2");
    session.wait_for("C-001 proposed for pacs/R-001: Hospital-run backup with restore drill.");
    session.press("Esc");
    session.wait_for("Risk pacs/R-001");
}

fn decide(session: &mut Session) {
    session.press("x");
    session.wait_for("Record a decision · pacs/R-001");
    session.type_text("defer");
    session.press("Enter Tab Tab");
    session.type_text("The restore drill has to be shown before the contract is signed.");
    session.press("F2");
    session.wait_for("Type pacs and Enter to sign off:");
    session.type_text("pacs\n");
    session.wait_for("pacs/R-001 deferred by ");
}

#[test]
fn an_archive_is_assessed_from_import_to_decision() {
    let home = Home::new();
    let mut session = Session::open(&home);
    session.wait_for("There is no assessment in this register yet.");
    begin(&mut session);
    take_risks(&mut session);
    rate(&mut session);
    treat(&mut session);
    decide(&mut session);
    // what stands where, each one key away
    session.press("g m");
    session.wait_for("Matrix of pacs");
    session.press("9");
    session.wait_for("deferred");
    session.press("b");
    session.wait_for("Next step");
    session.press("7");
    session.wait_for("R-001 deferred by");
    session.press("1 q");
    assert_eq!(session.ended(), 0);
    let risk = home.cli(["show", "pacs/R-001"]);
    for expected in [
        "capabilities  DTBK",
        "initial rating: UNACC",
        "treatment     reduce",
        "control C-001: Hospital-run backup with restore drill",
        "decision: deferred by",
        "The restore drill has to be shown before the contract is signed.",
    ] {
        assert!(risk.contains(expected), "{expected} is not in\n{risk}");
    }
    home.cli(["verify"]);
}
