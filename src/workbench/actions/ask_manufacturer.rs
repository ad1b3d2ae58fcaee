//! Ask the manufacturer about a capability: a draft, or a question that was sent and waits until a date.

use super::{Action, Args, Field, FieldKind, OPENED_ON, Outcome, Pick, Subject, happened_on};
use crate::{
    domain::{
        assessment::Assessment,
        events::EventKind,
        object::{Id, Object},
        question::{Question, QuestionState},
        record::Held,
        trouble::Trouble,
        word::Word as _,
    },
    ledger::{Direction, Edit, Query},
    workbench::Workbench,
};

const STATES: &[(&str, &str)] = &[("draft", "draft"), ("sent", "sent")];

const FIELDS: &[Field] = &[
    Field::required("text", "Question", FieldKind::Text, "what is asked"),
    Field::required("state", "State", FieldKind::Pick(Pick::Words(STATES)), "written, or sent already?"),
    Field::optional("sent_on", "Sent on", FieldKind::Date, "when"),
    Field::optional(
        "due",
        "Answer due",
        FieldKind::Date,
        "by when an answer is wanted; needed once it is sent",
    ),
    Field::optional(
        "question",
        "Draft",
        FieldKind::Pick(Pick::Question),
        "the draft that this goes on with; left empty = a new question",
    ),
];

pub(super) const ACTION: Action = Action {
    name: "ask-manufacturer",
    title: "Ask the manufacturer",
    help: "A question that is sent with a date answers for what is unknown until the residual risk is rated.",
    subject: Subject::Capability,
    fields: FIELDS,
    danger: false,
    prefill,
    run,
};

/// The newest draft is gone on with.
fn prefill(workbench: &Workbench, subject: &str) -> Result<Args, Trouble> {
    let (assessment, code) = workbench.capability_of(subject)?;
    let all = workbench.questions_of(&assessment, &code)?;
    let draft = all.iter().enumerate().rfind(|(_, held)| held.state == QuestionState::Draft);
    let args = Args::new().with("state", QuestionState::Sent.word());
    let args = args.with("sent_on", workbench.today().to_string());
    Ok(match draft {
        Some((at, held)) => args
            .with("text", &held.text)
            .with("due", held.due.map(|date| date.to_string()).unwrap_or_default())
            .with("question", (at + 1).to_string())
            .with(OPENED_ON, held.version.to_string()),
        None => args,
    })
}

fn run(workbench: &mut Workbench, subject: &str, args: &Args, request: Id) -> Result<Outcome, Trouble> {
    let (assessment, code) = workbench.capability_of(subject)?;
    let name = format!("{}/{code}", workbench.reference_of(&assessment)?);
    let state: QuestionState = args.needed_word("state")?;
    let draft = match args.number("question")? {
        Some(number) => Some(draft(workbench.questions_of(&assessment, &code)?, number, &name)?),
        None => None,
    };
    let sent_on = match state {
        QuestionState::Sent => Some(happened_on(workbench, args, "sent_on")?),
        _ => None,
    };
    let value = Question {
        assessment_id: assessment.id.clone(),
        capability: code,
        text: args.needed("text")?,
        state,
        person: workbench.person_name()?,
        sent_on,
        due: args.date("due")?,
        answer: String::new(),
        answered_on: None,
    };
    if !matches!(state, QuestionState::Draft | QuestionState::Sent) {
        return Err(Trouble::refused(
            "Not saved",
            format!("state is {state}, and nothing was asked yet"),
            "draft or sent; record-answer then records what came back",
        ));
    }
    check(&value)?;
    let edit = match draft {
        Some(held) => Edit::put(&held.id, super::opened_on(args, held.version)?, &value),
        None => Edit::put(&workbench.new_request(), 0, &value),
    };
    let said =
        workbench.write_one(request, EventKind::QuestionChanged, shown(&name, &value), "", vec![edit])?;
    Ok(Outcome { said, subject: name })
}

/// The draft of this number.
fn draft(all: Vec<Held<Question>>, number: i64, name: &str) -> Result<Held<Question>, Trouble> {
    let found = usize::try_from(number).ok().and_then(|at| all.into_iter().nth(at.wrapping_sub(1)));
    found.filter(|held| held.state == QuestionState::Draft).ok_or_else(|| {
        Trouble::refused(
            "Not saved",
            format!("question is {number}, and {name} has no draft of that number"),
            format!("its number as `show {name}` lists it, or none for a new question"),
        )
    })
}

