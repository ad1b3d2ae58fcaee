//! Take a control from a risk.

use super::{Action, Args, Field, FieldKind, Outcome, Pick, Subject};
use crate::{
    domain::{
        control::RiskControl,
        events::EventKind,
        object::{Id, Object},
        trouble::Trouble,
    },
    ledger::{Edit, Query},
    workbench::Workbench,
};

const FIELDS: &[Field] = &[
    Field::required("control", "Control", FieldKind::Pick(Pick::RiskControl), "one that serves this risk"),
    Field::optional("reason", "Reason", FieldKind::Line, ""),
];

pub(super) const ACTION: Action = Action {
    name: "unlink-control",
    title: "Take a control from the risk",
    help: "The control itself stays in the register.",
    subject: Subject::Risk,
    fields: FIELDS,
    danger: false,
    prefill,
    run,
};

fn prefill(workbench: &Workbench, subject: &str) -> Result<Args, Trouble> {
    workbench.changeable(&workbench.risk_of(subject)?.0)?;
    Ok(Args::new())
}

fn run(workbench: &mut Workbench, subject: &str, args: &Args, request: Id) -> Result<Outcome, Trouble> {
    let (assessment, risk) = workbench.risk_of(subject)?;
    workbench.changeable(&assessment)?;
    let control = workbench.control_of(&args.needed("control")?)?;
    let name = format!("{}/{}", assessment.reference, risk.reference);
    let linked =
        Query::all(Object::RiskControl).is("risk_id", risk.id.as_str()).is("control_id", control.id.as_str());
    let link = workbench.first::<RiskControl>(linked)?.ok_or_else(|| {
        Trouble::refused(
            "Nothing to take away",
            format!("{} does not serve {name}", control.reference),
            "show lists its controls",
        )
    })?;
    let edits = vec![Edit::remove(Object::RiskControl, &link.id, link.version)];
    let shown = format!("{} no longer serves {name}.", control.reference);
    let said = workbench.write_one(request, EventKind::ControlLinked, shown, &args.text("reason"), edits)?;
    Ok(Outcome { said, subject: name })
}
