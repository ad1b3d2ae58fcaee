//! Writing: one IMMEDIATE transaction that checks versions, appends events, projects them and reads both back.

use std::collections::HashSet;

use rusqlite::{Connection, OptionalExtension as _, Transaction, params};

use super::{
    Batch, Committed, Edit, Entry, Relied,
    error::{LedgerError, Stale},
    order::ids,
    project::project,
    read_event::{EVENT_COLUMNS, event, last_event, request_events},
    rows::{StoredRow, read_row, stored_digest},
    schema::{Series, Table, table},
};
use crate::domain::{
    events::{Change, Event, NO_HASH, Payload, chain_hash, instant},
    object::{Id, Object, Version},
    record::{Fields, row_digest, sha256_hex},
    word::Word,
};

/// Writes a batch. The transaction must be IMMEDIATE; the caller commits.
pub(super) fn append(tx: &Transaction<'_>, batch: &Batch) -> Result<Committed, LedgerError> {
    let before = request_events(tx, &batch.request)?;
    if !before.is_empty() {
        return Ok(Committed { repeated: true, events: before });
    }
    let last = last_event(tx)?;
    if let Some(last) = &last
        && chain_hash(last) != last.hash
    {
        return Err(LedgerError::Damaged(format!("event {} is not what was written", last.seq)));
    }
    let now = instant(batch.at);
    let (mut seq, mut prev, at, clock_back) = match &last {
        Some(last) if last.at > now => (last.seq, last.hash, last.at.clone(), true),
        Some(last) => (last.seq, last.hash, now, false),
        None => (0, NO_HASH, now, false),
    };
    let mut stale = moved_on(tx, &batch.relies_on)?;
    let mut touched = HashSet::new();
    let mut events = Vec::new();
    let attached: Vec<String> = batch.attachments.iter().map(|bytes| sha256_hex(bytes)).collect();
    for entry in &batch.entries {
        seq += 1;
        let (changes, given) = changes_of(tx, entry, &touched, &mut stale)?;
        if !stale.is_empty() {
            touched.extend(entry.edits.iter().map(|edit| (edit.object, &edit.id)));
            continue;
        }
        let payload = Payload {
            shown: entry.shown.replace("{ref}", &given),
            reason: entry.reason.clone(),
            program: batch.program.clone(),
            undoes: entry.undoes.clone(),
            redoes: entry.redoes.clone(),
            clock_back,
            changes,
            attachments: if events.is_empty() { attached.clone() } else { Vec::new() },
        };
        let text = serde_json::to_string(&payload).map_err(|e| LedgerError::Damaged(e.to_string()))?;
        let mut event = Event {
            seq,
            id: entry.id.clone(),
            request: batch.request.clone(),
            at: at.clone(),
            actor: batch.actor.clone(),
            kind: entry.kind.word().to_owned(),
            payload: text,
            prev,
            hash: NO_HASH,
        };
        event.hash = chain_hash(&event);
        prev = event.hash;
        insert_event(tx, &event)?;
        if events.is_empty() {
            attach(tx, batch, &attached, seq)?;
        }
        project(tx, &event, entry.kind, &payload)?;
        read_back(tx, &event, &payload)?;
        events.push(event);
    }
    if stale.is_empty() {
        Ok(Committed { repeated: false, events })
    } else {
        Err(LedgerError::Conflict(stale))
    }
}

/// What a request relied on and is not any more what it looked at.
fn moved_on(db: &Connection, relied: &[Relied]) -> Result<Vec<Stale>, LedgerError> {
    let mut stale = Vec::new();
    let mut tell = |object: Object, expected: Version, current: Option<StoredRow>, id: &Id| {
        let version = current.as_ref().map_or(0, |row| row.version);
        let (by, theirs) = current.map_or_else(Default::default, |row| (row.changed_by, row.fields));
        let id = id.clone();
        stale.push(Stale {
            object,
            id,
            expected,
            current: version,
            by,
            theirs,
            mine: Fields::new(),
            relied: true,
        });
    };
    for relied in relied {
        match relied {
            Relied::Version { object, id, version } => {
                let current = read_row(db, *object, id)?;
                if current.as_ref().map_or(0, |row| row.version) != *version {
                    tell(*object, *version, current, id);
                }
            }
            Relied::Nothing(query) => {
                for id in ids(db, query)? {
                    tell(query.object(), 0, read_row(db, query.object(), &id)?, &id);
                }
            }
        }
    }
    Ok(stale)
}

