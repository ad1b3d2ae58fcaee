//! For tests: a risk management file that misses nothing in its stage, and what a check misses once something is taken away.
//!
//! An infusion pump at two sites. R-001 comes from two gaps and is reduced to medium by C-001 (protects) and C-002 (trains).
//! R-002 is what C-002 brings; it is retained below the line. R-003 stays above the line and is worth it.

mod led;
mod parts;

use chrono::NaiveDate;

use super::{checks::Check, file::RiskFile};
use crate::{
    catalog::{Catalogue, policies::Switches},
    domain::{
        assessment::{CapabilityCoverage, CapabilityRequirement, Difference, InUse, Stage},
        attestation::{Attestation, AttestationKind},
        capability::{Coverage, InUseState},
        control::{ControlState, Verification, VerificationKind},
        decision::{AcceptanceState, Condition, DecisionKind, Proposal},
        finding::{Finding, Triage, Trigger, TriggerKind},
        gate::{GatePassage, Missing, Weight},
        object::Id,
        rating::{Phase, Rating},
        record::Held,
    },
};
use parts::held;

/// The day on which the file is looked at.
pub(super) const ON: &str = "2026-06-01";

/// A date.
pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A file that misses nothing in this stage.
pub(super) fn complete(stage: Stage) -> RiskFile<'static> {
    let mut file = gone_live(stage);
    match stage {
        Stage::Acquisition => not_bought_yet(&mut file),
        Stage::Decommission => out_of_use(&mut file),
        Stage::GoLive | Stage::ContinuedUse => {}
    }
    file
}

/// What a check misses in a complete file once it is changed: `! what → mend place` of what blocks, `-` of what is told.
pub(super) fn misses(
    check: &Check,
    stage: Stage,
    change: impl FnOnce(&mut RiskFile<'static>),
) -> Vec<String> {
    let mut file = complete(stage);
    let before = told((check.run)(&file));
    assert!(before.is_empty(), "{} misses something in the complete file: {before:?}", check.name);
    change(&mut file);
    told((check.run)(&file))
}

/// Missing things, a line each.
pub(super) fn told(missing: Vec<Missing>) -> Vec<String> {
    let line = |missing: Missing| {
        let mark = if missing.weight == Weight::Block { '!' } else { '-' };
        format!("{mark} {} → {} {}", missing.what, missing.mend, missing.place).trim_end().to_owned()
    };
    missing.into_iter().map(line).collect()
}

/// With everything that going live and continued use want.
fn gone_live(stage: Stage) -> RiskFile<'static> {
    let catalogue = Catalogue::embedded();
    let capabilities: Vec<String> =
        catalogue.capabilities().iter().map(|capability| capability.code.clone()).collect();
    let placements = parts::placements();
    let scale = catalogue.scale("med-5x5").unwrap();
    let mut file = RiskFile {
        on: day(ON),
        reference: "ip3".into(),
        assessment: parts::assessment(stage, &placements, scale),
        product: parts::product(),
        disclosure: Some(parts::disclosure()),
        newest_disclosure: Some("D".into()),
        coverages: capabilities.iter().map(|code| parts::coverage(code)).collect(),
        requirements: capabilities.iter().map(|code| parts::requirement(code)).collect(),
        set_requirements: Vec::new(),
        in_use: Vec::new(),
        capabilities,
        dispositions: vec![parts::disposition("DTBK")],
        questions: vec![parts::question("CSUP")],
        accepted: Vec::new(),
        risks: parts::risks(scale, &placements),
        controls: parts::controls(),
        whole: Some(parts::decision(
            None,
            "",
            &["A. Weber clinical_lead", "L. Novak security_lead"],
            &placements,
        )),
        whole_asked: None,
        whole_benefit: Some(parts::benefit_risk(None)),
        attestations: Vec::new(),
        communications: vec![led::communication()],
        agreements: vec![led::agreement()],
        triggers: Vec::new(),
        findings: Vec::new(),
        unrecorded: Vec::new(),
        passages: Vec::new(),
        people: led::people(),
        policy: catalogue.policy("default").unwrap(),
        approval: Some(led::approval()),
        scale,
        process: catalogue.process("iec-80001-1").unwrap(),
        placements,
    };
    for kind in
        [AttestationKind::VersionsMatch, AttestationKind::OverallResidual, AttestationKind::Monitoring]
    {
        attest(&mut file, kind);
    }
    look_everywhere(&mut file);
    file
}

