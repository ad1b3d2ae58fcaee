//! Take back a decision, with a reason; the decision itself stays as it was.

use super::{Action, Args, Field, FieldKind, Outcome, Subject, empty};
use crate::{
    domain::{
        decision::{DecisionLife, DecisionState},
        events::EventKind,
        object::{Id, Object},
        risk::{Risk, RiskStatus},
        trouble::Trouble,
        word::Word as _,
    },
    ledger::{Edit, Query},
    workbench::Workbench,
};

const FIELDS: &[Field] =
    &[Field::required("reason", "Reason", FieldKind::Text, "why it does not hold any more")];

pub(super) const ACTION: Action = Action {
    name: "withdraw-decision",
    title: "Withdraw the decision",
    help: "With a reason; the decision stays in the history as it was taken.",
    subject: Subject::RiskOrAssessment,
    fields: FIELDS,
    danger: true,
    prefill: empty,
    run,
};

fn run(workbench: &mut Workbench, subject: &str, args: &Args, request: Id) -> Result<Outcome, Trouble> {
    let assessment = workbench.assessment(subject)?;
    let risk = if subject.contains('/') { Some(workbench.risk_of(subject)?.1) } else { None };
    let name = match &risk {
        Some(risk) => format!("{}/{}", assessment.reference, risk.reference),
        None => assessment.reference.clone(),
    };
    let reason = args.needed("reason")?;
    let query = Query::all(Object::DecisionState)
        .is("assessment_id", assessment.id.as_str())
        .is("life", DecisionLife::InForce.word());
    let risk_id = risk.as_ref().map(|risk| risk.id.clone());
    let held = workbench
        .all::<DecisionState>(&query)?
        .into_iter()
        .find(|state| state.risk_id == risk_id)
        .ok_or_else(|| {
            Trouble::refused(
                "Nothing to withdraw",
                format!("{name} has no decision in force"),
                "show tells its decisions",
            )
        })?;
    let withdrawn =
        DecisionState { life: DecisionLife::Withdrawn, reason: reason.clone(), ..held.value.clone() };
    let mut edits = vec![Edit::put(&held.id, held.version, &withdrawn)];
    if let Some(risk) = risk.filter(|risk| risk.status == RiskStatus::Accepted) {
        let open = Risk { status: RiskStatus::InTreatment, ..risk.value.clone() };
        edits.push(Edit::put(&risk.id, risk.version, &open));
    }
    let shown = format!("The decision on {name} was withdrawn.");
    let said = workbench.write_one(request, EventKind::DecisionWithdrawn, shown, &reason, edits)?;
    Ok(Outcome { said, subject: name })
}
