//! The policy with acceptability criteria, authority and switches is approved by a named person.

use super::Check;
use crate::{domain::gate::Missing, process::file::RiskFile};

pub(super) const CHECK: Check = Check { name: "criteria-approved", run };

fn run(file: &RiskFile<'_>) -> Vec<Missing> {
    if file.approval.as_ref().is_some_and(|held| !held.approved_by.trim().is_empty()) {
        return Vec::new();
    }
    let what = format!(
        "nobody has approved the acceptability criteria, authority and switches of the policy {}",
        file.policy.id
    );
    vec![Missing::blocks(what, "", "approve-policy")]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::assessment::Stage, process::specimen::misses};

    #[test]
    fn a_policy_that_nobody_approved_is_mended_in_the_register() {
        let missing = misses(&CHECK, Stage::Acquisition, |file| file.approval = None);
        assert_eq!(
            missing,
            [
                "! nobody has approved the acceptability criteria, authority and switches of the policy default → approve-policy"
            ]
        );
    }
}
