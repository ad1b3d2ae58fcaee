//! Every open risk tells its hazard, its hazardous situation, a cause and a consequence.

use super::Check;
use crate::{domain::gate::Missing, process::file::RiskFile};

pub(super) const CHECK: Check = Check { name: "risks-described", run };

fn run(file: &RiskFile<'_>) -> Vec<Missing> {
    let mut missing = Vec::new();
    for entry in file.open_risks() {
        let risk = &entry.risk;
        let cause = risk.causes.iter().find(|cause| !cause.trim().is_empty());
        let told = [
            (risk.hazard.as_str(), "hazard"),
            (&risk.hazardous_situation, "hazardous situation"),
            (cause.map_or("", String::as_str), "cause"),
            (&risk.consequence, "consequence"),
        ];
        missing.extend(told.into_iter().filter(|(said, _)| said.trim().is_empty()).map(|(_, field)| {
            let what = format!("{} names no {field}", risk.reference);
            Missing::blocks(what, file.place(&risk.reference), "edit-risk")
        }));
    }
    missing
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{assessment::Stage, risk::RiskStatus},
        process::specimen::misses,
    };

    #[test]
    fn every_part_of_a_risk_is_missed_by_its_name() {
        let strip = |file: &mut RiskFile<'static>| {
            let risk = &mut file.risks[1].risk.value;
            risk.hazard.clear();
            risk.hazardous_situation.clear();
            risk.causes = vec![" ".into()];
            risk.consequence.clear();
        };
        assert_eq!(
            misses(&CHECK, Stage::Acquisition, strip),
            ["hazard", "hazardous situation", "cause", "consequence"]
                .map(|field| format!("! R-002 names no {field} → edit-risk ip3/R-002"))
        );
        let closed = misses(&CHECK, Stage::Acquisition, |file| {
            strip(file);
            file.risks[1].risk.value.status = RiskStatus::Closed;
        });
        assert_eq!(closed, [""; 0]);
    }
}
