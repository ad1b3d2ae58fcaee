//! The register as a table of risks. Only rows near the screen are asked for, whatever the register's size.

mod cells;
mod update;
mod view;

use std::{collections::BTreeMap, sync::Arc};

use crate::{
    tui::{
        effects::OrderWanted,
        widgets::{marks::Marks, viewport::Viewport},
    },
    workbench::questions::risks::{Order, RiskLine, RiskSort},
};

/// Orders that the table can be put into, with their names.
pub const SORTS: &[(RiskSort, &str, &str)] = &[
    (RiskSort::Reference, "reference", "assessment and number"),
    (RiskSort::Title, "title", "title"),
    (RiskSort::Initial, "initial", "initial level, worst first"),
    (RiskSort::Residual, "residual", "residual level, not rated and worst first"),
    (RiskSort::Owner, "owner", "owner"),
];

pub use view::rows;

/// What the screen knows.
pub struct State {
    wanted: OrderWanted,
    order: Option<Arc<Order>>,
    lines: BTreeMap<usize, RiskLine>,
    view: Viewport,
    mark: String,
    marks: Marks,
    on: &'static str,
}

impl State {
    /// The risks of this assessment, or of all.
    pub fn new(assessment: Option<String>) -> Self {
        Self {
            wanted: OrderWanted { assessment, sort: RiskSort::Reference, filter: String::new() },
            order: None,
            lines: BTreeMap::new(),
            view: Viewport::default(),
            mark: String::new(),
            marks: Marks::default(),
            on: view::COLUMNS[0].id,
        }
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
