//! How far a risk, or an assessment as a whole, is accepted.

use crate::{
    domain::{decision::AcceptanceState, trouble::Trouble},
    process::acceptance::with_proposal,
    workbench::Workbench,
};

impl Workbench {
    /// How far `ip3/R-014`, or `ip3` as a whole, is accepted on the date that questions are asked for.
    ///
    /// # Errors
    /// When it is not there, or the register cannot be read.
    pub fn acceptance(&self, reference: &str) -> Result<AcceptanceState, Trouble> {
        let on = self.decided_on(reference)?;
        let state = match self.newest_decision(&on)? {
            Some(standing) => self.worth(&standing, self.as_of())?,
            None => AcceptanceState::None,
        };
        let asked = self.open_proposals(&on.assessment.id, on.risk.as_ref().map(|risk| &risk.id))?;
        Ok(with_proposal(state, asked.iter().any(|held| held.proposed_on <= self.as_of())))
    }
}
