//! Backups: a consistent copy through SQLite's own backup, checked before it gets its name.

use std::{path::Path, time::Duration};

use rusqlite::{Connection, backup::Backup};

use super::{
    error::LedgerError,
    open::SqliteLedger,
    verify::{Verified, verify},
};
use crate::os::replace::{self, Staged};

/// Pages copied before another writer may go on.
const PAGES_A_STEP: i32 = 1024;

/// Copies the register to `target`, which must not exist, and verifies the copy by full replay.
pub(super) fn backup_to(ledger: &SqliteLedger, target: &Path) -> Result<Verified, LedgerError> {
    let (staged, copy) = stage(ledger, target)?;
    let verified = verify(&copy)?;
    drop(copy);
    if let Some(finding) = verified.findings.first() {
        return Err(LedgerError::Damaged(format!("the copy does not verify: {finding}")));
    }
    staged.keep_as(target)?;
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
    Ok(staged.keep_as(target)?)
}

fn stage(ledger: &SqliteLedger, target: &Path) -> Result<(Staged, Connection), LedgerError> {
    if target.exists() {
        return Err(LedgerError::Exists(target.to_owned()));
    }
    let staged = replace::stage_beside(target)?;
    let mut copy = Connection::open(staged.path())?;
    {
        let backup = Backup::new(&ledger.db, &mut copy)?;
        backup.run_to_completion(PAGES_A_STEP, Duration::from_millis(5), None)?;
    }
    // A copy that is carried elsewhere must be one file.
    let _: String = copy.query_row("PRAGMA journal_mode = DELETE", [], |row| row.get(0))?;
    Ok((staged, copy))
}
