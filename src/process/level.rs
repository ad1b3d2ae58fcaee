//! Levels: looked up in the matrix of a scale, never multiplied.

use crate::{
    catalog::{
        policies::Floor,
        scales::{Band, Scale},
    },
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
    /// The worst of them, or what a floor lifts it to.
    pub overall: &'s Band,
    /// Its place in the scale, 1 the lowest.
    pub overall_rank: i64,
    /// Why it lies above what the matrix gave; empty when it does not.
    pub lifted: String,
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
    Ok(Levels { per_property, overall, overall_rank, lifted: String::new() })
}

/// The same under the floors of a policy: harm that cannot be undone lifts the overall level and says why; the levels of
/// the key properties stay as the matrix gave them. A floor that names a level the scale does not have lifts nothing.
///
/// # Errors
/// [`NotRated`] as above.
pub fn floored<'s>(
    scale: &'s Scale,
    floors: &[Floor],
    estimates: &[Estimate],
) -> Result<Levels<'s>, NotRated> {
    let mut found = levels(scale, estimates)?;
    for floor in floors {
        let reached = estimates
            .iter()
            .any(|given| given.property == floor.property && given.severity >= floor.severity);
        if let (true, Some(band), Some(rank)) = (reached, scale.band(&floor.band), scale.rank(&floor.band))
            && rank > found.overall_rank
        {
            (found.overall, found.overall_rank) = (band, rank);
            found.lifted.clone_from(&floor.reason);
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::catalog::Catalogue;

    fn scale() -> &'static Scale {
        Catalogue::embedded().scale("med-5x5").unwrap()
    }

    fn floor(band: &str) -> Floor {
        Floor {
            property: KeyProperty::Safety,
            severity: 4,
            band: band.into(),
            reason: "it cannot be undone".into(),
        }
    }

    fn estimate(property: KeyProperty, severity: i64, likelihood: i64) -> Estimate {
        Estimate { property, severity, likelihood }
    }

    #[test]
    fn a_floor_lifts_the_overall_level_alone_and_says_why() {
        let given = [estimate(KeyProperty::Safety, 4, 1), estimate(KeyProperty::Security, 1, 1)];
        let plain = levels(scale(), &given).unwrap();
        let lifted = floored(scale(), &[floor("high")], &given).unwrap();
        assert_eq!((lifted.overall.id.as_str(), lifted.lifted.as_str()), ("high", "it cannot be undone"));
        assert_eq!(lifted.per_property, plain.per_property);
        assert!(plain.overall_rank < lifted.overall_rank);
    }

    #[test]
    fn a_floor_below_the_level_or_unknown_to_the_scale_changes_nothing() {
        let given = [estimate(KeyProperty::Safety, 5, 5)];
        for band in ["low", "medium", "no such level"] {
            let found = floored(scale(), &[floor(band)], &given).unwrap();
            assert_eq!(found, levels(scale(), &given).unwrap(), "{band}");
        }
    }

    proptest! {
        /// No floor ever lowers a level, and what is lifted says why.
        #[test]
        fn floors_only_lift(
            severity in 1_i64..=5, likelihood in 1_i64..=5, from in 1_i64..=5, band in 0_usize..4, safety: bool,
        ) {
            let property = if safety { KeyProperty::Safety } else { KeyProperty::Security };
            let bands = &scale().bands;
            let floors = [Floor { severity: from, ..floor(&bands[band.min(bands.len() - 1)].id) }];
            let given = [estimate(property, severity, likelihood)];
            let (plain, found) =
                (levels(scale(), &given).unwrap(), floored(scale(), &floors, &given).unwrap());
            prop_assert!(found.overall_rank >= plain.overall_rank);
            prop_assert_eq!(found.lifted.is_empty(), found.overall_rank == plain.overall_rank);
            if safety && severity >= from {
                prop_assert!(found.overall_rank >= scale().rank(&floors[0].band).unwrap());
            }
        }
    }
}
