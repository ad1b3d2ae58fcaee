//! Whatever is taken away from a file and whichever gates were passed before: nothing unmet is ready or passed, and nothing
//! is passed behind an unmet gate.

use proptest::{collection::vec, prelude::*, sample::select};

use super::*;
use crate::{
    domain::{
        assessment::Stage,
        capability::{Coverage, InUseState},
        control::{ControlState, VerificationResult},
        decision::AcceptanceState,
        rating::Phase,
        risk::{RiskStatus, Treatment},
        word::Word as _,
    },
    process::specimen::{complete, day, passage},
};

/// One change to a file: what, and a number that says to which of several.
type Change = (usize, usize);

/// Takes something away from a file, or alters it.
fn change(file: &mut RiskFile<'static>, (what, which): Change) {
    let risk = which % file.risks.len().max(1);
    let control = which % file.controls.len().max(1);
    let code = which % file.capabilities.len();
    match what {
        0 => file.approval = None,
        1 => file.agreements.clear(),
        2 => file.people.truncate(which % 4),
        3 => file.placements.truncate(which % 2),
        4 => file.placements.iter_mut().for_each(|placement| placement.value.zone.clear()),
        5 => file.disclosure = None,
        6 => file.coverages.truncate(which % 22),
        7 => file.coverages.iter_mut().skip(code).step_by(4).for_each(|held| {
            held.value.by_rule = Coverage::ALL[which % 5];
        }),
        8 => file.requirements.truncate(which % 22),
        9 => file.in_use.iter_mut().skip(which % 7).step_by(3).for_each(|held| {
            held.value.state = InUseState::ALL[which % 4];
        }),
        10 => file.dispositions.clear(),
        11 => file.questions.clear(),
        12 => {
            file.attestations.pop();
        }
        13 => file.communications.clear(),
        14 => file.whole = None,
        15 => file.on = day("2027-05-01"),
        16 => file.assessment.value.versions.clear(),
        _ if file.risks.is_empty() || file.controls.is_empty() => {}
        17 => file.risks[risk].ratings.truncate(which % 3),
        18 => file.risks[risk].controls.clear(),
        19 => file.risks[risk].risk.value.causes.clear(),
        20 => {
            let all: Vec<Option<Treatment>> =
                Treatment::ALL.iter().copied().map(Some).chain([None]).collect();
            file.risks[risk].risk.value.treatment = all[which % all.len()];
        }
        21 => file.risks[risk].risk.value.status = RiskStatus::ALL[which % 4],
        22 => file.risks[risk].benefit_risk = None,
        23 => file.risks[risk].decision = None,
        24 => {
            if let Some(entry) = &mut file.risks[risk].decision {
                entry.state = AcceptanceState::ALL[which % AcceptanceState::ALL.len()];
            }
        }
        25 => file.controls[control].sites.iter_mut().skip(which % 2).for_each(|at| {
            at.value.state = ControlState::ALL[which % 3];
        }),
        26 => file.controls[control].verifications.truncate(which % 4),
        27 => {
            if let Some(check) = file.controls[control].verifications.last_mut() {
                check.value.result = VerificationResult::Failed;
            }
        }
        28 => file.controls[control].control.value.brings_new_risk = None,
        29 => {
            file.risks.remove(risk);
        }
        30 => {
            file.controls.remove(control);
        }
        _ => file.risks[risk]
            .ratings
            .iter_mut()
            .filter(|rating| rating.phase == Phase::Residual)
            .for_each(|rating| rating.value.overall = "unacceptable".into()),
    }
}

/// Passages of gates, some withdrawn, some overrides that run out sooner or later.
fn passages() -> impl Strategy<Value = Vec<(usize, bool, Option<&'static str>)>> {
    let until = prop_oneof![
        3 => Just(None),
        1 => select(vec![Some("2026-05-31"), Some("2026-06-01"), Some("2026-06-20")]),
    ];
    vec((0..14_usize, prop::bool::weighted(0.2), until), 0..16)
}

fn file(stage: Stage, changes: Vec<Change>, passages: Vec<(usize, bool, Option<&str>)>) -> RiskFile<'static> {
    let mut file = complete(stage);
    for one in changes {
        change(&mut file, one);
    }
    for (gate, withdrawn, until) in passages {
        let mut held = passage(&file.process.gates[gate].id, stage);
        held.value.withdrawn = withdrawn;
        held.value.until = until.map(day);
        file.passages.push(held);
    }
    file
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn nothing_unmet_is_ready_or_passed_and_nothing_behind_it_is_next(
        stage in select(Stage::ALL.to_vec()),
        changes in vec((0..32_usize, 0..60_usize), 0..6),
        passages in passages(),
    ) {
        let file = file(stage, changes, passages);
        let all = standings(&file);
        let mut clear = true;
        for standing in all.iter().filter(|standing| standing.state != GateState::NotInStage) {
            let blocked = standing.missing.iter().any(|missing| missing.weight == Weight::Block);
            match standing.state {
                GateState::Ready => prop_assert!(clear && !blocked && standing.passage.is_none()),
                GateState::Blocked => prop_assert!(clear && blocked && standing.passage.is_none()),
                GateState::Later => prop_assert!(!clear && standing.passage.is_none()),
                GateState::Passed => prop_assert!(!blocked && standing.passage.is_some()),
                GateState::NoLongerMet => prop_assert!(blocked && standing.passage.is_some()),
                GateState::Overridden => {
                    let until = standing.passage.and_then(|held| held.until);
                    prop_assert!(blocked && until.is_some_and(|until| file.on <= until));
                }
                GateState::NotInStage => {}
            }
            clear &= matches!(standing.state, GateState::Passed | GateState::Overridden);
        }
        let next = all.iter().filter(|s| matches!(s.state, GateState::Ready | GateState::Blocked)).count();
        prop_assert!(next <= 1, "one gate at most is next");
    }

    #[test]
    fn whatever_is_missing_says_what_and_where_it_is_mended(
        stage in select(Stage::ALL.to_vec()),
        changes in vec((0..32_usize, 0..60_usize), 1..8),
    ) {
        let file = file(stage, changes, Vec::new());
        for missing in standings(&file).into_iter().flat_map(|standing| standing.missing) {
            prop_assert!(!missing.what.is_empty() && !missing.mend.is_empty(), "{:?}", missing);
            let place = missing.place.as_str();
            let known = place.is_empty()
                || place == file.reference
                || file.controls.iter().any(|entry| entry.control.reference == place)
                || place.strip_prefix("ip3/").is_some_and(|part| {
                    file.capabilities.iter().any(|code| code == part)
                        || file.risks.iter().any(|entry| entry.risk.reference == part)
                });
            prop_assert!(known, "{:?}", missing);
        }
    }
}
