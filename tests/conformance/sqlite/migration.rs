//! A migration killed at any moment leaves the old register or the new one, nothing between.

use std::{
    fs,
    path::Path,
    thread,
    time::{Duration, Instant},
};

use riskward::{
    domain::{
        events::EventKind,
        object::{Id, Object},
    },
    ledger::{
        Ask as _, Edit, Ledger as _, LedgerError, Migration, Query, SCHEMA_VERSION, Settings, Synchronous,
    },
};

use super::{open, plain, raw, settings};
use crate::{
    chance::Chance,
    report::{Report, ensure, wrong},
    sample::{self, batch, entry, person},
    store::{Place, SQLITE},
    suite::verifies,
    worker::{self, Job, Work, tell},
};

const PEOPLE: u64 = 200;

/// Makes `product` anew, which placements and assessments refer to, and `person` with one column more, with
/// work between so that it takes its time.
fn step() -> Migration {
    let busy = "CREATE TABLE filler (n INTEGER, t TEXT) STRICT; \
                INSERT INTO filler WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 4000) \
                SELECT n, hex(zeroblob(40)) FROM c; DROP TABLE filler;";
    let sql = format!(
        "CREATE TABLE person_new (
           id TEXT PRIMARY KEY NOT NULL CHECK (instr(id, char(0)) = 0),
           version INTEGER NOT NULL CHECK (version > 0),
           gone INTEGER NOT NULL CHECK (gone IN (0, 1)),
           changed_seq INTEGER NOT NULL REFERENCES \"event\" (seq),
           changed_at TEXT NOT NULL,
           changed_by TEXT NOT NULL,
           name TEXT NOT NULL,
           roles TEXT,
           account TEXT,
           active_from TEXT,
           active_to TEXT,
           telephone TEXT NOT NULL DEFAULT 'not known'
         ) STRICT;
         {busy}
         INSERT INTO person_new
             (id, version, gone, changed_seq, changed_at, changed_by, name, roles, account, active_from, active_to)
           SELECT id, version, gone, changed_seq, changed_at, changed_by, name, roles, account, active_from, active_to
           FROM person;
         {busy}
         DROP TABLE person;
         ALTER TABLE person_new RENAME TO person;
         CREATE INDEX person_index_0 ON person (account);
         {busy}
         CREATE TABLE product_kept AS SELECT * FROM product;
         DROP TABLE product_kept;"
    );
    Migration {
        to: SCHEMA_VERSION + 1,
        name: "people have a telephone".into(),
        sql,
        reshapes: vec![Object::Person],
    }
}

fn newer() -> Settings {
    Settings { migrations: vec![step()], request: Id::from("migrating"), ..settings(Synchronous::Full) }
}

/// The worker: opens with the migration.
pub(crate) fn run(work: &Work) -> Result<(), String> {
    tell("ready");
    open(&work.place, &newer()).map_err(wrong("migrating"))?;
    tell("done");
    Ok(())
}

fn old_register() -> Result<(Place, Vec<u8>), String> {
    let place = Place::fresh();
    let mut ledger = plain(&place.path()).map_err(wrong("founding"))?;
    sample::fill(&mut ledger).map_err(wrong("filling"))?;
    let edits = (0..PEOPLE)
        .map(|n| Edit::put(&Id(format!("person-of-{n}")), 0, &person(&format!("Person {n}"), "nurse")))
        .collect();
    ledger
        .append(batch("people", vec![entry("people", EventKind::PersonChanged, edits)]))
        .map_err(wrong("filling"))?;
    drop(ledger);
    let bytes = fs::read(place.path()).map_err(wrong("reading"))?;
    Ok((place, bytes))
}

/// Whether the person table has the new column, and what the header says: both old or both new.
fn shape(path: &Path) -> Result<bool, String> {
    let db = raw::connect(path);
    let version: u32 = db.query_row("PRAGMA user_version", [], |row| row.get(0)).map_err(wrong("reading"))?;
    let columns = raw::texts(&db, "SELECT name FROM pragma_table_info('person')");
    let tables = raw::texts(&db, "SELECT name FROM sqlite_master WHERE name IN ('filler', 'person_new')");
    ensure(tables.is_empty(), || format!("tables of the migration are left: {tables:?}"))?;
    let is_new = columns.iter().any(|name| name == "telephone");
    ensure(is_new == (version == SCHEMA_VERSION + 1), || format!("mixed: version {version}, {columns:?}"))?;
    Ok(is_new)
}

