//! Several controls changed at once: each change is told before, one undo.

use riskward::{
    domain::control::Control,
    workbench::actions::{Args, action, preview::Preview},
};

use crate::register::{Register, with};

fn args(given: &[(&str, &str)]) -> Args {
    given.iter().fold(Args::new(), |args, (name, value)| args.with(name, *value))
}

fn preview(register: &Register, subject: &str, given: &[(&str, &str)]) -> Preview {
    let foretell = action("edit-controls").unwrap().preview().unwrap();
    foretell(&register.workbench, subject, &args(given)).unwrap()
}

/// A sample project with fifty controls more, whose refs are returned as a subject.
fn fifty() -> (Register, String, Vec<String>) {
    let mut register = with("infusion-pump");
    let mut refs = Vec::new();
    for number in 1..=50 {
        let owner = if number <= 30 { "A. Weber" } else { "" };
        let title = format!("Control number {number}");
        let given = [("title", title.as_str()), ("kind", "technical"), ("order", "2"), ("owner", owner)];
        refs.push(register.act("add-control", "ip3/R-001", &given).unwrap().subject);
    }
    (register, refs.join("|"), refs)
}

fn controls(register: &Register, refs: &[String]) -> Vec<Control> {
    refs.iter().map(|name| register.workbench.control(name).unwrap().control.value).collect()
}

/// 50 controls in one request, each told of before; one undo brings every row back as it was, redo does it again.
#[test]
fn fifty_controls_are_changed_and_undone_in_one_go() {
    let (mut register, subject, refs) = fifty();
    let as_they_were = controls(&register, &refs);
    let given = [("owner", "K. Lang"), ("due", "2027-03-31"), ("order", "1")];
    let told = preview(&register, &subject, &given);
    assert_eq!(told.asks, "Change 50 controls?");
    assert_eq!(told.says.len(), 3 + 50);
    assert_eq!(told.says[0], "Owner: 50 controls from A. Weber (30), nobody (20) to K. Lang");
    assert_eq!(told.says[1], "Due: 50 controls from no date (50) to 2027-03-31");
    for (at, name) in refs.iter().enumerate() {
        let from = if at < 30 { "A. Weber" } else { "nobody" };
        let line = format!(
            "{name} owner from {from} to K. Lang, due from no date to 2027-03-31, \
             order from 2 protects to 1 removes the exposure"
        );
        assert_eq!(told.says[3 + at], line);
    }
    assert_eq!(told.warnings.len(), 1, "decisions are sealed to the order: {told:?}");

    let before = register.workbench.history("", 1).unwrap()[0].seq;
    let said = register.act("edit-controls", &subject, &given).unwrap().said;
    assert_eq!(said, "50 controls changed: owner K. Lang, due 2027-03-31, order 1 removes the exposure.");
    assert_eq!(register.workbench.history("", 1).unwrap()[0].seq - before, 1, "one event in one request");
    let changed = controls(&register, &refs);
    for (control, before) in changed.iter().zip(&as_they_were) {
        let wanted =
            Control { owner: "K. Lang".into(), due: "2027-03-31".parse().ok(), order: 1, ..before.clone() };
        assert_eq!(*control, wanted, "nothing else is another");
    }
    assert_eq!(register.act("undo", "", &[]).unwrap().said, format!("Undone: {said}"));
    assert_eq!(controls(&register, &refs), as_they_were);
    register.act("redo", "", &[]).unwrap();
    assert_eq!(controls(&register, &refs), changed);
    assert_eq!(register.workbench.verify().unwrap().findings, []);
}

#[test]
fn what_is_so_already_is_counted_and_what_is_taken_away_is_named() {
    let (mut register, subject, refs) = fifty();
    let told = preview(&register, &subject, &[("owner", "A. Weber")]);
    assert_eq!(told.says[0], "Owner: 20 controls from nobody (20) to A. Weber; already so: 30");
    assert_eq!((told.says.len(), told.warnings.len()), (21, 0));
    let told = preview(&register, &subject, &[("clear", "owner")]);
    assert_eq!(told.asks, "Change 30 controls?");
    register.act("edit-controls", &subject, &[("clear", "owner|due")]).unwrap();
    assert!(controls(&register, &refs).iter().all(|control| control.owner.is_empty()));
    for (wrong, because) in [
        (vec![("clear", "owner")], "every one of these controls is so already"),
        (vec![("clear", "title")], "clear is \"title\""),
        (vec![("clear", "owner"), ("owner", "x")], "owner is filled in and taken away at once"),
        (vec![("order", "4")], "order is 4"),
        (vec![], "no field is filled in"),
    ] {
        let refused = register.act("edit-controls", &subject, &wrong).unwrap_err();
        assert_eq!(refused.because, because);
    }
}

