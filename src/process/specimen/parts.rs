//! The parts of the complete file: product, claims, risks, controls, what is decided on them.

use super::day;
use crate::{
    catalog::scales::Scale,
    domain::{
        assessment::{Assessment, CapabilityCoverage, CapabilityRequirement, Stage},
        attestation::Disposition,
        capability::{Coverage, Requirement, Responsible},
        control::{
            Control, ControlKind, ControlSite, ControlState, Verification, VerificationKind,
            VerificationResult,
        },
        decision::{AcceptanceState, BenefitRisk, Decision, DecisionKind},
        disclosure::Disclosure,
        object::Id,
        product::{Placement, Product},
        question::{Question, QuestionState},
        rating::{Basis, KeyProperty, Phase, Rating, Unit},
        record::Held,
        risk::{Risk, RiskStatus, Treatment},
        word::Word as _,
    },
    process::file::{ControlEntry, DecisionEntry, RiskEntry},
};

const SITES: [&str; 2] = ["Main hospital", "Annex"];

/// A value as the register holds it.
pub(super) fn held<R>(id: &str, value: R) -> Held<R> {
    Held { id: id.into(), version: 1, changed_at: String::new(), changed_by: String::new(), value }
}

pub(super) fn texts(all: &[&str]) -> Vec<String> {
    all.iter().map(|&text| text.to_owned()).collect()
}

pub(super) fn placements() -> Vec<Held<Placement>> {
    let placement = |id, site: &str, location: &str| {
        held(
            id,
            Placement {
                product_id: "P".into(),
                site: site.into(),
                location: location.into(),
                zone: "VLAN 212".into(),
                clinical_use: "infusions".into(),
                units: 12,
                asset_ids: Vec::new(),
                cmms_ids: Vec::new(),
                versions_found: texts(&["4.2.1"]),
                connected_systems: Vec::new(),
                traits: Vec::new(),
            },
        )
    };
    vec![placement("L1", SITES[0], "ICU 2 west"), placement("L2", SITES[1], "Ward 3")]
}

pub(super) fn product() -> Held<Product> {
    held(
        "P",
        Product {
            manufacturer: "Hemoflow".into(),
            model: "IP-3".into(),
            kind: "infusion-pump".into(),
            description: String::new(),
            udi_di: String::new(),
            end_of_sale: None,
            end_of_support: None,
            end_of_component_support: None,
        },
    )
}

pub(super) fn assessment(stage: Stage, placements: &[Held<Placement>], scale: &Scale) -> Held<Assessment> {
    held(
        "A",
        Assessment {
            reference: "ip3".into(),
            revision: 1,
            product_id: "P".into(),
            versions: "4.2.x".into(),
            versions_reason: "the release notes tell no other change".into(),
            placement_ids: placements.iter().map(|placement| placement.id.clone()).collect(),
            disclosure_id: Some("D".into()),
            intended_use: "infusions by nurses".into(),
            stage,
            risk_manager: "M. Rossi".into(),
            clinical_owner: "A. Weber".into(),
            organization: "Lindental".into(),
            scale_sha256: scale.sha256().into(),
            profile_sha256: String::new(),
            trait_sha256s: Vec::new(),
            process_sha256: String::new(),
            begun_from: None,
            begun_on: day("2026-03-01"),
            frozen_on: None,
        },
    )
}

pub(super) fn disclosure() -> Held<Disclosure> {
    held(
        "D",
        Disclosure {
            product_ids: vec!["P".into()],
            form: "mds2-2019".into(),
            form_sha256: "f".into(),
            format: "xlsx".into(),
            document_id: "HF-42".into(),
            document_revision: "C".into(),
            revision: 1,
            supersedes: None,
            issued_on: Some(day("2026-02-01")),
            received_on: day("2026-03-02"),
            source: "e-mail".into(),
            file_sha256: "d".into(),
            file_name: "mds2.xlsx".into(),
            stated_manufacturer: String::new(),
            stated_model: String::new(),
            stated_description: String::new(),
            contact: String::new(),
            networked_use: String::new(),
        },
    )
}

/// Provided, but for two gaps that bring R-001, one that brings no risk, one that is not required and one that a person
/// confirms as not applicable.
pub(super) fn coverage(code: &str) -> Held<CapabilityCoverage> {
    let by_rule = match code {
        "AUDT" => Coverage::Partial,
        "MLDP" | "DTBK" | "STCF" => Coverage::NotProvided,
        "EMRG" => Coverage::NotApplicable,
        _ => Coverage::Provided,
    };
    let confirmed = by_rule == Coverage::NotApplicable;
    let said = |text: &str| if confirmed { text.to_owned() } else { String::new() };
    held(
        code,
        CapabilityCoverage {
            assessment_id: "A".into(),
            capability: code.into(),
            by_rule,
            rule: 1,
            disclosure_id: Some("D".into()),
            because: String::new(),
            items: Vec::new(),
            overruled: confirmed.then_some(by_rule),
            overruled_reason: said("no accounts on the pump"),
            overruled_by: said("L. Novak"),
            overruled_on: confirmed.then(|| day("2026-03-20")),
        },
    )
}

