//! Every open risk has its initial rating: a level of the scale, from at least one key property, by a named person.

use super::Check;
use crate::{
    domain::{
        gate::{Missing, Weight},
        rating::{KeyProperty, Phase, Rating},
        word::Word as _,
    },
    process::file::{RiskEntry, RiskFile},
};

pub(super) const CHECK: Check = Check { name: "initial-rated", run };

fn run(file: &RiskFile<'_>) -> Vec<Missing> {
    file.open_risks()
        .filter_map(|entry| match entry.rating(Phase::Initial) {
            Some(rating) => unsound(file, entry, rating),
            None => Some(unrated(file, entry, Phase::Initial)),
        })
        .collect()
}

/// A rating that is not there; not rated is not the lowest level.
pub(super) fn unrated(file: &RiskFile<'_>, entry: &RiskEntry, phase: Phase) -> Missing {
    let reference = &entry.risk.reference;
    let what = format!("{reference} has no {} rating", phase.label());
    Missing::blocks(what, file.place(reference), "rate-risk")
}

/// What is wrong with a rating that is there. One that another scale gave is told: it stays until somebody rates again.
pub(super) fn unsound(file: &RiskFile<'_>, entry: &RiskEntry, rating: &Rating) -> Option<Missing> {
    let reference = &entry.risk.reference;
    let named = format!("the {} rating of {reference}", rating.phase.label());
    let untouched = KeyProperty::ALL.iter().all(|&property| rating.of(property).is_none());
    let (weight, what) = if rating.rater.trim().is_empty() {
        (Weight::Block, format!("{named} does not name its rater"))
    } else if untouched {
        (Weight::Block, format!("{named} touches no key property"))
    } else if rating.scale_sha256 != file.scale.sha256() {
        (Weight::Warn, format!("{named} was looked up in another scale than the one that holds"))
    } else if file.scale.band(&rating.overall).is_none() {
        (Weight::Block, format!("{named} is at the level {:?}, which the scale lacks", rating.overall))
    } else {
        return None;
    };
    Some(Missing { weight, ..Missing::blocks(what, file.place(reference), "rate-risk") })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::assessment::Stage,
        process::specimen::{misses, rating},
    };

    #[test]
    fn every_open_risk_is_rated() {
        let missing = misses(&CHECK, Stage::Acquisition, |file| {
            file.risks[2].ratings.retain(|r| r.phase != Phase::Initial);
        });
        assert_eq!(missing, ["! R-003 has no initial rating → rate-risk ip3/R-003"]);
    }

    #[test]
    fn a_rating_names_its_rater_a_key_property_and_a_level_of_the_scale() {
        let missing = |change: fn(&mut Rating)| {
            misses(&CHECK, Stage::GoLive, |file| change(rating(file, 0, Phase::Initial)))
        };
        let told = |what: &str| [format!("! the initial rating of R-001 {what} → rate-risk ip3/R-001")];
        assert_eq!(missing(|rating| rating.rater.clear()), told("does not name its rater"));
        assert_eq!(
            missing(|rating| rating.safety_level = None),
            told("touches no key property"),
            "severity and likelihood without a level are none"
        );
        assert_eq!(
            missing(|rating| rating.overall = "grave".into()),
            told("is at the level \"grave\", which the scale lacks")
        );
        assert_eq!(
            missing(|rating| rating.scale_sha256 = "0".into()),
            [
                "- the initial rating of R-001 was looked up in another scale than the one that holds → rate-risk ip3/R-001"
            ]
        );
    }
}
