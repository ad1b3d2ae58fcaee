//! The days that are over, found by the days themselves and not by looking through every risk.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::Over;
use crate::{
    domain::{
        agreement::Agreement,
        assessment::Assessment,
        control::{Control, ControlSite, ControlState, Verification},
        decision::{Condition, Decision, DecisionLife, DecisionState},
        gate::{GatePassage, Weight},
        object::{Id, Object},
        passed::Passed,
        product::Product,
        record::Held,
        risk::{Risk, RiskStatus},
        trouble::Trouble,
        word::Word as _,
    },
    ledger::{Compare, Direction, Query},
    process::{
        gates::standings,
        passed::{self, Looked},
    },
    workbench::Workbench,
};

impl Workbench {
    /// The days that are over on the date that questions are asked for, of the newest revision of every assessment or of one.
    pub(super) fn passed(&self, only: Option<&Held<Assessment>>) -> Result<Vec<Over>, Trouble> {
        let on = self.as_of();
        let assessments = match only {
            // an older revision is only read: its days are looked at from the newest
            Some(only) if self.assessment(&only.reference)?.id != only.id => Vec::new(),
            Some(only) => vec![only.clone()],
            None => self.newest_assessments()?,
        };
        let days = self.policy()?.0.switches.support_days;
        let mut all = Vec::new();
        for assessment in &assessments {
            let in_operation = self.is_in_operation(assessment)?;
            let looked = Looked { on, reference: &assessment.reference, in_operation };
            let mut tell = |passed: Passed| all.push(Over { passed, assessment: assessment.clone() });
            let revisions = Query::all(Object::Assessment).is("ref", assessment.reference.as_str());
            let revisions: Vec<Id> =
                self.all::<Assessment>(&revisions)?.into_iter().map(|held| held.id).collect();
            self.passed_decisions(&looked, assessment, &revisions, &mut tell)?;
            self.passed_overrides(&looked, assessment, &mut tell)?;
            let product_id = &assessment.product_id;
            let agreements = Query::all(Object::Agreement).is("product_id", product_id.as_str());
            let agreements = self.all::<Agreement>(&agreements)?;
            passed::agreement(&looked, product_id, &agreements).into_iter().for_each(&mut tell);
            let product = self.needed::<Product>(product_id)?;
            passed::product(&looked, &product, days).into_iter().for_each(&mut tell);
        }
        self.passed_tests(on, &assessments, &mut all)?;
        Ok(all)
    }

    /// Of the decisions in force, of an earlier revision too while the newest has not decided, and of their conditions.
    fn passed_decisions(
        &self,
        looked: &Looked<'_>,
        assessment: &Held<Assessment>,
        revisions: &[Id],
        tell: &mut dyn FnMut(Passed),
    ) -> Result<(), Trouble> {
        let before = || Compare::Before(looked.on.to_string());
        let of = |object| Query::all(object).among("assessment_id", revisions);
        let mut ids: Vec<Id> = Vec::new();
        let states = of(Object::DecisionState).is("life", DecisionLife::InForce.word());
        for held in self.all::<DecisionState>(&states.with("valid_until", before()))? {
            ids.push(held.value.decision_id);
        }
        for held in self.all::<Decision>(&of(Object::Decision).with("review_on", before()))? {
            ids.push(held.id);
        }
        let unmet = of(Object::Condition).with("due", before()).with("met_on", Compare::Absent);
        let conditions = self.all::<Condition>(&unmet)?;
        let wanted = ids.iter().chain(conditions.iter().map(|held| &held.decision_id));
        let in_force = Query::all(Object::DecisionState)
            .among("decision_id", wanted)
            .is("life", DecisionLife::InForce.word());
        let in_force: Vec<Id> =
            self.all::<DecisionState>(&in_force)?.into_iter().map(|held| held.value.decision_id).collect();
        if in_force.is_empty() {
            return Ok(());
        }
        let decisions = self.all::<Decision>(
            &Query::all(Object::Decision).among("id", &in_force).by("changed_seq", Direction::Up),
        )?;
        let places = self.places(assessment, &decisions)?;
        for held in &decisions {
            let Some((place, owner)) = places.get(&held.id) else { continue };
            if ids.contains(&held.id) {
                passed::decision(looked, place, owner, held).into_iter().for_each(&mut *tell);
            }
            for condition in conditions.iter().filter(|condition| condition.decision_id == held.id) {
                passed::condition(looked, place, condition).into_iter().for_each(&mut *tell);
            }
        }
        Ok(())
    }

