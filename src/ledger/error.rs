//! What the ledger refuses, in sentences.

use std::path::PathBuf;

use crate::domain::{
    events::CannotRead,
    object::{Id, Object, Version},
    progress::Cancelled,
    record::Fields,
};

/// An edit that was made on a version which is no longer the last.
#[derive(Debug, Clone, PartialEq)]
pub struct Stale {
    /// The kind of object.
    pub object: Object,
    /// Which one.
    pub id: Id,
    /// The version the edit was made on.
    pub expected: Version,
    /// The version in the register.
    pub current: Version,
    /// The account that made the current version.
    pub by: String,
    /// What the register holds now.
    pub theirs: Fields,
    /// What the edit would have put there.
    pub mine: Fields,
    /// Nothing was to be put there: the request only relied on it.
    pub relied: bool,
}

/// Why the ledger did not do it.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// There is no file.
    #[error("{0} is not there")]
    NotThere(PathBuf),
    /// There is something already.
    #[error("{0} exists already")]
    Exists(PathBuf),
    /// It is some other file.
    #[error("{0} is not a riskward register")]
    NotARegister(PathBuf),
    /// A newer riskward wrote it.
    #[error("its schema is version {found}; this riskward knows versions up to {known}")]
    Newer {
        /// The file's version.
        found: u32,
        /// The newest version known.
        known: u32,
    },
    /// Locks do not hold there.
    #[error("it stands on a network file system ({0}), where locks do not protect it")]
    NetworkFileSystem(&'static str),
    /// Others could write past the program.
    #[error("{path} cannot be trusted: {because}")]
    UnsafeFile {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        because: String,
    },
    /// Nothing can be written there.
    #[error("it can only be read here")]
    ReadOnly,
    /// Somebody else holds it.
    #[error("another program is writing to it and did not finish in time")]
    Busy,
    /// No space.
    #[error("the disk is full")]
    DiskFull,
    /// Two people changed the same thing.
    #[error("it was changed by {} in the meantime", .0.first().map_or("somebody", |stale| stale.by.as_str()))]
    Conflict(Vec<Stale>),
    /// A key is in use.
    #[error("there is one with that name already ({0})")]
    Taken(String),
    /// What is stored is not what was written.
    #[error("the register is damaged: {0}")]
    Damaged(String),
    /// A stored event cannot be read.
    #[error(transparent)]
    Event(#[from] CannotRead),
    /// The operating system said no.
    #[error("{0}")]
    Io(#[from] std::io::Error),
    /// SQLite said no.
    #[error("SQLite reports: {0}")]
    Sqlite(rusqlite::Error),
    /// Whoever waited for it wants it no more.
    #[error("it was cancelled")]
    Cancelled,
    /// The value does not fit its table.
    #[error("a {object} cannot be stored: {because}")]
    DoesNotFit {
        /// The kind of object.
        object: Object,
        /// Why.
        because: String,
    },
}

impl From<Cancelled> for LedgerError {
    fn from(_: Cancelled) -> Self {
        Self::Cancelled
    }
}

impl From<rusqlite::Error> for LedgerError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::{Error, ErrorCode};
        let said = error.to_string();
        if matches!(
            error,
            Error::FromSqlConversionFailure(..)
                | Error::IntegralValueOutOfRange(..)
                | Error::InvalidColumnType(..)
                | Error::Utf8Error(..)
        ) {
            // What the ledger wrote has the type it reads: something else changed it.
            return Self::Damaged(said);
        }
        if error.sqlite_error().is_some_and(|e| e.extended_code == rusqlite::ffi::SQLITE_IOERR_SHMSIZE) {
            // The index of the WAL could not grow: that is how a full disk shows on opening.
            return Self::DiskFull;
        }
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::ReadOnly) => Self::ReadOnly,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged(said),
            Some(ErrorCode::ConstraintViolation) if said.contains("UNIQUE") => {
                Self::Taken(said.rsplit(": ").next().unwrap_or_default().to_owned())
            }
            _ => Self::Sqlite(error),
        }
    }
}
