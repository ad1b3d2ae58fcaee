//! A person states how risks, controls and triggers are watched in operation, and every control has a date on which it is
//! tested again.

use super::Check;
use crate::{
    domain::{attestation::AttestationKind, control::VerificationKind, gate::Missing},
    process::file::{Proof, RiskFile},
};

pub(super) const CHECK: Check = Check { name: "monitoring", run };

fn run(file: &RiskFile<'_>) -> Vec<Missing> {
    let mut missing = Vec::new();
    if file.attestation(AttestationKind::Monitoring).is_none() {
        let what = "nobody states how risks, controls and triggers are watched in operation";
        missing.push(Missing::to_state(what, file.reference.as_str(), AttestationKind::Monitoring));
    }
    for entry in file.controls_in_use() {
        let reference = &entry.control.reference;
        let untimed = file.sites_of(entry).into_iter().filter(|site| {
            let proof = entry.proof(site, VerificationKind::Effectiveness);
            matches!(proof, Proof::Passed(check) if check.next_test.is_none())
        });
        missing.extend(untimed.map(|site| {
            let what = format!("{reference} has no date on which it is tested again at {site}");
            Missing::blocks(what, reference.as_str(), "verify-control")
        }));
    }
    missing
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::assessment::Stage,
        process::specimen::{misses, verification},
    };

    #[test]
    fn a_person_states_how_it_is_watched_and_controls_are_tested_again() {
        let missing = misses(&CHECK, Stage::GoLive, |file| {
            file.attestations.retain(|held| held.kind != AttestationKind::Monitoring);
            verification(file, 0, "Annex", VerificationKind::Effectiveness).next_test = None;
            verification(file, 1, "Annex", VerificationKind::Implementation).next_test = None;
        });
        assert_eq!(
            missing,
            [
                "! nobody states how risks, controls and triggers are watched in operation → attest ip3",
                "! C-001 has no date on which it is tested again at Annex → verify-control C-001",
            ]
        );
    }
}
