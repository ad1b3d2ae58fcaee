//! The whole job by keys alone: from an empty register to a signed decision and a CSV file.

use crate::{
    home::{Home, sample},
    session::Session,
};

/// Begins the assessment, imports the disclosure and walks to the first gap that is there to be closed.
fn to_the_gap(session: &mut Session) {
    session.press("a");
    session.wait_for("Begin an assessment");
    session.type_text("ip3\tHemoflow Medical AG\tIP-3\tinfusion-pump\t4.2.x\t\t\t");
    // the stage is one step beside the one that is offered; the profile is found by typing
    session.press("Right Tab");
    session.type_text("infusion-p");
    session.press("Enter");
    session.type_text("Main hospital\tICU 2 west");
    session.press("F2");
    session.wait_for("ip3 begun: Hemoflow Medical AG IP-3.");
    session.press("i");
    session.wait_for("Import for");
    session.press("Enter");
    session.wait_for("File to import for ip3:");
    session.type_text(sample("infusion-pump").join("mds2.xlsx").to_str().unwrap());
    session.press("Enter");
    session.wait_for("Import preview: nothing is written yet");
    session.wait_for("240: 91 Yes, 97 No, 43 N/A");
    session.wait_for("AUDT partly");
    session.press("Y");
    session.wait_for("Imported mds2.xlsx: 240 statements");
    session.press("Enter");
    session.wait_for("go-live · G0");
    session.wait_for("Capabilities · 7 gaps");
    session.wait_for("· 6 problems");
    session.press("> >");
    session.wait_for("DTBK Data backup and disaster recovery");
    session.wait_for("maker says no · required · GAP");
    session.wait_for("A gap without a risk: press a to add one");
}

/// A risk, rated; a treatment; a control, in place and verified twice; what is left, rated.
fn risk_and_control(session: &mut Session) {
    session.press("a");
    session.wait_for("type to find:");
    session.type_text("dtbk-t1");
    session.wait_for("> DTBK-T1 ");
    session.press("Enter");
    session.wait_for("Hazardous situation");
    session.press("F2");
    session.wait_for("ip3/R-001 added:");
    session.press("r");
    session.wait_for("Safety likelihood");
    // severities come from the template; the likelihoods are picked by their number
    session.press("Tab Tab 3 Enter Tab 3 Enter Tab 3 Enter F2");
    session.wait_for("ip3/R-001 rated UNACC (initial).");
    session.press("t");
    session.wait_for("Propose a treatment");
    session.type_text("reduce");
    session.press("Enter F2");
    session.wait_for("ip3/R-001: reduce proposed.");
    session.press("c");
    session.wait_for("Add a control");
    session.press("a");
    session.wait_for("type to find:");
    session.type_text("hospital-run backup");
    session.wait_for("1 of ");
    session.press("Enter");
    // the template's words stand in the form before they are saved
    session.wait_for("Title Hospital-run backup with restore drill");
    session.press("F2");
    session.wait_for("C-001 proposed for ip3/R-001: Hospital-run backup with restore drill.");
    session.press("p");
    session.wait_for("Put the control in place · C-001");
    session.press("F2");
    session.wait_for("C-001 in place at Main hospital.");
    for question in ["implementation", "effectiveness"] {
        session.press("v");
        session.wait_for("Verify the control · C-001");
        session.wait_for(question);
        session.press("Tab Tab");
        session.type_text("passed");
        session.press("Enter F2");
        session.wait_for(&format!("C-001 {question} passed at Main hospital."));
    }
    session.press("r");
    session.wait_for("residual");
    session.press("Tab Tab 1 Enter Tab 1 Enter Tab 1 Enter");
    session.wait_for("Relies on C-001 Hospital-run backup with");
    session.press("F2");
    session.wait_for("(residual).");
}

/// What is left is death, however improbable: that is borne only for a benefit.
fn weigh(session: &mut Session) {
    session.press("X b");
    session.wait_for("Weigh benefit and risk: which?");
    session.press("Enter");
    session.wait_for("Weigh benefit and risk · ip3/R-001");
    for text in [
        "Libraries reach all pumps in a day.",
        "Loading by hand failed three times.",
        "The maker offers no other path.",
        "The benefit outweighs what is left.",
        "Dr. A. Weber",
    ] {
        session.type_text(text);
        session.press("Tab");
    }
    session.press("F2");
    session.wait_for("ip3/R-001: benefit and risk weighed by Dr. A. Weber.");
}

fn decide(session: &mut Session) {
    session.press("x");
    session.wait_for("Record a decision: which?");
    session.press("Enter");
    session.wait_for("Record a decision · ip3/R-001");
    session.type_text("accept");
    session.press("Enter Tab Tab");
    session.type_text("The restore drill brought the server back within the agreed time.");
    session.press("Tab Tab Tab");
    session.type_text("+170d\t+180d");
    session.press("F2");
    session.wait_for("Accept: ip3/R-001 ");
    session.wait_for("Type ip3 and Enter to sign off:");
    // another name signs nothing, and Enter on an empty line does nothing
    session.press("Enter");
    session.type_text("ip");
    session.press("Enter");
    session.wait_for("That is not ip3: nothing is signed.");
    session.type_text("3");
    session.press("Enter");
    session.wait_for("ip3/R-001 accepted by ");
}

#[test]
fn the_whole_job_is_done_by_keys() {
    let home = Home::new();
    let mut session = Session::open(&home);
    session.wait_for("There is no assessment in this register yet.");
    to_the_gap(&mut session);
    risk_and_control(&mut session);
    weigh(&mut session);
    decide(&mut session);
    session.press("E");
    session.wait_for("native, CSV with commas");
    session.press("Enter");
    session.wait_for("File for the risks of ip3: ip3-risks.csv");
    session.press("Enter");
    session.wait_for("ip3 exported to ip3-risks.csv: 1 risks, 1 rows.");
    session.press("q q");
    assert_eq!(session.ended(), 0);

    let risk = home.cli(["show", "ip3/R-001"]);
    for expected in [
        "capabilities  DTBK",
        "treatment     reduce",
        "initial rating: UNACC",
        "residual rating:",
        "relies on     C-001",
        "control C-001: Hospital-run backup with restore drill",
        "Main hospital: in place",
        "implementation passed on",
        "effectiveness passed on",
        "decision: accepted by",
        "The restore drill brought the server back within the agreed time.",
        "rested on",
    ] {
        assert!(risk.contains(expected), "{expected} is not in\n{risk}");
    }
    assert!(home.cli(["gaps", "ip3"]).contains("DTBK  Data backup and disaster recovery"));
    home.cli(["verify"]);
    let csv = std::fs::read_to_string(home.path().join("ip3-risks.csv")).unwrap();
    let lines: Vec<&str> = csv.lines().collect();
    assert!(lines[0].contains("risk_ref"), "{csv}");
    for expected in ["ip3/R-001", "C-001", "accept"] {
        assert!(csv.contains(expected), "{expected} is not in\n{csv}");
    }
}
