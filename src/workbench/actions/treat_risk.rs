//! Propose what to do about a risk.

use super::{Action, Args, Field, FieldKind, OPENED_ON, Outcome, Pick, Subject, opened_on};
use crate::{
    domain::{
        events::EventKind,
        object::Id,
        risk::{Risk, RiskStatus, Treatment},
        trouble::Trouble,
        word::Word as _,
    },
    ledger::Edit,
    workbench::Workbench,
};

const FIELDS: &[Field] = &[
    Field::required(
        "treatment",
        "Treatment",
        FieldKind::Pick(Pick::Words(Treatment::CHOICES)),
        "the risk manager's proposal",
    ),
    Field::optional("reason", "Reason", FieldKind::Text, "why that"),
    Field::optional(
        "order_reason",
        "Why only order 3",
        FieldKind::Text,
        "where no control removes the exposure or protects",
    ),
];

pub(super) const ACTION: Action = Action {
    name: "treat-risk",
    title: "Propose a treatment",
    help: "Reduce, avoid, share or retain.",
    subject: Subject::Risk,
    fields: FIELDS,
    danger: false,
    prefill,
    run,
};

fn prefill(workbench: &Workbench, subject: &str) -> Result<Args, Trouble> {
    let (assessment, held) = workbench.risk_of(subject)?;
    workbench.changeable(&assessment)?;
    Ok(Args::new()
        .with("treatment", held.treatment.map(Treatment::word).unwrap_or_default())
        .with("reason", &held.treatment_reason)
        .with("order_reason", &held.order_reason)
        .with(OPENED_ON, held.version.to_string()))
}

fn run(workbench: &mut Workbench, subject: &str, args: &Args, request: Id) -> Result<Outcome, Trouble> {
    let (assessment, held) = workbench.risk_of(subject)?;
    workbench.changeable(&assessment)?;
    let treatment: Treatment = args.needed_word("treatment")?;
    let reason = args.text("reason");
    let status = if held.status == RiskStatus::Open { RiskStatus::InTreatment } else { held.status };
    // A form shows what is there and clears what is cleared; on the command line what is not named stays.
    let kept = args.is_empty("order_reason") && args.is_empty(OPENED_ON);
    let value = Risk {
        treatment: Some(treatment),
        treatment_reason: reason.clone(),
        order_reason: if kept { held.order_reason.clone() } else { args.text("order_reason") },
        status,
        ..held.value.clone()
    };
    let name = format!("{}/{}", assessment.reference, held.reference);
    let edit = Edit::put(&held.id, opened_on(args, held.version)?, &value);
    let shown = format!("{name}: {} proposed.", treatment.label());
    let said = workbench.write_one(request, EventKind::TreatmentProposed, shown, &reason, vec![edit])?;
    Ok(Outcome { said, subject: name })
}
