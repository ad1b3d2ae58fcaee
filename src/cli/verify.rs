//! `riskward verify` replays every event and compares.

use std::path::PathBuf;

use super::{Ended, Out, Place, progress::watched};
use crate::domain::{record::hex, trouble::Trouble};

/// Replay every event and compare it with what the register shows
#[derive(clap::Args)]
pub(super) struct Verify {
    /// Compare with an anchor: where the chain stood when the file was written
    #[arg(long, value_name = "FILE")]
    anchor: Option<PathBuf>,
    /// Write an anchor, to be kept elsewhere; only when nothing is wrong
    #[arg(long, value_name = "FILE")]
    write_anchor: Option<PathBuf>,
    /// Let the anchor take an older file's place
    #[arg(long, requires = "write_anchor")]
    overwrite: bool,
}

impl Verify {
    pub(super) fn run(self, place: &Place, out: &mut Out) -> Result<Ended, Trouble> {
        let workbench = place.open()?;
        let verified = watched(|port| workbench.verify_heard(port))?;
        let mut findings: Vec<String> = verified.findings.iter().map(ToString::to_string).collect();
        if let Some(path) = &self.anchor {
            findings.extend(workbench.check_anchor(path)?);
        }
        out.say(&format!("events  {}", verified.events))?;
        out.say(&format!("rows    {}", verified.rows))?;
        out.say(&format!("head    {} {}", verified.head.seq, hex(&verified.head.hash)))?;
        for finding in &findings {
            out.say(&format!("FOUND   {finding}"))?;
        }
        if !findings.is_empty() {
            out.say(&format!("{} is not as it was written.", workbench.register_path().display()))?;
            return Ok(Ended::Findings);
        }
        out.say(&format!("{} is as it was written.", workbench.register_path().display()))?;
        if let Some(path) = &self.write_anchor {
            let anchor = workbench.write_anchor(path, self.overwrite)?;
            out.say(&format!("Anchor at event {} written to {}.", anchor.seq, path.display()))?;
        }
        Ok(Ended::Done)
    }
}
