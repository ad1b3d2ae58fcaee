//! Looking through the texts of rows for words. Every row is looked at, as it is stepped over: at a hundred thousand
//! risks that takes about what LIKE takes, knows every script's capitals, and needs no index that would be four times
//! as large as the texts and would have to be kept right.

use rusqlite::{Connection, params_from_iter, types::ValueRef};

use super::{LedgerError, Query, schema::table};
use crate::domain::{fold, object::Id};

/// Rows between two looks at whether the answer is still wanted.
const ROWS_AT_ONCE: usize = 64;

/// Rows whose texts hold words.
pub struct TextSearch<'a> {
    /// Among these rows.
    pub query: Query,
    /// In these fields.
    pub fields: &'a [&'a str],
    /// Each of these words, in small letters, in one field or another.
    pub words: &'a [String],
    /// At most so many.
    pub most: usize,
    /// Whether the answer is still wanted; when it is not, what was found so far is given.
    pub goes_on: &'a dyn Fn() -> bool,
}

/// The identities of the rows that a search finds.
pub(super) fn ids_holding(db: &Connection, search: &TextSearch<'_>) -> Result<Vec<Id>, LedgerError> {
    let table = table(search.query.object());
    let columns: Result<Vec<String>, LedgerError> =
        search.fields.iter().map(|field| search.query.column(table, field)).collect();
    let (tail, values) = search.query.sql(table)?;
    let columns = columns?.join(", ");
    let comma = if columns.is_empty() { "" } else { ", " };
    let mut statement = db.prepare_cached(&format!("SELECT id{comma}{columns}{tail}"))?;
    let mut rows = statement.query(params_from_iter(values))?;
    let mut found = Vec::new();
    let mut looked_at = 0;
    while found.len() < search.most
        && let Some(row) = rows.next()?
    {
        looked_at += 1;
        if looked_at % ROWS_AT_ONCE == 0 && !(search.goes_on)() {
            break;
        }
        let mut texts = [""; 16];
        for (at, text) in texts.iter_mut().enumerate().take(search.fields.len()) {
            if let ValueRef::Text(bytes) = row.get_ref(at + 1)? {
                *text = std::str::from_utf8(bytes).unwrap_or_default();
            }
        }
        if search.words.iter().all(|word| texts.iter().any(|text| fold::holds(text, word))) {
            found.push(Id(row.get(0)?));
        }
    }
    Ok(found)
}
