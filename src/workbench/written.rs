//! The requests that this process has written, whichever of its workbenches did: they are no news to its user.

use std::{
    collections::HashSet,
    sync::{Arc, Mutex, PoisonError},
};

use super::{Workbench, trouble};
use crate::{
    domain::{object::Id, trouble::Trouble},
    ledger::Ask as _,
};

/// Shared by all workbenches that are opened from clones of the same settings.
#[derive(Debug, Clone, Default)]
pub struct Written(Arc<Mutex<HashSet<Id>>>);

impl Written {
    /// This request was written here.
    pub(super) fn add(&self, request: &Id) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(request.clone());
    }

    /// Whether it was.
    pub(super) fn holds(&self, request: &Id) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).contains(request)
    }
}

impl Workbench {
    /// Whether a request is in the register, whoever wrote it.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub fn is_saved(&self, request: &Id) -> Result<bool, Trouble> {
        let events =
            self.ledger.request(request).map_err(|e| trouble::ledger("Cannot read the register", e))?;
        Ok(!events.is_empty())
    }
}
