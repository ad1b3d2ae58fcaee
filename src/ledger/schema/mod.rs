//! The tables, as data: each object's columns, from which the SQL of tables, indexes and append-only guards is
//! made. A column's name is the name of the domain value's field.

mod assessed;
mod columns;
mod decided;
mod sql;

use crate::domain::{object::Object, word::Word};

pub(super) use sql::{PROJECTED_CORE, create_sql};

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
    /// The register gives `number` and `ref`. Rows that are gone keep their number, so the last one is found by an
    /// index over all rows.
    pub(super) series: Option<Series>,
}

/// How the rows of a table are numbered.
#[derive(Debug, Clone, Copy)]
pub(super) struct Series {
    /// What stands before the number in a ref.
    pub(super) prefix: &'static str,
    /// The link within which numbers run; none = the register.
    pub(super) within: Option<&'static str>,
    /// The column of the linked table that several of its rows share: revisions of one thing have one series.
    pub(super) shared: Option<(Object, &'static str)>,
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

    const fn numbered(mut self, prefix: &'static str) -> Self {
        self.series = Some(Series { prefix, within: None, shared: None });
        self
    }

    const fn numbered_within(
        mut self,
        prefix: &'static str,
        link: &'static str,
        shared: (Object, &'static str),
    ) -> Self {
        self.series = Some(Series { prefix, within: Some(link), shared: Some(shared) });
        self
    }

    /// The table's name is the object's word.
    pub(super) fn name(&self) -> &'static str {
        self.object.word()
    }
}

/// Every object's table, referenced ones first.
pub(super) fn tables() -> impl Iterator<Item = &'static Table> {
    assessed::TABLES.iter().chain(decided::TABLES)
}

/// The table of an object.
pub(super) fn table(object: Object) -> &'static Table {
    // Every object has a table; a test holds it. The first one stands in where it would not.
    tables().find(|table| table.object == object).unwrap_or(&assessed::TABLES[0])
}

/// The columns that stand before the domain's: identity, version, tombstone, who changed it last and when.
pub(super) const ROW_COLUMNS: &[&str] = &["id", "version", "gone", "changed_seq", "changed_at", "changed_by"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_object_has_exactly_one_table() {
        for &object in Object::ALL {
            assert_eq!(tables().filter(|table| table.object == object).count(), 1, "{object}");
        }
    }
}
