//! The matrix: how many risks stand in each of its cells, initial, target and residual, and what moved.

mod cells;
mod within;

use std::collections::{BTreeMap, BTreeSet};

pub use within::Within;

use self::cells::{Rated, columns};
use super::Level;
use crate::{
    catalog::scales::Scale,
    domain::{
        assessment::Assessment,
        object::{Id, Object},
        rating::{KeyProperty, Phase},
        record::Held,
        trouble::Trouble,
        word::Word as _,
    },
    ledger::{Ask as _, Query},
    workbench::{
        Workbench,
        knowledge::{level, level_of},
        trouble,
    },
};

/// Whose risks are counted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Whose {
    /// An assessment: `ip3`.
    pub assessment: String,
    /// Those of every assessment on the same scale.
    pub all: bool,
}

/// A cell: severity, likelihood.
pub type Place = (i64, i64);

/// The matrix of one key property, or of the overall levels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matrix {
    /// Whose risks.
    pub whose: Whose,
    /// The key property; none = overall, where each risk stands in the cell that its level comes from.
    pub property: Option<KeyProperty>,
    /// The assessments counted, by ref.
    pub assessments: Vec<String>,
    /// The scale's name.
    pub scale: String,
    /// Severities from the lowest on: step and word.
    pub severities: Vec<(i64, String)>,
    /// Likelihoods from the lowest on: step and word.
    pub likelihoods: Vec<(i64, String)>,
    /// The levels from the lowest on.
    pub bands: Vec<Level>,
    /// The level that the matrix gives.
    pub levels: BTreeMap<Place, Level>,
    /// All risks.
    pub risks: usize,
    /// Initial, target, residual.
    pub grids: Vec<Grid>,
    /// From initial to target, from initial to residual.
    pub moved: Vec<(Phase, Vec<Moved>)>,
}

/// One of the three maps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grid {
    /// Initial, target or residual.
    pub phase: Phase,
    /// How many risks stand in a cell, and how many of them at a level above the cell's.
    pub cells: BTreeMap<Place, Counts>,
    /// Rated, without this key property.
    pub untouched: usize,
    /// Rated on another scale.
    pub elsewhere: usize,
    /// Not rated.
    pub not_rated: usize,
}

/// What stands in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Risks.
    pub risks: usize,
    /// Of them, those that a floor lifted above the level of the cell.
    pub lifted: usize,
}

/// Risks that went from one cell to another, or stayed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// Where they stood before compensating controls.
    pub from: Place,
    /// Where they stand.
    pub to: Place,
    /// How many.
    pub risks: usize,
    /// By how many levels: less than 0 is lower.
    pub levels: i64,
}

impl Matrix {
    /// One of the three maps.
    pub fn grid(&self, phase: Phase) -> Option<&Grid> {
        self.grids.iter().find(|grid| grid.phase == phase)
    }

    /// What stands in a cell.
    pub fn counts(&self, phase: Phase, place: Place) -> Counts {
        self.grid(phase).and_then(|grid| grid.cells.get(&place)).copied().unwrap_or_default()
    }

    /// What moved between the initial rating and this one.
    pub fn moved_to(&self, phase: Phase) -> &[Moved] {
        self.moved.iter().find(|(to, _)| *to == phase).map(|(_, moved)| &**moved).unwrap_or_default()
    }

    /// How many risks are at a lower level than at first, at the same, at a higher one.
    pub fn changed(&self, phase: Phase) -> [usize; 3] {
        let mut changed = [0; 3];
        for moved in self.moved_to(phase) {
            changed[(moved.levels.signum() + 1).unsigned_abs() as usize] += moved.risks;
        }
        changed
    }
}

