//! Raise a trigger: an advisory, a recall, an incident; it reaches every product, assessment and placement it matches.

use super::{Action, Args, Field, FieldKind, Outcome, Pick, Subject, happened_on};
use crate::{
    domain::{
        finding::{Trigger, TriggerKind},
        object::{Id, Object},
        product::Product,
        record::Held,
        trouble::Trouble,
    },
    ledger::{Direction, Query},
    workbench::{
        Workbench,
        store::{Draft, said},
    },
};

const FIELDS: &[Field] = &[
    Field::required(
        "kind",
        "Kind",
        FieldKind::Pick(Pick::Words(TriggerKind::CHOICES)),
        "where it comes from",
    ),
    Field::required("title", "Title", FieldKind::Line, "what it is, in a few words"),
    Field::optional(
        "external_ref",
        "Its number",
        FieldKind::Line,
        "the advisory's, recall's or incident's own",
    ),
    Field::optional("authority_ref", "Authority's number", FieldKind::Line, "if an authority is involved"),
    Field::optional("received_on", "Received on", FieldKind::Date, ""),
    Field::optional("deadline", "Deadline", FieldKind::Date, "by when it must be dealt with"),
    Field::optional(
        "products",
        "Products",
        FieldKind::PickMany(Pick::Product),
        "those it concerns; left empty = those of the next two fields, or of the assessment one stands in",
    ),
    Field::optional("manufacturer", "Manufacturer", FieldKind::Line, "every product of this manufacturer"),
    Field::optional("model", "Model", FieldKind::Line, "of these only the one with this model"),
    Field::optional("details", "Details", FieldKind::List, "what of it matters, one a line"),
];

pub(super) const ACTION: Action = Action {
    name: "raise-trigger",
    title: "Raise a trigger",
    help: "An advisory, a recall, an incident, a change: it reaches every product, assessment and placement it matches.",
    subject: Subject::RegisterOrAssessment,
    fields: FIELDS,
    danger: false,
    prefill,
    run,
};

fn prefill(workbench: &Workbench, subject: &str) -> Result<Args, Trouble> {
    let args = Args::new().with("received_on", workbench.today().to_string());
    if subject.is_empty() {
        return Ok(args);
    }
    let product = workbench.needed::<Product>(&workbench.assessment(subject)?.product_id)?;
    Ok(args.with("products", product_name(&product)))
}

fn run(workbench: &mut Workbench, subject: &str, args: &Args, request: Id) -> Result<Outcome, Trouble> {
    let kind = args.needed_word("kind")?;
    let title = Args::short(args.needed("title")?, "")?;
    let received_on = happened_on(workbench, args, "received_on")?;
    let deadline = args.date("deadline")?;
    if let Some(deadline) = deadline
        && deadline < received_on
    {
        return Err(Trouble::refused(
            "Not raised",
            format!("the deadline {deadline} is before it was received on {received_on}"),
            "a later deadline",
        ));
    }
    let reach = workbench.reach_of(matching(workbench, subject, args)?)?;
    let trigger = Trigger {
        external_ref: args.text("external_ref"),
        authority_ref: args.text("authority_ref"),
        deadline,
        details: args.list("details"),
        raised_by: workbench.person_name()?,
        ..reach.trigger(kind, title, received_on)
    };
    let mut draft = Draft::default();
    workbench.draft_trigger(&mut draft, &trigger);
    let raised = said(&workbench.write(request, draft)?)?;
    let reference = raised.split(' ').next().unwrap_or_default().to_owned();
    let reaches = format!(
        "It reaches {} products, {} assessments, {} placements with {} units.",
        reach.products.len(),
        reach.assessments.len(),
        reach.placements.len(),
        trigger.units_affected
    );
    Ok(Outcome { said: format!("{raised} {reaches}"), subject: reference })
}

/// The products that a trigger is about.
fn matching(workbench: &Workbench, subject: &str, args: &Args) -> Result<Vec<Held<Product>>, Trouble> {
    let query = Query::all(Object::Product).by("manufacturer", Direction::Up).by("model", Direction::Up);
    let all = workbench.all::<Product>(&query)?;
    let refuse = |because: String| {
        let known: Vec<String> = all.iter().take(8).map(|product| product_name(product)).collect();
        Err(Trouble::refused("Not raised", because, format!("products known here: {}", known.join(" | "))))
    };
    let names = args.list("products");
    if !names.is_empty() {
        let found = |name: &String| all.iter().find(|held| product_name(held).eq_ignore_ascii_case(name));
        if let Some(unknown) = names.iter().find(|name| found(name).is_none()) {
            return refuse(format!("there is no product {unknown:?}"));
        }
        let wanted = |held: &&Held<Product>| {
            let own = product_name(held);
            names.iter().any(|name| own.eq_ignore_ascii_case(name))
        };
        return Ok(all.iter().filter(wanted).cloned().collect());
    }
    let (manufacturer, model) = (args.text("manufacturer"), args.text("model"));
    if manufacturer.is_empty() && model.is_empty() {
        if subject.is_empty() {
            return refuse("it names no product".to_owned());
        }
        return Ok(vec![workbench.needed(&workbench.assessment(subject)?.product_id)?]);
    }
    let fits = |wanted: &str, is: &str| wanted.is_empty() || is.trim().eq_ignore_ascii_case(wanted);
    let found: Vec<Held<Product>> = all
        .iter()
        .filter(|held| fits(&manufacturer, &held.manufacturer) && fits(&model, &held.model))
        .cloned()
        .collect();
    if found.is_empty() {
        return refuse(format!("no product here is of {}", format!("{manufacturer} {model}").trim()));
    }
    Ok(found)
}

/// A product as one picks it: manufacturer and model.
pub(in crate::workbench) fn product_name(product: &Product) -> String {
    format!("{} {}", product.manufacturer, product.model)
}
