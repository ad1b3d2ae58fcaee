//! In which cell a rating stands.

use super::Place;
use crate::{
    catalog::scales::Scale,
    domain::rating::{KeyProperty, deciding},
};

const SAFETY: &[&str] = &["safety_severity", "safety_likelihood", "safety_level"];
const EFFECTIVENESS: &[&str] = &["effectiveness_severity", "effectiveness_likelihood", "effectiveness_level"];
const SECURITY: &[&str] = &["security_severity", "security_likelihood", "security_level"];
const OVERALL: &[&str] = &[
    "safety_severity",
    "safety_likelihood",
    "safety_level",
    "effectiveness_severity",
    "effectiveness_likelihood",
    "effectiveness_level",
    "security_severity",
    "security_likelihood",
    "security_level",
    "overall",
];

/// The fields of a rating that say where it stands.
pub(super) fn columns(property: Option<KeyProperty>) -> &'static [&'static str] {
    match property {
        Some(KeyProperty::Safety) => SAFETY,
        Some(KeyProperty::Effectiveness) => EFFECTIVENESS,
        Some(KeyProperty::Security) => SECURITY,
        None => OVERALL,
    }
}

/// Where ratings of the same values stand.
pub(super) struct Rated {
    pub(super) place: Place,
    /// The place of the level in the scale.
    pub(super) rank: i64,
    /// The level lies above the one that the matrix gave.
    pub(super) lifted: bool,
}

impl Rated {
    /// From the values of those fields; none where the property is not touched.
    pub(super) fn read(property: Option<KeyProperty>, values: &[String], scale: &Scale) -> Option<Self> {
        let of = |at: usize| {
            let severity = values.get(at)?.parse().ok()?;
            let likelihood = values.get(at + 1)?.parse().ok()?;
            Some((severity, likelihood, values.get(at + 2)?.as_str()))
        };
        let rank = |id: &str| scale.rank(id).unwrap_or_default();
        if property.is_some() {
            let (severity, likelihood, level) = of(0)?;
            return Some(Self { place: (severity, likelihood), rank: rank(level), lifted: false });
        }
        let start = |property: KeyProperty| match property {
            KeyProperty::Safety => 0,
            KeyProperty::Effectiveness => 3,
            KeyProperty::Security => 6,
        };
        let overall = values.get(9)?;
        let (severity, likelihood, level) = of(start(deciding(|property| of(start(property)), overall)?))?;
        Some(Self { place: (severity, likelihood), rank: rank(overall), lifted: level != overall })
    }
}
