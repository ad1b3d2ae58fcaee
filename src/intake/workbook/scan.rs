//! One XML part of a workbook, looked through before the spreadsheet reader sees it: nothing in it may make that
//! reader reserve memory for what is not there, or count beyond what a sheet can have.

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

use crate::intake::{clean::quoted, error::IntakeError};

/// A sheet has so many rows and columns and no more.
pub(super) const ROWS: u32 = 1_048_576;
pub(super) const COLUMNS: u32 = 16_384;
/// Cells with content, and strings, in one part.
const CELLS: usize = 200_000;
/// Rows and cells in one part, those without content included: forms have borders and colours far to the right.
const ELEMENTS: usize = 1_000_000;
const DEPTH: usize = 256;

/// Refuses a part that a workbook made by a spreadsheet program cannot have.
pub(super) fn scan(name: &str, part: &[u8]) -> Result<(), IntakeError> {
    let mut reader = Reader::from_reader(part);
    // As the spreadsheet reader has it, so that both see the same elements.
    let config = reader.config_mut();
    config.check_end_names = false;
    config.check_comments = false;
    let mut scan = Scan { name, bytes: part.len(), depth: 0, elements: 0, filled: 0, strings: 0 };
    loop {
        match reader.read_event() {
            Ok(Event::Start(element)) => scan.start(&element)?,
            Ok(Event::Empty(element)) => {
                scan.start(&element)?;
                scan.depth -= 1;
            }
            Ok(Event::End(_)) => scan.depth = scan.depth.saturating_sub(1),
            Ok(Event::DocType(_)) => return Err(scan.refused("declares a document type of its own")),
            Ok(Event::Eof) => return Ok(()),
            Ok(_) => {}
            Err(error) => {
                return Err(IntakeError::broken(format!(
                    "the part {} is not well-formed XML ({error})",
                    quoted(name)
                )));
            }
        }
    }
}

struct Scan<'n> {
    name: &'n str,
    bytes: usize,
    depth: usize,
    elements: usize,
    filled: usize,
    strings: usize,
}

impl Scan<'_> {
    fn refused(&self, because: &str) -> IntakeError {
        IntakeError::refused(format!("its part {} {because}", quoted(self.name)))
    }

    fn start(&mut self, element: &BytesStart<'_>) -> Result<(), IntakeError> {
        self.depth += 1;
        if self.depth > DEPTH {
            return Err(self.refused(&format!("nests elements more than {DEPTH} deep")));
        }
        let tag = element.local_name();
        let tag = tag.as_ref();
        if matches!(tag, "c" | "row") {
            self.elements += 1;
            self.at_most(ELEMENTS, self.elements, "rows and cells")?;
        }
        match tag {
            "c" => self.each(element, "r", |value| is_cell(value).then_some(())),
            "row" => self
                .each(element, "r", |value| number(value).filter(|row| (1..=ROWS).contains(row)).map(drop)),
            "dimension" => self.each(element, "ref", is_range),
            "sst" => self.counted(element, "uniqueCount"),
            "v" | "is" => {
                self.filled += 1;
                self.at_most(CELLS, self.filled, "cells with content")
            }
            "si" => {
                self.strings += 1;
                self.at_most(CELLS, self.strings, "strings")
            }
            // Styles announce how many of each kind follow.
            "numFmts" | "fonts" | "fills" | "borders" | "cellStyleXfs" | "cellXfs" | "cellStyles"
            | "dxfs" => self.counted(element, "count"),
            _ => Ok(()),
        }
    }

    fn at_most(&self, limit: usize, count: usize, of: &str) -> Result<(), IntakeError> {
        if count > limit { Err(self.refused(&format!("has more than {limit} {of}"))) } else { Ok(()) }
    }

    /// An announced count must fit into the part: nothing that is counted takes less than eight bytes.
    fn counted(&self, element: &BytesStart<'_>, attribute: &str) -> Result<(), IntakeError> {
        let most = self.bytes / 8;
        self.each(element, attribute, |value| {
            value.trim().parse::<usize>().ok().filter(|count| *count <= most).map(drop)
        })
    }

    /// Checks every attribute of that name, whatever its prefix and however often it stands there; the spreadsheet
    /// reader takes any of them.
    fn each(
        &self,
        element: &BytesStart<'_>,
        attribute: &str,
        check: impl Fn(&str) -> Option<()>,
    ) -> Result<(), IntakeError> {
        let tag = element.local_name();
        let tag = tag.as_ref();
        for found in element.attributes().with_checks(false) {
            let found = found.map_err(|error| self.refused(&format!("has a malformed <{tag}> ({error})")))?;
            if found.key.local_name().as_ref() == attribute && check(&found.value).is_none() {
                let value = quoted(&found.value);
                return Err(
                    self.refused(&format!("holds {tag} {attribute}={value}, which no sheet can have"))
                );
            }
        }
        Ok(())
    }
}

