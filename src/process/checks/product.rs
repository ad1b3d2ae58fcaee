//! The product and the versions the assessment holds for, with the reason, and what it is for.

use super::Check;
use crate::{domain::gate::Missing, process::file::RiskFile};

pub(super) const CHECK: Check = Check { name: "product", run };

fn run(file: &RiskFile<'_>) -> Vec<Missing> {
    let told = [
        (file.assessment.versions.trim(), "the versions it holds for are not named"),
        (file.assessment.versions_reason.trim(), "it is not said why it holds for these versions"),
        (file.assessment.intended_use.trim(), "the intended use is not described"),
    ];
    told.into_iter()
        .filter(|(said, _)| said.is_empty())
        .map(|(_, what)| Missing::blocks(what, file.reference.as_str(), "edit-assessment"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::assessment::Stage, process::specimen::misses};

    #[test]
    fn every_part_is_missed_by_its_sentence() {
        let missing = misses(&CHECK, Stage::Decommission, |file| {
            let assessment = &mut file.assessment.value;
            assessment.versions.clear();
            assessment.versions_reason = " ".into();
            assessment.intended_use.clear();
        });
        assert_eq!(
            missing,
            [
                "! the versions it holds for are not named → edit-assessment ip3",
                "! it is not said why it holds for these versions → edit-assessment ip3",
                "! the intended use is not described → edit-assessment ip3",
            ]
        );
    }
}
