//! `project.toml`: a product with its placements, assessment, controls, risks and decisions, as a person writes it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;

use super::{
    benefit::ProjectBenefitRisk,
    gates::ProjectGate,
    on_record::{
        ProjectAgreement, ProjectAttestation, ProjectCommunication, ProjectDisposition, ProjectQuestion,
    },
    people::{ProjectPerson, ProjectPolicy},
};
use crate::domain::{
    assessment::Stage,
    capability::{Coverage, InUseState, Requirement, Responsible},
    control::{ControlKind, VerificationKind, VerificationResult},
    decision::DecisionKind,
    rating::{Basis, Phase, Unit},
    risk::Treatment,
};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Project {
    pub(super) project: Head,
    pub(super) product: ProjectProduct,
    #[serde(rename = "placement", default)]
    pub(super) placements: Vec<ProjectPlacement>,
    pub(super) assessment: ProjectAssessment,
    pub(super) disclosure: Option<ProjectDisclosure>,
    #[serde(rename = "coverage", default)]
    pub(super) coverages: Vec<ProjectCoverage>,
    #[serde(rename = "require", default)]
    pub(super) requires: Vec<ProjectRequire>,
    #[serde(default)]
    pub(super) in_use: Vec<ProjectInUse>,
    #[serde(rename = "control", default)]
    pub(super) controls: Vec<ProjectControl>,
    #[serde(rename = "risk", default)]
    pub(super) risks: Vec<ProjectRisk>,
    pub(super) benefit_risk: Option<ProjectBenefitRisk>,
    pub(super) decision: Option<ProjectDecision>,
    #[serde(rename = "person", default)]
    pub(super) people: Vec<ProjectPerson>,
    pub(super) policy: Option<ProjectPolicy>,
    #[serde(rename = "attestation", default)]
    pub(super) attestations: Vec<ProjectAttestation>,
    #[serde(rename = "disposition", default)]
    pub(super) dispositions: Vec<ProjectDisposition>,
    #[serde(rename = "communication", default)]
    pub(super) communications: Vec<ProjectCommunication>,
    #[serde(rename = "agreement", default)]
    pub(super) agreements: Vec<ProjectAgreement>,
    #[serde(rename = "question", default)]
    pub(super) questions: Vec<ProjectQuestion>,
    #[serde(rename = "gate", default)]
    pub(super) gates: Vec<ProjectGate>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Head {
    #[serde(rename = "ref")]
    pub(super) reference: String,
    #[serde(default)]
    pub(super) organization: String,
    /// Requirement sets to adopt, by their ids in the catalogue.
    #[serde(default)]
    pub(super) requirements: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProjectProduct {
    pub(super) manufacturer: String,
    pub(super) model: String,
    #[serde(default)]
    pub(super) kind: String,
    #[serde(default)]
    pub(super) description: String,
    #[serde(default)]
    pub(super) udi_di: String,
    pub(super) end_of_sale: Option<NaiveDate>,
    pub(super) end_of_support: Option<NaiveDate>,
    pub(super) end_of_component_support: Option<NaiveDate>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProjectPlacement {
    pub(super) name: String,
    pub(super) site: String,
    pub(super) location: String,
    #[serde(default)]
    pub(super) zone: String,
    #[serde(default)]
    pub(super) clinical_use: String,
    #[serde(default)]
    pub(super) units: i64,
    #[serde(default)]
    pub(super) asset_ids: Vec<String>,
    #[serde(default)]
    pub(super) cmms_ids: Vec<String>,
    #[serde(default)]
    pub(super) versions_found: Vec<String>,
    #[serde(default)]
    pub(super) connected_systems: Vec<String>,
    #[serde(default)]
    pub(super) traits: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProjectAssessment {
    pub(super) versions: String,
    #[serde(default)]
    pub(super) versions_reason: String,
    #[serde(default)]
    pub(super) intended_use: String,
    pub(super) stage: Stage,
    #[serde(default)]
    pub(super) risk_manager: String,
    #[serde(default)]
    pub(super) clinical_owner: String,
    pub(super) profile: Option<String>,
    pub(super) scale: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProjectDisclosure {
    pub(super) file: String,
    pub(super) received_on: NaiveDate,
    #[serde(default)]
    pub(super) source: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProjectCoverage {
    pub(super) capability: String,
    pub(super) coverage: Coverage,
    pub(super) reason: String,
    pub(super) by: String,
    pub(super) on: NaiveDate,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProjectRequire {
    pub(super) capability: String,
    pub(super) required: Requirement,
    pub(super) reason: String,
    pub(super) approved_by: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProjectInUse {
    pub(super) placement: String,
    pub(super) capability: String,
    pub(super) state: InUseState,
    #[serde(default)]
    pub(super) person: String,
    pub(super) on: Option<NaiveDate>,
    #[serde(default)]
    pub(super) evidence: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProjectControl {
    pub(super) name: String,
    pub(super) template: Option<String>,
    pub(super) title: Option<String>,
    pub(super) kind: Option<ControlKind>,
    pub(super) order: Option<i64>,
    pub(super) description: Option<String>,
    pub(super) common: Option<bool>,
    #[serde(default)]
    pub(super) owner: String,
    pub(super) responsible: Option<Responsible>,
    pub(super) due: Option<NaiveDate>,
    pub(super) brings_new_risk: Option<YesNo>,
    #[serde(default)]
    pub(super) new_risk_note: String,
    #[serde(rename = "site", default)]
    pub(super) sites: Vec<ProjectSite>,
    #[serde(rename = "verification", default)]
    pub(super) verifications: Vec<ProjectVerification>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum YesNo {
    Yes,
    No,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProjectSite {
    pub(super) site: String,
    pub(super) in_place_on: Option<NaiveDate>,
    #[serde(default)]
    pub(super) by: String,
    #[serde(default)]
    pub(super) evidence: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProjectVerification {
    pub(super) site: String,
    pub(super) kind: VerificationKind,
    pub(super) result: VerificationResult,
    #[serde(default)]
    pub(super) method: String,
    pub(super) person: String,
    pub(super) on: NaiveDate,
    #[serde(default)]
    pub(super) evidence: String,
    pub(super) next_test: Option<NaiveDate>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProjectRisk {
    pub(super) template: Option<String>,
    pub(super) title: Option<String>,
    pub(super) hazard: Option<String>,
    pub(super) hazardous_situation: Option<String>,
    pub(super) causes: Option<Vec<String>>,
    pub(super) consequence: Option<String>,
    pub(super) capabilities: Option<Vec<String>>,
    #[serde(default)]
    pub(super) vulnerability_refs: Vec<String>,
    pub(super) new_risk_of: Option<String>,
    #[serde(default)]
    pub(super) owner: String,
    pub(super) due_on: Option<NaiveDate>,
    #[serde(default)]
    pub(super) tags: Vec<String>,
    pub(super) treatment: Option<Treatment>,
    #[serde(default)]
    pub(super) treatment_reason: String,
    #[serde(default)]
    pub(super) order_reason: String,
    #[serde(default)]
    pub(super) controls: Vec<String>,
    pub(super) initial: Option<ProjectRating>,
    pub(super) target: Option<ProjectRating>,
    pub(super) residual: Option<ProjectRating>,
    #[serde(rename = "difference", default)]
    pub(super) differences: Vec<ProjectDifference>,
    pub(super) benefit_risk: Option<ProjectBenefitRisk>,
    pub(super) decision: Option<ProjectDecision>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProjectEstimate {
    pub(super) severity: i64,
    pub(super) likelihood: i64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProjectRating {
    pub(super) safety: Option<ProjectEstimate>,
    pub(super) effectiveness: Option<ProjectEstimate>,
    pub(super) security: Option<ProjectEstimate>,
    pub(super) basis: Basis,
    pub(super) unit: Unit,
    pub(super) rater: String,
    pub(super) on: NaiveDate,
    #[serde(default)]
    pub(super) reason: String,
    #[serde(default)]
    pub(super) relies_on: Vec<String>,
}

/// What differs at one placement, rated apart.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProjectDifference {
    pub(super) placement: String,
    pub(super) phase: Phase,
    pub(super) reason: String,
    pub(super) safety: Option<ProjectEstimate>,
    pub(super) effectiveness: Option<ProjectEstimate>,
    pub(super) security: Option<ProjectEstimate>,
    pub(super) rater: String,
    pub(super) on: NaiveDate,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProjectDecision {
    pub(super) decision: DecisionKind,
    pub(super) decided_by: Vec<String>,
    #[serde(default)]
    pub(super) roles: Vec<String>,
    pub(super) decided_on: NaiveDate,
    pub(super) valid_until: Option<NaiveDate>,
    pub(super) review_on: Option<NaiveDate>,
    pub(super) rationale: String,
    #[serde(default)]
    pub(super) conditions: Vec<String>,
    #[serde(default)]
    pub(super) evidence: String,
    #[serde(default)]
    pub(super) informed: Vec<String>,
    #[serde(default)]
    pub(super) departs_from: String,
    #[serde(default)]
    pub(super) exit_plan: String,
}

/// Names of one file that other parts of it use, each given once.
pub(super) type Names<T> = BTreeMap<String, T>;
