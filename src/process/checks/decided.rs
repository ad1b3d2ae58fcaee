//! What a decision must show for an assessment to go on, on a risk or on the whole: it accepts and holds, it is complete, it
//! covers every placement, and its deciders have the authority for the level, for so long.

use crate::{
    domain::{
        decision::{AcceptanceState, Decision, DecisionKind, Proposal},
        gate::Missing,
        word::Word as _,
    },
    process::{
        authority::{Decider, accepted_until_at_most, may_accept},
        file::{DecisionEntry, RiskFile},
    },
};

use super::placements::named;

/// What is to be decided.
pub(super) struct Matter<'m> {
    /// `R-003`, `the whole`
    pub(super) name: &'m str,
    /// Where it is decided.
    pub(super) place: String,
    /// What somebody is asked to decide on it.
    pub(super) asked: Option<&'m Proposal>,
    /// The level that remains; empty when it is not rated, which counts as the highest.
    pub(super) level: &'m str,
}

impl Matter<'_> {
    fn miss(&self, what: String) -> Missing {
        Missing::blocks(what, self.place.as_str(), "decide")
    }
}

/// What is missing for a matter to be decided.
pub(super) fn undecided(
    file: &RiskFile<'_>,
    matter: &Matter<'_>,
    entry: Option<&DecisionEntry>,
) -> Vec<Missing> {
    let asked = matter.asked.map(|asked| format!("; {}", asked.told())).unwrap_or_default();
    let Some(entry) = entry else {
        return vec![matter.miss(format!("{} is not decided{asked}", matter.name))];
    };
    if entry.state == AcceptanceState::AwaitsConfirmation {
        let mend = "confirm-decision";
        return vec![Missing { mend, ..matter.miss(not_held(matter.name, entry)) }];
    }
    if !entry.state.holds() {
        return vec![matter.miss(format!("{}{asked}", not_held(matter.name, entry)))];
    }
    let decision = &entry.decision.value;
    let mut missing: Vec<Missing> = incomplete(decision)
        .into_iter()
        .map(|what| matter.miss(format!("the decision on {} {what}", matter.name)))
        .collect();
    missing.extend(uncovered(file, matter, decision));
    missing.extend(unauthorised(file, matter, decision));
    missing.extend(unkept(file, matter, entry));
    missing
}

/// Why a decision does not hold.
fn not_held(name: &str, entry: &DecisionEntry) -> String {
    let decision = &entry.decision;
    match entry.state {
        AcceptanceState::Expired => {
            let until = decision.valid_until.map(|date| format!(" on {date}")).unwrap_or_default();
            format!("the decision on {name} ended{until}")
        }
        AcceptanceState::Stale => {
            format!("the decision on {name} is stale: {}", entry.stale.join("; "))
        }
        AcceptanceState::AwaitsConfirmation => {
            format!("the decision on {name} awaits confirmation by {}", entry.awaits.join(" and "))
        }
        AcceptanceState::Rejected => format!("{name} was rejected by {}", decision.deciders()),
        AcceptanceState::Deferred => format!("{name} was put off by {}", decision.deciders()),
        AcceptanceState::None => format!("{name} is not decided"),
        other => format!("the decision on {name} does not hold: {}", other.label()),
    }
}

/// What a decision does not say.
fn incomplete(decision: &Decision) -> Vec<&'static str> {
    let conditions = decision.conditions.iter().any(|condition| !condition.trim().is_empty());
    let late = decision.review_on.zip(decision.valid_until).is_some_and(|(review, until)| review > until);
    let faults = [
        (decision.decided_by.iter().all(|name| name.trim().is_empty()), "names nobody who decided"),
        (decision.rationale.trim().is_empty(), "has no rationale"),
        (
            decision.decision == DecisionKind::AcceptWithConditions && !conditions,
            "accepts with conditions and names none",
        ),
        (decision.valid_until.is_none(), "has no last day"),
        (decision.review_on.is_none(), "has no review date"),
        (late, "is reviewed after its last day"),
    ];
    faults.into_iter().filter(|(is_so, _)| *is_so).map(|(_, what)| what).collect()
}

/// The placements that a decision does not cover.
fn uncovered(file: &RiskFile<'_>, matter: &Matter<'_>, decision: &Decision) -> Vec<Missing> {
    let left_out = file.placements.iter().filter(|placement| !decision.placement_ids.contains(&placement.id));
    left_out
        .map(|placement| {
            matter.miss(format!("the decision on {} does not cover {}", matter.name, named(placement)))
        })
        .collect()
}

/// Where those who decided had not the authority for the level, or not for so long. The level is the one at acceptance; who
/// asked for the decision does not count, where the policy says so.
fn unauthorised(file: &RiskFile<'_>, matter: &Matter<'_>, decision: &Decision) -> Option<Missing> {
    let level = match decision.level.trim() {
        "" => matter.level,
        at_acceptance => at_acceptance,
    };
    let deciders = deciders(file, decision);
    if let Err(lack) = may_accept(file.policy, level, &deciders) {
        return Some(matter.miss(format!("the decision on {} lacks authority: {lack}", matter.name)));
    }
    let last = accepted_until_at_most(file.policy, level, decision.decided_on)?;
    let until = decision.valid_until.filter(|&until| until > last)?;
    Some(matter.miss(format!(
        "the decision on {} runs until {until}; at its level the policy allows no later day than {last}",
        matter.name
    )))
}

/// Who decided, in the roles recorded with the decision; where it tells none, in those the register gives them on that day.
fn deciders<'f>(file: &'f RiskFile<'_>, decision: &'f Decision) -> Vec<Decider<'f>> {
    let asked = decision.requested_by.trim();
    let counts =
        |name: &str| !file.policy.switches.accepter_is_another || asked.is_empty() || name.trim() != asked;
    let known = |name: &str| {
        let mut people = file.people.iter();
        people.find(|person| person.name == name.trim() && person.is_active(decision.decided_on))
    };
    let named = decision.decided_by.iter().enumerate().filter(|(_, name)| counts(name));
    named
        .map(|(at, name)| match decision.roles.get(at) {
            Some(role) if !role.trim().is_empty() => (name.as_str(), std::slice::from_ref(role)),
            _ => (name.as_str(), known(name).map_or(&[][..], |person| person.roles.as_slice())),
        })
        .collect()
}

/// Conditions whose day is over and that nobody has met; in operation they are told.
fn unkept(file: &RiskFile<'_>, matter: &Matter<'_>, entry: &DecisionEntry) -> Vec<Missing> {
    let over = entry.conditions.iter().filter(|held| held.met_on.is_none());
    over.filter_map(|held| {
        let due = held.due.filter(|&due| due < file.on)?;
        let what =
            format!("a condition of the decision on {} was to be met by {due}: {}", matter.name, held.what);
        Some(Missing { weight: file.over(), mend: "meet-condition", ..matter.miss(what) })
    })
    .collect()
}
