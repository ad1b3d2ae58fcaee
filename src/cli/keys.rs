//! `riskward keys` prints the table of keys.

use super::{Ended, Out, Screen};
use crate::domain::trouble::Trouble;

/// Print the table of keys of the terminal workbench
#[derive(clap::Args)]
pub(super) struct Keys {}

impl Keys {
    #[allow(clippy::unused_self, reason = "every command runs so")]
    pub(super) fn run(self, screen: &Screen, out: &mut Out) -> Result<Ended, Trouble> {
        out.say((screen.keys)().trim_end())?;
        Ok(Ended::Done)
    }
}
