//! Adopt requirement sets of the catalogue for the whole register, or newer versions of them.

use super::{Action, Args, Field, FieldKind, Known, Outcome, Pick, Subject, happened_on};
use crate::{
    domain::{object::Id, trouble::Trouble},
    workbench::{Workbench, requirements::Adoption, store::Draft},
};

const FIELDS: &[Field] = &[
    Field::required(
        "sets",
        "Requirement sets",
        FieldKind::PickMany(Pick::RequirementSet),
        "of regions, or the hospital's own",
    ),
    Field::required("reason", "Reason", FieldKind::Text, "why they hold here"),
    Field::optional("by", "By", FieldKind::Line, "who adopts them").known(Known::People),
    Field::optional("on", "On", FieldKind::Date, "when"),
];

pub(super) const ACTION: Action = Action {
    name: "adopt-requirements",
    title: "Adopt requirement sets",
    help: "Asks their requirements in every assessment; nothing is answered by itself, and answers outlive a new version.",
    subject: Subject::Register,
    fields: FIELDS,
    danger: false,
    prefill,
    run,
};

fn prefill(workbench: &Workbench, _: &str) -> Result<Args, Trouble> {
    Ok(Args::new().with("by", workbench.person_name()?).with("on", workbench.today().to_string()))
}

fn run(workbench: &mut Workbench, _: &str, args: &Args, request: Id) -> Result<Outcome, Trouble> {
    args.needed("sets")?;
    let mut sets = Vec::new();
    for name in args.list("sets") {
        let set = workbench.set_named(&name)?;
        if !sets.contains(&set) {
            sets.push(set);
        }
    }
    let adoption = Adoption {
        by: if args.is_empty("by") { workbench.person_name()? } else { args.text("by") },
        on: happened_on(workbench, args, "on")?,
        reason: args.needed("reason")?,
    };
    let mut draft = Draft::default();
    let told = workbench.draft_adoption(&mut draft, &sets, &adoption)?;
    if told.is_empty() {
        return Err(Trouble::refused(
            "Nothing to adopt",
            format!("{} holds here already, with this very text", args.list("sets").join(", ")),
            "another set, or none",
        ));
    }
    let mut said = format!("Requirements adopted: {}.", told.join("; "));
    let mut roles: Vec<&str> = sets.iter().flat_map(|set| &set.roles).map(String::as_str).collect();
    roles.sort_unstable();
    roles.dedup();
    if !roles.is_empty() {
        said.push_str(&format!(" They ask for people in these roles: {}.", roles.join(", ")));
    }
    let scales: Vec<&str> = sets.iter().filter_map(|set| set.scale.as_deref()).collect();
    if !scales.is_empty() {
        said.push_str(&format!(" They suggest the scale {}; adopt-scale takes it up.", scales.join(", ")));
    }
    workbench.write(request, draft)?;
    Ok(Outcome { said, subject: String::new() })
}
