//! How far a risk is accepted on a date.

use chrono::NaiveDate;

use crate::domain::decision::{AcceptanceState, Decision, DecisionKind, DecisionLife};

/// How a decision is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Looked {
    /// Something that it was sealed to has changed.
    pub is_stale: bool,
    /// Somebody for whom it was recorded has not confirmed it.
    pub awaits: bool,
    /// On which civil date.
    pub on: NaiveDate,
    /// So many days before its last it is expiring.
    pub expiring_days: i64,
}

/// What a decision is worth on a date. Over comes before stale: a decision whose last day is over does not hold,
/// whatever it rested on; stale comes before expiring. A valid-until is inclusive. Basis: the project's own design.
pub fn acceptance_state(decision: &Decision, life: DecisionLife, looked: Looked) -> AcceptanceState {
    let Looked { is_stale, awaits, on, expiring_days } = looked;
    let soon = |until: NaiveDate| (until - on).num_days() < expiring_days;
    match (life, decision.decision) {
        (DecisionLife::Withdrawn, _) => AcceptanceState::Withdrawn,
        (DecisionLife::Superseded, _) => AcceptanceState::Superseded,
        (DecisionLife::Renewed, _) => AcceptanceState::Renewed,
        (DecisionLife::InForce, _) if decision.valid_until.is_some_and(|until| until < on) => {
            AcceptanceState::Expired
        }
        (DecisionLife::InForce, _) if awaits => AcceptanceState::AwaitsConfirmation,
        (DecisionLife::InForce, DecisionKind::Reject) => AcceptanceState::Rejected,
        (DecisionLife::InForce, DecisionKind::Defer) => AcceptanceState::Deferred,
        (DecisionLife::InForce, _) if is_stale => AcceptanceState::Stale,
        (DecisionLife::InForce, _) if decision.valid_until.is_some_and(soon) => AcceptanceState::Expiring,
        (DecisionLife::InForce, _) => AcceptanceState::InForce,
    }
}

/// The same where somebody is asked to decide, or to decide anew. It shows in place of what accepts nothing; an
/// acceptance that holds, is stale or has run out is told as it is, for being asked mends neither.
pub fn with_proposal(state: AcceptanceState, is_asked: bool) -> AcceptanceState {
    match state {
        AcceptanceState::None
        | AcceptanceState::Withdrawn
        | AcceptanceState::Superseded
        | AcceptanceState::Renewed
        | AcceptanceState::Rejected
        | AcceptanceState::Deferred
            if is_asked =>
        {
            AcceptanceState::Proposed
        }
        state => state,
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
            decided_by: vec!["A. Weber".into()],
            roles: Vec::new(),
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
            requested_by: String::new(),
            benefit_risk_id: None,
            departs_from: String::new(),
            exit_plan: String::new(),
            extensions: 0,
        }
    }

    #[test]
    fn the_last_day_is_inclusive_and_over_comes_before_stale() {
        let accepted = decision(DecisionKind::Accept, Some("2026-06-30"));
        let on = |date, is_stale| {
            let looked = Looked { is_stale, awaits: false, on: day(date), expiring_days: 60 };
            acceptance_state(&accepted, DecisionLife::InForce, looked)
        };
        assert_eq!(on("2026-05-01", false), AcceptanceState::InForce);
        assert_eq!(on("2026-05-02", false), AcceptanceState::Expiring);
        assert_eq!(on("2026-06-30", false), AcceptanceState::Expiring);
        assert_eq!(on("2026-06-30", true), AcceptanceState::Stale);
        assert_eq!(on("2026-07-01", true), AcceptanceState::Expired);
    }

    #[test]
    fn what_nobody_has_confirmed_is_over_after_its_last_day_and_counts_for_nothing_before() {
        for kind in [DecisionKind::Accept, DecisionKind::AcceptWithConditions, DecisionKind::Reject] {
            let recorded = decision(kind, Some("2026-06-30"));
            let on = |date| {
                let looked = Looked { is_stale: true, awaits: true, on: day(date), expiring_days: 60 };
                acceptance_state(&recorded, DecisionLife::InForce, looked)
            };
            assert_eq!(on("2026-06-30"), AcceptanceState::AwaitsConfirmation);
            assert!(!on("2026-06-30").holds());
            assert_eq!(on("2026-07-01"), AcceptanceState::Expired);
        }
    }

    #[test]
    fn what_does_not_accept_is_never_in_force() {
        let looked = Looked { is_stale: true, awaits: false, on: day("2026-06-30"), expiring_days: 0 };
        for (kind, state) in [
            (DecisionKind::Reject, AcceptanceState::Rejected),
            (DecisionKind::Defer, AcceptanceState::Deferred),
        ] {
            assert_eq!(acceptance_state(&decision(kind, None), DecisionLife::InForce, looked), state);
        }
        let withdrawn = decision(DecisionKind::Accept, None);
        assert_eq!(acceptance_state(&withdrawn, DecisionLife::Withdrawn, looked), AcceptanceState::Withdrawn);
    }

    #[test]
    fn being_asked_never_hides_an_acceptance_that_has_run_out() {
        use crate::domain::word::Word as _;
        let kept = [
            AcceptanceState::Proposed,
            AcceptanceState::InForce,
            AcceptanceState::AwaitsConfirmation,
            AcceptanceState::Expiring,
            AcceptanceState::Expired,
            AcceptanceState::Stale,
        ];
        for &state in AcceptanceState::ALL {
            let asked = if kept.contains(&state) { state } else { AcceptanceState::Proposed };
            assert_eq!(with_proposal(state, true), asked, "{state}");
            assert_eq!(with_proposal(state, false), state);
        }
    }
}
