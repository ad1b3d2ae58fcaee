//! The whole job by actions alone, from an empty register to a sealed decision.

use riskward::{domain::capability::Coverage, workbench::actions::action};

use crate::register::{Register, empty, sample};

/// What is told where no people are named.
const UNCHECKED: &str = "This register names no people: authority was not checked.";

fn begun() -> Register {
    let mut register = empty();
    let args = [
        ("ref", "ip3"),
        ("manufacturer", "Hemoflow Medical AG"),
        ("model", "IP-3"),
        ("kind", "infusion-pump"),
        ("versions", "4.2.x"),
        ("stage", "go_live"),
        ("profile", "infusion-pump"),
        ("site", "Main hospital"),
        ("location", "ICU 2 west"),
        ("units", "24"),
    ];
    register.act("begin-assessment", "", &args).unwrap();
    let request = register.workbench.new_request();
    register.workbench.import(&sample("infusion-pump").join("mds2.xlsx"), Some("ip3"), request).unwrap();
    register
}

/// A risk with one control that is in place and verified twice, rated and accepted.
fn decided() -> Register {
    let mut register = begun();
    let mut act =
        |name: &str, subject: &str, args: &[(&str, &str)]| register.act(name, subject, args).unwrap();
    assert_eq!(act("add-risk", "ip3/DTBK", &[("template", "DTBK-T1")]).subject, "ip3/R-001");
    let initial = [
        ("phase", "initial"),
        ("safety_severity", "4"),
        ("safety_likelihood", "3"),
        ("effectiveness_severity", "3"),
        ("effectiveness_likelihood", "3"),
        ("basis", "expert_judgement"),
        ("unit", "fleet"),
    ];
    assert_eq!(act("rate-risk", "ip3/R-001", &initial).said, "ip3/R-001 rated HIGH (initial).");
    act("treat-risk", "ip3/R-001", &[("treatment", "reduce")]);
    let control =
        act("add-control", "ip3/R-001", &[("template", "CC-BKUP"), ("brings_new_risk", "no")]).subject;
    assert_eq!(control, "C-001");
    act(
        "put-in-place",
        "C-001",
        &[("site", "Main hospital"), ("state", "in_place"), ("by", "j.kern"), ("on", "2026-10-30")],
    );
    for kind in ["implementation", "effectiveness"] {
        let args = [
            ("site", "Main hospital"),
            ("kind", kind),
            ("result", "passed"),
            ("method", "Looked at the job list and restored one file"),
            ("person", "l.novak"),
            ("on", "2026-11-02"),
        ];
        act("verify-control", "C-001", &args);
    }
    let residual = [
        ("phase", "residual"),
        ("safety_severity", "4"),
        ("safety_likelihood", "1"),
        ("basis", "expert_judgement"),
        ("unit", "fleet"),
        ("relies_on", "C-001"),
    ];
    act("rate-risk", "ip3/R-001", &residual);
    let decision = [
        ("decision", "accept"),
        ("decided_by", "m.rossi"),
        ("rationale", "The restore drill brought the server back within the agreed time."),
        ("review_on", "2027-05-01"),
        ("valid_until", "2027-06-30"),
    ];
    let said = act("decide", "ip3/R-001", &decision).said;
    assert_eq!(said, format!("ip3/R-001 accepted by m.rossi until 2027-06-30. {UNCHECKED}"));
    register
}

/// The job ends in a register that verifies, with the whole chain behind the decision.
#[test]
fn the_whole_job_can_be_done_by_actions() {
    let register = decided();
    let risk = register.workbench.risk("ip3/R-001").unwrap();
    assert_eq!(risk.ratings.len(), 2);
    assert_eq!(risk.decisions[0].said.warning, "");
    assert!(
        risk.decisions[0].seal.iter().any(|(words, _)| words.contains("effectiveness passed on 2026-11-02"))
    );
    let standing = register.workbench.standing("ip3").unwrap();
    assert_eq!((standing.risks, standing.open, standing.not_rated), (1, 0, 0));
    assert_eq!(register.workbench.verify().unwrap().findings, []);
}

