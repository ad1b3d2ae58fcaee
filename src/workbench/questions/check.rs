//! What is odd in an assessment although every gate may be passed.

use std::collections::HashSet;

use crate::{
    domain::{
        assessment::Assessment,
        control::{Control, ControlSite, RiskControl},
        disclosure::Disclosure,
        gate::Missing,
        object::{Id, Object},
        question::AcceptedAnswer,
        record::Held,
        trouble::Trouble,
    },
    ledger::{Direction, Query},
    process::{
        coverage::RuleProblem,
        quality::{Around, CHECKS},
    },
    workbench::{
        Workbench,
        gather::{of_form, said},
        import::assess,
    },
};

/// What the checks of quality find in an assessment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// `ip3`
    pub reference: String,
    /// What was found: the check's name, and what with its place.
    pub found: Vec<(&'static str, Missing)>,
}

impl Workbench {
    /// Runs the checks of quality as of the date that questions are asked for.
    ///
    /// # Errors
    /// When the assessment is not there, or the register cannot be read.
    pub fn check(&self, reference: &str) -> Result<Checked, Trouble> {
        let assessment = self.assessment(reference)?;
        let lens = self.lens(&assessment)?;
        let file = self.risk_file(&assessment, &lens)?;
        let around = Around {
            idle_controls: self.idle_controls(&assessment)?,
            contradictions: self.contradictions(&assessment, &file.accepted)?,
        };
        let found = CHECKS
            .iter()
            .flat_map(|check| (check.run)(&file, &around).into_iter().map(|missing| (check.name, missing)));
        Ok(Checked { found: found.collect(), reference: file.reference })
    }

    /// The controls at the assessment's sites that serve no risk of the register.
    fn idle_controls(&self, assessment: &Held<Assessment>) -> Result<Vec<Held<Control>>, Trouble> {
        let sites = self.sites_of(assessment)?;
        let mut ids: Vec<Id> = Vec::new();
        for site in &sites {
            let placed =
                self.all::<ControlSite>(&Query::all(Object::ControlSite).is("site", site.as_str()))?;
            ids.extend(placed.into_iter().map(|held| held.value.control_id));
        }
        let serving = self.all::<RiskControl>(&Query::all(Object::RiskControl).among("control_id", &ids))?;
        let serving: HashSet<Id> = serving.into_iter().map(|link| link.value.control_id).collect();
        ids.retain(|id| !serving.contains(id));
        self.all(&Query::all(Object::Control).among("id", &ids).by("number", Direction::Up))
    }

    /// The answers of the assessment's disclosure that the rule finds wanting.
    fn contradictions(
        &self,
        assessment: &Assessment,
        accepted: &[Held<AcceptedAnswer>],
    ) -> Result<Vec<RuleProblem>, Trouble> {
        let Some(id) = &assessment.disclosure_id else { return Ok(Vec::new()) };
        let form = self.form(&self.needed::<Disclosure>(id)?.form_sha256)?;
        let statements = self.statements_of(id)?;
        Ok(assess(&form, said(statements.iter().map(of_form), accepted).into_iter()).problems)
    }
}
