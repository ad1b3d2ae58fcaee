//! Delimited text that spreadsheets open right and that no cell of can act: RFC 4180, and a guard against formulas.
//!
//! Cells that riskward itself types (numbers, dates, words of a vocabulary) are written as they are. A free text that
//! a spreadsheet could take for a formula gets one leading apostrophe, and so does one that begins with an
//! apostrophe, so that taking one away always gives the text back. NUL is never written.

use std::{
    borrow::Cow,
    io::{self, Write},
};

use crate::domain::export::Layout;

/// By these bytes spreadsheets know UTF-8.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// What stands for NUL.
const NUL: &str = "\u{2400}";

/// Rows of cells, as they are written.
pub struct Delimited<'w> {
    csv: csv::Writer<&'w mut dyn Write>,
    raw: bool,
}

impl<'w> Delimited<'w> {
    /// Begins with the byte order mark, if one is wanted.
    ///
    /// # Errors
    /// When nothing can be written.
    pub fn new(to: &'w mut dyn Write, layout: Layout) -> io::Result<Self> {
        if layout.byte_order_mark {
            to.write_all(BYTE_ORDER_MARK)?;
        }
        let csv = csv::WriterBuilder::new()
            .delimiter(layout.delimiter.byte())
            .terminator(csv::Terminator::CRLF)
            .buffer_capacity(64 * 1024)
            .from_writer(to);
        Ok(Self { csv, raw: layout.raw })
    }

    /// A cell whose content riskward typed.
    ///
    /// # Errors
    /// When nothing more can be written.
    pub fn typed(&mut self, cell: &str) -> io::Result<()> {
        Ok(self.csv.write_field(cell)?)
    }

    /// A cell that holds somebody's text.
    ///
    /// # Errors
    /// When nothing more can be written.
    pub fn text(&mut self, cell: &str) -> io::Result<()> {
        let guarded = if self.raw { without_nul(cell) } else { guarded(cell) };
        Ok(self.csv.write_field(guarded.as_bytes())?)
    }

    /// Ends the row.
    ///
    /// # Errors
    /// When nothing more can be written.
    pub fn end_row(&mut self) -> io::Result<()> {
        Ok(self.csv.write_record(None::<&[u8]>)?)
    }

    /// Writes what is left.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(&mut self) -> io::Result<()> {
        self.csv.flush()
    }
}

/// A text that no spreadsheet takes for a formula.
pub fn guarded(text: &str) -> Cow<'_, str> {
    if text.starts_with(begins_formula) {
        Cow::Owned(format!("'{}", without_nul(text)))
    } else {
        without_nul(text)
    }
}

/// The characters by which a cell becomes a formula in some program, their full-width forms, and the guard itself.
fn begins_formula(first: char) -> bool {
    matches!(
        first,
        '=' | '+'
            | '-'
            | '@'
            | '\t'
            | '\r'
            | '\n'
            | '\0'
            | '\''
            | '\u{ff1d}'
            | '\u{ff0b}'
            | '\u{ff0d}'
            | '\u{ff20}'
    )
}

fn without_nul(text: &str) -> Cow<'_, str> {
    if text.contains('\0') { Cow::Owned(text.replace('\0', NUL)) } else { Cow::Borrowed(text) }
}

