//! One TOML file while it is being read: every fault is kept with its line, and reading goes on.

use std::cell::RefCell;

use sha2::{Digest, Sha256};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{
    condition::Condition,
    fault::Fault,
    fields::{Fields, Located},
};
use crate::domain::record::hex;

/// What a name in one part of the catalogue refers to in another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    Capability,
    Control,
    Item,
}

/// A name that another part must know.
#[derive(Debug)]
pub(super) struct Reference {
    pub(super) target: Target,
    pub(super) name: Located<String>,
}

/// One file being read.
pub(super) struct Page<'t> {
    file: &'t str,
    text: &'t str,
    faults: RefCell<Vec<Fault>>,
    references: RefCell<Vec<Reference>>,
}

impl<'t> Page<'t> {
    pub(super) fn new(file: &'t str, text: &'t str) -> Self {
        Self { file, text, faults: RefCell::default(), references: RefCell::default() }
    }

    /// The file's fields; nothing if it is no TOML, with the faults that make it so.
    pub(super) fn fields(&self) -> Option<Fields<'_, 't>> {
        let (table, errors) = DeTable::parse_recoverable(self.text);
        for error in &errors {
            self.fault(error.span().map_or(0, |span| span.start), error.message());
        }
        errors.is_empty().then(|| Fields::of_file(self, table))
    }

    /// Keeps a fault that stands at an offset of the text.
    pub(super) fn fault(&self, at: usize, what: impl Into<String>) {
        let line = 1 + self.text.bytes().take(at).filter(|byte| *byte == b'\n').count();
        self.faults.borrow_mut().push(Fault { file: self.file.to_owned(), line, what: what.into() });
    }

    /// Keeps a name that another part must know.
    pub(super) fn refer(&self, target: Target, name: &Located<String>) {
        self.references.borrow_mut().push(Reference { target, name: name.clone() });
    }

    /// Keeps the items that a condition asks about.
    pub(super) fn refer_items(&self, condition: Option<&Located<Condition>>) {
        for (condition, term) in condition.iter().flat_map(|c| c.value.terms().map(move |term| (c, term))) {
            self.refer(Target::Item, &Located { value: term.item.clone(), at: condition.at });
        }
    }

    /// The names other parts must know, taken out.
    pub(super) fn references(&self) -> Vec<Reference> {
        self.references.take()
    }

    /// The faults in the order of the file, taken out.
    pub(super) fn faults(&self) -> Vec<Fault> {
        let mut faults = self.faults.take();
        faults.sort();
        faults.dedup();
        faults
    }

    /// What was read, or the faults if there are any.
    pub(super) fn finish<T>(self, read: Option<T>) -> Result<T, Vec<Fault>> {
        let faults = self.faults();
        match read {
            Some(part) if faults.is_empty() => Ok(part),
            _ => Err(faults),
        }
    }

    /// The text the part is made from.
    pub(super) fn source(&self) -> Source {
        Source { text: self.text.to_owned(), sha256: hex(&Sha256::digest(self.text.as_bytes())) }
    }
}

/// The text a part of the catalogue was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Source {
    pub(super) text: String,
    pub(super) sha256: String,
}

/// The name of a TOML value's type, for a fault.
pub(super) fn type_name(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) => "a number",
        DeValue::Float(_) => "a decimal number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// A value and where it stands.
pub(super) type Value<'t> = Spanned<DeValue<'t>>;
