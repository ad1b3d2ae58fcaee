//! Close a finding: how it was mended.

use super::{Action, Args, Field, FieldKind, OPENED_ON, Outcome, Subject, happened_on, opened_on};
use crate::{
    domain::{events::EventKind, finding::Finding, object::Id, trouble::Trouble},
    ledger::Edit,
    workbench::Workbench,
};

const FIELDS: &[Field] = &[
    Field::required("how", "How", FieldKind::Text, "what was mended, and what shows it"),
    Field::optional("on", "On", FieldKind::Date, "when"),
];

pub(super) const ACTION: Action = Action {
    name: "close-finding",
    title: "Close the finding",
    help: "How it was mended; a finding of a failed test closes by itself when the test passes.",
    subject: Subject::Finding,
    fields: FIELDS,
    danger: false,
    prefill,
    run,
};

fn prefill(workbench: &Workbench, subject: &str) -> Result<Args, Trouble> {
    let held = workbench.finding_of(subject)?;
    Ok(Args::new().with("on", workbench.today().to_string()).with(OPENED_ON, held.version.to_string()))
}

fn run(workbench: &mut Workbench, subject: &str, args: &Args, request: Id) -> Result<Outcome, Trouble> {
    let held = workbench.finding_of(subject)?;
    still_open(&held)?;
    let on = happened_on(workbench, args, "on")?;
    if on < held.opened_on {
        return Err(Trouble::refused(
            "Not closed",
            format!("on is {on}, before the finding was opened on {}", held.opened_on),
            "the day on which it was mended",
        ));
    }
    let value = Finding {
        closed_on: Some(on),
        closed_by: workbench.person_name()?,
        closed_how: args.needed("how")?,
        ..held.value.clone()
    };
    let shown = format!("{} closed: {}.", held.reference, held.what);
    let edit = Edit::put(&held.id, opened_on(args, held.version)?, &value);
    let said =
        workbench.write_one(request, EventKind::FindingChanged, shown, &value.closed_how, vec![edit])?;
    Ok(Outcome { said, subject: held.value.reference })
}

/// Only what is open can be changed or closed.
pub(super) fn still_open(finding: &Finding) -> Result<(), Trouble> {
    match finding.closed_on {
        None => Ok(()),
        Some(on) => Err(Trouble::refused(
            "Not saved",
            format!("{} was closed on {on}: {}", finding.reference, finding.closed_how),
            "open another finding for what is wrong now",
        )),
    }
}
