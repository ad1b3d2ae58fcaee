//! Take what is required from a profile.

use super::{Action, Args, Field, FieldKind, Outcome, Pick, Subject, record};
use crate::{
    domain::{assessment::Assessment, events::EventKind, object::Id, trouble::Trouble},
    ledger::Edit,
    workbench::{Workbench, store::Draft},
};

const FIELDS: &[Field] =
    &[Field::required("profile", "Profile", FieldKind::Pick(Pick::Profile), "by the kind of product")];

pub(super) const ACTION: Action = Action {
    name: "apply-profile",
    title: "Apply a profile",
    help: "Says for each capability whether it is required; what a person has changed stays.",
    subject: Subject::Assessment,
    fields: FIELDS,
    danger: false,
    prefill,
    run,
};

fn prefill(workbench: &Workbench, subject: &str) -> Result<Args, Trouble> {
    workbench.changeable(&*workbench.assessment(subject)?)?;
    Ok(Args::new())
}

fn run(workbench: &mut Workbench, subject: &str, args: &Args, request: Id) -> Result<Outcome, Trouble> {
    let held = workbench.assessment(subject)?;
    workbench.changeable(&held)?;
    let profile = workbench.profile_named(&args.needed("profile")?)?;
    let mut draft = Draft::default();
    record::profile(workbench, &mut draft, &held.id, &held.reference, profile)?;
    if held.profile_sha256 != profile.sha256() {
        let value = Assessment { profile_sha256: profile.sha256().to_owned(), ..held.value.clone() };
        let edit = Edit::put(&held.id, held.version, &value);
        let shown = format!("{}: profile {} applied.", held.reference, profile.id);
        draft.event(workbench.new_request(), EventKind::AssessmentChanged, shown, "", vec![edit]);
    }
    workbench.write(request, draft)?;
    Ok(Outcome {
        said: format!("{}: profile {} applied.", held.reference, profile.id),
        subject: held.value.reference,
    })
}
