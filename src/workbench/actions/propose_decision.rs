//! Ask accountable people to decide, on a risk or on the whole.

use super::{Action, Args, Field, FieldKind, Outcome, Pick, Subject, happened_on};
use crate::{
    domain::{
        decision::{DecisionKind, Proposal},
        events::EventKind,
        object::Id,
        trouble::Trouble,
        word::Word as _,
    },
    ledger::Edit,
    process::deciding::{AskedBy, Asking, Intent, able, may_decide, person},
    workbench::{Workbench, deciding::NO_PEOPLE},
};

const FIELDS: &[Field] = &[
    Field::required(
        "decision",
        "Proposed",
        FieldKind::Pick(Pick::Words(DecisionKind::CHOICES)),
        "what they are asked for",
    ),
    Field::required("asked", "Asked", FieldKind::PickMany(Pick::Person), "who is to decide"),
    Field::optional("reason", "Reason", FieldKind::Text, "why it is ready to be decided"),
    Field::optional("proposed_on", "Proposed on", FieldKind::Date, ""),
];

pub(super) const ACTION: Action = Action {
    name: "propose-decision",
    title: "Propose a decision",
    help: "Asks accountable people to decide; whoever asks is not who accepts, where the policy says so.",
    subject: Subject::RiskOrAssessment,
    fields: FIELDS,
    danger: false,
    prefill,
    run,
};

fn prefill(workbench: &Workbench, subject: &str) -> Result<Args, Trouble> {
    workbench.assessment(subject)?;
    Ok(Args::new()
        .with("decision", DecisionKind::Accept.word())
        .with("proposed_on", workbench.today().to_string()))
}

fn run(workbench: &mut Workbench, subject: &str, args: &Args, request: Id) -> Result<Outcome, Trouble> {
    let assessment = workbench.assessment(subject)?;
    let risk = if subject.contains('/') { Some(workbench.risk_of(subject)?.1) } else { None };
    let risk_id = risk.as_ref().map(|risk| &risk.id);
    let mut value = Proposal {
        assessment_id: assessment.id.clone(),
        risk_id: risk_id.cloned(),
        decision: args.needed_word("decision")?,
        proposed_by: workbench.person_name()?,
        proposed_on: happened_on(workbench, args, "proposed_on")?,
        asked: args.list("asked"),
        reason: args.text("reason"),
        closed: false,
    };
    args.needed("asked")?;
    let house = workbench.house()?;
    let mut told = if house.people.is_empty() { NO_PEOPLE.to_owned() } else { String::new() };
    if !house.people.is_empty() {
        for name in &mut value.asked {
            let Some(known) = person(&house.people, name, value.proposed_on) else {
                let names: Vec<&str> = house.people.iter().map(|person| person.name.as_str()).collect();
                return Err(Trouble::refused(
                    "Not saved",
                    format!("asked names {name}, who is not among the people of this register"),
                    names.join(", "),
                ));
            };
            name.clone_from(&known.name);
        }
        let band = workbench.stake(&assessment, risk.as_ref())?.band;
        let asking = Some(Asking { name: &value.proposed_by, by: AskedBy::Proposing });
        let intent = Intent {
            decision: value.decision,
            band: &band,
            deciders: &value.asked,
            roles: &[],
            on: value.proposed_on,
            valid_until: None,
            asking,
        };
        if let Err(not) = may_decide(&house.policy, &house.people, &intent) {
            told = match able(&house.policy, &house.people, &band, value.proposed_on, asking) {
                who if who.is_empty() => format!("They cannot: {not}."),
                who => format!("They cannot: {not}. It takes {who}."),
            };
        }
    }
    let name = match &risk {
        Some(risk) => format!("{}/{}", assessment.reference, risk.reference),
        None => assessment.reference.clone(),
    };
    let mut edits = workbench.closing(&assessment.id, risk_id)?;
    edits.push(Edit::put(&workbench.new_request(), 0, &value));
    let whom = value.asked.join(" and ");
    let shown = format!("{name}: {whom} asked to {}.", value.decision.label());
    let said = workbench.write_one(request, EventKind::DecisionProposed, shown, &value.reason, edits)?;
    Ok(Outcome { said: format!("{said} {told}").trim_end().to_owned(), subject: name })
}
