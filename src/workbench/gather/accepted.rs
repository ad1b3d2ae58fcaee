//! Accepted answers of the manufacturer, and what is said with them: each stands in the place of the form's own answer.

use crate::{
    domain::{
        disclosure::{Answer, Statement},
        object::{Id, Object},
        question::AcceptedAnswer,
        record::Held,
        trouble::Trouble,
        word::Word as _,
    },
    ledger::{Compare, Direction, Query},
    workbench::{Workbench, store::Reading},
};

/// An answer as the coverage rule looks at it: item, answer, as it was written, remark.
pub(in crate::workbench) type Said<'s> = (&'s str, Answer, &'s str, &'s str);

/// The accepted answers that count in an assessment.
pub(in crate::workbench) fn accepted(
    reading: Reading<'_>,
    assessment: &Id,
) -> Result<Vec<Held<AcceptedAnswer>>, Trouble> {
    let query = Query::all(Object::AcceptedAnswer).is("assessment_id", assessment.as_str());
    reading.all(&query.with("dropped_on", Compare::Absent).by("id", Direction::Up))
}

/// What is said, item by item: the form's answers, and in their place the accepted ones.
pub(in crate::workbench) fn said<'s>(
    form: impl Iterator<Item = Said<'s>>,
    accepted: &'s [Held<AcceptedAnswer>],
) -> Vec<Said<'s>> {
    let is_outranked = |item: &str| accepted.iter().any(|held| held.item == item);
    let own = accepted
        .iter()
        .map(|held| (held.item.as_str(), held.answer, held.answer.label(), held.text.as_str()));
    form.filter(|(item, ..)| !is_outranked(item)).chain(own).collect()
}

/// A statement as the coverage rule looks at it.
pub(in crate::workbench) fn of_form(statement: &Held<Statement>) -> Said<'_> {
    (&statement.item, statement.answer, &statement.raw, &statement.note)
}

impl Workbench {
    /// The accepted answers that count in an assessment.
    pub(in crate::workbench) fn accepted_of(
        &self,
        assessment: &Id,
    ) -> Result<Vec<Held<AcceptedAnswer>>, Trouble> {
        accepted(self.reading(), assessment)
    }
}
