//! `riskward suggest REF` tells what the catalogue suggests: for an assessment, a gap, or a risk.

mod capability;
mod next;
mod whole;

use super::{Ended, Out, Place};
use crate::{domain::trouble::Trouble, workbench::numbered};

/// What the catalogue suggests: risks and controls for an assessment or a capability, the next best control for a risk
#[derive(clap::Args)]
pub(super) struct Suggest {
    /// An assessment, a capability of it, or a risk: ip3, ip3/MLDP, ip3/R-001
    #[arg(value_name = "REF")]
    subject: String,
    /// For programs
    #[arg(long)]
    json: bool,
}

impl Suggest {
    pub(super) fn run(self, place: &Place, out: &mut Out) -> Result<Ended, Trouble> {
        let workbench = place.open()?;
        let subject = self.subject.trim();
        match subject.split_once('/') {
            None => {
                let found = workbench.suggested(subject)?;
                if self.json { out.json(&whole::as_json(&found)) } else { whole::tell(&found, out) }?;
            }
            Some((_, name)) if numbered(name, "R-") => {
                let found = workbench.next_control(subject)?;
                if self.json { out.json(&next::as_json(&found)) } else { next::tell(&found, out) }?;
            }
            Some(_) => {
                let (reference, code) = workbench.capability_named(subject)?;
                let found = workbench.suggestions(&reference, &code)?;
                if self.json {
                    out.json(&capability::as_json(&reference, &code, &found))
                } else {
                    capability::tell(&reference, &code, &found, out)
                }?;
            }
        }
        Ok(Ended::Done)
    }
}