/// What is claimed is on at every placement.
fn look_everywhere(file: &mut RiskFile<'static>) {
    let claimed =
        file.coverages.iter().filter(|held| matches!(held.holds(), Coverage::Provided | Coverage::Partial));
    let codes: Vec<String> = claimed.map(|held| held.capability.clone()).collect();
    for placement in &file.placements {
        file.in_use.extend(codes.iter().map(|code| {
            let id = format!("{}-{code}", placement.id);
            held(
                &id,
                InUse {
                    placement_id: placement.id.clone(),
                    capability: code.clone(),
                    state: InUseState::On,
                    person: "J. Brandt".into(),
                    checked_on: Some(day("2026-05-01")),
                    evidence: "protocol 7".into(),
                },
            )
        }));
    }
}

/// Before it is bought: controls are planned, nothing is found at the placements, no single risk is accepted.
fn not_bought_yet(file: &mut RiskFile<'static>) {
    file.placements.iter_mut().for_each(|placement| placement.value.versions_found.clear());
    file.in_use.clear();
    file.agreements.clear();
    file.communications.clear();
    for entry in &mut file.risks {
        entry.ratings.retain(|rating| rating.phase != Phase::Residual);
        entry.decision = None;
    }
    for control in &mut file.controls {
        control.verifications.clear();
        for at in &mut control.sites {
            at.value.state = ControlState::Proposed;
            at.value.implemented_by.clear();
            at.value.implemented_on = None;
            at.value.evidence.clear();
        }
    }
}

/// After it was taken out of use.
fn out_of_use(file: &mut RiskFile<'static>) {
    for kind in [AttestationKind::Sanitised, AttestationKind::RulesRemoved, AttestationKind::AccountsRevoked]
    {
        attest(file, kind);
    }
    let decisions = file.risks.iter_mut().filter_map(|entry| entry.decision.as_mut()).chain(&mut file.whole);
    decisions.for_each(|entry| entry.state = AcceptanceState::Withdrawn);
}

/// States something of the whole.
pub(super) fn attest(file: &mut RiskFile<'static>, kind: AttestationKind) {
    let stated_on = if kind == AttestationKind::VersionsMatch { "2026-05-02" } else { "2026-05-12" };
    let value = Attestation {
        assessment_id: "A".into(),
        kind,
        text: "stated".into(),
        person: "M. Rossi".into(),
        stated_on: day(stated_on),
        evidence: "protocol 9".into(),
    };
    file.attestations.push(held(&kind.to_string(), value));
}

/// How a capability is marked.
pub(super) fn marked<'f>(file: &'f mut RiskFile<'static>, code: &str) -> &'f mut CapabilityCoverage {
    &mut file.coverages.iter_mut().find(|held| held.capability == code).unwrap().value
}

/// What is said of the need for a capability.
pub(super) fn requirement<'f>(file: &'f mut RiskFile<'static>, code: &str) -> &'f mut CapabilityRequirement {
    &mut file.requirements.iter_mut().find(|held| held.capability == code).unwrap().value
}

/// What was found in use for a capability at a placement.
pub(super) fn in_use<'f>(file: &'f mut RiskFile<'static>, code: &str, placement: usize) -> &'f mut InUse {
    let at = file.placements[placement].id.clone();
    let found = file.in_use.iter_mut().find(|held| held.capability == code && held.placement_id == at);
    &mut found.unwrap().value
}

