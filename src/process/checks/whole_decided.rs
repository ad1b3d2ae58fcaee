//! The whole is decided, by people with the authority for the highest level that remains, and the decision holds.

use super::{
    Check,
    decided::{Matter, undecided},
};
use crate::{domain::gate::Missing, process::file::RiskFile};

pub(super) const CHECK: Check = Check { name: "whole-decided", run };

fn run(file: &RiskFile<'_>) -> Vec<Missing> {
    let place = file.reference.clone();
    let matter = Matter { name: "the whole", place, level: level(file) };
    undecided(file, &matter, file.whole.as_ref())
}

/// The highest level that remains: empty while an open risk is not rated, the lowest where there is no open risk.
fn level<'f>(file: &'f RiskFile<'_>) -> &'f str {
    let levels: Vec<&str> = file
        .open_risks()
        .map(|entry| file.remaining(entry).map_or("", |rating| rating.overall.as_str()))
        .collect();
    if levels.iter().any(|level| file.scale.band(level).is_none()) {
        return "";
    }
    file.scale.worst(levels).or(file.scale.bands.first()).map_or("", |band| &band.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{assessment::Stage, decision::AcceptanceState, rating::Phase},
        process::specimen::{misses, rating},
    };

    #[test]
    fn the_whole_is_decided_in_every_stage_that_decides() {
        for stage in [Stage::Acquisition, Stage::GoLive, Stage::ContinuedUse] {
            assert_eq!(
                misses(&CHECK, stage, |file| file.whole = None),
                ["! the whole is not decided → decide ip3"]
            );
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
    }
}
