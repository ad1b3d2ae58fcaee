//! What screens and overlays are drawn with.

pub mod again;
pub mod canvas;
pub mod document;
pub mod editor;
pub mod fuzzy;
pub mod listing;
pub mod marks;
pub mod sheet;
pub mod table;
pub mod text;
pub mod viewport;
