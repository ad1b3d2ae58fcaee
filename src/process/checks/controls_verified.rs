//! Every control that serves an open risk is verified twice at every site where it counts, after it was put in place: that it
//! is there, and that it works; by somebody else than who put it in place, where the policy says so.
//!
//! In operation a failed re-test for which a finding is open is told and does not block, and so is, in every stage, a next
//! test whose date has passed.

use super::Check;
use crate::{
    domain::{
        control::{Verification, VerificationKind},
        gate::{Missing, Weight},
        word::Word as _,
    },
    process::file::{ControlEntry, Proof, RiskFile},
};

pub(super) const CHECK: Check = Check { name: "controls-verified", run };

fn run(file: &RiskFile<'_>) -> Vec<Missing> {
    let mut missing = Vec::new();
    for entry in file.controls_in_use() {
        for site in file.sites_of(entry) {
            let proofs = VerificationKind::ALL.iter().map(|&kind| entry.proof(site, kind));
            if proofs.into_iter().all(|proof| proof == Proof::None) {
                let what = format!("{} was never verified at {site}", entry.control.reference);
                missing.push(Missing::blocks(what, entry.control.reference.as_str(), "verify-control"));
                continue;
            }
            let kinds = VerificationKind::ALL.iter();
            missing.extend(kinds.filter_map(|&kind| unproven(file, entry, site, kind)));
        }
    }
    missing
}

/// What keeps a control from counting as verified at a site.
pub(super) fn unproven(
    file: &RiskFile<'_>,
    entry: &ControlEntry,
    site: &str,
    kind: VerificationKind,
) -> Option<Missing> {
    let reference = &entry.control.reference;
    let kind_said = kind.label();
    let (weight, what) = match entry.proof(site, kind) {
        Proof::None => (Weight::Block, format!("{reference} has no {kind_said} verification at {site}")),
        Proof::Outdated(check) => {
            let on = check.verified_on;
            let what = format!(
                "{reference} had its {kind_said} verification at {site} on {on}, before it was put in place there"
            );
            (Weight::Block, what)
        }
        Proof::Failed(check) => {
            let failed =
                format!("{reference} failed its {kind_said} verification at {site} on {}", check.verified_on);
            match file.finding_on(reference).filter(|_| file.is_in_operation()) {
                Some(open) => (Weight::Warn, format!("{failed}; to be mended by {}", open.deadline)),
                None => (Weight::Block, failed),
            }
        }
        Proof::Passed(check) if is_own_work(file, entry, check) => {
            let what = format!(
                "the {kind_said} of {reference} at {site} was verified by {}, who put it in place",
                check.person
            );
            (Weight::Block, what)
        }
        Proof::Passed(check) => {
            let due = check.next_test.filter(|&due| due < file.on)?;
            (
                Weight::Warn,
                format!("the {kind_said} of {reference} at {site} was to be tested again on {due}"),
            )
        }
    };
    Some(Missing { weight, ..Missing::blocks(what, reference.as_str(), "verify-control") })
}

/// Who verified is who put it in place, and the policy wants somebody else.
fn is_own_work(file: &RiskFile<'_>, entry: &ControlEntry, check: &Verification) -> bool {
    let verifier = check.person.trim();
    file.policy.switches.verifier_is_another
        && entry.at(&check.site).is_some_and(|at| at.implemented_by.trim() == verifier)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{assessment::Stage, control::VerificationResult},
        process::specimen::{day, finding, misses, retire, switched, verification},
    };

    const EFFECTIVENESS: VerificationKind = VerificationKind::Effectiveness;

    #[test]
    fn each_control_is_verified_twice_at_each_site() {
        let missing = misses(&CHECK, Stage::GoLive, |file| {
            file.controls[0].verifications.retain(|check| check.site != "Annex");
            file.controls[1]
                .verifications
                .retain(|check| check.site != "Annex" || check.kind != EFFECTIVENESS);
        });
        assert_eq!(
            missing,
            [
                "! C-001 was never verified at Annex → verify-control C-001",
                "! C-002 has no effectiveness verification at Annex → verify-control C-002",
            ]
        );
        let retired = misses(&CHECK, Stage::GoLive, |file| {
            file.controls[0].verifications.retain(|check| check.site != "Annex");
            retire(file, 0, "Annex");
        });
        assert_eq!(retired, [""; 0]);
    }

    #[test]
    fn a_verification_before_the_control_was_put_in_place_proves_nothing() {
        let missing = misses(&CHECK, Stage::GoLive, |file| {
            file.controls[1].sites[0].value.implemented_on = Some(day("2026-04-21"));
        });
        assert_eq!(
            missing[0],
            "! C-002 had its implementation verification at Main hospital on 2026-04-20, before it was put in place \
             there → verify-control C-002"
        );
        assert_eq!(missing.len(), 2);
    }

    #[test]
    fn in_operation_a_failed_re_test_with_an_open_finding_blocks_nothing() {
        let failed = |file: &mut RiskFile<'static>| {
            verification(file, 0, "Annex", EFFECTIVENESS).result = VerificationResult::Failed;
        };
        let found = |file: &mut RiskFile<'static>| {
            failed(file);
            file.findings.push(finding("C-001", "2026-06-20"));
        };
        let blocks =
            "! C-001 failed its effectiveness verification at Annex on 2026-04-20 → verify-control C-001";
        assert_eq!(misses(&CHECK, Stage::GoLive, failed), [blocks]);
        assert_eq!(misses(&CHECK, Stage::GoLive, found), [blocks]);
        assert_eq!(misses(&CHECK, Stage::ContinuedUse, failed), [blocks]);
        assert_eq!(
            misses(&CHECK, Stage::ContinuedUse, found),
            [
                "- C-001 failed its effectiveness verification at Annex on 2026-04-20; to be mended by 2026-06-20 → \
                 verify-control C-001"
            ]
        );
        let mended = misses(&CHECK, Stage::ContinuedUse, |file| {
            found(file);
            file.findings[0].value.closed_on = Some(day("2026-05-30"));
        });
        assert_eq!(mended, [blocks], "a closed finding excuses nothing");
    }

    #[test]
    fn a_next_test_counts_through_its_day() {
        let due = |date: &'static str| {
            misses(&CHECK, Stage::ContinuedUse, move |file| {
                verification(file, 0, "Annex", EFFECTIVENESS).next_test = Some(day(date));
            })
        };
        assert_eq!(due("2026-06-01"), [""; 0]);
        assert_eq!(
            due("2026-05-31"),
            [
                "- the effectiveness of C-001 at Annex was to be tested again on 2026-05-31 → verify-control C-001"
            ]
        );
    }

    #[test]
    fn the_policy_says_whether_the_verifier_is_another() {
        let own = |file: &mut RiskFile<'static>| {
            verification(file, 1, "Annex", EFFECTIVENESS).person = "J. Brandt".into();
        };
        assert_eq!(
            misses(&CHECK, Stage::GoLive, own),
            [
                "! the effectiveness of C-002 at Annex was verified by J. Brandt, who put it in place → verify-control \
                 C-002"
            ]
        );
        let allowed = misses(&CHECK, Stage::GoLive, |file| {
            own(file);
            switched(file, |switches| switches.verifier_is_another = false);
        });
        assert_eq!(allowed, [""; 0]);
    }
}
