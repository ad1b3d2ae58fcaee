//! Every open risk has its residual rating, and what it rests on works: a rating of a risk that was brought down names the
//! controls it relies on, they serve the risk and are verified effective at every site.
//!
//! A risk that is retained below the line of acceptability is not rated again: its initial rating is what remains, and its
//! treatment says by which criteria it is kept. Above the line it has a residual rating of its own, which may equal the
//! initial one.

use super::{
    Check,
    controls_verified::unproven,
    initial_rated::{unrated, unsound},
};
use crate::{
    domain::{
        control::VerificationKind,
        gate::Missing,
        rating::{Phase, Rating},
        risk::Treatment,
    },
    process::file::{ControlEntry, RiskEntry, RiskFile},
};

pub(super) const CHECK: Check = Check { name: "residual-rated", run };

fn run(file: &RiskFile<'_>) -> Vec<Missing> {
    let mut missing = Vec::new();
    for entry in file.open_risks() {
        match entry.rating(Phase::Residual) {
            Some(rating) => {
                missing.extend(unsound(file, entry, rating));
                missing.extend(unfounded(file, entry, rating));
            }
            None if stays_within_criteria(file, entry) => {}
            None => missing.push(unrated(file, entry, Phase::Residual)),
        }
    }
    missing
}

fn stays_within_criteria(file: &RiskFile<'_>, entry: &RiskEntry) -> bool {
    entry.risk.treatment == Some(Treatment::Retain)
        && entry.rating(Phase::Initial).is_some_and(|rating| file.is_acceptable(&rating.overall))
}

/// What a residual rating rests on and should not.
fn unfounded(file: &RiskFile<'_>, entry: &RiskEntry, rating: &Rating) -> Vec<Missing> {
    let reference = &entry.risk.reference;
    let rate_again = |what: String| Missing::blocks(what, file.place(reference), "rate-risk");
    if rating.relies_on.is_empty() {
        let what = format!("the residual rating of {reference} does not name the controls that it relies on");
        return if was_brought_down(entry, rating) { vec![rate_again(what)] } else { Vec::new() };
    }
    let foreign = rating.relies_on.iter().filter(|id| !entry.controls.contains(id)).count();
    let relied = file.counting(rating.relies_on.iter().filter(|id| entry.controls.contains(id)));
    let retired = rating.relies_on.len() - foreign - relied.len();
    let mut missing = Vec::new();
    if foreign > 0 {
        missing.push(rate_again(format!(
            "the residual rating of {reference} relies on controls that do not serve it: {foreign}"
        )));
    }
    if retired > 0 {
        missing.push(rate_again(format!(
            "the residual rating of {reference} relies on controls that are retired: {retired}"
        )));
    }
    if !relied.is_empty() {
        missing.extend(file.sites().into_iter().flat_map(|site| at_site(file, reference, &relied, site)));
    }
    missing
}

/// Its level lies below the initial one, or its controls are to bring it down.
fn was_brought_down(entry: &RiskEntry, rating: &Rating) -> bool {
    entry.risk.treatment == Some(Treatment::Reduce)
        || entry.rating(Phase::Initial).is_some_and(|initial| rating.overall_rank < initial.overall_rank)
}

