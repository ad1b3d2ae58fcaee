//! What a new revision of an assessment makes of the one it was begun from.

use super::word::words;

words! {
    /// How a risk stands to the same risk in the revision or assessment that this one was begun from.
    RiskMark {
        /// It was not there.
        New = "new", "new";
        /// Something of it is other than it was.
        Changed = "changed", "changed";
        /// It is as it was.
        Unchanged = "unchanged", "unchanged";
    }
}
