//! The rows of an order: only for these is it asked whether what they rest on has changed.

use std::collections::HashMap;

use super::{
    DecisionLine,
    columns::{THE_WHOLE, asked_for},
};
use crate::{
    domain::{
        assessment::Assessment,
        decision::{AcceptanceState, Decision, DecisionState, Proposal},
        object::{Id, Object},
        record::Held,
        risk::Risk,
        trouble::Trouble,
        word::Word as _,
    },
    ledger::Query,
    process::conditions::told,
    workbench::{
        Workbench,
        actions::decide::past,
        gather::{Gatherer, Grounds, Standing, standing_of_whole},
        knowledge::level_of,
        questions::risks::Order,
    },
};

impl Workbench {
    /// The rows of an order from a place on.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn decision_page(
        &self,
        order: &Order,
        at: usize,
        count: usize,
    ) -> Result<Vec<DecisionLine>, Trouble> {
        let page: Vec<Id> = order.ids.iter().skip(at).take(count).cloned().collect();
        let states = self.all::<DecisionState>(&Query::all(Object::DecisionState).among("id", &page))?;
        let asked = self.all::<Proposal>(&Query::all(Object::Proposal).among("id", &page))?;
        let mut owners: Vec<&Id> = states.iter().map(|state| &state.value.assessment_id).collect();
        owners.extend(asked.iter().map(|proposal| &proposal.value.assessment_id));
        owners.sort();
        owners.dedup();
        let assessments = self.all::<Assessment>(&Query::all(Object::Assessment).among("id", owners))?;
        let on_risks = states.iter().filter_map(|state| state.value.risk_id.as_ref());
        let on_risks = on_risks.chain(asked.iter().filter_map(|proposal| proposal.value.risk_id.as_ref()));
        let risks = self.all::<Risk>(&Query::all(Object::Risk).among("id", on_risks))?;
        let mut lines = Vec::new();
        let mut gatherer = Gatherer::new(self.reading());
        for assessment in &assessments {
            let name = self.reference_of(assessment)?;
            let whole = (name.clone(), THE_WHOLE.to_owned());
            let of = |risk: &Risk| (format!("{name}/{}", risk.reference), risk.title.clone());
            let named = |id: &Option<Id>| match id {
                None => Some(whole.clone()),
                Some(id) => risks.iter().find(|risk| risk.id == *id).map(|risk| of(risk)),
            };
            let decided: Vec<Held<Risk>> = risks
                .iter()
                .filter(|risk| risk.assessment_id == assessment.id)
                .filter(|risk| states.iter().any(|state| state.risk_id.as_ref() == Some(&risk.id)))
                .cloned()
                .collect();
            let mut grounds = Grounds::of(self.reading(), assessment)?;
            let parts = gatherer.gather(&mut grounds, decided)?;
            let mut wholes: Option<HashMap<Id, Standing>> = None;
            for state in states.iter().filter(|state| state.assessment_id == assessment.id) {
                let standing = match &state.risk_id {
                    Some(risk) => parts.decisions(risk).iter().find(|one| one.state.id == state.id).cloned(),
                    None => {
                        if wholes.is_none() {
                            wholes = Some(self.wholes(assessment, &states)?);
                        }
                        wholes.as_ref().and_then(|all| all.get(&state.id)).cloned()
                    }
                };
                if let (Some(standing), Some((reference, title))) = (standing, named(&state.risk_id)) {
                    lines.push(self.decided_line(assessment, &standing, reference, title)?);
                }
            }
            for proposal in asked.iter().filter(|proposal| proposal.assessment_id == assessment.id) {
                if let Some((reference, title)) = named(&proposal.risk_id) {
                    lines.push(asked_line(proposal, reference, title));
                }
            }
        }
        let place: HashMap<&Id, usize> = page.iter().enumerate().map(|(at, id)| (id, at)).collect();
        lines.sort_by_key(|line| place.get(&line.id).copied());
        Ok(lines)
    }

    /// The decisions on the whole among these, by the identity of their state; of the newest the seal is looked at.
    fn wholes(
        &self,
        assessment: &Held<Assessment>,
        states: &[Held<DecisionState>],
    ) -> Result<HashMap<Id, Standing>, Trouble> {
        let own =
            states.iter().filter(|state| state.assessment_id == assessment.id && state.risk_id.is_none());
        let newest = standing_of_whole(self.reading(), &assessment.id, || self.seal_of_whole(assessment))?;
        let mut found: HashMap<Id, Standing> = HashMap::new();
        let ids = own.clone().map(|state| &state.value.decision_id);
        let decisions = self.all::<Decision>(&Query::all(Object::Decision).among("id", ids))?;
        for state in own {
            let standing = match &newest {
                Some(standing) if standing.state.id == state.id => Some(standing.clone()),
                _ => decisions.iter().find(|decision| decision.id == state.decision_id).map(|decision| {
                    Standing {
                        decision: decision.clone(),
                        state: state.clone(),
                        revision: None,
                        seal: Vec::new(),
                        conditions: Vec::new(),
                    }
                }),
            };
            found.extend(standing.map(|standing| (state.id.clone(), standing)));
        }
        Ok(found)
    }

    fn decided_line(
        &self,
        assessment: &Assessment,
        standing: &Standing,
        reference: String,
        title: String,
    ) -> Result<DecisionLine, Trouble> {
        let today = self.as_of();
        let decision = &standing.decision.value;
        let state = self.worth(standing, today)?;
        let warning = standing.shown(today).warning;
        let stands = match state {
            _ if !warning.is_empty() => warning,
            AcceptanceState::InForce => "holds".to_owned(),
            AcceptanceState::Expiring => "holds, and its last day comes near".to_owned(),
            other => other.label().to_owned(),
        };
        let level = match decision.level.as_str() {
            "" => None,
            id => Some(level_of(&*self.scale(&assessment.scale_sha256)?, id)),
        };
        let conditions = if standing.conditions.is_empty() {
            decision.conditions.clone()
        } else {
            standing.conditions.iter().map(|condition| told(condition, today)).collect()
        };
        let mut recorded = format!("recorded by {}", decision.recorded_by);
        for (name, value) in [("as", decision.roles.join(" and ")), ("evidence:", decision.evidence.clone())]
        {
            if !value.is_empty() {
                recorded.push_str(&format!("; {name} {value}"));
            }
        }
        Ok(DecisionLine {
            id: standing.state.id.clone(),
            reference,
            title,
            verdict: past(decision.decision).to_owned(),
            level,
            by: decision.deciders(),
            on: decision.decided_on,
            until: decision.valid_until,
            review: decision.review_on,
            state,
            stands,
            rationale: decision.rationale.clone(),
            conditions,
            recorded,
        })
    }
}

fn asked_line(held: &Held<Proposal>, reference: String, title: String) -> DecisionLine {
    DecisionLine {
        id: held.id.clone(),
        reference,
        title,
        verdict: asked_for(held.decision),
        level: None,
        by: held.asked.join(" and "),
        on: held.proposed_on,
        until: None,
        review: None,
        state: AcceptanceState::Proposed,
        stands: format!("proposed by {}", held.proposed_by),
        rationale: held.reason.clone(),
        conditions: Vec::new(),
        recorded: String::new(),
    }
}
