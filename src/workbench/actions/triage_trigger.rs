//! Say what came of looking at a trigger: one action for all products, assessments and placements that it reaches.

use super::{Action, Args, Field, FieldKind, OPENED_ON, Outcome, Pick, Subject, opened_on};
use crate::{
    domain::{
        assessment::Assessment,
        decision::{DecisionLife, DecisionState},
        events::EventKind,
        finding::{Triage, Trigger},
        object::{Id, Object},
        record::Held,
        risk::{Risk, RiskStatus},
        trouble::Trouble,
        word::Word as _,
    },
    ledger::{Edit, Query},
    workbench::{
        Workbench,
        store::{Draft, said},
    },
};

/// What can come of it; waiting is where it began.
const OUTCOMES: &[(&str, &str)] = &[
    ("no_effect", "no effect, for a reason"),
    ("no_relevant_change", "no security-relevant change, with the release note as evidence"),
    ("reopened", "risks reopened; their acceptances are withdrawn"),
    ("new_revision", "a new revision of the assessment is begun"),
];

const FIELDS: &[Field] = &[
    Field::required("triage", "Outcome", FieldKind::Pick(Pick::Words(OUTCOMES)), "for all that it reaches"),
    Field::optional("reason", "Reason", FieldKind::Text, "why; needed for no effect and for reopening"),
    Field::optional(
        "evidence",
        "Evidence",
        FieldKind::Text,
        "what shows it; for no security-relevant change the release note",
    ),
    Field::optional(
        "risks",
        "Risks to reopen",
        FieldKind::PickMany(Pick::RiskOfTrigger),
        "set back to open; an acceptance in force is withdrawn",
    ),
];

pub(super) const ACTION: Action = Action {
    name: "triage-trigger",
    title: "Triage the trigger",
    help: "Once for all it reaches: no effect, no relevant change, risks reopened, or a new revision.",
    subject: Subject::Trigger,
    fields: FIELDS,
    danger: true,
    prefill,
    run,
};

fn prefill(workbench: &Workbench, subject: &str) -> Result<Args, Trouble> {
    let held = workbench.trigger_of(subject)?;
    Ok(Args::new().with(OPENED_ON, held.version.to_string()))
}

fn run(workbench: &mut Workbench, subject: &str, args: &Args, request: Id) -> Result<Outcome, Trouble> {
    let held = workbench.trigger_of(subject)?;
    let name = held.reference.clone();
    if held.triage != Triage::Waiting {
        let on = held.triaged_on.map(|date| format!(" on {date}")).unwrap_or_default();
        return Err(Trouble::refused(
            "Not triaged",
            format!("{name} was triaged by {}{on}: {}", held.triaged_by, held.triage.label()),
            "raise another trigger for what is new",
        ));
    }
    let triage: Triage = args.needed_word("triage")?;
    let (reason, evidence, risks) = (args.text("reason"), args.text("evidence"), args.list("risks"));
    check(triage, &reason, &evidence, &risks)?;
    let opened = if triage == Triage::Reopened { to_open(workbench, &held, &risks)? } else { Vec::new() };
    let value = Trigger {
        triage,
        triage_reason: reason.clone(),
        triage_evidence: evidence,
        triaged_by: workbench.person_name()?,
        triaged_on: Some(workbench.today()),
        reopened: opened.iter().map(|(full, _)| full.clone()).collect(),
        ..held.value.clone()
    };
    let mut draft = Draft::default();
    let mut shown = format!("{name} triaged: {}.", triage.label());
    if !opened.is_empty() {
        shown = format!("{name} triaged: {} reopened.", value.reopened.join(", "));
    }
    let edit = Edit::put(&held.id, opened_on(args, held.version)?, &value);
    draft.event(workbench.new_request(), EventKind::TriggerTriaged, shown, &reason, vec![edit]);
    let because = format!("{name} {}: {reason}", held.title);
    for (full, risk) in &opened {
        reopen(workbench, &mut draft, full, risk, &because)?;
    }
    let mut told = said(&workbench.write(request, draft)?)?;
    if triage == Triage::NewRevision {
        let refs: Vec<String> = touched(workbench, &held)?
            .into_iter()
            .map(|assessment| format!("riskward do reassess {}", assessment.reference))
            .collect();
        told = format!("{told} Begin it with: {}.", refs.join("; "));
    }
    Ok(Outcome { said: told, subject: name })
}

