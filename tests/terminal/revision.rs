//! The story of a new disclosure revision, by keys: what it says otherwise, which decisions rested on it, one
//! re-confirmed, one withdrawn with its risk reopened, and what register and history tell of it afterwards.

use std::path::PathBuf;

use crate::{home::Home, session::Session};

/// Writes the infusion pump's disclosure again with two answers that its coverage counts turned from yes to no, and one
/// that no decision rests on.
fn next_revision(home: &Home) -> PathBuf {
    let whole = home.workbench().disclosure("ip3").unwrap().unwrap();
    let changed = [("AUDT-2", "No"), ("EMRG-1", "No"), ("RMOT-1.3", "See note")];
    let text = |text: &str| toml::Value::String(text.to_owned());
    let mut answers = toml::Table::new();
    for statement in &whole.statements {
        let other = changed.iter().find(|(item, _)| *item == statement.item).map(|(_, answer)| *answer);
        let mut answer = toml::Table::new();
        answer.insert("answer".into(), text(other.unwrap_or(&statement.raw)));
        answer.insert("note".into(), text(&statement.note));
        answers.insert(statement.item.clone(), answer.into());
    }
    let mut file = toml::toml! {
        format = "riskward-disclosure/1"
        form = "mds2-2019"

        [product]
        manufacturer = "Hemoflow Medical AG"
        model = "IP-3"

        [document]
        id = "MDS2-HF-0042"
        issued_on = "2026-10-30"
        revision = "D"
    };
    file.insert("answers".into(), answers.into());
    let path = home.path().join("revision-d.toml");
    std::fs::write(&path, toml::to_string(&file).unwrap()).unwrap();
    path
}

/// The risks of the assessment whose decision is stale, with what changed.
fn stale(home: &Home) -> Vec<String> {
    let workbench = home.workbench();
    (1..=14)
        .filter_map(|number| {
            let risk = workbench.risk(&format!("ip3/R-{number:03}")).unwrap();
            let warning = risk.decisions.first()?.said.warning.clone();
            warning.starts_with("STALE").then(|| format!("R-{number:03} {warning}"))
        })
        .collect()
}

fn import(session: &mut Session, file: &str) {
    session.wait_for("HIGH (safety)");
    session.press("i");
    session.wait_for("Import for");
    session.type_text("ip3");
    session.wait_for("1 of ");
    session.press("Enter");
    session.wait_for("File to import for ip3:");
    session.type_text(file);
    session.press("Enter");
    session.wait_for("Import preview: nothing is written yet");
    session.press("Y");
    session.wait_for("Imported revision-d.toml: ");
}

/// From the inbox to the trigger, from there to the assessment, to the risk that rested on AUDT: it is re-confirmed on what
/// holds now.
fn reconfirm(session: &mut Session) {
    session.press("T i");
    session.wait_for("Inbox: triggers and findings");
    session.wait_for("T-003 waiting");
    session.wait_for("AUDT-2: yes → no");
    session.wait_for("EMRG-1: yes → no");
    session.press("Enter");
    session.wait_for("Trigger T-003");
    session.wait_for("raised by the register itself");
    session.press("3");
    session.wait_for("Risks of ip3");
    session.wait_for("R-006");
    session.press("j j j j j Enter");
    session.wait_for("Risk ip3/R-006");
    session.press("/");
    session.type_text("stale\n");
    session.wait_for("STALE: AUDT: still partly");
    session.press("X r");
    session.wait_for("Re-confirm the decision · ip3/R-006");
    session.press("Tab Tab");
    session.type_text("The Link server keeps the record that the pump does not; seen on the bench.");
    session.press("F2");
    session.wait_for("Changed since: AUDT: still partly");
    session.wait_for("Type ip3 and Enter to sign off:");
    session.type_text("ip3");
    session.press("Enter");
    session.wait_for("ip3/R-006 re-confirmed by ");
    session.wait_gone("STALE");
}

