//! The checks of gates: each says what exactly is missing and where it is mended. One check, one file.

mod new_risks;
mod product;

use super::file::RiskFile;
use crate::domain::gate::Missing;

/// A check.
pub struct Check {
    /// Its name, as a process names it.
    pub name: &'static str,
    /// What is missing in a file.
    pub run: fn(&RiskFile<'_>) -> Vec<Missing>,
}

/// Every check.
pub const CHECKS: &[Check] = &[product::CHECK, new_risks::CHECK];

/// The check of this name.
pub fn check(name: &str) -> Option<&'static Check> {
    CHECKS.iter().find(|check| check.name == name)
}
