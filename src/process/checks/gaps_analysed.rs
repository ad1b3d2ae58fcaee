//! Every gap has a risk, or a person says why it brings none. What is required makes a gap. An open question with a
//! date answers what the manufacturer did not; that ends with the check "questions-settled". Requirements of adopted sets
//! that are known to be unmet make a gap as well; those that nobody has answered are told, and block nothing.

use super::Check;
use crate::{
    domain::{
        capability::{Coverage, InUseState},
        gate::Missing,
        requirement::RequirementState,
        word::Word as _,
    },
    process::{file::RiskFile, requirements::Asked},
};

pub(super) const CHECK: Check = Check { name: "gaps-analysed", run };

fn run(file: &RiskFile<'_>) -> Vec<Missing> {
    let open = file.capabilities.iter().filter(|code| file.is_gap(code) && !file.is_answered(code));
    let gaps = open.filter_map(|code| match file.coverage(code) {
        Coverage::Unknown if file.asked(code).is_some() => None,
        Coverage::Unknown => Some(Missing { mend: "ask-manufacturer", ..unanswered(file, code) }),
        _ => Some(unanswered(file, code)),
    });
    gaps.chain(not_looked_at(file)).collect()
}

/// The requirements of adopted sets of which nobody knows whether they are met, a capability a line.
fn not_looked_at<'f>(file: &'f RiskFile<'_>) -> impl Iterator<Item = Missing> + 'f {
    file.capabilities.iter().filter_map(|code| {
        let unknown = file
            .set_requirements
            .iter()
            .filter(|one| one.requirement.capability == *code && one.state() == RequirementState::Unknown);
        let ids: Vec<&str> = unknown.map(|one| one.requirement.id.as_str()).collect();
        let what = format!("it is not known whether {} is met", ids.join(", "));
        (!ids.is_empty()).then(|| Missing::warns(what, file.place(code), "answer-requirement"))
    })
}

/// A gap that nothing answers.
pub(super) fn unanswered(file: &RiskFile<'_>, code: &str) -> Missing {
    let used = !file.in_use(code).iter().any(|state| matches!(state, InUseState::Off | InUseState::Partly));
    let claimed = match file.coverage(code) {
        Coverage::Provided if !used => "claimed, not in use everywhere",
        other => other.label(),
    };
    let told: Vec<String> =
        std::iter::once(claimed.to_owned()).chain(file.unmet(code).map(Asked::told)).collect();
    let what = format!("{code} ({}) has neither a risk nor a reason why it brings none", told.join("; "));
    Missing::blocks(what, file.place(code), "add-risk")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{
            assessment::Stage,
            capability::{InUseState, Requirement},
            question::QuestionState,
            risk::RiskStatus,
        },
        process::specimen::{in_use, marked, misses, required_by_a_set, requirement},
    };

    #[test]
    fn a_gap_that_the_maker_denies_wants_a_risk() {
        let missing = misses(&CHECK, Stage::Acquisition, |file| {
            file.risks[0].risk.value.capabilities.clear();
        });
        assert_eq!(
            missing,
            [
                "! AUDT (partly) has neither a risk nor a reason why it brings none → add-risk ip3/AUDT",
                "! MLDP (maker says no) has neither a risk nor a reason why it brings none → add-risk ip3/MLDP",
            ]
        );
    }

    #[test]
    fn a_closed_risk_and_a_reason_of_blanks_answer_nothing() {
        let missing = misses(&CHECK, Stage::Acquisition, |file| {
            file.risks[0].risk.value.status = RiskStatus::Closed;
            file.dispositions[0].value.reason = " ".into();
        });
        assert_eq!(
            missing,
            [
                "! AUDT (partly) has neither a risk nor a reason why it brings none → add-risk ip3/AUDT",
                "! DTBK (maker says no) has neither a risk nor a reason why it brings none → add-risk ip3/DTBK",
                "! MLDP (maker says no) has neither a risk nor a reason why it brings none → add-risk ip3/MLDP",
            ]
        );
    }

    #[test]
    fn only_what_is_required_makes_a_gap() {
        let denied = |file: &mut RiskFile<'static>| marked(file, "TXIG").by_rule = Coverage::NotProvided;
        assert_eq!(misses(&CHECK, Stage::GoLive, denied).len(), 1);
        let wanted = misses(&CHECK, Stage::GoLive, |file| {
            denied(file);
            requirement(file, "TXIG").required = Requirement::Desired;
        });
        assert_eq!(wanted, [""; 0]);
    }

    #[test]
    fn an_open_dated_question_answers_what_the_manufacturer_did_not() {
        let unknown = |file: &mut RiskFile<'static>| marked(file, "CSUP").by_rule = Coverage::Unknown;
        assert_eq!(misses(&CHECK, Stage::GoLive, unknown), [""; 0]);
        for wrong in [QuestionState::Draft, QuestionState::Insufficient, QuestionState::Refused] {
            let missing = misses(&CHECK, Stage::GoLive, |file| {
                unknown(file);
                file.questions[0].value.state = wrong;
            });
            assert_eq!(
                missing,
                [
                    "! CSUP (not answered) has neither a risk nor a reason why it brings none → ask-manufacturer ip3/CSUP"
                ]
            );
        }
        let denied = misses(&CHECK, Stage::GoLive, |file| marked(file, "CSUP").by_rule = Coverage::Partial);
        assert_eq!(denied.len(), 1, "a question answers what is unknown and nothing else");
    }

    #[test]
    fn a_requirement_that_is_unmet_makes_a_gap_of_what_is_claimed_and_used() {
        let asked = |state: RequirementState| {
            misses(&CHECK, Stage::Acquisition, move |file| {
                file.set_requirements = vec![required_by_a_set("ALOF", "US-ALOF-1", state)];
            })
        };
        for state in [RequirementState::NotMet, RequirementState::Partly] {
            let label = state.label();
            let wanted = format!(
                "! ALOF (claimed; US-ALOF-1 {label}) has neither a risk nor a reason why it brings none → add-risk ip3/ALOF"
            );
            assert_eq!(asked(state), [wanted]);
        }
        assert_eq!(asked(RequirementState::Met), [""; 0]);
        assert_eq!(
            asked(RequirementState::Unknown),
            ["- it is not known whether US-ALOF-1 is met → answer-requirement ip3/ALOF"]
        );
        let by_law = misses(&CHECK, Stage::Acquisition, |file| {
            requirement(file, "EMRG").required = Requirement::NotRequired;
            file.set_requirements = vec![required_by_a_set("EMRG", "US-EMRG-1", RequirementState::NotMet)];
        });
        assert_eq!(
            by_law,
            [
                "! EMRG (not applicable; US-EMRG-1 not met) has neither a risk nor a reason why it brings none → add-risk ip3/EMRG"
            ]
        );
    }

    #[test]
    fn what_is_claimed_and_switched_off_is_a_gap() {
        let missing = misses(&CHECK, Stage::ContinuedUse, |file| {
            in_use(file, "ALOF", 1).state = InUseState::Off;
        });
        assert_eq!(
            missing,
            [
                "! ALOF (claimed, not in use everywhere) has neither a risk nor a reason why it brings none → add-risk ip3/ALOF"
            ]
        );
    }
}
