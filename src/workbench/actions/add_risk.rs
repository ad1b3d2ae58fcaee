//! Add a risk, from a template or freely.

use super::{Action, Args, Field, FieldKind, Known, Outcome, Pick, Subject};
use crate::{
    domain::{
        events::EventKind,
        object::Id,
        risk::{Risk, RiskStatus, tags},
        trouble::Trouble,
        vulnerability::Vulnerability,
    },
    ledger::Edit,
    process::causes::is_same,
    workbench::Workbench,
};

const FIELDS: &[Field] = &[
    Field::optional(
        "template",
        "Template",
        FieldKind::Pick(Pick::RiskTemplate),
        "fills what is left empty below",
    ),
    Field::optional("title", "Title", FieldKind::Line, "a short name of the situation"),
    Field::optional("hazard", "Hazard", FieldKind::Line, "the source of possible harm"),
    Field::optional("hazardous_situation", "Hazardous situation", FieldKind::Text, "who is exposed to what"),
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
];

/// By when its owner wants to be done with it.
pub(super) const DUE: Field = Field::optional(
    "due_on",
    "Due",
    FieldKind::Date,
    "by when its owner wants to be done; nothing expires on it",
);
/// Words to find it by.
pub(super) const TAGS: Field =
    Field::optional("tags", "Tags", FieldKind::Line, "words to find it by, parted by commas")
        .known(Known::Tags);

pub(super) const ACTION: Action = Action {
    name: "add-risk",
    title: "Add a risk",
    help: "From a template that fits the gap, or freely; it gets the next R number.",
    subject: Subject::Capability,
    fields: FIELDS,
    danger: false,
    prefill,
    run,
};

fn prefill(workbench: &Workbench, subject: &str) -> Result<Args, Trouble> {
    let assessment = workbench.assessment(subject)?;
    workbench.changeable(&assessment)?;
    let args = Args::new().with("owner", &assessment.risk_manager);
    Ok(match subject.split_once('/') {
        Some((_, code)) => args.with("capabilities", code.to_ascii_uppercase()),
        None => args,
    })
}

fn run(workbench: &mut Workbench, subject: &str, args: &Args, request: Id) -> Result<Outcome, Trouble> {
    let assessment = workbench.assessment(subject)?;
    workbench.changeable(&assessment)?;
    let mut args = args.clone();
    if args.is_empty("capabilities")
        && args.is_empty("template")
        && let Some((_, code)) = subject.split_once('/')
    {
        args.set("capabilities", code.to_ascii_uppercase());
    }
    let value = risk(workbench, &args, &assessment.id)?;
    let id = workbench.new_request();
    let shown = format!("{}/{{ref}} added: {}.", assessment.reference, value.title.trim_end_matches('.'));
    let said =
        workbench.write_one(request, EventKind::RiskAdded, shown, "", vec![Edit::put(&id, 0, &value)])?;
    let subject = said.split(' ').next().unwrap_or_default().to_owned();
    Ok(Outcome { said, subject })
}

/// The risk that the arguments tell; what they leave empty comes from the template.
fn risk(workbench: &Workbench, args: &Args, assessment_id: &Id) -> Result<Risk, Trouble> {
    let template = match args.text("template") {
        name if name.is_empty() => None,
        name => Some(workbench.catalogue().risk(&name).ok_or_else(|| {
            Trouble::refused(
                "Not saved",
                format!("there is no risk template {name:?}"),
                "riskward suggest lists those that fit",
            )
        })?),
    };
    let or = |name: &str, from: Option<&str>| {
        let given = args.text(name);
        if given.is_empty() { from.unwrap_or_default().to_owned() } else { given }
    };
    let or_list = |name: &str, from: Option<Vec<String>>| {
        let given = args.list(name);
        if given.is_empty() { from.unwrap_or_default() } else { given }
    };
    let title = Args::short(or("title", template.map(|t| t.title.as_str())), "")?;
    let hazardous_situation = or("hazardous_situation", template.map(|t| t.hazardous_situation.as_str()));
    for (name, text) in [("title", &title), ("hazardous_situation", &hazardous_situation)] {
        if text.is_empty() {
            return Err(Trouble::refused(
                "Not saved",
                format!("{name} is empty"),
                format!("fill in {name}, or pick a template"),
            ));
        }
    }
    let own = template.map(|t| vec![t.id.split('-').next().unwrap_or_default().to_owned()]);
    Ok(Risk {
        assessment_id: assessment_id.clone(),
        number: 0,
        reference: String::new(),
        title,
        hazard: or("hazard", template.map(|t| t.hazard.as_str())),
        hazardous_situation,
        causes: with_shared(or_list("causes", template.map(|t| t.causes.clone())), args),
        consequence: or("consequence", template.map(|t| t.consequence.as_str())),
        capabilities: codes(workbench, or_list("capabilities", own))?,
        vulnerability_refs: vulnerabilities(args.list("vulnerability_refs"))?,
        template: template.map(|t| t.id.clone()).unwrap_or_default(),
        new_risk_of: brought_by(workbench, args)?,
        owner: args.text("owner"),
        due_on: args.date("due_on")?,
        tags: tags(&args.text("tags")),
        status: RiskStatus::Open,
        treatment: None,
        treatment_reason: String::new(),
        order_reason: String::new(),
        begun_from: None,
    })
}

/// The causes that were typed, and those picked that are not among them.
pub(super) fn with_shared(mut causes: Vec<String>, args: &Args) -> Vec<String> {
    for cause in args.list("shared_causes") {
        if !causes.iter().any(|known| is_same(known, &cause)) {
            causes.push(cause);
        }
    }
    causes
}

/// The codes in capitals, each one of the 22.
pub(super) fn codes(workbench: &Workbench, given: Vec<String>) -> Result<Vec<String>, Trouble> {
    let codes: Vec<String> = given.into_iter().map(|code| code.to_ascii_uppercase()).collect();
    match codes.iter().find(|code| workbench.catalogue().capability(code).is_none()) {
        Some(code) => Err(Trouble::refused(
            "Not saved",
            format!("{code:?} is none of the 22 capabilities"),
            "a code like MLDP",
        )),
        None => Ok(codes),
    }
}

/// Each reference read and written as it is shown: id, CVSS vector, `KEV`.
pub(in crate::workbench) fn vulnerabilities(given: Vec<String>) -> Result<Vec<String>, Trouble> {
    let read = given.iter().map(|line| Vulnerability::parse(line).map(|read| read.to_string()));
    read.collect::<Result<_, _>>().map_err(|e| {
        Trouble::refused(
            "Not saved",
            format!("vulnerability_refs: {e}"),
            "a line like CVE-2024-12345 CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H KEV",
        )
    })
}

/// The control that brought the risk, if the arguments name one.
pub(super) fn brought_by(workbench: &Workbench, args: &Args) -> Result<Option<Id>, Trouble> {
    match args.text("new_risk_of") {
        name if name.is_empty() => Ok(None),
        name => Ok(Some(workbench.control_of(&name)?.id)),
    }
}
