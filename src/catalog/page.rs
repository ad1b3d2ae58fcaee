//! One TOML file while it is being read: every fault is kept with its line, and reading goes on.

use std::{cell::RefCell, collections::HashSet};

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

/// The kinds of thing that parts of the catalogue define for themselves and each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Capability,
    Control,
    Risk,
    Section,
    Item,
    /// An item with its form: `mds2-2019:ALOF-1`.
    FormItem,
    Band,
    Form,
    Scale,
    Trait,
    Framework,
    /// A framework's control, with the framework: `nist-800-53r5:AC-1`.
    FrameworkControl,
    /// What a framework has taken back, with the framework.
    Withdrawn,
    Requirement,
    Standard,
    Product,
    /// What a gate checks.
    Check,
}

impl Kind {
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Capability => "capability",
            Self::Control => "control",
            Self::Risk => "risk",
            Self::Section => "section",
            Self::Item | Self::FormItem => "item",
            Self::Band => "band",
            Self::Form => "form",
            Self::Scale => "scale",
            Self::Trait => "trait",
            Self::Framework => "framework",
            Self::FrameworkControl => "control of a framework",
            Self::Withdrawn => "withdrawn control",
            Self::Requirement => "requirement",
            Self::Standard => "standard",
            Self::Product => "kind of product",
            Self::Check => "check",
        }
    }
}

/// A name that a file defines, or that it refers to.
#[derive(Debug, Clone)]
pub(super) struct Named {
    pub(super) kind: Kind,
    pub(super) name: Located<String>,
}

/// Something that leads to another of its kind: a standard to the one that replaces it.
#[derive(Debug, Clone)]
pub(super) struct Link {
    pub(super) kind: Kind,
    pub(super) from: String,
    pub(super) to: Located<String>,
}

/// One file being read.
pub(super) struct Page<'t> {
    file: &'t str,
    text: &'t str,
    faults: RefCell<Vec<Fault>>,
    /// What a catalogue should have: told by a check, and no reason to refuse the part.
    lacks: RefCell<Vec<Fault>>,
    links: RefCell<Vec<Link>>,
    definitions: RefCell<Vec<Named>>,
    defined: RefCell<HashSet<(Kind, String)>>,
    references: RefCell<Vec<Named>>,
}

impl<'t> Page<'t> {
    pub(super) fn new(file: &'t str, text: &'t str) -> Self {
        Self {
            file,
            text,
            faults: RefCell::default(),
            lacks: RefCell::default(),
            links: RefCell::default(),
            definitions: RefCell::default(),
            defined: RefCell::default(),
            references: RefCell::default(),
        }
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
        self.faults.borrow_mut().push(self.at(at, what));
    }

    fn at(&self, at: usize, what: impl Into<String>) -> Fault {
        let line = 1 + self.text.bytes().take(at).filter(|byte| *byte == b'\n').count();
        Fault { file: self.file.to_owned(), line, what: what.into() }
    }

    /// Keeps what a catalogue should have there.
    pub(super) fn lack(&self, at: usize, what: impl Into<String>) {
        self.lacks.borrow_mut().push(self.at(at, what));
    }

    /// Keeps that something leads to another of its kind, and must not lead back.
    pub(super) fn link(&self, kind: Kind, from: &str, to: &Located<String>) {
        self.links.borrow_mut().push(Link { kind, from: from.to_owned(), to: to.clone() });
    }

    /// What leads to another of its kind.
    pub(super) fn links(&self) -> Vec<Link> {
        self.links.borrow().clone()
    }

    /// Keeps a name that this file defines; a second one of the same kind is a fault.
    pub(super) fn define(&self, kind: Kind, name: &Located<String>) {
        if self.defines(kind, &name.value) {
            self.fault(name.at, format!("the {} {} is already there", kind.label(), name.value));
        } else if !name.value.is_empty() {
            self.defined.borrow_mut().insert((kind, name.value.clone()));
            self.definitions.borrow_mut().push(Named { kind, name: name.clone() });
        }
    }

    /// Whether this file has defined a name so far.
    pub(super) fn defines(&self, kind: Kind, name: &str) -> bool {
        self.defined.borrow().contains(&(kind, name.to_owned()))
    }

    /// Keeps a name that another part must know.
    pub(super) fn refer(&self, kind: Kind, name: &Located<String>) {
        if !name.value.is_empty() {
            self.references.borrow_mut().push(Named { kind, name: name.clone() });
        }
    }

    /// Keeps names that another part must know, and gives them without their places.
    pub(super) fn refer_all(&self, kind: Kind, names: Vec<Located<String>>) -> Vec<String> {
        for (place, name) in names.iter().enumerate() {
            if names[..place].iter().any(|before| before.value == name.value) {
                self.fault(name.at, format!("{} is named twice", name.value));
            }
            self.refer(kind, name);
        }
        names.into_iter().map(|name| name.value).collect()
    }

    /// Keeps the items that a condition asks about.
    pub(super) fn refer_items(&self, condition: Option<&Located<Condition>>) {
        for (condition, term) in condition.iter().flat_map(|c| c.value.terms().map(move |term| (c, term))) {
            self.refer(Kind::Item, &Located { value: term.item.clone(), at: condition.at });
        }
    }

    /// The names this file defines.
    pub(super) fn definitions(&self) -> Vec<Named> {
        self.definitions.borrow().clone()
    }

    /// The names other parts must know.
    pub(super) fn references(&self) -> Vec<Named> {
        self.references.borrow().clone()
    }

    /// What is lacking, taken out.
    pub(super) fn lacking(&self) -> Vec<Fault> {
        self.lacks.take()
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

/// A part of the catalogue that is one file.
pub(super) trait Part: Sized {
    /// Reads it; its faults stay on the page.
    fn read(page: &Page<'_>) -> Option<Self>;

    /// The name of its file, without folder and ending.
    fn file_name(&self) -> String;

    /// Takes the entries of an overlay's file of the same name: each replaces the one of its id, or is added.
    fn lay_over(&mut self, over: Self) {
        *self = over;
    }
}

/// Lays entries over others: each replaces the one with the same key, or is added at the end.
pub(super) fn lay_entries_over<E>(below: &mut Vec<E>, above: Vec<E>, key: impl Fn(&E) -> &str) {
    for entry in above {
        match below.iter().position(|other| key(other) == key(&entry)) {
            Some(place) => below[place] = entry,
            None => below.push(entry),
        }
    }
}

/// Reads one part alone: names in other parts are not looked up.
pub(super) fn parse<P: Part>(file: &str, text: &str) -> Result<P, Vec<Fault>> {
    let page = Page::new(file, text);
    let part = P::read(&page);
    page.finish(part)
}

/// A value and where it stands.
pub(super) type Value<'t> = Spanned<DeValue<'t>>;
