//! Record what the manufacturer answered to a question.

use super::{
    Action, Args, Field, FieldKind, OPENED_ON, Outcome, Pick, Subject, ask_manufacturer, happened_on,
};
use crate::{
    domain::{
        assessment::Assessment,
        disclosure::Answer,
        events::EventKind,
        object::Id,
        question::{AcceptedAnswer, Question, QuestionState},
        record::Held,
        trouble::Trouble,
        word::Word as _,
    },
    ledger::Edit,
    workbench::{
        Workbench,
        accepted::as_held,
        store::{Draft, said},
    },
};

const STATES: &[(&str, &str)] =
    &[("answered", "answered"), ("insufficient", "insufficient"), ("refused", "refused")];

/// What an item can be answered with.
pub(super) const SAYS: &[(&str, &str)] = &[("yes", "Yes"), ("no", "No"), ("not_applicable", "N/A")];

const FIELDS: &[Field] = &[
    Field::required("state", "Outcome", FieldKind::Pick(Pick::Words(STATES)), "does the answer suffice?"),
    Field::optional("answer", "Answer", FieldKind::Text, "what was answered; may be empty when refused"),
    Field::optional("on", "Answered on", FieldKind::Date, "when"),
    Field::optional(
        "item",
        "Settles",
        FieldKind::Pick(Pick::Item),
        "the form's item that the answer settles; it outranks the form's own answer from then on",
    ),
    Field::optional(
        "says",
        "It says",
        FieldKind::Pick(Pick::Words(SAYS)),
        "what the item is answered with now; needed with an item",
    ),
    Field::optional(
        "evidence",
        "Evidence",
        FieldKind::Text,
        "letter, e-mail, release note; needed with an item",
    ),
    Field::optional(
        "question",
        "Question",
        FieldKind::Pick(Pick::Question),
        "which of them; left empty = the newest that waits for an answer",
    ),
];

pub(super) const ACTION: Action = Action {
    name: "record-answer",
    title: "Record the manufacturer's answer",
    help: "Answered, insufficient or refused; the question stays as it was asked.",
    subject: Subject::Capability,
    fields: FIELDS,
    danger: false,
    prefill,
    run,
};

/// A question that waits for an answer.
fn waits(held: &Question) -> bool {
    held.state == QuestionState::Sent
}

fn prefill(workbench: &Workbench, subject: &str) -> Result<Args, Trouble> {
    let (assessment, code) = workbench.capability_of(subject)?;
    workbench.is_newest(&assessment)?;
    let all = workbench.questions_of(&assessment, &code)?;
    let mut args = Args::new().with("on", workbench.today().to_string());
    if let Some((at, _)) = all.iter().enumerate().rfind(|(_, held)| waits(held)) {
        args.set("question", (at + 1).to_string());
    }
    for (at, held) in all.iter().enumerate() {
        args.set(&format!("{OPENED_ON}_{}", at + 1), held.version.to_string());
    }
    Ok(args)
}

fn run(workbench: &mut Workbench, subject: &str, args: &Args, request: Id) -> Result<Outcome, Trouble> {
    let (assessment, code) = workbench.capability_of(subject)?;
    workbench.is_newest(&assessment)?;
    let name = format!("{}/{code}", workbench.reference_of(&assessment)?);
    let (number, held) = asked(workbench.questions_of(&assessment, &code)?, args.number("question")?, &name)?;
    let state: QuestionState = args.needed_word("state")?;
    if matches!(state, QuestionState::Draft | QuestionState::Sent) {
        return Err(Trouble::refused(
            "Not saved",
            format!("state is {state}, which is no answer"),
            "answered, insufficient or refused",
        ));
    }
    let value = Question {
        state,
        answer: args.text("answer"),
        answered_on: Some(happened_on(workbench, args, "on")?),
        ..held.value.clone()
    };
    ask_manufacturer::check(&value)?;
    let version = args.number(&format!("{OPENED_ON}_{number}"))?.unwrap_or(held.version);
    let mut edits = vec![Edit::put(&held.id, version, &value)];
    let mut shown = ask_manufacturer::shown(&name, &value);
    let accepted = accepted(workbench, &assessment, (&held.id, &value), args)?;
    let mut draft = Draft::default();
    if let Some(accepted) = &accepted {
        shown = format!(
            "{name}: the manufacturer answered, and {} accepts it: {} says {}.",
            accepted.accepted_by,
            accepted.item,
            accepted.answer.label()
        );
        edits.extend(workbench.accepting(accepted)?);
    }
    draft.event(workbench.new_request(), EventKind::QuestionChanged, shown, "", edits);
    if let Some(accepted) = accepted {
        let mut all = workbench.accepted_of(&assessment.id)?;
        all.retain(|held| held.item != accepted.item);
        all.push(as_held(accepted));
        workbench.covered_again(&mut draft, &assessment, &all)?;
    }
    let mut said = said(&workbench.write(request, draft)?)?;
    if assessment.frozen_on.is_some() && !args.is_empty("item") {
        let own = &assessment.reference;
        said.push_str(&format!(
            " {own} was decided as a whole and keeps its coverage; reassess {own} begins a revision that rests on it."
        ));
    }
    Ok(Outcome { said, subject: name })
}