impl Workbench {
    /// How many risks stand where in the matrix of a key property; none = overall.
    ///
    /// # Errors
    /// When the assessment is not there, or the register cannot be read.
    pub fn matrix(&self, whose: &Whose, property: Option<KeyProperty>) -> Result<Matrix, Trouble> {
        let (scale, counted) = self.on_one_scale(whose)?;
        let ids: Vec<&Id> = counted.iter().map(|held| &held.id).collect();
        let of = |object| Query::all(object).among("assessment_id", ids.iter().copied());
        let risks = self.count(&of(Object::Risk))?;
        let mut of_phase: BTreeMap<String, (usize, usize)> = BTreeMap::new();
        for (values, count) in self.tally_by(&of(Object::Rating), &["phase", "scale_sha256"])? {
            let rated = of_phase.entry(values[0].clone()).or_default();
            rated.0 += count;
            rated.1 += if values[1] == scale.sha256() { 0 } else { count };
        }
        let phase_of =
            |phase: Phase| of(Object::Rating).is("phase", phase.word()).is("scale_sha256", scale.sha256());
        let columns = columns(property);
        let mut grids = Vec::new();
        for &phase in Phase::ALL {
            let (rated, elsewhere) = of_phase.get(phase.word()).copied().unwrap_or_default();
            let mut grid = Grid {
                phase,
                cells: BTreeMap::new(),
                untouched: 0,
                elsewhere,
                not_rated: risks.saturating_sub(rated),
            };
            for (values, count) in self.tally_by(&phase_of(phase), columns)? {
                match Rated::read(property, &values, &scale) {
                    None => grid.untouched += count,
                    Some(rated) => {
                        let counts = grid.cells.entry(rated.place).or_default();
                        counts.risks += count;
                        counts.lifted += if rated.lifted { count } else { 0 };
                    }
                }
            }
            grids.push(grid);
        }
        let mut moved = Vec::new();
        for phase in [Phase::Target, Phase::Residual] {
            let pairs = self
                .ledger
                .tally_pairs([&phase_of(Phase::Initial), &phase_of(phase)], "risk_id", [columns, columns])
                .map_err(|e| trouble::ledger("Cannot read the register", e))?;
            let mut found: BTreeMap<(Place, Place, i64), usize> = BTreeMap::new();
            for (values, count) in pairs {
                let (before, after) = values.split_at(columns.len());
                if let (Some(before), Some(after)) =
                    (Rated::read(property, before, &scale), Rated::read(property, after, &scale))
                {
                    let key = (before.place, after.place, after.rank - before.rank);
                    *found.entry(key).or_default() += usize::try_from(count).unwrap_or(usize::MAX);
                }
            }
            let each = found.into_iter().map(|((from, to, levels), risks)| Moved { from, to, risks, levels });
            moved.push((phase, each.collect()));
        }
        let mut assessments: Vec<String> = Vec::new();
        for held in &counted {
            assessments.push(self.reference_of(held)?);
        }
        assessments.sort();
        Ok(Matrix {
            whose: whose.clone(),
            property,
            assessments,
            scale: scale.name.clone(),
            severities: scale.severities.iter().map(|one| (one.level, one.name.clone())).collect(),
            likelihoods: scale.likelihoods.iter().map(|one| (one.level, one.name.clone())).collect(),
            bands: scale.bands.iter().map(|band| level(&scale, band)).collect(),
            levels: levels(&scale),
            risks,
            grids,
            moved,
        })
    }

    /// The scale that is in use, and the assessments that are counted on it: one, or the newest revision of each.
    fn on_one_scale(&self, whose: &Whose) -> Result<(std::rc::Rc<Scale>, Vec<Held<Assessment>>), Trouble> {
        let own = self.assessment(&whose.assessment)?;
        let scale = self.scale(&own.scale_sha256)?;
        if !whose.all {
            return Ok((scale, vec![own]));
        }
        let older = self.older_revisions()?;
        let query = Query::all(Object::Assessment).is("scale_sha256", scale.sha256());
        let mut all = self.all::<Assessment>(&query)?;
        all.retain(|held| !older.contains(&held.id));
        Ok((scale, all))
    }

    /// How many rows a query finds for each combination of values of some fields.
    pub(in crate::workbench) fn tally_by(
        &self,
        query: &Query,
        by: &[&'static str],
    ) -> Result<Vec<(Vec<String>, usize)>, Trouble> {
        let tally =
            self.ledger.tally_by(query, by).map_err(|e| trouble::ledger("Cannot read the register", e))?;
        let each = tally.into_iter();
        Ok(each.map(|(values, count)| (values, usize::try_from(count).unwrap_or(usize::MAX))).collect())
    }
}

/// Every cell's level.
fn levels(scale: &Scale) -> BTreeMap<Place, Level> {
    let steps: BTreeSet<i64> = scale.likelihoods.iter().map(|one| one.level).collect();
    let places = scale.severities.iter().flat_map(|one| steps.iter().map(move |step| (one.level, *step)));
    places
        .filter_map(|(severity, likelihood)| {
            let band = scale.level(severity, likelihood)?;
            Some(((severity, likelihood), level_of(scale, &band.id)))
        })
        .collect()
}
