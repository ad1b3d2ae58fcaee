//! Checks of quality: what is odd in a risk management file although every gate may be passed. One check, one file.

mod contradiction;
mod decider;
mod due;
mod idle_control;
mod overrides;
mod rating_basis;
mod rationale;
mod residual_above;
mod unproven_control;

#[cfg(test)]
mod bench;

use super::{coverage::RuleProblem, file::RiskFile};
use crate::domain::{control::Control, gate::Missing, record::Held};

/// What lies around a risk management file.
#[derive(Debug, Clone, Default)]
pub struct Around {
    /// The controls at the assessment's sites that serve no risk of the register.
    pub idle_controls: Vec<Held<Control>>,
    /// The answers of its disclosure that cannot all be right.
    pub contradictions: Vec<RuleProblem>,
}

/// A check.
pub struct Check {
    /// Its name: `rationale`.
    pub name: &'static str,
    /// What it finds.
    pub run: fn(&RiskFile<'_>, &Around) -> Vec<Missing>,
}

/// Every check, in the order in which findings are told.
pub const CHECKS: &[Check] = &[
    residual_above::CHECK,
    rationale::CHECK,
    due::CHECK,
    idle_control::CHECK,
    decider::CHECK,
    contradiction::CHECK,
    overrides::CHECK,
    unproven_control::CHECK,
    rating_basis::CHECK,
];
