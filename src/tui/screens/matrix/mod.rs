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

    /// Where no cell is remembered, one begins at the highest level that holds risks, in the cell with the most of them: on
    /// the first map that has any.
    fn stand_on_the_worst(&mut self) {
        let (None, Some(matrix)) = (self.place, &self.matrix) else { return };
        let worst = |phase: usize| {
            let held = matrix.grid(PHASES[phase])?.cells.iter().filter(|(_, counts)| counts.risks > 0);
            let rank = |place: &Place| matrix.levels.get(place).map(|level| level.rank);
            let worst = held.max_by_key(|(place, counts)| (rank(place), counts.risks, **place));
            worst.map(|(place, _)| (phase, *place))
        };
        if let Some((phase, place)) = (self.phase..PHASES.len()).chain(0..self.phase).find_map(worst) {
            (self.phase, self.place) = (phase, Some(place));
        }
    }

    /// The map and the cell one is on; where no risk is rated, the worst cell.
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
