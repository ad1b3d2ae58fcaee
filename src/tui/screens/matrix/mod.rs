//! Where risks stand by severity and likelihood: initial, target and residual side by side, and what moved.

mod told;
mod update;
mod view;

use crate::{
    domain::rating::{KeyProperty, Phase},
    workbench::questions::matrix::{Matrix, Place, Whose},
};

/// The three maps, from left to right.
const PHASES: [Phase; 3] = [Phase::Initial, Phase::Target, Phase::Residual];
/// What Tab goes through; none = overall.
const PROPERTIES: [Option<KeyProperty>; 4] =
    [None, Some(KeyProperty::Safety), Some(KeyProperty::Effectiveness), Some(KeyProperty::Security)];

/// What the screen knows.
pub struct State {
    whose: Whose,
    property: Option<KeyProperty>,
    matrix: Option<Box<Matrix>>,
    phase: usize,
    place: Option<Place>,
}

impl State {
    /// The matrix of an assessment, or of all on its scale.
    pub fn new(whose: &Whose) -> Self {
        Self { whose: whose.clone(), property: None, matrix: None, phase: 0, place: None }
    }

    /// The map and the cell one is on; at first the worst cell of the first map.
    fn cell(&self) -> Option<(Phase, Place)> {
        let matrix = self.matrix.as_ref()?;
        let worst = (matrix.severities.last()?.0, matrix.likelihoods.last()?.0);
        Some((PHASES[self.phase], self.place.unwrap_or(worst)))
    }
}

/// The name of a key property, or of all of them together.
fn named(property: Option<KeyProperty>) -> &'static str {
    use crate::domain::word::Word as _;
    property.map_or("overall", KeyProperty::label)
}
