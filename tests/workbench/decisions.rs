//! Decisions that follow another one, above the line, on conditions, and as exceptions.

use riskward::{
    domain::{decision::AcceptanceState, risk::RiskStatus},
    workbench::{
        actions::{Args, action, preview::Preview},
        subject_of,
    },
};

use crate::{lifecycle::Dated, register::with};

const AGAIN: [(&str, &str); 2] = [("decided_by", "m.rossi"), ("addition", "The change is harmless.")];

fn foretold(dated: &Dated, name: &str, subject: &str, args: &[(&str, &str)]) -> Preview {
    let args = args.iter().fold(Args::new(), |args, (name, value)| args.with(name, *value));
    (action(name).unwrap().preview().unwrap())(&dated.workbench, subject, &args).unwrap()
}

/// Of three decisions two go stale; both are listed, re-confirmed in one request with an event each, and keep why.
#[test]
fn stale_decisions_are_reconfirmed_in_bulk_each_listed() {
    let mut dated = Dated::new();
    for reference in ["ip3/R-002", "ip3/R-003"] {
        dated.risk(reference);
    }
    for reference in ["ip3/R-001", "ip3/R-002", "ip3/R-003"] {
        dated.accept(reference, "2026-06-01", "2026-12-31").unwrap();
    }
    dated.act("edit-risk", "ip3/R-001", &[("consequence", "Something else")]).unwrap();
    dated.rate("ip3/R-003", "residual", "2");
    dated.act("edit-risk", "ip3/R-002", &[("owner", "k.lang"), ("title", "Another name")]).unwrap();
    let warning =
        |dated: &Dated, name: &str| dated.workbench.risk(name).unwrap().decisions[0].said.warning.clone();
    assert_eq!(warning(&dated, "ip3/R-001"), "STALE: the consequence was reworded");
    assert_eq!(warning(&dated, "ip3/R-002"), "");
    assert_eq!(warning(&dated, "ip3/R-003"), "STALE: the residual rating changed: low → medium");

    let none = dated.act("reconfirm-decisions", "ip3", &AGAIN).unwrap_err();
    assert_eq!((none.because.as_str(), none.try_this.as_str()), ("decisions names none", "R-001|R-003"));
    let with_sound = [AGAIN[0], AGAIN[1], ("decisions", "R-001|R-002")];
    let events = dated.workbench.verify().unwrap().events;
    assert!(dated.act("reconfirm-decisions", "ip3", &with_sound).is_err(), "R-002 has nothing to confirm");
    assert_eq!(dated.workbench.verify().unwrap().events, events, "all of them, or none");

    let both = [AGAIN[0], AGAIN[1], ("decisions", "R-001|R-003")];
    let preview = foretold(&dated, "reconfirm-decisions", "ip3", &both);
    assert_eq!(preview.sign.as_deref(), Some("ip3"));
    assert_eq!(
        preview.says,
        [
            "ip3/R-001 re-confirmed by m.rossi until 2026-12-31.",
            "  changed since: the consequence was reworded",
            "ip3/R-003 re-confirmed by m.rossi until 2026-12-31.",
            "  changed since: the residual rating changed: low → medium",
        ]
    );
    assert_eq!(preview.asks, "Re-confirm 2 decisions of ip3?");

    // begun from what is marked, it names what can be, and tells what is left out
    let id = |name: &str| dated.workbench.risk(name).unwrap().risk.id.clone();
    let marked = subject_of(&[id("ip3/R-003"), id("ip3/R-002")]);
    let name = "reconfirm-decisions";
    let begun = dated.workbench.beginning(name, "ip3", &marked).unwrap();
    assert_eq!(dated.workbench.begun_on(name, String::new(), &marked).unwrap(), "ip3");
    assert_eq!(begun.text("decisions"), "R-003");
    let begun = AGAIN.iter().fold(begun, |args, (name, value)| args.with(name, *value));
    let told = (action(name).unwrap().preview().unwrap())(&dated.workbench, "ip3", &begun).unwrap();
    assert_eq!(told.asks, "Re-confirm 1 decision of ip3?");
    assert!(
        told.warnings.contains(
            &"1 marked, and left out (no decision that is stale or expiring): ip3/R-002".to_owned()
        ),
        "{told:?}"
    );
    let sound = dated.workbench.beginning(name, "ip3", &subject_of(&[id("ip3/R-002")])).unwrap_err();
    assert_eq!(sound.because, "no decision on ip3/R-002 is stale or expiring");

    let done = dated.act("reconfirm-decisions", "ip3", &both).unwrap();
    assert_eq!(
        done.said,
        "2 decisions re-confirmed: ip3/R-001, ip3/R-003. This register names no people: authority was not checked."
    );
    assert_eq!(dated.workbench.verify().unwrap().events, events + 2);
    for name in ["ip3/R-001", "ip3/R-003"] {
        assert_eq!(dated.workbench.acceptance(name).unwrap(), AcceptanceState::InForce);
    }
    let whole = dated.workbench.risk("ip3/R-003").unwrap();
    assert_eq!(
        whole.decisions[0].rationale,
        "The restore drill brought the server back in time.\nRe-confirmed on 2026-03-01: The change is harmless."
    );
    assert!(dated.act("undo", "", &[]).is_err(), "decisions are not undone");
    assert_eq!(dated.workbench.verify().unwrap().findings, []);
}

