//! Record how many of the units that a trigger affects are mended, and by when the rest must be.

use super::{Action, Args, Field, FieldKind, OPENED_ON, Outcome, Subject, opened_on};
use crate::{
    domain::{events::EventKind, finding::Trigger, object::Id, trouble::Trouble},
    ledger::Edit,
    workbench::Workbench,
};

const FIELDS: &[Field] = &[
    Field::optional(
        "units_mended",
        "Units mended",
        FieldKind::Number,
        "so far, in all; never more than are affected",
    ),
    Field::optional("deadline", "Deadline", FieldKind::Date, "by when it must be dealt with"),
];

pub(super) const ACTION: Action = Action {
    name: "update-trigger",
    title: "Update a trigger",
    help: "How many of the affected units are mended, and by when the rest must be.",
    subject: Subject::Trigger,
    fields: FIELDS,
    danger: false,
    prefill,
    run,
};

fn prefill(workbench: &Workbench, subject: &str) -> Result<Args, Trouble> {
    let held = workbench.trigger_of(subject)?;
    Ok(Args::new()
        .with("units_mended", held.units_mended.to_string())
        .with("deadline", held.deadline.map(|date| date.to_string()).unwrap_or_default())
        .with(OPENED_ON, held.version.to_string()))
}

fn run(workbench: &mut Workbench, subject: &str, args: &Args, request: Id) -> Result<Outcome, Trouble> {
    let held = workbench.trigger_of(subject)?;
    let refuse = |because: String, try_this: String| Err(Trouble::refused("Not saved", because, try_this));
    // a form shows what is there, so that an emptied field takes it out; a command names what it changes
    let from_form = !args.is_empty(OPENED_ON);
    let mended = args.number("units_mended")?.unwrap_or(if from_form { 0 } else { held.units_mended });
    let deadline = if from_form { args.date("deadline")? } else { args.date("deadline")?.or(held.deadline) };
    if mended < 0 || mended > held.units_affected {
        return refuse(
            format!("units_mended is {mended}, and {} units are affected", held.units_affected),
            format!("0 to {}", held.units_affected),
        );
    }
    if let Some(date) = deadline
        && date < held.received_on
    {
        return refuse(
            format!("the deadline {date} is before it was received on {}", held.received_on),
            "a later deadline".to_owned(),
        );
    }
    let value = Trigger { units_mended: mended, deadline, ..held.value.clone() };
    let by = deadline.map(|date| format!(", deadline {date}")).unwrap_or_default();
    let shown = format!("{}: {mended} of {} units mended{by}.", held.reference, held.units_affected);
    let edit = Edit::put(&held.id, opened_on(args, held.version)?, &value);
    let said = workbench.write_one(request, EventKind::TriggerChanged, shown, "", vec![edit])?;
    Ok(Outcome { said, subject: held.value.reference })
}
