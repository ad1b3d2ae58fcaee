//! Every control that counts answers whether it brings a new risk; the risk that it brings is linked and rated.

use super::{Check, initial_rated::unrated};
use crate::{
    domain::{gate::Missing, rating::Phase},
    process::file::{ControlEntry, RiskFile},
};

pub(super) const CHECK: Check = Check { name: "new-risks", run };

fn run(file: &RiskFile<'_>) -> Vec<Missing> {
    let brought = file.open_risks().filter(|entry| entry.risk.new_risk_of.is_some());
    let not_rated = brought.filter(|entry| entry.rating(Phase::Initial).is_none());
    let not_rated = not_rated.map(|entry| unrated(file, entry, Phase::Initial));
    file.controls_in_use().into_iter().filter_map(|entry| unanswered(file, entry)).chain(not_rated).collect()
}

fn unanswered(file: &RiskFile<'_>, entry: &ControlEntry) -> Option<Missing> {
    let reference = &entry.control.reference;
    match entry.control.brings_new_risk {
        None => Some(Missing::blocks(
            format!("{reference} does not say whether it brings a new risk"),
            reference.as_str(),
            "edit-control",
        )),
        Some(true) if entry.brought.is_empty() => Some(Missing::blocks(
            format!("{reference} brings a new risk, and no risk of this assessment is linked to it"),
            file.reference.as_str(),
            "add-risk",
        )),
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::assessment::Stage,
        process::specimen::{misses, retire},
    };

    #[test]
    fn every_control_answers_and_what_it_brings_is_linked() {
        let silent = |file: &mut RiskFile<'static>| file.controls[0].control.value.brings_new_risk = None;
        assert_eq!(
            misses(&CHECK, Stage::Acquisition, silent),
            ["! C-001 does not say whether it brings a new risk → edit-control C-001"]
        );
        let linked = misses(&CHECK, Stage::GoLive, |file| file.controls[1].brought.clear());
        assert_eq!(
            linked,
            ["! C-002 brings a new risk, and no risk of this assessment is linked to it → add-risk ip3"]
        );
        let retired = misses(&CHECK, Stage::GoLive, |file| {
            silent(file);
            retire(file, 0, "Main hospital");
            retire(file, 0, "Annex");
        });
        assert_eq!(retired, [""; 0]);
    }

    #[test]
    fn the_risk_that_a_control_brings_is_rated() {
        let missing = misses(&CHECK, Stage::GoLive, |file| {
            file.risks[1].ratings.clear();
            file.risks[0].ratings.clear();
        });
        assert_eq!(missing, ["! R-002 has no initial rating → rate-risk ip3/R-002"]);
    }
}
