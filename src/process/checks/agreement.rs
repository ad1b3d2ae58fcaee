//! A responsibility agreement for the product that holds on the date, or the reason why there is none. In operation an
//! agreement that has run out is told: its end is a date that is due, and throws nothing back.

use super::Check;
use crate::{
    domain::{attestation::AttestationKind, gate::Missing},
    process::file::RiskFile,
};

pub(super) const CHECK: Check = Check { name: "agreement", run };

fn run(file: &RiskFile<'_>) -> Vec<Missing> {
    let holds = file.agreements.iter().any(|agreement| agreement.holds(file.on));
    if holds || file.attestation(AttestationKind::NoAgreement).is_some() {
        return Vec::new();
    }
    let ended = file.agreements.iter().filter(|held| held.signed_on <= file.on);
    let Some(last) = ended.max_by_key(|held| held.valid_until) else {
        let what = "no responsibility agreement is on file, and nobody states why there is none";
        return vec![Missing::blocks(what, file.reference.as_str(), "add-agreement")];
    };
    let until = last.valid_until.map(|date| format!(" on {date}")).unwrap_or_default();
    let what = format!("the responsibility agreement {} ended{until}", last.title);
    vec![Missing { weight: file.over(), ..Missing::blocks(what, file.reference.as_str(), "add-agreement") }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::assessment::Stage,
        process::specimen::{attest, day, misses},
    };

    #[test]
    fn without_an_agreement_somebody_states_why() {
        let missing = misses(&CHECK, Stage::GoLive, |file| file.agreements.clear());
        assert_eq!(
            missing,
            [
                "! no responsibility agreement is on file, and nobody states why there is none → add-agreement ip3"
            ]
        );
        let stated = misses(&CHECK, Stage::GoLive, |file| {
            file.agreements.clear();
            attest(file, AttestationKind::NoAgreement);
        });
        assert_eq!(stated, [""; 0]);
    }

    #[test]
    fn its_last_day_is_inclusive_and_its_end_blocks_going_live_only() {
        let until = |date: &'static str| {
            move |file: &mut RiskFile<'static>| file.agreements[0].value.valid_until = Some(day(date))
        };
        assert_eq!(misses(&CHECK, Stage::GoLive, until("2026-06-01")), [""; 0]);
        let told = "the responsibility agreement RA-7 ended on 2026-05-31 → add-agreement ip3";
        assert_eq!(misses(&CHECK, Stage::GoLive, until("2026-05-31")), [format!("! {told}")]);
        assert_eq!(misses(&CHECK, Stage::ContinuedUse, until("2026-05-31")), [format!("- {told}")]);
    }
}
