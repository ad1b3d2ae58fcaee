//! The risk management file of an assessment, gathered in a fixed number of reads.

use std::{collections::HashMap, rc::Rc};

use crate::{
    catalog::{policies::Policy, process::Process, scales::Scale},
    domain::{
        assessment::Assessment,
        decision::{BenefitRisk, Condition},
        disclosure::Disclosure,
        object::{Id, Object},
        person::PolicyApproval,
        record::{Held, Record},
        risk::Risk,
        trouble::Trouble,
    },
    ledger::{Direction, Query},
    process::{
        acceptance::{Looked, acceptance_state},
        as_of::as_of,
        file::{ControlEntry, DecisionEntry, RiskEntry, RiskFile},
    },
    workbench::{
        Workbench,
        gather::{ControlParts, Gatherer, Grounds, RiskParts, Standing, standing_of_whole},
    },
};

/// What a file is looked at with: parts of the catalogue as this register holds them.
pub(in crate::workbench) struct Lens {
    policy: Rc<Policy>,
    approval: Option<Held<PolicyApproval>>,
    scale: Rc<Scale>,
    process: Rc<Process>,
}

impl Workbench {
    /// What the file of an assessment is looked at with.
    pub(in crate::workbench) fn lens(&self, assessment: &Assessment) -> Result<Lens, Trouble> {
        let (policy, approval) = self.policy()?;
        Ok(Lens {
            policy,
            approval,
            scale: self.scale(&assessment.scale_sha256)?,
            process: self.process(&assessment.process_sha256)?,
        })
    }

    /// The risk management file of an assessment as it stands on the date that questions are asked for.
    pub(in crate::workbench) fn risk_file<'k>(
        &self,
        assessment: &Held<Assessment>,
        lens: &'k Lens,
    ) -> Result<RiskFile<'k>, Trouble> {
        let unrecorded = self.not_on_record(Some(assessment))?;
        let unrecorded = unrecorded.into_iter().map(|over| over.passed).collect();
        Ok(RiskFile { unrecorded, ..self.file_on_record(assessment, lens)? })
    }

    /// The same without the days that are over and not on record.
    pub(in crate::workbench) fn file_on_record<'k>(
        &self,
        assessment: &Held<Assessment>,
        lens: &'k Lens,
    ) -> Result<RiskFile<'k>, Trouble> {
        let of = |object| Query::all(object).is("assessment_id", assessment.id.as_str());
        let newest_last = |object| of(object).by("changed_seq", Direction::Up);
        let risks = self.all::<Risk>(&of(Object::Risk).by("number", Direction::Up))?;
        let mut grounds = Grounds::of(self.reading(), assessment)?;
        let parts = Gatherer::new(self.reading()).gather(&mut grounds, risks)?;
        let conditions = self.all::<Condition>(&newest_last(Object::Condition))?;
        let benefits = self.all::<BenefitRisk>(&newest_last(Object::BenefitRisk))?;
        let whole = standing_of_whole(self.reading(), &assessment.id, || self.seal_of_whole(assessment))?;
        let on = self.as_of();
        let mut whole_asked = self.open_proposals(&assessment.id, None)?;
        whole_asked.retain(|held| held.proposed_on <= on);
        let judge = Judge { on, expiring_days: lens.policy.switches.expiring_days, conditions: &conditions };
        let disclosure = match &assessment.disclosure_id {
            Some(id) => Some(self.needed::<Disclosure>(id)?),
            None => None,
        };
        let placed = |object| Query::all(object).among("placement_id", &assessment.placement_ids);
        let product_id = assessment.product_id.as_str();
        let agreements = Query::all(Object::Agreement).is("product_id", product_id);
        let file = RiskFile {
            on,
            reference: self.reference_of(assessment)?,
            assessment: assessment.clone(),
            product: self.needed(&assessment.product_id)?,
            disclosure,
            newest_disclosure: self.latest_disclosure(&assessment.product_id)?.map(|held| held.id),
            capabilities: self.catalogue().capabilities().iter().map(|known| known.code.clone()).collect(),
            coverages: self.all(&of(Object::CapabilityCoverage))?,
            requirements: self.all(&of(Object::Requirement))?,
            set_requirements: self.asked_of(assessment)?,
            in_use: self.all(&placed(Object::InUse))?,
            dispositions: self.all(&of(Object::Disposition))?,
            questions: self.all(&newest_last(Object::Question))?,
            accepted: self.accepted_of(&assessment.id)?,
            risks: parts.risks.iter().map(|risk| judge.risk(risk, &parts, &benefits)).collect(),
            controls: control_entries(&parts),
            whole: whole.as_ref().map(|standing| judge.decision(standing)),
            whole_asked: whole_asked.pop(),
            whole_benefit: benefits.iter().rfind(|held| held.risk_id.is_none()).cloned(),
            attestations: self.all(&of(Object::Attestation))?,
            communications: self.all(&newest_last(Object::Communication))?,
            agreements: self.all(&agreements.by("changed_seq", Direction::Up))?,
            triggers: self.touching(Object::Trigger, &assessment.id)?,
            findings: self.all(&newest_last(Object::Finding))?,
            unrecorded: Vec::new(),
            passages: self.all(&newest_last(Object::GatePassage))?,
            people: self.all(&Query::all(Object::Person).by("name", Direction::Up))?,
            policy: &lens.policy,
            approval: lens.approval.clone(),
            scale: &lens.scale,
            process: &lens.process,
            placements: grounds.placements,
        };
        Ok(if self.looks_back().is_some() { as_of(file) } else { file })
    }

    /// The ref of an assessment; with its revision where that is not the newest.
    pub(in crate::workbench) fn reference_of(&self, assessment: &Assessment) -> Result<String, Trouble> {
        let newest = self.assessment(&assessment.reference)?;
        Ok(if newest.revision == assessment.revision {
            assessment.reference.clone()
        } else {
            format!("{}@{}", assessment.reference, assessment.revision)
        })
    }

    /// The records of a kind whose list of assessments names this one.
    fn touching<R: Record>(&self, object: Object, assessment: &Id) -> Result<Vec<Held<R>>, Trouble> {
        let all = self.all::<R>(&Query::all(object).by("changed_seq", Direction::Up))?;
        Ok(all
            .into_iter()
            .filter(|held| {
                let fields = held.value.fields();
                let named = fields.get("assessment_ids").and_then(serde_json::Value::as_array);
                named.is_some_and(|ids| ids.iter().any(|id| id.as_str() == Some(assessment.as_str())))
            })
            .collect())
    }
}

