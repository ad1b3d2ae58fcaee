//! A trigger or a finding, whole.

use super::{Out, line, lines};
use crate::{
    domain::{
        finding::{Finding, Triage},
        trouble::Trouble,
        word::Word as _,
    },
    workbench::questions::inbox::TriggerWhole,
};

pub(super) fn trigger(whole: &TriggerWhole, out: &mut Out) -> Result<(), Trouble> {
    let trigger = &whole.trigger;
    out.say(&format!("{}: {}", trigger.reference, trigger.title))?;
    line(out, "kind", trigger.kind.label())?;
    line(out, "its number", &trigger.external_ref)?;
    line(out, "authority", &trigger.authority_ref)?;
    let by = trigger.raiser();
    line(out, "received", &format!("on {}, raised by {by}", trigger.received_on))?;
    line(out, "deadline", &trigger.deadline.map(|date| date.to_string()).unwrap_or_default())?;
    lines(out, "products", &whole.products)?;
    line(out, "assessments", &whole.assessments.join(", "))?;
    let placements: Vec<String> =
        whole.placements.iter().map(|(place, units)| format!("{place}: {units} units")).collect();
    lines(out, "placements", &placements)?;
    let mended = if trigger.kind.is_mended_by_unit() {
        format!(", {} mended", trigger.units_mended)
    } else {
        String::new()
    };
    line(out, "units", &format!("{} affected{mended}", trigger.units_affected))?;
    lines(out, "details", &trigger.details)?;
    for (reference, what) in &whole.findings {
        line(out, "finding", &format!("{reference}  {what}"))?;
    }
    match (trigger.triage, trigger.triaged_on) {
        (Triage::Waiting, _) | (_, None) => line(out, "triage", trigger.triage.label()),
        (triage, Some(on)) => {
            line(out, "triage", &format!("{} by {} on {on}", triage.label(), trigger.triaged_by))?;
            line(out, "", &trigger.triage_reason)?;
            line(out, "evidence", &trigger.triage_evidence)?;
            line(out, "reopened", &trigger.reopened.join(", "))
        }
    }
}

pub(super) fn finding(finding: &Finding, assessment: &str, out: &mut Out) -> Result<(), Trouble> {
    out.say(&format!("{}: {}: {}", finding.reference, finding.about, finding.what))?;
    line(out, "assessment", assessment)?;
    let by = if finding.date_key.is_empty() { "" } else { ", by its date" };
    line(out, "opened", &format!("{}{by}", finding.opened_on))?;
    line(out, "deadline", &finding.deadline.to_string())?;
    line(out, "owner", &finding.owner)?;
    line(out, "meanwhile", &finding.interim_measure)?;
    match finding.closed_on {
        None => line(out, "state", "open"),
        Some(on) => {
            line(out, "state", &format!("closed on {on} by {}", finding.closed_by))?;
            line(out, "", &finding.closed_how)
        }
    }
}
