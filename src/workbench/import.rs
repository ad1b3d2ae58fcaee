//! Importing a disclosure: read in the child process, looked at before anything is written, then one request.

use std::{fs::File, io::Read as _, path::Path};

use chrono::NaiveDate;

use super::{
    Workbench,
    actions::Outcome,
    store::{Draft, said},
    trouble,
};
use crate::{
    catalog::forms::Form,
    domain::{
        assessment::{Assessment, CapabilityCoverage},
        capability::Coverage,
        disclosure::{Answer, Disclosure, Problem, ReadDisclosure, ReadProblem, Statement},
        events::EventKind,
        object::{Id, Object},
        product::Product,
        record::{Held, sha256_hex},
        register::KnowledgeKind,
        trouble::{Trouble, TroubleKind},
    },
    intake,
    ledger::{Direction, Edit, Query},
    process::coverage::{Answered, Assessed, RULE, coverage},
};

/// No more of a file than this is taken in; intake refuses what is larger.
const LARGEST: u64 = 20 * 1024 * 1024 + 1;

/// What an import would bring.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportPreview {
    /// The file's name.
    pub file_name: String,
    /// SHA-256 of the file.
    pub file_sha256: String,
    /// What was read; its problems are those of the file and of the coverage rule.
    pub read: ReadDisclosure,
    /// What the rule finds for each of the 22 capabilities.
    pub coverage: Vec<(String, Coverage)>,
}

impl ImportPreview {
    /// How many statements have this answer.
    pub fn count(&self, answer: Answer) -> usize {
        self.read.statements.iter().filter(|statement| statement.answer == answer).count()
    }

    /// `240 statements · 29 yes, 109 no, 86 N/A, 3 not answered · 15 problems`
    pub fn summary(&self) -> String {
        format!(
            "{} statements · {} yes, {} no, {} N/A, {} not answered · {} problems",
            self.read.statements.len(),
            self.count(Answer::Yes),
            self.count(Answer::No),
            self.count(Answer::NotApplicable),
            self.count(Answer::Unanswered),
            self.read.problems.len()
        )
    }
}

/// Reads a file in the child process and finds what it would bring. No register is needed.
///
/// # Errors
/// When the file cannot be read or nothing in it can be used.
pub fn preview(reader: &Path, path: &Path) -> Result<ImportPreview, Trouble> {
    Ok(Opened::read(reader, path)?.preview)
}

/// A file that was read, with its bytes.
pub(super) struct Opened {
    pub(super) bytes: Vec<u8>,
    pub(super) preview: ImportPreview,
    form: &'static Form,
    assessed: Assessed,
}

impl Opened {
    pub(super) fn read(reader: &Path, path: &Path) -> Result<Self, Trouble> {
        let what = format!("Nothing was imported from {}", path.display());
        let mut bytes = Vec::new();
        File::open(path)
            .and_then(|file| file.take(LARGEST).read_to_end(&mut bytes))
            .map_err(|e| trouble::io(&what, &e, "look at the path, and whether you may read the file"))?;
        let mut read = intake::read_in_child(reader, &bytes)
            .map_err(|e| Trouble::refused(&what, e.to_string(), e.try_this()))?;
        let catalogue = crate::catalog::Catalogue::embedded();
        let form = catalogue.form(&read.form).ok_or_else(|| {
            Trouble::new(
                TroubleKind::Internal,
                &what,
                format!("the form {} is not in the catalogue", read.form),
                "",
            )
        })?;
        let assessed = assess(
            form,
            read.statements.iter().map(|s| (s.id.as_str(), s.answer, s.raw.as_str(), s.note.as_str())),
        );
        for problem in &assessed.problems {
            let place = problem
                .items
                .first()
                .and_then(|item| read.statements.iter().find(|s| s.id == *item))
                .map(|s| s.place.clone())
                .unwrap_or_default();
            read.problems.push(ReadProblem {
                place,
                what: problem.what.clone(),
                done: "kept as given; ask the manufacturer".to_owned(),
            });
        }
        let coverage = assessed.per_capability.iter().map(|one| (one.code.clone(), one.coverage)).collect();
        let file_name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let preview = ImportPreview { file_name, file_sha256: sha256_hex(&bytes), read, coverage };
        Ok(Self { bytes, preview, form, assessed })
    }
}

/// Applies the coverage rule for all capabilities of the catalogue.
fn assess<'a>(form: &Form, answers: impl Iterator<Item = (&'a str, Answer, &'a str, &'a str)>) -> Assessed {
    let codes: Vec<&str> =
        crate::catalog::Catalogue::embedded().capabilities().iter().map(|c| c.code.as_str()).collect();
    let answers: Vec<Answered<'_>> =
        answers.map(|(item, answer, raw, note)| Answered { item, answer, raw, note }).collect();
    coverage(form, &codes, &answers)
}

/// How and when a disclosure reached the hospital.
pub(super) struct Receipt {
    pub(super) received_on: NaiveDate,
    pub(super) source: String,
}

impl Workbench {
    /// Reads a file and says what it would bring; nothing is written.
    ///
    /// # Errors
    /// When the file cannot be read or nothing in it can be used.
    pub fn preview_import(&self, path: &Path) -> Result<ImportPreview, Trouble> {
        preview(self.reader(), path)
    }

