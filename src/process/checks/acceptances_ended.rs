//! No acceptance is still in force, on a risk, also a closed one, or on the whole: a stale one was not taken back either.

use super::Check;
use crate::{
    domain::{decision::AcceptanceState, gate::Missing},
    process::file::{DecisionEntry, RiskFile},
};

pub(super) const CHECK: Check = Check { name: "acceptances-ended", run };

fn run(file: &RiskFile<'_>) -> Vec<Missing> {
    let running = |entry: &&DecisionEntry| entry.state.holds() || entry.state == AcceptanceState::Stale;
    let still = |entry: &DecisionEntry, name: &str, place: String| {
        let what = format!("the acceptance of {name} by {} is still in force", entry.decision.deciders());
        Missing::blocks(what, place, "withdraw-decision")
    };
    let of_risks = file.risks.iter().filter_map(|risk| {
        let reference = &risk.risk.reference;
        let entry = risk.decision.as_ref().filter(running)?;
        Some(still(entry, reference, file.place(reference)))
    });
    let of_whole = file.whole.as_ref().filter(running);
    of_risks.chain(of_whole.map(|entry| still(entry, "the whole", file.reference.clone()))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{assessment::Stage, risk::RiskStatus},
        process::specimen::misses,
    };

    #[test]
    fn an_acceptance_that_runs_is_to_be_withdrawn() {
        for state in [AcceptanceState::InForce, AcceptanceState::Expiring, AcceptanceState::Stale] {
            let missing = misses(&CHECK, Stage::Decommission, |file| {
                file.risks[0].decision.as_mut().unwrap().state = state;
                file.risks[0].risk.value.status = RiskStatus::Closed;
                file.whole.as_mut().unwrap().state = state;
            });
            assert_eq!(
                missing,
                [
                    "! the acceptance of R-001 by J. Brandt is still in force → withdraw-decision ip3/R-001",
                    "! the acceptance of the whole by A. Weber and L. Novak is still in force → withdraw-decision ip3",
                ]
            );
        }
    }

    #[test]
    fn what_has_ended_is_left_alone() {
        for state in [AcceptanceState::Expired, AcceptanceState::Withdrawn, AcceptanceState::Rejected] {
            let missing = misses(&CHECK, Stage::Decommission, |file| {
                file.whole.as_mut().unwrap().state = state;
            });
            assert_eq!(missing, [""; 0]);
        }
    }
}
