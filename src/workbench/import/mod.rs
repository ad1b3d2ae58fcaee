//! Importing a disclosure: read in the child process, looked at before anything is written, then one request.

mod coverage;
mod record;

use std::{fs::File, io::Read as _, path::Path};

pub(super) use record::{Receipt, document};

use super::{CatalogueAtHand, trouble};
use crate::{
    catalog::{Catalogue, forms::Form},
    domain::{
        capability::Coverage,
        disclosure::{Answer, ReadDisclosure, ReadProblem},
        record::sha256_hex,
        trouble::{Trouble, TroubleKind},
    },
    intake,
    process::coverage::{Answered, Assessed, coverage as coverage_by_rule},
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
pub fn preview(catalogue: &CatalogueAtHand, reader: &Path, path: &Path) -> Result<ImportPreview, Trouble> {
    Ok(DisclosureFile::read(catalogue, reader, path)?.preview)
}

/// A file that was read, with its bytes and what the rule finds in it.
pub struct DisclosureFile {
    /// What it would bring.
    pub preview: ImportPreview,
    bytes: Vec<u8>,
    form: &'static Form,
    assessed: Assessed,
}

impl DisclosureFile {
    /// Reads a file in the child process.
    ///
    /// # Errors
    /// When the file cannot be read or nothing in it can be used.
    pub fn read(catalogue: &CatalogueAtHand, reader: &Path, path: &Path) -> Result<Self, Trouble> {
        let what = format!("Nothing was imported from {}", path.display());
        let mut bytes = Vec::new();
        File::open(path)
            .and_then(|file| file.take(LARGEST).read_to_end(&mut bytes))
            .map_err(|e| trouble::io(&what, &e, "look at the path, and whether you may read the file"))?;
        let catalogue = catalogue.get();
        let mut read = intake::read_in_child(reader, catalogue, &bytes)
            .map_err(|e| Trouble::refused(&what, e.to_string(), e.try_this()))?;
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
        Ok(Self { preview, bytes, form, assessed })
    }
}

/// Applies the coverage rule for all capabilities of the catalogue.
pub(in crate::workbench) fn assess<'a>(
    form: &Form,
    answers: impl Iterator<Item = (&'a str, Answer, &'a str, &'a str)>,
) -> Assessed {
    let codes: Vec<&str> = Catalogue::embedded().capabilities().iter().map(|c| c.code.as_str()).collect();
    let answers: Vec<Answered<'_>> =
        answers.map(|(item, answer, raw, note)| Answered { item, answer, raw, note }).collect();
    coverage_by_rule(form, &codes, &answers)
}
