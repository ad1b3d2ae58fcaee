//! The portfolio: every assessment with what is open in it.

mod update;
mod view;

use std::collections::BTreeSet;

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
    counted: BTreeSet<String>,
    asked: Vec<String>,
}

impl State {
    /// The screen of this register, for this person.
    pub fn new(register: &str, actor: &str) -> Self {
        Self { register: register.to_owned(), actor: actor.to_owned(), ..Self::default() }
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
