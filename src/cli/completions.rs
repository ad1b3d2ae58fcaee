//! `riskward completions SHELL` tells a shell what can be typed.

use super::{Ended, Out};
use crate::domain::trouble::Trouble;

/// Print the completions of a shell
#[derive(clap::Args)]
pub(super) struct Completions {
    /// The shell
    shell: clap_complete::Shell,
}

impl Completions {
    pub(super) fn run(self, mut command: clap::Command, out: &mut Out) -> Result<Ended, Trouble> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut command, "riskward", &mut script);
        out.bytes(&script)?;
        Ok(Ended::Done)
    }
}
