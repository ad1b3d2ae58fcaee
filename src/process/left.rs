//! What is left of a risk: the rating that speaks for it in a stage, and the worst level over the placements rated apart.

use crate::{
    catalog::scales::Scale,
    domain::{
        assessment::{Difference, Stage},
        object::Id,
        rating::{Phase, Rating},
        risk::Treatment,
    },
};

/// The rating of what is left of a risk: the residual one; before buying, without one, what planned controls are to
/// achieve. Nothing brings a risk down that is retained or shared: while nobody says otherwise, its initial rating is
/// what is left.
pub fn rating_left<'r>(
    stage: Stage,
    treatment: Option<Treatment>,
    ratings: impl IntoIterator<Item = &'r Rating>,
) -> Option<&'r Rating> {
    let (mut target, mut initial) = (None, None);
    for rating in ratings {
        match rating.phase {
            Phase::Residual => return Some(rating),
            Phase::Target if stage == Stage::Acquisition => target = Some(rating),
            Phase::Initial if matches!(treatment, Some(Treatment::Retain | Treatment::Share)) => {
                initial = Some(rating);
            }
            Phase::Initial | Phase::Target => {}
        }
    }
    target.or(initial)
}

/// Those differences that speak of the same as a rating, at the placements that the assessment covers.
pub fn apart<'d>(
    rating: &Rating,
    covered: &[Id],
    differences: impl IntoIterator<Item = &'d Difference>,
) -> impl Iterator<Item = &'d Difference> {
    let of = |differing: &&Difference| {
        differing.phase == rating.phase
            && differing.risk_id == rating.risk_id
            && covered.contains(&differing.placement_id)
    };
    differences.into_iter().filter(of)
}

/// The worst of these levels; one that the scale does not know outranks all.
pub fn worst<'l>(scale: &Scale, levels: impl IntoIterator<Item = &'l str>) -> Option<&'l str> {
    levels.into_iter().max_by_key(|level| scale.rank(level).unwrap_or(i64::MAX))
}

/// The level that is left: the rating's, or a worse one at a placement that is rated apart. The fleet's rating does not
/// speak for who works where it is worse.
pub fn level_left<'l>(
    scale: &Scale,
    covered: &[Id],
    rating: &'l Rating,
    differences: impl IntoIterator<Item = &'l Difference>,
) -> &'l str {
    let apart = apart(rating, covered, differences).map(|differing| differing.overall.as_str());
    let fleet = rating.overall.as_str();
    worst(scale, std::iter::once(fleet).chain(apart)).unwrap_or(fleet)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        catalog::Catalogue,
        process::specimen::{complete, difference, rating},
    };

    fn levels(stage: Stage, treatment: Treatment, phases: &[(Phase, &str)]) -> Option<String> {
        let mut file = complete(Stage::GoLive);
        let sample = rating(&mut file, 0, Phase::Residual).clone();
        let rated: Vec<Rating> = phases
            .iter()
            .map(|&(phase, level)| Rating { phase, overall: level.into(), ..sample.clone() })
            .collect();
        rating_left(stage, Some(treatment), &rated).map(|rating| rating.overall.clone())
    }

    #[test]
    fn the_residual_rating_comes_first_and_the_target_only_before_buying() {
        let all = [(Phase::Initial, "high"), (Phase::Target, "medium"), (Phase::Residual, "low")];
        for stage in [Stage::Acquisition, Stage::GoLive, Stage::ContinuedUse] {
            assert_eq!(levels(stage, Treatment::Reduce, &all).as_deref(), Some("low"));
            assert_eq!(
                levels(stage, Treatment::Reduce, &all[..1]),
                None,
                "not rated is not the initial level"
            );
            assert_eq!(levels(stage, Treatment::Retain, &all[..1]).as_deref(), Some("high"));
            assert_eq!(levels(stage, Treatment::Share, &all[..1]).as_deref(), Some("high"));
        }
        assert_eq!(levels(Stage::Acquisition, Treatment::Reduce, &all[..2]).as_deref(), Some("medium"));
        assert_eq!(levels(Stage::GoLive, Treatment::Reduce, &all[..2]), None);
    }

    #[test]
    fn the_worst_of_the_placements_is_what_is_left() {
        let scale = Catalogue::embedded().scale("med-5x5").unwrap();
        let mut file = complete(Stage::GoLive);
        let covered: Vec<Id> = file.placements.iter().map(|placement| placement.id.clone()).collect();
        let fleet = rating(&mut file, 0, Phase::Residual).clone();
        assert_eq!(fleet.overall, "medium");
        let there = |phase, level: &str, placement: &Id| Difference {
            phase,
            overall: level.into(),
            ..difference(&fleet, placement)
        };
        let left = |differences: &[Difference]| level_left(scale, &covered, &fleet, differences).to_owned();
        assert_eq!(left(&[]), "medium");
        assert_eq!(left(&[there(Phase::Residual, "low", &covered[0])]), "medium", "elsewhere it is medium");
        assert_eq!(left(&[there(Phase::Residual, "high", &covered[1])]), "high");
        assert_eq!(left(&[there(Phase::Initial, "high", &covered[1])]), "medium", "of another rating");
        assert_eq!(left(&[there(Phase::Residual, "high", &Id::from("gone"))]), "medium", "not covered");
        let unknown =
            [there(Phase::Residual, "grave", &covered[0]), there(Phase::Residual, "high", &covered[1])];
        assert_eq!(left(&unknown), "grave");
    }
}
