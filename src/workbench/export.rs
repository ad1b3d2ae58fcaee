//! Exporting the register: one snapshot, pages of risks, rows to a report; a file whole or not at all.

mod references;
mod rows;

use std::{collections::BTreeMap, io::Write, path::Path, rc::Rc};

use chrono::NaiveDate;

use super::{Workbench, actions::Outcome, store::Reading, trouble};
use crate::{
    catalog::scales::Scale,
    domain::{
        assessment::Assessment,
        export::Layout,
        object::Object,
        progress::{Cancelled, Port},
        record::Held,
        trouble::Trouble,
    },
    ledger::{Direction, Ledger as _, Query},
    os::replace,
    report::{self, Begin},
};

/// The version that exports name.
const TOOL_VERSION: &str = env!("CARGO_PKG_VERSION");

/// What is to be exported, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The assessment's ref, or `all`.
    pub reference: String,
    /// The export's name.
    pub profile: String,
    /// The date that computed states are told for; none = today.
    pub as_of: Option<NaiveDate>,
    /// How the text is laid out.
    pub layout: Layout,
}

impl Wanted {
    /// The register of one assessment or of all, as riskward itself tells it, today.
    pub fn native(reference: &str) -> Self {
        Self {
            reference: reference.to_owned(),
            profile: "native".to_owned(),
            as_of: None,
            layout: Layout::default(),
        }
    }
}

/// What was exported.
#[derive(Debug, Clone, Default)]
pub struct Exported {
    /// Rows: one per risk and placement, or one per reference.
    pub rows: usize,
    /// Risks.
    pub risks: usize,
    scales: BTreeMap<String, Rc<Scale>>,
}

/// The names of the exports, each with its line of help.
pub fn exports() -> impl Iterator<Item = (&'static str, &'static str)> {
    report::EXPORTS.iter().map(|export| (export.name, export.help))
}

impl Workbench {
    /// Exports an assessment's register, or that of `all`, to a file.
    ///
    /// # Errors
    /// When the assessment is not there, the name is taken and may not be overwritten, or nothing can be written.
    pub fn export(&self, reference: &str, path: &Path, overwrite: bool) -> Result<Outcome, Trouble> {
        self.export_with(&Wanted::native(reference), path, overwrite, false)
    }

    /// Exports to a file, which is there whole or not at all; `sidecar` writes what readers need beside it.
    ///
    /// # Errors
    /// When the assessment is not there, the name is taken and may not be overwritten, or nothing can be written.
    pub fn export_with(
        &self,
        wanted: &Wanted,
        path: &Path,
        overwrite: bool,
        sidecar: bool,
    ) -> Result<Outcome, Trouble> {
        self.export_heard(wanted, path, overwrite, sidecar, &mut Port::silent())
    }

    /// The same, telling how far it is.
    ///
    /// # Errors
    /// As before, and when it is cancelled: nothing is left of the file then, and one that was there still is.
    pub fn export_heard(
        &self,
        wanted: &Wanted,
        path: &Path,
        overwrite: bool,
        sidecar: bool,
        port: &mut Port,
    ) -> Result<Outcome, Trouble> {
        let what = format!("{} was not exported to {}", wanted.reference, path.display());
        let refused = |e: std::io::Error| {
            trouble::io(&what, &e, "another path, or --overwrite if the file may be replaced")
        };
        let mut beside = path.as_os_str().to_owned();
        beside.push(".json");
        let beside = Path::new(&beside);
        for taken in [Some(path), sidecar.then_some(beside)].into_iter().flatten() {
            if taken.is_dir() {
                return Err(refused(std::io::ErrorKind::IsADirectory.into()));
            }
            if !overwrite && taken.symlink_metadata().is_ok() {
                return Err(refused(std::io::ErrorKind::AlreadyExists.into()));
            }
        }
        let mut staged = replace::stage_beside(path).map_err(refused)?;
        let exported = self
            .export_to_heard(wanted, staged.file(), port)
            .map_err(|trouble| Trouble { what: what.clone(), ..trouble })?;
        let mut staged_beside = None;
        if sidecar {
            let mut staged = replace::stage_beside(beside).map_err(refused)?;
            let text = self.sidecar(wanted, &exported)?;
            staged.file().write_all(text.as_bytes()).map_err(refused)?;
            staged_beside = Some(staged);
        }
        // Up to here nothing has its name yet.
        port.doing("giving it its name").map_err(unwanted)?;
        for (staged, target) in
            staged_beside.map(|staged| (staged, beside)).into_iter().chain([(staged, path)])
        {
            if overwrite { staged.replace(target) } else { staged.keep_as(target) }.map_err(refused)?;
        }
        let Exported { rows, risks, .. } = exported;
        let risks = match export_named(&wanted.profile)?.begin {
            Begin::Risks(_) => format!("{risks} risks, "),
            Begin::References(_) => String::new(),
        };
        let said = format!("{} exported to {}: {risks}{rows} rows.", wanted.reference, path.display());
        Ok(Outcome { said, subject: wanted.reference.clone() })
    }

