//! Risks.

use chrono::NaiveDate;
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
    /// By when its owner wants to be done with it. A living fact: no seal and no expiry hangs on it.
    pub due_on: Option<NaiveDate>,
    /// Words to find and to group it by; a living fact too.
    #[serde(default)]
    pub tags: Vec<String>,
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

/// The words of a line of tags: parted by commas or `|`, each one once whatever its case.
pub fn tags(line: &str) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for tag in line.split([',', '|', '\n']).map(str::trim).filter(|tag| !tag.is_empty()) {
        if !tags.iter().any(|known| is_same_tag(known, tag)) {
            tags.push(tag.to_owned());
        }
    }
    tags
}

/// Whether two tags are one, whatever their case.
pub fn is_same_tag(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

impl Record for Risk {
    const OBJECT: Object = Object::Risk;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_parted_by_commas_and_stand_once() {
        assert_eq!(tags(" ward 9, Night|ward 9 ,, night\nÄra, ära"), ["ward 9", "Night", "Ära"]);
        assert_eq!(tags(""), Vec::<String>::new());
    }
}
