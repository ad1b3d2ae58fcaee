//! What the catalogue suggests for a gap: risk templates and controls.

use crate::{
    catalog::risks::RiskTemplate,
    domain::trouble::Trouble,
    process::suggest::{Fit, suggestions},
    workbench::Workbench,
};

/// One risk template that fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RiskSuggestion {
    /// The template's id.
    pub template: String,
    /// Its short name.
    pub title: String,
    /// The source of possible harm.
    pub hazard: String,
    /// What leads to it.
    pub causes: Vec<String>,
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
        let known = self.suggesting(&assessment)?;
        let answers = known.answers();
        let traits = self.likely_traits(&assessment, answers.as_ref())?;
        let borrowed = known.borrowed(self, answers, &traits);
        let found = suggestions(part, &known.situation(part, &borrowed));
        let suited = found.risks.into_iter().filter(|suggested| suggested.fit != Fit::Other);
        Ok(Suggestions {
            risks: suited
                .map(|suggested| {
                    let taken = known.risks.iter().any(|risk| risk.template == suggested.risk.id);
                    RiskSuggestion::of(suggested.risk, taken)
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

    /// Every risk template for a form on this subject: those that fit its capability, the others of the capability, then
    /// those of the other capabilities.
    ///
    /// # Errors
    /// When the assessment is not there, or the register cannot be read.
    pub fn risk_templates(&self, subject: &str) -> Result<Vec<RiskSuggestion>, Trouble> {
        let code = subject.split_once('/').map(|(_, code)| code.to_ascii_uppercase()).unwrap_or_default();
        let mut all = if code.is_empty() { Vec::new() } else { self.suggestions(subject, &code)?.risks };
        let own = self.catalogue().risks_for(&code).into_iter();
        let every = self.catalogue().capabilities().iter();
        let others =
            every.filter(|one| one.code != code).filter_map(|one| self.catalogue().risks_for(&one.code));
        for template in own.chain(others).flat_map(|part| &part.risks) {
            if !all.iter().any(|known| known.template == template.id) {
                all.push(RiskSuggestion::of(template, false));
            }
        }
        Ok(all)
    }

    /// Every control template for a form on this risk: those that answer its capabilities, then the others.
    ///
    /// # Errors
    /// When the risk is not there, or the register cannot be read.
    pub fn control_templates(&self, subject: &str) -> Result<Vec<ControlSuggestion>, Trouble> {
        let (assessment, risk) = self.risk_of(subject)?;
        let mut all: Vec<ControlSuggestion> = Vec::new();
        for code in &risk.capabilities {
            all.extend(self.suggestions(&assessment.reference, code)?.controls);
        }
        for control in self.catalogue().controls() {
            if !all.iter().any(|known| known.template == control.id) {
                all.push(ControlSuggestion {
                    template: control.id.clone(),
                    title: control.title.clone(),
                    order: control.order,
                    application: control.description.clone(),
                });
            }
        }
        Ok(all)
    }
}

impl RiskSuggestion {
    fn of(template: &RiskTemplate, taken: bool) -> Self {
        Self {
            template: template.id.clone(),
            title: template.title.clone(),
            hazard: template.hazard.clone(),
            causes: template.causes.clone(),
            situation: template.hazardous_situation.clone(),
            consequence: template.consequence.clone(),
            taken,
        }
    }
}
