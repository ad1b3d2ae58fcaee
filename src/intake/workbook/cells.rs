//! The cells of a workbook, one by one, as text. Never by range: a range takes memory for cells that are not there.

use std::{collections::BTreeMap, io::Cursor};

use calamine::{DataRef, ExcelDateTime, Reader as _, Xlsx, XlsxError};
use chrono::{Duration, NaiveDate, NaiveDateTime, Timelike as _};

use crate::{
    domain::disclosure::ReadProblem,
    intake::{
        clean,
        error::IntakeError,
        table::{Row, Table},
    },
};

const CELLS: usize = 200_000;
const TEXT: usize = 64 * 1024 * 1024;

/// Every sheet with its cells that hold something.
pub(super) fn read(package: Vec<u8>, problems: &mut Vec<ReadProblem>) -> Result<Vec<Table>, IntakeError> {
    let mut workbook = Xlsx::new(Cursor::new(package)).map_err(|error| broken(&error))?;
    let mut taken = Taken::default();
    let mut sheets = Vec::new();
    for name in workbook.sheet_names() {
        match sheet(&mut workbook, &name, &mut taken, problems)? {
            Some(table) => sheets.push(table),
            None => problems.push(ReadProblem {
                place: name.clone(),
                what: format!("The sheet {name} holds no cells, but a chart or a macro"),
                done: "Not read".into(),
            }),
        }
    }
    Ok(sheets)
}

/// What has been taken from the workbook so far, over all its sheets.
#[derive(Default)]
struct Taken {
    cells: usize,
    text: usize,
}

type Workbook = Xlsx<Cursor<Vec<u8>>>;

fn sheet(
    workbook: &mut Workbook,
    name: &str,
    taken: &mut Taken,
    problems: &mut Vec<ReadProblem>,
) -> Result<Option<Table>, IntakeError> {
    let mut reader = match workbook.worksheet_cells_reader(name) {
        Ok(reader) => reader,
        Err(XlsxError::NotAWorksheet(_)) => return Ok(None),
        Err(error) => return Err(broken(&error)),
    };
    let mut rows: BTreeMap<u32, Row> = BTreeMap::new();
    let mut table = Table { sheet: Some(name.to_owned()), rows: Vec::new() };
    while let Some(cell) = reader.next_cell().map_err(|error| broken(&error))? {
        let Some(text) = text(cell.get_value()) else { continue };
        taken.cells += 1;
        taken.text += text.len();
        if taken.cells > CELLS {
            return Err(IntakeError::refused(format!("it has more than {CELLS} cells with content")));
        }
        if taken.text > TEXT {
            return Err(IntakeError::refused(format!("its cells hold more than {} MiB of text", TEXT >> 20)));
        }
        let (row, column) = cell.get_position();
        let row = rows.entry(row).or_insert_with(|| Row { number: row + 1, cells: BTreeMap::new() });
        let text = clean::visible_at(&text, &table.place(row, column), problems);
        if let Some(first) = row.cells.insert(column, text) {
            return Err(IntakeError::refused(format!(
                "the cell {} stands in it twice, first with {}",
                table.place(row, column),
                clean::quoted(&first)
            )));
        }
    }
    table.rows.extend(rows.into_values());
    Ok(Some(table))
}

/// What a cell says; nothing if it is empty.
fn text(value: &DataRef<'_>) -> Option<String> {
    Some(match value {
        DataRef::Empty => return None,
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(yes) => if *yes { "TRUE" } else { "FALSE" }.to_owned(),
        DataRef::DateTime(date) => date_text(date),
        DataRef::DateTimeIso(text) => text.strip_suffix("T00:00:00").unwrap_or(text).to_owned(),
        DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(error) => error.to_string(),
    })
    .filter(|text| !text.is_empty())
}

/// A date cell as an ISO date, with the time if it has one.
fn date_text(date: &ExcelDateTime) -> String {
    let number = date.as_f64();
    let Some(at) = (!date.is_duration()).then(|| instant(number, is_1904(date))).flatten() else {
        return number.to_string();
    };
    if at.num_seconds_from_midnight() == 0 { at.date().to_string() } else { at.format("%Y-%m-%d %H:%M:%S").to_string() }
}
