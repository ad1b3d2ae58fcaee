//! What a user can ask (`questions/`) and do (`actions/`): the only door for the terminal and the command line.

pub mod actions;
pub mod questions;

/// An open register and everything needed to work in it.
pub struct Workbench {}
