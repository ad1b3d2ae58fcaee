//! Asking: queries without SQL, answered from the tables.

use std::ops::Index;

use rusqlite::{
    Connection, OptionalExtension as _, Transaction, TransactionBehavior, params, params_from_iter,
    types::Value as Sql,
};
use serde::de::value::MapDeserializer;
use serde_json::Value;

use super::{
    Ask, Head, LedgerError, RequestLine, SnapshotRead, TextSearch,
    open::SqliteLedger,
    read_event::{EVENT_COLUMNS, event, head, last_seq, request_events},
    rows::{self, select_list},
    schema::{ROW_COLUMNS, Table, table},
    search::ids_holding,
    tally::{Counted, tally_by, tally_pairs},
};
use crate::domain::{
    events::Event,
    object::{Id, Object, Version},
    record::{Fields, Held, Record},
};

/// How a field is compared.
#[derive(Debug, Clone, PartialEq)]
pub enum Compare {
    /// It is this text.
    Is(String),
    /// It is one of these texts.
    In(Vec<String>),
    /// It is absent.
    Absent,
    /// It comes after this text.
    After(String),
    /// It is there and comes before this text.
    Before(String),
    /// The list in it holds this text.
    Holds(String),
    /// The text in it contains this one, whatever the case of its ASCII letters.
    Contains(String),
}

/// Which way an order runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Smallest first, absent before all.
    Up,
    /// Largest first, absent after all.
    Down,
}

/// Rows of one kind of object: all of the conditions hold; tombstones are left out.
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    object: Object,
    conditions: Vec<(&'static str, Compare)>,
    order: Vec<(&'static str, Direction)>,
    page: Option<(u64, u64)>,
    gone: bool,
}

impl Query {
    /// Every row of this kind.
    pub fn all(object: Object) -> Self {
        Self { object, conditions: Vec::new(), order: Vec::new(), page: None, gone: false }
    }

    /// Only those whose field compares so.
    #[must_use]
    pub fn with(mut self, field: &'static str, compare: Compare) -> Self {
        self.conditions.push((field, compare));
        self
    }

    /// Only those whose field is this text.
    #[must_use]
    pub fn is(self, field: &'static str, text: impl Into<String>) -> Self {
        self.with(field, Compare::Is(text.into()))
    }

    /// Only those whose field is one of these identities.
    #[must_use]
    pub fn among<'a>(self, field: &'static str, ids: impl IntoIterator<Item = &'a Id>) -> Self {
        self.with(field, Compare::In(ids.into_iter().map(|id| id.0.clone()).collect()))
    }

    /// In the order of a field; a second call orders what the first left equal.
    #[must_use]
    pub fn by(mut self, field: &'static str, direction: Direction) -> Self {
        self.order.push((field, direction));
        self
    }

    /// Only so many, after skipping some.
    #[must_use]
    pub fn page(mut self, skip: u64, take: u64) -> Self {
        self.page = Some((skip, take));
        self
    }

    /// Tombstones too.
    #[must_use]
    pub fn with_gone(mut self) -> Self {
        self.gone = true;
        self
    }

    /// The kind of object asked for.
    pub(super) fn object(&self) -> Object {
        self.object
    }

    /// The same rows in whatever order, all of them: what is counted or searched has neither order nor page.
    pub(super) fn unordered(&self) -> Self {
        Self { order: Vec::new(), page: None, ..self.clone() }
    }

    /// The FROM, WHERE, ORDER BY and LIMIT of the query with the values to bind.
    /// The first of the values is bound to this number.
    pub(super) fn sql(&self, table: &Table, first: usize) -> Result<(String, Vec<Sql>), LedgerError> {
        let gone = if self.gone { "1" } else { "gone = 0" };
        let mut sql = format!(" FROM \"{}\" WHERE {gone}", table.name());
        let mut values = Vec::new();
        for (field, compare) in &self.conditions {
            let column = self.column(table, field)?;
            let at = values.len() + first;
            match compare {
                Compare::Is(text) => {
                    sql.push_str(&format!(" AND {column} = ?{at}"));
                    values.push(Sql::Text(text.clone()));
                }
                Compare::In(texts) => {
                    sql.push_str(&format!(" AND {column} IN (SELECT value FROM json_each(?{at}))"));
                    values.push(Sql::Text(Value::from(texts.clone()).to_string()));
                }
                Compare::Absent => sql.push_str(&format!(" AND {column} IS NULL")),
                Compare::After(text) => {
                    sql.push_str(&format!(" AND {column} > ?{at}"));
                    values.push(Sql::Text(text.clone()));
                }
                Compare::Before(text) => {
                    sql.push_str(&format!(" AND {column} < ?{at}"));
                    values.push(Sql::Text(text.clone()));
                }
                Compare::Holds(text) => {
                    sql.push_str(&format!(" AND ?{at} IN (SELECT value FROM json_each({column}))"));
                    values.push(Sql::Text(text.clone()));
                }
                Compare::Contains(text) => {
                    sql.push_str(&format!(" AND {column} LIKE ?{at} ESCAPE '\\'"));
                    let escaped = text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
                    values.push(Sql::Text(format!("%{escaped}%")));
                }
            }
        }
        let mut order = Vec::new();
        for (field, direction) in &self.order {
            let column = self.column(table, field)?;
            order.push(format!("{column}{}", if *direction == Direction::Up { "" } else { " DESC" }));
        }
        if !order.is_empty() {
            sql.push_str(" ORDER BY ");
            sql.push_str(&order.join(", "));
        }
        if let Some((skip, take)) = self.page {
            // Bound, so that every page is the same statement.
            sql.push_str(&format!(" LIMIT ?{} OFFSET ?{}", values.len() + first, values.len() + first + 1));
            values.extend([take, skip].map(|n| Sql::Integer(i64::try_from(n).unwrap_or(i64::MAX))));
        }
        Ok((sql, values))
    }

    /// A column's quoted name; identifiers come from the schema only.
    pub(super) fn column(&self, table: &Table, field: &str) -> Result<String, LedgerError> {
        let known = ROW_COLUMNS.contains(&field) || table.columns.iter().any(|column| column.name == field);
        if known {
            Ok(format!("\"{field}\""))
        } else {
            Err(LedgerError::DoesNotFit {
                object: self.object,
                because: format!("it has no field {field} to ask by"),
            })
        }
    }
}

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
        let table = table(query.object);
        let (tail, values) = query.sql(table, 1)?;
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

/// The identities that a query finds, in its order.
pub(super) fn ids(db: &Connection, query: &Query) -> Result<Vec<Id>, LedgerError> {
    let (tail, values) = query.sql(table(query.object), 1)?;
    let mut statement = db.prepare_cached(&format!("SELECT id{tail}"))?;
    let ids = statement.query_map(params_from_iter(values), |row| row.get(0).map(Id))?;
    Ok(ids.collect::<Result<_, _>>()?)
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
