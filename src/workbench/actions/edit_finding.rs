//! Change by when a finding is mended, by whom, and what protects until then.

use super::{
    Action, Args, Field, FieldKind, Known, OPENED_ON, Outcome, Subject, close_finding::still_open, opened_on,
};
use crate::{
    domain::{events::EventKind, finding::Finding, object::Id, trouble::Trouble},
    ledger::Edit,
    workbench::Workbench,
};

const FIELDS: &[Field] = &[
    Field::required("deadline", "Deadline", FieldKind::Date, "by when it must be mended"),
    Field::optional("owner", "Owner", FieldKind::Line, "who mends it").known(Known::People),
    Field::optional("interim_measure", "Interim measure", FieldKind::Text, "what protects until then"),
];

pub(super) const ACTION: Action = Action {
    name: "edit-finding",
    title: "Edit the finding",
    help: "Deadline, owner and what protects until it is mended.",
    subject: Subject::Finding,
    fields: FIELDS,
    danger: false,
    prefill,
    run,
};

fn prefill(workbench: &Workbench, subject: &str) -> Result<Args, Trouble> {
    let held = workbench.finding_of(subject)?;
    Ok(Args::new()
        .with("deadline", held.deadline.to_string())
        .with("owner", &held.owner)
        .with("interim_measure", &held.interim_measure)
        .with(OPENED_ON, held.version.to_string()))
}

fn run(workbench: &mut Workbench, subject: &str, args: &Args, request: Id) -> Result<Outcome, Trouble> {
    let held = workbench.finding_of(subject)?;
    still_open(&held)?;
    let from_form = !args.is_empty(OPENED_ON);
    let kept = |name: &str, before: &str| {
        let given = args.text(name);
        if given.is_empty() && !from_form { before.to_owned() } else { given }
    };
    let deadline = args.date("deadline")?.unwrap_or(held.deadline);
    if deadline < held.opened_on {
        return Err(Trouble::refused(
            "Not saved",
            format!("the deadline {deadline} is before the finding was opened on {}", held.opened_on),
            "a later day",
        ));
    }
    let value = Finding {
        deadline,
        owner: kept("owner", &held.owner),
        interim_measure: kept("interim_measure", &held.interim_measure),
        ..held.value.clone()
    };
    let shown = format!("{}: to be mended by {deadline}.", held.reference);
    let edit = Edit::put(&held.id, opened_on(args, held.version)?, &value);
    let said = workbench.write_one(request, EventKind::FindingChanged, shown, "", vec![edit])?;
    Ok(Outcome { said, subject: held.value.reference })
}
