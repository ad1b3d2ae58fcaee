//! A register that somebody else is writing to: waiting, and who it is.

use std::{path::Path, time::Duration};

use super::{Workbench, trouble};
use crate::{
    domain::trouble::{Trouble, TroubleKind},
    ledger::{Batch, Committed, Ledger as _, LedgerError},
    os::holder,
};

/// So long one waits before it is said.
const A_MOMENT: Duration = Duration::from_millis(300);

/// Who holds the register at this path, as a sentence without an end.
pub(super) fn who(register: &Path) -> String {
    match holder::of(register) {
        Some(one) if one.is_own => "another part of this riskward is writing to the register".to_owned(),
        Some(one) => format!(
            "{} is writing to the register, by {}, process {} on this computer",
            one.account, one.program, one.pid
        ),
        None => "another program is writing to the register".to_owned(),
    }
}

impl Workbench {
    /// Who is writing to the register now.
    pub fn held_by(&self) -> String {
        who(self.register_path())
    }

    /// From now on nobody is told whom one waits for.
    pub fn wait_in_silence(&mut self) {
        self.settings.patience.notice = None;
    }

    /// From now on writing waits so long at most for somebody else to end.
    ///
    /// # Errors
    /// When the register cannot be used.
    pub fn wait_at_most(&self, at_most: Duration) -> Result<(), Trouble> {
        self.ledger.wait_at_most(at_most).map_err(|e| trouble::ledger("Cannot use the register", e))
    }

    /// Whether one could write now, or within the time that is waited.
    ///
    /// # Errors
    /// When the register cannot be used.
    pub fn is_free(&self) -> Result<bool, Trouble> {
        self.ledger.is_free().map_err(|e| trouble::ledger("Cannot use the register", e))
    }

    /// Appends, and tells who holds the register where that takes longer than a moment and somebody wants to know.
    pub(super) fn append(&mut self, batch: Batch) -> Result<Committed, LedgerError> {
        let patience = self.settings.patience;
        let Some(notice) = patience.notice.filter(|_| patience.at_most > A_MOMENT) else {
            return self.ledger.append(batch);
        };
        self.ledger.wait_at_most(A_MOMENT)?;
        let first = self.ledger.append(batch.clone());
        self.ledger.wait_at_most(patience.at_most.saturating_sub(A_MOMENT))?;
        match first {
            Err(LedgerError::Busy) => {
                notice(&format!("Waiting: {}.", self.held_by()));
                self.ledger.append(batch)
            }
            other => other,
        }
    }
}

/// The trouble of a register that did not become free in time, with who holds it.
pub(super) fn named(trouble: Trouble, register: &Path) -> Trouble {
    Trouble {
        kind: TroubleKind::Busy,
        because: format!("{}, and did not finish in time", who(register)),
        ..trouble
    }
}
