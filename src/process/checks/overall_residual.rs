//! A person states what the risks that remain come to together; the statement is not older than the last rating of what
//! remains.

use super::Check;
use crate::{
    domain::{attestation::AttestationKind, gate::Missing, word::Word as _},
    process::file::RiskFile,
};

pub(super) const CHECK: Check = Check { name: "overall-residual", run };

fn run(file: &RiskFile<'_>) -> Vec<Missing> {
    let miss = |what: String| {
        vec![Missing::to_state(what, file.reference.as_str(), AttestationKind::OverallResidual)]
    };
    let Some(stated) = file.attestation(AttestationKind::OverallResidual) else {
        return miss("nobody states what the risks that remain come to together".to_owned());
    };
    let since = since(file, stated.stated_on);
    let rated = file.open_risks().filter_map(|entry| Some((entry, file.remaining(entry)?)));
    let rated = rated.flat_map(|(entry, rating)| {
        let apart = file.apart(entry).map(|differing| differing.rated_on);
        std::iter::once(rating.rated_on).chain(apart).map(move |on| (entry, rating.phase, on))
    });
    let later = rated.filter(|(_, _, on)| *on > stated.stated_on);
    let rated = later.max_by_key(|(_, _, on)| *on).map_or_else(Vec::new, |(entry, phase, on)| {
        miss(format!(
            "what the risks come to together was stated on {}, before the {} rating of {} on {on}",
            stated.stated_on,
            phase.label(),
            entry.risk.reference,
        ))
    });
    rated.into_iter().chain(since).collect()
}

/// Findings that are open and were opened after the statement: it could not take them into account. Told, in operation.
fn since(file: &RiskFile<'_>, stated_on: chrono::NaiveDate) -> Option<Missing> {
    let open = file.findings.iter().filter(|held| held.is_open() && held.opened_on > stated_on);
    let names: Vec<&str> = open.map(|held| held.reference.as_str()).collect();
    (file.is_in_operation() && !names.is_empty()).then(|| {
        let what = format!(
            "what the risks come to together was stated on {stated_on}, before {} {} opened",
            names.join(", "),
            if names.len() == 1 { "was" } else { "were" }
        );
        Missing::warns(what, file.reference.as_str(), "attest")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{assessment::Stage, rating::Phase},
        process::specimen::{day, finding, misses, rate_apart, rating},
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
        let apart = misses(&CHECK, Stage::GoLive, |file| {
            rate_apart(file, 0, 1, "low");
            file.risks[0].differences[0].value.rated_on = day("2026-05-14");
        });
        assert!(apart[0].contains("before the residual rating of R-001 on 2026-05-14"), "{apart:?}");
        assert_eq!(
            rated("2026-05-13"),
            [
                "! what the risks come to together was stated on 2026-05-12, before the residual rating of R-001 on \
                 2026-05-13 → attest ip3"
            ]
        );
    }

    #[test]
    fn a_finding_since_the_statement_is_told_in_operation() {
        let found = |stage| misses(&CHECK, stage, |file| file.findings.push(finding("C-001", "2026-06-30")));
        assert_eq!(
            found(Stage::ContinuedUse),
            [
                "- what the risks come to together was stated on 2026-05-12, before F-001 was opened → attest ip3"
            ]
        );
        assert_eq!(found(Stage::GoLive), [""; 0]);
    }
}
