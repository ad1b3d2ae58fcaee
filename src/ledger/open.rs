//! Opening: what is looked at before SQLite sees the file, the settings of every connection, and founding.

use std::{
    io::ErrorKind,
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

use chrono::{DateTime, Utc};
use rusqlite::{
    Connection, MAIN_DB, OpenFlags, Transaction, TransactionBehavior,
    config::DbConfig,
    hooks::{AuthAction, AuthContext, Authorization},
    limits::Limit,
};

use super::{
    Batch, Committed, Edit, Entry, Ledger, LedgerError, SnapshotRead,
    append::append,
    ask, backup,
    migrate::{Migrating, Migration, SCHEMA_VERSION, migrate, newest},
    read_event::head,
    schema::{APPLICATION_ID, create_sql, tables},
    verify::{Verified, verify},
};
use crate::{
    domain::{
        events::{Actor, EventKind},
        object::Id,
        progress::Port,
        register::Register,
    },
    os::files,
};

/// The oldest SQLite without the bug that can lose committed transactions when two processes write to a WAL
/// and checkpoint at once (sqlite.org/wal.html, "the WAL-reset bug").
const OLDEST_SQLITE: i32 = 3_053_000;

/// The largest value SQLite may hold: an original file, or the payload of one event.
const LARGEST_VALUE: i32 = 32 * 1024 * 1024;

/// Between two tries where SQLite itself does not wait.
const A_MOMENT: Duration = Duration::from_millis(10);

/// How hard SQLite pushes a commit to the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Synchronous {
    /// Every commit is on the disk when it is acknowledged.
    Full,
    /// A power cut may lose acknowledged commits. For temporary registers only.
    Normal,
}

/// What a new register is founded with.
#[derive(Debug, Clone)]
pub struct Founding {
    /// The register's identity.
    pub id: Id,
    /// Its IANA time zone.
    pub time_zone: String,
}

/// How a register is opened.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Make it if it is not there.
    pub found: Option<Founding>,
    /// How hard commits are pushed to the disk.
    pub synchronous: Synchronous,
    /// How long to wait for another writer.
    pub busy_timeout: Duration,
    /// Steps from older schemas, in order.
    pub migrations: Vec<Migration>,
    /// Who opens it.
    pub actor: Actor,
    /// The time of opening.
    pub at: DateTime<Utc>,
    /// The program that opens it.
    pub program: String,
    /// A fresh id, for the events of founding and migrating.
    pub request: Id,
}

/// A register in a SQLite file.
#[derive(Debug)]
pub struct SqliteLedger {
    pub(super) db: Connection,
    path: PathBuf,
    read_only: bool,
    /// The file that was opened, to notice when another takes its name.
    identity: (u64, u64),
    /// The steps beyond this program's schema that it was opened with; verification takes them too.
    pub(super) migrations: Vec<Migration>,
}

impl SqliteLedger {
    /// Opens a register, or founds it where the settings say so.
    ///
    /// # Errors
    /// When the file is not there, is no register, is newer, stands where locks do not hold, is open to others,
    /// or cannot be brought to this schema.
    pub fn open(path: &Path, settings: &Settings) -> Result<Self, LedgerError> {
        if rusqlite::version_number() < OLDEST_SQLITE {
            return Err(LedgerError::Damaged(format!("SQLite {} loses transactions", rusqlite::version())));
        }
        let directory = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let is_new = !path.try_exists()? && std::fs::symlink_metadata(path).is_err();
        if is_new && settings.found.is_none() {
            return Err(LedgerError::NotThere(path.to_owned()));
        }
        if let Some(name) = files::network_file_system(directory)? {
            return Err(LedgerError::NetworkFileSystem(name));
        }
        if is_new {
            match files::create_private(path) {
                // Another process made it in the meantime.
                Err(e) if e.kind() == ErrorKind::AlreadyExists => {}
                made => made?,
            }
        }
        if let Err(because) = files::trusted(path) {
            return Err(LedgerError::UnsafeFile { path: path.to_owned(), because });
        }
        let identity = files::identity(path)?;
        let read_only = files::on_read_only_file_system(path)?;
        let db = connect(path, read_only)?;
        // SQLite falls back to reading where this user may not write to the file.
        let read_only = read_only || db.is_readonly(MAIN_DB)?;
        db.busy_timeout(settings.busy_timeout)?;
        let version = known_version(&db, path, settings)?;
        configure(&db, settings)?;
        let newest = newest(&settings.migrations);
        if read_only && version < newest {
            return Err(LedgerError::ReadOnly);
        }
        if !read_only {
            keep_wal(&db, settings.busy_timeout)?;
        }
        let migrations = settings.migrations.clone();
        let mut ledger = Self { db, path: path.to_owned(), read_only, identity, migrations };
        let is_empty = version == 0;
        if is_empty {
            found(&mut ledger.db, settings)?;
        }
        let version = if is_empty { SCHEMA_VERSION } else { version };
        if version < newest {
            if !is_empty {
                ledger.backup_before_migration(version)?;
            }
            migrate(
                &mut ledger.db,
                version,
                &settings.migrations,
                &Migrating {
                    actor: &settings.actor,
                    at: settings.at,
                    program: &settings.program,
                    request: &settings.request,
                },
            )?;
        }
        ledger.db.authorizer(Some(authorize))?;
        Ok(ledger)
    }

