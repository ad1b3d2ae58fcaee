//! Rate by another scale, or another version of it, from now on. No rating that is there changes.

use super::{Action, Args, Field, FieldKind, Outcome, Pick, Subject, record};
use crate::{
    domain::{assessment::Assessment, events::EventKind, object::Id, trouble::Trouble},
    ledger::Edit,
    workbench::{Workbench, store::Draft},
};

const FIELDS: &[Field] = &[
    Field::required("scale", "Scale", FieldKind::Pick(Pick::Scale), "of the catalogue"),
    Field::required("reason", "Reason", FieldKind::Text, "why this one"),
];

pub(super) const ACTION: Action = Action {
    name: "adopt-scale",
    title: "Adopt a scale",
    help: "Rates from now on by another scale; no rating that is there changes, and those to be made again are told.",
    subject: Subject::Assessment,
    fields: FIELDS,
    danger: true,
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
    let scale = workbench.scale_named(&args.needed("scale")?)?;
    let reason = args.needed("reason")?;
    if held.scale_sha256 == scale.sha256() {
        return Err(Trouble::refused(
            "Nothing to adopt",
            format!("{} uses this version of {} already", held.reference, scale.id),
            "",
        ));
    }
    let mut draft = Draft::default();
    record::scale(workbench, &mut draft, scale)?;
    let value = Assessment { scale_sha256: scale.sha256().to_owned(), ..held.value.clone() };
    let edit = Edit::put(&held.id, held.version, &value);
    let shown = format!("{}: rated by scale {} from now on.", held.reference, scale.id);
    draft.event(workbench.new_request(), EventKind::AssessmentChanged, shown.clone(), &reason, vec![edit]);
    workbench.write(request, draft)?;
    let again = workbench.rerating(&held.reference)?;
    let mut said = shown;
    if !again.is_empty() {
        let refs: Vec<&str> = again.iter().map(|line| line.risk.as_str()).collect();
        said.push_str(&format!(" To be rated again: {}.", refs.join(", ")));
    }
    Ok(Outcome { said, subject: held.value.reference })
}
