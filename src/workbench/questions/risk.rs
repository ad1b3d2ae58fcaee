//! One risk with all that belongs to it.

use super::{Level, chain::ChainDecision};
use crate::domain::{
    control::{ControlState, VerificationKind, VerificationResult},
    object::Id,
    rating::{Phase, Rating},
    record::Held,
    risk::Risk,
};

/// One risk, whole.
#[derive(Debug, Clone, PartialEq)]
pub struct RiskWhole {
    /// `ip3/R-014`
    pub reference: String,
    /// Its value.
    pub risk: Held<Risk>,
    /// Its ratings, by phase: value, overall level, and the level of each key property touched.
    pub ratings: Vec<RatedPhase>,
    /// The controls that serve it.
    pub controls: Vec<RiskControlWhole>,
    /// Its decisions, the latest first.
    pub decisions: Vec<DecisionWhole>,
}

/// One rating with its levels.
#[derive(Debug, Clone, PartialEq)]
pub struct RatedPhase {
    /// Initial, target or residual.
    pub phase: Phase,
    /// The rating.
    pub rating: Rating,
    /// The worst level.
    pub overall: Level,
    /// Property, severity, likelihood, level.
    pub properties: Vec<(String, i64, i64, Level)>,
    /// Refs of the controls it relies on.
    pub relies_on: Vec<String>,
}

/// A control of a risk at its sites.
#[derive(Debug, Clone, PartialEq)]
pub struct RiskControlWhole {
    /// Its identity.
    pub id: Id,
    /// `C-003`
    pub reference: String,
    /// Its short name.
    pub title: String,
    /// Site, state there, and the latest verification of each kind: result, date.
    pub sites: Vec<SiteWhole>,
}

/// A control at one site.
#[derive(Debug, Clone, PartialEq)]
pub struct SiteWhole {
    /// The site.
    pub site: String,
    /// Where it stands.
    pub state: ControlState,
    /// The latest verifications: kind, result, date, person.
    pub verifications: Vec<(VerificationKind, VerificationResult, String, String)>,
}

/// A decision with what it rested on.
#[derive(Debug, Clone, PartialEq)]
pub struct DecisionWhole {
    /// Its identity.
    pub id: Id,
    /// What it says, and what is wrong with it.
    pub said: ChainDecision,
    /// Why.
    pub rationale: String,
    /// What must be kept.
    pub conditions: Vec<String>,
    /// Who recorded it, and when.
    pub recorded: String,
    /// What it rested on, in words; with a mark where it has changed since.
    pub seal: Vec<(String, bool)>,
}
