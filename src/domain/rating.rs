//! Ratings: severity and likelihood per key property, and the level a matrix gives them.

use serde::{Deserialize, Serialize};

use super::{
    object::Id,
    record::Record,
    word::{Word as _, words},
};
use crate::domain::object::Object;

words! {
    /// What IEC 80001-1 protects.
    KeyProperty {
        /// Freedom from unacceptable harm to people.
        Safety = "safety", "safety";
        /// The intended result for patient and organization.
        Effectiveness = "effectiveness", "effectiveness";
        /// Protection of data and systems.
        Security = "security", "security";
    }
}

words! {
    /// Which of a risk's three ratings.
    Phase {
        /// Before compensating controls.
        Initial = "initial", "initial";
        /// What the planned controls are to achieve.
        Target = "target", "target";
        /// What the verified controls have achieved.
        Residual = "residual", "residual";
    }
}

words! {
    /// What a likelihood rests on.
    Basis {
        /// How easily a weakness can be used.
        Exploitability = "exploitability", "exploitability";
        /// How often it has happened.
        EventFrequency = "event_frequency", "event frequency";
        /// What experienced people judge.
        ExpertJudgement = "expert_judgement", "expert judgement";
    }
}

words! {
    /// The unit a likelihood speaks for.
    Unit {
        /// One placement.
        Placement = "placement", "placement";
        /// One site.
        Site = "site", "site";
        /// All units of the hospital.
        Fleet = "fleet", "fleet";
    }
}

/// One rating of one risk: for each key property touched, severity, likelihood and the level that the
/// assessment's matrix gave when it was rated. A property that is not touched has none of the three.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rating {
    /// The assessment that the risk belongs to, so that levels are counted by one index.
    pub assessment_id: Id,
    /// The risk rated.
    pub risk_id: Id,
    /// Initial, target or residual.
    pub phase: Phase,
    /// Severity of harm to people, 1 to 5.
    pub safety_severity: Option<i64>,
    /// Likelihood of that harm, 1 to 5.
    pub safety_likelihood: Option<i64>,
    /// Band of the scale, looked up.
    pub safety_level: Option<String>,
    /// Severity of the loss of effectiveness, 1 to 5.
    pub effectiveness_severity: Option<i64>,
    /// Likelihood of that loss, 1 to 5.
    pub effectiveness_likelihood: Option<i64>,
    /// Band of the scale, looked up.
    pub effectiveness_level: Option<String>,
    /// Severity of the loss of security, 1 to 5.
    pub security_severity: Option<i64>,
    /// Likelihood of that loss, 1 to 5.
    pub security_likelihood: Option<i64>,
    /// Band of the scale, looked up.
    pub security_level: Option<String>,
    /// The worst of the levels.
    pub overall: String,
    /// The place of the worst level in the scale, 1 the lowest.
    pub overall_rank: i64,
    /// What the likelihoods rest on.
    pub basis: Basis,
    /// The unit the likelihoods speak for.
    pub unit: Unit,
    /// Who rated.
    pub rater: String,
    /// On which civil date.
    pub rated_on: chrono::NaiveDate,
    /// Why so.
    #[serde(default)]
    pub reason: String,
    /// The controls that a residual rating relies on.
    #[serde(default)]
    pub relies_on: Vec<Id>,
    /// SHA-256 of the scale whose matrix gave the levels.
    pub scale_sha256: String,
    /// Why the overall level lies above what the matrix gave; empty when it does not.
    #[serde(default)]
    pub lifted: String,
}

impl Rating {
    /// Severity, likelihood and level of one key property, if it is touched.
    pub fn of(&self, property: KeyProperty) -> Option<(i64, i64, &str)> {
        let (severity, likelihood, level) = match property {
            KeyProperty::Safety => (self.safety_severity, self.safety_likelihood, &self.safety_level),
            KeyProperty::Effectiveness => {
                (self.effectiveness_severity, self.effectiveness_likelihood, &self.effectiveness_level)
            }
            KeyProperty::Security => (self.security_severity, self.security_likelihood, &self.security_level),
        };
        Some((severity?, likelihood?, level.as_deref()?))
    }

    /// The key property that the overall level comes from.
    pub fn deciding(&self) -> Option<KeyProperty> {
        deciding(|property| self.of(property), &self.overall)
    }

    /// Puts severity, likelihood and level of one key property in.
    pub fn set(&mut self, property: KeyProperty, severity: i64, likelihood: i64, level: String) {
        let (s, l, v) = match property {
            KeyProperty::Safety => {
                (&mut self.safety_severity, &mut self.safety_likelihood, &mut self.safety_level)
            }
            KeyProperty::Effectiveness => (
                &mut self.effectiveness_severity,
                &mut self.effectiveness_likelihood,
                &mut self.effectiveness_level,
            ),
            KeyProperty::Security => {
                (&mut self.security_severity, &mut self.security_likelihood, &mut self.security_level)
            }
        };
        (*s, *l, *v) = (Some(severity), Some(likelihood), Some(level));
    }
}

/// The key property that an overall level comes from: the first that has it; of a level that a floor lifted, the one
/// with the greatest severity.
pub fn deciding<'r>(
    of: impl Fn(KeyProperty) -> Option<(i64, i64, &'r str)>,
    overall: &str,
) -> Option<KeyProperty> {
    let touched = || KeyProperty::ALL.iter().filter_map(|&property| Some((property, of(property)?)));
    let has_it = touched().find(|(_, (_, _, level))| *level == overall);
    let severest = || touched().rev().max_by_key(|(_, (severity, ..))| *severity);
    has_it.or_else(severest).map(|(property, _)| property)
}

impl Record for Rating {
    const OBJECT: Object = Object::Rating;
}
