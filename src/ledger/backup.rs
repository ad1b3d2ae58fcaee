//! Backups: a consistent copy through SQLite's own backup, checked before it gets its name.

use std::{io::ErrorKind, path::Path, thread, time::Duration};

use rusqlite::{
    Connection, Transaction, TransactionBehavior,
    backup::{Backup, StepResult},
};

use super::{
    error::LedgerError,
    open::SqliteLedger,
    read_event::head,
    verify::{Verified, verify},
};
use crate::{
    domain::progress::Port,
    os::replace::{self, Staged},
};

/// So many pages are copied between two looks whether the copy is still wanted.
const PAGES_A_STEP: i32 = 512;
/// How much of the work is copying, in percent; the rest is verifying the copy.
const COPYING: u64 = 20;

/// Copies the register to `target`, which must not exist, and verifies the copy by full replay.
/// Nothing is left of a copy that is cancelled.
pub(super) fn backup_to(
    ledger: &SqliteLedger,
    target: &Path,
    port: &mut Port,
) -> Result<Verified, LedgerError> {
    let (staged, copy) = port.part(0..COPYING, |port| stage(ledger, target, port))?;
    let verified = port.part(COPYING..100, |port| verify(&copy, &ledger.migrations, port))?;
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
    let (staged, copy) = stage(ledger, target, &mut Port::silent())?;
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

fn stage(ledger: &SqliteLedger, target: &Path, port: &mut Port) -> Result<(Staged, Connection), LedgerError> {
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
        step_by_step(&backup, port)?;
    }
    // A copy that is carried elsewhere must be one file.
    let _: String = copy.query_row("PRAGMA journal_mode = DELETE", [], |row| row.get(0))?;
    Ok((staged, copy))
}

/// Copies all pages; asks after every step whether the copy is still wanted.
fn step_by_step(backup: &Backup<'_, '_>, port: &mut Port) -> Result<(), LedgerError> {
    let mut begun = false;
    loop {
        let step = backup.step(PAGES_A_STEP)?;
        let pages = backup.progress();
        let of = |pages: i32| u64::try_from(pages).unwrap_or_default();
        if !std::mem::replace(&mut begun, true) {
            port.begin("copying pages", of(pages.pagecount), "pages")?;
        }
        port.reached(of(pages.pagecount - pages.remaining))?;
        match step {
            StepResult::Done => return Ok(()),
            StepResult::More => {}
            // somebody else holds the copy or the register for a moment
            _ => thread::sleep(Duration::from_millis(5)),
        }
    }
}
