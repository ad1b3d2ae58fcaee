//! Take back the passage of a gate, with a reason; the passage itself stays in the history.

use super::{
    Action, Args, Field, FieldKind, Outcome, Pick, Subject,
    pass_gate::{meant, named, position},
};
use crate::{
    domain::{events::EventKind, gate::GatePassage, object::Id, trouble::Trouble},
    ledger::Edit,
    process::gates::{standings, stood},
    workbench::Workbench,
};

const FIELDS: &[Field] = &[
    Field::required("gate", "Gate", FieldKind::Pick(Pick::Gate), "the one whose passage is taken back"),
    Field::required("reason", "Reason", FieldKind::Text, "why it does not hold any more"),
];

pub(super) const ACTION: Action = Action {
    name: "withdraw-gate",
    title: "Withdraw a passage",
    help: "With a reason; the passage stays in the history as it was.",
    subject: Subject::Gate,
    fields: FIELDS,
    danger: true,
    prefill,
    run,
};

/// The gate that is named, else the last one passed.
fn prefill(workbench: &Workbench, subject: &str) -> Result<Args, Trouble> {
    let gate = match named(subject) {
        Some(named) => named,
        None => workbench.gates(subject)?.reached().map(|gate| gate.id.clone()).unwrap_or_default(),
    };
    Ok(Args::new().with("gate", gate))
}

fn run(workbench: &mut Workbench, subject: &str, args: &Args, request: Id) -> Result<Outcome, Trouble> {
    let assessment = workbench.assessment(subject)?;
    let lens = workbench.lens(&assessment)?;
    let file = workbench.risk_file(&assessment, &lens)?;
    let name = file.reference.clone();
    let role = workbench.role_for("pass gates", |role| role.passes_gates)?;
    let wanted = meant(subject, args)?;
    let standings = standings(&file);
    let standing = &standings[position(&standings, &wanted, &name)?];
    if standing.passage.is_none() {
        return Err(Trouble::refused(
            "Nothing to withdraw",
            format!("{name} has not passed {wanted}"),
            format!("riskward gates {name} tells what was passed"),
        ));
    }
    let value = GatePassage {
        assessment_id: assessment.id.clone(),
        stage: assessment.stage,
        gate: standing.gate.id.clone(),
        passed_by: workbench.person_name()?,
        role,
        passed_on: workbench.today(),
        process_sha256: assessment.process_sha256.clone(),
        stood: stood(&file),
        withdrawn: true,
        reason: args.needed("reason")?,
        missing: Vec::new(),
        interim_measures: String::new(),
        until: None,
    };
    let shown = format!("{name}: the passage of {} {} was withdrawn.", value.gate, standing.gate.name);
    let edits = vec![Edit::put(&workbench.new_request(), 0, &value)];
    let said = workbench.write_one(request, EventKind::GateWithdrawn, shown, &value.reason, edits)?;
    Ok(Outcome { said, subject: name })
}
