//! The checks of gates: each says what exactly is missing and where it is mended. One check, one file.

mod acceptances_ended;
mod agreement;
mod answers_rechecked;
mod benefit_risk;
mod capabilities_marked;
mod communicated;
mod complete;
mod control_order;
mod controls_in_place;
mod controls_planned;
mod controls_verified;
mod criteria_approved;
mod decided;
mod disclosure;
mod findings_and_triggers;
mod gaps_analysed;
mod in_use_checked;
mod initial_rated;
mod monitoring;
mod new_risks;
mod overall_residual;
mod placements;
mod product;
mod questions_settled;
mod residual_rated;
mod responsible_people;
mod risks_accepted;
mod risks_described;
mod taken_out_of_use;
mod treatment;
mod versions_match;
mod whole_decided;

pub(super) use findings_and_triggers::untended;

use super::file::RiskFile;
use crate::domain::gate::Missing;

/// A check.
pub struct Check {
    /// Its name, as a process names it.
    pub name: &'static str,
    /// What is missing in a file.
    pub run: fn(&RiskFile<'_>) -> Vec<Missing>,
}

/// Every check, in the order in which the process comes to them.
pub const CHECKS: &[Check] = &[
    product::CHECK,
    placements::CHECK,
    responsible_people::CHECK,
    agreement::CHECK,
    criteria_approved::CHECK,
    disclosure::CHECK,
    versions_match::CHECK,
    answers_rechecked::CHECK,
    capabilities_marked::CHECK,
    gaps_analysed::CHECK,
    risks_described::CHECK,
    initial_rated::CHECK,
    treatment::CHECK,
    controls_planned::CHECK,
    control_order::CHECK,
    controls_in_place::CHECK,
    in_use_checked::CHECK,
    controls_verified::CHECK,
    new_risks::CHECK,
    residual_rated::CHECK,
    benefit_risk::CHECK,
    questions_settled::CHECK,
    complete::CHECK,
    overall_residual::CHECK,
    risks_accepted::CHECK,
    whole_decided::CHECK,
    communicated::CHECK,
    monitoring::CHECK,
    findings_and_triggers::CHECK,
    taken_out_of_use::CHECK,
    acceptances_ended::CHECK,
];

/// The check of this name.
pub fn check(name: &str) -> Option<&'static Check> {
    CHECKS.iter().find(|check| check.name == name)
}
