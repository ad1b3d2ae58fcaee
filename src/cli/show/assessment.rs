//! An assessment: placements by number, capabilities, risks.

use super::{
    Out, in_use, line, record,
    table::{short, table},
};
use crate::{
    domain::{revision::RiskMark, trouble::Trouble, word::Word as _},
    workbench::questions::{
        Level,
        chain::{Chain, ChainCapability, ChainRisk, Revision},
        gates::Gates,
    },
};

pub(super) fn tell(chain: &Chain, gates: &Gates, out: &mut Out) -> Result<(), Trouble> {
    out.say(&format!("{}: {} {}", chain.reference, chain.product, chain.versions))?;
    line(out, "stage", chain.stage.label())?;
    line(out, "next gate", &next(gates))?;
    if let Some(until) = gates.overridden_until() {
        line(out, "", &format!("a gate is OVERRIDDEN until {until}"))?;
    }
    revision(&chain.revision, out)?;
    line(out, "disclosure", chain.disclosure.as_deref().unwrap_or("none imported"))?;
    if chain.problems > 0 {
        line(out, "", &format!("{} problems in it", chain.problems))?;
    }
    if let Some(decision) = &chain.decision {
        line(out, "the whole", &decision.said)?;
        if !decision.warning.is_empty() {
            line(out, "", &decision.warning)?;
        }
    }
    out.say("\nplacements")?;
    for (at, placement) in chain.placements.iter().enumerate() {
        out.say(&format!("  {:>2}  {placement}", at + 1))?;
    }
    record::tell(&chain.on_record, out)?;
    let capabilities: Vec<[String; 6]> = chain
        .capabilities
        .iter()
        .map(|capability| {
            [
                capability.code.clone(),
                capability.coverage.label().to_owned(),
                capability.required.map_or("", |required| required.label()).to_owned(),
                in_use(capability),
                if capability.gap { "GAP".to_owned() } else { String::new() },
                risks_or_reason(capability),
            ]
        })
        .collect();
    out.say("")?;
    out.say(&table(["code", "claimed?", "required?", "in use", "gap?", "risks"], &capabilities))?;
    let mut risks: Vec<&ChainRisk> =
        chain.capabilities.iter().flat_map(|c| &c.risks).chain(&chain.other_risks).collect();
    risks.sort_by(|one, other| one.reference.cmp(&other.reference));
    risks.dedup_by(|one, other| one.reference == other.reference);
    if risks.is_empty() {
        return Ok(());
    }
    let rows: Vec<[String; 6]> = risks.into_iter().map(row).collect();
    out.say("")?;
    out.say(&table(["risk", "", "title", "initial", "residual", "decision"], &rows))
}

/// `G5 Controls in place: blocked by 2; riskward gates ip3 tells by what`
fn next(gates: &Gates) -> String {
    let Some(gate) = gates.next() else { return "none: every gate of this stage is passed".to_owned() };
    let by = match gate.blocking() {
        0 => String::new(),
        count => format!(" by {count}; riskward gates {} tells by what", gates.reference),
    };
    format!("{} {}: {}{by}", gate.id, gate.name, gate.state.label())
}

/// The risks of a capability, or that somebody said why it has none, or that the manufacturer was asked.
fn risks_or_reason(capability: &ChainCapability) -> String {
    let risks: Vec<&str> = capability.risks.iter().map(|risk| risk.reference.as_str()).collect();
    let record = &capability.on_record;
    let said = [
        risks.join(" "),
        if record.disposition.is_some() { "none, with a reason".to_owned() } else { String::new() },
        if record.open_question().is_some() { "(asked)".to_owned() } else { String::new() },
    ];
    said.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Which revision it is, what it was begun from, and what is to be rated again.
fn revision(revision: &Revision, out: &mut Out) -> Result<(), Trouble> {
    let mut said = format!("{}, begun on {}", revision.number, revision.begun_on);
    if let Some(from) = &revision.begun_from {
        said.push_str(&format!(" from {from}"));
    }
    if let Some(on) = &revision.frozen_on {
        said.push_str(&format!(", decided as a whole on {on} and frozen since"));
    }
    line(out, "revision", &said)?;
    if let Some(newest) = &revision.newest {
        line(out, "", &format!("an older one, which is only read; the newest is {newest}"))?;
    }
    line(out, "left out", &revision.left_out.join(" "))?;
    if revision.rerating.is_empty() {
        return Ok(());
    }
    line(out, "rate again", &format!("{} (rated on another scale)", revision.rerating.join(" ")))
}

fn row(risk: &ChainRisk) -> [String; 6] {
    let level = |level: &Option<Level>| level.as_ref().map_or_else(|| "not rated".to_owned(), Level::tag);
    let decision = risk.decision.as_ref().map_or_else(
        || "open".to_owned(),
        |decision| if decision.warning.is_empty() { decision.said.clone() } else { decision.warning.clone() },
    );
    let mark = risk.mark.filter(|mark| *mark != RiskMark::Unchanged).map_or("", |mark| mark.label());
    let failed = if risk.failures.is_empty() { "" } else { "control failed; " };
    let decision = format!("{failed}{decision}");
    [
        risk.reference.clone(),
        mark.to_owned(),
        short(&risk.title, 46),
        level(&risk.initial),
        level(&risk.residual),
        decision,
    ]
}
