//! The chain of one assessment: capability, statements, risks, controls, decisions.

use super::Level;
use crate::domain::{
    assessment::Stage,
    capability::{Coverage, InUseState, Requirement},
    disclosure::Answer,
    object::Id,
};

/// Everything the chain screen shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    /// The assessment.
    pub assessment_id: Id,
    /// `ip3`
    pub reference: String,
    /// Manufacturer and model.
    pub product: String,
    /// The versions it holds for.
    pub versions: String,
    /// What is being decided.
    pub stage: Stage,
    /// `MDS2-HF-0042 rev 2 of 2025-11-03`; none when nothing was imported.
    pub disclosure: Option<String>,
    /// Problems found in the disclosure.
    pub problems: usize,
    /// The placements covered.
    pub placements: Vec<String>,
    /// The 22 capabilities, in the order of the catalogue.
    pub capabilities: Vec<ChainCapability>,
    /// Risks that come from no capability.
    pub other_risks: Vec<ChainRisk>,
}

/// One capability and all that hangs on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainCapability {
    /// `MLDP`
    pub code: String,
    /// Its name.
    pub name: String,
    /// What it is to achieve.
    pub goal: String,
    /// The attributes it serves: `C·I·A`.
    pub attributes: String,
    /// What holds.
    pub coverage: Coverage,
    /// What the rule found, where a person said otherwise.
    pub overruled_from: Option<Coverage>,
    /// What led to it.
    pub because: String,
    /// Needed, wanted or not; none when no profile was applied.
    pub required: Option<Requirement>,
    /// Why.
    pub required_reason: String,
    /// For each placement: its name and what is really so.
    pub in_use: Vec<(String, InUseState)>,
    /// Required, and not both claimed and in use.
    pub gap: bool,
    /// The statements that speak for it.
    pub statements: Vec<ChainStatement>,
    /// The risks that come from it.
    pub risks: Vec<ChainRisk>,
}

/// One statement in the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainStatement {
    /// `MLDP-2`
    pub item: String,
    /// What the item asks, in our words.
    pub meaning: String,
    /// The answer.
    pub answer: Answer,
    /// The answer as it stands in the file.
    pub raw: String,
    /// The remark or note.
    pub note: String,
    /// Where in the file.
    pub place: String,
    /// It counts for the coverage.
    pub core: bool,
}

/// One risk in the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainRisk {
    /// Its identity.
    pub id: Id,
    /// `R-014`
    pub reference: String,
    /// Its short name.
    pub title: String,
    /// Before controls.
    pub initial: Option<Level>,
    /// What the planned controls are to achieve.
    pub target: Option<Level>,
    /// What is left.
    pub residual: Option<Level>,
    /// The controls that serve it.
    pub controls: Vec<ChainControl>,
    /// The decision in force, or the last one.
    pub decision: Option<ChainDecision>,
}

/// One control in the chain, summed up over the assessment's sites.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainControl {
    /// `C-003`
    pub reference: String,
    /// Its short name.
    pub title: String,
    /// In place at every site; none = nowhere recorded.
    pub in_place: Option<bool>,
    /// The latest effectiveness result over the sites: none = not verified.
    pub effective: Option<bool>,
}

/// One decision in the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainDecision {
    /// `accepted by A. Weber until 2027-03-31`
    pub said: String,
    /// `STALE: C-003 changed`, `IN USE WITHOUT VALID ACCEPTANCE since 2026-10-01`, `withdrawn: …`; empty when it
    /// simply holds.
    pub warning: String,
    /// It holds: in force and not past its date.
    pub in_force: bool,
}
