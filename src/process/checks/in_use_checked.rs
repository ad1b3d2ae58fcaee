//! Whatever is required and claimed was looked at in use, at every placement, by a named person on a date. What the maker
//! denies or does not answer needs no look: it is a gap already.

use super::{Check, placements::named};
use crate::{
    domain::{
        capability::{Coverage, InUseState, Requirement},
        gate::Missing,
    },
    process::file::RiskFile,
};

pub(super) const CHECK: Check = Check { name: "in-use-checked", run };

fn run(file: &RiskFile<'_>) -> Vec<Missing> {
    let claimed = |code: &&String| {
        file.requirement(code) == Requirement::Required
            && matches!(file.coverage(code), Coverage::Provided | Coverage::Partial)
    };
    let mut missing = Vec::new();
    for code in file.capabilities.iter().filter(claimed) {
        for (placement, looked) in file.placements.iter().zip(file.looked_at(code)) {
            let what = match looked {
                Some(held) if held.state != InUseState::NotChecked => {
                    if !held.person.trim().is_empty() && held.checked_on.is_some() {
                        continue;
                    }
                    format!("who looked at {code} at {}, and when, is not recorded", named(placement))
                }
                _ => format!("{code} is claimed and not checked in use at {}", named(placement)),
            };
            missing.push(Missing::blocks(what, file.place(code), "record-in-use"));
        }
    }
    missing
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::assessment::Stage,
        process::specimen::{in_use, marked, misses, requirement},
    };

    const ALOF: &str = "! ALOF is claimed and not checked in use at Ward 3, Annex → record-in-use ip3/ALOF";

    #[test]
    fn what_is_claimed_is_looked_at_at_every_placement() {
        let unchecked = |file: &mut RiskFile<'static>| in_use(file, "ALOF", 1).state = InUseState::NotChecked;
        assert_eq!(misses(&CHECK, Stage::GoLive, unchecked), [ALOF]);
        let unrecorded = misses(&CHECK, Stage::GoLive, |file| {
            let at = file.placements[1].id.clone();
            file.in_use.retain(|held| held.capability != "ALOF" || held.placement_id != at);
        });
        assert_eq!(unrecorded, [ALOF]);
        let denied = misses(&CHECK, Stage::GoLive, |file| {
            unchecked(file);
            marked(file, "ALOF").by_rule = Coverage::Unknown;
        });
        assert_eq!(denied, [""; 0]);
        let wanted = misses(&CHECK, Stage::GoLive, |file| {
            unchecked(file);
            requirement(file, "ALOF").required = Requirement::Desired;
        });
        assert_eq!(wanted, [""; 0]);
    }

    #[test]
    fn a_look_has_a_person_and_a_date() {
        let missing = misses(&CHECK, Stage::ContinuedUse, |file| in_use(file, "AUDT", 0).checked_on = None);
        assert_eq!(
            missing,
            [
                "! who looked at AUDT at ICU 2 west, Main hospital, and when, is not recorded → record-in-use ip3/AUDT"
            ]
        );
    }
}
