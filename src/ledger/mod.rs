//! The SQLite file: append events, project them into tables, ask, migrate, verify, back up.
//!
//! Its public face knows no SQL and no row ids, and no transaction outlives a call; the conformance suite in
//! `tests/conformance` runs against the [`Ledger`] trait, so that another store has only to pass it.

mod append;
mod ask;
mod backup;
mod error;
mod migrate;
mod open;
mod order;
mod project;
mod query;
mod read_event;
mod rows;
mod schema;
mod search;
mod stop;
mod tally;
mod verify;
mod waiting;

use std::path::Path;

use chrono::{DateTime, Utc};

use crate::domain::{
    events::{Actor, Event, EventKind, Hash},
    object::{Id, Object, Version},
    progress::Port,
    record::{Fields, Record},
};

pub use ask::{Row, RowFields};
pub use error::{LedgerError, Stale};
pub use migrate::{Migration, SCHEMA_VERSION};
pub use open::{Founding, Settings, SqliteLedger, Synchronous, bundled_sqlite_version};
pub use query::{Absent, Compare, Condition, Direction, Query, Related, Term};
pub use search::TextSearch;
pub use stop::Stop;
pub use tally::Counted;
pub use verify::{Finding, Verified};

/// What one request wants to write: all of it or nothing.
#[derive(Debug, Clone)]
pub struct Batch {
    /// Minted where the wish arose; the same id is applied once.
    pub request: Id,
    /// Who acts.
    pub actor: Actor,
    /// When; the last event's time is kept if the clock stands before it.
    pub at: DateTime<Utc>,
    /// The program that writes.
    pub program: String,
    /// The events, in order.
    pub entries: Vec<Entry>,
    /// Original files that the events name, by their SHA-256.
    pub attachments: Vec<Vec<u8>>,
    /// What it relies on beside the rows that it changes.
    pub relies_on: Vec<Relied>,
}

/// Something that was looked at before writing and is not changed by it: where it is not so any more, that is a conflict.
#[derive(Debug, Clone, PartialEq)]
pub enum Relied {
    /// A row is still at this version.
    Version {
        /// The kind of object.
        object: Object,
        /// Which one.
        id: Id,
        /// The version that was looked at; 0 = it was not there.
        version: Version,
    },
    /// This query still finds nothing.
    Nothing(Query),
}

/// One event to append.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The event's identity.
    pub id: Id,
    /// What happened.
    pub kind: EventKind,
    /// What the person was told; `{ref}` becomes the ref given to the first numbered row.
    pub shown: String,
    /// Why, where a reason was given.
    pub reason: String,
    /// The request that is taken back.
    pub undoes: Option<Id>,
    /// The request that is brought back.
    pub redoes: Option<Id>,
    /// The rows to change, in order.
    pub edits: Vec<Edit>,
}

/// One row to change.
#[derive(Debug, Clone, PartialEq)]
pub struct Edit {
    /// The kind of object.
    pub object: Object,
    /// Which one.
    pub id: Id,
    /// The version it was made on; 0 = it is new.
    pub expected: Version,
    /// The new value; none leaves a tombstone.
    pub after: Option<Fields>,
}

impl Edit {
    /// A value that is new or takes the place of version `expected`.
    pub fn put<R: Record>(id: &Id, expected: Version, value: &R) -> Self {
        Self { object: R::OBJECT, id: id.clone(), expected, after: Some(value.fields()) }
    }

    /// The value is gone.
    pub fn remove(object: Object, id: &Id, expected: Version) -> Self {
        Self { object, id: id.clone(), expected, after: None }
    }
}

/// What was written.
#[derive(Debug, Clone, PartialEq)]
pub struct Committed {
    /// The request had been applied before; nothing was written now.
    pub repeated: bool,
    /// The events, as stored.
    pub events: Vec<Event>,
}

/// The end of the chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// The last event's place; 0 = none.
    pub seq: i64,
    /// Its hash.
    pub hash: Hash,
}

/// A request as undo sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestLine {
    /// The request.
    pub id: Id,
    /// Its first event.
    pub first_seq: i64,
    /// Its last event.
    pub last_seq: i64,
    /// The kind of its first event, as stored.
    pub kind: String,
    /// The request that it took back.
    pub undoes: Option<Id>,
    /// It may be undone.
    pub undoable: bool,
    /// It was undone.
    pub undone: bool,
}

/// What can be asked of a ledger.
pub trait Ask {
    /// The rows that a query finds.
    ///
    /// # Errors
    /// When the register cannot be read.
    fn rows(&self, query: &Query) -> Result<Vec<Row>, LedgerError>;

