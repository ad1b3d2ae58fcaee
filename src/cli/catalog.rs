//! `riskward catalog check [DIR]` tells every fault of a catalogue with file and line, and what it holds.

use std::path::PathBuf;

use clap::Subcommand;

use super::{Ended, Out, Place};
use crate::{domain::trouble::Trouble, workbench::catalogue_checked};

/// Look after catalogues
#[derive(clap::Args)]
pub(super) struct Catalog {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Check riskward's catalogue, or the one in a directory: a whole one, or a hospital's own entries
    Check {
        /// A directory laid out as riskward's own catalog/; without capabilities.toml it is laid over riskward's
        #[arg(value_name = "DIR")]
        directory: Option<PathBuf>,
    },
}

impl Catalog {
    pub(super) fn run(self, place: &Place, out: &mut Out) -> Result<Ended, Trouble> {
        let What::Check { directory } = self.what;
        let checked = catalogue_checked(directory.or_else(|| place.overlay()).as_deref())?;
        for fault in &checked.faults {
            out.say(fault)?;
        }
        for held in &checked.counts {
            out.say(format!("{:<24} {:>5}  {}", held.what, held.count, held.which).trim_end())?;
        }
        out.say(&match checked.faults.len() {
            1 => "1 fault".to_owned(),
            faults => format!("{faults} faults"),
        })?;
        Ok(if checked.faults.is_empty() { Ended::Done } else { Ended::Findings })
    }
}
