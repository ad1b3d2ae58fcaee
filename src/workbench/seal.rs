//! What a decision rests on, and the rows that seal it.

use std::{collections::HashMap, rc::Rc};

use super::{
    Workbench,
    gather::{Gatherer, Grounds, placements},
};
use crate::{
    domain::{
        assessment::{Assessment, Difference},
        decision::SealRow,
        object::{Id, Object},
        product::Placement,
        rating::{Phase, Rating},
        record::Held,
        risk::Risk,
        trouble::Trouble,
        word::Word as _,
    },
    ledger::{Direction, Edit, Query},
    process::seal::{SealPart, risk_in_whole, whole_part},
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
        let parts = Gatherer::new(self.reading()).seal(&mut grounds, risk.clone())?;
        Ok(parts.into_iter().map(Rc::unwrap_or_clone).collect())
    }

    /// What a decision on the whole assessment rests on now: its extent, and of every risk its meaning and what is
    /// left of it.
    pub(super) fn seal_of_whole(&self, assessment: &Held<Assessment>) -> Result<Vec<SealPart>, Trouble> {
        let of = |object| Query::all(object).is("assessment_id", assessment.id.as_str());
        let risks = self.all::<Risk>(&of(Object::Risk).by("number", Direction::Up))?;
        let ratings = self.all::<Rating>(&of(Object::Rating).is("phase", Phase::Residual.word()))?;
        let ratings: HashMap<&Id, &Held<Rating>> =
            ratings.iter().map(|rating| (&rating.value.risk_id, rating)).collect();
        let differences = self.all::<Difference>(&of(Object::Difference))?;
        let placements = self.placements_of(assessment)?;
        let placed = |risk: &Id| -> Vec<(&str, &Difference)> {
            let name =
                |id: &Id| placements.iter().find(|held| held.id == *id).map_or("", |held| &held.location);
            let of = differences.iter().filter(|held| held.risk_id == *risk);
            of.map(|held| (name(&held.placement_id), &held.value)).collect()
        };
        let mut parts = vec![whole_part(&assessment.id, assessment, risks.iter().map(|risk| &risk.id))];
        for risk in &risks {
            let residual = ratings.get(&risk.id).map(|held| &held.value);
            let placed = placed(&risk.id);
            parts.extend(risk_in_whole(&risk.reference, (&risk.id, risk), residual, &placed));
        }
        Ok(parts)
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
                    readable: part.readable.text(),
                };
                Edit::put(&self.new_request(), 0, &row)
            })
            .collect()
    }
}
