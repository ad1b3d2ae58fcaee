//! `riskward history [REF]` tells who did what, when.

use super::{Ended, Out, Place};
use crate::domain::trouble::Trouble;

/// Who did what, when: of the register, an assessment, a risk, a control, a trigger or a finding
#[derive(clap::Args)]
pub(super) struct History {
    /// ip3, ip3/R-014, C-003, T-001 or F-001; left out = the whole register
    #[arg(value_name = "REF")]
    reference: Option<String>,
    /// At most so many events, the newest first
    #[arg(long, default_value_t = 50)]
    limit: usize,
}

impl History {
    pub(super) fn run(self, place: &Place, out: &mut Out) -> Result<Ended, Trouble> {
        let workbench = place.open()?;
        for line in workbench.history(self.reference.as_deref().unwrap_or_default(), self.limit)? {
            out.say(&format!("{:>6}  {}  {}  {}", line.seq, line.at, line.actor, line.said))?;
            if !line.reason.is_empty() {
                out.say(&format!("        because: {}", line.reason))?;
            }
            for (field, before, after) in line.changed.iter().filter(|(_, before, _)| !before.is_empty()) {
                out.say(&format!("        {field}: {before} → {after}"))?;
            }
        }
        Ok(Ended::Done)
    }
}
