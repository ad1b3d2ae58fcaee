//! A person states what the risks that remain come to together; the statement is not older than the last rating of what
//! remains.

use super::Check;
use crate::{
    domain::{attestation::AttestationKind, gate::Missing, word::Word as _},
    process::file::RiskFile,
};

pub(super) const CHECK: Check = Check { name: "overall-residual", run };

fn run(file: &RiskFile<'_>) -> Vec<Missing> {
    let miss = |what: String| vec![Missing::blocks(what, file.reference.as_str(), "attest")];
    let Some(stated) = file.attestation(AttestationKind::OverallResidual) else {
        return miss("nobody states what the risks that remain come to together".to_owned());
    };
    let later = file.open_risks().filter_map(|entry| Some((entry, file.remaining(entry)?)));
    let later = later.filter(|(_, rating)| rating.rated_on > stated.stated_on);
    later.max_by_key(|(_, rating)| rating.rated_on).map_or_else(Vec::new, |(entry, rating)| {
        miss(format!(
            "what the risks come to together was stated on {}, before the {} rating of {} on {}",
            stated.stated_on,
            rating.phase.label(),
            entry.risk.reference,
            rating.rated_on
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{assessment::Stage, rating::Phase},
        process::specimen::{day, misses, rating},
    };

    #[test]
    fn a_person_states_what_they_come_to() {
        for stage in [Stage::Acquisition, Stage::GoLive, Stage::ContinuedUse] {
            let missing = misses(&CHECK, stage, |file| {
                file.attestations.retain(|held| held.kind != AttestationKind::OverallResidual);
            });
            assert_eq!(missing, ["! nobody states what the risks that remain come to together → attest ip3"]);
        }
    }

    #[test]
    fn a_rating_after_the_statement_asks_for_another() {
        let rated = |on: &'static str| {
            misses(&CHECK, Stage::GoLive, move |file| rating(file, 0, Phase::Residual).rated_on = day(on))
        };
        assert_eq!(rated("2026-05-12"), [""; 0]);
        assert_eq!(
            rated("2026-05-13"),
            [
                "! what the risks come to together was stated on 2026-05-12, before the residual rating of R-001 on \
                 2026-05-13 → attest ip3"
            ]
        );
    }
}
