//! The portfolio: every assessment with what is open in it.

mod update;
mod view;

use crate::{
    domain::word::Word as _,
    tui::widgets::listing::{Listing, Row},
    workbench::questions::assessments::AssessmentLine,
};

/// What the screen knows.
#[derive(Default)]
pub struct State {
    register: String,
    actor: String,
    list: Listing<AssessmentLine>,
}

impl State {
    /// The screen of this register, for this person.
    pub fn new(register: &str, actor: &str) -> Self {
        Self { register: register.to_owned(), actor: actor.to_owned(), list: Listing::default() }
    }
}

impl Row for AssessmentLine {
    fn key(&self) -> String {
        self.reference.clone()
    }

    fn words(&self) -> String {
        [&self.reference, &self.product, &self.versions, &self.placements, self.stage.label()].join(" ")
    }
}
