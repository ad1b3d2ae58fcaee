//! Change what an assessment says of itself.

use super::{Action, Args, Field, FieldKind, Known, OPENED_ON, Outcome, Pick, Subject, opened_on};
use crate::{
    domain::{
        assessment::{Assessment, Stage},
        events::EventKind,
        object::Id,
        trouble::Trouble,
        word::Word as _,
    },
    ledger::Edit,
    workbench::Workbench,
};

const FIELDS: &[Field] = &[
    Field::required("versions", "Versions", FieldKind::Line, "the versions it holds for: 4.2.x"),
    Field::optional(
        "versions_reason",
        "Why these",
        FieldKind::Line,
        "why what is said here holds for all of these versions",
    ),
    Field::optional("intended_use", "Intended use", FieldKind::Text, "what the product is for"),
    Field::required("stage", "Stage", FieldKind::Pick(Pick::Words(Stage::CHOICES)), "what is being decided"),
    Field::optional("risk_manager", "Risk manager", FieldKind::Line, "who leads it").known(Known::People),
    Field::optional("clinical_owner", "Clinical owner", FieldKind::Line, "who answers for the clinical side"),
    Field::optional("organization", "Organization", FieldKind::Line, "the hospital"),
];

pub(super) const ACTION: Action = Action {
    name: "edit-assessment",
    title: "Edit the assessment",
    help: "Versions, intended use, stage and who leads it.",
    subject: Subject::Assessment,
    fields: FIELDS,
    danger: false,
    prefill,
    run,
};

fn prefill(workbench: &Workbench, subject: &str) -> Result<Args, Trouble> {
    let held = workbench.assessment(subject)?;
    workbench.is_newest(&held)?;
    Ok(Args::new()
        .with("versions", &held.versions)
        .with("versions_reason", &held.versions_reason)
        .with("intended_use", &held.intended_use)
        .with("stage", held.stage.to_string())
        .with("risk_manager", &held.risk_manager)
        .with("clinical_owner", &held.clinical_owner)
        .with("organization", &held.organization)
        .with(OPENED_ON, held.version.to_string()))
}

fn run(workbench: &mut Workbench, subject: &str, args: &Args, request: Id) -> Result<Outcome, Trouble> {
    let held = workbench.assessment(subject)?;
    workbench.is_newest(&held)?;
    let value = Assessment {
        versions: args.needed("versions")?,
        versions_reason: args.text("versions_reason"),
        intended_use: args.text("intended_use"),
        stage: args.needed_word("stage")?,
        risk_manager: args.text("risk_manager"),
        clinical_owner: args.text("clinical_owner"),
        organization: args.text("organization"),
        ..held.value.clone()
    };
    let edit = Edit::put(&held.id, opened_on(args, held.version)?, &value);
    let name = workbench.reference_of(&held)?;
    let shown = if value.stage == held.stage {
        format!("{name} changed.")
    } else {
        format!(
            "{name}: stage {}, before {}; its gates are passed anew.",
            value.stage.label(),
            held.stage.label()
        )
    };
    let said = workbench.write_one(request, EventKind::AssessmentChanged, shown, "", vec![edit])?;
    Ok(Outcome { said, subject: name })
}
