//! Record what is really so at a placement.

use super::{
    Action, Args, Field, FieldKind, Known, Outcome, Pick, Subject, edit_placement::numbered, happened_on,
};
use crate::{
    domain::{
        assessment::InUse,
        capability::InUseState,
        events::EventKind,
        object::{Id, Object},
        trouble::Trouble,
        word::Word as _,
    },
    ledger::{Edit, Query},
    workbench::Workbench,
};

const FIELDS: &[Field] = &[
    Field::optional(
        "placement",
        "Placement",
        FieldKind::Pick(Pick::Placement),
        "left empty = at every placement",
    ),
    Field::required(
        "state",
        "In use",
        FieldKind::Pick(Pick::Words(InUseState::CHOICES)),
        "what is really so",
    ),
    Field::optional("person", "Checked by", FieldKind::Line, "who looked").known(Known::People),
    Field::optional("on", "Checked on", FieldKind::Date, "when"),
    Field::optional("evidence", "Evidence", FieldKind::Text, "what shows it"),
];

pub(super) const ACTION: Action = Action {
    name: "record-in-use",
    title: "Record what is in use",
    help: "Per placement: is the capability switched on and used?",
    subject: Subject::Capability,
    fields: FIELDS,
    danger: false,
    prefill,
    run,
};

fn prefill(workbench: &Workbench, subject: &str) -> Result<Args, Trouble> {
    workbench.is_newest(&workbench.capability_of(subject)?.0)?;
    Ok(Args::new().with("person", workbench.actor_name()).with("on", workbench.today().to_string()))
}

fn run(workbench: &mut Workbench, subject: &str, args: &Args, request: Id) -> Result<Outcome, Trouble> {
    let (assessment, code) = workbench.capability_of(subject)?;
    workbench.is_newest(&assessment)?;
    let state: InUseState = args.needed_word("state")?;
    let mut placements = workbench.placements_of(&assessment)?;
    if !args.is_empty("placement") {
        placements = vec![numbered(placements, args)?];
    }
    if placements.is_empty() {
        return Err(Trouble::refused("Not saved", "the assessment has no placement", "add-placement"));
    }
    let person =
        if args.is_empty("person") { workbench.actor_name().to_owned() } else { args.text("person") };
    let checked_on = match state {
        InUseState::NotChecked => None,
        _ => Some(happened_on(workbench, args, "on")?),
    };
    let mut edits = Vec::new();
    for placement in &placements {
        let value = InUse {
            placement_id: placement.id.clone(),
            capability: code.clone(),
            state,
            person: person.clone(),
            checked_on,
            evidence: args.text("evidence"),
        };
        let held = workbench.first::<InUse>(
            Query::all(Object::InUse)
                .is("placement_id", placement.id.as_str())
                .is("capability", code.as_str()),
        )?;
        edits.push(match held {
            Some(held) => Edit::put(&held.id, held.version, &value),
            None => Edit::put(&workbench.new_request(), 0, &value),
        });
    }
    let at = match placements.as_slice() {
        [one] => one.location.clone(),
        many => format!("{} placements", many.len()),
    };
    let shown = format!("{}/{code}: {} at {at}.", assessment.reference, state.label());
    let said = workbench.write_one(request, EventKind::InUseRecorded, shown, "", edits)?;
    Ok(Outcome { said, subject: format!("{}/{code}", assessment.reference) })
}
