//! A risk management file for tests of the checks: an empty one, to which each test adds what it looks at.

use chrono::NaiveDate;

use crate::{
    catalog::Catalogue,
    domain::{
        assessment::{Assessment, CapabilityCoverage, Stage},
        capability::{Coverage, Responsible},
        control::{
            Control, ControlKind, ControlSite, ControlState, Verification, VerificationKind,
            VerificationResult,
        },
        decision::{AcceptanceState, Condition, Decision, DecisionKind},
        gate::{GatePassage, Missing},
        object::Id,
        person::Person,
        product::{Placement, Product},
        rating::{Basis, Phase, Rating, Unit},
        record::Held,
        risk::{Risk, RiskStatus},
    },
    process::file::{ControlEntry, DecisionEntry, RiskEntry, RiskFile},
};

pub(super) struct Bench {
    pub(super) on: NaiveDate,
    pub(super) risks: Vec<RiskEntry>,
    pub(super) controls: Vec<ControlEntry>,
    pub(super) coverages: Vec<Held<CapabilityCoverage>>,
    pub(super) whole: Option<DecisionEntry>,
    pub(super) people: Vec<Held<Person>>,
    pub(super) passages: Vec<Held<GatePassage>>,
}

impl Default for Bench {
    fn default() -> Self {
        Self {
            on: day("2026-11-21"),
            risks: Vec::new(),
            controls: Vec::new(),
            coverages: Vec::new(),
            whole: None,
            people: Vec::new(),
            passages: Vec::new(),
        }
    }
}

impl Bench {
    pub(super) fn file(&self) -> RiskFile<'static> {
        let catalogue = Catalogue::embedded();
        RiskFile {
            on: self.on,
            reference: "ip3".into(),
            assessment: held("ip3", assessment()),
            product: held("product", product()),
            placements: vec![held("placement", placement())],
            disclosure: None,
            newest_disclosure: None,
            capabilities: Vec::new(),
            coverages: self.coverages.clone(),
            requirements: Vec::new(),
            set_requirements: Vec::new(),
            in_use: Vec::new(),
            dispositions: Vec::new(),
            questions: Vec::new(),
            accepted: Vec::new(),
            risks: self.risks.clone(),
            controls: self.controls.clone(),
            whole: self.whole.clone(),
            whole_asked: None,
            whole_benefit: None,
            attestations: Vec::new(),
            communications: Vec::new(),
            agreements: Vec::new(),
            triggers: Vec::new(),
            findings: Vec::new(),
            unrecorded: Vec::new(),
            passages: self.passages.clone(),
            people: self.people.clone(),
            policy: catalogue.policy("default").unwrap(),
            approval: None,
            scale: catalogue.scale("med-5x5").unwrap(),
            process: catalogue.process("iec-80001-1").unwrap(),
        }
    }
}

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(super) fn whats(found: &[Missing]) -> Vec<&str> {
    found.iter().map(|missing| missing.what.as_str()).collect()
}

pub(super) fn held<R>(id: &str, value: R) -> Held<R> {
    Held { id: Id::from(id), version: 1, changed_at: String::new(), changed_by: String::new(), value }
}

pub(super) fn risk(number: i64) -> RiskEntry {
    let value = Risk {
        assessment_id: Id::from("ip3"),
        number,
        reference: format!("R-{number:03}"),
        title: "Pumps use outdated library server".into(),
        hazard: String::new(),
        hazardous_situation: "Limits that no longer hold".into(),
        causes: Vec::new(),
        consequence: String::new(),
        capabilities: Vec::new(),
        vulnerability_refs: Vec::new(),
        template: String::new(),
        new_risk_of: None,
        owner: String::new(),
        due_on: None,
        tags: Vec::new(),
        status: RiskStatus::InTreatment,
        treatment: None,
        treatment_reason: String::new(),
        order_reason: String::new(),
        begun_from: None,
    };
    RiskEntry {
        risk: held(&format!("r{number}"), value),
        ratings: Vec::new(),
        controls: Vec::new(),
        decision: None,
        differences: Vec::new(),
        asked: None,
        benefit_risk: None,
    }
}

/// A rating of the band with this rank, 1 the lowest.
pub(super) fn rating(phase: Phase, rank: i64) -> Held<Rating> {
    let bands = ["low", "medium", "high", "unacceptable"];
    let value = Rating {
        assessment_id: Id::from("ip3"),
        risk_id: Id::default(),
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
        overall: bands[usize::try_from(rank).unwrap() - 1].into(),
        overall_rank: rank,
        basis: Basis::ExpertJudgement,
        unit: Unit::Fleet,
        rater: "T. Vasko".into(),
        rated_on: day("2026-10-01"),
        reason: String::new(),
        relies_on: Vec::new(),
        scale_sha256: "scale".into(),
        lifted: String::new(),
    };
    held("rating", value)
}

