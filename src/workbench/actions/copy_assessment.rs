//! Begin an assessment of another version of the product from one that is there.

use super::{Action, Args, Field, FieldKind, Outcome, Pick, Subject, begin_assessment::new_reference};
use crate::{
    domain::{
        assessment::{Assessment, Stage},
        events::EventKind,
        object::Id,
        product::Placement,
        rating::Phase,
        record::Held,
        trouble::Trouble,
        word::Word as _,
    },
    ledger::Edit,
    workbench::{
        Workbench,
        store::{Draft, said},
    },
};

const FIELDS: &[Field] = &[
    Field::required("ref", "REF", FieldKind::Line, "a short name, unique in the register: ip3-v5"),
    Field::required("versions", "Versions", FieldKind::Line, "the versions it holds for: 5.0.x"),
    Field::optional("versions_reason", "Why these", FieldKind::Line, ""),
    Field::required(
        "placements",
        "Placements",
        FieldKind::PickMany(Pick::Placement),
        "those of this assessment where that version is used",
    ),
    Field::optional(
        "stage",
        "Stage",
        FieldKind::Pick(Pick::Words(Stage::CHOICES)),
        "what is being decided; left empty = acquisition",
    ),
    Field::optional("reason", "Reason", FieldKind::Text, "why it starts from this one"),
];

pub(super) const ACTION: Action = Action {
    name: "copy-assessment",
    title: "Copy for another version",
    help: "Another assessment of the product: risks keep their refs, controls and initial ratings.",
    subject: Subject::Assessment,
    fields: FIELDS,
    danger: false,
    prefill,
    run,
};

fn prefill(workbench: &Workbench, subject: &str) -> Result<Args, Trouble> {
    let held = workbench.assessment(subject)?;
    let all: Vec<String> = (1..=held.placement_ids.len()).map(|number| number.to_string()).collect();
    Ok(Args::new().with("placements", all.join("|")).with("stage", Stage::Acquisition.word()))
}

fn run(workbench: &mut Workbench, subject: &str, args: &Args, request: Id) -> Result<Outcome, Trouble> {
    let source = workbench.assessment(subject)?;
    let reference = new_reference(workbench, &args.needed("ref")?)?;
    let placements = placements(&workbench.placements_of(&source)?, args)?;
    let id = workbench.new_request();
    let value = Assessment {
        reference: reference.clone(),
        revision: 1,
        versions: args.needed("versions")?,
        versions_reason: args.text("versions_reason"),
        placement_ids: placements,
        disclosure_id: workbench.latest_disclosure(&source.product_id)?.map(|held| held.id),
        stage: args.word("stage")?.unwrap_or(Stage::Acquisition),
        begun_from: Some(source.id.clone()),
        begun_on: workbench.today(),
        frozen_on: None,
        ..source.value.clone()
    };
    let copied = workbench.copied_risks(&source.id, &id, &[Phase::Initial])?;
    let mut edits = vec![Edit::put(&id, 0, &value)];
    edits.extend(
        copied.edits.into_iter().filter(|edit| edit.object != crate::domain::object::Object::Difference),
    );
    edits.extend(workbench.copied_requirements(&source.id, &id)?);
    let from = format!("{}@{}", source.reference, source.revision);
    let shown = format!("{reference} begun from {from} for {}.", value.versions.trim_end_matches('.'));
    let mut draft = Draft::default();
    draft.event(workbench.new_request(), EventKind::AssessmentBegun, shown, &args.text("reason"), edits);
    if let Some(disclosure_id) = &value.disclosure_id {
        workbench.coverage_from_register(&mut draft, &id, &reference, disclosure_id)?;
    }
    let committed = workbench.write(request, draft)?;
    let told = format!("{} {} risks taken over.", said(&committed)?, copied.risks);
    Ok(Outcome { said: told, subject: reference })
}

/// The placements that the numbers count to.
fn placements(held: &[Held<Placement>], args: &Args) -> Result<Vec<Id>, Trouble> {
    args.needed("placements")?;
    let mut ids = Vec::new();
    for number in args.list("placements") {
        let found = number.parse::<usize>().ok().and_then(|number| held.get(number.wrapping_sub(1)));
        let found = found.ok_or_else(|| {
            Trouble::refused(
                "Not copied",
                format!("there is no placement {number:?}"),
                format!("1 to {}, as `show` lists them", held.len()),
            )
        })?;
        if !ids.contains(&found.id) {
            ids.push(found.id.clone());
        }
    }
    Ok(ids)
}