/// Several texts in one cell, joined by `|`, without line breaks; `\`, `|` and breaks within a text are written
/// `\\`, `\|` and `\n`, so that splitting gives the texts back.
pub fn joined<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> String {
    let mut cell = String::new();
    for (at, text) in texts.into_iter().enumerate() {
        if at > 0 {
            cell.push('|');
        }
        for c in text.as_ref().chars() {
            match c {
                '\\' => cell.push_str("\\\\"),
                '|' => cell.push_str("\\|"),
                '\n' => cell.push_str("\\n"),
                '\r' => cell.push_str("\\r"),
                _ => cell.push(c),
            }
        }
    }
    cell
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::export::Delimiter;

    fn written(rows: &[Vec<String>], layout: Layout) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut delimited = Delimited::new(&mut bytes, layout).unwrap();
        for row in rows {
            for cell in row {
                delimited.text(cell).unwrap();
            }
            delimited.end_row().unwrap();
        }
        delimited.finish().unwrap();
        drop(delimited);
        bytes
    }

    /// What a reader of the file does: take one apostrophe away.
    fn unguarded(cell: &str) -> &str {
        cell.strip_prefix('\'').unwrap_or(cell)
    }

    /// What a reader of a list does.
    fn split(cell: &str) -> Vec<String> {
        let mut texts = vec![String::new()];
        let mut chars = cell.chars();
        while let Some(c) = chars.next() {
            let last = texts.last_mut().unwrap();
            match c {
                '|' => texts.push(String::new()),
                '\\' => match chars.next().unwrap() {
                    'n' => last.push('\n'),
                    'r' => last.push('\r'),
                    other => last.push(other),
                },
                _ => last.push(c),
            }
        }
        texts
    }

    #[test]
    fn formulas_are_guarded_and_typed_cells_are_not() {
        let mut bytes = Vec::new();
        let mut delimited = Delimited::new(&mut bytes, Layout::default()).unwrap();
        for text in ["=1+1", "\u{ff1d}1", "\0=1", "-5 °C", "'quoted'", "plain", "a\"b"] {
            delimited.text(text).unwrap();
        }
        delimited.typed("-5").unwrap();
        delimited.end_row().unwrap();
        delimited.finish().unwrap();
        drop(delimited);
        let expected = "\u{feff}'=1+1,'\u{ff1d}1,'\u{2400}=1,'-5 °C,''quoted',plain,\"a\"\"b\",-5\r\n";
        assert_eq!(String::from_utf8(bytes).unwrap(), expected);
    }

    #[test]
    fn a_semicolon_is_quoted_only_where_it_delimits() {
        let row = vec![vec!["a;b".to_owned(), "c,d".to_owned()]];
        let layout = Layout { delimiter: Delimiter::Semicolon, byte_order_mark: false, raw: false };
        assert_eq!(written(&row, layout), b"\"a;b\";c,d\r\n");
        let layout = Layout { delimiter: Delimiter::Tab, ..layout };
        assert_eq!(written(&row, layout), b"a;b\tc,d\r\n");
    }

    proptest! {
        #[test]
        fn every_text_comes_back(
            rows in prop::collection::vec(prop::collection::vec("[^\0]{0,12}|[=+@'\t\r\n,;\"-]{1,4}", 3), 1..4),
            delimiter in 0_usize..3,
            raw in any::<bool>(),
        ) {
            let delimiter = <Delimiter as crate::domain::word::Word>::ALL[delimiter];
            // An export begins with its headings, so that no text is taken for a byte order mark.
            let headings = ["a", "b", "c"].map(str::to_owned).to_vec();
            let rows: Vec<Vec<String>> = std::iter::once(headings).chain(rows).collect();
            let bytes = written(&rows, Layout { delimiter, byte_order_mark: false, raw });
            let mut reader = csv::ReaderBuilder::new()
                .has_headers(false)
                .delimiter(delimiter.byte())
                .from_reader(bytes.as_slice());
            let read: Vec<Vec<String>> = reader
                .records()
                .map(|record| {
                    let cell = |text: &str| if raw { text.to_owned() } else { unguarded(text).to_owned() };
                    record.unwrap().iter().map(cell).collect()
                })
                .collect();
            prop_assert_eq!(read, rows);
        }

        #[test]
        fn no_guarded_text_begins_a_formula(text in any::<String>()) {
            let cell = guarded(&text);
            prop_assert!(!cell.contains('\0'));
            prop_assert!(cell.starts_with('\'') || !cell.starts_with(begins_formula));
        }

        #[test]
        fn a_list_comes_back(texts in prop::collection::vec("[a-c|\\\\\n\r]{0,6}", 1..5)) {
            let cell = joined(&texts);
            prop_assert!(!cell.contains(['\n', '\r']));
            prop_assert_eq!(split(&cell), texts);
        }
    }
}