pub(super) fn requirement(code: &str) -> Held<CapabilityRequirement> {
    let required = if code == "STCF" { Requirement::NotRequired } else { Requirement::Required };
    held(
        code,
        CapabilityRequirement {
            assessment_id: "A".into(),
            capability: code.into(),
            required,
            reason: "by the profile".into(),
            profile: "infusion-pump".into(),
            approved_by: String::new(),
        },
    )
}

pub(super) fn disposition(code: &str) -> Held<Disposition> {
    held(
        code,
        Disposition {
            assessment_id: "A".into(),
            capability: code.into(),
            reason: "nothing is stored that is not elsewhere".into(),
            person: "M. Rossi".into(),
            judged_on: day("2026-04-01"),
        },
    )
}

pub(super) fn question(code: &str) -> Held<Question> {
    held(
        "Q",
        Question {
            assessment_id: "A".into(),
            capability: code.into(),
            text: "how long?".into(),
            state: QuestionState::Sent,
            person: "M. Rossi".into(),
            sent_on: Some(day("2026-05-04")),
            due: Some(day("2026-06-30")),
            answer: String::new(),
            answered_on: None,
        },
    )
}

pub(super) fn risks(scale: &Scale, placements: &[Held<Placement>]) -> Vec<RiskEntry> {
    let joint = ["A. Weber clinical_lead", "L. Novak security_lead"];
    let entry = |number: i64, controls: &[&str], ratings: Vec<Held<Rating>>, level: &str, by: &[&str]| {
        let risk = risk(number);
        RiskEntry {
            decision: Some(decision(Some(risk.id.clone()), level, by, placements)),
            controls: controls.iter().map(|&id| id.into()).collect(),
            risk,
            ratings,
            differences: Vec::new(),
            asked: None,
            benefit_risk: None,
        }
    };
    let initial =
        |number, severity, likelihood| rating(scale, number, Phase::Initial, (severity, likelihood), &[]);
    let target = |number, likelihood| rating(scale, number, Phase::Target, (4, likelihood), &[]);
    let residual =
        |number, likelihood, relies_on| rating(scale, number, Phase::Residual, (4, likelihood), relies_on);
    let first = vec![initial(1, 4, 4), target(1, 1), residual(1, 1, &["C-001", "C-002"])];
    let third = vec![initial(3, 4, 4), target(3, 3), residual(3, 3, &["C-001"])];
    let mut risks = vec![
        entry(1, &["C-001", "C-002"], first, "medium", &["J. Brandt device_owner"]),
        entry(2, &[], vec![initial(2, 2, 2)], "low", &["M. Rossi risk_manager"]),
        entry(3, &["C-001"], third, "high", &joint),
    ];
    risks[0].risk.value.capabilities = texts(&["AUDT", "MLDP"]);
    risks[1].risk.value.new_risk_of = Some("C-002".into());
    risks[1].risk.value.treatment = Some(Treatment::Retain);
    risks[1].risk.value.treatment_reason = "low, and so within the criteria".into();
    risks[2].risk.value.capabilities = texts(&["RMOT"]);
    risks[2].benefit_risk = Some(benefit_risk(Some(&risks[2].risk.id)));
    risks
}

fn risk(number: i64) -> Held<Risk> {
    let reference = format!("R-{number:03}");
    held(
        &reference,
        Risk {
            assessment_id: "A".into(),
            number,
            reference: reference.clone(),
            title: "Dose by an outdated library".into(),
            hazard: "drug library".into(),
            hazardous_situation: "a pump runs on an outdated library".into(),
            causes: texts(&["malware on the server"]),
            consequence: "wrong dose".into(),
            capabilities: Vec::new(),
            vulnerability_refs: Vec::new(),
            template: String::new(),
            new_risk_of: None,
            owner: "M. Rossi".into(),
            due_on: None,
            tags: Vec::new(),
            status: RiskStatus::InTreatment,
            treatment: Some(Treatment::Reduce),
            treatment_reason: String::new(),
            order_reason: String::new(),
            begun_from: None,
        },
    )
}

