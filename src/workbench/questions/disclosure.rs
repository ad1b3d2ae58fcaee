//! What a manufacturer said: the statements and problems of an assessment's disclosure.

use crate::{
    domain::{
        disclosure::{Disclosure, Problem, Statement},
        object::Object,
        trouble::Trouble,
    },
    ledger::{Direction, Query},
    workbench::Workbench,
};

/// A disclosure, whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisclosureWhole {
    /// The document.
    pub disclosure: Disclosure,
    /// Its statements in the order of the file.
    pub statements: Vec<Statement>,
    /// What was odd.
    pub problems: Vec<Problem>,
}

impl Workbench {
    /// The disclosure that an assessment rests on; none when nothing was imported.
    ///
    /// # Errors
    /// When the assessment is not there, or the register cannot be read.
    pub fn disclosure(&self, reference: &str) -> Result<Option<DisclosureWhole>, Trouble> {
        let assessment = self.assessment(reference)?;
        let Some(id) = &assessment.disclosure_id else { return Ok(None) };
        let problems = self.all::<Problem>(
            &Query::all(Object::Problem).is("disclosure_id", id.as_str()).by("position", Direction::Up),
        )?;
        Ok(Some(DisclosureWhole {
            disclosure: self.needed::<Disclosure>(id)?.value,
            statements: self.statements_of(id)?.into_iter().map(|held| held.value).collect(),
            problems: problems.into_iter().map(|held| held.value).collect(),
        }))
    }
}
