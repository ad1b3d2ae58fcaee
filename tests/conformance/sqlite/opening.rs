//! Opening: founding by many at once, another program that holds the register, files that cannot be trusted.

use std::{fs, os::unix::fs::PermissionsExt as _, path::Path, time::Duration};

use riskward::{
    domain::{
        events::EventKind,
        object::{Id, Object},
    },
    ledger::{Ask as _, Batch, Edit, Ledger as _, LedgerError, Query, Settings, Synchronous},
};

use super::{open, plain, raw, settings};
use crate::{
    report::{Report, ensure, must_hold, wrong},
    sample::{batch, entry, person},
    store::{Place, SQLITE},
    suite::{chain, verifies},
    worker::{self, Job, Work, tell, wait_for_go},
};

fn request(id: &str) -> Batch {
    let edits = vec![Edit::put(&Id::from(id), 0, &person(id, ""))];
    batch(id, vec![entry(id, EventKind::PersonChanged, edits)])
}

/// The worker: opens a register that may not be there yet, and writes.
pub(crate) fn found(work: &Work) -> Result<(), String> {
    tell("ready");
    wait_for_go();
    let mut ledger = work.store.open(&work.place).map_err(wrong("opening"))?;
    ledger.append(request(&work.words[0])).map_err(wrong("appending"))?;
    tell("done");
    Ok(())
}

/// The worker: holds the write lock until it is told to go.
pub(crate) fn hold(work: &Work) -> Result<(), String> {
    let db = raw::connect(&work.place);
    db.execute_batch("BEGIN IMMEDIATE").map_err(wrong("locking"))?;
    tell("held");
    wait_for_go();
    Ok(())
}

fn founding(rounds: u64, programs: u64) -> Report {
    for round in 0..rounds {
        let place = Place::fresh();
        let mut workers: Vec<_> = (0..programs)
            .map(|n| worker::spawn(&SQLITE, &place.path(), &Job::new("found", &[&format!("by-{n}")])))
            .collect();
        for worker in &workers {
            worker.wait_for("ready")?;
        }
        workers.iter_mut().for_each(worker::Worker::go);
        for worker in workers {
            let said = worker.end();
            ensure(said.contains(&"done".into()), || {
                format!("round {round}: a program was refused: {said:?}")
            })?;
        }
        let ledger = plain(&place.path()).map_err(wrong("opening"))?;
        let events = chain(&ledger)?;
        let made = events.iter().filter(|event| event.kind == "register_made/1").count();
        ensure(made == 1 && events.len() as u64 == programs + 1, || {
            format!("round {round}: made {made} times, {} events", events.len())
        })?;
        verifies(&ledger)?;
    }
    Ok(format!("founding: {rounds} rounds of {programs} programs at once, one register each, 0 refused"))
}

#[test]
fn programs_that_found_a_register_at_once_find_one() {
    must_hold(founding(15, 6));
}

fn busy() -> Report {
    let place = Place::fresh();
    let short = Settings { busy_timeout: Duration::from_millis(150), ..settings(Synchronous::Full) };
    let mut ledger = open(&place.path(), &short).map_err(wrong("founding"))?;
    ledger.append(request("before")).map_err(wrong("appending"))?;
    let mut holder = worker::spawn(&SQLITE, &place.path(), &Job::new("hold", &[]));
    holder.wait_for("held")?;
    let refused = ledger.append(request("while it is held"));
    ensure(matches!(refused, Err(LedgerError::Busy)), || format!("not busy: {refused:?}"))?;
    ensure(!ledger.is_free().map_err(wrong("looking whether it is free"))?, || "it counts as free".into())?;
    let named = ledger.holder().map(|one| (one.pid, one.is_own));
    // only Linux tells who it is
    let known = if cfg!(target_os = "linux") { Some((holder.pid(), false)) } else { None };
    ensure(named == known, || format!("the holder is {known:?}, and is named {named:?}"))?;
    let people = ledger.ids(&Query::all(Object::Person)).map_err(wrong("reading while it is held"))?;
    ensure(people.len() == 1, || "a refused request left something".into())?;
    open(&place.path(), &short).map_err(wrong("opening while it is held"))?;
    holder.go();
    holder.end();
    ensure(ledger.is_free().map_err(wrong("looking whether it is free"))?, || "it is not free".into())?;
    ensure(ledger.holder().is_none(), || "nobody holds it, and somebody is named".into())?;
    let committed = ledger.append(request("while it is held")).map_err(wrong("appending afterwards"))?;
    ensure(!committed.repeated, || "a request that was refused counts as applied".into())?;
    verifies(&ledger)?;
    Ok("busy: a writer that holds the register past the timeout gives Busy; reading goes on, then writing"
        .into())
}