    /// Where the file stands.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// True when it can only be read here.
    pub fn is_read_only(&self) -> bool {
        self.read_only
    }

    /// Looks every page of the file over, without its content.
    ///
    /// # Errors
    /// What SQLite finds damaged.
    pub fn check_pages(&self) -> Result<(), LedgerError> {
        let said: String = self.db.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
        if said == "ok" { Ok(()) } else { Err(LedgerError::Damaged(said)) }
    }

    /// A copy that holds exactly what is about to be migrated: its name tells the schema and the last event.
    fn backup_before_migration(&self, version: u32) -> Result<(), LedgerError> {
        let mut name = self.path.as_os_str().to_owned();
        name.push(format!(".schema-{version}-event-{}.backup", head(&self.db)?.seq));
        match backup::copy_to(self, &PathBuf::from(name)) {
            Err(LedgerError::Exists(_)) => Ok(()),
            made => made,
        }
    }

    /// What is written to a file that lost its name is lost with it.
    fn still_in_place(&self) -> Result<(), LedgerError> {
        match files::identity(&self.path) {
            Ok(identity) if identity == self.identity => Ok(()),
            Ok(_) => Err(LedgerError::UnsafeFile {
                path: self.path.clone(),
                because: "another file took its place while it was open".to_owned(),
            }),
            Err(e) if e.kind() == ErrorKind::NotFound => Err(LedgerError::NotThere(self.path.clone())),
            Err(e) => Err(e.into()),
        }
    }
}

/// The version of the SQLite that is compiled in, as a number: 3.54.1 is 3 054 001.
pub fn bundled_sqlite_version() -> i32 {
    rusqlite::version_number()
}

fn connect(path: &Path, read_only: bool) -> Result<Connection, LedgerError> {
    let flags = OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_NOFOLLOW;
    // SQLite's NOFOLLOW refuses a link anywhere in the path; only the file itself must be none.
    let resolved = match (path.parent().filter(|p| !p.as_os_str().is_empty()), path.file_name()) {
        (Some(directory), Some(name)) => directory.canonicalize()?.join(name),
        _ => std::env::current_dir()?.join(path),
    };
    if read_only && files::companion_holds_something(path, "-wal") {
        // The last changes stand in the WAL, which an immutable database is read without.
        if !files::companion_holds_something(path, "-shm") {
            return Err(LedgerError::UnsafeFile {
                path: path.to_owned(),
                because: "its last changes stand in its companion file -wal, which can be read only where \
                          something can be written"
                    .to_owned(),
            });
        }
        return Ok(Connection::open_with_flags(resolved, flags | OpenFlags::SQLITE_OPEN_READ_ONLY)?);
    }
    if read_only {
        // A WAL database on a read-only file system can be read only when SQLite need not make its sidecars.
        let uri = format!("file:{}?immutable=1", files::uri_path(&resolved));
        return Ok(Connection::open_with_flags(
            uri,
            flags | OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI,
        )?);
    }
    Ok(Connection::open_with_flags(resolved, flags | OpenFlags::SQLITE_OPEN_READ_WRITE)?)
}

/// Looks at the header before anything is written: 0 = an empty file to be founded.
fn known_version(db: &Connection, path: &Path, settings: &Settings) -> Result<u32, LedgerError> {
    // As of one moment: another process may be founding it.
    let moment = Transaction::new_unchecked(db, TransactionBehavior::Deferred)?;
    let header = |name: &str| moment.query_row(&format!("PRAGMA {name}"), [], |row| row.get::<_, i64>(0));
    let not_ours = |error: rusqlite::Error| match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::NotADatabase) => LedgerError::NotARegister(path.to_owned()),
        _ => LedgerError::from(error),
    };
    let id = header("application_id").map_err(not_ours)?;
    let version = u32::try_from(header("user_version")?).unwrap_or(u32::MAX);
    let pages = header("page_count")?;
    if id == i64::from(APPLICATION_ID) {
        let known = newest(&settings.migrations);
        if version > known {
            return Err(LedgerError::Newer { found: version, known });
        }
        if version == 0 {
            return Err(LedgerError::Damaged("its header names no schema version".to_owned()));
        }
        return Ok(version);
    }
    if id == 0 && version == 0 && pages <= 1 && settings.found.is_some() && !has_tables(&moment)? {
        return Ok(0);
    }
    Err(LedgerError::NotARegister(path.to_owned()))
}

