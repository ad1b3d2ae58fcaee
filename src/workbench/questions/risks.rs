//! The register as a table: an order of risks, and the page of it that is on the screen.

use chrono::NaiveDate;

use super::Level;
use crate::{
    domain::{
        assessment::Assessment,
        object::{Id, Object},
        rating::{Phase, Rating},
        record::Held,
        risk::{Risk, Treatment},
        trouble::Trouble,
        word::Word as _,
    },
    ledger::{Ask as _, Compare, Direction, Query},
    workbench::{
        Workbench,
        gather::{Gatherer, Grounds, told},
        trouble,
    },
};

/// By what the table is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RiskSort {
    /// Assessment and number.
    Reference,
    /// Short name.
    Title,
    /// Initial level, worst first.
    Initial,
    /// Residual level, worst first, not rated at the top.
    Residual,
    /// Who looks after it.
    Owner,
}

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
    /// The assessments that are the newest revision; none as long as there are no older ones.
    fn newest_where_some_are_older(&self) -> Result<Option<Vec<Id>>, Trouble> {
        let later = Query::all(Object::Assessment).with("revision", Compare::After("1".to_owned()));
        if self.count(&later)? == 0 {
            return Ok(None);
        }
        let older = self.older_revisions()?;
        let all = self.all::<Assessment>(&Query::all(Object::Assessment))?;
        Ok(Some(all.into_iter().map(|held| held.id).filter(|id| !older.contains(id)).collect()))
    }

    /// The order of the risks of an assessment, or of all, of which the text is part of the title.
    ///
    /// # Errors
    /// When the assessment is not there, or the register cannot be read.
    pub fn risk_order(
        &self,
        reference: Option<&str>,
        sort: RiskSort,
        filter: &str,
    ) -> Result<Order, Trouble> {
        let mut query = Query::all(Object::Risk);
        let assessment = reference.map(|reference| self.assessment(reference)).transpose()?;
        if let Some(assessment) = &assessment {
            query = query.is("assessment_id", assessment.id.as_str());
        } else if let Some(newest) = self.newest_where_some_are_older()? {
            query = query.among("assessment_id", &newest);
        }
        if !filter.is_empty() {
            query = query.with("title", Compare::Contains(filter.to_owned()));
        }
        query = match sort {
            RiskSort::Title => query.by("title", Direction::Up),
            RiskSort::Owner => query.by("owner", Direction::Up),
            _ => query,
        };
        query = query.by("assessment_id", Direction::Up).by("number", Direction::Up);
        let read = |query: &Query| {
            self.ledger.ids(query).map_err(|e| trouble::ledger("Cannot read the register", e))
        };
        let ids = read(&query)?;
        let phase = match sort {
            RiskSort::Initial => Phase::Initial,
            RiskSort::Residual => Phase::Residual,
            _ => return Ok(Order { ids }),
        };
        let mut rated = Query::all(Object::Rating).is("phase", phase.word());
        if let Some(assessment) = &assessment {
            rated = rated.is("assessment_id", assessment.id.as_str());
        }
        let ranks: std::collections::HashMap<Id, i64> = self
            .all::<Rating>(&rated)?
            .into_iter()
            .map(|held| (held.value.risk_id, held.value.overall_rank))
            .collect();
        let mut ids = ids;
        // Not rated stands at the top: it is not the lowest level.
        ids.sort_by_key(|id| -ranks.get(id).copied().unwrap_or(i64::MAX));
        Ok(Order { ids })
    }

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
