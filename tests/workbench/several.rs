//! Several risks changed and removed at once: what is filled in, all or nothing, one undo.

use riskward::{
    domain::{events::Actor, rating::Phase, risk::RiskStatus},
    workbench::{
        Ids, Settings, Workbench,
        actions::{Args, action, preview::Preview},
        questions::risk_order::RisksWanted,
        subject_of,
    },
};

use crate::register::{Register, with};

fn all(register: &Register) -> String {
    subject_of(&register.workbench.risk_order(&RisksWanted::default()).unwrap().ids)
}

fn args(given: &[(&str, &str)]) -> Args {
    given.iter().fold(Args::new(), |args, (name, value)| args.with(name, *value))
}

fn preview(register: &Register, name: &str, subject: &str, given: &[(&str, &str)]) -> Preview {
    (action(name).unwrap().preview().unwrap())(&register.workbench, subject, &args(given)).unwrap()
}

fn risk(register: &Register, reference: &str) -> riskward::domain::risk::Risk {
    register.workbench.risk(reference).unwrap().risk.value
}

/// 200 risks in one request; one undo brings every row back as it was.
#[test]
fn two_hundred_risks_are_changed_and_undone_in_one_go() {
    let mut register = with("infusion-pump");
    for number in 15..=200 {
        let title = format!("Risk number {number}");
        let given =
            [("title", title.as_str()), ("hazardous_situation", "Nobody looks"), ("owner", "A. Weber")];
        register.act("add-risk", "ip3", &given).unwrap();
    }
    let subject = all(&register);
    assert_eq!(subject.split('|').count(), 200);
    let before = register.workbench.history("", 1).unwrap()[0].seq;
    let rows = |register: &Register| {
        (1..=200).map(|number| risk(register, &format!("ip3/R-{number:03}"))).collect::<Vec<_>>()
    };
    let as_they_were = rows(&register);
    let given = [("owner", "K. Lang"), ("due_on", "2027-03-31"), ("add_tags", "ward 9, night")];
    let said = register.act("edit-risks", &subject, &given).unwrap().said;
    assert_eq!(said, "200 risks changed: owner K. Lang, due 2027-03-31, tags +ward 9, +night.");
    let events = register.workbench.history("", 1).unwrap()[0].seq - before;
    assert_eq!(events, 1, "one event in one request");
    for risk in rows(&register) {
        assert_eq!((risk.owner.as_str(), risk.due_on), ("K. Lang", "2027-03-31".parse().ok()));
        assert_eq!(risk.tags, ["ward 9", "night"]);
    }
    let undone = register.act("undo", "", &[]).unwrap().said;
    assert_eq!(undone, format!("Undone: {said}"));
    assert_eq!(rows(&register), as_they_were);
    register.act("redo", "", &[]).unwrap();
    assert_eq!(risk(&register, "ip3/R-150").owner, "K. Lang");
    assert_eq!(register.workbench.verify().unwrap().findings, []);
}

#[test]
fn a_preview_tells_from_what_to_what_and_what_is_left_out() {
    let mut register = with("infusion-pump");
    register.act("edit-risk", "ip3/R-001", &[("owner", "K. Lang")]).unwrap();
    let told = preview(&register, "edit-risks", "ip3/R-001..R-003", &[("owner", "K. Lang")]);
    assert_eq!(told.asks, "Change 2 risks?");
    assert_eq!(told.says.len(), 1, "{told:?}");
    assert!(told.says[0].starts_with("Owner: 2 risks from "), "{told:?}");
    assert!(told.says[0].ends_with(" to K. Lang; already so: 1"), "{told:?}");
    // what was accepted keeps its treatment and its ratings
    let accepted: Vec<String> = (1..=14)
        .map(|number| format!("ip3/R-{number:03}"))
        .filter(|name| risk(&register, name).status == RiskStatus::Accepted)
        .collect();
    assert!(!accepted.is_empty() && accepted.len() < 14);
    let told = preview(&register, "edit-risks", "ip3", &[("treatment", "retain")]);
    let left = format!("Treatment: {} left out (accepted", accepted.len());
    assert!(told.warnings[0].starts_with(&left), "{told:?}");
    let said = register.act("edit-risks", "ip3", &[("treatment", "retain")]).unwrap().said;
    assert!(said.contains(&left), "{said}");
    for name in &accepted {
        assert_eq!(risk(&register, name).status, RiskStatus::Accepted);
    }
    let refused = register.act("edit-risks", "ip3", &[("treatment", "retain")]).unwrap_err();
    assert!(refused.because.contains("left out (accepted"), "{refused}");
    let refused = register.act("edit-risks", "ip3", &[]).unwrap_err();
    assert_eq!(refused.because, "no field is filled in");
}

