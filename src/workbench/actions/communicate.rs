//! Record that residual risks were told to those who use or own the product.

use super::{Action, Args, Field, FieldKind, Known, Outcome, Pick, Subject, happened_on};
use crate::{
    domain::{
        attestation::Communication,
        events::EventKind,
        object::{Id, Object},
        record::Held,
        risk::Risk,
        trouble::Trouble,
    },
    ledger::{Edit, Query},
    workbench::Workbench,
};

const FIELDS: &[Field] = &[
    Field::required("told", "Told to", FieldKind::Line, "users of a ward, the device's owner"),
    Field::required("means", "How", FieldKind::Line, "training, leaflet at the device, mail"),
    Field::optional("risks", "Risks", FieldKind::PickMany(Pick::Risk), "left empty = all that remain"),
    Field::optional("person", "By", FieldKind::Line, "who told them").known(Known::People),
    Field::optional("on", "On", FieldKind::Date, "when"),
    Field::optional("evidence", "Evidence", FieldKind::Text, "attendance list, mail"),
];

pub(super) const ACTION: Action = Action {
    name: "communicate",
    title: "Record who was told",
    help: "Residual risks told to users and owners: what, to whom, how, when.",
    subject: Subject::Assessment,
    fields: FIELDS,
    danger: false,
    prefill,
    run,
};

fn prefill(workbench: &Workbench, subject: &str) -> Result<Args, Trouble> {
    workbench.assessment(subject)?;
    Ok(Args::new().with("person", workbench.person_name()?).with("on", workbench.today().to_string()))
}

fn run(workbench: &mut Workbench, subject: &str, args: &Args, request: Id) -> Result<Outcome, Trouble> {
    let assessment = workbench.assessment(subject)?;
    let name = workbench.reference_of(&assessment)?;
    let of = Query::all(Object::Risk).is("assessment_id", assessment.id.as_str());
    let known = workbench.all::<Risk>(&of)?;
    let risks =
        args.list("risks").iter().map(|given| named(&known, given, &name)).collect::<Result<_, _>>()?;
    let person = if args.is_empty("person") { workbench.person_name()? } else { args.text("person") };
    let value = Communication {
        assessment_id: assessment.id.clone(),
        risks,
        told: args.needed("told")?,
        means: args.needed("means")?,
        person,
        told_on: happened_on(workbench, args, "on")?,
        evidence: args.text("evidence"),
    };
    let edit = Edit::put(&workbench.new_request(), 0, &value);
    let said = workbench.write_one(request, EventKind::Communicated, shown(&name, &value), "", vec![edit])?;
    Ok(Outcome { said, subject: name })
}

/// The ref of the risk that is meant: `R-003`, also written `ip3/r-003`.
fn named(known: &[Held<Risk>], given: &str, name: &str) -> Result<String, Trouble> {
    let wanted = given.rsplit('/').next().unwrap_or_default().trim().to_ascii_uppercase();
    if known.iter().any(|risk| risk.reference == wanted) {
        return Ok(wanted);
    }
    Err(Trouble::refused(
        "Not recorded",
        format!("risks names {given:?}, and {name} has no such risk"),
        "refs like R-003, joined by |",
    ))
}

/// `ip3: told to Ward 3 (training).`
pub(in crate::workbench) fn shown(name: &str, value: &Communication) -> String {
    let risks = if value.risks.is_empty() { "residual risks".to_owned() } else { value.risks.join(", ") };
    format!("{name}: {risks} told to {} ({}).", value.told, value.means)
}
