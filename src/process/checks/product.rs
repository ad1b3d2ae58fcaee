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
