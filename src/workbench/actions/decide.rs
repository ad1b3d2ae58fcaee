//! Record an accountable person's decision, on a risk or on the whole, sealed to what it rests on.

use super::{Action, Args, Field, FieldKind, Outcome, Pick, Subject, happened_on, preview::Preview};
use crate::{
    domain::{
        decision::{Decision, DecisionKind, DecisionLife, DecisionState},
        events::EventKind,
        object::{Id, Object},
        risk::{Risk, RiskStatus},
        trouble::Trouble,
        word::Word as _,
    },
    ledger::{Edit, Query},
    workbench::{
        Workbench,
        deciding::NO_PEOPLE,
        decisions::{DecidedOn, extensions, reopened},
        frozen::freezing,
    },
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
        "one a line: what must be kept, or `what; owner; 2027-03-31`",
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
    Field::optional(
        "departs_from",
        "Departs from",
        FieldKind::Line,
        "of an exception: the rule it departs from",
    ),
    Field::optional("exit_plan", "Exit plan", FieldKind::Text, "of an exception: how it ends"),
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
    let on = workbench.decided_on(subject)?;
    let args = Args::new().with("decided_on", workbench.today().to_string());
    let asked = workbench.open_proposals(&on.assessment.id, on.risk.as_ref().map(|risk| &risk.id))?.pop();
    Ok(match asked {
        Some(held) => args.with("decision", held.decision.word()).with("decided_by", held.asked.join("|")),
        None => args.with("decided_by", decider(workbench)?),
    })
}

/// Who is at the keyboard, if the register names them among its people, or names nobody.
pub(super) fn decider(workbench: &Workbench) -> Result<String, Trouble> {
    let own = workbench.person_name()?;
    let people = workbench.people()?;
    let is_one = people.is_empty() || people.iter().any(|person| person.name == own);
    Ok(if is_one { own } else { String::new() })
}

/// The decision that these values make, held against the people and the policy, and checked.
fn drafted(workbench: &Workbench, subject: &str, args: &Args) -> Result<(DecidedOn, Decision), Trouble> {
    let on = workbench.decided_on(subject)?;
    let before = workbench.newest_decision(&on)?;
    let departs_from = args.text("departs_from");
    let mut value = Decision {
        assessment_id: on.assessment.id.clone(),
        risk_id: on.risk.as_ref().map(|risk| risk.id.clone()),
        decision: args.needed_word("decision")?,
        decided_by: args.list("decided_by"),
        roles: args.list("roles"),
        recorded_by: workbench.actor_name().to_owned(),
        decided_on: happened_on(workbench, args, "decided_on")?,
        rationale: args.needed("rationale")?,
        conditions: args.list("conditions"),
        placement_ids: on.assessment.placement_ids.clone(),
        valid_until: args.date("valid_until")?,
        review_on: args.date("review_on")?,
        evidence: args.text("evidence"),
        informed: args.list("informed"),
        level: String::new(),
        requested_by: String::new(),
        benefit_risk_id: workbench.benefit_risk(&on)?.map(|held| held.id),
        extensions: extensions(&departs_from, before.as_ref()),
        departs_from,
        exit_plan: args.text("exit_plan"),
    };
    judged(workbench, &on, &mut value)?;
    workbench.awaited(&value)?;
    workbench.condition_edits(&Id::default(), &value)?;
    Ok((on, value))
}

/// Holds a decision against the people and the policy, and against what every decision must say; fills in what they
/// make of it: names, roles, who asked, the level.
pub(super) fn judged(workbench: &Workbench, on: &DecidedOn, value: &mut Decision) -> Result<(), Trouble> {
    let stake = workbench.stake(&on.assessment, on.risk.as_ref())?;
    workbench.house()?.judge(value, &stake)?;
    value.level = stake.level();
    check(value, &workbench.person_name()?)?;
    workbench.benefit_weighed(on, &stake, value)
}

fn run(workbench: &mut Workbench, subject: &str, args: &Args, request: Id) -> Result<Outcome, Trouble> {
    let (on, value) = drafted(workbench, subject, args)?;
    let id = workbench.new_request();
    let mut edits = decision_edits(workbench, &id, &value, &on, DecisionLife::Superseded)?;
    edits.extend(workbench.condition_edits(&id, &value)?);
    let shown = said(&on.name, &value);
    let said = workbench.write_one(request, EventKind::DecisionRecorded, shown, &value.rationale, edits)?;
    Ok(Outcome { said: told(workbench, said)?, subject: on.name })
}

pub(super) fn preview(workbench: &Workbench, subject: &str, args: &Args) -> Result<Preview, Trouble> {
    let (on, value) = drafted(workbench, subject, args)?;
    Preview::of_decision(workbench, &on, value.decision.label(), &value)
}

/// What was done, and that authority was not checked where the register names nobody.
pub(super) fn told(workbench: &Workbench, said: String) -> Result<String, Trouble> {
    let (policy, _) = workbench.policy()?;
    if policy.switches.confirmed_from_own_account {
        let until =
            "It counts once everybody who decided and did not record it has confirmed it: confirm-decision.";
        return Ok(format!("{said} {until}"));
    }
    Ok(if workbench.house()?.people.is_empty() { format!("{said} {NO_PEOPLE}") } else { said })
}

