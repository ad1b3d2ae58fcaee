//! A person states that the versions lie within those that disclosure and assessment hold for. From go-live on every
//! placement tells the versions found on its units, and a version that was found outside the range since, and that nobody
//! has triaged, asks for the statement again.

use super::{Check, placements::named};
use crate::{
    domain::{
        assessment::Stage,
        attestation::AttestationKind,
        finding::{Triage, TriggerKind},
        gate::Missing,
    },
    process::file::RiskFile,
};

pub(super) const CHECK: Check = Check { name: "versions-match", run };

fn run(file: &RiskFile<'_>) -> Vec<Missing> {
    let at = file.reference.as_str();
    let mut missing = Vec::new();
    if file.stage() != Stage::Acquisition {
        let silent = file.placements.iter().filter(|placement| placement.versions_found.is_empty());
        missing.extend(silent.map(|placement| {
            let what = format!("no version found on the units is recorded for {}", named(placement));
            Missing::blocks(what, at, "edit-placement")
        }));
    }
    let Some(stated) = file.attestation(AttestationKind::VersionsMatch) else {
        let what = "nobody states that the versions lie within those that disclosure and assessment hold for";
        missing.push(Missing::to_state(what, at, AttestationKind::VersionsMatch));
        return missing;
    };
    let outside = file.triggers.iter().filter(|trigger| {
        trigger.kind == TriggerKind::Version
            && trigger.triage == Triage::Waiting
            && trigger.received_on > stated.stated_on
    });
    missing.extend(outside.map(|trigger| {
        let what = format!(
            "a version outside the range came in on {}, after it was stated on {} that all match: {}",
            trigger.received_on, stated.stated_on, trigger.title
        );
        Missing::to_state(what, at, AttestationKind::VersionsMatch)
    }));
    missing
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::process::specimen::{misses, trigger};

    #[test]
    fn a_person_states_that_the_versions_match() {
        for stage in [Stage::Acquisition, Stage::GoLive, Stage::ContinuedUse] {
            let missing = misses(&CHECK, stage, |file| {
                file.attestations.retain(|held| held.kind != AttestationKind::VersionsMatch);
            });
            assert_eq!(
                missing,
                [
                    "! nobody states that the versions lie within those that disclosure and assessment hold for → attest ip3"
                ]
            );
        }
    }

    #[test]
    fn versions_are_found_at_every_placement_before_going_live() {
        let nothing_found = |file: &mut RiskFile<'static>| file.placements[0].value.versions_found.clear();
        assert_eq!(misses(&CHECK, Stage::Acquisition, nothing_found), [""; 0]);
        assert_eq!(
            misses(&CHECK, Stage::GoLive, nothing_found),
            [
                "! no version found on the units is recorded for ICU 2 west, Main hospital → edit-placement ip3"
            ]
        );
    }

    #[test]
    fn a_version_outside_the_range_asks_for_the_statement_again_until_it_is_triaged() {
        let found = |on: &'static str, triage: Triage| {
            misses(&CHECK, Stage::ContinuedUse, move |file| {
                file.triggers.push(trigger(TriggerKind::Version, "4.3.0 in ICU 2", on, triage));
            })
        };
        assert_eq!(
            found("2026-05-20", Triage::Waiting),
            [
                "! a version outside the range came in on 2026-05-20, after it was stated on 2026-05-02 that all match: 4.3.0 in ICU 2 → attest ip3"
            ]
        );
        assert_eq!(found("2026-05-02", Triage::Waiting), [""; 0]);
        assert_eq!(found("2026-05-20", Triage::NoRelevantChange), [""; 0]);
    }
}
