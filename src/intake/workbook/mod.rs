//! A workbook (.xlsx): its package vetted, its cells read one by one, the sheet with the form found.

mod cells;
mod package;
mod scan;

use super::{
    columns::Columns,
    entry::{Found, Head},
    error::IntakeError,
    table::{self, IdColumn, Table},
};
use crate::{catalog::forms::Outline, domain::disclosure::ReadProblem};

/// The sheet of the MDS2 as it is published.
const SHEET: &str = "mds2-form";

/// Whether the bytes begin as a zip archive does; which kind it is, [`read`] finds.
pub(super) fn is_one(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// Reads the sheet in which the form stands.
pub(super) fn read<'f>(bytes: &[u8], forms: &'f [Outline]) -> Result<Found<'f>, IntakeError> {
    let package = package::vet(bytes)?;
    let mut problems = package.problems;
    let sheets = cells::read(package.clean, &mut problems)?;
    let mut best: Option<(IdColumn, &Table, &'f Outline)> = None;
    let mut others: Vec<(usize, &str)> = Vec::new();
    for sheet in &sheets {
        let Some((ids, form)) = forms
            .iter()
            .rev()
            .filter_map(|form| Some((sheet.ids(form)?, form)))
            .max_by_key(|(ids, _)| ids.rows)
        else {
            continue;
        };
        let better = best.is_none_or(|(most, kept, _)| match (is_named(kept), is_named(sheet)) {
            (true, false) => false,
            (false, true) => true,
            _ => ids.rows > most.rows,
        });
        let left = if better {
            best.replace((ids, sheet, form)).map(|(ids, table, _)| (ids, table))
        } else {
            Some((ids, sheet))
        };
        others.extend(left.map(|(ids, table)| (ids.rows, name(table))));
    }
    let Some((ids, table, form)) = best else {
        let names: Vec<&str> = sheets.iter().map(name).collect();
        return Err(IntakeError::NothingUsable {
            because: format!("no sheet holds a question of a known form (sheets: {})", names.join(", ")),
            try_this: "look whether it is a filled MDS2 worksheet or another form of the catalogue".into(),
        });
    };
    problems.extend(others.into_iter().map(|(ids, other)| ReadProblem {
        place: other.to_owned(),
        what: format!("The sheet {other} holds ids of a form as well ({ids})"),
        done: format!("Only the sheet {} is read; import the other from a file of its own", name(table)),
    }));
    let columns = Columns::find(table, form, ids.column);
    let entries = table::entries(table, form, columns, &mut problems);
    Ok(Found { format: "workbook", form, entries, problems, head: Head::default() })
}

fn name(table: &Table) -> &str {
    table.sheet.as_deref().unwrap_or_default()
}

fn is_named(table: &Table) -> bool {
    name(table).trim().eq_ignore_ascii_case(SHEET)
}
