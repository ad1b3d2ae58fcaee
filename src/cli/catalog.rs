//! `riskward catalog`: its entries to read; every fault of a catalogue with file and line, and what it holds.

use std::path::PathBuf;

use clap::Subcommand;

use super::{Ended, Out, Place, shelf};
use crate::{domain::trouble::Trouble, workbench::catalogue_checked};

/// Read the catalogue, and look after it
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
    List(shelf::List),
    Show(shelf::Show),
}

impl Catalog {
    pub(super) fn run(self, place: &Place, out: &mut Out) -> Result<Ended, Trouble> {
        let directory = match self.what {
            What::Check { directory } => directory,
            What::List(list) => return list.run(place, out),
            What::Show(show) => return show.run(place, out),
        };
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
