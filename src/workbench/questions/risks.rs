//! The register as a table: an order of risks, and the page of it that is on the screen.

use super::Level;
use crate::domain::object::Id;

/// By what the table is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RiskSort {
    /// Assessment and number.
    Reference,
    /// Short name.
    Title,
    /// Initial level, worst first.
    Initial,
    /// Residual level, worst first, not rated at the top.
    Residual,
    /// Who looks after it.
    Owner,
}

/// The identities of the risks in their order; a page of it is asked for by place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Order {
    /// Identities, in order.
    pub ids: Vec<Id>,
}

/// One row of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RiskLine {
    /// Its identity.
    pub id: Id,
    /// `ip3/R-014`
    pub reference: String,
    /// Its short name.
    pub title: String,
    /// The capabilities it comes from.
    pub capabilities: String,
    /// Before controls.
    pub initial: Option<Level>,
    /// What is left.
    pub residual: Option<Level>,
    /// What is proposed.
    pub treatment: String,
    /// How many controls serve it.
    pub controls: usize,
    /// Where its decision stands: `accepted until 2027-03-31`, `open`, `STALE`.
    pub decision: String,
    /// Who looks after it.
    pub owner: String,
}
