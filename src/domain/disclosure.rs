//! Disclosures: what a manufacturer says its product can do, and what was odd in the saying.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    object::{Id, Object},
    record::Record,
    word::words,
};

words! {
    /// How an item was answered.
    Answer {
        /// Yes.
        Yes = "yes", "Yes";
        /// No.
        No = "no", "No";
        /// Does not apply, says the manufacturer.
        NotApplicable = "not_applicable", "N/A";
        /// Only a note says something.
        SeeNote = "see_note", "See note";
        /// Blank or a placeholder.
        Unanswered = "unanswered", "not answered";
        /// Other words; they stand in `raw`.
        Text = "text", "text";
    }
}

/// Who and what a disclosure is about, as the document states it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct StatedProduct {
    /// Manufacturer.
    #[serde(default)]
    pub manufacturer: String,
    /// Model or models.
    #[serde(default)]
    pub model: String,
    /// What kind of product it is.
    #[serde(default)]
    pub description: String,
    /// How to reach the manufacturer.
    #[serde(default)]
    pub contact: String,
    /// What the product does on a network.
    #[serde(default)]
    pub networked_use: String,
}

/// One answer as it was read from a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadStatement {
    /// The form's id of the item, `AUDT-2.10`; a misprint is set right here.
    pub id: String,
    /// The id as the file prints it.
    pub printed_id: String,
    /// The question as the file asks it; it is the form publisher's text and stays in the user's register.
    #[serde(default)]
    pub question: String,
    /// The answer.
    pub answer: Answer,
    /// The answer as it stands in the file.
    #[serde(default)]
    pub raw: String,
    /// The remark: a comment after the answer, or the text of the note it refers to.
    #[serde(default)]
    pub note: String,
    /// `mds2-form!C23` or `line 12`.
    pub place: String,
    /// The form's own mapping columns, by heading.
    #[serde(default)]
    pub mapping: BTreeMap<String, String>,
}

/// Something odd in a file: where, what, and what was done about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadProblem {
    /// `mds2-form!C23` or `line 12`; empty for the file as a whole.
    pub place: String,
    /// What is odd.
    pub what: String,
    /// What was done.
    pub done: String,
}

/// A disclosure as intake read it from one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadDisclosure {
    /// The file format found: `mds2-2019 workbook`, `mds2-2019 delimited text` …
    pub format: String,
    /// The form in `catalog/forms/` that it answers.
    pub form: String,
    /// Who and what it is about.
    pub product: StatedProduct,
    /// The manufacturer's identifier of the document.
    #[serde(default)]
    pub document_id: String,
    /// The manufacturer's revision of the document, where the format has one.
    #[serde(default)]
    pub document_revision: String,
    /// When the manufacturer issued it.
    pub issued_on: Option<NaiveDate>,
    /// The answers in the order of the file.
    pub statements: Vec<ReadStatement>,
    /// What was odd.
    pub problems: Vec<ReadProblem>,
}

/// A disclosure in the register: one revision of a manufacturer's document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disclosure {
    /// The products it speaks for.
    pub product_ids: Vec<Id>,
    /// The form it answers, and so its kind.
    pub form: String,
    /// SHA-256 of the form as the catalogue had it.
    pub form_sha256: String,
    /// The file format it came in.
    pub format: String,
    /// The manufacturer's identifier of the document.
    #[serde(default)]
    pub document_id: String,
    /// The manufacturer's own revision of the document.
    #[serde(default)]
    pub document_revision: String,
    /// Which of the documents for this product, 1 the first.
    pub revision: i64,
    /// The revision before it.
    pub supersedes: Option<Id>,
    /// When the manufacturer issued it.
    pub issued_on: Option<NaiveDate>,
    /// When the hospital received it.
    pub received_on: NaiveDate,
    /// How it came.
    #[serde(default)]
    pub source: String,
    /// SHA-256 of the file.
    pub file_sha256: String,
    /// The file's name, for display only.
    #[serde(default)]
    pub file_name: String,
    /// Who and what it states to be about.
    #[serde(default)]
    pub stated_manufacturer: String,
    /// The model it states.
    #[serde(default)]
    pub stated_model: String,
    /// The kind of product it states.
    #[serde(default)]
    pub stated_description: String,
    /// How to reach the manufacturer.
    #[serde(default)]
    pub contact: String,
    /// What the product does on a network.
    #[serde(default)]
    pub networked_use: String,
}

impl Record for Disclosure {
    const OBJECT: Object = Object::Disclosure;
}

/// One answered item of a disclosure in the register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// The disclosure.
    pub disclosure_id: Id,
    /// Its place in the order of the file, from 1.
    pub position: i64,
    /// The form's id of the item.
    pub item: String,
    /// The id as the file prints it.
    pub printed_id: String,
    /// The question as the file asks it.
    #[serde(default)]
    pub question: String,
    /// The answer.
    pub answer: Answer,
    /// The answer as it stands in the file.
    #[serde(default)]
    pub raw: String,
    /// The remark or the note's text.
    #[serde(default)]
    pub note: String,
    /// Where in the file.
    pub place: String,
    /// The form's own mapping columns, `heading: text` each.
    #[serde(default)]
    pub mapping: Vec<String>,
}

impl Record for Statement {
    const OBJECT: Object = Object::Statement;
}

/// Something odd in a disclosure, in the register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The disclosure.
    pub disclosure_id: Id,
    /// Its place in the list, from 1.
    pub position: i64,
    /// Where in the file.
    #[serde(default)]
    pub place: String,
    /// What is odd.
    pub what: String,
    /// What was done.
    #[serde(default)]
    pub done: String,
}

impl Record for Problem {
    const OBJECT: Object = Object::Problem;
}
