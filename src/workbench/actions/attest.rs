//! State something of the assessment as a whole: one statement of each kind, a new one in place of the one before.

use super::{Action, Args, Field, FieldKind, Known, OPENED_ON, Outcome, Pick, Subject, happened_on};
use crate::{
    domain::{
        attestation::{Attestation, AttestationKind},
        events::EventKind,
        object::{Id, Object},
        record::Held,
        trouble::Trouble,
        word::Word as _,
    },
    ledger::{Edit, Query},
    workbench::Workbench,
};

const FIELDS: &[Field] = &[
    Field::required(
        "kind",
        "Of what",
        FieldKind::Pick(Pick::Words(AttestationKind::CHOICES)),
        "what is stated before on the same is replaced; the history keeps it",
    ),
    Field::required("text", "Statement", FieldKind::Text, "what is so, and why"),
    Field::optional("person", "Person", FieldKind::Line, "who states it").known(Known::People),
    Field::optional("on", "On", FieldKind::Date, "when"),
    Field::optional("evidence", "Evidence", FieldKind::Text, "what shows it"),
];

pub(super) const ACTION: Action = Action {
    name: "attest",
    title: "State something of the whole",
    help: "What gates want a person to state: overall residual risk, monitoring, no agreement and why.",
    subject: Subject::Assessment,
    fields: FIELDS,
    danger: false,
    prefill,
    run,
};

fn prefill(workbench: &Workbench, subject: &str) -> Result<Args, Trouble> {
    let assessment = workbench.assessment(subject)?;
    let mut args =
        Args::new().with("person", workbench.person_name()?).with("on", workbench.today().to_string());
    for held in stated(workbench, &assessment.id)? {
        args.set(&format!("{OPENED_ON}_{}", held.kind), held.version.to_string());
    }
    Ok(args)
}

fn stated(workbench: &Workbench, assessment: &Id) -> Result<Vec<Held<Attestation>>, Trouble> {
    workbench.all(&Query::all(Object::Attestation).is("assessment_id", assessment.as_str()))
}

fn run(workbench: &mut Workbench, subject: &str, args: &Args, request: Id) -> Result<Outcome, Trouble> {
    let assessment = workbench.assessment(subject)?;
    let person = if args.is_empty("person") { workbench.person_name()? } else { args.text("person") };
    let value = Attestation {
        assessment_id: assessment.id.clone(),
        kind: args.needed_word("kind")?,
        text: args.needed("text")?,
        person,
        stated_on: happened_on(workbench, args, "on")?,
        evidence: args.text("evidence"),
    };
    let before = stated(workbench, &assessment.id)?.into_iter().find(|held| held.kind == value.kind);
    let edit = match before {
        Some(held) => {
            let version = args.number(&format!("{OPENED_ON}_{}", value.kind))?.unwrap_or(held.version);
            Edit::put(&held.id, version, &value)
        }
        None => Edit::put(&workbench.new_request(), 0, &value),
    };
    let name = workbench.reference_of(&assessment)?;
    let said = workbench.write_one(request, EventKind::Attested, shown(&name, &value), "", vec![edit])?;
    Ok(Outcome { said, subject: name })
}

/// `ip3: overall residual risk, stated by A. Weber.`
pub(in crate::workbench) fn shown(name: &str, value: &Attestation) -> String {
    format!("{name}: {}, stated by {}.", value.kind.label(), value.person)
}