    /// Imports a disclosure: product and document alone, or into an assessment with its coverages.
    ///
    /// # Errors
    /// When nothing in the file can be used, or the register refuses.
    pub fn import(&mut self, path: &Path, reference: Option<&str>, request: Id) -> Result<Outcome, Trouble> {
        let assessment = reference.map(|reference| self.assessment(reference)).transpose()?;
        let opened = Opened::read(self.reader(), path)?;
        let subject = assessment.as_ref().map(|held| held.reference.clone()).unwrap_or_default();
        let mut draft = Draft::default();
        let product_id = match &assessment {
            Some(held) => held.product_id.clone(),
            None => self.stated_product(&mut draft, &opened.preview)?,
        };
        if let Some(held) = self.same_file(&product_id, &opened.preview.file_sha256)? {
            let linked = match &assessment {
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
        let disclosure_id = self.draft_disclosure(&mut draft, &opened, &product_id, receipt)?;
        if let Some(assessment) = &assessment {
            self.draft_coverage(
                &mut draft,
                &assessment.id,
                &assessment.reference,
                &disclosure_id,
                &opened.assessed,
            )?;
            let value = Assessment { disclosure_id: Some(disclosure_id), ..assessment.value.clone() };
            let shown = format!("{} rests on {}.", assessment.reference, opened.preview.file_name);
            let edit = Edit::put(&assessment.id, assessment.version, &value);
            draft.event(self.new_request(), EventKind::AssessmentChanged, shown, "", vec![edit]);
        }
        let committed = self.write(request, draft)?;
        Ok(Outcome { said: imported(&committed, &opened.preview)?, subject })
    }

    /// The events of one disclosure: its form, itself, statements and problems. Returns its identity.
    pub(super) fn draft_disclosure(
        &self,
        draft: &mut Draft,
        opened: &Opened,
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
        Ok(id)
    }

    /// The coverages of an assessment from a disclosure that was just read.
    pub(super) fn draft_coverage_of(
        &self,
        draft: &mut Draft,
        assessment_id: &Id,
        reference: &str,
        disclosure_id: &Id,
        opened: &Opened,
    ) -> Result<Vec<(Id, CapabilityCoverage)>, Trouble> {
        self.draft_coverage(draft, assessment_id, reference, disclosure_id, &opened.assessed)
    }

    fn draft_coverage(
        &self,
        draft: &mut Draft,
        assessment_id: &Id,
        reference: &str,
        disclosure_id: &Id,
        assessed: &Assessed,
    ) -> Result<Vec<(Id, CapabilityCoverage)>, Trouble> {
        let held = self.all::<CapabilityCoverage>(
            &Query::all(Object::CapabilityCoverage).is("assessment_id", assessment_id.as_str()),
        )?;
        let mut edits = Vec::new();
        let mut values = Vec::new();
        for one in &assessed.per_capability {
            let there = held.iter().find(|held| held.capability == one.code);
            let mut value = CapabilityCoverage {
                assessment_id: assessment_id.clone(),
                capability: one.code.clone(),
                by_rule: one.coverage,
                rule: RULE,
                disclosure_id: Some(disclosure_id.clone()),
                because: one.because.clone(),
                items: one.items.clone(),
                overruled: None,
                overruled_reason: String::new(),
                overruled_by: String::new(),
                overruled_on: None,
            };
            let (id, version) = match there {
                Some(held) => {
                    // A person's word stays until a person takes it back; the rule's new result stands beside it.
                    value.overruled = held.overruled;
                    value.overruled_reason.clone_from(&held.overruled_reason);
                    value.overruled_by.clone_from(&held.overruled_by);
                    value.overruled_on = held.overruled_on;
                    (held.id.clone(), held.version)
                }
                None => (self.new_request(), 0),
            };
            edits.push(Edit::put(&id, version, &value));
            values.push((id, value));
        }
        let shown = format!("{reference}: coverage computed by rule {RULE}.");
        draft.event(self.new_request(), EventKind::CoverageComputed, shown, "", edits);
        Ok(values)
    }

    /// The coverages of an assessment from a disclosure that the register holds.
    pub(super) fn coverage_from_register(
        &self,
        draft: &mut Draft,
        assessment_id: &Id,
        reference: &str,
        disclosure_id: &Id,
    ) -> Result<(), Trouble> {
        let disclosure = self.needed::<Disclosure>(disclosure_id)?;
        let form = self.form(&disclosure.form_sha256)?;
        let statements = self.statements_of(disclosure_id)?;
        let assessed = assess(
            &form,
            statements.iter().map(|s| (s.item.as_str(), s.answer, s.raw.as_str(), s.note.as_str())),
        );
        self.draft_coverage(draft, assessment_id, reference, disclosure_id, &assessed)?;
        Ok(())
    }

    /// The statements of a disclosure in the order of the file.
    pub(super) fn statements_of(&self, disclosure_id: &Id) -> Result<Vec<Held<Statement>>, Trouble> {
        self.all(
            &Query::all(Object::Statement)
                .is("disclosure_id", disclosure_id.as_str())
                .by("position", Direction::Up),
        )
    }

    /// The newest disclosure of a product.
    pub(super) fn latest_disclosure(&self, product_id: &Id) -> Result<Option<Held<Disclosure>>, Trouble> {
        self.first(
            Query::all(Object::Disclosure)
                .with("product_ids", crate::ledger::Compare::Holds(product_id.0.clone()))
                .by("revision", Direction::Down),
        )
    }

    /// The product of this maker and model.
    pub(super) fn product_named(
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
                .with("product_ids", crate::ledger::Compare::Holds(product_id.0.clone())),
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
pub(super) fn document(value: &Disclosure) -> String {
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
