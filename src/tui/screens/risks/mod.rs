//! The register as a table of risks. Only rows near the screen are asked for, whatever the register's size.

mod cells;
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
        matrix::Within,
        risk_order::RisksWanted,
        risks::{Order, RiskLine},
    },
};

/// What the screen knows.
pub struct State {
    /// Only those that are rated so.
    within: Option<Within>,
    assessment: Option<String>,
    list: Pages<RiskLine>,
}

impl State {
    /// The risks of this assessment, or of all.
    pub fn new(assessment: Option<String>) -> Self {
        Self { assessment, within: None, list: Pages::default() }
    }

    /// The risks that are rated so.
    pub fn within(within: &Within) -> Self {
        Self { within: Some(within.clone()), ..Self::new(within.assessment()) }
    }

    /// What is asked of the register.
    fn wanted(&self) -> RisksWanted {
        RisksWanted {
            assessment: self.assessment.clone(),
            sort: self.list.sort(),
            text: self.list.sheet.text().unwrap_or_default().to_owned(),
            narrowed: self.list.narrowed(),
            within: self.within.clone(),
        }
    }
}

impl Row for RiskLine {
    fn key(&self) -> String {
        self.id.as_str().to_owned()
    }

    fn words(&self) -> String {
        format!("{} {}", self.reference, self.title)
    }

    fn columns() -> &'static [Column] {
        view::COLUMNS
    }

    fn copied(&self) -> Vec<String> {
        view::copied(self)
    }
}

impl Paged for RiskLine {
    fn page(order: Arc<Order>, at: usize, n: usize) -> Question {
        Question::RiskPage { order, at, n }
    }

    fn all(order: Arc<Order>) -> Question {
        Question::RiskRows(order)
    }
}
