//! The whole is decided, by people with the authority for the highest level that remains, and the decision holds; above
//! the line of acceptability its benefit is weighed.

use super::{
    Check,
    decided::{Matter, undecided},
};
use crate::{
    domain::gate::Missing,
    process::{benefit::is_above_the_line, file::RiskFile},
};

pub(super) const CHECK: Check = Check { name: "whole-decided", run };

fn run(file: &RiskFile<'_>) -> Vec<Missing> {
    let place = file.reference.clone();
    let asked = file.whole_asked.as_ref().map(|held| &held.value);
    let level = file.level_of_whole().unwrap_or_default();
    let matter = Matter { name: "the whole", place, asked, level };
    let mut missing = undecided(file, &matter, file.whole.as_ref());
    if is_above_the_line(file.scale, level) && file.whole_benefit.is_none() {
        let what =
            "what remains of the whole lies above the line of acceptability, and its benefit is not weighed";
        missing.push(Missing::blocks(what, file.reference.as_str(), "weigh-benefit"));
    }
    missing
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{assessment::Stage, decision::AcceptanceState, rating::Phase},
        process::specimen::{misses, proposal, rate_apart, rating},
    };

    #[test]
    fn the_whole_is_decided_in_every_stage_that_decides() {
        for stage in [Stage::Acquisition, Stage::GoLive, Stage::ContinuedUse] {
            assert_eq!(
                misses(&CHECK, stage, |file| file.whole = None),
                ["! the whole is not decided → decide ip3"]
            );
            let asked = misses(&CHECK, stage, |file| {
                file.whole = None;
                file.whole_asked = Some(proposal());
                assert_eq!(file.acceptance(), AcceptanceState::Proposed);
            });
            let told = "M. Rossi asked L. Novak on 2026-05-20 to accept";
            assert_eq!(asked, [format!("! the whole is not decided; {told} → decide ip3")]);
            for (state, what) in [
                (AcceptanceState::Rejected, "the whole was rejected by A. Weber and L. Novak"),
                (AcceptanceState::Stale, "the decision on the whole is stale: R-003"),
            ] {
                let missing = misses(&CHECK, stage, |file| {
                    let whole = file.whole.as_mut().unwrap();
                    whole.state = state;
                    whole.stale = vec!["R-003".into()];
                });
                assert_eq!(missing, [format!("! {what} → decide ip3")]);
            }
        }
    }

    #[test]
    fn above_the_line_the_benefit_of_the_whole_is_weighed() {
        let weigh = "! what remains of the whole lies above the line of acceptability, and its benefit is not weighed \
                     → weigh-benefit ip3";
        for stage in [Stage::Acquisition, Stage::GoLive, Stage::ContinuedUse] {
            assert_eq!(misses(&CHECK, stage, |file| file.whole_benefit = None), [weigh]);
        }
        let below = misses(&CHECK, Stage::GoLive, |file| {
            file.whole_benefit = None;
            rating(file, 2, Phase::Residual).overall = "medium".into();
        });
        assert_eq!(below, [""; 0]);
        let apart = misses(&CHECK, Stage::GoLive, |file| {
            file.whole_benefit = None;
            rating(file, 2, Phase::Residual).overall = "medium".into();
            rate_apart(file, 2, 1, "unacceptable");
        });
        assert!(apart.contains(&weigh.to_owned()), "{apart:?}");
    }

    #[test]
    fn the_authority_follows_the_highest_level_that_remains() {
        let owner = |file: &mut RiskFile<'static>| {
            let decision = &mut file.whole.as_mut().unwrap().decision.value;
            decision.decided_by = vec!["J. Brandt".into()];
            decision.roles = vec!["device_owner".into()];
        };
        assert_eq!(misses(&CHECK, Stage::GoLive, owner).len(), 1, "R-003 remains high");
        let medium = misses(&CHECK, Stage::GoLive, |file| {
            owner(file);
            rating(file, 2, Phase::Residual).overall = "medium".into();
        });
        assert_eq!(medium, [""; 0]);
        let not_rated = misses(&CHECK, Stage::GoLive, |file| {
            file.risks[0].ratings.retain(|rating| rating.phase != Phase::Residual);
        });
        assert_eq!(not_rated.len(), 1, "not rated is not the lowest: {not_rated:?}");
        let nothing_remains = misses(&CHECK, Stage::GoLive, |file| {
            owner(file);
            file.risks.clear();
        });
        assert_eq!(nothing_remains, [""; 0]);
        let high_at_one = misses(&CHECK, Stage::GoLive, |file| {
            owner(file);
            rating(file, 2, Phase::Residual).overall = "medium".into();
            rate_apart(file, 2, 0, "high");
        });
        assert_eq!(high_at_one.len(), 1, "one placement is enough: {high_at_one:?}");
    }
}
