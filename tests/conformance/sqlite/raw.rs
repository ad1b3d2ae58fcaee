//! The file past the program: a connection without its settings, as an attacker or a careless colleague has it.

use std::path::Path;

use rusqlite::{Connection, types::Value};

/// A table as its schema tells it.
pub(crate) struct Table {
    pub(crate) name: String,
    pub(crate) columns: Vec<String>,
    /// What finds a row: `rowid`, or the primary key of a table without row ids.
    pub(crate) locator: Vec<String>,
    /// The columns of each unique key, the row id among them.
    pub(crate) keys: Vec<Vec<String>>,
}

/// Opens the file with SQLite's defaults: recursive triggers off, nothing guarded but by the file itself.
pub(crate) fn connect(path: &Path) -> Connection {
    let db = Connection::open(path).unwrap();
    db.busy_timeout(std::time::Duration::from_secs(20)).unwrap();
    db.execute_batch(
        "PRAGMA recursive_triggers = 0; PRAGMA foreign_keys = 0; PRAGMA synchronous = OFF; \
         PRAGMA ignore_check_constraints = 0;",
    )
    .unwrap();
    db
}

pub(crate) fn texts(db: &Connection, sql: &str) -> Vec<String> {
    let mut statement = db.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| row.get(0)).unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}

/// Every table of the register.
pub(crate) fn tables(db: &Connection) -> Vec<Table> {
    let names = texts(db, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name");
    names.into_iter().map(|name| table(db, name)).collect()
}

/// The tables that are guarded against change: those with a trigger `<name>_d`.
pub(crate) fn guarded(db: &Connection) -> Vec<Table> {
    let mut all = tables(db);
    let triggers = texts(db, "SELECT name FROM sqlite_master WHERE type = 'trigger'");
    all.retain(|table| triggers.contains(&format!("{}_d", table.name)));
    all
}

fn table(db: &Connection, name: String) -> Table {
    let columns = texts(db, &format!("SELECT name FROM pragma_table_info('{name}') ORDER BY cid"));
    let primary =
        texts(db, &format!("SELECT name FROM pragma_table_info('{name}') WHERE pk > 0 ORDER BY pk"));
    let without_rowid = db.prepare(&format!("SELECT rowid FROM \"{name}\"")).is_err();
    let mut keys: Vec<Vec<String>> =
        texts(db, &format!("SELECT name FROM pragma_index_list('{name}') WHERE \"unique\" = 1"))
            .into_iter()
            .map(|index| texts(db, &format!("SELECT name FROM pragma_index_info('{index}') ORDER BY seqno")))
            .collect();
    if !without_rowid {
        keys.push(vec!["rowid".into()]);
    }
    let locator = if without_rowid { primary } else { vec!["rowid".into()] };
    Table { name, columns, locator, keys }
}

impl Table {
    /// A row's locator and values: the first one, or the one at `skip`.
    pub(crate) fn row(&self, db: &Connection, skip: u64) -> Option<(Vec<Value>, Vec<Value>)> {
        let order = self.locator.join(", ");
        let list = self.locator.iter().chain(&self.columns).map(|name| quoted(name)).collect::<Vec<_>>();
        let sql = format!(
            "SELECT {} FROM \"{}\" ORDER BY {order} LIMIT 1 OFFSET {skip}",
            list.join(", "),
            self.name
        );
        let mut statement = db.prepare(&sql).unwrap();
        let mut rows = statement.query([]).unwrap();
        let row = rows.next().unwrap()?;
        let mut values: Vec<Value> = (0..list.len()).map(|at| row.get(at).unwrap()).collect();
        let rest = values.split_off(self.locator.len());
        Some((values, rest))
    }

    pub(crate) fn count(&self, db: &Connection) -> u64 {
        db.query_row(&format!("SELECT count(*) FROM \"{}\"", self.name), [], |row| row.get::<_, i64>(0))
            .unwrap()
            .unsigned_abs()
    }

    /// `"a" = ?1 AND "b" = ?2`
    pub(crate) fn found_by(&self) -> String {
        let parts: Vec<String> = self
            .locator
            .iter()
            .enumerate()
            .map(|(at, name)| format!("{} = ?{}", quoted(name), at + 1))
            .collect();
        parts.join(" AND ")
    }

    /// Everything in it, to see whether a statement changed anything.
    pub(crate) fn dump(&self, db: &Connection) -> Vec<(Vec<Value>, Vec<Value>)> {
        (0..).map_while(|skip| self.row(db, skip)).collect()
    }
}

/// A column's name in SQL; the row id has no quotes, which would make it a column's name.
pub(crate) fn quoted(name: &str) -> String {
    if name == "rowid" { name.to_owned() } else { format!("\"{name}\"") }
}
