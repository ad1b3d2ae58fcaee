//! Where decisions stand: in force, expired, withdrawn, stale.

use std::{
    borrow::Borrow,
    collections::{HashMap, HashSet},
};

use chrono::NaiveDate;

use super::{Grounds, RiskParts};
use crate::{
    domain::{
        decision::{Condition, Decision, DecisionKind, DecisionLife, DecisionState, SealRow},
        object::{Id, Object},
        record::Held,
        trouble::Trouble,
    },
    ledger::{Compare, Direction, Query},
    process::{
        as_of,
        conditions::is_overdue,
        readable::Readable,
        seal::{SealPart, changed},
        stale::reasons,
    },
    workbench::{actions::decide::past, questions::chain::ChainDecision, store::Reading},
};

/// A decision with its state and, of its seal, what has changed since.
#[derive(Debug, Clone)]
pub(in crate::workbench) struct Standing {
    pub(in crate::workbench) decision: Held<Decision>,
    pub(in crate::workbench) state: Held<DecisionState>,
    /// The earlier revision it was taken in, where it is looked at from a later one.
    pub(in crate::workbench) revision: Option<i64>,
    /// The sealed rows; with the words of now where one has changed.
    pub(in crate::workbench) seal: Vec<(SealRow, Option<Change>)>,
    /// What it asks for, in its order.
    pub(in crate::workbench) conditions: Vec<Held<Condition>>,
}

/// A sealed thing that is not any more what it was.
#[derive(Debug, Clone)]
pub(in crate::workbench) struct Change {
    /// Its meaning now; none when it is gone.
    pub(in crate::workbench) now: Option<Readable>,
}

impl Standing {
    /// It holds on this date.
    pub(in crate::workbench) fn holds(&self, today: NaiveDate) -> bool {
        self.state.life == DecisionLife::InForce && !self.is_expired(today) && !self.awaits()
    }

    /// Somebody for whom it was recorded has not confirmed it.
    pub(in crate::workbench) fn awaits(&self) -> bool {
        self.state.life == DecisionLife::InForce && !self.state.awaits.is_empty()
    }

    /// Its last day is over; a valid-until is inclusive.
    pub(in crate::workbench) fn is_expired(&self, today: NaiveDate) -> bool {
        self.state.life == DecisionLife::InForce
            && self.decision.valid_until.is_some_and(|until| until < today)
    }

    /// What has changed since it was sealed, a sentence each.
    pub(in crate::workbench) fn stale(&self) -> Vec<String> {
        reasons(self.seal.iter().filter_map(|(row, change)| Some((row, change.as_ref()?.now.as_ref()))))
    }

    /// Something that it was sealed to is not any more what it was.
    pub(in crate::workbench) fn is_stale(&self) -> bool {
        self.seal.iter().any(|(_, change)| change.is_some())
    }

    /// As the chain shows it.
    pub(in crate::workbench) fn shown(&self, today: NaiveDate) -> ChainDecision {
        let value = &self.decision;
        let until = value.valid_until.map(|date| format!(" until {date}")).unwrap_or_default();
        let earlier = self.revision.map(|number| format!(" in revision {number}")).unwrap_or_default();
        let said = format!("{} by {}{until}{earlier}", past(value.decision), value.deciders());
        let accepts = matches!(value.decision, DecisionKind::Accept | DecisionKind::AcceptWithConditions);
        let warning = match self.state.life {
            DecisionLife::Withdrawn => format!("withdrawn: {}", self.state.reason),
            DecisionLife::Superseded => format!("superseded {}", self.state.reason),
            DecisionLife::Renewed => format!("renewed {}", self.state.reason),
            DecisionLife::InForce => match value.valid_until {
                Some(until) if accepts && until < today => {
                    let since = until.succ_opt().unwrap_or(until);
                    format!("IN USE WITHOUT VALID ACCEPTANCE since {since}")
                }
                Some(until) if until < today => format!("ended on {until}"),
                _ if self.awaits() => {
                    format!("AWAITS CONFIRMATION by {}", self.state.awaits.join(" and "))
                }
                _ => {
                    let stale = self.stale();
                    let stale = (!stale.is_empty()).then(|| format!("STALE: {}", stale.join("; ")));
                    let overdue = self.conditions.iter().filter(|condition| is_overdue(condition, today));
                    let overdue = overdue.map(|condition| format!("CONDITION OVERDUE: {}", condition.what));
                    stale.into_iter().chain(overdue).collect::<Vec<_>>().join("; ")
                }
            },
        };
        ChainDecision { said, warning, in_force: self.holds(today) }
    }
}

