//! An untrusted file becomes a disclosure and its problems, each with its place.
//!
//! [`read_in_child`] is the way for files from outside; [`read`] does the work, inside the child.

mod answer;
mod assemble;
mod child;
mod clean;
mod columns;
mod dates;
mod delimited;
mod encoding;
mod entry;
mod error;
mod identity;
mod ids;
mod line;
mod notes;
mod other_kinds;
mod pasted;
#[cfg(test)]
mod sample;
mod table;
mod toml_form;
mod workbook;

use encoding::Decoded;
use entry::Found;

pub use child::{WORKER_ARGUMENT, read_in_child, worker_main};
pub use error::IntakeError;

use crate::{catalog::forms::Outline, domain::disclosure::ReadDisclosure};

/// At most so many MiB in a file.
const LARGEST_MIB: u64 = 20;

/// At most so many lines in a text, and bytes in one of them.
const LINES: usize = 200_000;
const LINE: usize = 1024 * 1024;

/// At most so many rows about items: the largest form known has 240.
const ENTRIES: usize = 10_000;

/// The file being read, as bytes and as text.
struct Source<'s> {
    bytes: &'s [u8],
    /// Empty for what is no text.
    text: &'s str,
    forms: &'s [Outline],
    /// Those of which something stands in the text.
    candidates: Vec<&'s Outline>,
}

/// A file format: whether a file is in it, and how it is read. `Ok(None)` leaves the file to the next format.
struct Format {
    is_it: fn(&Source<'_>) -> bool,
    read: for<'s> fn(&Source<'s>) -> Result<Option<Found<'s>>, IntakeError>,
}

/// The formats in the order in which they are tried.
const FORMATS: &[Format] = &[
    Format {
        is_it: |source| workbook::is_one(source.bytes),
        read: |source| workbook::read(source.bytes, source.forms).map(Some),
    },
    Format {
        is_it: |source| toml_form::is_one(source.text),
        read: |source| toml_form::read(source.text, source.forms).map(Some),
    },
    Format { is_it: |_| true, read: |source| most(source, |form| delimited::read(source.text, form)) },
    Format { is_it: |_| true, read: |source| most(source, |form| Ok(pasted::read(source.text, form))) },
];

/// Reads a disclosure. The format is found from the content; the form, where the file does not name it, is the one
/// most of whose ids stand in it.
///
/// # Errors
/// Why there is no disclosure in the file. What is odd about one that is, stands in its problems.
pub fn read(bytes: &[u8], forms: &[Outline]) -> Result<ReadDisclosure, IntakeError> {
    if bytes.len() as u64 > LARGEST_MIB * 1024 * 1024 {
        return Err(IntakeError::TooLarge { limit: LARGEST_MIB });
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(IntakeError::Empty);
    }
    if let Some(other) = other_kinds::by_content(bytes) {
        return Err(other);
    }
    let Decoded { text, problems } =
        if workbook::is_one(bytes) { Decoded::default() } else { encoding::decode(bytes) };
    bounded(&text)?;
    let source = Source { bytes, text: &text, forms, candidates: candidates(&text, forms) };
    for format in FORMATS.iter().filter(|format| (format.is_it)(&source)) {
        if let Some(mut found) = (format.read)(&source)? {
            found.problems.splice(0..0, problems);
            return assemble::assemble(found);
        }
    }
    Err(unknown(&text, forms))
}

/// Refuses a text of more or longer lines than any form has.
fn bounded(text: &str) -> Result<(), IntakeError> {
    for (number, line) in (1..).zip(text.lines()) {
        if number > LINES {
            return Err(IntakeError::refused(format!("it has more than {LINES} lines")));
        }
        if line.len() > LINE {
            return Err(IntakeError::refused(format!("line {number} is longer than 1 MiB")));
        }
    }
    Ok(())
}

/// The forms of which something stands in a text: a large one is not read once for each form of the catalogue.
fn candidates<'f>(text: &str, forms: &'f [Outline]) -> Vec<&'f Outline> {
    // Every id has a hyphen, or a dash that stands for one.
    if text.is_ascii() && !text.contains('-') {
        return Vec::new();
    }
    let upper = text.to_ascii_uppercase();
    forms.iter().filter(|form| form.may_stand_in(&upper)).collect()
}

/// Of what the forms make of a file, that with most of a form's ids, the first form of equals.
fn most<'f>(
    source: &Source<'f>,
    read: impl Fn(&'f Outline) -> Result<Option<Found<'f>>, IntakeError>,
) -> Result<Option<Found<'f>>, IntakeError> {
    let mut best: Option<(usize, Found<'f>)> = None;
    for form in &source.candidates {
        let Some(found) = read(form)? else { continue };
        let ids = found.entries.iter().filter(|entry| entry.id.known.is_some()).count();
        if ids > best.as_ref().map_or(0, |(most, _)| *most) {
            best = Some((ids, found));
        }
    }
    Ok(best.map(|(_, found)| found))
}

/// Why a text is no disclosure.
fn unknown(text: &str, forms: &[Outline]) -> IntakeError {
    if let Some(other) = other_kinds::by_text(text) {
        return other;
    }
    if let Some(refusal) = delimited::refusal(text) {
        return refusal;
    }
    let form = forms.iter().map(|form| form.title.as_str()).collect::<Vec<_>>().join("; ");
    let edition = text.contains("HN 1-2013") || text.contains("CNFS");
    IntakeError::NothingUsable {
        because: "no question of a known form was found in it".into(),
        try_this: if edition {
            "ask the manufacturer for the 2019 edition; this looks like the MDS2 of 2013, which is not read yet".into()
        } else {
            format!("choose a file that answers one of these forms, one question a row or line: {form}")
        },
    }
}
