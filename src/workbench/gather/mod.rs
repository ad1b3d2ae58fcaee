//! Risks with all that hangs on them, gathered in a fixed number of reads however many risks there are.

mod accepted;
mod carried;
mod claims;
mod controls;
mod due;
mod file;
mod grounds;
mod proposals;
mod standing;

use std::{collections::HashMap, rc::Rc};

pub(super) use accepted::{of_form, said};
pub(super) use claims::{answers_as_recorded, claims, claims_as_recorded};
pub(super) use controls::ControlParts;
pub(super) use grounds::{Grounds, placements};
pub(super) use proposals::{asked_for, told};
pub(super) use standing::{Standing, standing_of_whole};

use super::store::Reading;
use crate::{
    domain::{
        assessment::Difference,
        control::RiskControl,
        decision::Proposal,
        object::Id,
        rating::{Phase, Rating},
        record::Held,
        risk::Risk,
        trouble::Trouble,
    },
    process::seal::{SealPart, relied_on},
};
use controls::Controls;

/// Gathers what hangs on risks; controls that were read once are kept for the next ones.
pub(super) struct Gatherer<'a> {
    reading: Reading<'a>,
    controls: Controls,
}

/// Risks of one assessment with all that hangs on them.
pub(super) struct RiskParts {
    /// The risks, as they were given.
    pub(super) risks: Vec<Held<Risk>>,
    ratings: HashMap<Id, Vec<Held<Rating>>>,
    differences: HashMap<Id, Vec<Held<Difference>>>,
    links: HashMap<Id, Vec<Held<RiskControl>>>,
    controls: HashMap<Id, Rc<ControlParts>>,
    decisions: HashMap<Id, Vec<Standing>>,
    proposals: HashMap<Id, Held<Proposal>>,
}

impl<'a> Gatherer<'a> {
    pub(super) fn new(reading: Reading<'a>) -> Self {
        Self { reading, controls: Controls::default() }
    }

    /// Everything that hangs on these risks of one assessment. Of a risk that this revision has not decided on, the
    /// decision of an earlier one is among it while that is in force.
    pub(super) fn gather(
        &mut self,
        grounds: &mut Grounds<'_>,
        risks: Vec<Held<Risk>>,
    ) -> Result<RiskParts, Trouble> {
        let mut parts = self.without_decisions(risks)?;
        parts.decisions = standing::standings(self.reading, grounds, &parts)?;
        parts.proposals = proposals::proposals(self.reading, &parts.risks)?;
        self.carry(grounds, &mut parts)?;
        Ok(parts)
    }

    /// What a decision on this risk would rest on now.
    pub(super) fn seal(
        &mut self,
        grounds: &mut Grounds<'_>,
        risk: Held<Risk>,
    ) -> Result<Vec<Rc<SealPart>>, Trouble> {
        let id = risk.id.clone();
        let parts = self.without_decisions(vec![risk])?;
        match parts.risks.first() {
            Some(risk) => grounds.seal(
                self.reading,
                risk,
                parts.ratings(&id),
                parts.differences(&id),
                parts.relied(&id),
            ),
            None => Ok(Vec::new()),
        }
    }

    /// The same without the decisions.
    pub(super) fn without_decisions(&mut self, risks: Vec<Held<Risk>>) -> Result<RiskParts, Trouble> {
        let ids: Vec<Id> = risks.iter().map(|risk| risk.id.clone()).collect();
        let ratings = self.reading.grouped("risk_id", &ids, "phase", |rating: &Rating| &rating.risk_id)?;
        let links =
            self.reading.grouped("risk_id", &ids, "changed_seq", |link: &RiskControl| &link.risk_id)?;
        let differences =
            self.reading
                .grouped("risk_id", &ids, "changed_seq", |differing: &Difference| &differing.risk_id)?;
        let linked = links.values().flatten().map(|link| &link.control_id);
        let relied = ratings.values().flatten().flat_map(|rating| &rating.relies_on);
        let controls = self.controls.among(self.reading, linked.chain(relied))?;
        Ok(RiskParts {
            risks,
            ratings,
            differences,
            links,
            controls,
            decisions: HashMap::new(),
            proposals: HashMap::new(),
        })
    }
}

impl RiskParts {
    /// The ratings of a risk.
    pub(super) fn ratings(&self, risk: &Id) -> &[Held<Rating>] {
        self.ratings.get(risk).map(Vec::as_slice).unwrap_or_default()
    }

    /// One rating of a risk.
    pub(super) fn rating(&self, risk: &Id, phase: Phase) -> Option<&Held<Rating>> {
        self.ratings(risk).iter().find(|rating| rating.phase == phase)
    }

    /// What of a risk differs at placements.
    pub(super) fn differences(&self, risk: &Id) -> &[Held<Difference>] {
        self.differences.get(risk).map(Vec::as_slice).unwrap_or_default()
    }

    /// What links a risk to its controls.
    pub(super) fn links(&self, risk: &Id) -> &[Held<RiskControl>] {
        self.links.get(risk).map(Vec::as_slice).unwrap_or_default()
    }

    /// The controls that serve a risk, by their number.
    pub(super) fn controls(&self, risk: &Id) -> Vec<&Rc<ControlParts>> {
        let mut controls: Vec<_> =
            self.links(risk).iter().filter_map(|link| self.controls.get(&link.control_id)).collect();
        controls.sort_by_key(|control| control.held.number);
        controls
    }

    /// The decisions on a risk, the newest first.
    pub(super) fn decisions(&self, risk: &Id) -> &[Standing] {
        self.decisions.get(risk).map(Vec::as_slice).unwrap_or_default()
    }

    /// The controls that a decision on a risk rests on, by their identity.
    fn relied(&self, risk: &Id) -> impl Iterator<Item = &Rc<ControlParts>> {
        let residual = self.rating(risk, Phase::Residual).map(|held| &held.value);
        let linked = self.links(risk).iter().map(|link| link.control_id.clone());
        relied_on(residual, linked).into_iter().filter_map(|id| self.controls.get(&id))
    }
}