/// The decisions on the risks, the newest first, with their seals looked at where they are in force.
pub(super) fn standings(
    reading: Reading<'_>,
    grounds: &mut Grounds<'_>,
    parts: &RiskParts,
) -> Result<HashMap<Id, Vec<Standing>>, Trouble> {
    let mut standings: HashMap<Id, Vec<Standing>> = HashMap::new();
    let risks: HashMap<&Id, &Held<crate::domain::risk::Risk>> =
        parts.risks.iter().map(|risk| (&risk.id, risk)).collect();
    let query = Query::all(Object::Decision)
        .among("risk_id", risks.keys().copied())
        .by("changed_seq", Direction::Down);
    let mut decisions = reading.all::<Decision>(&query)?;
    let later = left_out(reading, &mut decisions);
    let ids: Vec<Id> = decisions.iter().map(|decision| decision.id.clone()).collect();
    let mut states =
        reading.grouped::<DecisionState>("decision_id", &ids, "changed_seq", |state| &state.decision_id)?;
    let asking: Vec<Id> = decisions
        .iter()
        .filter(|decision| !decision.conditions.is_empty())
        .map(|decision| decision.id.clone())
        .collect();
    let mut conditions =
        reading.grouped::<Condition>("decision_id", &asking, "id", |condition| &condition.decision_id)?;
    let mut seals = reading.grouped::<SealRow>("decision_id", &ids, "changed_seq", |row| &row.decision_id)?;
    let in_force = decisions.iter().filter(|decision| {
        let states = states.get(&decision.id).and_then(|states| states.first());
        states.is_some_and(|state| state.life == DecisionLife::InForce)
    });
    let sealed = in_force.filter_map(|decision| risks.get(decision.risk_id.as_ref()?));
    grounds.know(reading, sealed.flat_map(|risk| &risk.capabilities))?;
    for decision in decisions {
        let Some(mut state) = states.remove(&decision.id).and_then(|states| states.into_iter().next()) else {
            continue;
        };
        let is_first = decision.risk_id.as_ref().is_some_and(|risk| !standings.contains_key(risk));
        if is_first && later.contains(&decision.risk_id) {
            stood(&mut state.value);
        }
        let Some(risk) = decision.risk_id.as_ref().and_then(|id| risks.get(id)) else { continue };
        let sealed = seals.remove(&decision.id).unwrap_or_default();
        let now = match state.life {
            DecisionLife::InForce => {
                let ratings = parts.ratings(&risk.id);
                let differences = parts.differences(&risk.id);
                Some(grounds.seal(reading, risk, ratings, differences, parts.relied(&risk.id))?)
            }
            _ => None,
        };
        let seal = compared(sealed, now.as_deref());
        let conditions = met_by_then(reading, conditions.remove(&decision.id).unwrap_or_default());
        let standing = Standing { decision, state, revision: None, seal, conditions };
        standings.entry(risk.id.clone()).or_default().push(standing);
    }
    Ok(standings)
}

/// Leaves the decisions out that are dated after the day that one looks back to; what they are on is returned.
fn left_out(reading: Reading<'_>, decisions: &mut Vec<Held<Decision>>) -> HashSet<Option<Id>> {
    let mut later = HashSet::new();
    if let Some(on) = reading.back() {
        decisions.retain(|held| {
            let is_later = held.decided_on > on;
            if is_later {
                later.insert(held.risk_id.clone());
            }
            !is_later
        });
    }
    later
}

/// Conditions as they stood on the day that one looks back to.
fn met_by_then(reading: Reading<'_>, mut conditions: Vec<Held<Condition>>) -> Vec<Held<Condition>> {
    if let Some(on) = reading.back() {
        for held in &mut conditions {
            as_of::condition(held, on);
        }
    }
    conditions
}

/// A decision that a later one followed was in force before that.
fn stood(state: &mut DecisionState) {
    if matches!(state.life, DecisionLife::Superseded | DecisionLife::Renewed) {
        state.life = DecisionLife::InForce;
    }
}

/// The newest decision on the whole assessment, with its seal looked at where it is in force; only then is it asked what it
/// would rest on now.
pub(in crate::workbench) fn standing_of_whole(
    reading: Reading<'_>,
    assessment: &Id,
    now: impl FnOnce() -> Result<Vec<SealPart>, Trouble>,
) -> Result<Option<Standing>, Trouble> {
    let query = Query::all(Object::Decision)
        .is("assessment_id", assessment.as_str())
        .with("risk_id", Compare::Absent)
        .by("changed_seq", Direction::Down);
    let query = if reading.back().is_some() { query } else { query.page(0, 1) };
    let mut decisions = reading.all::<Decision>(&query)?;
    let later = left_out(reading, &mut decisions);
    let Some(decision) = decisions.into_iter().next() else { return Ok(None) };
    let of = |object| Query::all(object).is("decision_id", decision.id.as_str());
    let states = reading.all::<DecisionState>(&of(Object::DecisionState))?;
    let Some(mut state) = states.into_iter().next() else { return Ok(None) };
    if !later.is_empty() {
        stood(&mut state.value);
    }
    let sealed = reading.all::<SealRow>(&of(Object::SealRow).by("changed_seq", Direction::Up))?;
    let now = (state.life == DecisionLife::InForce).then(now).transpose()?;
    let seal = compared(sealed, now.as_deref());
    let conditions = reading.all::<Condition>(&of(Object::Condition).by("id", Direction::Up))?;
    let conditions = met_by_then(reading, conditions);
    Ok(Some(Standing { decision, state, revision: None, seal, conditions }))
}

/// The sealed rows, each with its change where it is not any more what it was.
fn compared(
    sealed: Vec<Held<SealRow>>,
    now: Option<&[impl Borrow<SealPart>]>,
) -> Vec<(SealRow, Option<Change>)> {
    let sealed: Vec<SealRow> = sealed.into_iter().map(|row| row.value).collect();
    let mut changes: Vec<Option<Change>> = vec![None; sealed.len()];
    for (row, now) in now.map(|now| changed(&sealed, now)).unwrap_or_default() {
        if let Some(at) = sealed.iter().position(|other| std::ptr::eq(other, row)) {
            changes[at] = Some(Change { now: now.cloned() });
        }
    }
    sealed.into_iter().zip(changes).collect()
}
