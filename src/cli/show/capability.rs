//! A capability of an assessment: claimed, required, in use, and the statements that speak for it.

use super::{Out, line, record};
use crate::{
    domain::{trouble::Trouble, word::Word as _},
    workbench::questions::{
        catalogue::{AsPrinted, FrameworkReference},
        chain::Chain,
        requirements::RequirementLine,
    },
};

/// Where a capability leads in frameworks.
pub(super) struct Mapped {
    /// By riskward's mappings, each with its ground.
    pub(super) references: Vec<FrameworkReference>,
    /// As the user's own disclosure prints it.
    pub(super) printed: Vec<AsPrinted>,
}

pub(super) fn tell(chain: &Chain, code: &str, mapped: &Mapped, out: &mut Out) -> Result<(), Trouble> {
    let Some(capability) = chain.capabilities.iter().find(|capability| capability.code == code) else {
        return Ok(());
    };
    out.say(&format!("{}/{code}: {}", chain.reference, capability.name))?;
    line(out, "goal", &capability.goal)?;
    line(out, "claimed?", capability.coverage.label())?;
    if let Some(rule) = capability.overruled_from {
        line(out, "by rule", rule.label())?;
    }
    line(out, "because", &capability.because)?;
    line(out, "required?", capability.required.map_or("", |required| required.label()))?;
    line(out, "", &capability.required_reason)?;
    line(out, "gap", if capability.gap { "yes" } else { "no" })?;
    for (at, (placement, state)) in capability.in_use.iter().enumerate() {
        line(out, if at == 0 { "in use" } else { "" }, &format!("{}: {placement}", state.label()))?;
    }
    line(out, "carried by", &capability.on_record.duty)?;
    line(out, "no risk", capability.on_record.disposition.as_deref().unwrap_or_default())?;
    for question in &capability.on_record.questions {
        record::question(question, "", out)?;
    }
    requirements(&capability.requirements, out)?;
    out.say("")?;
    for statement in &capability.statements {
        let core = if statement.core { "*" } else { " " };
        let note = if statement.note.is_empty() { String::new() } else { format!(" — {}", statement.note) };
        let answer = if statement.raw.is_empty() { statement.answer.label() } else { &statement.raw };
        out.say(&format!("{core} {:<12}{answer}{note}  [{}]", statement.item, statement.place))?;
        out.say(&format!("              {}", statement.meaning))?;
        if let Some(accepted) = &statement.accepted {
            let again = if accepted.again { "; TO BE LOOKED AT AGAIN beside a newer disclosure" } else { "" };
            let answer = accepted.answer.label();
            out.say(&format!(
                "              outranked by {answer} — {}  [{}{again}]",
                accepted.text, accepted.said
            ))?;
        }
        let printed = mapped.printed.iter().filter(|one| one.item == statement.item);
        let cells: Vec<String> = printed.map(|one| format!("{}: {}", one.column, one.text)).collect();
        if !cells.is_empty() {
            out.say(&format!("              as the form prints it: {}", cells.join("; ")))?;
        }
    }
    for risk in &capability.risks {
        out.say(&format!("{}  {}", risk.reference, risk.title))?;
    }
    if !mapped.references.is_empty() {
        out.say("\nframeworks (riskward's mapping with its ground, no framework's own table)")?;
    }
    for reference in &mapped.references {
        out.say(&format!("  {}", reference.told()))?;
    }
    Ok(())
}

/// What the adopted requirement sets ask of it here, and how it is answered.
fn requirements(requirements: &[RequirementLine], out: &mut Out) -> Result<(), Trouble> {
    for one in requirements {
        out.say(&format!("\n{}: {} ({})", one.id, one.title, one.state()))?;
        line(out, "asked by", &format!("{}: {}", one.set_title, one.reference))?;
        line(out, "", &one.text)?;
        if one.answer.is_none() {
            line(out, "look for", &one.look_for)?;
        }
        line(out, "rests on", &one.rests_on)?;
        line(out, "by", &one.by)?;
        line(out, "remark", &one.remark)?;
    }
    Ok(())
}
