//! Add a compensating control, from a template or freely, and let it serve the risk.

use super::{Action, Args, Field, FieldKind, Known, Outcome, Pick, Subject};
use crate::{
    domain::{
        capability::Responsible,
        control::{Control, ControlKind, ControlSite, ControlState, RiskControl},
        events::EventKind,
        object::Id,
        trouble::Trouble,
        word::Word as _,
    },
    ledger::Edit,
    workbench::Workbench,
};

pub(super) const YES_NO: FieldKind = FieldKind::Pick(Pick::Words(&[("yes", "yes"), ("no", "no")]));

/// The orders of controls, as they are picked.
pub(in crate::workbench) const ORDERS: &[(&str, &str)] =
    &[("1", "1 removes the exposure"), ("2", "2 protects"), ("3", "3 informs and trains")];

const FIELDS: &[Field] = &[
    Field::optional(
        "template",
        "Template",
        FieldKind::Pick(Pick::ControlTemplate),
        "fills what is left empty below",
    ),
    Field::optional("title", "Title", FieldKind::Line, "what is done, in a few words"),
    Field::optional("kind", "Kind", FieldKind::Pick(Pick::Words(ControlKind::CHOICES)), "what it is made of"),
    Field::optional(
        "order",
        "Order",
        FieldKind::Pick(Pick::Words(ORDERS)),
        "what removes the exposure goes before what protects, and that before training",
    ),
    Field::optional("description", "Description", FieldKind::Text, "what is done here"),
    Field::optional("common", "Common", YES_NO, "put in place once per site and inherited by many"),
    Field::optional("owner", "Owner", FieldKind::Line, "who looks after it").known(Known::People),
    Field::optional(
        "responsible",
        "Responsible",
        FieldKind::Pick(Pick::Words(Responsible::CHOICES)),
        "which party carries it",
    ),
    Field::optional("due", "Due", FieldKind::Date, "by when it is to be in place"),
    Field::optional("brings_new_risk", "Brings a new risk", YES_NO, "must be answered before going live"),
    Field::optional("new_risk_note", "Which, or why none", FieldKind::Line, ""),
];

pub(super) const ACTION: Action = Action {
    name: "add-control",
    title: "Add a control",
    help: "A compensating control that serves this risk; it gets the next C number.",
    subject: Subject::Risk,
    fields: FIELDS,
    danger: false,
    prefill,
    run,
};

fn prefill(workbench: &Workbench, subject: &str) -> Result<Args, Trouble> {
    workbench.changeable(&workbench.risk_of(subject)?.0)?;
    Ok(Args::new().with("responsible", Responsible::Hdo.word()))
}

fn run(workbench: &mut Workbench, subject: &str, args: &Args, request: Id) -> Result<Outcome, Trouble> {
    let (assessment, risk) = workbench.risk_of(subject)?;
    workbench.changeable(&assessment)?;
    let value = control(workbench, args)?;
    let id = workbench.new_request();
    let mut edits = vec![Edit::put(&id, 0, &value)];
    for site in workbench.sites_of(&assessment)? {
        edits.push(Edit::put(&workbench.new_request(), 0, &proposed_at(&id, site)));
    }
    let link = RiskControl { risk_id: risk.id.clone(), control_id: id };
    edits.push(Edit::put(&workbench.new_request(), 0, &link));
    let name = format!("{}/{}", assessment.reference, risk.reference);
    let shown = format!("{{ref}} proposed for {name}: {}.", value.title.trim_end_matches('.'));
    let said = workbench.write_one(request, EventKind::ControlAdded, shown, "", edits)?;
    let subject = said.split(' ').next().unwrap_or_default().to_owned();
    let next = next_step(&value, &subject, false);
    Ok(Outcome { said: format!("{said}{next}"), subject })
}

/// What is to be done next about a control that brings a new risk.
pub(super) fn next_step(control: &Control, reference: &str, is_linked: bool) -> String {
    if control.brings_new_risk == Some(true) && !is_linked {
        format!(" It brings a new risk: add-risk with new_risk_of={reference} records it.")
    } else {
        String::new()
    }
}

/// A control that is thought of for a site.
pub(super) fn proposed_at(control_id: &Id, site: String) -> ControlSite {
    ControlSite {
        control_id: control_id.clone(),
        site,
        state: ControlState::Proposed,
        implemented_by: String::new(),
        implemented_on: None,
        evidence: String::new(),
    }
}

/// The control that the arguments tell; what they leave empty comes from the template.
fn control(workbench: &Workbench, args: &Args) -> Result<Control, Trouble> {
    let template = match args.text("template") {
        name if name.is_empty() => None,
        name => Some(workbench.catalogue().control(&name).ok_or_else(|| {
            Trouble::refused(
                "Not saved",
                format!("there is no control template {name:?}"),
                "riskward suggest lists those that fit",
            )
        })?),
    };
    let or = |name: &str, from: Option<&str>| {
        let given = args.text(name);
        if given.is_empty() { from.unwrap_or_default().to_owned() } else { given }
    };
    let missing = |name: &str| {
        Trouble::refused(
            "Not saved",
            format!("{name} is empty"),
            format!("fill in {name}, or pick a template"),
        )
    };
    let title = Args::short(or("title", template.map(|t| t.title.as_str())), "")?;
    if title.is_empty() {
        return Err(missing("title"));
    }
    let kind = args.word("kind")?.or(template.map(|t| t.kind)).ok_or_else(|| missing("kind"))?;
    let order = args.number("order")?.or(template.map(|t| t.order)).ok_or_else(|| missing("order"))?;
    Ok(Control {
        number: 0,
        reference: String::new(),
        title,
        kind,
        order: in_order(order)?,
        description: or("description", template.map(|t| t.description.as_str())),
        common: match yes(args, "common")? {
            Some(common) => common,
            None => template.is_some_and(|t| t.common),
        },
        template: template.map(|t| t.id.clone()).unwrap_or_default(),
        owner: args.text("owner"),
        responsible: args.word("responsible")?.unwrap_or(Responsible::Hdo),
        due: args.date("due")?,
        brings_new_risk: yes(args, "brings_new_risk")?,
        new_risk_note: args.text("new_risk_note"),
        verify_implementation: template.map(|t| t.verify_implementation.clone()).unwrap_or_default(),
        verify_effectiveness: template.map(|t| t.verify_effectiveness.clone()).unwrap_or_default(),
        framework_refs: template.map(|t| workbench.framework_refs_of(&t.id)).unwrap_or_default(),
    })
}

/// 1, 2 or 3.
pub(in crate::workbench) fn in_order(order: i64) -> Result<i64, Trouble> {
    if (1..=3).contains(&order) {
        return Ok(order);
    }
    Err(Trouble::refused(
        "Not saved",
        format!("order is {order}"),
        "1 removes the exposure, 2 protects, 3 informs and trains",
    ))
}

/// Yes or no, if given.
pub(super) fn yes(args: &Args, name: &str) -> Result<Option<bool>, Trouble> {
    match args.text(name).to_ascii_lowercase().as_str() {
        "" => Ok(None),
        "yes" | "true" => Ok(Some(true)),
        "no" | "false" => Ok(Some(false)),
        other => Err(Trouble::refused("Not saved", format!("{name} is {other:?}"), "yes or no")),
    }
}
