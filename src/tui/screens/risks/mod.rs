//! The register as a table of risks. Only rows near the screen are asked for, whatever the register's size.

mod update;
mod view;

use std::{collections::BTreeMap, sync::Arc};

use crate::{
    domain::word::Word as _,
    tui::widgets::{sheet::Sheet, viewport::Viewport},
    workbench::questions::{
        risk_order::{RiskColumn, RisksWanted},
        risks::{Order, RiskLine},
    },
};

/// What the screen knows.
pub struct State {
    assessment: Option<String>,
    sheet: Sheet,
    order: Option<Arc<Order>>,
    lines: BTreeMap<usize, RiskLine>,
    view: Viewport,
    mark: String,
    /// Another order is asked for; the old one stays until it is there.
    waits: bool,
}

impl State {
    /// The risks of this assessment, or of all.
    pub fn new(assessment: Option<String>) -> Self {
        Self {
            assessment,
            sheet: Sheet::new(view::COLUMNS),
            order: None,
            lines: BTreeMap::new(),
            view: Viewport::default(),
            mark: String::new(),
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
        }
    }

    fn len(&self) -> usize {
        self.order.as_ref().map_or(0, |order| order.ids.len())
    }

    fn selected(&self) -> Option<&RiskLine> {
        self.lines.get(&self.view.at())
    }
}
