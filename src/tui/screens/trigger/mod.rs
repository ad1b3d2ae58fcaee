//! One trigger, whole: what came in, what it says, what it reaches, what came of it.

mod document;
mod update;

use crate::{tui::widgets::viewport::Viewport, workbench::questions::inbox::TriggerWhole};

/// Where a paragraph leads.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Link {
    /// Nowhere: a text to read.
    Text,
    /// An assessment: `ip3`.
    Assessment(String),
    /// A risk: `ip3/R-014`.
    Risk(String),
    /// A finding, in the inbox: `F-003`.
    Finding(String),
}

/// What the screen knows.
pub struct State {
    reference: String,
    trigger: Option<Box<TriggerWhole>>,
    view: Viewport,
}

impl State {
    /// This trigger: `T-003`.
    pub fn new(reference: &str) -> Self {
        Self { reference: reference.to_owned(), trigger: None, view: Viewport::default() }
    }
}
