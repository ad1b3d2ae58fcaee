//! Files made to harm, each read by the real worker. Each must end within the worker's limits (10 seconds, 512 MiB of
//! memory: the worker binds itself to them, see `worker.rs`), with a sentence that says why, and without a panic.

use std::{
    fmt::Write as _,
    io::{Cursor, Write as _},
};

use riskward::intake::IntakeError;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use crate::{register::answer, says};

/// A workbook with one sheet, written part by part.
struct Book(ZipWriter<Cursor<Vec<u8>>>);

const MAIN: &str = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";

impl Book {
    fn new() -> Self {
        let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let package = "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"";
        let mut book = Self(ZipWriter::new(Cursor::new(Vec::new())));
        book.part(
            "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>",
        );
        book.part(
            "_rels/.rels",
            &format!("<Relationships {package}><Relationship Id=\"rId1\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"),
        );
        book.part(
            "xl/workbook.xml",
            &format!("<workbook {MAIN} xmlns:r=\"{office}\"><sheets><sheet name=\"mds2-form\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"),
        );
        book.part(
            "xl/_rels/workbook.xml.rels",
            &format!("<Relationships {package}><Relationship Id=\"rId1\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"),
        );
        book
    }

    fn part(&mut self, name: &str, text: &str) {
        self.repeated(name, CompressionMethod::Deflated, "", text, 1, "");
    }

    /// A part that says the same many times, never held in memory as a whole.
    fn repeated(
        &mut self,
        name: &str,
        how: CompressionMethod,
        before: &str,
        again: &str,
        times: usize,
        after: &str,
    ) {
        self.0.start_file(name, SimpleFileOptions::default().compression_method(how)).unwrap();
        self.0.write_all(before.as_bytes()).unwrap();
        let at_once = (1024 * 1024 / again.len()).clamp(1, times);
        let chunk = again.repeat(at_once);
        for _ in 0..times / at_once {
            self.0.write_all(chunk.as_bytes()).unwrap();
        }
        self.0.write_all(again.repeat(times % at_once).as_bytes()).unwrap();
        self.0.write_all(after.as_bytes()).unwrap();
    }

    fn sheet(&mut self, head: &str, data: &str) {
        self.part(SHEET, &format!("<worksheet {MAIN}>{head}<sheetData>{data}</sheetData></worksheet>"));
    }

    fn strings(&mut self, attributes: &str, strings: &str) {
        self.part(STRINGS, &format!("<sst {MAIN} {attributes}>{strings}</sst>"));
    }

    fn bytes(self) -> Vec<u8> {
        self.0.finish().unwrap().into_inner()
    }
}

const SHEET: &str = "xl/worksheets/sheet1.xml";
const STRINGS: &str = "xl/sharedStrings.xml";

/// The cells of one answered item.
const ITEM: &str = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>ALOF-1</t></is></c>\
    <c r=\"C1\" t=\"inlineStr\"><is><t>Yes</t></is></c></row>";

fn book(make: impl FnOnce(&mut Book)) -> Vec<u8> {
    let mut book = Book::new();
    make(&mut book);
    book.bytes()
}

