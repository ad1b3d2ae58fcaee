//! The workbench on the terminal: keys in, screens out.

pub mod input;
pub mod key;
pub mod theme;
pub mod widgets;
