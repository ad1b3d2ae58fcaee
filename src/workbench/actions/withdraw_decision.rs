//! Take back a decision, with a reason; the decision itself stays as it was, and the risk is open again.

use super::{Action, Args, Field, FieldKind, Outcome, Subject, empty, preview::Preview};
use crate::{
    domain::{
        decision::{DecisionLife, DecisionState},
        events::EventKind,
        object::Id,
        risk::{Risk, RiskStatus},
        trouble::Trouble,
        word::Word as _,
    },
    ledger::Edit,
    workbench::{
        Workbench,
        actions::decide,
        decisions::{DecidedOn, reopened},
        gather::Standing,
    },
};

const FIELDS: &[Field] =
    &[Field::required("reason", "Reason", FieldKind::Text, "why it does not hold any more")];

pub(super) const ACTION: Action = Action {
    name: "withdraw-decision",
    title: "Withdraw the decision",
    help: "With a reason; the decision stays in the history as it was taken, and the risk is open again.",
    subject: Subject::RiskOrAssessment,
    fields: FIELDS,
    danger: true,
    prefill: empty,
    run,
};

/// The decision that would be withdrawn, and the risk as it would stand then.
fn withdrawn(workbench: &Workbench, subject: &str) -> Result<(DecidedOn, Standing, Option<Risk>), Trouble> {
    let on = workbench.decided_on(subject)?;
    let newest = workbench.newest_decision(&on)?;
    let standing =
        newest.filter(|standing| standing.state.life == DecisionLife::InForce).ok_or_else(|| {
            Trouble::refused(
                "Nothing to withdraw",
                format!("{} has no decision in force", on.name),
                "show tells its decisions",
            )
        })?;
    let accepted = on.risk.as_ref().filter(|risk| risk.status == RiskStatus::Accepted);
    let open = accepted.map(|risk| Risk { status: reopened(risk), ..risk.value.clone() });
    Ok((on, standing, open))
}

fn run(workbench: &mut Workbench, subject: &str, args: &Args, request: Id) -> Result<Outcome, Trouble> {
    let reason = args.needed("reason")?;
    let (on, standing, open) = withdrawn(workbench, subject)?;
    let state = &standing.state;
    let withdrawn =
        DecisionState { life: DecisionLife::Withdrawn, reason: reason.clone(), ..state.value.clone() };
    let mut edits = vec![Edit::put(&state.id, state.version, &withdrawn)];
    let mut shown = format!("The decision on {} was withdrawn.", on.name);
    if let (Some(risk), Some(open)) = (&on.risk, &open) {
        edits.push(Edit::put(&risk.id, risk.version, open));
        shown =
            format!("The decision on {} was withdrawn; the risk is {} again.", on.name, open.status.label());
    }
    let said = workbench.write_one(request, EventKind::DecisionWithdrawn, shown, &reason, edits)?;
    Ok(Outcome { said, subject: on.name })
}

pub(super) fn preview(workbench: &Workbench, subject: &str, args: &Args) -> Result<Preview, Trouble> {
    args.needed("reason")?;
    let (on, standing, open) = withdrawn(workbench, subject)?;
    let mut says =
        vec![format!("Withdraw the decision on {}", on.titled()), decide::said(&on.name, &standing.decision)];
    says.extend(open.map(|risk| format!("The risk is {} again.", risk.status.label())));
    Ok(Preview { says, ..Preview::default() })
}
