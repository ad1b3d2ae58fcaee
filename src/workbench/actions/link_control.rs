//! Let a control that is there serve this risk too.

use super::{Action, Args, Field, FieldKind, Outcome, Pick, Subject, add_control::proposed_at};
use crate::{
    domain::{
        control::{ControlSite, RiskControl},
        events::EventKind,
        object::{Id, Object},
        trouble::Trouble,
    },
    ledger::{Edit, Query},
    workbench::Workbench,
};

const FIELDS: &[Field] = &[Field::required(
    "control",
    "Control",
    FieldKind::Pick(Pick::Control),
    "one of the register's controls",
)];

pub(super) const ACTION: Action = Action {
    name: "link-control",
    title: "Let a control serve the risk",
    help: "A control that is there already, a common one for instance.",
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
    if workbench.first::<RiskControl>(linked)?.is_some() {
        return Ok(Outcome { said: format!("{} serves {name} already.", control.reference), subject: name });
    }
    let link = RiskControl { risk_id: risk.id.clone(), control_id: control.id.clone() };
    let mut edits = vec![Edit::put(&workbench.new_request(), 0, &link)];
    let placed = workbench
        .all::<ControlSite>(&Query::all(Object::ControlSite).is("control_id", control.id.as_str()))?;
    for site in workbench.sites_of(&assessment)? {
        if !placed.iter().any(|at| at.site == site) {
            edits.push(Edit::put(&workbench.new_request(), 0, &proposed_at(&control.id, site)));
        }
    }
    let shown = format!("{} serves {name}.", control.reference);
    let said = workbench.write_one(request, EventKind::ControlLinked, shown, "", edits)?;
    Ok(Outcome { said, subject: name })
}
