//! What keeps a decision from being renewed: renewal goes through the gate of residual risk again.

use super::{
    benefit::is_above_the_line,
    file::{RiskEntry, RiskFile},
    relied::unproven,
};
use crate::domain::{assessment::Stage, gate::Missing, object::Id, rating::Phase};

/// What is missing before the decision on a risk, or without one on the whole, can be renewed. Buying is decided on
/// planned controls: there nothing has to work yet.
pub fn missing(file: &RiskFile<'_>, risk: Option<&Id>) -> Vec<Missing> {
    let mut missing = Vec::new();
    for entry in file.open_risks().filter(|entry| risk.is_none_or(|id| entry.risk.id == *id)) {
        of_risk(file, entry, &mut missing);
        let holds = entry.decision.as_ref().is_some_and(|decision| decision.state.holds());
        if risk.is_none() && !holds {
            let reference = &entry.risk.reference;
            let what = format!("{reference} is not accepted, or its acceptance does not hold");
            missing.push(Missing::blocks(what, file.place(reference), "decide"));
        }
    }
    missing
}

fn of_risk(file: &RiskFile<'_>, entry: &RiskEntry, missing: &mut Vec<Missing>) {
    let reference = &entry.risk.reference;
    let place = file.place(reference);
    let in_operation = matches!(file.stage(), Stage::GoLive | Stage::ContinuedUse);
    if in_operation && entry.rating(Phase::Residual).is_none() {
        missing.push(Missing::blocks(format!("{reference} has no residual rating"), place, "rate-risk"));
        return;
    }
    if in_operation {
        for unproven in unproven(file, entry) {
            let control = unproven.control.control.reference.as_str();
            missing.push(Missing::blocks(unproven.what, control, unproven.mend));
        }
    }
    let above = file.level_left(entry).filter(|level| is_above_the_line(file.scale, level));
    if let Some(level) = above.filter(|_| entry.benefit_risk.is_none()) {
        let what = format!("{reference} is {level} and its benefit is not weighed");
        missing.push(Missing::blocks(what, place, "weigh-benefit"));
    }
}
