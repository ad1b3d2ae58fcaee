//! What decisions share that are taken on a risk or on the whole, and those that follow another one.

use chrono::NaiveDate;

use super::{
    Workbench,
    deciding::Stake,
    gather::{Gatherer, Grounds, Standing, standing_of_whole},
};
use crate::{
    domain::{
        assessment::Assessment,
        decision::{AcceptanceState, BenefitRisk, Condition, Decision, DecisionLife},
        object::{Id, Object},
        record::Held,
        risk::{Risk, RiskStatus, Treatment},
        trouble::Trouble,
        word::Word as _,
    },
    ledger::{Compare, Direction, Edit, Query},
    process::{
        acceptance::{Looked, acceptance_state},
        benefit::forbidden,
        conditions::conditions,
        seal::SealPart,
    },
};

/// What a decision is taken on: a risk, or the whole assessment.
#[derive(Debug, Clone)]
pub(super) struct DecidedOn {
    /// The assessment.
    pub(super) assessment: Held<Assessment>,
    /// The risk; none = the whole.
    pub(super) risk: Option<Held<Risk>>,
    /// `ip3/R-014`, or `ip3` for the whole.
    pub(super) name: String,
}

impl DecidedOn {
    fn risk_id(&self) -> Option<&Id> {
        self.risk.as_ref().map(|risk| &risk.id)
    }

    /// As one names it to a person: `ip3/R-014 Pumps run on an outdated drug library`.
    pub(super) fn titled(&self) -> String {
        match &self.risk {
            Some(risk) => format!("{} {}", self.name, risk.title),
            None => format!("{} as a whole", self.name),
        }
    }
}

impl Workbench {
    /// What a subject names: `ip3/R-014`, or `ip3` for the whole.
    pub(super) fn decided_on(&self, subject: &str) -> Result<DecidedOn, Trouble> {
        if !subject.contains('/') {
            let assessment = self.assessment(subject)?;
            let name = assessment.reference.clone();
            return Ok(DecidedOn { assessment, risk: None, name });
        }
        let (assessment, risk) = self.risk_of(subject)?;
        let name = format!("{}/{}", assessment.reference, risk.reference);
        Ok(DecidedOn { assessment, risk: Some(risk), name })
    }

    /// The newest decision on it, with its seal looked at.
    pub(super) fn newest_decision(&self, on: &DecidedOn) -> Result<Option<Standing>, Trouble> {
        match &on.risk {
            Some(risk) => {
                let mut grounds = Grounds::of(self.reading(), &on.assessment)?;
                let parts = Gatherer::new(self.reading()).gather(&mut grounds, vec![risk.clone()])?;
                // Those of earlier revisions stay with them: they are told here, and neither followed nor withdrawn.
                Ok(parts.decisions(&risk.id).iter().find(|standing| standing.revision.is_none()).cloned())
            }
            None => {
                standing_of_whole(self.reading(), &on.assessment.id, || self.seal_of_whole(&on.assessment))
            }
        }
    }

    /// What a decision is worth on a date.
    pub(super) fn worth(&self, standing: &Standing, on: NaiveDate) -> Result<AcceptanceState, Trouble> {
        let (policy, _) = self.policy()?;
        let expiring_days = policy.switches.expiring_days;
        let looked = Looked { is_stale: standing.is_stale(), awaits: standing.awaits(), on, expiring_days };
        Ok(acceptance_state(&standing.decision, standing.state.life, looked))
    }

