//! Verification: the chain, then every event replayed into a temporary file and compared row for row.

use std::fmt;

use rusqlite::{Connection, types::Value as Sql};

use super::{
    Head,
    error::LedgerError,
    migrate::SCHEMA_VERSION,
    project::project,
    read_event::{EVENT_COLUMNS, event},
    rows::{read_row, stored_digest},
    schema::{APPLICATION_ID, PROJECTED_CORE, TABLES, create_sql},
};
use crate::domain::{
    events::{Event, EventKind, NO_HASH, chain_hash, read_payload},
    record::sha256_hex,
};

/// Something that is not as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Where: `event 17`, `risk 0199… field title`.
    pub place: String,
    /// What.
    pub what: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.what)
    }
}

/// What a verification looked at and found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// Events replayed.
    pub events: u64,
    /// Rows compared.
    pub rows: u64,
    /// The end of the chain.
    pub head: Head,
    /// What is wrong; empty = nothing.
    pub findings: Vec<Finding>,
}

/// After so many findings the rest is only counted in the last one.
const ENOUGH: usize = 100;

struct Findings(Vec<Finding>);

impl Findings {
    fn add(&mut self, place: impl Into<String>, what: impl Into<String>) {
        if self.0.len() < ENOUGH {
            self.0.push(Finding { place: place.into(), what: what.into() });
        }
    }
}

/// Verifies a register as of one moment.
pub(super) fn verify(db: &Connection) -> Result<Verified, LedgerError> {
    db.execute_batch("BEGIN DEFERRED")?;
    let outcome = verify_in_transaction(db);
    db.execute_batch("COMMIT")?;
    outcome
}

fn verify_in_transaction(db: &Connection) -> Result<Verified, LedgerError> {
    let mut findings = Findings(Vec::new());
    check_file(db, &mut findings)?;
    let directory = tempfile::Builder::new().prefix("riskward-verify-").tempdir()?;
    let replayed = Connection::open(directory.path().join("replay.db"))?;
    replayed
        .execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF;")?;
    replayed.execute_batch(&create_sql())?;
    compare_schema(db, &replayed, &mut findings)?;
    let (events, head) = replay(db, &replayed, &mut findings)?;
    let mut rows = 0;
    for (name, order) in TABLES.iter().map(|table| (table.name(), "id")).chain(PROJECTED_CORE.iter().copied())
    {
        rows += compare_table(db, &replayed, name, order, &mut findings)?;
    }
    check_attachments(db, &mut findings)?;
    Ok(Verified { events, rows, head, findings: findings.0 })
}

fn check_file(db: &Connection, findings: &mut Findings) -> Result<(), LedgerError> {
    let mut statement = db.prepare("PRAGMA integrity_check(20)")?;
    let mut rows = statement.query([])?;
    loop {
        match rows.next() {
            Ok(Some(row)) => {
                let said: String = row.get(0)?;
                if said != "ok" {
                    findings.add("file", said);
                }
            }
            Ok(None) => break,
            Err(e) => {
                findings.add("file", e.to_string());
                break;
            }
        }
    }
    let id: i32 = db.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    let version: u32 = db.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if id != APPLICATION_ID {
        findings.add("file header", format!("application id {id} is not riskward's"));
    }
    if version < SCHEMA_VERSION {
        findings.add("file header", format!("schema version {version} is not {SCHEMA_VERSION}"));
    }
    Ok(())
}

/// The schema must be the one that this program makes: a guard that was dropped or changed shows here.
fn compare_schema(db: &Connection, made: &Connection, findings: &mut Findings) -> Result<(), LedgerError> {
    let list = |db: &Connection| -> Result<Vec<(String, String)>, LedgerError> {
        let mut statement = db.prepare(
            "SELECT type || ' ' || name, sql FROM sqlite_master \
             WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY 1",
        )?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    };
    let (found, wanted) = (list(db)?, list(made)?);
    for (name, sql) in &wanted {
        match found.iter().find(|(other, _)| other == name) {
            None => findings.add(format!("schema {name}"), "it is missing"),
            Some((_, other)) if other != sql => findings.add(format!("schema {name}"), "it was changed"),
            Some(_) => {}
        }
    }
    for (name, _) in &found {
        if !wanted.iter().any(|(other, _)| other == name) {
            findings.add(format!("schema {name}"), "it does not belong there");
        }
    }
    Ok(())
}

fn replay(db: &Connection, into: &Connection, findings: &mut Findings) -> Result<(u64, Head), LedgerError> {
    let mut head = Head { seq: 0, hash: NO_HASH };
    let mut count = 0;
    let mut statement = db.prepare(&format!("SELECT {EVENT_COLUMNS} FROM \"event\" ORDER BY seq"))?;
    let mut rows = statement.query([])?;
    into.execute_batch("BEGIN")?;
    while let Some(row) = rows.next()? {
        let event = match event(row) {
            Ok(event) => event,
            Err(e) => {
                findings.add(format!("event after {}", head.seq), format!("it cannot be read: {e}"));
                head.seq += 1;
                continue;
            }
        };
        let place = format!("event {}", event.seq);
        if event.seq != head.seq + 1 {
            findings.add(&place, format!("it stands after event {}", head.seq));
        }
        if event.prev != head.hash {
            findings.add(&place, "it does not continue the event before it");
        }
        if chain_hash(&event) != event.hash {
            findings.add(&place, "its content is not what was written");
        }
        head = Head { seq: event.seq, hash: event.hash };
        count += 1;
        apply(into, &event, &place, findings);
    }
    into.execute_batch("COMMIT")?;
    Ok((count, head))
}

