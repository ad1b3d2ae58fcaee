//! What is append-only refuses every way of changing it, from any connection.

use std::path::Path;

use rusqlite::{Connection, params_from_iter, types::Value};

use super::{
    plain,
    raw::{self, Table, quoted},
};
use crate::{
    report::{Report, ensure, wrong},
    sample,
    store::Place,
};

/// A value that no row has, of the same type and length.
fn fresh(value: &Value, salt: usize) -> Value {
    match value {
        Value::Text(text) => Value::Text(
            format!("{salt:0width$x}", width = text.len().max(4)).chars().take(text.len().max(4)).collect(),
        ),
        Value::Blob(bytes) => Value::Blob(bytes.iter().map(|byte| byte ^ (salt as u8 | 0x80)).collect()),
        Value::Integer(number) => Value::Integer(number + 1_000_000 + salt as i64),
        other => other.clone(),
    }
}

/// The values of a new row that shares exactly the key `kept` with an existing one; none = shares nothing.
fn rival(
    db: &Connection,
    table: &Table,
    row: &[Value],
    rowid: &Value,
    kept: Option<&[String]>,
) -> Vec<(String, Value)> {
    let keeps = |name: &str| kept.is_some_and(|key| key.iter().any(|column| column == name));
    let mut values = Vec::new();
    if !table.columns.iter().any(|column| column == "seq") && table.locator == ["rowid"] && keeps("rowid") {
        values.push(("rowid".to_owned(), rowid.clone()));
    }
    for (at, (name, value)) in table.columns.iter().zip(row).enumerate() {
        let is_key = table.keys.iter().flatten().any(|column| column == name);
        // The row id of the events is their place in the chain.
        let keep = keeps(name) || (name == "seq" && keeps("rowid"));
        values.push((name.clone(), if is_key && !keep { fresh(value, at + 7) } else { value.clone() }));
    }
    if table.name == "event" && !keeps("rowid") {
        // The strongest attempt extends the chain rightly.
        let (seq, hash): (i64, Vec<u8>) = db
            .query_row("SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1", [], |r| {
                Ok((r.get(0)?, r.get(1)?))
            })
            .unwrap();
        for (name, value) in &mut values {
            match name.as_str() {
                "seq" => *value = Value::Integer(seq + 1),
                "prev" => *value = Value::Blob(hash.clone()),
                _ => {}
            }
        }
    }
    values
}

fn insert(verb: &str, table: &Table, values: &[(String, Value)], tail: &str) -> String {
    let names: Vec<String> = values.iter().map(|(name, _)| quoted(name)).collect();
    let marks: Vec<String> = (1..=values.len()).map(|at| format!("?{at}")).collect();
    format!("{verb} INTO \"{}\" ({}) VALUES ({}){tail}", table.name, names.join(", "), marks.join(", "))
}

/// Every table that only grows.
const GUARDED: &[&str] = &["attachment", "decision", "event", "gate_passage", "policy_approval", "seal_row"];

/// Tries every way of changing or replacing rows of every guarded table.
pub(crate) fn guards(path: &Path) -> Report {
    let db = raw::connect(path);
    let tables = raw::guarded(&db);
    let (mut attempts, mut keys) = (0, 0);
    for table in &tables {
        let before = table.dump(&db);
        ensure(!before.is_empty(), || format!("{} is empty: nothing was tried", table.name))?;
        let mut refused = |sql: &str, values: Vec<Value>| -> Result<(), String> {
            attempts += 1;
            db.execute_batch("SAVEPOINT attempt").unwrap();
            let outcome = db.execute(sql, params_from_iter(values));
            let changed = table.dump(&db) != before;
            db.execute_batch("ROLLBACK TO attempt; RELEASE attempt").unwrap();
            match outcome {
                Err(e)
                    if e.to_string().contains("append-only")
                        || e.to_string().contains("extend the chain") =>
                {
                    ensure(!changed, || format!("{}: refused, and yet it changed: {sql}", table.name))
                }
                Err(e) => Err(format!("{}: refused by something else ({e}): {sql}", table.name)),
                Ok(_) => Err(format!("{}: not refused: {sql}", table.name)),
            }
        };
        for (locator, row) in [before.first(), before.last()].into_iter().flatten() {
            for column in &table.columns {
                for verb in ["UPDATE", "UPDATE OR REPLACE"] {
                    let sql = format!(
                        "{verb} \"{}\" SET {1} = {1} WHERE {2}",
                        table.name,
                        quoted(column),
                        table.found_by()
                    );
                    refused(&sql, locator.clone())?;
                }
            }
            refused(&format!("DELETE FROM \"{}\" WHERE {}", table.name, table.found_by()), locator.clone())?;
            for key in &table.keys {
                keys += 1;
                let values = rival(&db, table, row, &locator[0], Some(key));
                let bound: Vec<Value> = values.iter().map(|(_, value)| value.clone()).collect();
                let changed = quoted(table.columns.last().unwrap());
                for (verb, tail) in [
                    ("REPLACE", String::new()),
                    ("INSERT OR REPLACE", String::new()),
                    ("INSERT", String::new()),
                    ("INSERT", format!(" ON CONFLICT DO UPDATE SET {changed} = excluded.{changed}")),
                ] {
                    refused(&insert(verb, table, &values, &tail), bound.clone())?;
                }
            }
        }
        // A row that shares no key goes in: the refusals above are of the guards, not of a row made wrongly.
        let (locator, row) = &before[0];
        let values = rival(&db, table, row, &locator[0], None);
        db.execute_batch("SAVEPOINT attempt").unwrap();
        let outcome = db.execute(
            &insert("INSERT", table, &values, ""),
            params_from_iter(values.iter().map(|(_, value)| value.clone())),
        );
        db.execute_batch("ROLLBACK TO attempt; RELEASE attempt").unwrap();
        outcome.map_err(wrong(&format!("{}: a new row is refused too", table.name)))?;
    }
    let names: Vec<&str> = tables.iter().map(|table| table.name.as_str()).collect();
    ensure(names == GUARDED, || format!("guarded are {}", names.join(", ")))?;
    Ok(format!("append-only: {attempts} attempts on {} through {keys} keys, all refused", names.join(", ")))
}

/// A register with the sample in it.
pub(crate) fn sample_register() -> Place {
    let place = Place::fresh();
    let mut ledger = plain(&place.path()).unwrap();
    sample::fill(&mut ledger).unwrap();
    place
}

#[test]
fn what_is_append_only_cannot_be_changed_or_replaced() {
    crate::report::must_hold(guards(&sample_register().path()));
}
