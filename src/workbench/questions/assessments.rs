//! The portfolio: every assessment with what is open in it.

use super::{Level, gates::AtGate};
use crate::{
    catalog::scales::Scale,
    domain::{
        assessment::{Assessment, CapabilityCoverage, CapabilityRequirement, InUse, Stage},
        capability::{Coverage, is_gap},
        decision::{DecisionLife, DecisionState},
        object::{Id, Object},
        product::{Placement, Product},
        rating::{KeyProperty, Phase, Rating},
        record::Held,
        risk::Risk,
        trouble::Trouble,
        word::Word as _,
    },
    ledger::{Direction, Query},
    workbench::{
        Workbench,
        gather::{Gatherer, Grounds, standing_of_whole},
        knowledge::level_of,
    },
};

/// One assessment in the portfolio.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssessmentLine {
    /// Its identity.
    pub id: Id,
    /// `ip3`
    pub reference: String,
    /// Manufacturer and model.
    pub product: String,
    /// The model alone.
    pub model: String,
    /// The versions it holds for.
    pub versions: String,
    /// The first placement, and how many more.
    pub placements: String,
    /// What is being decided.
    pub stage: Stage,
    /// What is open in it; none while it is still being counted.
    pub standing: Option<Standing>,
}

/// What is open in an assessment.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Standing {
    /// Capabilities required and not both claimed and in use.
    pub gaps: usize,
    /// All risks.
    pub risks: usize,
    /// Risks without a decision in force.
    pub open: usize,
    /// The worst residual level and its key property.
    pub worst: Option<(Level, String)>,
    /// Risks without a residual rating.
    pub not_rated: usize,
    /// Decisions in force, on risks or on the whole, of which something they rest on has changed.
    pub stale: usize,
    /// The next date on which a decision runs out, ISO.
    pub next_expiry: Option<String>,
    /// Where it stands among its gates; none in an assessment of more risks than are looked at here.
    pub at_gate: Option<AtGate>,
}

/// Risks whose decisions are looked at in one go.
const DECIDED_AT_ONCE: usize = 500;
/// The gates of a larger assessment are looked at when somebody opens it, not in the portfolio.
const RISKS_AT_GATES: usize = 5_000;

impl Workbench {
    /// Every assessment by its ref; what is open in them is counted apart, by [`Workbench::standing`].
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn assessments(&self) -> Result<Vec<AssessmentLine>, Trouble> {
        let all = self.all::<Assessment>(&Query::all(Object::Assessment).by("ref", Direction::Up))?;
        let products =
            self.all::<Product>(&Query::all(Object::Product).among("id", all.iter().map(|a| &a.product_id)))?;
        let first: Vec<Id> = all.iter().filter_map(|held| held.placement_ids.first().cloned()).collect();
        let placements = self.all::<Placement>(&Query::all(Object::Placement).among("id", &first))?;
        Ok(all
            .into_iter()
            .map(|held| {
                let product = products.iter().find(|product| product.id == held.product_id);
                let model = product.map(|p| p.model.clone()).unwrap_or_default();
                let product = product.map(|p| format!("{} {}", p.manufacturer, p.model)).unwrap_or_default();
                let place = held.placement_ids.first();
                let place = place.and_then(|id| placements.iter().find(|placement| placement.id == *id));
                let place = place.map(|placement| placement.location.clone()).unwrap_or_default();
                let placements = match held.placement_ids.len() {
                    0 | 1 => place,
                    count => format!("{place} +{}", count - 1),
                };
                AssessmentLine {
                    id: held.id,
                    reference: held.value.reference,
                    product,
                    model,
                    versions: held.value.versions,
                    placements,
                    stage: held.value.stage,
                    standing: None,
                }
            })
            .collect())
    }