/// What an entry does to its rows, and the ref given to the first numbered one.
///
/// `touched` are the rows that earlier entries of a request in conflict would have changed: what stands there
/// now is not what this entry's edits were made on, so nothing is said about them.
fn changes_of(
    db: &Connection,
    entry: &Entry,
    touched: &HashSet<(Object, &Id)>,
    stale: &mut Vec<Stale>,
) -> Result<(Vec<Change>, String), LedgerError> {
    let mut changes: Vec<Change> = Vec::with_capacity(entry.edits.len());
    let mut once = HashSet::with_capacity(entry.edits.len());
    let mut given = String::new();
    let mut numbers: Vec<(Object, String, i64)> = Vec::new();
    for edit in &entry.edits {
        if !once.insert((edit.object, &edit.id)) {
            return Err(LedgerError::DoesNotFit {
                object: edit.object,
                because: "one event changes it twice".to_owned(),
            });
        }
        if touched.contains(&(edit.object, &edit.id)) {
            continue;
        }
        let current = read_row(db, edit.object, &edit.id)?;
        let version = current.as_ref().map_or(0, |row| row.version);
        if version != edit.expected {
            let (by, theirs) = current.map_or_else(Default::default, |row| (row.changed_by, row.fields));
            stale.push(Stale {
                object: edit.object,
                id: edit.id.clone(),
                expected: edit.expected,
                current: version,
                by,
                theirs,
                mine: edit.after.clone().unwrap_or_default(),
                relied: false,
            });
            continue;
        }
        let mut after = edit.after.clone();
        if let Some(fields) = &mut after
            && let Some(reference) = give_number(db, edit, fields, &mut numbers)?
            && given.is_empty()
        {
            given = reference;
        }
        let before = current.filter(|row| !row.gone).map(|row| row.fields);
        let kept = after.as_ref().or(before.as_ref()).cloned().unwrap_or_default();
        changes.push(Change {
            object: edit.object,
            id: edit.id.clone(),
            version: version + 1,
            digest: row_digest(edit.object, &edit.id, &kept, after.is_none()),
            before,
            after,
        });
    }
    Ok((changes, given))
}

/// Gives a new row of a numbered table its number and ref; numbers of rows that are gone are not given again. A number
/// that the row brings along, as the copy of a risk does, is kept, and refused where it was ever given.
fn give_number(
    db: &Connection,
    edit: &Edit,
    fields: &mut Fields,
    numbers: &mut Vec<(Object, String, i64)>,
) -> Result<Option<String>, LedgerError> {
    let table = table(edit.object);
    let Some(series) = table.series else { return Ok(None) };
    if edit.expected != 0 {
        return Ok(None);
    }
    let owner = series.within.and_then(|name| fields.get(name)).and_then(|v| v.as_str()).unwrap_or("");
    let brought = fields.get("number").and_then(serde_json::Value::as_i64).filter(|&number| number > 0);
    if let Some(number) = brought {
        let link = series.within.map_or_else(|| "?1 = ''".to_owned(), |link| format!("\"{link}\" = ?1"));
        let sql = format!("SELECT 1 FROM \"{}\" WHERE {link} AND number = ?2", table.name());
        let there: Option<i64> =
            db.prepare_cached(&sql)?.query_row(params![owner, number], |row| row.get(0)).optional()?;
        if there.is_some() {
            return Err(LedgerError::Taken(format!("{}.number", table.name())));
        }
    }
    let known = numbers.iter_mut().find(|(object, of, _)| *object == edit.object && *of == owner);
    let number = if let Some((_, _, last)) = known {
        let number = brought.unwrap_or(*last + 1);
        *last = number.max(*last);
        number
    } else {
        let last: i64 =
            db.prepare_cached(&last_number(table, series))?.query_row([owner], |row| row.get(0))?;
        let number = brought.unwrap_or(last + 1);
        numbers.push((edit.object, owner.to_owned(), number.max(last)));
        number
    };
    let reference = format!("{}{number:03}", series.prefix);
    fields.insert("number".to_owned(), number.into());
    fields.insert("ref".to_owned(), reference.clone().into());
    Ok(Some(reference))
}