fn inline(cell: &str, text: &str) -> String {
    format!("<c r=\"{cell}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

/// The worker's refusal says these words, says what to try, and did not come from its death.
#[track_caller]
fn refused(bytes: &[u8], words: &str) {
    let error = answer(bytes).unwrap_err();
    assert!(error.to_string().contains(words), "{error}");
    assert!(!error.try_this().is_empty());
    assert!(!matches!(error, IntakeError::Worker { .. } | IntakeError::Stopped { .. }), "{error}");
}

#[test]
fn cells_at_the_far_end_of_a_sheet() {
    for far in ["XFD1048576", "ALL100000"] {
        let row = far.trim_start_matches(|c: char| c.is_ascii_alphabetic());
        let data = format!("{ITEM}<row r=\"{row}\">{}</row>", inline(far, "far"));
        let read = answer(&book(|book| book.sheet("", &data))).unwrap();
        assert_eq!(says(&read, "ALOF-1").1, "Yes");
    }
}

#[test]
fn a_dimension_that_lies() {
    for (dimension, reads) in
        [("A1:XFD1048576", true), ("A1", true), ("B2:A1", false), ("A1:ZZZZZ1", false), ("A1:B2:C3", false)]
    {
        let bytes = book(|book| book.sheet(&format!("<dimension ref=\"{dimension}\"/>"), ITEM));
        match answer(&bytes) {
            Ok(read) => assert!(reads && read.statements.len() == 1, "{dimension}"),
            Err(error) => assert!(!reads && error.to_string().contains("dimension"), "{dimension}: {error}"),
        }
    }
}

#[test]
fn references_that_would_wrap() {
    for cell in ["ZZZZZZZ99999999999", "A4294967297", "XFE1", "A1048577", "A0", "1", "A"] {
        refused(
            &book(|book| book.sheet("", &format!("<row>{}</row>", inline(cell, "x")))),
            "no sheet can have",
        );
    }
    refused(&book(|book| book.sheet("", "<row r=\"4294967297\"/>")), "no sheet can have");
}

#[test]
fn cells_without_references_led_beyond_the_end() {
    for data in [
        "<row r=\"1048576\"/><row><c><v>1</v></c></row>",
        "<row r=\"1\"><c r=\"XFD1\"/><c><v>1</v></c></row>",
    ] {
        refused(&book(|book| book.sheet("", data)), "beyond the last");
    }
}

#[test]
fn counts_of_strings_and_styles_that_are_not_there() {
    for count in ["4294967295", "9200000000000000000", "99999999999999999999999", "-1", "&#57;"] {
        refused(
            &book(|book| {
                book.sheet("", ITEM);
                book.strings(&format!("uniqueCount=\"{count}\""), "<si><t>x</t></si>");
            }),
            "uniqueCount",
        );
    }
    refused(
        &book(|book| {
            book.sheet("", ITEM);
            book.part(
                "xl/styles.xml",
                &format!("<styleSheet {MAIN}><cellXfs count=\"4294967295\"/></styleSheet>"),
            );
        }),
        "cellXfs",
    );
}

#[test]
fn one_gibibyte_of_text_in_a_cell() {
    refused(
        &book(|book| {
            let before =
                format!("<worksheet {MAIN}><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>");
            let after = "</t></is></c></row></sheetData></worksheet>";
            book.repeated(SHEET, CompressionMethod::Deflated, &before, "aaaaaaaa", 128 * 1024 * 1024, after);
        }),
        "unpacks to more than",
    );
}

#[test]
fn thirty_million_strings() {
    let before = format!("<sst {MAIN}>");
    for (how, times, words) in [
        (CompressionMethod::Deflated, 30_000_000, "unpacks to more than"),
        (CompressionMethod::Stored, 1_000_000, "strings"),
    ] {
        refused(
            &book(|book| {
                book.sheet("", ITEM);
                book.repeated(STRINGS, how, &before, "<si><t/></si>", times, "</sst>");
            }),
            words,
        );
    }
}

#[test]
fn more_cells_than_a_form_can_have() {
    let before = format!("<worksheet {MAIN}><sheetData><row>");
    refused(
        &book(|book| {
            book.repeated(
                SHEET,
                CompressionMethod::Stored,
                &before,
                "<c><v>1</v></c>",
                300_000,
                "</row></sheetData></worksheet>",
            );
        }),
        "more than 200000 cells",
    );
}

#[test]
fn one_long_string_in_twenty_thousand_cells() {
    // Text that does not pack well, so that no other limit is met before.
    let mut seed = 1u64;
    let mut long = String::new();
    while long.len() < 1024 * 1024 {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        write!(long, "{seed:016x}").unwrap();
    }
    let mut cells = String::new();
    for row in 1..=20_000 {
        write!(cells, "<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>0</v></c></row>").unwrap();
    }
    refused(
        &book(|book| {
            book.sheet("", &cells);
            book.strings("uniqueCount=\"1\"", &format!("<si><t>{long}</t></si>"));
        }),
        "64 MiB of text",
    );
}

#[test]
fn entities_and_document_types() {
    let laughs = "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]>";
    let outside = "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>";
    for doctype in [laughs, outside] {
        refused(
            &book(|book| {
                let text = format!(
                    "{doctype}<worksheet {MAIN}><sheetData><row>{}</row></sheetData></worksheet>",
                    inline("A1", "&a;")
                );
                book.part(SHEET, &text);
            }),
            "document type",
        );
    }
    refused(&book(|book| book.sheet("", &format!("<row>{}</row>", inline("A1", "&a;")))), "cannot be read");
}

#[test]
fn two_million_nested_tags() {
    for (how, words) in [(CompressionMethod::Deflated, "200 times"), (CompressionMethod::Stored, "deep")] {
        refused(
            &book(|book| {
                book.repeated(SHEET, how, &format!("<worksheet {MAIN}>"), "<a>", 2_000_000, "");
            }),
            words,
        );
    }
}

#[test]
fn attributes_without_end() {
    let mut data = String::from("<row r=\"1\"><c");
    for n in 0..100_000 {
        write!(data, " a{n}=\"1\"").unwrap();
    }
    data.push_str("/></row>");
    let error = answer(&book(|book| book.sheet("", &data))).unwrap_err();
    assert!(!matches!(error, IntakeError::Worker { .. }), "{error}");
}

#[test]
fn damaged_archives() {
    let whole = book(|book| book.sheet("", ITEM));
    refused(&whole[..whole.len() / 2], "cut off");
    refused(&whole[..whole.len() - 1], "cut off");
    refused(b"PK\x03\x04", "cut off");
    refused(b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", "zip archive");
    for at in [100, whole.len() / 3, whole.len() / 2] {
        let mut damaged = whole.clone();
        damaged[at..at + 40].fill(0xff);
        let answer = answer(&damaged);
        assert!(
            !matches!(answer, Err(IntakeError::Worker { .. } | IntakeError::Stopped { .. })),
            "{answer:?}"
        );
    }
}

#[test]
fn parts_that_unpack_to_far_more_than_they_are() {
    refused(
        &book(|book| {
            book.sheet("", ITEM);
            book.repeated(
                "xl/media/picture.bin",
                CompressionMethod::Deflated,
                "",
                "\0",
                60 * 1024 * 1024,
                "",
            );
        }),
        "200 times",
    );
    refused(
        &book(|book| {
            book.sheet("", ITEM);
            for n in 0..3 {
                book.repeated(
                    &format!("xl/media/{n}.bin"),
                    CompressionMethod::Stored,
                    "",
                    "\0",
                    6 * 1024 * 1024,
                    "",
                );
            }
            book.repeated("xl/media/last.bin", CompressionMethod::Stored, "", "\0", 3 * 1024 * 1024, "");
        }),
        "20 MiB",
    );
}

#[test]
fn more_parts_than_a_workbook_has() {
    refused(
        &book(|book| {
            book.sheet("", ITEM);
            for n in 0..250 {
                book.part(&format!("xl/media/{n}.xml"), "<a/>");
            }
        }),
        "more than 200",
    );
}

/// Replaces every occurrence of some bytes by others of the same length.
fn replaced(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let mut out = bytes.to_vec();
    while let Some(at) = out.windows(from.len()).position(|window| window == from) {
        out[at..at + to.len()].copy_from_slice(to);
    }
    out
}

#[test]
fn parts_of_the_same_name_or_the_same_bytes() {
    let two = |second: &str| {
        book(|book| {
            book.sheet("", ITEM);
            book.part(second, "<a/>");
        })
    };
    refused(&replaced(&two("xl/worksheets/sheet2.xml"), b"sheet2.xml", b"sheet1.xml"), "same name");
    refused(&two("xl/worksheets/SHEET1.XML"), "both named");
    refused(&two("xl\\worksheets\\sheet1.xml"), "both named");
    // The last entry of the directory points to the first part.
    let mut overlapping = two("xl/worksheets/sheet2.xml");
    let entry = overlapping.windows(4).rposition(|window| window == b"PK\x01\x02").unwrap();
    overlapping[entry + 42..entry + 46].fill(0);
    let error = answer(&overlapping).unwrap_err();
    assert!(!matches!(error, IntakeError::Worker { .. } | IntakeError::Stopped { .. }), "{error}");
}

#[test]
fn archives_in_archives_and_encrypted_parts() {
    let inner = book(|book| book.sheet("", ITEM));
    let mut outer = Book::new();
    outer.sheet("", ITEM);
    outer.0.start_file("xl/inner.xlsx", SimpleFileOptions::default()).unwrap();
    outer.0.write_all(&inner).unwrap();
    refused(&outer.bytes(), "archive itself");

    let mut encrypted = book(|book| book.sheet("", ITEM));
    let entry = encrypted.windows(4).rposition(|window| window == b"PK\x01\x02").unwrap();
    encrypted[entry + 8] |= 1;
    refused(&encrypted, "encrypted");
}

#[test]
fn an_object_where_objects_belong_is_told_and_not_opened() {
    let mut outer = Book::new();
    outer.sheet("", ITEM);
    outer.0.start_file("xl/embeddings/diagram.vsdx", SimpleFileOptions::default()).unwrap();
    outer.0.write_all(&book(|_| {})).unwrap();
    let read = answer(&outer.bytes()).unwrap();
    assert!(read.problems.iter().any(|problem| problem.place == "xl/embeddings/diagram.vsdx"));
}

#[test]
fn a_sheet_that_hides_where_nothing_was_checked() {
    let hidden = format!("<!DOCTYPE x><worksheet {MAIN}><sheetData>{ITEM}</sheetData></worksheet>");
    for place in ["media/sheet1.png", "../customXml/sheet1.xml", "../docProps/app.xml"] {
        let mut book = Book(ZipWriter::new(Cursor::new(Vec::new())));
        let whole = Book::new().bytes();
        let mut source = zip::ZipArchive::new(Cursor::new(whole)).unwrap();
        for index in 0..source.len() {
            let mut part = source.by_index(index).unwrap();
            let name = part.name().unwrap().into_owned();
            let mut text = String::new();
            std::io::Read::read_to_string(&mut part, &mut text).unwrap();
            book.part(&name, &text.replace("worksheets/sheet1.xml", place));
        }
        book.part(&format!("xl/{place}").replace("xl/../", ""), &hidden);
        let error = answer(&book.bytes()).unwrap_err();
        assert!(
            !matches!(error, IntakeError::Worker { .. } | IntakeError::Stopped { .. }),
            "{place}: {error}"
        );
    }
}

#[test]
fn a_cell_that_names_a_string_that_is_not_there() {
    refused(
        &book(|book| {
            book.sheet("", "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>7</v></c></row>");
            book.strings("uniqueCount=\"1\"", "<si><t>x</t></si>");
        }),
        "cannot be read",
    );
}

const MIB: usize = 1024 * 1024;

#[test]
fn texts_that_never_end() {
    let open = format!("ALOF-1,\"{}", "x".repeat(20 * MIB - 100));
    refused(open.as_bytes(), "longer than 1 MiB");
    let open = format!("ALOF-1,\"{}", "x\n".repeat(90_000));
    refused(open.as_bytes(), "none is answered");
    refused(&vec![b','; 20 * MIB], "longer than 1 MiB");
    refused(format!("x{}\n", ",".repeat(600)).repeat(1000).as_bytes(), "more than 512 columns");
    refused(format!("x{}\n", ",x".repeat(500)).repeat(19_000).as_bytes(), "fields");
    refused(&vec![b'\n'; 20 * MIB], "empty");
    refused(format!("x{}", "\n".repeat(20 * MIB - 1)).as_bytes(), "lines");
    refused("ALOF-1,q,Yes,\n".repeat(150_000).as_bytes(), "begin with an id");
    refused(&vec![b'['; 20 * MIB], "longer than 1 MiB");
    refused(&vec![0; 20 * MIB], "longer than 1 MiB");
}

#[test]
fn lines_made_to_be_slow() {
    for slow in [",", "no ", "\" ", "? ", "__", ": ,", "\u{201c}", "note 1, "] {
        let bytes = format!("ALOF-1{}\nALOF-2,q,Yes,\n", slow.repeat(MIB / slow.len() - 10));
        let answer = answer(bytes.as_bytes());
        assert!(
            !matches!(answer, Err(IntakeError::Worker { .. } | IntakeError::Stopped { .. })),
            "{slow:?}: {answer:?}"
        );
    }
}

#[test]
fn deep_and_large_toml() {
    let head = "format = \"riskward-disclosure/1\"\nform = \"mds2-2019\"\n";
    refused(format!("{head}a = {}", "[".repeat(200_000)).as_bytes(), "cannot be read");
    refused(format!("{head}{} = 1", "a.".repeat(200_000)).as_bytes(), "cannot be read");
    refused(format!("{head}a = {}", "{b=".repeat(100_000)).as_bytes(), "cannot be read");
    refused(format!("{head}{}", "[[a]]\n".repeat(190_000)).as_bytes(), "1 MiB");
    let many = answer(format!("{head}{}", "[[a]]\n".repeat(150_000)).as_bytes());
    assert!(!matches!(many, Err(IntakeError::Worker { .. } | IntakeError::Stopped { .. })), "{many:?}");
}

#[test]
fn deep_json() {
    refused("{\"a\":".repeat(4 * MIB).as_bytes(), "longer than 1 MiB");
    refused(format!("{{{}", "\n[".repeat(90_000)).as_bytes(), "JSON");
}
