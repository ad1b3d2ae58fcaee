//! Take up the catalogue at hand: from then on it is what `catalog diff` compares with.

use super::{Action, Args, Field, FieldKind, Outcome, Subject};
use crate::{
    catalog::index::Change,
    domain::{events::EventKind, object::Id, trouble::Trouble},
    workbench::Workbench,
};

const FIELDS: &[Field] =
    &[Field::required("reason", "Reason", FieldKind::Text, "who looked at what is new, and why it is right")];

pub(super) const ACTION: Action = Action {
    name: "adopt-catalogue",
    title: "Take up the catalogue",
    help: "What it holds now is what the next comparison starts from; ratings, texts, decisions and gates stay.",
    subject: Subject::Register,
    fields: FIELDS,
    danger: false,
    prefill: super::empty,
    run,
};

fn run(workbench: &mut Workbench, _: &str, args: &Args, request: Id) -> Result<Outcome, Trouble> {
    let reason = args.needed("reason")?;
    let (number, told) = match workbench.taken_index()? {
        None => (1, format!("{} parts and entries", workbench.catalogue().index().len())),
        Some(taken) => {
            let found = taken.index.differences(workbench.catalogue().index());
            let count = |change| found.iter().filter(|one| one.change == change).count();
            let told = format!(
                "{} new, {} changed, {} gone",
                count(Change::New),
                count(Change::Changed),
                count(Change::Gone)
            );
            (taken.number + 1, told)
        }
    };
    let edit = workbench.index_edit(number);
    let shown = format!("Catalogue taken up: {told}.");
    let said = workbench.write_one(request, EventKind::CatalogueAdopted, shown, &reason, vec![edit])?;
    Ok(Outcome { said, subject: String::new() })
}
