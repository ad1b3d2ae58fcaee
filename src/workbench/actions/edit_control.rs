//! Change a control.

use super::{
    Action, Args, Field, FieldKind, Known, OPENED_ON, Outcome, Pick, Subject,
    add_control::{ORDERS, YES_NO, in_order, next_step, yes},
    opened_on,
};
use crate::{
    domain::{
        capability::Responsible,
        control::{Control, ControlKind},
        events::EventKind,
        object::{Id, Object},
        trouble::Trouble,
        word::Word as _,
    },
    ledger::{Edit, Query},
    workbench::Workbench,
};

const FIELDS: &[Field] = &[
    Field::required("title", "Title", FieldKind::Line, "what is done, in a few words"),
    Field::required("kind", "Kind", FieldKind::Pick(Pick::Words(ControlKind::CHOICES)), "what it is made of"),
    Field::required(
        "order",
        "Order",
        FieldKind::Pick(Pick::Words(ORDERS)),
        "what removes the exposure goes before what protects, and that before training",
    ),
    Field::optional("description", "Description", FieldKind::Text, "what is done here"),
    Field::optional("common", "Common", YES_NO, "put in place once per site and inherited by many"),
    Field::optional("owner", "Owner", FieldKind::Line, "who looks after it").known(Known::People),
    Field::required(
        "responsible",
        "Responsible",
        FieldKind::Pick(Pick::Words(Responsible::CHOICES)),
        "which party carries it",
    ),
    Field::optional("due", "Due", FieldKind::Date, "by when it is to be in place"),
    Field::optional("brings_new_risk", "Brings a new risk", YES_NO, "must be answered before going live"),
    Field::optional("new_risk_note", "Which, or why none", FieldKind::Line, ""),
    Field::optional("verify_implementation", "See that it is in place", FieldKind::Text, ""),
    Field::optional(
        "verify_effectiveness",
        "See that it works",
        FieldKind::Text,
        "never by probing towards a unit on a patient",
    ),
];

pub(super) const ACTION: Action = Action {
    name: "edit-control",
    title: "Edit the control",
    help: "Its texts, owner, due date, and whether it brings a new risk.",
    subject: Subject::Control,
    fields: FIELDS,
    danger: false,
    prefill,
    run,
};

fn prefill(workbench: &Workbench, subject: &str) -> Result<Args, Trouble> {
    let held = workbench.control_of(subject)?;
    let word = |yes: bool| if yes { "yes" } else { "no" };
    Ok(Args::new()
        .with("title", &held.title)
        .with("kind", held.kind.word())
        .with("order", held.order.to_string())
        .with("description", &held.description)
        .with("common", word(held.common))
        .with("owner", &held.owner)
        .with("responsible", held.responsible.word())
        .with("due", held.due.map(|date| date.to_string()).unwrap_or_default())
        .with("brings_new_risk", held.brings_new_risk.map(word).unwrap_or_default())
        .with("new_risk_note", &held.new_risk_note)
        .with("verify_implementation", &held.verify_implementation)
        .with("verify_effectiveness", &held.verify_effectiveness)
        .with(OPENED_ON, held.version.to_string()))
}

fn run(workbench: &mut Workbench, subject: &str, args: &Args, request: Id) -> Result<Outcome, Trouble> {
    let held = workbench.control_of(subject)?;
    let mut full = if args.is_empty(OPENED_ON) { prefill(workbench, subject)? } else { Args::new() };
    for (name, value) in args.iter() {
        full.set(name, value);
    }
    let args = &full;
    let value = Control {
        title: Args::short(args.needed("title")?, &held.title)?,
        kind: args.needed_word("kind")?,
        order: in_order(args.number("order")?.unwrap_or(held.order))?,
        description: args.text("description"),
        common: yes(args, "common")?.unwrap_or(false),
        owner: args.text("owner"),
        responsible: args.needed_word("responsible")?,
        due: args.date("due")?,
        brings_new_risk: yes(args, "brings_new_risk")?,
        new_risk_note: args.text("new_risk_note"),
        verify_implementation: args.text("verify_implementation"),
        verify_effectiveness: args.text("verify_effectiveness"),
        ..held.value.clone()
    };
    let edit = Edit::put(&held.id, opened_on(args, held.version)?, &value);
    let shown = format!("{} changed.", held.reference);
    let said = workbench.write_one(request, EventKind::ControlChanged, shown, "", vec![edit])?;
    let brought = Query::all(Object::Risk).is("new_risk_of", held.id.as_str());
    let next = next_step(&value, &held.reference, workbench.count(&brought)? > 0);
    Ok(Outcome { said: format!("{said}{next}"), subject: held.value.reference })
}
