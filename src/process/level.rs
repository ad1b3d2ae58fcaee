//! Levels: looked up in the matrix of a scale, never multiplied.

use crate::{
    catalog::scales::{Band, Scale},
    domain::rating::KeyProperty,
};

/// Severity and likelihood of the harm to one key property.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Estimate {
    /// The key property.
    pub property: KeyProperty,
    /// 1 to 5.
    pub severity: i64,
    /// 1 to 5.
    pub likelihood: i64,
}

/// What the matrix gives for a risk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Levels<'s> {
    /// The level of each key property that was estimated.
    pub per_property: Vec<(KeyProperty, &'s Band)>,
    /// The worst of them.
    pub overall: &'s Band,
    /// The place of the worst in the scale, 1 the lowest.
    pub overall_rank: i64,
}

/// Why there is no level.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotRated {
    /// No key property was estimated: not rated, which is not the lowest level.
    #[error("no key property is rated: give severity and likelihood for safety, effectiveness or security")]
    Nothing,
    /// The matrix has no such cell.
    #[error("the matrix has no severity {severity} with likelihood {likelihood} for {property}")]
    OutsideMatrix {
        /// The key property.
        property: KeyProperty,
        /// The severity given.
        severity: i64,
        /// The likelihood given.
        likelihood: i64,
    },
}

/// Looks the level of each estimate up, and the worst of them.
///
/// # Errors
/// [`NotRated`] when there is no estimate, or one lies outside the matrix.
pub fn levels<'s>(scale: &'s Scale, estimates: &[Estimate]) -> Result<Levels<'s>, NotRated> {
    let mut per_property = Vec::with_capacity(estimates.len());
    for Estimate { property, severity, likelihood } in estimates.iter().copied() {
        let band = scale.level(severity, likelihood).ok_or(NotRated::OutsideMatrix {
            property,
            severity,
            likelihood,
        })?;
        per_property.push((property, band));
    }
    let overall =
        scale.worst(per_property.iter().map(|(_, band)| band.id.as_str())).ok_or(NotRated::Nothing)?;
    let overall_rank = scale.rank(&overall.id).ok_or(NotRated::Nothing)?;
    Ok(Levels { per_property, overall, overall_rank })
}
