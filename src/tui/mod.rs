//! The workbench on the terminal: keys in, screens out.

pub mod backend;
pub mod clipboard;
pub mod commands;
pub mod drafts;
pub mod effects;
mod elsewhere;
mod held;
pub mod input;
pub mod jobs;
pub mod joiner;
pub mod key;
pub mod keymap;
pub mod memory;
pub mod others;
pub mod overlays;
mod perform;
pub mod plain;
mod run;
pub mod screens;
pub mod state;
pub mod terminal;
pub mod theme;
mod tour;
pub mod update;
pub mod view;
pub mod widgets;
mod worker;

pub use commands::Keys;
pub use run::{Options, first_state, run};
pub use terminal::ready;
