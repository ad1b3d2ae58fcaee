//! The requests that this process has written, whichever of its workbenches did: they are no news to its user.

use std::{
    collections::HashSet,
    sync::{Arc, Mutex, PoisonError},
};

use crate::domain::object::Id;

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
