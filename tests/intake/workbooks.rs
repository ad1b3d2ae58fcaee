//! Workbooks as spreadsheet programs write them.

use riskward::{
    domain::disclosure::{Answer, ReadDisclosure},
    intake::IntakeError,
};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet};

use crate::{read, says, statement, told};

fn fill(sheet: &mut Worksheet, column: u16, rows: &[&[&str]]) {
    for (row, cells) in (0..).zip(rows) {
        for (offset, text) in (0..).zip(*cells).filter(|(_, text)| !text.is_empty()) {
            sheet.write_string(row, column + offset, *text).unwrap();
        }
    }
}

fn one_sheet(name: &str, column: u16, rows: &[&[&str]]) -> ReadDisclosure {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name(name).unwrap();
    fill(sheet, column, rows);
    read(&book.save_to_buffer().unwrap()).unwrap()
}

const ROWS: &[&[&str]] = &[
    &["Question ID", "Question", "", "See note", "A standard"],
    &["DOC-1", "Maker", "ACME", "__"],
    &["", "AUTOMATIC LOGOFF (ALOF)", "", "", "A standard"],
    &["ALOF-1", "q1", "yes", "See Note 1 ", "5.1"],
    &["ALOF-2", "q2", "Yes, Optional", "__"],
    &["ALOF-9", "q9", "No", ""],
    &["", "OTHER SECURITY CONSIDERATIONS (OTHR)"],
    &[" ", "Lock the room."],
    &["", "Notes:"],
    &["Note 1", "one"],
    &["Note 2", "two"],
];

#[test]
fn a_workbook_is_read_wherever_its_columns_stand() {
    for (column, place) in [(0, "mds2-form!C4"), (3, "mds2-form!F4")] {
        let read = one_sheet("mds2-form", column, ROWS);
        assert_eq!(statement(&read, "ALOF-1").place, place);
        assert_eq!(says(&read, "ALOF-1"), (Answer::Yes, "yes", "one"));
        assert_eq!(statement(&read, "ALOF-1").mapping["A standard"], "5.1");
        assert_eq!(says(&read, "ALOF-2"), (Answer::Yes, "Yes, Optional", "Optional"));
        assert_eq!(says(&read, "ALOF-9"), (Answer::No, "No", ""));
        assert_eq!(read.product.manufacturer, "ACME");
        let told: Vec<&str> = read.problems.iter().map(|problem| problem.what.as_str()).collect();
        for words in ["Lock the room.", "No answer refers to note 2: two", "The form has no item \"ALOF-9\""]
        {
            assert!(told.iter().any(|what| what.contains(words)), "{words}: {told:#?}");
        }
    }
}

#[test]
fn the_sheet_with_the_form_is_found() {
    let mut book = Workbook::new();
    fill(book.add_worksheet().set_name("Cover").unwrap(), 0, &[&["Please read"]]);
    fill(book.add_worksheet().set_name("Form A").unwrap(), 0, ROWS);
    fill(book.add_worksheet().set_name("Form B").unwrap(), 0, &[&["ALOF-1", "q", "No"]]);
    let read = read(&book.save_to_buffer().unwrap()).unwrap();
    assert_eq!(statement(&read, "ALOF-1").place, "Form A!C4");
    assert_eq!(told(&read, "Form B"), ["The sheet Form B holds ids of a form as well (1)"]);
}

#[test]
fn a_date_cell_is_the_issue_date() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    fill(sheet, 0, &[&["DOC-7", "Date"], &["ALOF-1", "q", "Yes"]]);
    let date = ExcelDateTime::from_ymd(2024, 2, 29).unwrap();
    sheet.write_with_format(0, 2, &date, &Format::new().set_num_format("dd.mm.yyyy")).unwrap();
    let read = read(&book.save_to_buffer().unwrap()).unwrap();
    assert_eq!(read.issued_on.map(|date| date.to_string()).as_deref(), Some("2024-02-29"));
}

#[test]
fn a_far_cell_costs_nothing() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    fill(sheet, 0, &[&["ALOF-1", "q", "Yes"]]);
    sheet.write_string(1_048_575, 16_383, "far").unwrap();
    assert_eq!(says(&read(&book.save_to_buffer().unwrap()).unwrap(), "ALOF-1").0, Answer::Yes);
}

#[test]
fn a_workbook_without_the_form_is_an_error_that_names_its_sheets() {
    let mut book = Workbook::new();
    fill(book.add_worksheet().set_name("Prices").unwrap(), 0, &[&["Pump", "12"]]);
    let error = read(&book.save_to_buffer().unwrap()).unwrap_err();
    assert!(
        matches!(&error, IntakeError::NothingUsable { because, .. } if because.contains("Prices")),
        "{error}"
    );
}
