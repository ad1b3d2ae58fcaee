//! One entry of the catalogue, or what the catalogue knows of a thing: the full text, where it leads, where it is used.

mod document;
mod update;

use crate::{
    tui::widgets::viewport::Viewport,
    workbench::questions::catalogue::{About, EntryWhole},
};

/// What the screen knows.
pub struct State {
    about: About,
    entry: Option<Box<EntryWhole>>,
    view: Viewport,
}

impl State {
    /// What is said about this.
    pub fn new(about: &About) -> Self {
        Self { about: about.clone(), entry: None, view: Viewport::default() }
    }
}