/// The decision on the whole is re-confirmed like one on a risk.
#[test]
fn the_decision_on_the_whole_is_reconfirmed() {
    let mut dated = Dated::new();
    dated.accept("ip3", "2026-06-01", "2026-12-31").unwrap();
    dated.act("add-placement", "ip3", &[("site", "Main hospital"), ("location", "ICU 9")]).unwrap();
    let warning = dated.workbench.chain("ip3").unwrap().decision.unwrap().warning;
    assert_eq!(warning, "STALE: 1 placement was added");
    let whole = [AGAIN[0], AGAIN[1], ("decisions", "whole")];
    assert_eq!(
        dated.act("reconfirm-decisions", "ip3", &whole).unwrap().said,
        "1 decision re-confirmed: ip3. This register names no people: authority was not checked."
    );
    assert_eq!(dated.workbench.acceptance("ip3").unwrap(), AcceptanceState::InForce);
}

/// A renewal goes through the gate of residual risk again, and reaches further than what it follows.
#[test]
fn a_renewal_is_refused_while_the_residual_risk_wants_something() {
    let mut dated = Dated::new();
    dated.accept("ip3/R-001", "2026-06-01", "2026-12-31").unwrap();
    let renew = |until| [AGAIN[0], AGAIN[1], ("review_on", "2026-11-01"), ("valid_until", until)];
    let short = dated.act("renew-decision", "ip3/R-001", &renew("2026-12-31")).unwrap_err();
    assert!(short.because.contains("the decision holds until 2026-12-31 already"), "{short}");
    dated.act("add-control", "ip3/R-001", &[("template", "CC-BKUP"), ("brings_new_risk", "no")]).unwrap();
    let unproven = dated.act("renew-decision", "ip3/R-001", &renew("2027-12-31")).unwrap_err();
    assert!(unproven.because.contains("C-001 is not in place at Main hospital"), "{unproven}");
    assert_eq!(unproven.try_this, "put-in-place C-001 first");
    let warned = foretold(&dated, "withdraw-decision", "ip3/R-001", &[("reason", "x")]);
    assert_eq!(warned.says[2], "The risk is in treatment again.");
    dated.act("unlink-control", "ip3/R-001", &[("control", "C-001")]).unwrap();
    dated.rate("ip3/R-001", "residual", "3");
    let weighed = dated.act("renew-decision", "ip3/R-001", &renew("2027-12-31")).unwrap_err();
    assert!(weighed.because.contains("R-001 is high and its benefit is not weighed"), "{weighed}");
    dated.rate("ip3/R-001", "residual", "1");
    dated.act("renew-decision", "ip3/R-001", &renew("2027-12-31")).unwrap();
    assert_eq!(dated.state(), AcceptanceState::InForce);
}

