//! Every open risk has a treatment. To reduce it speaks for itself by its controls; whoever avoids, shares or retains a risk
//! says why: what is not done, who shares it, by which criteria it is kept.

use super::Check;
use crate::{
    domain::{gate::Missing, risk::Treatment, word::Word as _},
    process::file::{RiskEntry, RiskFile},
};

pub(super) const CHECK: Check = Check { name: "treatment", run };

fn run(file: &RiskFile<'_>) -> Vec<Missing> {
    file.open_risks()
        .filter_map(|entry| untreated(file, entry).or_else(|| unexplained(file, entry)))
        .collect()
}

/// A risk for which nothing is proposed.
pub(super) fn untreated(file: &RiskFile<'_>, entry: &RiskEntry) -> Option<Missing> {
    let reference = &entry.risk.reference;
    let what = format!("{reference} has no treatment");
    entry.risk.treatment.is_none().then(|| Missing::blocks(what, file.place(reference), "treat-risk"))
}

fn unexplained(file: &RiskFile<'_>, entry: &RiskEntry) -> Option<Missing> {
    let treatment = entry.risk.treatment.filter(|&treatment| treatment != Treatment::Reduce)?;
    let reference = &entry.risk.reference;
    let what = format!("{reference} has the treatment {} without a reason", treatment.label());
    let silent = entry.risk.treatment_reason.trim().is_empty();
    silent.then(|| Missing::blocks(what, file.place(reference), "treat-risk"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::assessment::Stage, process::specimen::misses};

    #[test]
    fn every_open_risk_has_a_treatment() {
        let missing = misses(&CHECK, Stage::Acquisition, |file| file.risks[0].risk.value.treatment = None);
        assert_eq!(missing, ["! R-001 has no treatment → treat-risk ip3/R-001"]);
    }

    #[test]
    fn what_is_not_reduced_says_why() {
        for treatment in [Treatment::Avoid, Treatment::Share, Treatment::Retain] {
            let missing = misses(&CHECK, Stage::GoLive, |file| {
                file.risks[1].risk.value.treatment = Some(treatment);
                file.risks[1].risk.value.treatment_reason = " ".into();
            });
            let told =
                format!("! R-002 has the treatment {treatment} without a reason → treat-risk ip3/R-002");
            assert_eq!(missing, [told]);
        }
    }
}
