//! Change a risk's texts, links, owner, due date and tags.

use super::{
    Action, Args, Field, FieldKind, Known, OPENED_ON, Outcome, Pick, Subject,
    add_risk::{DUE, TAGS, brought_by, codes, vulnerabilities, with_shared},
    opened_on,
};
use crate::{
    domain::{
        control::Control,
        events::EventKind,
        object::Id,
        risk::{Risk, RiskStatus, tags},
        trouble::Trouble,
        word::Word as _,
    },
    ledger::Edit,
    workbench::Workbench,
};

const FIELDS: &[Field] = &[
    Field::required("title", "Title", FieldKind::Line, "a short name of the situation"),
    Field::optional("hazard", "Hazard", FieldKind::Line, "the source of possible harm"),
    Field::required("hazardous_situation", "Hazardous situation", FieldKind::Text, "who is exposed to what"),
    Field::optional("causes", "Causes", FieldKind::List, "what leads to it, one a line").known(Known::Causes),
    Field::optional(
        "shared_causes",
        "Causes shared",
        FieldKind::PickMany(Pick::Cause),
        "causes that other risks here have, in addition to those typed",
    ),
    Field::optional("consequence", "Consequence", FieldKind::Text, "for patient, service or data"),
    Field::optional("capabilities", "Capabilities", FieldKind::PickMany(Pick::Capability), "it comes from"),
    Field::optional(
        "vulnerability_refs",
        "Vulnerabilities",
        FieldKind::List,
        "CVE or advisory id, its CVSS vector, KEV if exploited; one a line",
    ),
    Field::optional(
        "new_risk_of",
        "Brought by control",
        FieldKind::Pick(Pick::Control),
        "if a control brings it",
    ),
    Field::optional("owner", "Owner", FieldKind::Line, "who looks after it").known(Known::People),
    DUE,
    TAGS,
    Field::required("status", "Status", FieldKind::Pick(Pick::Words(RiskStatus::CHOICES)), "where it stands"),
];

pub(super) const ACTION: Action = Action {
    name: "edit-risk",
    title: "Edit the risk",
    help: "Its texts, capabilities, owner, due date, tags and status.",
    subject: Subject::Risk,
    fields: FIELDS,
    danger: false,
    prefill,
    run,
};

fn prefill(workbench: &Workbench, subject: &str) -> Result<Args, Trouble> {
    let (assessment, held) = workbench.risk_of(subject)?;
    workbench.is_newest(&assessment)?;
    let brought = match &held.new_risk_of {
        Some(id) => workbench.needed::<Control>(id)?.value.reference,
        None => String::new(),
    };
    Ok(Args::new()
        .with("title", &held.title)
        .with("hazard", &held.hazard)
        .with("hazardous_situation", &held.hazardous_situation)
        .with("causes", held.causes.join("\n"))
        .with("consequence", &held.consequence)
        .with("capabilities", held.capabilities.join("|"))
        .with("vulnerability_refs", held.vulnerability_refs.join("\n"))
        .with("new_risk_of", brought)
        .with("owner", &held.owner)
        .with("due_on", held.due_on.map(|date| date.to_string()).unwrap_or_default())
        .with("tags", held.tags.join(", "))
        .with("status", held.status.word())
        .with(OPENED_ON, held.version.to_string()))
}

/// What is not named stays as it is on the command line; a form names everything that it shows, and a field
/// cleared there is cleared.
fn run(workbench: &mut Workbench, subject: &str, args: &Args, request: Id) -> Result<Outcome, Trouble> {
    let (assessment, held) = workbench.risk_of(subject)?;
    workbench.is_newest(&assessment)?;
    let mut full = if args.is_empty(OPENED_ON) { prefill(workbench, subject)? } else { Args::new() };
    for (name, value) in args.iter() {
        full.set(name, value);
    }
    let args = &full;
    let value = Risk {
        title: Args::short(args.needed("title")?, &held.title)?,
        hazard: args.text("hazard"),
        hazardous_situation: args.needed("hazardous_situation")?,
        causes: with_shared(args.list("causes"), args),
        consequence: args.text("consequence"),
        capabilities: codes(workbench, args.list("capabilities"))?,
        vulnerability_refs: vulnerabilities(args.list("vulnerability_refs"))?,
        new_risk_of: brought_by(workbench, args)?,
        owner: args.text("owner"),
        due_on: args.date("due_on")?,
        tags: tags(&args.text("tags")),
        status: args.needed_word("status")?,
        ..held.value.clone()
    };
    let name = format!("{}/{}", assessment.reference, held.reference);
    let accepted = |status: RiskStatus| status == RiskStatus::Accepted;
    if accepted(value.status) != accepted(held.status) {
        return Err(Trouble::refused(
            "Not saved",
            format!(
                "status is {}, and only a decision accepts a risk or takes that back",
                value.status.label()
            ),
            "decide, or withdraw-decision",
        ));
    }
    let edit = Edit::put(&held.id, opened_on(args, held.version)?, &value);
    let said =
        workbench.write_one(request, EventKind::RiskChanged, format!("{name} changed."), "", vec![edit])?;
    Ok(Outcome { said, subject: name })
}
