//! What is due, and what "today" is: the civil date in the register's own time zone.

use riskward::{
    domain::due::DueKind,
    workbench::{Clock, Settings, Workbench},
};

use crate::register::{Register, sample, settings, with};

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}

/// The infusion pump's register, made in this time zone and opened at this moment by a user whose zone is another.
fn at(zone: &str, moment: &str) -> (Workbench, tempfile::TempDir) {
    let directory = tempfile::tempdir().unwrap();
    let made = Settings { time_zone: zone.into(), ..settings(directory.path().join("register.db")) };
    let mut workbench = Workbench::open(made.clone()).unwrap();
    workbench.load(&sample("infusion-pump")).unwrap();
    drop(workbench);
    let theirs = Settings {
        time_zone: "America/Los_Angeles".into(),
        clock: Clock::Fixed(moment.parse().unwrap()),
        ..made
    };
    (Workbench::open(theirs).unwrap(), directory)
}

/// The kind, the words and the days left of what is due of a risk's acceptance.
fn of_risk(workbench: &Workbench, place: &str) -> Vec<(DueKind, i64)> {
    let dues = workbench.due(None).unwrap();
    let acceptance = |kind| matches!(kind, DueKind::Ends | DueKind::Expired);
    let lines = dues.lines.iter().filter(|line| line.place == place && acceptance(line.kind));
    lines.map(|line| (line.kind, line.days_left(dues.on))).collect()
}

/// R-005 is accepted until 2027-05-31, inclusive, whatever the zone of who asks.
#[test]
fn an_acceptance_holds_through_midnight_of_its_last_day_in_the_register_s_zone() {
    for (zone, moment, expected) in [
        ("Europe/Rome", "2027-05-31T21:59:59Z", (DueKind::Ends, 0)),
        ("Europe/Rome", "2027-05-31T22:00:00Z", (DueKind::Expired, -1)),
        ("Pacific/Auckland", "2027-05-31T11:59:59Z", (DueKind::Ends, 0)),
        ("Pacific/Auckland", "2027-05-31T12:00:00Z", (DueKind::Expired, -1)),
        ("America/New_York", "2027-06-01T03:59:59Z", (DueKind::Ends, 0)),
        ("America/New_York", "2027-06-01T04:00:00Z", (DueKind::Expired, -1)),
    ] {
        let (workbench, _directory) = at(zone, moment);
        assert_eq!(of_risk(&workbench, "ip3/R-005"), [expected], "{zone} {moment}");
    }
}

#[test]
fn what_is_over_is_called_use_without_valid_acceptance() {
    let mut register = with("infusion-pump");
    register.workbench.look_as_of(day("2027-06-05"));
    let dues = register.workbench.due(Some(0)).unwrap();
    let line =
        dues.lines.iter().find(|line| line.place == "ip3/R-005" && line.kind == DueKind::Expired).unwrap();
    assert_eq!(line.what, "IN USE WITHOUT VALID ACCEPTANCE since 2027-06-01");
    assert_eq!((line.days_left(dues.on), line.mend), (-5, "decide"));
    assert!(dues.lines.is_sorted_by_key(|line| line.date), "the earliest first");
    assert!(dues.lines.iter().all(|line| line.days_left(dues.on) <= 0), "within 0 days");
    assert!(register.workbench.standing("ip3").unwrap().due_in.unwrap() <= -5);
}

