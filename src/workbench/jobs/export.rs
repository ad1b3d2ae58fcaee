//! The register of an assessment, or of all, as a file.

use std::path::PathBuf;

use super::{Detail, End, Report, Work};
use crate::{
    domain::{progress::Port, trouble::Trouble},
    workbench::{Workbench, export::Wanted},
};

/// Export to a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    /// What, and how.
    pub wanted: Wanted,
    /// The file.
    pub path: PathBuf,
    /// It may take the place of one that is there.
    pub overwrite: bool,
    /// What readers need stands beside it.
    pub sidecar: bool,
}

impl Work for Export {
    fn title(&self) -> String {
        format!("Export {} ({}) to {}", self.wanted.reference, self.wanted.profile, self.path.display())
    }

    fn word(&self) -> &'static str {
        "Export"
    }

    fn run(&self, workbench: &mut Workbench, port: &mut Port) -> Result<Report, Trouble> {
        let outcome = workbench.export_heard(&self.wanted, &self.path, self.overwrite, self.sidecar, port)?;
        let path = std::path::absolute(&self.path).unwrap_or_else(|_| self.path.clone());
        let mut lines = vec![path.display().to_string()];
        if self.sidecar {
            lines.push(format!("{}.json", path.display()));
        }
        let details = lines.into_iter().map(|text| Detail { text, grave: false }).collect();
        Ok(Report { end: End::Done, said: outcome.said, details })
    }

    fn cancelled(&self) -> String {
        let left = if self.overwrite { "the file that was there still is" } else { "no file was left" };
        format!("The export to {} was cancelled; {left}.", self.path.display())
    }
}
