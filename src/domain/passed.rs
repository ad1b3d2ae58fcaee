//! Days on record that are over, or come near: what they ask for. Computed; once raised, they are triggers and findings.

use chrono::NaiveDate;

use super::{due::DueKind, finding::TriggerKind};

/// What a day that is over asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Call {
    /// Another look.
    Trigger(TriggerKind),
    /// Mending: something is wrong in what is in operation.
    Finding,
}

/// A day on record that is over, or comes near.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passed {
    /// What has the day.
    pub kind: DueKind,
    /// The day.
    pub date: NaiveDate,
    /// The thing, as a subject: `ip3/R-003`, `C-002`, `ip3`.
    pub place: String,
    /// What is over, in a sentence with its date.
    pub what: String,
    /// What it asks for.
    pub call: Call,
    /// Stays the same however often one looks, so that it is raised once. Days that ask for the same look share one.
    pub key: String,
    /// The test that is missed; passing it mends it.
    pub test: String,
    /// Who answers for the thing.
    pub owner: String,
}

impl Passed {
    /// It opens a finding.
    pub fn is_finding(&self) -> bool {
        self.call == Call::Finding
    }
}
