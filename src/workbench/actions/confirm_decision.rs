//! Confirm a decision that somebody else recorded, from one's own account: only then it counts.

use super::{Action, Args, Field, FieldKind, Outcome, Subject, decide, empty, preview::Preview};
use crate::{
    domain::{
        decision::{Decision, DecisionState},
        events::EventKind,
        object::Id,
        risk::{Risk, RiskStatus},
        trouble::Trouble,
    },
    ledger::Edit,
    workbench::{Workbench, decisions::DecidedOn, frozen::freezing, gather::Standing},
};

const FIELDS: &[Field] =
    &[Field::optional("note", "Note", FieldKind::Text, "anything to be kept with the confirmation")];

pub(super) const ACTION: Action = Action {
    name: "confirm-decision",
    title: "Confirm the decision",
    help: "A decision that somebody else recorded for you counts once you confirm it from your own account.",
    subject: Subject::RiskOrAssessment,
    fields: FIELDS,
    danger: true,
    prefill: empty,
    run,
};

/// The decision that waits for whoever is at the keyboard, and their name.
fn waiting(workbench: &Workbench, subject: &str) -> Result<(DecidedOn, Standing, String), Trouble> {
    let refuse =
        |because: String, try_this: String| Err(Trouble::refused("Not confirmed", because, try_this));
    let on = workbench.decided_on(subject)?;
    workbench.is_newest(&on.assessment)?;
    let today = workbench.today();
    let Some(standing) = workbench.newest_decision(&on)?.filter(Standing::awaits) else {
        return refuse(
            format!("no decision on {} awaits a confirmation", on.name),
            "show tells its decisions".into(),
        );
    };
    let own = workbench.acting(today)?.map(|person| person.value.name);
    let waited = standing.state.awaits.join(" and ");
    let Some(name) = own.filter(|name| standing.state.awaits.contains(name)) else {
        return refuse(
            format!(
                "the decision on {} waits for {waited}, and {} is not their account",
                on.name,
                workbench.actor_name()
            ),
            format!("{waited}, from their own account"),
        );
    };
    if let Some(until) = standing.decision.valid_until.filter(|_| standing.is_expired(today)) {
        return refuse(format!("the decision on {} ended on {until}", on.name), "decide anew".into());
    }
    if standing.is_stale() {
        let changed = standing.stale().join("; ");
        return refuse(
            format!(
                "what the decision on {} rested on has changed since it was recorded: {changed}",
                on.name
            ),
            "decide anew, on what holds now".into(),
        );
    }
    Ok((on, standing, name))
}

fn run(workbench: &mut Workbench, subject: &str, args: &Args, request: Id) -> Result<Outcome, Trouble> {
    let (on, standing, name) = waiting(workbench, subject)?;
    let before = &standing.state;
    let mut state: DecisionState = before.value.clone();
    state.awaits.retain(|waited| *waited != name);
    state.confirmed.push(format!("{name} on {} ({})", workbench.today(), workbench.actor_name()));
    let mut edits = vec![Edit::put(&before.id, before.version, &state)];
    let mut shown = format!("The decision on {} is confirmed by {name}", on.name);
    if state.awaits.is_empty() {
        edits.extend(counting(workbench, &on, &standing.decision, &state)?);
        shown.push_str(" and counts from now on.");
    } else {
        shown.push_str(&format!(" and still waits for {}.", state.awaits.join(" and ")));
    }
    let said =
        workbench.write_one(request, EventKind::DecisionConfirmed, shown, &args.text("note"), edits)?;
    Ok(Outcome { said, subject: on.name })
}

/// What a decision changes once it counts.
fn counting(
    workbench: &Workbench,
    on: &DecidedOn,
    decision: &Decision,
    state: &DecisionState,
) -> Result<Vec<Edit>, Trouble> {
    let mut edits = Vec::new();
    if let Some(risk) = on.risk.as_ref().filter(|risk| state.accepts && risk.status != RiskStatus::Accepted) {
        let accepted = Risk { status: RiskStatus::Accepted, ..risk.value.clone() };
        edits.push(Edit::put(&risk.id, risk.version, &accepted));
    }
    edits.extend(workbench.earlier_superseded(&on.assessment, decision)?);
    edits.extend(freezing(&on.assessment, decision));
    Ok(edits)
}

pub(super) fn preview(workbench: &Workbench, subject: &str, _: &Args) -> Result<Preview, Trouble> {
    let (on, standing, name) = waiting(workbench, subject)?;
    let mut preview = Preview::of_decision(workbench, &on, "confirm", &standing.decision)?;
    let recorded =
        format!("Recorded by {}; evidence: {}", standing.decision.recorded_by, standing.decision.evidence);
    preview.says.push(recorded);
    preview.says.push(format!("Confirmed as {name}, from the account {}", workbench.actor_name()));
    preview.says.push(decide::said(&on.name, &standing.decision));
    Ok(preview)
}
