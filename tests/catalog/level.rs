//! Levels from the matrix that ships with riskward.

use riskward::{
    catalog::{Catalogue, scales::Scale},
    domain::rating::KeyProperty,
    process::level::{Estimate, NotRated, levels},
};

fn scale() -> &'static Scale {
    Catalogue::embedded().scale("med-5x5").expect("the scale is in the catalogue")
}

fn estimate(property: KeyProperty, severity: i64, likelihood: i64) -> Estimate {
    Estimate { property, severity, likelihood }
}

#[test]
fn a_level_is_looked_up_and_not_multiplied() {
    let level = |severity, likelihood| scale().level(severity, likelihood).map(|band| band.id.as_str());
    assert_eq!(level(5, 1), Some("high"));
    assert_eq!(level(1, 5), Some("medium"));
    assert_eq!(level(4, 2), Some("high"));
    assert_eq!(level(2, 4), Some("medium"));
    assert_eq!(level(5, 5), Some("unacceptable"));
    for (severity, likelihood) in [(0, 1), (1, 0), (6, 1), (1, 6), (-1, 1), (i64::MIN, i64::MAX)] {
        assert_eq!(level(severity, likelihood), None);
    }
}

#[test]
fn the_worst_level_is_the_overall_level_and_all_are_kept() {
    let estimates = [
        estimate(KeyProperty::Safety, 4, 1),
        estimate(KeyProperty::Effectiveness, 3, 3),
        estimate(KeyProperty::Security, 1, 1),
    ];
    let found = levels(scale(), &estimates).expect("they are within the matrix");
    let per_property: Vec<(KeyProperty, &str)> =
        found.per_property.iter().map(|(property, band)| (*property, band.id.as_str())).collect();
    assert_eq!(
        per_property,
        [
            (KeyProperty::Safety, "medium"),
            (KeyProperty::Effectiveness, "high"),
            (KeyProperty::Security, "low"),
        ]
    );
    assert_eq!((found.overall.id.as_str(), found.overall_rank), ("high", 3));
    assert!(!found.overall.acceptable);
}

#[test]
fn not_rated_is_not_the_lowest_level() {
    assert_eq!(levels(scale(), &[]), Err(NotRated::Nothing));
    let outside =
        levels(scale(), &[estimate(KeyProperty::Safety, 6, 1)]).expect_err("there is no severity 6");
    assert_eq!(outside.to_string(), "the matrix has no severity 6 with likelihood 1 for safety");
}

#[test]
fn ranks_count_from_the_lowest() {
    let ranks: Vec<Option<i64>> = scale().bands.iter().map(|band| scale().rank(&band.id)).collect();
    assert_eq!(ranks, [Some(1), Some(2), Some(3), Some(4)]);
    assert_eq!(scale().rank("none"), None);
    assert_eq!(scale().worst(["low", "high", "medium"]).map(|band| band.id.as_str()), Some("high"));
    assert_eq!(scale().worst([]), None);
}
