//! Begin an assessment: the product, the versions it holds for, the first placement, scale and profile.

use super::{Action, Args, Field, FieldKind, Known, Outcome, Pick, Subject, add_placement::units, record};
use crate::{
    catalog::kinds::kind_named,
    domain::{
        assessment::{Assessment, Stage},
        disclosure::Disclosure,
        events::EventKind,
        object::{Id, Object},
        product::{Placement, Product},
        trouble::Trouble,
    },
    ledger::{Direction, Edit, Query},
    workbench::{
        Workbench,
        store::{Draft, said},
        traits::traits,
    },
};

const FIELDS: &[Field] = &[
    Field::required("ref", "REF", FieldKind::Line, "a short name, unique in the register: ip3"),
    Field::required("manufacturer", "Manufacturer", FieldKind::Line, ""),
    Field::required("model", "Model", FieldKind::Line, ""),
    Field::optional("kind", "Kind of product", FieldKind::Line, "infusion-pump, pacs, patient-monitor …")
        .known(Known::Kinds),
    Field::required("versions", "Versions", FieldKind::Line, "the versions it holds for: 4.2.x"),
    Field::optional("versions_reason", "Why these", FieldKind::Line, ""),
    Field::optional("intended_use", "Intended use", FieldKind::Text, ""),
    Field::required("stage", "Stage", FieldKind::Pick(Pick::Words(Stage::CHOICES)), "what is being decided"),
    Field::optional(
        "profile",
        "Profile",
        FieldKind::Pick(Pick::Profile),
        "says which capabilities are required; that of the kind of product if left empty",
    ),
    Field::required("site", "Site", FieldKind::Line, "of the first placement").known(Known::Sites),
    Field::required("location", "Location", FieldKind::Line, "ward or room").known(Known::Locations),
    Field::optional("zone", "Network zone", FieldKind::Line, ""),
    Field::optional("clinical_use", "Clinical use", FieldKind::Line, ""),
    Field::optional("units", "Units", FieldKind::Number, "how many stand there"),
    Field::optional("traits", "Traits", FieldKind::PickMany(Pick::Trait), "what is so there"),
    Field::optional("risk_manager", "Risk manager", FieldKind::Line, "").known(Known::People),
    Field::optional("clinical_owner", "Clinical owner", FieldKind::Line, ""),
    Field::optional("organization", "Organization", FieldKind::Line, "the hospital"),
    Field::optional("scale", "Scale", FieldKind::Pick(Pick::Scale), "rates its risks; med-5x5 if left empty"),
];

pub(super) const ACTION: Action = Action {
    name: "begin-assessment",
    title: "Begin an assessment",
    help: "One product, the versions it holds for, the first placement.",
    subject: Subject::Register,
    fields: FIELDS,
    danger: false,
    prefill,
    run,
};

/// The product that a disclosure is waiting for, and what the last assessment says of the hospital.
fn prefill(workbench: &Workbench, _: &str) -> Result<Args, Trouble> {
    let mut args = Args::new()
        .with("stage", "acquisition")
        .with("scale", "med-5x5")
        .with("risk_manager", workbench.actor_name());
    if let Some(product) = waiting(workbench)? {
        let reference = free_reference(workbench, &product.model);
        args = args
            .with("ref", reference)
            .with("manufacturer", product.manufacturer)
            .with("model", product.model)
            .with("kind", product.kind);
    }
    let last =
        workbench.first::<Assessment>(Query::all(Object::Assessment).by("begun_on", Direction::Down))?;
    Ok(match last {
        Some(last) => args.with("organization", last.value.organization),
        None => args,
    })
}

/// The product whose disclosure came last, if nobody has begun an assessment of it.
fn waiting(workbench: &Workbench) -> Result<Option<Product>, Trouble> {
    let newest = Query::all(Object::Disclosure).by("received_on", Direction::Down).by("id", Direction::Down);
    let Some(disclosure) = workbench.first::<Disclosure>(newest)? else { return Ok(None) };
    for id in &disclosure.product_ids {
        let assessed = Query::all(Object::Assessment).is("product_id", id.as_str());
        if workbench.count(&assessed)? == 0 {
            return Ok(Some(workbench.needed::<Product>(id)?.value));
        }
    }
    Ok(None)
}

/// A free REF made of a model's name: `ip-3`; empty if none can be made.
fn free_reference(workbench: &Workbench, model: &str) -> String {
    let words = model.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let name: String = words.collect::<Vec<_>>().join("-").to_lowercase().chars().take(LONGEST_REF).collect();
    new_reference(workbench, name.trim_end_matches('-')).unwrap_or_default()
}

