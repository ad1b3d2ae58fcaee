//! `riskward catalog check [DIR]` tells every fault of a catalogue with file and line.

use std::path::PathBuf;

use clap::Subcommand;

use super::{Ended, Out};
use crate::{domain::trouble::Trouble, workbench::catalogue_faults};

/// Look after catalogues
#[derive(clap::Args)]
pub(super) struct Catalog {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Check riskward's catalogue, or the one in a directory
    Check {
        /// A directory laid out as riskward's own catalog/
        #[arg(value_name = "DIR")]
        directory: Option<PathBuf>,
    },
}

impl Catalog {
    pub(super) fn run(self, out: &mut Out) -> Result<Ended, Trouble> {
        let What::Check { directory } = self.what;
        let faults = catalogue_faults(directory.as_deref())?;
        for fault in &faults {
            out.say(fault)?;
        }
        if faults.is_empty() {
            out.say("The catalogue is without fault.")?;
            return Ok(Ended::Done);
        }
        out.say(&format!("{} faults.", faults.len()))?;
        Ok(Ended::Findings)
    }
}
