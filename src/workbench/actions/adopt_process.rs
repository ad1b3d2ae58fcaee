//! Go through the gates of the process that this riskward brings.

use super::{Action, Args, Field, FieldKind, Outcome, Subject, record};
use crate::{
    domain::{assessment::Assessment, events::EventKind, object::Id, trouble::Trouble},
    ledger::Edit,
    workbench::{Workbench, store::Draft},
};

const FIELDS: &[Field] = &[Field::required("reason", "Reason", FieldKind::Text, "why this one")];

pub(super) const ACTION: Action = Action {
    name: "adopt-process",
    title: "Adopt the process",
    help: "Goes through the gates of the process that this riskward brings; passages stay as they were made.",
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
    let process = workbench.process_of_the_catalogue()?;
    let reason = args.needed("reason")?;
    if held.process_sha256 == process.sha256() {
        return Err(Trouble::refused(
            "Nothing to adopt",
            format!("{} uses this version of {} already", held.reference, process.id),
            "",
        ));
    }
    let mut draft = Draft::default();
    record::process(workbench, &mut draft, process)?;
    let value = Assessment { process_sha256: process.sha256().to_owned(), ..held.value.clone() };
    let edit = Edit::put(&held.id, held.version, &value);
    let shown = format!(
        "{}: goes through process {}, version {}, from now on.",
        held.reference, process.id, process.version
    );
    draft.event(workbench.new_request(), EventKind::AssessmentChanged, shown.clone(), &reason, vec![edit]);
    workbench.write(request, draft)?;
    Ok(Outcome { said: shown, subject: held.value.reference })
}
