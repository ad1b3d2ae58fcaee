//! What is asked of accountable people and not decided yet, as it is told beside decisions.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::{RiskParts, Standing};
use crate::{
    domain::{
        decision::Proposal,
        object::{Id, Object},
        record::Held,
        risk::Risk,
        trouble::Trouble,
    },
    ledger::{Direction, Query},
    workbench::{
        questions::{chain::ChainDecision, risk::DecisionWhole},
        store::Reading,
    },
};

/// The open proposals on these risks, the newest for each.
pub(super) fn proposals(
    reading: Reading<'_>,
    risks: &[Held<Risk>],
) -> Result<HashMap<Id, Held<Proposal>>, Trouble> {
    if risks.is_empty() {
        return Ok(HashMap::new());
    }
    let query = Query::all(Object::Proposal).among("risk_id", risks.iter().map(|risk| &risk.id));
    let all = reading.all::<Proposal>(&query.by("changed_seq", Direction::Up))?;
    Ok(all
        .into_iter()
        .filter(|held| !held.closed)
        .filter_map(|held| Some((held.risk_id.clone()?, held)))
        .collect())
}

impl RiskParts {
    /// The newest open proposal on a risk, made by the date.
    pub(in crate::workbench) fn proposal(&self, risk: &Id, on: NaiveDate) -> Option<&Held<Proposal>> {
        self.proposals.get(risk).filter(|held| held.proposed_on <= on)
    }
}

/// How a decision is told in the chain, with what is asked for since.
pub(in crate::workbench) fn told(
    newest: Option<&Standing>,
    proposal: Option<&Held<Proposal>>,
    on: NaiveDate,
) -> Option<ChainDecision> {
    let shown = newest.map(|standing| standing.shown(on));
    match (shown, proposal) {
        (shown, None) => shown,
        (None, Some(proposal)) => Some(asked(proposal)),
        (Some(shown), Some(proposal)) => {
            Some(ChainDecision { said: format!("{}; {}", shown.said, asked(proposal).said), ..shown })
        }
    }
}

/// A proposal as it stands above the decisions on a risk.
pub(in crate::workbench) fn asked_for(held: &Held<Proposal>) -> DecisionWhole {
    DecisionWhole {
        id: held.id.clone(),
        said: asked(held),
        rationale: held.reason.clone(),
        conditions: Vec::new(),
        recorded: String::new(),
        seal: Vec::new(),
    }
}

/// A proposal as decisions are told.
fn asked(value: &Proposal) -> ChainDecision {
    ChainDecision { said: value.told(), warning: String::new(), in_force: false }
}
