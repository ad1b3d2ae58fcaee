//! Delimited text: comma, semicolon, tab or bar, as a spreadsheet program wrote it.

use std::collections::BTreeMap;

use super::{
    ENTRIES, answer,
    columns::Columns,
    entry::{Found, Head},
    error::IntakeError,
    ids, line,
    table::{self, Row, Table},
};
use crate::{
    catalog::forms::{AnswerType, Outline},
    domain::disclosure::Answer,
};

const DELIMITERS: &[u8] = b",;\t|";

/// At most so many bytes in one record.
const RECORD: usize = 1024 * 1024;

/// At most so many columns in one record.
const COLUMNS: usize = 512;

/// At most so many fields that hold something.
const FIELDS: usize = 200_000;

/// Reads the text if it is delimited; nothing if no delimiter puts the answers of its ids into a column.
pub(super) fn read<'f>(text: &str, form: &'f Outline) -> Result<Option<Found<'f>>, IntakeError> {
    let lines = text.lines().filter(|line| line::begins_with_id(form, line)).count();
    if lines > ENTRIES {
        return Err(IntakeError::refused(format!("more than {ENTRIES} of its lines begin with an id")));
    }
    let best = DELIMITERS
        .iter()
        .filter(|delimiter| text.as_bytes().contains(*delimiter))
        .filter(|delimiter| within_limits(text, **delimiter).is_ok())
        .filter_map(|delimiter| parse(text, *delimiter))
        .filter_map(|table| {
            let columns = Columns::find(&table, form, table.ids(form)?.column);
            Some((in_columns(&table, &columns, form), columns, table))
        })
        .filter(|(rows, ..)| *rows > 0 && *rows * 5 >= lines * 4)
        .max_by_key(|(rows, ..)| *rows);
    let Some((_, columns, table)) = best else { return Ok(None) };
    let mut problems = Vec::new();
    let entries = table::entries(&table, form, columns, &mut problems);
    Ok(Some(Found { format: "delimited text", form, entries, problems, head: Head::default() }))
}

/// How many rows have an id and, in the column of the answers, an answer or nothing; those
/// whose answer seems to stand elsewhere do not count.
fn in_columns(table: &Table, columns: &Columns, form: &Outline) -> usize {
    let mut fit = 0;
    let mut answered = 0;
    for row in &table.rows {
        let Some(item) = ids::recognise(form, row.text(columns.id))
            .and_then(|found| found.known)
            .and_then(|known| form.item(&known))
        else {
            continue;
        };
        let raw = row.text(columns.answer);
        let free = item.answer != AnswerType::YesNoNa;
        let before = columns.question.map_or("", |column| row.text(column));
        let elsewhere = raw.is_empty() && line::holds_answer(before);
        match answer::understand(raw).answer {
            Answer::Text if !free => {}
            _ if elsewhere => {}
            answer => {
                fit += 1;
                answered += usize::from(!matches!(answer, Answer::Unanswered));
            }
        }
    }
    if answered == 0 { 0 } else { fit }
}

fn parse(text: &str, delimiter: u8) -> Option<Table> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record).ok()? {
        let number =
            record.position().map_or(0, |position| u32::try_from(position.line()).unwrap_or(u32::MAX));
        let cells: BTreeMap<u32, String> = (0..)
            .zip(&record)
            .filter(|(_, cell)| !cell.trim().is_empty())
            .map(|(column, cell)| (column, cell.to_owned()))
            .collect();
        if !cells.is_empty() {
            rows.push(Row { number, cells });
        }
    }
    Some(Table { sheet: None, rows })
}

/// Why the text cannot be delimited with any mark: a record without end, or with too many columns.
pub(super) fn refusal(text: &str) -> Option<IntakeError> {
    let mut refusals = DELIMITERS.iter().map(|delimiter| within_limits(text, *delimiter).err());
    refusals.find_map(|refusal| refusal)
}

/// Refuses more fields than any form needs, and records that are longer or wider than any form needs, before anything is kept of them: one open quotation
/// mark makes the rest of a file one field.
fn within_limits(text: &str, delimiter: u8) -> Result<(), IntakeError> {
    let (mut line, mut start, mut columns) = (1usize, 0usize, 1usize);
    let (mut quoted, mut field_begins) = (false, true);
    let (mut filled, mut blank) = (0usize, true);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'"' if quoted || field_begins => {
                quoted = !quoted;
                field_begins = false;
            }
            b'\n' => {
                if !quoted {
                    (start, columns, field_begins) = (at + 1, 1, true);
                }
                line += 1;
                blank |= !quoted;
            }
            _ if byte == delimiter && !quoted => {
                columns += 1;
                field_begins = true;
                blank = true;
            }
            _ => {
                field_begins = false;
                filled += usize::from(blank && byte != b' ');
                blank &= byte == b' ';
            }
        }
        if filled > FIELDS {
            return Err(IntakeError::refused(format!("it has more than {FIELDS} fields")));
        }
        if columns > COLUMNS {
            return Err(IntakeError::refused(format!("line {line} has more than {COLUMNS} columns")));
        }
        if at + 1 - start > RECORD {
            return Err(IntakeError::refused(format!(
                "a record that reaches line {line} is longer than 1 MiB"
            )));
        }
    }
    Ok(())
}
