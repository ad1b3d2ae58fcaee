//! Accepted answers of the manufacturer: what they may settle, and the coverage with them.

use super::{Workbench, store::Draft};
use crate::{
    domain::{
        assessment::Assessment,
        disclosure::{Answer, Disclosure, Statement},
        object::Id,
        question::AcceptedAnswer,
        record::Held,
        trouble::Trouble,
    },
    ledger::Edit,
};

/// An item of a form: its id, its meaning in our words, and what the form says.
pub(super) type Item = (String, String, Option<Answer>);

/// A value of this request, as if the register held it.
pub(super) fn as_held(value: AcceptedAnswer) -> Held<AcceptedAnswer> {
    Held { id: Id::default(), version: 0, changed_at: String::new(), changed_by: String::new(), value }
}

impl Workbench {
    /// The items of a capability that an answer can settle: those of the form of the product's newest disclosure.
    pub(super) fn items_of(&self, assessment: &Assessment, code: &str) -> Result<Vec<Item>, Trouble> {
        let Some(disclosure) = self.latest_disclosure(&assessment.product_id)? else { return Ok(Vec::new()) };
        let form = self.form(&disclosure.form_sha256)?;
        let statements = self.statements_of(&disclosure.id)?;
        let own = form.items.iter().filter(|item| item.capabilities.iter().any(|one| one == code));
        let said = |id: &str| statements.iter().rfind(|held| held.item == id).map(|held| held.answer);
        Ok(own.map(|item| (item.id.clone(), item.meaning.clone(), said(&item.id))).collect())
    }

    /// The edits that let an answer count: it follows the one on the same item before it.
    pub(super) fn accepting(&self, value: &AcceptedAnswer) -> Result<Vec<Edit>, Trouble> {
        let mut edits = Vec::new();
        for held in self.accepted_of(&value.assessment_id)?.into_iter().filter(|held| held.item == value.item)
        {
            let over = AcceptedAnswer {
                dropped_on: Some(value.accepted_on),
                dropped_by: value.accepted_by.clone(),
                dropped_because: "a later answer settles it".to_owned(),
                ..held.value.clone()
            };
            edits.push(Edit::put(&held.id, held.version, &over));
        }
        edits.push(Edit::put(&self.new_request(), 0, value));
        Ok(edits)
    }

    /// Computes the coverage again with these accepted answers; what was decided as a whole keeps its own.
    pub(super) fn covered_again(
        &self,
        draft: &mut Draft,
        assessment: &Held<Assessment>,
        accepted: &[Held<AcceptedAnswer>],
    ) -> Result<(), Trouble> {
        let Some(disclosure) = &assessment.disclosure_id else { return Ok(()) };
        if assessment.frozen_on.is_some() {
            return Ok(());
        }
        self.coverage_with(draft, &assessment.id, &assessment.reference, disclosure, accepted)
    }

    /// What a new disclosure says on the items that accepted answers settle, a line each.
    pub(super) fn to_recheck(
        &self,
        assessments: &[Held<Assessment>],
        says: &dyn Fn(&str) -> Option<Answer>,
    ) -> Result<Vec<String>, Trouble> {
        use crate::domain::word::Word as _;
        let mut lines = Vec::new();
        for assessment in assessments {
            for held in self.accepted_of(&assessment.id)? {
                let now = says(&held.item).map_or("nothing", Answer::label);
                lines.push(format!(
                    "{}: the accepted answer on {} ({}, by {} on {}) still counts; the new form says {now}: \
                     recheck-answer {}/{}",
                    assessment.reference,
                    held.item,
                    held.answer.label(),
                    held.accepted_by,
                    held.accepted_on,
                    assessment.reference,
                    held.capability
                ));
            }
        }
        Ok(lines)
    }

    /// What the form of a disclosure says on an item.
    pub(super) fn said_on(
        &self,
        disclosure: &Held<Disclosure>,
        item: &str,
    ) -> Result<Option<Answer>, Trouble> {
        let statements: Vec<Held<Statement>> = self.statements_of(&disclosure.id)?;
        Ok(statements.iter().rfind(|held| held.item == item).map(|held| held.answer))
    }
}
