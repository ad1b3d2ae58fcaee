//! `riskward gates REF` tells where the gates of an assessment stand and what they miss.

use serde_json::json;

use super::{Ended, Out, Place, as_of::AsOf};
use crate::{
    domain::{gate::Weight, trouble::Trouble, word::Word as _},
    workbench::questions::gates::{GateLine, Gates as Answer},
};

/// Where the gates of an assessment stand, and what each misses
#[derive(clap::Args)]
pub(super) struct Gates {
    /// The assessment
    #[arg(value_name = "REF")]
    reference: String,
    #[command(flatten)]
    as_of: AsOf,
    /// For programs
    #[arg(long)]
    json: bool,
}

impl Gates {
    pub(super) fn run(self, place: &Place, out: &mut Out) -> Result<Ended, Trouble> {
        let mut workbench = place.open()?;
        self.as_of.look(&mut workbench)?;
        let gates = workbench.gates(&self.reference)?;
        if self.json { out.json(&as_json(&gates)) } else { tell(&gates, out) }?;
        Ok(Ended::Done)
    }
}

/// The gates, each with what it misses under it.
fn tell(gates: &Answer, out: &mut Out) -> Result<(), Trouble> {
    out.say(&format!("{}: {}, {}", gates.reference, gates.stage.label(), stands(gates)))?;
    for gate in &gates.gates {
        let passed = gate.passage.as_ref().map_or_else(String::new, |passage| {
            let role = if passage.role.is_empty() { String::new() } else { format!(", {}", passage.role) };
            format!("  by {}{role} on {}", passage.by, passage.on)
        });
        out.say(&format!("{:<4}{:<24}{}{passed}", gate.id, gate.name, gate.state.label()))?;
        if let Some(overridden) = gate.passage.as_ref().and_then(|passage| passage.overridden.as_ref()) {
            out.say(&format!("      until {}: {}", overridden.until, overridden.reason))?;
            out.say(&format!("      interim measures: {}", overridden.interim_measures))?;
        }
        for missing in &gate.missing {
            let mark = if missing.weight == Weight::Block { "!" } else { "-" };
            let mend = if missing.mend.is_empty() {
                String::new()
            } else {
                format!("  → {} {}", missing.mend, missing.place)
            };
            out.say(&format!("      {mark} {}{mend}", missing.what))?;
        }
    }
    Ok(())
}

/// `G5 passed; next G6 Controls verified: blocked`
fn stands(gates: &Answer) -> String {
    let reached =
        gates.reached().map_or_else(|| "no gate passed".to_owned(), |gate| format!("{} passed", gate.id));
    match gates.next() {
        Some(next) => format!("{reached}; next {} {}: {}", next.id, next.name, next.state.label()),
        None => format!("{reached}; nothing is left in this stage"),
    }
}

fn as_json(gates: &Answer) -> serde_json::Value {
    json!({
        "assessment": gates.reference,
        "stage": gates.stage.word(),
        "reached": gates.reached().map(|gate| &gate.id),
        "next": gates.next().map(|gate| &gate.id),
        "gates": gates.gates.iter().map(gate_json).collect::<Vec<_>>(),
    })
}

fn gate_json(gate: &GateLine) -> serde_json::Value {
    json!({
        "gate": gate.id,
        "name": gate.name,
        "title": gate.title,
        "clause": gate.clause,
        "state": gate.state.word(),
        "missing": gate.missing,
        "passed": gate.passage.as_ref().map(|passage| json!({
            "by": passage.by,
            "role": passage.role,
            "on": passage.on,
            "stood": passage.stood,
            "override": passage.overridden.as_ref().map(|overridden| json!({
                "reason": overridden.reason,
                "missing": overridden.missing,
                "interim_measures": overridden.interim_measures,
                "until": overridden.until,
            })),
        })),
    })
}
