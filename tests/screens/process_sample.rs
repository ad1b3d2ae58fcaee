//! Hand-made answers of the process: people and policy, what is due, the inbox.

use riskward::{
    domain::{
        due::{Due, DueKind},
        finding::{Finding, Triage, Trigger, TriggerKind},
        object::Id,
    },
    workbench::questions::{
        due::Dues,
        inbox::{Inbox, TriggerWhole},
        people::{ApprovalLine, AuthorityLine, People, PersonLine, PolicyWhole, RoleLine},
    },
};

use crate::sample::day;

pub(crate) fn people() -> People {
    let person = |name: &str, roles: &[(&str, &str)], account: &str, to: Option<&str>| PersonLine {
        name: name.into(),
        roles: roles.iter().map(|(id, _)| (*id).to_owned()).collect(),
        role_names: roles.iter().map(|(_, name)| (*name).to_owned()).collect(),
        account: account.into(),
        active_from: None,
        active_to: to.map(day),
        active: to.is_none_or(|to| to >= "2026-11-21"),
        spell: match to {
            None => "active".into(),
            Some(to) if to >= "2026-11-21" => format!("active until {to}"),
            Some(to) => format!("ended {to}"),
        },
    };
    let line = |band: &str, sets: &[&[&str]], days| AuthorityLine {
        band: band.into(),
        sets: sets.iter().map(|set| set.iter().map(|role| (*role).to_owned()).collect()).collect(),
        days,
    };
    let joint: &[&str] = &["clinical lead", "security lead (CISO)"];
    People {
        people: vec![
            person("Dr. A. Weber", &[("clinical_lead", "clinical lead")], "", None),
            person(
                "J. Brandt",
                &[
                    ("device_owner", "device or service owner"),
                    ("clinical_engineering", "clinical engineering"),
                ],
                "j.brandt",
                Some("2027-03-31"),
            ),
            person("L. Novak", &[("security_lead", "security lead (CISO)")], "l.novak", None),
            person("M. Rossi", &[("risk_manager", "risk manager")], "m.rossi", None),
            person("T. Vasko", &[("clinical_engineering", "clinical engineering")], "", Some("2026-06-30")),
        ],
        policy: PolicyWhole {
            id: "default".into(),
            title: "Default policy: authority by level".into(),
            basis: "The project's own proposal".into(),
            sha256: "0".repeat(64),
            approval: Some(ApprovalLine {
                number: 1,
                by: "E. Marchetti".into(),
                role: "top management".into(),
                on: day("2026-01-20"),
                evidence: "Minutes of the hospital board, 2026-01-20, item 3".into(),
            }),
            roles: vec![RoleLine {
                id: "auditor".into(),
                name: "auditor".into(),
                duty: "Reads; changes nothing".into(),
                may: vec!["only reads"],
            }],
            authority: vec![
                line(
                    "low",
                    &[
                        &["risk manager"],
                        &["device or service owner"],
                        &["clinical lead"],
                        &["top management"],
                    ],
                    1095,
                ),
                line("medium", &[&["device or service owner"], joint, &["top management"]], 730),
                line("high", &[joint, &["top management"]], 365),
                line("unacceptable", &[&["top management"]], 90),
            ],
            floors: vec!["safety severity 5 or worse is never below medium: it cannot be undone".into()],
            switches: vec![
                ("verifier is not who put it in place", "yes".into()),
                ("accepter is not who asked", "yes".into()),
                ("override lasts at most", "30 days".into()),
            ],
        },
    }
}

pub(crate) fn dues() -> Dues {
    let line = |date: &str, place: &str, kind, what: &str, mend| Due {
        unrecorded: false,
        date: day(date),
        place: place.into(),
        kind,
        what: what.into(),
        mend,
    };
    let mut lines = vec![
        line(
            "2026-11-16",
            "pacs12/R-004",
            DueKind::Expired,
            "IN USE WITHOUT VALID ACCEPTANCE since 2026-11-17",
            "decide",
        ),
        line(
            "2026-11-19",
            "T-002",
            DueKind::Triage,
            "new disclosure revision waits for triage: MDS2-HF-0042, revision 2 of 2026-11-03 came in",
            "triage-trigger",
        ),
        line("2026-11-21", "ip3/R-014", DueKind::Stale, "the decision is STALE: AUTH changed", "decide"),
        line(
            "2026-11-24",
            "F-001",
            DueKind::Finding,
            "C-003: effectiveness test at Main hospital failed on 2026-11-20",
            "close-finding",
        ),
        line(
            "2027-03-01",
            "C-003",
            DueKind::Test,
            "Segment VLAN 212: effectiveness test at Main hospital",
            "verify-control",
        ),
        line("2027-03-31", "ip3/R-014", DueKind::Ends, "the acceptance ends", "decide"),
        line(
            "2027-05-01",
            "ip3/NAUT",
            DueKind::Question,
            "NAUT to the manufacturer: 放射線科の認証は?",
            "record-answer",
        ),
    ];
    lines.extend((1..=30).map(|number| {
        let place = format!("mri/R-{number:03}");
        line("2028-02-29", &place, DueKind::Review, "the decision is to be reviewed", "decide")
    }));
    Dues { on: day("2026-11-21"), lines }
}

