//! What has a date in one assessment, gathered page by page, so that memory does not grow with the risks.

use std::{collections::BTreeMap, rc::Rc};

use chrono::NaiveDate;

use super::{ControlParts, Gatherer, Grounds, file::Judge};
use crate::{
    catalog::policies::Policy,
    domain::{
        agreement::Agreement,
        assessment::Assessment,
        decision::Condition,
        due::Due,
        finding::{Finding, Trigger},
        gate::{GatePassage, Weight},
        object::{Id, Object},
        product::Product,
        question::Question,
        record::Held,
        risk::{Risk, RiskStatus},
        trouble::Trouble,
    },
    ledger::{Compare, Direction, Query},
    process::{as_of, due, file::ControlEntry, gates::standings},
    workbench::Workbench,
};

/// Risks looked at in one go.
const AT_ONCE: u64 = 500;

impl Workbench {
    /// Tells everything that has a date in an assessment, in no order. What several assessments share (a control, an
    /// agreement, a trigger) is told for each of them.
    pub(in crate::workbench) fn each_due(
        &self,
        assessment: &Held<Assessment>,
        policy: &Policy,
        tell: &mut dyn FnMut(Due),
    ) -> Result<(), Trouble> {
        let of = |object| Query::all(object).is("assessment_id", assessment.id.as_str());
        let reference = self.reference_of(assessment)?;
        let mut conditions =
            self.all::<Condition>(&of(Object::Condition).by("changed_seq", Direction::Up))?;
        if let Some(on) = self.looks_back() {
            for held in &mut conditions {
                as_of::condition(held, on);
            }
        }
        let on = self.as_of();
        let judge = Judge { on, expiring_days: policy.switches.expiring_days, conditions: &conditions };
        self.due_of_risks(assessment, &reference, &judge, tell)?;
        // also that of an earlier revision, as long as it is in force
        let entry = self.whole_standing(assessment)?.map(|standing| judge.decision(&standing));
        entry.iter().flat_map(|entry| due::decision(&reference, entry, on)).for_each(&mut *tell);
        let questions = self.counted(self.all::<Question>(&of(Object::Question))?, as_of::question);
        questions.iter().filter_map(|held| due::question(&reference, held)).for_each(&mut *tell);
        let findings = self.open_findings(of(Object::Finding))?;
        findings.iter().filter_map(|held| due::finding(held)).for_each(&mut *tell);
        let touching = Compare::Holds(assessment.id.0.clone());
        let triggers = self.all::<Trigger>(&Query::all(Object::Trigger).with("assessment_ids", touching))?;
        let triggers = self.counted(triggers, as_of::trigger);
        triggers.iter().filter_map(|held| due::trigger(held)).for_each(&mut *tell);
        self.due_overrides(assessment, &reference, tell)?;
        let agreements = Query::all(Object::Agreement).is("product_id", assessment.product_id.as_str());
        let agreements = self.all::<Agreement>(&agreements)?;
        due::agreement(&reference, agreements.iter().map(|held| &held.value))
            .into_iter()
            .for_each(&mut *tell);
        let product = self.needed::<Product>(&assessment.product_id)?;
        due::support(&reference, &product, on, policy.switches.support_days).into_iter().for_each(tell);
        Ok(())
    }

    /// Those of some rows that counted on the day that one looks back to, as they stood then.
    pub(in crate::workbench) fn counted<R>(
        &self,
        mut rows: Vec<Held<R>>,
        count: fn(&mut R, NaiveDate) -> bool,
    ) -> Vec<Held<R>> {
        if let Some(on) = self.looks_back() {
            rows.retain_mut(|held| count(&mut held.value, on));
        }
        rows
    }

    /// The findings of a query that are open.
    pub(in crate::workbench) fn open_findings(&self, query: Query) -> Result<Vec<Held<Finding>>, Trouble> {
        let query =
            if self.looks_back().is_some() { query } else { query.with("closed_on", Compare::Absent) };
        Ok(self.counted(self.all(&query)?, as_of::finding))
    }

    /// Of the decisions on risks, and of the controls that serve them.
    fn due_of_risks(
        &self,
        assessment: &Held<Assessment>,
        reference: &str,
        judge: &Judge<'_>,
        tell: &mut dyn FnMut(Due),
    ) -> Result<(), Trouble> {
        let mut grounds = Grounds::of(self.reading(), assessment)?;
        let mut gatherer = Gatherer::new(self.reading());
        let mut controls: BTreeMap<Id, Rc<ControlParts>> = BTreeMap::new();
        let mut behind = 0;
        loop {
            let query = Query::all(Object::Risk)
                .is("assessment_id", assessment.id.as_str())
                .with("number", Compare::After(behind.to_string()))
                .by("number", Direction::Up);
            let risks = self.all::<Risk>(&query.page(0, AT_ONCE))?;
            let Some(last) = risks.last().map(|risk| risk.number) else { break };
            behind = last;
            let parts = gatherer.gather(&mut grounds, risks)?;
            for risk in parts.risks.iter().filter(|risk| risk.status != RiskStatus::Closed) {
                let place = format!("{reference}/{}", risk.reference);
                due::risk(&place, risk).into_iter().for_each(&mut *tell);
                let entry = parts.decisions(&risk.id).first().map(|standing| judge.decision(standing));
                entry.iter().flat_map(|entry| due::decision(&place, entry, judge.on)).for_each(&mut *tell);
                for control in parts.controls(&risk.id) {
                    controls.entry(control.held.id.clone()).or_insert_with(|| Rc::clone(control));
                }
            }
        }
        let sites: Vec<&str> = grounds.sites.iter().map(String::as_str).collect();
        for parts in controls.values() {
            let mut entry = ControlEntry {
                control: parts.held.clone(),
                sites: parts.sites.clone(),
                verifications: parts.verifications.clone(),
                brought: Vec::new(),
            };
            if let Some(on) = self.looks_back() {
                as_of::control(&mut entry, on);
            }
            due::control(&entry, &sites).into_iter().for_each(&mut *tell);
        }
        Ok(())
    }

    /// Of the overrides whose gate is still blocked; what was mended since needs none.
    fn due_overrides(
        &self,
        assessment: &Held<Assessment>,
        reference: &str,
        tell: &mut dyn FnMut(Due),
    ) -> Result<(), Trouble> {
        let passages = Query::all(Object::GatePassage)
            .is("assessment_id", assessment.id.as_str())
            .by("changed_seq", Direction::Up);
        if !self.all::<GatePassage>(&passages)?.iter().any(|passage| passage.is_override()) {
            return Ok(());
        }
        let lens = self.lens(assessment)?;
        let file = self.risk_file(assessment, &lens)?;
        for standing in standings(&file) {
            let blocked = standing.missing.iter().any(|missing| missing.weight == Weight::Block);
            let passage = standing.passage.filter(|_| blocked);
            passage
                .and_then(|passage| due::gate_override(reference, passage))
                .into_iter()
                .for_each(&mut *tell);
        }
        Ok(())
    }
}
