//! Events: what happened, to which rows, by whom. They are the truth; tables are their projection.

mod chain;
mod kind;
mod upcast;

use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Deserialize, Serialize};

pub use chain::{Hash, NO_HASH, chain_hash};
pub use kind::EventKind;
pub use upcast::{CannotRead, read_payload};

use super::{
    object::{Id, Object, Version},
    record::Fields,
};

/// Who acts: the operating system's user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The user's number, from the kernel.
    pub uid: u32,
    /// The user's name.
    pub name: String,
}

/// What an event did to one row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// The kind of object.
    pub object: Object,
    /// Which one.
    pub id: Id,
    /// The row's version after the change.
    pub version: Version,
    /// Its value before; absent when it was not there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Fields>,
    /// Its value after; absent when it is gone, which leaves a tombstone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Fields>,
    /// Digest of the row after the change.
    pub digest: String,
}

/// What an event carries: results, not commands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Payload {
    /// The text shown to the person who acted.
    pub shown: String,
    /// Why, where a reason was given.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// The program that wrote it.
    pub program: String,
    /// The request that this event takes back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undoes: Option<Id>,
    /// The undone request that this event brings back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub redoes: Option<Id>,
    /// The clock stood before the last event's time; the last event's time was kept.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub clock_back: bool,
    /// The rows changed.
    pub changes: Vec<Change>,
    /// Attachments added with it, by SHA-256.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<String>,
}

/// An event as it is stored.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Its place in the register, from 1 without a gap.
    pub seq: i64,
    /// Its identity.
    pub id: Id,
    /// The request it belongs to.
    pub request: Id,
    /// When, RFC 3339 UTC.
    pub at: String,
    /// By whom.
    pub actor: Actor,
    /// `risk_rated/1`, as stored.
    pub kind: String,
    /// The payload's stored text; it is what is hashed.
    pub payload: String,
    /// The hash of the event before it.
    pub prev: Hash,
    /// Its own hash.
    pub hash: Hash,
}

/// An instant as the register writes it.
pub fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}