    /// The newest decision and what it is worth, which must be one of these; of an older revision none is followed.
    pub(super) fn decision_to_follow(
        &self,
        on: &DecidedOn,
        what: &str,
        states: &[AcceptanceState],
    ) -> Result<Standing, Trouble> {
        self.is_newest(&on.assessment)?;
        let refuse = |because: String, try_this: &str| Err(Trouble::refused(what, because, try_this));
        let name = &on.name;
        let Some(standing) = self.newest_decision(on)? else {
            return refuse(format!("nobody has decided on {name}"), "decide");
        };
        let state = self.worth(&standing, self.today())?;
        if states.contains(&state) {
            return Ok(standing);
        }
        let until = standing.decision.valid_until.map(|date| date.to_string()).unwrap_or_default();
        match state {
            AcceptanceState::InForce => refuse(
                format!(
                    "nothing that the decision on {name} rests on has changed, and it holds until {until}"
                ),
                "renew-decision for a further time",
            ),
            AcceptanceState::Expired => {
                refuse(format!("the decision on {name} ended on {until}"), "renew-decision, or decide anew")
            }
            AcceptanceState::AwaitsConfirmation => refuse(
                format!(
                    "the decision on {name} awaits confirmation by {}",
                    standing.state.awaits.join(" and ")
                ),
                "confirm-decision, from their own account; or decide anew",
            ),
            AcceptanceState::Rejected | AcceptanceState::Deferred => {
                refuse(format!("{name} is {}: nothing is accepted that could go on", state.label()), "decide")
            }
            other => refuse(format!("the newest decision on {name} is {}", other.label()), "decide"),
        }
    }

    /// What a decision on it rests on now.
    pub(super) fn rests_on(&self, on: &DecidedOn) -> Result<Vec<SealPart>, Trouble> {
        match &on.risk {
            Some(risk) => self.seal_of(&on.assessment, risk),
            None => self.seal_of_whole(&on.assessment),
        }
    }

    /// The newest benefit-risk record on it.
    pub(super) fn benefit_risk(&self, on: &DecidedOn) -> Result<Option<Held<BenefitRisk>>, Trouble> {
        let query = Query::all(Object::BenefitRisk).is("assessment_id", on.assessment.id.as_str());
        let query = match on.risk_id() {
            Some(risk) => query.is("risk_id", risk.as_str()),
            None => query.with("risk_id", Compare::Absent),
        };
        self.first(query.by("changed_seq", Direction::Down))
    }

    /// Refuses to accept what lies above the line of acceptability without a benefit-risk record.
    pub(super) fn benefit_weighed(
        &self,
        on: &DecidedOn,
        stake: &Stake,
        value: &Decision,
    ) -> Result<(), Trouble> {
        let scale = self.scale(&on.assessment.scale_sha256)?;
        match forbidden(&scale, &on.name, &stake.rated, value) {
            None => Ok(()),
            Some(rule) => {
                Err(Trouble::refused("Not recorded", rule, format!("weigh-benefit {} first", on.name)))
            }
        }
    }

    /// The rows of the conditions that a decision asks for.
    pub(super) fn condition_edits(&self, id: &Id, value: &Decision) -> Result<Vec<Edit>, Trouble> {
        let asked = conditions(id, value).map_err(|because| {
            Trouble::refused("Not recorded", because, "what; owner; a date like 2027-03-31")
        })?;
        Ok(asked.iter().map(|condition| Edit::put(&self.new_request(), 0, condition)).collect())
    }

    /// The rows of the conditions that go over from one decision to the one that follows it, met or not.
    pub(super) fn carried_conditions(&self, before: &Standing, id: &Id) -> Vec<Edit> {
        let carried = before.conditions.iter().map(|held| {
            let condition = Condition { decision_id: id.clone(), ..held.value.clone() };
            Edit::put(&self.new_request(), 0, &condition)
        });
        carried.collect()
    }
}

/// How often an exception was extended, of a decision that departs from a rule and follows this one.
pub(super) fn extensions(departs_from: &str, before: Option<&Standing>) -> i64 {
    let extended = |standing: &&Standing| {
        standing.state.life == DecisionLife::InForce && !standing.decision.departs_from.is_empty()
    };
    match before.filter(extended) {
        Some(before) if !departs_from.is_empty() => before.decision.extensions + 1,
        _ => 0,
    }
}

/// Where a risk stands whose acceptance was taken back.
pub(super) fn reopened(risk: &Risk) -> RiskStatus {
    match risk.treatment {
        Some(Treatment::Reduce | Treatment::Avoid | Treatment::Share) => RiskStatus::InTreatment,
        Some(Treatment::Retain) | None => RiskStatus::Open,
    }
}
