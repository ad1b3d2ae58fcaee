//! A risk, whole: meaning, ratings, controls, decisions and what they rested on.

use super::{Out, line, lines, record};
use crate::{
    domain::{trouble::Trouble, word::Word as _},
    workbench::questions::risk::{DecisionWhole, DifferenceWhole, RatedPhase, RiskControlWhole, RiskWhole},
};

pub(super) fn tell(whole: &RiskWhole, out: &mut Out) -> Result<(), Trouble> {
    let risk = &whole.risk.value;
    out.say(&format!("{}: {}", whole.reference, risk.title))?;
    line(out, "hazard", &risk.hazard)?;
    line(out, "situation", &risk.hazardous_situation)?;
    lines(out, "causes", &risk.causes)?;
    let shared = |(cause, risks): &(String, Vec<String>)| format!("{cause}: also of {}", risks.join(", "));
    lines(out, "shared", &whole.shared_causes.iter().map(shared).collect::<Vec<_>>())?;
    line(out, "consequence", &risk.consequence)?;
    line(out, "capabilities", &risk.capabilities.join(" "))?;
    lines(
        out,
        "references",
        &risk.vulnerability_refs.iter().map(|line| reference(line)).collect::<Vec<_>>(),
    )?;
    line(out, "owner", &risk.owner)?;
    line(out, "due", &risk.due_on.map(|date| date.to_string()).unwrap_or_default())?;
    line(out, "tags", &risk.tags.join(", "))?;
    line(out, "status", risk.status.label())?;
    if let Some((mark, differs)) = &whole.mark {
        let differs = if differs.is_empty() { String::new() } else { format!(": {}", differs.join(", ")) };
        line(out, "revision", &format!("{}{differs}", mark.label()))?;
    }
    line(out, "treatment", risk.treatment.map_or("", |treatment| treatment.label()))?;
    line(out, "", &risk.treatment_reason)?;
    line(out, "only order 3", &risk.order_reason)?;
    for rated in &whole.ratings {
        rating(rated, out)?;
    }
    for differing in &whole.differences {
        difference(differing, out)?;
    }
    for served in &whole.controls {
        control(served, out)?;
    }
    for decided in &whole.decisions {
        decision(decided, out)?;
    }
    if !whole.questions.is_empty() || !whole.told.is_empty() {
        out.say("")?;
    }
    for (code, question) in &whole.questions {
        record::question(question, &format!("on {code} "), out)?;
    }
    lines(out, "told", &whole.told)?;
    if !whole.standards.is_empty() {
        out.say("")?;
    }
    lines(out, "standards", &whole.standards)
}

/// A reference to a weakness, with what `KEV` means.
fn reference(line: &str) -> String {
    match line.strip_suffix(" KEV") {
        Some(rest) => format!("{rest} KEV (known to be exploited)"),
        None => line.to_owned(),
    }
}

fn difference(differing: &DifferenceWhole, out: &mut Out) -> Result<(), Trouble> {
    let DifferenceWhole { placement, phase, overall, .. } = differing;
    out.say(&format!("\n{} rating at {placement}: {}", phase.label(), overall.short))?;
    for (property, severity, likelihood) in &differing.properties {
        line(out, "", &format!("{property}: severity {severity}, likelihood {likelihood}"))?;
    }
    line(out, "", &differing.rated)?;
    line(out, "", &differing.reason)
}

fn rating(rated: &RatedPhase, out: &mut Out) -> Result<(), Trouble> {
    let rating = &rated.rating;
    out.say(&format!("\n{} rating: {}", rated.phase.label(), rated.overall.tag()))?;
    line(out, "lifted", &rated.overall.lifted)?;
    for (property, severity, likelihood, level) in &rated.properties {
        line(out, "", &format!("{property}: severity {severity}, likelihood {likelihood}, {}", level.name))?;
    }
    let (basis, unit) = (rating.basis.label(), rating.unit.label());
    line(out, "", &format!("by {} on {}, by {basis}, for the {unit}", rating.rater, rating.rated_on))?;
    line(out, "", &rating.reason)?;
    if !rated.relies_on.is_empty() {
        line(out, "relies on", &rated.relies_on.join(" "))?;
    }
    Ok(())
}

fn control(served: &RiskControlWhole, out: &mut Out) -> Result<(), Trouble> {
    let common = if served.common { " (common)" } else { "" };
    out.say(&format!("\ncontrol {}{common}: {}", served.reference, served.title))?;
    lines(out, "FAILED", &served.failures)?;
    for site in &served.sites {
        line(out, "", &format!("{}: {}", site.site, site.state.label()))?;
        for (kind, result, on, person) in &site.verifications {
            line(out, "", &format!("  {} {} on {on} by {person}", kind.label(), result.label()))?;
        }
    }
    Ok(())
}

fn decision(decided: &DecisionWhole, out: &mut Out) -> Result<(), Trouble> {
    out.say(&format!("\ndecision: {}", decided.said.said))?;
    line(out, "", &decided.said.warning)?;
    line(out, "rationale", &decided.rationale)?;
    lines(out, "conditions", &decided.conditions)?;
    line(out, "", &decided.recorded)?;
    for (at, (readable, is_changed)) in decided.seal.iter().enumerate() {
        let mark = if *is_changed { "CHANGED " } else { "" };
        line(out, if at == 0 { "rested on" } else { "" }, &format!("{mark}{readable}"))?;
    }
    Ok(())
}