/// Above the line of acceptability nothing is accepted before the benefit is weighed, with all of its parts.
#[test]
fn an_acceptance_above_the_line_needs_a_benefit_risk_record() {
    let mut dated = Dated::new();
    dated.rate("ip3/R-001", "residual", "3");
    let refused = dated.accept("ip3/R-001", "2026-06-01", "2026-12-31").unwrap_err();
    assert!(
        refused.because.starts_with("the residual risk of ip3/R-001 is HIGH, above the line"),
        "{refused}"
    );
    assert_eq!(refused.try_this, "weigh-benefit ip3/R-001 first");
    let parts = [
        ("benefit", "Libraries reach all pumps in a day."),
        ("alternatives", "Loading by hand failed three times in 2025."),
        ("not_practicable", "The pump cannot check its server."),
        ("conclusion", "The benefit outweighs what is left."),
        ("author", "Dr. A. Weber"),
    ];
    for at in 0..parts.len() {
        let without: Vec<_> = parts.iter().copied().filter(|part| *part != parts[at]).collect();
        let refused = dated.act("weigh-benefit", "ip3/R-001", &without).unwrap_err();
        assert_eq!(refused.because, format!("{} is empty", parts[at].0));
    }
    dated.act("weigh-benefit", "ip3/R-001", &parts).unwrap();
    dated.accept("ip3/R-001", "2026-06-01", "2026-12-31").unwrap();
    let recorded = &dated.workbench.risk("ip3/R-001").unwrap().decisions[0].recorded;
    let told = "BR ip3/R-001 2026-03-01 by Dr. A. Weber: The benefit outweighs what is left.";
    assert!(recorded.contains(told), "{recorded}");
}

/// A condition has an owner and a date; it is overdue from the day after, met once, and goes over to what follows.
#[test]
fn conditions_are_met_overdue_and_carried() {
    let mut dated = Dated::new();
    let decide = |conditions| {
        [
            ("decision", "accept_with_conditions"),
            ("decided_by", "m.rossi"),
            ("rationale", "The restore drill brought the server back in time."),
            ("conditions", conditions),
            ("review_on", "2026-06-01"),
            ("valid_until", "2026-12-31"),
        ]
    };
    let wrong = dated.act("decide", "ip3/R-001", &decide("Drill; k.lang; 2026-04-31")).unwrap_err();
    assert!(wrong.because.contains("which is no date"), "{wrong}");
    dated
        .act("decide", "ip3/R-001", &decide("Drill every year; k.lang; 2026-04-30|No new server; none"))
        .unwrap();
    let told = |dated: &Dated| dated.workbench.risk("ip3/R-001").unwrap().decisions[0].conditions.clone();
    assert_eq!(told(&dated), ["1 Drill every year (k.lang, by 2026-04-30)", "2 No new server; none"]);
    dated.at("2026-05-01T09:00:00Z");
    assert_eq!(told(&dated)[0], "1 Drill every year (k.lang, by 2026-04-30): OVERDUE");
    let warning = dated.workbench.risk("ip3/R-001").unwrap().decisions[0].said.warning.clone();
    assert_eq!(warning, "CONDITION OVERDUE: Drill every year");
    let met =
        [("condition", "1"), ("met_by", "L. Novak"), ("evidence", "Report 26-118"), ("met_on", "2026-04-29")];
    dated.act("meet-condition", "ip3/R-001", &met).unwrap();
    assert!(dated.act("meet-condition", "ip3/R-001", &met).unwrap_err().because.contains("was met on"));
    let none = [("condition", "7"), ("met_by", "L. Novak"), ("evidence", "x")];
    assert!(dated.act("meet-condition", "ip3/R-001", &none).is_err());
    dated.act("edit-risk", "ip3/R-001", &[("consequence", "Something else")]).unwrap();
    dated.act("reconfirm-decision", "ip3/R-001", &AGAIN).unwrap();
    assert_eq!(
        told(&dated)[0],
        "1 Drill every year (k.lang, by 2026-04-30): met on 2026-04-29, says L. Novak"
    );
    assert_eq!(dated.workbench.verify().unwrap().findings, []);
}

