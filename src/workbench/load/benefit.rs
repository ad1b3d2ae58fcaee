//! The benefit-risk records of a project: why a risk above the line of acceptability is worth bearing.

use chrono::NaiveDate;
use serde::Deserialize;

use super::{Loading, wrong};
use crate::{
    domain::{
        decision::{BenefitRisk, Decision},
        object::Id,
        trouble::Trouble,
    },
    ledger::Edit,
    process::benefit::forbidden,
};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProjectBenefitRisk {
    benefit: String,
    alternatives: String,
    not_practicable: String,
    conclusion: String,
    author: String,
    written_on: NaiveDate,
}

impl Loading<'_> {
    /// The record on a risk or, without one, on the whole: its identity and the edit that puts it in.
    pub(super) fn benefit_risk(
        &self,
        place: &str,
        given: &ProjectBenefitRisk,
        risk_id: Option<&Id>,
    ) -> Result<(Id, Edit), Trouble> {
        let value = BenefitRisk {
            assessment_id: self.assessment_id.clone(),
            risk_id: risk_id.cloned(),
            benefit: given.benefit.clone(),
            alternatives: given.alternatives.clone(),
            not_practicable: given.not_practicable.clone(),
            conclusion: given.conclusion.clone(),
            author: given.author.clone(),
            written_on: given.written_on,
        };
        let parts = [
            ("benefit", &value.benefit),
            ("alternatives", &value.alternatives),
            ("not_practicable", &value.not_practicable),
            ("conclusion", &value.conclusion),
            ("author", &value.author),
        ];
        if let Some((name, _)) = parts.into_iter().find(|(_, text)| text.trim().is_empty()) {
            return Err(wrong(format!("{place}, benefit_risk: {name} is empty")));
        }
        let id = self.workbench.new_request();
        let edit = Edit::put(&id, 0, &value);
        Ok((id, edit))
    }

    /// Refuses to load an acceptance above the line of acceptability without a record.
    pub(super) fn benefit_weighed(
        &self,
        place: &str,
        scale: &str,
        level: &str,
        value: &Decision,
    ) -> Result<(), Trouble> {
        match forbidden(self.workbench.scale_named(scale)?, place, level, value) {
            None => Ok(()),
            Some(rule) => Err(wrong(format!("{place}, decision: {rule} (a table benefit_risk)"))),
        }
    }
}
