//! One risk, whole: texts, ratings, controls, decisions with what they rest on.

mod document;
mod update;

use crate::{tui::widgets::viewport::Viewport, workbench::questions::risk::RiskWhole};

/// Where a paragraph leads.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Link {
    /// Nowhere: a text to read.
    Text,
    /// The chain of a capability.
    Capability(String),
    /// A control.
    Control(String),
}

/// What the screen knows.
pub struct State {
    reference: String,
    risk: Option<Box<RiskWhole>>,
    view: Viewport,
}

impl State {
    /// This risk: `ip3/R-014`.
    pub fn new(reference: &str) -> Self {
        Self { reference: reference.to_owned(), risk: None, view: Viewport::default() }
    }

    fn assessment_ref(&self) -> String {
        self.reference.split_once('/').map_or(&*self.reference, |(assessment, _)| assessment).to_owned()
    }
}