/// Year end and 29 February are days like others.
#[test]
fn days_are_counted_over_year_end_and_leap_day() {
    let mut register = with("infusion-pump");
    let decide = |register: &mut Register, until: &str| {
        let args = [
            ("decision", "accept"),
            ("decided_by", "E. Marchetti"),
            ("evidence", "Minutes of 2026-11-20"),
            ("rationale", "Borne by the gain."),
            ("review_on", until),
            ("valid_until", until),
        ];
        register.act("decide", "ip3/R-006", &args).unwrap();
    };
    decide(&mut register, "2028-02-29");
    for (on, days) in [("2028-02-28", 1), ("2028-02-29", 0), ("2028-03-01", -1), ("2027-12-31", 60)] {
        register.workbench.look_as_of(day(on));
        let kind = if days < 0 { DueKind::Expired } else { DueKind::Ends };
        assert_eq!(of_risk(&register.workbench, "ip3/R-006"), [(kind, days)], "{on}");
    }
    decide(&mut register, "2026-12-31");
    for (on, days) in [("2026-12-30", 1), ("2026-12-31", 0), ("2027-01-01", -1)] {
        register.workbench.look_as_of(day(on));
        let kind = if days < 0 { DueKind::Expired } else { DueKind::Ends };
        assert_eq!(of_risk(&register.workbench, "ip3/R-006"), [(kind, days)], "{on}");
    }
}

/// A shared control, a trigger over several assessments and a finding are each due once, and go when they are settled.
#[test]
fn triggers_and_findings_are_due_until_they_are_settled() {
    let mut register = with("patient-monitor");
    let place = |register: &Register, name: &str| {
        let dues = register.workbench.due(None).unwrap();
        let lines = dues.lines.iter().filter(|line| line.place == name);
        lines.map(|line| (line.kind, line.date.to_string())).collect::<Vec<_>>()
    };
    let raise = [("kind", "recall"), ("title", "Battery"), ("deadline", "2026-12-24")];
    register.act("raise-trigger", "pm7", &raise).unwrap();
    assert_eq!(place(&register, "T-001"), [(DueKind::Triage, "2026-12-24".into())]);
    let reopened = [("triage", "reopened"), ("reason", "It is real."), ("risks", "pm7/R-001")];
    register.act("triage-trigger", "T-001", &reopened).unwrap();
    assert_eq!(place(&register, "T-001"), [(DueKind::Units, "2026-12-24".into())]);
    let units = register.workbench.trigger("T-001").unwrap().trigger.units_affected.to_string();
    register.act("update-trigger", "T-001", &[("units_mended", &units)]).unwrap();
    assert_eq!(place(&register, "T-001"), []);
    register.act("open-finding", "pm7", &[("what", "an alarm was missed")]).unwrap();
    assert_eq!(place(&register, "F-001"), [(DueKind::Finding, "2026-12-21".into())]);
    register.act("close-finding", "F-001", &[("how", "the alarm chain was mended")]).unwrap();
    assert_eq!(place(&register, "F-001"), []);
    // support within a year of its end, once for the product
    let support = |register: &Register| {
        let dues = register.workbench.due(None).unwrap();
        dues.lines.iter().filter(|line| line.kind == DueKind::Support).count()
    };
    assert_eq!(support(&register), 1);
    register.workbench.look_as_of(day("2025-12-30"));
    assert_eq!(support(&register), 0);
    register.workbench.look_as_of(day("2025-12-31"));
    assert_eq!(support(&register), 1);
}

/// Back from today what is dated later is not counted, and what ended later stands: in gates, due, show and acceptance.
#[test]
fn a_look_back_counts_what_counted_then() {
    use riskward::domain::decision::AcceptanceState;
    let mut register = with("infusion-pump");
    let decide = |register: &mut Register, decision: &str| {
        let args = [
            ("decision", decision),
            ("decided_by", "E. Marchetti"),
            ("evidence", "Minutes of 2026-11-20"),
            ("rationale", "Borne by the gain."),
            ("review_on", "2027-01-31"),
            ("valid_until", "2027-02-28"),
            ("decided_on", "2026-11-20"),
        ];
        register.act("decide", "ip3/R-005", &args).unwrap();
    };
    let until = |register: &Register| of_risk(&register.workbench, "ip3/R-005");
    decide(&mut register, "reject");
    register.act("open-finding", "ip3/R-005", &[("what", "it was left open")]).unwrap();
    register.act("raise-trigger", "ip3", &[("kind", "incident"), ("title", "Pump stood still")]).unwrap();
    assert_eq!(register.workbench.acceptance("ip3/R-005").unwrap(), AcceptanceState::Rejected);
    let due = |register: &Register, place: &str| {
        register.workbench.due(None).unwrap().lines.iter().filter(|line| line.place == place).count()
    };
    assert_eq!((due(&register, "F-001"), due(&register, "T-001")), (1, 1));
    register.workbench.look_as_of(day("2026-11-19"));
    let state = register.workbench.acceptance("ip3/R-005").unwrap();
    assert!(state.holds(), "the decision before it held on that day: {state}");
    assert_eq!(until(&register)[0].0, DueKind::Ends);
    let decisions = register.workbench.risk("ip3/R-005").unwrap().decisions;
    assert!(decisions[0].said.in_force, "{:?}", decisions[0].said);
    assert_eq!((due(&register, "F-001"), due(&register, "T-001")), (0, 0));
    let gates = register.workbench.gates("ip3").unwrap().gates;
    let decision = gates.iter().find(|gate| gate.id == "G11").unwrap();
    assert!(decision.missing.iter().all(|missing| missing.place != "ip3/R-005"), "{:?}", decision.missing);
    register.workbench.look_as_of(day("2026-11-20"));
    assert_eq!(register.workbench.acceptance("ip3/R-005").unwrap(), AcceptanceState::Rejected);
}

