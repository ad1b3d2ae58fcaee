//! What is suggested for a whole assessment, ranked.

use serde_json::json;

use crate::{cli::Out, domain::trouble::Trouble, workbench::questions::suggested::Suggested};

pub(super) fn tell(found: &Suggested, out: &mut Out) -> Result<(), Trouble> {
    out.say(&format!(
        "{}: {} risks, {} controls suggested, the most pressing first; {} dismissed",
        found.reference,
        found.risks.len(),
        found.controls.len(),
        found.dismissed.len()
    ))?;
    if found.kind.is_empty() {
        out.say("Nobody has said what kind of product it is: what fits certain kinds only is left out.")?;
    }
    for (at, risk) in found.risks.iter().enumerate() {
        let severity: Vec<String> =
            risk.severity.iter().map(|(property, level, _)| format!("{property} {level}")).collect();
        out.say(&format!("\n{:>3}  {}  {}", at + 1, risk.template, risk.title))?;
        out.say(&format!("     severity: {}", severity.join(", ")))?;
        because(out, &risk.reasons, &risk.again)?;
    }
    for (at, control) in found.controls.iter().enumerate() {
        let mends = if control.remediation { ", remediation" } else { "" };
        out.say(&format!(
            "\n{:>3}  {}  {} (order {}, {}{mends})",
            at + 1,
            control.template,
            control.title,
            control.order,
            control.effort
        ))?;
        because(out, &control.reasons, &control.again)?;
    }
    for one in &found.dismissed {
        out.say(&format!("\n{}  {}", one.template, one.said))?;
    }
    Ok(())
}

fn because(out: &mut Out, reasons: &[String], again: &str) -> Result<(), Trouble> {
    out.say(&format!("     because: {}", reasons.join("; ")))?;
    if again.is_empty() { Ok(()) } else { out.say(&format!("     {again}")) }
}

pub(super) fn as_json(found: &Suggested) -> serde_json::Value {
    let risks = found.risks.iter().map(|risk| {
        let severity: serde_json::Map<String, serde_json::Value> = risk
            .severity
            .iter()
            .map(|(property, level, why)| ((*property).to_owned(), json!({ "level": level, "why": why })))
            .collect();
        json!({
            "template": risk.template,
            "capability": risk.capability,
            "title": risk.title,
            "hazardous_situation": risk.situation,
            "consequence": risk.consequence,
            "reasons": risk.reasons,
            "certain": risk.certain,
            "severity": severity,
            "dismissed_before": risk.again,
        })
    });
    let controls = found.controls.iter().map(|control| {
        let answers = control.answers.iter();
        json!({
            "template": control.template,
            "title": control.title,
            "order": control.order,
            "effort": control.effort,
            "measure": if control.remediation { "remediation" } else { "compensation" },
            "capabilities": answers.clone().map(|(code, _)| code).collect::<Vec<_>>(),
            "applications": answers.map(|(_, how)| how).collect::<Vec<_>>(),
            "reasons": control.reasons,
            "certain": control.certain,
            "link": control.linkable,
            "dismissed_before": control.again,
        })
    });
    let dismissed = found.dismissed.iter().map(|one| json!({ "template": one.template, "said": one.said }));
    json!({
        "reference": found.reference,
        "kind": found.kind,
        "traits": found.traits,
        "risks": risks.collect::<Vec<_>>(),
        "controls": controls.collect::<Vec<_>>(),
        "dismissed": dismissed.collect::<Vec<_>>(),
    })
}
