//! The register as a table: an order of risks, and the page of it that is on the screen.

use chrono::NaiveDate;

use super::Level;
use crate::{
    domain::{
        assessment::Assessment,
        object::{Id, Object},
        rating::Phase,
        record::Held,
        risk::{Risk, Treatment},
        trouble::Trouble,
        word::Word as _,
    },
    ledger::Query,
    workbench::{
        Workbench,
        gather::{Gatherer, Grounds, told},
    },
};

/// The identities of the risks in their order; a page of it is asked for by place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Order {
    /// Identities, in order.
    pub ids: Vec<Id>,
}

/// One row of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RiskLine {
    /// Its identity.
    pub id: Id,
    /// `ip3/R-014`
    pub reference: String,
    /// Its short name.
    pub title: String,
    /// The capabilities it comes from.
    pub capabilities: String,
    /// Before controls.
    pub initial: Option<Level>,
    /// What is left.
    pub residual: Option<Level>,
    /// What is proposed.
    pub treatment: String,
    /// How many controls serve it.
    pub controls: usize,
    /// Where its decision stands: `accepted until 2027-03-31`, `open`, `STALE`.
    pub decision: String,
    /// Who looks after it.
    pub owner: String,
    /// By when its owner wants to be done with it.
    pub due_on: Option<NaiveDate>,
    /// Words to find it by.
    pub tags: Vec<String>,
}

impl Workbench {
    /// The rows of an order from a place on.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn risk_page(&self, order: &Order, at: usize, count: usize) -> Result<Vec<RiskLine>, Trouble> {
        let ids = order.ids.iter().skip(at).take(count);
        let page: Vec<Id> = ids.cloned().collect();
        let risks = self.all::<Risk>(&Query::all(Object::Risk).among("id", &page))?;
        let mut owners: Vec<Id> = risks.iter().map(|risk| risk.assessment_id.clone()).collect();
        owners.sort();
        owners.dedup();
        let assessments = self.all::<Assessment>(&Query::all(Object::Assessment).among("id", &owners))?;
        let newest = self.newest_revisions(assessments.iter().map(|held| held.reference.as_str()))?;
        let mut gatherer = Gatherer::new(self.reading());
        let mut lines = Vec::new();
        for assessment in &assessments {
            let last = newest.get(&assessment.reference).copied();
            let name = if last.is_some_and(|last| last > assessment.revision) {
                format!("{}@{}", assessment.reference, assessment.revision)
            } else {
                assessment.reference.clone()
            };
            let own: Vec<Held<Risk>> =
                risks.iter().filter(|risk| risk.assessment_id == assessment.id).cloned().collect();
            let mut grounds = Grounds::of(self.reading(), assessment)?;
            let parts = gatherer.gather(&mut grounds, own)?;
            for risk in &parts.risks {
                let level =
                    |phase| parts.rating(&risk.id, phase).map(|held| self.level_of_rating(held)).transpose();
                lines.push(RiskLine {
                    id: risk.id.clone(),
                    reference: format!("{name}/{}", risk.reference),
                    title: risk.title.clone(),
                    capabilities: risk.capabilities.join(" "),
                    initial: level(Phase::Initial)?,
                    residual: level(Phase::Residual)?,
                    treatment: risk.treatment.map(Treatment::label).unwrap_or_default().to_owned(),
                    controls: parts.controls(&risk.id).len(),
                    decision: told(
                        parts.decisions(&risk.id).first(),
                        parts.proposal(&risk.id, self.as_of()),
                        self.as_of(),
                    )
                    .map_or_else(
                        || "open".to_owned(),
                        |shown| {
                            if shown.warning.is_empty() { shown.said } else { shown.warning }
                        },
                    ),
                    owner: risk.owner.clone(),
                    due_on: risk.due_on,
                    tags: risk.tags.clone(),
                });
            }
        }
        lines.sort_by_key(|line| page.iter().position(|id| *id == line.id));
        Ok(lines)
    }
}
