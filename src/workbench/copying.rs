//! What a new revision or a copy takes over from the assessment it is begun from: rows of its own, with the same refs.

use std::collections::HashMap;

use super::{
    Workbench,
    gather::{Gatherer, RiskParts, answers_as_recorded, of_form, said},
    store::Draft,
};
use crate::{
    domain::{
        assessment::{Assessment, CapabilityCoverage, CapabilityRequirement, Difference},
        control::RiskControl,
        disclosure::Answer,
        events::EventKind,
        object::{Id, Object},
        rating::{Phase, Rating},
        record::{Held, Record},
        requirement::RequirementAnswer,
        risk::{Risk, RiskStatus, Treatment},
        trouble::Trouble,
        word::Word as _,
    },
    ledger::{Direction, Edit, Query},
};

/// The risks of an assessment as another one begins with them.
pub(super) struct Copied {
    /// The rows to put.
    pub(super) edits: Vec<Edit>,
    /// How many risks.
    pub(super) risks: usize,
}

impl Workbench {
    /// Risks with their numbers, links to controls, and the ratings and differences of these phases.
    pub(super) fn copied_risks(&self, from: &Id, to: &Id, phases: &[Phase]) -> Result<Copied, Trouble> {
        let of = Query::all(Object::Risk).is("assessment_id", from.as_str());
        let risks = self.all::<Risk>(&of.by("number", Direction::Up))?;
        let parts = Gatherer::new(self.reading()).without_decisions(risks)?;
        let mut edits = Vec::new();
        for risk in &parts.risks {
            self.copied_risk(&mut edits, &parts, risk, to, phases);
        }
        Ok(Copied { edits, risks: parts.risks.len() })
    }

    fn copied_risk(
        &self,
        edits: &mut Vec<Edit>,
        parts: &RiskParts,
        risk: &Held<Risk>,
        to: &Id,
        phases: &[Phase],
    ) {
        let id = self.new_request();
        // Nothing is decided on it here, and no decision is taken over; what does not exist any more stays closed.
        let status = match (risk.status, risk.treatment) {
            (RiskStatus::Closed, _) => RiskStatus::Closed,
            (_, Some(Treatment::Reduce | Treatment::Avoid | Treatment::Share)) => RiskStatus::InTreatment,
            _ => RiskStatus::Open,
        };
        let value = Risk {
            assessment_id: to.clone(),
            status,
            begun_from: Some(risk.id.clone()),
            ..risk.value.clone()
        };
        edits.push(Edit::put(&id, 0, &value));
        for link in parts.links(&risk.id) {
            let value = RiskControl { risk_id: id.clone(), control_id: link.control_id.clone() };
            edits.push(Edit::put(&self.new_request(), 0, &value));
        }
        for rating in parts.ratings(&risk.id).iter().filter(|rating| phases.contains(&rating.phase)) {
            let value = Rating { assessment_id: to.clone(), risk_id: id.clone(), ..rating.value.clone() };
            edits.push(Edit::put(&self.new_request(), 0, &value));
        }
        for differing in parts.differences(&risk.id).iter().filter(|held| phases.contains(&held.phase)) {
            let value =
                Difference { assessment_id: to.clone(), risk_id: id.clone(), ..differing.value.clone() };
            edits.push(Edit::put(&self.new_request(), 0, &value));
        }
    }

    /// What is required, as it is.
    pub(super) fn copied_requirements(&self, from: &Id, to: &Id) -> Result<Vec<Edit>, Trouble> {
        self.copied(Object::Requirement, from, |held: CapabilityRequirement| {
            Some(CapabilityRequirement { assessment_id: to.clone(), ..held })
        })
    }