/// Each level is looked up in the matrix; what is not rated on the property is left out, the others' estimates stay.
#[test]
fn a_rating_of_several_is_looked_up_for_each() {
    let mut register = with("infusion-pump");
    let open: Vec<String> = (1..=14)
        .map(|number| format!("ip3/R-{number:03}"))
        .filter(|name| risk(&register, name).status != RiskStatus::Accepted)
        .collect();
    let touched = |register: &Register, name: &str| {
        let whole = register.workbench.risk(name).unwrap();
        let initial = whole.ratings.into_iter().find(|rated| rated.phase == Phase::Initial);
        initial.is_some_and(|rated| rated.rating.safety_severity.is_some())
    };
    let (on, off): (Vec<&String>, Vec<&String>) = open.iter().partition(|name| touched(&register, name));
    assert!(!on.is_empty(), "{open:?}");
    let before: Vec<_> = on.iter().map(|name| register.workbench.risk(name).unwrap()).collect();
    let rating = [
        ("phase", "initial"),
        ("property", "safety"),
        ("severity", "5"),
        ("likelihood", "1"),
        ("basis", "expert_judgement"),
    ];
    let told = preview(&register, "edit-risks", &open.join("|"), &rating);
    assert!(told.says[0].starts_with(&format!("Initial safety: {} risks from ", on.len())), "{told:?}");
    assert!(told.says[0].contains(" to severity 5, likelihood 1: "), "{told:?}");
    assert_eq!(told.warnings.iter().any(|left| left.contains("not rated on safety")), !off.is_empty());
    register.act("edit-risks", &open.join("|"), &rating).unwrap();
    for (name, before) in on.iter().zip(before) {
        let of = |whole: &riskward::workbench::questions::risk::RiskWhole| {
            whole.ratings.iter().find(|rated| rated.phase == Phase::Initial).unwrap().rating.clone()
        };
        let now = of(&register.workbench.risk(name).unwrap());
        assert_eq!((now.safety_severity, now.safety_likelihood), (Some(5), Some(1)));
        let was = of(&before);
        assert_eq!(
            (now.security_severity, now.security_level, now.effectiveness_likelihood),
            (was.security_severity, was.security_level, was.effectiveness_likelihood)
        );
    }
    let half = [("phase", "initial"), ("severity", "5")];
    let refused = register.act("edit-risks", "ip3", &half).unwrap_err();
    assert!(refused.because.starts_with("property is empty"), "{refused}");
    assert_eq!(register.workbench.verify().unwrap().findings, []);
}

/// Between what is told and the yes to it somebody changes one of the rows: nothing at all is written.
#[test]
fn a_conflict_on_one_risk_leaves_all_as_they_were() {
    let mut register = with("infusion-pump");
    let theirs = Settings {
        ids: Ids::Counted(500_000),
        actor: Actor { uid: 1005, name: "k.lang".into() },
        ..register.workbench.settings().clone()
    };
    let mut second = Workbench::open(theirs).unwrap();
    let subject = all(&register);
    let given = [("owner", "M. Rossi the younger")];
    let told = preview(&register, "edit-risks", &subject, &given);
    let edit = action("edit-risk").unwrap();
    let request = second.new_request();
    (edit.run)(&mut second, "ip3/R-003", &args(&[("owner", "Theirs")]), request).unwrap();
    let looked_at = args(&given).with("opened_on", told.made_on);
    let request = register.workbench.new_request();
    let refused = (action("edit-risks").unwrap().run)(&mut register.workbench, &subject, &looked_at, request);
    let conflict = refused.unwrap_err().conflict.unwrap();
    assert_eq!((conflict.theirs_by.as_str(), conflict.fields[0].theirs.as_str()), ("k.lang", "Theirs"));
    assert!(risk(&register, "ip3/R-001").owner != "M. Rossi the younger");
    // what stands in one of them is not put into all of them
    let bulk = action("edit-risks").unwrap();
    let compared =
        register.workbench.compare(bulk, &subject, (&args(&[]), &args(&given)), Some(&conflict)).unwrap();
    assert!(compared.sides.is_empty() && compared.object.ends_with("R-003"), "{compared:?}");
    assert_eq!(compared.beside[0].theirs, "Theirs");
    // looked at again, it is done
    let made_on = preview(&register, "edit-risks", &subject, &given).made_on;
    let looked_at = args(&given).with("opened_on", made_on);
    let request = register.workbench.new_request();
    (action("edit-risks").unwrap().run)(&mut register.workbench, &subject, &looked_at, request).unwrap();
    assert_eq!(risk(&register, "ip3/R-003").owner, "M. Rossi the younger");
    assert_eq!(register.workbench.verify().unwrap().findings, []);
}

