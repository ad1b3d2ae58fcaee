//! What people state of an assessment as a whole, of a capability without risk, and to whom residual risks were told.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    object::{Id, Object},
    record::Record,
    word::words,
};

words! {
    /// What a person states of an assessment as a whole.
    AttestationKind {
        /// No disclosure is to be had: why, and when it was asked for.
        NoDisclosure = "no_disclosure", "no disclosure available";
        /// There is no responsibility agreement: why.
        NoAgreement = "no_agreement", "no responsibility agreement";
        /// The versions found at the placements lie within those that the disclosure and the assessment hold for.
        VersionsMatch = "versions_match", "versions match";
        /// What the residual risks together come to, joint effect included.
        OverallResidual = "overall_residual", "overall residual risk";
        /// How risks, controls and triggers are watched in operation.
        Monitoring = "monitoring", "monitoring";
        /// Storage of the units was wiped or destroyed.
        Sanitised = "sanitised", "storage sanitised";
        /// Network rules, VLAN entries and certificates were taken away.
        RulesRemoved = "rules_removed", "rules removed";
        /// Accounts and remote access were taken away.
        AccountsRevoked = "accounts_revoked", "accounts revoked";
    }
}

/// Something a person states of the assessment as a whole; one of each kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attestation {
    /// The assessment.
    pub assessment_id: Id,
    /// What of.
    pub kind: AttestationKind,
    /// The statement.
    pub text: String,
    /// Who.
    pub person: String,
    /// On which civil date.
    pub stated_on: NaiveDate,
    /// What shows it.
    #[serde(default)]
    pub evidence: String,
}

impl Record for Attestation {
    const OBJECT: Object = Object::Attestation;
}

/// Why a capability that is not fully provided has no risk in an assessment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disposition {
    /// The assessment.
    pub assessment_id: Id,
    /// The capability's code.
    pub capability: String,
    /// Why it brings no risk here.
    pub reason: String,
    /// Who judged so.
    pub person: String,
    /// On which civil date.
    pub judged_on: NaiveDate,
}

impl Record for Disposition {
    const OBJECT: Object = Object::Disposition;
}

/// Residual risks told to those who use or own the product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Communication {
    /// The assessment.
    pub assessment_id: Id,
    /// The risks told, by their refs; empty = all that remain.
    #[serde(default)]
    pub risks: Vec<String>,
    /// Who was told: users of a ward, an owner.
    pub told: String,
    /// How: training, leaflet, mail.
    pub means: String,
    /// Who told them.
    pub person: String,
    /// On which civil date.
    pub told_on: NaiveDate,
    /// What shows it.
    #[serde(default)]
    pub evidence: String,
}

impl Record for Communication {
    const OBJECT: Object = Object::Communication;
}
