//! `riskward suggest REF/CODE` tells what the catalogue suggests for a gap.

use serde_json::json;

use super::{Ended, Out, Place};
use crate::{domain::trouble::Trouble, workbench::questions::suggestions::Suggestions};

/// What the catalogue suggests for a capability: risks and controls
#[derive(clap::Args)]
pub(super) struct Suggest {
    /// The assessment and the capability, like ip3/MLDP
    #[arg(value_name = "REF/CODE")]
    subject: String,
    /// For programs
    #[arg(long)]
    json: bool,
}

impl Suggest {
    pub(super) fn run(self, place: &Place, out: &mut Out) -> Result<Ended, Trouble> {
        let workbench = place.open()?;
        let (reference, code) = workbench.capability_named(&self.subject)?;
        let found = workbench.suggestions(&reference, &code)?;
        if self.json {
            out.json(&as_json(&reference, &code, &found))?;
            return Ok(Ended::Done);
        }
        out.say(&format!(
            "{reference}/{code}: {} risks, {} controls",
            found.risks.len(),
            found.controls.len()
        ))?;
        for risk in &found.risks {
            let taken = if risk.taken { " (in the register)" } else { "" };
            out.say(&format!("\n{}  {}{taken}", risk.template, risk.title))?;
            out.say(&format!("  {}\n  Consequence: {}", risk.situation, risk.consequence))?;
        }
        for control in &found.controls {
            out.say(&format!("\n{}  {} (order {})", control.template, control.title, control.order))?;
            out.say(&format!("  {}", control.application))?;
        }
        Ok(Ended::Done)
    }
}

fn as_json(reference: &str, code: &str, found: &Suggestions) -> serde_json::Value {
    let risks = found.risks.iter().map(|risk| {
        json!({
            "template": risk.template,
            "title": risk.title,
            "hazardous_situation": risk.situation,
            "consequence": risk.consequence,
            "taken": risk.taken,
        })
    });
    let controls = found.controls.iter().map(|control| {
        json!({
            "template": control.template,
            "title": control.title,
            "order": control.order,
            "application": control.application,
        })
    });
    json!({
        "assessment": reference,
        "capability": code,
        "risks": risks.collect::<Vec<_>>(),
        "controls": controls.collect::<Vec<_>>(),
    })
}
