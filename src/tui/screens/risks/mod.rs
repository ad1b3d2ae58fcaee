//! The register as a table of risks. Only rows near the screen are asked for, whatever the register's size.

mod update;
mod view;

use std::{collections::BTreeMap, sync::Arc};

use crate::{
    tui::{effects::OrderWanted, widgets::viewport::Viewport},
    workbench::questions::{
        matrix::Within,
        risks::{Order, RiskLine, RiskSort},
    },
};

/// Orders that the table can be put into, with their names.
pub const SORTS: &[(RiskSort, &str, &str)] = &[
    (RiskSort::Reference, "reference", "assessment and number"),
    (RiskSort::Title, "title", "title"),
    (RiskSort::Initial, "initial", "initial level, worst first"),
    (RiskSort::Residual, "residual", "residual level, not rated and worst first"),
    (RiskSort::Owner, "owner", "owner"),
];

/// What the screen knows.
pub struct State {
    wanted: OrderWanted,
    order: Option<Arc<Order>>,
    lines: BTreeMap<usize, RiskLine>,
    view: Viewport,
    mark: String,
}

impl State {
    /// The risks of this assessment, or of all.
    pub fn new(assessment: Option<String>) -> Self {
        Self {
            wanted: OrderWanted {
                assessment,
                sort: RiskSort::Reference,
                filter: String::new(),
                within: None,
            },
            order: None,
            lines: BTreeMap::new(),
            view: Viewport::default(),
            mark: String::new(),
        }
    }

    /// The risks that are rated so.
    pub fn within(within: &Within) -> Self {
        let mut state = Self::new(within.assessment());
        state.wanted.within = Some(within.clone());
        state
    }

    fn len(&self) -> usize {
        self.order.as_ref().map_or(0, |order| order.ids.len())
    }

    fn selected(&self) -> Option<&RiskLine> {
        self.lines.get(&self.view.at())
    }
}
