//! The next best control for a risk.

use serde_json::json;

use crate::{
    cli::Out,
    domain::trouble::Trouble,
    workbench::questions::next_control::{NextControls, NextLine},
};

pub(super) fn tell(found: &NextControls, out: &mut Out) -> Result<(), Trouble> {
    out.say(&format!("{} {}", found.reference, found.title))?;
    if found.controls.is_empty() {
        return out.say("The catalogue knows no control more for it.");
    }
    let (mends, stands_in): (Vec<_>, Vec<_>) = found.controls.iter().partition(|one| one.remediation);
    for one in stands_in {
        control(&found.reference, one, out)?;
    }
    if !mends.is_empty() {
        out.say("\nRemediation, which takes the flaw away instead of standing in for what is lacking:")?;
    }
    mends.into_iter().try_for_each(|one| control(&found.reference, one, out))
}

fn control(risk: &str, one: &NextLine, out: &mut Out) -> Result<(), Trouble> {
    out.say(&format!(
        "\n{}  {} (order {}, {}, {})",
        one.template,
        one.title,
        one.order,
        one.effort,
        one.done_by.join(", ")
    ))?;
    out.say(&format!("  because: {}", one.reasons.join("; ")))?;
    out.say(&format!("  {}", one.application))?;
    out.say(&format!("  does not: {}", one.does_not))?;
    out.say(&format!("  is it in place? {}", one.verify_implementation))?;
    out.say(&format!("  does it work? {}", one.verify_effectiveness))?;
    out.say(&match &one.linkable {
        Some(control) => format!("  riskward do link-control {risk} control={control}"),
        None => format!("  riskward do add-control {risk} template={}", one.template),
    })
}

pub(super) fn as_json(found: &NextControls) -> serde_json::Value {
    let controls = found.controls.iter().map(|one| {
        json!({
            "template": one.template,
            "title": one.title,
            "order": one.order,
            "effort": one.effort,
            "done_by": one.done_by,
            "measure": if one.remediation { "remediation" } else { "compensation" },
            "link": one.linkable,
            "in_place": one.in_place,
            "reasons": one.reasons,
            "certain": one.certain,
            "application": one.application,
            "does_not": one.does_not,
            "verify_implementation": one.verify_implementation,
            "verify_effectiveness": one.verify_effectiveness,
            "new_risks": one.new_risks,
        })
    });
    json!({
        "reference": found.reference,
        "title": found.title,
        "controls": controls.collect::<Vec<_>>(),
    })
}
