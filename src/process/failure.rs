//! Controls that were found missing or without effect: their failure flags every risk that they serve.

use crate::domain::{
    control::{ControlSite, Verification, VerificationKind, VerificationResult},
    word::Word as _,
};

/// What the latest verifications of a control found wrong at these sites, a sentence each without its full stop.
pub fn failures<'c>(
    reference: &str,
    sites: impl IntoIterator<Item = &'c ControlSite>,
    verifications: &[&Verification],
) -> Vec<String> {
    let mut told = Vec::new();
    for at in sites {
        for &kind in VerificationKind::ALL {
            let latest = verifications.iter().rfind(|check| check.site == at.site && check.kind == kind);
            if let Some(check) = latest.filter(|check| check.result == VerificationResult::Failed) {
                let what = match kind {
                    VerificationKind::Implementation => "was found not in place",
                    VerificationKind::Effectiveness => "failed its effectiveness test",
                };
                told.push(format!("{reference} {what} at {} on {}", at.site, check.verified_on));
            }
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{control::ControlState, object::Id};

    fn at(site: &str) -> ControlSite {
        ControlSite {
            control_id: Id::from("c"),
            site: site.into(),
            state: ControlState::InPlace,
            implemented_by: String::new(),
            implemented_on: None,
            evidence: String::new(),
        }
    }

    fn check(site: &str, kind: VerificationKind, result: VerificationResult, on: &str) -> Verification {
        Verification {
            control_id: Id::from("c"),
            site: site.into(),
            kind,
            result,
            method: String::new(),
            person: "K. Lang".into(),
            verified_on: on.parse().unwrap(),
            evidence: String::new(),
            next_test: None,
        }
    }

    #[test]
    fn the_latest_result_at_each_site_counts() {
        let (north, south) = (at("North"), at("South"));
        let works = VerificationKind::Effectiveness;
        let (failed, passed) = (VerificationResult::Failed, VerificationResult::Passed);
        let checks = [
            check("North", works, failed, "2026-01-02"),
            check("North", works, passed, "2026-02-02"),
            check("South", works, passed, "2026-01-02"),
            check("South", works, failed, "2026-05-02"),
            check("South", VerificationKind::Implementation, failed, "2026-05-01"),
            check("East", works, failed, "2026-05-01"),
        ];
        let checks: Vec<&Verification> = checks.iter().collect();
        assert_eq!(
            failures("C-003", [&north, &south], &checks),
            [
                "C-003 was found not in place at South on 2026-05-01",
                "C-003 failed its effectiveness test at South on 2026-05-02"
            ]
        );
    }
}
