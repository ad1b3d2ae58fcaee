//! How far a risk is accepted on a date.

use chrono::NaiveDate;

use crate::domain::decision::{AcceptanceState, Decision, DecisionKind, DecisionLife};

/// What a decision is worth on a date. Over comes before stale: a decision whose last day is over does not hold,
/// whatever it rested on. A valid-until is inclusive. Basis: the project's own design.
pub fn acceptance_state(
    decision: &Decision,
    life: DecisionLife,
    is_stale: bool,
    on: NaiveDate,
) -> AcceptanceState {
    match (life, decision.decision) {
        (DecisionLife::Withdrawn, _) => AcceptanceState::Withdrawn,
        (DecisionLife::Superseded, _) => AcceptanceState::Superseded,
        (DecisionLife::InForce, _) if decision.valid_until.is_some_and(|until| until < on) => {
            AcceptanceState::Expired
        }
        (DecisionLife::InForce, DecisionKind::Reject) => AcceptanceState::Rejected,
        (DecisionLife::InForce, DecisionKind::Defer) => AcceptanceState::Deferred,
        (DecisionLife::InForce, _) if is_stale => AcceptanceState::Stale,
        (DecisionLife::InForce, _) => AcceptanceState::InForce,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::object::Id;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn decision(kind: DecisionKind, until: Option<&str>) -> Decision {
        Decision {
            assessment_id: Id::default(),
            risk_id: None,
            decision: kind,
            decided_by: "A. Weber".into(),
            role: String::new(),
            recorded_by: "A. Weber".into(),
            decided_on: day("2026-01-01"),
            rationale: "r".into(),
            conditions: Vec::new(),
            placement_ids: Vec::new(),
            valid_until: until.map(day),
            review_on: None,
            evidence: String::new(),
            informed: Vec::new(),
            level: String::new(),
        }
    }

    #[test]
    fn the_last_day_is_inclusive_and_over_comes_before_stale() {
        let accepted = decision(DecisionKind::Accept, Some("2026-06-30"));
        let on = |date, stale| acceptance_state(&accepted, DecisionLife::InForce, stale, day(date));
        assert_eq!(on("2026-06-30", false), AcceptanceState::InForce);
        assert_eq!(on("2026-06-30", true), AcceptanceState::Stale);
        assert_eq!(on("2026-07-01", true), AcceptanceState::Expired);
    }

    #[test]
    fn what_does_not_accept_is_never_in_force() {
        let on = day("2026-06-30");
        for (kind, state) in [
            (DecisionKind::Reject, AcceptanceState::Rejected),
            (DecisionKind::Defer, AcceptanceState::Deferred),
        ] {
            assert_eq!(acceptance_state(&decision(kind, None), DecisionLife::InForce, true, on), state);
        }
        let withdrawn = decision(DecisionKind::Accept, None);
        assert_eq!(
            acceptance_state(&withdrawn, DecisionLife::Withdrawn, false, on),
            AcceptanceState::Withdrawn
        );
    }
}
