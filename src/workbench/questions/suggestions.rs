//! What the catalogue suggests for a gap: risk templates and controls.

use crate::{
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
                .map(|suggested| RiskSuggestion {
                    template: suggested.risk.id.clone(),
                    title: suggested.risk.title.clone(),
                    situation: suggested.risk.hazardous_situation.clone(),
                    consequence: suggested.risk.consequence.clone(),
                    taken: known.risks.iter().any(|risk| risk.template == suggested.risk.id),
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
