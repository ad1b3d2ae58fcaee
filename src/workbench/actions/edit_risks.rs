//! Change several risks at once: what is filled in changes, in all of them, in one request that one undo takes back.

use super::{
    Action, Args, Field, FieldKind, Known, OPENED_ON, Outcome, Pick, Subject, empty, preview::Preview,
    rate_risk,
};
use crate::{
    domain::{
        object::Id,
        rating::{Basis, KeyProperty, Phase},
        risk::{RiskStatus, Treatment},
        trouble::Trouble,
    },
    workbench::{
        Workbench,
        several::{CLEARED, Plan, ToldOf, Wish},
        store::said,
    },
};

const FIELDS: &[Field] = &[
    Field::optional("owner", "Owner", FieldKind::Line, "only what is filled in changes").known(Known::People),
    Field::optional("due_on", "Due", FieldKind::Date, "by when its owner wants to be done"),
    Field::optional("add_tags", "Add tags", FieldKind::Line, "words parted by commas").known(Known::Tags),
    Field::optional("remove_tags", "Remove tags", FieldKind::Line, "words parted by commas")
        .known(Known::Tags),
    Field::optional(
        "treatment",
        "Treatment",
        FieldKind::Pick(Pick::Words(Treatment::CHOICES)),
        "the risk manager's proposal",
    ),
    Field::optional("reason", "Reason of it", FieldKind::Text, "why that treatment"),
    Field::optional(
        "order_reason",
        "Why only order 3",
        FieldKind::Text,
        "where no control removes the exposure or protects",
    ),
    Field::optional(
        "status",
        "Status",
        FieldKind::Pick(Pick::Words(RiskStatus::CHOICES)),
        "where they stand",
    ),
    Field::optional(
        "phase",
        "Rating",
        FieldKind::Pick(Pick::Words(Phase::CHOICES)),
        "which rating, if they are rated",
    ),
    Field::optional(
        "property",
        "Key property",
        FieldKind::Pick(Pick::Words(KeyProperty::CHOICES)),
        "the others stay as they are rated",
    ),
    Field::optional("severity", "Severity", FieldKind::Pick(Pick::AnySeverity), "of harm to that property"),
    Field::optional(
        "likelihood",
        "Likelihood",
        rate_risk::LIKELIHOOD,
        "each level is looked up in its own matrix",
    ),
    Field::optional(
        "basis",
        "Basis",
        FieldKind::Pick(Pick::Words(Basis::CHOICES)),
        "what the likelihood rests on; else as it was",
    ),
    Field::optional("rating_reason", "Reason of the rating", FieldKind::Text, "why so"),
    Field::optional(
        "clear",
        "Take away",
        FieldKind::PickMany(Pick::Words(CLEARED)),
        "what none of them is to have any more",
    ),
];

pub(super) const ACTION: Action = Action {
    name: "edit-risks",
    title: "Edit risks",
    help: "Owner, due date, tags, treatment, status or a rating of several risks; one undo takes all back.",
    subject: Subject::Risks,
    fields: FIELDS,
    danger: false,
    prefill: empty,
    run,
};

fn run(workbench: &mut Workbench, subject: &str, args: &Args, request: Id) -> Result<Outcome, Trouble> {
    let plan = planned(workbench, subject, args)?;
    plan.told()?;
    let (first, left) = (plan.first(), plan.left());
    let draft = plan.draft(workbench, &ToldOf::read(&args.text(OPENED_ON)))?;
    let said = said(&workbench.write(request, draft)?)?;
    Ok(Outcome { said: format!("{said}{left}"), subject: first })
}

/// What will change, from what to what, what is left out and why; and the versions that this was looked at on.
pub(super) fn preview(workbench: &Workbench, subject: &str, args: &Args) -> Result<Preview, Trouble> {
    let plan = planned(workbench, subject, args)?;
    let (says, warnings) = plan.told()?;
    let count = plan.count();
    let asks = format!("Change {count} risk{}?", if count == 1 { "" } else { "s" });
    Ok(Preview { says, warnings, sign: None, asks, made_on: plan.made_on() })
}

fn planned(workbench: &Workbench, subject: &str, args: &Args) -> Result<Plan, Trouble> {
    let several = workbench.several(subject)?;
    let wish = Wish::read(args, workbench.actor_name(), workbench.today())?;
    Plan::of(workbench, &several, &wish)
}
