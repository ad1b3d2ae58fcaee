//! The coverages of an assessment, computed from a disclosure; a person's word stays.

use super::{DisclosureFile, assess};
use crate::{
    domain::{
        assessment::CapabilityCoverage,
        disclosure::Disclosure,
        events::EventKind,
        object::{Id, Object},
        question::AcceptedAnswer,
        record::Held,
        trouble::Trouble,
    },
    ledger::{Edit, Query},
    process::coverage::{Assessed, RULE},
    workbench::{
        Workbench,
        gather::{of_form, said},
        store::Draft,
    },
};

impl Workbench {
    /// The coverages of an assessment from a disclosure that was just read.
    pub(in crate::workbench) fn draft_coverage_of(
        &self,
        draft: &mut Draft,
        assessment_id: &Id,
        reference: &str,
        disclosure_id: &Id,
        opened: &DisclosureFile,
    ) -> Result<Vec<(Id, CapabilityCoverage)>, Trouble> {
        let accepted = self.accepted_of(assessment_id)?;
        let read = opened.preview.read.statements.iter();
        let assessed = if accepted.is_empty() {
            opened.assessed.clone()
        } else {
            let form =
                read.map(|read| (read.id.as_str(), read.answer, read.raw.as_str(), read.note.as_str()));
            assess(opened.form, said(form, &accepted).into_iter())
        };
        self.draft_coverage(draft, assessment_id, reference, disclosure_id, &assessed)
    }

    pub(super) fn draft_coverage(
        &self,
        draft: &mut Draft,
        assessment_id: &Id,
        reference: &str,
        disclosure_id: &Id,
        assessed: &Assessed,
    ) -> Result<Vec<(Id, CapabilityCoverage)>, Trouble> {
        let held = self.all::<CapabilityCoverage>(
            &Query::all(Object::CapabilityCoverage).is("assessment_id", assessment_id.as_str()),
        )?;
        let mut edits = Vec::new();
        let mut values = Vec::new();
        for one in &assessed.per_capability {
            let there = held.iter().find(|held| held.capability == one.code);
            let mut value = CapabilityCoverage {
                assessment_id: assessment_id.clone(),
                capability: one.code.clone(),
                by_rule: one.coverage,
                rule: RULE,
                disclosure_id: Some(disclosure_id.clone()),
                because: one.because.clone(),
                items: one.items.clone(),
                overruled: None,
                overruled_reason: String::new(),
                overruled_by: String::new(),
                overruled_on: None,
            };
            let (id, version) = match there {
                Some(held) => {
                    // A person's word stays until a person takes it back; the rule's new result stands beside it.
                    value.overruled = held.overruled;
                    value.overruled_reason.clone_from(&held.overruled_reason);
                    value.overruled_by.clone_from(&held.overruled_by);
                    value.overruled_on = held.overruled_on;
                    (held.id.clone(), held.version)
                }
                None => (self.new_request(), 0),
            };
            edits.push(Edit::put(&id, version, &value));
            values.push((id, value));
        }
        let shown = format!("{reference}: coverage computed by rule {RULE}.");
        draft.event(self.new_request(), EventKind::CoverageComputed, shown, "", edits);
        Ok(values)
    }

    /// The coverages of an assessment from a disclosure that the register holds.
    pub(in crate::workbench) fn coverage_from_register(
        &self,
        draft: &mut Draft,
        assessment_id: &Id,
        reference: &str,
        disclosure_id: &Id,
    ) -> Result<(), Trouble> {
        let accepted = self.accepted_of(assessment_id)?;
        self.coverage_with(draft, assessment_id, reference, disclosure_id, &accepted)
    }

    /// The same with these accepted answers in the place of the form's.
    pub(in crate::workbench) fn coverage_with(
        &self,
        draft: &mut Draft,
        assessment_id: &Id,
        reference: &str,
        disclosure_id: &Id,
        accepted: &[Held<AcceptedAnswer>],
    ) -> Result<(), Trouble> {
        let disclosure = self.needed::<Disclosure>(disclosure_id)?;
        let form = self.form(&disclosure.form_sha256)?;
        let statements = self.statements_of(disclosure_id)?;
        let assessed = assess(&form, said(statements.iter().map(of_form), accepted).into_iter());
        self.draft_coverage(draft, assessment_id, reference, disclosure_id, &assessed)?;
        Ok(())
    }
}
