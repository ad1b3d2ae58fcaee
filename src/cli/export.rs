//! `riskward export REF --profile NAME -o FILE` writes the risk register.

use std::{
    io::{self, IsTerminal as _},
    path::{Path, PathBuf},
};

use clap::builder::PossibleValuesParser;

use super::{Ended, Out, Place, as_of::AsOf, progress::watched};
use crate::{
    domain::{
        export::{Delimiter, Layout},
        trouble::Trouble,
    },
    workbench::export::{Wanted, exports},
};

/// Export the register of an assessment, or of all
#[derive(clap::Args)]
pub(super) struct Export {
    /// The assessment's REF, or `all`
    #[arg(value_name = "REF")]
    reference: String,
    /// Which export
    #[arg(long, default_value = "native", value_parser = PossibleValuesParser::new(exports().map(|(name, _)| name)))]
    profile: String,
    /// The file to write, or `-` for stdout
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    #[command(flatten)]
    as_of: AsOf,
    /// What stands between two cells: `,` or `;` or `tab`
    #[arg(long, default_value = ",")]
    delimiter: Delimiter,
    /// Leave the byte order mark away
    #[arg(long)]
    no_bom: bool,
    /// For machines: leave texts that a spreadsheet could take for a formula as they are
    #[arg(long)]
    raw: bool,
    /// Write the columns, the words with their labels, and the scales to FILE.json beside it
    #[arg(long)]
    sidecar: bool,
    /// Let it take an older file's place
    #[arg(long)]
    overwrite: bool,
}

impl Export {
    pub(super) fn run(self, place: &Place, out: &mut Out) -> Result<Ended, Trouble> {
        let to_stdout = self.output == Path::new("-");
        if to_stdout && self.sidecar {
            return Err(Trouble::usage(
                "Not understood",
                "a sidecar stands beside a file, and stdout is none",
                "-o FILE with --sidecar",
            ));
        }
        let workbench = place.open()?;
        let wanted = Wanted {
            reference: self.reference,
            profile: self.profile,
            as_of: self.as_of.day(&workbench)?,
            layout: Layout { delimiter: self.delimiter, byte_order_mark: !self.no_bom, raw: self.raw },
        };
        if to_stdout && io::stdout().is_terminal() {
            // the export itself is on the screen
            workbench.export_to(&wanted, out)?;
        } else if to_stdout {
            watched(|port| workbench.export_to_heard(&wanted, out, port))?;
        } else {
            let outcome = watched(|port| {
                workbench.export_heard(&wanted, &self.output, self.overwrite, self.sidecar, port)
            })?;
            out.say(&outcome.said)?;
        }
        Ok(Ended::Done)
    }
}