/// Which rows change may differ from what was told: those told of change on what they were then, and no others.
#[test]
fn only_the_rows_told_of_change_and_only_as_they_were_then() {
    let mut register = with("infusion-pump");
    let (subject, given) = ("ip3/R-001|R-002|R-003", [("owner", "XX")]);
    register.act("edit-risk", "ip3/R-002", &given).unwrap();
    let run = |register: &mut Register, made_on: &str| {
        let request = register.workbench.new_request();
        let looked_at = args(&given).with("opened_on", made_on);
        (action("edit-risks").unwrap().run)(&mut register.workbench, subject, &looked_at, request)
    };
    let made_on = preview(&register, "edit-risks", subject, &given).made_on;
    // one that was so already is so no more
    register.act("edit-risk", "ip3/R-002", &[("owner", "Bob")]).unwrap();
    let refused = run(&mut register, &made_on).unwrap_err();
    assert_eq!(refused.what, "Nothing was changed");
    register.act("edit-risk", "ip3/R-002", &given).unwrap();
    // one of those told of is so by now, and another was changed
    register.act("edit-risk", "ip3/R-003", &given).unwrap();
    register.act("edit-risk", "ip3/R-001", &[("owner", "Bob")]).unwrap();
    assert!(run(&mut register, &made_on).unwrap_err().conflict.is_some());
    assert_eq!(risk(&register, "ip3/R-001").owner, "Bob");
    // it is told of once more, and then one of the two falls away
    register.act("edit-risk", "ip3/R-003", &[("owner", "Bob")]).unwrap();
    let made_on = preview(&register, "edit-risks", subject, &given).made_on;
    register.act("edit-risk", "ip3/R-003", &given).unwrap();
    run(&mut register, &made_on).unwrap();
    assert_eq!(risk(&register, "ip3/R-001").owner, "XX");
}

#[test]
fn what_is_taken_away_is_named() {
    let mut register = with("infusion-pump");
    let given = [("due_on", "2027-03-31"), ("add_tags", "a, b, c")];
    register.act("edit-risks", "ip3/R-001|R-002", &given).unwrap();
    register
        .act("edit-risks", "ip3/R-001|R-002", &[("remove_tags", "B"), ("clear", "due_on|owner")])
        .unwrap();
    let now = risk(&register, "ip3/R-002");
    assert_eq!((now.tags.join(" "), now.due_on, now.owner.as_str()), ("a c".to_owned(), None, ""));
    register.act("edit-risks", "ip3/R-001", &[("clear", "tags"), ("add_tags", "z")]).unwrap();
    assert_eq!(risk(&register, "ip3/R-001").tags, ["z"]);
    for (wrong, because) in [
        (vec![("clear", "title")], "clear is \"title\""),
        (vec![("clear", "owner"), ("owner", "x")], "owner is filled in and taken away at once"),
        (vec![("status", "accepted")], "status is accepted"),
    ] {
        let refused = register.act("edit-risks", "ip3", &wrong).unwrap_err();
        assert!(refused.because.starts_with(because), "{refused}");
    }
    let refused = register.act("edit-risks", "ip3/R-001|R-900", &[("owner", "x")]).unwrap_err();
    assert!(refused.because.contains("no risk \"R-900\""), "{refused}");
}

/// Owner, due date and tags are no part of what a decision rests on.
#[test]
fn living_facts_make_no_decision_stale() {
    let mut register = with("infusion-pump");
    let told = |register: &Register| {
        let wanted = RisksWanted { assessment: Some("ip3".into()), ..RisksWanted::default() };
        let order = register.workbench.risk_order(&wanted).unwrap();
        let page = register.workbench.risk_page(&order, 0, 20).unwrap();
        page.into_iter().map(|line| line.decision).collect::<Vec<_>>()
    };
    let before = told(&register);
    let given = [("owner", "Somebody"), ("due_on", "2020-01-01"), ("add_tags", "x")];
    register.act("edit-risks", "ip3", &given).unwrap();
    assert_eq!(told(&register), before, "a due date that is over expires nothing either");
}