    /// Exports to whatever takes bytes.
    ///
    /// # Errors
    /// When the assessment is not there, or nothing can be written.
    pub fn export_to(&self, wanted: &Wanted, to: &mut dyn Write) -> Result<Exported, Trouble> {
        self.export_to_heard(wanted, to, &mut Port::silent())
    }

    /// The same, telling how far it is.
    ///
    /// # Errors
    /// As before, and when it is cancelled.
    pub fn export_to_heard(
        &self,
        wanted: &Wanted,
        to: &mut dyn Write,
        port: &mut Port,
    ) -> Result<Exported, Trouble> {
        let export = export_named(&wanted.profile)?;
        let on = wanted.as_of.unwrap_or_else(|| self.as_of());
        let mut outcome = Ok(Exported::default());
        self.ledger
            .snapshot(&mut |ask| {
                let reading = Reading::of(ask);
                outcome =
                    self.assessments_of(reading, &wanted.reference).and_then(|assessments| {
                        match export.begin {
                            Begin::Risks(begin) => {
                                let mut report = begin(to, wanted.layout).map_err(|e| unwritten(&e))?;
                                let risks = counted(reading, &assessments, port)?;
                                port.begin("writing risks", risks, "risks").map_err(unwanted)?;
                                let mut exporting = rows::Exporting::new(self, reading, on, report.as_mut());
                                for assessment in &assessments {
                                    exporting.assessment(assessment, port)?;
                                }
                                let exported = exporting.exported;
                                report.finish().map_err(|e| unwritten(&e))?;
                                Ok(exported)
                            }
                            Begin::References(begin) => {
                                let mut report = begin(to, wanted.layout).map_err(|e| unwritten(&e))?;
                                let mut exported = Exported::default();
                                let total = assessments.len() as u64;
                                port.begin("writing references", total, "assessments").map_err(unwanted)?;
                                for assessment in &assessments {
                                    exported.rows += self.references_to(assessment, report.as_mut())?;
                                    port.unit().map_err(unwanted)?;
                                }
                                report.finish().map_err(|e| unwritten(&e))?;
                                Ok(exported)
                            }
                        }
                    });
                Ok(())
            })
            .map_err(|e| trouble::ledger("Cannot read the register", e))?;
        outcome
    }

    fn assessments_of(
        &self,
        reading: Reading<'_>,
        reference: &str,
    ) -> Result<Vec<Held<Assessment>>, Trouble> {
        if reference.eq_ignore_ascii_case("all") {
            // Of each the newest revision: a risk has one row, which tells what an earlier one decided while that holds.
            let query = Query::all(Object::Assessment);
            let mut all: Vec<Held<Assessment>> =
                reading.all(&query.by("ref", Direction::Up).by("revision", Direction::Down))?;
            all.dedup_by(|older, newer| older.reference == newer.reference);
            return Ok(all);
        }
        Ok(vec![self.assessment(reference)?])
    }

    fn sidecar(&self, wanted: &Wanted, exported: &Exported) -> Result<String, Trouble> {
        let export = export_named(&wanted.profile)?;
        let on = wanted.as_of.unwrap_or_else(|| self.as_of());
        let scales = exported.scales.values().map(Rc::as_ref);
        Ok(report::sidecar::sidecar(export, on, exported.rows, TOOL_VERSION, scales))
    }
}

fn export_named(name: &str) -> Result<&'static report::Export, Trouble> {
    report::export(name).ok_or_else(|| {
        let known: Vec<&str> = exports().map(|(name, _)| name).collect();
        Trouble::refused(
            "Nothing was exported",
            format!("there is no export {name:?}"),
            format!("one of {}", known.join(", ")),
        )
    })
}

/// How many risks there will be to tell, for somebody who waits.
fn counted(reading: Reading<'_>, assessments: &[Held<Assessment>], port: &Port) -> Result<u64, Trouble> {
    if !port.is_heard() {
        return Ok(0);
    }
    let query = Query::all(Object::Risk).among("assessment_id", assessments.iter().map(|held| &held.id));
    let counts = reading.0.tally(&query, "assessment_id");
    let counts = counts.map_err(|e| trouble::ledger("Cannot read the register", e))?;
    Ok(counts.into_iter().map(|(_, count)| count).sum())
}

/// The export is not wanted any more.
fn unwanted(cancelled: Cancelled) -> Trouble {
    trouble::cancelled("Nothing was exported")(cancelled)
}

fn unwritten(error: &std::io::Error) -> Trouble {
    trouble::io("Nothing was exported", error, "another place")
}
