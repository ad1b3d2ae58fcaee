//! Asking: queries without SQL, answered from the tables.

use std::ops::Index;

use rusqlite::{
    Connection, OptionalExtension as _, Transaction, TransactionBehavior, params, params_from_iter,
};
use serde::de::value::MapDeserializer;
use serde_json::Value;

use super::{
    Ask, Head, LedgerError, RequestLine, SnapshotRead, TextSearch,
    open::SqliteLedger,
    order::ids,
    query::Query,
    read_event::{EVENT_COLUMNS, event, head, last_seq, request_events},
    rows::{self, select_list},
    schema::table,
    search::ids_holding,
    tally::{Counted, tally_by, tally_pairs},
};
use crate::domain::{
    events::Event,
    object::{Id, Version},
    record::{Fields, Held, Record},
};

/// A row found.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Its identity.
    pub id: Id,
    /// How often it was changed.
    pub version: Version,
    /// It is a tombstone.
    pub gone: bool,
    /// When it was changed last, RFC 3339 UTC.
    pub changed_at: String,
    /// By whom.
    pub changed_by: String,
    /// Its value.
    pub fields: RowFields,
}

/// The fields of a row, in the order of its table; what is absent is left out. Reading a million rows builds no map.
#[derive(Debug, Clone, PartialEq)]
pub struct RowFields(Vec<(&'static str, Value)>);

impl RowFields {
    /// The same as the domain's fields.
    pub fn to_fields(&self) -> Fields {
        self.0.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect()
    }
}

impl Index<&str> for RowFields {
    type Output = Value;

    fn index(&self, name: &str) -> &Value {
        self.0.iter().find(|(known, _)| *known == name).map_or(&Value::Null, |(_, value)| value)
    }
}

impl PartialEq<Fields> for RowFields {
    fn eq(&self, fields: &Fields) -> bool {
        self.0.len() == fields.len() && self.0.iter().all(|(name, value)| fields.get(*name) == Some(value))
    }
}

impl Row {
    /// The row as the domain knows it.
    ///
    /// # Errors
    /// When a field is missing or of another type: the register is damaged.
    pub fn read<R: Record>(self) -> Result<Held<R>, LedgerError> {
        let read: Result<R, serde_json::Error> =
            R::deserialize(MapDeserializer::new(self.fields.0.into_iter()));
        let value = read.map_err(|e| LedgerError::Damaged(format!("{} {}: {e}", R::OBJECT, self.id)))?;
        Ok(Held {
            id: self.id,
            version: self.version,
            changed_at: self.changed_at,
            changed_by: self.changed_by,
            value,
        })
    }
}

/// Answers from one connection, inside or outside a snapshot.
struct Reader<'a>(&'a Connection);

impl Ask for Reader<'_> {
    fn rows(&self, query: &Query) -> Result<Vec<Row>, LedgerError> {
        let table = table(query.object());
        let (tail, values) = query.sql(table)?;
        let mut statement = self.0.prepare_cached(&format!("SELECT {}{tail}", select_list(table)))?;
        let mut found = statement.query(params_from_iter(values))?;
        let mut rows = Vec::new();
        while let Some(row) = found.next()? {
            rows.push(Row {
                id: Id(row.get(0)?),
                version: row.get(1)?,
                gone: row.get::<_, i64>(2)? != 0,
                changed_at: row.get(3)?,
                changed_by: row.get(4)?,
                fields: RowFields(rows::values(table, row)?),
            });
        }
        Ok(rows)
    }

    fn ids(&self, query: &Query) -> Result<Vec<Id>, LedgerError> {
        ids(self.0, query)
    }

    fn ids_holding(&self, search: &TextSearch<'_>) -> Result<Vec<Id>, LedgerError> {
        ids_holding(self.0, search)
    }

    fn tally(&self, query: &Query, by: &'static str) -> Result<Vec<(String, u64)>, LedgerError> {
        let counts = tally_by(self.0, query, &[by])?;
        Ok(counts.into_iter().map(|(values, count)| (values.concat(), count)).collect())
    }

    fn tally_by(&self, query: &Query, by: &[&'static str]) -> Result<Vec<Counted>, LedgerError> {
        tally_by(self.0, query, by)
    }

    fn tally_pairs(
        &self,
        queries: [&Query; 2],
        on: &'static str,
        by: [&[&'static str]; 2],
    ) -> Result<Vec<Counted>, LedgerError> {
        tally_pairs(self.0, queries, on, by)
    }

    fn events_after(&self, seq: i64, limit: usize) -> Result<Vec<Event>, LedgerError> {
        let sql = format!("SELECT {EVENT_COLUMNS} FROM \"event\" WHERE seq > ?1 ORDER BY seq LIMIT ?2");
        let mut statement = self.0.prepare_cached(&sql)?;
        let events = statement.query_map(params![seq, i64::try_from(limit).unwrap_or(i64::MAX)], event)?;
        Ok(events.collect::<Result<_, _>>()?)
    }

    fn events_of(&self, id: &Id, limit: usize) -> Result<Vec<Event>, LedgerError> {
        let sql = format!(
            "SELECT {EVENT_COLUMNS} FROM \"event\" WHERE seq IN \
             (SELECT seq FROM \"event_object\" WHERE id = ?1 ORDER BY seq DESC LIMIT ?2) ORDER BY seq DESC"
        );
        let mut statement = self.0.prepare_cached(&sql)?;
        let events =
            statement.query_map(params![id.as_str(), i64::try_from(limit).unwrap_or(i64::MAX)], event)?;
        Ok(events.collect::<Result<_, _>>()?)
    }

    fn requests_of(&self, actor_uid: u32, limit: usize) -> Result<Vec<RequestLine>, LedgerError> {
        let mut statement = self.0.prepare_cached(
            "SELECT id, first_seq, last_seq, kind, undoes, undoable, undone FROM \"request\" \
             WHERE actor_uid = ?1 ORDER BY last_seq DESC LIMIT ?2",
        )?;
        let lines =
            statement.query_map(params![actor_uid, i64::try_from(limit).unwrap_or(i64::MAX)], |row| {
                Ok(RequestLine {
                    id: Id(row.get(0)?),
                    first_seq: row.get(1)?,
                    last_seq: row.get(2)?,
                    kind: row.get(3)?,
                    undoes: row.get::<_, Option<String>>(4)?.map(Id),
                    undoable: row.get(5)?,
                    undone: row.get(6)?,
                })
            })?;
        Ok(lines.collect::<Result<_, _>>()?)
    }

    fn request(&self, id: &Id) -> Result<Vec<Event>, LedgerError> {
        request_events(self.0, id)
    }

    fn head(&self) -> Result<Head, LedgerError> {
        head(self.0)
    }

    fn last_seq(&self) -> Result<i64, LedgerError> {
        last_seq(self.0)
    }

    fn attachment(&self, sha256: &str) -> Result<Option<Vec<u8>>, LedgerError> {
        let mut statement = self.0.prepare_cached("SELECT bytes FROM \"attachment\" WHERE sha256 = ?1")?;
        Ok(statement.query_row([sha256], |row| row.get(0)).optional()?)
    }
}

/// Runs a read in a transaction of its own, which ends with the call.
pub(super) fn snapshot(db: &Connection, read: SnapshotRead<'_>) -> Result<(), LedgerError> {
    // Ended by its drop whatever the read does, a panic too: nothing was written.
    let _moment = Transaction::new_unchecked(db, TransactionBehavior::Deferred)?;
    read(&Reader(db))
}

impl Ask for SqliteLedger {
    fn rows(&self, query: &Query) -> Result<Vec<Row>, LedgerError> {
        Reader(&self.db).rows(query)
    }

    fn ids(&self, query: &Query) -> Result<Vec<Id>, LedgerError> {
        Reader(&self.db).ids(query)
    }

    fn ids_holding(&self, search: &TextSearch<'_>) -> Result<Vec<Id>, LedgerError> {
        Reader(&self.db).ids_holding(search)
    }

    fn tally(&self, query: &Query, by: &'static str) -> Result<Vec<(String, u64)>, LedgerError> {
        Reader(&self.db).tally(query, by)
    }

    fn tally_by(&self, query: &Query, by: &[&'static str]) -> Result<Vec<Counted>, LedgerError> {
        Reader(&self.db).tally_by(query, by)
    }

    fn tally_pairs(
        &self,
        queries: [&Query; 2],
        on: &'static str,
        by: [&[&'static str]; 2],
    ) -> Result<Vec<Counted>, LedgerError> {
        Reader(&self.db).tally_pairs(queries, on, by)
    }

    fn events_after(&self, seq: i64, limit: usize) -> Result<Vec<Event>, LedgerError> {
        Reader(&self.db).events_after(seq, limit)
    }

    fn events_of(&self, id: &Id, limit: usize) -> Result<Vec<Event>, LedgerError> {
        Reader(&self.db).events_of(id, limit)
    }

    fn requests_of(&self, actor_uid: u32, limit: usize) -> Result<Vec<RequestLine>, LedgerError> {
        Reader(&self.db).requests_of(actor_uid, limit)
    }

    fn request(&self, id: &Id) -> Result<Vec<Event>, LedgerError> {
        Reader(&self.db).request(id)
    }

    fn head(&self) -> Result<Head, LedgerError> {
        Reader(&self.db).head()
    }

    fn last_seq(&self) -> Result<i64, LedgerError> {
        Reader(&self.db).last_seq()
    }

    fn attachment(&self, sha256: &str) -> Result<Option<Vec<u8>>, LedgerError> {
        Reader(&self.db).attachment(sha256)
    }
}
