//! Residual ratings that rely on controls which nobody has found to work.

use super::{Around, Check};
use crate::{
    domain::{gate::Missing, rating::Phase},
    process::{file::RiskFile, relied::unproven},
};

pub(super) const CHECK: Check = Check { name: "unproven-control", run };

fn run(file: &RiskFile<'_>, _: &Around) -> Vec<Missing> {
    let mut missing = Vec::new();
    for entry in file.open_risks().filter(|entry| entry.rating(Phase::Residual).is_some()) {
        for unproven in unproven(file, entry) {
            let control = unproven.control.control.reference.as_str();
            let what = format!(
                "the residual rating of {} relies on a control: {}",
                entry.risk.reference, unproven.what
            );
            missing.push(Missing::blocks(what, control, unproven.mend));
        }
    }
    missing
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::control::{ControlState, VerificationKind, VerificationResult},
        process::quality::bench::{Bench, control, rating, risk, site, verified, whats},
    };

    #[test]
    fn each_site_where_a_control_relied_on_does_not_work_is_found() {
        let mut bench = Bench::default();
        let (mut works, mut failed, mut unseen, mut proposed) =
            (control(1), control(2), control(3), control(4));
        for entry in [&mut works, &mut failed, &mut unseen] {
            entry.sites.push(site(ControlState::InPlace));
        }
        proposed.sites.push(site(ControlState::Proposed));
        works.verifications.push(verified(VerificationKind::Effectiveness, VerificationResult::Passed));
        failed.verifications.push(verified(VerificationKind::Effectiveness, VerificationResult::Failed));
        bench.controls = vec![works, failed, unseen, proposed, control(5)];
        let mut entry = risk(1);
        let mut residual = rating(Phase::Residual, 2);
        residual.value.relies_on = bench.controls.iter().map(|entry| entry.control.id.clone()).collect();
        entry.ratings = vec![residual];
        bench.risks = vec![entry, risk(2)];
        let found = run(&bench.file(), &Around::default());
        let says = |what: &str| format!("the residual rating of R-001 relies on a control: {what}");
        assert_eq!(
            whats(&found),
            [
                says("C-002 failed its effectiveness test on 2026-10-01 at Main hospital"),
                says("C-003 is not verified to work at Main hospital"),
                says("C-004 is not in place at Main hospital"),
                says("C-005 stands at none of the sites"),
            ]
        );
    }
}
