//! A snapshot of the register becomes the bytes of an export: rows go in, bytes come out.
//!
//! To add an export: one file here and one line in [`EXPORTS`].

pub mod delimited;
pub mod mappings;
pub mod native;
pub mod row;
pub mod sidecar;

use std::{collections::BTreeMap, io};

use crate::domain::export::Layout;

pub use mappings::ReferenceRow;
pub use row::{ControlAt, LastChange, RegisterRow};

/// The words that stand in a column, each with its label.
pub type Words = BTreeMap<&'static str, BTreeMap<&'static str, &'static str>>;

/// One export: its name, and what takes its rows.
pub struct Export {
    /// Its name on the command line.
    pub name: &'static str,
    /// One line of help.
    pub help: &'static str,
    /// The columns, in their order.
    pub columns: fn() -> Vec<&'static str>,
    /// The words of its columns with their labels.
    pub words: fn() -> Words,
    /// Begins one that is written to this; fails when nothing can be written.
    pub begin: Begin,
}

/// What an export tells, and so what its rows are.
#[derive(Clone, Copy)]
pub enum Begin {
    /// Risks at placements.
    Risks(for<'w> fn(&'w mut dyn io::Write, Layout) -> io::Result<Box<dyn Report + 'w>>),
    /// References into frameworks.
    References(for<'w> fn(&'w mut dyn io::Write, Layout) -> io::Result<Box<dyn References + 'w>>),
}

/// An export that is being written.
pub trait Report {
    /// One risk at one placement.
    ///
    /// # Errors
    /// When nothing more can be written.
    fn row(&mut self, row: &RegisterRow<'_>) -> io::Result<()>;

    /// Everything was told.
    ///
    /// # Errors
    /// When what is left cannot be written.
    fn finish(&mut self) -> io::Result<()>;
}

/// An export of references that is being written.
pub trait References {
    /// One thing and one control of a framework.
    ///
    /// # Errors
    /// When nothing more can be written.
    fn row(&mut self, row: &ReferenceRow<'_>) -> io::Result<()>;

    /// Everything was told.
    ///
    /// # Errors
    /// When what is left cannot be written.
    fn finish(&mut self) -> io::Result<()>;
}

/// Every export, the first the usual one.
pub const EXPORTS: &[Export] = &[native::EXPORT, mappings::EXPORT];

/// The export of this name.
pub fn export(name: &str) -> Option<&'static Export> {
    EXPORTS.iter().find(|export| export.name == name)
}
