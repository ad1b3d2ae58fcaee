//! What a decision rests on, gathered from the register.

use super::Workbench;
use crate::{
    domain::{
        assessment::{Assessment, CapabilityCoverage},
        control::{Control, ControlSite, RiskControl, Verification},
        decision::SealRow,
        disclosure::Statement,
        object::{Id, Object},
        product::Placement,
        rating::{Phase, Rating},
        record::Held,
        risk::Risk,
        trouble::Trouble,
    },
    ledger::{Direction, Edit, Query},
    process::seal::{Basis, ControlBasis, CoverageBasis, SealPart, seal},
};

impl Workbench {
    /// The sites of the assessment's placements, each once.
    pub(super) fn sites_of(&self, assessment: &Assessment) -> Result<Vec<String>, Trouble> {
        let mut sites: Vec<String> = Vec::new();
        for placement in self.placements_of(assessment)? {
            if !sites.contains(&placement.site) {
                sites.push(placement.site.clone());
            }
        }
        Ok(sites)
    }

    /// The placements of an assessment, in its order.
    pub(super) fn placements_of(&self, assessment: &Assessment) -> Result<Vec<Held<Placement>>, Trouble> {
        let found =
            self.all::<Placement>(&Query::all(Object::Placement).among("id", &assessment.placement_ids))?;
        Ok(assessment
            .placement_ids
            .iter()
            .filter_map(|id| found.iter().find(|placement| placement.id == *id).cloned())
            .collect())
    }

    /// What a decision on this risk rests on now.
    pub(super) fn seal_of(
        &self,
        assessment: &Held<Assessment>,
        risk: &Held<Risk>,
    ) -> Result<Vec<SealPart>, Trouble> {
        let ratings = self.all::<Rating>(
            &Query::all(Object::Rating).is("risk_id", risk.id.as_str()).by("phase", Direction::Up),
        )?;
        let links =
            self.all::<RiskControl>(&Query::all(Object::RiskControl).is("risk_id", risk.id.as_str()))?;
        let relied = ratings.iter().find(|rating| rating.phase == Phase::Residual);
        let mut control_ids: Vec<Id> = match relied {
            Some(rating) if !rating.relies_on.is_empty() => rating.relies_on.clone(),
            _ => links.into_iter().map(|link| link.value.control_id).collect(),
        };
        control_ids.sort();
        let sites = self.sites_of(assessment)?;
        let mut controls = Vec::new();
        for id in control_ids {
            let Some(control) = self.by_id::<Control>(&id)? else { continue };
            controls.push(self.control_basis(control, &sites)?);
        }
        let mut coverages = Vec::new();
        for code in &risk.capabilities {
            coverages.extend(self.coverage_basis(assessment, code)?);
        }
        Ok(seal(&Basis {
            risk_id: risk.id.clone(),
            risk: risk.value.clone(),
            ratings: ratings.into_iter().map(|held| (held.id, held.value)).collect(),
            controls,
            coverages,
        }))
    }

    fn control_basis(&self, control: Held<Control>, sites: &[String]) -> Result<ControlBasis, Trouble> {
        let of = |object| Query::all(object).is("control_id", control.id.as_str());
        let placed = self.all::<ControlSite>(&of(Object::ControlSite).by("site", Direction::Up))?;
        let verifications = self.all::<Verification>(
            &of(Object::Verification).by("verified_on", Direction::Up).by("changed_seq", Direction::Up),
        )?;
        Ok(ControlBasis {
            id: control.id,
            control: control.value,
            sites: placed.into_iter().map(|held| held.value).filter(|at| sites.contains(&at.site)).collect(),
            verifications: verifications.into_iter().map(|held| held.value).collect(),
        })
    }

    fn coverage_basis(
        &self,
        assessment: &Held<Assessment>,
        code: &str,
    ) -> Result<Option<CoverageBasis>, Trouble> {
        let coverage = self.first::<CapabilityCoverage>(
            Query::all(Object::CapabilityCoverage)
                .is("assessment_id", assessment.id.as_str())
                .is("capability", code),
        )?;
        let Some(coverage) = coverage else { return Ok(None) };
        let mut answers = Vec::new();
        if let Some(disclosure) = &coverage.disclosure_id {
            let statements = self.all::<Statement>(
                &Query::all(Object::Statement)
                    .is("disclosure_id", disclosure.as_str())
                    .by("position", Direction::Up),
            )?;
            for statement in statements.into_iter().filter(|s| coverage.items.contains(&s.item)) {
                answers.push((statement.value.item, statement.value.answer));
            }
        }
        Ok(Some(CoverageBasis { id: coverage.id, coverage: coverage.value, answers }))
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