/// The answer that a person accepts with this outcome, if the values name the item that it settles.
fn accepted(
    workbench: &Workbench,
    assessment: &Held<Assessment>,
    (question, value): (&Id, &Question),
    args: &Args,
) -> Result<Option<AcceptedAnswer>, Trouble> {
    let refuse = |because: String, try_this: &str| Err(Trouble::refused("Not saved", because, try_this));
    let item = args.text("item").to_uppercase();
    if item.is_empty() {
        if args.is_empty("says") {
            return Ok(None);
        }
        return refuse("says is given, and item is empty".into(), "item: what the answer settles");
    }
    if value.state != QuestionState::Answered {
        return refuse(
            format!("item is given, and the outcome is {}", value.state.label()),
            "state=answered",
        );
    }
    let answer: Answer = args.needed_word("says")?;
    if !SAYS.iter().any(|(word, _)| *word == answer.word()) {
        return refuse(format!("says is {answer}, which settles nothing"), "yes, no or not_applicable");
    }
    let evidence = args.needed("evidence")?;
    let known = workbench.items_of(assessment, &value.capability)?;
    let Some((_, _, form_answer)) = known.iter().find(|(id, ..)| *id == item) else {
        let ids: Vec<&str> = known.iter().map(|(id, ..)| id.as_str()).collect();
        let try_this = if ids.is_empty() {
            "import a disclosure first, or overrule-coverage".to_owned()
        } else {
            format!("one of {}", ids.join(", "))
        };
        return refuse(format!("{} has no item {item}", value.capability), &try_this);
    };
    let Some(newest) = workbench.latest_disclosure(&assessment.product_id)? else {
        return refuse("there is no disclosure".into(), "import a disclosure first");
    };
    Ok(Some(AcceptedAnswer {
        assessment_id: assessment.id.clone(),
        question_id: question.clone(),
        capability: value.capability.clone(),
        item,
        answer,
        text: value.answer.clone(),
        accepted_by: workbench.person_name()?,
        accepted_on: workbench.today(),
        evidence,
        disclosure_id: newest.id,
        form_answer: *form_answer,
        dropped_on: None,
        dropped_by: String::new(),
        dropped_because: String::new(),
    }))
}

/// The question that was answered, with its number: the one named, or the newest that waits.
fn asked(
    all: Vec<Held<Question>>,
    number: Option<i64>,
    name: &str,
) -> Result<(usize, Held<Question>), Trouble> {
    let mut numbered = all.into_iter().enumerate().map(|(at, held)| (at + 1, held));
    let refuse = |because: String, try_this: String| Trouble::refused("Not saved", because, try_this);
    match number {
        Some(wanted) => {
            let mut sent = numbered.filter(|(_, held)| held.state != QuestionState::Draft);
            sent.find(|(at, _)| i64::try_from(*at) == Ok(wanted)).ok_or_else(|| {
                refuse(
                    format!("question is {wanted}, and {name} has sent none of that number"),
                    format!("its number as `show {name}` lists it"),
                )
            })
        }
        None => numbered.rfind(|(_, held)| waits(held)).ok_or_else(|| {
            refuse(
                format!("no question on {name} waits for an answer"),
                format!("ask-manufacturer {name} first"),
            )
        }),
    }
}
