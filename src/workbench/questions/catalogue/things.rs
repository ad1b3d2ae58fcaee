//! What the catalogue knows of a thing in the register: its entry, references with their grounds, what the form prints.

use super::{About, EntryKind, EntryWhole, FrameworkReference, Lead, Section, entry, leads, whole};
use crate::{
    domain::{disclosure::Disclosure, record::Held, risk::Risk, trouble::Trouble},
    workbench::{Workbench, import::document},
};

/// What a disclosure's own column prints beside a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AsPrinted {
    /// The item: `AUDT-2.10`.
    pub item: String,
    /// The column's heading.
    pub column: String,
    /// What stands in it.
    pub text: String,
    /// Where in the file.
    pub place: String,
}

/// A disclosure and what its columns print beside the statements on one capability.
pub(in crate::workbench) struct Printed {
    /// The document: `MDS2-HF-0042 rev 2 of 2025-11-03`.
    pub(in crate::workbench) document: String,
    /// What is printed, in the order of the file.
    pub(in crate::workbench) columns: Vec<AsPrinted>,
}

impl Workbench {
    /// Where a capability leads in frameworks.
    pub fn references_of_capability(&self, code: &str) -> Vec<FrameworkReference> {
        leads::of_capability(self.catalogue(), code)
    }

    /// Where a control of the register leads in frameworks: by its template, and by what stands with it.
    ///
    /// # Errors
    /// When it is not there, or the register cannot be read.
    pub fn references_of_control(&self, reference: &str) -> Result<Vec<FrameworkReference>, Trouble> {
        let control = self.control_of(reference)?;
        Ok(leads::of_control(self.catalogue(), &control.template, &control.framework_refs))
    }

    /// What the columns of an assessment's disclosure print beside its statements on a capability.
    ///
    /// # Errors
    /// When the assessment is not there, or the register cannot be read.
    pub fn as_printed(&self, reference: &str, code: &str) -> Result<Vec<AsPrinted>, Trouble> {
        Ok(self.printed(reference, code)?.map(|printed| printed.columns).unwrap_or_default())
    }

    pub(in crate::workbench) fn printed(
        &self,
        reference: &str,
        code: &str,
    ) -> Result<Option<Printed>, Trouble> {
        let assessment = self.assessment(reference)?;
        let Some(id) = &assessment.disclosure_id else { return Ok(None) };
        let held: Held<Disclosure> = self.needed(id)?;
        let form = self.form(&held.form_sha256)?;
        let speaks =
            |item: &str| form.item(item).is_some_and(|item| item.capabilities.iter().any(|one| one == code));
        let statements = self.statements_of(id)?;
        let columns = statements.iter().filter(|statement| speaks(&statement.item)).flat_map(|statement| {
            statement.mapping.iter().map(|cell| {
                let (column, text) = cell.split_once(": ").unwrap_or(("", cell));
                AsPrinted {
                    item: statement.item.clone(),
                    column: column.to_owned(),
                    text: text.to_owned(),
                    place: statement.place.clone(),
                }
            })
        });
        Ok(Some(Printed { document: document(&held.value), columns: columns.collect() }))
    }

    /// What the catalogue knows of `ip3/R-014`, `ip3/MLDP` or `C-003`.
    pub(super) fn known_of(&self, reference: &str) -> Result<EntryWhole, Trouble> {
        let part = reference.split_once('/').map(|(_, part)| part.to_ascii_uppercase());
        let known = match part {
            Some(part) if part.starts_with("R-") => self.known_of_risk(reference)?,
            Some(_) => self.known_of_capability(reference)?,
            None => self.known_of_control(reference)?,
        };
        let what = format!("what the catalogue knows of {reference}");
        Ok(EntryWhole { about: About::Thing(reference.to_owned()), what, ..known })
    }

    fn known_of_capability(&self, reference: &str) -> Result<EntryWhole, Trouble> {
        let (assessment, code) = self.capability_named(reference)?;
        let catalogue = self.catalogue();
        let mut known = whole(catalogue, &entry(catalogue, EntryKind::Capability, &code)?);
        if let Some(printed) = self.printed(&assessment, &code)? {
            put_before_basis(&mut known.sections, [as_the_form_prints_it(&printed)]);
        }
        known.used = self.uses(EntryKind::Capability, &code)?;
        Ok(known)
    }

