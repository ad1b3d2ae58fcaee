//! A snapshot of the register becomes the bytes of an export: rows go in, bytes come out.
//!
//! To add an export: one file here and one line in [`EXPORTS`].

pub mod delimited;
pub mod native;
pub mod row;
pub mod sidecar;

use std::io;

use crate::domain::export::Layout;

pub use row::{ControlAt, LastChange, RegisterRow};

/// One export: its name, and what takes its rows.
pub struct Export {
    /// Its name on the command line.
    pub name: &'static str,
    /// One line of help.
    pub help: &'static str,
    /// The columns, in their order.
    pub columns: fn() -> Vec<&'static str>,
    /// Begins one that is written to this.
    ///
    /// # Errors
    /// When nothing can be written.
    pub begin: for<'w> fn(&'w mut dyn io::Write, Layout) -> io::Result<Box<dyn Report + 'w>>,
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

/// Every export, the first the usual one.
pub const EXPORTS: &[Export] = &[native::EXPORT];

/// The export of this name.
pub fn export(name: &str) -> Option<&'static Export> {
    EXPORTS.iter().find(|export| export.name == name)
}
