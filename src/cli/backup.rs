//! `riskward backup FILE` writes a verified copy of the register.

use std::path::PathBuf;

use super::{Ended, Out, Place, progress::watched};
use crate::domain::trouble::Trouble;

/// Write a verified copy of the register
#[derive(clap::Args)]
pub(super) struct Backup {
    /// The copy; it must not exist
    file: PathBuf,
}

impl Backup {
    pub(super) fn run(self, place: &Place, out: &mut Out) -> Result<Ended, Trouble> {
        let workbench = place.open()?;
        let verified = watched(|port| workbench.backup_heard(&self.file, port))?;
        out.say(&format!(
            "{} written and verified: {} events, {} rows.",
            self.file.display(),
            verified.events,
            verified.rows
        ))?;
        Ok(Ended::Done)
    }
}