#[test]
fn a_held_register_is_busy() {
    must_hold(busy());
}

fn refused_as_unsafe(path: &Path, because: &str) {
    match plain(path) {
        Err(LedgerError::UnsafeFile { because: said, .. }) => assert!(said.contains(because), "{said}"),
        other => panic!("{because}: {:?}", other.map(|_| ())),
    }
}

#[test]
fn a_file_that_cannot_be_trusted_is_refused() {
    let place = Place::fresh();
    let path = place.path();
    plain(&path).unwrap().append(request("one")).unwrap();

    let link = place.directory().join("link.db");
    std::os::unix::fs::symlink(&path, &link).unwrap();
    refused_as_unsafe(&link, "symbolic link");
    let dangling = place.directory().join("dangling.db");
    std::os::unix::fs::symlink(place.directory().join("nowhere"), &dangling).unwrap();
    refused_as_unsafe(&dangling, "symbolic link");
    refused_as_unsafe(place.directory(), "regular file");

    let second = place.directory().join("second.db");
    fs::hard_link(&path, &second).unwrap();
    refused_as_unsafe(&path, "second name");
    fs::remove_file(&second).unwrap();

    for mode in [0o604, 0o602, 0o666] {
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        refused_as_unsafe(&path, "everybody");
    }
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();

    for suffix in ["-wal", "-shm", "-journal"] {
        let beside = place.directory().join(format!("register.db{suffix}"));
        fs::write(&beside, b"").unwrap();
        fs::set_permissions(&beside, fs::Permissions::from_mode(0o644)).unwrap();
        refused_as_unsafe(&path, suffix);
        fs::remove_file(&beside).unwrap();
        std::os::unix::fs::symlink(&path, &beside).unwrap();
        refused_as_unsafe(&path, suffix);
        fs::remove_file(&beside).unwrap();
    }
    verifies(&plain(&path).unwrap()).unwrap();
}

/// A directory that is a link is fine: only the file itself must be none.
#[test]
fn a_register_behind_a_linked_directory_opens() {
    let place = Place::fresh();
    let real = place.directory().join("real");
    fs::create_dir(&real).unwrap();
    let link = place.directory().join("link");
    std::os::unix::fs::symlink(&real, &link).unwrap();
    plain(&link.join("register.db")).unwrap().append(request("one")).unwrap();
    assert_eq!(plain(&real.join("register.db")).unwrap().head().unwrap().seq, 2);
}

/// What is written to a file that lost its name would be lost: it is refused instead.
#[test]
fn a_register_that_was_replaced_while_open_takes_nothing() {
    let place = Place::fresh();
    let mut ledger = plain(&place.path()).unwrap();
    ledger.append(request("one")).unwrap();
    let copy = place.directory().join("copy.db");
    ledger.backup_to(&copy).unwrap();
    fs::rename(&copy, place.path()).unwrap();
    assert!(matches!(ledger.append(request("two")), Err(LedgerError::UnsafeFile { .. })));
    fs::remove_file(place.path()).unwrap();
    assert!(matches!(ledger.append(request("three")), Err(LedgerError::NotThere(_))));
}

/// A backup is one file with a rollback journal; opened as a register it is a WAL database again, for with a
/// rollback journal a power cut can take back what was acknowledged.
#[test]
fn every_register_that_is_opened_keeps_a_wal() {
    let place = Place::fresh();
    let ledger = plain(&place.path()).unwrap();
    let copy = place.directory().join("copy.db");
    ledger.backup_to(&copy).unwrap();
    let mode = |path: &Path| -> String {
        raw::connect(path).query_row("PRAGMA journal_mode", [], |row| row.get(0)).unwrap()
    };
    assert_eq!(mode(&copy), "delete");
    plain(&copy).unwrap().append(request("one")).unwrap();
    assert_eq!(mode(&copy), "wal");
}

/// A header that says other than its content is damage, and not a register to be founded.
#[test]
fn a_header_without_a_schema_version_is_damage() {
    let place = Place::fresh();
    drop(plain(&place.path()).unwrap());
    raw::connect(&place.path()).pragma_update(None, "user_version", 0).unwrap();
    assert!(matches!(plain(&place.path()), Err(LedgerError::Damaged(_))));
}
