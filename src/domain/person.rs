//! People with their roles, and the policy they work under.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    object::{Id, Object},
    record::Record,
};

/// A person, their roles, and the account they work under.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The person's name.
    pub name: String,
    /// Ids of roles in the policy: `risk_manager`, `clinical_lead` …
    #[serde(default)]
    pub roles: Vec<String>,
    /// The operating system's user name, if they have one.
    #[serde(default)]
    pub account: String,
    /// The first day on which they act in these roles.
    pub active_from: Option<NaiveDate>,
    /// The last day on which they act in these roles, inclusive.
    pub active_to: Option<NaiveDate>,
}

impl Person {
    /// Acts in these roles on this date.
    pub fn is_active(&self, on: NaiveDate) -> bool {
        self.active_from.is_none_or(|from| from <= on) && self.active_to.is_none_or(|to| on <= to)
    }
}

impl Record for Person {
    const OBJECT: Object = Object::Person;
}

/// A policy of the catalogue, approved for this register by a named person. The newest holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PolicyApproval {
    /// SHA-256 of the policy's text.
    pub policy_sha256: Id,
    /// Its id in the catalogue.
    pub policy: String,
    /// Which approval, 1 the first.
    pub number: i64,
    /// The person who approved acceptability criteria, authority and switches.
    pub approved_by: String,
    /// In which role; empty while the register knows nobody whose role approves policies.
    #[serde(default)]
    pub role: String,
    /// On which civil date.
    pub approved_on: NaiveDate,
    /// The minute or signed sheet.
    #[serde(default)]
    pub evidence: String,
}

impl Record for PolicyApproval {
    const OBJECT: Object = Object::PolicyApproval;
}
