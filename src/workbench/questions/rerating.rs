//! The risks that are to be rated again, because the assessment has adopted another scale since.

use std::collections::BTreeMap;

use crate::{
    domain::{
        object::Object,
        rating::{Phase, Rating},
        risk::Risk,
        trouble::Trouble,
    },
    ledger::{Direction, Query},
    workbench::Workbench,
};

/// A risk with ratings that were made on another scale than the assessment's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReratingLine {
    /// `R-014`
    pub risk: String,
    /// Its short name.
    pub title: String,
    /// Which of its ratings.
    pub phases: Vec<Phase>,
    /// The scale they were made on, and its version: `med-5x5 1`.
    pub scale: String,
}

impl Workbench {
    /// The risks whose ratings were made on another scale, or another version of it, than the assessment uses now.
    ///
    /// # Errors
    /// When it is not there, or the register cannot be read.
    pub fn rerating(&self, reference: &str) -> Result<Vec<ReratingLine>, Trouble> {
        let assessment = self.assessment(reference)?;
        let of = |object| Query::all(object).is("assessment_id", assessment.id.as_str());
        let by_scale = self.tally(&of(Object::Rating), "scale_sha256")?;
        if by_scale.iter().all(|(scale, _)| *scale == assessment.scale_sha256) {
            return Ok(Vec::new());
        }
        let others = by_scale.iter().filter(|(scale, _)| *scale != assessment.scale_sha256);
        let mut found: BTreeMap<String, (Vec<Phase>, String)> = BTreeMap::new();
        for (sha256, _) in others {
            let scale = self.scale(sha256)?;
            for rating in self.all::<Rating>(&of(Object::Rating).is("scale_sha256", sha256.as_str()))? {
                let line = found.entry(rating.value.risk_id.0).or_default();
                line.0.push(rating.value.phase);
                line.1 = format!("{} {}", scale.id, scale.version);
            }
        }
        let risks = self.all::<Risk>(&of(Object::Risk).by("number", Direction::Up))?;
        let lines = risks.into_iter().filter_map(|risk| {
            let (mut phases, scale) = found.remove(risk.id.as_str())?;
            phases.sort();
            Some(ReratingLine { risk: risk.value.reference, title: risk.value.title, phases, scale })
        });
        Ok(lines.collect())
    }
}
