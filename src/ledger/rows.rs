//! Rows of an object's table as fields, and back.

use rusqlite::{
    Connection, ErrorCode, OptionalExtension as _, Row as SqlRow, params_from_iter, types::Value as Sql,
};
use serde_json::Value;

use super::{
    error::LedgerError,
    schema::{ColumnKind, Table, table},
};
use crate::domain::{
    object::{Id, Object, Version},
    record::{Fields, row_digest},
};

/// A row as it is stored.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct StoredRow {
    pub(super) id: Id,
    pub(super) version: Version,
    pub(super) gone: bool,
    pub(super) changed_at: String,
    pub(super) changed_by: String,
    pub(super) fields: Fields,
}

/// The columns of a SELECT that [`stored_row`] reads.
pub(super) fn select_list(table: &Table) -> String {
    let mut list = String::from("id, version, gone, changed_at, changed_by");
    for column in table.columns {
        list.push_str(", \"");
        list.push_str(column.name);
        list.push('"');
    }
    list
}

/// Reads a row selected by [`select_list`].
pub(super) fn stored_row(table: &Table, row: &SqlRow<'_>) -> Result<StoredRow, LedgerError> {
    let fields = values(table, row)?.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    Ok(StoredRow {
        id: Id(row.get(0)?),
        version: row.get(1)?,
        gone: row.get::<_, i64>(2)? != 0,
        changed_at: row.get(3)?,
        changed_by: row.get(4)?,
        fields,
    })
}

/// The fields of a row selected by [`select_list`], in the order of the table; what is absent is left out.
pub(super) fn values(table: &Table, row: &SqlRow<'_>) -> Result<Vec<(&'static str, Value)>, LedgerError> {
    let mut fields = Vec::with_capacity(table.columns.len());
    for (at, column) in table.columns.iter().enumerate() {
        let value = match (row.get::<_, Sql>(at + 5)?, column.kind) {
            (Sql::Null, _) => continue,
            (Sql::Text(text), ColumnKind::Text | ColumnKind::Link(_)) => Value::String(text),
            (Sql::Text(text), ColumnKind::List) => serde_json::from_str(&text).map_err(|e| {
                LedgerError::Damaged(format!("{}.{} is no list: {e}", table.name(), column.name))
            })?,
            (Sql::Integer(number), ColumnKind::Integer) => Value::from(number),
            (Sql::Integer(number), ColumnKind::Flag) => Value::Bool(number != 0),
            _ => {
                return Err(LedgerError::Damaged(format!(
                    "{}.{} holds another type",
                    table.name(),
                    column.name
                )));
            }
        };
        fields.push((column.name, value));
    }
    Ok(fields)
}

/// One row by its identity, gone or not.
pub(super) fn read_row(db: &Connection, object: Object, id: &Id) -> Result<Option<StoredRow>, LedgerError> {
    let table = table(object);
    let mut statement =
        db.prepare_cached(&format!("SELECT {} FROM \"{}\" WHERE id = ?1", select_list(table), table.name()))?;
    statement.query_row([id.as_str()], |row| Ok(stored_row(table, row))).optional()?.transpose()
}

/// The digest of a row as it is stored.
pub(super) fn stored_digest(object: Object, row: &StoredRow) -> String {
    row_digest(object, &row.id, &row.fields, row.gone)
}

/// Who changed a row, when, in which event.
pub(super) struct Stamp<'a> {
    pub(super) seq: i64,
    pub(super) at: &'a str,
    pub(super) by: &'a str,
}

/// Puts a row in or over the one before it.
pub(super) fn write_row(
    db: &Connection,
    object: Object,
    id: &Id,
    version: Version,
    gone: bool,
    fields: &Fields,
    stamp: &Stamp<'_>,
) -> Result<(), LedgerError> {
    let table = table(object);
    if let Some(name) = fields.keys().find(|name| !table.columns.iter().any(|c| c.name == name.as_str())) {
        return Err(LedgerError::DoesNotFit { object, because: format!("it has no field {name}") });
    }
    let mut values = vec![
        Sql::Text(id.as_str().to_owned()),
        Sql::Integer(version),
        Sql::Integer(i64::from(gone)),
        Sql::Integer(stamp.seq),
        Sql::Text(stamp.at.to_owned()),
        Sql::Text(stamp.by.to_owned()),
    ];
    for column in table.columns {
        values.push(match (fields.get(column.name), column.kind) {
            (None, _) => Sql::Null,
            (Some(Value::String(text)), ColumnKind::Text | ColumnKind::Link(_)) => Sql::Text(text.clone()),
            (Some(Value::Bool(yes)), ColumnKind::Flag) => Sql::Integer(i64::from(*yes)),
            (Some(Value::Number(number)), ColumnKind::Integer) if number.is_i64() => {
                Sql::Integer(number.as_i64().unwrap_or_default())
            }
            (Some(list @ Value::Array(_)), ColumnKind::List) => Sql::Text(list.to_string()),
            _ => {
                return Err(LedgerError::DoesNotFit {
                    object,
                    because: format!("its field {} is of another type", column.name),
                });
            }
        });
    }
    db.prepare_cached(&write_sql(table, version == 1))?.execute(params_from_iter(values)).map_err(
        |e| match (e.sqlite_error_code(), LedgerError::from(e)) {
            (Some(ErrorCode::ConstraintViolation), LedgerError::Sqlite(e)) => {
                LedgerError::DoesNotFit { object, because: e.to_string() }
            }
            (_, error) => error,
        },
    )?;
    Ok(())
}

fn write_sql(table: &Table, new: bool) -> String {
    let names: Vec<&str> =
        super::schema::ROW_COLUMNS.iter().copied().chain(table.columns.iter().map(|c| c.name)).collect();
    if new {
        let marks: Vec<String> = (1..=names.len()).map(|at| format!("?{at}")).collect();
        let quoted: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
        return format!(
            "INSERT INTO \"{}\" ({}) VALUES ({})",
            table.name(),
            quoted.join(", "),
            marks.join(", ")
        );
    }
    let sets: Vec<String> =
        names.iter().enumerate().skip(1).map(|(at, name)| format!("\"{name}\" = ?{}", at + 1)).collect();
    format!("UPDATE \"{}\" SET {} WHERE id = ?1", table.name(), sets.join(", "))
}
