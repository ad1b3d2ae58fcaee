//! The risks of a project: texts, ratings, controls, decisions with their seal.

use super::{
    Loading,
    differences::by_name,
    project::{Project, ProjectDecision, ProjectEstimate, ProjectRating, ProjectRisk},
    wrong,
};
use crate::{
    domain::{
        assessment::Difference,
        control::{ControlSite, RiskControl},
        decision::{Decision, DecisionState},
        disclosure::Answer,
        events::EventKind,
        object::Id,
        rating::{KeyProperty, Phase, Rating},
        record::Held,
        risk::{Risk, RiskStatus, Treatment, tags},
        trouble::Trouble,
    },
    ledger::Edit,
    process::{
        level::Estimate,
        seal::{
            ControlBasis, CoverageBasis, SealPart, control_part, coverage_part, rating_parts, relied_on,
            risk_in_whole, risk_part, whole_part,
        },
    },
    workbench::{
        actions::{
            add_risk::vulnerabilities,
            decide,
            rate_risk::{Rated, above_initial, rating},
        },
        frozen::freezing,
    },
};

impl Loading<'_> {
    pub(super) fn risk(&mut self, number: i64, given: &ProjectRisk, scale: &str) -> Result<(), Trouble> {
        let place = format!("risk {number}");
        let id = self.workbench.new_request();
        let mut value = self.risk_value(&place, given)?;
        let mut edits = Vec::new();
        let mut ratings = Vec::new();
        let phases = [
            (Phase::Initial, &given.initial),
            (Phase::Target, &given.target),
            (Phase::Residual, &given.residual),
        ];
        for (phase, rated) in phases {
            if let Some(rated) = rated {
                let value = self.rating(&place, phase, rated, &id, scale)?;
                let initial =
                    ratings.iter().map(|(_, rating)| rating).find(|r: &&Rating| r.phase == Phase::Initial);
                above_initial(&value, initial)
                    .map_err(|trouble| wrong(format!("{place}, {phase} rating: {}", trouble.because)))?;
                let rating_id = self.workbench.new_request();
                edits.push(Edit::put(&rating_id, 0, &value));
                ratings.push((rating_id, value));
            }
        }
        let differences = self.differences(&place, given, &id, &ratings, scale)?;
        edits.extend(differences.iter().map(|one| Edit::put(&self.workbench.new_request(), 0, one)));
        let differing = self.named(&differences);
        let control_ids = self.control_ids(&place, &given.controls)?;
        for control_id in &control_ids {
            let link = RiskControl { risk_id: id.clone(), control_id: control_id.clone() };
            edits.push(Edit::put(&self.workbench.new_request(), 0, &link));
        }
        let benefit =
            given.benefit_risk.as_ref().map(|weighed| self.benefit_risk(&place, weighed, Some(&id)));
        let benefit = benefit.transpose()?.map(|(benefit, edit)| {
            edits.push(edit);
            benefit
        });
        if let Some(given) = &given.decision {
            let mut decision = Decision { benefit_risk_id: benefit, ..self.decision(given, Some(&id)) };
            self.judge_risk(&place, scale, &mut decision, (&value, &ratings, &differences))?;
            let parts = self.seal_parts(&id, &value, &ratings, &differing, &control_ids);
            edits.extend(self.decision_edits(&place, &decision, parts)?);
            value.status = if decide::state_of(&id, &decision).accepts
                && self.workbench.awaited(&decision)?.is_empty()
            {
                RiskStatus::Accepted
            } else {
                RiskStatus::InTreatment
            };
        }
        self.note_bands(&value, &ratings, &differences);
        let residual = ratings.iter().map(|(_, rating)| rating).find(|r| r.phase == Phase::Residual);
        self.sealed.extend(risk_in_whole(
            &format!("R-{number:03}"),
            (&id, &value),
            residual,
            &by_name(&differing),
        ));
        self.risk_ids.push(id.clone());
        edits.insert(0, Edit::put(&id, 0, &value));
        let shown = format!("{}/{{ref}} added: {}.", self.reference, value.title.trim_end_matches('.'));
        self.event(EventKind::RiskAdded, shown, "", edits);
        Ok(())
    }

    fn risk_value(&self, place: &str, given: &ProjectRisk) -> Result<Risk, Trouble> {
        let template = match given.template.as_deref() {
            None => None,
            Some(name) => Some(
                self.workbench
                    .catalogue()
                    .risk(name)
                    .ok_or_else(|| wrong(format!("{place} names the template {name:?}")))?,
            ),
        };
        let missing = |field: &str| wrong(format!("{place} has neither {field} nor a template"));
        let capabilities = given.capabilities.clone().unwrap_or_else(|| {
            template.map(|t| vec![t.id.split('-').next().unwrap_or_default().to_owned()]).unwrap_or_default()
        });
        for code in &capabilities {
            self.code(code)?;
        }
        let new_risk_of = match &given.new_risk_of {
            None => None,
            Some(name) => Some(self.control_ids(place, std::slice::from_ref(name))?.remove(0)),
        };
        Ok(Risk {
            assessment_id: self.assessment_id.clone(),
            number: 0,
            reference: String::new(),
            title: given
                .title
                .clone()
                .or(template.map(|t| t.title.clone()))
                .ok_or_else(|| missing("title"))?,
            hazard: given.hazard.clone().or(template.map(|t| t.hazard.clone())).unwrap_or_default(),
            hazardous_situation: given
                .hazardous_situation
                .clone()
                .or(template.map(|t| t.hazardous_situation.clone()))
                .ok_or_else(|| missing("hazardous_situation"))?,
            causes: given.causes.clone().or(template.map(|t| t.causes.clone())).unwrap_or_default(),
            consequence: given
                .consequence
                .clone()
                .or(template.map(|t| t.consequence.clone()))
                .unwrap_or_default(),
            capabilities,
            vulnerability_refs: vulnerabilities(given.vulnerability_refs.clone())
                .map_err(|trouble| wrong(format!("{place}: {}", trouble.because)))?,
            template: given.template.clone().unwrap_or_default(),
            new_risk_of,
            owner: given.owner.clone(),
            due_on: given.due_on,
            tags: tags(&given.tags.join("|")),
            status: match given.treatment {
                Some(Treatment::Reduce | Treatment::Avoid | Treatment::Share) => RiskStatus::InTreatment,
                _ => RiskStatus::Open,
            },
            treatment: given.treatment,
            treatment_reason: given.treatment_reason.clone(),
            order_reason: given.order_reason.clone(),
            begun_from: None,
        })
    }

    fn rating(
        &self,
        place: &str,
        phase: Phase,
        given: &ProjectRating,
        risk_id: &Id,
        scale: &str,
    ) -> Result<Rating, Trouble> {
        let estimates = estimates([&given.safety, &given.effectiveness, &given.security]);
        if phase != Phase::Residual && !given.relies_on.is_empty() {
            return Err(wrong(format!("{place}: only a residual rating relies on controls")));
        }
        let rated = Rated {
            phase,
            basis: given.basis,
            unit: given.unit,
            rater: given.rater.clone(),
            rated_on: given.on,
            reason: given.reason.clone(),
            relies_on: self.control_ids(place, &given.relies_on)?,
        };
        let scale = self.workbench.scale_named(scale)?;
        let (policy, _) = self.workbench.policy()?;
        rating((scale, &policy.floors), &self.assessment_id, risk_id, &estimates, rated)
            .map_err(|trouble| wrong(format!("{place}, {phase} rating: {}", trouble.because)))
    }

    fn control_ids(&self, place: &str, names: &[String]) -> Result<Vec<Id>, Trouble> {
        names
            .iter()
            .map(|name| {
                let control = self.controls.get(name);
                control
                    .map(|control| control.id.clone())
                    .ok_or_else(|| wrong(format!("{place} names the control {name:?}")))
            })
            .collect()
    }

    fn decision(&self, given: &ProjectDecision, risk_id: Option<&Id>) -> Decision {
        Decision {
            assessment_id: self.assessment_id.clone(),
            risk_id: risk_id.cloned(),
            decision: given.decision,
            decided_by: given.decided_by.clone(),
            roles: given.roles.clone(),
            recorded_by: self.workbench.actor_name().to_owned(),
            decided_on: given.decided_on,
            rationale: given.rationale.clone(),
            conditions: given.conditions.clone(),
            placement_ids: self.placements.values().cloned().collect(),
            valid_until: given.valid_until,
            review_on: given.review_on,
            evidence: given.evidence.clone(),
            informed: given.informed.clone(),
            level: String::new(),
            requested_by: String::new(),
            benefit_risk_id: None,
            departs_from: given.departs_from.clone(),
            exit_plan: given.exit_plan.clone(),
            extensions: 0,
        }
    }

    fn decision_edits(
        &self,
        place: &str,
        decision: &Decision,
        parts: Vec<SealPart>,
    ) -> Result<Vec<Edit>, Trouble> {
        decide::check(decision, &self.workbench.person_name()?)
            .map_err(|trouble| wrong(format!("{place}, decision: {}", trouble.because)))?;
        let id = self.workbench.new_request();
        let mut edits = vec![Edit::put(&id, 0, decision)];
        let conditions = self.workbench.condition_edits(&id, decision);
        edits.extend(conditions.map_err(|trouble| wrong(format!("{place}, decision: {}", trouble.because)))?);
        edits.extend(self.workbench.seal_edits(&id, parts));
        let state = DecisionState {
            awaits: self
                .workbench
                .awaited(decision)
                .map_err(|trouble| wrong(format!("{place}, decision: {}", trouble.because)))?,
            ..decide::state_of(&id, decision)
        };
        edits.push(Edit::put(&self.workbench.new_request(), 0, &state));
        Ok(edits)
    }

    /// What the decision rests on: the same parts as are gathered from the register afterwards.
    fn seal_parts(
        &self,
        risk_id: &Id,
        risk: &Risk,
        ratings: &[(Id, Rating)],
        differing: &[(String, Difference)],
        linked: &[Id],
    ) -> Vec<SealPart> {
        let residual = ratings.iter().find(|(_, rating)| rating.phase == Phase::Residual);
        let relied = relied_on(residual.map(|(_, rating)| rating), linked.iter().cloned());
        let mut parts = vec![risk_part(risk_id, risk)];
        parts.extend(rating_parts(risk_id, ratings.iter().map(|(_, rating)| rating), &by_name(differing)));
        for loaded in relied.iter().filter_map(|id| self.controls.values().find(|known| known.id == *id)) {
            let mut sites: Vec<&ControlSite> = loaded.sites.iter().collect();
            sites.sort_by(|one, other| one.site.cmp(&other.site));
            parts.push(control_part(&ControlBasis {
                id: &loaded.id,
                control: &loaded.control,
                sites,
                verifications: loaded.verifications.iter().collect(),
            }));
        }
        for code in &risk.capabilities {
            let known = self.coverages.iter().find(|(_, coverage)| coverage.capability == *code);
            if let Some((id, coverage)) = known {
                let answers = self.answers_of(&coverage.items);
                parts.push(coverage_part(&CoverageBasis {
                    id,
                    coverage,
                    answers,
                    // a project answers no requirements
                    requirements: Vec::new(),
                }));
            }
        }
        parts
    }

    fn answers_of<'i>(&self, items: &'i [String]) -> Vec<(&'i str, Answer)> {
        items.iter().filter_map(|item| Some((item.as_str(), *self.answers.get(item)?))).collect()
    }

    pub(super) fn decide_whole(&mut self, project: &Project) -> Result<(), Trouble> {
        let Some(given) = &project.decision else { return Ok(()) };
        let weighed = project.benefit_risk.as_ref().map(|given| self.benefit_risk("the whole", given, None));
        let (benefit, put) = weighed.transpose()?.unzip();
        let mut decision = Decision { benefit_risk_id: benefit, ..self.decision(given, None) };
        self.judge_whole(&project.assessment.scale, &mut decision)?;
        let extent = self.extent.iter().map(|value| whole_part(&self.assessment_id, value, &self.risk_ids));
        let parts = extent.chain(self.sealed.iter().cloned()).collect();
        let mut edits = self.decision_edits("the whole", &decision, parts)?;
        edits.splice(0..0, put);
        if let Some(value) = &self.extent {
            let held = Held {
                id: self.assessment_id.clone(),
                // Put once in this request, above.
                version: 1,
                changed_at: String::new(),
                changed_by: String::new(),
                value: value.clone(),
            };
            if self.workbench.awaited(&decision)?.is_empty() {
                edits.extend(freezing(&held, &decision));
            }
        }
        let shown = decide::said(&self.reference, &decision);
        self.event(EventKind::DecisionRecorded, shown, &decision.rationale, edits);
        Ok(())
    }
}

/// Severity and likelihood of each key property that is given: safety, effectiveness, security.
pub(super) fn estimates(given: [&Option<ProjectEstimate>; 3]) -> Vec<Estimate> {
    let properties = [KeyProperty::Safety, KeyProperty::Effectiveness, KeyProperty::Security];
    let each = properties.into_iter().zip(given).filter_map(|(property, estimate)| {
        let estimate = estimate.as_ref()?;
        Some(Estimate { property, severity: estimate.severity, likelihood: estimate.likelihood })
    });
    each.collect()
}