#[test]
fn several_risks_are_removed_apart_from_those_decided_on() {
    let mut register = with("infusion-pump");
    let given = [("title", "T"), ("hazardous_situation", "S")];
    for _ in 0..3 {
        register.act("add-risk", "ip3", &given).unwrap();
    }
    let decided = (1..=14)
        .map(|number| format!("ip3/R-{number:03}"))
        .find(|name| risk(&register, name).status == RiskStatus::Accepted)
        .unwrap();
    let subject = &format!("{decided}|R-015..R-017");
    let told = preview(&register, "remove-risks", subject, &[("reason", "twice")]);
    assert_eq!((told.asks.as_str(), told.says.len()), ("Remove 3 risks, with their ratings?", 3));
    assert!(told.warnings[0].contains("decided on, and decisions are kept"), "{told:?}");
    let said = register.act("remove-risks", subject, &[("reason", "twice")]).unwrap().said;
    assert!(said.starts_with("3 risks removed: ip3/R-015, ip3/R-016, ip3/R-017."), "{said}");
    assert!(register.workbench.risk("ip3/R-016").is_err() && register.workbench.risk(&decided).is_ok());
    register.act("undo", "", &[]).unwrap();
    assert!(register.workbench.risk("ip3/R-016").is_ok());
    assert_eq!(register.workbench.verify().unwrap().findings, []);
}

/// A risk added with a due date and tags has them, and a project brings them.
#[test]
fn due_date_and_tags_are_given_with_a_risk() {
    let mut register = with("infusion-pump");
    let given = [
        ("title", "T"),
        ("hazardous_situation", "S"),
        ("due_on", "2027-02-01"),
        ("tags", "night, ward 9, Night"),
    ];
    register.act("add-risk", "ip3", &given).unwrap();
    let added = risk(&register, "ip3/R-015");
    assert_eq!((added.due_on, added.tags.join("|")), ("2027-02-01".parse().ok(), "night|ward 9".to_owned()));
    register.act("edit-risk", "ip3/R-015", &[("tags", "day")]).unwrap();
    let edited = risk(&register, "ip3/R-015");
    assert_eq!((edited.due_on, edited.tags.join("|")), (added.due_on, "day".to_owned()));
}

/// What stands in a cell is given to other rows; nothing is given too.
#[test]
fn a_cell_is_copied_to_other_rows() {
    let mut register = with("infusion-pump");
    register.act("edit-risk", "ip3/R-001", &[("due_on", "2027-03-31"), ("tags", "a, b")]).unwrap();
    register.act("edit-risks", "ip3/R-001", &[("clear", "owner")]).unwrap();
    register.act("edit-risks", "ip3/R-002|R-003", &[("add_tags", "z"), ("owner", "K. Lang")]).unwrap();
    for column in ["due", "tags", "owner"] {
        let (name, args) = register.workbench.like("ip3/R-001", column, "ip3/R-002|R-003").unwrap();
        let request = register.workbench.new_request();
        let run = action(name).unwrap().run;
        run(&mut register.workbench, "ip3/R-002|R-003", &args, request).unwrap();
    }
    for name in ["ip3/R-002", "ip3/R-003"] {
        let now = risk(&register, name);
        assert_eq!(
            (now.due_on, now.tags.join(" "), now.owner),
            ("2027-03-31".parse().ok(), "a b".into(), String::new())
        );
    }
    let refused = register.workbench.like("ip3/R-001", "residual", "ip3/R-002").unwrap_err();
    assert!(refused.because.starts_with("each risk is rated for itself"), "{refused}");
    register.act("edit-control", "C-001", &[("due", "2027-05-01")]).unwrap();
    let (name, args) = register.workbench.like("C-001", "due", "C-002").unwrap();
    assert_eq!((name, args.text("due").as_str()), ("edit-control", "2027-05-01"));
    let title = register.workbench.control("C-002").unwrap().control.value.title;
    assert_eq!(args.text("title"), title, "the rest is the row's own");
}

/// The form that a rating's cell opens begins with that rating, and not with the one that is missing next.
#[test]
fn a_rating_that_is_asked_for_begins_with_its_own_values() {
    let register = with("infusion-pump");
    let whole = register.workbench.risk("ip3/R-001").unwrap();
    for rated in &whole.ratings {
        let phase = match rated.phase {
            Phase::Initial => "initial",
            Phase::Target => "target",
            Phase::Residual => "residual",
        };
        let rate = action("rate-risk").unwrap();
        let begun = rate.begun_with(&register.workbench, "ip3/R-001", Some(("phase", phase))).unwrap();
        let severity = rated.rating.safety_severity.map(|severity| severity.to_string()).unwrap_or_default();
        assert_eq!((begun.text("phase").as_str(), begun.text("safety_severity")), (phase, severity));
    }
}
