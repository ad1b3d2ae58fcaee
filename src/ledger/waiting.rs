//! A register that somebody else is writing to: how long one waits, whether it is free, who holds it.

use std::time::Duration;

use rusqlite::{Transaction, TransactionBehavior};

use super::{LedgerError, SqliteLedger};
use crate::os::holder::{self, Holder};

impl SqliteLedger {
    /// From now on a write waits so long at most for another one to end.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn wait_at_most(&self, at_most: Duration) -> Result<(), LedgerError> {
        Ok(self.db.busy_timeout(at_most)?)
    }

    /// Whether one could write now, or within the time that is waited.
    ///
    /// # Errors
    /// When the register cannot be used.
    pub fn is_free(&self) -> Result<bool, LedgerError> {
        match Transaction::new_unchecked(&self.db, TransactionBehavior::Immediate) {
            Ok(begun) => {
                begun.rollback()?;
                Ok(true)
            }
            Err(error) => match LedgerError::from(error) {
                LedgerError::Busy => Ok(false),
                other => Err(other),
            },
        }
    }

    /// Who writes to it now, as far as the system tells; a name, and nothing to rely on.
    pub fn holder(&self) -> Option<Holder> {
        holder::of(self.path())
    }
}
