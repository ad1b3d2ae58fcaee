//! Where decisions stand: in force, expired, withdrawn, stale.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::chain::ChainDecision;
use crate::{
    domain::{
        assessment::Assessment,
        decision::{Decision, DecisionKind, DecisionLife, DecisionState, SealRow},
        object::{Id, Object},
        record::Held,
        risk::Risk,
        trouble::Trouble,
    },
    ledger::{Direction, Query},
    process::seal::{changed, named},
    workbench::{Workbench, actions::decide::past},
};

/// A decision with its state and, of its seal, what has changed since.
#[derive(Debug, Clone)]
pub(super) struct Standing {
    pub(super) decision: Held<Decision>,
    pub(super) state: DecisionState,
    /// The sealed rows; with the words of now where one has changed.
    pub(super) seal: Vec<(SealRow, Option<Change>)>,
}

/// A sealed thing that is not any more what it was.
#[derive(Debug, Clone)]
pub(super) struct Change {
    /// Its meaning now; none when it is gone.
    pub(super) now: Option<String>,
}

impl Standing {
    /// It holds on this date.
    pub(super) fn holds(&self, today: NaiveDate) -> bool {
        self.state.life == DecisionLife::InForce && !self.is_expired(today)
    }

    /// Its last day is over; a valid-until is inclusive.
    pub(super) fn is_expired(&self, today: NaiveDate) -> bool {
        self.state.life == DecisionLife::InForce
            && self.decision.valid_until.is_some_and(|until| until < today)
    }

    /// The names of what has changed since it was sealed.
    pub(super) fn stale(&self) -> Vec<&str> {
        self.seal.iter().filter(|(_, change)| change.is_some()).map(|(row, _)| named(&row.readable)).collect()
    }

    /// As the chain shows it.
    pub(super) fn shown(&self, today: NaiveDate) -> ChainDecision {
        let value = &self.decision;
        let until = value.valid_until.map(|date| format!(" until {date}")).unwrap_or_default();
        let said = format!("{} by {}{until}", past(value.decision), value.decided_by);
        let accepts = matches!(value.decision, DecisionKind::Accept | DecisionKind::AcceptWithConditions);
        let warning = match self.state.life {
            DecisionLife::Withdrawn => format!("withdrawn: {}", self.state.reason),
            DecisionLife::Superseded => format!("superseded {}", self.state.reason),
            DecisionLife::InForce => match value.valid_until {
                Some(until) if accepts && until < today => {
                    let since = until.succ_opt().unwrap_or(until);
                    format!("IN USE WITHOUT VALID ACCEPTANCE since {since}")
                }
                Some(until) if until < today => format!("ended on {until}"),
                _ => match self.stale().as_slice() {
                    [] => String::new(),
                    names => format!("STALE: {} changed", names.join(", ")),
                },
            },
        };
        ChainDecision { said, warning, in_force: self.holds(today) }
    }
}

impl Workbench {
    /// The decisions on these risks, the newest first, with their seals looked at where they are in force.
    pub(super) fn decisions_on(
        &self,
        assessment: &Held<Assessment>,
        risks: &[Held<Risk>],
    ) -> Result<HashMap<Id, Vec<Standing>>, Trouble> {
        let ids: Vec<Id> = risks.iter().map(|risk| risk.id.clone()).collect();
        let decisions = self.all::<Decision>(
            &Query::all(Object::Decision).among("risk_id", &ids).by("changed_seq", Direction::Down),
        )?;
        self.standings(assessment, risks, decisions)
    }

    fn standings(
        &self,
        assessment: &Held<Assessment>,
        risks: &[Held<Risk>],
        decisions: Vec<Held<Decision>>,
    ) -> Result<HashMap<Id, Vec<Standing>>, Trouble> {
        let ids: Vec<Id> = decisions.iter().map(|decision| decision.id.clone()).collect();
        let states =
            self.grouped::<DecisionState>("decision_id", &ids, "changed_seq", |state| &state.decision_id)?;
        let mut seals =
            self.grouped::<SealRow>("decision_id", &ids, "changed_seq", |row| &row.decision_id)?;
        let mut standings: HashMap<Id, Vec<Standing>> = HashMap::new();
        for decision in decisions {
            let Some(state) = states.get(&decision.id).and_then(|states| states.first()) else { continue };
            let Some(risk_id) = decision.risk_id.clone() else { continue };
            let sealed: Vec<SealRow> =
                seals.remove(&decision.id).unwrap_or_default().into_iter().map(|row| row.value).collect();
            let risk = risks.iter().find(|risk| risk.id == risk_id);
            let now = match risk {
                Some(risk) if state.life == DecisionLife::InForce => Some(self.seal_of(assessment, risk)?),
                _ => None,
            };
            let differing: Vec<(Object, Id, Option<String>)> = now
                .map(|now| {
                    let rows = changed(&sealed, &now);
                    rows.into_iter().map(|(row, now)| (row.object, row.object_id.clone(), now)).collect()
                })
                .unwrap_or_default();
            let seal = sealed
                .into_iter()
                .map(|row| {
                    let found = differing
                        .iter()
                        .find(|(object, id, _)| *object == row.object && *id == row.object_id);
                    let change = found.map(|(_, _, now)| Change { now: now.clone() });
                    (row, change)
                })
                .collect();
            standings.entry(risk_id).or_default().push(Standing {
                decision,
                state: state.value.clone(),
                seal,
            });
        }
        Ok(standings)
    }
}
