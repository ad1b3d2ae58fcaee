//! The tables, as data: each object's columns, from which the SQL of tables, indexes and append-only guards is
//! made. A column's name is the name of the domain value's field.

use std::fmt::Write as _;

use crate::domain::{object::Object, word::Word};

/// `PRAGMA application_id` of a register: "RWKD".
pub(super) const APPLICATION_ID: i32 = 0x5257_4b44;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ColumnKind {
    Text,
    Integer,
    /// 0 or 1.
    Flag,
    /// A JSON array of texts.
    List,
    /// The id of a row of another table.
    Link(Object),
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    pub(super) name: &'static str,
    pub(super) kind: ColumnKind,
    pub(super) needed: bool,
}

const fn column(name: &'static str, kind: ColumnKind, needed: bool) -> Column {
    Column { name, kind, needed }
}
const fn text(name: &'static str) -> Column {
    column(name, ColumnKind::Text, false)
}
const fn needed(name: &'static str) -> Column {
    column(name, ColumnKind::Text, true)
}
const fn number(name: &'static str) -> Column {
    column(name, ColumnKind::Integer, false)
}
const fn flag(name: &'static str) -> Column {
    column(name, ColumnKind::Flag, false)
}
const fn list(name: &'static str) -> Column {
    column(name, ColumnKind::List, false)
}
const fn link(name: &'static str, to: Object) -> Column {
    column(name, ColumnKind::Link(to), true)
}
const fn maybe_link(name: &'static str, to: Object) -> Column {
    column(name, ColumnKind::Link(to), false)
}

