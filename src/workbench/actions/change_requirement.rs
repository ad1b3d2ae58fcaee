//! Say otherwise than the profile whether a capability is required.

use super::{Action, Args, Field, FieldKind, OPENED_ON, Outcome, Pick, Subject, opened_on};
use crate::{
    domain::{
        assessment::CapabilityRequirement,
        capability::Requirement,
        events::EventKind,
        object::{Id, Object},
        record::Held,
        trouble::Trouble,
        word::Word as _,
    },
    ledger::{Edit, Query},
    workbench::Workbench,
};

const FIELDS: &[Field] = &[
    Field::required(
        "required",
        "Required",
        FieldKind::Pick(Pick::Words(Requirement::CHOICES)),
        "is it needed here?",
    ),
    Field::required("reason", "Reason", FieldKind::Text, "why otherwise than the profile"),
    Field::required("approved_by", "Approved by", FieldKind::Line, "who approved it"),
];

pub(super) const ACTION: Action = Action {
    name: "change-requirement",
    title: "Change whether it is required",
    help: "With a reason and an approver.",
    subject: Subject::Capability,
    fields: FIELDS,
    danger: false,
    prefill,
    run,
};

fn held(
    workbench: &Workbench,
    assessment: &Id,
    code: &str,
) -> Result<Option<Held<CapabilityRequirement>>, Trouble> {
    workbench.first(
        Query::all(Object::Requirement).is("assessment_id", assessment.as_str()).is("capability", code),
    )
}

fn prefill(workbench: &Workbench, subject: &str) -> Result<Args, Trouble> {
    let (assessment, code) = workbench.capability_of(subject)?;
    workbench.changeable(&assessment)?;
    Ok(match held(workbench, &assessment.id, &code)? {
        Some(held) => Args::new()
            .with("required", held.required.word())
            .with("approved_by", &held.approved_by)
            .with(OPENED_ON, held.version.to_string()),
        None => Args::new(),
    })
}

fn run(workbench: &mut Workbench, subject: &str, args: &Args, request: Id) -> Result<Outcome, Trouble> {
    let (assessment, code) = workbench.capability_of(subject)?;
    workbench.changeable(&assessment)?;
    let reason = args.needed("reason")?;
    let value = CapabilityRequirement {
        assessment_id: assessment.id.clone(),
        capability: code.clone(),
        required: args.needed_word("required")?,
        reason: reason.clone(),
        profile: String::new(),
        approved_by: args.needed("approved_by")?,
    };
    let edit = match held(workbench, &assessment.id, &code)? {
        Some(held) => Edit::put(&held.id, opened_on(args, held.version)?, &value),
        None => Edit::put(&workbench.new_request(), 0, &value),
    };
    let shown = format!("{}/{code}: {}.", assessment.reference, value.required.label());
    let said = workbench.write_one(request, EventKind::RequirementChanged, shown, &reason, vec![edit])?;
    Ok(Outcome { said, subject: format!("{}/{code}", assessment.reference) })
}
