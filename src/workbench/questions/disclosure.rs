//! What a manufacturer said: the statements and problems of an assessment's disclosure.

use crate::domain::disclosure::{Disclosure, Problem, Statement};

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
