//! The SQL of the schema: the chain of events by hand, the objects' tables from their columns.

use std::fmt::Write as _;

use super::{ColumnKind, Table, tables};
use crate::domain::word::Word as _;

const CORE: &str = r#"
CREATE TABLE "event" (
  seq INTEGER PRIMARY KEY CHECK (seq > 0),
  id TEXT NOT NULL UNIQUE CHECK (instr(id, char(0)) = 0),
  request TEXT NOT NULL CHECK (instr(request, char(0)) = 0),
  at TEXT NOT NULL CHECK (instr(at, char(0)) = 0),
  actor_uid INTEGER NOT NULL,
  actor TEXT NOT NULL CHECK (instr(actor, char(0)) = 0),
  kind TEXT NOT NULL CHECK (instr(kind, char(0)) = 0),
  payload TEXT NOT NULL CHECK (instr(payload, char(0)) = 0),
  prev BLOB NOT NULL CHECK (length(prev) = 32),
  hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32)
) STRICT;
CREATE INDEX "event_request" ON "event" (request);
CREATE TRIGGER "event_u" BEFORE UPDATE ON "event" BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER "event_d" BEFORE DELETE ON "event" BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER "event_i" BEFORE INSERT ON "event"
  WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM "event")
    OR NEW.prev IS NOT coalesce((SELECT hash FROM "event" ORDER BY seq DESC LIMIT 1), zeroblob(32))
    OR EXISTS (SELECT 1 FROM "event" WHERE id = NEW.id OR hash = NEW.hash)
  BEGIN SELECT RAISE(ABORT, 'must extend the chain'); END;
CREATE TABLE "attachment" (
  sha256 TEXT PRIMARY KEY NOT NULL CHECK (length(sha256) = 64),
  bytes BLOB NOT NULL,
  added_seq INTEGER NOT NULL REFERENCES "event" (seq)
) STRICT;
CREATE TRIGGER "attachment_u" BEFORE UPDATE ON "attachment" BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER "attachment_d" BEFORE DELETE ON "attachment" BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER "attachment_i" BEFORE INSERT ON "attachment"
  WHEN EXISTS (SELECT 1 FROM "attachment" WHERE sha256 = NEW.sha256 OR rowid = NEW.rowid)
  BEGIN SELECT RAISE(ABORT, 'append-only (replace)'); END;
CREATE TABLE "request" (
  id TEXT PRIMARY KEY NOT NULL,
  first_seq INTEGER NOT NULL,
  last_seq INTEGER NOT NULL,
  actor_uid INTEGER NOT NULL,
  kind TEXT NOT NULL,
  undoes TEXT,
  undoable INTEGER NOT NULL CHECK (undoable IN (0, 1)),
  undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;
CREATE INDEX "request_actor" ON "request" (actor_uid, last_seq);
CREATE TABLE "event_object" (
  id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (id, seq)
) STRICT, WITHOUT ROWID;
"#;

/// The names of the tables that are not an object's, with the columns that order them; all but `event` and
/// `attachment` are projections.
pub(in crate::ledger) const PROJECTED_CORE: &[(&str, &str)] =
    &[("request", "id"), ("event_object", "id, seq")];

/// The SQL that makes an empty register's schema.
pub(in crate::ledger) fn create_sql() -> String {
    let mut sql = String::from(CORE);
    for table in tables() {
        table_sql(&mut sql, table);
    }
    sql
}

fn table_sql(sql: &mut String, table: &Table) {
    let name = table.name();
    let _ = write!(
        sql,
        "CREATE TABLE \"{name}\" (\n  id TEXT PRIMARY KEY NOT NULL CHECK (instr(id, char(0)) = 0),\n  \
         version INTEGER NOT NULL CHECK (version > 0),\n  gone INTEGER NOT NULL CHECK (gone IN (0, 1)),\n  \
         changed_seq INTEGER NOT NULL REFERENCES \"event\" (seq),\n  changed_at TEXT NOT NULL,\n  \
         changed_by TEXT NOT NULL"
    );
    for column in table.columns {
        let (affinity, check) = match column.kind {
            ColumnKind::Text | ColumnKind::Link(_) => {
                ("TEXT", format!(" CHECK (instr(\"{0}\", char(0)) = 0)", column.name))
            }
            ColumnKind::List => ("TEXT", format!(" CHECK (json_valid(\"{0}\"))", column.name)),
            ColumnKind::Integer => ("INTEGER", String::new()),
            ColumnKind::Flag => ("INTEGER", format!(" CHECK (\"{0}\" IN (0, 1))", column.name)),
        };
        let needed = if column.needed { " NOT NULL" } else { "" };
        let _ = write!(sql, ",\n  \"{}\" {affinity}{needed}{check}", column.name);
        if let ColumnKind::Link(to) = column.kind {
            let _ = write!(
                sql,
                " REFERENCES \"{}\" (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED",
                to.word()
            );
        }
    }
    sql.push_str("\n) STRICT;\n");
    for (at, keys) in table.unique.iter().enumerate() {
        let _ = writeln!(
            sql,
            "CREATE UNIQUE INDEX \"{name}_unique_{at}\" ON \"{name}\" ({}) WHERE gone = 0;",
            quoted(keys)
        );
    }
    for (at, keys) in table.indexes.iter().enumerate() {
        let _ = writeln!(sql, "CREATE INDEX \"{name}_index_{at}\" ON \"{name}\" ({});", quoted(keys));
    }
    if table.append_only {
        let _ = write!(
            sql,
            "CREATE TRIGGER \"{name}_u\" BEFORE UPDATE ON \"{name}\" BEGIN SELECT RAISE(ABORT, 'append-only'); END;\n\
             CREATE TRIGGER \"{name}_d\" BEFORE DELETE ON \"{name}\" BEGIN SELECT RAISE(ABORT, 'append-only'); END;\n\
             CREATE TRIGGER \"{name}_i\" BEFORE INSERT ON \"{name}\"\n  \
             WHEN EXISTS (SELECT 1 FROM \"{name}\" WHERE {})\n  \
             BEGIN SELECT RAISE(ABORT, 'append-only (replace)'); END;\n",
            every_unique_key(table)
        );
    }
}

/// The guard's condition must name every unique key, the row id too, or REPLACE passes through the one it forgot.
fn every_unique_key(table: &Table) -> String {
    let mut condition = String::from("id = NEW.id OR rowid = NEW.rowid");
    for keys in table.unique {
        let all: Vec<String> = keys.iter().map(|key| format!("\"{key}\" = NEW.\"{key}\"")).collect();
        let _ = write!(condition, " OR ({})", all.join(" AND "));
    }
    condition
}

fn quoted(names: &[&str]) -> String {
    names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ")
}
