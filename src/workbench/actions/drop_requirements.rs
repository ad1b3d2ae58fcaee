//! Drop requirement sets that the register has adopted.

use super::{Action, Args, Field, FieldKind, Outcome, Pick, Subject};
use crate::{
    domain::{
        events::EventKind,
        object::{Id, Object},
        trouble::Trouble,
    },
    ledger::Edit,
    workbench::Workbench,
};

const FIELDS: &[Field] = &[
    Field::required(
        "sets",
        "Requirement sets",
        FieldKind::PickMany(Pick::AdoptedSet),
        "that do not hold here any more",
    ),
    Field::required("reason", "Reason", FieldKind::Text, "why not"),
];

pub(super) const ACTION: Action = Action {
    name: "drop-requirements",
    title: "Drop requirement sets",
    help: "Their requirements are asked no more and count in no gap; answers stay, and count again if they are adopted again.",
    subject: Subject::Register,
    fields: FIELDS,
    danger: true,
    prefill: super::empty,
    run,
};

fn run(workbench: &mut Workbench, _: &str, args: &Args, request: Id) -> Result<Outcome, Trouble> {
    args.needed("sets")?;
    let reason = args.needed("reason")?;
    let adopted = workbench.adopted_sets()?;
    let mut names = args.list("sets");
    names.dedup();
    let mut edits: Vec<Edit> = Vec::new();
    for name in &names {
        let Some(held) = adopted.iter().find(|held| held.set == *name) else {
            let known: Vec<&str> = adopted.iter().map(|held| held.set.as_str()).collect();
            return Err(Trouble::refused(
                "Nothing to drop",
                format!("{name:?} is no requirement set that this register has adopted"),
                if known.is_empty() { "none is".to_owned() } else { format!("some of {}", known.join(", ")) },
            ));
        };
        if edits.iter().all(|edit| edit.id != held.id) {
            edits.push(Edit::remove(Object::RequirementSet, &held.id, held.version));
        }
    }
    let shown = format!("Requirements dropped: {}.", names.join(", "));
    let said = workbench.write_one(request, EventKind::RequirementsDropped, shown, &reason, edits)?;
    Ok(Outcome { said, subject: String::new() })
}