/// One object's table.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) object: Object,
    pub(super) columns: &'static [Column],
    /// Keys that no two rows that are here may share.
    pub(super) unique: &'static [&'static [&'static str]],
    pub(super) indexes: &'static [&'static [&'static str]],
    /// Rows are added and never changed.
    pub(super) append_only: bool,
    /// The register gives `number` and `ref`: prefix, and the column within which numbers run.
    /// Rows that are gone keep their number, so the last one is found by an index over all rows.
    pub(super) series: Option<(&'static str, Option<&'static str>)>,
}

impl Table {
    const fn new(object: Object, columns: &'static [Column]) -> Self {
        Self { object, columns, unique: &[], indexes: &[], append_only: false, series: None }
    }

    const fn unique(mut self, unique: &'static [&'static [&'static str]]) -> Self {
        self.unique = unique;
        self
    }

    const fn indexed(mut self, indexes: &'static [&'static [&'static str]]) -> Self {
        self.indexes = indexes;
        self
    }

    const fn append_only(mut self) -> Self {
        self.append_only = true;
        self
    }

    const fn numbered(mut self, prefix: &'static str, within: Option<&'static str>) -> Self {
        self.series = Some((prefix, within));
        self
    }

    /// The table's name is the object's word.
    pub(super) fn name(&self) -> &'static str {
        self.object.word()
    }
}

/// Every object's table, referenced ones first.
pub(super) const TABLES: &[Table] = &[
    Table::new(Object::Register, &[needed("time_zone"), needed("made_with")]),
    Table::new(Object::Knowledge, &[needed("kind"), needed("name"), needed("text")]),
    Table::new(Object::Person, &[needed("name"), text("role"), text("account")]).indexed(&[&["account"]]),
    Table::new(
        Object::Product,
        &[
            needed("manufacturer"),
            needed("model"),
            text("kind"),
            text("description"),
            text("udi_di"),
            text("end_of_sale"),
            text("end_of_support"),
            text("end_of_component_support"),
        ],
    )
    .unique(&[&["manufacturer", "model"]]),
    Table::new(
        Object::Placement,
        &[
            link("product_id", Object::Product),
            needed("site"),
            needed("location"),
            text("zone"),
            text("clinical_use"),
            number("units"),
            list("asset_ids"),
            list("cmms_ids"),
            list("versions_found"),
            list("connected_systems"),
        ],
    )
    .indexed(&[&["product_id"]]),
    Table::new(
        Object::Disclosure,
        &[
            list("product_ids"),
            needed("form"),
            needed("form_sha256"),
            needed("format"),
            text("document_id"),
            text("document_revision"),
            number("revision"),
            maybe_link("supersedes", Object::Disclosure),
            text("issued_on"),
            needed("received_on"),
            text("source"),
            needed("file_sha256"),
            text("file_name"),
            text("stated_manufacturer"),
            text("stated_model"),
            text("stated_description"),
            text("contact"),
            text("networked_use"),
        ],
    )
    .indexed(&[&["file_sha256"]]),
    Table::new(
        Object::Statement,
        &[
            link("disclosure_id", Object::Disclosure),
            number("position"),
            needed("item"),
            needed("printed_id"),
            text("question"),
            needed("answer"),
            text("raw"),
            text("note"),
            needed("place"),
            list("mapping"),
        ],
    )
    .unique(&[&["disclosure_id", "position"]]),
    Table::new(
        Object::Problem,
        &[
            link("disclosure_id", Object::Disclosure),
            number("position"),
            text("place"),
            needed("what"),
            text("done"),
        ],
    )
    .unique(&[&["disclosure_id", "position"]]),
    Table::new(
        Object::Assessment,
        &[
            needed("ref"),
            number("revision"),
            link("product_id", Object::Product),
            needed("versions"),
            text("versions_reason"),
            list("placement_ids"),
            maybe_link("disclosure_id", Object::Disclosure),
            text("intended_use"),
            needed("stage"),
            text("risk_manager"),
            text("clinical_owner"),
            text("organization"),
            needed("scale_sha256"),
            text("profile_sha256"),
            needed("begun_on"),
        ],
    )
    .unique(&[&["ref", "revision"]])
    .indexed(&[&["product_id"]]),
    Table::new(
        Object::CapabilityCoverage,
        &[
            link("assessment_id", Object::Assessment),
            needed("capability"),
            needed("by_rule"),
            number("rule"),
            maybe_link("disclosure_id", Object::Disclosure),
            text("because"),
            list("items"),
            text("overruled"),
            text("overruled_reason"),
            text("overruled_by"),
            text("overruled_on"),
        ],
    )
    .unique(&[&["assessment_id", "capability"]]),
    Table::new(
        Object::Requirement,
        &[
            link("assessment_id", Object::Assessment),
            needed("capability"),
            needed("required"),
            text("reason"),
            text("profile"),
            text("approved_by"),
        ],
    )
    .unique(&[&["assessment_id", "capability"]]),
    Table::new(
        Object::InUse,
        &[
            link("placement_id", Object::Placement),
            needed("capability"),
            needed("state"),
            text("person"),
            text("checked_on"),
            text("evidence"),
        ],
    )
    .unique(&[&["placement_id", "capability"]]),
    Table::new(
        Object::Control,
        &[
            number("number"),
            needed("ref"),
            needed("title"),
            needed("kind"),
            number("order"),
            text("description"),
            flag("common"),
            text("template"),
            text("owner"),
            needed("responsible"),
            text("due"),
            flag("brings_new_risk"),
            text("new_risk_note"),
            text("verify_implementation"),
            text("verify_effectiveness"),
            list("framework_refs"),
        ],
    )
    .unique(&[&["number"]])
    .indexed(&[&["number"]])
    .numbered("C-", None),
    Table::new(
        Object::Risk,
        &[
            link("assessment_id", Object::Assessment),
            number("number"),
            needed("ref"),
            needed("title"),
            text("hazard"),
            needed("hazardous_situation"),
            list("causes"),
            text("consequence"),
            list("capabilities"),
            list("vulnerability_refs"),
            text("template"),
            maybe_link("new_risk_of", Object::Control),
            text("owner"),
            needed("status"),
            text("treatment"),
            text("treatment_reason"),
        ],
    )
    .unique(&[&["assessment_id", "number"]])
    .indexed(&[&["assessment_id", "number"]])
    .numbered("R-", Some("assessment_id")),
    Table::new(
        Object::Rating,
        &[
            link("assessment_id", Object::Assessment),
            link("risk_id", Object::Risk),
            needed("phase"),
            number("safety_severity"),
            number("safety_likelihood"),
            text("safety_level"),
            number("effectiveness_severity"),
            number("effectiveness_likelihood"),
            text("effectiveness_level"),
            number("security_severity"),
            number("security_likelihood"),
            text("security_level"),
            needed("overall"),
            number("overall_rank"),
            needed("basis"),
            needed("unit"),
            needed("rater"),
            needed("rated_on"),
            text("reason"),
            list("relies_on"),
            needed("scale_sha256"),
        ],
    )
    .unique(&[&["risk_id", "phase"]])
    .indexed(&[&["assessment_id", "phase", "overall_rank"]]),
    Table::new(
        Object::ControlSite,
        &[
            link("control_id", Object::Control),
            needed("site"),
            needed("state"),
            text("implemented_by"),
            text("implemented_on"),
            text("evidence"),
        ],
    )
    .unique(&[&["control_id", "site"]]),
    Table::new(Object::RiskControl, &[link("risk_id", Object::Risk), link("control_id", Object::Control)])
        .unique(&[&["risk_id", "control_id"]])
        .indexed(&[&["control_id"]]),
    Table::new(
        Object::Verification,
        &[
            link("control_id", Object::Control),
            needed("site"),
            needed("kind"),
            needed("result"),
            text("method"),
            needed("person"),
            needed("verified_on"),
            text("evidence"),
            text("next_test"),
        ],
    )
    .indexed(&[&["control_id", "site"]]),
    Table::new(
        Object::Decision,
        &[
            link("assessment_id", Object::Assessment),
            maybe_link("risk_id", Object::Risk),
            needed("decision"),
            needed("decided_by"),
            text("role"),
            needed("recorded_by"),
            needed("decided_on"),
            needed("rationale"),
            list("conditions"),
            list("placement_ids"),
            text("valid_until"),
            text("review_on"),
            text("evidence"),
            list("informed"),
            text("level"),
        ],
    )
    .indexed(&[&["assessment_id"], &["risk_id"]])
    .append_only(),
    Table::new(
        Object::SealRow,
        &[
            link("decision_id", Object::Decision),
            needed("object"),
            needed("object_id"),
            needed("digest"),
            needed("readable"),
        ],
    )
    .indexed(&[&["decision_id"], &["object_id"]])
    .append_only(),
    Table::new(
        Object::DecisionState,
        &[
            link("decision_id", Object::Decision),
            link("assessment_id", Object::Assessment),
            maybe_link("risk_id", Object::Risk),
            flag("accepts"),
            needed("life"),
            text("reason"),
            text("valid_until"),
        ],
    )
    .unique(&[&["decision_id"]])
    .indexed(&[&["assessment_id", "life"], &["risk_id"]]),
];

/// The table of an object.
pub(super) fn table(object: Object) -> &'static Table {
    // Every object has a table; a test holds it. The first one stands in where it would not.
    TABLES.iter().find(|table| table.object == object).unwrap_or(&TABLES[0])
}

/// The columns that stand before the domain's: identity, version, tombstone, who changed it last and when.
pub(super) const ROW_COLUMNS: &[&str] = &["id", "version", "gone", "changed_seq", "changed_at", "changed_by"];

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
pub(super) const PROJECTED_CORE: &[(&str, &str)] = &[("request", "id"), ("event_object", "id, seq")];

/// The SQL that makes an empty register's schema.
pub(super) fn create_sql() -> String {
    let mut sql = String::from(CORE);
    for table in TABLES {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_object_has_exactly_one_table() {
        for &object in Object::ALL {
            assert_eq!(TABLES.iter().filter(|table| table.object == object).count(), 1, "{object}");
        }
    }
}
