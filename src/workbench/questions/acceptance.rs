//! How far a risk, or an assessment as a whole, is accepted.

use crate::{
    domain::{decision::AcceptanceState, trouble::Trouble},
    workbench::Workbench,
};

impl Workbench {
    /// How far `ip3/R-014`, or `ip3` as a whole, is accepted on the date that questions are asked for.
    ///
    /// # Errors
    /// When it is not there, or the register cannot be read.
    pub fn acceptance(&self, reference: &str) -> Result<AcceptanceState, Trouble> {
        let on = self.decided_on(reference)?;
        match self.newest_decision(&on)? {
            Some(standing) => self.worth(&standing, self.as_of()),
            None => Ok(AcceptanceState::None),
        }
    }
}
