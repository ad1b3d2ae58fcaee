//! Override a gate that blocks: with authority, a reason, what protects meanwhile, and a last day.

use chrono::Days;

use super::{
    Action, Args, Field, FieldKind, Outcome, Pick, Subject,
    pass_gate::{meant, next_or_named, position},
};
use crate::{
    domain::{
        events::EventKind,
        gate::{GatePassage, GateState, Weight},
        object::Id,
        trouble::Trouble,
    },
    ledger::Edit,
    process::gates::{standings, stood},
    workbench::Workbench,
};

const FIELDS: &[Field] = &[
    Field::required("gate", "Gate", FieldKind::Pick(Pick::Gate), "the one that blocks"),
    Field::required("reason", "Reason", FieldKind::Text, "why it cannot wait"),
    Field::required(
        "interim_measures",
        "Interim measures",
        FieldKind::Text,
        "what protects until it is mended",
    ),
    Field::required("until", "Until", FieldKind::Date, "the last day; the policy allows at most 30 days"),
];

pub(super) const ACTION: Action = Action {
    name: "override-gate",
    title: "Override a gate",
    help: "For what cannot wait: needs authority, a reason, interim measures and a last day; shown until mended.",
    subject: Subject::Gate,
    fields: FIELDS,
    danger: true,
    prefill,
    run,
};

fn prefill(workbench: &Workbench, subject: &str) -> Result<Args, Trouble> {
    Ok(Args::new().with("gate", next_or_named(workbench, subject)?))
}

fn run(workbench: &mut Workbench, subject: &str, args: &Args, request: Id) -> Result<Outcome, Trouble> {
    let assessment = workbench.assessment(subject)?;
    let lens = workbench.lens(&assessment)?;
    let file = workbench.risk_file(&assessment, &lens)?;
    let name = file.reference.clone();
    let refuse =
        |because: String, try_this: String| Err(Trouble::refused("Not overridden", because, try_this));
    let role = workbench.role_for("override a gate", |role| role.overrides_gates)?;
    let wanted = meant(subject, args)?;
    let standings = standings(&file);
    let at = position(&standings, &wanted, &name)?;
    let standing = &standings[at];
    let earlier =
        standings[..at].iter().find(|one| one.state != GateState::NotInStage && !one.state.is_behind());
    if let Some(earlier) = earlier {
        return refuse(
            format!("{name} has not come to {wanted}: an earlier gate comes first, {}", earlier.gate.id),
            format!("riskward gates {name} tells what blocks it"),
        );
    }
    match standing.state {
        GateState::Blocked | GateState::NoLongerMet | GateState::Overridden => {}
        _ => {
            return refuse(
                format!("nothing blocks {wanted}"),
                format!("pass it: pass-gate {name} gate={wanted}"),
            );
        }
    }
    let today = workbench.today();
    let days = file.policy.switches.override_days;
    let last = today + Days::new(days.unsigned_abs());
    let until = args.date("until")?.unwrap_or(last);
    if until < today || until > last {
        return refuse(
            format!(
                "{until} is not one of the next {days} days, which is the longest that the policy allows"
            ),
            format!("a day up to {last}"),
        );
    }
    let blocking = standing.missing.iter().filter(|missing| missing.weight == Weight::Block);
    let value = GatePassage {
        assessment_id: assessment.id.clone(),
        stage: assessment.stage,
        gate: standing.gate.id.clone(),
        passed_by: workbench.person_name()?,
        role,
        passed_on: today,
        process_sha256: assessment.process_sha256.clone(),
        stood: stood(&file),
        withdrawn: false,
        reason: args.needed("reason")?,
        missing: blocking.map(|missing| format!("{} ({})", missing.what, missing.place)).collect(),
        interim_measures: args.needed("interim_measures")?,
        until: Some(until),
    };
    let shown = format!(
        "{name}: {} {} overridden until {until}; {} things are missing.",
        value.gate,
        standing.gate.name,
        value.missing.len()
    );
    let edits = vec![Edit::put(&workbench.new_request(), 0, &value)];
    let said = workbench.write_one(request, EventKind::GateOverridden, shown, &value.reason, edits)?;
    Ok(Outcome { said, subject: name })
}