fn rating(
    scale: &Scale,
    number: i64,
    phase: Phase,
    (severity, likelihood): (i64, i64),
    relies_on: &[&str],
) -> Held<Rating> {
    let level = scale.level(severity, likelihood).unwrap().id.clone();
    let mut value = Rating {
        assessment_id: "A".into(),
        risk_id: format!("R-{number:03}").as_str().into(),
        phase,
        safety_severity: None,
        safety_likelihood: None,
        safety_level: None,
        effectiveness_severity: None,
        effectiveness_likelihood: None,
        effectiveness_level: None,
        security_severity: None,
        security_likelihood: None,
        security_level: None,
        overall: level.clone(),
        overall_rank: scale.rank(&level).unwrap(),
        basis: Basis::ExpertJudgement,
        unit: Unit::Fleet,
        rater: "M. Rossi".into(),
        rated_on: day("2026-05-11"),
        reason: String::new(),
        relies_on: relies_on.iter().map(|&id| id.into()).collect(),
        scale_sha256: scale.sha256().into(),
        lifted: String::new(),
    };
    value.set(KeyProperty::Safety, severity, likelihood, level);
    held(&format!("{number}-{phase}"), value)
}

pub(super) fn benefit_risk(risk: Option<&Id>) -> Held<BenefitRisk> {
    held(
        "B",
        BenefitRisk {
            assessment_id: "A".into(),
            risk_id: risk.cloned(),
            benefit: "doses are checked".into(),
            alternatives: "pumps without a network".into(),
            not_practicable: "the maker offers nothing else".into(),
            conclusion: "worth it".into(),
            author: "A. Weber".into(),
            written_on: day("2026-05-12"),
        },
    )
}

pub(super) fn controls() -> Vec<ControlEntry> {
    let mut controls = vec![control(1, 2), control(2, 3)];
    controls[1].control.value.brings_new_risk = Some(true);
    controls[1].brought = texts(&["R-002"]);
    controls
}

fn control(number: i64, order: i64) -> ControlEntry {
    let reference = format!("C-{number:03}");
    let id = Id(reference.clone());
    let control = Control {
        number,
        reference: reference.clone(),
        title: "Segment the network".into(),
        kind: ControlKind::Technical,
        order,
        description: String::new(),
        common: false,
        template: String::new(),
        owner: "L. Novak".into(),
        responsible: Responsible::Hdo,
        due: Some(day("2026-07-31")),
        brings_new_risk: Some(false),
        new_risk_note: String::new(),
        verify_implementation: String::new(),
        verify_effectiveness: String::new(),
        framework_refs: Vec::new(),
    };
    let mut entry = ControlEntry {
        control: held(&reference, control),
        sites: Vec::new(),
        verifications: Vec::new(),
        brought: Vec::new(),
    };
    for site in SITES {
        let at = ControlSite {
            control_id: id.clone(),
            site: site.into(),
            state: ControlState::InPlace,
            implemented_by: "J. Brandt".into(),
            implemented_on: Some(day("2026-04-10")),
            evidence: "change 4711".into(),
        };
        entry.sites.push(held(site, at));
        for &kind in VerificationKind::ALL {
            let check = Verification {
                control_id: id.clone(),
                site: site.into(),
                kind,
                result: VerificationResult::Passed,
                method: "scan from the ward".into(),
                person: "D. Moreau".into(),
                verified_on: day("2026-04-20"),
                evidence: "protocol 8".into(),
                next_test: Some(day("2027-04-20")),
            };
            entry.verifications.push(held(&kind.to_string(), check));
        }
    }
    entry
}

/// An acceptance by people in roles, each `A. Weber clinical_lead`.
pub(super) fn decision(
    risk_id: Option<Id>,
    level: &str,
    by: &[&str],
    placements: &[Held<Placement>],
) -> DecisionEntry {
    let (names, roles): (Vec<&str>, Vec<&str>) =
        by.iter().map(|person| person.rsplit_once(' ').unwrap()).unzip();
    let value = Decision {
        assessment_id: "A".into(),
        risk_id,
        decision: DecisionKind::Accept,
        decided_by: texts(&names),
        roles: texts(&roles),
        recorded_by: "rossi".into(),
        decided_on: day("2026-05-15"),
        rationale: "as low as is practicable".into(),
        conditions: Vec::new(),
        placement_ids: placements.iter().map(|placement| placement.id.clone()).collect(),
        valid_until: Some(day("2027-04-30")),
        review_on: Some(day("2027-03-31")),
        evidence: "sheet 3".into(),
        informed: texts(&["ICU 2 west"]),
        level: level.into(),
        requested_by: String::new(),
        benefit_risk_id: None,
        departs_from: String::new(),
        exit_plan: String::new(),
        extensions: 0,
    };
    DecisionEntry {
        decision: held("E", value),
        state: AcceptanceState::InForce,
        stale: Vec::new(),
        conditions: Vec::new(),
        awaits: Vec::new(),
    }
}
