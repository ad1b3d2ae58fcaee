//! No gap rests on a question any more: what the manufacturer has not answered by now counts as not provided, and wants a risk
//! or a reason like any other gap. An answer that is overdue is told, wherever something else answers the gap.

use super::Check;
use crate::{
    domain::{
        gate::{Missing, Weight},
        question::Question,
    },
    process::file::RiskFile,
};

pub(super) const CHECK: Check = Check { name: "questions-settled", run };

fn run(file: &RiskFile<'_>) -> Vec<Missing> {
    let mut missing = Vec::new();
    for code in &file.capabilities {
        let Some(question) = file.asked(code) else { continue };
        let sent = told_date(question);
        let (weight, what) = if file.is_gap(code) && !file.is_answered(code) {
            let what = format!("{code} rests on a question{sent} that the manufacturer has not answered");
            (Weight::Block, what)
        } else if let Some(due) = question.due.filter(|&due| due < file.on) {
            (Weight::Warn, format!("the question on {code}{sent} was to be answered by {due}"))
        } else {
            continue;
        };
        missing.push(Missing { weight, ..Missing::blocks(what, file.place(code), "record-answer") });
    }
    missing
}

/// ` of 2026-03-01`
fn told_date(question: &Question) -> String {
    question.sent_on.map(|date| format!(" of {date}")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{assessment::Stage, capability::Coverage, question::QuestionState},
        process::specimen::{day, marked, misses},
    };

    fn unknown(file: &mut RiskFile<'static>) {
        marked(file, "CSUP").by_rule = Coverage::Unknown;
    }

    #[test]
    fn no_gap_rests_on_a_question() {
        let missing = misses(&CHECK, Stage::GoLive, unknown);
        assert_eq!(
            missing,
            [
                "! CSUP rests on a question of 2026-05-04 that the manufacturer has not answered → record-answer ip3/CSUP"
            ]
        );
        let answered_by_a_risk = misses(&CHECK, Stage::Acquisition, |file| {
            unknown(file);
            file.risks[0].risk.value.capabilities.push("CSUP".into());
        });
        assert_eq!(answered_by_a_risk, [""; 0]);
    }

    #[test]
    fn an_overdue_answer_is_told_after_its_day() {
        let due = |date: &'static str, state: QuestionState| {
            misses(&CHECK, Stage::ContinuedUse, move |file| {
                file.questions[0].value.due = Some(day(date));
                file.questions[0].value.state = state;
            })
        };
        assert_eq!(due("2026-06-01", QuestionState::Sent), [""; 0]);
        assert_eq!(due("2026-05-31", QuestionState::Answered), [""; 0]);
        assert_eq!(
            due("2026-05-31", QuestionState::Sent),
            [
                "- the question on CSUP of 2026-05-04 was to be answered by 2026-05-31 → record-answer ip3/CSUP"
            ]
        );
    }
}
