//! Long work: what runs, what waits, what came of it.

mod update;
mod view;

use crate::tui::{
    jobs::JobLine,
    widgets::listing::{Listing, Row},
};

/// What the screen knows.
#[derive(Default)]
pub struct State {
    list: Listing<JobLine>,
}

impl Row for JobLine {
    fn key(&self) -> String {
        self.number.to_string()
    }

    fn words(&self) -> String {
        [&*self.title, self.state.word(), &self.told()].join(" ")
    }
}
