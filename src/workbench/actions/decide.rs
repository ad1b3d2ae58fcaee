//! Record an accountable person's decision, on a risk or on the whole, sealed to what it rests on.

use super::{Action, Args, Field, FieldKind, Outcome, Pick, Subject, happened_on};
use crate::{
    domain::{
        decision::{Decision, DecisionKind, DecisionLife, DecisionState},
        events::EventKind,
        object::{Id, Object},
        rating::{Phase, Rating},
        record::Held,
        risk::{Risk, RiskStatus},
        trouble::Trouble,
        word::Word as _,
    },
    ledger::{Edit, Query},
    process::deciding::NOT_RATED,
    workbench::{Workbench, deciding::NO_PEOPLE, frozen::freezing},
};

const FIELDS: &[Field] = &[
    Field::required("decision", "Decision", FieldKind::Pick(Pick::Words(DecisionKind::CHOICES)), ""),
    Field::required(
        "decided_by",
        "Decided by",
        FieldKind::PickMany(Pick::Person),
        "the accountable person or committee; those who decide together, one a line",
    ),
    Field::optional("roles", "Roles", FieldKind::List, "in which role each of them; found by itself"),
    Field::required("rationale", "Rationale", FieldKind::Text, "why; somebody will read it in three years"),
    Field::optional(
        "conditions",
        "Conditions",
        FieldKind::List,
        "what must be kept for it to hold, one a line",
    ),
    Field::optional("decided_on", "Decided on", FieldKind::Date, ""),
    Field::optional("review_on", "Review on", FieldKind::Date, "not after valid until"),
    Field::optional("valid_until", "Valid until", FieldKind::Date, "the last day on which it holds"),
    Field::optional(
        "evidence",
        "Evidence",
        FieldKind::Text,
        "signed sheet or minutes, if somebody else decided",
    ),
    Field::optional("informed", "Informed", FieldKind::List, "who was told"),
];

pub(super) const ACTION: Action = Action {
    name: "decide",
    title: "Record a decision",
    help: "Accept, accept with conditions, reject or defer; it is sealed and never altered.",
    subject: Subject::RiskOrAssessment,
    fields: FIELDS,
    danger: true,
    prefill,
    run,
};

/// Where a decision was asked for, it and those who were asked; else who is at the keyboard, if they may be one of them.
fn prefill(workbench: &Workbench, subject: &str) -> Result<Args, Trouble> {
    let assessment = workbench.assessment(subject)?;
    let risk = if subject.contains('/') { Some(workbench.risk_of(subject)?.1) } else { None };
    let args = Args::new().with("decided_on", workbench.today().to_string());
    if let Some(held) = workbench.open_proposals(&assessment.id, risk.as_ref().map(|risk| &risk.id))?.pop() {
        return Ok(args.with("decision", held.decision.word()).with("decided_by", held.asked.join("|")));
    }
    let own = workbench.person_name()?;
    let people = workbench.people()?;
    let is_one = people.is_empty() || people.iter().any(|person| person.name == own);
    Ok(args.with("decided_by", if is_one { own } else { String::new() }))
}

fn run(workbench: &mut Workbench, subject: &str, args: &Args, request: Id) -> Result<Outcome, Trouble> {
    let assessment = workbench.assessment(subject)?;
    let risk = if subject.contains('/') { Some(workbench.risk_of(subject)?.1) } else { None };
    let level = match &risk {
        Some(risk) => residual_level(workbench, &risk.id)?,
        None => String::new(),
    };
    let mut value = Decision {
        assessment_id: assessment.id.clone(),
        risk_id: risk.as_ref().map(|risk| risk.id.clone()),
        decision: args.needed_word("decision")?,
        decided_by: args.list("decided_by"),
        roles: args.list("roles"),
        recorded_by: workbench.actor_name().to_owned(),
        decided_on: happened_on(workbench, args, "decided_on")?,
        rationale: args.needed("rationale")?,
        conditions: args.list("conditions"),
        placement_ids: assessment.placement_ids.clone(),
        valid_until: args.date("valid_until")?,
        review_on: args.date("review_on")?,
        evidence: args.text("evidence"),
        informed: args.list("informed"),
        level,
        requested_by: String::new(),
        benefit_risk_id: None,
        departs_from: String::new(),
        exit_plan: String::new(),
        extensions: 0,
    };
    let house = workbench.house()?;
    let stake = workbench.stake(&assessment, risk.as_ref())?;
    house.judge(&mut value, &stake)?;
    if risk.is_none() && stake.band != NOT_RATED {
        value.level = stake.band;
    }
    check(&value, &workbench.person_name()?)?;
    let name = match &risk {
        Some(risk) => format!("{}/{}", assessment.reference, risk.reference),
        None => assessment.reference.clone(),
    };
    let id = workbench.new_request();
    let mut edits = decision_edits(workbench, &id, &value, risk.as_ref())?;
    let parts = match &risk {
        Some(risk) => workbench.seal_of(&assessment, risk)?,
        None => workbench.seal_of_whole(&assessment)?,
    };
    edits.extend(workbench.seal_edits(&id, parts));
    edits.extend(workbench.closing(&assessment.id, value.risk_id.as_ref())?);
    edits.extend(workbench.earlier_superseded(&assessment, &value)?);
    edits.extend(freezing(&assessment, &value));
    let shown = said(&name, &value);
    let said = workbench.write_one(request, EventKind::DecisionRecorded, shown, &value.rationale, edits)?;
    let told = if house.people.is_empty() { format!("{said} {NO_PEOPLE}") } else { said };
    Ok(Outcome { said: told, subject: name })
}

