//! Every open risk is accepted by people with the authority for its level, and the acceptance holds on the date.

use super::{
    Check,
    decided::{Matter, undecided},
};
use crate::{domain::gate::Missing, process::file::RiskFile};

pub(super) const CHECK: Check = Check { name: "risks-accepted", run };

fn run(file: &RiskFile<'_>) -> Vec<Missing> {
    file.open_risks()
        .flat_map(|entry| {
            let matter = Matter {
                name: &entry.risk.reference,
                place: file.place(&entry.risk.reference),
                asked: entry.asked.as_ref().map(|held| &held.value),
                level: file.level_left(entry).unwrap_or_default(),
            };
            undecided(file, &matter, entry.decision.as_ref())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{
            assessment::Stage,
            decision::{AcceptanceState, Decision, DecisionKind},
        },
        process::{
            file::DecisionEntry,
            specimen::{condition, day, misses, proposal, rate_apart, switched},
        },
    };

    /// What R-003, at the level high, misses when its decision is changed.
    fn changed(change: impl FnOnce(&mut DecisionEntry)) -> Vec<String> {
        misses(&CHECK, Stage::GoLive, |file| change(file.risks[2].decision.as_mut().unwrap()))
    }

    fn decision(change: impl FnOnce(&mut Decision)) -> Vec<String> {
        changed(|entry| change(&mut entry.decision.value))
    }

    fn told(what: &str) -> [String; 1] {
        [format!("! {what} → decide ip3/R-003")]
    }

    #[test]
    fn every_open_risk_is_decided() {
        let missing = misses(&CHECK, Stage::GoLive, |file| file.risks[2].decision = None);
        assert_eq!(missing, told("R-003 is not decided"));
    }

    #[test]
    fn whatever_does_not_hold_says_why() {
        let state = |state| {
            changed(|entry| {
                entry.state = state;
                entry.stale = vec!["C-001".into(), "MLDP".into()];
            })
        };
        for (is, what) in [
            (AcceptanceState::Expired, "the decision on R-003 ended on 2027-04-30"),
            (AcceptanceState::Stale, "the decision on R-003 is stale: C-001; MLDP"),
            (AcceptanceState::Rejected, "R-003 was rejected by A. Weber and L. Novak"),
            (AcceptanceState::Deferred, "R-003 was put off by A. Weber and L. Novak"),
            (AcceptanceState::Withdrawn, "the decision on R-003 does not hold: withdrawn"),
        ] {
            assert_eq!(state(is), told(what));
        }
        assert_eq!(state(AcceptanceState::Expiring), [""; 0], "it holds through its last day");
        let awaits = changed(|entry| {
            entry.state = AcceptanceState::AwaitsConfirmation;
            entry.awaits = vec!["A. Weber".into(), "L. Novak".into()];
        });
        assert_eq!(
            awaits,
            [
                "! the decision on R-003 awaits confirmation by A. Weber and L. Novak → confirm-decision ip3/R-003"
            ]
        );
    }

    #[test]
    fn what_somebody_is_asked_to_decide_is_told_with_what_is_missing() {
        let asked = "M. Rossi asked L. Novak on 2026-05-20 to accept";
        let missing = misses(&CHECK, Stage::GoLive, |file| {
            file.risks[2].decision = None;
            file.risks[2].asked = Some(proposal());
            assert_eq!(file.risks[2].acceptance(), AcceptanceState::Proposed);
        });
        assert_eq!(missing, told(&format!("R-003 is not decided; {asked}")));
        let missing = misses(&CHECK, Stage::GoLive, |file| {
            file.risks[2].decision.as_mut().unwrap().state = AcceptanceState::Rejected;
            file.risks[2].asked = Some(proposal());
            assert_eq!(file.risks[2].acceptance(), AcceptanceState::Proposed);
        });
        assert_eq!(missing, told(&format!("R-003 was rejected by A. Weber and L. Novak; {asked}")));
        let holds = misses(&CHECK, Stage::GoLive, |file| {
            file.risks[2].asked = Some(proposal());
            assert_eq!(file.risks[2].acceptance(), AcceptanceState::InForce);
        });
        assert_eq!(holds, [""; 0], "being asked anew takes nothing from what holds");
    }

    #[test]
    fn a_decision_says_all_that_makes_it_one() {
        let on = |what: &str| told(&format!("the decision on R-003 {what}"));
        assert_eq!(decision(|value| value.rationale.clear()), on("has no rationale"));
        assert_eq!(decision(|value| value.valid_until = None), on("has no last day"));
        assert_eq!(decision(|value| value.review_on = None), on("has no review date"));
        assert_eq!(
            decision(|value| value.review_on = Some(day("2027-05-01"))),
            on("is reviewed after its last day")
        );
        assert_eq!(decision(|value| value.review_on = value.valid_until), [""; 0]);
        assert_eq!(
            decision(|value| {
                value.decision = DecisionKind::AcceptWithConditions;
                value.conditions.clear();
            }),
            on("accepts with conditions and names none")
        );
        assert_eq!(
            decision(|value| {
                value.placement_ids.pop();
            }),
            on("does not cover Ward 3, Annex")
        );
    }

    #[test]
    fn the_deciders_have_the_authority_for_the_level_at_acceptance() {
        let lacks = "the decision on R-003 lacks authority: a risk of level high is accepted by clinical lead and \
                     security lead (CISO) together, or top management; nobody decides as security lead (CISO)";
        assert_eq!(
            decision(|value| {
                value.decided_by.pop();
                value.roles.pop();
            }),
            told(lacks)
        );
        let lower = decision(|value| {
            value.decided_by.pop();
            value.roles.pop();
            value.level = "low".into();
        });
        assert_eq!(lower, [""; 0], "the level at acceptance counts");
        let not_rated = decision(|value| {
            value.level.clear();
            value.decided_by.pop();
        });
        assert_eq!(not_rated, told(lacks), "without one, the level that remains");
    }

    #[test]
    fn without_a_level_at_acceptance_the_worst_placement_counts() {
        let of = |apart: Option<&'static str>| {
            misses(&CHECK, Stage::GoLive, move |file| {
                if let Some(level) = apart {
                    rate_apart(file, 0, 1, level);
                }
                let decision = &mut file.risks[0].decision.as_mut().unwrap().decision.value;
                decision.level.clear();
                decision.decided_by = vec!["J. Brandt".into()];
                decision.roles = vec!["device_owner".into()];
            })
        };
        assert_eq!(of(None), [""; 0], "R-001 remains medium");
        assert_eq!(of(Some("low")), [""; 0]);
        let high = of(Some("high"));
        assert!(
            matches!(&high[..], [one] if one.contains("a risk of level high is accepted by")),
            "{high:?}"
        );
    }

    #[test]
    fn roles_that_a_decision_does_not_tell_are_those_of_the_people() {
        assert_eq!(decision(|value| value.roles.clear()), [""; 0]);
        let unknown = misses(&CHECK, Stage::GoLive, |file| {
            file.people.clear();
            file.risks[2].decision.as_mut().unwrap().decision.value.roles.clear();
        });
        assert_eq!(unknown.len(), 1, "{unknown:?}");
        let left = misses(&CHECK, Stage::GoLive, |file| {
            file.people[2].value.active_to = Some(day("2026-04-30"));
            file.risks[2].decision.as_mut().unwrap().decision.value.roles.clear();
        });
        assert_eq!(left.len(), 1, "who had left before the decision has no role in it: {left:?}");
    }

    #[test]
    fn who_asked_does_not_accept_where_the_policy_says_so() {
        let asked = |file: &mut RiskFile<'static>| {
            let decision = file.risks[2].decision.as_mut().unwrap();
            decision.decision.value.requested_by = "L. Novak".into();
        };
        assert_eq!(misses(&CHECK, Stage::GoLive, asked).len(), 1);
        let allowed = misses(&CHECK, Stage::GoLive, |file| {
            asked(file);
            switched(file, |switches| switches.accepter_is_another = false);
        });
        assert_eq!(allowed, [""; 0]);
    }

    #[test]
    fn an_acceptance_lasts_no_longer_than_the_policy_allows_for_its_level() {
        let until = |date: &'static str| {
            decision(move |value| {
                value.review_on = Some(day("2026-11-01"));
                value.valid_until = Some(day(date));
            })
        };
        assert_eq!(until("2027-05-15"), [""; 0]);
        assert_eq!(
            until("2027-05-16"),
            told(
                "the decision on R-003 runs until 2027-05-16; at its level the policy allows no later day than \
                 2027-05-15"
            )
        );
    }

    #[test]
    fn a_condition_that_is_over_and_not_met_blocks_going_live_and_is_told_in_operation() {
        let over = |file: &mut RiskFile<'static>| {
            let entry = file.risks[2].decision.as_mut().unwrap();
            entry.conditions.push(condition("VLAN 212 is audited", "2026-05-31"));
        };
        let what = "a condition of the decision on R-003 was to be met by 2026-05-31: VLAN 212 is audited → \
                    meet-condition ip3/R-003";
        assert_eq!(misses(&CHECK, Stage::GoLive, over), [format!("! {what}")]);
        assert_eq!(misses(&CHECK, Stage::ContinuedUse, over), [format!("- {what}")]);
        let met = misses(&CHECK, Stage::GoLive, |file| {
            over(file);
            let entry = file.risks[2].decision.as_mut().unwrap();
            entry.conditions[0].value.met_on = Some(day("2026-05-30"));
        });
        assert_eq!(met, [""; 0]);
    }
}