/// Triages the trigger in the inbox: the other risk is reopened, its acceptance withdrawn.
fn reopen(session: &mut Session) {
    session.press("T i");
    session.wait_for("T-003 waiting");
    session.press("t");
    session.wait_for("Triage the trigger · T-003");
    session.type_text("reopened");
    session.press("Enter");
    session.type_text("Basic mode can no longer be reached in an emergency.");
    session.press("Tab Tab");
    session.type_text("R-009");
    session.wait_for("1 of ");
    session.press("Space Enter F2");
    session.wait_for("Triage the trigger: T-003?");
    session.press("Y");
    session.wait_for("T-003 triaged: ip3/R-009 reopened.");
}

/// What is stale, and why, by the answers that changed.
const AUDT: &str = "R-006 STALE: AUDT: still partly, but AUDT-2 Yes → No";
const EMRG: &str = "R-009 STALE: EMRG: claimed → maker says no (EMRG-1 Yes → No)";

#[test]
fn a_new_disclosure_revision_is_dealt_with_by_keys() {
    let home = Home::with(&["infusion-pump"]);
    home.at_the_keyboard("J. Brandt");
    let file = next_revision(&home);
    assert!(stale(&home).is_empty());
    let mut session = Session::open(&home);
    import(&mut session, file.to_str().unwrap());
    assert_eq!(stale(&home), [AUDT, EMRG]);
    session.press("D");
    session.wait_for("Due in the register");
    session.wait_for("the decision is STALE: AUDT");
    reconfirm(&mut session);
    assert_eq!(stale(&home), [EMRG]);
    reopen(&mut session);
    assert!(stale(&home).is_empty());
    session.press("7");
    session.wait_for("ip3/R-009 reopened; its acceptance is withdrawn.");
    session.press("Esc 1");
    session.wait_for("Assessments");
    session.press("E");
    session.wait_for("native, CSV with commas");
    session.press("Enter");
    session.wait_for("File for the risks of ip3: ip3-risks.csv");
    session.press("Enter");
    session.wait_for("ip3 exported to ip3-risks.csv: 14 risks");
    session.press("q");
    assert_eq!(session.ended(), 0);

    let mut csv = csv::Reader::from_path(home.path().join("ip3-risks.csv")).unwrap();
    let heads = csv.headers().unwrap().clone();
    let of = |row: &csv::StringRecord, name: &str| {
        let at = heads.iter().position(|head| head.trim_start_matches('\u{feff}') == name).unwrap();
        row[at].to_owned()
    };
    let rows: Vec<csv::StringRecord> = csv.records().map(Result::unwrap).collect();
    for (risk, state, status) in [
        ("ip3/R-006", "in_force", "accepted"),
        ("ip3/R-009", "withdrawn", "open"),
        ("ip3/R-005", "in_force", "accepted"),
    ] {
        let row = rows.iter().find(|row| of(row, "risk_ref") == risk).unwrap();
        assert_eq!(
            (of(row, "acceptance_state").as_str(), of(row, "status").as_str()),
            (state, status),
            "{risk}"
        );
    }
    let confirmed = rows.iter().find(|row| of(row, "risk_ref") == "ip3/R-006").unwrap();
    let rationale = of(confirmed, "acceptance_rationale");
    assert!(rationale.contains("Re-confirmed on ") && rationale.contains("seen on the bench"), "{rationale}");
    let history = home.cli(["history"]);
    for expected in [
        "T-003 raised: MDS2-HF-0042, revision 2 of 2026-10-30 came in.",
        "ip3/R-006 re-confirmed by ",
        "because: The Link server keeps the record",
        "T-003 triaged: ip3/R-009 reopened.",
        "ip3/R-009 reopened; its acceptance is withdrawn.",
        "because: T-003 MDS2-HF-0042, revision 2 of 2026-10-30 came in: Basic mode",
    ] {
        assert!(history.contains(expected), "{expected} is not in\n{history}");
    }
    let shown = home.cli(["show", "T-003"]);
    assert!(shown.contains("reopened      ip3/R-009"), "{shown}");
    assert!(!home.cli(["due", "--within", "0"]).contains("T-003"), "what is triaged waits no more");
    home.cli(["verify"]);
}
