//! A decision that follows another one: the same is decided again on what holds now, re-confirmed or renewed.

use super::{Args, happened_on};
use crate::{
    domain::{
        decision::{Decision, DecisionLife},
        object::Id,
        trouble::Trouble,
    },
    ledger::Edit,
    workbench::{
        Workbench,
        actions::decide,
        decisions::{DecidedOn, extensions},
        gather::Standing,
    },
};

/// What a person says when the same is decided again.
#[derive(Debug, Clone)]
pub(super) struct Again {
    decided_by: Vec<String>,
    roles: Vec<String>,
    recorded_by: String,
    decided_on: chrono::NaiveDate,
    addition: String,
    evidence: String,
    informed: Vec<String>,
}

impl Again {
    pub(super) fn of(workbench: &Workbench, args: &Args) -> Result<Self, Trouble> {
        Ok(Self {
            decided_by: args.list("decided_by"),
            roles: args.list("roles"),
            recorded_by: workbench.actor_name().to_owned(),
            decided_on: happened_on(workbench, args, "decided_on")?,
            addition: args.needed("addition")?,
            evidence: args.text("evidence"),
            informed: args.list("informed"),
        })
    }
}

/// The decision that follows, with what is the same in every case: kind, conditions, term, exception. What it rests
/// on, the level and the benefit-risk record are those of now. It is held against the people, the policy and what every
/// decision must say, like any other.
pub(super) fn following(
    workbench: &Workbench,
    on: &DecidedOn,
    before: &Standing,
    again: &Again,
    (verb, change): (&str, impl FnOnce(&mut Decision)),
) -> Result<Decision, Trouble> {
    if again.decided_on < before.decision.decided_on {
        return Err(Trouble::refused(
            "Not recorded",
            format!(
                "decided_on is {}, before the decision that it follows ({})",
                again.decided_on, before.decision.decided_on
            ),
            format!("{} or a day after it", before.decision.decided_on),
        ));
    }
    let old = &before.decision.value;
    let mut value = Decision {
        decided_by: again.decided_by.clone(),
        roles: again.roles.clone(),
        recorded_by: again.recorded_by.clone(),
        decided_on: again.decided_on,
        rationale: format!("{}\n{verb} on {}: {}", old.rationale, again.decided_on, again.addition),
        placement_ids: on.assessment.placement_ids.clone(),
        evidence: again.evidence.clone(),
        informed: again.informed.clone(),
        benefit_risk_id: workbench.benefit_risk(on)?.map(|held| held.id),
        ..old.clone()
    };
    change(&mut value);
    decide::judged(workbench, on, &mut value)?;
    Ok(value)
}

/// A term that goes on: an exception counts one more.
pub(super) fn extend(value: &mut Decision, before: &Standing) {
    value.extensions = extensions(&value.departs_from, Some(before));
}

/// The edits of a decision that follows: it is sealed to what holds now, the one before ends, its conditions go over.
pub(super) fn edits(
    workbench: &Workbench,
    on: &DecidedOn,
    before: &Standing,
    value: &Decision,
    ended: DecisionLife,
) -> Result<Vec<Edit>, Trouble> {
    let id: Id = workbench.new_request();
    let mut edits = decide::decision_edits(workbench, &id, value, on, ended)?;
    edits.extend(workbench.carried_conditions(before, &id));
    Ok(edits)
}
