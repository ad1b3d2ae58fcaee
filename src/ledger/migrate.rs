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
    events::{Actor, EventKind},
    object::{Id, Object},
};

/// The schema that this program writes.
pub const SCHEMA_VERSION: u32 = 1;

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

/// Brings the register up to the last migration's version.
pub(super) fn migrate(
    db: &mut Connection,
    found: u32,
    migrations: &[Migration],
    by: &Migrating<'_>,
) -> Result<(), LedgerError> {
    for step in migrations.iter().filter(|step| step.to > found) {
        let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let now: u32 = tx.query_row("PRAGMA user_version", [], |row| row.get(0))?;
        if now >= step.to {
            // Somebody else migrated while we waited for the lock.
            continue;
        }
        tx.execute_batch(&step.sql)?;
        let mut digests = Vec::new();
        for &object in &step.reshapes {
            digests.extend(all_digests(&tx, object)?);
        }
        let id = Id(format!("{}-schema-{}", by.request, step.to));
        append(
            &tx,
            &Batch {
                request: id.clone(),
                actor: by.actor.clone(),
                at: by.at,
                program: by.program.to_owned(),
                entries: vec![Entry {
                    id,
                    kind: EventKind::SchemaMigrated,
                    shown: format!("Register brought to schema {}: {}", step.to, step.name),
                    reason: digests.join("\n"),
                    undoes: None,
                    redoes: None,
                    edits: Vec::new(),
                }],
                attachments: Vec::new(),
            },
        )?;
        tx.pragma_update(None, "user_version", step.to)?;
        tx.commit()?;
    }
    Ok(())
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