fn kills(trials: u64) -> Report {
    let mut chance = Chance::new("migration");
    let (old_place, bytes) = old_register()?;
    let before =
        plain(&old_place.path()).and_then(|ledger| sample::everything(&ledger)).map_err(wrong("reading"))?;
    let before_head = plain(&old_place.path()).and_then(|ledger| ledger.head()).map_err(wrong("reading"))?;
    let (mut old, mut new, mut copies, mut longest) = (0, 0, 0, Duration::ZERO);
    for trial in 0..trials {
        let place = Place::fresh();
        riskward::os::replace::write_whole(&place.path(), &bytes, false).map_err(wrong("copying"))?;
        let mut worker = worker::spawn(&SQLITE, &place.path(), &Job::new("migrate", &[]));
        worker.wait_for("ready")?;
        let begun = Instant::now();
        if trial % 20 == 0 {
            // Left alone, it tells how long a whole one takes, and that it succeeds.
            worker.wait_for("done")?;
            longest = longest.max(begun.elapsed());
        } else {
            thread::sleep(Duration::from_micros(chance.below(longest.as_micros() as u64 * 5 / 4)));
        }
        worker.kill();
        worker.end();

        let opened = plain(&place.path());
        if let Err(LedgerError::Newer { .. }) = opened {
            ensure(shape(&place.path())?, || "newer by its header, old by its tables".into())?;
            new += 1;
        } else {
            let ledger = opened.map_err(wrong("opening after the kill"))?;
            verifies(&ledger)?;
            let now = sample::everything(&ledger).map_err(wrong("reading after the kill"))?;
            ensure(now == before, || "old, but not as it was".into())?;
            drop(ledger);
            ensure(!shape(&place.path())?, || "old by its header, new by its tables".into())?;
            old += 1;
        }
        // Whatever it was, opening it with the migration ends with the new one.
        let mut ledger = open(&place.path(), &newer()).map_err(wrong("migrating after the kill"))?;
        ensure(ledger.head().map(|head| head.seq).ok() == Some(before_head.seq + 1), || {
            "migrated twice".into()
        })?;
        let people = ledger.ids(&Query::all(Object::Person)).map_err(wrong("reading people"))?.len() as u64;
        ensure(people == PEOPLE + 1, || format!("{people} people after the migration"))?;
        if trial % 10 == 0 {
            verifies(&ledger)?;
            let edits = vec![Edit::put(&Id::from("later"), 0, &person("Later", ""))];
            ledger
                .append(batch("later", vec![entry("later", EventKind::PersonChanged, edits)]))
                .map_err(wrong("writing after the migration"))?;
            verifies(&ledger)?;
        }
        drop(ledger);
        // The copy made before is the old register.
        let mut name = place.path().into_os_string();
        name.push(format!(".schema-{SCHEMA_VERSION}-event-{}.backup", before_head.seq));
        let copy = plain(Path::new(&name)).map_err(wrong("opening the copy made before"))?;
        ensure(copy.head().ok() == Some(before_head), || "the copy made before is another register".into())?;
        copies += 1;
    }
    ensure(old > 0 && new > 0, || format!("{old} old, {new} new: one outcome was never seen"))?;
    Ok(format!(
        "migration: {trials} kills: {old} all old, {new} all new, 0 mixed; {copies} copies made before are whole"
    ))
}

#[test]
fn a_killed_migration_is_all_old_or_all_new() {
    crate::report::must_hold(kills(100));
}

/// A table that others refer to can be made anew, and a migration that breaks a reference is refused whole.
#[test]
fn references_are_kept_by_a_migration() {
    let (place, _) = old_register().unwrap();
    let sql = raw::texts(
        &raw::connect(&place.path()),
        "SELECT sql FROM sqlite_master WHERE name = 'product' OR tbl_name = 'product' AND type = 'index' AND sql NOT NULL ORDER BY type DESC",
    );
    let rebuild = |filter: &str| Migration {
        to: SCHEMA_VERSION + 1,
        name: "products made anew".into(),
        sql: format!(
            "{}; INSERT INTO product_new SELECT * FROM product {filter}; DROP TABLE product; \
             ALTER TABLE product_new RENAME TO product; {};",
            sql[0].replacen("\"product\"", "\"product_new\"", 1),
            sql[1..].join(";")
        ),
        reshapes: vec![Object::Product],
    };
    let with = |step| Settings { migrations: vec![step], ..newer() };
    let Err(LedgerError::Damaged(said)) = open(&place.path(), &with(rebuild("WHERE id <> 'product-1'")))
    else {
        panic!("a product that others refer to was lost")
    };
    assert!(said.contains("refer to nothing"), "{said}");
    verifies(&plain(&place.path()).unwrap()).unwrap();
    let ledger = open(&place.path(), &with(rebuild(""))).unwrap();
    verifies(&ledger).unwrap();

    let far = Migration { to: SCHEMA_VERSION + 3, ..rebuild("") };
    let (place, _) = old_register().unwrap();
    assert!(matches!(open(&place.path(), &with(far)), Err(LedgerError::Damaged(_))));
}

/// Two programs that bring the same register up at once do it once.
#[test]
fn two_programs_migrate_once() {
    for _ in 0..5 {
        let (place, _) = old_register().unwrap();
        let workers: Vec<_> =
            (0..3).map(|_| worker::spawn(&SQLITE, &place.path(), &Job::new("migrate", &[]))).collect();
        for worker in workers {
            let said = worker.end();
            assert!(said.contains(&"done".to_owned()), "{said:?}");
        }
        let ledger = open(&place.path(), &newer()).unwrap();
        let migrations = ledger.events_after(0, usize::MAX).unwrap();
        let migrations = migrations.iter().filter(|event| event.kind == "schema_migrated/1").count();
        assert_eq!(migrations, 1);
        verifies(&ledger).unwrap();
    }
}
