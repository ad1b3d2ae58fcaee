//! What an export tells of decisions, controls and changes: by placement, and by date.

use riskward::{
    domain::export::{Delimiter, Layout},
    workbench::export::Wanted,
};

use crate::register::{Register, with};

/// The rows of an export, with what stands in some columns.
fn told<const N: usize>(
    register: &Register,
    reference: &str,
    as_of: &str,
    columns: [&str; N],
) -> Vec<[String; N]> {
    let wanted = Wanted {
        as_of: Some(as_of.parse().unwrap()),
        layout: Layout { delimiter: Delimiter::Comma, byte_order_mark: false, raw: true },
        ..Wanted::native(reference)
    };
    let mut bytes = Vec::new();
    register.workbench.export_to(&wanted, &mut bytes).unwrap();
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    let headings = reader.headers().unwrap().clone();
    let at = columns.map(|column| headings.iter().position(|heading| heading == column).unwrap());
    reader.records().map(|row| at.map(|at| row.as_ref().unwrap()[at].to_owned())).collect()
}

/// What is told of one risk at its first placement.
pub(crate) fn of<const N: usize>(
    register: &Register,
    risk: &str,
    as_of: &str,
    columns: [&str; N],
) -> [String; N] {
    let reference = risk.split('/').next().unwrap();
    let refs = told(register, reference, as_of, ["risk_ref"]);
    let at = refs.iter().position(|[reference]| reference == risk).unwrap();
    told(register, reference, as_of, columns).swap_remove(at)
}

/// A valid-until is inclusive; before it was taken a decision is none.
#[test]
fn a_decision_is_told_as_of_a_date() {
    let register = with("infusion-pump");
    let state = |date| of(&register, "ip3/R-004", date, ["acceptance_state", "accepted_by"]);
    assert_eq!(state("2026-10-05"), ["none", ""]);
    assert_eq!(state("2026-10-06"), ["in_force", "J. Brandt"]);
    assert_eq!(state("2027-10-31"), ["in_force", "J. Brandt"]);
    assert_eq!(state("2027-11-01"), ["expired", "J. Brandt"]);
}

/// A failed test makes exactly the decisions stale that rest on the control.
#[test]
fn a_failed_test_is_told_as_stale() {
    let mut register = with("patient-monitor");
    let args = [
        ("site", "Seeburg hospital"),
        ("kind", "effectiveness"),
        ("result", "failed"),
        ("method", "Rule set compared with the plan"),
        ("person", "L. Novak"),
        ("on", "2026-11-20"),
    ];
    register.act("verify-control", "C-001", &args).unwrap();
    let rows = told(&register, "pm7", "2026-11-21", ["risk_ref", "site", "acceptance_state", "controls"]);
    let mut stale: Vec<&str> =
        rows.iter().filter(|row| row[2] == "stale").map(|row| row[0].as_str()).collect();
    stale.dedup();
    assert_eq!(stale.len(), 6, "{stale:?}");
    for [risk, _, state, controls] in &rows {
        assert_eq!(state == "stale", controls.contains("C-001 "), "{risk}");
    }
    let verified = told(&register, "pm7", "2026-11-21", ["risk_ref", "site", "effectiveness_verified_on"]);
    let of_first: Vec<_> = verified.iter().filter(|row| row[0] == "pm7/R-001").collect();
    for row in of_first {
        assert_eq!(row[2].starts_with('|'), row[1] == "Seeburg hospital", "{row:?}");
    }
}

/// A placement that came later is not covered by decisions that were taken before.
#[test]
fn a_decision_covers_the_placements_it_was_taken_for() {
    let mut register = with("infusion-pump");
    let args = [("site", "Lindental main hospital"), ("location", "Delivery room"), ("units", "2")];
    register.act("add-placement", "ip3", &args).unwrap();
    let rows =
        told(&register, "ip3", "2026-11-21", ["risk_ref", "location", "acceptance_state", "unit_count"]);
    assert_eq!(rows.len(), 14 * 5);
    for [risk, location, state, units] in rows.iter().filter(|row| row[0] == "ip3/R-004") {
        let expected = if location == "Delivery room" { ("none", "2") } else { ("in_force", units.as_str()) };
        assert_eq!((state.as_str(), units.as_str()), expected, "{risk} {location}");
    }
}

/// What a risk came with counts until somebody changes it in the register.
#[test]
fn the_last_change_is_told() {
    let mut register = with("infusion-pump");
    let last =
        |register: &Register| of(register, "ip3/R-004", "2026-11-21", ["last_changed_on", "last_changed_by"]);
    assert_eq!(last(&register), ["2026-10-06", "J. Brandt"]);
    register.act("treat-risk", "ip3/R-004", &[("treatment", "share")]).unwrap();
    assert_eq!(last(&register), ["2026-11-21", "m.rossi"]);
}

/// A withdrawn decision is told as withdrawn, with who had taken it.
#[test]
fn a_withdrawn_decision_is_told() {
    let mut register = with("infusion-pump");
    register.act("withdraw-decision", "ip3/R-004", &[("reason", "the setting was found on")]).unwrap();
    let columns = ["acceptance_state", "accepted_by", "status"];
    let [state, by, status] = of(&register, "ip3/R-004", "2026-11-21", columns);
    assert_eq!((state.as_str(), by.as_str()), ("withdrawn", "J. Brandt"));
    assert_ne!(status, "accepted");
}

/// A control that is said to bring a risk which is not in the register does not look as if it brought none.
#[test]
fn new_risks_are_told_though_they_are_not_in_the_register() {
    let register = with("pacs");
    let [brought] = of(&register, "pacs12/R-001", "2026-11-21", ["new_risks_from_controls"]);
    assert!(brought.contains("C-00"), "{brought:?}");
    let register = with("patient-monitor");
    let [brought] = of(&register, "pm7/R-001", "2026-11-21", ["new_risks_from_controls"]);
    assert!(brought.starts_with("pm7/R-012"), "{brought:?}");
}
