//! A risk that is reduced by informing and training alone, without a control that removes the exposure or protects, says
//! why. The policy says whether it blocks.

use super::Check;
use crate::{
    domain::{gate::Missing, risk::Treatment},
    process::file::RiskFile,
};

pub(super) const CHECK: Check = Check { name: "control-order", run };

/// The order of controls that inform and train.
const INFORM: i64 = 3;

fn run(file: &RiskFile<'_>) -> Vec<Missing> {
    let mut missing = Vec::new();
    for entry in file.open_risks().filter(|entry| entry.risk.treatment == Some(Treatment::Reduce)) {
        let controls = file.counting(&entry.controls);
        let only_informs =
            !controls.is_empty() && controls.iter().all(|control| control.control.order >= INFORM);
        if only_informs && entry.risk.order_reason.trim().is_empty() {
            let reference = &entry.risk.reference;
            let what = format!(
                "{reference} is reduced by informing and training alone, and it is not said why nothing removes \
                 the exposure or protects"
            );
            let weight = file.policy.switches.order_reason;
            missing.push(Missing { weight, ..Missing::blocks(what, file.place(reference), "treat-risk") });
        }
    }
    missing
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{assessment::Stage, gate::Weight},
        process::specimen::{misses, retire, switched},
    };

    const WHAT: &str = "R-001 is reduced by informing and training alone, and it is not said why nothing removes the \
                        exposure or protects → treat-risk ip3/R-001";

    #[test]
    fn the_policy_says_whether_order_3_alone_without_a_reason_blocks() {
        for (weight, mark) in [(Weight::Warn, "-"), (Weight::Block, "!")] {
            let missing = misses(&CHECK, Stage::Acquisition, |file| {
                switched(file, |switches| switches.order_reason = weight);
                file.risks[0].controls.remove(0);
            });
            assert_eq!(missing, [format!("{mark} {WHAT}")]);
        }
    }

    #[test]
    fn a_retired_protection_protects_nothing_and_a_sentence_answers() {
        let retired = |file: &mut RiskFile<'static>| {
            retire(file, 0, "Main hospital");
            retire(file, 0, "Annex");
        };
        assert_eq!(misses(&CHECK, Stage::GoLive, retired), [format!("- {WHAT}")]);
        let said = misses(&CHECK, Stage::GoLive, |file| {
            retired(file);
            file.risks[0].risk.value.order_reason = "The maker allows nothing on the network.".into();
        });
        assert_eq!(said, [""; 0]);
    }
}
