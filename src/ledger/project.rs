//! Events into tables: the one function that both writing and replaying go through.

use rusqlite::{Connection, params};

use super::{
    error::LedgerError,
    rows::{Stamp, write_row},
};
use crate::domain::events::{Event, EventKind, Payload};

/// Applies one stored event to the tables.
pub(super) fn project(
    db: &Connection,
    event: &Event,
    kind: EventKind,
    payload: &Payload,
) -> Result<(), LedgerError> {
    let stamp = Stamp { seq: event.seq, at: &event.at, by: &event.actor.name };
    for change in &payload.changes {
        let gone = change.after.is_none();
        // A tombstone keeps the last value, so that its ref is never given again.
        let fields = change.after.as_ref().or(change.before.as_ref()).ok_or_else(|| {
            LedgerError::Damaged(format!("event {} changes a {} without a value", event.seq, change.object))
        })?;
        write_row(db, change.object, &change.id, change.version, gone, fields, &stamp)?;
        db.prepare_cached("INSERT OR IGNORE INTO \"event_object\" (id, seq) VALUES (?1, ?2)")?
            .execute(params![change.id.as_str(), event.seq])?;
    }
    db.prepare_cached(
        "INSERT INTO \"request\" (id, first_seq, last_seq, actor_uid, kind, undoes, undoable) \
         VALUES (?1, ?2, ?2, ?3, ?4, ?5, ?6) \
         ON CONFLICT (id) DO UPDATE SET last_seq = excluded.last_seq, \
           undoable = min(undoable, excluded.undoable)",
    )?
    .execute(params![
        event.request.as_str(),
        event.seq,
        event.actor.uid,
        event.kind,
        payload.undoes.as_ref().map(crate::domain::object::Id::as_str),
        kind.can_be_undone(),
    ])?;
    for (request, undone) in [(&payload.undoes, true), (&payload.redoes, false)] {
        if let Some(request) = request {
            db.prepare_cached("UPDATE \"request\" SET undone = ?2 WHERE id = ?1")?
                .execute(params![request.as_str(), undone])?;
        }
    }
    Ok(())
}
