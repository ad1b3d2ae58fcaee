//! Add a placement that the assessment covers.

use super::{Action, Args, Field, FieldKind, Known, Outcome, Pick, Subject, empty};
use crate::{
    domain::{
        assessment::Assessment,
        events::EventKind,
        object::{Id, Version},
        product::Placement,
        record::Held,
        trouble::Trouble,
    },
    ledger::Edit,
    workbench::{
        Workbench,
        store::{Draft, all_said},
        traits::traits,
    },
};

pub(super) const FIELDS: &[Field] = &[
    Field::required("site", "Site", FieldKind::Line, "controls are put in place per site")
        .known(Known::Sites),
    Field::required("location", "Location", FieldKind::Line, "ward or room").known(Known::Locations),
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
    name: "add-placement",
    title: "Add a placement",
    help: "Where the product is used: site, location, zone, units.",
    subject: Subject::Assessment,
    fields: FIELDS,
    danger: false,
    prefill: empty,
    run,
};

/// The placement that the arguments tell.
pub(super) fn placement(
    workbench: &Workbench,
    args: &Args,
    product_id: &Id,
    before: &[String],
) -> Result<Placement, Trouble> {
    Ok(Placement {
        product_id: product_id.clone(),
        site: args.needed("site")?,
        location: args.needed("location")?,
        zone: args.text("zone"),
        clinical_use: args.text("clinical_use"),
        units: units(args)?,
        asset_ids: args.list("asset_ids"),
        cmms_ids: args.list("cmms_ids"),
        versions_found: args.list("versions_found"),
        connected_systems: args.list("connected_systems"),
        traits: traits(workbench, args, before)?,
    })
}

/// How many units stand there; one when nothing is said.
pub(super) fn units(args: &Args) -> Result<i64, Trouble> {
    match args.number("units")?.unwrap_or(1) {
        units if units < 0 => Err(Trouble::refused("Not saved", format!("units is {units}"), "0 or more")),
        units => Ok(units),
    }
}

fn run(workbench: &mut Workbench, subject: &str, args: &Args, request: Id) -> Result<Outcome, Trouble> {
    let held = workbench.assessment(subject)?;
    let value = placement(workbench, args, &held.product_id, &[])?;
    let id = workbench.new_request();
    let assessment = Assessment {
        placement_ids: held.placement_ids.iter().cloned().chain([id.clone()]).collect(),
        ..held.value.clone()
    };
    let shown = format!("{}: placement {} {} added.", held.reference, value.site, value.location);
    let new: Version = 0;
    let edits = vec![Edit::put(&id, new, &value), Edit::put(&held.id, held.version, &assessment)];
    let covering = [held];
    let said = with_versions(workbench, request, (shown, edits), (&id, &value), &[], &covering)?;
    let [held] = covering;
    Ok(Outcome { said, subject: held.value.reference })
}

/// Writes a placement and, in the same transaction, the trigger of versions found there that an assessment does not
/// hold for. What cannot be matched is told behind what happened, and what the traits there would lift.
pub(super) fn with_versions(
    workbench: &mut Workbench,
    request: Id,
    (shown, edits): (String, Vec<Edit>),
    placement: (&Id, &Placement),
    before: &[String],
    covering: &[Held<Assessment>],
) -> Result<String, Trouble> {
    let mut draft = Draft::default();
    draft.event(workbench.new_request(), EventKind::PlacementChanged, shown, "", edits);
    let told = workbench.draft_versions_found(&mut draft, placement, before, covering)?;
    let said = all_said(&workbench.write(request, draft)?)?;
    let mut all = [vec![said], told].concat();
    for assessment in covering {
        all.push(workbench.offered_by_traits(&assessment.reference)?);
    }
    all.retain(|part| !part.is_empty());
    Ok(all.join(" "))
}