/// A failed re-test makes the decision that rested on the control stale, and says so by the control's name.
#[test]
fn a_failed_test_makes_the_decision_stale() {
    let mut register = decided();
    let again = |result| {
        [
            ("site", "Main hospital"),
            ("kind", "effectiveness"),
            ("result", result),
            ("method", "Restore drill"),
            ("person", "l.novak"),
        ]
    };
    register.act("verify-control", "C-001", &again("passed")).unwrap();
    let warning =
        |register: &Register| register.workbench.risk("ip3/R-001").unwrap().decisions[0].said.warning.clone();
    assert_eq!(warning(&register), "", "a test repeated with the same result changes nothing");
    register.act("verify-control", "C-001", &again("failed")).unwrap();
    assert_eq!(register.workbench.standing("ip3").unwrap().stale, 1);
    assert_eq!(
        warning(&register),
        "STALE: C-001 failed its effectiveness test on 2026-11-21 at Main hospital"
    );
    register.act("edit-risk", "ip3/R-001", &[("owner", "k.lang")]).unwrap();
    register.act("undo", "", &[]).unwrap();
    register.act("undo", "", &[]).unwrap();
    assert_eq!(warning(&register), "", "the failed test was taken back");
}

/// An owner or a title is not what a decision rests on.
#[test]
fn a_new_owner_does_not_make_a_decision_stale() {
    let mut register = decided();
    register.act("edit-risk", "ip3/R-001", &[("owner", "k.lang"), ("title", "Another name")]).unwrap();
    assert_eq!(register.workbench.risk("ip3/R-001").unwrap().decisions[0].said.warning, "");
}

/// Importing the same file again says so and adds nothing; a person's word on a coverage outlives a new revision.
#[test]
fn a_file_is_imported_once_and_a_changed_one_is_the_next_revision() {
    let mut register = begun();
    let events = register.workbench.verify().unwrap().events;
    let path = sample("infusion-pump").join("mds2.xlsx");
    let request = register.workbench.new_request();
    let again = register.workbench.import(&path, Some("ip3"), request).unwrap();
    assert!(again.said.contains("nothing was added"), "{}", again.said);
    assert_eq!(register.workbench.verify().unwrap().events, events);
    let word = [("coverage", "not_provided"), ("reason", "The maker said so on the phone.")];
    register.act("overrule-coverage", "ip3/MLDP", &word).unwrap();
    let request = register.workbench.new_request();
    register.workbench.import(&sample("pacs").join("mds2.csv"), Some("ip3"), request).unwrap();
    let whole = register.workbench.disclosure("ip3").unwrap().unwrap();
    assert_eq!(whole.disclosure.revision, 2);
    assert_eq!(whole.statements.len(), 240);
    let chain = register.workbench.chain("ip3").unwrap();
    let mldp = chain.capabilities.iter().find(|capability| capability.code == "MLDP").unwrap();
    assert_eq!((mldp.coverage, mldp.overruled_from), (Coverage::NotProvided, Some(Coverage::Provided)));
    register.act("undo", "", &[]).unwrap();
    assert_eq!(register.workbench.disclosure("ip3").unwrap().unwrap().disclosure.revision, 1);
    assert_eq!(register.workbench.verify().unwrap().findings, []);
}

/// An action, what it acts on, and its fields.
type Wish<'a> = (&'a str, &'a str, &'a [(&'a str, &'a str)]);

/// What does not fit is refused with a sentence, and nothing is written.
#[test]
fn wrong_values_are_refused_whole() {
    let mut register = decided();
    let events = register.workbench.verify().unwrap().events;
    let refused: [Wish<'_>; 8] = [
        ("treat-risk", "ip3/R-001", &[("treatment", "ignore")]),
        ("treat-risk", "ip3/R-099", &[("treatment", "avoid")]),
        ("treat-risk", "nobody/R-001", &[("treatment", "avoid")]),
        ("rate-risk", "ip3/R-001", &[("phase", "initial"), ("basis", "exploitability"), ("unit", "fleet")]),
        (
            "rate-risk",
            "ip3/R-001",
            &[
                ("phase", "initial"),
                ("safety_severity", "9"),
                ("safety_likelihood", "1"),
                ("basis", "exploitability"),
                ("unit", "fleet"),
            ],
        ),
        (
            "decide",
            "ip3/R-001",
            &[
                ("decision", "accept"),
                ("decided_by", "Dr. A. Weber"),
                ("rationale", "x"),
                ("review_on", "2027-01-01"),
                ("valid_until", "2027-02-01"),
            ],
        ),
        (
            "decide",
            "ip3/R-001",
            &[
                ("decision", "accept"),
                ("decided_by", "m.rossi"),
                ("rationale", "x"),
                ("review_on", "2027-03-01"),
                ("valid_until", "2027-02-01"),
            ],
        ),
        (
            "verify-control",
            "C-001",
            &[
                ("site", "Nowhere"),
                ("kind", "effectiveness"),
                ("result", "passed"),
                ("method", "x"),
                ("person", "x"),
            ],
        ),
    ];
    for (name, subject, args) in refused {
        let trouble = register.act(name, subject, args).unwrap_err();
        assert!(!trouble.because.is_empty() && !trouble.try_this.is_empty(), "{name} {trouble}");
    }
    assert_eq!(register.workbench.verify().unwrap().events, events);
}

