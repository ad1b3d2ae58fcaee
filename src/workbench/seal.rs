//! What a decision rests on, and the rows that seal it.

use super::{
    Workbench,
    gather::{Gatherer, Grounds, placements},
};
use crate::{
    domain::{
        assessment::Assessment, decision::SealRow, object::Id, product::Placement, record::Held, risk::Risk,
        trouble::Trouble,
    },
    ledger::Edit,
    process::seal::SealPart,
};

impl Workbench {
    /// The sites of the assessment's placements, each once.
    pub(super) fn sites_of(&self, assessment: &Held<Assessment>) -> Result<Vec<String>, Trouble> {
        Ok(Grounds::of(self.reading(), assessment)?.sites)
    }

    /// The placements of an assessment, in its order.
    pub(super) fn placements_of(&self, assessment: &Assessment) -> Result<Vec<Held<Placement>>, Trouble> {
        placements(self.reading(), assessment)
    }

    /// What a decision on this risk rests on now.
    pub(super) fn seal_of(
        &self,
        assessment: &Held<Assessment>,
        risk: &Held<Risk>,
    ) -> Result<Vec<SealPart>, Trouble> {
        let mut grounds = Grounds::of(self.reading(), assessment)?;
        Gatherer::new(self.reading()).seal(&mut grounds, risk.clone())
    }

    /// The rows that seal a decision.
    pub(super) fn seal_edits(&self, decision: &Id, parts: Vec<SealPart>) -> Vec<Edit> {
        parts
            .into_iter()
            .map(|part| {
                let row = SealRow {
                    decision_id: decision.clone(),
                    object: part.object,
                    object_id: part.object_id,
                    digest: part.digest,
                    readable: part.readable,
                };
                Edit::put(&self.new_request(), 0, &row)
            })
            .collect()
    }
}