fn has_tables(db: &Connection) -> Result<bool, LedgerError> {
    Ok(db.query_row("SELECT count(*) > 0 FROM sqlite_master", [], |row| row.get(0))?)
}

/// What is not stored in the file and so holds per connection.
fn configure(db: &Connection, settings: &Settings) -> Result<(), LedgerError> {
    let synchronous = match settings.synchronous {
        Synchronous::Full => "FULL",
        Synchronous::Normal => "NORMAL",
    };
    db.execute_batch(&format!(
        "PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON; PRAGMA trusted_schema = OFF; \
         PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA synchronous = {synchronous}; \
         PRAGMA secure_delete = FAST; PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 200; \
         PRAGMA journal_size_limit = 16777216;"
    ))?;
    for (setting, on) in [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DML, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DDL, false),
        // Without it a statement with a bound LIMIT is prepared again for every value that is bound.
        (DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true),
    ] {
        db.set_db_config(setting, on)?;
    }
    db.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
    db.set_limit(Limit::SQLITE_LIMIT_LENGTH, LARGEST_VALUE)?;
    db.set_prepared_statement_cache_capacity(128);
    Ok(())
}

/// The journal mode is stored in the file, and a copy made by a backup or another program may have another one,
/// with which a power cut loses what was acknowledged.
///
/// SQLite does not wait for other programs while it changes the mode, so the waiting is done here.
fn keep_wal(db: &Connection, patience: Duration) -> Result<(), LedgerError> {
    let set = || Ok(db.query_row("PRAGMA journal_mode = WAL", [], |row| row.get::<_, String>(0))?);
    let mut mode = set();
    let mut waited = Duration::ZERO;
    while matches!(mode, Err(LedgerError::Busy)) && waited < patience {
        thread::sleep(A_MOMENT);
        waited += A_MOMENT;
        mode = set();
    }
    let mode = mode?;
    if mode == "wal" {
        Ok(())
    } else {
        Err(LedgerError::Damaged(format!("SQLite keeps journal mode {mode} instead of wal")))
    }
}

/// Makes the schema and writes the first event, in one transaction.
fn found(db: &mut Connection, settings: &Settings) -> Result<(), LedgerError> {
    let Some(founding) = &settings.found else { return Ok(()) };
    let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if has_tables(&tx)? {
        // Another process founded it while we waited for the lock.
        return Ok(());
    }
    tx.execute_batch(&create_sql())?;
    let register = Register { time_zone: founding.time_zone.clone(), made_with: settings.program.clone() };
    append(
        &tx,
        &Batch {
            request: settings.request.clone(),
            actor: settings.actor.clone(),
            at: settings.at,
            program: settings.program.clone(),
            entries: vec![Entry {
                id: settings.request.clone(),
                kind: EventKind::RegisterMade,
                shown: format!("Register made, time zone {}.", founding.time_zone),
                reason: String::new(),
                undoes: None,
                redoes: None,
                edits: vec![Edit::put(&founding.id, 0, &register)],
            }],
            attachments: Vec::new(),
            relies_on: Vec::new(),
        },
    )?;
    tx.pragma_update(None, "application_id", APPLICATION_ID)?;
    tx.pragma_update(None, "user_version", SCHEMA_VERSION)?;
    tx.commit()?;
    Ok(())
}

/// The program itself may not change or drop what is append-only, nor attach other files.
fn authorize(context: AuthContext<'_>) -> Authorization {
    let kept = |name: &str| {
        matches!(name, "event" | "attachment")
            || tables().any(|table| table.append_only && table.name() == name)
    };
    match context.action {
        AuthAction::Update { table_name, .. } | AuthAction::Delete { table_name } if kept(table_name) => {
            Authorization::Deny
        }
        AuthAction::DropTable { .. }
        | AuthAction::DropTrigger { .. }
        | AuthAction::DropIndex { .. }
        | AuthAction::Attach { .. }
        | AuthAction::CreateTempTrigger { .. } => Authorization::Deny,
        _ => Authorization::Allow,
    }
}

impl Ledger for SqliteLedger {
    fn append(&mut self, batch: Batch) -> Result<Committed, LedgerError> {
        if self.read_only {
            return Err(LedgerError::ReadOnly);
        }
        let tx = Transaction::new_unchecked(&self.db, TransactionBehavior::Immediate)?;
        self.still_in_place()?;
        let committed = append(&tx, &batch)?;
        tx.commit()?;
        Ok(committed)
    }

    fn snapshot(&self, read: SnapshotRead<'_>) -> Result<(), LedgerError> {
        ask::snapshot(&self.db, read)
    }

    fn backup_heard(&self, target: &Path, port: &mut Port) -> Result<Verified, LedgerError> {
        backup::backup_to(self, target, port)
    }

    fn verify_heard(&self, port: &mut Port) -> Result<Verified, LedgerError> {
        verify(&self.db, &self.migrations, port)
    }
}
