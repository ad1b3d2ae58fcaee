//! Change several controls at once: what is filled in changes, in all of them, in one request that one undo takes back.

use super::{
    Action, Args, Field, FieldKind, Known, OPENED_ON, Outcome, Pick, Subject, add_control::ORDERS, empty,
    preview::Preview,
};
use crate::{
    domain::{capability::Responsible, control::ControlKind, object::Id, trouble::Trouble},
    workbench::{
        Workbench,
        several::{CLEARED_OF_CONTROLS, ControlPlan, ControlWish, ToldOf},
        store::said,
    },
};

const FIELDS: &[Field] = &[
    Field::optional("owner", "Owner", FieldKind::Line, "only what is filled in changes").known(Known::People),
    Field::optional("due", "Due", FieldKind::Date, "by when they are to be in place"),
    Field::optional(
        "kind",
        "Kind",
        FieldKind::Pick(Pick::Words(ControlKind::CHOICES)),
        "what they are made of",
    ),
    Field::optional(
        "order",
        "Order",
        FieldKind::Pick(Pick::Words(ORDERS)),
        "what removes the exposure goes before what protects, and that before training",
    ),
    Field::optional(
        "responsible",
        "Responsible",
        FieldKind::Pick(Pick::Words(Responsible::CHOICES)),
        "which party carries them",
    ),
    Field::optional(
        "clear",
        "Take away",
        FieldKind::PickMany(Pick::Words(CLEARED_OF_CONTROLS)),
        "what none of them is to have any more",
    ),
];

pub(super) const ACTION: Action = Action {
    name: "edit-controls",
    title: "Edit controls",
    help: "Owner, due date, kind, order or who is responsible, of several controls; one undo takes all back.",
    subject: Subject::Controls,
    fields: FIELDS,
    danger: false,
    prefill: empty,
    run,
};

fn run(workbench: &mut Workbench, subject: &str, args: &Args, request: Id) -> Result<Outcome, Trouble> {
    let plan = planned(workbench, subject, args)?;
    plan.told()?;
    let draft = plan.draft(workbench, &ToldOf::read(&args.text(OPENED_ON)))?;
    Ok(Outcome { said: said(&workbench.write(request, draft)?)?, subject: plan.first() })
}

/// What will change in each control, from what to what; and the versions that this was looked at on.
pub(super) fn preview(workbench: &Workbench, subject: &str, args: &Args) -> Result<Preview, Trouble> {
    let plan = planned(workbench, subject, args)?;
    Ok(Preview {
        says: plan.told()?,
        warnings: plan.warnings(),
        sign: None,
        asks: format!("Change {}?", plan.count()),
        made_on: plan.made_on(),
    })
}

fn planned(workbench: &Workbench, subject: &str, args: &Args) -> Result<ControlPlan, Trouble> {
    let controls = workbench.several_controls(subject)?;
    Ok(ControlPlan::of(&controls, &ControlWish::read(args)?))
}
