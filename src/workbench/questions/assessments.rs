//! The portfolio: every assessment with what is open in it.

use chrono::NaiveDate;

use super::{Level, gates::AtGate};
use crate::{
    domain::{
        assessment::{Assessment, CapabilityCoverage, CapabilityRequirement, InUse, Stage},
        capability::{Coverage, Requirement, is_gap},
        decision::{DecisionLife, DecisionState},
        due::DueKind,
        object::{Id, Object},
        product::{Placement, Product},
        rating::{Phase, Rating},
        record::Held,
        revision::RiskMark,
        risk::Risk,
        trouble::Trouble,
        word::Word as _,
    },
    ledger::{Direction, Query},
    workbench::{
        Workbench,
        gather::{Gatherer, Grounds, standing_of_whole},
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
    /// Which revision, 1 the first.
    pub revision: i64,
    /// Since when it is frozen, decided as a whole.
    pub frozen_on: Option<NaiveDate>,
    /// What is open in it; none while it is still being counted.
    pub standing: Option<Standing>,
}

/// What is open in an assessment.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Standing {
    /// Capabilities required and not both claimed and in use.
    pub gaps: usize,
    /// Something says what is required: a profile, a person, or a requirement set that was adopted.
    pub required_known: bool,
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
    /// The days left until what is due first, stale decisions apart; less than 0 when it is overdue.
    pub due_in: Option<i64>,
    /// Where it stands among its gates; none in an assessment of more risks than are looked at here.
    pub at_gate: Option<AtGate>,
    /// What the revision makes of what it was begun from; none when it was begun from nothing.
    pub changes: Option<Changes>,
}

/// How the risks of a revision stand to those of what it was begun from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Changes {
    /// Risks that were not there.
    pub new: usize,
    /// Risks of which something is other than it was.
    pub changed: usize,
    /// Risks that are as they were.
    pub unchanged: usize,
}

impl std::fmt::Display for Changes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} new, {} changed, {} unchanged", self.new, self.changed, self.unchanged)
    }
}

/// Risks whose decisions are looked at in one go.
const DECIDED_AT_ONCE: usize = 500;
/// The gates of a larger assessment are looked at when somebody opens it, not in the portfolio.
const RISKS_AT_GATES: usize = 5_000;

impl Workbench {
    /// Every assessment by its ref, in its newest revision; what is open in them is counted apart, by [`Workbench::standing`].
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn assessments(&self) -> Result<Vec<AssessmentLine>, Trouble> {
        let mut all = self.all::<Assessment>(&Query::all(Object::Assessment).by("ref", Direction::Up))?;
        let older = self.older_revisions()?;
        all.retain(|held| !older.contains(&held.id));
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
                    revision: held.value.revision,
                    frozen_on: held.value.frozen_on,
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
        let risks = self.count(&of(Object::Risk))?;
        let residual = of(Object::Rating).is("phase", Phase::Residual.word());
        let by_rank = self.tally(&residual, "overall_rank")?;
        let rated: usize = by_rank.iter().map(|(_, count)| count).sum();
        let worst_rank = by_rank.iter().filter_map(|(rank, _)| rank.parse::<i64>().ok()).max();
        let worst = match worst_rank {
            Some(_) => self
                .first::<Rating>(residual.by("overall_rank", Direction::Down))?
                .map(|rating| self.worst(&rating))
                .transpose()?,
            None => None,
        };
        let in_force = of(Object::DecisionState).is("life", DecisionLife::InForce.word());
        let accepted = self.all::<DecisionState>(&in_force)?;
        let today = self.as_of();
        let holding: Vec<_> = accepted
            .iter()
            .filter(|state| state.is_accepted() && state.risk_id.is_some())
            .filter(|state| state.valid_until.is_none_or(|until| until >= today))
            .collect();
        // What earlier revisions decided holds until this one is decided on, and can run out or go stale meanwhile.
        let mut stale = self.stale_decisions(&assessment, &accepted)?;
        let mut ends: Vec<NaiveDate> = accepted.iter().filter_map(|state| state.valid_until).collect();
        for earlier in self.earlier(&assessment)? {
            let in_force = Query::all(Object::DecisionState)
                .is("assessment_id", earlier.id.as_str())
                .is("life", DecisionLife::InForce.word());
            let before = self.all::<DecisionState>(&in_force)?;
            stale += self.stale_decisions(&earlier, &before)?;
            ends.extend(before.iter().filter_map(|state| state.valid_until));
        }
        let mut due_in = None::<i64>;
        self.each_due(&assessment, &self.policy()?.0, &mut |due| {
            if due.kind != DueKind::Stale {
                due_in = Some(due_in.map_or(due.days_left(today), |days| days.min(due.days_left(today))));
            }
        })?;
        let gaps = self.gap_codes(&assessment)?.len();
        Ok(Standing {
            gaps,
            required_known: gaps > 0 || self.knows_what_is_required(&assessment)?,
            risks,
            open: risks.saturating_sub(holding.len()),
            worst,
            not_rated: risks.saturating_sub(rated),
            stale,
            due_in,
            next_expiry: ends.into_iter().min().map(|date| date.to_string()),
            at_gate: match risks {
                0..=RISKS_AT_GATES => Some(self.gates(reference)?.at_gate()),
                _ => None,
            },
            changes: self.changes(&assessment)?,
        })
    }

