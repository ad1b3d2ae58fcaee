//! What the catalogue suggests for a gap: risk templates and controls.

use crate::{
    domain::{
        assessment::{CapabilityCoverage, InUse},
        capability::Coverage,
        control::{Control, RiskControl},
        disclosure::Disclosure,
        object::{Id, Object},
        product::Product,
        risk::Risk,
        trouble::Trouble,
    },
    ledger::Query,
    process::{
        coverage::{Answered, Answers},
        suggest::{Fit, Situation, suggestions},
    },
    workbench::Workbench,
};

/// One risk template that fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RiskSuggestion {
    /// The template's id.
    pub template: String,
    /// Its short name.
    pub title: String,
    /// Hazardous situation.
    pub situation: String,
    /// Consequence.
    pub consequence: String,
    /// The assessment has a risk from it already.
    pub taken: bool,
}

/// One control template that fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ControlSuggestion {
    /// The template's id.
    pub template: String,
    /// Its short name.
    pub title: String,
    /// 1, 2 or 3.
    pub order: i64,
    /// How it answers the gap.
    pub application: String,
}

/// What the catalogue suggests for one capability of an assessment.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Suggestions {
    /// Risks, those that fit the kind of product first.
    pub risks: Vec<RiskSuggestion>,
    /// Controls, best first.
    pub controls: Vec<ControlSuggestion>,
}

impl Workbench {
    /// What the catalogue suggests for a capability of an assessment.
    ///
    /// # Errors
    /// When the assessment is not there, or the register cannot be read.
    pub fn suggestions(&self, reference: &str, code: &str) -> Result<Suggestions, Trouble> {
        let assessment = self.assessment(reference)?;
        let Some(part) = self.catalogue().risks_for(code) else { return Ok(Suggestions::default()) };
        let product = self.needed::<Product>(&assessment.product_id)?;
        let of = |object| Query::all(object).is("assessment_id", assessment.id.as_str());
        let coverage =
            self.first::<CapabilityCoverage>(of(Object::CapabilityCoverage).is("capability", code))?;
        let placed = Query::all(Object::InUse).among("placement_id", &assessment.placement_ids);
        let in_use: Vec<_> =
            self.all::<InUse>(&placed.is("capability", code))?.into_iter().map(|held| held.state).collect();
        let risks = self.all::<Risk>(&of(Object::Risk))?;
        let ids: Vec<Id> = risks.iter().map(|risk| risk.id.clone()).collect();
        let links = self.all::<RiskControl>(&Query::all(Object::RiskControl).among("risk_id", &ids))?;
        let controls = self.all::<Control>(
            &Query::all(Object::Control).among("id", links.iter().map(|link| &link.control_id)),
        )?;
        let templates: Vec<&str> = controls.iter().map(|control| control.template.as_str()).collect();
        let (form, statements) = match &assessment.disclosure_id {
            Some(id) => {
                let disclosure = self.needed::<Disclosure>(id)?;
                (Some(self.form(&disclosure.form_sha256)?), self.statements_of(id)?)
            }
            None => (None, Vec::new()),
        };
        let answered: Vec<Answered<'_>> = statements
            .iter()
            .map(|s| Answered { item: &s.item, answer: s.answer, raw: &s.raw, note: &s.note })
            .collect();
        let answers = form.as_deref().map(|form| Answers::new(form, &answered));
        let found = suggestions(
            part,
            &Situation {
                coverage: coverage.map_or(Coverage::Unknown, |held| held.holds()),
                in_use: &in_use,
                answers: answers.as_ref(),
                kind: &product.kind,
                controls: &templates,
            },
        );
        let suited = found.risks.into_iter().filter(|suggested| suggested.fit != Fit::Other);
        Ok(Suggestions {
            risks: suited
                .map(|suggested| RiskSuggestion {
                    template: suggested.risk.id.clone(),
                    title: suggested.risk.title.clone(),
                    situation: suggested.risk.hazardous_situation.clone(),
                    consequence: suggested.risk.consequence.clone(),
                    taken: risks.iter().any(|risk| risk.template == suggested.risk.id),
                })
                .collect(),
            controls: found
                .controls
                .into_iter()
                .filter_map(|suggested| {
                    let template = self.catalogue().control(&suggested.answer.control)?;
                    Some(ControlSuggestion {
                        template: template.id.clone(),
                        title: template.title.clone(),
                        order: template.order,
                        application: suggested.answer.application.clone(),
                    })
                })
                .collect(),
        })
    }
}