fn trigger_of(reference: &str) -> Trigger {
    let number = if reference == "T-002" { 2 } else { 1 };
    Trigger {
        number,
        reference: reference.into(),
        kind: if number == 2 { TriggerKind::Disclosure } else { TriggerKind::Recall },
        title: if number == 2 {
            "MDS2-HF-0042, revision 2 of 2026-11-03 came in".into()
        } else {
            "Battery door of the IP-3 opens by itself".into()
        },
        external_ref: if number == 2 { "MDS2-HF-0042".into() } else { "FSN-7".into() },
        authority_ref: if number == 2 { String::new() } else { "BfArM 1/26".into() },
        received_on: day("2026-11-19"),
        deadline: (number == 1).then(|| day("2026-12-24")),
        product_ids: vec![Id::from("p")],
        assessment_ids: vec![Id::from("ip3")],
        placement_ids: vec![Id::from("pl1"), Id::from("pl2")],
        details: if number == 2 {
            [
                "against revision 1: 2 answers and 1 notes changed",
                "AUTH-1.2: yes → no",
                "MLDP-2: not answered → yes",
                "AUDT-1: yes, with another note",
            ]
            .map(str::to_owned)
            .to_vec()
        } else {
            vec!["lot 4 only".into()]
        },
        units_affected: 36,
        units_mended: if number == 2 { 0 } else { 14 },
        date_key: String::new(),
        raised_by: if number == 2 { String::new() } else { "m.rossi".into() },
        triage: if number == 2 { Triage::Waiting } else { Triage::Reopened },
        triage_reason: if number == 2 { String::new() } else { "Pumps stop in transport.".into() },
        triage_evidence: String::new(),
        triaged_by: if number == 2 { String::new() } else { "m.rossi".into() },
        triaged_on: (number == 1).then(|| day("2026-11-20")),
        reopened: if number == 2 { Vec::new() } else { vec!["ip3/R-014".into()] },
    }
}

pub(crate) fn inbox() -> Inbox {
    let finding = Finding {
        number: 1,
        reference: "F-001".into(),
        assessment_id: Some(Id::from("ip3")),
        about: "C-003".into(),
        what: "effectiveness test at Main hospital failed on 2026-11-20".into(),
        test: "effectiveness test at Main hospital".into(),
        date_key: String::new(),
        opened_on: day("2026-11-20"),
        deadline: day("2026-11-24"),
        owner: "Network team".into(),
        interim_measure: "放射線科: pumps run without the network".into(),
        trigger_id: None,
        closed_on: None,
        closed_by: String::new(),
        closed_how: String::new(),
    };
    let closed = Finding {
        number: 2,
        reference: "F-002".into(),
        closed_on: Some(day("2026-11-21")),
        closed_by: "J. Kim".into(),
        closed_how: "the rule is back".into(),
        ..finding.clone()
    };
    Inbox {
        triggers: vec![trigger_of("T-002"), trigger_of("T-001")],
        findings: vec![(finding, "ip3".into()), (closed, "ip3".into())],
        unrecorded: Vec::new(),
    }
}

pub(crate) fn trigger(reference: &str) -> TriggerWhole {
    TriggerWhole {
        trigger: trigger_of(reference),
        products: vec!["Hemoflow IP-3".into()],
        assessments: vec!["ip3".into()],
        placements: vec![("Main hospital ICU 2 west".into(), 24), ("Main hospital 放射線科".into(), 12)],
        findings: vec![("F-001".into(), "C-003: effectiveness test at Main hospital failed".into())],
    }
}
