//! Migrations: from an older schema to this one in one transaction, all-old or all-new.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, TransactionBehavior};

use super::{
    Batch, Entry,
    append::append,
    error::LedgerError,
    rows::{select_list, stored_digest, stored_row},
    schema::table,
};
use crate::domain::{
    events::{Actor, Event, EventKind},
    object::{Id, Object},
};

/// The schema that this program writes.
pub const SCHEMA_VERSION: u32 = 1;

/// Rows whose digests one event lists, so that no event grows with the register.
const ROWS_AN_EVENT: usize = 5_000;

/// One step from a schema version to the next.
#[derive(Debug, Clone)]
pub struct Migration {
    /// The version it leads to; it starts at the one before.
    pub to: u32,
    /// What it does, for the history.
    pub name: String,
    /// The statements that do it.
    pub sql: String,
    /// The objects whose rows it reshapes; their new digests go into its event.
    pub reshapes: Vec<Object>,
}

/// Who migrates and when; ids and clock are values here.
#[derive(Debug, Clone)]
pub(super) struct Migrating<'a> {
    pub(super) actor: &'a Actor,
    pub(super) at: DateTime<Utc>,
    pub(super) program: &'a str,
    pub(super) request: &'a Id,
}

/// The schema version that these steps lead to.
pub(super) fn newest(migrations: &[Migration]) -> u32 {
    migrations.iter().map(|step| step.to).max().unwrap_or(SCHEMA_VERSION).max(SCHEMA_VERSION)
}

fn request_of(by: &Id, to: u32) -> Id {
    Id(format!("{by}-schema-{to}"))
}

/// The version that a migration's event led to.
pub(super) fn led_to(event: &Event) -> Option<u32> {
    event.request.as_str().rsplit_once("-schema-")?.1.parse().ok()
}

/// Brings the register up to the last migration's version.
pub(super) fn migrate(
    db: &mut Connection,
    found: u32,
    migrations: &[Migration],
    by: &Migrating<'_>,
) -> Result<(), LedgerError> {
    // A table that others refer to can be made anew only while references are not enforced; they are checked
    // before each commit instead.
    db.pragma_update(None, "foreign_keys", false)?;
    for step in migrations.iter().filter(|step| step.to > found) {
        let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let now: u32 = tx.query_row("PRAGMA user_version", [], |row| row.get(0))?;
        if now >= step.to {
            // Somebody else migrated while we waited for the lock.
            continue;
        }
        if now + 1 != step.to {
            return Err(LedgerError::Damaged(format!("no step leads from schema {now} to {}", step.to)));
        }
        tx.execute_batch(&step.sql)?;
        if let Some(table) = points_nowhere(&tx)? {
            return Err(LedgerError::Damaged(format!(
                "schema {} would leave rows of {table} that refer to nothing",
                step.to
            )));
        }
        let mut digests = Vec::new();
        for &object in &step.reshapes {
            digests.extend(all_digests(&tx, object)?);
        }
        let request = request_of(by.request, step.to);
        let parts = digests.chunks(ROWS_AN_EVENT).map(|rows| rows.join("\n"));
        let parts: Vec<String> = if digests.is_empty() { vec![String::new()] } else { parts.collect() };
        let entries = parts.into_iter().enumerate().map(|(at, rows)| Entry {
            id: Id(format!("{request}-{}", at + 1)),
            kind: EventKind::SchemaMigrated,
            shown: format!("Register brought to schema {}: {}", step.to, step.name),
            reason: rows,
            undoes: None,
            redoes: None,
            edits: Vec::new(),
        });
        append(
            &tx,
            &Batch {
                request: request.clone(),
                actor: by.actor.clone(),
                at: by.at,
                program: by.program.to_owned(),
                entries: entries.collect(),
                attachments: Vec::new(),
                relies_on: Vec::new(),
            },
        )?;
        tx.pragma_update(None, "user_version", step.to)?;
        tx.commit()?;
    }
    db.pragma_update(None, "foreign_keys", true)?;
    Ok(())
}

/// A table with a row that refers to one that is not there.
fn points_nowhere(db: &Connection) -> Result<Option<String>, LedgerError> {
    let mut statement = db.prepare("PRAGMA foreign_key_check")?;
    let mut rows = statement.query([])?;
    Ok(rows.next()?.map(|row| row.get(0)).transpose()?)
}

/// `object id digest` of every row of an object.
fn all_digests(db: &Connection, object: Object) -> Result<Vec<String>, LedgerError> {
    let table = table(object);
    let mut statement =
        db.prepare(&format!("SELECT {} FROM \"{}\" ORDER BY id", select_list(table), table.name()))?;
    let mut rows = statement.query([])?;
    let mut digests = Vec::new();
    while let Some(row) = rows.next()? {
        let row = stored_row(table, row)?;
        digests.push(format!("{object} {} {}", row.id, stored_digest(object, &row)));
    }
    Ok(digests)
}
