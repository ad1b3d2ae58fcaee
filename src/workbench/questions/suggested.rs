//! What the catalogue suggests for a whole assessment, ranked, with its reasons.

use crate::{
    catalog::controls::{ControlTemplate, Measure},
    domain::{
        rating::KeyProperty, record::Held, suggestion::SuggestionDismissal, trouble::Trouble, word::Word as _,
    },
    process::suggest::ranked::{Looked, Ranked, RankedControl, RankedRisk, There, ranked},
    workbench::{Workbench, suggesting::Suggesting},
};

/// Everything that is suggested for an assessment.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Suggested {
    /// `ip3`
    pub reference: String,
    /// The kind of product; empty when nobody has said, and what fits certain kinds only is left out.
    pub kind: String,
    /// What is so of its placements.
    pub traits: Vec<String>,
    /// Risks, the most pressing first.
    pub risks: Vec<SuggestedRisk>,
    /// Controls, the most useful first.
    pub controls: Vec<SuggestedControl>,
    /// What was dismissed and stays so, with who, when and why.
    pub dismissed: Vec<Dismissed>,
}

/// A suggested risk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuggestedRisk {
    /// The template's id.
    pub template: String,
    /// The capability's code.
    pub capability: String,
    /// Its short name.
    pub title: String,
    /// Hazardous situation.
    pub situation: String,
    /// What follows.
    pub consequence: String,
    /// For each key property touched: its word, the severity, and why.
    pub severity: Vec<(&'static str, i64, String)>,
    /// Why it is suggested.
    pub reasons: Vec<String>,
    /// False when the answers leave open whether it applies.
    pub certain: bool,
    /// It was dismissed under other reasons: by whom, when and why. Empty when it was not.
    pub again: String,
}

/// A suggested control.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuggestedControl {
    /// The template's id.
    pub template: String,
    /// Its short name.
    pub title: String,
    /// 1, 2 or 3.
    pub order: i64,
    /// How long it takes for one site.
    pub effort: &'static str,
    /// It mends the product instead of standing in for what it lacks.
    pub remediation: bool,
    /// The gaps it answers: the capability's code, what it means there.
    pub answers: Vec<(String, String)>,
    /// Why it is suggested.
    pub reasons: Vec<String>,
    /// False when the answers leave open whether it applies.
    pub certain: bool,
    /// As of a risk.
    pub again: String,
    /// The common control of the register that is made from it: `C-003`. It is linked instead of added.
    pub linkable: Option<String>,
    /// The risks of the assessment that come from the capabilities it answers: `ip3/R-001` and the title.
    pub may_serve: Vec<(String, String)>,
}

/// A suggestion that was dismissed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dismissed {
    /// The template's id.
    pub template: String,
    /// `not used here, says M. Rossi on 2026-11-21`
    pub said: String,
}

impl Workbench {
    /// What the catalogue suggests for a whole assessment.
    ///
    /// # Errors
    /// When the assessment is not there, or the register cannot be read.
    pub fn suggested(&self, reference: &str) -> Result<Suggested, Trouble> {
        let assessment = self.assessment(reference)?;
        let known = self.suggesting(&assessment)?;
        let answers = known.answers();
        let traits = self.likely_traits(&assessment, answers.as_ref())?;
        let found = self.ranked(&known, answers, &traits);
        let mut told = Suggested {
            reference: self.reference_of(&assessment)?,
            kind: known.product.kind.clone(),
            traits: traits.clone(),
            ..Suggested::default()
        };
        for risk in found.risks {
            match standing(&known, &risk.risk.id, &risk.reasons) {
                Standing::Dismissed(one) => told.dismissed.push(one),
                Standing::Shown(again) => told.risks.push(risk_told(&risk, again)),
            }
        }
        let common = self.common_controls()?;
        for control in found.controls {
            match standing(&known, &control.control.id, &control.reasons) {
                Standing::Dismissed(one) => told.dismissed.push(one),
                Standing::Shown(again) => {
                    let mut one = control_told(&control, again, &known, &told.reference);
                    let mut linkable = known.in_place.iter().chain(&common);
                    let there = linkable.find(|held| held.template == one.template);
                    one.linkable = there.map(|held| held.reference.clone());
                    told.controls.push(one);
                }
            }
        }
        Ok(told)
    }

