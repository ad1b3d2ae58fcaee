//! The parts of the complete file that lead it: people, agreements, triggers, findings, gates, what sets require.

use chrono::NaiveDate;

use super::{
    day,
    parts::{held, texts},
};
use crate::{
    catalog::requirements::SetRequirement,
    domain::{
        agreement::Agreement,
        assessment::Stage,
        attestation::Communication,
        decision::Condition,
        finding::{Finding, Triage, Trigger, TriggerKind},
        gate::GatePassage,
        object::Id,
        person::{Person, PolicyApproval},
        record::Held,
        requirement::{RequirementAnswer, RequirementState},
    },
    process::requirements::Asked,
};

pub(super) fn communication() -> Held<Communication> {
    held(
        "M",
        Communication {
            assessment_id: "A".into(),
            risks: Vec::new(),
            told: "nurses of both wards".into(),
            means: "training".into(),
            person: "M. Rossi".into(),
            told_on: day("2026-05-20"),
            evidence: "list 5".into(),
        },
    )
}

pub(super) fn agreement() -> Held<Agreement> {
    held(
        "G",
        Agreement {
            product_id: "P".into(),
            title: "RA-7".into(),
            parties: texts(&["Hemoflow", "Lindental"]),
            duties: texts(&["MLDP hdo"]),
            signed_on: day("2026-04-01"),
            valid_until: Some(day("2028-03-31")),
            evidence: "contract file".into(),
        },
    )
}

pub(super) fn people() -> Vec<Held<Person>> {
    let person = |name: &str, role: &str| {
        held(
            name,
            Person {
                name: name.into(),
                roles: texts(&[role]),
                account: String::new(),
                active_from: None,
                active_to: None,
            },
        )
    };
    vec![
        person("M. Rossi", "risk_manager"),
        person("A. Weber", "clinical_lead"),
        person("L. Novak", "security_lead"),
        person("J. Brandt", "device_owner"),
    ]
}

pub(super) fn approval() -> Held<PolicyApproval> {
    held(
        "Y",
        PolicyApproval {
            policy_sha256: "p".into(),
            policy: "default".into(),
            number: 1,
            approved_by: "K. Sommer".into(),
            role: "top_management".into(),
            approved_on: day("2026-01-10"),
            evidence: "minute 1".into(),
        },
    )
}

pub(super) fn trigger(kind: TriggerKind, title: &str, received_on: NaiveDate, triage: Triage) -> Trigger {
    Trigger {
        number: 1,
        reference: "T-001".into(),
        kind,
        title: title.into(),
        external_ref: String::new(),
        authority_ref: String::new(),
        received_on,
        deadline: None,
        product_ids: Vec::new(),
        assessment_ids: vec!["A".into()],
        placement_ids: Vec::new(),
        details: Vec::new(),
        units_affected: 0,
        units_mended: 0,
        date_key: String::new(),
        raised_by: String::new(),
        triage,
        triage_reason: String::new(),
        triage_evidence: String::new(),
        triaged_by: String::new(),
        triaged_on: None,
        reopened: Vec::new(),
    }
}

pub(super) fn finding(about: &str, deadline: NaiveDate) -> Finding {
    Finding {
        number: 1,
        reference: "F-001".into(),
        test: String::new(),
        assessment_id: Some("A".into()),
        about: about.into(),
        what: "failed".into(),
        date_key: String::new(),
        opened_on: day("2026-05-21"),
        deadline,
        owner: "L. Novak".into(),
        interim_measure: "port closed".into(),
        trigger_id: None,
        closed_on: None,
        closed_by: String::new(),
        closed_how: String::new(),
    }
}

pub(super) fn condition(what: &str, due: NaiveDate) -> Condition {
    Condition {
        decision_id: "E".into(),
        assessment_id: "A".into(),
        what: what.into(),
        owner: "L. Novak".into(),
        due: Some(due),
        met_on: None,
        met_by: String::new(),
        evidence: String::new(),
    }
}

pub(super) fn passage(gate: &str, stage: Stage) -> GatePassage {
    GatePassage {
        assessment_id: "A".into(),
        stage,
        gate: gate.into(),
        passed_by: "M. Rossi".into(),
        role: "risk_manager".into(),
        passed_on: day("2026-05-16"),
        process_sha256: String::new(),
        stood: Vec::new(),
        withdrawn: false,
        reason: String::new(),
        missing: Vec::new(),
        interim_measures: String::new(),
        until: None,
    }
}

pub(super) fn required_by_a_set(code: &str, id: &str, answer: RequirementState) -> Asked {
    let value = RequirementAnswer {
        assessment_id: Id::from("A"),
        requirement: id.into(),
        capability: code.into(),
        set_sha256: Id::from("set"),
        answer,
        disclosure_id: None,
        statements: Vec::new(),
        evidence: "looked at on the unit".into(),
        person: "M. Rossi".into(),
        answered_on: day("2026-05-04"),
        remark: String::new(),
    };
    Asked {
        requirement: SetRequirement {
            id: id.into(),
            capability: code.into(),
            title: "Something is so".into(),
            text: "It is so wherever the product is used.".into(),
            source: "law".into(),
            clause: "1".into(),
            look_for: "What shows that it is so.".into(),
            traits: Vec::new(),
            items: Vec::new(),
        },
        set: "us".into(),
        set_title: "United States".into(),
        set_sha256: "set".into(),
        reference: "Law, 1 (unverified)".into(),
        verified: false,
        answer: Some(held(id, value)),
    }
}
