//! Every risk to be reduced has controls at every site, each with owner and due date, and a target rating.
//!
//! A control that is in place wherever it counts needs no date any more. A target is a plan: once the residual rating tells
//! what was achieved, nobody is asked to write one afterwards.

use super::{Check, initial_rated::unrated};
use crate::{
    domain::{gate::Missing, rating::Phase, risk::Treatment},
    process::file::{ControlEntry, RiskEntry, RiskFile},
};

pub(super) const CHECK: Check = Check { name: "controls-planned", run };

fn run(file: &RiskFile<'_>) -> Vec<Missing> {
    let reduced: Vec<&RiskEntry> =
        file.open_risks().filter(|entry| entry.risk.treatment == Some(Treatment::Reduce)).collect();
    let mut missing: Vec<Missing> = reduced.iter().flat_map(|entry| unplanned(file, entry)).collect();
    let serving = file
        .controls_in_use()
        .into_iter()
        .filter(|control| reduced.iter().any(|entry| entry.controls.contains(&control.control.id)));
    missing.extend(serving.flat_map(|control| unscheduled(file, control)));
    missing
}

/// What the plan for a risk lacks.
fn unplanned(file: &RiskFile<'_>, entry: &RiskEntry) -> Vec<Missing> {
    let reference = &entry.risk.reference;
    let controls = file.counting(&entry.controls);
    let mut missing = Vec::new();
    if controls.is_empty() {
        let what = format!("{reference} is to be reduced and has no control");
        missing.push(Missing::blocks(what, file.place(reference), "add-control"));
    } else {
        let bare =
            file.sites().into_iter().filter(|site| controls.iter().all(|control| control.is_retired(site)));
        missing.extend(bare.map(|site| {
            let what = format!("{reference} is to be reduced and has no control at {site}");
            Missing::blocks(what, file.place(reference), "add-control")
        }));
    }
    if entry.rating(Phase::Target).is_none() && entry.rating(Phase::Residual).is_none() {
        missing.push(unrated(file, entry, Phase::Target));
    }
    missing
}

/// Who sees to a control, and by when it is in place.
fn unscheduled(file: &RiskFile<'_>, entry: &ControlEntry) -> Vec<Missing> {
    let reference = &entry.control.reference;
    let miss = |what: String| Missing::blocks(what, reference.as_str(), "edit-control");
    let mut missing = Vec::new();
    if entry.control.owner.trim().is_empty() {
        missing.push(miss(format!("{reference} has no owner")));
    }
    if entry.control.due.is_none() && !file.sites_of(entry).iter().all(|site| entry.is_in_place(site)) {
        missing.push(miss(format!("{reference} is not in place everywhere and has no due date")));
    }
    missing
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{assessment::Stage, control::ControlState},
        process::specimen::{misses, retire},
    };

    #[test]
    fn a_risk_to_be_reduced_has_controls_and_a_target() {
        let missing = misses(&CHECK, Stage::Acquisition, |file| {
            file.risks[2].controls.clear();
            file.risks[0].ratings.retain(|rating| rating.phase != Phase::Target);
        });
        assert_eq!(
            missing,
            [
                "! R-001 has no target rating → rate-risk ip3/R-001",
                "! R-003 is to be reduced and has no control → add-control ip3/R-003",
            ]
        );
        let kept = misses(&CHECK, Stage::Acquisition, |file| {
            file.risks[2].controls.clear();
            file.risks[2].risk.value.treatment = Some(Treatment::Retain);
        });
        assert_eq!(kept, [""; 0], "a risk that is kept needs no control");
        let achieved = misses(&CHECK, Stage::GoLive, |file| {
            file.risks[0].ratings.retain(|rating| rating.phase != Phase::Target);
        });
        assert_eq!(achieved, [""; 0], "a residual rating answers for the target");
    }

    #[test]
    fn a_retired_control_does_not_count() {
        let everywhere = misses(&CHECK, Stage::GoLive, |file| {
            retire(file, 0, "Main hospital");
            retire(file, 0, "Annex");
        });
        assert_eq!(everywhere, ["! R-003 is to be reduced and has no control → add-control ip3/R-003"]);
        let at_one = misses(&CHECK, Stage::GoLive, |file| retire(file, 0, "Annex"));
        assert_eq!(at_one, ["! R-003 is to be reduced and has no control at Annex → add-control ip3/R-003"]);
    }

    #[test]
    fn a_control_has_an_owner_and_a_due_date_until_it_is_in_place() {
        let missing = misses(&CHECK, Stage::Acquisition, |file| {
            file.controls[0].control.value.owner.clear();
            file.controls[1].control.value.due = None;
        });
        assert_eq!(
            missing,
            [
                "! C-001 has no owner → edit-control C-001",
                "! C-002 is not in place everywhere and has no due date → edit-control C-002",
            ]
        );
        let placed = misses(&CHECK, Stage::GoLive, |file| {
            assert!(file.controls[1].sites.iter().all(|at| at.state == ControlState::InPlace));
            file.controls[1].control.value.due = None;
        });
        assert_eq!(placed, [""; 0]);
    }
}