/// What a question must say in its state.
pub(in crate::workbench) fn check(value: &Question) -> Result<(), Trouble> {
    let refuse = |because: String, try_this: &str| Err(Trouble::refused("Not saved", because, try_this));
    if value.state == QuestionState::Draft {
        return match value.sent_on {
            Some(_) => refuse("sent_on is given for a draft".into(), "state=sent"),
            None => Ok(()),
        };
    }
    let Some(sent_on) = value.sent_on else {
        return refuse("sent_on is empty".into(), "the day on which it was sent");
    };
    match (value.state, value.due) {
        (QuestionState::Sent, None) => {
            return refuse("due is empty".into(), "the day by which an answer is wanted");
        }
        (_, Some(due)) if due < sent_on => {
            return refuse(format!("due is {due}, before it was sent on {sent_on}"), "a later day");
        }
        _ => {}
    }
    match value.answered_on {
        None if value.state == QuestionState::Sent => Ok(()),
        None => refuse("on is empty".into(), "the day on which the manufacturer answered"),
        Some(_) if value.state == QuestionState::Sent => {
            refuse("it is sent and answered at once".into(), "answered, insufficient or refused")
        }
        Some(on) if on < sent_on => {
            refuse(format!("on is {on}, before it was sent on {sent_on}"), "the day of the answer")
        }
        Some(_) if value.answer.is_empty() && value.state != QuestionState::Refused => {
            refuse("answer is empty".into(), "what the manufacturer said")
        }
        Some(_) => Ok(()),
    }
}

/// `ip3/MLDP: asked the manufacturer, answer due on 2026-12-20.`
pub(in crate::workbench) fn shown(name: &str, value: &Question) -> String {
    match (value.state, value.due) {
        (QuestionState::Draft, _) => format!("{name}: question drafted."),
        (QuestionState::Sent, Some(due)) => format!("{name}: asked the manufacturer, answer due on {due}."),
        (QuestionState::Sent, None) => format!("{name}: asked the manufacturer."),
        (QuestionState::Answered, _) => format!("{name}: the manufacturer answered."),
        (QuestionState::Insufficient, _) => format!("{name}: the manufacturer's answer is not enough."),
        (QuestionState::Refused, _) => format!("{name}: the manufacturer will not answer."),
    }
}

impl Workbench {
    /// The questions on a capability, in the order in which they were asked.
    pub(in crate::workbench) fn questions_of(
        &self,
        assessment: &Held<Assessment>,
        code: &str,
    ) -> Result<Vec<Held<Question>>, Trouble> {
        let of = Query::all(Object::Question).is("assessment_id", assessment.id.as_str());
        self.all(&of.is("capability", code).by("id", Direction::Up))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(state: QuestionState, sent: &str, due: &str, answered: &str) -> Question {
        let day = |text: &str| (!text.is_empty()).then(|| text.parse().unwrap());
        Question {
            assessment_id: Id::from("a"),
            capability: "MLDP".into(),
            text: "Which software?".into(),
            state,
            person: "M. Rossi".into(),
            sent_on: day(sent),
            due: day(due),
            answer: if answered.is_empty() { String::new() } else { "None".into() },
            answered_on: day(answered),
        }
    }

    #[test]
    fn each_state_has_its_dates() {
        use QuestionState::{Answered, Draft, Refused, Sent};
        let cases = [
            (Draft, "", "", "", true),
            (Draft, "2026-05-02", "", "", false),
            (Sent, "2026-05-02", "2026-06-01", "", true),
            (Sent, "2026-05-02", "", "", false),
            (Sent, "", "2026-06-01", "", false),
            (Sent, "2026-05-02", "2026-05-01", "", false),
            (Sent, "2026-05-02", "2026-06-01", "2026-05-03", false),
            (Answered, "2026-05-02", "2026-06-01", "2026-05-02", true),
            (Answered, "2026-05-02", "", "2026-05-02", true),
            (Answered, "2026-05-02", "2026-06-01", "2026-05-01", false),
            (Answered, "2026-05-02", "2026-06-01", "", false),
            (Refused, "2026-05-02", "2026-06-01", "2026-07-01", true),
        ];
        for (state, sent, due, answered, fits) in cases {
            let checked = check(&question(state, sent, due, answered));
            assert_eq!(checked.is_ok(), fits, "{state} {sent} {due} {answered}: {checked:?}");
        }
        let mut silent = question(Answered, "2026-05-02", "2026-06-01", "2026-05-03");
        silent.answer.clear();
        assert_eq!(check(&silent).unwrap_err().because, "answer is empty");
        silent.state = Refused;
        assert!(check(&silent).is_ok(), "who will not answer says nothing");
    }
}
