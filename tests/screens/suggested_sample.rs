//! Hand-made answers: what a catalogue suggests for the infusion pump.

use riskward::workbench::questions::{
    next_control::{NextControls, NextLine},
    suggested::{Dismissed, Suggested, SuggestedControl, SuggestedRisk},
};

fn texts(all: &[&str]) -> Vec<String> {
    all.iter().map(|one| (*one).to_owned()).collect()
}

fn risk(template: &str, title: &str, safety: i64, reasons: &[&str]) -> SuggestedRisk {
    SuggestedRisk {
        template: template.into(),
        capability: template.split('-').next().unwrap().into(),
        title: title.into(),
        situation: "Pumps go on with their last library: changed limits and new drugs are missing".into(),
        consequence: "A programming error at a changed limit is not intercepted".into(),
        severity: vec![
            ("safety", safety, "An uncaught error at a changed limit can threaten life.".into()),
            ("effectiveness", 4, "Rebuilding the server takes days; wards chart by hand.".into()),
        ],
        reasons: texts(reasons),
        certain: true,
        again: String::new(),
    }
}

pub(crate) fn suggested() -> Suggested {
    let mut again =
        risk("NAUT-T2", "A foreign server feeds the pumps", 3, &["not answered: NAUT-1", "networked"]);
    again.again = "again, for its reasons have changed since: dismissed by M. Rossi on 2026-10-02: not on \
                   this network; then maker says no: NAUT-1"
        .into();
    Suggested {
        reference: "ip3".into(),
        kind: "infusion-pump".into(),
        traits: texts(&["life-supporting", "networked"]),
        risks: vec![
            risk(
                "MLDP-T5",
                "Pumps run on an outdated drug library while their server is down",
                4,
                &[
                    "maker says no: MLDP-2, MLDP-3, MLDP-4",
                    "required",
                    "life-supporting",
                    "networked",
                    "infusion pump",
                ],
            ),
            again,
            risk(
                "DTBK-T1",
                "A pump comes back from repair without its library 医療機器",
                2,
                &["claimed in part"],
            ),
        ],
        controls: vec![
            SuggestedControl {
                template: "CC-SEG".into(),
                title: "A network segment of their own".into(),
                order: 2,
                effort: "weeks",
                remediation: false,
                answers: vec![
                    (
                        "MLDP".into(),
                        "The pumps' VLAN lets through what the server needs, and nothing else.".into(),
                    ),
                    ("NAUT".into(), "Only the server's address reaches the pumps.".into()),
                ],
                reasons: texts(&["MLDP: maker says no: MLDP-2; required", "NAUT: not answered: NAUT-1"]),
                certain: true,
                again: String::new(),
                linkable: Some("C-003".into()),
                may_serve: vec![
                    ("ip3/R-014".into(), "Pumps run on an outdated drug library".into()),
                    ("ip3/R-021".into(), "Infected service laptop".into()),
                ],
            },
            SuggestedControl {
                template: "CC-PATCH".into(),
                title: "The maker's updates, on time".into(),
                order: 1,
                effort: "months",
                remediation: true,
                answers: vec![("CSUP".into(), "Updates are tried on the reference unit first.".into())],
                reasons: texts(&["CSUP: claimed in part"]),
                certain: false,
                again: String::new(),
                linkable: None,
                may_serve: Vec::new(),
            },
        ],
        dismissed: vec![Dismissed {
            template: "PLOK-T1".into(),
            said: "dismissed by M. Rossi on 2026-11-02: every room is staffed".into(),
        }],
    }
}

pub(crate) fn next_control(reference: &str) -> NextControls {
    let line = |template: &str, title: &str, order, reasons: &[&str]| NextLine {
        template: template.into(),
        title: title.into(),
        order,
        effort: "days",
        done_by: vec!["network team", "clinical engineering"],
        remediation: false,
        linkable: None,
        in_place: false,
        reasons: texts(reasons),
        certain: true,
        application: "The pumps' VLAN lets through what the server needs, and nothing else.".into(),
        does_not: "It does not stop what comes over the allowed connection.".into(),
        verify_implementation: "Read the rules of the segment against the list of connections.".into(),
        verify_effectiveness: "From a test port in the segment, with a spare pump, try what must not pass."
            .into(),
        new_risks: texts(&["A new server is forgotten in the rules"]),
    };
    let mut standing = line("CC-SEG", "A network segment of their own", 2, &["common, and in place here"]);
    standing.linkable = Some("C-003".into());
    standing.in_place = true;
    NextControls {
        reference: reference.into(),
        title: "Pumps run on an outdated drug library".into(),
        controls: vec![standing, line("CC-OFF", "Interface off", 1, &["order 1: removes the exposure"])],
    }
}