/// The controls that serve the risks, each once, with the risks here that they have brought.
fn control_entries(parts: &RiskParts) -> Vec<ControlEntry> {
    let mut seen: HashMap<&Id, &Rc<ControlParts>> = HashMap::new();
    for control in parts.risks.iter().flat_map(|risk| parts.controls(&risk.id)) {
        seen.insert(&control.held.id, control);
    }
    let brought = |control: &ControlParts| {
        let by = parts.risks.iter().filter(|risk| risk.new_risk_of.as_ref() == Some(&control.held.id));
        by.map(|risk| risk.reference.clone()).collect()
    };
    let mut entries: Vec<ControlEntry> = seen
        .into_values()
        .map(|control| ControlEntry {
            control: control.held.clone(),
            sites: control.sites.clone(),
            verifications: control.verifications.clone(),
            brought: brought(control),
        })
        .collect();
    entries.sort_by_key(|entry| entry.control.number);
    entries
}

/// Says what decisions are worth.
pub(super) struct Judge<'j> {
    pub(super) on: chrono::NaiveDate,
    pub(super) expiring_days: i64,
    pub(super) conditions: &'j [Held<Condition>],
}

impl Judge<'_> {
    fn risk(&self, risk: &Held<Risk>, parts: &RiskParts, benefits: &[Held<BenefitRisk>]) -> RiskEntry {
        RiskEntry {
            risk: risk.clone(),
            ratings: parts.ratings(&risk.id).to_vec(),
            differences: parts.differences(&risk.id).to_vec(),
            controls: parts.links(&risk.id).iter().map(|link| link.control_id.clone()).collect(),
            // What an earlier revision decided does not take this one through a gate.
            decision: parts
                .decisions(&risk.id)
                .first()
                .filter(|standing| standing.revision.is_none())
                .map(|standing| self.decision(standing)),
            asked: parts.proposal(&risk.id, self.on).cloned(),
            benefit_risk: benefits.iter().rfind(|held| held.risk_id.as_ref() == Some(&risk.id)).cloned(),
        }
    }

    pub(super) fn decision(&self, standing: &Standing) -> DecisionEntry {
        let looked = Looked {
            is_stale: standing.is_stale(),
            awaits: standing.awaits(),
            on: self.on,
            expiring_days: self.expiring_days,
        };
        let id = &standing.decision.id;
        DecisionEntry {
            decision: standing.decision.clone(),
            state: acceptance_state(&standing.decision, standing.state.life, looked),
            stale: standing.stale(),
            awaits: standing.state.awaits.clone(),
            conditions: self.conditions.iter().filter(|held| held.decision_id == *id).cloned().collect(),
        }
    }
}
