//! Word a cause anew in every risk that has it, or in some of them.

use super::{Action, Args, Field, FieldKind, Outcome, Pick, Subject};
use crate::{
    domain::{events::EventKind, object::Id, record::Held, risk::Risk, trouble::Trouble},
    ledger::Edit,
    process::causes::{is_same, renamed},
    workbench::Workbench,
};

const FIELDS: &[Field] = &[
    Field::required("cause", "Cause", FieldKind::Pick(Pick::Cause), "as it is worded now"),
    Field::required("to", "Worded anew", FieldKind::Line, "what leads to it, in other words"),
    Field::optional(
        "risks",
        "Risks",
        FieldKind::PickMany(Pick::Risk),
        "in which of those that share it; left empty = in all of them",
    ),
];

pub(super) const ACTION: Action = Action {
    name: "rename-cause",
    title: "Word a cause anew",
    help: "In every risk that has it, at once; decisions that rest on the wording become stale.",
    subject: Subject::Assessment,
    fields: FIELDS,
    danger: false,
    prefill,
    run,
};

fn prefill(workbench: &Workbench, subject: &str) -> Result<Args, Trouble> {
    let assessment = workbench.assessment(subject)?;
    workbench.changeable(&assessment)?;
    Ok(Args::new())
}

fn run(workbench: &mut Workbench, subject: &str, args: &Args, request: Id) -> Result<Outcome, Trouble> {
    let assessment = workbench.assessment(subject)?;
    workbench.changeable(&assessment)?;
    let (cause, to) = (args.needed("cause")?, args.needed("to")?);
    let wanted: Vec<String> = args.list("risks").iter().map(|name| name.to_uppercase()).collect();
    let name = &assessment.reference;
    let refuse = |because: String, try_this: String| Err(Trouble::refused("Not saved", because, try_this));
    let risks = workbench.risks_of(&assessment.id)?;
    let having: Vec<&Held<Risk>> =
        risks.iter().filter(|risk| risk.causes.iter().any(|known| is_same(known, &cause))).collect();
    let refs: Vec<&str> = having.iter().map(|risk| risk.reference.as_str()).collect();
    if having.is_empty() {
        return refuse(
            format!("no risk of {name} has the cause {cause:?}"),
            format!("a cause as `show {name}/R-…` tells it"),
        );
    }
    if let Some(other) = wanted.iter().find(|wanted| !refs.contains(&wanted.as_str())) {
        return refuse(format!("{other} does not have that cause"), refs.join("|"));
    }
    let changed = having.into_iter().filter(|risk| wanted.is_empty() || wanted.contains(&risk.reference));
    let (mut edits, mut names) = (Vec::new(), Vec::new());
    for held in changed {
        let value = Risk { causes: renamed(&held.causes, &cause, &to), ..held.value.clone() };
        if value != held.value {
            edits.push(Edit::put(&held.id, held.version, &value));
            names.push(held.reference.as_str());
        }
    }
    if edits.is_empty() {
        return refuse("it is worded so already".into(), "other words".into());
    }
    let shown = format!("{name}: the cause “{cause}” is “{to}” now, in {}.", names.join(", "));
    let said = workbench.write_one(request, EventKind::RiskChanged, shown, "", edits)?;
    Ok(Outcome { said, subject: name.clone() })
}
