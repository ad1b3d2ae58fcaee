//! Where the gates of an assessment stand: what each misses, which is next, which is no longer met.

use crate::{
    catalog::process::Gate,
    domain::{
        gate::{GatePassage, GateState, Missing, Weight},
        record::Held,
    },
    process::{checks, file::RiskFile},
};

/// A gate as it stands.
#[derive(Debug, Clone)]
pub struct GateStanding<'f> {
    /// The gate.
    pub gate: &'f Gate,
    /// Where it stands.
    pub state: GateState,
    /// What it misses, what blocks first.
    pub missing: Vec<Missing>,
    /// The passage that holds, if there is one.
    pub passage: Option<&'f Held<GatePassage>>,
}

impl GateStanding<'_> {
    /// Something blocks it.
    pub fn is_blocked(&self) -> bool {
        self.missing.iter().any(|missing| missing.weight == Weight::Block)
    }
}

/// Every gate of the process as it stands on the file's date, in the process's order.
///
/// A gate counts as passed while the newest passage in this stage is not withdrawn. What it was passed on is computed
/// anew: a gate that misses something since is no longer met, and nothing behind it can be passed. An override holds
/// through its last day. Basis: the project's own design.
pub fn standings<'f>(file: &'f RiskFile<'_>) -> Vec<GateStanding<'f>> {
    let mut clear = true;
    file.process
        .gates
        .iter()
        .map(|gate| {
            let passage = newest(file, &gate.id);
            if !gate.stages.contains(&file.stage()) {
                return GateStanding {
                    gate,
                    state: GateState::NotInStage,
                    missing: Vec::new(),
                    passage: None,
                };
            }
            let mut missing = missing(file, gate);
            missing.sort_by_key(|missing| missing.weight != Weight::Block);
            let blocked = missing.iter().any(|missing| missing.weight == Weight::Block);
            let state = match passage {
                Some(_) if !blocked => GateState::Passed,
                Some(held) if held.until.is_some_and(|until| file.on <= until) => GateState::Overridden,
                Some(_) => GateState::NoLongerMet,
                None if !clear => GateState::Later,
                None if blocked => GateState::Blocked,
                None => GateState::Ready,
            };
            clear &= state.is_behind();
            GateStanding { gate, state, missing, passage }
        })
        .collect()
}

/// The newest passage of a gate in the file's stage, unless it is withdrawn.
fn newest<'f>(file: &'f RiskFile<'_>, gate: &str) -> Option<&'f Held<GatePassage>> {
    file.passages
        .iter()
        .rfind(|held| held.gate == gate && held.stage == file.stage())
        .filter(|held| !held.withdrawn)
}

/// What a gate misses in the file's stage.
fn missing(file: &RiskFile<'_>, gate: &Gate) -> Vec<Missing> {
    let mut missing = Vec::new();
    for wanted in &gate.checks {
        if !wanted.stages.is_empty() && !wanted.stages.contains(&file.stage()) {
            continue;
        }
        match checks::check(&wanted.check) {
            Some(check) => missing.extend((check.run)(file).into_iter().map(|found| match wanted.weight {
                Weight::Warn => Missing { weight: Weight::Warn, ..found },
                Weight::Block => found,
            })),
            None => missing.push(Missing::blocks(
                format!("this riskward does not know the check {:?}; a newer one does", wanted.check),
                file.reference.clone(),
                "",
            )),
        }
    }
    missing
}

/// What an assessment stood on when a gate was passed, a fact a line.
pub fn stood(file: &RiskFile<'_>) -> Vec<String> {
    let risks = file.open_risks().count();
    let accepted =
        file.open_risks().filter(|entry| entry.decision.as_ref().is_some_and(|d| d.state.holds())).count();
    let gaps = file.capabilities.iter().filter(|code| file.is_gap(code)).count();
    let disclosure = file.disclosure.as_ref().map_or_else(
        || "no disclosure".to_owned(),
        |held| {
            format!(
                "disclosure {} revision {} (SHA-256 {})",
                held.document_id, held.revision, held.file_sha256
            )
        },
    );
    vec![
        format!("{} {} {}", file.product.manufacturer, file.product.model, file.assessment.versions),
        format!("{} placements", file.placements.len()),
        disclosure,
        format!("{gaps} gaps, {risks} risks, {accepted} of them accepted"),
        format!("{} controls", file.controls.len()),
    ]
}