impl Workbench {
    /// Those who decided and have to confirm it from their own account, where the policy wants that: all of them whose
    /// account does not record it.
    pub(in crate::workbench) fn awaited(&self, value: &Decision) -> Result<Vec<String>, Trouble> {
        let (policy, _) = self.policy()?;
        if !policy.switches.confirmed_from_own_account {
            return Ok(Vec::new());
        }
        let people = self.people()?;
        let mut awaits = Vec::new();
        for name in &value.decided_by {
            let person = people.iter().find(|held| held.name == *name && held.is_active(self.today()));
            match person {
                Some(person) if person.account == self.actor_name() => {}
                Some(person) if !person.account.is_empty() => awaits.push(name.clone()),
                Some(_) => {
                    return Err(Trouble::refused(
                        "Not recorded",
                        format!("{name} has no account, and the policy wants the decision confirmed from it"),
                        format!("edit-person {name} account=…"),
                    ));
                }
                None => {
                    return Err(Trouble::refused(
                        "Not recorded",
                        format!("the register names nobody {name:?}, and the policy wants a confirmation"),
                        "add-person first, with an account",
                    ));
                }
            }
        }
        Ok(awaits)
    }
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

/// What every decision must say, whoever takes it. Who records it is named as the register knows them.
pub(in crate::workbench) fn check(value: &Decision, recorder: &str) -> Result<(), Trouble> {
    let refuse = |because: String, try_this: &str| Err(Trouble::refused("Not recorded", because, try_this));
    let accepts = matches!(value.decision, DecisionKind::Accept | DecisionKind::AcceptWithConditions);
    if accepts && (value.valid_until.is_none() || value.review_on.is_none()) {
        return refuse(
            "valid_until and review_on are needed for an acceptance".into(),
            "two dates like 2027-03-31",
        );
    }
    if let (Some(until), Some(review)) = (value.valid_until, value.review_on)
        && review > until
    {
        return refuse(format!("review_on is {review}, after the last day {until}"), "an earlier review");
    }
    if let Some(until) = value.valid_until
        && until < value.decided_on
    {
        return refuse(
            format!("valid_until is {until}, before it was decided on {}", value.decided_on),
            "a later valid_until",
        );
    }
    if value.decision == DecisionKind::AcceptWithConditions && value.conditions.is_empty() {
        return refuse("conditions names none".into(), "conditions=…, or decision=accept");
    }
    if value.decided_by.is_empty() {
        return refuse("decided_by names nobody".into(), "decided_by=NAME");
    }
    let is_other = |name: &String| name != recorder && *name != value.recorded_by;
    if value.decided_by.iter().any(is_other) && value.evidence.is_empty() {
        return refuse(
            format!("evidence is missing: {} decided, and {recorder} records it", value.deciders()),
            "evidence: the signed sheet, or the committee's minute",
        );
    }
    if !value.departs_from.is_empty() && value.exit_plan.is_empty() {
        return refuse("exit_plan is missing: an exception says how it ends".into(), "exit_plan=…");
    }
    if value.departs_from.is_empty() && !value.exit_plan.is_empty() {
        return refuse(
            "departs_from is missing: an exit plan belongs to an exception".into(),
            "departs_from=RULE",
        );
    }
    Ok(())
}

/// The decision and its seal, its state, how the ones before it end, the risk's status, what was proposed and is decided
/// now, and what it freezes.
pub(super) fn decision_edits(
    workbench: &Workbench,
    id: &Id,
    value: &Decision,
    on: &DecidedOn,
    ended: DecisionLife,
) -> Result<Vec<Edit>, Trouble> {
    let mut edits = vec![Edit::put(id, 0, value)];
    let query = Query::all(Object::DecisionState)
        .is("assessment_id", value.assessment_id.as_str())
        .is("life", DecisionLife::InForce.word());
    for before in workbench.all::<DecisionState>(&query)? {
        if before.risk_id == value.risk_id {
            let over = DecisionState {
                life: ended,
                reason: format!("by the decision of {} on {}", value.deciders(), value.decided_on),
                ..before.value.clone()
            };
            edits.push(Edit::put(&before.id, before.version, &over));
        }
    }
    let state = DecisionState { awaits: workbench.awaited(value)?, ..state_of(id, value) };
    if let Some(risk) = &on.risk {
        let status = match (state.is_accepted(), state.accepts, risk.status) {
            (true, ..) => RiskStatus::Accepted,
            (false, true, RiskStatus::Accepted) => reopened(risk),
            // nothing is accepted before it is confirmed
            (false, true, before) => before,
            (false, false, _) => RiskStatus::InTreatment,
        };
        if risk.status != status {
            edits.push(Edit::put(&risk.id, risk.version, &Risk { status, ..risk.value.clone() }));
        }
    }
    let counts = state.awaits.is_empty();
    edits.push(Edit::put(&workbench.new_request(), 0, &state));
    edits.extend(workbench.seal_edits(id, workbench.rests_on(on)?));
    edits.extend(workbench.closing(&on.assessment.id, value.risk_id.as_ref())?);
    if counts {
        edits.extend(workbench.earlier_superseded(&on.assessment, value)?);
        edits.extend(freezing(&on.assessment, value));
    }
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
        awaits: Vec::new(),
        confirmed: Vec::new(),
    }
}
