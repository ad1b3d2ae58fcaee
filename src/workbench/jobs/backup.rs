//! A verified copy of the register.

use std::path::PathBuf;

use super::{Detail, End, Report, Work, counted};
use crate::{
    domain::{progress::Port, trouble::Trouble},
    workbench::Workbench,
};

/// Write a verified copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// The copy; it must not be there.
    pub path: PathBuf,
}

impl Work for Backup {
    fn title(&self) -> String {
        format!("Back up to {}", self.path.display())
    }

    fn word(&self) -> &'static str {
        "Backup"
    }

    fn run(&self, workbench: &mut Workbench, port: &mut Port) -> Result<Report, Trouble> {
        let verified = workbench.backup_heard(&self.path, port)?;
        counted(port, verified.events);
        let path = std::path::absolute(&self.path).unwrap_or_else(|_| self.path.clone());
        let said = format!(
            "{} written and verified: {} events, {} rows.",
            self.path.display(),
            verified.events,
            verified.rows
        );
        let lines = [path.display().to_string(), format!("The chain ends at event {}.", verified.head.seq)];
        let details = lines.into_iter().map(|text| Detail { text, grave: false }).collect();
        Ok(Report { end: End::Done, said, details })
    }

    fn cancelled(&self) -> String {
        format!("The backup to {} was cancelled; no file was left.", self.path.display())
    }
}
