//! Record what the manufacturer answered to a question.

use super::{
    Action, Args, Field, FieldKind, OPENED_ON, Outcome, Pick, Subject, ask_manufacturer, happened_on,
};
use crate::{
    domain::{
        events::EventKind,
        object::Id,
        question::{Question, QuestionState},
        record::Held,
        trouble::Trouble,
    },
    ledger::Edit,
    workbench::Workbench,
};

const STATES: &[(&str, &str)] =
    &[("answered", "answered"), ("insufficient", "insufficient"), ("refused", "refused")];

const FIELDS: &[Field] = &[
    Field::required("state", "Outcome", FieldKind::Pick(Pick::Words(STATES)), "does the answer suffice?"),
    Field::optional("answer", "Answer", FieldKind::Text, "what was answered; may be empty when refused"),
    Field::optional("on", "Answered on", FieldKind::Date, "when"),
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
    let edit = Edit::put(&held.id, version, &value);
    let shown = ask_manufacturer::shown(&name, &value);
    let said = workbench.write_one(request, EventKind::QuestionChanged, shown, "", vec![edit])?;
    Ok(Outcome { said, subject: name })
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
