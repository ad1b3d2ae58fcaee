//! What is wrong in operation is being mended, and what asks for another look is looked at, each by its deadline; what a
//! passed day asks for is on record.

use super::Check;
use crate::{
    domain::{finding::Triage, gate::Missing},
    process::file::RiskFile,
};

pub(super) const CHECK: Check = Check { name: "findings-and-triggers", run };

fn run(file: &RiskFile<'_>) -> Vec<Missing> {
    let mut missing: Vec<Missing> = file
        .unrecorded
        .iter()
        .map(|passed| {
            let mend = if passed.is_finding() { "open-finding" } else { "raise-trigger" };
            Missing::warns(
                format!("{}, which is not on record yet", passed.what),
                passed.place.as_str(),
                mend,
            )
        })
        .collect();
    missing.extend(untended(file));
    missing
}

/// Open findings and triggers that nobody tends: no interim measure where a day opened it, or a deadline that is over.
pub(in crate::process) fn untended(file: &RiskFile<'_>) -> Vec<Missing> {
    let mut missing = Vec::new();
    for held in file.findings.iter().filter(|held| held.is_open()) {
        let name = held.reference.as_str();
        if held.deadline < file.on {
            let what =
                format!("{name} ({}: {}) was to be mended by {}", held.about, held.what, held.deadline);
            missing.push(Missing::warns(what, name, "close-finding"));
        } else if !held.date_key.is_empty() && held.interim_measure.trim().is_empty() {
            let what =
                format!("{name} ({}: {}) says nothing of what protects until then", held.about, held.what);
            missing.push(Missing::warns(what, name, "edit-finding"));
        }
    }
    for held in file.triggers.iter().filter(|held| held.triage == Triage::Waiting) {
        if let Some(deadline) = held.deadline.filter(|deadline| *deadline < file.on) {
            let what = format!("{} ({}) was to be looked at by {deadline}", held.reference, held.title);
            missing.push(Missing::warns(what, held.reference.as_str(), "triage-trigger"));
        }
    }
    missing
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{
            assessment::Stage,
            due::DueKind,
            finding::TriggerKind,
            passed::{Call, Passed},
        },
        process::specimen::{day, finding, misses, trigger},
    };

    #[test]
    fn what_nobody_tends_is_told() {
        let missing = misses(&CHECK, Stage::ContinuedUse, |file| {
            let mut unprotected = finding("ip3/R-001", "2026-06-30");
            unprotected.value.date_key = "expired E ip3 2026-05-20".into();
            unprotected.value.interim_measure = String::new();
            let late = finding("C-001", "2026-05-31");
            file.findings = vec![late, finding("C-002", "2026-06-01"), unprotected];
            let mut came = trigger(TriggerKind::Date, "C-001: a test was due", "2026-05-01", Triage::Waiting);
            came.value.deadline = Some(day("2026-05-31"));
            file.triggers = vec![came];
            file.unrecorded.push(Passed {
                kind: DueKind::Test,
                date: day("2026-05-31"),
                place: "C-001".into(),
                what: "the effectiveness test at Annex was due on 2026-05-31".into(),
                call: Call::Finding,
                key: "test V ip3 2026-05-31".into(),
                test: String::new(),
                owner: String::new(),
            });
        });
        assert_eq!(missing.len(), 4, "{missing:#?}");
        assert_eq!(
            missing[0],
            "- the effectiveness test at Annex was due on 2026-05-31, which is not on record yet → open-finding C-001"
        );
        assert!(missing[1].contains("was to be mended by 2026-05-31 → close-finding F-001"), "{missing:?}");
        assert!(
            missing[2].ends_with("says nothing of what protects until then → edit-finding F-001"),
            "{missing:?}"
        );
        assert!(
            missing[3].ends_with("was to be looked at by 2026-05-31 → triage-trigger T-001"),
            "{missing:?}"
        );
    }
}
