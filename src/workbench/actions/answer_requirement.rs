//! Say whether a requirement of an adopted set is met in an assessment, and what that rests on.

use super::{Action, Args, Field, FieldKind, Known, Outcome, Pick, Subject, happened_on};
use crate::{
    domain::{
        assessment::Assessment,
        events::EventKind,
        object::{Id, Version},
        record::Held,
        requirement::{RequirementAnswer, RequirementState},
        trouble::Trouble,
        word::Word as _,
    },
    ledger::Edit,
    process::requirements::{Asked, Spoken},
    workbench::Workbench,
};

const FIELDS: &[Field] = &[
    Field::required(
        "requirement",
        "Requirement",
        FieldKind::Pick(Pick::Requirement),
        "of the adopted sets, under this capability",
    ),
    Field::required(
        "answer",
        "Answer",
        FieldKind::Pick(Pick::Words(RequirementState::CHOICES)),
        "is it so here?",
    ),
    Field::optional(
        "statements",
        "Statements",
        FieldKind::PickMany(Pick::Statement),
        "what of the disclosure it rests on",
    ),
    Field::optional("evidence", "Evidence", FieldKind::Text, "what else shows it"),
    Field::optional("person", "Person", FieldKind::Line, "who says so").known(Known::People),
    Field::optional("on", "On", FieldKind::Date, "when"),
    Field::optional("remark", "Remark", FieldKind::Text, ""),
];

pub(super) const ACTION: Action = Action {
    name: "answer-requirement",
    title: "Answer a requirement",
    help: "Met, partly, not met or unknown, with the statements or the evidence that it rests on.",
    subject: Subject::Capability,
    fields: FIELDS,
    danger: false,
    prefill,
    run,
};

/// Begins the name of the argument that holds the version a requirement's answer was looked at; it is not shown.
const OPENED_ON: &str = "opened_on_";

/// The form begins with the requirement that the subject names (`ip3/PAUT/US-PAUT-1`), else with the first that nobody has answered. What it suggests is a suggestion: saved is what
/// the person leaves in it.
fn prefill(workbench: &Workbench, subject: &str) -> Result<Args, Trouble> {
    let (assessment, code) = workbench.capability_of(subject)?;
    workbench.changeable(&assessment)?;
    let asked = workbench.asked_under(&assessment, &code)?;
    let mut args =
        Args::new().with("person", workbench.person_name()?).with("on", workbench.today().to_string());
    for held in asked.iter().filter_map(|one| one.answer.as_ref()) {
        args.set(&format!("{OPENED_ON}{}", held.requirement), held.version.to_string());
    }
    let named = subject.split('/').nth(2).unwrap_or_default();
    let first = asked
        .iter()
        .find(|one| one.requirement.id == named)
        .or_else(|| asked.iter().find(|one| one.answer.is_none()))
        .or(asked.first());
    let Some(first) = first else { return Err(none(&assessment, &code)) };
    args.set("requirement", &first.requirement.id);
    let spoken = workbench.spoken_for(&assessment, std::slice::from_ref(first))?.pop().flatten();
    for (name, value) in begun(first, spoken.as_ref()) {
        args.set(name, value);
    }
    Ok(args)
}

/// What the form begins with for one requirement: its answer, or what the statements suggest, which is said.
pub(in crate::workbench) fn begun(asked: &Asked, spoken: Option<&Spoken>) -> Vec<(&'static str, String)> {
    match (&asked.answer, spoken) {
        (Some(held), _) => vec![
            ("answer", held.answer.word().to_owned()),
            ("statements", held.statements.join("|")),
            ("evidence", held.evidence.clone()),
            ("remark", held.remark.clone()),
        ],
        (None, Some(spoken)) => vec![
            ("answer", spoken.answer.word().to_owned()),
            ("statements", spoken.items.join("|")),
            ("remark", format!("Suggested by the statements: {}.", spoken.because)),
        ],
        (None, None) => Vec::new(),
    }
}

fn none(assessment: &Assessment, code: &str) -> Trouble {
    Trouble::refused(
        "Nothing to answer",
        format!("no adopted requirement set asks anything of {}/{code}", assessment.reference),
        "adopt-requirements",
    )
}

