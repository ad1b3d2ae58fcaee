//! Files that riskward knows by their first bytes and does not read: what each is, and what to do with it.

use super::error::IntakeError;

const AS_TEXT: &str =
    "open it, select the form, copy it and save the text as a .txt file, one question a line";
const AS_XLSX: &str = "open it in a spreadsheet program and save it as .xlsx or CSV";
const UNPACK: &str = "unpack it and import the disclosure that is inside";

/// What a file begins with, what it then is, and what to try.
const KINDS: &[(&[u8], &str, &str)] = &[
    (b"%PDF", "a PDF document", AS_TEXT),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "an old .xls or .doc document, or a workbook with a password",
        "open it, take off its password and save it as .xlsx",
    ),
    (b"{\\rtf", "an RTF document", AS_TEXT),
    (b"\x1f\x8b", "a gzip archive", UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", UNPACK),
    (b"Rar!", "a RAR archive", UNPACK),
    (b"BZh", "a bzip2 archive", UNPACK),
    (b"\xfd7zXZ\0", "an xz archive", UNPACK),
    (b"\x89PNG", "a picture", "ask the manufacturer for the form as a workbook or as text"),
    (b"\xff\xd8\xff", "a picture", "ask the manufacturer for the form as a workbook or as text"),
    (b"II*\0", "a picture", "ask the manufacturer for the form as a workbook or as text"),
    (b"MM\0*", "a picture", "ask the manufacturer for the form as a workbook or as text"),
    (b"\x7fELF", "a program", "choose the disclosure instead"),
    (b"MZ", "a program", "choose the disclosure instead"),
    (b"SQLite format 3\0", "an SQLite database, perhaps a register", "choose the disclosure instead"),
];

/// Beginnings of text files, in lower case, what they then are, and what to try.
const TEXTS: &[(&str, &str, &str)] = &[
    ("<!doctype html", "a web page", AS_TEXT),
    ("<html", "a web page", AS_TEXT),
    ("<?xml", "an XML document", AS_XLSX),
    ("<?mso-application", "an XML document", AS_XLSX),
    (
        "{",
        "a JSON document",
        "import the disclosure form itself; software bills and advisories are not read yet",
    ),
];

/// Parts whose presence tells what a zip archive is, and what to try.
const ARCHIVES: &[(&str, &str, &str)] = &[
    ("xl/workbook.bin", "a binary workbook (.xlsb)", AS_XLSX),
    ("content.xml", "an OpenDocument file", AS_XLSX),
    ("word/document.xml", "a Word document", AS_TEXT),
    ("ppt/presentation.xml", "a presentation", AS_TEXT),
];

/// The refusal of a file by its first bytes, if it is of a kind not read.
pub(super) fn by_content(bytes: &[u8]) -> Option<IntakeError> {
    // An MZ at the start of a text is a word; a program is binary.
    let binary = |start: &[u8]| start != b"MZ" || bytes.iter().take(512).any(|byte| *byte == 0);
    KINDS
        .iter()
        .find(|(start, _, _)| bytes.starts_with(start) && binary(start))
        .map(|(_, kind, try_this)| other(kind, try_this))
}

/// The refusal of a text by its beginning, if it is of a kind not read.
pub(super) fn by_text(text: &str) -> Option<IntakeError> {
    let start: String = text.trim_start().chars().take(20).collect::<String>().to_lowercase();
    TEXTS
        .iter()
        .find(|(begins, _, _)| start.starts_with(begins))
        .map(|(_, kind, try_this)| other(kind, try_this))
}

/// The refusal of a zip archive that is no workbook, by the names of its parts.
pub(super) fn archive<'a>(names: impl Iterator<Item = &'a str> + Clone) -> IntakeError {
    ARCHIVES
        .iter()
        .find(|(part, _, _)| names.clone().any(|name| name.eq_ignore_ascii_case(part)))
        .map_or_else(
            || other("a zip archive without a workbook in it", UNPACK),
            |(_, kind, try_this)| other(kind, try_this),
        )
}

fn other(kind: &str, try_this: &str) -> IntakeError {
    IntakeError::OtherKind { kind: kind.to_owned(), try_this: try_this.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_kinds_are_named_with_a_way_out() {
        for (bytes, words) in [
            (b"%PDF-1.7\n".as_slice(), "PDF"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", ".xls"),
            (b"\x1f\x8b\x08", "gzip"),
            (b"MZ\x90\0", "program"),
        ] {
            let refusal = by_content(bytes).unwrap();
            assert!(refusal.to_string().contains(words), "{refusal}");
            assert!(!refusal.try_this().is_empty());
        }
        assert_eq!(by_content(b"MZ-1: Yes"), None);
        assert_eq!(by_content(b"AUDT-1,\"x\":Yes"), None);
        assert!(by_text(" \n<!DOCTYPE html>").unwrap().to_string().contains("web page"));
        assert!(by_text("{\"bomFormat\":\"CycloneDX\"}").unwrap().to_string().contains("JSON"));
        assert_eq!(by_text("AUDT-1: Yes"), None);
    }

    #[test]
    fn archives_are_told_apart_by_their_parts() {
        let docx = ["[Content_Types].xml", "word/document.xml"];
        assert!(archive(docx.into_iter()).to_string().contains("Word"));
        assert!(archive(["a.txt"].into_iter()).to_string().contains("zip archive"));
    }
}
