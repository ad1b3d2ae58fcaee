//! One rating of several risks: each is looked up in the matrix that is frozen with its own assessment.

use std::collections::HashMap;

use super::{Several, wish::RatingWish};
use crate::{
    domain::{
        control::RiskControl,
        object::{Id, Object},
        rating::{Basis, KeyProperty, Phase, Rating, Unit},
        record::Held,
        risk::Risk,
        trouble::Trouble,
        word::Word as _,
    },
    ledger::Query,
    process::level::Estimate,
    workbench::{
        Workbench,
        actions::rate_risk::{Rated, above_initial, rating},
    },
};

/// What is on record of the risks' ratings.
pub(super) struct Ratings {
    of: HashMap<Id, Vec<Held<Rating>>>,
    links: HashMap<Id, Vec<Held<RiskControl>>>,
}

impl Ratings {
    pub(super) fn read(workbench: &Workbench, several: &Several) -> Result<Self, Trouble> {
        let ids = several.ids();
        let of = workbench.grouped("risk_id", &ids, "phase", |rating: &Rating| &rating.risk_id)?;
        let links = workbench.all::<RiskControl>(&Query::all(Object::RiskControl).among("risk_id", &ids))?;
        let mut by_risk: HashMap<Id, Vec<Held<RiskControl>>> = HashMap::new();
        for link in links {
            by_risk.entry(link.risk_id.clone()).or_default().push(link);
        }
        Ok(Self { of, links: by_risk })
    }

    /// The rating of a phase.
    pub(super) fn of(&self, risk: &Id, phase: Phase) -> Option<&Held<Rating>> {
        self.of.get(risk)?.iter().find(|rating| rating.phase == phase)
    }

    /// The rating that a risk has after the wish, or why it is left as it is.
    pub(super) fn wished(
        &self,
        workbench: &Workbench,
        (several, risk): (&Several, &Held<Risk>),
        wish: &RatingWish,
    ) -> Result<Result<Rating, String>, Trouble> {
        let Some(assessment) = several.assessment(risk) else {
            return Ok(Err("it has no assessment".into()));
        };
        let known = self.of.get(&risk.id).map(Vec::as_slice).unwrap_or_default();
        if !known.is_empty() && !known.iter().any(|rating| rating.of(wish.property).is_some()) {
            return Ok(Err(format!("not rated on {}", wish.property)));
        }
        let own = self.of(&risk.id, wish.phase);
        let before =
            own.or_else(|| self.of(&risk.id, Phase::Target)).or_else(|| self.of(&risk.id, Phase::Initial));
        let mut estimates: Vec<Estimate> = Vec::new();
        for &property in KeyProperty::ALL {
            if property == wish.property {
                estimates.push(Estimate { property, severity: wish.severity, likelihood: wish.likelihood });
            } else if let Some((severity, likelihood, _)) = before.and_then(|rating| rating.of(property)) {
                estimates.push(Estimate { property, severity, likelihood });
            }
        }
        let relies_on = match (own, wish.phase) {
            (Some(own), _) => own.relies_on.clone(),
            (None, Phase::Residual) => {
                let links = self.links.get(&risk.id).map(Vec::as_slice).unwrap_or_default();
                links.iter().map(|link| link.control_id.clone()).collect()
            }
            (None, _) => Vec::new(),
        };
        let rated = Rated {
            phase: wish.phase,
            basis: wish.basis.or_else(|| before.map(|rating| rating.basis)).unwrap_or(Basis::ExpertJudgement),
            unit: before.map_or(Unit::Fleet, |rating| rating.unit),
            rater: wish.rater.clone(),
            rated_on: wish.on,
            reason: wish
                .reason
                .clone()
                .or_else(|| own.map(|rating| rating.reason.clone()))
                .unwrap_or_default(),
            relies_on,
        };
        let scale = workbench.scale(&assessment.scale_sha256)?;
        let (policy, _) = workbench.policy()?;
        let value = rating((&scale, &policy.floors), &assessment.id, &risk.id, &estimates, rated)?;
        if above_initial(&value, self.of(&risk.id, Phase::Initial).map(|held| &held.value)).is_err() {
            return Ok(
                Err("the residual level would lie above the initial one, without a reason why".into()),
            );
        }
        Ok(Ok(value))
    }
}