    /// The reasons that a template is suggested for now; none when it is not suggested.
    pub(in crate::workbench) fn reasons_for(
        &self,
        reference: &str,
        template: &str,
    ) -> Result<Option<Vec<String>>, Trouble> {
        let assessment = self.assessment(reference)?;
        let known = self.suggesting(&assessment)?;
        let answers = known.answers();
        let traits = self.likely_traits(&assessment, answers.as_ref())?;
        let found = self.ranked(&known, answers, &traits);
        let risks = found.risks.into_iter().map(|one| (&one.risk.id, one.reasons));
        let controls = found.controls.into_iter().map(|one| (&one.control.id, one.reasons));
        Ok(risks.chain(controls).find(|(id, _)| *id == template).map(|(_, reasons)| reasons))
    }

    fn ranked<'k>(
        &'k self,
        known: &'k Suggesting,
        answers: Option<crate::process::coverage::Answers<'k>>,
        traits: &'k [String],
    ) -> Ranked<'static> {
        let borrowed = known.borrowed(self, answers, traits);
        let catalogue = self.catalogue();
        let parts = catalogue.capabilities().iter().filter_map(|one| catalogue.risks_for(&one.code));
        let looked: Vec<Looked<'static, '_>> =
            parts.map(|part| Looked { part, situation: known.situation(part, &borrowed) }).collect();
        let there = There {
            risks: &borrowed.risks,
            controls: &borrowed.controls,
            in_place: &borrowed.in_place,
            no_risk: &borrowed.no_risk,
        };
        ranked(&looked, catalogue.controls(), &there)
    }
}

/// How a suggestion stands to its dismissal, if there is one.
enum Standing {
    /// It was dismissed, for the reasons that it has now.
    Dismissed(Dismissed),
    /// It is shown; what is said of an earlier dismissal.
    Shown(String),
}

fn standing(known: &Suggesting, template: &str, reasons: &[String]) -> Standing {
    let Some(held) = known.dismissed.iter().find(|held| held.template == template) else {
        return Standing::Shown(String::new());
    };
    let said = said(held);
    if held.holds(reasons) {
        return Standing::Dismissed(Dismissed { template: template.to_owned(), said });
    }
    Standing::Shown(format!(
        "again, for its reasons have changed since: {said}; then {}",
        held.reasons.join("; ")
    ))
}

fn said(held: &Held<SuggestionDismissal>) -> String {
    format!("dismissed by {} on {}: {}", held.person, held.dismissed_on, held.reason.trim_end_matches('.'))
}

fn risk_told(found: &RankedRisk<'_>, again: String) -> SuggestedRisk {
    let severity = KeyProperty::ALL.iter().filter_map(|&property| {
        let severity = found.risk.severity.of(property)?;
        Some((property.word(), severity.level, severity.why.clone()))
    });
    SuggestedRisk {
        template: found.risk.id.clone(),
        capability: found.capability.to_owned(),
        title: found.risk.title.clone(),
        situation: found.risk.hazardous_situation.clone(),
        consequence: found.risk.consequence.clone(),
        severity: severity.collect(),
        reasons: found.reasons.clone(),
        certain: found.certain,
        again,
    }
}

fn control_told(
    found: &RankedControl<'_>,
    again: String,
    known: &Suggesting,
    reference: &str,
) -> SuggestedControl {
    let ControlTemplate { id, title, order, effort, measure, .. } = found.control;
    let answers: Vec<(String, String)> =
        found.answers.iter().map(|(code, how)| ((*code).to_owned(), (*how).to_owned())).collect();
    let comes_from = |code: &String| answers.iter().any(|(answered, _)| answered == code);
    let risks = known.risks.iter().filter(|risk| risk.capabilities.iter().any(comes_from));
    SuggestedControl {
        template: id.clone(),
        title: title.clone(),
        order: *order,
        effort: effort.label(),
        remediation: *measure == Measure::Remediation,
        linkable: None,
        may_serve: risks
            .map(|risk| (format!("{reference}/{}", risk.reference), risk.title.clone()))
            .collect(),
        answers,
        reasons: found.reasons.clone(),
        certain: found.certain,
        again,
    }
}