/// The query for the last number of a series, that of rows that are gone too.
fn last_number(table: &Table, series: Series) -> String {
    let name = table.name();
    let of_link =
        |link: &str, id: &str| format!("SELECT max(number) FROM \"{name}\" WHERE \"{link}\" = {id}");
    match (series.within, series.shared) {
        (Some(link), Some((object, shared))) => {
            let others = object.word();
            // One look-up in the index for each of those that share the series, however many rows they have. The link
            // itself is asked for too: its row may come later in the same event.
            format!(
                "SELECT coalesce(max(last), 0) FROM (SELECT ({}) AS last FROM \"{others}\" other WHERE \
                 other.\"{shared}\" = (SELECT \"{shared}\" FROM \"{others}\" WHERE id = ?1) UNION ALL {})",
                of_link(link, "other.id"),
                of_link(link, "?1")
            )
        }
        (Some(link), None) => format!("SELECT coalesce(({}), 0)", of_link(link, "?1")),
        (None, _) => format!("SELECT coalesce(max(number), 0) FROM \"{name}\" WHERE ?1 = ''"),
    }
}

fn insert_event(db: &Connection, event: &Event) -> Result<(), LedgerError> {
    db.prepare_cached(
        "INSERT INTO \"event\" (seq, id, request, at, actor_uid, actor, kind, payload, prev, hash) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?
    .execute(params![
        event.seq,
        event.id.as_str(),
        event.request.as_str(),
        event.at,
        event.actor.uid,
        event.actor.name,
        event.kind,
        event.payload,
        event.prev,
        event.hash
    ])
    .map_err(|e| match e.sqlite_error_code() {
        // Place and link to the chain are right by construction; what the guard refuses is a used identity.
        Some(rusqlite::ErrorCode::ConstraintViolation) => LedgerError::Taken("event.id".to_owned()),
        _ => e.into(),
    })?;
    Ok(())
}

fn attach(db: &Connection, batch: &Batch, names: &[String], seq: i64) -> Result<(), LedgerError> {
    for (name, bytes) in names.iter().zip(&batch.attachments) {
        let there: Option<i64> = db
            .prepare_cached("SELECT 1 FROM \"attachment\" WHERE sha256 = ?1")?
            .query_row([name], |row| row.get(0))
            .optional()?;
        if there.is_none() {
            db.prepare_cached("INSERT INTO \"attachment\" (sha256, bytes, added_seq) VALUES (?1, ?2, ?3)")?
                .execute(params![name, bytes, seq])?;
        }
    }
    Ok(())
}

/// Reads the event and its rows again and compares their hashes, before anything is committed.
fn read_back(db: &Connection, written: &Event, payload: &Payload) -> Result<(), LedgerError> {
    let sql = format!("SELECT {EVENT_COLUMNS} FROM \"event\" WHERE seq = ?1");
    let stored = db.prepare_cached(&sql)?.query_row([written.seq], event)?;
    if chain_hash(&stored) != written.hash || stored != *written {
        return Err(LedgerError::Damaged(format!("event {} did not read back as written", written.seq)));
    }
    for change in &payload.changes {
        let digest = read_row(db, change.object, &change.id)?.map(|row| stored_digest(change.object, &row));
        if digest.as_deref() != Some(&change.digest) {
            return Err(LedgerError::Damaged(format!(
                "{} {} did not read back as written",
                change.object,
                Id::as_str(&change.id)
            )));
        }
    }
    Ok(())
}
