//! Pass the gates of an assessment up to one of them: an event by a person, with the state it was passed on.

use super::{Action, Args, Field, FieldKind, Outcome, Pick, Subject, happened_on};
use crate::{
    domain::{
        events::EventKind,
        gate::{GatePassage, GateState, Missing, Weight},
        object::Id,
        trouble::Trouble,
    },
    ledger::Edit,
    process::gates::{GateStanding, standings, stood},
    workbench::{
        Workbench,
        store::{Draft, said},
    },
};

const FIELDS: &[Field] = &[
    Field::required("gate", "Gate", FieldKind::Pick(Pick::Gate), "every gate before it is passed with it"),
    Field::optional("passed_on", "Passed on", FieldKind::Date, ""),
];

pub(super) const ACTION: Action = Action {
    name: "pass-gate",
    title: "Pass a gate",
    help: "Lets the assessment take its next step; what is missing is told.",
    subject: Subject::Gate,
    fields: FIELDS,
    danger: true,
    prefill,
    run,
};

fn prefill(workbench: &Workbench, subject: &str) -> Result<Args, Trouble> {
    let gate = next_or_named(workbench, subject)?;
    Ok(Args::new().with("gate", gate).with("passed_on", workbench.today().to_string()))
}

/// The gate of `ip3/G5`; of `ip3` the one that comes next.
pub(super) fn next_or_named(workbench: &Workbench, subject: &str) -> Result<String, Trouble> {
    if let Some(named) = named(subject) {
        return Ok(named);
    }
    let gates = workbench.gates(subject)?;
    Ok(gates.next().map(|gate| gate.id.clone()).unwrap_or_default())
}

/// The gate of `ip3/G5`.
pub(super) fn named(subject: &str) -> Option<String> {
    subject.split_once('/').map(|(_, gate)| gate.trim().to_ascii_uppercase()).filter(|gate| !gate.is_empty())
}

/// The gate that is meant: what the field says, else what the subject names.
pub(super) fn meant(subject: &str, args: &Args) -> Result<String, Trouble> {
    match named(subject) {
        Some(named) if args.is_empty("gate") => Ok(named),
        _ => Ok(args.needed("gate")?.to_ascii_uppercase()),
    }
}

fn run(workbench: &mut Workbench, subject: &str, args: &Args, request: Id) -> Result<Outcome, Trouble> {
    let assessment = workbench.assessment(subject)?;
    let passed_on = happened_on(workbench, args, "passed_on")?;
    let wanted = meant(subject, args)?;
    let lens = workbench.lens(&assessment)?;
    let file = workbench.risk_file(&assessment, &lens)?;
    let name = file.reference.clone();
    let passed_by = workbench.person_name()?;
    let role = workbench.role_for("pass gates", |role| role.passes_gates)?;
    let standings = standings(&file);
    let target = position(&standings, &wanted, &name)?;
    let mut draft = Draft::default();
    for standing in standings[..=target].iter().filter(|standing| standing.state != GateState::NotInStage) {
        if standing.state.is_behind() {
            continue;
        }
        if standing.is_blocked() {
            return Err(blocked(&name, standing));
        }
        let value = GatePassage {
            assessment_id: assessment.id.clone(),
            stage: assessment.stage,
            gate: standing.gate.id.clone(),
            passed_by: passed_by.clone(),
            role: role.clone(),
            passed_on,
            process_sha256: assessment.process_sha256.clone(),
            stood: stood(&file),
            withdrawn: false,
            reason: String::new(),
            missing: Vec::new(),
            interim_measures: String::new(),
            until: None,
        };
        let shown = format!("{name} passed {} {}.", standing.gate.id, standing.gate.name);
        let edits = vec![Edit::put(&workbench.new_request(), 0, &value)];
        draft.event(workbench.new_request(), EventKind::GatePassed, shown, "", edits);
    }
    if draft.entries.is_empty() {
        return Err(Trouble::refused(
            "Nothing to pass",
            format!("{name} is through {wanted} already"),
            format!("riskward gates {name} tells where it stands"),
        ));
    }
    let committed = workbench.write(request, draft)?;
    let first = said(&committed)?;
    let more = committed.events.len().saturating_sub(1);
    let said = if more == 0 { first } else { format!("{name} passed {wanted} and {more} before it.") };
    Ok(Outcome { said, subject: name })
}

/// The place of a gate that the stage has.
pub(super) fn position(standings: &[GateStanding<'_>], id: &str, name: &str) -> Result<usize, Trouble> {
    let in_stage = |standing: &&GateStanding<'_>| standing.state != GateState::NotInStage;
    standings.iter().position(|standing| standing.gate.id == id && in_stage(&standing)).ok_or_else(|| {
        let known: Vec<&str> =
            standings.iter().filter(in_stage).map(|standing| standing.gate.id.as_str()).collect();
        Trouble::refused(
            "Not done",
            format!("{name} has no gate {id:?} in its stage"),
            format!("one of {}", known.join(", ")),
        )
    })
}

/// Why a gate cannot be passed: what blocks it, and where that is mended.
fn blocked(name: &str, standing: &GateStanding<'_>) -> Trouble {
    let blocking: Vec<&Missing> =
        standing.missing.iter().filter(|missing| missing.weight == Weight::Block).collect();
    let told: Vec<String> =
        blocking.iter().take(5).map(|missing| format!("{} ({})", missing.what, missing.place)).collect();
    let more = blocking.len().saturating_sub(told.len());
    let more = if more == 0 { String::new() } else { format!("; and {more} more") };
    Trouble::refused(
        format!("{name} does not pass {} {}", standing.gate.id, standing.gate.name),
        format!("{}{more}", told.join("; ")),
        format!("mend what is missing: riskward gates {name} lists all of it"),
    )
}
