//! The next best control for a risk, and what it would need to be verified.

use crate::{
    catalog::controls::{ControlTemplate, Measure},
    domain::{object::Id, trouble::Trouble, word::Word as _},
    process::suggest::next::{NextControl, Wanting, next_controls},
    workbench::Workbench,
};

/// The controls that may serve a risk and do not yet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NextControls {
    /// `ip3/R-014`
    pub reference: String,
    /// The risk's short name.
    pub title: String,
    /// The controls, the next best first; remediation last.
    pub controls: Vec<NextLine>,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextLine {
    /// The template's id.
    pub template: String,
    /// Its short name.
    pub title: String,
    /// 1, 2 or 3.
    pub order: i64,
    /// How long it takes for one site.
    pub effort: &'static str,
    /// Who does it.
    pub done_by: Vec<&'static str>,
    /// It mends the product instead of standing in for what it lacks.
    pub remediation: bool,
    /// The common control of the register that is made from it: `C-003`. It is linked instead of added.
    pub linkable: Option<String>,
    /// That control is in place at a site of the assessment.
    pub in_place: bool,
    /// Why it is named.
    pub reasons: Vec<String>,
    /// False when the answers leave open whether it applies.
    pub certain: bool,
    /// What it means here, or what is done.
    pub application: String,
    /// What it does not do.
    pub does_not: String,
    /// How to see that it is in place.
    pub verify_implementation: String,
    /// How to see that it works.
    pub verify_effectiveness: String,
    /// The risks it may bring.
    pub new_risks: Vec<String>,
}

impl Workbench {
    /// The next best controls for a risk.
    ///
    /// # Errors
    /// When the risk is not there, or the register cannot be read.
    pub fn next_control(&self, reference: &str) -> Result<NextControls, Trouble> {
        let (assessment, risk) = self.risk_of(reference)?;
        let known = self.suggesting(&assessment)?;
        let answers = known.answers();
        let traits = self.likely_traits(&assessment, answers.as_ref())?;
        let borrowed = known.borrowed(self, answers, &traits);
        let catalogue = self.catalogue();
        let parts = risk.capabilities.iter().filter_map(|code| catalogue.risks_for(code));
        let is_linked =
            |id: &Id| known.links.iter().any(|link| link.risk_id == risk.id && link.control_id == *id);
        let linked = known.controls.iter().filter(|control| is_linked(&control.id));
        let linked: Vec<&str> = linked.map(|control| control.template.as_str()).collect();
        let common = self.common_controls()?;
        let wanting = Wanting {
            template: catalogue.risk(&risk.template),
            capabilities: parts.map(|part| (part, known.situation(part, &borrowed))).collect(),
            linked: &linked,
            in_place: &borrowed.in_place,
        };
        let found = next_controls(&wanting, catalogue.controls());
        let name = format!("{}/{}", self.reference_of(&assessment)?, risk.reference);
        let lines = found.into_iter().map(|one| {
            let of_template =
                known.in_place.iter().chain(&common).find(|held| held.template == one.control.id);
            line(&one, of_template.map(|held| held.reference.clone()))
        });
        Ok(NextControls { controls: lines.collect(), reference: name, title: risk.value.title })
    }
}

fn line(found: &NextControl<'_>, linkable: Option<String>) -> NextLine {
    let ControlTemplate { measure, effort, done_by, .. } = found.control;
    let control = found.control.clone();
    let meant: Vec<&str> = found.answers.iter().map(|(_, how)| *how).collect();
    NextLine {
        remediation: *measure == Measure::Remediation,
        effort: effort.label(),
        done_by: done_by.iter().map(|one| one.label()).collect(),
        linkable,
        in_place: found.in_place,
        reasons: found.reasons.clone(),
        certain: found.certain,
        application: if meant.is_empty() { control.description } else { meant.join(" ") },
        template: control.id,
        title: control.title,
        order: control.order,
        does_not: control.does_not,
        verify_implementation: control.verify_implementation,
        verify_effectiveness: control.verify_effectiveness,
        new_risks: control.new_risks,
    }
}
