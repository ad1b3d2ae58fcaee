//! The portfolio: every assessment with what is open in it.

use super::Level;
use crate::domain::{assessment::Stage, object::Id};

/// One assessment in the portfolio.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssessmentLine {
    /// Its identity.
    pub id: Id,
    /// `ip3`
    pub reference: String,
    /// Manufacturer and model.
    pub product: String,
    /// The versions it holds for.
    pub versions: String,
    /// The first placement, and how many more.
    pub placements: String,
    /// What is being decided.
    pub stage: Stage,
    /// What is open in it; none while it is still being counted.
    pub standing: Option<Standing>,
}

/// What is open in an assessment.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Standing {
    /// Capabilities required and not both claimed and in use.
    pub gaps: usize,
    /// All risks.
    pub risks: usize,
    /// Risks without a decision in force.
    pub open: usize,
    /// The worst residual level and its key property.
    pub worst: Option<(Level, String)>,
    /// Risks without a residual rating.
    pub not_rated: usize,
    /// The next date on which a decision runs out, ISO.
    pub next_expiry: Option<String>,
}
