//! Compensating controls: what the hospital does because the product does not.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    capability::Responsible,
    object::{Id, Object},
    record::Record,
    word::words,
};

words! {
    /// What a control is made of.
    ControlKind {
        /// A device, a setting, software.
        Technical = "technical", "technical";
        /// A door, a lock, a cable.
        Physical = "physical", "physical";
        /// A rule for people.
        Procedural = "procedural", "procedural";
        /// An agreement.
        Contractual = "contractual", "contractual";
        /// A clinical measure.
        Clinical = "clinical", "clinical";
    }
}

words! {
    /// Where a control stands at a site.
    ControlState {
        /// Thought of.
        Proposed = "proposed", "proposed";
        /// Put in place.
        InPlace = "in_place", "in place";
        /// Taken away.
        Retired = "retired", "retired";
    }
}

words! {
    /// What a verification asks.
    VerificationKind {
        /// Is it in place?
        Implementation = "implementation", "implementation";
        /// Does it work?
        Effectiveness = "effectiveness", "effectiveness";
    }
}

words! {
    /// What a verification found.
    VerificationResult {
        /// Yes.
        Passed = "passed", "passed";
        /// No.
        Failed = "failed", "failed";
    }
}

/// A compensating control, register-wide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Control {
    /// Its number in the register; given by the register, never reused.
    #[serde(default)]
    pub number: i64,
    /// `C-003`; given by the register.
    #[serde(rename = "ref", default)]
    pub reference: String,
    /// A short name.
    pub title: String,
    /// What it is made of.
    pub kind: ControlKind,
    /// 1 removes the exposure, 2 protects, 3 informs and trains.
    pub order: i64,
    /// What is done.
    #[serde(default)]
    pub description: String,
    /// Put in place once per site and inherited by many.
    #[serde(default)]
    pub common: bool,
    /// The template it was made from.
    #[serde(default)]
    pub template: String,
    /// Who looks after it.
    #[serde(default)]
    pub owner: String,
    /// Which party carries it.
    pub responsible: Responsible,
    /// By when it is to be in place.
    pub due: Option<NaiveDate>,
    /// Does it bring a new risk? Absent = not answered.
    pub brings_new_risk: Option<bool>,
    /// Which, or why none.
    #[serde(default)]
    pub new_risk_note: String,
    /// How to see that it is in place.
    #[serde(default)]
    pub verify_implementation: String,
    /// How to see that it works.
    #[serde(default)]
    pub verify_effectiveness: String,
    /// Ids in control frameworks: `nist-800-53r5:SC-7`.
    #[serde(default)]
    pub framework_refs: Vec<String>,
}

impl Record for Control {
    const OBJECT: Object = Object::Control;
}

/// A control at a site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ControlSite {
    /// The control.
    pub control_id: Id,
    /// The site.
    pub site: String,
    /// Where it stands.
    pub state: ControlState,
    /// Who put it in place.
    #[serde(default)]
    pub implemented_by: String,
    /// When.
    pub implemented_on: Option<NaiveDate>,
    /// What shows it.
    #[serde(default)]
    pub evidence: String,
}

impl Record for ControlSite {
    const OBJECT: Object = Object::ControlSite;
}

/// A control that serves a risk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RiskControl {
    /// The risk.
    pub risk_id: Id,
    /// The control.
    pub control_id: Id,
}

impl Record for RiskControl {
    const OBJECT: Object = Object::RiskControl;
}

/// A check of a control at a site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verification {
    /// The control.
    pub control_id: Id,
    /// The site.
    pub site: String,
    /// In place, or working?
    pub kind: VerificationKind,
    /// Yes or no.
    pub result: VerificationResult,
    /// How it was looked at.
    #[serde(default)]
    pub method: String,
    /// Who looked.
    pub person: String,
    /// When.
    pub verified_on: NaiveDate,
    /// What shows it.
    #[serde(default)]
    pub evidence: String,
    /// When to look again.
    pub next_test: Option<NaiveDate>,
}

impl Record for Verification {
    const OBJECT: Object = Object::Verification;
}
