//! Every gap has a risk, or a person says why it brings none. Only what is required makes a gap. An open question with a
//! date answers what the manufacturer did not; that ends with the check "questions-settled".

use super::Check;
use crate::{
    domain::{capability::Coverage, gate::Missing, word::Word as _},
    process::file::RiskFile,
};

pub(super) const CHECK: Check = Check { name: "gaps-analysed", run };

fn run(file: &RiskFile<'_>) -> Vec<Missing> {
    let open = file.capabilities.iter().filter(|code| file.is_gap(code) && !file.is_answered(code));
    open.filter_map(|code| match file.coverage(code) {
        Coverage::Unknown if file.asked(code).is_some() => None,
        Coverage::Unknown => Some(Missing { mend: "ask-manufacturer", ..unanswered(file, code) }),
        _ => Some(unanswered(file, code)),
    })
    .collect()
}

/// A gap that nothing answers.
pub(super) fn unanswered(file: &RiskFile<'_>, code: &str) -> Missing {
    let claimed = match file.coverage(code) {
        Coverage::Provided => "claimed, not in use everywhere",
        other => other.label(),
    };
    let what = format!("{code} ({claimed}) has neither a risk nor a reason why it brings none");
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
        process::specimen::{in_use, marked, misses, requirement},
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
