//! Begin a new revision of an assessment that was decided as a whole. It starts from the old one, which stays readable.

use super::{Action, Args, Field, FieldKind, Outcome, Pick, Subject};
use crate::{
    domain::{
        assessment::{Assessment, Stage},
        attestation::{Attestation, AttestationKind, Disposition},
        events::EventKind,
        finding::{Finding, Triage, Trigger},
        object::{Id, Object},
        question::{AcceptedAnswer, Question, QuestionState},
        rating::Phase,
        record::Held,
        suggestion::SuggestionDismissal,
        trouble::Trouble,
        word::Word as _,
    },
    ledger::{Compare, Direction, Edit, Query},
    workbench::{
        Workbench,
        store::{Draft, said},
    },
};

const FIELDS: &[Field] = &[
    Field::required("reason", "Reason", FieldKind::Text, "what asks for another look at all of it"),
    Field::optional(
        "stage",
        "Stage",
        FieldKind::Pick(Pick::Words(Stage::CHOICES)),
        "what is being decided; left empty = as before",
    ),
    Field::optional(
        "trigger",
        "Trigger",
        FieldKind::Line,
        "the number or title of a waiting trigger, which is triaged with it",
    ),
];

pub(super) const ACTION: Action = Action {
    name: "reassess",
    title: "Begin a new revision",
    help: "Starts from the decided one: risks, controls, initial and target ratings; its decisions hold until the new ones.",
    subject: Subject::Assessment,
    fields: FIELDS,
    danger: true,
    prefill,
    run,
};

fn prefill(workbench: &Workbench, subject: &str) -> Result<Args, Trouble> {
    let held = decided(workbench, subject)?;
    Ok(Args::new().with("stage", held.stage.word()))
}

/// The newest revision, if it was decided as a whole.
fn decided(workbench: &Workbench, subject: &str) -> Result<Held<Assessment>, Trouble> {
    let held = workbench.assessment(subject)?;
    workbench.is_newest(&held)?;
    if held.frozen_on.is_none() {
        let name = &held.reference;
        return Err(Trouble::refused(
            "No revision was begun",
            format!("{name} is not decided as a whole yet, so all of it can still be changed"),
            format!("edit {name} as it is"),
        ));
    }
    Ok(held)
}

fn run(workbench: &mut Workbench, subject: &str, args: &Args, request: Id) -> Result<Outcome, Trouble> {
    let old = decided(workbench, subject)?;
    let reason = args.needed("reason")?;
    let id = workbench.new_request();
    let disclosure_id = workbench.latest_disclosure(&old.product_id)?.map(|held| held.id);
    let value = Assessment {
        revision: old.revision + 1,
        stage: args.word("stage")?.unwrap_or(old.stage),
        disclosure_id,
        begun_from: Some(old.id.clone()),
        begun_on: workbench.today(),
        frozen_on: None,
        ..old.value.clone()
    };
    let name = &value.reference;
    let copied = workbench.copied_risks(&old.id, &id, &[Phase::Initial, Phase::Target])?;
    let mut edits = vec![Edit::put(&id, 0, &value)];
    edits.extend(copied.edits);
    edits.extend(workbench.copied_requirements(&old.id, &id)?);
    let (answers, unanswered) = workbench.requirement_answers_again(&old.id, (&id, &value))?;
    edits.extend(answers);
    edits.extend(stated(workbench, &old.id, (&id, &value))?);
    edits.extend(living(workbench, &old.id, &id)?);
    let shown = format!("{name}: revision {} begun from {name}@{}.", value.revision, old.revision);
    let mut draft = Draft::default();
    draft.event(workbench.new_request(), EventKind::RevisionBegun, shown, &reason, edits);
    let dropped = workbench.coverage_again(&mut draft, &old, (&id, &value))?;
    triggers(workbench, &mut draft, args, &old.id, &id, &reason)?;
    let committed = workbench.write(request, draft)?;
    let mut told = format!("{} {} risks taken over.", said(&committed)?, copied.risks);
    if !dropped.is_empty() {
        told.push_str(&format!(
            " The answers behind {} have changed: look at its coverage again, the rule's result holds.",
            dropped.join(", ")
        ));
    }
    if !unanswered.is_empty() {
        told.push_str(&format!(
            " The statements behind {} have changed: answer it again.",
            unanswered.join(", ")
        ));
    }
    Ok(Outcome { said: told, subject: value.reference })
}

