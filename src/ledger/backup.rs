//! Backups: a consistent copy through SQLite's own backup, checked before it gets its name.

use std::{io::ErrorKind, path::Path, time::Duration};

use rusqlite::{Connection, Transaction, TransactionBehavior, backup::Backup};

use super::{
    error::LedgerError,
    open::SqliteLedger,
    read_event::head,
    verify::{Verified, verify},
};
use crate::os::replace::{self, Staged};

const PAGES_A_STEP: i32 = 1024;

/// Copies the register to `target`, which must not exist, and verifies the copy by full replay.
pub(super) fn backup_to(ledger: &SqliteLedger, target: &Path) -> Result<Verified, LedgerError> {
    let (staged, copy) = stage(ledger, target)?;
    let verified = verify(&copy, &ledger.migrations)?;
    drop(copy);
    if let Some(finding) = verified.findings.first() {
        return Err(LedgerError::Damaged(format!("the copy does not verify: {finding}")));
    }
    keep(staged, target)?;
    Ok(verified)
}

/// Copies the register to `target` and checks its pages: what is done before a migration, when the schema is
/// not the one that a replay makes.
pub(super) fn copy_to(ledger: &SqliteLedger, target: &Path) -> Result<(), LedgerError> {
    let (staged, copy) = stage(ledger, target)?;
    let said: String = copy.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    drop(copy);
    if said != "ok" {
        return Err(LedgerError::Damaged(format!("the copy made before the migration: {said}")));
    }
    keep(staged, target)
}

fn keep(staged: Staged, target: &Path) -> Result<(), LedgerError> {
    staged.keep_as(target).map_err(|e| match e.kind() {
        ErrorKind::AlreadyExists => LedgerError::Exists(target.to_owned()),
        _ => e.into(),
    })
}

fn stage(ledger: &SqliteLedger, target: &Path) -> Result<(Staged, Connection), LedgerError> {
    if target.exists() {
        return Err(LedgerError::Exists(target.to_owned()));
    }
    let staged = replace::stage_beside(target)?;
    let mut copy = Connection::open(staged.path())?;
    {
        // One moment is copied: without it the copy would begin again at every commit of another process, and
        // never end while they come. Writers do not wait for it.
        let moment = Transaction::new_unchecked(&ledger.db, TransactionBehavior::Deferred)?;
        head(&moment)?;
        let backup = Backup::new(&ledger.db, &mut copy)?;
        backup.run_to_completion(PAGES_A_STEP, Duration::from_millis(5), None)?;
    }
    // A copy that is carried elsewhere must be one file.
    let _: String = copy.query_row("PRAGMA journal_mode = DELETE", [], |row| row.get(0))?;
    Ok((staged, copy))
}
