//! Whatever remains above the line of acceptability has a benefit-risk record with all its parts and a clinical author. At
//! acquisition what remains is the target; where placements are rated apart, the worst of them counts.

use super::Check;
use crate::{
    domain::gate::Missing,
    process::file::{RiskEntry, RiskFile},
};

pub(super) const CHECK: Check = Check { name: "benefit-risk", run };

fn run(file: &RiskFile<'_>) -> Vec<Missing> {
    let above = |entry: &&RiskEntry| file.level_left(entry).is_some_and(|level| !file.is_acceptable(level));
    file.open_risks().filter(above).flat_map(|entry| unweighed(file, entry)).collect()
}

fn unweighed(file: &RiskFile<'_>, entry: &RiskEntry) -> Vec<Missing> {
    let reference = &entry.risk.reference;
    let miss = |what: String| Missing::blocks(what, file.place(reference), "weigh-benefit");
    let Some(record) = &entry.benefit_risk else {
        return vec![miss(format!(
            "what remains of {reference} lies above the line of acceptability, and its benefit is not weighed"
        ))];
    };
    let told = [
        (&record.benefit, "the benefit"),
        (&record.alternatives, "the alternatives"),
        (&record.not_practicable, "why further reduction is not practicable"),
        (&record.conclusion, "what follows"),
        (&record.author, "its clinical author"),
    ];
    told.into_iter()
        .filter(|(said, _)| said.trim().is_empty())
        .map(|(_, part)| miss(format!("the benefit-risk record of {reference} does not tell {part}")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{assessment::Stage, rating::Phase, risk::Treatment},
        process::specimen::{misses, rate_apart, rating},
    };

    fn above(reference: &str) -> String {
        format!(
            "! what remains of {reference} lies above the line of acceptability, and its benefit is not weighed → \
             weigh-benefit ip3/{reference}"
        )
    }

    #[test]
    fn above_the_line_the_benefit_is_weighed_with_every_part() {
        for stage in [Stage::Acquisition, Stage::GoLive, Stage::ContinuedUse] {
            let missing = misses(&CHECK, stage, |file| file.risks[2].benefit_risk = None);
            assert_eq!(missing, [above("R-003")]);
        }
        let missing = misses(&CHECK, Stage::GoLive, |file| {
            let record = &mut file.risks[2].benefit_risk.as_mut().unwrap().value;
            for part in [
                &mut record.benefit,
                &mut record.alternatives,
                &mut record.not_practicable,
                &mut record.conclusion,
                &mut record.author,
            ] {
                part.clear();
            }
        });
        let parts = [
            "the benefit",
            "the alternatives",
            "why further reduction is not practicable",
            "what follows",
            "its clinical author",
        ];
        assert_eq!(
            missing,
            parts.map(|part| format!(
                "! the benefit-risk record of R-003 does not tell {part} → weigh-benefit ip3/R-003"
            ))
        );
    }

    #[test]
    fn acquisition_looks_at_the_target_and_later_stages_at_the_residual() {
        let raise = |phase: Phase| {
            move |file: &mut RiskFile<'static>| rating(file, 0, phase).overall = "unacceptable".into()
        };
        assert_eq!(misses(&CHECK, Stage::Acquisition, raise(Phase::Target)), [above("R-001")]);
        assert_eq!(misses(&CHECK, Stage::GoLive, raise(Phase::Target)), [""; 0]);
        assert_eq!(misses(&CHECK, Stage::GoLive, raise(Phase::Residual)), [above("R-001")]);
    }

    #[test]
    fn one_placement_above_the_line_is_enough() {
        for (level, missing) in [("high", vec![above("R-001")]), ("medium", vec![]), ("low", vec![])] {
            assert_eq!(misses(&CHECK, Stage::GoLive, |file| rate_apart(file, 0, 1, level)), missing);
        }
        let not_covered = misses(&CHECK, Stage::GoLive, |file| {
            rate_apart(file, 0, 1, "high");
            file.assessment.value.placement_ids.pop();
        });
        assert_eq!(not_covered, [""; 0]);
    }

    #[test]
    fn what_is_retained_remains_as_it_was_and_an_unknown_level_lies_above_the_line() {
        for level in ["high", "grave"] {
            let missing = misses(&CHECK, Stage::GoLive, |file| {
                assert_eq!(file.risks[1].risk.treatment, Some(Treatment::Retain));
                rating(file, 1, Phase::Initial).overall = level.into();
            });
            assert_eq!(missing, [above("R-002")]);
        }
    }
}
