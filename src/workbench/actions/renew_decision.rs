//! Renew a decision for a further time: it goes through the gate of residual risk again.

use chrono::NaiveDate;

use super::{
    Action, Args, Field, FieldKind, Outcome, Pick, Subject, decide,
    following::{Again, edits, extend, following},
    preview::Preview,
    reconfirm_decision::prefill,
};
use crate::{
    domain::{
        decision::{AcceptanceState, Decision, DecisionLife},
        events::EventKind,
        object::Id,
        trouble::Trouble,
    },
    process::renewal::missing,
    workbench::{Workbench, decisions::DecidedOn, gather::Standing},
};

/// What can be renewed.
const STATES: &[AcceptanceState] =
    &[AcceptanceState::InForce, AcceptanceState::Expiring, AcceptanceState::Expired, AcceptanceState::Stale];

const FIELDS: &[Field] = &[
    Field::required(
        "decided_by",
        "Decided by",
        FieldKind::PickMany(Pick::Person),
        "the accountable person or committee, one a line",
    ),
    Field::optional("roles", "Roles", FieldKind::List, "in which role each of them; found by itself"),
    Field::required("addition", "Why for longer", FieldKind::Text, "added to the rationale"),
    Field::required("review_on", "Review on", FieldKind::Date, "not after valid until"),
    Field::required("valid_until", "Valid until", FieldKind::Date, "the new last day, after the present one"),
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
    name: "renew-decision",
    title: "Renew the decision",
    help: "The same is decided for a further time, after the checks of the residual risk.",
    subject: Subject::RiskOrAssessment,
    fields: FIELDS,
    danger: true,
    prefill,
    run,
};

fn renewed(workbench: &Workbench, on: &DecidedOn, args: &Args) -> Result<(Standing, Decision), Trouble> {
    let again = Again::of(workbench, args)?;
    let until = needed_date(args, "valid_until")?;
    let review = needed_date(args, "review_on")?;
    let before = workbench.decision_to_follow(on, "Not renewed", STATES)?;
    if let Some(last) = before.decision.valid_until.filter(|last| *last >= until) {
        return Err(Trouble::refused(
            "Not renewed",
            format!("valid_until is {until}, and the decision holds until {last} already"),
            "a later day",
        ));
    }
    gate(workbench, on)?;
    let change = |value: &mut Decision| {
        value.valid_until = Some(until);
        value.review_on = Some(review);
        extend(value, &before);
    };
    let value = following(workbench, on, &before, &again, ("Renewed", change))?;
    Ok((before, value))
}

fn needed_date(args: &Args, name: &str) -> Result<NaiveDate, Trouble> {
    args.needed(name)?;
    args.date(name)?.ok_or_else(|| Trouble::refused("Not renewed", format!("{name} is empty"), ""))
}

/// The checks of the residual risk, again.
fn gate(workbench: &Workbench, on: &DecidedOn) -> Result<(), Trouble> {
    let lens = workbench.lens(&on.assessment)?;
    let file = workbench.risk_file(&on.assessment, &lens)?;
    let missing = missing(&file, on.risk.as_ref().map(|risk| &risk.id));
    if missing.is_empty() {
        return Ok(());
    }
    let told: Vec<String> = missing.iter().take(5).map(|missing| missing.what.clone()).collect();
    let more = missing.len() - told.len();
    let more = if more == 0 { String::new() } else { format!("; and {more} more") };
    let mend: Vec<String> =
        missing.iter().take(1).map(|missing| format!("{} {} first", missing.mend, missing.place)).collect();
    Err(Trouble::refused("Not renewed", format!("{}{more}", told.join("; ")), mend.concat()))
}

fn run(workbench: &mut Workbench, subject: &str, args: &Args, request: Id) -> Result<Outcome, Trouble> {
    let on = workbench.decided_on(subject)?;
    let (before, value) = renewed(workbench, &on, args)?;
    let edits = edits(workbench, &on, &before, &value, DecisionLife::Renewed)?;
    let until = value.valid_until.map(|date| format!(" until {date}")).unwrap_or_default();
    let shown = format!("{} renewed by {}{until}.", on.name, value.deciders());
    let said =
        workbench.write_one(request, EventKind::DecisionRecorded, shown, &args.text("addition"), edits)?;
    Ok(Outcome { said: decide::told(workbench, said)?, subject: on.name })
}

pub(super) fn preview(workbench: &Workbench, subject: &str, args: &Args) -> Result<Preview, Trouble> {
    let on = workbench.decided_on(subject)?;
    let (_, value) = renewed(workbench, &on, args)?;
    Preview::of_decision(workbench, &on, "renew", &value)
}
