//! Every decision of an assessment, or of the register, the most urgent first. Only rows near the screen are asked for.

mod update;
mod view;

use std::sync::Arc;

use crate::{
    tui::{
        effects::Question,
        screens::{Paged, Pages},
        widgets::{listing::Row, table::Column},
    },
    workbench::questions::{
        decisions::{DecisionLine, DecisionsWanted, Ends},
        risks::Order,
    },
};

/// What the screen knows.
pub struct State {
    assessment: Option<String>,
    /// Only those that run out then.
    ends: Option<Ends>,
    list: Pages<DecisionLine>,
    /// What the decision one goes to is on.
    near: Option<String>,
}

impl State {
    /// The decisions of this assessment, or of all; where a time is given, those that run out then.
    pub fn new(assessment: Option<String>, ends: Option<Ends>) -> Self {
        Self { assessment, ends, list: Pages::default(), near: None }
    }

    /// What is asked of the register.
    fn wanted(&self) -> DecisionsWanted {
        DecisionsWanted {
            assessment: self.assessment.clone(),
            ends: self.ends,
            sort: self.list.sort(),
            text: self.list.sheet.text().unwrap_or_default().to_owned(),
            narrowed: self.list.narrowed(),
        }
    }
}

impl Row for DecisionLine {
    fn key(&self) -> String {
        self.id.as_str().to_owned()
    }

    fn words(&self) -> String {
        [&*self.reference, &self.title, &self.verdict, &self.by, &self.stands].join(" ")
    }

    fn columns() -> &'static [Column] {
        view::COLUMNS
    }

    fn copied(&self) -> Vec<String> {
        view::copied(self)
    }
}

impl Paged for DecisionLine {
    fn page(order: Arc<Order>, at: usize, n: usize) -> Question {
        Question::DecisionPage { order, at, n }
    }

    fn all(order: Arc<Order>) -> Question {
        Question::DecisionRows(order)
    }
}
