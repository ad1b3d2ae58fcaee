//! Change a placement.

use super::{Action, Args, Field, FieldKind, Known, Outcome, Pick, Subject, add_placement, empty};
use crate::{
    domain::{object::Id, product::Placement, record::Held, trouble::Trouble},
    ledger::Edit,
    workbench::Workbench,
};

const FIELDS: &[Field] = &[
    Field::required("placement", "Placement", FieldKind::Pick(Pick::Placement), "which of them"),
    Field::optional("site", "Site", FieldKind::Line, "left empty = as it is, here and below")
        .known(Known::Sites),
    Field::optional("location", "Location", FieldKind::Line, "ward or room").known(Known::Locations),
    Field::optional("zone", "Network zone", FieldKind::Line, ""),
    Field::optional("clinical_use", "Clinical use", FieldKind::Line, "what it does for patients there"),
    Field::optional("units", "Units", FieldKind::Number, "how many stand there"),
    Field::optional("asset_ids", "Asset ids", FieldKind::List, "the hospital's asset tags"),
    Field::optional("cmms_ids", "CMMS ids", FieldKind::List, "ids of the maintenance system"),
    Field::optional("versions_found", "Versions found", FieldKind::List, "on the units"),
    Field::optional("connected_systems", "Connected systems", FieldKind::List, "what it talks to"),
    Field::optional("traits", "Traits", FieldKind::PickMany(Pick::Trait), "what is so there"),
];

pub(super) const ACTION: Action = Action {
    name: "edit-placement",
    title: "Edit a placement",
    help: "What is filled in takes the place of what is there.",
    subject: Subject::Assessment,
    fields: FIELDS,
    danger: false,
    prefill: empty,
    run,
};

fn run(workbench: &mut Workbench, subject: &str, args: &Args, request: Id) -> Result<Outcome, Trouble> {
    let assessment = workbench.assessment(subject)?;
    workbench.is_newest(&assessment)?;
    let held = numbered(workbench.placements_of(&assessment)?, args)?;
    let merged = merge(&held, args);
    let value = add_placement::placement(workbench, &merged, &held.product_id, &held.traits)?;
    let shown = format!("{}: placement {} {} changed.", assessment.reference, value.site, value.location);
    let edits = vec![Edit::put(&held.id, held.version, &value)];
    let covering = workbench.covering(&held.id)?;
    let placement = (&held.id, &value);
    let before = &held.versions_found;
    let said =
        add_placement::with_versions(workbench, request, (shown, edits), placement, before, &covering)?;
    Ok(Outcome { said, subject: assessment.value.reference })
}

/// The placement that the argument `placement` counts to, from 1.
pub(super) fn numbered(placements: Vec<Held<Placement>>, args: &Args) -> Result<Held<Placement>, Trouble> {
    let count = placements.len();
    let wanted = args.number("placement")?.and_then(|number| usize::try_from(number).ok()).unwrap_or(0);
    placements.into_iter().nth(wanted.wrapping_sub(1)).ok_or_else(|| {
        Trouble::refused(
            "Not saved",
            format!("there is no placement {wanted}"),
            format!("1 to {count}, as `show` lists them"),
        )
    })
}

fn merge(held: &Held<Placement>, args: &Args) -> Args {
    let mut merged = Args::new()
        .with("site", &held.site)
        .with("location", &held.location)
        .with("zone", &held.zone)
        .with("clinical_use", &held.clinical_use)
        .with("units", held.units.to_string())
        .with("asset_ids", held.asset_ids.join("|"))
        .with("cmms_ids", held.cmms_ids.join("|"))
        .with("versions_found", held.versions_found.join("|"))
        .with("connected_systems", held.connected_systems.join("|"))
        .with("traits", held.traits.join("|"));
    for (name, value) in args.iter() {
        merged.set(name, value);
    }
    merged
}
