//! Requirement sets that a register has adopted, and how each requirement is answered in an assessment.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    object::{Id, Object},
    record::Record,
    word::words,
};

words! {
    /// How a requirement is answered.
    RequirementState {
        /// It is so.
        Met = "met", "met";
        /// It is so in part.
        Partly = "partly", "partly met";
        /// It is not so.
        NotMet = "not_met", "not met";
        /// It is not known.
        Unknown = "unknown", "unknown";
    }
}

impl RequirementState {
    /// It is known that something lacks, and so it counts in the gap. What is not known yet is to be found out first.
    pub fn is_unmet(self) -> bool {
        matches!(self, Self::Partly | Self::NotMet)
    }
}

/// A requirement set that holds in the whole register, from the day it was adopted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdoptedSet {
    /// Its id in the catalogue: `us`.
    pub set: String,
    /// SHA-256 of its text, which the register keeps.
    pub set_sha256: Id,
    /// Who adopted this version of it.
    pub adopted_by: String,
    /// On which civil date.
    pub adopted_on: NaiveDate,
    /// Why.
    #[serde(default)]
    pub reason: String,
}

impl Record for AdoptedSet {
    const OBJECT: Object = Object::RequirementSet;
}

/// How one requirement is answered in one assessment, and what that rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequirementAnswer {
    /// The assessment.
    pub assessment_id: Id,
    /// The requirement's id: `US-AUDT-1`.
    pub requirement: String,
    /// The capability that it stands under.
    pub capability: String,
    /// SHA-256 of the set whose words were answered.
    pub set_sha256: Id,
    /// Met, partly, not met or unknown.
    pub answer: RequirementState,
    /// The disclosure whose statements it rests on.
    pub disclosure_id: Option<Id>,
    /// The items of the statements that it rests on.
    #[serde(default)]
    pub statements: Vec<String>,
    /// What else shows it.
    #[serde(default)]
    pub evidence: String,
    /// Who answered.
    pub person: String,
    /// On which civil date.
    pub answered_on: NaiveDate,
    /// What is to be said of it.
    #[serde(default)]
    pub remark: String,
}

impl Record for RequirementAnswer {
    const OBJECT: Object = Object::RequirementAnswer;
}