/// What each outcome needs, and what it has no use for.
fn check(triage: Triage, reason: &str, evidence: &str, risks: &[String]) -> Result<(), Trouble> {
    let refuse = |because: &str, try_this: &str| Err(Trouble::refused("Not triaged", because, try_this));
    match triage {
        Triage::Waiting => {
            return refuse(
                "waiting is no outcome",
                "no_effect, no_relevant_change, reopened or new_revision",
            );
        }
        Triage::NoEffect if reason.is_empty() => {
            return refuse("no effect needs a reason", "reason: why it changes nothing here");
        }
        Triage::NoRelevantChange if evidence.is_empty() => {
            return refuse(
                "no security-relevant change needs the release note as evidence",
                "evidence: the release note, and where it is kept",
            );
        }
        Triage::Reopened if reason.is_empty() => {
            return refuse("reopening needs a reason", "reason: why the acceptances do not hold any more");
        }
        Triage::Reopened if risks.is_empty() => {
            return refuse("it names no risk to reopen", "risks: ip3/R-004 | ip3/R-007");
        }
        _ => {}
    }
    if triage != Triage::Reopened && !risks.is_empty() {
        return refuse("risks are named, and this outcome reopens none", "triage=reopened, or no risks");
    }
    Ok(())
}

/// The newest revisions of the assessments that a trigger reaches.
pub(in crate::workbench) fn touched(
    workbench: &Workbench,
    trigger: &Trigger,
) -> Result<Vec<Held<Assessment>>, Trouble> {
    let query = Query::all(Object::Assessment).among("id", &trigger.assessment_ids);
    let named = workbench.all::<Assessment>(&query)?;
    let mut all = workbench.newest_assessments()?;
    all.retain(|held| named.iter().any(|one| one.reference == held.reference));
    Ok(all)
}

/// The risks to open, each with its full ref.
fn to_open(
    workbench: &Workbench,
    trigger: &Held<Trigger>,
    wanted: &[String],
) -> Result<Vec<(String, Held<Risk>)>, Trouble> {
    let assessments = touched(workbench, trigger)?;
    let mut all: Vec<(String, Held<Risk>)> = Vec::new();
    for reference in wanted {
        let (assessment, risk) = workbench.risk_of(reference)?;
        let full = format!("{}/{}", assessment.reference, risk.reference);
        if !assessments.iter().any(|touched| touched.id == assessment.id) {
            let reached: Vec<&str> = assessments.iter().map(|held| held.reference.as_str()).collect();
            return Err(Trouble::refused(
                "Not triaged",
                format!("{} does not reach {full}", trigger.reference),
                format!("risks of {}", reached.join(", ")),
            ));
        }
        if all.iter().any(|(_, known)| known.id == risk.id) {
            continue;
        }
        if risk.status == RiskStatus::Open && accepted(workbench, &risk)?.is_none() {
            return Err(Trouble::refused(
                "Not triaged",
                format!("{full} is open already"),
                "risks that are treated, accepted or closed",
            ));
        }
        all.push((full, risk));
    }
    Ok(all)
}

/// The acceptance of a risk that is in force, however long it is valid.
fn accepted(workbench: &Workbench, risk: &Held<Risk>) -> Result<Option<Held<DecisionState>>, Trouble> {
    let query = Query::all(Object::DecisionState)
        .is("risk_id", risk.id.as_str())
        .is("life", DecisionLife::InForce.word());
    Ok(workbench.all::<DecisionState>(&query)?.into_iter().find(|state| state.accepts))
}

/// Sets a risk back to open and withdraws its acceptance.
fn reopen(
    workbench: &Workbench,
    draft: &mut Draft,
    full: &str,
    risk: &Held<Risk>,
    because: &str,
) -> Result<(), Trouble> {
    let mut edits = Vec::new();
    if risk.status != RiskStatus::Open {
        let open = Risk { status: RiskStatus::Open, ..risk.value.clone() };
        edits.push(Edit::put(&risk.id, risk.version, &open));
    }
    let (kind, shown) = match accepted(workbench, risk)? {
        Some(state) => {
            let withdrawn = DecisionState {
                life: DecisionLife::Withdrawn,
                reason: because.to_owned(),
                ..state.value.clone()
            };
            edits.push(Edit::put(&state.id, state.version, &withdrawn));
            (EventKind::DecisionWithdrawn, format!("{full} reopened; its acceptance is withdrawn."))
        }
        None => (EventKind::RiskChanged, format!("{full} reopened.")),
    };
    draft.event(workbench.new_request(), kind, shown, because, edits);
    Ok(())
}
