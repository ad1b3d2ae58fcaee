//! `riskward show REF` shows one thing as plain lines.

mod assessment;
mod capability;
mod control;
mod inbox;
mod record;
mod risk;
mod standards;

use super::{Ended, Out, Place, as_of::AsOf, gaps::in_use, table};
use crate::{domain::trouble::Trouble, workbench::numbered};

/// Show an assessment, a capability, a risk, a control, a trigger or a finding
#[derive(clap::Args)]
pub(super) struct Show {
    /// ip3, ip3/MLDP, ip3/R-014, C-003, T-001 or F-001
    #[arg(value_name = "REF")]
    reference: String,
    #[command(flatten)]
    as_of: AsOf,
    /// The standards that stand beside an assessment or a risk, in place of the rest
    #[arg(long)]
    standards: bool,
}

impl Show {
    pub(super) fn run(self, place: &Place, out: &mut Out) -> Result<Ended, Trouble> {
        let mut workbench = place.open()?;
        self.as_of.look(&mut workbench)?;
        let reference = self.reference.trim();
        let part = reference.split_once('/').map(|(_, part)| part.to_ascii_uppercase());
        if self.standards {
            let found = match &part {
                Some(part) if part.starts_with("R-") => workbench.standards_of_risk(reference)?,
                _ => workbench.standards(reference)?,
            };
            standards::tell(&found, out)?;
            return Ok(Ended::Done);
        }
        match part {
            Some(part) if part.starts_with("R-") => risk::tell(&workbench.risk(reference)?, out)?,
            Some(_) => {
                let (assessment, code) = workbench.capability_named(reference)?;
                let chain = workbench.chain(&assessment)?;
                let mapped = capability::Mapped {
                    references: workbench.references_of_capability(&code),
                    printed: workbench.as_printed(&assessment, &code)?,
                };
                capability::tell(&chain, &code, &mapped, out)?;
            }
            None if reference.to_ascii_uppercase().starts_with("C-") => {
                let references = workbench.references_of_control(reference)?;
                control::tell(&workbench.control(reference)?, &references, out)?;
            }
            None if numbered(reference, "T-") => inbox::trigger(&workbench.trigger(reference)?, out)?,
            None if numbered(reference, "F-") => {
                let (finding, assessment) = workbench.finding(reference)?;
                inbox::finding(&finding, &assessment, out)?;
            }
            None => assessment::tell(&workbench.chain(reference)?, &workbench.gates(reference)?, out)?,
        }
        Ok(Ended::Done)
    }
}

/// A name and a text behind it; nothing where there is no text.
fn line(out: &mut Out, name: &str, text: &str) -> Result<(), Trouble> {
    if text.is_empty() { Ok(()) } else { out.say(&format!("{name:<14}{text}")) }
}

/// A name and several texts, one below the other.
fn lines<T: AsRef<str>>(out: &mut Out, name: &str, texts: &[T]) -> Result<(), Trouble> {
    for (at, text) in texts.iter().enumerate() {
        line(out, if at == 0 { name } else { "" }, text.as_ref())?;
    }
    Ok(())
}
