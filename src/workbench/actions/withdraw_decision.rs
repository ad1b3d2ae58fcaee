//! Take back a decision, with a reason; the decision itself stays as it was, and the risk is open again. Where none is in
//! force, what was proposed is taken back.

use super::{Action, Args, Field, FieldKind, Outcome, Subject, empty, preview::Preview};
use crate::{
    domain::{
        decision::{DecisionLife, DecisionState, Proposal},
        events::EventKind,
        object::Id,
        record::Held,
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
    help: "With a reason; it stays in the history, and the risk is open again. Without one, a proposal is taken back.",
    subject: Subject::RiskOrAssessment,
    fields: FIELDS,
    danger: true,
    prefill: empty,
    run,
};

/// What would be taken back.
enum Taken {
    /// A decision, with the risk as it would stand then.
    Decision(Box<(Standing, Option<Risk>)>),
    /// What was asked for and nobody has decided on.
    Proposal(Vec<Held<Proposal>>),
}

/// The decision in force; where there is none, what was proposed.
fn withdrawn(workbench: &Workbench, subject: &str) -> Result<(DecidedOn, Taken), Trouble> {
    let on = workbench.decided_on(subject)?;
    let newest = workbench.newest_decision(&on)?;
    if let Some(standing) = newest.filter(|standing| standing.state.life == DecisionLife::InForce) {
        let accepted = on.risk.as_ref().filter(|risk| risk.status == RiskStatus::Accepted);
        let open = accepted.map(|risk| Risk { status: reopened(risk), ..risk.value.clone() });
        return Ok((on, Taken::Decision(Box::new((standing, open)))));
    }
    let asked = workbench.open_proposals(&on.assessment.id, on.risk.as_ref().map(|risk| &risk.id))?;
    if asked.is_empty() {
        return Err(Trouble::refused(
            "Nothing to withdraw",
            format!("{} has no decision in force, and none is proposed", on.name),
            "show tells its decisions",
        ));
    }
    Ok((on, Taken::Proposal(asked)))
}

fn run(workbench: &mut Workbench, subject: &str, args: &Args, request: Id) -> Result<Outcome, Trouble> {
    let reason = args.needed("reason")?;
    let (on, taken) = withdrawn(workbench, subject)?;
    let (shown, edits) = match taken {
        Taken::Decision(taken) => decision(&on, &taken.0, taken.1.as_ref(), &reason),
        Taken::Proposal(asked) => {
            let closed = |held: &Held<Proposal>| {
                Edit::put(&held.id, held.version, &Proposal { closed: true, ..held.value.clone() })
            };
            let shown = format!("What was proposed for {} is taken back; nobody has decided.", on.name);
            (shown, asked.iter().map(closed).collect())
        }
    };
    let said = workbench.write_one(request, EventKind::DecisionWithdrawn, shown, &reason, edits)?;
    Ok(Outcome { said, subject: on.name })
}

/// What is said of a decision that is withdrawn, and the edits that do it.
fn decision(on: &DecidedOn, standing: &Standing, open: Option<&Risk>, reason: &str) -> (String, Vec<Edit>) {
    let state = &standing.state;
    let withdrawn =
        DecisionState { life: DecisionLife::Withdrawn, reason: reason.to_owned(), ..state.value.clone() };
    let mut edits = vec![Edit::put(&state.id, state.version, &withdrawn)];
    let mut shown = format!("The decision on {} was withdrawn.", on.name);
    if let (Some(risk), Some(open)) = (&on.risk, open) {
        edits.push(Edit::put(&risk.id, risk.version, open));
        shown =
            format!("The decision on {} was withdrawn; the risk is {} again.", on.name, open.status.label());
    }
    (shown, edits)
}

pub(super) fn preview(workbench: &Workbench, subject: &str, args: &Args) -> Result<Preview, Trouble> {
    args.needed("reason")?;
    let (on, taken) = withdrawn(workbench, subject)?;
    let mut says = Vec::new();
    match taken {
        Taken::Decision(taken) => {
            let (standing, open) = *taken;
            says.push(format!("Withdraw the decision on {}", on.titled()));
            says.push(decide::said(&on.name, &standing.decision));
            says.extend(open.map(|risk| format!("The risk is {} again.", risk.status.label())));
        }
        Taken::Proposal(asked) => {
            says.push(format!("Take back what was proposed for {}", on.titled()));
            says.extend(asked.iter().map(|held| format!("{}.", held.told())));
        }
    }
    Ok(Preview { says, ..Preview::default() })
}
