//! What only a SQLite file can be asked: its guards, its bytes, its migrations, its place on a disk.

pub(crate) mod anchor;
pub(crate) mod flips;
pub(crate) mod guards;
pub(crate) mod migration;
pub(crate) mod opening;
pub(crate) mod powercut;
pub(crate) mod raw;
pub(crate) mod space;
pub(crate) mod tamper;

use std::{path::Path, time::Duration};

use riskward::{
    domain::{events::Actor, object::Id},
    ledger::{Founding, LedgerError, Settings, SqliteLedger, Synchronous},
};

/// The SQLite store with a setting that a canary changes.
pub(crate) struct Sqlite {
    pub(crate) synchronous: Synchronous,
}

/// How the checks open a register.
pub(crate) fn settings(synchronous: Synchronous) -> Settings {
    Settings {
        found: Some(Founding { id: Id::from("register"), time_zone: "Europe/Rome".into() }),
        synchronous,
        busy_timeout: Duration::from_secs(60),
        migrations: Vec::new(),
        actor: Actor { uid: 1004, name: "m.rossi".into() },
        at: "2026-03-01T08:00:00Z".parse().unwrap(),
        program: "riskward conformance".into(),
        request: Id(format!("opened by {}", std::process::id())),
    }
}

/// Opens a register.
pub(crate) fn open(path: &Path, settings: &Settings) -> Result<SqliteLedger, LedgerError> {
    SqliteLedger::open(path, settings)
}

/// Opens a register for plain work.
pub(crate) fn plain(path: &Path) -> Result<SqliteLedger, LedgerError> {
    open(path, &settings(Synchronous::Full))
}
