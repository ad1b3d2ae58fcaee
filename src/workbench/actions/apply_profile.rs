//! Take what is required from a profile.

use super::{Action, Args, Field, FieldKind, Outcome, Pick, Subject, record};
use crate::{
    domain::{assessment::Assessment, events::EventKind, object::Id, register::Knowledge, trouble::Trouble},
    ledger::Edit,
    workbench::{Workbench, store::Draft},
};

const FIELDS: &[Field] =
    &[Field::required("profile", "Profile", FieldKind::Pick(Pick::Profile), "by the kind of product")];

pub(super) const ACTION: Action = Action {
    name: "apply-profile",
    title: "Apply a profile",
    help: "Says for each capability whether it is required, by kind of product and traits; what a person has changed stays.",
    subject: Subject::Assessment,
    fields: FIELDS,
    danger: false,
    prefill,
    run,
};

fn prefill(workbench: &Workbench, subject: &str) -> Result<Args, Trouble> {
    let held = workbench.assessment(subject)?;
    workbench.changeable(&held)?;
    let used = workbench.by_id::<Knowledge>(&Id::from(held.profile_sha256.as_str()))?;
    Ok(Args::new().with("profile", used.map(|part| part.value.name).unwrap_or_default()))
}

fn run(workbench: &mut Workbench, subject: &str, args: &Args, request: Id) -> Result<Outcome, Trouble> {
    let held = workbench.assessment(subject)?;
    workbench.changeable(&held)?;
    let profile = workbench.profile_named(&args.needed("profile")?)?;
    let mut draft = Draft::default();
    let traits = workbench.known_traits(&workbench.traits_of(&held)?);
    record::profile(workbench, &mut draft, &held.id, &held.reference, (profile, &traits))?;
    let value = Assessment {
        profile_sha256: profile.sha256().to_owned(),
        trait_sha256s: traits.iter().map(|one| one.sha256().to_owned()).collect(),
        ..held.value.clone()
    };
    if value != held.value {
        let edit = Edit::put(&held.id, held.version, &value);
        let shown = format!("{}: profile {} applied.", held.reference, profile.id);
        draft.event(workbench.new_request(), EventKind::AssessmentChanged, shown, "", vec![edit]);
    }
    workbench.write(request, draft)?;
    let mut said = format!("{}: profile {} applied.", held.reference, profile.id);
    if !traits.is_empty() {
        let ids: Vec<&str> = traits.iter().map(|one| one.id.as_str()).collect();
        said.push_str(&format!(" Lifted by the traits of its placements: {}.", ids.join(", ")));
    }
    Ok(Outcome { said, subject: held.value.reference })
}