/// An exception names its rule and how it ends, and counts how often it was extended.
#[test]
fn an_exception_counts_its_extensions() {
    let mut dated = Dated::new();
    let exception = |rule, exit| {
        [
            ("decision", "accept"),
            ("decided_by", "m.rossi"),
            ("rationale", "The maker delivers the fix in autumn."),
            ("review_on", "2026-06-01"),
            ("valid_until", "2026-12-31"),
            ("departs_from", rule),
            ("exit_plan", exit),
        ]
    };
    let alone = dated.act("decide", "ip3/R-001", &exception("Policy 4.2", "")).unwrap_err();
    assert!(alone.because.starts_with("exit_plan is missing"), "{alone}");
    let plan = dated.act("decide", "ip3/R-001", &exception("", "Update to 4.4")).unwrap_err();
    assert!(plan.because.starts_with("departs_from is missing"), "{plan}");
    let said = |dated: &Dated| dated.workbench.risk("ip3/R-001").unwrap().decisions[0].recorded.clone();
    for times in 0..2 {
        dated.act("decide", "ip3/R-001", &exception("Policy 4.2", "Update to 4.4")).unwrap();
        assert!(
            said(&dated).contains(&format!("exception from Policy 4.2, extended {times} times")),
            "{}",
            said(&dated)
        );
    }
    let renew = [AGAIN[0], AGAIN[1], ("review_on", "2027-06-01"), ("valid_until", "2027-12-31")];
    dated.act("renew-decision", "ip3/R-001", &renew).unwrap();
    assert!(said(&dated).contains("extended 2 times"), "{}", said(&dated));
    dated.act("edit-risk", "ip3/R-001", &[("consequence", "Something else")]).unwrap();
    dated.act("reconfirm-decision", "ip3/R-001", &AGAIN).unwrap();
    assert!(said(&dated).contains("extended 2 times"), "a re-confirmation gives no more time");
}

/// A withdrawal opens the risk again, and says so.
#[test]
fn a_withdrawal_opens_the_risk_again() {
    let mut dated = Dated::new();
    dated.accept("ip3/R-001", "2026-06-01", "2026-12-31").unwrap();
    let said = dated.act("withdraw-decision", "ip3/R-001", &[("reason", "The drill failed.")]).unwrap().said;
    assert_eq!(said, "The decision on ip3/R-001 was withdrawn; the risk is in treatment again.");
    assert_eq!(dated.workbench.risk("ip3/R-001").unwrap().risk.status, RiskStatus::InTreatment);
    dated.act("treat-risk", "ip3/R-001", &[("treatment", "retain")]).unwrap();
    dated.accept("ip3/R-001", "2026-06-01", "2026-12-31").unwrap();
    let said = dated.act("withdraw-decision", "ip3/R-001", &[("reason", "The drill failed.")]).unwrap().said;
    assert_eq!(said, "The decision on ip3/R-001 was withdrawn; the risk is open again.");
}

/// What is signed is told first: what, on what, by whom, at which level, until when, and what nobody has found to work.
#[test]
fn a_decision_foretells_itself() {
    let mut dated = Dated::new();
    dated.act("add-control", "ip3/R-001", &[("template", "CC-BKUP"), ("brings_new_risk", "no")]).unwrap();
    let decision = [
        ("decision", "accept_with_conditions"),
        ("decided_by", "m.rossi"),
        ("rationale", "The restore drill brought the server back in time."),
        ("conditions", "Drill every year; k.lang; 2026-04-30"),
        ("review_on", "2026-06-01"),
        ("valid_until", "2026-12-31"),
    ];
    let title = dated.workbench.risk("ip3/R-001").unwrap().risk.value.title;
    let preview = foretold(&dated, "decide", "ip3/R-001", &decision);
    assert_eq!(
        preview.says,
        [
            format!("Accept with conditions: ip3/R-001 {title}"),
            "By m.rossi, on 2026-03-01".into(),
            "Residual risk: LOW".into(),
            "Valid until 2026-12-31, review on 2026-06-01".into(),
            "On condition: Drill every year; k.lang; 2026-04-30".into(),
        ]
    );
    assert_eq!(preview.warnings, ["C-001 is not in place at Main hospital"]);
    assert_eq!(preview.sign.as_deref(), Some("ip3"));
}

/// The sample projects' findings are those that their stories hold, each with a place and an action that is there.
#[test]
fn checks_find_what_the_samples_hold() {
    for (name, reference, count) in
        [("infusion-pump", "ip3", 6), ("pacs", "pacs12", 0), ("patient-monitor", "pm7", 0)]
    {
        let register = with(name);
        let checked = register.workbench.check(reference).unwrap();
        assert_eq!(checked.found.len(), count, "{name}: {:?}", checked.found);
        for (_, missing) in &checked.found {
            assert!(action(missing.mend).is_some() && !missing.place.is_empty(), "{missing:?}");
        }
    }
}
