//! Every decision of an assessment, or of the register, the most urgent first. Only rows near the screen are asked for.

mod update;
mod view;

use std::{collections::BTreeMap, sync::Arc};

use crate::{
    domain::word::Word as _,
    tui::widgets::{sheet::Sheet, viewport::Viewport},
    workbench::questions::{
        decisions::{DecisionColumn, DecisionLine, DecisionsWanted, Ends},
        risks::Order,
    },
};

/// What the screen knows.
pub struct State {
    assessment: Option<String>,
    /// Only those that run out then.
    ends: Option<Ends>,
    sheet: Sheet,
    order: Option<Arc<Order>>,
    lines: BTreeMap<usize, DecisionLine>,
    view: Viewport,
    mark: String,
    near: Option<String>,
    /// Another order is asked for; the old one stays until it is there.
    waits: bool,
}

impl State {
    /// The decisions of this assessment, or of all; where a time is given, those that run out then.
    pub fn new(assessment: Option<String>, ends: Option<Ends>) -> Self {
        Self {
            assessment,
            ends,
            sheet: Sheet::new(view::COLUMNS),
            order: None,
            lines: BTreeMap::new(),
            view: Viewport::default(),
            mark: String::new(),
            near: None,
            waits: false,
        }
    }

    /// What is asked of the register: the ids of columns are the words of the register's columns.
    fn wanted(&self) -> DecisionsWanted {
        let column = |id: &str| DecisionColumn::parse(id).ok();
        DecisionsWanted {
            assessment: self.assessment.clone(),
            ends: self.ends,
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

    fn selected(&self) -> Option<&DecisionLine> {
        self.lines.get(&self.view.at())
    }
}
