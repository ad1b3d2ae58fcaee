//! Remove a risk that was added by mistake; its ref is never given again.

use super::{Action, Args, Field, FieldKind, Outcome, Subject};
use crate::{
    domain::{
        assessment::Difference,
        control::RiskControl,
        decision::DecisionState,
        events::EventKind,
        object::{Id, Object},
        rating::Rating,
        trouble::Trouble,
    },
    ledger::{Edit, Query},
    workbench::Workbench,
};

const FIELDS: &[Field] =
    &[Field::required("reason", "Reason", FieldKind::Line, "why it does not belong here")];

pub(super) const ACTION: Action = Action {
    name: "remove-risk",
    title: "Remove the risk",
    help: "For one added by mistake; one that no longer exists is closed instead.",
    subject: Subject::Risk,
    fields: FIELDS,
    danger: true,
    prefill,
    run,
};

fn prefill(workbench: &Workbench, subject: &str) -> Result<Args, Trouble> {
    workbench.changeable(&workbench.risk_of(subject)?.0)?;
    Ok(Args::new())
}

fn run(workbench: &mut Workbench, subject: &str, args: &Args, request: Id) -> Result<Outcome, Trouble> {
    let (assessment, held) = workbench.risk_of(subject)?;
    workbench.changeable(&assessment)?;
    let name = format!("{}/{}", assessment.reference, held.reference);
    let reason = args.needed("reason")?;
    let of = |object| Query::all(object).is("risk_id", held.id.as_str());
    if !workbench.all::<DecisionState>(&of(Object::DecisionState))?.is_empty() {
        return Err(Trouble::refused(
            "Not removed",
            format!("{name} was decided on, and decisions are kept"),
            "edit-risk with status closed",
        ));
    }
    let mut edits = Vec::new();
    for rating in workbench.all::<Rating>(&of(Object::Rating))? {
        edits.push(Edit::remove(Object::Rating, &rating.id, rating.version));
    }
    for differing in workbench.all::<Difference>(&of(Object::Difference))? {
        edits.push(Edit::remove(Object::Difference, &differing.id, differing.version));
    }
    for link in workbench.all::<RiskControl>(&of(Object::RiskControl))? {
        edits.push(Edit::remove(Object::RiskControl, &link.id, link.version));
    }
    edits.push(Edit::remove(Object::Risk, &held.id, held.version));
    let said =
        workbench.write_one(request, EventKind::RiskRemoved, format!("{name} removed."), &reason, edits)?;
    Ok(Outcome { said, subject: assessment.value.reference })
}
