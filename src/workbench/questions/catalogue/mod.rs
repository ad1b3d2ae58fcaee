//! The catalogue to read in: its entries, what each says and on what ground, where it leads, where it is used.

mod fields;
mod leads;
mod list;
mod parts;
mod things;
mod uses;

use crate::{
    catalog::Catalogue,
    domain::{
        trouble::Trouble,
        word::{Word as _, words},
    },
    workbench::Workbench,
};

pub use leads::FrameworkReference;
pub use things::AsPrinted;

words! {
    /// The kinds of entry, in the order in which they are listed.
    EntryKind {
        /// One of the 22 capabilities.
        Capability = "capability", "capability";
        /// A risk to start from.
        Risk = "risk", "risk template";
        /// A compensating control to start from.
        Control = "control", "control";
        /// What a kind of product needs.
        Profile = "profile", "profile";
        /// What is so of a placement.
        Trait = "trait", "trait";
        /// What a region or a hospital asks for.
        Requirements = "requirements", "requirement set";
        /// A standard of the shelf.
        Standard = "standard", "standard";
        /// A disclosure form.
        Form = "form", "form";
        /// A rating scale.
        Scale = "scale", "scale";
        /// Gates and their checks.
        Process = "process", "process";
        /// A framework of controls.
        Framework = "framework", "framework";
        /// The mapping into a framework.
        Mapping = "mapping", "mapping";
        /// A control of a framework.
        FrameworkControl = "framework-control", "framework control";
    }
}

/// Where a paragraph of an entry leads.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lead {
    /// To another entry.
    Entry(EntryKind, String),
    /// To a risk: `ip3/R-014`.
    Risk(String),
    /// To a control of the register: `C-003`.
    Control(String),
    /// To an assessment: `ip3`.
    Assessment(String),
}

/// One paragraph of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// What it says.
    pub text: String,
    /// Where it leads, if anywhere.
    pub lead: Option<Lead>,
}

impl From<String> for Told {
    fn from(text: String) -> Self {
        Self { text, lead: None }
    }
}

/// Paragraphs under one head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// `Situation`; at most eleven letters.
    pub head: &'static str,
    /// The paragraphs.
    pub told: Vec<Told>,
}

impl Section {
    /// A section of these texts; empty texts are left out.
    fn of(head: &'static str, texts: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let texts = texts.into_iter().map(Into::into).filter(|text: &String| !text.trim().is_empty());
        Self { head, told: texts.map(Told::from).collect() }
    }

    /// A section of paragraphs that lead somewhere.
    fn leading(head: &'static str, told: impl IntoIterator<Item = (String, Lead)>) -> Self {
        let told = told.into_iter().map(|(text, lead)| Told { text, lead: Some(lead) }).collect();
        Self { head, told }
    }
}

/// An entry of the catalogue with what it says itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it is.
    pub kind: EntryKind,
    /// Its id: `CC-SEG`, `nist-800-53r5:AC-11`.
    pub id: String,
    /// Its name.
    pub title: String,
    /// What it says; how far to trust it comes last.
    pub sections: Vec<Section>,
    /// Everything it says, in small letters, for finding it.
    words: String,
}

impl Entry {
    /// An entry that says this; sections that say nothing are left out.
    pub fn new(kind: EntryKind, id: &str, title: &str, sections: Vec<Section>) -> Self {
        let sections: Vec<Section> =
            sections.into_iter().filter(|section| !section.told.is_empty()).collect();
        let mut words = format!("{id} {title}");
        for told in sections.iter().flat_map(|section| &section.told) {
            words.push(' ');
            words.push_str(&told.text);
        }
        let words = words.to_lowercase();
        Self { kind, id: id.to_owned(), title: title.to_owned(), sections, words }
    }

    /// Whether each of these words stands in its id, its title or its text, whatever the case.
    pub fn has(&self, words: &str) -> bool {
        words.to_lowercase().split_whitespace().all(|word| self.words.contains(word))
    }

