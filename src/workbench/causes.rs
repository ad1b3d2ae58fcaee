//! The causes of an assessment's risks.

use super::Workbench;
use crate::{
    domain::{
        object::{Id, Object},
        record::Held,
        risk::Risk,
        trouble::Trouble,
    },
    ledger::{Direction, Query},
    process::causes::{Shared, causes},
};

impl Workbench {
    /// The risks of an assessment, by number.
    pub(super) fn risks_of(&self, assessment: &Id) -> Result<Vec<Held<Risk>>, Trouble> {
        let query = Query::all(Object::Risk).is("assessment_id", assessment.as_str());
        self.all(&query.by("number", Direction::Up))
    }

    /// Every cause of an assessment, with the refs of the risks that have it.
    pub(super) fn causes_of(&self, assessment: &Id) -> Result<Vec<Shared>, Trouble> {
        let risks = self.risks_of(assessment)?;
        Ok(causes(risks.iter().map(|risk| (risk.reference.as_str(), risk.causes.as_slice()))))
    }
}
