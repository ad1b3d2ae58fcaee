//! Where risks stand in the matrix: against what each rating says, over revisions, over scales.

use std::collections::BTreeMap;

use riskward::{
    domain::rating::{KeyProperty, Phase},
    workbench::questions::{
        matrix::{Counts, Place, Whose, Within},
        risk::RatedPhase,
        risk_order::RisksWanted,
    },
};

use crate::register::{Register, sample, with};

fn whose(assessment: &str, all: bool) -> Whose {
    Whose { assessment: assessment.into(), all }
}

const PROPERTIES: [Option<KeyProperty>; 4] =
    [None, Some(KeyProperty::Safety), Some(KeyProperty::Effectiveness), Some(KeyProperty::Security)];

/// Where a rating stands, by its own values.
fn place(rated: &RatedPhase, property: Option<KeyProperty>) -> Option<Place> {
    let property = property.or_else(|| rated.rating.deciding())?;
    rated.rating.of(property).map(|(severity, likelihood, _)| (severity, likelihood))
}

/// Every risk of the register with its ratings, read one by one.
fn ratings(register: &Register, assessment: Option<&str>) -> Vec<Vec<RatedPhase>> {
    let wanted = RisksWanted { assessment: assessment.map(Into::into), ..RisksWanted::default() };
    let order = register.workbench.risk_order(&wanted).unwrap();
    let lines = register.workbench.risk_page(&order, 0, order.ids.len()).unwrap();
    lines.iter().map(|line| register.workbench.risk(&line.reference).unwrap().ratings).collect()
}

fn rated(ratings: &[RatedPhase], phase: Phase) -> Option<&RatedPhase> {
    ratings.iter().find(|rated| rated.phase == phase)
}

fn agrees(register: &Register, assessment: &str) {
    let all = ratings(register, Some(assessment));
    for property in PROPERTIES {
        let matrix = register.workbench.matrix(&whose(assessment, false), property).unwrap();
        assert_eq!(matrix.risks, all.len());
        for grid in &matrix.grids {
            let mut cells: BTreeMap<Place, usize> = BTreeMap::new();
            for place in all.iter().filter_map(|risk| place(rated(risk, grid.phase)?, property)) {
                *cells.entry(place).or_default() += 1;
            }
            let counted: BTreeMap<Place, usize> =
                grid.cells.iter().map(|(place, counts)| (*place, counts.risks)).collect();
            assert_eq!(counted, cells, "{assessment} {property:?} {}", grid.phase);
            let not_rated = all.iter().filter(|risk| rated(risk, grid.phase).is_none()).count();
            assert_eq!(grid.not_rated, not_rated);
            let inside: usize = cells.values().sum();
            assert_eq!(inside + grid.untouched + grid.elsewhere + grid.not_rated, matrix.risks);
        }
        for phase in [Phase::Target, Phase::Residual] {
            let both = all.iter().filter_map(|risk| {
                Some((place(rated(risk, Phase::Initial)?, property)?, place(rated(risk, phase)?, property)?))
            });
            let mut moves: BTreeMap<(Place, Place), usize> = BTreeMap::new();
            both.for_each(|pair| *moves.entry(pair).or_default() += 1);
            let mut counted: BTreeMap<(Place, Place), usize> = BTreeMap::new();
            for moved in matrix.moved_to(phase) {
                *counted.entry((moved.from, moved.to)).or_default() += moved.risks;
            }
            assert_eq!(counted, moves, "{assessment} {property:?} {phase}");
        }
    }
}

#[test]
fn every_cell_counts_the_risks_that_stand_in_it_and_every_move_those_that_went() {
    let mut register = with("infusion-pump");
    register.workbench.load(&sample("pacs")).unwrap();
    for assessment in ["ip3", "pacs12"] {
        agrees(&register, assessment);
    }
}

#[test]
fn the_words_and_levels_are_those_of_the_scale_that_the_assessment_was_begun_with() {
    let register = with("infusion-pump");
    let matrix = register.workbench.matrix(&whose("ip3", false), None).unwrap();
    assert_eq!(matrix.severities[4], (5, "catastrophic".into()));
    assert_eq!(matrix.likelihoods[0], (1, "improbable".into()));
    let bands: Vec<&str> = matrix.bands.iter().map(|band| band.short.as_str()).collect();
    assert_eq!(bands, ["LOW", "MED", "HIGH", "UNACC"]);
    assert_eq!((matrix.levels.len(), matrix.levels[&(5, 5)].short.as_str()), (25, "UNACC"));
}

/// Enter on a cell: the risks it counts, and no others.
#[test]
fn a_cell_opens_the_risks_that_it_counts() {
    let mut register = with("infusion-pump");
    register.workbench.load(&sample("pacs")).unwrap();
    for (all, property) in [(false, None), (true, None), (true, Some(KeyProperty::Safety))] {
        let whose = whose("ip3", all);
        let matrix = register.workbench.matrix(&whose, property).unwrap();
        for grid in &matrix.grids {
            for (place, counts) in &grid.cells {
                let within = Within::Cell {
                    whose: whose.clone(),
                    phase: grid.phase,
                    property,
                    place: *place,
                    level: String::new(),
                };
                let wanted = RisksWanted {
                    assessment: within.assessment(),
                    within: Some(within),
                    ..RisksWanted::default()
                };
                let order = register.workbench.risk_order(&wanted).unwrap();
                assert_eq!(order.ids.len(), counts.risks, "{wanted:?}");
            }
        }
    }
}

/// Of all on a scale the newest revisions are counted, each risk once; an older one is looked at by its name.
#[test]
fn a_revision_is_counted_once_and_older_ones_are_left_out() {
    let mut register = with("patient-monitor");
    let before = register.workbench.matrix(&whose("pm7", true), None).unwrap();
    register.act("reassess", "pm7", &[("reason", "the yearly look")]).unwrap();
    let after = register.workbench.matrix(&whose("pm7", true), None).unwrap();
    assert_eq!((after.risks, after.assessments), (before.risks, vec!["pm7".to_owned()]));
    let initial = |matrix: &riskward::workbench::questions::matrix::Matrix| matrix.grids[0].cells.clone();
    let older = register.workbench.matrix(&whose("pm7@1", false), None).unwrap();
    assert_eq!(initial(&older), initial(&before));
    // a new revision has no residual ratings: they are not rated, not lowest
    let newer = register.workbench.matrix(&whose("pm7", false), None).unwrap();
    assert_eq!(newer.grid(Phase::Residual).unwrap().not_rated, newer.risks);
    assert_eq!(newer.changed(Phase::Residual), [0, 0, 0]);
}

/// What was rated on another scale stands in no cell of this one.
#[test]
fn what_was_rated_on_another_scale_is_counted_apart() {
    let mut register = with("infusion-pump");
    register.workbench.load(&sample("pacs")).unwrap();
    let before = register.workbench.matrix(&whose("ip3", true), None).unwrap();
    assert_eq!(before.assessments.len(), 2);
    register.act("adopt-scale", "ip3", &[("scale", "dcb0160"), ("reason", "the trust asks for it")]).unwrap();
    let matrix = register.workbench.matrix(&whose("ip3", true), None).unwrap();
    assert_eq!(matrix.assessments, ["ip3"], "pacs12 stays on its own");
    let initial = matrix.grid(Phase::Initial).unwrap();
    assert_eq!((initial.cells.len(), initial.elsewhere + initial.not_rated), (0, matrix.risks));
    assert_eq!(matrix.counts(Phase::Initial, (5, 5)), Counts::default());
    assert_eq!(matrix.likelihoods[0].1, "very low");
}
