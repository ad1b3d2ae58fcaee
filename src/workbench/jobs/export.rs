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

impl Export {
    /// The files that it writes.
    pub fn files(&self) -> Vec<PathBuf> {
        let mut beside = self.path.as_os_str().to_owned();
        beside.push(".json");
        let beside = self.sidecar.then(|| PathBuf::from(beside));
        std::iter::once(self.path.clone()).chain(beside).collect()
    }
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
        let told = |file: &PathBuf| {
            let path = std::path::absolute(file).unwrap_or_else(|_| file.clone());
            Detail { text: path.display().to_string(), grave: false }
        };
        let details = self.files().iter().map(told).collect();
        Ok(Report { end: End::Done, said: outcome.said, details })
    }

    fn cancelled(&self) -> String {
        let left = if self.overwrite { "the file that was there still is" } else { "no file was left" };
        format!("The export to {} was cancelled; {left}.", self.path.display())
    }
}
