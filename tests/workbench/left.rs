//! The level that is left: the worst over the placements rated apart and, of the whole, over the risks. Authority and the
//! line of acceptability follow it.

use riskward::domain::trouble::Trouble;

use crate::{lifecycle::Dated, register::WEIGHED};

const RATED_APART: &[(&str, &str)] = &[
    ("placement", "1"),
    ("phase", "residual"),
    ("reason", "The ward is open to the public."),
    ("safety_severity", "3"),
    ("safety_likelihood", "3"),
];

fn accept(by: &str) -> [(&str, &str); 6] {
    [
        ("decision", "accept"),
        ("decided_by", by),
        ("evidence", "Minutes of 2026-02-28"),
        ("rationale", "The restore drill brought the server back in time."),
        ("review_on", "2026-06-01"),
        ("valid_until", "2026-12-31"),
    ]
}

fn refused(dated: &mut Dated, subject: &str, by: &str) -> Trouble {
    dated.act("decide", subject, &accept(by)).unwrap_err()
}

/// What blocks a gate at a place, and how it is mended.
fn blocked(dated: &Dated, gate: &str) -> Vec<(String, &'static str)> {
    let gates = dated.workbench.gates("ip3").unwrap().gates;
    let gate = gates.into_iter().find(|line| line.id == gate).unwrap();
    gate.missing.into_iter().map(|missing| (missing.place, missing.mend)).collect()
}

#[test]
fn one_placement_above_the_line_asks_for_the_benefit_of_the_risk_and_of_the_whole() {
    let mut dated = Dated::new();
    let weigh = |place: &str| (place.to_owned(), "weigh-benefit");
    assert!(!blocked(&dated, "G8").contains(&weigh("ip3/R-001")));
    dated.act("record-difference", "ip3/R-001", RATED_APART).unwrap();
    assert!(blocked(&dated, "G8").contains(&weigh("ip3/R-001")));
    assert!(blocked(&dated, "G11").contains(&weigh("ip3")));
    let risk = refused(&mut dated, "ip3/R-001", "m.rossi");
    assert!(risk.because.starts_with("the residual risk of ip3/R-001 is HIGH, above the line"), "{risk}");
    let whole = refused(&mut dated, "ip3", "m.rossi");
    assert!(whole.because.starts_with("the overall residual risk of ip3 is HIGH, above the line"), "{whole}");
    assert_eq!(whole.try_this, "weigh-benefit ip3 first");
    for subject in ["ip3/R-001", "ip3"] {
        dated.act("weigh-benefit", subject, WEIGHED).unwrap();
        dated.act("decide", subject, &accept("m.rossi")).unwrap();
    }
    assert!(!blocked(&dated, "G8").contains(&weigh("ip3/R-001")));
    assert!(!blocked(&dated, "G11").contains(&weigh("ip3")));
    assert_eq!(dated.workbench.verify().unwrap().findings, []);
}

/// The fleet is at a level that the device owner accepts; one placement is not.
#[test]
fn authority_follows_the_worst_placement() {
    let mut dated = Dated::new();
    for (name, roles) in [("J. Brandt", "device_owner"), ("E. Marchetti", "top_management")] {
        dated.act("add-person", "", &[("name", name), ("roles", roles)]).unwrap();
    }
    dated.act("record-difference", "ip3/R-001", RATED_APART).unwrap();
    for subject in ["ip3/R-001", "ip3"] {
        dated.act("weigh-benefit", subject, WEIGHED).unwrap();
        let lacks = refused(&mut dated, subject, "J. Brandt");
        assert!(lacks.because.contains("a risk of level high is accepted by"), "{lacks}");
    }
    let none: Vec<_> = RATED_APART[..3].to_vec();
    dated.act("record-difference", "ip3/R-001", &none).unwrap();
    dated.act("decide", "ip3/R-001", &accept("J. Brandt")).unwrap();
    dated.act("record-difference", "ip3/R-001", RATED_APART).unwrap();
    assert_eq!(dated.state(), riskward::domain::decision::AcceptanceState::Stale);
    dated.act("decide", "ip3/R-001", &accept("E. Marchetti")).unwrap();
    dated.act("decide", "ip3", &accept("E. Marchetti")).unwrap();
    assert_eq!(blocked(&dated, "G11"), []);
}

/// Before buying, what planned controls are to achieve stands in for what they have achieved.
#[test]
fn at_acquisition_the_target_counts_where_there_is_no_residual() {
    let mut dated = Dated::new();
    dated.act("edit-assessment", "ip3", &[("versions", "4.2.x"), ("stage", "acquisition")]).unwrap();
    dated.act("add-risk", "ip3/DTBK", &[("template", "DTBK-T1")]).unwrap();
    dated.rate("ip3/R-002", "target", "3");
    let risk = refused(&mut dated, "ip3/R-002", "m.rossi");
    assert!(risk.because.starts_with("the residual risk of ip3/R-002 is HIGH, above the line"), "{risk}");
    let whole = refused(&mut dated, "ip3", "m.rossi");
    assert!(whole.because.starts_with("the overall residual risk of ip3 is HIGH, above the line"), "{whole}");
    dated.rate("ip3/R-002", "residual", "1");
    dated.act("decide", "ip3/R-002", &accept("m.rossi")).unwrap();
    dated.act("decide", "ip3", &accept("m.rossi")).unwrap();
}

/// A risk that nobody has rated hides none above the line.
#[test]
fn what_is_not_rated_does_not_hide_what_lies_above_the_line() {
    let mut dated = Dated::new();
    dated.rate("ip3/R-001", "residual", "3");
    dated.act("add-risk", "ip3/DTBK", &[("template", "DTBK-T1")]).unwrap();
    let whole = refused(&mut dated, "ip3", "m.rossi");
    assert!(whole.because.starts_with("the overall residual risk of ip3 is HIGH, above the line"), "{whole}");
    dated.act("weigh-benefit", "ip3", WEIGHED).unwrap();
    dated.act("decide", "ip3", &accept("m.rossi")).unwrap();
}