fn number(text: &str) -> Option<u32> {
    (text.len() <= 7 && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

/// Column and row of a reference such as `C23`, from 1; nothing beyond a sheet's last cell.
fn cell(text: &str) -> Option<(u32, u32)> {
    let letters = text.len() - text.trim_start_matches(|c: char| c.is_ascii_alphabetic()).len();
    if !(1..=3).contains(&letters) {
        return None;
    }
    let column = text[..letters]
        .bytes()
        .fold(0u32, |column, letter| column * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1);
    let row = number(&text[letters..]).filter(|row| (1..=ROWS).contains(row))?;
    (column <= COLUMNS).then_some((column, row))
}

fn is_cell(text: &str) -> bool {
    cell(text).is_some()
}

/// A cell, or two of which the first is not behind the second.
fn is_range(text: &str) -> Option<()> {
    let (first, last) = text.split_once(':').unwrap_or((text, text));
    let (first, last) = (cell(first)?, cell(last)?);
    (first.0 <= last.0 && first.1 <= last.1).then_some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(part: &str) -> String {
        scan("xl/x.xml", part.as_bytes()).map_or_else(|error| error.to_string(), |()| String::new())
    }

    #[test]
    fn references_end_where_a_sheet_ends() {
        assert_eq!(cell("A1"), Some((1, 1)));
        assert_eq!(cell("XFD1048576"), Some((16_384, 1_048_576)));
        for text in [
            "XFE1",
            "A1048577",
            "A0",
            "A",
            "1",
            "",
            "ZZZZZZZ99999999999",
            "A-1",
            "A1:B2",
            "ÄB1",
            "AAA99999999",
        ] {
            assert_eq!(cell(text), None, "{text}");
        }
    }

    #[test]
    fn what_lies_is_refused() {
        for (part, words) in [
            ("<!DOCTYPE x><a/>", "document type"),
            ("<sst uniqueCount=\"4294967295\"><si/></sst>", "uniqueCount"),
            ("<x:sst x:uniqueCount=\"9223372036854775807\"/>", "uniqueCount"),
            ("<sst uniqueCount='1' uniqueCount='999'/>", "uniqueCount"),
            ("<sst uniqueCount=1/>", "malformed"),
            ("<row r=\"1048577\"/>", "row"),
            ("<c r=\"ZZZZZZZ99999999999\"><v>1</v></c>", "no sheet can have"),
            ("<dimension ref=\"B2:A1\"/>", "dimension"),
            ("<cellXfs count=\"99999999\"/>", "cellXfs"),
        ] {
            assert!(refusal(part).contains(words), "{part}: {}", refusal(part));
        }
        assert!(refusal(&"<a>".repeat(1000)).contains("deep"));
        assert!(refusal(&"<c><v>1</v></c>".repeat(CELLS + 1)).contains("cells with content"));
        assert!(refusal(&"<c/>".repeat(ELEMENTS + 1)).contains("rows and cells"));
    }

    #[test]
    fn what_a_program_writes_passes() {
        for part in [
            "<sst count=\"99999\" uniqueCount=\"2\"><si><t>a</t></si><si><t>b</t></si></sst>",
            "<row r=\"1\"><c r=\"A1\" s=\"3\"/><c><v>1</v></c></row>",
            "<dimension ref=\"A1:AMH349\"/>",
            "<dimension ref=\"A1\"/>",
        ] {
            assert_eq!(refusal(part), "", "{part}");
        }
    }
}
