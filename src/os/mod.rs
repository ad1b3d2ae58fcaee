//! The operating system in one place.

pub mod child;
pub mod clipboard;
pub mod editor;
pub mod files;
pub mod hangup;
pub mod holder;
pub mod limits;
pub mod locale;
pub mod replace;
pub mod state_dir;
pub mod terminal;
pub mod user;
pub mod zone;