/// A decision that rests on something that has changed is due on the day on which one looks.
#[test]
fn a_stale_decision_is_due_now() {
    let mut register = with("infusion-pump");
    let stale = |register: &Register| {
        let dues = register.workbench.due(Some(0)).unwrap();
        let lines = dues.lines.iter().filter(|line| line.kind == DueKind::Stale);
        lines.map(|line| format!("{}: {}", line.place, line.what)).collect::<Vec<_>>()
    };
    assert!(stale(&register).is_empty());
    register
        .act("overrule-coverage", "ip3/AUDT", &[("coverage", "not_provided"), ("reason", "By phone.")])
        .unwrap();
    assert_eq!(stale(&register), ["ip3/R-006: the decision is STALE: AUDT: partly → maker says no"]);
    assert_eq!(register.workbench.standing("ip3").unwrap().stale, 1);
}

/// The day that the owner of a risk has set is due until the risk is accepted or closed.
#[test]
fn the_day_set_for_a_risk_is_due_while_the_risk_is_open() {
    let mut register = with("infusion-pump");
    let of = |register: &Register, place: &str| -> Vec<(String, String)> {
        let dues = register.workbench.due(None).unwrap();
        let lines = dues.lines.into_iter().filter(|line| line.kind == DueKind::Risk && line.place == place);
        lines.map(|line| (line.date.to_string(), line.what)).collect()
    };
    register.act("add-risk", "ip3/MLDP", &[("template", "MLDP-T1"), ("title", "Files come in")]).unwrap();
    register.act("edit-risk", "ip3/R-015", &[("due_on", "2020-01-01"), ("owner", "K. Lang")]).unwrap();
    let told = ("2020-01-01".to_owned(), "Files come in is to be dealt with (K. Lang)".to_owned());
    assert_eq!(of(&register, "ip3/R-015"), [told]);
    register.act("edit-risk", "ip3/R-015", &[("status", "closed")]).unwrap();
    assert_eq!(of(&register, "ip3/R-015"), []);
}

/// A decision on the whole is due also while a later revision is at work and has none yet.
#[test]
fn the_decision_of_the_revision_before_is_due_until_there_is_another() {
    let mut register = with("patient-monitor");
    let of = |register: &Register| -> Vec<String> {
        let dues = register.workbench.due(None).unwrap();
        let whole = |line: &&riskward::domain::due::Due| {
            line.place == "pm7" && matches!(line.kind, DueKind::Ends | DueKind::Review)
        };
        dues.lines.iter().filter(whole).map(|line| format!("{} {}", line.date, line.kind)).collect()
    };
    let before = of(&register);
    assert!(before.iter().any(|line| line.ends_with("ends")), "{before:?}");
    register.act("reassess", "pm7", &[("reason", "the yearly look")]).unwrap();
    assert_eq!(of(&register), before);
}
