//! Where gaps and controls lead in frameworks: one row per thing and control of a framework, with its ground.
//!
//! Rules of the columns:
//!
//! - `object_kind` is `capability` for a capability that is a gap, `control` for a control that serves a risk of the
//!   assessment. Its `object_ref` is that of the register (`ip3/MLDP`, `C-003`), its `catalogue_id` that of the entry.
//! - `basis` tells whose word the row is: `judgement` and `public_source` are riskward's mapping, `disclosure` is what
//!   the manufacturer's own file prints beside a statement, `register` what somebody wrote with the control. No row is a
//!   table of a framework's or a standard's own.
//! - A row of basis `disclosure` has the column's heading as `framework` and the cell, word by word, as `control_id`; its
//!   `source` names the document, the item and the place. A cell that says `None` has no row.

use std::{collections::BTreeMap, io};

use super::{Begin, Export, References, Words, delimited::Delimited, sidecar::labels};
use crate::{
    catalog::mappings::{Confidence, MappingBasis, Relation},
    domain::{export::Layout, word::Word as _},
};

/// The list's entry.
pub(super) const EXPORT: Export = Export {
    name: "mappings",
    help: "where gaps and controls lead in frameworks, each with its ground: CSV, one row per reference",
    columns: || COLUMNS.iter().map(|column| column.name).collect(),
    words,
    begin: Begin::References(|to, layout| Ok(Box::new(Mappings::begin(to, layout)?))),
};

/// The basis of what somebody wrote with a control.
pub const IN_REGISTER: &str = "register";

/// One thing, and one control of a framework that it leads to.
#[derive(Debug, Clone, Copy)]
pub struct ReferenceRow<'r> {
    /// The assessment: `ip3`.
    pub assessment: &'r str,
    /// `capability` or `control`.
    pub object_kind: &'r str,
    /// `ip3/MLDP`, `C-003`.
    pub object_ref: &'r str,
    /// Its name.
    pub object_title: &'r str,
    /// Its entry in the catalogue, if it has one.
    pub catalogue_id: &'r str,
    /// The framework's id, or the heading of the disclosure's column.
    pub framework: &'r str,
    /// The framework's name.
    pub framework_title: &'r str,
    /// The framework's id of its control.
    pub control_id: &'r str,
    /// The control's short title.
    pub control_title: &'r str,
    /// `primary` or `secondary`.
    pub relation: &'r str,
    /// Whose word it is.
    pub basis: &'r str,
    /// The source, where there is one.
    pub source: &'r str,
    /// `high`, `medium` or `low`.
    pub confidence: &'r str,
}

/// One column: its heading, whether its cells are typed, and what stands in it.
struct Column {
    name: &'static str,
    typed: bool,
    cell: for<'r> fn(&'r ReferenceRow<'r>) -> &'r str,
}

const fn typed(name: &'static str, cell: for<'r> fn(&'r ReferenceRow<'r>) -> &'r str) -> Column {
    Column { name, typed: true, cell }
}

const fn text(name: &'static str, cell: for<'r> fn(&'r ReferenceRow<'r>) -> &'r str) -> Column {
    Column { name, typed: false, cell }
}

const COLUMNS: &[Column] = &[
    text("assessment_ref", |row| row.assessment),
    typed("object_kind", |row| row.object_kind),
    text("object_ref", |row| row.object_ref),
    text("object_title", |row| row.object_title),
    text("catalogue_id", |row| row.catalogue_id),
    text("framework", |row| row.framework),
    text("framework_title", |row| row.framework_title),
    text("control_id", |row| row.control_id),
    text("control_title", |row| row.control_title),
    typed("relation", |row| row.relation),
    typed("basis", |row| row.basis),
    text("source", |row| row.source),
    typed("confidence", |row| row.confidence),
];

fn words() -> Words {
    let mut bases = labels::<MappingBasis>();
    bases.insert(IN_REGISTER, "written with the control in the register");
    BTreeMap::from([
        ("basis", bases),
        ("confidence", labels::<Confidence>()),
        ("relation", labels::<Relation>()),
    ])
}

/// Whether a cell of a disclosure's own column names something.
pub fn names_something(cell: &str) -> bool {
    !matches!(cell.trim().to_lowercase().as_str(), "" | "none" | "n/a" | "-" | "--")
}

/// The word for what the disclosure's own columns say.
pub fn by_disclosure() -> &'static str {
    MappingBasis::Disclosure.word()
}

/// The export while it is written.
struct Mappings<'w>(Delimited<'w>);

impl<'w> Mappings<'w> {
    fn begin(to: &'w mut dyn io::Write, layout: Layout) -> io::Result<Self> {
        let mut delimited = Delimited::new(to, layout)?;
        for column in COLUMNS {
            delimited.typed(column.name)?;
        }
        delimited.end_row()?;
        Ok(Self(delimited))
    }
}

impl References for Mappings<'_> {
    fn row(&mut self, row: &ReferenceRow<'_>) -> io::Result<()> {
        for column in COLUMNS {
            let cell = (column.cell)(row);
            if column.typed { self.0.typed(cell) } else { self.0.text(cell) }?;
        }
        self.0.end_row()
    }

    fn finish(&mut self) -> io::Result<()> {
        self.0.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROW: ReferenceRow<'_> = ReferenceRow {
        assessment: "ip3",
        object_kind: "control",
        object_ref: "C-003",
        object_title: "=HYPERLINK(\"x\")",
        catalogue_id: "CC-SEG",
        framework: "nist",
        framework_title: "A framework, \"quoted\"",
        control_id: "SC-7",
        control_title: "Boundary\nProtection",
        relation: "primary",
        basis: "judgement",
        source: "",
        confidence: "medium",
    };

    #[test]
    fn a_row_is_escaped_as_in_every_export() {
        let mut to = Vec::new();
        {
            let mut export = Mappings::begin(&mut to, Layout::default()).unwrap();
            export.row(&ROW).unwrap();
            export.finish().unwrap();
        }
        let text = String::from_utf8(to).unwrap();
        let (head, row) = text.split_once("\r\n").unwrap();
        assert!(head.starts_with("\u{feff}assessment_ref,object_kind,object_ref,"), "{head}");
        assert_eq!(
            row,
            "ip3,control,C-003,\"'=HYPERLINK(\"\"x\"\")\",CC-SEG,nist,\"A framework, \"\"quoted\"\"\",SC-7,\
             \"Boundary\nProtection\",primary,judgement,,medium\r\n"
        );
    }

    #[test]
    fn what_a_form_leaves_open_is_no_reference() {
        assert!(!names_something(" None ") && !names_something("") && names_something("A.12.5.1*"));
    }
}
