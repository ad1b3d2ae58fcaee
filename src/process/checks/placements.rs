//! The placements it covers, each with its site, location, network zone and clinical use.

use super::Check;
use crate::{
    domain::{gate::Missing, product::Placement},
    process::file::RiskFile,
};

pub(super) const CHECK: Check = Check { name: "placements", run };

fn run(file: &RiskFile<'_>) -> Vec<Missing> {
    let at = file.reference.as_str();
    if file.placements.is_empty() {
        return vec![Missing::blocks("it covers no placement", at, "add-placement")];
    }
    let mut missing = Vec::new();
    for placement in &file.placements {
        let told = [
            (&placement.site, "site"),
            (&placement.location, "location"),
            (&placement.zone, "network zone"),
            (&placement.clinical_use, "clinical use"),
        ];
        missing.extend(told.into_iter().filter(|(said, _)| said.trim().is_empty()).map(|(_, field)| {
            let what = format!("the placement {} does not tell its {field}", named(placement));
            Missing::blocks(what, at, "edit-placement")
        }));
    }
    missing
}

/// `ICU 2 west, Main hospital`
pub(super) fn named(placement: &Placement) -> String {
    let parts = [placement.location.trim(), placement.site.trim()];
    let told: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    if told.is_empty() { "without a name".to_owned() } else { told.join(", ") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::assessment::Stage, process::specimen::misses};

    #[test]
    fn an_assessment_without_placements_misses_one() {
        let missing = misses(&CHECK, Stage::Acquisition, |file| file.placements.clear());
        assert_eq!(missing, ["! it covers no placement → add-placement ip3"]);
    }

    #[test]
    fn a_placement_tells_where_it_is_and_what_for() {
        let missing = misses(&CHECK, Stage::GoLive, |file| {
            file.placements[1].value.zone.clear();
            file.placements[1].value.clinical_use = " ".into();
        });
        assert_eq!(
            missing,
            [
                "! the placement Ward 3, Annex does not tell its network zone → edit-placement ip3",
                "! the placement Ward 3, Annex does not tell its clinical use → edit-placement ip3",
            ]
        );
    }
}
