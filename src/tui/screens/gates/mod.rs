//! The gates of one assessment: where it stands, what blocks its next step, what is due; and, gate by gate, what is
//! missing and where it is mended.

mod document;
mod place;
mod update;
mod view;

use crate::{
    domain::gate::Missing,
    tui::widgets::viewport::Viewport,
    workbench::questions::gates::{GateLine, Gates},
};

/// Which side keys act on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Pane {
    /// The gates.
    #[default]
    Gates,
    /// What the selected one misses.
    Things,
}

/// Where a paragraph leads.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Link {
    /// Nowhere: a text to read.
    Text,
    /// Something missing, by its place among what the gate misses.
    Missing(usize),
    /// A responsibility agreement.
    Agreement,
}

/// The mark of the row below the gates.
const RECORD: &str = "record";

/// What the screen knows.
pub struct State {
    reference: String,
    gates: Option<Box<Gates>>,
    pane: Pane,
    list: Viewport,
    things: Viewport,
    wanted: String,
}

impl State {
    /// The gates of this assessment.
    pub fn new(reference: &str) -> Self {
        Self {
            reference: reference.to_owned(),
            gates: None,
            pane: Pane::default(),
            list: Viewport::default(),
            things: Viewport::default(),
            wanted: String::new(),
        }
    }

    /// The gates, and one row more for what is on record.
    fn len(&self) -> usize {
        self.gates.as_ref().map_or(0, |gates| gates.gates.len() + 1)
    }

    /// The gate one is on; none on the row below them.
    fn gate(&self) -> Option<&GateLine> {
        self.gates.as_ref()?.gates.get(self.list.at())
    }

    /// Where the paragraph one is on leads; none while the gates are what keys act on.
    fn link(&self) -> Option<Link> {
        match self.pane {
            Pane::Gates => None,
            Pane::Things => document::document(self, 80, false, None).link(self.things.at()).cloned(),
        }
    }

    /// The missing thing one is on.
    fn missing(&self) -> Option<&Missing> {
        match self.link()? {
            Link::Missing(at) => self.gate()?.missing.get(at),
            Link::Text | Link::Agreement => None,
        }
    }
}