/// What a residual rating lacks at one site: a control that counts there, or the proof that one works.
fn at_site(file: &RiskFile<'_>, reference: &str, relied: &[&ControlEntry], site: &str) -> Vec<Missing> {
    let here: Vec<&&ControlEntry> =
        relied.iter().filter(|control| file.sites_of(control).contains(&site)).collect();
    if here.is_empty() && relied.iter().any(|control| control.is_retired(site)) {
        let what = format!("the residual rating of {reference} relies on no control at {site}");
        return vec![Missing::blocks(what, file.place(reference), "rate-risk")];
    }
    here.into_iter()
        .filter_map(|control| unproven(file, control, site, VerificationKind::Effectiveness))
        .map(|missing| Missing {
            what: format!(
                "the residual rating of {reference} relies on what is not proven: {}",
                missing.what
            ),
            ..missing
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{assessment::Stage, control::VerificationResult},
        process::specimen::{day, finding, misses, rating, retire, verification},
    };

    #[test]
    fn a_risk_that_is_reduced_has_a_residual_rating_that_names_its_controls() {
        let missing = misses(&CHECK, Stage::GoLive, |file| {
            file.risks[0].ratings.retain(|rating| rating.phase != Phase::Residual);
            rating(file, 2, Phase::Residual).relies_on.clear();
        });
        assert_eq!(
            missing,
            [
                "! R-001 has no residual rating → rate-risk ip3/R-001",
                "! the residual rating of R-003 does not name the controls that it relies on → rate-risk ip3/R-003",
            ]
        );
    }

    #[test]
    fn a_risk_retained_within_the_criteria_is_not_rated_again() {
        let without = |initial: &'static str| {
            misses(&CHECK, Stage::GoLive, move |file| {
                assert_eq!(file.risks[1].risk.treatment, Some(Treatment::Retain));
                file.risks[1].ratings.retain(|rating| rating.phase == Phase::Initial);
                rating(file, 1, Phase::Initial).overall = initial.into();
            })
        };
        assert_eq!(without("low"), [""; 0]);
        assert_eq!(without("high"), ["! R-002 has no residual rating → rate-risk ip3/R-002"]);
    }

    #[test]
    fn whatever_was_brought_down_names_what_did_it() {
        let missing = misses(&CHECK, Stage::GoLive, |file| {
            let mut lower = rating(file, 1, Phase::Initial).clone();
            lower.phase = Phase::Residual;
            rating(file, 1, Phase::Initial).overall_rank = 2;
            let held = file.risks[1].ratings[0].clone();
            file.risks[1].ratings.push(crate::domain::record::Held { value: lower, ..held });
        });
        assert_eq!(
            missing,
            [
                "! the residual rating of R-002 does not name the controls that it relies on → rate-risk ip3/R-002"
            ]
        );
    }

    #[test]
    fn it_relies_on_controls_that_serve_it_and_are_not_retired() {
        let foreign = misses(&CHECK, Stage::GoLive, |file| file.risks[2].controls.clear());
        assert_eq!(
            foreign,
            [
                "! the residual rating of R-003 relies on controls that do not serve it: 1 → rate-risk ip3/R-003"
            ]
        );
        let retired = misses(&CHECK, Stage::GoLive, |file| {
            retire(file, 0, "Main hospital");
            retire(file, 0, "Annex");
        });
        assert_eq!(
            retired,
            [
                "! the residual rating of R-001 relies on controls that are retired: 1 → rate-risk ip3/R-001",
                "! the residual rating of R-003 relies on controls that are retired: 1 → rate-risk ip3/R-003",
            ]
        );
        let at_one = misses(&CHECK, Stage::GoLive, |file| retire(file, 0, "Annex"));
        assert_eq!(
            at_one,
            ["! the residual rating of R-003 relies on no control at Annex → rate-risk ip3/R-003"]
        );
    }

    #[test]
    fn a_control_it_relies_on_works_at_every_site() {
        let failed = |file: &mut RiskFile<'static>| {
            verification(file, 1, "Annex", VerificationKind::Effectiveness).result =
                VerificationResult::Failed;
        };
        let told = "the residual rating of R-001 relies on what is not proven: C-002 failed its effectiveness \
                    verification at Annex on 2026-04-20";
        assert_eq!(misses(&CHECK, Stage::GoLive, failed), [format!("! {told} → verify-control C-002")]);
        let found = misses(&CHECK, Stage::ContinuedUse, |file| {
            failed(file);
            file.findings.push(finding("C-002", "2026-06-20"));
        });
        assert_eq!(found, [format!("- {told}; to be mended by 2026-06-20 → verify-control C-002")]);
    }

    #[test]
    fn the_rating_itself_is_sound() {
        let missing = misses(&CHECK, Stage::GoLive, |file| {
            rating(file, 0, Phase::Residual).rater.clear();
            rating(file, 0, Phase::Residual).rated_on = day("2026-05-01");
        });
        assert_eq!(missing, ["! the residual rating of R-001 does not name its rater → rate-risk ip3/R-001"]);
    }
}
