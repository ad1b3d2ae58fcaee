//! Looking through the texts of rows for words: LIKE passes over the rows that cannot hold them, and what it lets
//! through is compared exactly. There is no index that would be three times as large as the texts and would have to be
//! kept right.

use rusqlite::{
    Connection, params_from_iter,
    types::{Value, ValueRef},
};

use super::{LedgerError, Query, query::column, schema::table};
use crate::domain::{fold, object::Id};

/// Every so manieth row is let through whatever it holds, so that one can look whether the answer is still wanted.
const LOOKS_EVERY: i64 = 128;

/// Rows whose texts hold words.
pub struct TextSearch<'a> {
    /// Among these rows; its order and page do not count.
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
        search.fields.iter().map(|field| column(table, field)).collect();
    let columns = columns?;
    let (mut tail, mut values) = search.query.unordered().sql(table)?;
    let mut passes = Vec::new();
    for pattern in search.words.iter().filter_map(|word| pattern(word)) {
        values.push(Value::Text(pattern));
        let at = values.len();
        let each: Vec<String> =
            columns.iter().map(|column| format!("{column} LIKE ?{at} ESCAPE '\\'")).collect();
        passes.push(format!("({})", each.join(" OR ")));
    }
    if !passes.is_empty() {
        tail.push_str(&format!(" AND (rowid % {LOOKS_EVERY} = 0 OR ({}))", passes.join(" AND ")));
    }
    let mut statement = db.prepare_cached(&format!("SELECT rowid, id, {}{tail}", columns.join(", ")))?;
    let mut rows = statement.query(params_from_iter(values))?;
    let mut found = Vec::new();
    while found.len() < search.most
        && let Some(row) = rows.next()?
    {
        if row.get::<_, i64>(0)? % LOOKS_EVERY == 0 && !(search.goes_on)() {
            break;
        }
        let mut texts = Vec::with_capacity(columns.len());
        for at in 0..columns.len() {
            if let ValueRef::Text(bytes) = row.get_ref(at + 2)? {
                texts.push(std::str::from_utf8(bytes).unwrap_or_default());
            }
        }
        if search.words.iter().all(|word| texts.iter().any(|text| fold::holds(text, word))) {
            found.push(Id(row.get(1)?));
        }
    }
    Ok(found)
}

/// What LIKE lets through for a word, and some more: it knows capitals of ASCII letters alone, so other letters are
/// anything to it; and so are the two that a sign of another script can become: the k, and an i at the end. None when
/// nothing is left to compare.
fn pattern(word: &str) -> Option<String> {
    // the small letter of a dotted capital I is two characters
    if word.contains('\u{307}') {
        return None;
    }
    let mut pattern = String::from("%");
    for (at, c) in word.char_indices() {
        match c {
            'k' => pattern.push('_'),
            'i' if at + 1 == word.len() => pattern.push('_'),
            '%' | '_' | '\\' => pattern.extend(['\\', c]),
            c if c.is_ascii() => pattern.push(c),
            _ => pattern.push('%'),
        }
    }
    pattern.push('%');
    pattern.contains(|c| c != '%' && c != '_').then_some(pattern)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// LIKE passes over nothing that the exact comparison would find.
        #[test]
        fn the_pattern_lets_every_holding_text_through(
            text in "[a-dA-DkKiI\u{212a}İıäÄßẞςΣσ%_\\\\ ]{0,24}",
            typed in "[a-dkKiIİäÄßσ%_\\\\]{1,4}",
        ) {
            let db = Connection::open_in_memory().unwrap();
            for word in fold::words(&typed) {
                let Some(pattern) = pattern(&word) else { continue };
                let like = "SELECT ?1 LIKE ?2 ESCAPE '\\'";
                let passes: bool = db.query_row(like, [&text, &pattern], |row| row.get(0)).unwrap();
                prop_assert!(passes || !fold::holds(&text, &word), "{pattern}");
            }
        }
    }
}
