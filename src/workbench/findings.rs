//! Findings in what is in operation: opened by a test that failed, closed by the same test when it passes.

use chrono::{Days, NaiveDate};

use super::{Workbench, store::Draft};
use crate::{
    domain::{
        assessment::{Assessment, Stage},
        control::{Control, RiskControl, Verification, VerificationResult},
        decision::{DecisionLife, DecisionState},
        events::EventKind,
        finding::Finding,
        object::{Id, Object},
        record::Held,
        risk::{Risk, RiskStatus},
        trouble::Trouble,
        word::Word as _,
    },
    ledger::{Compare, Edit, Query},
};

impl Workbench {
    /// The last day for mending a finding that is opened today, by the policy that holds.
    pub(super) fn finding_deadline(&self) -> Result<NaiveDate, Trouble> {
        let (policy, _) = self.policy()?;
        let days = Days::new(policy.switches.finding_days.unsigned_abs());
        Ok(self.today().checked_add_days(days).unwrap_or(NaiveDate::MAX))
    }

    /// What a test leads to: one that failed opens a finding in every assessment in operation that relies on the control
    /// there, one that passed closes those that the same test opened.
    pub(super) fn draft_after_test(
        &self,
        draft: &mut Draft,
        control: &Held<Control>,
        check: &Verification,
    ) -> Result<(), Trouble> {
        let test = format!("{} test at {}", check.kind.label(), check.site);
        let open = self.all::<Finding>(
            &Query::all(Object::Finding)
                .is("about", control.reference.as_str())
                .is("test", test.as_str())
                .with("closed_on", Compare::Absent),
        )?;
        if check.result == VerificationResult::Passed {
            for held in open {
                let value = Finding {
                    closed_on: Some(check.verified_on.max(held.opened_on)),
                    closed_by: check.person.clone(),
                    closed_how: format!("the {test} passed on {}", check.verified_on),
                    ..held.value.clone()
                };
                let shown = format!("{} closed: {}.", value.reference, value.closed_how);
                let edit = Edit::put(&held.id, held.version, &value);
                draft.event(self.new_request(), EventKind::FindingChanged, shown, "", vec![edit]);
            }
            return Ok(());
        }
        for assessment in self.served_by(&control.id)? {
            let failed = |held: &&Held<Finding>| held.date_key.is_empty();
            let known =
                open.iter().filter(failed).any(|held| held.assessment_id.as_ref() == Some(&assessment.id));
            let here = self.sites_of(&assessment)?.contains(&check.site);
            if known || !here || !self.is_in_operation(&assessment)? {
                continue;
            }
            let value = Finding {
                assessment_id: Some(assessment.id.clone()),
                test: test.clone(),
                owner: control.owner.clone(),
                ..finding(
                    &control.reference,
                    format!("{test} failed on {}", check.verified_on),
                    self.today(),
                    self.finding_deadline()?,
                )
            };
            let shown = format!(
                "{{ref}} opened in {}: {}: {}, to be mended by {}.",
                assessment.reference, value.about, value.what, value.deadline
            );
            let edit = Edit::put(&self.new_request(), 0, &value);
            draft.event(self.new_request(), EventKind::FindingChanged, shown, "", vec![edit]);
        }
        Ok(())
    }

    /// The newest revisions of the assessments with a risk, not closed, that a control serves.
    pub(super) fn served_by(&self, control: &Id) -> Result<Vec<Held<Assessment>>, Trouble> {
        let links =
            self.all::<RiskControl>(&Query::all(Object::RiskControl).is("control_id", control.as_str()))?;
        let risks = Query::all(Object::Risk).among("id", links.iter().map(|link| &link.risk_id));
        let risks = self.all::<Risk>(&risks)?;
        let mut all = self.newest_assessments()?;
        all.retain(|held| {
            risks.iter().any(|risk| risk.assessment_id == held.id && risk.status != RiskStatus::Closed)
        });
        Ok(all)
    }

    /// It is used on patients: in continued use, or decided to go live.
    pub(super) fn is_in_operation(&self, assessment: &Held<Assessment>) -> Result<bool, Trouble> {
        Ok(match assessment.stage {
            Stage::ContinuedUse => true,
            Stage::GoLive => {
                let whole = Query::all(Object::DecisionState)
                    .is("assessment_id", assessment.id.as_str())
                    .is("life", DecisionLife::InForce.word())
                    .with("risk_id", Compare::Absent);
                assessment.frozen_on.is_some()
                    || self.all::<DecisionState>(&whole)?.iter().any(|state| state.is_accepted())
            }
            Stage::Acquisition | Stage::Decommission => false,
        })
    }
}

/// A finding that was opened on this day.
pub(super) fn finding(about: &str, what: String, opened_on: NaiveDate, deadline: NaiveDate) -> Finding {
    Finding {
        number: 0,
        reference: String::new(),
        assessment_id: None,
        about: about.to_owned(),
        what,
        test: String::new(),
        date_key: String::new(),
        opened_on,
        deadline,
        owner: String::new(),
        interim_measure: String::new(),
        trigger_id: None,
        closed_on: None,
        closed_by: String::new(),
        closed_how: String::new(),
    }
}
