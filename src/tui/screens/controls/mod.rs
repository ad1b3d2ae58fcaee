//! The register's controls.

mod update;
mod view;

use crate::{
    tui::widgets::listing::{Listing, Row},
    workbench::questions::controls::ControlLine,
};

/// What the screen knows.
pub struct State {
    list: Listing<ControlLine>,
    on: &'static str,
}

impl Default for State {
    fn default() -> Self {
        Self { list: Listing::default(), on: view::COLUMNS[0].id }
    }
}

impl Row for ControlLine {
    fn key(&self) -> String {
        self.reference.clone()
    }

    fn words(&self) -> String {
        [&*self.reference, &self.title, &self.kind, &self.owner, &self.state].join(" ")
    }
}
