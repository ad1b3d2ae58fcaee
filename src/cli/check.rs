//! `riskward check REF` tells what is odd in an assessment, and where it is mended.

use serde_json::json;

use super::{Ended, Out, Place, as_of::AsOf};
use crate::domain::trouble::Trouble;

/// Look an assessment over: rationales, dates, idle controls, deciders who left, contradictions relied on, overrides
#[derive(clap::Args)]
pub(super) struct Check {
    /// The assessment
    #[arg(value_name = "REF")]
    reference: String,
    #[command(flatten)]
    as_of: AsOf,
    /// For programs
    #[arg(long)]
    json: bool,
}

impl Check {
    pub(super) fn run(self, place: &Place, out: &mut Out) -> Result<Ended, Trouble> {
        let mut workbench = place.open()?;
        self.as_of.look(&mut workbench)?;
        let checked = workbench.check(&self.reference)?;
        if self.json {
            let found = checked.found.iter().map(|(check, missing)| {
                json!({ "check": check, "what": missing.what, "place": missing.place, "mend": missing.mend })
            });
            out.json(&json!({ "assessment": checked.reference, "findings": found.collect::<Vec<_>>() }))?;
        } else {
            for (_, missing) in &checked.found {
                out.say(&format!("{}  → {} {}", missing.what, missing.mend, missing.place))?;
            }
            let count = match checked.found.len() {
                0 => "nothing found".to_owned(),
                1 => "1 finding".to_owned(),
                count => format!("{count} findings"),
            };
            out.say(&format!("{}: {count}.", checked.reference))?;
        }
        Ok(if checked.found.is_empty() { Ended::Done } else { Ended::Findings })
    }
}
