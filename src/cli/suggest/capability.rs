//! What is suggested for one capability.

use serde_json::json;

use crate::{cli::Out, domain::trouble::Trouble, workbench::questions::suggestions::Suggestions};

pub(super) fn tell(reference: &str, code: &str, found: &Suggestions, out: &mut Out) -> Result<(), Trouble> {
    out.say(&format!("{reference}/{code}: {} risks, {} controls", found.risks.len(), found.controls.len()))?;
    for risk in &found.risks {
        let taken = if risk.taken { " (in the register)" } else { "" };
        out.say(&format!("\n{}  {}{taken}", risk.template, risk.title))?;
        out.say(&format!("  {}\n  Consequence: {}", risk.situation, risk.consequence))?;
    }
    for control in &found.controls {
        out.say(&format!("\n{}  {} (order {})", control.template, control.title, control.order))?;
        out.say(&format!("  {}", control.application))?;
    }
    Ok(())
}

pub(super) fn as_json(reference: &str, code: &str, found: &Suggestions) -> serde_json::Value {
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
