//! Hand-made answers for the matrix, the decisions and the overview.

use std::collections::BTreeMap;

use riskward::{
    domain::rating::{KeyProperty, Phase},
    workbench::questions::matrix::{Counts, Grid, Matrix, Moved, Place, Whose},
};

use crate::sample::level;

/// Initial, target and residual of some risks: one went high to low, one is not rated yet, one was lifted by a floor.
const RATED: &[(Option<Place>, Option<Place>, Option<Place>)] = &[
    (Some((5, 3)), Some((5, 1)), Some((5, 2))),
    (Some((5, 3)), Some((3, 1)), Some((3, 1))),
    (Some((5, 3)), None, None),
    (Some((4, 4)), Some((4, 2)), Some((4, 2))),
    (Some((4, 4)), Some((4, 2)), Some((4, 2))),
    (Some((4, 2)), None, Some((4, 2))),
    (Some((2, 2)), None, Some((3, 2))),
    (Some((2, 5)), Some((2, 2)), Some((1, 1))),
];

fn rank((severity, likelihood): Place) -> i64 {
    match severity * likelihood {
        ..=4 => 1,
        5..=9 => 2,
        10..=15 => 3,
        _ => 4,
    }
}

pub(crate) fn matrix(whose: &Whose, property: Option<KeyProperty>) -> Matrix {
    let taken = if property.is_none() { RATED.len() } else { 5 };
    let of = |phase| {
        RATED[..taken].iter().map(move |(initial, target, residual)| match phase {
            Phase::Initial => (*initial, *initial),
            Phase::Target => (*initial, *target),
            Phase::Residual => (*initial, *residual),
        })
    };
    let grid = |phase| {
        let mut cells: BTreeMap<Place, Counts> = BTreeMap::new();
        for (_, place) in of(phase) {
            if let Some(place) = place {
                let counts = cells.entry(place).or_default();
                counts.risks += 1;
                counts.lifted += usize::from(place == (1, 1));
            }
        }
        let rated = cells.values().map(|counts| counts.risks).sum::<usize>();
        Grid { phase, cells, untouched: RATED.len() - taken, elsewhere: 0, not_rated: taken - rated }
    };
    let moved = |phase| {
        let mut moved: Vec<Moved> = Vec::new();
        for (from, to) in of(phase) {
            let (Some(from), Some(to)) = (from, to) else { continue };
            match moved.iter_mut().find(|one| one.from == from && one.to == to) {
                Some(one) => one.risks += 1,
                None => moved.push(Moved { from, to, risks: 1, levels: rank(to) - rank(from) }),
            }
        }
        (phase, moved)
    };
    let words = |words: [&str; 5]| (1..).zip(words.map(str::to_owned)).collect::<Vec<_>>();
    let places = (1..=5).flat_map(|severity| (1..=5).map(move |likelihood| (severity, likelihood)));
    Matrix {
        whose: whose.clone(),
        property,
        assessments: if whose.all {
            vec!["ip3".into(), "pacs12".into()]
        } else {
            vec![whose.assessment.clone()]
        },
        scale: "Medical 5 by 5".into(),
        severities: words(["negligible", "minor", "serious", "critical", "catastrophic"]),
        likelihoods: words(["improbable", "remote", "occasional", "probable", "frequent"]),
        bands: (1..=4).map(level).collect(),
        levels: places.map(|place| (place, level(rank(place)))).collect(),
        risks: RATED.len(),
        grids: vec![grid(Phase::Initial), grid(Phase::Target), grid(Phase::Residual)],
        moved: vec![moved(Phase::Target), moved(Phase::Residual)],
    }
}
