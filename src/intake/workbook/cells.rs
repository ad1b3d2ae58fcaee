//! The cells of a workbook, one by one, as text. Never by range: a range takes memory for cells that are not there.

use std::{borrow::Cow, collections::BTreeMap, io::Cursor};

use calamine::{DataRef, ExcelDateTime, Reader as _, Xlsx, XlsxError};

use super::scan::{COLUMNS, ROWS};
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
        let Some(text) = text(cell.get_value()).filter(|text| !text.is_empty()) else { continue };
        taken.cells += 1;
        taken.text += text.len();
        if taken.cells > CELLS {
            return Err(IntakeError::refused(format!("it has more than {CELLS} cells with content")));
        }
        if taken.text > TEXT {
            return Err(IntakeError::refused(format!("its cells hold more than {} MiB of text", TEXT >> 20)));
        }
        let (row, column) = cell.get_position();
        // Cells without a reference follow the one before them, and may be led beyond the end.
        if row >= ROWS || column >= COLUMNS {
            return Err(IntakeError::refused("it has cells beyond the last row or column of a sheet"));
        }
        let row = rows.entry(row).or_insert_with(|| Row { number: row + 1, cells: BTreeMap::new() });
        let (text, hidden) = clean::visible(&text);
        if hidden > 0 {
            problems.push(clean::problem(&table.place(row, column), hidden));
        }
        let text = text.into_owned();
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
fn text<'v>(value: &'v DataRef<'_>) -> Option<Cow<'v, str>> {
    Some(match value {
        DataRef::Empty => return None,
        DataRef::String(text) | DataRef::DurationIso(text) => text.into(),
        DataRef::SharedString(text) => (*text).into(),
        DataRef::Int(number) => number.to_string().into(),
        DataRef::Float(number) => number.to_string().into(),
        DataRef::Bool(yes) => if *yes { "TRUE" } else { "FALSE" }.into(),
        DataRef::DateTime(date) => date_text(date).into(),
        DataRef::DateTimeIso(text) => text.strip_suffix("T00:00:00").unwrap_or(text).into(),
        DataRef::Error(error) => error.to_string().into(),
    })
}

/// A date cell as an ISO date, with the time if it has one; a duration as its number.
fn date_text(date: &ExcelDateTime) -> String {
    if date.is_duration() {
        return date.as_f64().to_string();
    }
    let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
    let midnight = (hour, minute, second) == (0, 0, 0);
    let time = if midnight { String::new() } else { format!(" {hour:02}:{minute:02}:{second:02}") };
    format!("{year:04}-{month:02}-{day:02}{time}")
}

fn broken(error: &XlsxError) -> IntakeError {
    match error {
        XlsxError::Password => IntakeError::refused("it is locked with a password"),
        _ => IntakeError::broken(format!("it is not a workbook as spreadsheet programs write it ({error})")),
    }
}

#[cfg(test)]
mod tests {
    use calamine::ExcelDateTimeType;

    use super::*;

    #[test]
    fn a_date_cell_is_an_iso_date() {
        let date = |number, kind| date_text(&ExcelDateTime::new(number, kind, false));
        assert_eq!(date(43747.0, ExcelDateTimeType::DateTime), "2019-10-09");
        assert_eq!(date(43747.5, ExcelDateTimeType::DateTime), "2019-10-09 12:00:00");
        assert_eq!(date(1.5, ExcelDateTimeType::TimeDelta), "1.5");
    }

    #[test]
    fn numbers_keep_their_plain_form() {
        assert_eq!(text(&DataRef::Float(3.0)).as_deref(), Some("3"));
        assert_eq!(text(&DataRef::Float(2.5)).as_deref(), Some("2.5"));
        assert_eq!(text(&DataRef::Bool(true)).as_deref(), Some("TRUE"));
        assert_eq!(text(&DataRef::Empty), None);
    }
}
