//! Assessments, and what they say of each capability.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    capability::{Coverage, InUseState, Requirement},
    object::{Id, Object},
    rating::{KeyProperty, Phase},
    record::Record,
    word::words,
};

words! {
    /// What is being decided; each stage has its own gates.
    Stage {
        /// Buying: planned controls suffice.
        Acquisition = "acquisition", "acquisition";
        /// Going live: verified controls.
        GoLive = "go_live", "go-live";
        /// In operation.
        ContinuedUse = "continued_use", "continued use";
        /// Taking it out of use.
        Decommission = "decommission", "decommission";
    }
}

/// One product, the version range the assessment holds for, and the placements it covers; one revision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assessment {
    /// Short name, unique in the register: `ip3`.
    #[serde(rename = "ref")]
    pub reference: String,
    /// Which revision, 1 the first.
    pub revision: i64,
    /// The product.
    pub product_id: Id,
    /// The versions it holds for, in a person's words.
    pub versions: String,
    /// Why for these.
    #[serde(default)]
    pub versions_reason: String,
    /// The placements it covers.
    #[serde(default)]
    pub placement_ids: Vec<Id>,
    /// The disclosure it rests on.
    pub disclosure_id: Option<Id>,
    /// What the product is for.
    #[serde(default)]
    pub intended_use: String,
    /// What is being decided.
    pub stage: Stage,
    /// Who leads it.
    #[serde(default)]
    pub risk_manager: String,
    /// Who answers for the clinical side.
    #[serde(default)]
    pub clinical_owner: String,
    /// The hospital.
    #[serde(default)]
    pub organization: String,
    /// SHA-256 of the scale that rates its risks.
    pub scale_sha256: String,
    /// SHA-256 of the profile that says what is required, if one was used.
    #[serde(default)]
    pub profile_sha256: String,
    /// SHA-256 of each trait of its placements that was looked at when the profile was applied.
    #[serde(default)]
    pub trait_sha256s: Vec<String>,
    /// SHA-256 of the process whose gates it goes through.
    #[serde(default)]
    pub process_sha256: String,
    /// The revision or the assessment that it was begun from, if one.
    pub begun_from: Option<Id>,
    /// On which civil date it was begun.
    pub begun_on: NaiveDate,
    /// On which civil date it was decided as a whole: from then on risks, ratings and coverage stay as they are.
    pub frozen_on: Option<NaiveDate>,
}

impl Record for Assessment {
    const OBJECT: Object = Object::Assessment;
}

/// What the manufacturer claims for one capability in one assessment, by the rule and by a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CapabilityCoverage {
    /// The assessment.
    pub assessment_id: Id,
    /// The capability's code.
    pub capability: String,
    /// What the rule found.
    pub by_rule: Coverage,
    /// The rule's version.
    pub rule: i64,
    /// The disclosure it was computed from; none when there was none.
    pub disclosure_id: Option<Id>,
    /// What led to it, in words.
    #[serde(default)]
    pub because: String,
    /// The items that counted.
    #[serde(default)]
    pub items: Vec<String>,
    /// What a person said instead, or confirmed.
    pub overruled: Option<Coverage>,
    /// Why.
    #[serde(default)]
    pub overruled_reason: String,
    /// Who.
    #[serde(default)]
    pub overruled_by: String,
    /// When.
    pub overruled_on: Option<NaiveDate>,
}

impl CapabilityCoverage {
    /// What holds: a person's word before the rule's.
    pub fn holds(&self) -> Coverage {
        self.overruled.unwrap_or(self.by_rule)
    }
}

impl Record for CapabilityCoverage {
    const OBJECT: Object = Object::CapabilityCoverage;
}

/// Whether one capability is needed in one assessment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CapabilityRequirement {
    /// The assessment.
    pub assessment_id: Id,
    /// The capability's code.
    pub capability: String,
    /// Needed, wanted or not.
    pub required: Requirement,
    /// Why.
    #[serde(default)]
    pub reason: String,
    /// The profile it came from; empty when a person said it.
    #[serde(default)]
    pub profile: String,
    /// Who approved a change of what the profile says.
    #[serde(default)]
    pub approved_by: String,
}

impl Record for CapabilityRequirement {
    const OBJECT: Object = Object::Requirement;
}

/// What is really so for one capability at one placement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InUse {
    /// The placement.
    pub placement_id: Id,
    /// The capability's code.
    pub capability: String,
    /// On, partly, off or not checked.
    pub state: InUseState,
    /// Who looked.
    #[serde(default)]
    pub person: String,
    /// When.
    pub checked_on: Option<NaiveDate>,
    /// What shows it.
    #[serde(default)]
    pub evidence: String,
}

impl Record for InUse {
    const OBJECT: Object = Object::InUse;
}

/// What differs at one placement from what holds for the others, with the level it gives there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// The assessment.
    pub assessment_id: Id,
    /// The placement.
    pub placement_id: Id,
    /// The risk that is other there.
    pub risk_id: Id,
    /// Which of its ratings.
    pub phase: Phase,
    /// What differs, and why.
    pub reason: String,
    /// Severity of harm to people there, 1 to 5.
    pub safety_severity: Option<i64>,
    /// Likelihood of that harm, 1 to 5.
    pub safety_likelihood: Option<i64>,
    /// Severity of the loss of effectiveness there, 1 to 5.
    pub effectiveness_severity: Option<i64>,
    /// Likelihood of that loss, 1 to 5.
    pub effectiveness_likelihood: Option<i64>,
    /// Severity of the loss of security there, 1 to 5.
    pub security_severity: Option<i64>,
    /// Likelihood of that loss, 1 to 5.
    pub security_likelihood: Option<i64>,
    /// The worst level there, looked up.
    pub overall: String,
    /// Its place in the scale, 1 the lowest.
    pub overall_rank: i64,
    /// SHA-256 of the scale whose matrix gave it.
    pub scale_sha256: String,
    /// Who rated.
    pub rater: String,
    /// On which civil date.
    pub rated_on: NaiveDate,
}

impl Difference {
    /// Severity and likelihood of one key property there, if it is touched.
    pub fn of(&self, property: KeyProperty) -> Option<(i64, i64)> {
        let (severity, likelihood) = match property {
            KeyProperty::Safety => (self.safety_severity, self.safety_likelihood),
            KeyProperty::Effectiveness => (self.effectiveness_severity, self.effectiveness_likelihood),
            KeyProperty::Security => (self.security_severity, self.security_likelihood),
        };
        Some((severity?, likelihood?))
    }

    /// Puts severity and likelihood of one key property in.
    pub fn set(&mut self, property: KeyProperty, severity: i64, likelihood: i64) {
        let (s, l) = match property {
            KeyProperty::Safety => (&mut self.safety_severity, &mut self.safety_likelihood),
            KeyProperty::Effectiveness => {
                (&mut self.effectiveness_severity, &mut self.effectiveness_likelihood)
            }
            KeyProperty::Security => (&mut self.security_severity, &mut self.security_likelihood),
        };
        (*s, *l) = (Some(severity), Some(likelihood));
    }
}

impl Record for Difference {
    const OBJECT: Object = Object::Difference;
}
