//! Re-confirm a decision that is stale or expiring: the same is decided on what holds now, for the same time.

use super::{
    Action, Args, Field, FieldKind, Outcome, Pick, Subject, decide,
    following::{Again, edits, following},
    preview::Preview,
};
use crate::{
    domain::{
        decision::{AcceptanceState, Decision, DecisionLife},
        events::EventKind,
        object::Id,
        trouble::Trouble,
    },
    workbench::{Workbench, decisions::DecidedOn, gather::Standing},
};

/// What can be re-confirmed.
pub(super) const STATES: &[AcceptanceState] = &[AcceptanceState::Stale, AcceptanceState::Expiring];

const FIELDS: &[Field] = &[
    Field::required(
        "decided_by",
        "Decided by",
        FieldKind::PickMany(Pick::Person),
        "the accountable person or committee, one a line",
    ),
    Field::optional("roles", "Roles", FieldKind::List, "in which role each of them; found by itself"),
    Field::required("addition", "Why it still holds", FieldKind::Text, "added to the rationale"),
    Field::optional("review_on", "Review on", FieldKind::Date, "another review, not after the last day"),
    Field::optional("decided_on", "Decided on", FieldKind::Date, ""),
    Field::optional(
        "evidence",
        "Evidence",
        FieldKind::Text,
        "signed sheet or minutes, if somebody else decided",
    ),
    Field::optional("informed", "Informed", FieldKind::List, "who was told"),
];

pub(super) const ACTION: Action = Action {
    name: "reconfirm-decision",
    title: "Re-confirm the decision",
    help: "A stale or expiring decision is taken again on what holds now, until the same day.",
    subject: Subject::RiskOrAssessment,
    fields: FIELDS,
    danger: true,
    prefill,
    run,
};

pub(super) fn prefill(workbench: &Workbench, subject: &str) -> Result<Args, Trouble> {
    workbench.assessment(subject)?;
    Ok(Args::new()
        .with("decided_by", decide::decider(workbench)?)
        .with("decided_on", workbench.today().to_string()))
}

/// The decision that re-confirms the newest one on it.
pub(super) fn reconfirmed(
    workbench: &Workbench,
    on: &DecidedOn,
    args: &Args,
) -> Result<(Standing, Decision), Trouble> {
    let again = Again::of(workbench, args)?;
    let before = workbench.decision_to_follow(on, "Not re-confirmed", STATES)?;
    let review = args.date("review_on")?;
    let change = |value: &mut Decision| value.review_on = review.or(value.review_on);
    let value = following(workbench, on, &before, &again, ("Re-confirmed", change))?;
    Ok((before, value))
}

/// `ip3/R-014 re-confirmed by A. Weber until 2027-03-31.`
pub(super) fn said(on: &DecidedOn, value: &Decision) -> String {
    let until = value.valid_until.map(|date| format!(" until {date}")).unwrap_or_default();
    format!("{} re-confirmed by {}{until}.", on.name, value.deciders())
}

fn run(workbench: &mut Workbench, subject: &str, args: &Args, request: Id) -> Result<Outcome, Trouble> {
    let on = workbench.decided_on(subject)?;
    let (before, value) = reconfirmed(workbench, &on, args)?;
    let edits = edits(workbench, &on, &before, &value, DecisionLife::Superseded)?;
    let shown = said(&on, &value);
    let said =
        workbench.write_one(request, EventKind::DecisionReconfirmed, shown, &args.text("addition"), edits)?;
    Ok(Outcome { said: decide::told(workbench, said)?, subject: on.name })
}

pub(super) fn preview(workbench: &Workbench, subject: &str, args: &Args) -> Result<Preview, Trouble> {
    let on = workbench.decided_on(subject)?;
    let (before, value) = reconfirmed(workbench, &on, args)?;
    let mut preview = Preview::of_decision(workbench, &on, "re-confirm", &value)?;
    preview.says.extend(before.stale().into_iter().map(|reason| format!("Changed since: {reason}")));
    Ok(preview)
}
