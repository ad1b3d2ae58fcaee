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
    let (_, held) = workbench.risk_of(subject)?;
    Ok(Args::new()
        .with("treatment", held.treatment.map(Treatment::word).unwrap_or_default())
        .with("reason", &held.treatment_reason)
        .with(OPENED_ON, held.version.to_string()))
}

fn run(workbench: &mut Workbench, subject: &str, args: &Args, request: Id) -> Result<Outcome, Trouble> {
    let (assessment, held) = workbench.risk_of(subject)?;
    let treatment: Treatment = args.needed_word("treatment")?;
    let reason = args.text("reason");
    let status = if held.status == RiskStatus::Open { RiskStatus::InTreatment } else { held.status };
    let value =
        Risk { treatment: Some(treatment), treatment_reason: reason.clone(), status, ..held.value.clone() };
    let name = format!("{}/{}", assessment.reference, held.reference);
    let edit = Edit::put(&held.id, opened_on(args, held.version)?, &value);
    let shown = format!("{name}: {} proposed.", treatment.label());
    let said = workbench.write_one(request, EventKind::TreatmentProposed, shown, &reason, vec![edit])?;
    Ok(Outcome { said, subject: name })
}
