//! Risks.

use serde::{Deserialize, Serialize};

use super::{
    object::{Id, Object},
    record::Record,
    word::words,
};

words! {
    /// What the risk manager proposes to do about a risk.
    Treatment {
        /// Bring it down by controls.
        Reduce = "reduce", "reduce";
        /// Do not do what brings it.
        Avoid = "avoid", "avoid";
        /// Share it by contract.
        Share = "share", "share";
        /// Keep it as it is.
        Retain = "retain", "retain";
    }
}

words! {
    /// Where a risk stands.
    RiskStatus {
        /// Found.
        Open = "open", "open";
        /// Controls are being put in place.
        InTreatment = "in_treatment", "in treatment";
        /// The residual risk was accepted.
        Accepted = "accepted", "accepted";
        /// It does not exist any more.
        Closed = "closed", "closed";
    }
}

/// A hazardous situation with its causes and consequence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Risk {
    /// The assessment.
    pub assessment_id: Id,
    /// Its number in the assessment; given by the register, never reused.
    #[serde(default)]
    pub number: i64,
    /// `R-014`; given by the register.
    #[serde(rename = "ref", default)]
    pub reference: String,
    /// A short name.
    pub title: String,
    /// The source of possible harm.
    #[serde(default)]
    pub hazard: String,
    /// The circumstances in which people, property or service are exposed to it.
    pub hazardous_situation: String,
    /// What leads to it.
    #[serde(default)]
    pub causes: Vec<String>,
    /// What follows for patient, service or data.
    #[serde(default)]
    pub consequence: String,
    /// The capabilities it comes from; may be none.
    #[serde(default)]
    pub capabilities: Vec<String>,
    /// Weaknesses it rests on: a CVE or advisory id, then a CVSS vector and `KEV` where they are known.
    #[serde(default)]
    pub vulnerability_refs: Vec<String>,
    /// The template it was made from.
    #[serde(default)]
    pub template: String,
    /// The control that brought it.
    pub new_risk_of: Option<Id>,
    /// Who looks after it.
    #[serde(default)]
    pub owner: String,
    /// Where it stands.
    pub status: RiskStatus,
    /// What is proposed.
    pub treatment: Option<Treatment>,
    /// Why that.
    #[serde(default)]
    pub treatment_reason: String,
    /// Why no control of order 1 or 2 is used, where none is.
    #[serde(default)]
    pub order_reason: String,
    /// The same risk in the revision or assessment that this one was begun from.
    pub begun_from: Option<Id>,
}

impl Record for Risk {
    const OBJECT: Object = Object::Risk;
}
