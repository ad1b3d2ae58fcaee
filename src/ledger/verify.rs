//! Verification: the chain, then every event replayed into a temporary file and compared row for row.

use std::{
    collections::HashMap,
    fmt,
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::Duration,
};

use rusqlite::{
    Connection, Transaction, TransactionBehavior,
    types::{Value as Sql, ValueRef},
};

use super::{
    Head,
    error::LedgerError,
    migrate::{Migration, SCHEMA_VERSION, led_to, newest},
    project::project,
    read_event::{EVENT_COLUMNS, event},
    rows::{read_row, stored_digest},
    schema::{APPLICATION_ID, PROJECTED_CORE, create_sql, tables},
};
use crate::domain::{
    events::{Event, EventKind, NO_HASH, chain_hash, read_payload},
    progress::{Cancel, Port},
    record::sha256_hex,
    word::Word as _,
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

#[derive(Default)]
struct Findings {
    told: Vec<Finding>,
    more: usize,
}

impl Findings {
    fn add(&mut self, place: impl Into<String>, what: impl Into<String>) {
        if self.told.len() < ENOUGH {
            self.told.push(Finding { place: place.into(), what: what.into() });
        } else {
            self.more += 1;
        }
    }

    /// What a check could not read is a finding; what kept it from reading is an error.
    fn unless_damaged<T>(
        &mut self,
        place: &str,
        outcome: Result<T, LedgerError>,
    ) -> Result<Option<T>, LedgerError> {
        match outcome {
            Ok(value) => Ok(Some(value)),
            Err(LedgerError::Damaged(what)) => {
                self.add(place, what);
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    fn all(mut self) -> Vec<Finding> {
        if self.more > 0 {
            self.told.push(Finding { place: "elsewhere".into(), what: format!("{} more", self.more) });
        }
        self.told
    }
}

/// How much of the work its parts are, in percent: the pages of the file, the events, the rows; the rest are attachments.
const PAGES: u64 = 8;
const EVENTS: u64 = 70;
const ROWS: u64 = 97;

/// Between two looks whether a check of pages is still wanted.
const LOOK: Duration = Duration::from_millis(50);

/// Verifies a register as of one moment. `migrations` are the steps that it was opened with.
pub(super) fn verify(
    db: &Connection,
    migrations: &[Migration],
    port: &mut Port,
) -> Result<Verified, LedgerError> {
    // Ended by its drop, whatever happens: nothing was written.
    let moment = Transaction::new_unchecked(db, TransactionBehavior::Deferred)?;
    verify_in_transaction(&moment, migrations, port)
}

fn verify_in_transaction(
    db: &Connection,
    migrations: &[Migration],
    port: &mut Port,
) -> Result<Verified, LedgerError> {
    let mut findings = Findings::default();
    let checked = port.part(0..PAGES, |port| {
        port.begin("checking the pages of the file", 0, "")?;
        let mut check = || check_file(db, newest(migrations), &mut findings);
        let checked = match port.cancel() {
            Some(cancel) => while_wanted(db, cancel, check),
            None => check(),
        };
        // a check that was broken off found nothing
        port.doing("making room for a replay")?;
        checked
    });
    findings.unless_damaged("file", checked)?;
    let directory = tempfile::Builder::new().prefix("riskward-verify-").tempdir()?;
    let replayed = Connection::open(directory.path().join("replay.db"))?;
    replayed
        .execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF;")?;
    replayed.execute_batch(&format!("BEGIN; {} COMMIT;", create_sql()))?;
    let (events, head) =
        port.part(PAGES..EVENTS, |port| replay(db, &replayed, migrations, &mut findings, port))?;
    let compared = compare_schema(db, &replayed, &mut findings);
    findings.unless_damaged("schema", compared)?;
    let all = || tables().map(|table| (table.name(), "id")).chain(PROJECTED_CORE.iter().copied());
    let rows = port.part(EVENTS..ROWS, |port| {
        // how many there are is worth counting only for somebody who waits
        let total = if port.is_heard() { all().map(|(name, _)| count(&replayed, name)).sum() } else { 0 };
        port.begin("comparing rows with what the events say", total, "rows")?;
        let mut rows = 0;
        for (name, order) in all() {
            rows += compare_table(db, &replayed, name, order, &mut findings, port)?;
        }
        Ok::<u64, LedgerError>(rows)
    })?;
    let checked = port.part(ROWS..100, |port| check_attachments(db, &mut findings, port));
    findings.unless_damaged("attachments", checked)?;
    Ok(Verified { events, rows, head, findings: findings.all() })
}

/// Does what is one statement for SQLite, which is broken off when it is cancelled.
fn while_wanted<T>(db: &Connection, cancel: &Cancel, work: impl FnOnce() -> T) -> T {
    let (handle, over) = (db.get_interrupt_handle(), AtomicBool::new(false));
    thread::scope(|scope| {
        let watching = scope.spawn(|| {
            while !over.load(Ordering::Relaxed) {
                if cancel.is_asked() {
                    handle.interrupt();
                }
                thread::park_timeout(LOOK);
            }
        });
        let done = work();
        over.store(true, Ordering::Relaxed);
        watching.thread().unpark();
        done
    })
}

/// How many rows a table of the replay has.
fn count(replayed: &Connection, table: &str) -> u64 {
    let sql = format!("SELECT count(*) FROM \"{table}\"");
    replayed.query_row(&sql, [], |row| row.get::<_, i64>(0)).ok().and_then(|n| n.try_into().ok()).unwrap_or(0)
}

fn check_file(db: &Connection, wanted: u32, findings: &mut Findings) -> Result<(), LedgerError> {
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
    if version != wanted {
        findings.add("file header", format!("schema version {version} is not {wanted}"));
    }
    Ok(())
}

/// The schema must be the one that this program makes: a guard that was dropped or changed shows here.
fn compare_schema(db: &Connection, made: &Connection, findings: &mut Findings) -> Result<(), LedgerError> {
    let list = |db: &Connection| -> Result<Vec<(String, String)>, LedgerError> {
        let mut statement = db.prepare(
            "SELECT type || ' ' || name, sql FROM sqlite_master \
             WHERE sql IS NOT NULL ORDER BY 1",
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

fn replay(
    db: &Connection,
    into: &Connection,
    migrations: &[Migration],
    findings: &mut Findings,
    port: &mut Port,
) -> Result<(u64, Head), LedgerError> {
    let last: Option<i64> =
        db.query_row("SELECT max(seq) FROM \"event\"", [], |row| row.get(0)).unwrap_or(None);
    port.begin("replaying events", last.and_then(|seq| seq.try_into().ok()).unwrap_or(0), "events")?;
    let mut schema = SCHEMA_VERSION;
    let mut head = Head { seq: 0, hash: NO_HASH };
    let mut count = 0;
    let mut statement = db.prepare(&format!("SELECT {EVENT_COLUMNS} FROM \"event\" ORDER BY seq"))?;
    let mut rows = statement.query([])?;
    into.execute_batch("BEGIN")?;
    loop {
        port.reached(count)?;
        let next = rows.next().map_err(LedgerError::from);
        let Some(row) = findings.unless_damaged(&format!("event after {}", head.seq), next)?.flatten() else {
            break;
        };
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
        if event.kind == EventKind::SchemaMigrated.word()
            && let Some(to) = led_to(&event)
        {
            if let Some(step) = migrations.iter().find(|step| step.to == to && to == schema + 1) {
                into.execute_batch(&step.sql)?;
                schema = to;
            }
            // Digests of an earlier migration speak of rows as no program makes them any more.
            if to == newest(migrations) {
                check_migrated(into, &event, &place, findings);
            }
        }
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
}

/// A migration's event lists `object id digest` of every row it reshaped.
fn check_migrated(into: &Connection, event: &Event, place: &str, findings: &mut Findings) {
    let Ok((_, payload)) = read_payload(&event.kind, &event.payload) else { return };
    for line in payload.reason.lines() {
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
    port: &mut Port,
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
        (0..names.len()).map(|at| row.get_ref(at).map(owned)).collect()
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
                port.unit()?;
                let row = identity(&here[0]);
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
                    Some(there) => format!("a row stands there where the events put {}", identity(&there[0])),
                    None => "no event put this row there".to_owned(),
                };
                findings.add(format!("{name} {}", identity(&here[0])), what);
                return Ok(count);
            }
            (None, Some(there)) => {
                findings.add(format!("{name} {}", identity(&there[0])), "the row is missing");
                return Ok(count);
            }
        }
    }
}

fn check_attachments(db: &Connection, findings: &mut Findings, port: &mut Port) -> Result<(), LedgerError> {
    let total = db.query_row("SELECT count(*) FROM \"attachment\"", [], |row| row.get::<_, i64>(0));
    port.begin("checking original files", total.unwrap_or(0).try_into().unwrap_or(0), "files")?;
    let mut statement =
        db.prepare("SELECT sha256, bytes, added_seq FROM \"attachment\" ORDER BY added_seq")?;
    let mut rows = statement.query([])?;
    let mut kept = HashMap::new();
    while let Some(row) = rows.next()? {
        let (name, bytes, seq): (String, Vec<u8>, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
        if sha256_hex(&bytes) != name {
            findings.add(format!("attachment {name}"), "its bytes are not those that were stored");
        }
        kept.insert(name, seq);
        port.unit()?;
    }
    let mut statement = db.prepare(
        "SELECT seq, payload FROM \"event\" WHERE instr(payload, '\"attachments\"') > 0 ORDER BY seq",
    )?;
    let mut rows = statement.query([])?;
    let mut named = HashMap::new();
    while let Some(row) = rows.next()? {
        // What is no text or no payload was found by the replay.
        let (seq, Ok(payload)) = (row.get::<_, i64>(0)?, row.get::<_, String>(1)) else { continue };
        let payload: serde_json::Value = serde_json::from_str(&payload).unwrap_or_default();
        for name in payload["attachments"].as_array().into_iter().flatten().filter_map(|v| v.as_str()) {
            named.entry(name.to_owned()).or_insert(seq);
        }
    }
    for (name, seq) in &named {
        if kept.get(name) != Some(seq) {
            findings.add(format!("event {seq}"), format!("its attachment {name} is not as it was stored"));
        }
    }
    for name in kept.keys().filter(|name| !named.contains_key(*name)) {
        findings.add(format!("attachment {name}"), "no event put it there");
    }
    Ok(())
}

/// Text that is none becomes bytes: it differs from every text, and its place can still be named.
fn owned(value: ValueRef<'_>) -> Sql {
    match value {
        ValueRef::Text(bytes) => match std::str::from_utf8(bytes) {
            Ok(text) => Sql::Text(text.to_owned()),
            Err(_) => Sql::Blob(bytes.to_vec()),
        },
        other => Sql::try_from(other).unwrap_or(Sql::Null),
    }
}

/// What names a row in a finding's place: whole, however long it is.
fn identity(value: &Sql) -> String {
    match value {
        Sql::Text(id) => id.clone(),
        other => text(other),
    }
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
