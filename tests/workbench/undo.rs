//! Undo and redo: this account's newest change, row by row, as long as nobody else has touched it.

use riskward::{
    domain::{events::Actor, trouble::TroubleKind},
    workbench::{Ids, Settings, Workbench, actions::action},
};

use crate::register::{WEIGHED, with};

fn treatment(register: &crate::register::Register, reference: &str) -> Option<String> {
    register.workbench.risk(reference).unwrap().risk.treatment.map(|word| word.to_string())
}

/// Several changes are taken back and brought back in order, to the exact former rows.
#[test]
fn changes_are_undone_and_redone_in_order() {
    let mut register = with("infusion-pump");
    let before = register.workbench.risk("ip3/R-001").unwrap().risk.value;
    register.act("treat-risk", "ip3/R-001", &[("treatment", "avoid")]).unwrap();
    register.act("treat-risk", "ip3/R-001", &[("treatment", "share")]).unwrap();
    register.act("undo", "", &[]).unwrap();
    assert_eq!(treatment(&register, "ip3/R-001").as_deref(), Some("avoid"));
    register.act("undo", "", &[]).unwrap();
    assert_eq!(register.workbench.risk("ip3/R-001").unwrap().risk.value, before);
    register.act("redo", "", &[]).unwrap();
    assert_eq!(treatment(&register, "ip3/R-001").as_deref(), Some("avoid"));
    register.act("redo", "", &[]).unwrap();
    assert_eq!(treatment(&register, "ip3/R-001").as_deref(), Some("share"));
    assert!(register.act("redo", "", &[]).is_err());
    assert_eq!(register.workbench.verify().unwrap().findings, []);
}

/// Both say what they did, and another start of the program takes back what an earlier one did.
#[test]
fn undo_works_across_restarts_and_both_say_what_they_did() {
    let mut register = with("infusion-pump");
    let said = register.act("treat-risk", "ip3/R-001", &[("treatment", "avoid")]).unwrap().said;
    let again = |register: &crate::register::Register, ids| {
        Workbench::open(Settings { ids: Ids::Counted(ids), ..register.workbench.settings().clone() }).unwrap()
    };
    register.workbench = again(&register, 100_000);
    assert_eq!(register.act("undo", "", &[]).unwrap().said, format!("Undone: {said}"));
    register.workbench = again(&register, 200_000);
    assert_eq!(register.act("redo", "", &[]).unwrap().said, format!("Done again: {said}"));
    assert_eq!(treatment(&register, "ip3/R-001").as_deref(), Some("avoid"));
    register.workbench = again(&register, 300_000);
    assert_eq!(register.act("undo", "", &[]).unwrap().said, format!("Undone: {said}"));
    assert_eq!(register.workbench.verify().unwrap().findings, []);
}

/// An added risk that is undone leaves its number behind; the next one gets the next number.
#[test]
fn a_number_is_never_given_twice() {
    let mut register = with("infusion-pump");
    let args = [("title", "Alarm is not heard"), ("hazardous_situation", "Nobody is at the central station")];
    let added = register.act("add-risk", "ip3/ALOF", &args).unwrap();
    assert_eq!(added.subject, "ip3/R-015");
    register.act("undo", "", &[]).unwrap();
    assert!(register.workbench.risk("ip3/R-015").is_err());
    assert_eq!(register.act("add-risk", "ip3/ALOF", &args).unwrap().subject, "ip3/R-016");
    assert_eq!(register.workbench.verify().unwrap().findings, []);
}

/// A benefit-risk record that somebody has decided on stays; the decision is named, also once it is withdrawn.
#[test]
fn a_benefit_risk_record_that_was_decided_on_is_not_undone() {
    let mut register = with("infusion-pump");
    register.act("weigh-benefit", "ip3/R-001", WEIGHED).unwrap();
    register.act("undo", "", &[]).unwrap();
    register.act("weigh-benefit", "ip3/R-001", WEIGHED).unwrap();
    let actor = Actor { uid: 1005, name: "k.lang".into() };
    let theirs = Settings { ids: Ids::Counted(500_000), actor, ..register.workbench.settings().clone() };
    let mut second = Workbench::open(theirs).unwrap();
    let mut act = |name: &str, args: &[(&str, &str)]| {
        let act = action(name).unwrap();
        let args = args.iter().fold((act.prefill)(&second, "ip3/R-001").unwrap(), |args, (name, value)| {
            args.with(name, *value)
        });
        let request = second.new_request();
        (act.run)(&mut second, "ip3/R-001", &args, request).unwrap()
    };
    act(
        "decide",
        &[
            ("decision", "accept"),
            ("decided_by", "E. Marchetti"),
            ("evidence", "Minutes of 2026-11-20"),
            ("rationale", "Restore drill repeated on 2026-11-20, 3 h 10 min."),
            ("review_on", "2027-01-15"),
            ("valid_until", "2027-02-01"),
        ],
    );
    let rests =
        "the decision of E. Marchetti on ip3/R-001 on 2026-11-21 was taken on this benefit-risk record";
    assert_eq!(register.act("undo", "", &[]).unwrap_err().because, rests);
    act("withdraw-decision", &[("reason", "the drill used another server")]);
    assert_eq!(register.act("undo", "", &[]).unwrap_err().because, rests);
    assert_eq!(register.workbench.verify().unwrap().findings, []);
}

/// A decision is withdrawn with a reason, not undone.
#[test]
fn a_decision_is_not_undone() {
    let mut register = with("infusion-pump");
    let args = [
        ("decision", "accept"),
        ("decided_by", "Dr. A. Weber|L. Novak"),
        ("evidence", "Minutes of 2026-11-20"),
        ("rationale", "Restore drill repeated on 2026-11-20, 3 h 10 min."),
        ("review_on", "2027-05-01"),
        ("valid_until", "2027-06-30"),
    ];
    register.act("weigh-benefit", "ip3/R-001", WEIGHED).unwrap();
    register.act("decide", "ip3/R-001", &args).unwrap();
    let refused = register.act("undo", "", &[]).unwrap_err();
    assert_eq!(refused.kind, TroubleKind::Refused);
    register.act("withdraw-decision", "ip3/R-001", &[("reason", "the drill used another server")]).unwrap();
    let risk = register.workbench.risk("ip3/R-001").unwrap();
    assert!(risk.decisions[0].said.warning.starts_with("withdrawn: the drill"));
    assert_eq!(register.workbench.verify().unwrap().findings, []);
}
