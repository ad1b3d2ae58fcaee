//! A store under test: how it is opened. Another store joins the suite by one more entry in [`named`].

use std::path::{Path, PathBuf};

use riskward::ledger::{Ledger, LedgerError, Synchronous};
use tempfile::TempDir;

use crate::{
    sabotage::{Sabotage, Sabotaged},
    sqlite::{self, Sqlite},
};

/// How a register of some kind is opened.
pub(crate) trait Store: Sync {
    /// The name by which a worker process finds it again.
    fn name(&self) -> &'static str;

    /// Opens the register at a place, and makes it where there is none.
    fn open(&self, place: &Path) -> Result<Box<dyn Ledger>, LedgerError>;
}

/// A place for one register, gone with the value.
pub(crate) struct Place {
    directory: TempDir,
}

impl Place {
    pub(crate) fn fresh() -> Self {
        Self { directory: tempfile::Builder::new().prefix("riskward-conformance-").tempdir().unwrap() }
    }

    pub(crate) fn directory(&self) -> &Path {
        self.directory.path()
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.directory.path().join("register.db")
    }
}

/// The store as it is used, and the same with one protection taken away.
pub(crate) const SQLITE: Sqlite = Sqlite { synchronous: Synchronous::Full };
pub(crate) const SQLITE_NORMAL: Sqlite = Sqlite { synchronous: Synchronous::Normal };
pub(crate) const REFRESHING: Sabotaged = Sabotaged(Sabotage::RefreshExpected);
pub(crate) const MINTING: Sabotaged = Sabotaged(Sabotage::MintRequest);

/// The store with a name.
pub(crate) fn named(name: &str) -> &'static dyn Store {
    let all: [&'static dyn Store; 4] = [&SQLITE, &SQLITE_NORMAL, &REFRESHING, &MINTING];
    all.into_iter().find(|store| store.name() == name).unwrap()
}

impl Store for Sqlite {
    fn name(&self) -> &'static str {
        if self.synchronous == Synchronous::Full { "sqlite" } else { "sqlite-normal" }
    }

    fn open(&self, place: &Path) -> Result<Box<dyn Ledger>, LedgerError> {
        Ok(Box::new(sqlite::open(place, &sqlite::settings(self.synchronous))?))
    }
}

impl Store for Sabotaged {
    fn name(&self) -> &'static str {
        match self.0 {
            Sabotage::RefreshExpected => "refreshing",
            Sabotage::MintRequest => "minting",
        }
    }

    fn open(&self, place: &Path) -> Result<Box<dyn Ledger>, LedgerError> {
        Ok(self.around(SQLITE.open(place)?))
    }
}