fn run(workbench: &mut Workbench, _: &str, args: &Args, request: Id) -> Result<Outcome, Trouble> {
    let reference = new_reference(workbench, &args.needed("ref")?)?;
    let (product_id, mut edits) = product(workbench, args)?;
    let placement = Placement {
        product_id: product_id.clone(),
        site: args.needed("site")?,
        location: args.needed("location")?,
        zone: args.text("zone"),
        clinical_use: args.text("clinical_use"),
        units: units(args)?,
        asset_ids: Vec::new(),
        cmms_ids: Vec::new(),
        versions_found: Vec::new(),
        connected_systems: Vec::new(),
        traits: traits(workbench, args, &[])?,
    };
    let placement_id = workbench.new_request();
    edits.push(Edit::put(&placement_id, 0, &placement));
    let traits = workbench.known_traits(&placement.traits);
    let scale_name = if args.is_empty("scale") { "med-5x5".to_owned() } else { args.text("scale") };
    let scale = workbench.scale_named(&scale_name)?;
    let process = workbench.process_of_the_catalogue()?;
    let assessment_id = workbench.new_request();
    let profile = match args.text("profile") {
        none if none.is_empty() => workbench.catalogue().profile(&kind_named(&args.text("kind"))),
        name => Some(workbench.profile_named(&name)?),
    };
    let disclosure_id = workbench.latest_disclosure(&product_id)?.map(|held| held.id);
    let assessment = Assessment {
        reference: reference.clone(),
        revision: 1,
        product_id,
        versions: args.needed("versions")?,
        versions_reason: args.text("versions_reason"),
        placement_ids: vec![placement_id],
        disclosure_id: disclosure_id.clone(),
        intended_use: args.text("intended_use"),
        stage: args.needed_word("stage")?,
        risk_manager: args.text("risk_manager"),
        clinical_owner: args.text("clinical_owner"),
        organization: args.text("organization"),
        scale_sha256: scale.sha256().to_owned(),
        profile_sha256: profile.map(|profile| profile.sha256().to_owned()).unwrap_or_default(),
        trait_sha256s: match profile {
            Some(_) => traits.iter().map(|one| one.sha256().to_owned()).collect(),
            None => Vec::new(),
        },
        process_sha256: process.sha256().to_owned(),
        begun_from: None,
        begun_on: workbench.today(),
        frozen_on: None,
    };
    let shown = format!("{reference} begun: {} {}.", args.text("manufacturer"), args.text("model"));
    let mut draft = Draft::default();
    edits.push(Edit::put(&assessment_id, 0, &assessment));
    draft.event(workbench.new_request(), EventKind::AssessmentBegun, shown, "", edits);
    record::scale(workbench, &mut draft, scale)?;
    record::process(workbench, &mut draft, process)?;
    if let Some(profile) = profile {
        record::profile(workbench, &mut draft, &assessment_id, &reference, (profile, &traits))?;
    }
    if let Some(disclosure_id) = &disclosure_id {
        workbench.coverage_from_register(&mut draft, &assessment_id, &reference, disclosure_id)?;
    }
    workbench.draft_first_index(&mut draft)?;
    let committed = workbench.write(request, draft)?;
    let mut said = said(&committed)?;
    if profile.is_none() {
        said.push_str(&format!(
            " No profile: what is required is not known until apply-profile {reference} says it."
        ));
    }
    Ok(Outcome { said, subject: reference })
}

/// The most characters of a REF.
const LONGEST_REF: usize = 24;

/// A ref that is free and can be typed anywhere: letters, digits, `-`, `_` and `.`.
pub(in crate::workbench) fn new_reference(workbench: &Workbench, reference: &str) -> Result<String, Trouble> {
    let plain = reference.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c));
    if !plain
        || reference.is_empty()
        || reference.len() > LONGEST_REF
        || reference.eq_ignore_ascii_case("all")
    {
        return Err(Trouble::refused(
            "Not saved",
            format!("{reference:?} cannot be a REF"),
            "up to 24 letters and digits, with - _ or . between, like ip3; not `all`",
        ));
    }
    if workbench.count(&Query::all(Object::Assessment).is("ref", reference))? > 0 {
        return Err(Trouble::refused(
            "Not saved",
            format!("there is an assessment {reference} already"),
            "another REF",
        ));
    }
    Ok(reference.to_owned())
}

/// The product of this name: the one that is there, which a disclosure may have brought without its kind, or a new one.
fn product(workbench: &Workbench, args: &Args) -> Result<(Id, Vec<Edit>), Trouble> {
    let (manufacturer, model) = (args.needed("manufacturer")?, args.needed("model")?);
    let kind = kind_named(&args.text("kind"));
    if let Some(held) = workbench.product_named(&manufacturer, &model)? {
        if kind.is_empty() || kind == held.kind {
            return Ok((held.id, Vec::new()));
        }
        let named = Product { kind, ..held.value };
        let edit = Edit::put(&held.id, held.version, &named);
        return Ok((held.id, vec![edit]));
    }
    let product = Product {
        manufacturer,
        model,
        kind,
        description: String::new(),
        udi_di: String::new(),
        end_of_sale: None,
        end_of_support: None,
        end_of_component_support: None,
    };
    let id = workbench.new_request();
    Ok((id.clone(), vec![Edit::put(&id, 0, &product)]))
}
