//! The register at a glance: residual levels, decisions by the month they run out in, capabilities over products.

mod update;
mod view;

use crate::{tui::widgets::viewport::Viewport, workbench::questions::overview::Overview};

/// The panes, in the order of Tab.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pane {
    Levels,
    Months,
    Grid,
}

const PANES: [Pane; 3] = [Pane::Levels, Pane::Months, Pane::Grid];

/// What the screen knows.
pub struct State {
    overview: Option<Box<Overview>>,
    pane: Pane,
    levels: Viewport,
    months: Viewport,
    rows: Viewport,
    columns: Viewport,
}

impl Default for State {
    fn default() -> Self {
        Self {
            overview: None,
            pane: Pane::Levels,
            levels: Viewport::default(),
            months: Viewport::default(),
            rows: Viewport::default(),
            columns: Viewport::default(),
        }
    }
}

impl State {
    /// The list of the pane one is in, and how long it is.
    fn list(&mut self) -> (&mut Viewport, usize) {
        let overview = self.overview.as_deref();
        match self.pane {
            Pane::Levels => (&mut self.levels, overview.map_or(0, |all| all.levels.len())),
            Pane::Months => (&mut self.months, overview.map_or(0, |all| all.months.len())),
            Pane::Grid => (&mut self.rows, overview.map_or(0, |all| all.capabilities.len())),
        }
    }
}
