//! Accepted answers of the manufacturer were looked at beside the newest disclosure: they outrank its form, and a newer form
//! may say otherwise with reason.

use super::Check;
use crate::{
    domain::{gate::Missing, word::Word as _},
    process::file::RiskFile,
};

pub(super) const CHECK: Check = Check { name: "answers-rechecked", run };

fn run(file: &RiskFile<'_>) -> Vec<Missing> {
    let Some(newest) = &file.newest_disclosure else { return Vec::new() };
    let older = file.accepted.iter().filter(|held| held.disclosure_id != *newest);
    older
        .map(|held| {
            let what = format!(
                "the accepted answer on {} ({}, by {} on {}) was given beside an earlier disclosure",
                held.item,
                held.answer.label(),
                held.accepted_by,
                held.accepted_on
            );
            Missing::warns(what, file.place(&held.capability), "recheck-answer")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{assessment::Stage, disclosure::Answer, question::AcceptedAnswer, record::Held},
        process::specimen::{day, misses},
    };

    #[test]
    fn an_answer_is_looked_at_again_beside_a_newer_disclosure() {
        let beside = |disclosure: &'static str| {
            misses(&CHECK, Stage::GoLive, |file| {
                let value = AcceptedAnswer {
                    assessment_id: "A".into(),
                    question_id: "Q".into(),
                    capability: "CSUP".into(),
                    item: "CSUP-2".into(),
                    answer: Answer::Yes,
                    text: "Updates are signed.".into(),
                    accepted_by: "M. Rossi".into(),
                    accepted_on: day("2026-05-20"),
                    evidence: "Letter of 2026-05-18".into(),
                    disclosure_id: disclosure.into(),
                    form_answer: Some(Answer::No),
                    dropped_on: None,
                    dropped_by: String::new(),
                    dropped_because: String::new(),
                };
                file.accepted.push(Held {
                    id: "N".into(),
                    version: 1,
                    changed_at: String::new(),
                    changed_by: String::new(),
                    value,
                });
            })
        };
        assert_eq!(beside("D"), [""; 0]);
        assert_eq!(
            beside("before D"),
            [
                "- the accepted answer on CSUP-2 (Yes, by M. Rossi on 2026-05-20) was given beside an earlier disclosure \
              → recheck-answer ip3/CSUP"
            ]
        );
    }
}