pub(super) fn accepted(rationale: &str, state: AcceptanceState) -> DecisionEntry {
    let value = Decision {
        assessment_id: Id::from("ip3"),
        risk_id: Some(Id::from("r1")),
        decision: DecisionKind::Accept,
        decided_by: vec!["A. Weber".into()],
        roles: Vec::new(),
        recorded_by: "m.rossi".into(),
        decided_on: day("2026-10-13"),
        rationale: rationale.into(),
        conditions: Vec::new(),
        placement_ids: Vec::new(),
        valid_until: Some(day("2027-10-31")),
        review_on: Some(day("2027-04-30")),
        evidence: "minutes".into(),
        informed: Vec::new(),
        level: "medium".into(),
        requested_by: String::new(),
        benefit_risk_id: None,
        departs_from: String::new(),
        exit_plan: String::new(),
        extensions: 0,
    };
    DecisionEntry {
        decision: held("decision", value),
        state,
        stale: Vec::new(),
        conditions: Vec::new(),
        awaits: Vec::new(),
    }
}

pub(super) fn condition(what: &str, due: &str) -> Held<Condition> {
    let value = Condition {
        decision_id: Id::from("decision"),
        assessment_id: Id::from("ip3"),
        what: what.into(),
        owner: String::new(),
        due: Some(day(due)),
        met_on: None,
        met_by: String::new(),
        evidence: String::new(),
    };
    held("condition", value)
}

pub(super) fn control(number: i64) -> ControlEntry {
    let value = Control {
        number,
        reference: format!("C-{number:03}"),
        title: format!("Control {number}"),
        kind: ControlKind::Technical,
        order: 2,
        description: String::new(),
        common: false,
        template: String::new(),
        owner: String::new(),
        responsible: Responsible::Hdo,
        due: None,
        brings_new_risk: Some(false),
        new_risk_note: String::new(),
        verify_implementation: String::new(),
        verify_effectiveness: String::new(),
        framework_refs: Vec::new(),
    };
    ControlEntry {
        control: held(&format!("c{number}"), value),
        sites: Vec::new(),
        verifications: Vec::new(),
        brought: Vec::new(),
    }
}

pub(super) fn site(state: ControlState) -> Held<ControlSite> {
    let value = ControlSite {
        control_id: Id::default(),
        site: "Main hospital".into(),
        state,
        implemented_by: String::new(),
        implemented_on: None,
        evidence: String::new(),
    };
    held("site", value)
}

pub(super) fn verified(kind: VerificationKind, result: VerificationResult) -> Held<Verification> {
    let value = Verification {
        control_id: Id::default(),
        site: "Main hospital".into(),
        kind,
        result,
        method: String::new(),
        person: "L. Novak".into(),
        verified_on: day("2026-10-01"),
        evidence: String::new(),
        next_test: None,
    };
    held("verification", value)
}

pub(super) fn coverage(code: &str, items: &[&str]) -> Held<CapabilityCoverage> {
    let value = CapabilityCoverage {
        assessment_id: Id::from("ip3"),
        capability: code.into(),
        by_rule: Coverage::Provided,
        rule: 1,
        disclosure_id: None,
        because: String::new(),
        items: items.iter().map(|item| (*item).to_owned()).collect(),
        overruled: None,
        overruled_reason: String::new(),
        overruled_by: String::new(),
        overruled_on: None,
    };
    held(code, value)
}

pub(super) fn person(name: &str, active_to: Option<&str>) -> Held<Person> {
    let value = Person {
        name: name.into(),
        roles: Vec::new(),
        account: String::new(),
        active_from: None,
        active_to: active_to.map(day),
    };
    held(name, value)
}

pub(super) fn overridden(gate: &str, until: &str) -> Held<GatePassage> {
    let value = GatePassage {
        assessment_id: Id::from("ip3"),
        stage: Stage::GoLive,
        gate: gate.into(),
        passed_by: "A. Weber".into(),
        role: String::new(),
        passed_on: day("2026-11-01"),
        process_sha256: String::new(),
        stood: Vec::new(),
        withdrawn: false,
        reason: "Loan pump".into(),
        missing: Vec::new(),
        interim_measures: "A nurse stays".into(),
        until: Some(day(until)),
    };
    held(gate, value)
}

fn assessment() -> Assessment {
    Assessment {
        reference: "ip3".into(),
        revision: 1,
        product_id: Id::from("product"),
        versions: "4.2.x".into(),
        versions_reason: String::new(),
        placement_ids: vec![Id::from("placement")],
        disclosure_id: None,
        intended_use: String::new(),
        stage: Stage::GoLive,
        risk_manager: "M. Rossi".into(),
        clinical_owner: String::new(),
        organization: String::new(),
        scale_sha256: String::new(),
        profile_sha256: String::new(),
        trait_sha256s: Vec::new(),
        process_sha256: String::new(),
        begun_from: None,
        begun_on: day("2026-01-01"),
        frozen_on: None,
    }
}

fn product() -> Product {
    Product {
        manufacturer: "Hemoflow Medical AG".into(),
        model: "IP-3".into(),
        kind: "infusion-pump".into(),
        description: String::new(),
        udi_di: String::new(),
        end_of_sale: None,
        end_of_support: None,
        end_of_component_support: None,
    }
}

fn placement() -> Placement {
    Placement {
        product_id: Id::from("product"),
        site: "Main hospital".into(),
        location: "ICU 2 west".into(),
        zone: String::new(),
        clinical_use: String::new(),
        units: 24,
        asset_ids: Vec::new(),
        cmms_ids: Vec::new(),
        versions_found: Vec::new(),
        connected_systems: Vec::new(),
        traits: Vec::new(),
    }
}
