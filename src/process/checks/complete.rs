//! Nothing is left without an answer: of every capability it is said that it is provided and in use, confirmed as not
//! applicable, not required for a reason, or answered by a risk or by a reason why it brings none; every open risk has a
//! treatment. What is wanted without being required ("desired") is answered by the reason of its requirement.
//!
//! Whether something is in use is known from go-live on, where "in-use-checked" asks for it.

use super::{Check, gaps_analysed::unanswered, treatment::untreated};
use crate::{
    domain::{capability::Coverage, gate::Missing},
    process::file::RiskFile,
};

pub(super) const CHECK: Check = Check { name: "complete", run };

fn run(file: &RiskFile<'_>) -> Vec<Missing> {
    let capabilities = file.capabilities.iter().filter_map(|code| unsettled(file, code));
    let risks = file.open_risks().filter_map(|entry| untreated(file, entry));
    capabilities.chain(risks).collect()
}

fn unsettled(file: &RiskFile<'_>, code: &str) -> Option<Missing> {
    if file.is_answered(code) {
        return None;
    }
    let coverage = file.coverage(code);
    let confirmed = || file.marked(code).is_some_and(|held| held.overruled == Some(Coverage::NotApplicable));
    if coverage == Coverage::NotApplicable && !file.is_gap(code) {
        let what = format!("no person confirms that {code} is not applicable");
        return (!confirmed()).then(|| Missing::blocks(what, file.place(code), "overrule-coverage"));
    }
    if file.is_gap(code) {
        return Some(unanswered(file, code));
    }
    let says_why = file.required(code).is_some_and(|held| !held.reason.trim().is_empty());
    let what = format!("it is not said why {code} is not required");
    (coverage != Coverage::Provided && !says_why)
        .then(|| Missing::blocks(what, file.place(code), "change-requirement"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{
            assessment::Stage,
            capability::{InUseState, Requirement},
            requirement::RequirementState,
            risk::RiskStatus,
        },
        process::specimen::{in_use, marked, misses, required_by_a_set, requirement},
    };

    #[test]
    fn a_gap_without_risk_or_reason_is_missed_also_while_a_question_is_open() {
        let missing = misses(&CHECK, Stage::GoLive, |file| marked(file, "CSUP").by_rule = Coverage::Unknown);
        assert_eq!(
            missing,
            ["! CSUP (not answered) has neither a risk nor a reason why it brings none → add-risk ip3/CSUP"]
        );
        let closed = misses(&CHECK, Stage::GoLive, |file| {
            file.risks[0].risk.value.status = RiskStatus::Closed;
        });
        assert_eq!(
            closed,
            [
                "! AUDT (partly) has neither a risk nor a reason why it brings none → add-risk ip3/AUDT",
                "! MLDP (maker says no) has neither a risk nor a reason why it brings none → add-risk ip3/MLDP",
            ]
        );
    }

    #[test]
    fn not_applicable_is_confirmed_by_a_person() {
        let missing = misses(&CHECK, Stage::Acquisition, |file| marked(file, "EMRG").overruled = None);
        assert_eq!(
            missing,
            ["! no person confirms that EMRG is not applicable → overrule-coverage ip3/EMRG"]
        );
    }

    #[test]
    fn what_is_not_applicable_and_asked_for_by_a_set_is_left_without_an_answer() {
        let missing = misses(&CHECK, Stage::Acquisition, |file| {
            file.set_requirements = vec![required_by_a_set("EMRG", "US-EMRG-1", RequirementState::Partly)];
        });
        assert_eq!(
            missing,
            [
                "! EMRG (not applicable; US-EMRG-1 partly met) has neither a risk nor a reason why it brings none → add-risk ip3/EMRG"
            ]
        );
    }

    #[test]
    fn what_is_not_required_says_why() {
        for required in [Requirement::NotRequired, Requirement::Desired] {
            let missing = misses(&CHECK, Stage::Acquisition, |file| {
                requirement(file, "STCF").required = required;
                requirement(file, "STCF").reason.clear();
            });
            assert_eq!(missing, ["! it is not said why STCF is not required → change-requirement ip3/STCF"]);
        }
        let provided = misses(&CHECK, Stage::Acquisition, |file| {
            requirement(file, "STCF").reason.clear();
            marked(file, "STCF").by_rule = Coverage::Provided;
        });
        assert_eq!(provided, [""; 0]);
    }

    #[test]
    fn what_is_provided_and_used_in_part_is_a_gap() {
        let missing = misses(&CHECK, Stage::ContinuedUse, |file| {
            in_use(file, "ALOF", 0).state = InUseState::Partly;
        });
        assert_eq!(missing.len(), 1, "{missing:?}");
        assert!(missing[0].ends_with("→ add-risk ip3/ALOF"), "{missing:?}");
    }

    #[test]
    fn no_open_risk_is_left_without_treatment() {
        let missing = misses(&CHECK, Stage::GoLive, |file| file.risks[1].risk.value.treatment = None);
        assert_eq!(missing, ["! R-002 has no treatment → treat-risk ip3/R-002"]);
    }
}