/// `ip3/R-014 accepted by A. Weber until 2027-03-31.`
pub(in crate::workbench) fn said(name: &str, value: &Decision) -> String {
    let until = value.valid_until.map(|date| format!(" until {date}")).unwrap_or_default();
    format!("{name} {} by {}{until}.", past(value.decision), value.deciders())
}

/// The decision in the past tense.
pub(in crate::workbench) fn past(decision: DecisionKind) -> &'static str {
    match decision {
        DecisionKind::Accept => "accepted",
        DecisionKind::AcceptWithConditions => "accepted with conditions",
        DecisionKind::Reject => "rejected",
        DecisionKind::Defer => "deferred",
    }
}

/// The residual level at the time of deciding; empty when it is not rated.
fn residual_level(workbench: &Workbench, risk: &Id) -> Result<String, Trouble> {
    let query = Query::all(Object::Rating).is("risk_id", risk.as_str()).is("phase", Phase::Residual.word());
    Ok(workbench.first::<Rating>(query)?.map(|held| held.value.overall).unwrap_or_default())
}

/// What every decision must say, whoever takes it. Who records it is named as the register knows them.
pub(in crate::workbench) fn check(value: &Decision, recorder: &str) -> Result<(), Trouble> {
    let refuse = |because: String, try_this: &str| Err(Trouble::refused("Not recorded", because, try_this));
    let accepts = matches!(value.decision, DecisionKind::Accept | DecisionKind::AcceptWithConditions);
    if accepts && (value.valid_until.is_none() || value.review_on.is_none()) {
        return refuse("an acceptance needs valid_until and review_on".into(), "two dates like 2027-03-31");
    }
    if let (Some(until), Some(review)) = (value.valid_until, value.review_on)
        && review > until
    {
        return refuse(format!("the review on {review} comes after the end on {until}"), "an earlier review");
    }
    if let Some(until) = value.valid_until
        && until < value.decided_on
    {
        return refuse(
            format!("it would have ended on {until}, before it was decided on {}", value.decided_on),
            "a later valid_until",
        );
    }
    if value.decision == DecisionKind::AcceptWithConditions && value.conditions.is_empty() {
        return refuse("it names no condition".into(), "conditions=…, or decision=accept");
    }
    if value.decided_by.is_empty() {
        return refuse("nobody is named as decider".into(), "decided_by=NAME");
    }
    let is_other = |name: &String| name != recorder && *name != value.recorded_by;
    if value.decided_by.iter().any(is_other) && value.evidence.is_empty() {
        return refuse(
            format!("{} decided and {recorder} records it, without evidence", value.deciders()),
            "evidence: the signed sheet, or the committee's minute",
        );
    }
    Ok(())
}

/// The decision, its state, the end of the one before it, and the risk's status.
fn decision_edits(
    workbench: &Workbench,
    id: &Id,
    value: &Decision,
    risk: Option<&Held<Risk>>,
) -> Result<Vec<Edit>, Trouble> {
    let mut edits = vec![Edit::put(id, 0, value)];
    let query = Query::all(Object::DecisionState)
        .is("assessment_id", value.assessment_id.as_str())
        .is("life", DecisionLife::InForce.word());
    for before in workbench.all::<DecisionState>(&query)? {
        if before.risk_id == value.risk_id {
            let superseded = DecisionState {
                life: DecisionLife::Superseded,
                reason: format!("by the decision of {} on {}", value.deciders(), value.decided_on),
                ..before.value.clone()
            };
            edits.push(Edit::put(&before.id, before.version, &superseded));
        }
    }
    let state = state_of(id, value);
    if let Some(risk) = risk {
        let status = if state.accepts { RiskStatus::Accepted } else { RiskStatus::InTreatment };
        if risk.status != status {
            edits.push(Edit::put(&risk.id, risk.version, &Risk { status, ..risk.value.clone() }));
        }
    }
    edits.push(Edit::put(&workbench.new_request(), 0, &state));
    Ok(edits)
}

/// The state of a decision that was just taken.
pub(in crate::workbench) fn state_of(id: &Id, value: &Decision) -> DecisionState {
    DecisionState {
        decision_id: id.clone(),
        assessment_id: value.assessment_id.clone(),
        risk_id: value.risk_id.clone(),
        accepts: matches!(value.decision, DecisionKind::Accept | DecisionKind::AcceptWithConditions),
        life: DecisionLife::InForce,
        reason: String::new(),
        valid_until: value.valid_until,
    }
}
