//! Every decision of an assessment, or of the register, the most urgent first. Only rows near the screen are asked for.

mod update;
mod view;

use std::{collections::BTreeMap, sync::Arc};

use crate::{
    tui::widgets::viewport::Viewport,
    workbench::questions::{
        decisions::{DecisionLine, DecisionSort, DecisionsWanted, Ends},
        risks::Order,
    },
};

/// Orders that the table can be put into, with their names.
const SORTS: &[(DecisionSort, &str, &str)] = &[
    (DecisionSort::Urgency, "urgency", "urgency: over, asked for, the next to run out"),
    (DecisionSort::Until, "until", "last day, the earliest first"),
    (DecisionSort::State, "state", "where they stand"),
    (DecisionSort::Person, "person", "who decided"),
    (DecisionSort::Newest, "newest", "when it was decided, the newest first"),
];

/// What the screen knows.
pub struct State {
    wanted: DecisionsWanted,
    order: Option<Arc<Order>>,
    lines: BTreeMap<usize, DecisionLine>,
    view: Viewport,
    mark: String,
    near: Option<String>,
}

impl State {
    /// The decisions of this assessment, or of all; where a time is given, those that run out then.
    pub fn new(assessment: Option<String>, ends: Option<Ends>) -> Self {
        let (sort, filter) = (DecisionSort::Urgency, String::new());
        Self {
            wanted: DecisionsWanted { assessment, ends, sort, filter },
            order: None,
            lines: BTreeMap::new(),
            view: Viewport::default(),
            mark: String::new(),
            near: None,
        }
    }

    fn len(&self) -> usize {
        self.order.as_ref().map_or(0, |order| order.ids.len())
    }

    fn selected(&self) -> Option<&DecisionLine> {
        self.lines.get(&self.view.at())
    }
}