    /// What decisions are on, as subjects, and who answers for it; a risk that is closed needs none.
    fn places(
        &self,
        assessment: &Held<Assessment>,
        decisions: &[Held<Decision>],
    ) -> Result<HashMap<Id, (String, String)>, Trouble> {
        let ids = decisions.iter().filter_map(|held| held.risk_id.as_ref());
        let risks = self.all::<Risk>(&Query::all(Object::Risk).among("id", ids))?;
        let mut places = HashMap::new();
        for held in decisions {
            let Some(risk_id) = &held.risk_id else {
                let whole = (assessment.reference.clone(), assessment.risk_manager.clone());
                places.insert(held.id.clone(), whole);
                continue;
            };
            let Some(risk) = risks.iter().find(|risk| risk.id == *risk_id) else { continue };
            // the same risk as the newest revision has it
            let now = if risk.assessment_id == assessment.id {
                Some(risk.clone())
            } else {
                let query = Query::all(Object::Risk).is("assessment_id", assessment.id.as_str());
                self.first::<Risk>(query.is("ref", risk.reference.as_str()))?
            };
            if let Some(now) = now.filter(|now| now.status != RiskStatus::Closed) {
                let place = format!("{}/{}", assessment.reference, now.reference);
                places.insert(held.id.clone(), (place, now.value.owner));
            }
        }
        Ok(places)
    }

    /// Of the overrides whose gate is blocked still.
    fn passed_overrides(
        &self,
        looked: &Looked<'_>,
        assessment: &Held<Assessment>,
        tell: &mut dyn FnMut(Passed),
    ) -> Result<(), Trouble> {
        let over = Query::all(Object::GatePassage)
            .is("assessment_id", assessment.id.as_str())
            .with("until", Compare::Before(looked.on.to_string()));
        if self.all::<GatePassage>(&over.page(0, 1))?.is_empty() {
            return Ok(());
        }
        let lens = self.lens(assessment)?;
        let file = self.file_on_record(assessment, &lens)?;
        for standing in standings(&file) {
            let blocked = standing.missing.iter().any(|missing| missing.weight == Weight::Block);
            let passage = standing.passage.filter(|_| blocked);
            passage
                .and_then(|held| passed::gate_override(looked, held))
                .map(|over| Passed { owner: assessment.risk_manager.clone(), ..over })
                .into_iter()
                .for_each(&mut *tell);
        }
        Ok(())
    }

    /// Of the latest test of each kind of a control where it is in place, in every assessment that it serves there.
    fn passed_tests(
        &self,
        on: NaiveDate,
        assessments: &[Held<Assessment>],
        all: &mut Vec<Over>,
    ) -> Result<(), Trouble> {
        let due = Query::all(Object::Verification).with("next_test", Compare::Before(on.to_string()));
        let mut ids: Vec<Id> =
            self.all::<Verification>(&due)?.into_iter().map(|held| held.value.control_id).collect();
        ids.sort();
        ids.dedup();
        for control in
            self.all::<Control>(&Query::all(Object::Control).among("id", &ids).by("number", Direction::Up))?
        {
            let of = |object| Query::all(object).is("control_id", control.id.as_str());
            let sites = self.all::<ControlSite>(&of(Object::ControlSite))?;
            let mut latest: Vec<Held<Verification>> = Vec::new();
            for held in
                self.all::<Verification>(&of(Object::Verification).by("changed_seq", Direction::Up))?
            {
                latest.retain(|other| other.site != held.site || other.kind != held.kind);
                latest.push(held);
            }
            let in_place =
                |site: &str| sites.iter().any(|at| at.site == site && at.state == ControlState::InPlace);
            latest.retain(|held| in_place(&held.site) && held.next_test.is_some_and(|next| next < on));
            if latest.is_empty() {
                continue;
            }
            for assessment in self.served_by(&control.id)? {
                if !assessments.iter().any(|held| held.id == assessment.id) {
                    continue;
                }
                let here = self.sites_of(&assessment)?;
                let in_operation = self.is_in_operation(&assessment)?;
                let looked = Looked { on, reference: &assessment.reference, in_operation };
                for held in latest.iter().filter(|held| here.contains(&held.site)) {
                    if let Some(passed) = passed::test(&looked, &control, held) {
                        all.push(Over { passed, assessment: assessment.clone() });
                    }
                }
            }
        }
        Ok(())
    }
}
