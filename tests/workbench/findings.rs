//! Findings in operation: opened by a test that failed, closed by the same test, or by hand.

use riskward::domain::finding::Finding;

use crate::register::{Register, empty};

/// Three assessments whose risks one common control serves: in continued use, in acquisition, about to go live.
fn served() -> Register {
    let mut register = empty();
    let mut act =
        |name: &str, subject: &str, args: &[(&str, &str)]| register.act(name, subject, args).unwrap();
    for (reference, stage, site) in [
        ("use", "continued_use", "Main hospital"),
        ("buy", "acquisition", "Main hospital"),
        ("live", "go_live", "Main hospital"),
        ("far", "continued_use", "Seeburg"),
    ] {
        let args = [
            ("ref", reference),
            ("manufacturer", "Hemoflow Medical AG"),
            ("model", reference),
            ("versions", "1.x"),
            ("stage", stage),
            ("site", site),
            ("location", "Ward 1"),
        ];
        act("begin-assessment", "", &args);
        act("add-risk", &format!("{reference}/DTBK"), &[("template", "DTBK-T1")]);
    }
    let control = [("template", "CC-BKUP"), ("brings_new_risk", "no"), ("owner", "Backup team")];
    act("add-control", "use/R-001", &control);
    for reference in ["buy", "live", "far"] {
        act("link-control", &format!("{reference}/R-001"), &[("control", "C-001")]);
    }
    let placed = [("site", "Main hospital"), ("state", "in_place"), ("by", "j.kern"), ("on", "2026-10-30")];
    act("put-in-place", "C-001", &placed);
    register
}

fn tested(register: &mut Register, kind: &str, result: &str) -> String {
    let args = [
        ("site", "Main hospital"),
        ("kind", kind),
        ("result", result),
        ("method", "Restore drill"),
        ("person", "l.novak"),
    ];
    register.act("verify-control", "C-001", &args).unwrap().said
}

fn findings(register: &Register) -> Vec<(Finding, String)> {
    let mut all = register.workbench.inbox().unwrap().findings;
    all.sort_by_key(|(finding, _)| finding.number);
    all
}

#[test]
fn a_failed_test_opens_a_finding_where_the_control_is_relied_on_in_operation() {
    let mut register = served();
    let said = tested(&mut register, "effectiveness", "failed");
    assert_eq!(
        said,
        "C-001 effectiveness failed at Main hospital. F-001 opened in use: C-001: effectiveness test at Main \
         hospital failed on 2026-11-21, to be mended by 2026-12-21."
    );
    let [(finding, place)] = findings(&register).try_into().unwrap();
    assert_eq!((place.as_str(), finding.owner.as_str()), ("use", "Backup team"));
    assert_eq!(finding.deadline.to_string(), "2026-12-21", "thirty days, by the policy");
    // it never throws the assessment back
    let standing = register.workbench.assessments().unwrap();
    assert!(standing.iter().any(|line| line.reference == "use" && line.stage.to_string() == "continued_use"));
    // decided to go live it is in operation too; what is open already is not opened twice
    let decision = [
        ("decision", "accept"),
        ("decided_by", "m.rossi"),
        ("rationale", "Borne by the gain."),
        ("review_on", "2027-05-01"),
        ("valid_until", "2027-06-30"),
    ];
    register.act("decide", "live", &decision).unwrap();
    tested(&mut register, "effectiveness", "failed");
    let open: Vec<String> = findings(&register).into_iter().map(|(_, place)| place).collect();
    assert_eq!(open, ["use", "live"]);
    // another test that passes leaves them open, the same one closes both
    tested(&mut register, "implementation", "passed");
    assert!(findings(&register).iter().all(|(finding, _)| finding.is_open()));
    let said = tested(&mut register, "effectiveness", "passed");
    assert!(said.contains("F-001 closed") && said.contains("F-002 closed"), "{said}");
    let closed = &findings(&register)[0].0;
    assert_eq!(closed.closed_how, "the effectiveness test at Main hospital passed on 2026-11-21");
    assert_eq!(closed.closed_by, "l.novak");
    assert_eq!(register.workbench.verify().unwrap().findings, []);
    // taking the test back opens them again
    register.act("undo", "", &[]).unwrap();
    assert!(findings(&register).iter().all(|(finding, _)| finding.is_open()));
}

#[test]
fn a_finding_is_opened_changed_and_closed_by_hand() {
    let mut register = served();
    let opened = register.act("open-finding", "use/R-001", &[("what", "the drill was left out")]).unwrap();
    assert_eq!(opened.subject, "F-001");
    register.act("open-finding", "C-001", &[("what", "tapes are full"), ("deadline", "2026-11-30")]).unwrap();
    let of_control: Vec<String> = findings(&register).into_iter().skip(1).map(|(_, place)| place).collect();
    assert_eq!(of_control, ["buy", "far", "live", "use"], "one for every assessment it serves");
    let args = [("deadline", "2026-12-01"), ("interim_measure", "a copy each evening")];
    register.act("edit-finding", "F-001", &args).unwrap();
    let (finding, place) = register.workbench.finding("F-001").unwrap();
    assert_eq!((finding.about.as_str(), place.as_str()), ("use/R-001", "use"));
    assert_eq!(
        (finding.deadline.to_string().as_str(), finding.interim_measure.as_str()),
        ("2026-12-01", "a copy each evening")
    );
    register.act("raise-trigger", "use", &[("kind", "incident"), ("title", "Tape torn")]).unwrap();
    register.act("open-finding", "use", &[("what", "a tape is torn"), ("trigger", "T-001")]).unwrap();
    let from = register.workbench.trigger("T-001").unwrap().findings;
    assert_eq!(from, [("F-006".to_owned(), "use: a tape is torn".to_owned())]);
    let events = register.workbench.verify().unwrap().events;
    for (name, subject, args) in [
        ("open-finding", "use", &[("what", "late"), ("deadline", "2026-11-20")][..]),
        ("open-finding", "use", &[]),
        ("open-finding", "use", &[("what", "x"), ("trigger", "T-009")]),
        ("open-finding", "use/R-099", &[("what", "x")]),
        ("edit-finding", "F-001", &[("deadline", "2026-11-20")]),
        ("edit-finding", "F-099", &[("deadline", "2026-12-20")]),
        ("close-finding", "F-001", &[]),
        ("close-finding", "F-001", &[("how", "mended"), ("on", "2026-11-22")]),
        ("close-finding", "F-001", &[("how", "mended"), ("on", "2026-11-20")]),
    ] {
        let trouble = register.act(name, subject, args).unwrap_err();
        assert!(!trouble.because.is_empty() && !trouble.try_this.is_empty(), "{trouble}");
    }
    assert_eq!(register.workbench.verify().unwrap().events, events);
    register.act("close-finding", "F-001", &[("how", "the drill was held")]).unwrap();
    for name in ["edit-finding", "close-finding"] {
        let args = [("deadline", "2026-12-20"), ("how", "again")];
        let trouble = register.act(name, "F-001", &args).unwrap_err();
        assert!(trouble.because.contains("was closed on 2026-11-21"), "{trouble}");
    }
}
