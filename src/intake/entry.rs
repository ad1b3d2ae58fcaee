//! What every format reader hands on: the rows it found, in the order of the file.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::ids::FoundId;
use crate::{
    catalog::forms::Outline,
    domain::disclosure::{ReadProblem, StatedProduct},
};

/// One row about one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) id: FoundId,
    pub(super) question: String,
    /// The answer field as it stands in the file.
    pub(super) raw: String,
    /// The note field, with the text of notes in place of references to them.
    pub(super) note: String,
    pub(super) place: String,
    pub(super) mapping: BTreeMap<String, String>,
}

/// A file that was read.
#[derive(Debug)]
pub(super) struct Found<'f> {
    /// `workbook`, `delimited text` …
    pub(super) format: &'static str,
    pub(super) form: &'f Outline,
    pub(super) entries: Vec<Entry>,
    pub(super) problems: Vec<ReadProblem>,
    /// What the file says about product and document outside of the form's items.
    pub(super) head: Head,
}

/// What a file says about product and document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) product: StatedProduct,
    pub(super) document_id: String,
    pub(super) document_revision: String,
    pub(super) issued_on: Option<NaiveDate>,
}
