//! One control, whole: what it is, where it is, how it was verified, what it serves.

mod document;
mod update;

use crate::{tui::widgets::viewport::Viewport, workbench::questions::controls::ControlWhole};

/// Where a paragraph leads.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Link {
    /// Nowhere: a text to read.
    Text,
    /// A risk: `ip3/R-014`.
    Risk(String),
}

/// What the screen knows.
pub struct State {
    reference: String,
    control: Option<Box<ControlWhole>>,
    view: Viewport,
}

impl State {
    /// This control: `C-003`.
    pub fn new(reference: &str) -> Self {
        Self { reference: reference.to_owned(), control: None, view: Viewport::default() }
    }
}
