//! Events as they are stored.

use rusqlite::{Connection, Row as SqlRow};

use super::{Head, error::LedgerError};
use crate::domain::{
    events::{Actor, Event, Hash, NO_HASH},
    object::Id,
};

pub(super) const EVENT_COLUMNS: &str = "seq, id, request, at, actor_uid, actor, kind, payload, prev, hash";

/// Reads a row selected by [`EVENT_COLUMNS`].
pub(super) fn event(row: &SqlRow<'_>) -> rusqlite::Result<Event> {
    Ok(Event {
        seq: row.get(0)?,
        id: Id(row.get(1)?),
        request: Id(row.get(2)?),
        at: row.get(3)?,
        actor: Actor { uid: row.get(4)?, name: row.get(5)? },
        kind: row.get(6)?,
        payload: row.get(7)?,
        prev: row.get::<_, Hash>(8)?,
        hash: row.get::<_, Hash>(9)?,
    })
}

/// The last event, if there is one.
pub(super) fn last_event(db: &Connection) -> Result<Option<Event>, LedgerError> {
    let sql = format!("SELECT {EVENT_COLUMNS} FROM \"event\" ORDER BY seq DESC LIMIT 1");
    let mut statement = db.prepare_cached(&sql)?;
    let mut rows = statement.query([])?;
    Ok(rows.next()?.map(event).transpose()?)
}

/// The end of the chain. The hash stands behind the payload, all of which SQLite goes through to find it.
pub(super) fn head(db: &Connection) -> Result<Head, LedgerError> {
    let mut statement = db.prepare_cached("SELECT seq, hash FROM \"event\" ORDER BY seq DESC LIMIT 1")?;
    let mut rows = statement.query([])?;
    match rows.next()? {
        Some(row) => Ok(Head { seq: row.get(0)?, hash: row.get::<_, Hash>(1)? }),
        None => Ok(Head { seq: 0, hash: NO_HASH }),
    }
}

/// The last event's place; 0 = none.
pub(super) fn last_seq(db: &Connection) -> Result<i64, LedgerError> {
    let mut statement = db.prepare_cached("SELECT coalesce(max(seq), 0) FROM \"event\"")?;
    Ok(statement.query_row([], |row| row.get(0))?)
}

/// The events of a request, in order.
pub(super) fn request_events(db: &Connection, request: &Id) -> Result<Vec<Event>, LedgerError> {
    let sql = format!("SELECT {EVENT_COLUMNS} FROM \"event\" WHERE request = ?1 ORDER BY seq");
    let mut statement = db.prepare_cached(&sql)?;
    let events = statement.query_map([request.as_str()], event)?.collect::<Result<_, _>>()?;
    Ok(events)
}
