//! A disclosure that was read becomes rows of the register.

use std::path::Path;

use chrono::NaiveDate;

use super::{DisclosureFile, ImportPreview, preview};
use crate::{
    catalog::forms::Form,
    domain::{
        assessment::Assessment,
        disclosure::{Disclosure, Problem, Statement},
        events::EventKind,
        object::{Id, Object},
        product::Product,
        record::Held,
        register::KnowledgeKind,
        trouble::Trouble,
    },
    ledger::{Compare, Direction, Edit, Query},
    process::difference::Answered,
    workbench::{
        Workbench,
        actions::Outcome,
        store::{Draft, said},
    },
};

/// How and when a disclosure reached the hospital.
pub(in crate::workbench) struct Receipt {
    pub(in crate::workbench) received_on: NaiveDate,
    pub(in crate::workbench) source: String,
}

impl Workbench {
    /// Reads a file and says what it would bring; nothing is written.
    ///
    /// # Errors
    /// When the file cannot be read or nothing in it can be used.
    pub fn preview_import(&self, path: &Path) -> Result<ImportPreview, Trouble> {
        preview(&self.settings.catalogue, self.reader(), path)
    }

    /// Imports a disclosure: product and document alone, or into an assessment with its coverages.
    ///
    /// # Errors
    /// When nothing in the file can be used, or the register refuses.
    pub fn import(&mut self, path: &Path, reference: Option<&str>, request: Id) -> Result<Outcome, Trouble> {
        let opened = DisclosureFile::read(&self.settings.catalogue, self.reader(), path)?;
        self.import_file(&opened, reference, request)
    }

    /// As what the same file was imported before, for the product that it states.
    pub(in crate::workbench) fn imported_before(
        &self,
        opened: &DisclosureFile,
    ) -> Result<Option<String>, Trouble> {
        let stated = &opened.preview.read.product;
        let Some(product) = self.product_named(&stated.manufacturer, &stated.model)? else { return Ok(None) };
        let held = self.same_file(&product.id, &opened.preview.file_sha256)?;
        Ok(held.map(|held| document(&held.value)))
    }

    /// Imports a file that was read already.
    ///
    /// # Errors
    /// When the assessment is not there, or the register refuses.
    pub fn import_file(
        &mut self,
        opened: &DisclosureFile,
        reference: Option<&str>,
        request: Id,
    ) -> Result<Outcome, Trouble> {
        let assessment = reference.map(|reference| self.assessment(reference)).transpose()?;
        if let Some(held) = &assessment {
            self.is_newest(held)?;
        }
        let subject = assessment.as_ref().map(|held| held.reference.clone()).unwrap_or_default();
        let mut draft = Draft::default();
        let product_id = match &assessment {
            Some(held) => held.product_id.clone(),
            None => self.stated_product(&mut draft, &opened.preview)?,
        };
        if let Some(held) = self.same_file(&product_id, &opened.preview.file_sha256)? {
            let linked = match &assessment {
                Some(assessment) if assessment.frozen_on.is_some() => "; nothing was added",
                Some(assessment) if assessment.disclosure_id.as_ref() != Some(&held.id) => {
                    self.link_disclosure(&mut draft, assessment, &held.id)?;
                    self.write(request, draft)?;
                    "; the assessment now rests on it"
                }
                _ => "; nothing was added",
            };
            let said = format!("The same file was imported before, as {}{linked}.", document(&held.value));
            return Ok(Outcome { said, subject });
        }
        let receipt = Receipt { received_on: self.today(), source: String::new() };
        let disclosure_id = self.draft_disclosure(&mut draft, opened, &product_id, receipt)?;
        // A decided revision rests on what it was decided on; which of its decisions still do is told of each.
        let frozen = assessment.as_ref().filter(|held| held.frozen_on.is_some());
        if let Some(assessment) = assessment.as_ref().filter(|held| held.frozen_on.is_none()) {
            let (id, name) = (&assessment.id, &assessment.reference);
            self.draft_coverage_of(&mut draft, id, name, &disclosure_id, opened)?;
            let value = Assessment { disclosure_id: Some(disclosure_id), ..assessment.value.clone() };
            let shown = format!("{} rests on {}.", assessment.reference, opened.preview.file_name);
            let edit = Edit::put(&assessment.id, assessment.version, &value);
            draft.event(self.new_request(), EventKind::AssessmentChanged, shown, "", vec![edit]);
        }
        let committed = self.write(request, draft)?;
        let mut said = imported(&committed, &opened.preview)?;
        if assessment.is_none() {
            said.push_str(" Next: begin the assessment of the product.");
        }
        if let Some(held) = frozen {
            let name = &held.reference;
            said.push_str(&format!(
                " {name} was decided as a whole and keeps its coverage; reassess {name} begins a revision that rests on it."
            ));
        }
        Ok(Outcome { said, subject })
    }

