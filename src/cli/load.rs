//! `riskward load DIR` loads a project folder.

use std::path::PathBuf;

use super::{Ended, Out, Place};
use crate::domain::trouble::Trouble;

/// Load a project folder: project.toml and its disclosure
#[derive(clap::Args)]
pub(super) struct Load {
    /// The folder
    #[arg(value_name = "DIR")]
    directory: PathBuf,
}

impl Load {
    pub(super) fn run(self, place: &Place, out: &mut Out) -> Result<Ended, Trouble> {
        let outcome = place.make()?.load(&self.directory)?;
        out.say(&outcome.subject)?;
        out.say(&outcome.said)?;
        Ok(Ended::Done)
    }
}