    fn known_of_control(&self, reference: &str) -> Result<EntryWhole, Trouble> {
        let control = self.control_of(reference)?;
        let catalogue = self.catalogue();
        let references = leads::of_control(catalogue, &control.template, &control.framework_refs);
        let references = leads::references("References", &references);
        let Ok(entry) = entry(catalogue, EntryKind::Control, &control.template) else {
            let gone = from_no_template("control", &control.template);
            return Ok(bare(reference, &control.title, vec![gone, references]));
        };
        let mut known = whole(catalogue, &entry);
        known.sections.retain(|section| section.head != references.head);
        put_before_basis(&mut known.sections, [references]);
        known.used = self.uses(EntryKind::Control, &control.template)?;
        Ok(known)
    }

    fn known_of_risk(&self, reference: &str) -> Result<EntryWhole, Trouble> {
        let (_, risk) = self.risk_of(reference)?;
        let catalogue = self.catalogue();
        let template = entry(catalogue, EntryKind::Risk, &risk.template);
        let mut known = match template {
            Ok(entry) => {
                let mut known = whole(catalogue, &entry);
                known.used = self.uses(EntryKind::Risk, &risk.template)?;
                known.sections.retain(|section| section.head != "References");
                known
            }
            Err(_) => bare(reference, &risk.title, vec![from_no_template("risk", &risk.template)]),
        };
        put_before_basis(&mut known.sections, self.references_of_risk(&risk));
        Ok(known)
    }

    /// The capabilities of a risk, each followed by where it leads.
    fn references_of_risk(&self, risk: &Risk) -> Vec<Section> {
        let catalogue = self.catalogue();
        let mut sections = Vec::new();
        for code in &risk.capabilities {
            let name = catalogue.capability(code).map(|one| one.name.clone()).unwrap_or_default();
            let lead = Lead::Entry(EntryKind::Capability, code.clone());
            sections.push(Section::leading("Comes from", [(format!("{code} {name}"), lead)]));
            sections.push(leads::references("References", &leads::of_capability(catalogue, code)));
        }
        sections
    }
}

/// Sections that say something, before how far to trust the entry, which stays the last.
fn put_before_basis(sections: &mut Vec<Section>, more: impl IntoIterator<Item = Section>) {
    let at = sections.iter().position(|section| section.head == "Basis").unwrap_or(sections.len());
    let more: Vec<Section> = more.into_iter().filter(|section| !section.told.is_empty()).collect();
    sections.splice(at..at, more);
}

fn bare(reference: &str, title: &str, mut sections: Vec<Section>) -> EntryWhole {
    sections.retain(|section| !section.told.is_empty());
    EntryWhole {
        about: About::Thing(reference.to_owned()),
        what: String::new(),
        title: format!("{reference} {title}"),
        sections,
        used: Section { head: "Used by", told: Vec::new() },
    }
}

/// Said where there is no entry to show.
fn from_no_template(what: &str, template: &str) -> Section {
    let why = if template.is_empty() {
        format!("This {what} was written freely: no template of the catalogue stands behind it.")
    } else {
        format!("This {what} was made from {template}, which this riskward's catalogue does not hold.")
    };
    Section::of("Template", [why])
}

/// What the disclosure's own columns print, statement by statement.
fn as_the_form_prints_it(printed: &Printed) -> Section {
    let mut told: Vec<String> = Vec::new();
    if !printed.columns.is_empty() {
        told.push(format!(
            "As the form prints it, in {}: the columns of your own file, word by word; not riskward's mapping.",
            printed.document
        ));
    }
    let mut items: Vec<&str> = printed.columns.iter().map(|one| one.item.as_str()).collect();
    items.dedup();
    for item in items {
        let of: Vec<&AsPrinted> = printed.columns.iter().filter(|one| one.item == item).collect();
        let cells: Vec<String> = of.iter().map(|one| format!("{}: {}", one.column, one.text)).collect();
        let place = of.first().map_or("", |one| &*one.place);
        told.push(format!("{item} ({place}) {}", cells.join("; ")));
    }
    Section::of("As printed", told)
}
