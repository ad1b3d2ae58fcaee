//! The workbench on the terminal: keys in, screens out.

pub mod commands;
pub mod drafts;
pub mod effects;
pub mod input;
pub mod key;
pub mod keymap;
pub mod overlays;
pub mod screens;
pub mod state;
pub mod theme;
pub mod update;
pub mod view;
pub mod widgets;

pub use commands::key_table;
