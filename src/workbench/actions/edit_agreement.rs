//! Change a responsibility agreement, or end it.

use super::{
    Action, Args, Field, FieldKind, OPENED_ON, Outcome, Pick, Subject,
    add_agreement::{agreement, said},
};
use crate::{
    domain::{
        agreement::Agreement,
        events::EventKind,
        object::{Id, Object},
        record::Held,
        trouble::Trouble,
    },
    ledger::{Direction, Edit, Query},
    workbench::Workbench,
};

const FIELDS: &[Field] = &[
    Field::optional(
        "agreement",
        "Agreement",
        FieldKind::Pick(Pick::Agreement),
        "which of them; left empty = the newest",
    ),
    Field::optional("title", "Name", FieldKind::Line, "left empty = as it is, here and below"),
    Field::optional("parties", "Parties", FieldKind::List, "who signed it, one a line"),
    Field::optional("duties", "Duties", FieldKind::List, "all of them, one a line: MLDP hdo"),
    Field::optional("signed_on", "Signed on", FieldKind::Date, ""),
    Field::optional("valid_until", "Valid until", FieldKind::Date, "its last day"),
    Field::optional("evidence", "Evidence", FieldKind::Text, "where the signed document is"),
];

pub(super) const ACTION: Action = Action {
    name: "edit-agreement",
    title: "Edit a responsibility agreement",
    help: "What is filled in takes the place of what is there.",
    subject: Subject::Assessment,
    fields: FIELDS,
    danger: false,
    prefill,
    run,
};

/// The only one is shown as it is; where there are several, one is picked and the rest of the form stays empty.
fn prefill(workbench: &Workbench, subject: &str) -> Result<Args, Trouble> {
    let assessment = workbench.assessment(subject)?;
    workbench.is_newest(&assessment)?;
    let all = workbench.agreements_of(&assessment.product_id)?;
    let mut args = Args::new();
    for (at, held) in all.iter().enumerate() {
        args.set(&format!("{OPENED_ON}_{}", at + 1), held.version.to_string());
    }
    Ok(match all.as_slice() {
        [one] => filled(one, args.with("agreement", "1")).with(OPENED_ON, one.version.to_string()),
        _ => args,
    })
}

fn filled(held: &Agreement, args: Args) -> Args {
    let until = held.valid_until.map(|date| date.to_string()).unwrap_or_default();
    args.with("title", &held.title)
        .with("parties", held.parties.join("|"))
        .with("duties", held.duties.join("|"))
        .with("signed_on", held.signed_on.to_string())
        .with("valid_until", until)
        .with("evidence", &held.evidence)
}

fn run(workbench: &mut Workbench, subject: &str, args: &Args, request: Id) -> Result<Outcome, Trouble> {
    let assessment = workbench.assessment(subject)?;
    workbench.is_newest(&assessment)?;
    let name = workbench.reference_of(&assessment)?;
    let all = workbench.agreements_of(&assessment.product_id)?;
    let count = all.len();
    let wanted = args.number("agreement")?.and_then(|number| usize::try_from(number).ok()).unwrap_or(count);
    let Some(held) = all.into_iter().nth(wanted.wrapping_sub(1)) else {
        return Err(match count {
            0 => Trouble::refused(
                "Not saved",
                format!("there is no agreement for the product of {name}"),
                format!("add-agreement {name}"),
            ),
            _ => Trouble::refused(
                "Not saved",
                format!("agreement is {wanted}, and there are {count}"),
                format!("1 to {count}, as `show {name}` lists them"),
            ),
        });
    };
    // a form that began with all of it also tells what was emptied
    let mut merged = if args.is_empty(OPENED_ON) { filled(&held, Args::new()) } else { Args::new() };
    for (field, value) in args.iter() {
        merged.set(field, value);
    }
    let value = agreement(workbench, &merged, &assessment.product_id)?;
    let version = args.number(&format!("{OPENED_ON}_{wanted}"))?.unwrap_or(held.version);
    let edit = Edit::put(&held.id, version, &value);
    let shown = format!("{name}: agreement changed: {}.", said(&value));
    let said = workbench.write_one(request, EventKind::AgreementChanged, shown, "", vec![edit])?;
    Ok(Outcome { said, subject: name })
}

impl Workbench {
    /// The agreements for a product, in the order in which they were recorded.
    pub(in crate::workbench) fn agreements_of(&self, product: &Id) -> Result<Vec<Held<Agreement>>, Trouble> {
        let of = Query::all(Object::Agreement).is("product_id", product.as_str());
        self.all(&of.by("id", Direction::Up))
    }
}
