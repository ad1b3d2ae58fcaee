//! `riskward keys` prints the keys of the workbench, the user's own among them.

use super::{Ended, Look, Out, Screen};
use crate::domain::trouble::Trouble;

/// Print the keys of the terminal workbench, one section per place
#[derive(clap::Args)]
pub(super) struct Keys {
    /// Only the keys of the first day, as one table
    #[arg(long)]
    short: bool,
}

impl Keys {
    pub(super) fn run(self, screen: &Screen, look: &Look, out: &mut Out) -> Result<Ended, Trouble> {
        out.say((screen.keys)(look, self.short)?.trim_end())?;
        Ok(Ended::Done)
    }
}