    /// The identities that a query finds, in its order.
    ///
    /// # Errors
    /// When the register cannot be read.
    fn ids(&self, query: &Query) -> Result<Vec<Id>, LedgerError>;

    /// The identities of the rows whose texts hold words, as they come.
    ///
    /// # Errors
    /// When the register cannot be read.
    fn ids_holding(&self, search: &TextSearch<'_>) -> Result<Vec<Id>, LedgerError>;

    /// How many rows a query finds, for each value of a field (absent = empty text).
    ///
    /// # Errors
    /// When the register cannot be read.
    fn tally(&self, query: &Query, by: &'static str) -> Result<Vec<(String, u64)>, LedgerError>;

    /// How many rows a query finds, for each combination of values of these fields (absent = empty text).
    ///
    /// # Errors
    /// When the register cannot be read.
    fn tally_by(&self, query: &Query, by: &[&'static str]) -> Result<Vec<Counted>, LedgerError>;

    /// How many pairs two queries find whose rows share the value of a field, for each combination of values of
    /// these fields of the one and of the other.
    ///
    /// # Errors
    /// When the register cannot be read.
    fn tally_pairs(
        &self,
        queries: [&Query; 2],
        on: &'static str,
        by: [&[&'static str]; 2],
    ) -> Result<Vec<Counted>, LedgerError>;

    /// Up to `limit` events after a place in the chain.
    ///
    /// # Errors
    /// When the register cannot be read.
    fn events_after(&self, seq: i64, limit: usize) -> Result<Vec<Event>, LedgerError>;

    /// The events that touched an object, the latest first.
    ///
    /// # Errors
    /// When the register cannot be read.
    fn events_of(&self, id: &Id, limit: usize) -> Result<Vec<Event>, LedgerError>;

    /// The requests of an account, the latest first.
    ///
    /// # Errors
    /// When the register cannot be read.
    fn requests_of(&self, actor_uid: u32, limit: usize) -> Result<Vec<RequestLine>, LedgerError>;

    /// The events of a request; none when it was never applied.
    ///
    /// # Errors
    /// When the register cannot be read.
    fn request(&self, id: &Id) -> Result<Vec<Event>, LedgerError>;

    /// The end of the chain.
    ///
    /// # Errors
    /// When the register cannot be read.
    fn head(&self) -> Result<Head, LedgerError>;

    /// The last event's place alone; 0 = none. It tells whether anything was appended, whatever the last event's size.
    ///
    /// # Errors
    /// When the register cannot be read.
    fn last_seq(&self) -> Result<i64, LedgerError>;

    /// An original file by its SHA-256.
    ///
    /// # Errors
    /// When the register cannot be read.
    fn attachment(&self, sha256: &str) -> Result<Option<Vec<u8>>, LedgerError>;
}

/// A read of one moment, confined to the call.
pub type SnapshotRead<'a> = &'a mut dyn FnMut(&dyn Ask) -> Result<(), LedgerError>;

/// A register's store.
pub trait Ledger: Ask {
    /// Appends the events of one request and projects them, all or nothing.
    ///
    /// # Errors
    /// [`LedgerError::Conflict`] when a row is no longer at the version an edit was made on; busy, full, damaged.
    fn append(&mut self, batch: Batch) -> Result<Committed, LedgerError>;

    /// Reads as of one moment, whatever others write meanwhile.
    ///
    /// # Errors
    /// What the read itself reports.
    fn snapshot(&self, read: SnapshotRead<'_>) -> Result<(), LedgerError>;

    /// Writes a checked copy.
    ///
    /// # Errors
    /// When the copy cannot be written or does not verify.
    fn backup_to(&self, target: &Path) -> Result<Verified, LedgerError> {
        self.backup_heard(target, &mut Port::silent())
    }

    /// The same, telling how far it is.
    ///
    /// # Errors
    /// As before, and when it is cancelled: nothing is left of the copy then.
    fn backup_heard(&self, target: &Path, port: &mut Port) -> Result<Verified, LedgerError>;

    /// Replays every event into a temporary file and compares.
    ///
    /// # Errors
    /// When the register cannot be read at all; what is wrong with its content are findings.
    fn verify(&self) -> Result<Verified, LedgerError> {
        self.verify_heard(&mut Port::silent())
    }

    /// The same, telling how far it is.
    ///
    /// # Errors
    /// As before, and when it is cancelled.
    fn verify_heard(&self, port: &mut Port) -> Result<Verified, LedgerError>;
}
