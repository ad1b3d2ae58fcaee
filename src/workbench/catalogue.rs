//! The check of a catalogue, riskward's own or one in a directory.

use std::path::Path;

use super::trouble;
use crate::{catalog::Catalogue, domain::trouble::Trouble};

/// Every fault of the catalogue in the directory, or of the one in the program: `file:line: what`.
///
/// # Errors
/// When the directory cannot be read.
pub fn catalogue_faults(directory: Option<&Path>) -> Result<Vec<String>, Trouble> {
    let faults = match directory {
        None => Catalogue::embedded().check(),
        Some(directory) => {
            let what = format!("The catalogue in {} was not checked", directory.display());
            let try_this = "a directory laid out as riskward's own catalog/";
            Catalogue::read_dir(directory).map_err(|e| trouble::io(&what, &e, try_this))?.check()
        }
    };
    Ok(faults.iter().map(ToString::to_string).collect())
}