fn apply(into: &Connection, event: &Event, place: &str, findings: &mut Findings) {
    let (kind, payload) = match read_payload(&event.kind, &event.payload) {
        Ok(read) => read,
        Err(e) => return findings.add(place, e.to_string()),
    };
    if let Err(e) = project(into, event, kind, &payload) {
        return findings.add(place, format!("it cannot be replayed: {e}"));
    }
    for change in &payload.changes {
        match read_row(into, change.object, &change.id) {
            Ok(Some(row)) if stored_digest(change.object, &row) == change.digest => {}
            _ => findings.add(place, format!("its digest of {} {} is wrong", change.object, change.id)),
        }
    }
    if kind == EventKind::SchemaMigrated {
        check_migrated(into, &payload.reason, place, findings);
    }
}

/// A migration's event lists `object id digest` of every row it reshaped.
fn check_migrated(into: &Connection, digests: &str, place: &str, findings: &mut Findings) {
    for line in digests.lines() {
        let mut words = line.split(' ');
        let (Some(object), Some(id), Some(digest)) = (words.next(), words.next(), words.next()) else {
            continue;
        };
        let row = object
            .parse()
            .ok()
            .and_then(|object| read_row(into, object, &id.into()).ok().flatten().map(|row| (object, row)));
        if row.is_none_or(|(object, row)| stored_digest(object, &row) != digest) {
            findings.add(place, format!("its digest of {object} {id} is wrong"));
        }
    }
}

/// Compares a table with its replay; returns how many rows were compared.
fn compare_table(
    db: &Connection,
    replayed: &Connection,
    name: &str,
    order: &str,
    findings: &mut Findings,
) -> Result<u64, LedgerError> {
    let sql = format!("SELECT * FROM \"{name}\" ORDER BY {order}");
    let (mut found, mut wanted) = match (db.prepare(&sql), replayed.prepare(&sql)) {
        (Ok(found), Ok(wanted)) => (found, wanted),
        (Err(e), _) | (_, Err(e)) => {
            findings.add(format!("table {name}"), e.to_string());
            return Ok(0);
        }
    };
    let names: Vec<String> = wanted.column_names().map(str::to_owned).collect();
    if found.column_count() != names.len() {
        findings.add(format!("table {name}"), "it has other columns");
        return Ok(0);
    }
    let (mut found, mut wanted) = (found.query([])?, wanted.query([])?);
    let mut count = 0;
    let values = |row: &rusqlite::Row<'_>| -> Result<Vec<Sql>, rusqlite::Error> {
        (0..names.len()).map(|at| row.get::<_, Sql>(at)).collect()
    };
    loop {
        let here = match found.next() {
            Ok(row) => row.map(values).transpose(),
            Err(e) => Err(e),
        };
        let here = match here {
            Ok(row) => row,
            Err(e) => {
                findings.add(format!("table {name}"), format!("a row cannot be read: {e}"));
                return Ok(count);
            }
        };
        let there = wanted.next()?.map(values).transpose()?;
        match (here, there) {
            (None, None) => return Ok(count),
            (Some(here), Some(there)) if here[0] == there[0] => {
                count += 1;
                let row = text(&here[0]);
                for ((column, here), there) in names.iter().zip(&here).zip(&there) {
                    if here != there {
                        findings.add(
                            format!("{name} {row}, field {column}"),
                            format!("it is {}, the events say {}", text(here), text(there)),
                        );
                    }
                }
            }
            (Some(here), there) => {
                let what = match there {
                    Some(there) => format!("a row stands there where the events put {}", text(&there[0])),
                    None => "no event put this row there".to_owned(),
                };
                findings.add(format!("{name} {}", text(&here[0])), what);
                return Ok(count);
            }
            (None, Some(there)) => {
                findings.add(format!("{name} {}", text(&there[0])), "the row is missing");
                return Ok(count);
            }
        }
    }
}

fn check_attachments(db: &Connection, findings: &mut Findings) -> Result<(), LedgerError> {
    let mut statement =
        db.prepare("SELECT sha256, bytes, added_seq FROM \"attachment\" ORDER BY added_seq")?;
    let mut rows = statement.query([])?;
    let mut kept = Vec::new();
    while let Some(row) = rows.next()? {
        let (name, bytes, seq): (String, Vec<u8>, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
        if sha256_hex(&bytes) != name {
            findings.add(format!("attachment {name}"), "its bytes are not those that were stored");
        }
        kept.push((name, seq));
    }
    let mut statement =
        db.prepare("SELECT seq, payload FROM \"event\" WHERE instr(payload, '\"attachments\"') > 0")?;
    let mut rows = statement.query([])?;
    let mut named: Vec<(String, i64)> = Vec::new();
    while let Some(row) = rows.next()? {
        let (seq, payload): (i64, String) = (row.get(0)?, row.get(1)?);
        let payload: serde_json::Value = serde_json::from_str(&payload).unwrap_or_default();
        for name in payload["attachments"].as_array().into_iter().flatten().filter_map(|v| v.as_str()) {
            if !named.iter().any(|(other, _)| other == name) {
                named.push((name.to_owned(), seq));
            }
        }
    }
    for (name, seq) in &named {
        if !kept.contains(&(name.clone(), *seq)) {
            findings.add(format!("event {seq}"), format!("its attachment {name} is not as it was stored"));
        }
    }
    for (name, _) in &kept {
        if !named.iter().any(|(other, _)| other == name) {
            findings.add(format!("attachment {name}"), "no event put it there");
        }
    }
    Ok(())
}

fn text(value: &Sql) -> String {
    match value {
        Sql::Null => "nothing".to_owned(),
        Sql::Integer(number) => number.to_string(),
        Sql::Real(number) => number.to_string(),
        Sql::Text(text) => {
            let short: String = text.chars().take(60).collect();
            format!("{short:?}")
        }
        Sql::Blob(bytes) => format!("{} bytes", bytes.len()),
    }
}