#[test]
fn controls_are_named_by_refs_and_stretches() {
    let (mut register, ..) = fifty();
    let said = |register: &mut Register, subject: &str, owner: &str| {
        register.act("edit-controls", subject, &[("owner", owner)]).map(|outcome| outcome.said)
    };
    assert_eq!(said(&mut register, "C-001|c-002|C-001", "X").unwrap(), "2 controls changed: owner X.");
    assert_eq!(
        said(&mut register, "C-002..C-004|C-900..C-999", "Y").unwrap(),
        "3 controls changed: owner Y."
    );
    assert_eq!(said(&mut register, "C-001", "Z").unwrap(), "C-001 changed: owner Z.");
    for (subject, because) in [
        ("C-001|C-900", "there is no control \"C-900\""),
        ("ip3/R-001", "there is no control \"ip3/R-001\""),
        ("", "no control is named"),
        ("C-900..C-901", "no control is named"),
        ("C-001..C-4000|C-001..C-4000", "8000 controls are more than are changed at once"),
    ] {
        assert_eq!(said(&mut register, subject, "W").unwrap_err().because, because);
    }
}

/// Between what is told and the yes to it somebody changes one of the rows: nothing at all is written.
#[test]
fn a_conflict_on_one_control_leaves_all_as_they_were() {
    let (mut register, subject, refs) = fifty();
    let given = [("owner", "K. Lang")];
    let told = preview(&register, &subject, &given);
    register.act("edit-control", &refs[7], &[("owner", "Theirs")]).unwrap();
    let looked_at = args(&given).with("opened_on", told.made_on);
    let request = register.workbench.new_request();
    let run = action("edit-controls").unwrap().run;
    let refused = run(&mut register.workbench, &subject, &looked_at, request).unwrap_err();
    assert_eq!(refused.conflict.unwrap().fields[0].theirs, "Theirs");
    assert!(controls(&register, &refs).iter().all(|control| control.owner != "K. Lang"));
}

/// Of a row that became another since, and was to stay as it was, one was not told: nothing is written either.
#[test]
fn only_the_controls_that_one_was_told_of_are_changed() {
    let (mut register, subject, refs) = fifty();
    let given = [("owner", "A. Weber")];
    let told = preview(&register, &subject, &given);
    assert_eq!(told.asks, "Change 20 controls?");
    register.act("edit-control", &refs[0], &[("owner", "Theirs")]).unwrap();
    let looked_at = args(&given).with("opened_on", told.made_on);
    let request = register.workbench.new_request();
    let run = action("edit-controls").unwrap().run;
    let refused = run(&mut register.workbench, &subject, &looked_at, request).unwrap_err();
    assert_eq!(refused.what, "Nothing was changed");
    assert!(controls(&register, &refs)[30..].iter().all(|control| control.owner.is_empty()));
}

/// A cell is copied into one control by the action that takes one, into several by the one that tells before.
#[test]
fn a_cell_of_a_control_is_copied_to_others() {
    let (mut register, subject, refs) = fifty();
    register.act("edit-control", "C-001", &[("due", "2027-05-01"), ("kind", "clinical")]).unwrap();
    for column in ["due", "kind", "owner"] {
        let (name, args) = register.workbench.like("C-001", column, &subject).unwrap();
        assert_eq!(name, "edit-controls");
        let request = register.workbench.new_request();
        (action(name).unwrap().run)(&mut register.workbench, &subject, &args, request).unwrap();
    }
    let first = register.workbench.control("C-001").unwrap().control.value;
    for control in controls(&register, &refs) {
        assert_eq!((control.due, control.kind, &control.owner), (first.due, first.kind, &first.owner));
    }
    let refused = register.workbench.like("C-001", "state", &subject).unwrap_err();
    assert_eq!(refused.try_this, "owner, due date, kind and order are copied down");
}
