//! Breaking off a query whose answer nobody waits for any more.

use super::{LedgerError, open::SqliteLedger};

/// Steps of SQLite's machine between two looks: some microseconds.
const STEPS: i32 = 256;

/// Says whether what runs is to be broken off; asked from inside the query, so it must be quick.
pub type Stop = Box<dyn FnMut() -> bool + Send>;

impl SqliteLedger {
    /// From now on every query is broken off, with an error, once this says so; none lets all run to their end.
    ///
    /// # Errors
    /// When the register is closed.
    pub fn stop_when(&mut self, stop: Option<Stop>) -> Result<(), LedgerError> {
        Ok(self.db.progress_handler(STEPS, stop)?)
    }
}