    /// The events of one disclosure: its form, itself with statements and problems, and the trigger that a new revision
    /// raises. Returns its identity.
    pub(in crate::workbench) fn draft_disclosure(
        &self,
        draft: &mut Draft,
        opened: &DisclosureFile,
        product_id: &Id,
        receipt: Receipt,
    ) -> Result<Id, Trouble> {
        let form = opened.form;
        let edits = self.store_part(KnowledgeKind::Form, &form.id, form.sha256(), form.text())?;
        let shown = format!("Form {} taken into the register.", form.id);
        draft.event(self.new_request(), EventKind::KnowledgeStored, shown, "", edits);
        let preview = &opened.preview;
        let before = self.latest_disclosure(product_id)?;
        let id = self.new_request();
        let value = disclosure(form, preview, product_id, before.as_ref(), receipt);
        let mut edits = vec![Edit::put(&id, 0, &value)];
        for (at, read) in preview.read.statements.iter().enumerate() {
            let value = Statement {
                disclosure_id: id.clone(),
                position: at as i64 + 1,
                item: read.id.clone(),
                printed_id: read.printed_id.clone(),
                question: read.question.clone(),
                answer: read.answer,
                raw: read.raw.clone(),
                note: read.note.clone(),
                place: read.place.clone(),
                mapping: read.mapping.iter().map(|(heading, text)| format!("{heading}: {text}")).collect(),
            };
            edits.push(Edit::put(&self.new_request(), 0, &value));
        }
        for (at, read) in preview.read.problems.iter().enumerate() {
            let value = Problem {
                disclosure_id: id.clone(),
                position: at as i64 + 1,
                place: read.place.clone(),
                what: read.what.clone(),
                done: read.done.clone(),
            };
            edits.push(Edit::put(&self.new_request(), 0, &value));
        }
        let shown = format!("Imported {}: {}.", document(&value), preview.summary());
        draft.event(self.new_request(), EventKind::DisclosureImported, shown, "", edits);
        draft.attachments.push(opened.bytes.clone());
        let read = preview.read.statements.iter();
        let now: Vec<Answered<'_>> = read
            .map(|read| Answered { item: &read.id, answer: read.answer, raw: &read.raw, note: &read.note })
            .collect();
        self.draft_new_revision(draft, product_id, &value, &now)?;
        Ok(id)
    }

    /// The statements of a disclosure in the order of the file.
    pub(in crate::workbench) fn statements_of(
        &self,
        disclosure_id: &Id,
    ) -> Result<Vec<Held<Statement>>, Trouble> {
        self.all(
            &Query::all(Object::Statement)
                .is("disclosure_id", disclosure_id.as_str())
                .by("position", Direction::Up),
        )
    }

    /// The newest disclosure of a product.
    pub(in crate::workbench) fn latest_disclosure(
        &self,
        product_id: &Id,
    ) -> Result<Option<Held<Disclosure>>, Trouble> {
        self.first(
            Query::all(Object::Disclosure)
                .with("product_ids", Compare::Holds(product_id.0.clone()))
                .by("revision", Direction::Down),
        )
    }

    /// The product of this maker and model.
    pub(in crate::workbench) fn product_named(
        &self,
        manufacturer: &str,
        model: &str,
    ) -> Result<Option<Held<Product>>, Trouble> {
        self.first(Query::all(Object::Product).is("manufacturer", manufacturer).is("model", model))
    }

