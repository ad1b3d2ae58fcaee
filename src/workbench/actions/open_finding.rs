//! Open a finding: something wrong in what is in operation.

use super::{Action, Args, Field, FieldKind, Known, Outcome, Subject};
use crate::{
    domain::{
        assessment::Assessment, events::EventKind, finding::Finding, object::Id, record::Held,
        trouble::Trouble,
    },
    ledger::Edit,
    workbench::{
        Workbench,
        findings::finding,
        store::{Draft, all_said},
    },
};

const FIELDS: &[Field] = &[
    Field::required("what", "What is wrong", FieldKind::Line, "in a few words"),
    Field::optional(
        "deadline",
        "Deadline",
        FieldKind::Date,
        "by when it must be mended; the policy gives one",
    ),
    Field::optional("owner", "Owner", FieldKind::Line, "who mends it").known(Known::People),
    Field::optional("interim_measure", "Interim measure", FieldKind::Text, "what protects until then"),
    Field::optional("trigger", "Trigger", FieldKind::Line, "T-003, if it comes from one"),
];

pub(super) const ACTION: Action = Action {
    name: "open-finding",
    title: "Open a finding",
    help: "Something wrong in what is in operation; it never throws the assessment back.",
    subject: Subject::Thing,
    fields: FIELDS,
    danger: false,
    prefill,
    run,
};

fn prefill(workbench: &Workbench, subject: &str) -> Result<Args, Trouble> {
    let about = About::of(workbench, subject)?;
    Ok(Args::new().with("deadline", workbench.finding_deadline()?.to_string()).with("owner", about.owner))
}

/// What a finding is about, and where it counts.
struct About {
    name: String,
    owner: String,
    assessments: Vec<Held<Assessment>>,
}

impl About {
    fn of(workbench: &Workbench, subject: &str) -> Result<Self, Trouble> {
        if subject.trim().to_ascii_uppercase().starts_with("C-") {
            let control = workbench.control_of(subject)?;
            let assessments = workbench.served_by(&control.id)?;
            return Ok(Self { name: control.value.reference, owner: control.value.owner, assessments });
        }
        if subject.contains('/') {
            let (assessment, risk) = workbench.risk_of(subject)?;
            let name = format!("{}/{}", assessment.reference, risk.reference);
            return Ok(Self { name, owner: risk.value.owner, assessments: vec![assessment] });
        }
        let assessment = workbench.assessment(subject)?;
        let (name, owner) = (assessment.reference.clone(), assessment.risk_manager.clone());
        Ok(Self { name, owner, assessments: vec![assessment] })
    }
}

fn run(workbench: &mut Workbench, subject: &str, args: &Args, request: Id) -> Result<Outcome, Trouble> {
    let about = About::of(workbench, subject)?;
    let today = workbench.today();
    let deadline = match args.date("deadline")? {
        Some(date) => date,
        None => workbench.finding_deadline()?,
    };
    if deadline < today {
        return Err(Trouble::refused(
            "Not opened",
            format!("the deadline {deadline} is over already"),
            format!("{today} or a later day"),
        ));
    }
    let owner = args.text("owner");
    let trigger_id = match args.text("trigger") {
        none if none.is_empty() => None,
        reference => Some(workbench.trigger_of(&reference)?.id),
    };
    let value = Finding {
        trigger_id,
        owner: if owner.is_empty() { about.owner } else { owner },
        interim_measure: args.text("interim_measure"),
        ..finding(&about.name, args.needed("what")?, today, deadline)
    };
    let mut draft = Draft::default();
    let mut open = |assessment: Option<&Held<Assessment>>| {
        let value = Finding { assessment_id: assessment.map(|held| held.id.clone()), ..value.clone() };
        let place = assessment.map(|held| format!(" in {}", held.reference)).unwrap_or_default();
        let shown =
            format!("{{ref}} opened{place}: {}: {}, to be mended by {deadline}.", value.about, value.what);
        let edit = Edit::put(&workbench.new_request(), 0, &value);
        draft.event(workbench.new_request(), EventKind::FindingChanged, shown, "", vec![edit]);
    };
    if about.assessments.is_empty() {
        open(None);
    }
    about.assessments.iter().for_each(|held| open(Some(held)));
    let said = all_said(&workbench.write(request, draft)?)?;
    let subject = said.split(' ').next().unwrap_or_default().to_owned();
    Ok(Outcome { said, subject })
}