/// What people have stated that holds on: why capabilities have no risk, which suggestions are not wanted, how risks are watched, why there is no
/// agreement, and no disclosure while there is none. That versions match, what the residual risks come to and what was
/// done on taking out of use is stated anew of each revision.
fn stated(workbench: &Workbench, old: &Id, new: (&Id, &Assessment)) -> Result<Vec<Edit>, Trouble> {
    let (id, value) = new;
    let mut edits = workbench.copied(Object::Disposition, old, |held: Disposition| {
        Some(Disposition { assessment_id: id.clone(), ..held })
    })?;
    edits.extend(workbench.copied(Object::SuggestionDismissal, old, |held: SuggestionDismissal| {
        Some(SuggestionDismissal { assessment_id: id.clone(), ..held })
    })?);
    edits.extend(workbench.copied(Object::Attestation, old, |held: Attestation| {
        let holds_on = match held.kind {
            AttestationKind::NoAgreement | AttestationKind::Monitoring => true,
            AttestationKind::NoDisclosure => value.disclosure_id.is_none(),
            _ => false,
        };
        holds_on.then(|| Attestation { assessment_id: id.clone(), ..held })
    })?);
    Ok(edits)
}

/// What lives on moves to the new revision, since the old one is only read from now on: questions that are not settled,
/// and findings that are open.
fn living(workbench: &Workbench, old: &Id, new: &Id) -> Result<Vec<Edit>, Trouble> {
    let of = |object| Query::all(object).is("assessment_id", old.as_str());
    let mut edits = Vec::new();
    for held in workbench.all::<Question>(&of(Object::Question))? {
        if matches!(held.state, QuestionState::Draft | QuestionState::Sent | QuestionState::Insufficient) {
            let value = Question { assessment_id: new.clone(), ..held.value.clone() };
            edits.push(Edit::put(&held.id, held.version, &value));
        }
    }
    // those that count go along; the old revision keeps its own
    for held in workbench.accepted_of(old)? {
        let value = AcceptedAnswer { assessment_id: new.clone(), ..held.value };
        edits.push(Edit::put(&workbench.new_request(), 0, &value));
    }
    for held in workbench.all::<Finding>(&of(Object::Finding).with("closed_on", Compare::Absent))? {
        let value = Finding { assessment_id: Some(new.clone()), ..held.value.clone() };
        edits.push(Edit::put(&held.id, held.version, &value));
    }
    Ok(edits)
}

/// Waiting triggers touch the new revision too; the one that it is begun for is triaged with it.
fn triggers(
    workbench: &Workbench,
    draft: &mut Draft,
    args: &Args,
    old: &Id,
    new: &Id,
    reason: &str,
) -> Result<(), Trouble> {
    let query = Query::all(Object::Trigger)
        .is("triage", Triage::Waiting.word())
        .with("assessment_ids", Compare::Holds(old.0.clone()))
        .by("received_on", Direction::Up);
    let waiting = workbench.all::<Trigger>(&query)?;
    let wanted = args.text("trigger");
    let is_it = |held: &Held<Trigger>| {
        !wanted.is_empty()
            && [&held.external_ref, &held.title].iter().any(|name| name.eq_ignore_ascii_case(&wanted))
    };
    let found = waiting.iter().filter(|held| is_it(held)).count();
    if !wanted.is_empty() && found != 1 {
        let known: Vec<&str> = waiting
            .iter()
            .map(|held| if held.external_ref.is_empty() { &*held.title } else { &*held.external_ref })
            .collect();
        let because = match found {
            0 => format!("no waiting trigger {wanted:?} touches it"),
            count => format!("{count} waiting triggers are called {wanted:?}"),
        };
        let try_this = if known.is_empty() {
            "trigger left empty".to_owned()
        } else {
            format!("one of {}", known.join(", "))
        };
        return Err(Trouble::refused("No revision was begun", because, try_this));
    }
    let mut edits = Vec::new();
    let mut shown = "Waiting triggers touch the new revision.".to_owned();
    for held in &waiting {
        let mut value = held.value.clone();
        value.assessment_ids.push(new.clone());
        if is_it(held) {
            value.triage = Triage::NewRevision;
            reason.clone_into(&mut value.triage_reason);
            value.triaged_by = workbench.person_name()?;
            value.triaged_on = Some(workbench.today());
            shown = format!("{}: {}.", value.title.trim_end_matches('.'), Triage::NewRevision.label());
        }
        edits.push(Edit::put(&held.id, held.version, &value));
    }
    draft.event(workbench.new_request(), EventKind::TriggerTriaged, shown, reason, edits);
    Ok(())
}