    fn same_file(&self, product_id: &Id, sha256: &str) -> Result<Option<Held<Disclosure>>, Trouble> {
        self.first(
            Query::all(Object::Disclosure)
                .is("file_sha256", sha256)
                .with("product_ids", Compare::Holds(product_id.0.clone())),
        )
    }

    fn link_disclosure(
        &self,
        draft: &mut Draft,
        assessment: &Held<Assessment>,
        disclosure_id: &Id,
    ) -> Result<(), Trouble> {
        self.coverage_from_register(draft, &assessment.id, &assessment.reference, disclosure_id)?;
        let value = Assessment { disclosure_id: Some(disclosure_id.clone()), ..assessment.value.clone() };
        let shown = format!("{} rests on another disclosure.", assessment.reference);
        let edit = Edit::put(&assessment.id, assessment.version, &value);
        draft.event(self.new_request(), EventKind::AssessmentChanged, shown, "", vec![edit]);
        Ok(())
    }

    /// The product that a disclosure states: the one that is there, or a new one.
    fn stated_product(&self, draft: &mut Draft, preview: &ImportPreview) -> Result<Id, Trouble> {
        let stated = &preview.read.product;
        if stated.manufacturer.is_empty() || stated.model.is_empty() {
            return Err(Trouble::refused(
                format!("Nothing was imported from {}", preview.file_name),
                "it names no manufacturer and model",
                "import it into an assessment: --assessment REF",
            ));
        }
        if let Some(held) = self.product_named(&stated.manufacturer, &stated.model)? {
            return Ok(held.id);
        }
        let value = Product {
            manufacturer: stated.manufacturer.clone(),
            model: stated.model.clone(),
            kind: String::new(),
            description: stated.description.clone(),
            udi_di: String::new(),
            end_of_sale: None,
            end_of_support: None,
            end_of_component_support: None,
        };
        let id = self.new_request();
        let shown = format!("{} {} added.", value.manufacturer, value.model);
        draft.event(
            self.new_request(),
            EventKind::ProductChanged,
            shown,
            "",
            vec![Edit::put(&id, 0, &value)],
        );
        Ok(id)
    }
}

fn disclosure(
    form: &Form,
    preview: &ImportPreview,
    product_id: &Id,
    before: Option<&Held<Disclosure>>,
    receipt: Receipt,
) -> Disclosure {
    let read = &preview.read;
    Disclosure {
        product_ids: vec![product_id.clone()],
        form: read.form.clone(),
        form_sha256: form.sha256().to_owned(),
        format: read.format.clone(),
        document_id: read.document_id.clone(),
        document_revision: read.document_revision.clone(),
        revision: before.map_or(1, |before| before.revision + 1),
        supersedes: before.map(|before| before.id.clone()),
        issued_on: read.issued_on,
        received_on: receipt.received_on,
        source: receipt.source,
        file_sha256: preview.file_sha256.clone(),
        file_name: preview.file_name.clone(),
        stated_manufacturer: read.product.manufacturer.clone(),
        stated_model: read.product.model.clone(),
        stated_description: read.product.description.clone(),
        contact: read.product.contact.clone(),
        networked_use: read.product.networked_use.clone(),
    }
}

/// A disclosure as a person calls it: `MDS2-HF-0042, revision 2 of 2025-11-03`.
pub(in crate::workbench) fn document(value: &Disclosure) -> String {
    let name = if value.document_id.is_empty() { &value.file_name } else { &value.document_id };
    let issued = value.issued_on.map(|date| format!(" of {date}")).unwrap_or_default();
    format!("{name}, revision {}{issued}", value.revision)
}

/// What the import said, or that it was done before.
fn imported(committed: &crate::ledger::Committed, preview: &ImportPreview) -> Result<String, Trouble> {
    if committed.repeated {
        return said(committed);
    }
    Ok(format!("Imported {}: {}.", preview.file_name, preview.summary()))
}