#[cfg(test)]
mod property;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::assessment::Stage,
        process::specimen::{complete, day, passage, switched},
    };

    fn states(file: &RiskFile<'_>) -> Vec<(String, GateState)> {
        standings(file).into_iter().map(|standing| (standing.gate.id.clone(), standing.state)).collect()
    }

    fn state(file: &RiskFile<'_>, gate: &str) -> GateState {
        states(file).into_iter().find(|(id, _)| id == gate).unwrap().1
    }

    /// A complete file that went through these gates.
    fn through(stage: Stage, gates: &[&str]) -> RiskFile<'static> {
        let mut file = complete(stage);
        file.passages = gates.iter().map(|gate| passage(gate, stage)).collect();
        file
    }

    const LIVE: [&str; 13] =
        ["G0", "G1", "G2", "G3", "G4", "G5", "G6", "G7", "G8", "G9", "G10", "G11", "G12"];

    #[test]
    fn a_complete_file_misses_nothing_in_any_stage() {
        for (stage, gates) in [
            (Stage::Acquisition, 10),
            (Stage::GoLive, 13),
            (Stage::ContinuedUse, 13),
            (Stage::Decommission, 2),
        ] {
            let file = complete(stage);
            let all = standings(&file);
            assert_eq!(all.len(), 14);
            assert!(all.iter().all(|standing| standing.missing.is_empty()), "{stage}");
            let in_stage: Vec<GateState> = all
                .iter()
                .map(|standing| standing.state)
                .filter(|&state| state != GateState::NotInStage)
                .collect();
            assert_eq!(in_stage.len(), gates, "{stage}");
            assert_eq!(in_stage[0], GateState::Ready);
            assert!(in_stage[1..].iter().all(|&state| state == GateState::Later), "{stage}: {in_stage:?}");
        }
    }

    #[test]
    fn a_file_that_went_through_all_gates_is_through_all() {
        let file = through(Stage::ContinuedUse, &LIVE);
        let all = states(&file);
        assert!(all[..13].iter().all(|(_, state)| *state == GateState::Passed), "{all:?}");
        assert_eq!(all[13].1, GateState::NotInStage);
    }

    #[test]
    fn the_next_gate_is_ready_or_blocked_and_the_ones_behind_it_are_later() {
        let mut file = through(Stage::GoLive, &["G0", "G1"]);
        assert_eq!(state(&file, "G2"), GateState::Ready);
        file.risks[0].risk.value.causes.clear();
        assert_eq!(state(&file, "G1"), GateState::Passed);
        assert_eq!(state(&file, "G2"), GateState::Blocked);
        assert_eq!(state(&file, "G3"), GateState::Later);
        assert_eq!(state(&file, "G13"), GateState::NotInStage);
    }

    #[test]
    fn what_is_only_told_blocks_nothing() {
        let mut file = through(Stage::GoLive, &LIVE[..12]);
        file.communications.clear();
        let all = standings(&file);
        assert_eq!((all[12].state, all[12].missing.len()), (GateState::Ready, 1));
        assert!(!all[12].is_blocked(), "the process takes the weight from what G12 misses");
        let mut file = through(Stage::Acquisition, &LIVE[..4]);
        file.risks[0].controls.remove(0);
        assert_eq!(state(&file, "G4"), GateState::Ready);
        switched(&mut file, |switches| switches.order_reason = Weight::Block);
        assert_eq!(state(&file, "G4"), GateState::Blocked, "the process leaves the weight to the policy");
    }

    #[test]
    fn what_blocks_stands_first() {
        let mut file = complete(Stage::GoLive);
        file.assessment.value.clinical_owner = "B. Stranger".into();
        file.agreements.clear();
        let all = standings(&file);
        let weights: Vec<Weight> = all[0].missing.iter().map(|missing| missing.weight).collect();
        assert_eq!(weights, [Weight::Block, Weight::Warn]);
    }

    #[test]
    fn a_passed_gate_that_is_no_longer_met_holds_up_what_comes_after_it() {
        let mut file = through(Stage::GoLive, &LIVE[..5]);
        file.approval = None;
        assert_eq!(state(&file, "G0"), GateState::NoLongerMet);
        assert_eq!(state(&file, "G4"), GateState::Passed, "what is behind stays passed");
        assert_eq!(state(&file, "G5"), GateState::Later);
    }

    #[test]
    fn an_override_holds_through_its_last_day() {
        let mut file = through(Stage::GoLive, &["G0", "G1"]);
        file.disclosure = None;
        file.newest_disclosure = None;
        file.passages[1].value.until = Some(day("2026-06-01"));
        assert_eq!((state(&file, "G1"), state(&file, "G2")), (GateState::Overridden, GateState::Ready));
        file.on = day("2026-06-02");
        assert_eq!((state(&file, "G1"), state(&file, "G2")), (GateState::NoLongerMet, GateState::Later));
        let mended = complete(Stage::GoLive);
        (file.disclosure, file.newest_disclosure) = (mended.disclosure, mended.newest_disclosure);
        assert_eq!(state(&file, "G1"), GateState::Passed, "once nothing is missing it needs no override");
    }

    #[test]
    fn a_withdrawn_passage_and_one_of_another_stage_do_not_count() {
        let mut file = through(Stage::GoLive, &["G0", "G1"]);
        let mut withdrawal = passage("G0", Stage::GoLive);
        withdrawal.value.withdrawn = true;
        file.passages.push(withdrawal);
        assert_eq!((state(&file, "G0"), state(&file, "G2")), (GateState::Ready, GateState::Later));
        file.passages.push(passage("G0", Stage::GoLive));
        assert_eq!((state(&file, "G0"), state(&file, "G2")), (GateState::Passed, GateState::Ready));
        file.assessment.value.stage = Stage::ContinuedUse;
        assert_eq!(state(&file, "G0"), GateState::Ready);
        assert!(standings(&file)[0].passage.is_none());
    }

    #[test]
    fn a_check_that_this_program_does_not_know_blocks() {
        let mut file = complete(Stage::Decommission);
        let mut process = file.process.clone();
        process.gates[0].checks[0].check = "tomorrow".into();
        file.process = Box::leak(Box::new(process));
        let all = standings(&file);
        assert_eq!(all[0].state, GateState::Blocked);
        assert_eq!(
            all[0].missing[0].what,
            "this riskward does not know the check \"tomorrow\"; a newer one does"
        );
    }

    #[test]
    fn what_it_stood_on_is_told_in_facts() {
        assert_eq!(
            stood(&complete(Stage::GoLive)),
            [
                "Hemoflow IP-3 4.2.x",
                "2 placements",
                "disclosure HF-42 revision 1 (SHA-256 d)",
                "3 gaps, 3 risks, 3 of them accepted",
                "2 controls",
            ]
        );
    }
}
