//! Say why a capability that is not fully provided brings no risk here.

use super::{Action, Args, Field, FieldKind, Known, OPENED_ON, Outcome, Subject, happened_on, opened_on};
use crate::{
    domain::{
        attestation::Disposition,
        events::EventKind,
        object::{Id, Object},
        record::Held,
        risk::{Risk, RiskStatus},
        trouble::Trouble,
    },
    ledger::{Edit, Query},
    workbench::Workbench,
};

const FIELDS: &[Field] = &[
    Field::required("reason", "Reason", FieldKind::Text, "why it brings no risk at these placements"),
    Field::optional("person", "Person", FieldKind::Line, "who judges so").known(Known::People),
    Field::optional("on", "On", FieldKind::Date, "when"),
];

pub(super) const ACTION: Action = Action {
    name: "dispose",
    title: "Say why it brings no risk",
    help: "For a capability that is not fully provided and has no risk.",
    subject: Subject::Capability,
    fields: FIELDS,
    danger: false,
    prefill,
    run,
};

fn held(workbench: &Workbench, assessment: &Id, code: &str) -> Result<Option<Held<Disposition>>, Trouble> {
    let of = Query::all(Object::Disposition).is("assessment_id", assessment.as_str());
    workbench.first(of.is("capability", code))
}

fn prefill(workbench: &Workbench, subject: &str) -> Result<Args, Trouble> {
    let (assessment, code) = workbench.capability_of(subject)?;
    let args = Args::new().with("person", workbench.person_name()?).with("on", workbench.today().to_string());
    Ok(match held(workbench, &assessment.id, &code)? {
        Some(held) => args.with("reason", &held.reason).with(OPENED_ON, held.version.to_string()),
        None => args,
    })
}

fn run(workbench: &mut Workbench, subject: &str, args: &Args, request: Id) -> Result<Outcome, Trouble> {
    let (assessment, code) = workbench.capability_of(subject)?;
    let name = format!("{}/{code}", workbench.reference_of(&assessment)?);
    let of = Query::all(Object::Risk).is("assessment_id", assessment.id.as_str());
    let risks = workbench.all::<Risk>(&of)?;
    if let Some(risk) = risks.iter().find(|risk| brings(risk, &code)) {
        return Err(has_risk(&name, &risk.reference));
    }
    let person = if args.is_empty("person") { workbench.person_name()? } else { args.text("person") };
    let value = Disposition {
        assessment_id: assessment.id.clone(),
        capability: code.clone(),
        reason: args.needed("reason")?,
        person,
        judged_on: happened_on(workbench, args, "on")?,
    };
    let edit = match held(workbench, &assessment.id, &code)? {
        Some(held) => Edit::put(&held.id, opened_on(args, held.version)?, &value),
        None => Edit::put(&workbench.new_request(), 0, &value),
    };
    let kind = EventKind::DispositionRecorded;
    let said = workbench.write_one(request, kind, shown(&name, &value), &value.reason, vec![edit])?;
    Ok(Outcome { said, subject: name })
}

/// The risk comes from the capability, and it is not closed.
pub(in crate::workbench) fn brings(risk: &Risk, code: &str) -> bool {
    risk.status != RiskStatus::Closed && risk.capabilities.iter().any(|known| known == code)
}

/// Who says that a capability brings no risk cannot leave one linked to it.
pub(in crate::workbench) fn has_risk(name: &str, risk: &str) -> Trouble {
    Trouble::refused(
        "Not recorded",
        format!("{name} brings the risk {risk}"),
        format!("treat {risk}; or take the capability out of it, or the risk out of the assessment"),
    )
}

/// `ip3/SBOM brings no risk, says A. Weber.`
pub(in crate::workbench) fn shown(name: &str, value: &Disposition) -> String {
    format!("{name} brings no risk, says {}.", value.person)
}