    /// What is open in an assessment.
    ///
    /// # Errors
    /// When it is not there, or the register cannot be read.
    pub fn standing(&self, reference: &str) -> Result<Standing, Trouble> {
        let assessment = self.assessment(reference)?;
        let of = |object| Query::all(object).is("assessment_id", assessment.id.as_str());
        let scale = self.scale(&assessment.scale_sha256)?;
        let risks = self.count(&of(Object::Risk))?;
        let residual = of(Object::Rating).is("phase", Phase::Residual.word());
        let by_rank = self.tally(&residual, "overall_rank")?;
        let rated: usize = by_rank.iter().map(|(_, count)| count).sum();
        let worst_rank = by_rank.iter().filter_map(|(rank, _)| rank.parse::<i64>().ok()).max();
        let worst = match worst_rank {
            Some(_) => self
                .first::<Rating>(residual.by("overall_rank", Direction::Down))?
                .map(|rating| worst(&scale, &rating)),
            None => None,
        };
        let in_force = of(Object::DecisionState).is("life", DecisionLife::InForce.word());
        let accepted = self.all::<DecisionState>(&in_force)?;
        let today = self.as_of();
        let holding: Vec<_> = accepted
            .iter()
            .filter(|state| state.accepts && state.risk_id.is_some())
            .filter(|state| state.valid_until.is_none_or(|until| until >= today))
            .collect();
        Ok(Standing {
            gaps: self.gap_codes(&assessment)?.len(),
            risks,
            open: risks.saturating_sub(holding.len()),
            worst,
            not_rated: risks.saturating_sub(rated),
            stale: self.stale_decisions(&assessment, &accepted)?,
            next_expiry: accepted
                .iter()
                .filter_map(|state| state.valid_until)
                .min()
                .map(|date| date.to_string()),
            at_gate: match risks {
                0..=RISKS_AT_GATES => Some(self.gates(reference)?.at_gate()),
                _ => None,
            },
        })
    }

    fn stale_decisions(
        &self,
        assessment: &Held<Assessment>,
        in_force: &[Held<DecisionState>],
    ) -> Result<usize, Trouble> {
        let decided: Vec<Id> = in_force.iter().filter_map(|state| state.risk_id.clone()).collect();
        let mut grounds = Grounds::of(self.reading(), assessment)?;
        let mut gatherer = Gatherer::new(self.reading());
        let mut stale = 0;
        for page in decided.chunks(DECIDED_AT_ONCE) {
            let risks = self.all::<Risk>(&Query::all(Object::Risk).among("id", page))?;
            let parts = gatherer.gather(&mut grounds, risks)?;
            stale += parts
                .risks
                .iter()
                .flat_map(|risk| parts.decisions(&risk.id))
                .filter(|d| d.is_stale())
                .count();
        }
        if in_force.iter().any(|state| state.risk_id.is_none()) {
            let now = self.seal_of_whole(assessment)?;
            let whole = standing_of_whole(self.reading(), &assessment.id, &now)?;
            stale += usize::from(whole.is_some_and(|standing| standing.is_stale()));
        }
        Ok(stale)
    }

    /// The codes of the capabilities that are gaps, in the catalogue's order.
    pub(in crate::workbench) fn gap_codes(
        &self,
        assessment: &Held<Assessment>,
    ) -> Result<Vec<String>, Trouble> {
        let of = |object| Query::all(object).is("assessment_id", assessment.id.as_str());
        let coverages = self.all::<CapabilityCoverage>(&of(Object::CapabilityCoverage))?;
        let required = self.all::<CapabilityRequirement>(&of(Object::Requirement))?;
        let in_use =
            self.all::<InUse>(&Query::all(Object::InUse).among("placement_id", &assessment.placement_ids))?;
        let is_one = |code: &str| {
            let coverage = coverages
                .iter()
                .find(|c| c.capability == code)
                .map_or(Coverage::Unknown, |held| held.holds());
            let states: Vec<_> = in_use.iter().filter(|u| u.capability == code).map(|u| u.state).collect();
            required
                .iter()
                .find(|r| r.capability == code)
                .is_some_and(|r| is_gap(r.required, coverage, &states))
        };
        let codes = self.catalogue().capabilities().iter().map(|capability| capability.code.clone());
        Ok(codes.filter(|code| is_one(code)).collect())
    }
}

/// The overall level of a rating, and the key property that has it.
fn worst(scale: &Scale, rating: &Rating) -> (Level, String) {
    let property = KeyProperty::ALL
        .iter()
        .find(|&&property| rating.of(property).is_some_and(|(_, _, level)| level == rating.overall))
        .map(|property| property.label().to_owned())
        .unwrap_or_default();
    (level_of(scale, &rating.overall), property)
}