/// A decision on the whole rests on its extent: one placement more makes it stale, another owner of a risk does not.
#[test]
fn a_new_placement_makes_the_decision_on_the_whole_stale() {
    let mut register = decided();
    let decision = [
        ("decision", "accept"),
        ("decided_by", "m.rossi"),
        ("rationale", "What is left is borne by the gain of the connection."),
        ("review_on", "2027-05-01"),
        ("valid_until", "2027-06-30"),
    ];
    assert_eq!(
        register.act("decide", "ip3", &decision).unwrap().said,
        format!("ip3 accepted by m.rossi until 2027-06-30. {UNCHECKED}")
    );
    let warning = |register: &Register| register.workbench.chain("ip3").unwrap().decision.unwrap().warning;
    register.act("edit-risk", "ip3/R-001", &[("owner", "k.lang")]).unwrap();
    assert_eq!(warning(&register), "");
    register.act("add-placement", "ip3", &[("site", "Main hospital"), ("location", "ICU 9")]).unwrap();
    assert_eq!(warning(&register), "STALE: 1 placement was added");
    register.act("undo", "", &[]).unwrap();
    assert_eq!(warning(&register), "");
}

/// The history of a thing holds all that belongs to it: ratings, links and decisions of a risk, checks of a control.
#[test]
fn the_history_of_a_thing_is_whole() {
    let register = decided();
    let said = |subject: &str| {
        let lines = register.workbench.history(subject, 100).unwrap();
        lines.into_iter().map(|line| line.said).collect::<Vec<_>>().join("\n")
    };
    let risk = said("ip3/R-001");
    assert!(
        risk.contains("rated HIGH")
            && risk.contains("C-001 proposed")
            && risk.contains("accepted by m.rossi"),
        "{risk}"
    );
    let control = said("C-001");
    assert!(
        control.contains("in place at Main hospital") && control.contains("effectiveness passed"),
        "{control}"
    );
    assert!(said("ip3").contains("coverage computed"), "{}", said("ip3"));
}

#[test]
fn what_was_imported_for_no_assessment_yet_fills_the_form_of_its_first_one() {
    let mut register = empty();
    let request = register.workbench.new_request();
    register.workbench.import(&sample("infusion-pump").join("mds2.xlsx"), None, request).unwrap();
    let begin = action("begin-assessment").unwrap();
    let form = (begin.prefill)(&register.workbench, "").unwrap();
    assert!(!form.text("manufacturer").is_empty() && !form.text("model").is_empty());
    assert!(!form.text("ref").is_empty());
    let filled = form
        .with("kind", "infusion-pump")
        .with("versions", "4.2.x")
        .with("organization", "St. Example")
        .with("site", "Main hospital")
        .with("location", "ICU 2 west");
    let request = register.workbench.new_request();
    let reference = (begin.run)(&mut register.workbench, "", &filled, request).unwrap().subject;
    assert!(
        register.workbench.chain(&reference).unwrap().disclosure.is_some(),
        "it rests on what was imported"
    );
    let required = register.workbench.chain(&reference).unwrap();
    assert!(
        required.capabilities.iter().all(|one| one.required.is_some()),
        "the kind's profile says what is required"
    );
    // the disclosure did not say what kind of product it is about
    assert_eq!(register.workbench.suggested(&reference).unwrap().kind, "infusion-pump");
    let next = (begin.prefill)(&register.workbench, "").unwrap();
    assert_eq!((next.text("model").as_str(), next.text("organization").as_str()), ("", "St. Example"));
}
