//! The zip archive around a workbook: counted, inflated under limits, scanned, and rebuilt from the parts that passed,
//! so that the spreadsheet reader sees nothing else.

use std::{
    collections::BTreeSet,
    io::{Cursor, Read, Write},
};

use zip::{CompressionMethod, ZipArchive, ZipWriter, result::ZipError, write::SimpleFileOptions};

use super::scan;
use crate::{
    domain::disclosure::ReadProblem,
    intake::{clean::quoted, error::IntakeError, other_kinds},
};

const ENTRIES: usize = 200;
const PART: u64 = 64 * 1024 * 1024;
const ALL_PARTS: u64 = 128 * 1024 * 1024;
/// A part may be so many times larger than it is packed, once it is larger than `RATIO_FROM`.
const RATIO: u64 = 200;
const RATIO_FROM: u64 = 1024 * 1024;

/// A package whose parts passed.
pub(super) struct Package {
    /// An archive of the parts that the spreadsheet reader needs, not compressed.
    pub(super) clean: Vec<u8>,
    /// Parts that hold words and are not read.
    pub(super) problems: Vec<ReadProblem>,
}

/// Checks every part of the archive and rebuilds it.
pub(super) fn vet(bytes: &[u8]) -> Result<Package, IntakeError> {
    let announced = announced_entries(bytes)?;
    if announced > ENTRIES {
        return Err(IntakeError::refused(format!("the archive has {announced} parts, more than {ENTRIES}")));
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    if archive.len() != announced {
        return Err(IntakeError::refused(
            "two parts of the archive have the same name, or its directory lies",
        ));
    }
    let names = names(&mut archive)?;
    if !names.iter().any(|name| is_workbook(name)) {
        return Err(other_kinds::archive(names.iter().map(String::as_str)));
    }
    let mut clean = ZipWriter::new(Cursor::new(Vec::new()));
    let mut problems = Vec::new();
    let mut inflated = 0;
    for (index, name) in names.iter().enumerate() {
        let part = inflate(&mut archive, index, name, &mut inflated)?;
        if part.starts_with(b"PK\x03\x04") && !holds_objects(name) {
            return Err(IntakeError::refused(format!("the part {} is an archive itself", quoted(name))));
        }
        if is_read(name) {
            scan::scan(name, &part)?;
            let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
            clean.start_file(name.as_str(), options).map_err(|error| broken(&error))?;
            clean.write_all(&part).map_err(|error| IntakeError::broken(error.to_string()))?;
        }
        problems.extend(unread(name));
    }
    let clean = clean.finish().map_err(|error| broken(&error))?.into_inner();
    Ok(Package { clean, problems })
}

/// How many parts the archive's own end record announces. A package of so few parts needs no 64-bit record.
fn announced_entries(bytes: &[u8]) -> Result<usize, IntakeError> {
    const END: &[u8] = b"PK\x05\x06";
    const END_LENGTH: usize = 22;
    let from = bytes.len().saturating_sub(END_LENGTH + usize::from(u16::MAX));
    let end =
        bytes[from..].windows(END_LENGTH).rposition(|window| window.starts_with(END)).ok_or_else(|| {
            IntakeError::broken("the end of the zip archive is missing; the file is cut off or damaged")
        })?;
    let record = &bytes[from + end..];
    Ok(usize::from(u16::from_le_bytes([record[10], record[11]])))
}

/// The names of all parts, each of them once however it is written, none of them encrypted, no two sharing bytes.
fn names(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<Vec<String>, IntakeError> {
    let mut names = Vec::with_capacity(archive.len());
    let mut seen = BTreeSet::new();
    let mut extents = Vec::with_capacity(archive.len());
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index).map_err(|error| broken(&error))?;
        let name = part.name().map_err(|error| broken(&error))?.into_owned();
        if part.encrypted() {
            return Err(IntakeError::refused(format!("the part {} is encrypted", quoted(&name))));
        }
        if !seen.insert(name.replace('\\', "/").trim_start_matches('/').to_lowercase()) {
            return Err(IntakeError::refused(format!("two parts are both named {}", quoted(&name))));
        }
        let end = part.data_start().unwrap_or(part.header_start()).saturating_add(part.compressed_size());
        extents.push((part.header_start(), end));
        names.push(name);
    }
    extents.sort_unstable();
    if extents.windows(2).any(|pair| pair[0].1 > pair[1].0) {
        return Err(IntakeError::refused("two parts of the archive share the same bytes"));
    }
    Ok(names)
}

fn inflate(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    index: usize,
    name: &str,
    inflated: &mut u64,
) -> Result<Vec<u8>, IntakeError> {
    let part = archive.by_index(index).map_err(|error| broken(&error))?;
    let packed = part.compressed_size().max(1);
    let by_ratio = packed.saturating_mul(RATIO).max(RATIO_FROM);
    let allowed = PART.min(by_ratio).min(ALL_PARTS - *inflated);
    let mut bytes = Vec::new();
    part.take(allowed + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| IntakeError::broken(format!("the part {} is damaged: {error}", quoted(name))))?;
    let length = bytes.len() as u64;
    if length <= allowed {
        *inflated += length;
        return Ok(bytes);
    }
    Err(IntakeError::refused(if allowed == by_ratio {
        format!("the part {} unpacks to more than {RATIO} times its size", quoted(name))
    } else if allowed == PART {
        format!("the part {} unpacks to more than {} MiB", quoted(name), PART >> 20)
    } else {
        format!("its parts unpack to more than {} MiB", ALL_PARTS >> 20)
    }))
}

fn ending(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(_, ending)| ending)
}

fn is_workbook(name: &str) -> bool {
    let name = name.to_lowercase();
    ending(&name) == "xml" && (name.contains("worksheets/") || name.ends_with("workbook.xml"))
}

/// Folders of a package in which no sheet, string or style stands.
const NOT_READ: &[&str] = &[
    "customxml/",
    "docprops/",
    "[trash]/",
    "media/",
    "embeddings/",
    "drawings/",
    "charts/",
    "pivotcache/",
    "pivottables/",
    "externallinks/",
    "printersettings/",
    "threadedcomments/",
    "persons/",
    "ctrlprops/",
    "activex/",
];

/// The parts that the spreadsheet reader may ask for. What it is not given, it cannot be led to.
fn is_read(name: &str) -> bool {
    let name = name.replace('\\', "/").to_lowercase();
    !NOT_READ.iter().any(|folder| name.contains(folder)) && matches!(ending(&name), "xml" | "rels")
}

/// Whether a part stands where a workbook keeps objects of other programs.
fn holds_objects(name: &str) -> bool {
    name.to_lowercase().contains("embeddings/")
}

/// The problem of a part that holds words or an object which are not read.
fn unread(name: &str) -> Option<ReadProblem> {
    let lower = name.to_lowercase();
    let file = lower.rsplit('/').next().unwrap_or_default();
    let what = if holds_objects(name) {
        "An object of another program is embedded in the workbook"
    } else if ending(file) == "xml" && (file.starts_with("comments") || file.starts_with("threadedcomment")) {
        "The workbook holds comments on cells"
    } else {
        return None;
    };
    Some(ReadProblem {
        place: name.to_owned(),
        what: what.to_owned(),
        done: "Not read; open the file to see it".into(),
    })
}

fn broken(error: &ZipError) -> IntakeError {
    match error {
        ZipError::UnsupportedArchive(_) => {
            IntakeError::refused(format!("its archive is of an unusual kind ({error})"))
        }
        _ => IntakeError::broken(format!("its archive is damaged ({error})")),
    }
}