/// One rating of a risk.
pub(super) fn rating<'f>(file: &'f mut RiskFile<'static>, risk: usize, phase: Phase) -> &'f mut Rating {
    &mut file.risks[risk].ratings.iter_mut().find(|held| held.phase == phase).unwrap().value
}

/// One verification of a control.
pub(super) fn verification<'f>(
    file: &'f mut RiskFile<'static>,
    control: usize,
    site: &str,
    kind: VerificationKind,
) -> &'f mut Verification {
    let mut checks = file.controls[control].verifications.iter_mut();
    &mut checks.find(|held| held.site == site && held.kind == kind).unwrap().value
}

/// Takes a control away from a site.
pub(super) fn retire(file: &mut RiskFile<'static>, control: usize, site: &str) {
    let at = file.controls[control].sites.iter_mut().find(|at| at.site == site);
    at.unwrap().value.state = ControlState::Retired;
}

/// Throws switches of the policy.
pub(super) fn switched(file: &mut RiskFile<'static>, throw: impl FnOnce(&mut Switches)) {
    let mut policy = file.policy.clone();
    throw(&mut policy.switches);
    file.policy = Box::leak(Box::new(policy));
}

/// A trigger that touches the assessment.
pub(super) fn trigger(kind: TriggerKind, title: &str, received_on: &str, triage: Triage) -> Held<Trigger> {
    held("T", led::trigger(kind, title, day(received_on), triage))
}

/// An open finding about something.
pub(super) fn finding(about: &str, deadline: &str) -> Held<Finding> {
    held("F", led::finding(about, day(deadline)))
}

/// A condition that is not met.
pub(super) fn condition(what: &str, due: &str) -> Held<Condition> {
    held("X", led::condition(what, day(due)))
}

/// What differs from a rating at a placement: nothing but where.
pub(super) fn difference(from: &Rating, placement: &Id) -> Difference {
    Difference {
        assessment_id: from.assessment_id.clone(),
        placement_id: placement.clone(),
        risk_id: from.risk_id.clone(),
        phase: from.phase,
        reason: "open to the public".into(),
        safety_severity: from.safety_severity,
        safety_likelihood: from.safety_likelihood,
        effectiveness_severity: from.effectiveness_severity,
        effectiveness_likelihood: from.effectiveness_likelihood,
        security_severity: from.security_severity,
        security_likelihood: from.security_likelihood,
        overall: from.overall.clone(),
        overall_rank: from.overall_rank,
        scale_sha256: from.scale_sha256.clone(),
        rater: from.rater.clone(),
        rated_on: from.rated_on,
    }
}

/// Rates what is left of a risk apart at a placement.
pub(super) fn rate_apart(file: &mut RiskFile<'static>, risk: usize, placement: usize, level: &str) {
    let at = file.placements[placement].id.clone();
    let entry = &mut file.risks[risk];
    let from = entry.ratings.iter().find(|held| held.phase == Phase::Residual).unwrap();
    let value = Difference { overall: level.into(), ..difference(from, &at) };
    entry.differences.push(held("D", value));
}

/// Somebody is asked to decide.
pub(super) fn proposal() -> Held<Proposal> {
    let value = Proposal {
        assessment_id: "A".into(),
        risk_id: None,
        decision: DecisionKind::Accept,
        proposed_by: "M. Rossi".into(),
        proposed_on: day("2026-05-20"),
        asked: vec!["L. Novak".into()],
        reason: "the panel has met".into(),
        closed: false,
    };
    held("O", value)
}

/// A gate that was passed.
pub(super) fn passage(gate: &str, stage: Stage) -> Held<GatePassage> {
    held(gate, led::passage(gate, stage))
}

/// A requirement of an adopted set under a capability, answered so.
pub(super) fn required_by_a_set(
    code: &str,
    id: &str,
    answer: crate::domain::requirement::RequirementState,
) -> crate::process::requirements::Asked {
    led::required_by_a_set(code, id, answer)
}
