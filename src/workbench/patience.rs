//! How long one waits for a register that somebody else is writing to.

use std::time::Duration;

/// How long, and who is told meanwhile.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// So long at most.
    pub at_most: Duration,
    /// Told once, when the waiting takes longer than a moment: a sentence that names who holds the register.
    pub notice: Option<fn(&str)>,
}

impl Default for Patience {
    fn default() -> Self {
        Self { at_most: Duration::from_secs(5), notice: None }
    }
}
