//! One byte changed anywhere in an event or a projected row is found, with its place.

use std::path::Path;

use riskward::ledger::{Ledger as _, SqliteLedger};
use rusqlite::{Connection, params_from_iter, types::Value};

use super::{
    guards::sample_register,
    plain,
    raw::{self, Table, quoted},
};
use crate::report::{Report, ensure, wrong};

/// Where every byte is to be changed, a value longer than 40 bytes is changed at so many places; else at two.
const PLACES: usize = 12;

/// The value with one byte changed, at each of the places looked at.
fn changed(value: &Value, column: &str, every_byte: bool) -> Vec<Value> {
    let places = |len: usize| -> Vec<usize> {
        if len == 0 {
            return Vec::new();
        }
        let all = if every_byte && len <= 40 { len } else { len.min(if every_byte { PLACES } else { 2 }) };
        (0..all).map(|at| if all == 1 { 0 } else { at * (len - 1) / (all - 1) }).collect()
    };
    match value {
        Value::Null => vec![Value::Integer(1)],
        Value::Real(number) => vec![Value::Real(number + 1.0)],
        Value::Integer(number) if matches!(column, "gone" | "undone" | "undoable" | "common") => {
            vec![Value::Integer(1 - number)]
        }
        Value::Integer(number) => vec![Value::Integer(number + 1000), Value::Integer(number ^ 1)],
        Value::Text(text) if text.is_empty() => vec![Value::Text("x".into())],
        Value::Text(text) => places(text.len())
            .into_iter()
            .filter_map(|at| {
                let mut bytes = text.clone().into_bytes();
                bytes[at] = if bytes[at] == b'~' { b'!' } else { bytes[at] + 1 };
                String::from_utf8(bytes).ok().map(Value::Text)
            })
            .collect(),
        Value::Blob(bytes) if bytes.is_empty() => vec![Value::Blob(vec![0])],
        Value::Blob(bytes) => places(bytes.len())
            .into_iter()
            .map(|at| {
                let mut bytes = bytes.clone();
                bytes[at] ^= 1;
                Value::Blob(bytes)
            })
            .collect(),
    }
}

/// Takes a table's guards away, changes one value, and puts the very same guards back.
fn put(
    db: &Connection,
    table: &Table,
    column: &str,
    locator: &[Value],
    value: &Value,
) -> rusqlite::Result<bool> {
    let guards = raw::texts(
        db,
        &format!("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = '{}'", table.name),
    );
    let names = raw::texts(
        db,
        &format!("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = '{}'", table.name),
    );
    db.execute_batch("BEGIN IMMEDIATE")?;
    let outcome = (|| {
        for name in &names {
            db.execute_batch(&format!("DROP TRIGGER \"{name}\""))?;
        }
        let sql = format!(
            "UPDATE \"{}\" SET {} = ?{} WHERE {}",
            table.name,
            quoted(column),
            locator.len() + 1,
            table.found_by()
        );
        let count = db.execute(&sql, params_from_iter(locator.iter().chain([value])))?;
        for guard in &guards {
            db.execute_batch(guard)?;
        }
        Ok(count == 1)
    })();
    db.execute_batch(if outcome.is_ok() { "COMMIT" } else { "ROLLBACK" })?;
    outcome
}

/// The place that a finding has to name: the event, or the table's row.
fn place_named(table: &Table, row: &[Value], place: &str, column: &str) -> bool {
    let id = match (&row[0], table.name.as_str()) {
        (Value::Integer(seq), "event") => {
            // A changed place or link shows at the event or at the one that should follow it.
            return place == format!("event {seq}")
                || (matches!(column, "seq" | "hash") && place.starts_with("event "));
        }
        (Value::Text(id), _) => id,
        _ => return false,
    };
    match table.name.as_str() {
        "attachment" => {
            place.contains(id.as_str()) || place.starts_with("event ") || place.starts_with("attachment ")
        }
        // A changed identity shows as a row that stands where another should.
        name if matches!(column, "id") => place.starts_with(&format!("{name} ")),
        name => place.starts_with(&format!("{name} ")) && place.contains(id.as_str()),
    }
}

#[derive(Default)]
struct Figures {
    changes: u64,
    impossible: u64,
}

fn tamper_row(
    db: &Connection,
    ledger: &SqliteLedger,
    table: &Table,
    skip: u64,
    every_byte: bool,
    figures: &mut Figures,
) -> Result<(), String> {
    let (locator, row) = table.row(db, skip).ok_or_else(|| format!("{} has no row {skip}", table.name))?;
    for (column, value) in table.columns.iter().zip(&row) {
        for other in changed(value, column, every_byte) {
            let what = format!("{} row {skip}, {column}: {value:?} to {other:?}", table.name);
            match put(db, table, column, &locator, &other) {
                Ok(true) => {}
                Ok(false) => return Err(format!("{what}: no row was changed")),
                // A strict table takes no other type, and no key twice.
                Err(_) => {
                    figures.impossible += 1;
                    continue;
                }
            }
            figures.changes += 1;
            let findings = ledger.verify().map_err(wrong(&what))?.findings;
            ensure(!findings.is_empty(), || format!("not found: {what}"))?;
            ensure(findings.iter().any(|finding| place_named(table, &row, &finding.place, column)), || {
                format!("found, but not its place: {what}: {findings:?}")
            })?;
            let mut there = locator.clone();
            if let Some(at) = table.locator.iter().position(|name| name == column) {
                there[at] = other;
            } else if table.name == "event" && column == "seq" {
                there[0] = other;
            }
            let restored = put(db, table, column, &there, value).map_err(wrong(&what))?;
            ensure(restored, || format!("{what}: could not be put back"))?;
        }
    }
    Ok(())
}

/// Changes every field of several events, and every column of a row of every other table.
pub(crate) fn tamper(path: &Path) -> Report {
    let ledger = plain(path).map_err(wrong("opening"))?;
    let db = raw::connect(path);
    db.execute_batch("PRAGMA ignore_check_constraints = 1").unwrap();
    let clean = ledger.verify().map_err(wrong("verifying"))?;
    ensure(clean.findings.is_empty(), || format!("before: {}", clean.findings[0]))?;
    let tables = raw::tables(&db);
    let (mut events, mut rows) = (Figures::default(), Figures::default());
    for table in &tables {
        let count = table.count(&db);
        ensure(count > 0, || format!("{} is empty: nothing was tried", table.name))?;
        if table.name == "event" {
            for skip in [0, count / 2, count - 1] {
                tamper_row(&db, &ledger, table, skip, skip == 0, &mut events)?;
            }
        } else {
            tamper_row(&db, &ledger, table, count - 1, false, &mut rows)?;
        }
    }
    let clean = ledger.verify().map_err(wrong("verifying"))?;
    ensure(clean.findings.is_empty(), || format!("after all was put back: {}", clean.findings[0]))?;
    Ok(format!(
        "tamper: {} one-byte changes to events and {} to rows of {} tables, all found with their place \
         ({} that SQLite's own types and keys refuse)",
        events.changes,
        rows.changes,
        tables.len() - 1,
        events.impossible + rows.impossible
    ))
}

#[test]
fn every_changed_byte_is_found_with_its_place() {
    crate::report::must_hold(tamper(&sample_register().path()));
}
