//! Look at an accepted answer again beside a newer disclosure: it goes on, or it is dropped and the form counts.

use super::{Action, Args, Field, FieldKind, Outcome, Pick, Subject};
use crate::{
    domain::{
        events::EventKind, object::Id, question::AcceptedAnswer, record::Held, trouble::Trouble,
        word::Word as _,
    },
    ledger::Edit,
    workbench::{
        Workbench,
        store::{Draft, said},
    },
};

const OUTCOMES: &[(&str, &str)] = &[("keep", "it goes on to count"), ("drop", "the form counts again")];

const FIELDS: &[Field] = &[
    Field::required("outcome", "Outcome", FieldKind::Pick(Pick::Words(OUTCOMES)), "does it still hold?"),
    Field::optional(
        "item",
        "Item",
        FieldKind::Pick(Pick::AcceptedItem),
        "which accepted answer; left empty = the only one on the capability",
    ),
    Field::optional("reason", "Reason", FieldKind::Text, "why; needed to drop it"),
    Field::optional("evidence", "Evidence", FieldKind::Text, "what shows it now, if something else does"),
];

pub(super) const ACTION: Action = Action {
    name: "recheck-answer",
    title: "Look at an accepted answer again",
    help: "After a new disclosure: the answer that outranks the form goes on to count, or is dropped.",
    subject: Subject::Capability,
    fields: FIELDS,
    danger: false,
    prefill,
    run,
};

fn prefill(workbench: &Workbench, subject: &str) -> Result<Args, Trouble> {
    let all = on_capability(workbench, subject)?.1;
    let newest = workbench.latest_disclosure(&workbench.capability_of(subject)?.0.product_id)?;
    let older =
        |held: &&Held<AcceptedAnswer>| newest.as_ref().is_none_or(|newest| newest.id != held.disclosure_id);
    let first = all.iter().find(older).or(all.first());
    Ok(Args::new().with("item", first.map(|held| held.item.clone()).unwrap_or_default()))
}

/// The name of the capability, and the accepted answers that count on it.
fn on_capability(
    workbench: &Workbench,
    subject: &str,
) -> Result<(String, Vec<Held<AcceptedAnswer>>), Trouble> {
    let (assessment, code) = workbench.capability_of(subject)?;
    let mut all = workbench.accepted_of(&assessment.id)?;
    all.retain(|held| held.capability == code);
    Ok((format!("{}/{code}", workbench.reference_of(&assessment)?), all))
}

fn run(workbench: &mut Workbench, subject: &str, args: &Args, request: Id) -> Result<Outcome, Trouble> {
    let refuse = |because: String, try_this: String| Err(Trouble::refused("Not saved", because, try_this));
    let (assessment, _) = workbench.capability_of(subject)?;
    workbench.is_newest(&assessment)?;
    let (name, all) = on_capability(workbench, subject)?;
    let wanted = args.text("item").to_uppercase();
    let found: Vec<&Held<AcceptedAnswer>> =
        all.iter().filter(|held| wanted.is_empty() || held.item == wanted).collect();
    let [held] = found.as_slice() else {
        let known: Vec<&str> = all.iter().map(|held| held.item.as_str()).collect();
        return match known.len() {
            0 => refuse(format!("no accepted answer counts on {name}"), "record-answer with an item".into()),
            _ => refuse(format!("item is {wanted:?}"), format!("one of {}", known.join(", "))),
        };
    };
    let Some(newest) = workbench.latest_disclosure(&assessment.product_id)? else {
        return refuse("there is no disclosure".into(), "import a disclosure first".into());
    };
    let keeps = match args.needed("outcome")?.as_str() {
        "keep" => true,
        "drop" => false,
        other => return refuse(format!("outcome is {other:?}"), "keep or drop".into()),
    };
    let reason = args.text("reason");
    if !keeps && reason.is_empty() {
        return refuse("dropping it needs a reason".into(), "reason: why it does not hold any more".into());
    }
    let evidence = args.text("evidence");
    let form_answer = workbench.said_on(&newest, &held.item)?;
    let form = form_answer.map_or("nothing", |answer| answer.label());
    let mut value = AcceptedAnswer { disclosure_id: newest.id.clone(), form_answer, ..held.value.clone() };
    if !evidence.is_empty() {
        value.evidence = evidence;
    }
    let shown = if keeps {
        format!("{name}: the accepted answer on {} goes on to count; the form says {form}.", held.item)
    } else {
        value.dropped_on = Some(workbench.today());
        value.dropped_by = workbench.person_name()?;
        value.dropped_because.clone_from(&reason);
        format!("{name}: the accepted answer on {} is dropped; the form counts: {form}.", held.item)
    };
    let mut draft = Draft::default();
    let edit = Edit::put(&held.id, held.version, &value);
    draft.event(workbench.new_request(), EventKind::AnswerRechecked, shown, &reason, vec![edit]);
    if !keeps {
        let mut left = workbench.accepted_of(&assessment.id)?;
        left.retain(|other| other.id != held.id);
        workbench.covered_again(&mut draft, &assessment, &left)?;
    }
    Ok(Outcome { said: said(&workbench.write(request, draft)?)?, subject: name })
}
