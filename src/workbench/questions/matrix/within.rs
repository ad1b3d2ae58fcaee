//! Risks by where they are rated: those of a cell, those of a level, those that are not rated.

use std::collections::HashSet;

use super::{Place, Whose};
use crate::{
    domain::{
        object::{Id, Object},
        rating::{KeyProperty, Phase, Rating},
        trouble::Trouble,
        word::Word as _,
    },
    ledger::Query,
    workbench::{Workbench, questions::risks::Order},
};

/// Which risks, by their ratings.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Within {
    /// Those of a cell of a matrix.
    Cell {
        /// Whose.
        whose: Whose,
        /// By which rating.
        phase: Phase,
        /// Of which key property; none = the one that the overall level comes from.
        property: Option<KeyProperty>,
        /// Severity and likelihood.
        place: Place,
        /// The tag of the cell's level.
        level: String,
    },
    /// Those of a residual level in the newest revisions.
    Level {
        /// SHA-256 of the scale.
        scale: String,
        /// The level's id.
        band: String,
        /// The level's tag.
        level: String,
    },
    /// Those without a residual rating in the newest revisions.
    NotRated,
}

impl Within {
    /// The assessment that all of them belong to, if it is one.
    pub fn assessment(&self) -> Option<String> {
        match self {
            Self::Cell { whose, .. } if !whose.all => Some(whose.assessment.clone()),
            _ => None,
        }
    }
}

impl std::fmt::Display for Within {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Cell { phase, property, place: (severity, likelihood), level, .. } => {
                let property = property.map_or("overall", KeyProperty::label);
                write!(f, "{phase} {property} {severity}×{likelihood} {level}")
            }
            Self::Level { level, .. } => write!(f, "residual {level}"),
            Self::NotRated => write!(f, "residual not rated"),
        }
    }
}

impl Workbench {
    /// Those of an order that stand there.
    ///
    /// # Errors
    /// When the assessment is not there, or the register cannot be read.
    pub fn only_within(&self, order: Order, within: &Within) -> Result<Order, Trouble> {
        let (there, wanted) = match within {
            Within::NotRated => (self.rated(Query::all(Object::Rating), |_| true)?, false),
            Within::Level { scale, band, .. } => {
                let query = Query::all(Object::Rating)
                    .is("scale_sha256", scale.as_str())
                    .is("overall", band.as_str());
                (self.rated(query, |_| true)?, true)
            }
            Within::Cell { whose, phase, property, place, .. } => {
                (self.of_cell(whose, *phase, *property, *place)?, true)
            }
        };
        let ids = order.ids.into_iter().filter(|id| there.contains(id) == wanted);
        Ok(Order { ids: ids.collect() })
    }

    /// The risks of residual ratings.
    fn rated(&self, query: Query, fits: impl Fn(&Rating) -> bool) -> Result<HashSet<Id>, Trouble> {
        let ratings = self.all::<Rating>(&query.is("phase", Phase::Residual.word()))?;
        Ok(ratings.into_iter().filter(|held| fits(held)).map(|held| held.value.risk_id).collect())
    }

    fn of_cell(
        &self,
        whose: &Whose,
        phase: Phase,
        property: Option<KeyProperty>,
        (severity, likelihood): Place,
    ) -> Result<HashSet<Id>, Trouble> {
        let (scale, counted) = self.on_one_scale(whose)?;
        let mut found = HashSet::new();
        for &of in property.as_ref().map_or(KeyProperty::ALL, std::slice::from_ref) {
            let [s, l] = match of {
                KeyProperty::Safety => ["safety_severity", "safety_likelihood"],
                KeyProperty::Effectiveness => ["effectiveness_severity", "effectiveness_likelihood"],
                KeyProperty::Security => ["security_severity", "security_likelihood"],
            };
            let query = Query::all(Object::Rating)
                .among("assessment_id", counted.iter().map(|held| &held.id))
                .is("phase", phase.word())
                .is("scale_sha256", scale.sha256())
                .is(s, severity.to_string())
                .is(l, likelihood.to_string());
            let ratings = self.all::<Rating>(&query)?.into_iter();
            // overall, a risk stands in one cell alone
            let here = ratings.filter(|held| property.is_some() || held.deciding() == Some(of));
            found.extend(here.map(|held| held.value.risk_id));
        }
        Ok(found)
    }
}