fn run(workbench: &mut Workbench, subject: &str, args: &Args, request: Id) -> Result<Outcome, Trouble> {
    let (assessment, code) = workbench.capability_of(subject)?;
    workbench.changeable(&assessment)?;
    let wanted = args.needed("requirement")?.to_ascii_uppercase();
    let asked = workbench.asked_under(&assessment, &code)?;
    let Some(one) = asked.iter().find(|one| one.requirement.id.to_ascii_uppercase() == wanted) else {
        let known: Vec<&str> = asked.iter().map(|one| one.requirement.id.as_str()).collect();
        return Err(if known.is_empty() {
            none(&assessment, &code)
        } else {
            let because = format!("requirement is {wanted:?}, which is not asked of {code} here");
            Trouble::refused("Not saved", because, format!("one of {}", known.join(", ")))
        });
    };
    if args.is_empty("answer") {
        let spoken = workbench.spoken_for(&assessment, std::slice::from_ref(one))?.pop().flatten();
        return Err(unanswered(one, spoken));
    }
    let value = RequirementAnswer {
        assessment_id: assessment.id.clone(),
        requirement: one.requirement.id.clone(),
        capability: one.requirement.capability.clone(),
        set_sha256: Id::from(one.set_sha256.as_str()),
        answer: args.needed_word("answer")?,
        disclosure_id: None,
        statements: args.list("statements"),
        evidence: args.text("evidence"),
        person: if args.is_empty("person") { workbench.person_name()? } else { args.text("person") },
        answered_on: happened_on(workbench, args, "on")?,
        remark: args.text("remark"),
    };
    let value = founded(workbench, &assessment, value)?;
    let edit = match &one.answer {
        Some(held) => Edit::put(&held.id, opened_on(args, held)?, &value),
        None => Edit::put(&workbench.new_request(), 0, &value),
    };
    let name = format!("{}/{code}", assessment.reference);
    let shown = format!("{name}: {} is {}, says {}.", value.requirement, value.answer.label(), value.person);
    let kind = EventKind::RequirementAnswered;
    let said = workbench.write_one(request, kind, shown, &value.remark, vec![edit])?;
    Ok(Outcome { said, subject: name })
}

/// The version of the answer that the form was opened on, else the current one.
fn opened_on(args: &Args, held: &Held<RequirementAnswer>) -> Result<Version, Trouble> {
    Ok(args.number(&format!("{OPENED_ON}{}", held.requirement))?.unwrap_or(held.version))
}

/// What is said to be met rests on something, and the statements named are in the assessment's disclosure.
fn founded(
    workbench: &Workbench,
    assessment: &Assessment,
    value: RequirementAnswer,
) -> Result<RequirementAnswer, Trouble> {
    let refuse = |because: String, try_this: &str| Err(Trouble::refused("Not saved", because, try_this));
    let claims = matches!(value.answer, RequirementState::Met | RequirementState::Partly);
    if claims && value.statements.is_empty() && value.evidence.is_empty() {
        let because = format!("evidence and statements are empty, and what is {} rests on something", {
            value.answer.label()
        });
        return refuse(because, "statements=, the items that say so, or evidence=, what else shows it");
    }
    if value.statements.is_empty() {
        return Ok(value);
    }
    let Some(disclosure) = &assessment.disclosure_id else {
        return refuse(
            "statements are named, and the assessment has no disclosure".into(),
            "evidence=, what else shows it",
        );
    };
    let known = workbench.statements_of(disclosure)?;
    let unknown = value.statements.iter().find(|item| known.iter().all(|held| held.item != **item));
    match unknown {
        Some(item) => refuse(
            format!("statements names {item}, which the disclosure does not answer"),
            "items that the disclosure answers",
        ),
        None => Ok(RequirementAnswer { disclosure_id: Some(disclosure.clone()), ..value }),
    }
}

/// Nothing is answered by itself; what the statements suggest is told.
fn unanswered(one: &Asked, spoken: Option<Spoken>) -> Trouble {
    let try_this = match spoken {
        Some(spoken) => format!(
            "the statements suggest answer={} statements={:?} ({})",
            spoken.answer.word(),
            spoken.items.join("|"),
            spoken.because
        ),
        None => format!("answer=met, partly, not_met or unknown; {}", one.requirement.look_for),
    };
    Trouble::refused("Not saved", "answer is empty, and nothing is answered by itself", try_this)
}