    /// What a revision makes of what it was begun from.
    fn changes(&self, assessment: &Held<Assessment>) -> Result<Option<Changes>, Trouble> {
        if assessment.begun_from.is_none() {
            return Ok(None);
        }
        let of = Query::all(Object::Risk).is("assessment_id", assessment.id.as_str());
        let risks = self.all::<Risk>(&of.by("number", Direction::Up))?;
        let parts = Gatherer::new(self.reading()).without_decisions(risks)?;
        let mut changes = Changes::default();
        for (mark, _) in self.marks(assessment, &parts)?.into_values() {
            match mark {
                RiskMark::New => changes.new += 1,
                RiskMark::Changed => changes.changed += 1,
                RiskMark::Unchanged => changes.unchanged += 1,
            }
        }
        Ok(Some(changes))
    }

    /// The overall level of a rating, and the key property that it comes from.
    fn worst(&self, rating: &Rating) -> Result<(Level, String), Trouble> {
        let property = rating.deciding().map(|property| property.label().to_owned());
        Ok((self.level_of_rating(rating)?, property.unwrap_or_default()))
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
            let whole = standing_of_whole(self.reading(), &assessment.id, || self.seal_of_whole(assessment))?;
            stale += usize::from(whole.is_some_and(|standing| standing.is_stale()));
        }
        Ok(stale)
    }

    fn knows_what_is_required(&self, assessment: &Held<Assessment>) -> Result<bool, Trouble> {
        let of = Query::all(Object::Requirement).is("assessment_id", assessment.id.as_str());
        Ok(self.count(&of)? > 0 || !self.asked_of(assessment)?.is_empty())
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
        let asked = self.asked_of(assessment)?;
        let is_one = |code: &str| {
            let coverage = coverages
                .iter()
                .find(|c| c.capability == code)
                .map_or(Coverage::Unknown, |held| held.holds());
            let states: Vec<_> = in_use.iter().filter(|u| u.capability == code).map(|u| u.state).collect();
            let needed = required
                .iter()
                .find(|r| r.capability == code)
                .map_or(Requirement::NotRequired, |held| held.required);
            let unmet = asked.iter().any(|one| one.requirement.capability == code && one.is_unmet());
            is_gap(needed, coverage, &states, unmet)
        };
        let codes = self.catalogue().capabilities().iter().map(|capability| capability.code.clone());
        Ok(codes.filter(|code| is_one(code)).collect())
    }
}