    /// Whether each of these words stands in its id or its title: such entries are told before others.
    pub fn is_named(&self, words: &str) -> bool {
        let name = format!("{} {}", self.id, self.title).to_lowercase();
        words.to_lowercase().split_whitespace().all(|word| name.contains(word))
    }

    /// Its kind and its id: `control/CC-SEG`.
    pub fn address(&self) -> String {
        format!("{}/{}", self.kind.word(), self.id)
    }
}

/// What is asked about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// An entry of the catalogue.
    Entry(EntryKind, String),
    /// What the catalogue knows of a thing in the register: `ip3/MLDP`, `ip3/R-014`, `C-003`.
    Thing(String),
}

/// An entry with all that leads from it and to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryWhole {
    /// What was asked about.
    pub about: About,
    /// What it is, in words: `control`, `what the catalogue knows of C-003`.
    pub what: String,
    /// Its id or ref, and its name.
    pub title: String,
    /// What is said, section by section.
    pub sections: Vec<Section>,
    /// Where it is used in this register.
    pub used: Section,
}

/// Every entry of a catalogue, by kind, each kind in its own order.
pub(in crate::workbench) fn entries(catalogue: &Catalogue) -> Vec<Entry> {
    list::entries(catalogue)
}

/// An entry with all that leads from it and to it in the catalogue.
pub(in crate::workbench) fn whole(catalogue: &Catalogue, entry: &Entry) -> EntryWhole {
    let mut sections = entry.sections.clone();
    let basis = sections.iter().position(|section| section.head == "Basis");
    let basis = basis.map(|at| sections.remove(at));
    sections.extend(leads::sections(catalogue, entry.kind, &entry.id));
    sections.extend(basis);
    EntryWhole {
        about: About::Entry(entry.kind, entry.id.clone()),
        what: entry.kind.label().to_owned(),
        title: format!("{} {}", entry.id, entry.title),
        sections,
        used: Section { head: "Used by", told: Vec::new() },
    }
}

/// The entry of this kind and id.
pub(in crate::workbench) fn entry(
    catalogue: &Catalogue,
    kind: EntryKind,
    id: &str,
) -> Result<Entry, Trouble> {
    list::entry(catalogue, kind, id).ok_or_else(|| no_entry(&format!("{} {id:?}", kind.label())))
}

/// The entry that a person names: `CC-SEG`, or `mapping/nist-800-53r5` where an id is that of several; the others too.
pub(in crate::workbench) fn named(
    catalogue: &Catalogue,
    name: &str,
) -> Result<(Entry, Vec<String>), Trouble> {
    let name = name.trim();
    let kind = name.split_once('/').and_then(|(kind, id)| Some((kind.parse::<EntryKind>().ok()?, id)));
    if let Some((kind, id)) = kind {
        return Ok((entry(catalogue, kind, id)?, Vec::new()));
    }
    let mut found = EntryKind::ALL.iter().filter_map(|kind| list::entry(catalogue, *kind, name));
    let first = found.next().ok_or_else(|| no_entry(&format!("entry {name:?}")))?;
    Ok((first, found.map(|entry| entry.address()).collect()))
}

fn no_entry(what: &str) -> Trouble {
    Trouble::refused("Not found", format!("the catalogue has no {what}"), "riskward catalog list")
}

impl Workbench {
    /// Every entry of the catalogue, by kind; the whole catalogue is read for it.
    pub fn catalogue_entries(&self) -> Vec<Entry> {
        entries(self.catalogue())
    }

    /// What the catalogue says of an entry or of a thing in the register, and where that is used here.
    ///
    /// # Errors
    /// When it is not there, or the register cannot be read.
    pub fn catalogue_entry(&self, about: &About) -> Result<EntryWhole, Trouble> {
        match about {
            About::Entry(kind, id) => {
                let mut whole = whole(self.catalogue(), &entry(self.catalogue(), *kind, id)?);
                whole.used = self.uses(*kind, id)?;
                Ok(whole)
            }
            About::Thing(reference) => self.known_of(reference),
        }
    }
}
