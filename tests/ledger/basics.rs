//! Opening, founding, appending, asking, verifying: the plain path.

use std::{path::Path, time::Duration};

use riskward::{
    domain::{
        events::{Actor, EventKind},
        object::{Id, Object},
        person::Person,
        record::Record as _,
    },
    ledger::{
        Ask as _, Batch, Edit, Entry, Founding, Ledger as _, LedgerError, Query, Settings, SqliteLedger,
        Synchronous, bundled_sqlite_version,
    },
};

fn settings() -> Settings {
    Settings {
        found: Some(Founding { id: Id::from("register"), time_zone: "Europe/Rome".into() }),
        synchronous: Synchronous::Full,
        busy_timeout: Duration::from_secs(5),
        migrations: Vec::new(),
        actor: Actor { uid: 7, name: "m.rossi".into() },
        at: "2026-03-01T08:00:00Z".parse().unwrap(),
        program: "riskward test".into(),
        request: Id::from("founding"),
    }
}

fn open(path: &Path) -> SqliteLedger {
    SqliteLedger::open(path, &settings()).unwrap()
}

fn change(request: &str, expected: i64, name: &str) -> Batch {
    let person = Person {
        name: name.into(),
        roles: vec!["risk_manager".into()],
        account: String::new(),
        active_from: None,
        active_to: None,
    };
    Batch {
        request: Id::from(request),
        actor: settings().actor,
        at: settings().at,
        program: "riskward test".into(),
        entries: vec![Entry {
            id: Id(format!("event of {request}")),
            kind: EventKind::PersonChanged,
            shown: format!("{name} changed."),
            reason: String::new(),
            undoes: None,
            redoes: None,
            edits: vec![Edit::put(&Id::from("p1"), expected, &person)],
        }],
        attachments: vec![b"a file".to_vec()],
        relies_on: Vec::new(),
    }
}

/// The bundled SQLite has the fix of the bug that loses transactions of two writers on one WAL.
#[test]
fn the_bundled_sqlite_has_the_wal_reset_fix() {
    assert!(bundled_sqlite_version() >= 3_053_000, "{}", bundled_sqlite_version());
}

/// What is appended is there after opening again, and the register verifies.
#[test]
fn what_was_appended_is_there() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("register.db");
    open(&path).append(change("r1", 0, "Anna")).unwrap();
    let mut again = open(&path);
    let rows = again.rows(&Query::all(Object::Person)).unwrap();
    assert_eq!(rows[0].clone().read::<Person>().unwrap().name, "Anna");
    assert!(again.append(change("r1", 0, "Anna")).unwrap().repeated);
    let verified = again.verify().unwrap();
    assert_eq!(verified.findings, []);
    assert_eq!(verified.events, 2);
    assert_eq!(
        again.attachment(&riskward::domain::record::sha256_hex(b"a file")).unwrap().unwrap(),
        b"a file"
    );
}

/// An edit made on an old version is refused with both texts, and nothing of its request is written.
#[test]
fn an_edit_on_an_old_version_is_a_conflict() {
    let directory = tempfile::tempdir().unwrap();
    let mut ledger = open(&directory.path().join("register.db"));
    ledger.append(change("r1", 0, "Anna")).unwrap();
    ledger.append(change("r2", 1, "Berta")).unwrap();
    let head = ledger.head().unwrap();
    let Err(LedgerError::Conflict(stale)) = ledger.append(change("r3", 1, "Carla")) else { panic!() };
    assert_eq!(stale[0].theirs["name"], "Berta");
    assert_eq!(stale[0].mine["name"], "Carla");
    assert_eq!(ledger.head().unwrap(), head);
    assert_eq!(ledger.last_seq().unwrap(), head.seq);
    assert!(ledger.append(change("r3", 2, "Carla")).is_ok());
}

/// A backup is one file that verifies by itself.
#[test]
fn a_backup_verifies() {
    let directory = tempfile::tempdir().unwrap();
    let mut ledger = open(&directory.path().join("register.db"));
    ledger.append(change("r1", 0, "Anna")).unwrap();
    let copy = directory.path().join("copy.db");
    assert_eq!(ledger.backup_to(&copy).unwrap().findings, []);
    assert!(matches!(ledger.backup_to(&copy), Err(LedgerError::Exists(_))));
    assert_eq!(open(&copy).head().unwrap(), ledger.head().unwrap());
}

/// A missing file, another file and a newer register are refused, each with its own reason.
#[test]
fn what_cannot_be_opened_is_refused() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("register.db");
    let existing = Settings { found: None, ..settings() };
    assert!(matches!(SqliteLedger::open(&path, &existing), Err(LedgerError::NotThere(_))));
    std::fs::write(&path, "not a database, but long enough to look at. ".repeat(40)).unwrap();
    std::fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    assert!(matches!(SqliteLedger::open(&path, &settings()), Err(LedgerError::NotARegister(_))));
    std::fs::remove_file(&path).unwrap();
    drop(open(&path));
    rusqlite::Connection::open(&path).unwrap().pragma_update(None, "user_version", 99).unwrap();
    assert!(matches!(
        SqliteLedger::open(&path, &settings()),
        Err(LedgerError::Newer { found: 99, known: 1 })
    ));
}

/// A value that its table has no column for is refused, not dropped.
#[test]
fn a_field_without_a_column_is_refused() {
    let directory = tempfile::tempdir().unwrap();
    let mut ledger = open(&directory.path().join("register.db"));
    let mut batch = change("r1", 0, "Anna");
    if let Some(fields) = &mut batch.entries[0].edits[0].after {
        fields.insert("shoe_size".into(), 41.into());
    }
    assert!(matches!(ledger.append(batch), Err(LedgerError::DoesNotFit { .. })));
    assert_eq!(Person::OBJECT, Object::Person);
}
