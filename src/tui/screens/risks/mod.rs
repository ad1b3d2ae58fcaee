//! The register as a table of risks. Only rows near the screen are asked for, whatever the register's size.

mod cells;
mod update;
mod view;

use std::{collections::BTreeMap, sync::Arc};

use crate::{
    domain::word::Word as _,
    tui::widgets::{marks::Marks, sheet::Sheet, viewport::Viewport},
    workbench::questions::{
        matrix::Within,
        risk_order::{RiskColumn, RisksWanted},
        risks::{Order, RiskLine},
    },
};

pub use view::rows;

/// What the screen knows.
pub struct State {
    /// Only those that are rated so.
    within: Option<Within>,
    assessment: Option<String>,
    sheet: Sheet,
    order: Option<Arc<Order>>,
    lines: BTreeMap<usize, RiskLine>,
    view: Viewport,
    mark: String,
    marks: Marks,
    /// Another order is asked for; the old one stays until it is there.
    waits: bool,
}

impl State {
    /// The risks of this assessment, or of all.
    pub fn new(assessment: Option<String>) -> Self {
        Self {
            assessment,
            within: None,
            sheet: Sheet::new(view::COLUMNS),
            order: None,
            lines: BTreeMap::new(),
            view: Viewport::default(),
            mark: String::new(),
            marks: Marks::default(),
            waits: false,
        }
    }

    /// What is asked of the register: the ids of columns are the words of the register's columns.
    fn wanted(&self) -> RisksWanted {
        let column = |id: &str| RiskColumn::parse(id).ok();
        RisksWanted {
            assessment: self.assessment.clone(),
            sort: self.sheet.sorted_by().filter_map(|(id, way)| Some((column(id)?, way))).collect(),
            text: self.sheet.text().unwrap_or_default().to_owned(),
            narrowed: self
                .sheet
                .sieves()
                .filter_map(|(id, sieve)| Some((column(id)?, sieve.clone())))
                .collect(),
            within: self.within.clone(),
        }
    }

    /// The risks that are rated so.
    pub fn within(within: &Within) -> Self {
        let mut state = Self::new(within.assessment());
        state.within = Some(within.clone());
        state
    }

    fn len(&self) -> usize {
        self.order.as_ref().map_or(0, |order| order.ids.len())
    }

    /// The row is marked, or in the range that is open.
    fn is_marked(&self, at: usize) -> bool {
        if self.marks.range(self.view.at()).is_some_and(|range| range.contains(&at)) {
            return true;
        }
        let order = self.order.as_ref();
        let id = order.and_then(|order| order.ids.get(at));
        !self.marks.is_empty() && id.is_some_and(|id| self.marks.holds(order, id))
    }

    fn selected(&self) -> Option<&RiskLine> {
        self.lines.get(&self.view.at())
    }
}