    /// How requirements are answered, as a new revision takes it over. An answer that rests on statements is kept where the
    /// newer disclosure answers them alike; the ids of the others are returned, which nobody has answered any more.
    pub(super) fn requirement_answers_again(
        &self,
        from: &Id,
        new: (&Id, &Assessment),
    ) -> Result<(Vec<Edit>, Vec<String>), Trouble> {
        let (id, value) = new;
        let of = Query::all(Object::RequirementAnswer).is("assessment_id", from.as_str());
        let held = self.all::<RequirementAnswer>(&of.by("requirement", Direction::Up))?;
        let mut known: HashMap<Id, HashMap<String, Answer>> = HashMap::new();
        let disclosures = held.iter().filter_map(|held| held.disclosure_id.as_ref());
        for disclosure in disclosures.chain(&value.disclosure_id) {
            if held.iter().any(|held| held.disclosure_id.is_some()) && !known.contains_key(disclosure) {
                let statements = self.statements_of(disclosure)?;
                let answers = statements.into_iter().map(|held| (held.value.item, held.value.answer));
                known.insert(disclosure.clone(), answers.collect());
            }
        }
        let said = |disclosure: Option<&Id>, item: &String| known.get(disclosure?)?.get(item).copied();
        let holds = |answer: &RequirementAnswer| {
            answer.statements.iter().all(|item| {
                let then = said(answer.disclosure_id.as_ref(), item);
                then.is_some() && then == said(value.disclosure_id.as_ref(), item)
            })
        };
        let (kept, dropped): (Vec<_>, Vec<_>) = held.into_iter().partition(|held| holds(held));
        let edits = kept.into_iter().map(|held| {
            let rests = !held.statements.is_empty();
            let taken = RequirementAnswer {
                assessment_id: id.clone(),
                disclosure_id: value.disclosure_id.clone().filter(|_| rests),
                ..held.value
            };
            Edit::put(&self.new_request(), 0, &taken)
        });
        Ok((edits.collect(), dropped.into_iter().map(|held| held.value.requirement).collect()))
    }

    /// The rows of a kind that belong to an assessment, as another one takes them over.
    pub(super) fn copied<R: Record>(
        &self,
        object: Object,
        from: &Id,
        copy: impl Fn(R) -> Option<R>,
    ) -> Result<Vec<Edit>, Trouble> {
        let held = self.all::<R>(&Query::all(object).is("assessment_id", from.as_str()))?;
        let taken = held.into_iter().filter_map(|held| copy(held.value));
        Ok(taken.map(|value| Edit::put(&self.new_request(), 0, &value)).collect())
    }

    /// The coverage of a new revision, from the product's newest disclosure. A person's word is kept where the answers
    /// behind it are the same, and dropped where they are not; the capabilities of those that were dropped are returned.
    pub(super) fn coverage_again(
        &self,
        draft: &mut Draft,
        old: &Held<Assessment>,
        new: (&Id, &Assessment),
    ) -> Result<Vec<String>, Trouble> {
        let before = self.all::<CapabilityCoverage>(
            &Query::all(Object::CapabilityCoverage).is("assessment_id", old.id.as_str()),
        )?;
        let (id, value) = new;
        let Some(disclosure_id) = &value.disclosure_id else {
            let kept = self.copied(Object::CapabilityCoverage, &old.id, |held: CapabilityCoverage| {
                Some(CapabilityCoverage { assessment_id: id.clone(), ..held })
            })?;
            let shown = format!("{}: coverage taken over.", value.reference);
            draft.event(self.new_request(), EventKind::CoverageComputed, shown, "", kept);
            return Ok(Vec::new());
        };
        let accepted = self.accepted_of(&old.id)?;
        self.coverage_with(draft, id, &value.reference, disclosure_id, &accepted)?;
        let then = answers_as_recorded(self.reading(), &old.id)?;
        let mut answers: HashMap<String, Vec<Answer>> = HashMap::new();
        let statements = self.statements_of(disclosure_id)?;
        for (item, answer, ..) in said(statements.iter().map(of_form), &accepted) {
            answers.entry(item.to_owned()).or_default().push(answer);
        }
        let overruled: Vec<&CapabilityCoverage> =
            before.iter().map(|held| &held.value).filter(|held| held.overruled.is_some()).collect();
        let computed = draft.entries.last_mut().filter(|entry| entry.kind == EventKind::CoverageComputed);
        let mut dropped = Vec::new();
        for edit in computed.into_iter().flat_map(|entry| &mut entry.edits) {
            let Some(fields) = &mut edit.after else { continue };
            let word =
                overruled.iter().find(|held| fields.get("capability").is_some_and(|c| *c == held.capability));
            let Some(word) = word else { continue };
            let items = fields.get("items").and_then(|items| items.as_array()).cloned().unwrap_or_default();
            let mut now: Vec<(String, Answer)> = Vec::new();
            for item in items.iter().filter_map(|item| item.as_str()) {
                now.extend(answers.get(item).into_iter().flatten().map(|&answer| (item.to_owned(), answer)));
            }
            now.sort_by(|one, other| (&one.0, one.1.word()).cmp(&(&other.0, other.1.word())));
            if then.get(&word.capability) == Some(&now) {
                let kept = word.fields().into_iter().filter(|(name, _)| name.starts_with("overruled"));
                fields.extend(kept);
            } else {
                dropped.push(word.capability.clone());
            }
        }
        Ok(dropped)
    }
}
